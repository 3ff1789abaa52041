"""Prompts are files beside this package. Which fields each has is fixed here and checked when they are read."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from string import Formatter
from typing import Protocol

from ingest.errors import ReviewsError

FIELDS: Mapping[str, frozenset[str]] = {
    "system": frozenset({"most_claims"}),
    "write": frozenset({"question", "wanted", "passages"}),
    "repair": frozenset({"failed"}),
    "judge": frozenset({"claims"}),
    "condense": frozenset({"earlier", "question"}),
}
_MEND = "Mend the file under assistant/prompts, or install the project again"


class _Folder(Protocol):
    def joinpath(self, name: str, /) -> "_File": ...


class _File(Protocol):
    def read_text(self, encoding: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Prompts:
    """The texts of the prompts by name; ``fingerprint`` changes with any of them."""

    texts: Mapping[str, str]
    fingerprint: str

    def fill(self, name: str, /, **fields: str) -> str:
        """A prompt with its fields filled in. What is put in is never read as a template itself."""
        return self.texts[name].format(**fields)


def load_prompts(folder: _Folder | None = None) -> Prompts:
    """Read the prompts and check that each has the fields it is filled with, and no other.

    Raises:
        ReviewsError: one is missing, is not UTF-8, or has other fields; the message names it.
    """
    source: _Folder = folder or resources.files("assistant").joinpath("prompts")
    texts = {name: _checked(source, name) for name in FIELDS}
    whole = "\0".join(f"{name}\0{text}" for name, text in sorted(texts.items()))
    return Prompts(texts, hashlib.sha256(whole.encode()).hexdigest()[:16])


def _checked(folder: _Folder, name: str) -> str:
    file = f"The prompt {name}.md"
    try:
        text = folder.joinpath(f"{name}.md").read_text(encoding="utf-8").strip()
        found = {field for _, field, _, _ in Formatter().parse(text) if field is not None}
    except (OSError, UnicodeDecodeError) as error:
        raise ReviewsError(f"{file} cannot be read: {type(error).__name__}", _MEND) from None
    except ValueError:
        raise ReviewsError(f"{file} has a brace that opens no field", _MEND) from None
    if not text:
        raise ReviewsError(f"{file} is empty", _MEND)
    if wrong := found ^ FIELDS[name]:
        told = ", ".join(f"{{{field}}}" for field in sorted(wrong))
        told = told if found - FIELDS[name] else f"{told} missing"
        raise ReviewsError(f"{file} has other fields than it is filled with: {told}", _MEND)
    return text
