"""Which reviews a question means: by the child's label, by publisher, by year, by their place in a series."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.words import STOP, fold, tokens
from ingest.nouns import Review

_COMPASS = {"north": "n", "south": "s", "east": "e", "west": "w"}
_PUBLISHER_WORDS = re.compile(
    r"\b(?:local )?safeguarding (?:children|adults)?(?:'s)? ?(?:partnership|board)\b|\bthe\b", re.IGNORECASE
)
_ORDINALS = (
    (frozenset({"first", "1st"}), re.compile(r"\b(?:first|1st|earlier|original)\b", re.IGNORECASE)),
    (frozenset({"second", "2nd", "ii"}), re.compile(r"\b(?:second|2nd|later|ii)\b", re.IGNORECASE)),
    (frozenset({"third", "3rd", "iii"}), re.compile(r"\b(?:third|3rd|iii)\b", re.IGNORECASE)),
)
_SERIES = r"(?:\w+(?:'s)? ){0,5}(?:briefings?|reviews?|reports?|one|scrs?|learning)\b"
_DATED_AFTER = re.compile(
    r" (?:\w+(?:'s)? ){0,3}(?:reviews?|scrs?|cases?|bab(?:y|ies)|infants?|pair|learning)\b", re.IGNORECASE
)
_DATED_BEFORE = re.compile(r"\b(?:reviews?|scrs?|briefings?|reports?|cases?) (?:of|from|in|for) $", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Mention:
    """The reviews a text means, in order of id, and the stretches of text that say so."""

    review_ids: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    exact: bool = False


def mentioned(text: str, reviews: Mapping[str, Review]) -> Mention:
    """Find the reviews that a text names. ``exact`` says that a child's label, title or alias did."""
    folded = fold(text)
    labels = {review.id: _find(folded, _labels(review)) for review in reviews.values()}
    named = {review_id: spans for review_id, spans in labels.items() if spans}
    publishers = {
        review.id: _find(folded, publisher_names(review.publisher, review.publisher_short))
        for review in reviews.values()
    }
    if named:
        # "Child S of West Sussex": the label of another publisher's child is another child.
        both = {i: spans for i, spans in named.items() if publishers[i]}
        if both and len(both) < len(named) and len({str(spans) for spans in named.values()}) == 1:
            named = both
        others = {reviews[i].publisher for i in named}
        rest = {i: spans for i, spans in publishers.items() if spans and reviews[i].publisher not in others}
        if rest:
            # "... of East Sussex and of Child S": one review by its publisher, another by its label.
            kept, spans = _narrowed(
                folded, [reviews[i] for i in rest], [s for found in rest.values() for s in found]
            )
            named |= {review.id: [*rest[review.id], *spans] for review in kept}
        else:
            others_by_year = [r for r in reviews.values() if r.id not in named]
            kept, spans = _narrowed(folded, others_by_year, [])
            if spans and len(kept) < len(others_by_year):
                named |= {review.id: spans for review in kept}
        return Mention(tuple(sorted(named)), tuple(s for spans in named.values() for s in spans), True)
    by_publisher = {review_id: spans for review_id, spans in publishers.items() if spans}
    pool = [reviews[review_id] for review_id in by_publisher] or list(reviews.values())
    kept, spans = _narrowed(folded, pool, [span for found in by_publisher.values() for span in found])
    if not by_publisher and len(kept) == len(pool):
        return Mention()
    spans += [span for review in kept for span in by_publisher.get(review.id, ())]
    return Mention(tuple(sorted(review.id for review in kept)), tuple(spans), len(kept) == 1)


def without(text: str, mention: Mention) -> str:
    """The folded text with what names the reviews taken out."""
    folded = fold(text)
    kept = [True] * len(folded)
    for start, end in mention.spans:
        kept[start:end] = [False] * (end - start)
    return "".join(letter if keep else " " for letter, keep in zip(folded, kept, strict=True))


def _narrowed(
    text: str, pool: Sequence[Review], near: Sequence[tuple[int, int]]
) -> tuple[list[Review], list[tuple[int, int]]]:
    """Narrow down by year and by place in a series; ``near`` is where a publisher is named."""
    kept, spans = list(pool), []
    dated: list[Review] = []
    for match, briefing in _years_of_reviews(text, near):
        found = [review for review in pool if _dated(review, match.group(), briefing)]
        if found:
            dated += [review for review in found if review not in dated]
            spans.append(match.span())
    kept = dated or kept
    for words, pattern in _ORDINALS:
        for match in pattern.finditer(text):
            if re.match(rf"{_SERIES}", text[match.end() :].lstrip()) or near:
                placed = [r for r in kept if words & _alias_words(r)]
                if placed and len(placed) < len(kept):
                    kept = placed
                    spans.append(match.span())
    return kept, spans


def _years_of_reviews(text: str, near: Sequence[tuple[int, int]]) -> list[tuple[re.Match[str], bool]]:
    """The years that date a review in a text, each with whether it dates a briefing: "the 2021 one"."""
    found = []
    years = list(_YEAR.finditer(text))
    for match in years:
        before, after = text[: match.start()], text[match.end() :]
        listed = re.match(r"(?:,? (?:and )?(?:(?:19|20)\d\d|child \w))+ (?:reviews|briefings|ones)\b", after, re.IGNORECASE)
        briefing = listed or re.match(r" (?:\w+(?:'s)? ){0,4}(?:briefing|report|one)s?\b", after, re.IGNORECASE)
        about = briefing or _DATED_AFTER.match(after) or _DATED_BEFORE.search(before)
        about = about or any(0 <= match.start() - end <= 3 or 0 <= start - match.end() <= 3 for start, end in near)
        if about:
            found.append((match, bool(briefing)))
    return found


def _dated(review: Review, year: str, briefing_only: bool) -> bool:
    values = {d.of: d.value or "" for d in review.dates}
    if briefing_only and values.get("briefing"):
        return values["briefing"].startswith(year)
    return any(value.startswith(year) for value in values.values())


@lru_cache(maxsize=4096)
def _alias_words(review: Review) -> frozenset[str]:
    return frozenset(word for alias in (*review.aliases, review.title) for word in tokens(alias))


@lru_cache(maxsize=4096)
def _labels(review: Review) -> re.Pattern[str] | None:
    """What names this review and no other: label, title, a name in brackets in the title, its long aliases."""
    names = {review.title, review.child_label, *re.findall(r"\(([A-Z][a-z]+)\)", review.title)}
    names.update(alias for alias in review.aliases if _distinctive(alias, review))
    return _pattern(names)


def _distinctive(alias: str, review: Review) -> bool:
    words = [word for word in tokens(alias) if word not in STOP]
    return bool(words) and alias.lower() not in (review.publisher.lower(), review.publisher_short.lower())


@lru_cache(maxsize=4096)
def publisher_names(publisher: str, short: str) -> re.Pattern[str] | None:
    """The ways people write a publisher: in full, in short, and its area with the compass word cut short."""
    area = " ".join(_PUBLISHER_WORDS.sub(" ", publisher).split())
    forms = {publisher, short, area}
    words = area.split()
    if len(words) > 1 and words[0].lower() in _COMPASS:
        initial, rest = _COMPASS[words[0].lower()], " ".join(words[1:])
        rests = {rest, re.sub("shire$", "s", rest)}
        forms |= {f"{first} {r}" for first in (words[0], initial, f"{initial}.") for r in rests}
    if short.endswith("SCP"):
        forms |= {short[:-3] + "SCB"}
    return _pattern(forms - {"not recorded", "Publisher not recorded"})


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    longest_first = sorted((fold(name) for name in names if len(name) > 2), key=len, reverse=True)
    if not longest_first:
        return None
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?:'s)?(?!\w)", re.IGNORECASE)


def _find(text: str, pattern: re.Pattern[str] | None) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)] if pattern else []
