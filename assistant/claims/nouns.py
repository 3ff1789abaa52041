"""A claim with what it rests on, and what the check says of it."""

from dataclasses import dataclass
from typing import Literal

from assistant.nouns import Support

REMEMBERED = (
    4_096  # texts of which what was read off them is kept: claims of one answer share their sentences
)

Fault = Literal[
    "number",
    "negation",
    "hedge",
    "names",
    "actor",
    "scope",
    "recommendation",
    "content",
    "contradicted",
    "review",
]


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that says something, and the text it rests on.

    ``evidence``: the sentences or passage cited. ``context``: what stands around it (headings, the rest of the
    passage), which may tell whom a "he" or "they" is. ``review``: title and names of the review it is of.
    """

    text: str
    evidence: str
    context: str = ""
    review: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the check says of one claim: its support, a score from 0 (not shown) to 1, and why in plain words.

    ``faults``: what is wrong, by kind; ``contradicted`` tells that the evidence says otherwise (another number, the
    other polarity), where "not shown" alone means that it does not say so.
    """

    support: Support
    score: float
    why: str
    faults: tuple[Fault, ...] = ()

    @property
    def contradicted(self) -> bool:
        """Whether the evidence says otherwise."""
        return "contradicted" in self.faults
