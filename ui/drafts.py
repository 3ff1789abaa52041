"""A checked draft as plain text: what needs a look first, then what was found to stand, then the counts."""

import shutil
import textwrap
from collections.abc import Sequence

from assistant.drafts.nouns import Checked, DraftReport, QuotationCheck
from assistant.drafts.told import BESIDES, SORTS, evidence_apart, place, sorted_out
from assistant.nouns import Citation
from ui.terminal import plain
from ui.words import counted, some

_VERDICTS = {
    "contradicted": "CONTRADICTED: the review says otherwise",
    "not_shown": "NOT SHOWN by the reviews",
    "nothing_found": "NOTHING FOUND on this in the reviews",
    "partly": "PARTLY shown by the reviews",
    "supported": "SUPPORTED",
}
_QUOTED = {
    "exact": "Quoted exactly",
    "misquoted": "MISQUOTED",
    "not_in_the_reviews": "THESE WORDS ARE NOT IN THE REVIEWS",
}
WIDTH = 80


def draft_report(report: DraftReport) -> str:
    """The report as a reader wants it, at 80 columns."""
    lines = []
    for one in report.sentences:
        if not one.stands:
            lines += [*_block(report, one), ""]
    told = sorted_out(report.sentences)  # each is of one sort, so that the counts add up
    checked = sum(one.verdict is not None for one in report.sentences)
    lines.append(f"{counted(checked, 'sentence')} checked, {told['not_checked']} left aside.")
    kinds = [(name, words) for name, words, _ in SORTS if name not in ("not_checked", *BESIDES)]
    lines += _wrapped("; ".join(f"{words}: {told[name]}" for name, words in kinds) + ".")
    if report.not_searched:
        lines += _wrapped(f"Not searched, as they could not be read: {some(report.not_searched)}.")
    lines += _wrapped(
        f"Checked against the corpus as of {report.as_of[:10]} ({report.corpus_fingerprint[:12]}), by rules. "
        "A person must read it: a rule does not understand a text, and what it passes may still be wrong."
    )
    return plain("\n".join(lines))


def _block(report: DraftReport, one: Checked) -> list[str]:
    said = one.sentence
    under = f", under “{said.section[-1]}”" if said.section else ""
    lines = [*_wrapped(f"{place(said)}{under}"), *_wrapped(f"“{' '.join(said.text.split())}”", "  ")]
    if one.misquotes:
        lines += _wrapped("WRONG QUOTATION")
    if one.verdict not in ("partly", "supported") or not one.misquotes:
        lines += _wrapped(_VERDICTS[one.verdict or "supported"])
    if one.why:
        lines += _wrapped(one.why, "  ")
    if one.credited:
        lines += _wrapped(f"Credited to: {some([r.shown_title for r in one.credited])}", "  ")
    if one.right_review:
        lines += _wrapped(f"The right review: {one.right_review.review.shown_title}", "  ")
        lines += _cited(one.right_review.evidence)
    for quoted in one.quotations:
        lines += _quotation(quoted)
    if evidence_apart(one) and not one.right_review:
        lines += ["  Nearest in the reviews:", *_cited(one.evidence)]
    return lines


def _quotation(one: QuotationCheck) -> list[str]:
    lines = _wrapped(f"{_QUOTED[one.verdict]}: “{' '.join(one.quoted.text.split())}”", "  ")
    if one.verdict == "misquoted":
        lines += ["  The exact words:", *_cited(one.evidence)]
    return lines + [line for differs in one.differs for line in _wrapped(f"- {differs}", "    ")]


def _cited(found: Sequence[Citation]) -> list[str]:
    lines = []
    for one in found:
        lines += _wrapped(f"“{' '.join(one.quote.split())}”", "    ")
        page = f", page {one.page}" if one.page else ""
        where = f"{one.title}, {' > '.join(one.section) or 'no heading'}{page}"
        lines += _wrapped(where, "      ")
        lines.append(f"      {one.file}:{one.start}-{one.end}")
    return lines


def _wrapped(text: str, indent: str = "") -> list[str]:
    width = max(40, min(WIDTH, shutil.get_terminal_size((WIDTH, 24)).columns))
    return textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
