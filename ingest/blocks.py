"""From canonical text to blocks: headings, paragraphs and list items with their spans.

Briefings come as exported text, in which headings are often plain lines, bullets are any sign, and a point
may be torn in two by a blank line.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal

_ROUND = "•●▪■◦‣⁃➢\uf0a7\uf0b7\uf0d8"  # bullets and nothing else, the last three of word processors
_MARKER = re.compile(
    rf"\s*(?:(?:[-*+·○□▸►»–—✓✔{_ROUND}]|o(?=\t)|\(?\d{{1,3}}[.)]|\(?[a-z][.)])(?:\s+[✓✔])?(?:\s+|$)|[{_ROUND}])"
)
_HASHES = re.compile(r"\s*(#{1,6})\s+")
_DEBRIS = re.compile(r"\s*\[image:[^\]]*\]\s*", re.IGNORECASE)
_NUMBERED = re.compile(r"[ \t]*\(?\d")
_NEWLINE = re.compile(r"\r*\n|\r")
_UNDERLINE = re.compile(r"(={3,}|-{3,})\s*$")
_RULE = re.compile(r"[ \t]*(?:[-*_=][ \t]*){3,}$")
_LABEL_AND_VALUE = re.compile(r"^[A-Z][\w -]{0,30}:\s+\S")
_REACHES = re.compile(r"@|https?:|www\.|\d{5}|\d{3,}\s\d{3}")
_ENDS = '.?!:;)]”’"'
_MAX_HEADING_WORDS, _MAX_HEADING_CHARACTERS = 11, 80
_MAX_MARKED_HEADING = 200  # characters; what is longer is a paragraph that somebody marked as a heading
_LONGER_THAN_WRAPPED = 110  # characters; wrapped lines are shorter, so two longer ones are two paragraphs


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph or list item. ``outer`` is where its line begins, marker included."""

    form: Literal["heading", "paragraph", "item"]
    start: int
    end: int
    outer: int
    level: int = 0
    numbered: bool = False
    indent: int = 0


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str

    @property
    def blank(self) -> bool:
        return not self.text.strip()


def blocks(text: str, start: int = 0) -> list[Block]:
    """The blocks of a text from ``start`` on, in order. Every span lies in ``text``; spans do not overlap."""
    lines = _with_blanks(text, start)
    found: list[Block] = []
    closed = False  # a rule, an empty bullet or an empty heading ends the block before it
    for number, line in enumerate(lines):
        if line.blank or _RULE.match(line.text):
            closed = closed or not line.blank
            continue
        after_blank = number == 0 or lines[number - 1].blank or bool(_RULE.match(lines[number - 1].text))
        block = _heading(lines, number, after_blank, found) or _item(line)
        if block is not None and block.start >= block.end:
            closed = True
            continue
        if block is not None:
            if found and _is_nested(block, found[-1]):
                found[-1] = replace(found[-1], end=_trimmed_end(line))
            else:
                found.append(block)
        elif found and not closed and _continues(text, found[-1], line, lines[number - 1], after_blank):
            found[-1] = replace(found[-1], end=_trimmed_end(line))
        else:
            start = line.start + len(line.text) - len(line.text.lstrip())
            found.append(Block("paragraph", start, _trimmed_end(line), line.start))
        closed = False
    return found


def _with_blanks(text: str, start: int) -> list[_Line]:
    lines, at = [], start
    for newline in _NEWLINE.finditer(text, start):
        lines.append(_Line(at, newline.start(), text[at : newline.start()]))
        at = newline.end()
    return [*lines, _Line(at, len(text), text[at:])]


def _trimmed_end(line: _Line) -> int:
    return line.start + len(line.text.rstrip())


def _item(line: _Line) -> Block | None:
    match = _MARKER.match(line.text)
    if not match:
        return None
    start = line.start + match.end()
    indent = len(line.text) - len(line.text.lstrip())
    numbered = bool(_NUMBERED.match(line.text))
    return Block("item", start, max(start, _trimmed_end(line)), line.start, 0, numbered, indent)


def _is_nested(block: Block, last: Block) -> bool:
    """A list inside a list item belongs to that item, so that the item stays whole."""
    return block.form == "item" and last.form == "item" and block.indent >= last.indent + 2


def _heading(lines: list[_Line], number: int, after_blank: bool, found: list[Block]) -> Block | None:
    line = lines[number]
    following = lines[number + 1] if number + 1 < len(lines) else None
    hashes = _HASHES.match(line.text)
    if hashes:
        if len(line.text) > _MAX_MARKED_HEADING:
            return None
        return Block(
            "heading", line.start + hashes.end(), _trimmed_end(line), line.start, len(hashes.group(1))
        )
    debris = _DEBRIS.match(line.text)
    offset = debris.end() if debris else len(line.text) - len(line.text.lstrip())
    words = line.text[offset:].strip()
    if not _reads_like_heading(words) or _is_torn(lines, number):
        return None
    underline = _UNDERLINE.match(following.text) if following else None
    next_blank = following is None or following.blank or underline is not None
    opens_here = after_blank or not found or (words.endswith(":") and len(words.split()) <= 3)
    if not opens_here or (following is None):
        return None
    if words.endswith(":") and len(words.split()) > 5 and found and found[-1].form == "heading":
        return None  # the sentence that leads into a list, straight under the list's heading
    if not next_blank and not _MARKER.match(following.text):
        short = len(words.split()) <= 4
        if not short or len(following.text) < 2 * len(words):
            return None  # the first line of a paragraph that was wrapped
    level = 1 if underline and underline.group().startswith("=") else 2
    return Block("heading", line.start + offset, _trimmed_end(line), line.start, level)


def _is_torn(lines: list[_Line], number: int) -> bool:
    """Whether a line of some words goes on in lower case after a blank line."""
    words, after = lines[number].text.split(), number + 1
    while after < len(lines) and lines[after].blank:
        after += 1
    if len(words) < 5 or words[-1][-1] in _ENDS or not number + 1 < after < len(lines):
        return False
    goes_on = lines[after].text.lstrip()
    return goes_on[0].islower() and not _MARKER.match(goes_on)


def _reads_like_heading(words: str) -> bool:
    if not words or not words[0].isupper() or len(words) > _MAX_HEADING_CHARACTERS:
        return False
    if len(words.split()) > _MAX_HEADING_WORDS or _MARKER.match(words) or _REACHES.search(words):
        return False
    if words[-1] in ".;,!" or (_LABEL_AND_VALUE.match(words) and "review" not in words.lower()):
        return False
    return "](" not in words


def _continues(text: str, last: Block, line: _Line, previous: _Line, after_blank: bool) -> bool:
    if last.form == "heading":
        return False
    ended = text[last.end - 1] in _ENDS
    if after_blank:
        # A blank line in the middle of a sentence: the point goes on in lower case.
        return not ended and line.text.lstrip()[:1].islower()
    return not (ended and min(len(previous.text), len(line.text)) > _LONGER_THAN_WRAPPED)
