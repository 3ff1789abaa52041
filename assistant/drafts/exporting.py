"""A checked draft in the form that is asked for, by the ending of the file it is to be."""

from assistant.drafts.markdown import draft_markdown
from assistant.drafts.nouns import DraftReport
from assistant.drafts.table import draft_csv
from assistant.drafts.word import draft_word
from ingest.readers.formats import Limits

EXPORTS = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".md": "text/markdown",
    ".csv": "text/csv",
}


def exported(report: DraftReport, suffix: str, original: bytes | None, limits: Limits) -> bytes:
    """The bytes of the file.

    Args:
        report: of the draft.
        suffix: one of ``EXPORTS``.
        original: the Word file that the draft was read from; None where it came otherwise.
        limits: of the process that puts comments into the original.

    Raises:
        ReviewsError: comments could not be put into the original.
    """
    if suffix == ".docx":
        return draft_word(report, original, limits)
    return draft_markdown(report) if suffix == ".md" else draft_csv(report)
