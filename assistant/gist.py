"""What of a theme tells the reviews apart: the things in it that only some of them speak of, without the words around them.

"Families known to the care leavers' team" is about care leavers: every review speaks of families.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from assistant.people import are_people
from assistant.themes import Named
from assistant.words import fold, stems

# Words that say of a thing no more than that it is one: the ICON "programme", the COVID "period", an ambulance "crew".
_EMPTY = re.compile(
    r"area|aspect|case|concern|crew|depart|interest|issu|matter|meet|part|peopl|period|polici|problem|process|profess|programm|"
    r"relev|role|scheme|servic|side|staff|stuff|subject|team|theme|thing|time|topic|use|work|worker"
)  # stems
_FEW_WORDS = 1  # that no list has, beside those that it has

Says = Callable[[str, Sequence[Named]], bool]
"""Whether a review has the words for all of some things in one point."""


class Spoken:
    """What the reviews say, point by point: each point is looked through once for each thing."""

    def __init__(self, points: Mapping[str, Sequence[str]]) -> None:
        self._points = {
            review: [(plain, stems(plain)) for plain in map(fold, of_review)]
            for review, of_review in points.items()
        }
        self._found: dict[tuple[str, Named], frozenset[int]] = {}

    def says(self, review: str, things: Sequence[Named]) -> bool:
        """Whether some point of a review has the words for all things; none says nothing."""
        return bool(things) and bool(frozenset.intersection(*(self._where(review, one) for one in things)))

    def _where(self, review: str, thing: Named) -> frozenset[int]:
        key = (review, thing)
        if key not in self._found:
            self._found[key] = frozenset(
                number
                for number, (plain, found) in enumerate(self._points[review])
                if thing.is_in(plain, found)
            )
        return self._found[key]


def _empty(one: Named) -> bool:
    return all(_EMPTY.fullmatch(word) for word in one.words)


def gist(things: Sequence[Named], reviews: Sequence[str], says: Says) -> Sequence[Named]:
    """The things of a theme by which a review is judged.

    Args:
        things: all that the theme names.
        reviews: the ids of those that are asked.
        says: looks a review through for some of the things.
    """
    if len(things) < 2 or not any(one.patterns for one in things) or any(one.narrows for one in things):
        return things
    full = [one for one in things if one.patterns or not _empty(one)]
    by: Mapping[Named, int] = {one: sum(says(review, (one,)) for review in reviews) for one in full}
    if any(one.patterns and not by[one] and not are_people(one.words) for one in full):
        return full  # a subject that nobody speaks of, in any of the words for it
    telling = [one for one in full if one.patterns and 0 < by[one] < len(reviews)]
    if telling:  # who is spoken of everywhere tells nothing apart
        full = [one for one in full if by[one] < len(reviews) or not one.patterns]
    said = any(says(review, full) for review in reviews)
    rest = [one for one in full if not one.patterns]
    if said or len(rest) > _FEW_WORDS or not all(by[one] for one in rest):
        return full  # it is said as it stands, or is what somebody did and no subject, or a thing that nobody speaks of
    if all(are_people(one.words) for one in telling):
        return full
    return telling if telling and any(says(review, telling) for review in reviews) else full
