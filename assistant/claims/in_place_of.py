"""Whether a claim names one person or agency in the place of another: the health visitor for the GP, the father for the mother.

A rule, with which nothing is weighed: the rest of such a claim is as good as a quotation. It speaks only where the sentence that
has the rest of the claim names another of the same sort, which the claim does not, and where either nothing at hand names the one,
or what does has much less of the claim.
"""

import re
from collections.abc import Sequence, Set

from assistant.claims.matters import own_words, share_in
from assistant.claims.signs import canonical
from assistant.claims.wording import named_in, words_for
from assistant.words import fold, tokens

_NEAR = 0.4  # share of the claim's other words that the sentence has, where nothing at hand names whom the claim names
_SURE = 0.6  # share from which the sentence has what is told of another who is named beside it
_NEARER = 0.3  # by how much it must be nearer than any that names whom the claim names
_FAMILY = frozenset(
    {"mother", "father", "grandmother", "grandfather", "aunt", "uncle", "sister", "brother", "twin"}
)
_AGENCIES = frozenset(
    {"gp", "health visitor", "midwife", "paediatrician", "ambulance", "nurse", "police", "social care"}
    | {"school", "nursery", "housing", "mental health", "probation", "pharmacy", "court", "foster"}
    | {"charity"}
)
_SORTS = (_FAMILY, _AGENCIES)
_POINTS_BACK = re.compile(
    r"\b(?:he|she|they|him|her|his|their|them|it|its|who|this|these|both|the (?:service|agency|trust|team|worker))\b",
    re.IGNORECASE,
)
# "The father's brother" is not the father; a mother's mother may be told as a grandmother, and is left out.
_RELATIVE_OF = re.compile(
    r"\b(?:mother|father|parent|mum|dad)s?'s? (?:\w+ )?(?:(?:mother|father|parents?)\b|(?=(?:brother|sister|partner|boyfriend|girlfriend)\b))",
    re.IGNORECASE,
)


def stands_in(claim: str, sentences: Sequence[str], around: str = "", review: str = "") -> bool:
    """Whether somebody is named in the place of another of that sort.

    Args:
        claim: one sentence.
        sentences: those of its evidence.
        around: what stands around them.
        review: what the review is called; the evidence need not have a word of it.
    """
    text = _RELATIVE_OF.sub("", fold(claim))
    held = [_RELATIVE_OF.sub("", fold(one)) for one in sentences]
    whole = f"{' '.join(held)} {around} {review}"
    at_hand = named_in(whole)
    if _by_sort(text, held, at_hand.who, review):
        return True
    known = {name for one in held for name in named_in(one).names} - set(tokens(fold(review)))
    return len(known) > 1 and _by_name(text, held, known, review)


def _by_sort(text: str, held: Sequence[str], there: Set[str], review: str) -> bool:
    said = named_in(text).who
    told = _with_whom(held, [named_in(one).who for one in held])
    for sort in _SORTS:
        for new in sorted(said & sort):
            named = frozenset().union(*map(canonical, words_for(text, {new})))
            left = own_words(text, review) - named
            if left and _is_told_of_another(new, left, (said, sort), told, new in there):
                return True
    return False


def _by_name(text: str, held: Sequence[str], known: Set[str], review: str) -> bool:
    """The same of names that the evidence has: Danny for Marlon."""
    names = frozenset(known)
    of_each = [names & set(tokens(one)) for one in held]
    said = names & set(tokens(text))
    left = own_words(text, review) - canonical(" ".join(known))
    told = _with_whom(held, of_each)
    return len(said) == 1 and any(
        bool(left) and _is_told_of_another(new, left, (said, names), told, True) for new in said
    )


def _with_whom(held: Sequence[str], named: Sequence[Set[str]]) -> list[tuple[str, frozenset[str]]]:
    """Each sentence with who is named in it; with a word that points back, who is named in the one before it too."""
    return [
        (
            sentence,
            frozenset(named[place] | named[place - 1])
            if place and _POINTS_BACK.search(sentence)
            else frozenset(named[place]),
        )
        for place, sentence in enumerate(held)
    ]


def _is_told_of_another(
    new: str,
    left: Set[str],
    said_of_sort: tuple[frozenset[str], frozenset[str]],
    told: Sequence[tuple[str, frozenset[str]]],
    is_there: bool,
) -> bool:
    said, sort = said_of_sort
    with_it = max((share_in(left, sentence) for sentence, who in told if new in who), default=0.0)
    least = max(_SURE, with_it + _NEARER) if is_there else _NEAR
    return any(
        new not in who and (who & sort) - said and share_in(left, sentence) >= least for sentence, who in told
    )
