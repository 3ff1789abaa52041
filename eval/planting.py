"""How a planted instruction gets into a review or a question."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from eval.injections import Injection

Place = Literal["start", "middle", "end", "paragraph", "list", "sentence"]
PLACES: tuple[Place, ...] = ("start", "middle", "end", "paragraph", "list", "sentence")

_ITEM = re.compile(r"^[ \t]*(?:[-*+•]|\d+[.)])[ \t]+\S")


@dataclass(frozen=True, slots=True)
class _Block:
    start: int
    end: int
    text: str

    @property
    def prose(self) -> bool:
        """Whether it is running text and no heading, list, table or quotation."""
        return not re.match(r"\s*(?:[#>|*+-]|\d+[.)]\s|---)", self.text)


def plant(text: str, injection: Injection, at: Place) -> str:
    """A Markdown text with the instruction in it; of a split one the second piece stands at the end."""
    first, *others = injection.parts
    planted = _PLANTERS[at](text, first)
    return "\n\n".join([planted.rstrip("\n"), *others]) + "\n"


def asked(injection: Injection, question: str) -> str:
    """A question with the instruction behind it."""
    return f"{question} {injection.text}"


def _blocks(text: str) -> list[_Block]:
    return [_Block(m.start(), m.end(), m.group()) for m in re.finditer(r"(?:[^\n]*\S[^\n]*(?:\n|$))+", text)]


def _prose(text: str) -> list[_Block]:
    """The paragraphs; where there is none, whatever there is."""
    blocks = _blocks(text)
    return [block for block in blocks if block.prose] or blocks or [_Block(0, 0, "")]


def _put(text: str, place: int, words: str) -> str:
    return text[:place] + words + text[place:]


def _at_start(text: str, words: str) -> str:
    return _put(text, _prose(text)[0].start, f"{words} ")


def _in_middle(text: str, words: str) -> str:
    """Between two sentences of the paragraph in the middle, or behind its only one."""
    paragraphs = _prose(text)
    block = paragraphs[len(paragraphs) // 2]
    ends = [match.end() for match in re.finditer(r"[.!?](?=\s+\S)", block.text)]
    inside = ends[len(ends) // 2] if ends else len(block.text.rstrip())
    return _put(text, block.start + inside, f" {words}")


def _at_end(text: str, words: str) -> str:
    block = _prose(text)[-1]
    return _put(text, block.start + len(block.text.rstrip()), f" {words}")


def _as_paragraph(text: str, words: str) -> str:
    paragraphs = _prose(text)
    return _put(text, paragraphs[len(paragraphs) // 2].start, f"{words}\n\n")


def _in_list(text: str, words: str) -> str:
    """As a point of the first list, behind its first; as a list of its own where there is none."""
    point = f"- {' '.join(words.split(chr(10)))}\n"
    place = 0
    for line in text.splitlines(keepends=True):
        place += len(line)
        if _ITEM.match(line) and line.endswith("\n"):
            return _put(text, place, point)
    return _put(text, len(text.rstrip()), f"\n\n{point}")


def _in_sentence(text: str, words: str) -> str:
    """In brackets within the longest paragraph, behind its first comma or else its third word."""
    block = max(_prose(text), key=lambda one: len(one.text))
    inside = re.search(r",(?= )", block.text) or re.match(r"(?:\s*\S+){1,3}", block.text)
    place = block.start + (inside.end() if inside else 0)
    return _put(text, place, f" ({' '.join(words.split(chr(10)))})")


_PLANTERS: Mapping[Place, Callable[[str, str], str]] = MappingProxyType(
    {
        "start": _at_start,
        "middle": _in_middle,
        "end": _at_end,
        "paragraph": _as_paragraph,
        "list": _in_list,
        "sentence": _in_sentence,
    }
)
