"""The machine contract of ``reviews check --json``. Every key is always there; what is missing is null or []."""

from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.contract import citation_object, section_path
from assistant.contract_objects import CitationObject
from assistant.drafts.nouns import (
    Because,
    Checked,
    DraftReport,
    DraftVerdict,
    Form,
    Format,
    LeftAside,
    QuotationCheck,
    QuotationVerdict,
)
from ingest.nouns import Review

CHECK: Final = "reviews.draft/1"


class _Object(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class CreditedObject(_Object):
    """A review that the draft credits."""

    review_id: str
    title: str
    inferred: list[str]  # "title", where no record gives it


class RightReviewObject(CreditedObject):
    """The review that does say it, with its words."""

    evidence: list[CitationObject]


class QuotationObject(_Object):
    """A quotation: its place in the draft, the exact words of the review, and what differs."""

    text: str
    start: int
    end: int
    verdict: QuotationVerdict
    score: float
    differs: list[str]
    evidence: list[CitationObject]


class SentenceObject(_Object):
    """A sentence of the draft: ``text`` is its canonical text from ``start`` to ``end``, in code points."""

    n: int = Field(ge=1)
    text: str
    start: int
    end: int
    line: int | None
    paragraph: int | None
    page: int | None
    section: str
    form: Form
    checked: bool
    because: Because | None
    not_checked: LeftAside | None
    credited: list[CreditedObject]
    verdict: DraftVerdict | None
    score: float | None
    why: str
    faults: list[str]
    evidence: list[CitationObject]
    right_review: RightReviewObject | None
    quotations: list[QuotationObject]


class CountsObject(_Object):
    """How many sentences of each verdict, and how many quotations are not the reviews' words."""

    supported: int
    partly: int
    not_shown: int
    contradicted: int
    nothing_found: int
    not_checked: int
    misquoted: int
    not_in_the_reviews: int


class CheckObject(_Object):
    """The check of one draft."""

    schema_: Literal["reviews.draft/1"] = Field(alias="schema")
    file: str
    format: Format
    stands: bool
    counts: CountsObject
    sentences: list[SentenceObject]
    corpus_fingerprint: str
    as_of: str
    not_searched: list[str]
    seconds: float


def draft_schemas() -> dict[str, Any]:
    """JSON Schema of the object, for ``reviews schema``."""
    return {CHECK: CheckObject.model_json_schema(by_alias=True)}


def check_object(report: DraftReport) -> dict[str, Any]:
    """The contract's object for a checked draft."""
    made = CheckObject(
        schema=CHECK,
        file=report.draft.name,
        format=report.draft.format,
        stands=report.stands,
        counts=CountsObject(**counts(report)),
        sentences=[_sentence(number, one) for number, one in enumerate(report.sentences, 1)],
        corpus_fingerprint=report.corpus_fingerprint,
        as_of=report.as_of,
        not_searched=list(report.not_searched),
        seconds=report.seconds,
    )
    return made.model_dump(by_alias=True)


def counts(report: DraftReport) -> dict[str, int]:
    """How many sentences of each verdict, and quotations that are not the reviews' words."""
    told = [str(one.verdict or "not_checked") for one in report.sentences]
    quoted = [one.verdict for checked in report.sentences for one in checked.quotations]
    named = ("supported", "partly", "not_shown", "contradicted", "nothing_found", "not_checked")
    return {name: told.count(name) for name in named} | {
        name: [str(one) for one in quoted].count(name) for name in ("misquoted", "not_in_the_reviews")
    }


def _sentence(number: int, one: Checked) -> SentenceObject:
    said, right = one.sentence, one.right_review
    return SentenceObject(
        n=number,
        text=said.text,
        start=said.start,
        end=said.end,
        line=said.line,
        paragraph=said.paragraph,
        page=said.page,
        section=section_path(said.section),
        form=said.form,
        checked=one.verdict is not None,
        because=one.aim.because,
        not_checked=one.aim.left_aside,
        credited=[CreditedObject(**_review(review)) for review in one.credited],
        verdict=one.verdict,
        score=one.score,
        why=one.why,
        faults=list(one.faults),
        evidence=[citation_object(cited) for cited in one.evidence],
        right_review=RightReviewObject(
            **_review(right.review), evidence=[citation_object(cited) for cited in right.evidence]
        )
        if right
        else None,
        quotations=[_quotation(quoted) for quoted in one.quotations],
    )


def _review(review: Review) -> dict[str, Any]:
    inferred = ["title"] if review.standing == "unrecorded" else []
    return {"review_id": review.id, "title": review.title, "inferred": inferred}


def _quotation(one: QuotationCheck) -> QuotationObject:
    return QuotationObject(
        text=one.quoted.text,
        start=one.quoted.start,
        end=one.quoted.end,
        verdict=one.verdict,
        score=one.score,
        differs=list(one.differs),
        evidence=[citation_object(cited) for cited in one.evidence],
    )
