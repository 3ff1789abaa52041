"""Plain words for what the nouns hold in code words. ``ui.words`` has those that the terminal needs too."""

from datetime import date

from assistant.nouns import Citation, Verdict
from ingest.nouns import Dated
from ui.words import STANDING, date_words, kind_words

VERDICTS: dict[Verdict, str] = {
    "says": "Says something",
    "no_mention": "No mention found",
    "not_read": "Could not be read",
}
MODES = {
    "quotes": "Quotes only: every statement is copied from a review. No language model was used.",
    "written": "Written by a language model from the quotes. Each statement was checked against them.",
}
SEARCHES = {"dense": "by meaning", "lexical": "by words", "section": "as part of its section"}


def kind(citation: Citation) -> str:
    """The kind of statement, and whether it was read from wording only."""
    return _capital(kind_words(citation.kind, citation.kind_inferred))


def standing(value: str) -> str:
    """Whose words a quote is in."""
    return _capital(STANDING.get(value, STANDING["unrecorded"]))


def dated(value: Dated) -> str:
    """A date with what it dates, such as ``briefing of June 2020 (inferred)``."""
    return date_words(value)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def day(value: str) -> str:
    """A year, month or day in words; what is no date stays as it is."""
    parts = value[:10].split("-")
    try:
        if len(parts) == 1:
            return str(int(parts[0]))
        month = date(int(parts[0]), int(parts[1]), 1).strftime("%B %Y")
        return month if len(parts) == 2 else f"{int(parts[2])} {month}"
    except (ValueError, IndexError):
        return value


def section(path: tuple[str, ...]) -> str:
    """A path of headings in one line."""
    return " › ".join(path) or "No heading"


def listed(numbers: tuple[int, ...]) -> str:
    """``quote 1`` or ``quotes 1, 2 and 3``."""
    if not numbers:
        return ""
    if len(numbers) == 1:
        return f"quote {numbers[0]}"
    return f"quotes {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"
