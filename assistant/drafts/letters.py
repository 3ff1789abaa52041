"""The letters of a Word file, each with the run it stands in, so that a sentence read from the file is found in it again."""

import unicodedata
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ingest.readers.document import without_unseen

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOT_SEEN = frozenset({f"{WORD}del", f"{WORD}moveFrom", _FALLBACK})
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter and its place: in the text element ``text`` of ``run`` at ``at``.

    Without a text element it stands in a box or a note, and ``run`` is what holds the box or refers to the note.
    """

    sign: str
    run: Any
    text: Any = None
    at: int = 0


def signs(text: str) -> Iterator[tuple[str, int]]:
    """What of a text tells it again however it is set: its letters apart from their marks, without any space."""
    for at, letter in enumerate(text):
        for sign in _signs_of(letter):
            yield sign, at


@lru_cache(maxsize=4096)
def _signs_of(letter: str) -> str:
    kept = (one for one in unicodedata.normalize("NFD", letter) if unicodedata.category(one)[0] not in "CZ")
    # A reader writes a bar within a cell as a stroke, and a backslash before what would read as a mark.
    return "".join("/" if one == "|" else one for one in kept if one != "\\" and without_unseen(one))


def letters_of(body: Any, notes: dict[str, Any]) -> list[Letter]:
    """All letters that are seen, in the order of reading: the body, then its notes.

    Args:
        body: the body of the document.
        notes: the roots of the footnotes and endnotes, by the name of the element that refers to one of them.
    """
    found: list[Letter] = []
    for paragraph in body.iter(f"{WORD}p"):
        found += _of_paragraph(paragraph)
    for name, root in notes.items():
        referring = {one.get(f"{WORD}id"): one.getparent() for one in body.iter(f"{WORD}{name}")}
        for note in root:
            run = referring.get(note.get(f"{WORD}id"))
            if run is not None and run.tag == f"{WORD}r":
                inner = (one for paragraph in note.iter(f"{WORD}p") for one in _of_paragraph(paragraph))
                found += [Letter(one.sign, run) for one in inner]
    return found


def _of_paragraph(paragraph: Any) -> Iterator[Letter]:
    for run in paragraph.iter(f"{WORD}r"):
        above = list(run.iterancestors())
        nearest = next(one for one in above if one.tag == f"{WORD}p")
        vanish = run.find(f"{WORD}rPr/{WORD}vanish")
        hidden = vanish is not None and vanish.get(f"{WORD}val", "1") not in ("0", "false")
        if nearest is not paragraph or hidden or any(one.tag in _NOT_SEEN for one in above):
            continue
        boxes = [one for one in above if one.tag == f"{WORD}txbxContent"]
        outer = (
            next((one for one in boxes[-1].iterancestors() if one.tag == f"{WORD}r"), None) if boxes else None
        )
        for child in run:
            if child.tag == f"{WORD}noBreakHyphen":
                yield Letter("-", run, child) if outer is None else Letter("-", outer)
            elif child.tag == f"{WORD}t":
                for sign, at in signs(child.text or ""):
                    yield Letter(sign, run, child, at) if outer is None else Letter(sign, outer)


def cut_out(first: Letter, last: Letter) -> tuple[Any, Any]:
    """The first and the last run of a stretch, after runs that reach beyond it were cut in two.

    No letter changes. What stands before the stretch stays in the elements it stood in; so stretches are cut out
    from the last to the first.
    """
    end = last.run
    if last.text is not None:
        _cut(last.run, last.text, last.at + 1)
    behind = None if first.text is None else _cut(first.run, first.text, first.at)
    start = first.run if behind is None else behind
    return start, start if first.run is end else end


def _cut(run: Any, text: Any, at: int) -> Any:
    """Move what stands from a place on into a new run behind this one; None where there is nothing on one side."""
    words = text.text or ""
    within = text.tag == f"{WORD}t" and 0 < at < len(words)
    moved = [*text.itersiblings()] if within or at > 0 else [text, *text.itersiblings()]
    stays = [one for one in run if one.tag != f"{WORD}rPr" and one not in moved]
    if not within and (not moved or not stays):
        return None
    fresh = run.makeelement(run.tag, dict(run.attrib))
    properties = run.find(f"{WORD}rPr")
    if properties is not None:
        fresh.append(deepcopy(properties))
    if within:
        rest = deepcopy(text)
        text.text, rest.text = words[:at], words[at:]
        for one in (text, rest):
            one.set(_SPACE, "preserve")
        rest.tail = None
        fresh.append(rest)
    for one in moved:
        fresh.append(one)
    run.addnext(fresh)
    return fresh
