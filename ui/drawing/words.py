"""Plain words for what the nouns hold in code words. ``ui.words`` has those that the terminal needs too."""

from assistant.in_words import MODES, VERDICTS, day, section
from assistant.nouns import Citation
from ingest.nouns import Dated
from ui.words import STANDING, date_words, kind_words

__all__ = ["MODES", "SEARCHES", "VERDICTS", "dated", "day", "kind", "listed", "section", "standing"]
SEARCHES = {
    "dense": "by meaning",
    "lexical": "by words",
    "synonyms": "by words for the same thing",
    "section": "as part of its section",
}


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


def listed(numbers: tuple[int, ...]) -> str:
    """``quote 1`` or ``quotes 1, 2 and 3``."""
    if not numbers:
        return ""
    if len(numbers) == 1:
        return f"quote {numbers[0]}"
    return f"quotes {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"
