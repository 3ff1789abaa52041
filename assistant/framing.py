"""What a question is put in: thanks, a change of subject, who asks, what the answer is wanted for. None of it is asked.

"I'm a school nurse, preparing a slide. List the recommendations for Child Q please, need them for a handout" asks for the
recommendations for Child Q, and not for those for a nurse or a handout.
"""

import re
from collections.abc import Mapping, Sequence

from assistant.kinds_asked import wanted_kinds
from assistant.mentions import mentioned
from assistant.words import content, fold, tokens
from ingest.nouns import Review

# What people make of an answer, or where they take it.
_PRODUCT = (
    r"(?:hand-?outs?|slides?|slide ?decks?|posters?|presentations?|powerpoints?|essays?|assignments?|dissertations?|thes[ie]s|coursework|leaflets?|newsletters?|"
    r"bulletins?|blogs?|agendas?|briefing notes?|papers?|summary sheets?|one-pagers?|crib sheets?|(?:team|staff|study|inset) days?|training(?: (?:packs?|sessions?|days?|events?|courses?|slides?|"
    r"materials?))?|teaching sessions?|workshops?|lunch and learns?|inductions?|cpd|portfolios?|lectures?|seminars?|talks?|toolbox talks?|"
    r"(?:practice |team |staff |board |network |governors'? )?meetings?|away ?days?|policy updates?|action plans?|audits?|reports?|supervision)"
)
_OWN_PRODUCT = (
    rf"(?:an?|my|our|some|this|the|next|tomorrow'?s|today'?s|upcoming) (?:[\w'-]+ ){{0,3}}?{_PRODUCT}"
)
_MAKES = (
    r"(?:doing|writing|preparing|prepping|making|putting together|drafting|planning|working on|creating|building|compiling|pulling together|"
    r"running|delivering|designing|updating|revising|giving|presenting|leading|helping with|getting ready for|preparing for)"
)
_I = r"(?:i|we)"
_I_AM = r"(?:i'?m|i am|we'?re|we are|im)"
_ASKS = re.compile(
    r"\b(?:what|which|who|whose|whom|how|why|list|tell|give|show|name|find|provide|enumerate|outline|identify|itemi[sz]e|set out|explain|describe|summari[sz]e|compare|know|any|all (?:the|its)|"
    r"recommendations?|recs|findings?|lessons?|learning points|good practice|questions?|actions?)\b|\?",
    re.IGNORECASE,
)
_TRADE = (
    r"(?:nurses?|midwi(?:fe|ves)|visitors?|workers?|teachers?|students?|leads?|managers?|heads?|headteachers?|dsls?|gps?|doctors?|paediatricians?|consultants?|officers?|"
    r"practitioners?|professionals?|trainers?|auditors?|researchers?|governors?|trustees?|chairs?|carers?|psychologists?|therapists?|lecturers?|analysts?|"
    r"commissioners?|supervisors?|radiographers?|radiologists?|paramedics?|sencos?|trainees?|volunteers?)"
)
# A clause by itself that says who asks: it goes, unless the question speaks of "us" or "our" part in it.
_WHO = re.compile(
    rf"^\W*(?:(?:and|so|because|as|since|hi|hello|just|ok) )*(?:"
    rf"{_I_AM} (?:just |only |currently |now |also |based |in |on )*(?:an? |the |new |newly )?(?:[\w'&/-]+ ){{0,4}}?{_TRADE}\b"
    rf"|{_I_AM} (?:an? )?(?:new\b|newly |on (?:a |my )?placement|trained|qualified)"
    rf"|as an? (?:[\w'-]+ ){{0,3}}{_TRADE}\W*$"
    rf"|{_I} (?:work|chair|lead|run|manage|teach|train|supervise|sit on)\b"
    rf"|(?:my|our) (?:[\w'-]+ ){{0,3}}(?:team|service|board|network|manager|boss|partnership|school|practice|group|trust|nursery|colleagues?|{_PRODUCT}) "
    r"(?:has|have|is|are|needs?|wants?|was|were|will|would|meets?|asked|uses?|does)\b"
    r"|english is not\b"
    r"|(?:[\w/&'-]+ ){1,5}(?:here|asking|speaking)\W*(?:sorry\W*)?$"
    rf"|{_I}(?:'ve| have)? (?:keep|kept|only|always|just) (?:seen|seeing|hear(?:d|ing)?|read|reading|come across|coming across|been reading)\b"
    r")",
    re.IGNORECASE,
)
# On what occasion: "just been handed the Child Q briefing", "putting together a poster".
_OCCASION = re.compile(
    rf"^\W*(?:(?:and|so|because|as|since|hi|hello|just|ok) )*(?:"
    rf"(?:{_I_AM} )?(?:just |only |currently |now |also )*{_MAKES} (?:for )?(?:up )?{_OWN_PRODUCT}\b"
    rf"|(?:(?:one|two|three|a couple of|some|a few) )?(?:quick |short )?(?:things?|points?|queries|query) (?:for|on|about) {_OWN_PRODUCT}\W*$"
    rf"|{_I}(?:'ve| have)? (?:just |only |recently )?been (?:just )?(?:handed|given|sent|asked|told|shown)\b"
    r"|(?:been|was) (?:handed|given|sent|asked|shown)\b"
    r")",
    re.IGNORECASE,
)
# A clause by itself that says what the answer is for: "it's for supervision on Thursday", "need it for our policy update".
_WANTED_FOR = re.compile(
    rf"^\W*(?:(?:and|so|because|as|since) )*(?:"
    r"(?:it|this|that|these|they|which)(?:'s| is| are|'re)? (?:all )?(?:going |to go )?(?:for|in|into|on) (?:an? |my |our |the |some )?[\w' -]+$"
    rf"|(?:{_I}(?:'ll|'d| will| would| really| just)* )?(?:need|want|use|require|like|have to|need to|want to|will|going to|must)\b.*\b(?:it|them|this|these|those)\b (?:\w+ ){{0,3}}?(?:for|in|into|on|at|by|to)\b.*$"
    rf"|(?:for|to)(?: the)?(?: purposes? of)? {_OWN_PRODUCT}(?: (?:on|by|at|in|next|this|with|tomorrow|today) ?.*)?\W*$"
    r"|(?:(?:training|teaching|board|team|staff|my|our|a) ){0,2}(?:slides?|hand-?outs?|posters?|presentations?|essays?|assignments?|dissertations?|agendas?|board papers?|newsletters?)\W*$"
    r")",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"^\W*(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening))(?: there| all| team)?\W*$|^\W*(?:many |lots of )?thank(?:s|ing)?\b[\w ]*\W*$|^\W*cheers\W*$|^\W*(?:please|pls|plz)\W*$"
    r"|^\W*(?:sorry|apologies) (?:to|for|if) [\w ]+\W*$|^\W*(?:i )?hope (?:you|this|that)\b[\w ']*\W*$|^\W*(?:a )?quick (?:one|question)\W*$|^\W*if (?:you can|possible|you could|that'?s ok(?:ay)?)\W*$"
    r"|^\W*(?:can|could) you (?:please )?help(?: me| us)?(?: please)?\W*$|^\W*(?:just|only) (?:those|these|that|them)\W*$"
    r"|^\W*(?:(?:keep|make) it )?(?:short|simple|brief|plain)(?: (?:words|english|language|answer|version))?(?: (?:is|would be) (?:ok|okay|fine|good))?(?: please)?\W*$",
    re.IGNORECASE,
)
# What stands at the end of the question itself: "... for a handout", "... so that I can share them", "... to put in my essay".
_TAIL = re.compile(
    r"(?:,? (?:so|so that|in order that) (?:i|we|my \w+|our \w+) (?:can|could) (?:put|use|share|show|take|present|discuss|include|add|brief|teach|feed|train|pass|prepare|plan|write)\b[^?.!;]*"
    rf"|,? for (?:an?|my|our|some|next week's|tomorrow's|today's) (?:(?!(?:medical|court|conference|police|assessment|child|strategy|protection|core|safety)\b)[\w'-]+ ){{0,2}}?{_PRODUCT}"
    r"(?: (?:i|we|on|by|at|in|next|this|with|tomorrow|today)\b[^?.!;]*)?"
    rf"|,? to (?:put|use|include|share|show|take|present|discuss|read out|go|feed)\b (?:(?:them|it|these|this|those|all|up) )?(?:in|into|on|with|to|at|back) (?:an?|my|our) [\w' -]+)(?=(?:,? (?:please|pls|thanks|thank you))?\W*$)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"(?<=[?!;])\s+|(?<=[a-z)0-9]{2}[.:])\s+(?=\S)|\s+-+\s+|,\s+", re.IGNORECASE)
# What points back to the frame, so that it cannot be taken away: "a session on dads. Which prompts are there on that?"
_POINTS_BACK = re.compile(
    r"\b(?:on|about|for|of|to|with|in|into) (?:that|this|it|them|those|these)\b|\b(?:ours?|us|we|my|mine)\b|\b(?<!can )(?<!could )(?<!may )i\b(?! (?:need|want|have)\b)"
    r"|\b(?:it|that|this|them|those|these)\W*$",
    re.IGNORECASE,
)
_ALL_OF = re.compile(r"\b(?:all|each|every one|both|any) of (?:it|them|those|these)\b", re.IGNORECASE)
# "What does it ask of my profession?", told who asks.
_MINE = re.compile(
    r"\b(?:(?:people|staff|colleagues|anyone|someone|somebody|those) (?:like me|in my (?:role|position|job|profession|shoes))|my (?:own )?(?:profession|role|job|specialty|discipline|line of work))\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:i'?m|i am|im|as|i work as) (?:an? |the )?(?:(?:new|newly|qualified|consultant|senior|junior|lead|named|student|trainee|band \d|nhs|local|community) )*"
    r"(?P<role>(?:[\w'-]+ )?[\w'-]+?)(?=\W*(?:$|[,.;:?!]|\s-|\b(?:and|in|at|for|with|who|working|from|based|what|which|how)\b))",
    re.IGNORECASE,
)
# "I'm writing a paper for our board and need to know whether ...": the question begins after it.
_PREAMBLE = re.compile(
    r"^(?:(?:hi|hello|hey|please|thanks)[ ,!.]+)*(?:i'?m|i am|we'?re|we are|i|we|can you|could you|would you|my|our)\b[^?]{0,120}?"
    r"\b(?:know|say|tell me|tell us|understand|find out|check|see|asking|asks?|wondering|wonder)\b[ ,:]*(?=(?:whether|if|what|which|who|how|why|when|where)\b)",
    re.IGNORECASE,
)
_CHANGES = re.compile(
    r"^(?:(?:thanks?|thank you|great|ok|okay|cheers)\b[ ,.!-]*)*"
    r"(?:(?:please )?(?:ignore|forget|never mind|scrap|skip) (?:the |my |that )?(?:previous|last|earlier|first)? ?(?:question|message|that|one)\b[ ,:;.!-]*(?=\S)"
    r"|(?:separately|moving on|changing (?:the )?subject|unrelated|something else|on another note)\b[ ,:;.!-]*(?=\S)"
    r"|[^.?!:;]{0,60}?\b(?:different|new|another|separate|other|next|unrelated)\b(?: \w+)? "
    r"(?:question|query|topic|subject|thing|matter|point|note|one)\b\s*[:;,.!-]+\s*(?=\S))",
    re.IGNORECASE,
)
# Thanks and assent, before a message says what it asks: "great, thanks - and when did it end?"
_THANKS = r"(?:many thanks|thanks?(?: you)?(?: very much| so much)?(?! to\b| for\b)|ok|okay|cheers)"
_GOOD = r"(?:great|right|brilliant|perfect|lovely|excellent|got it|i see|understood|that's (?:helpful|great|useful|clear)|(?:very )?helpful)"
_ASSENT = re.compile(
    rf"^(?:{_THANKS}\b[ ,.!;:-]+|{_GOOD}\b(?: ?[,.!;:-]+ ?| (?={_THANKS}\b)))+(?=\w)", re.IGNORECASE
)
# "Moving on to the Harbour child - what were theirs?": the same is asked of another review, in so many words.
_TURNS_TO = re.compile(
    r"^(?:moving on to|turning to|going back to|back to|now for|on to)\b[ ,]*", re.IGNORECASE
)


def unframed(text: str, reviews: Mapping[str, Review]) -> str:
    """The question itself, out of what it is put in; a review that only the frame names is named in front of it.

    Args:
        text: what was typed.
        reviews: those held, by id.

    Returns:
        The text itself where nothing in it is such a frame, or nothing else would be left.
    """
    whole = fold(text)
    pieces = [piece for piece in _CLAUSE.split(whole) if piece.strip()]
    marks = [match.group() for match in _CLAUSE.finditer(whole)]
    frames = [len(pieces) > 1 and is_frame(piece) for piece in pieces]
    own = _of_role(_joined(pieces, marks, frames), whole)
    if _POINTS_BACK.search(_ALL_OF.sub(" ", own)):
        frames = [gone and not _WHO.match(piece) for piece, gone in zip(pieces, frames, strict=True)]
        own = _of_role(_joined(pieces, marks, frames), whole)
    if own == whole or not _ASKS.search(own) or not (content(tokens(own)) or wanted_kinds(own)[1]):
        return text
    if not mentioned(own, reviews).review_ids:
        gone = [piece for piece, is_gone in zip(pieces, frames, strict=True) if is_gone]
        names = " ".join(piece[start:end] for piece in gone for start, end in mentioned(piece, reviews).spans)
        own = f"{names}: {own}" if names else own
    return own


def is_frame(clause: str) -> bool:
    """Whether a clause says only who asks or what for, or is a courtesy."""
    if _COURTESY.match(clause):
        return True
    if _ASKS.search(clause):
        return False
    return bool(_WHO.match(clause) or _OCCASION.match(clause) or _WANTED_FOR.match(clause))


def _joined(pieces: Sequence[str], marks: Sequence[str], frames: Sequence[bool]) -> str:
    """The clauses that are no frame, with what stood between them."""
    kept = [
        piece + (mark if mark.strip() else " ")
        for piece, mark, gone in zip(pieces, (*marks, ""), frames, strict=False)
        if not gone
    ]
    return _TAIL.sub("", "".join(kept).strip(" ,-"))


def _of_role(own: str, whole: str) -> str:
    """ "I'm a paediatrician: what does it ask of my profession?" asks what it asks of paediatricians."""
    role = _ROLE.search(whole)
    if role is None or not _MINE.search(own):
        return own
    name = role["role"].strip(" -'")
    several = (
        name if name.endswith("s") else f"{name.removesuffix('fe')}ves" if name.endswith("fe") else f"{name}s"
    )
    return _MINE.sub(several, own)


def opened(said: str, reviews: Mapping[str, Review], first: bool) -> tuple[str, bool]:
    """A folded message from where it asks, and whether it says that it changes the subject.

    Args:
        said: the message.
        reviews: those held: turning to one of them is no change of subject.
        first: whether it opens the conversation, so that there is nothing to thank for.
    """
    turned = said if first else _TURNS_TO.sub("", without_assent(said))
    to_a_review = turned != said and bool(mentioned(turned, reviews).review_ids)
    own = _CHANGES.sub("", turned if to_a_review else said)
    changes = own not in (said, turned)
    own = own if first else without_assent(own)
    return _PREAMBLE.sub("", own), changes


def without_assent(message: str) -> str:
    """A message, folded, without the thanks that it opens with."""
    return _ASSENT.sub("", fold(message))
