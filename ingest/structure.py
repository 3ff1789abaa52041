"""From blocks to sections: which heading each block really stands under, and what kind of statement it is.

Headings in exported briefings mislead: a side panel may cut a list in two, a contact block may stand in the
middle of the findings. A heading path holds what a reader of the printed page would say.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from ingest.blocks import Block, blocks
from ingest.front_matter import body_start
from ingest.kinds import announces_updates, heading_kind, is_contact_block, sentence_kind
from ingest.nouns import Kind, Sentence
from ingest.sentences import sentence_spans

VERSION = "5"  # part of the index's settings: change it when the same text would be cut differently

_COMMON_HEADING = re.compile(
    r"^(introduction|background|context|purpose|summary|what (is|are)|why|key|about|overview|foreword)\b",
    re.IGNORECASE,
)
_NAMES_A_CASE = re.compile(r"\b(child|baby|infants?|family|briefing)\b", re.IGNORECASE)
_NAMES_A_PAPER = re.compile(r"\b(?:inspection|review|briefing|report)\b", re.IGNORECASE)
_PANEL = re.compile(r"^what (is|are) (a|an|the)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph or list item with its heading path and its kind; parts of one ``group`` may be joined."""

    block: Block
    section: tuple[str, ...]
    kind: Kind
    group: int
    updates: bool


@dataclass(frozen=True, slots=True)
class Structure:
    """What a text is made of. ``title`` is None where the file gives none."""

    title: str | None
    parts: tuple[Part, ...]


def structure(text: str) -> Structure:
    """Find the title, the sections and the kind of every paragraph and list item of a text."""
    found = blocks(text, body_start(text))
    title, body = _title(text, found)
    return Structure(title, tuple(_parts(text, body)))


def clean_heading(heading: str) -> str:
    """A heading without Markdown marks, trailing colon and doubled white space."""
    return " ".join(heading.split()).lstrip("#*_ ").rstrip("*_: ")


def _title(text: str, found: list[Block]) -> tuple[str | None, list[Block]]:
    """The heading or headings before any text, unless they are ones that open a section."""
    titles = []
    for number, block in enumerate(found):
        if number and found[0].level == 1:
            break
        if block.form != "heading":
            break
        heading = clean_heading(text[block.start : block.end])
        marked = text[block.outer : block.start].lstrip().startswith("#")
        if block.level > 1 and _opens_section(heading, marked):
            break
        follows = found[number + 1] if number + 1 < len(found) else None
        if follows is not None and follows.form == "item" and number > 0:
            break
        titles.append(heading)
    title = titles[-1] if titles else None
    if title and len(titles) == 1 and not _NAMES_A_PAPER.search(title) and len(found) > 1:
        below = clean_heading(text[found[1].start : found[1].end]) if found[1].form == "heading" else ""
        if _NAMES_A_PAPER.search(below) and not _opens_section(below, True):
            title = f"{title}: {below}"  # "Devon County Council" and, under it, "Inspection of services"
    return title, found[len(titles) :]


def _opens_section(heading: str, marked: bool) -> bool:
    """Whether a heading that stands at the top of a file is a section, such as Findings, and no title."""
    if _COMMON_HEADING.match(heading):
        return True
    short = len(heading.split()) <= 4 and not _NAMES_A_CASE.search(heading)
    return (marked or short) and heading_kind(heading) is not None


def _parts(text: str, body: list[Block]) -> list[Part]:
    path: list[tuple[int, str]] = []
    before_panel: list[tuple[int, str]] | None = None
    nested_under = False
    group = 0
    parts: list[Part] = []
    for previous, block in pairwise([None, *body]):
        assert block is not None
        words = text[block.start : block.end]
        if block.form == "heading":
            heading = clean_heading(words)
            group += 1
            ended_with_list = previous is not None and previous.form == "item"
            before_panel = list(path) if _PANEL.match(heading) and ended_with_list else None
            level = block.level + (1 if nested_under and block.level == 2 and not _is_major(heading) else 0)
            nested_under = nested_under and level > 2
            path = [*[step for step in path if step[0] < level], (level, heading)]
            continue
        if before_panel and block.form == "item" and previous is not None and previous.form == "paragraph":
            path, before_panel = before_panel, None  # the list that the panel had cut in two goes on
            group += 1
        section = tuple(heading for _, heading in path)
        kind, contact = _kind(words, section, block)
        if parts and (parts[-1].kind == "contact") != contact:
            group += 1
        parts.append(Part(block, section, kind, group, any(announces_updates(h) for h in section)))
        # "Questions to consider:" and then headings: those are headings inside the questions.
        nested_under = nested_under or (words.rstrip().endswith(":") and _asks(section))
    return parts


def _asks(section: tuple[str, ...]) -> bool:
    return bool(section) and heading_kind(section[-1]) == "question"


def _is_major(heading: str) -> bool:
    """A heading that names a kind of its own never nests under another section."""
    return heading_kind(heading) in (
        "recommendation",
        "contact",
        "action",
        "good_practice",
        "learning",
        "boilerplate",
    )


def _kind(words: str, section: tuple[str, ...], block: Block) -> tuple[Kind, bool]:
    kinds = [kind for kind in (heading_kind(heading) for heading in reversed(section)) if kind]
    kind: Kind = kinds[0] if kinds else "context"
    if "question" in kinds:
        kind = "question"
    if kind == "contact" or (block.form == "paragraph" and is_contact_block(words)):
        return "contact", True
    if sentence_kind(words, kind, 0, 1, False, None, False)[0] == "boilerplate":
        return "boilerplate", False
    return kind, False


def sentences_of(text: str, part: Part, number: int) -> list[Sentence]:
    """The sentences of one part, each with its kind; ``number`` is the part's place in its passage."""
    spans = sentence_spans(text, part.block.start, part.block.end)
    found: list[Sentence] = []
    earlier: Kind | None = None
    for position, (start, end) in enumerate(spans):
        kind, inferred = sentence_kind(
            text[start:end], part.kind, position, len(spans), part.updates, earlier, bool(part.section)
        )
        found.append(Sentence(start, end, number, kind, inferred, part.block.form == "item"))
        earlier = kind
    return found
