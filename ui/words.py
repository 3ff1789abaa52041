"""The words in which people are told what a thing is. One place, so that page, terminal and export agree."""

from ingest.nouns import Dated

STANDING = {
    "digest": "our summary, not the publisher's words",
    "original": "the publisher's words",
    "unrecorded": "text of a file that no record names",
}
KIND = {
    "finding": "finding",
    "learning": "learning",
    "recommendation": "recommendation",
    "update": "update on a recommendation",
    "action": "action taken",
    "good_practice": "good practice",
    "national_finding": "finding of a national review, as reported",
    "statistic": "statistic",
    "question": "question for reflection",
    "contact": "contact details, as printed",
    "context": "background",
    "boilerplate": "general text",
}
OUTCOME = {
    "answered": "Answered",
    "partly": "Answered in part",
    "not_found": "Not found",
    "clarify": "Which one?",
    "urgent": "If a child is in danger now",
    "declined": "Not answered",
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def date_words(dated: Dated) -> str:
    """A date with what it dates and how it is known, such as "briefing of June 2020 (inferred)"."""
    if not dated.value:
        return "date not stated"
    year, *rest = dated.value.split("-")
    parts = [str(int(rest[1]))] if len(rest) > 1 else []
    parts += [_MONTHS[int(rest[0]) - 1]] if rest else []
    known = " (inferred)" if dated.known == "inferred" else ""
    return f"{dated.of} of {' '.join([*parts, year])}{known}"


def kind_words(kind: str, inferred: bool) -> str:
    """A kind of statement in words; "inferred" where it was read from the wording."""
    return KIND.get(kind, kind) + (" (inferred)" if inferred else "")
