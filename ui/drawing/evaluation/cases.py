"""The cases of a run as a list, and one case whole: question, what was wanted, why it falls short, passages."""

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from eval.runs.nouns import Mark
from eval.scoring.meanings import MEANINGS
from eval.scoring.measures import Result
from eval.viewing.cases import Page, Row, failed_measures
from eval.viewing.passages import Found, Wanted
from eval.viewing.reasons import OUTCOMES, facts_missed, reason
from ui.drawing import words
from ui.drawing.evaluation.tables import figure, heading, link, table
from ui.drawing.frame import warning
from ui.drawing.markup import Markup, join, tag
from ui.drawing.review_links import reader
from ui.session_evaluation import address
from ui.words import counted

_MEASURES_NAMED = 4
_BOLD = re.compile(r"\*\*(?=\S)([^*\n]+?)\*\*")
_ASTERISKS = tag("span", "**", class_="marks")


def outcome(value: str) -> str:
    """An outcome in words."""
    return OUTCOMES[value].capitalize()


def told(page: Page, kept_listed: bool) -> Markup:
    """How many cases fit, and how many more are kept aside."""
    where = f" Page {page.number} of {page.pages}." if page.pages > 1 else ""
    aside = ""
    if page.kept_aside:
        aside = f" {page.kept_aside:,} more fit and are kept aside: not listed, lest the answers be tuned on them."
    elif kept_listed:
        aside = " Cases kept aside are among them."
    return tag("p", tag("strong", f"{counted(page.matched, 'case')}."), where, aside, role="status")


def listed(run: str, page: Page, filters: Mapping[str, str]) -> Markup:
    """The page of the list; ``filters`` go with each link, so that the way back leads to the same list."""
    if not page.rows:
        return tag("p", "No case fits. Choose “Any” in a filter, or clear the search.", class_="inset")
    rows = [_row(run, row, filters) for row in page.rows]
    return table("Cases", ("Case", "Question", "Wanted", "Was", "Falls short of"), rows, seen=False)


def _row(run: str, row: Row, filters: Mapping[str, str]) -> tuple[str, ...]:
    kind = row.kind.replace("_", " ") + (", kept aside" if row.kept else "")
    more = len(row.failed) - _MEASURES_NAMED
    named = [heading(name) for name in row.failed[:_MEASURES_NAMED]] + (
        [f"and {more} more"] if more > 0 else []
    )
    return (
        join(link(row.id, address(run, row.id, **filters)), tag("span", kind, class_="of")),
        row.question,
        outcome(row.expect),
        outcome(row.got),
        row.error or ", ".join(named) or "nothing",
    )


def kept_aside(case: str) -> Markup:
    """That a case is kept aside, and what it costs to look at it."""
    return join(
        tag("h1", f"Case {case}"),
        tag(
            "p",
            tag("strong", "This case is kept aside. "),
            "It tests the answers only as long as nobody tunes them to it. Its scores are in the totals of the run.",
            class_="inset warning",
        ),
    )


def no_case(run: str, case: str) -> Markup:
    """That the run has no such case."""
    return join(
        tag("h1", "No such case"),
        warning(f"This run has no case called {case}."),
        tag("p", link("See its cases", address(run, part="cases"))),
    )


def asked(result: Result) -> Markup:
    """The question of a case, what went before it and what a right answer is."""
    case = result.located.case
    before = [tag("li", question) for question in case.history]
    facts = [
        ("Kind", case.kind.replace("_", " ") + (f", {case.difficulty}" if case.difficulty else "")),
        ("Part of the gold", "kept aside" if case.split == "kept" else "open"),
        (
            "Wanted",
            outcome(case.expect) + (f", because of {case.reason.replace('_', ' ')}" if case.reason else ""),
        ),
        ("It was", outcome(result.attempt.answer.outcome) if result.attempt else f"An error: {result.error}"),
        ("Note", case.note),
    ]
    return join(
        tag("h1", f"Case {case.id}"),
        join(tag("p", "Asked before, in the same conversation:"), tag("ol", *before)) if before else "",
        tag("p", case.question, class_="lead question"),
        _ask(result),
        tag(
            "dl",
            *(tag("div", tag("dt", name), tag("dd", value)) for name, value in facts if value),
            class_="made-of",
        ),
        _facts(result),
    )


def _ask(result: Result) -> Markup:
    """The way to ask a question; one that followed on others is asked as it was understood, where that is known."""
    case = result.located.case
    understood = result.attempt.answer.understood if case.history and result.attempt else None
    to_ask = link("Ask this question", f"/?{urlencode({'q': understood or case.question})}")
    if understood:
        return tag("p", to_ask, f" as it was understood after those before it: “{understood}”")
    if case.history:
        return tag("p", to_ask, " alone: without those before it, it may be understood otherwise.")
    return tag("p", to_ask)


def _facts(result: Result) -> Markup:
    case = result.located.case
    if not case.facts or not case.answerable:
        return Markup()
    missed = facts_missed(result, case.facts)
    rows = [
        (
            fact.text,
            "Needed" if fact.weight == "vital" else "Helps",
            "Missing" if result.attempt is None or fact.text in missed else "Held",
        )
        for fact in case.facts
    ]
    return join(
        tag("h2", "What a right answer says"),
        table("Facts of a right answer", ("Fact", "Weight", "In the answer"), rows, seen=False),
    )


def shortfalls(result: Result, titles: Mapping[str, str]) -> Markup:
    """The measures that a case falls short of and why, and every score beside."""
    names = failed_measures(result)
    rows = [
        (heading(name), figure(name, result.scores.get(name)), reason(name, result, titles)) for name in names
    ]
    if result.attempt is None:
        short = tag(
            "p", f"The case raised an error, so it has no scores: {result.error}", class_="inset warning"
        )
    elif rows:
        short = table("What it falls short of", ("Measure", "Score", "Why"), rows, seen=False)
    else:
        short = tag("p", "It falls short of nothing.", class_="inset")
    every = [
        (heading(name), figure(name, value), MEANINGS[name][1])
        for name, value in result.scores.items()
        if value is not None and name in MEANINGS
    ]
    whole = table("Every score of the case", ("Measure", "Score", "What it means"), every, seen=False)
    return join(
        tag("h2", "Where it falls short"),
        short,
        tag("details", tag("summary", "Show every score of this case"), whole) if every else "",
    )


def inexact(found: Mapping[str, str]) -> Markup:
    """The quotes that were not the text of their file, with what the file had there."""
    if not found:
        return Markup()
    items = (tag("li", f"Quote {number}: the file has “{text}”") for number, text in found.items())
    return tag(
        "div", tag("p", tag("strong", "Not the file's own text:")), tag("ul", *items), class_="inset warning"
    )


def passages(wanted: Sequence[Wanted], found: Sequence[Found], run_is_current: bool) -> Markup:
    """The evidence of the gold beside what the search found."""
    note = (
        ""
        if run_is_current
        else " The reviews have changed since this run, so a passage may not open at its place."
    )
    return join(
        tag("h2", "Evidence and what was found"),
        tag(
            "p",
            f"Highlighted: sentences that the gold names as evidence. Underlined: what the answer quotes.{note}",
        ),
        tag(
            "div",
            tag(
                "section",
                tag("h3", "Evidence of the gold"),
                *_all(map(_wanted, wanted), "The gold names none."),
            ),
            tag(
                "section",
                tag("h3", "Passages found, best first"),
                *_all(map(_found, found), "None was found."),
            ),
            class_="beside-each-other",
        ),
    )


def _all(drawn: "map[Markup]", otherwise: str) -> list[Markup]:
    return list(drawn) or [tag("p", otherwise)]


def _wanted(item: Wanted) -> Markup:
    place = f"Found at rank {item.rank}" if item.rank else "Not among the passages found"
    quotes = (tag("blockquote", tag("p", prose(text), class_="exact")) for text in item.sentences)
    return tag(
        "article",
        tag("h4", f"Item {item.number}: {item.review}"),
        tag(
            "p",
            " · ".join(filter(None, [place, words.section(item.section) if item.section else ""])),
            class_="of",
        ),
        *([_withdrawn(item.withdrawn)] if item.withdrawn else quotes),
    )


def _found(passage: Found) -> Markup:
    numbers = ", ".join(map(str, passage.evidence))
    holds = f"holds evidence item {numbers}" if passage.evidence else "holds no evidence"
    opened = reader(passage.review_id, (passage.start, passage.end))
    return tag(
        "article",
        tag("h4", f"{passage.rank}. {passage.review}"),
        tag(
            "p",
            " · ".join(filter(None, [holds, words.section(passage.section) if passage.section else ""])),
            class_="of",
        ),
        _withdrawn(passage.withdrawn)
        if passage.withdrawn
        else join(
            tag(
                "p",
                *(_stretch(one.text, one.wanted, one.quoted) for one in passage.stretches),
                class_="exact",
            ),
            tag("p", link(f"Open passage {passage.rank} in its review", opened), class_="of"),
        ),
    )


def _stretch(text: str, wanted: bool, quoted: bool) -> Markup:
    drawn = tag("u", prose(text)) if quoted else prose(text)
    return tag("mark", drawn) if wanted else drawn


def prose(text: str) -> Markup:
    """A passage's text with what Markdown sets bold set bold; its asterisks stay in the text and are not seen."""
    pieces: list[str] = []
    for number, piece in enumerate(_BOLD.split(text)):
        pieces += [_ASTERISKS, tag("span", piece, class_="bold"), _ASTERISKS] if number % 2 else [piece]
    return join(*pieces)


def _withdrawn(date: str) -> Markup:
    return tag(
        "p", f"This review was withdrawn on {words.day(date)}. Its text is not shown.", class_="inset warning"
    )


def marks(held: Sequence[Mark]) -> Markup:
    """What readers made of the verdicts of this case."""
    told_ = (
        "Say whether a score is right. A mark changes no figure; disputed scores are counted beside the run."
    )
    rows = [
        (
            heading(mark.measure),
            "Disputed" if mark.verdict == "dispute" else "Agreed",
            mark.why,
            words.day(mark.made),
        )
        for mark in held
    ]
    return join(
        tag("h2", "Marks of readers"),
        tag("p", told_),
        table("Marks on this case", ("Measure", "Mark", "Reason", "Made"), rows, seen=False)
        if rows
        else tag("p", "Nobody has marked a score of this case yet."),
    )
