"""A draft, its sentences, and what the check says of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from assistant.claims.nouns import Claim, Judgement
from assistant.nouns import Citation
from ingest.nouns import Review

Span = tuple[int, int]
Format = Literal["markdown", "text", "docx", "pdf"]
Form = Literal["heading", "paragraph", "item", "cell", "block_quote"]
DraftVerdict = Literal["supported", "partly", "not_shown", "contradicted", "nothing_found"]
QuotationVerdict = Literal["exact", "misquoted", "not_in_the_reviews"]
# Why a sentence is checked: it names a review, goes on from one, stands under a heading that names one, quotes,
# cites, speaks of reviews, or plainly retells what one says.
Because = Literal["names", "goes_on", "heading", "quotation", "cites", "speaks_of_reviews", "retells"]
# Why it is not.
LeftAside = Literal[
    "heading", "question", "method", "own_recommendation", "own_words", "says_nothing_of_a_review"
]


class Judges(Protocol):
    """What a draft's check needs of a claim checker."""

    def judge(self, claims: Sequence[Claim]) -> list[Judgement]:
        """A judgement for each claim, in order."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words in quotation marks: the text within them and its place in the draft."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence, heading or table cell of a draft; ``text`` is what stands from ``start`` to ``end``.

    ``line`` counts from 1 in text and Markdown, ``paragraph`` in a Word file (rows of tables count as one each),
    ``page`` in a PDF; each is None in the other formats.
    ``block`` numbers the paragraph, list item or table row it stands in; ``opens``: it is the first of it.
    ``leads``: its block ends with a colon, and a list or a quotation follows.
    """

    text: str
    start: int
    end: int
    line: int | None
    paragraph: int | None
    section: tuple[str, ...]
    form: Form
    block: int
    opens: bool
    leads: bool = False
    quoted: tuple[Quoted, ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """Somebody's paper, cut into sentences. It is never stored."""

    name: str
    format: Format
    sentences: tuple[DraftSentence, ...]


@dataclass(frozen=True, slots=True)
class Aim:
    """What a sentence was taken for: the reviews it credits, and why it is checked or left aside.

    Neither reason: by its form it may or may not retell a review; the nearest passage decides.
    ``each``: it says the same of several reviews, so that each of them must show it.
    """

    review_ids: tuple[str, ...] = ()
    because: Because | None = None
    left_aside: LeftAside | None = None
    each: bool = False


@dataclass(frozen=True, slots=True)
class QuotationCheck:
    """A quotation beside the reviews' words: ``evidence`` is the same words, or the nearest where it is misquoted."""

    quoted: Quoted
    verdict: QuotationVerdict
    evidence: tuple[Citation, ...] = ()
    differs: tuple[str, ...] = ()
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Credit:
    """The review that does support what the paper credits to another."""

    review: Review
    evidence: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence with its verdict; without one where it was left aside.

    ``withdrawn``: it was checked against a review that was withdrawn since, so that the verdict counts no more.
    """

    sentence: DraftSentence
    aim: Aim
    credited: tuple[Review, ...] = ()
    verdict: DraftVerdict | None = None
    score: float | None = None
    why: str = ""
    faults: tuple[str, ...] = ()
    evidence: tuple[Citation, ...] = ()
    right_review: Credit | None = None
    quotations: tuple[QuotationCheck, ...] = ()
    withdrawn: bool = False

    @property
    def misquotes(self) -> bool:
        """Whether it quotes words that the reviews do not have."""
        return any(one.verdict != "exact" for one in self.quotations)

    @property
    def stands(self) -> bool:
        """Whether nothing in it needs a look: left aside, or supported and quoted exactly."""
        return self.verdict is None or (
            self.verdict == "supported" and not self.misquotes and not self.withdrawn
        )


@dataclass(frozen=True, slots=True)
class DraftReport:
    """All that was found, and the corpus it was checked against; of a check that was stopped, the first sentences."""

    draft: Draft
    sentences: tuple[Checked, ...]
    corpus_fingerprint: str
    as_of: str
    not_searched: tuple[str, ...]
    seconds: float

    @property
    def stands(self) -> bool:
        """Whether every sentence does that was checked."""
        return all(one.stands for one in self.sentences)

    @property
    def whole(self) -> bool:
        """Whether the check went to the end of the draft."""
        return len(self.sentences) == len(self.draft.sentences)
