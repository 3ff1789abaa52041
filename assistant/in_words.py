"""The words in which people are told what a thing is. One place, so that page, terminal and export agree."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from assistant.nouns import Account, Answer, Contact, Note, Verdict
from ingest.nouns import Dated

if TYPE_CHECKING:
    from assistant.records import Message

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
    "clarify": "Please ask again",
    "urgent": "If a child is in danger now",
    "declined": "Not answered",
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
FLAGS = {"correction": "The reviews say otherwise", "related": "Related, not an answer"}
SUPPORT = {"partly": "Only partly shown by its quotes", "not_shown": "Not shown by its quotes"}
NOT_RECORDED = "not recorded"
FILTERS = {"age": "aged ", "agency": "naming "}  # what stands before the values of a filter
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def counted(count: int, what: str) -> str:
    """How many there are, such as "1 passage" and "2 passages"."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def date_words(dated: Dated) -> str:
    """A date with what it dates and how it is known, such as "briefing of June 2020 (inferred)" or "incident of 2016"."""
    if not dated.value:
        return "date not stated"
    year, *rest = dated.value.split("-")
    parts = [str(int(rest[1]))] if len(rest) > 1 else []
    parts += [_MONTHS[int(rest[0]) - 1]] if rest else []
    known = " (inferred)" if dated.known == "inferred" else ""
    what = "incident" if dated.of == "event" else dated.of
    return f"{what} of {' '.join([*parts, year])}{known}"


def title_words(title: str, standing: str) -> str:
    """A review's title; "inferred" where no record gives it."""
    return f"{title} (inferred)" if standing == "unrecorded" else title


def type_words(review_type: str, standing: str) -> str:
    """The type of a review; "inferred" where it was read from the title of a file that no record names."""
    if standing == "unrecorded" and review_type and review_type != NOT_RECORDED:
        return f"{review_type} (inferred)"
    return review_type or "type not stated"


def kind_words(kind: str, inferred: bool) -> str:
    """A kind of statement in words; "inferred" where it was read from the wording."""
    return KIND.get(kind, kind) + (" (inferred)" if inferred else "")


def limits_of(given: Answer) -> str:
    """What an answer was bound to, in one line; a review by its title, also where it was withdrawn since."""
    titles = {cited.review_id: title_words(cited.title, cited.standing) for cited in given.citations}
    titles |= {hit.review.id: hit.review.shown_title for hit in given.hits}
    asked = given.filters.get("review", ())
    gone = {name: "a withdrawn review" for name in asked if any(c.withdrawn for c in given.citations)}
    return limits(given.filters, {**gone, **titles})


def limits(filters: Mapping[str, Sequence[str]], titles: Mapping[str, str]) -> str:
    """What an answer was bound to, in one line: "rapid reviews; 2020 to 2022"; empty where it was not.

    Args:
        filters: the filters of the answer; of reviews that other filters let through nothing more is said.
        titles: of reviews, by id.
    """
    given = {name: values for name, values in filters.items() if values}
    if len(given) > 1:
        given.pop("review", None)
    said = []
    for name, values in given.items():
        if name == "year":
            said.append(_years(values))
        elif name == "review":
            said.append(", ".join(titles.get(value, value) for value in values))
        elif name == "type":
            said.append(
                ", ".join(
                    f"{value}s" if value.endswith(("review", "briefing")) else value for value in values
                )
            )
        elif name == "kind":
            said.append(", ".join(kind_words(value, False) for value in values))
        else:
            said.append(f"{FILTERS.get(name, '')}{', '.join(values)}")
    return "; ".join(said)


def _years(values: Sequence[str]) -> str:
    years = sorted(int(value) for value in values if value.isdigit())
    if len(years) > 2 and years == list(range(years[0], years[-1] + 1)):
        return f"{years[0]} to {years[-1]}"
    return ", ".join(sorted(values))


def written_by(account: Account) -> str:
    """What writing took and what became of the model's claims, in two sentences."""
    if account.cached:
        took = "answered before on the same reviews, so nothing was sent"
    else:
        about = "about " if account.estimated else ""
        took = f"{account.seconds:g} s, {about}{account.sent:,} tokens sent and {account.received:,} received"
    if not account.claims:
        return f"The model {account.model} at {account.host} was asked: {took}."
    moved = f", {account.recited} put to the sentence that shows it" if account.recited else ""
    return (
        f"Written by the model {account.model} at {account.host} ({took}), and checked claim by claim by rule: "
        f"{account.shown} of {account.claims} shown{moved}. Read the quote before you rely on a claim."
    )


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


def note_words(note: Note) -> str:
    """A remark with when and by whom it was said, as far as that is told."""
    known = ", ".join(part for part in (day(note.date) if note.date else "", note.source or "") if part)
    return f"{note.text} ({known})" if known else note.text


def fallback_words(given: Answer) -> str:
    """Why quotes stand where a model was to write; empty where none was to, or where it did."""
    return f"{given.fallback.rstrip('. ')}. Below are the quotes themselves." if given.fallback else ""


def why_unanswered(message: "Message") -> str:
    """Why a question has no answer: that its reader stopped it, a fault, or that it was interrupted."""
    interrupted = message.status == "interrupted"
    other = (
        "This question was interrupted before it was answered."
        if interrupted
        else "This question was not answered."
    )
    return message.fault or other


def number_checked(contact: Contact) -> str:
    """When a person last checked the number of a contact; empty where there is no number."""
    if not contact.number:
        return ""
    return (
        f"Number {f'checked {day(contact.checked)}' if contact.checked else 'not yet checked by a person'}."
    )


def section(path: tuple[str, ...]) -> str:
    """A path of headings in one line."""
    return " › ".join(path) or "No heading"
