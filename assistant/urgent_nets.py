"""What the points of a live concern do not see: staff shorthand, a worry to be referred, and plain talk of work.

The points (``assistant/urgent.py``) weigh how a message is put, and against what is short and has no verb: it reads
like a keyword search. Staff in a hurry write so too ("bub with welts in resus"). What sets theirs apart is a child,
an injury and the place or moment it was met in, and no word of a document. The other way round, a professional who
prepares a training or decides on closing a case speaks of "I" and "now" and tells of nobody in danger.
"""

import re

from assistant.urgent_form import names_a_harm
from assistant.urgent_signs import lexicon, parts
from assistant.words import fold

_FRAMES = frozenset({"document", "artefact", "fiction", "past"})
_CHILD = (
    r"(?:child|kid|kiddo|kiddie|kiddy|baby|babe|bab|bub|bubba|bubs|infant|new ?born|neonate|neo|nb|prem|prem(?:mie|ie)|premature|toddler|tot|bairn|wean|"
    r"wain|little (?:one|un|girl|boy)|littlun|girl|boy|lad|lass|pupil|pt|patient|twin|teen|teenager|youngster|youngun|\d{1,2} ?/ ?(?:7|12|52)|"
    r"\d{1,2}[ -]?(?:day|week|wk|month|mth|mo|year|yr|yo|y/o)s?(?:[ -]?old)?)"
)
_INJURY = (
    r"(?:bruis\w*|welts?|weals?|hand ?prints?|(?:grip|grab|slap|belt|bite|finger\w*|pinch|ligature) ?marks?|marks? (?:on|to) (?:the |his |her )?\w+|black eyes?|"
    r"fractur\w+|#|broken (?:arm|leg|rib|ribs|femur|bone|wrist|collarbone)|burn(?:s|t)?\b(?! out)|burnt|scald\w*|subdural\w*|bleed\w*|"
    r"(?:head|facial|brain|unexplained|inflicted|suspicious) injur\w+|nai\b|rough[- ]handl\w+|handled roughly|roughly handled|(?:torn|ripped) fren\w+|petechiae|lacerat\w+)"
)
_PLACE = (
    r"(?:in|on|at|to|into|via) (?:the |our |my )?(?:triage|resus|majors|minors|paeds?|a ?& ?e|ed|ward|postnatal|scbu|nicu|picu|hdu|cau|pau|sau|mau|assessment unit|clinic|"
    r"surgery|waiting room|theatre|nursery|reception|class|playgroup|baby clinic|delivery suite|office|custody|contact centre)\b(?! (?:reviews?|stud(?:y|ies)|records?|notes?|procedures?|polic(?:y|ies)))"
)
_MET = re.compile(
    rf"\b(?:{_PLACE}|came in|come in|coming in|brought in|walked in|presented (?:with|to|at)|presenting (?:with|to|at)|arrived|turned up|just (?:been )?(?:seen|found|noticed|spotted|examined)|"
    r"witnessed|i(?:'ve| have)? (?:just )?(?:seen|saw|got|found)|^\W*(?:got|have|seeing|seen|found) (?:a|an|this|my|our)|"
    r"with (?:me|us)|in front of me|here(?! (?:in|are|is a)\b)|tonight|right now|today|this (?:morning|afternoon|evening)|o/e|on exam(?:ination)?)(?!\w)",
    re.IGNORECASE,
)
_HURT_CHILD = re.compile(
    rf"(?<!\w){_CHILD}(?!\w).*(?<!\w){_INJURY}|(?<!\w){_INJURY}.*(?<!\w){_CHILD}(?!\w)", re.IGNORECASE
)
_NEXT = re.compile(
    r"\b(?:next steps? for (?:me|us)|(?:what|who|where) (?:do|should|can|must|shall) (?:i|we)|what (?:now|next)|what to do|who to (?:call|ring|tell|phone|refer)|"
    r"(?:do|should) (?:i|we) (?:call|ring|tell|refer|report|need))\b",
    re.IGNORECASE,
)
_ASKS_FIRST = re.compile(
    r"^\W*(?:(?:and|so|but|please|hi|hello)\W+)*(?:what|which|who|why|how|when|where|do|does|did|is|are|should|can)\b",
    re.IGNORECASE,
)
_MINE_NOW = re.compile(
    r"\b(?:i|me|my|we|us)\b.*\b(?:now|tonight|today|here)\b|\b(?:now|tonight|today|here)\b.*\b(?:i|me|my|we|us)\b",
    re.IGNORECASE,
)
_OF_TEXTS = re.compile(
    r"\b(?:reviews?|briefings?|reports?|learning|scrs?|lcsprs?|cspr|recommend\w*|themes?|lessons?|research|guidance|stud(?:y|ies)|evidence|policy|polic(?:y|ies)|"
    r"training|trainer|refresher|if (?:i|we) (?:ever|saw|were|had)|session|slides?|exam|essay|scenario|case study|example|hypothetical\w*|says?|said|mentions?|describ\w+|what happened|were|was|had|did)\b",
    re.IGNORECASE,
)  # fmt: skip
_WORRIED = re.compile(
    r"\b(?:i'?m|i am|we'?re|we are|i'?ve been|i have been) (?:(?:really|very|so|quite|getting|a bit|increasingly|seriously) )*(?:worried|concerned|anxious|scared|frightened|uneasy)\b|"
    r"\b(?:my|our) (?:worr(?:y|ies)|concerns?) (?:about|for|over)\b|\b(?:i|we) (?:have|'ve|got|have got) (?:\w+ )?(?:worr(?:y|ies)|concerns?) (?:about|for|over)\b",
    re.IGNORECASE,
)
_A_CHILD = re.compile(
    r"\b(?:a|the|this|that|my|our|one|his|her|their)(?: \w+){0,2} (?:child|kid|baby|infant|toddler|girl|boy|pupil|student|teenager|neighbour'?s? \w+|niece|nephew|"
    r"grand(?:son|daughter|child)|son|daughter|newborn|little one|patient)\b",
    re.IGNORECASE,
)
_TO_REFER = re.compile(
    r"\b(?:how|who|where|what)(?:'s the| is the| do| should| can| would| must)?(?: i| we| best| right)?(?: \w+){0,3} (?:refer|referral|report|raise|ring|phone|call|tell|contact|speak to|go to|make)\b",
    re.IGNORECASE,
)
# Work on a text or a day of training about children in general; the people it is for are no one in danger.
_PREPARES = re.compile(
    r"\b(?:i'?m|i am|we'?re|we are|i'?ll be|i will be) (?:\w+ )?(?:training|teaching|writing|presenting|preparing|drafting|delivering|running|speaking|talking|planning|briefing|updating|reporting)\b"
    r".{0,60}\b(?:staff|team|board|panel|committee|students?|colleagues|trustees|governors|executive|partnership|commissioners|slides?|session|talk|presentation|paper|policy|course|workshop|training|bid)\b",
    re.IGNORECASE,
)
_OF_MANY = re.compile(
    r"\b(?:babies|infants|children|newborns|toddlers|kids|teenagers|young people|families|under[- ]\w+s)\b",
    re.IGNORECASE,
)
# "please find: baby with ..." asks for texts, though the colon parts the words from their verb.
_SEARCHES = re.compile(
    r"^\W*(?:(?:please|pls|hi|hello)\W+)*(?:find|search(?: for)?|look (?:up|for)|list|show(?: me)?)\s?:(?=\s)(?!.*\b(?:help|my|our|i|me|we|us|now|999|here|just)\b)",
    re.IGNORECASE,
)
_MILD = frozenset({"clear.fear"})  # told in the words of any question on a family
_DECIDES = re.compile(
    r"^\W*(?:(?:hi|hello|please|so|ok)\W+)*(?:should|can|could|shall|may|do) (?:i|we) (?:\w+ ){0,2}(?:close|step (?:\w+ )?(?:up|down)|sign off|end|transfer|de-?escalate|deregister|discharge)\b"
    r".{0,40}\b(?:case|plan|file|episode|assessment|referral|cin|cp|family)\b",
    re.IGNORECASE,
)


def met_with_an_injury(message: str) -> bool:
    """Whether a message tells, however shortly, of an injured child whom the writer has met with just now."""
    text = fold(message)
    if not _HURT_CHILD.search(text) or _OF_TEXTS.search(text):
        return False
    wants_help = bool(_NEXT.search(text)) and not _ASKS_FIRST.search(text)
    if not wants_help and not _MET.search(text):
        return False
    kinds = {sign for clause in parts(message) for sign in clause.signs}
    if kinds & _FRAMES:
        return False
    return "general" not in kinds or wants_help or bool(_NEXT.search(text) and _MINE_NOW.search(text))


# Said of one's own: "my partner hurts my son", "our dad keeps hitting me". Whatever is asked beside it, it is told.
_OWN = r"(?:husband|wife|partner|boyfriend|girlfriend|bf|gf|fella|bloke|ex|dad|daddy|father|mum|mummy|mam|mother|stepdad|step-?father|stepmum|step-?mother|uncle|aunt(?:ie|y)?|nan|nana|grandad|grandma|brother|sister|carer|foster (?:mum|dad|carer)|son|daughter|baby|kids?|child(?:ren)?|twins?|little (?:one|boy|girl|brother|sister)|grand(?:son|daughter|child(?:ren)?)|niece|nephew)"
_HURTS = r"(?:hurts?|hits?|beats?|kicks?|punch(?:es)?|slaps?|chok(?:es?)|strangl(?:es?)|burns?|shakes?|bites?|rapes?|touches|starves?|locks?|throws?|smacks?|whips?|belts|batters|abuses?|(?:is|are|'s|keeps?|been|started|won't stop) (?:\w+ )?(?:hurting|hitting|beating|kicking|punching|slapping|choking|strangling|burning|shaking|biting|raping|touching|starving|locking|throwing|smacking|whipping|battering|abusing))"
_QUOTED = re.compile(r"[\"“].*?[\"”]|(?<!\w)'[^']{6,}'(?!\w)")  # what somebody else said, in a text or a test
_OWN_IS_HURT = re.compile(
    rf"\b(?:my|our) (?:\w+ )?{_OWN}(?: (?:always|often|still|really|sometimes|just))* ?{_HURTS} (?:me|us|the (?:baby|kids?|children|twins|bairn)|(?:my|our) (?:\w+ )?(?:son|daughter|baby|kids?|child(?:ren)?|twins?|brother|sister|mum|mother|little \w+|grand\w+|niece|nephew|girl|boy|face|arm|leg))\b(?! (?:feelings|heart)\b)",
    re.IGNORECASE,
)


def hurts_ones_own(message: str) -> bool:
    """Whether a writer tells, as a thing that goes on, that one of the family hurts them or a child of theirs."""
    return bool(_OWN_IS_HURT.search(_QUOTED.sub(" ", fold(message))))


# "I shook my baby", "I've just smothered him": what the writer did to a child, whatever it is told beside.
_A_CHILD_HURT = r"(?:(?:my|our|the|this|his|her)(?: \w+)? (?:baby|bab|bairn|wean|bubba|son|daughter|kids?|child(?:ren)?|twins?|toddler|little (?:one|boy|girl)|newborn|infant|step ?(?:son|daughter)|grand(?:son|daughter|child(?:ren)?))\b|mine\b|(?:him|her)\b(?! (?:\w+ )?hands?\b))"
_DID_HARM = r"(?:shook|shaken|shake|smother(?:ed)?|suffocated|strangled|choked|throttled|burnt|burned|scalded|punched|beat|beaten|battered|slapped|kicked|hurt|hit|bit|bitten|poisoned)"
_I_HURT = re.compile(
    rf"\b(?:i|i'?ve|i have|i think i|i may have|i might have|i must have) (?:(?:just|only|really|have|had|did|also|accidentally|may|might|lost it and|snapped and|panicked and)\W+)*{_DID_HARM} {_A_CHILD_HURT}",
    re.IGNORECASE,
)
# What a question tells of is said to be the writer's own: "a mum who shook her baby ... thats me".
_THE_SAME_IS_ME = re.compile(
    r"\b(?:that|this|it)(?:'?s| is| was) (?:(?:literally|basically|just|exactly|all|also|so|actually) )*(?:me(?! (?:to|for|done|sorted|finished|off|out|in|back|again|being|who (?:ask|sent|wrote))\b)|us(?! (?:to|for)\b)|what i(?: have|'?ve)? (?:did|done|do|been doing)\b"
    r"|(?:what(?:'?s| is)? )?(?:happening|happened|happens) to (?:me|us)\b|(?:my|our) (?:house|home|life|kids?|baby|son|daughter|child(?:ren)?|mum|dad|husband|partner|boyfriend)\b)"
    r"|\bi (?:did|have done|'?ve done|do) (?:that|this|it|the same)(?: thing)? (?:to|with) (?:my|mine|our|him|her)\b|\bi'?m (?:that|the one|her|him)\s*$",
    re.IGNORECASE,
)


def has_hurt_a_child(message: str) -> bool:
    """Whether a writer tells, as a thing done, of having hurt a child."""
    return bool(_I_HURT.search(_QUOTED.sub(" ", fold(message))))


def is_the_one_told_of(message: str) -> bool:
    """Whether a message tells of harm, if only in a question on a review, and says that it is the writer's own."""
    text = _QUOTED.sub(" ", fold(message))
    found = _THE_SAME_IS_ME.search(text)
    before = text[: found.start()] if found else ""
    return names_a_harm(before) or tells_of_harm(before)


def wants_to_refer(message: str) -> bool:
    """Whether a writer who is worried about one child asks how, where or to whom to refer."""
    text = fold(message)
    if not (_WORRIED.search(text) and _A_CHILD.search(text) and _TO_REFER.search(text)):
        return False
    return not any(clause.signs & _FRAMES for clause in parts(message))


def is_plain_work(message: str) -> bool:
    """Whether a message only tells of a text or training to prepare, sets a search, or asks to decide on a case."""
    text = fold(message)
    prepares = bool(_PREPARES.search(text) and _OF_MANY.search(text))
    searches = bool(_SEARCHES.search(text))
    if not prepares and not searches and not _DECIDES.search(text):
        return False
    clauses = parts(message)
    kinds = {sign for clause in clauses for sign in clause.signs}
    if kinds & {"disclosure", "me_young", "own_child", "asks_help"} or any(
        s.startswith("grave") for s in kinds
    ):
        return False
    if prepares:
        return not any(lexicon().is_person(word) for clause in clauses for word in clause.words)
    return searches or not any("." in sign for sign in kinds)


# A theme by its name, of which nobody is told: "knife crime", "gun and gang violence", "anything on acid attacks?".
_WEAPON = r"(?:knife|knives|blade|gun|firearms?|weapons?|acid|machete|gangs?|street|youth|serious youth|hate|county lines)"
_AS_A_THEME = r"(?:crimes?|violence|attacks|offen[cs]es?|offending|possession|culture|amnest(?:y|ies))"
_BARE_THEME = re.compile(
    rf"\W*(?:(?:anything|something|any \w+|learning|lessons?|reviews?|what) )?(?:(?:on|about|of|re|with) )?{_WEAPON}(?: (?:and|or|&) {_WEAPON})* {_AS_A_THEME}(?: (?:and|or|&) (?:{_WEAPON} )?{_AS_A_THEME})*[?.\s]*",
    re.IGNORECASE,
)


def names_only_a_crime(message: str) -> bool:
    """Whether a message is the name of a kind of crime and nothing else: it tells of nobody."""
    return bool(_BARE_THEME.fullmatch(fold(message)))


def tells_of_harm(message: str) -> bool:
    """Whether a message tells of grave danger or concrete harm that is not of long ago.

    Too little by itself, since questions on reviews tell of harm too; beside the details of a real person it is enough.
    """
    return any(
        sign.startswith(("grave.", "clear.")) and sign not in _MILD
        for clause in parts(message)
        if "past" not in clause.signs
        for sign in clause.signs
    )
