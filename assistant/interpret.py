"""What a question asks: which reviews it means, and what a follow-up leaves unsaid.

By rule, from how people ask. A follow-up becomes a question that stands alone and is shown to the reader.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.asked import asked
from assistant.expansion import expand
from assistant.mentions import Mention, mentioned, without
from assistant.multipart import parts_of
from assistant.nouns import Query, Turn
from assistant.shapes import shape_of, subject, wanted_kinds, without_change
from assistant.words import ABOUT_REVIEWS, content, fold, tokens
from ingest.nouns import Review

_FOLLOWS = re.compile(
    r"^(?:and|but|so|also|what about|how about|ok|okay|same|any(?:thing)? (?:on|about|more|else)|why|when|where|who|did (?:they|he|she|it))\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"\b(?:his|her|hers|their|theirs|he|she|they|it|its|them|him|that|this|those|these ones?|there|the same)\b",
    re.IGNORECASE,
)
# "I'm writing a paper for our board and need to know whether ...": the question begins after it.
_PREAMBLE = re.compile(
    r"^(?:(?:hi|hello|hey|please|thanks)[ ,!.]+)*(?:i'?m|i am|we'?re|we are|i|we|can you|could you|would you|my|our)\b[^?]{0,120}?"
    r"\b(?:know|say|tell me|tell us|understand|find out|check|see|asking|asks?|wondering|wonder)\b[ ,:]*(?=(?:whether|if|what|which|who|how|why|when|where)\b)",
    re.IGNORECASE,
)
# "EDT for Lewes after 5pm?": a service and a place, and little else, ask for its number.
_SERVICE = re.compile(
    r"^\W*(?:(?:the|please|hi)\W+)*(?:edt|eds|mash|spoa|spa|lado|front door|duty (?:team|desk|line)|out of hours(?: team)?|safeguarding (?:team|referrals?))\b"
    r"(?:\W+[\w']+){0,7}\W*$",
    re.IGNORECASE,
)
FEWEST_OWN = 2  # content words with which a link of a chain of follow-ups says what it is about
SELF_CONTAINED = 4  # content words from which a question without a pronoun needs nothing from before
_CHANGES = re.compile(
    r"^(?:(?:thanks?|thank you|great|ok|okay|cheers)\b[ ,.!-]*)*(?:separately|different (?:question|topic|subject)|new (?:question|topic|subject)|"
    r"another (?:question|topic|thing)|moving on|changing (?:the )?subject|unrelated|something else|on another note)\b",
    re.IGNORECASE,
)
# What is put to all reviews goes on from none of them: "what do the reviews say on interpreters?"
_OF_ALL_REVIEWS = re.compile(
    r"\b(?:which|how many|do any|does any|did any|any|all|every|across|in) (?:of )?(?:the |these |those |other )?(?:\w+ )?(?:reviews?|briefings?)\b"
    r"|\b(?:the|these|all|any|your) (?:\w+ )?reviews (?:say|said|find|found|recommend\w*|mention\w*|tell|told|cover|have|show|ask|want)\b",
    re.IGNORECASE,
)
_NEW_TOPIC = re.compile(
    r"^(?:is there |was there )?any(?:thing)? (?:\w+ )?(?:on|about|for|re)\b", re.IGNORECASE
)
_LEADING = re.compile(r"^(?:and|but|so|also|ok|okay)\b[ ,]*", re.IGNORECASE)


def interpret(
    question: str, history: Sequence[Turn], reviews: Mapping[str, Review], areas: tuple[str, ...] = ()
) -> Query:
    """Understand a question in the light of the earlier ones; blocked turns count for nothing."""
    standalone, mention = _stand_alone(question, history, reviews)
    query = _query(question, standalone, mention, history, reviews, areas)
    carried = bool(history) and fold(question) not in standalone
    if (query.shape == "which" and not query.review_ids) or carried:
        return query
    return replace(query, parts=_parts(fold(question) if history else standalone, query, reviews, areas))


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
        one = _query(part, part, mention, (), reviews, areas)
        of_all = one.shape in ("which", "compare") and _OF_ALL_REVIEWS.search(part)
        found.append(replace(one, review_ids=mention.review_ids or (() if of_all else bound)))
    return tuple(found)


def _query(
    question: str,
    standalone: str,
    mention: Mention,
    history: Sequence[Turn],
    reviews: Mapping[str, Review],
    areas: tuple[str, ...],
) -> Query:
    rest = without(standalone, mentioned(standalone, reviews))
    asks = (
        without_change(fold(question))
        if not history or _says_what_it_wants(question, reviews)
        else standalone
    )
    kinds = wanted_kinds(asks)[0]
    shape = "contact" if areas and _SERVICE.search(question) else shape_of(asks, mention, rest)
    met = expand(rest)
    searched = _searched_for(standalone, [(m.said, m.group.long) for m in met if m.abbreviated])
    terms = tuple(dict.fromkeys(term for m in met for term in m.others))
    return Query(question, standalone, searched, shape, terms, mention.review_ids, kinds, areas, asks=asks)


def _says_what_it_wants(question: str, reviews: Mapping[str, Review]) -> bool:
    """Whether a follow-up tells what sort of answer it wants: by words of its own, or by "since when?"."""
    own = _own_words(fold(question), mentioned(question, reviews))
    return bool(own or wanted_kinds(question)[0] or asked(question, ()).sort)


def subject_of(query: Query, reviews: Mapping[str, Review]) -> list[str]:
    """The content words of a question that are about its subject."""
    return subject(without(query.standalone, mentioned(query.standalone, reviews)))


def _searched_for(standalone: str, abbreviations: Sequence[tuple[str, str]]) -> str:
    """The question with each abbreviation spelt out once beside it."""
    text = standalone
    for short, long in abbreviations:
        text = re.sub(rf"(?<![\w(]){re.escape(short)}(?!\w)(?! \()", f"{short} ({long})", text, count=1)
    return text


def _stand_alone(
    question: str, history: Sequence[Turn], reviews: Mapping[str, Review]
) -> tuple[str, Mention]:
    """Carry over from the last turn that was not blocked what a follow-up leaves unsaid."""
    said = fold(question)
    text = _PREAMBLE.sub("", without_change(said))
    mention = mentioned(text, reviews)
    earlier = [turn for turn in history if not turn.blocked]
    if not earlier or said != without_change(said) or not _leans_on_history(text, mention, reviews):
        return text, mention
    before, before_mention = _stand_alone(earlier[-1].question, earlier[:-1], reviews)
    before = _latest(before, before_mention, reviews)
    new_words = _own_words(text, mention)
    if mention.review_ids:
        # "and the 2021 one?": the same question of another review.
        kept = without(before, before_mention) if len(new_words) < 2 else ""
        combined = f"{' '.join(kept.split())} {_LEADING.sub('', text)}".strip()
        return combined, mentioned(combined, reviews) if not mention.review_ids else mention
    if _NEW_TOPIC.match(text) and new_words and before_mention.review_ids:
        # "anything on dads in that one?": another subject, the same review.
        named = " ".join(fold(before)[start:end] for start, end in before_mention.spans)
        return f"{text.rstrip('?. ')} ({named})", before_mention
    if _OF_ALL_REVIEWS.search(text):
        # "and which reviews mention that?": the same subject, put to all of them.
        before, before_mention = " ".join(without(before, before_mention).split()), mention
    return f"{before.rstrip('?. ')}: {_LEADING.sub('', text)}", before_mention


def _latest(before: str, mention: Mention, reviews: Mapping[str, Review]) -> str:
    """Of a chain of follow-ups the last link that stands on words of its own, with the name of its review."""
    links = before.split(": ")
    for start in range(len(links) - 1, 0, -1):
        link = ": ".join(links[start:])
        if len(_own_words(link, mentioned(link, reviews))) >= FEWEST_OWN:
            named = " ".join(fold(before)[a:b] for a, b in mention.spans)
            return link if mentioned(link, reviews).review_ids or not named else f"{link} ({named})"
    return before


def _leans_on_history(text: str, mention: Mention, reviews: Mapping[str, Review]) -> bool:
    own = _own_words(text, mention)
    if mention.review_ids:
        return len(own) < 2 and bool(_FOLLOWS.search(text) or len(tokens(text)) < 6)
    if _CHANGES.match(text) or (own and _OF_ALL_REVIEWS.search(text) and not _FOLLOWS.search(text)):
        return False
    return bool(_FOLLOWS.search(text) or _PRONOUN.search(text)) or len(own) < SELF_CONTAINED


def _own_words(text: str, mention: Mention) -> list[str]:
    return [word for word in content(tokens(without(text, mention))) if word not in ABOUT_REVIEWS]
