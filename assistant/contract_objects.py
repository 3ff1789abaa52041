"""The objects of the machine contract, field by field; pydantic holds them to it."""

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.nouns import Outcome, Reason, Role, Support, Verdict
from ingest.nouns import DateOf, Kind, Known, Standing

SEARCH: Final = "reviews.search/1"
ASK: Final = "reviews.ask/1"
Identifier = str | int | None


class _Object(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class DateObject(_Object):
    """A date in the precision that is known: year, month or day."""

    value: str | None = Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
    of: DateOf
    known: Known


class HitObject(_Object):
    """A passage found. ``text`` is the canonical text of ``file`` from ``start`` to ``end``."""

    rank: int = Field(ge=1)
    passage_id: str
    score: float = Field(allow_inf_nan=False)
    review_id: str
    title: str
    publisher: str | None
    standing: Standing
    file: str
    section: str
    kind: Kind
    page: int | None
    start: int
    end: int
    text: str
    inferred: list[str]  # fields that stand in no record or heading


class StatementObject(_Object):
    """A sentence of the answer with the numbers of its citations."""

    text: str
    role: Role
    citations: list[int]
    support: Support


class CitationObject(_Object):
    """An exact quote: the canonical text of ``file`` from ``start`` to ``end``, in code points."""

    n: int = Field(ge=1)
    review_id: str
    title: str
    publisher: str | None
    review_type: str | None
    date: DateObject
    standing: Standing
    withdrawn: bool
    section: str
    kind: Kind
    page: int | None
    file: str
    start: int
    end: int
    quote: str
    inferred: list[str]  # fields that stand in no record or heading


class ReviewObject(_Object):
    """What one review says to a question asked of every review; a file that was not read has no review id."""

    review_id: str | None
    title: str
    verdict: Verdict
    citations: list[int]
    inferred: list[str]


class ChoiceObject(_Object):
    """A way to ask again."""

    label: str
    question: str


class ContactObject(_Object):
    """A contact of the register."""

    area: str
    label: str
    hours: str
    number: str
    checked: str | None
    doubtful: bool


class NoteObject(_Object):
    """A dated remark."""

    text: str
    date: str | None
    source: str | None


class ErrorDetail(_Object):
    """What was wrong with one line of a batch."""

    code: str
    message: str


class SearchObject(_Object):
    """The answer to one search."""

    schema_: Literal["reviews.search/1"] = Field(alias="schema")
    id: Identifier
    question: str | None
    query: str | None
    filters: dict[str, list[str]]
    hits: list[HitObject]


class WrittenObject(_Object):
    """What writing took, and what became of the model's claims; null where no model was asked."""

    model: str
    host: str
    sent: int
    received: int
    estimated: bool
    calls: int
    seconds: float
    checking_ms: float
    claims: int
    shown: int
    withheld: int
    uncited: int
    recited: int
    invalid: int
    repaired: int
    left_out: int
    cached: bool


class AskObject(_Object):
    """The answer to one question."""

    schema_: Literal["reviews.ask/1"] = Field(alias="schema")
    id: Identifier
    question: str | None
    searched_for: str | None
    outcome: Outcome
    reason: Reason | None
    mode: Literal["quotes", "written"]
    fallback: str | None
    text: str
    statements: list[StatementObject]
    citations: list[CitationObject]
    reviews: list[ReviewObject]
    missing: list[str]
    choices: list[ChoiceObject]
    contacts: list[ContactObject]
    notes: list[NoteObject]
    hits: list[HitObject]
    filters: dict[str, list[str]]
    corpus_fingerprint: str | None
    as_of: str | None
    not_searched: list[str]
    timings_ms: dict[str, float]
    written: WrittenObject | None


class ErrorObject(_Object):
    """A line of a batch that could not be taken."""

    schema_: Literal["reviews.search/1", "reviews.ask/1"] = Field(alias="schema")
    id: Identifier
    line: int = Field(ge=1)
    error: ErrorDetail
