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
_WORDS = r" (?:\w+(?:'s)? ){0,4}"
_BRIEFING_AFTER = re.compile(_WORDS + r"(?:briefing|report|one|learning)s?\b", re.IGNORECASE)
_CASE_AFTER = re.compile(
    _WORDS + r"(?:cases?|bab(?:y|ies)|infants?|incidents?|injur(?:y|ies))\b", re.IGNORECASE
)
_REVIEW_AFTER = re.compile(_WORDS + r"(?:reviews?|scrs?|pair)\b", re.IGNORECASE)
_CASE_BEFORE = re.compile(
    r"\b(?:cases?|bab(?:y|ies)|infants?|incidents?|injur(?:y|ies)) (?:of|from|in|for) $", re.IGNORECASE
)
_REVIEW_BEFORE = re.compile(
    r"\b(?:reviews?|scrs?|briefings?|reports?|cases?) (?:of|from|in|for) $", re.IGNORECASE
)
_LISTED_YEARS = re.compile(
    r"(?:,? (?:and )?(?:(?:19|20)\d\d|child \w))+ (?:reviews|briefings|ones)\b", re.IGNORECASE
)
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
    if by_publisher and not spans:
        # "the 2020 briefing against North Yorkshire's": the year dates another publisher's review.
        elsewhere = [review for review in reviews.values() if review.id not in by_publisher]
        dated, dated_spans = _narrowed(folded, elsewhere, [])
        if dated_spans:
            kept, spans = [*kept, *dated], dated_spans
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
    for match, of in _years_of_reviews(text, near):
        found = _of_year(pool, match.group(), of)
        if found:
            dated += [review for review in found if review not in dated]
            spans.append(match.span())
    kept = dated or kept
    placed: list[Review] = []
    for words, pattern in _ORDINALS:
        for match in pattern.finditer(text):
            if re.match(_SERIES, text[match.end() :].lstrip(), re.IGNORECASE) or near:
                found = [r for r in kept if words & _alias_words(r)]
                if found and len(found) < len(kept):
                    placed += [r for r in found if r not in placed]
                    spans.append(match.span())
    kept = placed or kept
    return kept, spans


def _years_of_reviews(text: str, near: Sequence[tuple[int, int]]) -> list[tuple[re.Match[str], str]]:
    """The years that date a review in a text, each with what it dates: "the 2021 one", "the 2019 SCRs"."""
    found = []
    for match in _YEAR.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if _LISTED_YEARS.match(after) or _BRIEFING_AFTER.match(after):
            found.append((match, "briefing"))
        elif _CASE_AFTER.match(after) or _CASE_BEFORE.search(before):
            found.append((match, "event"))
        elif _REVIEW_AFTER.match(after) or _REVIEW_BEFORE.search(before):
            found.append((match, "review"))
        elif any(0 <= match.start() - end <= 3 or 0 <= start - match.end() <= 3 for start, end in near):
            found.append((match, "briefing"))
    return found


def _of_year(pool: Sequence[Review], year: str, of: str) -> list[Review]:
    """The reviews with a date of this year: of the sort that is named, or of any where none has that."""
    named = [r for r in pool if any(d.of == of and (d.value or "").startswith(year) for d in r.dates)]
    return named or [r for r in pool if any((d.value or "").startswith(year) for d in r.dates)]


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
