"""Whether a claim tells another number of the very things that its evidence counts: a rule, with which nothing is weighed."""

import re
from collections.abc import Sequence, Set

from assistant.claims.numbers import Number, lacking, months_in, numbers_in, unheard_of
from assistant.words import NUMBER_WORDS, STOP, TEENS, fold, stem

_NEAR = 0.6  # share of a clause's words that the sentence with the other number has, from which both count the same
_NEARER = (
    0.25  # by how much of the claim's words that sentence is nearer than any with the claim's own number
)
_FEWEST = 2  # words of a claim from which that can be told
_WORD = re.compile(r"[^\W\d_][\w'-]+")
_A_NUMBER = re.compile(
    r"(?:hours?|days?|weeks?|months?|years?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?:-old)?"
)
_DAYS = re.compile(
    rf"\b(\d+|{'|'.join((*NUMBER_WORDS, *TEENS))})[ -](working |school |business |week)?-?days?\b"
)
_FIGURES = {word: str(number) for number, word in enumerate([*NUMBER_WORDS, *TEENS], 1)}
_MONTHS = "january february march april may june july august september october november december".split()  # noqa: SIM905
_DATE = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ({'|'.join(_MONTHS)})\b")
_DAYS_OF_MONTH = 30.4
_WEEK = 7
_LEAST_OFF, _OFF = (
    1.5,
    0.06,
)  # days, and share of them, by which what lies between two dates may be told otherwise
_JOINT = re.compile(r"[;:]\s|,\s|\s[–-]\s|\b(?:and|but|while|whereas|although)\b", re.IGNORECASE)


def is_recounted(claim: str, sentences: Sequence[str], around: str = "", review: str = "") -> bool:
    """Whether a number of the claim, which stands nowhere there, counts what a near sentence counts by another number.

    Args:
        claim: one sentence.
        sentences: those of its evidence.
        around: what stands around them; a number of it is not lacking.
        review: what the review is called; the evidence need not have a word of it.
    """
    if _other_days(claim, sentences):
        return True
    missing = set(lacking(claim, " ".join((*sentences, around, review))))
    if not missing:
        return False
    named = _stems(review)
    lengths = [one for sentence in sentences for one in numbers_in(sentence) if one.length]
    for part in _JOINT.split(fold(claim)):
        told = [
            one
            for one in numbers_in(part)
            if one.said in missing and _counts(one) and not _follows(one, lengths)
        ]
        own = _stems(part) - named or _stems(part)
        for one in told:
            for sentence in sentences:
                others = [other for other in numbers_in(sentence) if _counts_the_same_otherwise(one, other)]
                near = len(own & _stems(sentence)) >= _NEAR * len(own) and len(own) > 1
                if near and others and not any(map(_loose, others)):
                    return True
    return False


def is_nowhere(claim: str, sentences: Sequence[str], around: str = "", review: str = "") -> bool:
    """Whether a claim gives a figure, a share, a year or a length of time that stands nowhere and follows from nothing there.

    Args:
        claim: one sentence.
        sentences: those of its evidence.
        around: what stands around them; a number of it is not lacking.
        review: what the review is called.
    """
    whole = " ".join((*sentences, around, review))
    lengths = [one for one in numbers_in(whole) if one.length]
    apart = _days_apart(whole)
    return any(
        not _follows(one, lengths) and not _is_near(one.length, apart) for one in unheard_of(claim, whole)
    )


def _days_apart(text: str) -> frozenset[int]:
    """The days between any two dates of a text: "from 25 March to 10 June" is eleven weeks."""
    told = _DATE.findall(fold(text).lower())
    at = sorted({_DAYS_OF_MONTH * _MONTHS.index(month) + int(day) for day, month in told})
    return frozenset(
        round(days)
        for n, one in enumerate(at)
        for two in at[n + 1 :]
        for days in (two - one, 365 - two + one)
    )


def _is_near(length: float | None, apart: Set[int]) -> bool:
    if not length or length < _WEEK:  # within a week any two dates would do
        return False
    return any(abs(length - days) <= max(_LEAST_OFF, _OFF * days) for days in apart)


def is_moved(claim: str, sentences: Sequence[str]) -> bool:
    """Whether a number stands in the evidence, and the sentence that says the claim's words tells another in its place.

    Args:
        claim: one sentence.
        sentences: those of its evidence.
    """
    own = _stems(claim)
    if len(own) < _FEWEST:
        return False

    def like(sentence: str) -> float:
        return len(own & _stems(sentence)) / len(own)

    for one in numbers_in(claim):
        if one.weak or one.about or not (one.share or one.thing):
            continue
        holds = [s for s in sentences if any(other.value == one.value for other in numbers_in(s))]
        rivals = [s for s in sentences if s not in holds and any(_rivals(one, o) for o in numbers_in(s))]
        if holds and rivals:
            near = max(map(like, rivals))
            if near >= _NEAR and near >= max(map(like, holds)) + _NEARER:
                return True
    return False


def _rivals(one: Number, other: Number) -> bool:
    same = one.share and other.share if one.share or other.share else one.thing == other.thing
    return same and one.value != other.value


def _other_days(claim: str, sentences: Sequence[str]) -> bool:
    """Whether days are told as working days, or the other way round: "within 15 days" beside "15 working days"."""
    told, held = _days(claim), _days(" ".join(sentences))
    return any(
        (count, not working) in held and (count, working) not in held for count, working in told if count
    )


def _days(text: str) -> frozenset[tuple[str, bool]]:
    """Of each count of days how many, in figures, and whether they are working days."""
    found = _DAYS.findall(fold(text).lower())
    return frozenset((_FIGURES.get(count, count), bool(working)) for count, working in found)


def _counts(number: Number) -> bool:
    counted = bool(number.thing) and not months_in(number.thing)
    return (counted or bool(number.days)) and not _loose(number)


def _counts_the_same_otherwise(one: Number, other: Number) -> bool:
    """Whether both count the same things, or are both lengths of time, and differ."""
    if one.days or other.days:
        return bool(one.days and other.days) and one.length != other.length
    return other.thing == one.thing and other.value != one.value


def _follows(one: Number, lengths: Sequence[Number]) -> bool:
    """Whether a length of time is one of the evidence in working days, or lies between two of them: 17 and 19 weeks of age."""
    if not one.length:
        return False
    told = [other.length for other in lengths if other.length]
    between = [abs(a - b) for n, a in enumerate(told) for b in told[n + 1 :]]
    return any(abs(one.length - other) < 1 for other in (*between, *(7 / 5 * days for days in told)))


def _loose(number: Number) -> bool:
    return number.weak or number.about or number.share


def _stems(text: str) -> frozenset[str]:
    """The stems of a text's words but for numbers and units of time, which are compared by themselves."""
    said = _WORD.findall(fold(text).lower())
    return frozenset(stem(word) for word in said if word not in STOP and not _A_NUMBER.fullmatch(word))
