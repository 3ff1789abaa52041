"""How an answer came about: what was considered, in which way it was written, how long it took."""

from assistant.nouns import Answer, Hit
from assistant.records import Message
from assistant.why import closeness
from ui.drawing import words
from ui.drawing.markup import Markup, join, tag
from ui.words import counted, limits, written_by

_STAGES = {
    "guard": "checking the question",
    "interpret": "reading it",
    "retrieve": "searching",
    "answer": "choosing quotes",
    "written": "writing and checking",
    "total": "in all",
}


def how_answered(message: Message) -> Markup:
    """A closed control with the passages considered, the mode and the timings."""
    given = message.answer
    if given is None or given.outcome in ("urgent", "declined"):
        return Markup()
    return tag(
        "details",
        tag("summary", "How this was answered"),
        tag(
            "div",
            tag("p", words.MODES[given.mode]),
            _facts(message, given),
            _why(given.why),
            _hits(given.hits),
            class_="opened",
        ),
        class_="how",
    )


def _facts(message: Message, given: Answer) -> Markup:
    filters = limits(given.filters, {hit.review.id: hit.review.shown_title for hit in given.hits})
    timings = ", ".join(f"{_STAGES.get(stage, stage)} {_took(ms)}" for stage, ms in given.timings_ms.items())
    rows = (
        ("Asked", f"{words.day(message.asked)}, {message.asked[11:16]} UTC"),
        ("Kept as", f"answer {message.id}" if message.id > 0 else ""),
        ("Limited to", filters),
        ("How close it comes", _closeness(given.confidence)),
        ("Reviews as of", words.day(given.as_of) if given.as_of else ""),
        ("Collection", (given.corpus_fingerprint or "")[:16]),
        ("Model", written_by(given.account) if given.account else ""),
        ("Time taken", timings),
    )
    return tag("dl", *(tag("div", tag("dt", name), tag("dd", value)) for name, value in rows if value))


def _took(milliseconds: float) -> str:
    """A time in the unit that it is read in."""
    seconds = milliseconds / 1000
    return "under 0.01 seconds" if seconds < 0.01 else f"{seconds:.2f} seconds"


def _closeness(confidence: float | None) -> str:
    """How close what was found comes to the question, in words and as it was weighed; empty where nothing was."""
    if confidence is None:
        return ""
    return f"{closeness(confidence)} ({confidence:.2f} of 1, weighed by meaning and by words)"


def _why(why: tuple[str, ...]) -> Markup:
    if not why:
        return Markup()
    return join(
        tag("p", "How the question was read, and the sentences nearest to it:"),
        tag("ul", *(tag("li", line) for line in why)),
    )


def _hits(hits: tuple[Hit, ...]) -> Markup:
    if not hits:
        return tag("p", "No passage was considered.")
    return join(
        tag(
            "p",
            f"{counted(len(hits), 'passage')} considered, the nearest first. Each is named by its review and section:",
        ),
        tag("ol", *(tag("li", _hit(hit)) for hit in hits)),
    )


def _hit(hit: Hit) -> Markup:
    ways = [f"{words.SEARCHES.get(name, name)}, place {rank}" for name, rank in hit.found_by.items()]
    return join(
        tag("strong", hit.review.shown_title),
        f": {words.section(hit.passage.section)}",
        tag("span", f" ({'; '.join(ways)})", class_="small") if ways else "",
    )
