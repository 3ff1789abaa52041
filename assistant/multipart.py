"""Several things asked in one message: told apart, so that each is searched for and answered, or said to be missing."""

import re
from collections.abc import Sequence

from assistant.words import content, fold, tokens

_WH = r"(?:what|which|who|whose|whom|when|where|why|how)"
_AUX = r"(?:was|were|is|are|did|does|do|has|have|had|should|can|could|will|would)"
# "and do by Friday" asks nothing: after "and", a verb asks only before somebody or something.
_SUBJECT = r"(?:the|a|an|any\w*|they|he|she|it|we|i|you|his|her|their|there|this|that|these|those|all|both|each|\w+s)"
# "And to what address ...", "and by how much ...": a question that a preposition opens.
_FRONTED = r"(?:(?:to|for|from|by|in|on|at|of|with|under|within|until) (?:what|which|whom|whose|how|when)\b)"
# "I should also like to know which ...", "and please tell me how ...": what asks, and is none of the question.
_TELL = (
    r"(?:(?:i|we)(?:'d| would| should)? (?:also |then )?(?:like|need|want) to (?:also )?(?:know|ask|hear|see|find out)"
    r"|(?:please |can you |could you )*(?:also )?(?:tell|show|let)(?: me| us)(?: know)?)[ ,:]+(?:also )?"
)
_STARTS = rf"(?:(?:{_TELL})?(?:{_WH}\b|{_FRONTED})|{_AUX} {_SUBJECT}\b)"
_SENTENCE = re.compile(
    rf"(?<=[?!;])\s+|(?<=[a-z)0-9]{{2}}[.:])\s+(?=\S)|\s+-+\s+(?={_STARTS})", re.IGNORECASE
)
_JOINED = re.compile(
    rf"(?:,|;)?\s+(?:and|&|plus|(?<!please )(?<!you )also|but)(?:\s+(?:also|then))?,?\s+(?={_STARTS})|,\s+(?={_WH}\b)",
    re.IGNORECASE,
)
_IS_QUESTION = re.compile(
    rf"^(?:(?:and|also|but|so|ok|plus|then|secondly|firstly)[ ,]+)*(?:(?:{_TELL})?(?:{_WH}\b|{_FRONTED})|{_AUX}\b)",
    re.IGNORECASE,
)
# "Where a baby dies, what ...": a clause before the question, and none itself.
_CLAUSE = re.compile(
    rf"^(?:after|before|if|once|(?:when|where)(?! {_AUX})|having|given|following"
    rf"|(?:in|at|for|as|since|with|across|among|between|throughout|within|of|on|under|from|about|regarding|concerning)(?! {_WH}\b))\b",
    re.IGNORECASE,
)
# What asks without being put as a question: "tell me how old Henry was", "list the findings".
_ASKS = re.compile(
    rf"\?$|\b{_WH}\b|^(?:please |can you |could you )*(?:list|tell|give|show|name|compare|find|explain|describe|summari[sz]e|quote)\b",
    re.IGNORECASE,
)
_AND = re.compile(r"\b(?:and|plus|also|but)\b|&", re.IGNORECASE)
_LEAD = re.compile(
    rf"^(?:(?:and|also|but|so|ok|plus|then|secondly|firstly)[ ,]+)+(?:{_TELL})?|^{_TELL}", re.IGNORECASE
)
# What a part goes on from, in the part before it.
_POINTS_BACK = re.compile(
    r"\b(?:it|its|that|this|these|those|they|them|their|there|he|she|his|her|him|then)\b", re.IGNORECASE
)
# "... and what does the other say about it?" is on what the part before it is on, whatever else it names.
_ON_THAT = re.compile(
    r"\b(?:about|on|of|to|for|with|from) (?:it|them|this|that|these|those|him|her)\W*$", re.IGNORECASE
)
# "Do they agree?", "are these two saying opposite things?": what the answers show, and no question of its own.
_AGREE = re.compile(
    r"^(?:and |so |but )*(?:do|does|did|are|is|was|were) (?:they|both|(?:these|those|the) (?:two|both|three|reviews|briefings|papers))\b"
    r"[^?]{0,40}\b(?:agree\w*|disagree\w*|contradict\w*|opposite|conflict\w*|consistent|same|match\w*|differ\w*|at odds|in line)\b[^?]{0,20}\W*$",
    re.IGNORECASE,
)
# "What is the difference between a rapid review and an SCR?": what each of them is.
_THING = r"an? [\w-]+(?: [\w-]+){0,3}"
_DIFFERENCE = re.compile(
    rf"^\W*(?:what(?:'s|s| is| are)|explain|tell me) (?:the )?differences? between (?P<one>{_THING}?) and (?P<other>{_THING})\W*$"
    rf"|^\W*how (?:is|are|does) (?P<this>{_THING}?) (?:different (?:from|to|than)|differ from) (?P<that>{_THING})\W*$",
    re.IGNORECASE,
)
FEWEST_WORDS = 2  # content words that a part needs to be searched for alone; one with none is no part
MOST_PARTS = 4


def parts_of(question: str) -> tuple[str, ...]:
    """The questions in a message that each stand on words of their own; empty where there are not two.

    What stands before them ("Two things for my audit:") is no question, and what it says is said again in
    front of each, so that "the seven-week-old: what was found, and was anybody charged?" keeps its subject.
    """
    if told := _DIFFERENCE.search(fold(question)):
        return tuple(f"What is {thing}?" for thing in told.groups() if thing)
    lead: list[str] = []
    asked: list[str] = []
    for sentence in _SENTENCE.split(fold(question)):
        if not (asked or sentence.rstrip().endswith("?") or _IS_QUESTION.match(sentence)):
            lead.append(sentence.rstrip(" .:;,"))
            continue
        pieces = _pieces(sentence)
        if not asked and len(pieces) > 1 and _leads(pieces[0], sentence):
            lead.append(pieces.pop(0))
        asked += pieces
    if len(asked) > 2 and _AGREE.match(asked[-1]):
        asked.pop()
    if not 2 <= len(asked) <= MOST_PARTS or not all(_IS_QUESTION.match(part) for part in asked[1:]):
        return ()
    before = " ".join(lead)
    if not all(_own(part) for part in asked) or len(_own(f"{before} {asked[0]}")) < FEWEST_WORDS:
        return ()
    parts: list[str] = []
    for part in asked:
        # "... and was anybody charged?" is too little to search for: it goes on from what leads in, or the part before it.
        alone = not parts or (len(_own(part)) >= FEWEST_WORDS and not _ON_THAT.search(part))
        topic = alone or (_own(before) and not _POINTS_BACK.search(part))
        context = before if topic else parts[-1].rstrip("?. ")
        parts.append(" ".join(f"{context}: {_LEAD.sub('', part)}".split()).lstrip(": "))
    return tuple(parts)


def _pieces(sentence: str) -> list[str]:
    """What "and" and commas part in a sentence; a bare "when" is a piece of the one before: "who asked for it, when, ..."."""
    pieces: list[str] = []
    for piece in _JOINED.split(sentence):
        if piece and piece.strip(" ?.,;"):
            bare = pieces and re.fullmatch(rf"{_WH}\W*", piece.strip(), re.IGNORECASE)
            pieces[-1:] = [f"{pieces[-1]}, {piece}"] if bare else [*pieces[-1:], piece]
    return pieces


def _leads(piece: str, sentence: str) -> bool:
    """Whether the first piece of a sentence only leads in: a clause, or what a comma parts from the first question."""
    if piece.endswith("?"):
        return False
    if _CLAUSE.match(piece) or _IS_QUESTION.match(piece):
        return bool(_CLAUSE.match(piece))
    parting = _JOINED.search(sentence)
    joined = parting is not None and bool(_AND.search(parting.group()))
    return not (joined or _ASKS.search(piece))


def _own(part: str) -> Sequence[str]:
    return content(tokens(part))
