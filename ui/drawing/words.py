"""Plain words for what the nouns hold in code words."""

from datetime import date

from assistant.nouns import Citation, Verdict
from ingest.nouns import Dated

KINDS = {
    "finding": "Finding",
    "learning": "Learning point",
    "recommendation": "Recommendation",
    "update": "Update on a recommendation",
    "action": "Action taken",
    "good_practice": "Good practice",
    "national_finding": "National finding, as this review reports it",
    "statistic": "Figure",
    "question": "Question for reflection",
    "contact": "Contact details",
    "context": "Background",
    "boilerplate": "Standard text about reviews",
}
STANDINGS = {
    "digest": "Our summary, not the publisher's words",
    "original": "The publisher's words",
    "unrecorded": "Not recorded whether these are the publisher's words",
}
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
    words = KINDS.get(citation.kind, citation.kind.replace("_", " ").capitalize())
    return f"{words} (inferred)" if citation.kind_inferred else words


def standing(value: str) -> str:
    """Whose words a quote is in."""
    return STANDINGS.get(value, STANDINGS["unrecorded"])


def dated(value: Dated) -> str:
    """A date with what it dates, such as ``briefing of June 2020 (inferred)``."""
    if not value.value:
        return "date not stated"
    inferred = " (inferred)" if value.known == "inferred" else ""
    return f"{value.of} of {day(value.value)}{inferred}"


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
