"""The names a review goes by: its child's label, its title and aliases, its publisher's names."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from assistant.labels import said_of
from assistant.words import NUMBER_WORDS, STOP, fold, tokens
from ingest.nouns import Review

_COMPASS = {"north": "n", "south": "s", "east": "e", "west": "w"}
_PUBLISHER_WORDS = re.compile(
    r"\b(?:local )?safeguarding (?:children|adults)?(?:'s)? ?(?:partnership|board)\b|\bthe\b", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def alias_words(review: Review) -> frozenset[str]:
    """The words of a review's title and aliases."""
    return frozenset(word for alias in (*review.aliases, review.title) for word in tokens(alias))


@lru_cache(maxsize=4096)
def label_names(review: Review) -> re.Pattern[str] | None:
    """What names this review and no other: label, title, a name in brackets in the title, its long aliases.

    The label of a record that gives none is read in the title.
    """
    return _pattern(label_forms(review))


def label_forms(review: Review) -> set[str]:
    """The names that are of this review and of no other, as they are written."""
    names = {review.title, review.child_label, *re.findall(r"\(([A-Z][a-z]+)\)", review.title)}
    names.update(alias for alias in review.aliases if _distinctive(alias, review))
    if goes_by_its_title(review):
        names |= said_of(review.title)
    return names | {spelt for name in names for spelt in number_in_words(name)}


def children_named(reviews: Mapping[str, Review]) -> frozenset[str]:
    """The first names by which reviews call their children: in brackets in a title that has a child's label, or an alias of one word."""
    found: set[str] = set()
    for review in reviews.values():
        if review.child_label:
            found.update(re.findall(r"\(([A-Z][a-z]{2,})\)", review.title))
            found.update(alias for alias in review.aliases if re.fullmatch(r"[A-Z][a-z]{2,}", alias))
    return frozenset(found)


def goes_by_its_title(review: Review) -> bool:
    """Whether nothing but its title tells what a review is called: no record, or one without label and aliases."""
    return review.standing == "unrecorded" or not (review.child_label or review.aliases)


def number_in_words(name: str) -> list[str]:
    """ "Child 2" is said "Child Two"."""
    match = re.search(r" (\d{1,2})$", name)
    if not match or not 1 <= int(match.group(1)) <= len(NUMBER_WORDS):
        return []
    return [f"{name[: match.start()]} {NUMBER_WORDS[int(match.group(1)) - 1]}"]


def _distinctive(alias: str, review: Review) -> bool:
    words = [word for word in tokens(alias) if word not in STOP]
    return bool(words) and alias.lower() not in (review.publisher.lower(), review.publisher_short.lower())


@lru_cache(maxsize=4096)
def publisher_names(publisher: str, short: str, county: str = "") -> re.Pattern[str] | None:
    """The pattern of the ways people write a publisher; ``county``: what its area is called where no other of it is held."""
    pattern = _pattern(publisher_forms(publisher, short))
    if pattern is None or not county:
        return pattern
    # "West Yorkshire" is another's, whoever in Yorkshire is held.
    elsewhere = "".join(rf"(?<!\b{word}[ -])" for word in (*_COMPASS, "mid"))
    return re.compile(
        rf"{pattern.pattern}|(?<![\w-]){elsewhere}{re.escape(fold(county))}(?:'?s)?(?!\w)(?! (?:ambulance|police|fire|water|hospitals?)\b)",
        re.IGNORECASE,
    )


def _county(publisher: str) -> str:
    """Of "North Yorkshire Safeguarding Children Partnership" Yorkshire; empty of an area without a point of the compass."""
    words = _PUBLISHER_WORDS.sub(" ", publisher).split()
    return " ".join(words[1:]) if len(words) > 1 and words[0].lower() in _COMPASS else ""


def publisher_forms(publisher: str, short: str) -> set[str]:
    """The ways people write a publisher: in full, in short, and its area with the compass word cut short."""
    area = " ".join(_PUBLISHER_WORDS.sub(" ", publisher).split())
    forms = {publisher, short, area}
    words = area.split()
    if len(words) > 1 and words[0].lower() in _COMPASS:
        initial, rest = _COMPASS[words[0].lower()], " ".join(words[1:])
        rests = {rest, re.sub("shire$", "s", rest)}
        forms |= {f"{first} {r}" for first in (words[0], initial, f"{initial}.") for r in rests}
    if short.endswith("SCP"):
        forms |= {short[:-3] + "SCB"}
    return forms - {"not recorded", "Publisher not recorded"}


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    longest_first = sorted((fold(name) for name in names if len(name) > 2), key=len, reverse=True)
    if not longest_first:
        return None
    return re.compile(
        rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?:'?s)?(?!\w)", re.IGNORECASE
    )


Patterns = Mapping[str, re.Pattern[str] | None]
_LAST: list[tuple[Mapping[str, Review], Patterns, Patterns]] = []  # of the reviews asked of last


def names_in(reviews: Mapping[str, Review]) -> tuple[Patterns, Patterns]:
    """The patterns of what reviews and their publishers are called, kept while the same reviews are asked of."""
    for held, own, of_publishers in _LAST[-2:]:
        if held is reviews:
            return own, of_publishers
    own = {r.id: label_names(r) for r in reviews.values()}
    whole = {r.id: _county(r.publisher) for r in reviews.values()}
    alone = Counter(county for _, county in {(r.publisher, whole[r.id]) for r in reviews.values()})
    of_publishers = {
        r.id: publisher_names(r.publisher, r.publisher_short, whole[r.id] if alone[whole[r.id]] == 1 else "")
        for r in reviews.values()
    }
    _LAST[:] = [*_LAST[-1:], (reviews, own, of_publishers)]
    return own, of_publishers
