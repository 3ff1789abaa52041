"""What every form of export says of a quote, and the line to check before relying on it."""

from assistant.compose import readable
from assistant.in_words import (
    FLAGS,
    STANDING,
    SUPPORT,
    date_words,
    kind_words,
    section,
    title_words,
    type_words,
)
from assistant.nouns import Answer, Citation, Statement

CHECK = (
    "Before you rely on this, read each quote in the review it comes from and check today’s local procedure. "
    "A review says what was learned at its date. Not finding something does not mean that no review says it."
)
CHECK_WRITTEN = "A language model wrote the statements. Each was checked against its quotes by rule, and rules can be wrong. "
BY_RULE = "Quotes only, found by rule. No language model was used."
CALL_999 = "If a child is in danger now, call 999."
WITHDRAWN = "This review was withdrawn, so it is not quoted. Do not rely on it."


def to_check(answer: Answer) -> str:
    """The line to check before relying on an answer."""
    return f"{CHECK_WRITTEN}{CHECK}" if answer.mode == "written" else CHECK


def marks(numbers: tuple[int, ...]) -> str:
    """The numbers of citations as they stand after a statement, such as ``[1][3]``; empty where there are none."""
    return "".join(f"[{n}]" for n in numbers)


def flag(statement: Statement) -> str:
    """What has to be known before a statement is read, such as that it is not an answer; mostly nothing."""
    said = (FLAGS.get(statement.role, ""), SUPPORT.get(statement.support, "") if statement.citations else "")
    return ". ".join(part for part in said if part)


def is_its_quote(statement: Statement, quotes: dict[int, Citation]) -> bool:
    """Whether a statement is its one quote, apart from white space and Markdown marks."""
    cited = [quotes[n] for n in statement.citations if n in quotes]
    return len(cited) == 1 and not cited[0].withdrawn and statement.text == readable(cited[0].quote)


def needs_its_words(citation: Citation, answer: Answer) -> bool:
    """Whether the words of a quote stand nowhere among the statements, so that its source must give them."""
    words = readable(citation.quote)
    return not citation.withdrawn and all(words != statement.text for statement in answer.statements)


def heading(citation: Citation) -> str:
    """The number and the title of the review, such as ``[1] Harbour baby review``."""
    return f"[{citation.n}] {title_words(citation.title, citation.standing)}"


def beside(citation: Citation) -> str:
    """What stands by a quote wherever it is read: its number and review, and whether the words are ours."""
    return f"{heading(citation)}: {STANDING.get(citation.standing, STANDING['unrecorded'])}"


def locators(citation: Citation) -> tuple[str, ...]:
    """Where a quote stands, a line each: who published it and when, whose words it is in, the place in the file."""
    kind = kind_words(citation.kind, citation.kind_inferred)
    where = [f"Section: {section(citation.section)}"] if citation.section else []
    where += [f"page {citation.page}"] if citation.page else []
    where += [f"file {citation.file}, characters {citation.start} to {citation.end}"]
    published = f"{citation.publisher}; {type_words(citation.review_type, citation.standing)}"
    whose = STANDING.get(citation.standing, STANDING["unrecorded"])
    withdrawn = (WITHDRAWN,) if citation.withdrawn else ()
    place = "; ".join(where)
    return (
        *withdrawn,
        f"{published}; {date_words(citation.date)}",
        f"Wording: {whose}; kind of statement: {kind}",
        f"{place[:1].upper()}{place[1:]}",
    )
