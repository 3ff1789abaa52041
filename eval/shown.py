"""What a model of ``written`` mode is shown, read back out of the prompt, and a line of its reply."""

import hashlib
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.model.nouns import Message
from assistant.words import stems
from eval.retelling import Fault

Kind = Literal["true", "citation", "unshown", "injection", "form"] | Fault
Spoken = Message | Mapping[str, str]

NOT_FOUND = "NOT FOUND"
_MOST = 5  # sentences that a reply rests on
_NEAR = 0.45  # of the best sentence's weight, below which a sentence is left out
_SENTENCE = re.compile(r"^\[(\d+)\]\s*(?:\(([^)]*)\)\s*)?(.+)$")
_QUESTION = re.compile(r"^\W*Question:\W*(.*)$", re.IGNORECASE)
_REVIEW = re.compile(r"^==\s*(.*?)\s*==\s*$")
_SECTION = re.compile(r"^--\s*(.*?)\s*--\s*$")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A sentence that a model is shown."""

    n: int
    text: str
    kind: str = ""
    review: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a prompt holds: the question, the sentences, and the system message."""

    question: str
    sentences: tuple[Numbered, ...]
    system: str = ""
    whole: str = ""

    @property
    def seed(self) -> int:
        """A number that the question alone decides."""
        return int.from_bytes(hashlib.sha256(self.question.encode()).digest()[:4], "big")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a reply: a claim, what is wrong with it, and what it cites; ``form`` is how it is written."""

    claim: str
    kind: Kind
    cites: tuple[int, ...] = ()
    form: str = "{claim} {marks}"

    @property
    def written(self) -> str:
        """The line as the model writes it."""
        marks = " ".join(f"[{n}]" for n in self.cites)
        return self.form.replace("{marks}", marks).replace("{claim}", self.claim).strip()


def read(messages: Sequence[Spoken]) -> Shown:
    """What a prompt holds; of several turns the last that shows sentences counts."""
    spoken = [
        (one.role, one.content) if isinstance(one, Message) else (one["role"], one["content"])
        for one in messages
    ]
    system = "\n".join(content for role, content in spoken if role == "system")
    asked = [content for role, content in spoken if role == "user"]
    user = next((one for one in reversed(asked) if any(_lines(one))), asked[-1] if asked else "")
    return Shown(_question(user), tuple(_lines(user)), system, user)


def _question(user: str) -> str:
    """What stands behind "Question:" as far as the next empty line."""
    kept: list[str] = []
    for line in user.splitlines():
        if match := _QUESTION.match(line):
            kept = [match.group(1)]
        elif kept and (not line.strip() or _REVIEW.match(line) or _SENTENCE.match(line)):
            break
        elif kept:
            kept.append(line)
    return "\n".join(kept).strip()


def _lines(user: str) -> Iterator[Numbered]:
    review = section = ""
    for line in user.splitlines():
        if match := _REVIEW.match(line):
            review, section = match.group(1), ""
        elif match := _SECTION.match(line):
            section = match.group(1)
        elif match := _SENTENCE.match(line):
            yield Numbered(int(match[1]), match[3].strip(), match[2] or "", review, section)


def best(shown: Shown) -> list[Numbered]:
    """The sentences nearest to the question by the rarer words they share, in the order shown."""
    held = [stems(one.text) for one in shown.sentences]
    spread = Counter(stem for one in held for stem in one)
    asked = stems(shown.question)
    weights = [sum(math.log(1 + len(held) / spread[stem]) for stem in asked & one) for one in held]
    least = _NEAR * max(weights, default=0.0)
    near = [
        (weight, one) for weight, one in zip(weights, shown.sentences, strict=True) if weight >= least > 0
    ]
    first = sorted(near, key=lambda pair: -pair[0])[:_MOST]
    return sorted((one for _, one in first), key=lambda one: one.n)
