"""Answers, hits and explanations as plain text for the terminal."""

import shutil
import textwrap
import unicodedata
from collections.abc import Mapping, Sequence

from assistant.compose import readable
from assistant.echo import echoed
from assistant.in_words import note_words
from assistant.nouns import Answer, Citation, Contact, Hit, Query, Statement
from ui.words import (
    OUTCOME,
    STANDING,
    date_words,
    kind_words,
    limits_of,
    some,
    title_words,
    type_words,
    written_by,
)

_QUOTES = "Below are the quotes themselves."
_TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # turn the direction of the text after them


def answer(found: Answer) -> str:
    """An answer as a reader wants it: what was said, then where each quote stands."""
    lines = [OUTCOME[found.outcome].upper() if found.outcome == "urgent" else OUTCOME[found.outcome]]
    if found.searched_for and found.outcome not in ("urgent", "declined"):
        lines.append(f"I searched for: {echoed(found.searched_for)}")
    if bound := limits_of(found):
        lines.append(f"Only: {bound}")
    lines.append("")
    if found.outcome == "urgent":
        lines += [*_wrapped(found.statements[0].text), "", *map(_contact, found.contacts), ""]
    if found.fallback:
        lines += [*_wrapped(f"{found.fallback.rstrip('.')}. {_QUOTES}"), ""]
    shown = found.statements[1:] if found.outcome == "urgent" else found.statements
    quotes = {citation.n: readable(citation.quote) for citation in found.citations}
    for statement in shown:
        lines += _statement(statement, quotes)
    said = {statement.text for statement in found.statements}
    lines += [
        f"  {choice.question}"
        if choice.label == choice.question
        else f"  {choice.label}: {echoed(choice.question)}"
        for choice in found.choices
    ]
    lines += [
        line
        for missing in found.missing
        for line in _wrapped(f"Not found in these reviews: {echoed(missing)}")
    ]
    lines += _verdicts(found)
    for citation in found.citations:
        lines += ["", *_citation(citation)]
        if quotes[citation.n] not in said:  # a model's words stand above it
            lines += _wrapped(f"“{quotes[citation.n]}”", "    ")
    lines += (
        ["", *(line for note in found.notes for line in _wrapped(f"Note: {note_words(note)}"))]
        if found.notes
        else []
    )
    if found.account and found.mode == "written":
        lines += ["", *_wrapped(written_by(found.account))]
    if found.not_searched:
        lines += [
            "",
            *_wrapped(f"Not searched, as they are not or could not be read: {some(found.not_searched)}"),
        ]
    if found.as_of:
        lines += [
            "",
            f"Corpus as of {found.as_of[:10]}. What a review said then may not be the procedure now.",
        ]
    if found.outcome != "urgent":
        lines += ["", "If a child is in danger now, call 999."]
    return plain("\n".join(lines).rstrip())


def hits(query: Query, found: Sequence[Hit], told: Sequence[str] = ()) -> str:
    """Passages found, best first; ``told``: why none was searched."""
    lines = [f"I searched for: {echoed(query.searched_for)}"]
    for rank, hit in enumerate(found, 1):
        section = " > ".join(hit.passage.section)
        place = f"{hit.passage.file}:{hit.passage.start}-{hit.passage.end}"
        lines += [
            "",
            f"{rank}. {hit.review.shown_title} ({hit.review.publisher_short}), {section or 'no heading'}",
        ]
        lines += [
            f"   {STANDING[hit.review.standing]}; {kind_words(hit.passage.kind, hit.passage.kind_inferred)}; {place}"
        ]
        lines += _wrapped(" ".join(hit.passage.text.split()), "   ")
    if not found:
        lines += [line for one in told or ("Nothing was found.",) for line in _wrapped(one)]
    return plain("\n".join(lines))


def explanation(found: Answer) -> str:
    """How an answer came about: filters, passages with scores and ranks, times."""
    lines = ["", f"Outcome: {found.outcome} ({found.mode})", *found.why]
    lines += [f"Bound to {name}: {', '.join(values)}" for name, values in found.filters.items()]
    for rank, hit in enumerate(found.hits, 1):
        ranks = ", ".join(f"{name} {place}" for name, place in hit.found_by.items())
        lines.append(f"{rank:3} {hit.score:.3f} {hit.review.id}: {' > '.join(hit.passage.section)} ({ranks})")
    if found.account:
        lines.append(written_by(found.account))
    lines.append(
        "Milliseconds: " + ", ".join(f"{stage} {spent:g}" for stage, spent in found.timings_ms.items())
    )
    return plain("\n".join(lines))


def plain(text: str) -> str:
    """Text that cannot command a terminal: control and direction characters are shown as a question mark."""
    lines = text.replace("\r\n", "\n")
    return "".join("\ufffd" if _commands(character) else character for character in lines)


def _commands(character: str) -> bool:
    if character in "\n\t":
        return False
    return unicodedata.category(character) == "Cc" or character in _TURNS


def _statement(statement: Statement, quotes: Mapping[int, str]) -> list[str]:
    marks = "".join(f"[{n}]" for n in statement.citations)
    if not statement.citations:
        unshown = "Not shown by any sentence cited: " if statement.support == "not_shown" else ""
        return [*_wrapped(f"{unshown}{statement.text}"), ""]
    if statement.text not in [quotes.get(n) for n in statement.citations]:
        return [*_wrapped(f"{statement.text} {marks}"), ""]
    prefix = "Related, not an answer: " if statement.role == "related" else ""
    return [*_wrapped(f"{prefix}“{statement.text}” {marks}"), ""]


def _citation(citation: Citation) -> list[str]:
    where = " > ".join(citation.section) or "no heading"
    page = f", page {citation.page}" if citation.page else ""
    return [
        f"[{citation.n}] {title_words(citation.title, citation.standing)}, {citation.publisher}",
        f"    {type_words(citation.review_type, citation.standing)}; {date_words(citation.date)}; {STANDING[citation.standing]}",
        f"    {where}; {kind_words(citation.kind, citation.kind_inferred)}{page}",
        f"    {citation.file}:{citation.start}-{citation.end}",
    ]


def _verdicts(found: Answer) -> list[str]:
    words = {"says": "says something", "no_mention": "no mention found", "not_read": "not read"}
    rows = []
    for row in found.reviews:
        marks = "".join(f"[{n}]" for n in row.citations)
        rows.append(f"  {row.shown_title}: {words[row.verdict]} {marks}".rstrip())
    return ["By review:", *rows] if rows else []


def _contact(contact: Contact) -> str:
    doubt = f"  DOUBTFUL: {contact.doubt}" if contact.doubtful else ""
    return f"  {contact.number:<16}{contact.label} ({contact.area}). {contact.hours}{doubt}"


def _wrapped(text: str, indent: str = "") -> list[str]:
    width = max(40, min(100, shutil.get_terminal_size((100, 24)).columns))
    return textwrap.wrap(
        text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    ) or [""]
