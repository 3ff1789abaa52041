"""Words that say only who something is of or done by: every review speaks of them, so they make no theme beside another thing."""

from collections.abc import Iterable, Sequence

from assistant.words import content, stem, tokens

_PEOPLE = frozenset(
    stem(word)
    for word in """
    child children kid kids baby babies infant infants toddler toddlers teenager teenagers youngster youngsters adolescent adolescents
    parent parents mother mothers mum mums mam father fathers dad dads stepdad stepfather carer carers partner partners boyfriend
    boyfriends man men woman women male males adult adults family families relative relatives professional professionals practitioner practitioners staff worker
    workers colleague colleagues boss manager managers youth people person
    """.split()  # noqa: SIM905
)


def _is_person(word: str) -> bool:
    return all(stem(part) in _PEOPLE for part in content(tokens(word)))


def only_people(text: str) -> bool:
    """Whether a text names people and nothing else."""
    words = content(tokens(text))
    return bool(words) and all(stem(word) in _PEOPLE for word in words)


def without_people_first(words: Sequence[str]) -> Sequence[str]:
    """Words without the people, and the small words, with which they begin: of "a parent with asthma" the asthma."""
    first = next((place for place, word in enumerate(words) if not _is_person(word)), len(words))
    return words[first:]


def without_people_last(words: Sequence[str]) -> Sequence[str]:
    """Words without the people with which they end: of "asthma in the mother" the asthma."""
    kept = len(words)
    while kept and _is_person(words[kept - 1]):
        kept -= 1
    return words[:kept]


def are_people(words: Iterable[str]) -> bool:
    """Whether some stems are all of people."""
    return _PEOPLE.issuperset(words)
