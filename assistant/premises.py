"""What a question takes for granted and a passage contradicts: a child who survived has no date of death."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from assistant.relevance import Scored
from assistant.select import Pick, whole_point
from assistant.words import content, fold, stem, stems, tokens
from ingest.nouns import Passage

FILE = Path(__file__).with_name("premises.toml")
NEAREST = 20  # sentences looked at
NEAR = 0.15  # cosine from which a sentence is near enough to contradict
# "Did the board accept it?" asks; "why did the board reject it?" takes for granted.
_ASKS_WHETHER = re.compile(
    r"^\W*(?:(?:and|so|but|ok|please)\W+)*(?!(?:is|was) it (?:true|right|correct)\b)(?:did|was|were|is|are|has|have|had|does|do|whether|if|any)\b",
    re.IGNORECASE,
)
# "What should I do if a doctor says so and I disagree?" supposes, and takes nothing for granted.
_SUPPOSES = re.compile(
    r"\b(?:if|unless|suppose|supposing|whenever|in case)\b|\bwhat (?:should|do|can|must) (?:i|we|you|one)\b|\bhow (?:should|do|can) (?:i|we|you|one)\b",
    re.IGNORECASE,
)
_IF_TRUE = re.compile(r"\b(?:is|was) it (?:true|right|correct)\b", re.IGNORECASE)
# What takes something for granted is asked or said in words of everyday English, and not typed as a command.
_SPEAKS = re.compile(
    r"\b(?:what|which|who|whose|when|where|why|how|that|tell|show|list|explain|describe|give|find|because|since|after)\b|\?\W*$",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:not|never|no|without)\b|n't\b", re.IGNORECASE)

_FIGURE = re.compile(r"\d+(?:\.\d+)? ?(?:%|per ?cent)", re.IGNORECASE)

Pair = tuple[re.Pattern[str], re.Pattern[str]]


@cache
def _pairs() -> tuple[Pair, ...]:
    held = tomllib.loads(FILE.read_text(encoding="utf-8"))["pair"]
    return tuple((_any_of(one), _any_of(other)) for one, other in held)


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})", re.IGNORECASE)


def _subject(text: str, for_granted: re.Pattern[str]) -> frozenset[str]:
    """The words of content of a question beside those of the pair: what is said to have fallen, or to be late."""
    return frozenset(stem(word) for word in content(tokens(text)) if not for_granted.match(word))


def _around(pick: Pick) -> str:
    """A quoted point with the headings that it stands under."""
    return " ".join((*pick.passage.section, pick.passage.quote(*pick.span)))


def asks_if_true(question: str) -> bool:
    """Whether it is asked if a thing is so, in these words, which takes nothing for granted but has a thing in mind."""
    return bool(_IF_TRUE.search(question))


def contradicting(question: str, sentences: Sequence[Scored], whole: Sequence[Passage] = ()) -> Pick | None:
    """What contradicts what a question takes for granted, to be quoted; None where nothing does.

    What is no question or sentence takes nothing for granted; and a passage contradicts only what it shares a word
    with beside the pair's own, unless it is of the one review that is meant.

    Args:
        question: folded or as it was typed.
        sentences: those found, in any order; the nearest are looked at.
        whole: every passage of the one review that is meant, where one is: nothing else is looked at then.
    """
    text = fold(question)
    taken = [pair for pair in _pairs() if pair[0].search(text)]
    if not taken or not _SPEAKS.search(text) or _NEGATED.search(text):
        return None
    if _ASKS_WHETHER.match(text) or _SUPPOSES.search(text):
        return None
    if whole:
        picks = [Pick(passage, block, 0.0) for passage in whole for block in passage.blocks()]
    else:
        near = sorted((one for one in sentences if one.cosine >= NEAR), key=lambda one: -one.score)[:NEAREST]
        picks = [whole_point(one) for one in near]
    said = [(pick, fold(pick.passage.quote(*pick.span))) for pick in picks]
    for for_granted, opposite in taken:
        figures = _FIGURE.findall(text)
        if figures and not whole:
            for pick, words in said:
                if (
                    opposite.search(words)
                    and not for_granted.search(words)
                    and set(figures) <= set(_FIGURE.findall(words))
                ):
                    return pick  # the same figures, the other way round
        if any(for_granted.search(words) for _, words in said):
            continue  # some passage speaks of it: the premise may hold
        subject = _subject(text, for_granted)
        for pick, words in said:
            if opposite.search(words) and (whole or subject & stems(_around(pick))):
                return pick
    return None
