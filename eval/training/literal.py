"""Plain questions in a review's own words, made by rule: "what did the review recommend about strategy meetings?"

The questions that people wrote for the made-up reviews avoid the reviews' words, and those that no sentence answers are
full of them. An embedder trained on these alone learns that shared words speak against an answer.
"""

import random
import re
from collections.abc import Sequence
from typing import Any

from assistant.words import content, stems, tokens

Review = dict[str, Any]
Item = tuple[str, list[int], list[int], float]  # question, best, also, weight

_LABEL = re.compile(r"^([A-Z][^:]{5,60}): ")
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]+")
_ASKS = (
    "what does the review say about {words}?", "What did the review find about {words}?", "{words}", "{words}?", "anything about {words}?",
    "What is said about {words}", "what did it say on {words}", "Was there anything on {words}?", "tell me about {words}",
)  # fmt: skip
_ASKS_TO_RECOMMEND = (
    "What did the review recommend about {words}?", "what was recommended on {words}?", "recommendations about {words}",
    "what should happen about {words}?",
)  # fmt: skip
_TRIES = 12
_LABELS = 0.6  # share of labelled points that are asked for by their label
_ALSO = 0.6  # share of the question's words from which another sentence is a fair part of an answer


def literal(review: Review, count: int, dice: random.Random) -> list[Item]:
    """Questions in the words of some of the review's sentences; others that hold most of these words are fair too."""
    texts = [text for _, text in review["sentences"]]
    found: list[Item] = []
    for number in dice.sample(range(len(texts)), min(count, len(texts))):
        words = _span(texts[number], dice)
        if words is None:
            continue
        asked = stems(words)
        also = [
            i
            for i, text in enumerate(texts)
            if i != number and len(asked & stems(text)) >= max(1, _ALSO * len(asked))
        ]
        recommends = "recommend" in review["sentences"][number][0].lower() and dice.random() < _LABELS
        asks = dice.choice(_ASKS_TO_RECOMMEND if recommends else _ASKS)
        found.append((asks.format(words=words), [number], also, 1.0))
    return found


def foreign(review: Review, other: Review, count: int, dice: random.Random) -> list[Item]:
    """Questions in words of another review, none of which this one has."""
    held = frozenset[str]().union(*(stems(text) for _, text in review["sentences"]))
    found: list[Item] = []
    for _, text in dice.sample(other["sentences"], min(_TRIES, len(other["sentences"]))):
        words = _span(text, dice)
        if words is not None and len(found) < count and not stems(words) & held:
            found.append((dice.choice((*_ASKS, *_ASKS_TO_RECOMMEND)).format(words=words), [], [], 0.5))
    return found


def _span(text: str, dice: random.Random) -> str | None:
    """The label of a point, or two to five words in a row that begin and end with content."""
    label = _LABEL.match(text)
    if label and dice.random() < _LABELS:
        return label[1][0].lower() + label[1][1:]
    words: Sequence[str] = _WORD.findall(text)
    for _ in range(_TRIES if len(words) > 5 else 0):
        size = dice.choice((2, 3, 3, 4, 5))
        start = dice.randrange(len(words) - size + 1)
        chosen = words[start : start + size]
        told = content(tokens(" ".join(chosen)))
        if len(told) > 1 and chosen[0].lower() in told and chosen[-1].lower() in told:
            return " ".join(chosen).lower()
    return None
