"""Front matter: lines of YAML between two rules at the head of a text, in which its record may stand.

It stays in the canonical text, so that positions count in the file as it is, and is part of no passage.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ingest.record import FIELDS

MOST = 20_000  # characters of front matter
MOST_BRACKETS = 100  # the time a parser of YAML takes grows with their square
_HEAD = re.compile(r"\s*---[ \t]*(?:\r?\n|\r)")
_FOOT = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_KEY = re.compile(r"([A-Za-z][\w -]*?)[ \t]*:(?:\s|$)")
_OF_YAML = re.compile(r"[a-z][\w-]*[ \t]*:(?:\s|$)|[ \t]+\S|- |[]}#]|$")


class FrontMatterBroken(Exception):
    """Front matter that cannot be taken; says why in one line."""


def body_start(text: str) -> int:
    """Where the text proper begins: behind its front matter, or at 0 where it has none.

    What stands between two rules is front matter where a line gives a field of a record, or where all of it
    reads like YAML; a text that begins with a rule keeps its words.
    """
    span = _span(text)
    return span[2] if span else 0


def front_matter(text: str) -> dict[str, Any] | None:
    """The fields of a text's front matter, all values as they are written; None where there is none.

    Raises:
        FrontMatterBroken: it is no YAML, or no list of fields.
    """
    span = _span(text)
    if span is None:
        return None
    fields = _parsed(text[span[0] : span[1]])
    return {_folded(name): value for name, value in fields.items()}


def words_of(fields: Mapping[str, Any]) -> Iterator[str]:
    """All names and values of front matter as they are meant: escapes resolved, folded lines joined."""
    waiting: list[Any] = [fields]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting.extend(part for pair in reversed(one.items()) for part in reversed(pair))
        elif isinstance(one, list | tuple):
            waiting.extend(reversed(one))
        else:
            yield str(one)


def _span(text: str) -> tuple[int, int, int] | None:
    """Start and end of what stands between the rules, and the end of the second."""
    head = _HEAD.match(text, 0, MOST)
    if head is None:
        return None
    within = text[head.end() : head.end() + MOST].replace("\r", "\n")
    foot = _FOOT.search(within)
    if foot is None:
        return None
    lines = within[: foot.start()].split("\n")
    keys = [_folded(match[1]) for line in lines if (match := _KEY.match(line))]
    if not keys or not (FIELDS & set(keys) or all(_OF_YAML.match(line) for line in lines)):
        return None
    return head.end(), head.end() + foot.start(), head.end() + foot.end()


def _folded(name: str) -> str:
    return re.sub(r"[\s-]+", "_", str(name).strip().lower())


def _parsed(head: str) -> dict[str, Any]:
    import yaml

    if sum(head.count(mark) for mark in "[{") > MOST_BRACKETS:
        raise FrontMatterBroken(f"it has over {MOST_BRACKETS} brackets")
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(head, yaml.BaseLoader)):
            raise FrontMatterBroken("an alias (*) is not followed")  # bombs are made of them
        # Makes nothing but lists and tables of the words that stand there: 2020 stays "2020" and no is not False.
        found = yaml.load(head, yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" in line {mark.line + 2}" if mark else ""
        raise FrontMatterBroken(
            f"this is no YAML{line} ({getattr(error, 'problem', None) or error})"
        ) from None
    except RecursionError:
        raise FrontMatterBroken("it is nested too deep") from None
    if not isinstance(found, dict):
        raise FrontMatterBroken("it gives no fields")
    return found
