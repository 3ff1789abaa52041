"""Whether a clause of a claim has the words that its passage tells of another: the father drunk, the mother hurt, turned round.

A rule, with which nothing is weighed: both are named in one sentence, and only by its clauses can it be told who did what. The
same holds for numbers: "five to one" beside "six to one". And somebody by an office may be told of what another did by theirs.
"""

import re
from collections.abc import Callable, Sequence, Set

from assistant.claims.matters import own_words
from assistant.claims.numbers import Number, numbers_in
from assistant.claims.signs import canonical
from assistant.claims.wording import named_in, words_for
from assistant.words import fold

_NEAR = 0.5  # share of the claim's words that the sentence has
_MOST = 0.6  # share of the clause's words that the clause of another has
_FEWEST = 2  # of these words, and by how many they must outdo those of the clause about the same
_ELLIPTIC = 3  # words below which a clause may take those of the one before it
_OFFICE_NEAR, _NEARER = (
    0.6,
    0.3,
)  # share of the claim's other words; by how much more than any sentence with the claim's office
_OFFICE_WORDS = 3
_YEARS = (1900, 2100)
_UNITS = canonical("day days week weeks month months year years hour hours minute minutes old age aged")
_CUT = re.compile(
    r"[,;:.()]\s|\s-\s|\b(?:and|but|while|whereas|although|though|who|which|when|because|that|so)\b"
)
_SORTS = (
    frozenset({"mother", "father", "grandmother", "grandfather", "aunt", "uncle", "sister", "brother", "partner"}),
    frozenset(
        {"gp", "health visitor", "midwife", "paediatrician", "ambulance", "police", "social care", "school", "nursery"}
        | {"housing", "mental health", "probation", "pharmacy", "court", "charity"}
    ),
)  # fmt: skip
# Who has an office, by the words that texts have for it; those that several may share ("worker") are left out.
_OFFICE = re.compile(
    r"\b(?:dinner lady|receptionist|pharmacist|radiologist|detective|(?:speech )?therapist|support worker|key ?worker|youth worker|social worker|"
    r"leaving care worker|early help worker|duty worker|personal adviser|playgroup \w+|childminder|head ?teacher|teaching assistant|"
    r"teacher|tutor|coach|chair|coordinator|counsellor|psychiatrist|psychologist|mentor|paramedic|registrar|consultant|interpreter|advocate|"
    r"solicitor|neighbour|landlord|lodger|stepmother|stepfather|grandmother|grandfather|uncle|cousin|half-brother|half-sister|boyfriend|"
    r"girlfriend|school nurse|specialist midwife|midwife|health visitor|gp|dentist|optician|dietitian|physiotherapist|caseworker|sergeant|"
    r"inspector|constable|volunteer|friend|foster carer|caretaker|librarian|vicar|judge|coroner|pathologist|housing officer|"
    r"probation officer|cashier|driver|nursery worker|nursery manager|ward sister|sonographer|safeguarding lead|named nurse|named doctor|"
    r"designated doctor|reviewer|trainee|student|clerk)(?=s?\b)"
)


def is_of_the_other(claim: str, sentences: Sequence[str], review: str = "") -> bool:
    """Whether a clause that names one person or agency has the words of the clause that names another.

    Args:
        claim: one sentence.
        sentences: those of its evidence.
        review: what the review is called; the evidence need not have a word of it.
    """
    known = frozenset().union(*(named_in(one).names for one in sentences))
    near = _near(claim, sentences, review)
    if not near:
        return False
    of_names = canonical(" ".join(sorted(known)))
    groups = frozenset().union(*_SORTS)
    for sort in (*_SORTS, known):

        def of_sort(part: str, sort: Set[str] = sort) -> Set[str]:
            return (
                set(re.findall(r"[a-z]+", part.lower())) & sort
                if sort is known
                else named_in(part).who & sort
            )

        def plain(part: str) -> Set[str]:
            who = named_in(part).who & groups
            return canonical(part) - of_names - frozenset().union(*map(canonical, words_for(part, who)))

        if _is_swapped(claim, near, of_sort, plain):
            return True
    return False


def counts_the_other(claim: str, sentences: Sequence[str], review: str = "") -> bool:
    """Whether a clause with one number has the words of the clause that has another.

    Args:
        claim: one sentence.
        sentences: those of its evidence.
        review: what the review is called; the evidence need not have a word of it.
    """

    near = _near(claim, sentences, review) if numbers_in(claim) else []
    derived = {_plain(abs(a - b)) for one in near for a in _values(one) for b in _values(one)}
    derived |= {_plain(a + b) for one in near for a in _values(one) for b in _values(one)}
    lengths = [one.length for text in near for one in _told(text) if one.length]
    between = {_plain(abs(a - b)) for a in lengths for b in lengths}

    def counts(part: str) -> Set[str]:
        return {_plain(value) for value in _values(part)} - (derived if part in claim_parts else set())

    def times(part: str) -> Set[str]:
        return {_plain(one.length) for one in _told(part) if one.length} - (
            between if part in claim_parts else set()
        )

    def plain(part: str) -> Set[str]:
        return canonical(part) - _UNITS - canonical(review)

    claim_parts = frozenset(_CUT.split(fold(claim)))
    return _is_swapped(claim, near, counts, plain) or _is_swapped(claim, near, times, plain)


def _told(part: str) -> list[Number]:
    return [one for one in numbers_in(part) if not one.weak and not one.about]


def _values(part: str) -> list[float]:
    """The counts and shares of a text, without lengths of time and years."""
    return [one.value for one in _told(part) if not one.days and not _YEARS[0] < one.value < _YEARS[1]]


def _plain(value: float) -> str:
    return f"{value:g}"


def is_of_another_office(claim: str, sentences: Sequence[str], review: str = "") -> bool:
    """Whether the one office that a claim names did what the sentence with the claim's words tells of another office.

    Args:
        claim: one sentence.
        sentences: those of its evidence.
        review: what the review is called; the evidence need not have a word of it.
    """
    said = _offices(claim)
    if len(said) != 1:
        return False
    (one,) = said
    own = own_words(claim, review) - canonical(one)
    if len(own) < _OFFICE_WORDS or not sentences:
        return False
    shares = [(len(own & canonical(sentence)) / len(own), sentence) for sentence in sentences]
    most, best = max(shares)
    others = _offices(best)
    if most < _OFFICE_NEAR or not others or any(set(one.split()) & set(other.split()) for other in others):
        return False
    with_it = max((share for share, sentence in shares if one in _offices(sentence)), default=0.0)
    return most >= with_it + _NEARER


def _offices(text: str) -> Set[str]:
    return set(_OFFICE.findall(fold(text).lower()))


def _near(claim: str, sentences: Sequence[str], review: str) -> list[str]:
    own = own_words(claim, review)
    return [one for one in sentences if len(own & canonical(one)) >= _NEAR * len(own)]


def _is_swapped(
    claim: str, near: Sequence[str], of_sort: Callable[[str], Set[str]], plain: Callable[[str], Set[str]]
) -> bool:
    mine = _clauses(claim, of_sort) if near else []
    for one, part in mine:
        words = {word for word in plain(part) - canonical(one) if not word.isdigit()}
        if len(words) < _FEWEST:
            continue
        for sentence in near:
            same = other = 0
            for theirs, clause in _clauses(sentence, of_sort):
                shared = len(words & canonical(clause))
                if theirs == one and len(plain(clause)) < _ELLIPTIC:
                    same = len(
                        words
                    )  # "for the mother in 16 and for the father in nine": the rest goes without saying
                elif theirs == one:
                    same = max(same, shared)
                else:
                    other = max(other, shared)
            if other >= max(_FEWEST, _MOST * len(words)) and other >= same + _FEWEST:
                return True
    return False


def _clauses(text: str, of_sort: Callable[[str], Set[str]]) -> list[tuple[str, str]]:
    """The clauses that name one of a sort, each with whom."""
    parts = [part for part in _CUT.split(fold(text)) if len(part.split()) > 1]
    named = [(of_sort(part), part) for part in parts]
    return [(next(iter(who)), part) for who, part in named if len(who) == 1]
