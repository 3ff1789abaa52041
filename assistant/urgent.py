"""Is a child, or the person asking, in danger now? By rule, before anything is searched and without a model.

A missed danger is the worst fault this product can have; a false alarm costs the reader one panel. A message is
read clause by clause (``assistant/urgent_signs.py``) for words of danger by kind, for how near and how recent it
is, and for talk about documents, training, the past or people in general (``assistant/urgent.toml``), and as a whole
for how it is put (``assistant/urgent_form.py``). Each sign is worth whole points, for or against, which stand in
``assistant/urgent_points.toml``; ``eval/training/urgent.py`` fits them on phrasings of both kinds.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.urgent_form import form
from assistant.urgent_languages import tells_of_danger
from assistant.urgent_nets import (
    has_hurt_a_child,
    hurts_ones_own,
    is_plain_work,
    is_the_one_told_of,
    met_with_an_injury,
    names_only_a_crime,
    wants_to_refer,
)
from assistant.urgent_signs import features, signs_of
from assistant.words import fold

FILE = Path(__file__).with_name("urgent_points.toml")
POINTS_A_UNIT = 3  # points to one unit of log-odds
_SCOPES = {
    "plain": ", in a message about nothing else",
    "told": ", told beside talk of other things",
    "asked": ", in talk of documents or of people in general",
    "no_texts": ", asked in general and not about documents",
    "form": " (how it is put)",
}
_TOLD = ("plain", "told")
_TELLS_OF_DANGER = frozenset(f"{scope}.{sign}" for scope in _TOLD for sign in ("live", "danger_near"))
# A question that names a review, tells of nobody in danger and has no writer in it.
_ASKS_OF_NOBODY = frozenset({"nobody_in_danger", "starts_about"})
_WRITER = frozenset({"form.me", "form.help", "form.bridge", "form.reported"})
_ASKS = re.compile(
    r"^\W*(?:(?:and|so|also|but|per|in)\W+)?(?:what|which|who|when|where|why|how|did|was|were|has|have|does|do|is|are)\b|\?\s*$",
    re.IGNORECASE,
)

# "Whats the plan in the Harbour review? I work there": it asks somewhere, whatever goes before it or comes after.
_ASKS_SOMEWHERE = re.compile(
    r"\?|^\W*(?:what|who|where|when|how)(?:'?s|'?re)\b|\b(?:please|pls)\W+(?:what|which|who|when|where|why|how)\b"
    r"|\b(?:everything|all|whatever|anything) (?:that )?(?:it|they|the \w+) (?:says?|has|have|tells?)\b|\b(?:give|show|send|list) (?:me |us )?(?:all )?(?:the|its) (?:points|lessons|learning|findings|recommendations)\b",
    re.IGNORECASE,
)
_PLEA = re.compile(
    r"\W*(?:(?:(?:please|pls|plz|somebody|someone|anyone|can|you|i|we|need|urgent(?:ly)?|sos|me|us|now|quick(?:ly)?|call|ring)\W+)*"
    r"(?:help|999|emergency|sos)\b\W*(?:(?:me|us|please|pls|plz|now|urgent(?:ly)?|quick(?:ly)?|asap|help)\b\W*)*)+",
    re.IGNORECASE,
)
_HOLDS_NOT = r"(?:\b(?:just|all|so|quite|completely|totally|clearly|plain|simply|really|also|very|still|the)\W+)*(?:wrong|incorrect|false|untrue|inaccurate|misleading|nonsense|rubbish|(?:not|isn'?t|wasn'?t|aren'?t)\W+(?:\w+ly |quite )?(?:right|true|correct|accurate|so))"
_TOLD_HERE = r"(?:answers?|repl(?:y|ies)|quot(?:e|es|ation|ations)|citations?|sources?|passages?|summar(?:y|ies)|dates?|figures?|numbers?|links?|reviews?|results?|pages?)"
# Talk about what was answered, and not a word of anybody: "that is wrong", "wrong answer", "no, your quote isn't right".
_OF_THE_ANSWER = re.compile(
    rf"\W*(?:(?:no|sorry|hm+|but|well|ok|okay|oh|actually|i think|i believe|i'?m afraid)\W+)*"
    rf"(?:(?:(?:this|that|it|you|(?:this|that|the|your|these|those)(?: (?:first|second|third|last|whole))? {_TOLD_HERE})(?:'s|'re|s)?\W+"
    rf"(?:(?:is|are|was|were|looks?|seems?|sounds?|must be|got (?:it|that|this))\W+)?)?{_HOLDS_NOT}(?: {_TOLD_HERE})?)\W*",
    re.IGNORECASE,
)


SURE_WITH_DANGER, SURE = 2, 10  # points over the bar, where a word of danger is told and where none is
SURE_AFTER = 2  # points over the bar of what follows a question on one review
_DANGERS = frozenset(
    {
        "live",
        "grave",
        "grave_me",
        "danger_near",
        "danger_recent",
        "danger_near_recent",
        "clear",
        "clear2",
        "disclosure",
    }
)
# Rules beside the points, in words: what they catch is urgent however few points it has.
_NETS: dict[str, Callable[[str], bool]] = {
    "Rule: it tells of danger in another language": tells_of_danger,
    "Rule: a hurt child is told of whom the writer has met with just now": met_with_an_injury,
    "Rule: somebody worried about one child asks how to refer": wants_to_refer,
    "Rule: one of the writer's own family is told to hurt them or a child of theirs": hurts_ones_own,
    "Rule: the writer tells of having hurt a child": has_hurt_a_child,
    "Rule: the writer says to be the one in danger, or who did the harm, that is asked about": is_the_one_told_of,
}


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
    told = features(message, names_review)
    return told | form(message, "document" in told, not _TELLS_OF_DANGER.isdisjoint(told))


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
    if is_about_the_answer(message) or is_plain_work(message) or names_only_a_crime(message):
        return False
    found = signs(message, names_review)
    asks_only = names_review and found >= _ASKS_OF_NOBODY and found.isdisjoint(_WRITER)
    return (
        (_sum(found) >= worth().bar and not asks_only)
        or cries_for_help(signs(message) if names_review else found)
        or is_only_a_plea(message)
        or _caught(message) is not None
    )


def is_surely_urgent(message: str) -> bool:
    """Whether what stands beside a question tells of danger: more is asked of it than of a message by itself.

    The bars were set on open phrasings put behind a question on a review, and on the open gold.
    """
    found = signs(message)
    over = _sum(found) - worth().bar
    return (
        over >= (SURE_WITH_DANGER if _is_told(found) else SURE)
        or cries_for_help(found)
        or _caught(message) is not None
    )


def is_urgent_after_a_question(message: str, of_one_review: bool) -> bool:
    """Whether what follows a question on reviews is a live concern, read as a message of its own.

    ``of_one_review``: the question named one that is held. After one on documents in general, only danger that is told
    in the first person counts: "I'd like what they said" goes on from such a question.
    """
    if not is_urgent(message):
        return False
    found = signs(message)
    over = _sum(found) - worth().bar
    mine = "form.me" in found and _is_told(found)
    return mine or (of_one_review and (over >= SURE_AFTER or over < 0))  # below the bar a rule has caught it


def _is_told(found: frozenset[str]) -> bool:
    return any(sign.partition(".")[0] in _TOLD and _is_danger(sign) for sign in found)


def _caught(message: str) -> str | None:
    """The rule beside the points that takes a message for urgent; None where none does."""
    return next((rule for rule, holds in _NETS.items() if holds(message)), None)


def told_by(message: str, names_review: bool = False) -> tuple[str, ...]:
    """Why a message is urgent, a line each, by the names of the signs: nothing of the message is repeated."""
    if is_only_a_plea(message):
        return ("Rule: it is a plea for help and nothing else",)
    found = signs(message, names_review)
    reached = _sum(found)
    if reached < worth().bar and (rule := _caught(message)):
        return (rule,)
    lines = [f"Rule: live concern; its signs come to {reached:+d} points, urgent from {worth().bar:+d}"]
    if reached < worth().bar:
        lines = ["Rule: grave danger to somebody near and a plea for help, whatever else counts against it"]
    weighed = sorted(
        ((worth().points.get(sign, 0), sign) for sign in found), key=lambda one: (-abs(one[0]), one[1])
    )
    lines += [f"Sign {value:+d}: {_in_words(sign)}" for value, sign in weighed if value]
    return tuple(lines)


def _in_words(sign: str) -> str:
    scope, _, kind = sign.rpartition(".")
    return (
        f"{kind.replace('_', ' ').replace('+', ' with ').replace('-', ' without ')}{_SCOPES.get(scope, '')}"
    )


def cries_for_help(found: frozenset[str]) -> bool:
    """Whether the signs are of grave danger to somebody near and a plea for help.

    A net under the points: whoever tells of it so is met with 999, whatever else counts against it.
    """
    return any(
        found >= {f"{scope}.grave", f"{scope}.live", f"{scope}.me", f"{scope}.asks_help"} for scope in _TOLD
    )


def asks_a_question(message: str) -> bool:
    """Whether a message is put as a question, or has one in it and tells of nobody in danger beside that."""
    if _ASKS.search(message):
        return True
    if not _ASKS_SOMEWHERE.search(message):
        return False
    found = signs(message)
    return "nobody_in_danger" in found or not any(map(_is_danger, found))


def _is_danger(sign: str) -> bool:
    return sign.rpartition(".")[2] in _DANGERS


def is_only_a_plea(message: str) -> bool:
    """Whether a message says nothing but that help is needed: "help", "help me please", "999"."""
    return bool(_PLEA.fullmatch(fold(message)))


def is_about_the_answer(message: str) -> bool:
    """Whether a message says nothing but that what was answered does not hold: "this is wrong", "wrong answer"."""
    return bool(_OF_THE_ANSWER.fullmatch(fold(message)))


def asks_for_help(message: str) -> bool:
    """Whether a message asks what to do, and not about documents."""
    found = signs_of(message)
    return "asks_help" in found and "document" not in found
