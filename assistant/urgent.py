"""Is a child, or the person asking, in danger now? By rule, before anything is searched and without a model.

A missed danger is the worst fault this product can have; a false alarm costs the reader one panel. So the rule
asks two things: does the message tell of danger, and is it about somebody's life rather than about documents?
Signs of each are counted in points. Signs that nothing can outweigh (a confession, a wish to die, a child who
does not breathe) decide alone, unless the message plainly asks what documents say.
"""

import re
from dataclasses import dataclass

from assistant.words import fold

URGENT_AT = 3  # points


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_CHILD = (
    r"bab(?:y|ies|ys|e)'?s?|bubba?|infants?|new-?borns?|toddlers?|child(?:ren|s|rens)?|kids?|kiddies?|bairns?|weans?|"
    r"(?:wee|little|young) (?:one|boy|girl|lad|lass|man|sis|bro|sister|brother|person|fella)s?|teen\w*|"
    r"(?:step|grand|god)?(?:son|daughter|child|kid|bab(?:y|ies))s?|boys?|girls?|lads?|lass(?:es|ie)?|pupils?|students?|"
    r"nephews?|nieces?|sibs?|siblings?|(?:little|baby|younger|big) (?:sister|brother|sis|bro)|twins?|lo|reception child|"
    r"unborn|bump|year (?:[1-9]|1[0-3])s?"
)
# "10 wk old", "4/12", "8 yo", "im 12", "hes 15": an age is a child.
_AGE = (
    r"\d{1,2}\s?(?:/\s?(?:7|12|52)\b|(?:-| )?(?:day|wk|week|mth|month|yr|year)s?(?:-| )?olds?\b|\s?y/?o\b|\s?m/?o\b|"
    r"\s?(?:day|wk|week|mth|month)s?\b)|"
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen)(?:-| )"
    r"(?:day|week|month|year)s?(?:-| )?(?:old|olds)?\b|"
    r"\b(?:im|i'?m|i am|s?he'?s|s?he is|who'?s|aged?|only|about) (?:\d{1,2}|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
    r"fourteen|fifteen|sixteen|seventeen)\b(?! (?:months?|years?) ago)"
)
_FAMILY = (
    r"(?:mum|mam|mom|mummy|mother|ma|dad|daddy|da|father|stepdad|step ?dad|stepmum|step ?mum|parents?|partner|husband|wife|"
    r"boyfriend|girlfriend|bf|gf|ex|nan|nana|gran\w*|grand\w+|uncle|aunt\w*|brother|sister|sis|bro|cousin|carer|childminder|"
    r"babysitter|teacher|coach|neighbou?rs?|tenants?|mates?|friends?|fella|bloke|lodger|daughter-in-law|son-in-law)'?s?"
)
_HURT = (
    r"bruis\w*|black eyes?|fractur\w*|broke|broken|burn(?:t|s|ed|ing|er)?|scald\w*|bite ?marks?|bit|bitten|bites|"
    r"marks? (?:on|all|like)|marks|hand ?prints?|finger ?(?:marks?|prints?)|welts?|cuts?|split lip|cut lip|frenulum|grazes?|scratch\w*|"
    r"swell\w*|swollen|bleed\w*|blood\w*|injur\w*|hurt\w*|harm\w*|hit|hits|hitting|slap\w*|smack\w*|wallop\w*|belt(?:ed|s)?|"
    r"punch\w*|kick\w*|beat|beats|beaten|beating|batter\w*|thr[eo]w|threw|thrown|dropp?ed|chok\w*|strang\w*|throttl\w*|smother\w*|"
    r"suffocat\w*|drown\w*|by the (?:neck|throat)|shak(?:e|en|es|ing)|shook|abus\w*|neglect\w*|molest\w*|rap(?:e|ed|es|ing)|touch\w*|"
    r"grop\w*|assault\w*|starv\w*|hungry|skin and bone|underweight|not (?:let(?:ting)? \w+ )?eat\w*|no food|won'?t eat|filthy|lock(?:ed|s|ing)|"
    r"caged?|crate|tied|left (?:alone|on|by|in|with)|alone|no (?:sign of|one|adults?)|unsafe|not safe|danger\w*|at risk|threat\w*|"
    r"scared|frightened|terrified|afraid|petrified|doesn'?t want to go|won'?t go home|missing|can'?t find|ran away|runn?(?:ing|s)? away|"
    r"wander\w*|knife|knives|stab\w*|gun|drunk|passed out|off (?:his|her|their) (?:face|head)|high on|overdos\w*|paracetamol|tablets|pills|"
    r"methadone|needles?|cannabis|gummies|weed|heroin|cocaine|coke|drugs?|swallow\w*|ate|eaten|self[- ]?harm\w*|suicid\w*|goodbye|bridge|"
    r"kicking off|attack\w*|violen\w*|scream\w*|whimper\w*|thud|groom\w*|sext\w*|nudes?|films? (?:me|her|him|them)|shower|cigarette|"
    r"poison\w*|fell|fallen|fall|drows\w*|sleepy|limp|floppy|pinpoint|grunting|wheez\w*|blue|grey|gray|fit|fitting|fits|seizure\w*|"
    r"unconscious|collaps\w*|whacked|domestic|bail|trauma|nai|unexplained|cannot account|can'?t (?:explain|account)|"
    r"(?:doesn'?t|don'?t|not) add(?:ing)? up|something(?:'s| is|s)? (?:isn'?t|not|isnt|wrong|off)|isn'?t right|isnt right|bad feeling|"
    r"our secret|makes? (?:me|her|him|them) do|comes in(?:to)? my room|naked|private parts?|pregnant|being cut|\bfgm\b|"
    r"won'?t use (?:that|his|her)|in agony|shoes on|pyjamas|freezing|nappy|social will|gone (?:quiet|cold)|better off (?:gone|dead)|"
    r"crying|cries|greeting|sobbing|trafficked|county line\w*|exploit\w*|older (?:man|men|boys)|sick"
)
_LIFE = _any_of(
    r"\b(?:no|not|isn'?t|isnt|won'?t|wont|can'?t|cant) (?:breath\w*|wak(?:e|en|ing)|mov(?:e|ing)|respond\w*)\b(?! (?:yet|on their own))(?<!not moving yet)",
    r"\b(?:not|isn'?t|isnt|stopped|cant|can'?t|barely|hardly|struggling to|wont|won'?t|trouble) (?:\w+ )?breath\w*",
    r"\b(?:unconscious|unresponsive|not responding|won'?t wake|wont wake|can'?t wake|cant wake|collapsed|lifeless)\b",
    r"\b(?:gone|going|turned|turning|went|all|really|is|s|baby|looks?) (?:all )?(?:a )?(?:blue|grey|gray|floppy|limp|funny colou?r|weird colou?r)\b",
    r"\b(?:lips?|face|skin)\b.{0,20}\b(?:blue|grey|gray|weird|funny|purple)\b",
    r"\b(?:having|had|has|been) (?:a |another )?(?:fit|fits|fitting|seizures?|convulsions?)\b",
    r"\b(?:took|taken|swallowed|ate|eaten|drank|drunk|had)\b.{0,30}\b(?:tablets|pills|paracetamol|methadone|bleach|overdose|cannabis|weed|drugs)\b",
    r"\b\d+ (?:paracetamol|tablets|pills)\b",
    r"\bby the (?:neck|throat)\b|\b(?:throttled|strangled|strangling)\b",
)
_ME = r"(?:i|we|i'?ve|i'?m|im|ive|ill|i'?ll)"
_CONFESSION = _any_of(
    rf"\b{_ME}\b(?: \w+){{0,5}}? (?:shook|shaken|hit|hurt|slapped|smacked|punched|kicked|threw|thrown|dropped|burnt|burned|"
    rf"choked|smothered|bit|shoved|squeezed|strangled|harmed|held|shake|drown\w*|hurting|shaking|hitting)(?: \w+){{0,2}} "
    rf"\b(?:{_CHILD}|him|her|them|it there)\b",
    r"\bi (?:put|held|pushed|pressed) (?:my|a|the) (?:hand|hands|pillow|blanket)\b",
    r"\b(?:lost (?:it|my (?:rag|temper|head))|snapped)\b.*\b(?:" + _CHILD + r"|him|her|them|at)\b",
    r"\b(?:losing|gonna lose|going to lose|about to lose) (?:it|my (?:rag|temper|mind))\b",
    r"\b(?:scared|afraid|worried|frightened|think\w*|thoughts?|feel like|going|gonna|might|want|keep)\b(?: \w+){0,5} "
    r"\b(?:hurt|hurting|harm|harming|shake|shaking|hit|hitting|kill|killing|smother\w*|drown\w*|throw\w*|snap)"
    rf"(?: \w+){{0,2}} \b(?:{_CHILD}|him|her|them|it|myself|me|my)\b",
    r"\b(?:can'?t|cannot|cant) (?:cope|take (?:it|this|much more|any more)|do this|go on)\b",
)
_WISH_TO_DIE = _any_of(
    r"\b(?:kill|killing|hurt|hurting|harm|harming|cut|cutting) (?:my|me|him|her|them) ?sel(?:f|ves)\b",
    r"\b(?:want|wanna|going|gonna|ready|wish|wants|plan\w*) (?:to |i (?:could|was|were) )?(?:die|be dead|end (?:it|my life|things)|not be here)\b",
    r"\bend(?:ing)? (?:my|his|her) (?:own )?life\b|\b(?:i'?m|im|feeling|feel|is|s) suicidal\b|\bdon'?t want to (?:be here|live|be alive|wake up)\b",
    r"\b(?:standing|stood|sat|sitting|on) (?:on |at )?(?:the|a) (?:bridge|edge|tracks|roof|ledge)\b",
    r"\bbetter off (?:gone|dead|without me)\b|\b(?:saying|said|says) (?:goodbye|bye)\b|\ba plan and a date\b",
)
_TOLD = _any_of(
    rf"\b{_FAMILY} (?:\w+ )?(?:shook|shaken|shakes|hit|hits|hurt|hurts|slapped|punched|kicked|threw|dropped|burnt|burned|choked|strangled|bit|beat)\b",
    rf"\b{_FAMILY} (?:says|said|reckons?|claims?|claimed)\b",
    r"\bi (?:really )?(?:don'?t|dont|do not|can'?t|cant) (?:want to )?go home\b",
    rf"\b(?:my|our|her|his|their|the|someone|somebody) (?:\w+ ){{0,2}}{_FAMILY}\b(?: \w+){{0,8}} \b(?:{_HURT})\b",
    rf"\b{_FAMILY} (?:\w+ )?(?:keeps?|is|was|has|had|'s|hits|makes|comes|says|said|going|did)\b.*\b(?:{_HURT})\b",
    r"\b(?:hits|hurts|hitting|hurting|touches|touching|touched|beats|abuses|abusing|rapes|raped|molests|films) (?:me|us|her|him|them)\b",
    rf"\b(?:s?he|s?hes|s?he'?s|they|they'?re|someone|somebody)(?: is| keeps| has| was)? (?:\w+ )?(?:hitting|hurting|touching|abusing|beating|raping|"
    rf"shaking|strangling|hit|touched|hurt|hits|hurts)\b(?: \w+)? \b(?:me|us|him|her|them|my|the|our|{_CHILD})\b",
    r"\b(?:disclos\w+|told me|told us|tells me|said to me|begged me|confided)\b",
    rf"\b(?:{_CHILD}|s?he) (?:\w+ ){{0,3}}(?:said|says|saying|told|tells)\b.*\b(?:{_HURT}|grandad|uncle)\b",
    r"\bi (?:just )?(?:found|noticed|saw|heard|can hear|watched|ve just watched)\b",
)
_MINE = _any_of(
    r"\b(?:i'?m|im|i am) (?:only |just )?\d{1,2}\b",
    r"\b(?:i|we)(?:'ve| have|ve)? (?:got |have )?(?:a|an|this|one|two) (?:\w+ ){0,2}(?:bab(?:y|ies)|child|infant|toddler|pupil|girl|boy|kid)\b",
    rf"\b(?:my|our) (?:\w+ ){{0,2}}(?:{_CHILD}|{_FAMILY}|\d)",
    r"\b(?:my|our) (?:clinic|ward|class|surgery|school|nursery|caseload|room|arm|block|stair|door|street|house|flat|list|site|setting)\b",
    r"\b(?:next door|upstairs|downstairs|through the wall|over the road|across the road|down our street|flat (?:above|below)|the other room|"
    r"in front of me|here with me|with me|at home|the house|on scene|outside)\b",
    r"\b(?:in|at) (?:clinic|resus|triage|theatre|reception|custody|surgery|school|nursery|a ?& ?e|ed|the (?:ward|unit|playground|classroom|waiting room|office|youth club))\b|"
    r"\bon (?:a |the |my |our )?(?:home visit|visit|ward|unit|shift|caseload)\b|\bhome visit\b|\bdental appointment\b|\bat (?:a|the) (?:domestic|flat|house|property)\b",
    r"\b(?:i'?m|im|i am|am|we'?re|weve|we'?ve|i'?ve|ive|i have) (?:\w+ )?(?:worried|concerned|scared|seeing|with|at|a paramedic|the babysitter|"
    r"sat|stood|standing|calling|called|got|had|found|noticed|seen|heard|just|looking after|minding|watching|stuck)\b",
    r"(?<!give )(?<!show )(?<!tell )(?<!remind )(?<!help )(?<!asked )(?<!write )(?<!make )(?<!draft )(?<!email )(?<!e-mail )(?<!call )(?<!ring )(?<!text )(?<!contact )\b(?:me|us)\b",
    r"\b(?:i|we) (?:just |now )?(?:saw|noticed|found|heard|see|can see|can hear|think|suspect|believe|know|picked|knocked|feel|cant|can'?t|did|got|visited|had)\b",
    r"\bwe had an? (?:\w+ )?(?:letter|call|message|referral)\b",
)
_NOW = _any_of(
    r"\b(?:right now|now|tonight|tonite|this (?:morning|afternoon|evening|minute|second|weekend)|last night|yesterday|currently|"
    r"at the moment|atm|as we speak|today|tomorrow|just now|until (?:sunday|monday|tonight)|at three|at \d{1,2}|since (?:friday|yesterday|monday|last)|"
    r"still|again|keeps?|won'?t stop|wont stop|for (?:hours|ages|days|weeks)|over and over|all night|going (?:home|out)|days?)\b",
    r"\b(?:i|we)(?:'ve| have|ve)? just\b|\b(?:has|have|had|hes|shes|s?he'?s|they'?ve|dog has|only) just\b|\bjust (?:been|come|found|told|bit|seen|had|snapped)\b",
    r"\b(?:there'?s|theres|there is|here is|is here|are here)\b",
    r"\b(?:is|are|hes|shes|s?he'?s|they'?re|mums|dads|mum'?s|dad'?s) (?:\w+ )?\w+ing\b",
    r"\b(?:arrived|presented|presenting|come|came) (?:in |at \w+ )?with\b",
    r"\bbrought (?:in|to)\b|\bturned up\b|\b(?:came|come|comes) in\b",
)
_ASKS_HELP = _any_of(
    r"\bwhat (?:do|should|can|shall|must|would) (?:i|we|you)\b(?! (?:find|search|ask|say about))",
    r"\b(?:who|whom|where|which number) (?:do|should|can|shall|to|does) (?:i|we|the referral)?\s?(?:\w+ )?(?:ring|call|phone|contact|tell|report|go|speak|talk|turn|use)\b",
    r"\bhelp\b|\bplease\b|\bpls\b|\burgent(?:ly)?\b|\bemergency\b|\basap\b|\badvi[sc]e\b|\bneed to (?:report|refer|speak|talk)\b",
    r"\bshould (?:i|we) (?:be )?(?:\w+ )?(?:worried|ring|call|report|refer|tell|phone|take|saying|say)\b|\bis it (?:nothing|normal)\b",
    r"\bnext steps\b|\bhow (?:do|can|should|would) (?:i|we|you) (?:report|refer)\b|\bis (?:it|this|that) (?:serious|ok|normal)\b",
    r"\b(?:can|do|should) i (?:go|let|take|leave|ring|call|send)\b",
)
_DOCUMENTS = _any_of(
    r"\b(?:reviews?|reviewed|briefings?|documents?|scrs?|lcsprs?|lscprs?|cspr|recommend\w*|findings|reports|action plan|themes?|thematic|"
    r"publish\w*|paper|essay|cite|quotes?|sources?|corpus|learning|lessons?|training officer|statistics?|print|read(?:ing)? (?:about|the|up)|"
    r"partnership'?s?|good practice|reflective practice|one pager|proceedings|working together|this site|team meeting|supervision)\b",
    r"\b(?:the|a|this|that|which|what|scrutiny|annual|your|one|of) (?:\w+ )?(?:report|policy|answer)\b|\bmake a decision about\b",
    r"\b(?:child (?:s|h|2)|henry'?s?)\b",
    r"\bin (?:one of )?(?:the|this|that|these) (?:\w+ )?cases?\b|\bthe (?:\w+ )?case of\b|\bin here\b|\b(?:20[012]\d)\b",
)
_GENERAL = _any_of(
    r"^(?:(?:ok|so|and|but|please|hi|hello|also)[ ,]+)*(?:what (?:is|are|was|were|does|did|do (?:reviews|they|the)|r|themes|age|kind|sort|counts|happens|happened|about)|"
    r"which (?!number)|how (?:do|does|did|might|should|can|could|would|many|often|old|long|much) (?!i (?:stop|get|report|help))|why (?:did|do|does|were|was|didn'?t|are|is|wasn'?t)|"
    r"in (?:what|which)|(?:was|were|did|does|do|has|have|had|is|are|would|could|can) (?!i\b|we\b|my\b|our\b|anyone|anybody|someone|somebody|this\b|"
    r"you (?:tell|help|advise|say)|there (?:some|any))|"
    r"write|draft|make|create|translate|calculate|convert|book|order|play|sort|build|code|define|explain|compare|list|remind (?:me|us)|summari[sz]e|tell me (?:about|what)|(?:help me )?(?:give me|show me|find|search|look(?:ing)? for|explore|describe)|who (?:shook|hurt|was|were|did|said)|"
    r"hurt by|danger signs|should (?:a|an|the|professionals|staff|schools|gps|health)|when (?:should|did|do|does|was|were)|where (?:did|does|was|were)|for reflective)\b",
    r"\b(?:if|when|whenever|where|suppose) (?:a|an|someone|anyone|professionals?|practitioners?|staff|you|one) \b",
    r"\bif (?:i|we) (?:ever |were to |should )?(?:see|saw|find|found|notice|noticed|come|came|suspect)\b(?!.*\b(?:now|today|tonight|just)\b)",
    r"\b(?:what happened next|what happened to (?:him|her|the))\b|\bone of (?:these|them|those)\b|\bwhat is the normal\b",
    r"\bin general\b|\bmeant by\b|\bthreshold for\b|\bnear miss\b|\blast year\b",
)
_ANY_CHILD = _any_of(rf"\b(?:{_CHILD})\b", _AGE)
_SOMEBODY = _any_of(
    rf"\b(?:{_CHILD}|{_FAMILY}|s?he|s?hes|him|her|they|them|me|im|i'm|us|lady|woman|man|bloke|guy|family|couple)\b",
    _AGE,
)
_HARM = _any_of(rf"\b(?:{_HURT})\b")
_AGED = _any_of(_AGE)
_BEFORE_ME = _any_of(
    r"\b(?:in front of me|with me|here now|(?:in|at) (?:my |our |the )?(?:clinic|resus|a ?& ?e|ed|surgery|class(?:room)?|triage|waiting room))\b",
    r"\b(?:on|onto) (?:my |our |the )?(?:ward|unit|caseload)\b|\bon a visit\b",
)
_PRESENT_QUESTION = _any_of(r"^(?:is|are|should|do|does|can|could) (?:a|an|this|my|i|we)\b.*\?$")
_AFRAID = _any_of(r"\b(?:scared|afraid|frightened|terrified|petrified) (?:to|of|at)\b")
# "he is", "hes got", "she won't": a story told of one person in the present.
_STORY = _any_of(
    r"\b(?:s?he|they)(?:'s|s| is| was| has| had|'re| won'?t| wont| doesn'?t| can'?t| cant| said| says| keeps| screamed| went)\b",
    r"\b(?:his|her|their) (?:mum|mam|dad|mother|father|parents|ear|arm|leg|face|cheek|back|head|lips|belly|bum|eye|mouth|room|coat)\w*\b",
)


_CLAUSE = re.compile(
    r"[.!?;:]+\s|\s[-–]+\s|,|\b(?:and|but|because|cos|coz|cause|as|so|since|then)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Signs:
    """What was seen in a message; ``points`` decides where no single sign does."""

    life: bool
    confession: bool
    wish_to_die: bool
    told: bool
    harm: bool
    child: bool
    somebody: bool
    aged: bool
    before_me: bool
    afraid: bool
    mine: bool
    now: bool
    asks: bool
    story: bool
    documents: bool
    general: bool

    @property
    def near(self) -> int:
        """How much speaks of the writer's own surroundings and of the present."""
        return self.mine + self.now + self.asks + self.story + self.told

    @property
    def points(self) -> int:
        """Danger and nearness count for, talk of documents and questions in general count against."""
        return 2 * self.harm + self.child + min(self.near, 4) - 3 * self.documents - 3 * self.general

    @property
    def grave(self) -> bool:
        """A sign that decides alone."""
        return self.life or self.confession or self.wish_to_die


def signs(message: str) -> Signs:
    """The signs of danger, and of talk about documents, in a message."""
    text = fold(message)
    patterns = (
        _LIFE, _CONFESSION, _WISH_TO_DIE, _TOLD, _HARM, _ANY_CHILD, _SOMEBODY, _AGED, _BEFORE_ME, _AFRAID, _MINE, _NOW, _ASKS_HELP, _STORY, _DOCUMENTS, _GENERAL,
    )  # fmt: skip
    return Signs(*(bool(pattern.search(text)) for pattern in patterns))


def is_urgent(message: str) -> bool:
    """Whether a message tells of danger to a child or to the writer, now or just seen.

    Each clause is also judged alone, so that a live concern is not hidden by a question about reviews.
    """
    if _urgent(signs(message), message):
        return True
    clauses = [clause for clause in _CLAUSE.split(fold(message)) if len(clause.split()) >= 4]
    return len(clauses) > 1 and any(_urgent_clause(signs(clause)) for clause in clauses)


def asks_for_help(message: str) -> bool:
    """Whether a message asks what to do, and not about documents."""
    seen = signs(message)
    return seen.asks and not seen.documents


def _urgent(seen: Signs, message: str) -> bool:
    plain = not seen.documents and not seen.general
    if seen.grave and (plain or (seen.mine and (seen.now or seen.asks))):
        return True
    if not seen.near and not (seen.harm and seen.afraid):
        return False
    if plain:
        # A story, not a question about documents: whoever tells it to this page tells it for a reason.
        return seen.harm or seen.told or (seen.somebody and not _is_short_question(message))
    if seen.aged and seen.harm and not seen.documents and _PRESENT_QUESTION.search(fold(message)):
        return True  # "is a bruise on a 6 week old serious?" is asked of one baby
    return (seen.harm or seen.told) and seen.points >= URGENT_AT


def _urgent_clause(seen: Signs) -> bool:
    if seen.documents or seen.general or not seen.somebody:
        return False
    near = seen.mine or (seen.child and (seen.now or seen.told))
    if near and (seen.harm or seen.grave):
        return True
    return seen.child and (seen.before_me or (seen.mine and seen.now))


def _is_short_question(message: str) -> bool:
    """A follow-up such as "and his siblings?" tells no story."""
    return message.rstrip().endswith("?") and len(message.split()) <= 7
