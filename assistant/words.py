"""Words of questions and sentences: folded, stemmed, and told apart by whether they carry content."""

import re
import threading
from collections.abc import Iterable
from functools import lru_cache

import snowballstemmer

WORD = re.compile(r"[A-Za-z0-9]+(?:[-'&.][A-Za-z0-9]+)*")
_FOLD = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " ", "\u2011": "-", "\u2010": "-"}
)
_CLINICAL_AGE = re.compile(r"\b(\d{1,2})\s?/\s?(52|12|7)\b(?!/)")
_UNITS = {"52": "weeks", "12": "months", "7": "days"}
NUMBER_WORDS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
TEENS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()  # noqa: SIM905
_SAME = {word: str(number) for number, word in enumerate(NUMBER_WORDS, 1)} | {
    "wk": "week", "wks": "week", "mth": "month", "mths": "month", "mo": "month", "yr": "year", "yrs": "year",
    "info": "inform", "pre-birth": "pre-birth", "prebirth": "pre-birth", "esp": "especi",
}  # fmt: skip
_STEMMER = snowballstemmer.stemmer("english")
_STEMMING = threading.Lock()  # a stemmer keeps its word in itself: two threads would mix theirs

STOP = frozenset(
    """
    a about above after again against all also am an and any anyone anything are as asked at be because been
    before being between both but by can could did do does doing done down during each else ever every few
    for from further get gets getting give given go going got had has have having he her here hers him his
    how i if in into is it its itself just know let like lot made make many may me might mine more most much
    my need no nor not of off on once one ones only or other others our out over own please put quite really
    said same say says saying see seen shall she should show so some someone something still such take tell
    than that the their theirs them then there these they thing things this those through to told too under
    until up upon us use used very want was way we well went were what whats hows wheres whos thats theres
    dont doesnt didnt cant couldnt wont wouldnt isnt arent wasnt werent hasnt havent shouldnt im ive youre
    theyre hes shes come came comes goes gone anybody somebody everybody stuff sort kind bit actually
    exactly ok okay hi hello thanks when where whether which while who whom whose why will with within
    without would yes yet you your people look looks looking looked affect affected affects example examples
    problem problems ways start try keep part bullet lots re
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
# Words that say a question is about reviews at all; every review has them, so they tell nothing apart.
ABOUT_REVIEWS = frozenset(
    """
    review reviews case cases briefing briefings serious scr scrs learning lesson lessons learn learned
    learnt report reports document find found finding findings mention mentions mentioned bring brings raise
    raises raised flag flags flagged cover covers discuss discusses talk talks touch include includes theme
    themes point points
    """.split()  # noqa: SIM905
)


@lru_cache(maxsize=20_000)  # the same sentences are looked at for every question
def fold(text: str) -> str:
    """Text in one form: straight quotes, plain dashes, single spaces."""
    return " ".join(text.translate(_FOLD).split())


def with_ages_spelt(text: str, beside: bool = False) -> str:
    """A text with a clinician's ages in words: "8/52" is 8 weeks; ``beside``: and still as it was written."""

    def spelt(match: re.Match[str]) -> str:
        age = f"{match.group(1)} {_UNITS[match.group(2)]}"
        return f"{match.group()} ({age})" if beside else age

    return _CLINICAL_AGE.sub(spelt, text)


def tokens(text: str) -> list[str]:
    """Words of a text in order, folded and in small letters; a clinician's "8/52" is 8 weeks."""
    return [match.group().lower().removesuffix("'s") for match in WORD.finditer(with_ages_spelt(fold(text)))]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The English stem of one small-lettered word (Porter's algorithm, second version).

    Number words become digits and short units long ones, so that "7 wks" is "seven weeks".
    """
    if word in _SAME:
        return _SAME[word]
    with _STEMMING:
        return str(_STEMMER.stemWord(word))


def content(words: Iterable[str]) -> list[str]:
    """The words that carry content, in order, each once."""
    return list(dict.fromkeys(w for w in words if not _empty(w)))


def _empty(word: str) -> bool:
    bare = word.partition("'")[0].removesuffix("n") if "'" in word else word
    return word in STOP or bare in STOP or (len(word) < 2 and not word.isdigit())


@lru_cache(maxsize=20_000)
def stems(text: str) -> frozenset[str]:
    """The stems of the content words of a text, hyphenated words also in their parts."""
    found: set[str] = set()
    for word in content(tokens(text)):
        found.add(stem(word))
        if "-" in word:
            found.update(stem(part) for part in word.split("-") if part not in STOP and len(part) > 1)
            found.add(stem(word.replace("-", "")))
    return frozenset(found)


_SMALL = frozenset("a an and at by for from in of on or the to with".split())  # noqa: SIM905


def phrase_stems(phrase: str) -> frozenset[str]:
    """The stems by which a phrase is told in any order of its words; the phrase itself where they are too few for it.

    Of "looked after children" only the children carry content, and these are not all looked after.
    """
    said = tokens(phrase)
    lost = [word for word in said if word not in _SMALL and not content([word])]
    return frozenset({fold(phrase).lower()}) if lost else stems(phrase)
