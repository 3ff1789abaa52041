"""What reviews are called for short: a title without its year in brackets, and what it is on with "review" or "briefing".

"Marsh Lane Learning Review (2021)" is called "Marsh Lane Learning Review", "the Marsh Lane review" and "the marsh lane
briefing". Where several reviews go by one such name, it means each of them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from assistant.names import publisher_names
from assistant.words import STOP, fold, tokens
from ingest.nouns import Review

Place = tuple[tuple[int, int], tuple[str, ...]]  # where a name stands, and the reviews it may be of

_KIND = (
    r"(?:serious|significant|case|local|child|children|safeguarding|practice|rapid|thematic|learning|overview|joint|"
    r"multi-agency|national|executive|independent|final|full|short)"
)
_NAMED = r"(?:review|briefing|report|summary|paper|digest|scr|lcspr|lscpr|cspr)"
_PAPER = rf"(?:{_NAMED}|learning)"
_KINDS = re.compile(rf"(?:{_KIND}|{_PAPER}s?)", re.IGNORECASE)
_YEAR = re.compile(r"\s*[(\[][^()\[\]]*\b(?:19|20)\d\d\b[^()\[\]]*[)\]]")
_NUMBER = re.compile(r"(?<=\w)\s+(?P<number>[IVX]{1,4}|\d{1,2})$")  # of a series: "Infant Injury Briefing II"
_ENDS = re.compile(
    rf"(?:\W+(?:an?|the))?\W+(?:{_KIND}\s+)*?{_PAPER}(?:\s+{_PAPER})*(?:\s+\([A-Z]+\))?$", re.IGNORECASE
)
_BEGINS = re.compile(
    rf"^(?:the\s+)?(?:{_KIND}\s+)*{_PAPER}s?(?:\s+\([A-Z]+\))?(?:\s*:|\s+-|\s+(?:of|on|into|from|about))\s+(?:the\s+)?",
    re.IGNORECASE,
)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
# A subject in small letters names a review only where one is meant: "the neglect review", and not "a neglect review".
_ONE_IS_MEANT = "|".join(rf"(?<=\b{word} )" for word in ("the", "this", "that", "both", "their", "our"))
# "Infant injury 2 weeks on" is no second of a series.
_COUNTS_NOTHING = r"(?![\w%/-])(?!\s+(?:years?|months?|weeks?|days?|hours?|of|in|out|or|to|per|times|cases|babies|infants|children)\b)"
_ENDED = r"(?!\s+(?:(?-i:[IVX]{1,4})|\d{1,2})\b)(?!-?\w)"  # no other number of the series, and no longer word


@dataclass(frozen=True, slots=True)
class _Name:
    """A title taken apart: ``series`` is without its year and number, ``subject`` without its kind.

    ``names``: without their years, the title and aliases that have one, and the title of a series.
    ``heads``: the subject is a title of its own, such as "Small Marks" of "Small Marks: a thematic review".
    """

    names: tuple[str, ...]
    series: str
    number: str
    subject: str
    heads: bool


def short_places(text: str, reviews: Mapping[str, Review]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each review that a folded text calls by such a name, with the place."""
    small = text.lower()
    told = tuple((r.id, (r.title, *r.aliases), r.publisher, r.publisher_short) for r in reviews.values())
    for review_id, begins, pattern in _patterns(told):
        if any(begin in small for begin in begins):
            for match in pattern.finditer(text):
                yield review_id, match.span()


@lru_cache(maxsize=4)
def _patterns(
    told: tuple[tuple[str, tuple[str, ...], str, str], ...],
) -> tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]:
    """For each review that has such names, how they begin in small letters, and their pattern."""
    named = [(review_id, _taken_apart(names, publisher_names(*of))) for review_id, names, *of in told]
    shared = Counter(name.subject.lower() for _, name in named)
    numbered = Counter(name.subject.lower() for _, name in named if name.number)
    found = []
    for review_id, name in named:
        subject = name.subject.lower()
        # Of a series whose second is numbered the one without a number is the first.
        first = not name.number and numbered[subject] > 0 and shared[subject] == numbered[subject] + 1
        ways = _ways(name, shared[subject] > 1, "I" if first else name.number)
        if ways:
            either = "|".join(sorted(ways, key=len, reverse=True))
            pattern = re.compile(rf"(?<![\w-])(?:{either})(?:'s)?(?!\w)", re.IGNORECASE)
            found.append((review_id, tuple(dict.fromkeys(begin.lower() for begin in ways.values())), pattern))
    return tuple(found)


def _taken_apart(names: tuple[str, ...], publisher: re.Pattern[str] | None) -> _Name:
    """The names of a review, its title first. What tells no more than its publisher is left out: that names all of its reviews."""
    whole = _undated(names[0])
    numbered = _NUMBER.search(whole)
    series = whole[: numbered.start()] if numbered and _ENDS.search(whole[: numbered.start()]) else whole
    ended = _ENDS.search(series)
    subject = _BEGINS.sub("", _ENDS.sub("", series))
    undated = {_undated(one) for one in names if _undated(one) != fold(one)} | {series} - {whole}
    return _Name(
        tuple(sorted(one for one in undated if _tells_apart(one, publisher))),
        series,
        numbered["number"] if numbered and series != whole else "",
        subject if subject != series and _tells_apart(subject, publisher) else "",
        bool(ended and re.match(r"\s*[:-]", ended.group())),
    )


def _undated(name: str) -> str:
    return " ".join(_YEAR.sub(" ", fold(name)).split())


def _tells_apart(name: str, publisher: re.Pattern[str] | None) -> bool:
    """Whether a name has more than words for papers, words of no content, and its publisher."""
    rest = publisher.sub(" ", name) if publisher else name
    return any(
        word not in STOP and not _KINDS.fullmatch(word) and not word.isdigit() for word in tokens(rest)
    )


def _ways(name: _Name, is_shared: bool, place: str) -> dict[str, str]:
    """The patterns of what a review is called for short, each with the words it begins with.

    ``place``: its number in a series, in Roman letters or figures; empty where it is of none.
    """
    found = {re.escape(one) + _ENDED: one for one in name.names}
    if not name.subject:
        return found
    kinds = rf"(?:\s+{_KIND}){{0,4}}\s+{_NAMED}"
    subject = re.escape(name.subject)
    heads = [rf"(?:{_ONE_IS_MEANT}){subject}"]
    if name.subject != name.subject.lower():
        heads.append(f"(?-i:{subject})")
    ways = [f"{head}{kinds}{_ENDED}" for head in heads]
    if name.number:
        ways += [rf"{head}{kinds}\s+{_either_way(name.number)}" for head in heads]
    if place and is_shared and " " in name.subject:  # "infant injury 2", "infant injury briefing no 1"
        ways.append(
            rf"{subject}(?:\s+{_KIND}){{0,4}}(?:\s+{_NAMED})?\s+(?:no\.?\s*|number\s+|part\s+)?{_in_capitals(place)}{_COUNTS_NOTHING}"
        )
    if is_shared:
        ways += [f"{head}{kinds}s" for head in heads[1:]]
    if name.heads and len(re.findall(r"\b[A-Z]", name.subject)) > 1:
        ways.append(f"(?-i:{subject}){_ENDED}")
    return found | dict.fromkeys(ways, name.subject)


def _in_capitals(number: str) -> str:
    """A number in Roman and Arabic letters, the Roman in capitals: "infant injury i saw" counts nothing."""
    return f"(?-i:{_either_way(number)})"


def _either_way(number: str) -> str:
    """A number in Roman and Arabic letters."""
    value = _ROMAN.index(number) + 1 if number in _ROMAN else int(number) if number.isdigit() else 0
    return rf"(?:{_ROMAN[value - 1]}|{value})" if 0 < value <= len(_ROMAN) else re.escape(number)
