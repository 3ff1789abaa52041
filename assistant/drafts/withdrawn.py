"""What was checked against a review that has been withdrawn since."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.drafts.nouns import Checked
from assistant.in_words import day
from assistant.nouns import Citation
from assistant.withdrawn import QUOTE, Of
from ingest.withdrawn import Tombstone

_WHY = "It was checked against a review that was withdrawn on {date}. Do not rely on it, and check the draft again."


def without_withdrawn_reviews(found: Sequence[Checked], of: Of) -> tuple[Checked, ...]:
    """Sentences checked before, without any words of a review that was withdrawn since."""
    return tuple(_now(one, of) for one in found)


def _now(one: Checked, of: Of) -> Checked:
    right = one.right_review
    cited = (
        *one.evidence,
        *(right.evidence if right else ()),
        *(cited for quoted in one.quotations for cited in quoted.evidence),
    )
    gone = {name: stone for name in {each.review_id for each in cited} if (stone := of(name)) is not None}
    if not gone:
        return one
    quotations = tuple(
        replace(
            quoted,
            evidence=_citations(quoted.evidence, gone),
            differs=() if any(c.review_id in gone for c in quoted.evidence) else quoted.differs,
        )
        for quoted in one.quotations
    )
    rested = any(c.review_id in gone for c in (*one.evidence, *(right.evidence if right else ())))
    return replace(
        one,
        verdict="nothing_found" if rested else one.verdict,
        why=_WHY.format(date=day(min(stone.date for stone in gone.values()))),
        faults=(),
        evidence=_citations(one.evidence, gone),
        right_review=None if right and right.review.id in gone else right,
        quotations=quotations,
        withdrawn=True,
    )


def _citations(found: Sequence[Citation], gone: dict[str, Tombstone]) -> tuple[Citation, ...]:
    return tuple(
        replace(one, quote=QUOTE.format(date=day(gone[one.review_id].date)), section=(), withdrawn=True)
        if one.review_id in gone
        else one
        for one in found
    )
