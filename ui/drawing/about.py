"""The About page in parts."""

from typing import TYPE_CHECKING

from assistant.nouns import Contact
from ingest.nouns import Review
from ui.drawing import words
from ui.drawing.conversations import kept_for
from ui.drawing.frame import at_risk, paragraphs, warning
from ui.drawing.markup import Markup, join, tag
from ui.drawing.urgent import contacts
from ui.words import type_words

if TYPE_CHECKING:
    from ingest.index import Index

_FOR = (
    "Finding what published child-safeguarding reviews say, word for word or in our marked summary.",
    "Finding which reviews raised a matter, and what each recommended.",
    "Preparing training, supervision and scrutiny, with the source one press away.",
)
_NOT_FOR = (
    "Advice on a child or a family, a risk score, or a decision about thresholds.",
    "A replacement for your local procedure. A review says what was learned at its date. It does not "
    "say what the rule is now.",
    "Finding out who a child, a family or a worker is, or who was at fault.",
    "Keeping case records. Write in the record what the review says and where, not what this page says.",
)


def title() -> Markup:
    """The page's title, with the number to call before anything is read."""
    return tag(
        "header",
        tag("h1", "About Ask the Reviews"),
        tag("p", at_risk(), class_="lead"),
    )


def purpose() -> Markup:
    """What the assistant is for and what it is not for."""
    return tag(
        "div",
        tag("h2", "What it is for", id="purpose"),
        _bullets(_FOR),
        tag("h2", "What it is not for"),
        _bullets(_NOT_FOR),
        tag("h2", "How it answers"),
        paragraphs(
            "It searches the reviews listed below and copies the passages that answer the question. Under "
            "each numbered quote is a control that shows it in its section.",
            "It can miss things. When it finds nothing it says so, and shows the nearest passage as related, "
            "not as an answer. Not finding something does not mean that no review says it.",
        ),
        class_="about",
    )


def reviews(index: "Index | None", amiss: tuple[str, ...]) -> Markup:
    """The reviews that are searched, and what is amiss with their index."""
    if index is None:
        return join(tag("h2", "Reviews that are searched", id="reviews"), *map(warning, amiss))
    held = sorted(index.reviews.values(), key=lambda review: (review.publisher, review.title))
    built = words.day(str(index.built_at))
    return tag(
        "div",
        tag("h2", "Reviews that are searched", id="reviews"),
        *map(warning, amiss),
        tag("p", f"{len(held)} held, indexed on {built}."),
        *(_review(review) for review in held),
        class_="about",
    )


def _review(review: Review) -> Markup:
    rows = (
        ("Publisher", review.publisher),
        ("Type", type_words(review.review_type, review.standing)),
        ("Dates", "; ".join(_dates(review)) or "not stated"),
        ("Wording", words.standing(review.standing)),
        ("File", review.file),
    )
    return tag(
        "div",
        tag("h3", review.shown_title),
        tag("dl", *(tag("div", tag("dt", name), tag("dd", value)) for name, value in rows)),
        class_="review",
    )


def _dates(review: Review) -> list[str]:
    return [words.dated(dated) for dated in review.dates if dated.value]


def register(held: tuple[Contact, ...], fault: str) -> Markup:
    """The register of urgent contacts, with what has been checked and what is in doubt."""
    return tag(
        "div",
        tag("h2", "Numbers in urgent answers", id="numbers"),
        tag(
            "p",
            "Urgent answers take their numbers from this register, never from the text of a review. "
            "A number that no person has checked yet says so.",
        ),
        warning(fault) if fault else "",
        contacts(held, heading="h3"),
        class_="about",
    )


def privacy(destinations: tuple[str, ...], keep_days: int) -> Markup:
    """What leaves the machine, and what is kept on it and how long."""
    sent = "Nothing. Questions are searched and answered here, and this page loads nothing from elsewhere."
    if destinations:
        sent = (
            f"As this copy is set, there is sent: {'; '.join(destinations)}. Urgent messages, and those stopped for personal "
            "details, never leave."
        )
    return tag(
        "div",
        tag("h2", "What leaves this computer", id="leaves"),
        tag("p", sent),
        tag("h2", "What is kept"),
        paragraphs(
            f"Conversations are kept on this computer {kept_for(keep_days)}. When a question seems to hold "
            "personal details it is stopped, and its text is not kept.",
            "Your browser keeps a random mark, in a cookie, by which this computer shows you your own "
            "conversations and nobody else's. It is no sign-in: whoever uses the same browser sees them too.",
            "Feedback holds a copy of the question and the answer it is on. Whoever opens the Feedback page sees it. "
            "It goes when its conversation goes, unless whoever sent it chose that it stays.",
        ),
        class_="about",
    )


def hard_to_read() -> Markup:
    """Whom to turn to after reading of harm."""
    return tag(
        "div",
        tag("h2", "If this is hard to read"),
        paragraphs(
            "Reviews describe serious harm to children. If something here stays with you, talk to your "
            "supervisor or safeguarding lead.",
        ),
        class_="about",
    )


def _bullets(texts: tuple[str, ...]) -> Markup:
    return tag("ul", *(tag("li", text) for text in texts))
