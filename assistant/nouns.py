"""What the assistant hands on: hits, citations, statements, answers and the events on the way there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ingest.nouns import Dated, Passage, Review

Outcome = Literal["answered", "partly", "not_found", "clarify", "urgent", "declined"]
Reason = Literal["personal_data", "identity", "case_advice", "blame", "out_of_scope", "injection"]
Role = Literal["answer", "correction", "related", "note", "contact"]
Support = Literal["supported", "partly", "not_shown"]
Verdict = Literal["says", "no_mention", "not_read"]


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question of the conversation; ``blocked`` turns are never carried forward."""

    question: str
    blocked: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What a question was understood to ask.

    ``shape`` is what is wanted: a fact, a list, which reviews, a comparison or a contact. ``searched_for``
    is shown to the reader; ``expansion`` holds the search terms added to it. ``review_ids`` bind: nothing
    outside them is searched; empty means all. ``kinds`` are preferred. ``filters`` were given as such, and bind;
    ``none_permitted`` tells that they let no review through, ``unheld`` what is named that no review is of.
    ``asks`` is the text that says what sort of answer is wanted: the question, or the earlier one that it
    puts again of another review ("and for Child S?"). ``parts`` are the questions in it, where it asks several
    things: each is searched for and answered alone. ``spelt_out`` is the text to embed: abbreviations and a clinician's
    ages in words; ``orphan``: a "his" or "she" in it points to nobody;
    ``among``: the papers of the kind that is asked of, outside which nothing is at hand; none means all.
    ``item``: the one item of a list that is asked for, by its place from 1, or -1 for the last. ``each``: what a comparison asks of
    each review that it is put to, one by one.
    """

    question: str
    standalone: str
    searched_for: str
    shape: Literal["fact", "list", "which", "compare", "contact"]
    expansion: tuple[str, ...] = ()
    review_ids: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    none_permitted: bool = False
    unheld: str | None = None
    asks: str = ""
    parts: "tuple[Query, ...]" = ()
    each: "tuple[Query, ...]" = ()
    among: tuple[str, ...] = ()
    spelt_out: str = ""
    orphan: bool = False
    item: int | None = None

    @property
    def searched(self) -> tuple[str, ...]:
        """The reviews that are searched: those it names, else those it is put to; none means all."""
        return self.review_ids or self.among


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with its fused score (comparable within one list only) and rank by each search."""

    passage: Passage
    review: Review
    score: float
    found_by: Mapping[str, int] = field(default_factory=dict)

    @property
    def inferred(self) -> tuple[str, ...]:
        """What of it was inferred: the title of a file that no record names, a kind read from wording."""
        return _inferred(self.review.standing, None, self.passage.kind_inferred)


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered exact quote with everything needed to show it again years later; frozen for good."""

    n: int
    review_id: str
    title: str
    publisher: str
    review_type: str
    date: Dated
    standing: str
    section: tuple[str, ...]
    kind: str
    kind_inferred: bool
    page: int | None
    file: str
    start: int
    end: int
    quote: str
    withdrawn: bool = False

    @property
    def inferred(self) -> tuple[str, ...]:
        """What of it was inferred: the title of a file that no record names, its date, a kind read from wording."""
        return _inferred(self.standing, self.date, self.kind_inferred)


def _inferred(standing: str, date: Dated | None, kind: bool) -> tuple[str, ...]:
    dated = date is not None and bool(date.value) and date.known == "inferred"
    told = {"title": standing == "unrecorded", "date": dated, "kind": kind}
    return tuple(name for name, inferred in told.items() if inferred)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of the answer and the numbers of the citations it rests on."""

    text: str
    role: Role
    citations: tuple[int, ...] = ()
    support: Support = "supported"


@dataclass(frozen=True, slots=True)
class ReviewVerdict:
    """What one review says to a question asked of every review."""

    review_id: str | None
    title: str
    verdict: Verdict
    citations: tuple[int, ...] = ()
    inferred: tuple[str, ...] = ()  # "title", where no record gives it

    @classmethod
    def of(cls, review: Review, verdict: Verdict, citations: tuple[int, ...] = ()) -> "ReviewVerdict":
        """The row of one review."""
        return cls(review.id, review.title, verdict, citations, _inferred(review.standing, None, False))

    @property
    def shown_title(self) -> str:
        """The title as it is shown: "inferred" where no record gives it."""
        return f"{self.title} (inferred)" if "title" in self.inferred else self.title


@dataclass(frozen=True, slots=True)
class Choice:
    """A way to ask again that stands alone; ``folded``: to be offered last, and closed."""

    label: str
    question: str
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact of the register, ready to show."""

    area: str
    label: str
    hours: str
    number: str
    dial: str
    checked: str | None
    doubtful: bool
    doubt: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A dated remark that goes with an answer."""

    text: str
    date: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """What writing an answer took, and what became of the model's claims.

    ``host``: where the question and the passages went. ``claims``: what the model claimed; of these were
    ``shown``, ``withheld`` (``uncited`` among them) and ``recited``: their citations put right. ``invalid``: numbers cited that
    nothing had. ``repaired``: claims that passed after one repair. ``left_out``: passages there was no room for.
    ``estimated``: the endpoint did not count its tokens. ``cached``: answered before on an unchanged index.
    """

    model: str
    host: str
    sent: int = 0
    received: int = 0
    calls: int = 0
    seconds: float = 0.0
    checking_ms: float = 0.0
    claims: int = 0
    shown: int = 0
    withheld: int = 0
    uncited: int = 0
    recited: int = 0
    invalid: int = 0
    repaired: int = 0
    left_out: int = 0
    estimated: bool = False
    cached: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """All there is to show for one question. Stored as it is, never computed again.

    ``why``: how the question was understood and the answer chosen, a line each, for whoever asks.
    ``understood``: of a follow-up the question that stands alone, to be changed and asked again; None of any other.
    ``confidence``: how likely what was found answers the question, as it was decided by; None where nothing was weighed.
    """

    question: str | None
    searched_for: str | None
    outcome: Outcome
    reason: Reason | None = None
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    reviews: tuple[ReviewVerdict, ...] = ()
    missing: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    contacts: tuple[Contact, ...] = ()
    notes: tuple[Note, ...] = ()
    hits: tuple[Hit, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    mode: Literal["quotes", "written"] = "quotes"
    fallback: str | None = None
    corpus_fingerprint: str | None = None
    as_of: str | None = None
    not_searched: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    understood: str | None = None
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    account: Account | None = None
    confidence: float | None = None

    @property
    def text(self) -> str:
        """The statements in order, each followed by its ``[n]``."""
        parts = []
        for statement in self.statements:
            marks = "".join(f"[{n}]" for n in statement.citations)
            parts.append(f"{statement.text} {marks}".rstrip())
        return "\n".join(parts)


@dataclass(frozen=True, slots=True)
class Passed:
    """The message was let pass, so that its text may be shown and kept; what is stopped has no such event."""

    question: str


@dataclass(frozen=True, slots=True)
class Searched:
    """The search is done: what was searched for and what was found."""

    query: Query
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Finished:
    """The last event: the answer."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class Composing:
    """The model is at work: what it is doing now, for whoever waits."""

    doing: str


@dataclass(frozen=True, slots=True)
class Wrote:
    """A claim has passed its checks, and stays: the statement, and every citation so far."""

    statement: Statement
    citations: tuple[Citation, ...]


Event = Passed | Searched | Composing | Wrote | Finished
