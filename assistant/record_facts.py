"""Facts of the record: who published a review, of which type it is, how it is dated, which reviews are held.

A leader's first questions are answered by the catalogue and not by any text. What is asked of something inside a
review ("when was the strategy meeting?") has words of its own left when the frame and the names of reviews are
taken away, and is none of these.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from assistant import replies
from assistant.compose import Composer
from assistant.mentions import Mention, mentioned, without
from assistant.nouns import Query
from assistant.papers import Papers
from assistant.parts import Draft
from assistant.typed_filters import TYPES
from assistant.words import content, fold, tokens
from ingest.nouns import Dated, Review

Fact = Literal["publisher", "type", "date", "held"]

_MADE = r"(?:publish(?:ed|es|er|ers)?|wrote|written|write|produced?|issued?|released?|put out|brought out|author(?:ed)?)"
_BODY = r"(?:partnerships?|boards?|bod(?:y|ies)|organi[sz]ations?|areas?|count(?:y|ies)|council|councils|authorit(?:y|ies)|lscbs?|lscps?)"
_PAPER = r"(?:reviews?|briefings?|reports?|scrs?|lcsprs?|lscprs?|csprs?|documents?|papers?|cases?|ones?|publications?)"
_COLLECTION = r"(?:corpus|collection|library|catalogue|database|index|system|tool|assistant|here)"
_TYPE_NAME = r"(?:serious case reviews?|scrs?|rapid reviews?|rrs?|(?:local )?(?:child )?(?:safeguarding )?practice reviews?|lcsprs?|lscprs?|csprs?|learning briefings?)"

_PATTERNS: tuple[tuple[Fact, tuple[str, ...]], ...] = (
    (
        "date",
        (
            rf"\b(?:when|(?:what|which) (?:year|date|month))\b.*\b{_MADE}\b",
            r"\bwhen (?:did|does) .*\bcome out\b",
            rf"\b(?:what|which) (?:date|year|month) (?:is|are|was|were) (?:[\w'-]+ ){{0,6}}{_PAPER}\W*$",
            rf"\b(?:when|(?:what|which) (?:year|date))\b.*\b(?:dated|{_PAPER} (?:from|done|carried out|undertaken))\W*$",
            r"\b(?:is|are|was|were) .*\bdated\b",
            rf"\b(?:what(?:'s|s| is| are| was| were)|give me|tell me) the (?:publication )?(?:dates?|year)\b.*\b(?:of|for)\b.*{_PAPER}?",
            rf"\bpublication dates?\b|\bdates? of (?:the )?(?:\w+ ){{0,3}}{_PAPER}\W*$",
            rf"\bhow (?:old|recent|up to date) (?:is|are) (?:the |these |this |those )?(?:\w+ ){{0,4}}{_PAPER}\b",
            rf"\b(?:which|what)(?: (?:one|{_PAPER}))? (?:is|was) (?:the )?(?:newest|oldest|latest|most recent|earliest)\b"
            rf"|^(?:what(?:'s|s| is) )?(?:the |your )?(?:newest|oldest|latest|most recent|earliest) {_PAPER}\W*$",
        ),
    ),
    (
        "publisher",
        (
            rf"\b(?:who|whom|(?:which|what) (?:\w+ ){{0,2}}{_BODY})\b.*\b(?:{_MADE}|behind|from|did)\b",
            rf"\b(?:who|which {_BODY}) (?:is|are|was|were) the (?:publisher|author)s?\b|\bwho(?:'s|se)\b.*\b(?:publication|{_PAPER}) (?:is|are) (?:it|this|that|they|these)\b",
            rf"\bwho(?:se|'s) (?:\w+ )?{_PAPER} (?:is|are|was)\b|\bpublishers?\b",
        ),
    ),
    (
        "type",
        (
            rf"\b(?:what|which) (?:type|kind|sort)s? of (?:{_PAPER}|thing)\b|\b(?:type|kind)s? of {_PAPER}\b",
            rf"^\W*(?:and |so )?(?:is|was|were|are)\b.*\b(?:an?|the|really|just|only)? ?{_TYPE_NAME}(?: or (?:an? )?{_TYPE_NAME})?\W*$",
        ),
    ),
    (
        "held",
        (
            rf"\b(?:list|name|show(?: me)?|give me|tell me|see)\b.*\b{_PAPER}\b",
            rf"\b(?:which|what|how many)\b.*\b{_PAPER}\b.*\b(?:(?:do|can|have) you|(?:are|is) (?:there|here|in|held|included|covered|searched|available|loaded)|(?:does|do|in) (?:the |this |your )?{_COLLECTION})\b",
            rf"\bhow many\b.*\b{_PAPER}\W*$",
            rf"\b(?:which|what|how many)\b.*\b{_PAPER}\b.*\b(?:{_MADE}|dated|done|from|of)(?: (?:in|from))? (?:19|20)\d\d\W*$",
            rf"\bwhat(?:'s|s| is| do you (?:hold|have|cover|search)| have you got) (?:held |stored )?(?:in|on)? ?(?:the |this |your )?{_COLLECTION}?\W*$",
        ),
    ),
)
_ASKS = tuple((fact, re.compile("|".join(patterns), re.IGNORECASE)) for fact, patterns in _PATTERNS)
# Words in which these questions are put: what is left beside them is asked of something inside a review.
_FRAME = re.compile(
    rf"\b(?:(?:19|20)\d\d|{_MADE}|{_BODY}|{_PAPER}|{_COLLECTION}|{_TYPE_NAME}|publication|type|kind|sort|dated?|dates|year|month|old|recent|recently|newest|oldest|latest|"
    r"earliest|list|name|hold|holds|held|holding|cover|covers|covered|search|searched|searching|know|available|loaded|contain|contains|"
    r"include|includes|included|number|safeguarding|children|published|local|full|current|currently|total|done|carried|undertaken|"
    r"complete|entire|whole|behind|thanks|please|titles?|answer|access|different|originally|actually|stated|day)\b",
    re.IGNORECASE,
)
_TO = re.compile(
    r"\b(?:wrote|written|write|issued|released)\b(?: \w+)? to\b", re.IGNORECASE
)  # a letter, no paper
_INSIDE = re.compile(r"\b(?:based on|behind|mentioned|referred|led to|quoted|used|needed)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_AHEAD = re.compile(r"\b(?:will|going to|due|not|yet|never)\b|n't\b", re.IGNORECASE)  # not of what is
_PLURAL = re.compile(
    r"\b(?:reviews|briefings|reports|scrs|lcsprs|lscprs|documents|papers|publications|they|them|these|those|each|every|all)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(
    rf"{_PLURAL.pattern}|\bcases\b|\b{_COLLECTION}\b|\bdo you (?:hold|have|cover|search)\b", re.IGNORECASE
)
_SUPERLATIVE = re.compile(r"\b(?:newest|oldest|latest|earliest|most recent)\b", re.IGNORECASE)
_OF_OLD = ("oldest", "earliest")
_STANDS_FOR = re.compile(
    r"what (?:does|do|did) (?:the )?([\w-]+) (?:stand for|mean)\W*$|(?:what|who)(?:'s|s| is| are) (?:the )?([\w-]+)\W*$",
    re.IGNORECASE,
)
_AUTHOR = re.compile(r"\b(?:wrote|written|write|author\w*)\b", re.IGNORECASE)


def record_fact(question: str, mention: Mention) -> Fact | None:
    """Which fact of the record a question asks for; None where it asks for something inside a review.

    Args:
        question: as it was typed, without what earlier turns add.
        mention: the reviews that it names.
    """
    text = fold(question)
    rest = " ".join(without(text, mention).split())
    fact = next((name for name, pattern in _ASKS if pattern.search(text)), None)
    if fact is None or _AHEAD.search(rest) or _TO.search(text) or content(tokens(_FRAME.sub(" ", rest))):
        return None
    named = any(not _PLURAL.search(text[start:end]) for start, end in mention.spans)
    if fact == "held" and ((mention.exact and named) or _INSIDE.search(rest) or not _LISTED.search(text)):
        return None
    return fact


def record_answer(query: Query, index: Papers, composer: Composer) -> Draft | None:
    """Answer a question for a fact of the record from the catalogue; None where it is no such question."""
    mention = mentioned(query.asks, index.reviews)
    fact = record_fact(query.asks, mention)
    if fact is None:
        return None
    meant = [review for review in index.reviews.values() if review.id in query.review_ids]
    if not meant and (fact == "held" or _PLURAL.search(fold(query.asks)) or len(index.reviews) == 1):
        meant = list(index.reviews.values())
    if not meant:
        # "who published the briefing?" of several: asked back; "which is the newest?" is put to them all.
        if not _SUPERLATIVE.search(query.asks):
            return None
        meant = list(index.reviews.values())
    if fact == "held":
        meant = _of_year(fold(query.asks), _of_type(fold(query.asks), meant))
        composer.say(replies.HELD.format(count=len(meant), total=len(index.reviews)))
    for review in _in_order(query.asks, meant):
        facts = _told(fact, review, query.asks)
        composer.say(
            f"{review.shown_title}; {facts}."
            if fact == "held"
            else replies.RECORD.format(title=review.shown_title, facts=facts)
        )
    return Draft("answered", composer, rules=(f"from the catalogue's record: {fact}",), of_record=True)


def publisher_told(question: str, index: Papers, composer: Composer) -> Draft | None:
    """Say who the publisher is whose short name a question asks the meaning of; None where it asks nothing of the kind."""
    asks = _STANDS_FOR.match(fold(question).strip())
    if asks is None:
        return None
    short = next(filter(None, asks.groups())).casefold()
    own = [review for review in index.reviews.values() if review.publisher_short.casefold() == short]
    if not own or own[0].standing == "unrecorded":
        return None
    one, count, total = own[0], len(own), len(index.reviews)
    composer.say(
        replies.PUBLISHER.format(short=one.publisher_short, publisher=one.publisher, count=count, total=total)
    )
    return Draft("answered", composer, rules=("from the catalogue's record: publisher",), of_record=True)


def _in_order(question: str, reviews: Sequence[Review]) -> list[Review]:
    """The newest first or the oldest first where that is asked, those without a date last; else by their ids."""
    by_id = sorted(reviews, key=lambda one: one.id)
    asked = _SUPERLATIVE.search(question)
    if asked is None:
        return by_id
    dated = [review for review in by_id if review.date.value]
    newest_first = asked[0].casefold() not in _OF_OLD
    dated.sort(key=lambda one: one.date.value or "", reverse=newest_first)
    return [*dated, *(review for review in by_id if not review.date.value)]


def _told(fact: Fact, review: Review, question: str) -> str:
    """What the record holds of one review."""
    if fact == "publisher":
        author = "; the record names no author" if _AUTHOR.search(question) else ""
        return f"publisher {_or_not(review.publisher, review)} ({review.publisher_short}){author}"
    if fact == "type":
        return f"type {_or_not(review.review_type, review)}"
    if fact == "date":
        return "; ".join(_date(dated) for dated in _dates(review, question))
    return f"{_or_not(review.publisher, review)}; {_or_not(review.review_type, review)}; {_date(review.date)}"


def _or_not(text: str, review: Review) -> str:
    return text if text and review.standing != "unrecorded" else "not stated"


def _dates(review: Review, question: str) -> Sequence[Dated]:
    """The dates of the paper and of the review it is on, the one asked for first."""
    held: Mapping[str, Dated] = {dated.of: dated for dated in review.dates}
    done = re.search(r"\b(?:done|carried out|undertaken)\b", question, re.IGNORECASE)
    order = ("review", "briefing") if done else ("briefing", "review")
    return [held.get(of, Dated(None, of, "not_stated")) for of in order]  # type: ignore[arg-type]


def _date(dated: Dated) -> str:
    """A date in the record's precision, with how it is known; never a guess."""
    if not dated.value:
        return f"{dated.of} date not stated"
    how = "inferred" if dated.known == "inferred" else "stated"
    note = f": {dated.note.rstrip('.')}" if dated.note else ""
    return f"{dated.of} date {dated.value} ({how}{note})"


def _of_type(text: str, reviews: Sequence[Review]) -> list[Review]:
    """Of some reviews those of the type that a question names: "how many rapid reviews are there?"."""
    for words, held in TYPES.items():
        loosely = held == "briefing" and "learning briefing" not in text.lower()  # people call any of them so
        if not loosely and re.search(rf"\b(?:{words})\b", text, re.IGNORECASE):
            return [review for review in reviews if held in review.review_type.lower()]
    return list(reviews)


def _of_year(text: str, reviews: Sequence[Review]) -> list[Review]:
    """Of some reviews those with a date of a year that a question names, as briefing or as review."""
    years = set(_YEAR.findall(text))
    return [
        review
        for review in reviews
        if not years or any(d.of != "event" and (d.value or "")[:4] in years for d in review.dates)
    ]
