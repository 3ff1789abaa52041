"""The verdicts on a draft as a table: a row for each sentence, as CSV that a spreadsheet opens."""

import csv
import io
from collections.abc import Sequence

from assistant.drafts.nouns import Checked, DraftReport
from assistant.drafts.told import QUOTED, evidence_apart, place, reason, summary, verdict
from assistant.exports.citing import locators
from assistant.in_words import section, title_words
from assistant.nouns import Citation
from assistant.unseen import visible

COLUMNS = (
    "Number", "Place", "Section", "Sentence", "Verdict", "Why", "Credited to", "Another review says it",
    "Quotations", "What differs", "Words of the reviews", "Where they stand",
)  # fmt: skip
_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def draft_csv(report: DraftReport) -> bytes:
    """UTF-8 with a byte order mark, so that a spreadsheet reads it right; no cell of it is taken for a formula.

    The last rows hold the counts and what the draft was checked against.
    """
    held = io.StringIO(newline="")
    rows = csv.writer(held, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for number, one in enumerate(report.sentences, 1):
        rows.writerow([_cell(value) for value in _row(number, one)])
    for line in summary(report):
        rows.writerow(["", "", "", _cell(line), *[""] * (len(COLUMNS) - 4)])
    return held.getvalue().encode("utf-8-sig")


def _row(number: int, one: Checked) -> Sequence[str]:
    right = one.right_review
    cited: tuple[Citation, ...] = (
        *(right.evidence if right else ()),
        *(c for quoted in one.quotations for c in quoted.evidence),
        *evidence_apart(one),
    )
    return (
        str(number),
        place(one.sentence),
        section(one.sentence.section) if one.sentence.section else "",
        " ".join(one.sentence.text.split()),
        verdict(one),
        reason(one),
        "; ".join(review.shown_title for review in one.credited),
        right.review.shown_title if right else "",
        "\n".join(f"{QUOTED[each.verdict]}: “{each.quoted.text}”" for each in one.quotations),
        "\n".join(line for each in one.quotations for line in each.differs),
        "\n".join(each.quote for each in cited),
        "\n".join("; ".join((title_words(c.title, c.standing), *locators(c))) for c in cited),
    )


def _cell(value: str) -> str:
    shown = visible(value)
    return f"'{shown}" if shown.startswith(_BEGINS_FORMULA) else shown
