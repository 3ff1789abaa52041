"""The part of a message that asks, without who asks, what for, and what is only put behind the question.

"I'm preparing a talk on bruising. Which of them mention body maps?" is about body maps; "... Which would be of use to me?" is
about bruising.
"""

import re
from collections.abc import Callable

from assistant.kinds_asked import wanted_kinds
from assistant.words import ABOUT_REVIEWS, content, stem, tokens

TOLD_IN_FULL = 3  # words that name a subject
_BREAK = re.compile(r"(?<=[.!?:;])\s+|\s+-\s+")
_ASKS = re.compile(
    r"\b(?:which|who|where|any|anything|(?:do|does|did|is|are|was|were) (?:all|any|there|they|every)|how many|"
    r"(?:identify|list|find|name|flag) (?:every|all|each|the|any))\b",
    re.IGNORECASE,
)
# What tells of whoever asks, or how they came to ask, and is no subject of itself.
_ASKER = re.compile(
    r"\b(?:i|i'm|im|i've|my|we|we're|we've|our|us|me)\b|^\W*(?:for|as|re) (?:an?|my|our|the|some)\b|"
    r"\b(?:somebody|someone|a colleague|colleagues|people|they) (?:said|says|say|told|tell|tells|reckons?|claims?|thinks?)\b|"
    r"\b(?:doing|preparing|drafting|writing|planning|running|putting together|working on|researching|presenting|revising for|leading|delivering) (?:an?|my|our|some|the|this|on)\b|"
    r"\b(?:trainee|student|here|reader)\W*$",
    re.IGNORECASE,
)
# How whoever asks tells of their subject: "doing a tutorial on ...", "I manage a ... team".
_LEADS_TO_SUBJECT = re.compile(
    r"^.*?\b(?:doing|preparing|drafting|writing|planning|running|putting together|working|researching|presenting|delivering|leading|session|talk|training|"
    r"workshop|tutorial|essay|paper|audit|analysis|presentation|newsletter|assignment|course)\b[^.?!]{0,60}?\b(?:about|on|of|into|regarding|covering|around) "
    r"|^.{0,60}?\b(?:asked|asking|interested|looking|thinking|keen|wondering)\b.{0,30}?\b(?:about|on|in|into|at) "
    r"|^\W*(?:i|we)(?:'m|'re| am| are)? (?:(?:line[- ])?manage|run|lead|chair|supervise|head|work (?:in|with|for|on)|support|teach|train|commission|(?:a|an|the)) (?:an?|the|our|my)? ?",
    re.IGNORECASE,
)
_TEAM = re.compile(
    r"\s(?:team|teams|service|services|group|department)\W*$|\s(?:and|but|so) (?:i )?(?:want|need|am|would|wonder)\b.*$",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(?:it|its|they|their|this|that|those|these|them|ours?|us|my)\b(?<!\bof these)(?<!\bof those)(?<!\bof them)(?<!\bof our)(?! (?:reviews|briefings|reports|cases|papers))",
    re.IGNORECASE,
)
# Words of a question that name no subject: "which would be useful?", "which is best for that?".
_NO_SUBJECT = frozenset(
    stem(word)
    for word in """use useful useless relevant relevance relate applies apply help helpful interest interesting good best worth read reading
    aim aimed profession job discipline sector role safeguarding name names mine team say speak something assign treat consider consideration learning record ought run there here
    library publication publications documents papers""".split()  # noqa: SIM905
)
# Before the question itself: who asks, and that they would like to know.
_WANTS_TO_KNOW = re.compile(
    r"^[^?.!:;]{2,80}?,\s+(?:i |we |and |just |who )*(?:need|needs|want|wants|wanting|looking|trying|keen|hoping|would like|wondering|interested)\b"
    r"[^?.!:;,]{0,40}?(?=\b(?:where|which|who|any|anything|whether|how many)\b)",
    re.IGNORECASE,
)
# "The tissue viability lead has asked which of the reviews ...", "we wish to establish in how many ..."
_ASKED_FOR = re.compile(
    r"^[^?]{2,160}?\b(?:know|establish|told|asked|asks|see|say|confirm|find out|set out|learn|understand|wonder|wondering|curious|check|tell me|identify|count)[:,]? "
    r"(?=(?:in |from )?(?:which|how many)\b)",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"^\W*(?:across|in|from|within|of|out of|throughout) (?:the|this|these|your|our|all|all the|all of the) (?:whole |entire |full )?(?:library|collection|corpus|set|archive|database)\b[, ]*",
    re.IGNORECASE,
)
# What is put behind a question and asks for no other thing.
_BEHIND = re.compile(
    r",?\s+or (?:is|are|was|were|do|does|did) (?:it|they|that|all|none|some|most|the (?:rest|others))\b[^?]*$|"
    r",\s*whether [^?]*$|,?\s+and (?:what|whether|how) (?!(?:many|much|old|often|long)\b)[^?]*$|"
    r",?\s+(?:that (?:sort|kind) of thing|and so on|and so forth|etc\.?|and the like|or whatever|or similar|or something)\W*$|"
    r"\s+and if so\b[^?]*$|"
    r"\s+as (?:an?|the|one of the|something|part of the|their|its|your) ?(?:\w+ )?(?:theme|themes|problem|issue|concern|risk|priority|factor|topic|point|matter|lesson|strength|weakness|shortcoming|consideration)s?"
    r"(?: or [^?]*)?(?: to \w+(?: on| up| with)?)?\W*$",
    re.IGNORECASE,
)


def asked_part(text: str, subject: Callable[[str], str]) -> str:
    """What of a message asks.

    Args:
        text: the whole message.
        subject: what a question is about, without its frame.
    """
    text = _HELD.sub("", _ASKED_FOR.sub("", _WANTS_TO_KNOW.sub("", text)))
    parts = [part for part in _BREAK.split(text) if part.strip()]
    if len(parts) > 1:
        text = _of_several(parts, subject) or text
    shorter = _BEHIND.sub("", text)
    return shorter if _subjects(subject(shorter)) else text


def _of_several(parts: list[str], subject: Callable[[str], str]) -> str:
    """Of several sentences those that ask, with a topic named beside them; where these name nothing, the asker's own."""
    asking = [part for part in parts if _ASKS.search(part) and not _is_of_asker(part)]
    if not asking:
        return ""
    topics = [part for part in parts if part not in asking and not _ASKER.search(part)]
    asking = [part for part in asking if _subjects(subject(part)) or wanted_kinds(part)[1]] or asking
    if any(map(_is_told_in_full, map(subject, asking))):
        added = [part for part in topics if parts.index(part) > parts.index(asking[0])]  # ", i.e. respite"
        return " ".join((*added, *asking))
    if any(map(_stands_alone, map(subject, asking))) or any(
        wanted_kinds(part)[1] and not _POINTS_BACK.search(subject(part)) for part in asking
    ):
        return " ".join((*topics, *asking))
    if any(map(_subjects, topics)):
        return " ".join(topics)
    told = [
        _TEAM.sub("", _LEADS_TO_SUBJECT.sub("", part).strip(" .:;-")) for part in parts if part not in asking
    ]
    told += [part for part in map(subject, asking) if _subjects(part)]
    return f"which mention {' '.join(told)}" if _subjects(" ".join(told)) else ""


def tells_of_asker(text: str) -> bool:
    """Whether a message tells of whoever asks, or how they came to ask."""
    return bool(_ASKER.search(text))


def _is_of_asker(part: str) -> bool:
    """Whether a sentence tells why it is asked, though it holds a word for asking: "I wonder who wrote it all."""
    return bool(_ASKER.match(part)) and not re.search(
        r"\b(?:which|any|where|how many)\b", part, re.IGNORECASE
    )


def _stands_alone(told: str) -> bool:
    """Whether what is asked needs nothing said before it: "how ours ought to run" does."""
    named = _subjects(told)
    return len(named) > 1 or (bool(named) and not _POINTS_BACK.search(told))


def _is_told_in_full(told: str) -> bool:
    """Whether what is asked has so many words of its own that what stands before it only says who asks, or why."""
    return len(_subjects(told)) >= TOLD_IN_FULL and not _POINTS_BACK.search(told)


def _subjects(text: str) -> list[str]:
    return [
        word for word in content(tokens(text)) if word not in ABOUT_REVIEWS and stem(word) not in _NO_SUBJECT
    ]
