"""What a question asks: which reviews it means, and what a follow-up leaves unsaid.

By rule, from how people ask. A follow-up becomes a question that stands alone and is shown to the reader.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.asked import asked
from assistant.expansion import expand
from assistant.follow_ups import LEADING, own_words, stand_alone
from assistant.mentions import Mention, mentioned, without
from assistant.multipart import parts_of
from assistant.nouns import Query, Turn
from assistant.shapes import shape_of, subject, wanted_kinds
from assistant.words import fold
from ingest.nouns import Review

# "EDT for Lewes after 5pm?": a service and a place, and little else, ask for its number.
_SERVICE = re.compile(
    r"^\W*(?:(?:the|please|hi)\W+)*(?:edt|eds|mash|spoa|spa|lado|front door|duty (?:team|desk|line)|out of hours(?: team)?|safeguarding (?:team|referrals?))\b"
    r"(?:\W+[\w']+){0,7}\W*$",
    re.IGNORECASE,
)


def interpret(
    question: str, history: Sequence[Turn], reviews: Mapping[str, Review], areas: tuple[str, ...] = ()
) -> Query:
    """Understand a question in the light of the earlier ones; blocked turns count for nothing."""
    standalone, mention, goes_on = stand_alone(question, history, reviews)
    query = _query(question, standalone, mention, goes_on, reviews, areas)
    if query.shape == "which" or (goes_on and not _stands_in(question, standalone)):
        return query
    return replace(query, parts=_parts(fold(question) if goes_on else standalone, query, reviews, areas))


def _parts(
    text: str, query: Query, reviews: Mapping[str, Review], areas: tuple[str, ...]
) -> tuple[Query, ...]:
    """A query for each thing asked; a part that names no review is of those that the message names."""
    found = []
    bound = query.review_ids
    for part in parts_of(text):
        mention = mentioned(part, reviews)
        if mention.review_ids:
            bound = mention.review_ids
        one = _query(part, part, mention, False, reviews, areas)
        found.append(replace(one, review_ids=mention.review_ids or bound))
    return tuple(found)


def _query(
    question: str,
    standalone: str,
    mention: Mention,
    goes_on: bool,
    reviews: Mapping[str, Review],
    areas: tuple[str, ...],
) -> Query:
    rest = without(standalone, mentioned(standalone, reviews))
    asks = standalone
    if goes_on and _stands_in(question, standalone) and _says_what_it_wants(question, reviews):
        asks = fold(question)
    kinds = wanted_kinds(asks)[0]
    shape = "contact" if areas and _SERVICE.search(question) else shape_of(asks, mention, rest)
    met = expand(rest)
    searched = _searched_for(standalone, [(m.said, m.group.long) for m in met if m.abbreviated])
    terms = tuple(dict.fromkeys(term for m in met for term in m.others))
    return Query(question, standalone, searched, shape, terms, mention.review_ids, kinds, areas, asks=asks)


def _says_what_it_wants(question: str, reviews: Mapping[str, Review]) -> bool:
    """Whether a follow-up tells what sort of answer it wants: by words of its own, or by "since when?"."""
    own = own_words(fold(question), mentioned(question, reviews))
    return bool(own or wanted_kinds(question)[0] or asked(question, ()).sort)


def _stands_in(question: str, standalone: str) -> bool:
    """Whether a follow-up was put behind an earlier question, and does not put that again of another thing."""
    return LEADING.sub("", fold(question)) in standalone


def subject_of(query: Query, reviews: Mapping[str, Review]) -> list[str]:
    """The content words of a question that are about its subject."""
    return subject(without(query.standalone, mentioned(query.standalone, reviews)))


def _searched_for(standalone: str, abbreviations: Sequence[tuple[str, str]]) -> str:
    """The question with each abbreviation spelt out once beside it."""
    text = standalone
    for short, long in abbreviations:
        text = re.sub(rf"(?<![\w(]){re.escape(short)}(?!\w)(?! \()", f"{short} ({long})", text, count=1)
    return text
