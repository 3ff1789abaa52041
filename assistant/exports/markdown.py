"""A paper as Markdown. No text of a review, a question or a file name becomes markup, a link or an image."""

import re
from collections.abc import Callable

from assistant.exports.paper import Bullets, Grid, Heading, Paper, Part, Quotation, Source, Text
from assistant.unseen import visible

# What some reader of Markdown reads as markup wherever it stands. The full stop, the colon and the slash are
# among them only where an address could begin: "www.", "https://", "mailto:" and ":icon:" are links to some.
_ANYWHERE = re.compile(
    r"[\\`*_{}\[\]<>#+!|~$^=&@]|(?<=\w)\.(?=[^\W\d])|:(?=[^\s\d]|\d+:)|/(?=/)|(?<=/)/|(?<=-)-|-(?=[->])"
)
# What is read as markup at the beginning of a line: a bullet, a rule, the number of a list.
_AT_START = re.compile(r"^(\s*)([-:]|\d+(?=[.)]))")


def write(paper: Paper) -> bytes:
    """The paper as Markdown in UTF-8; each part is told from the next by an empty line."""
    blocks = [_WRITERS[type(part)](part) for part in paper.parts]
    return ("\n\n".join(block for block in blocks if block) + "\n").encode()


def escaped(text: str) -> str:
    """Text in one line, of which Markdown reads nothing as markup."""
    line = _ANYWHERE.sub(lambda found: "\\" + found.group(), " ".join(visible(text).split()))
    return _AT_START.sub(_stopped, line)


def _stopped(found: re.Match[str]) -> str:
    """The number of a list is stopped at the mark after it, all else at its own."""
    space, first = found.groups()
    if first.isdigit():
        return f"{space}{first}\\"
    return f"{space}\\{first}"


def _heading(part: Heading) -> str:
    return f"{'#' * part.level} {escaped(part.text)}"


def _text(part: Text) -> str:
    lead = f"**{escaped(part.lead)}** " if part.lead else ""
    text = escaped(part.text)
    return f"**{text}**" if part.look == "alert" else f"{lead}{text}"


def _quotation(part: Quotation) -> str:
    flag = f"> **{escaped(part.flag)}**\n>\n" if part.flag else ""
    return f"{flag}> “{escaped(part.text)}”\n>\n> {escaped(part.beside)}"


def _bullets(part: Bullets) -> str:
    return "\n".join(f"- {escaped(text)}" for text in part.texts)


def _grid(part: Grid) -> str:
    rows = (part.columns, ("---",) * len(part.columns), *part.rows)
    lines = [
        f"| {' | '.join(cell if at == 1 else escaped(cell) for cell in row)} |" for at, row in enumerate(rows)
    ]
    return "\n".join((f"**{escaped(part.caption)}**", "", *lines))


def _source(part: Source) -> str:
    """The lines of a source are items of a list, so that every reader of Markdown keeps them apart."""
    words = f"\n\n> “{escaped(part.words)}”" if part.words else ""
    lines = "\n".join(f"- {escaped(line)}" for line in part.lines)
    return f"**{escaped(part.head)}**{words}\n\n{lines}"


_WRITERS: dict[type[Part], Callable[..., str]] = {
    Heading: _heading,
    Text: _text,
    Quotation: _quotation,
    Bullets: _bullets,
    Grid: _grid,
    Source: _source,
}
