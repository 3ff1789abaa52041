"""Is a child, or the person asking, in danger now? By rule, before anything is searched and without a model.

A missed danger is the worst fault this product can have; a false alarm costs the reader one panel. A message is
read clause by clause (``assistant/urgent_signs.py``) for words of danger by kind, for how near and how recent it
is, and for talk about documents, training, the past or people in general (``assistant/urgent.toml``), and as a whole
for how it is put (``assistant/urgent_form.py``). Each sign is worth whole points, for or against, which stand in
``assistant/urgent_points.toml``; ``eval/training/urgent.py`` fits them on phrasings of both kinds.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.urgent_form import form
from assistant.urgent_signs import features, signs_of

FILE = Path(__file__).with_name("urgent_points.toml")
POINTS_A_UNIT = 3  # points to one unit of log-odds
_CALM = frozenset({"form.purpose", "form.document", "form.small_talk"})


@dataclass(frozen=True, slots=True)
class Worth:
    """What the signs are worth, the constant added to their sum, and the bar from which a message is urgent."""

    bar: int
    constant: int
    points: Mapping[str, int]


@cache
def worth() -> Worth:
    """The points as shipped; read once."""
    held = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return Worth(held["bar"], held["constant"], held["points"])


def signs(message: str, names_review: bool = False) -> frozenset[str]:
    """The signs for and against a live concern in a message; what each is worth stands in the file of points."""
    return features(message, names_review) | form(message)


def points(message: str, names_review: bool = False) -> int:
    """What the signs in a message are worth together, with the constant."""
    return _sum(signs(message, names_review))


def _sum(found: frozenset[str]) -> int:
    held = worth()
    return held.constant + sum(held.points.get(sign, 0) for sign in found)


def is_urgent(message: str, names_review: bool = False) -> bool:
    """Whether a message tells of danger to a child or to the writer, now or just seen.

    ``names_review`` says that the message names a review that is held: that is talk about documents.
    """
    found = signs(message, names_review)
    return _sum(found) >= worth().bar or cries_for_help(signs(message) if names_review else found)


def cries_for_help(found: frozenset[str]) -> bool:
    """Whether the signs are of grave danger and a plea for help, with no word of texts, tasks or small talk.

    A net under the points: whoever writes so is met with 999, whatever else counts against it.
    """
    return found >= {"plain.grave", "plain.asks_help"} and not found & _CALM


def asks_for_help(message: str) -> bool:
    """Whether a message asks what to do, and not about documents."""
    found = signs_of(message)
    return "asks_help" in found and "document" not in found
