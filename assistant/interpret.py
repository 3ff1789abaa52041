"""What a question asks: which reviews it means, and what a follow-up leaves unsaid.

By rule, from how people ask. A follow-up becomes a question that stands alone and is shown to the reader.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.ages import in_general
from assistant.asked import asked
from assistant.expansion import abbreviations_spelt_out, expand, with_terms
from assistant.follow_ups import OF_ALL_REVIEWS, own_words, stand_alone, thing_named
from assistant.framing import without_assent
from assistant.item import item_asked, names_its_kind
from assistant.kinds_asked import subject, wanted_kinds
from assistant.left_unsaid import LEADING
from assistant.mentions import Mention, mentioned, without
from assistant.multipart import parts_of
from assistant.nouns import Query, Turn
from assistant.pronouns import points_to_nobody
from assistant.shapes import shape_of
from assistant.themes import put_to_all
from assistant.words import fold, with_ages_spelt
from ingest.nouns import Review

# "EDT for Lewes after 5pm?": a service and a place, and little else, ask for its number.
_SERVICE = re.compile(
    r"^\W*(?:(?:the|please|hi)\W+)*(?:edt|eds|mash|spoa|spa|lado|front door|duty (?:team|desk|line)|out of hours(?: team)?|safeguarding (?:team|referrals?))\b"
    r"(?:\W+[\w']+){0,7}\W*$",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"\b(?:first|second|third|1st|2nd|3rd)\b", re.IGNORECASE)


def interpret(
    question: str, history: Sequence[Turn], reviews: Mapping[str, Review], areas: tuple[str, ...] = ()
) -> Query:
    """Understand a question in the light of the earlier ones; blocked turns count for nothing."""
    if points_to_nobody(question) and history and history[-1].blocked:
        history = ()  # "and his siblings?" goes on from what was stopped, and from nothing before that
    if item := _item_of_a_list(question, history, reviews, areas):
        return item
    standalone, mention, goes_on = stand_alone(question, history, reviews)
    query = _query(question, standalone, mention, goes_on, reviews, areas)
    if not mention.review_ids and points_to_nobody(standalone):
        query = replace(query, orphan=True)
    of_all = query.shape == "which" and not query.review_ids
    if of_all and not goes_on and put_to_all(standalone):
        parts = _parts(standalone, query, reviews, areas)  # "what do the reviews say about X? And about Y?"
        return replace(query, parts=parts) if all(part.shape == "which" for part in parts) else query
    if of_all or (goes_on and not _stands_in(question, standalone)):
        return query
    return replace(
        query, parts=_parts(without_assent(question) if goes_on else standalone, query, reviews, areas)
    )


def _item_of_a_list(
    question: str, history: Sequence[Turn], reviews: Mapping[str, Review], areas: tuple[str, ...]
) -> Query | None:
    """ "Number 3?" after a list, or "recommendation 3 in the Harbour review": that list, and the item wanted of it."""
    mention = mentioned(question, reviews)
    rest = without(question, mention)
    if item_asked(rest, goes_on=True) is None:
        return None
    if mention.review_ids:
        item = item_asked(rest)
        query = _query(question, fold(question), mention, False, reviews, areas)
        return replace(query, shape="list", item=item) if item and names_its_kind(rest) else None
    earlier = [turn for turn in history if not turn.blocked]
    before = interpret(earlier[-1].question, earlier[:-1], reviews, areas) if earlier else None
    item = item_asked(rest, goes_on=bool(before and before.item))
    if item is None:
        return None
    plainly = (
        names_its_kind(rest) or re.search(r"\bnumber\b|#", rest, re.IGNORECASE) or (before and before.item)
    )
    if not plainly and (before is None or before.shape != "list" or _ORDINAL.search(before.standalone)):
        return None  # "and the second?": of two briefings
    if before is None or before.shape != "list":
        return replace(_query(question, fold(question), mention, False, reviews, areas), item=item)
    shown = f"{before.spelt_out.rstrip('?. ')}: {fold(question)}"
    return replace(before, question=question, searched_for=shown, item=item, parts=())


def _parts(
    text: str, query: Query, reviews: Mapping[str, Review], areas: tuple[str, ...]
) -> tuple[Query, ...]:
    """A query for each thing asked; a part that names no review is of those that the message names."""
    found = []
    bound = query.review_ids
    for whole in parts_of(text):
        part = _of_its_own(whole, reviews)
        mention = mentioned(part, reviews)
        if mention.review_ids:
            bound = mention.review_ids
        one = _query(part, part, mention, False, reviews, areas)
        of_all = one.shape in ("which", "compare") and OF_ALL_REVIEWS.search(part)
        found.append(replace(one, review_ids=mention.review_ids or (() if of_all else bound)))
    return tuple(found)


def _of_its_own(part: str, reviews: Mapping[str, Review]) -> str:
    """A part that names a review, without the review that the part before it names and that it goes on from."""
    before, parting, own = part.rpartition(": ")
    named, other = mentioned(own, reviews), mentioned(before, reviews)
    if not named.review_ids or set(other.review_ids) <= set(named.review_ids):
        return part
    topic, parted, _ = before.rpartition(": ")  # "escalation: what did Child H find" is on escalation
    on = topic if parted and not mentioned(topic, reviews).review_ids else before
    return f"{' '.join(without(on, mentioned(on, reviews)).split())}{parting}{own}"


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
        asks = without_assent(question)
    kinds = wanted_kinds(asks)[0]
    shape = shape_of(asks, mention, rest)
    of_number = goes_on and thing_named(question) and shape_of(standalone, mention, rest) == "contact"
    if of_number or (areas and _SERVICE.search(question)):
        shape = "contact"  # "and at the weekend?", after whom to call
    met = expand(rest)
    spelt_out = in_general(with_ages_spelt(abbreviations_spelt_out(standalone, met)))
    searched = with_ages_spelt(with_terms(standalone, met), beside=True)
    terms = tuple(dict.fromkeys(term for m in met for term in m.others))
    return Query(
        question,
        standalone,
        searched,
        shape,
        terms,
        mention.review_ids,
        kinds,
        areas,
        asks=asks,
        spelt_out=spelt_out,
    )


def _says_what_it_wants(question: str, reviews: Mapping[str, Review]) -> bool:
    """Whether a follow-up tells what sort of answer it wants: by words of its own, or by "since when?"."""
    own = own_words(fold(question), mentioned(question, reviews))
    return bool(own or wanted_kinds(question)[0] or asked(question, ()).sort)


def _stands_in(question: str, standalone: str) -> bool:
    """Whether a follow-up was put behind an earlier question, and does not put that again of another thing."""
    return LEADING.sub("", without_assent(question)) in standalone


def subject_of(query: Query, reviews: Mapping[str, Review]) -> list[str]:
    """The content words of a question that are about its subject."""
    return subject(without(query.standalone, mentioned(query.standalone, reviews)))


def only_a_kind(query: Query, reviews: Mapping[str, Review]) -> bool:
    """Whether a question asks for a kind of statement and names no subject: then any statement of the kind is asked for."""
    return wanted_kinds(query.asks)[1] and not subject_of(query, reviews)
