"""What a file may be called whose record is its title alone: the names of places and children in it, in its text and its file's name.

A name serves where hardly any other title has it: "Dorset" in "Inspection of Dorset local authority children's
services", and not "Inspection". A child's first name is of all that have it. A name of everyday words alone ("Neglect",
"Reading") is one only where it is written as a name, or stands in a longer run of the title's words.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import PurePosixPath

from assistant.capitals import written_as_name
from assistant.labels import first_names
from assistant.names import goes_by_its_title
from assistant.spelling import is_english, is_everyday
from assistant.words import STOP, content, fold, stem, tokens
from ingest.nouns import Review

# What a paper is, and not which: these words alone name none, however few titles have them.
WHAT_IT_IS = """
serious case reviews review local child children young people safeguarding practice learning rapid briefing
report overview summary executive thematic national partnership board inquiry independent lessons final
baby family infant scr lcspr cspr
"""
LEAST_RUN = 3  # words of a title in a row that name it
LEAST_TELLING = 2  # of those, words that carry content and do not only say what a paper is
MOST_SHARED = 3  # titles that may have a name in common
_LINK = r"(?:of|and|upon|on|under|the|&|-)"
_NAME = re.compile(rf"\b[A-Z][\w'-]*(?: (?:{_LINK} )?[A-Z0-9][\w'-]*)*")
# Of "London Borough of Barnet" and "Devon County Council" people say the place.
_BODY = re.compile(
    r"^(?:(?:the )?(?:london|royal|metropolitan) borough of|(?:the )?city of|county of)\s+|"
    r"\s+(?:(?:county|city|borough|district|metropolitan|unitary) )*(?:council|authority|borough|county|trust)$",
    re.IGNORECASE,
)

# "The neglect review" means one in small letters too.
_THE = re.compile(r"\b(?:the|this|that|our|your) $", re.IGNORECASE)
_PAPER = re.compile(
    r"(?:'s)? (?:(?:serious|case|local|child|safeguarding|practice|rapid|thematic|learning) )*(?:review|briefing|scr|lcspr|cspr)\b",
    re.IGNORECASE,
)
TITLE_WORDS = 3  # other words of a title that make a shared name that title's

Span = tuple[int, int]
Place = tuple[Span, tuple[str, ...]]  # where a name stands, and the reviews it may be of
Names = tuple[tuple[str, re.Pattern[str]], ...]


def title_places(text: str, reviews: Mapping[str, Review]) -> Iterator[tuple[str, Span]]:
    """Each review that a folded text calls by a name in its title, with the place."""
    for review_id, pattern in title_names(reviews):
        for match in pattern.finditer(text):
            if _is_meant(text, match.span(), reviews[review_id]):
                yield review_id, match.span()


def _is_meant(text: str, span: Span, review: Review) -> bool:
    if not of_everyday_words(text[slice(*span)]) or written_as_name(text, span):
        return True
    # "The neglect review"; "Tanner review: what does it ask?", and not "neglect reviews".
    if _PAPER.match(text, span[1]) and (_THE.search(text[: span[0]]) or text[span[0]].isupper()):
        return True
    return any(
        start <= span[0] and span[1] <= end and len(_telling(text[start:end])) >= LEAST_TELLING
        for start, end in title_runs(text, review)
    )


@lru_cache(maxsize=10_000)
def of_everyday_words(name: str) -> bool:
    """Whether a name has no word of its own, such as that of a place or a child."""
    parts = [part for word in tokens(name) for part in word.removesuffix("'s").split("-")]
    return all(part in STOP or part.isdigit() or (len(part) > 1 and is_everyday(part)) for part in parts)


def _telling(text: str) -> list[str]:
    return [word for word in content(tokens(text)) if word not in WHAT_IT_IS.split() and not word.isdigit()]


def title_names(reviews: Mapping[str, Review]) -> Names:
    """The patterns of the names by which files are told that go by their titles, each with the id of its review."""
    told = tuple((r.id, r.title, r.file, r.called, goes_by_its_title(r)) for r in reviews.values())
    return _patterns(told)


@lru_cache(maxsize=4)
def _patterns(told: tuple[tuple[str, str, str, tuple[str, ...], bool], ...]) -> Names:
    names = {review_id: _names(title, file) for review_id, title, file, _, bare in told if bare}
    alone = frozenset(name for own in names.values() for name in own)
    of_children = _of_children({review_id: title for review_id, title, _, _, bare in told if bare}, alone)
    # Whom a text tells of is asked for by a name that is in no other paper's title.
    names = {
        review_id: names[review_id] | {name.lower() for name in of_text if name.lower() not in alone}
        for review_id, _, _, of_text, bare in told
        if bare
    }
    shared = Counter(name for own in names.values() for name in own)
    # A single word is as common as the titles with it: "Inspection" begins one and stands within others.
    for word, count in Counter(word for _, title, *_ in told for word in set(tokens(title.lower()))).items():
        shared[word] = max(shared[word], count)
    found = []
    for review_id, own in names.items():
        kept = {name for name in own if shared[name] <= MOST_SHARED} | of_children[review_id]
        if kept:
            longest_first = sorted(kept, key=len, reverse=True)
            either = "|".join(re.escape(name).replace(r"\ and\ ", r"\ (?:and|&)\ ") for name in longest_first)
            found.append((review_id, re.compile(rf"(?<![\w-])(?:{either})(?:'s)?(?!\w)", re.IGNORECASE)))
    return tuple(found)


def _of_children(titles: Mapping[str, str], alone: frozenset[str]) -> dict[str, frozenset[str]]:
    """Of each title, in small letters, the first names of children in it that are the whole name of this file or another.

    "Isla" of "Child Isla" names that file beside one on "Isla"; alone it might be anybody in the text of any file.
    """
    called = {name for title in titles.values() for name in first_names(title) if name.lower() in alone}
    return {
        review_id: frozenset(
            word.lower()
            for word in re.findall(r"(?<![\w-])[A-Z][a-z]+(?![\w-])", fold(title))
            if word in called
        )
        for review_id, title in titles.items()
    }


def _names(title: str, file: str) -> frozenset[str]:
    said = {match.group() for match in _NAME.finditer(fold(title))}
    said |= {
        name[match.end() :]
        for name in said
        for match in re.finditer(r" (?:of|for|by|in|on|about|into) ", name)
    }
    said |= {_BODY.sub("", _BODY.sub("", name)) for name in said}
    said.add(" ".join(re.findall(r"[a-z]+", PurePosixPath(file).stem.lower())))
    return frozenset(re.sub(r"\s*&\s*", " and ", name).lower().strip() for name in said if _tells_apart(name))


def _tells_apart(name: str) -> bool:
    """Whether a name is more than a word of everyday English, such as the one that begins a title."""
    words = [word for word in tokens(name) if word not in STOP]
    if len(name) < 3 or all(
        word.removesuffix("'s") in WHAT_IT_IS.split() or word.isdigit() for word in words
    ):
        return False
    return len(words) > 1 or not (is_english(words[0]) and name.lower() == words[0] and name[:1].islower())


def share_of_title(text: str, review: Review, span: Span) -> tuple[int, int]:
    """How many of the other words of a review's title a text has: those that do not only say what a paper is, and all."""
    rest = text[: span[0]] + " " + text[span[1] :]
    said = (set(_stems(review.title)) - set(_stems(text[slice(*span)]))) & set(_stems(rest))
    return len(said - set(_stems(WHAT_IT_IS))), len(said)


def _stems(text: str) -> Iterable[str]:
    return (stem(word) for word in content(tokens(fold(text))))


def with_titles(
    text: str,
    titled: Sequence[Place],
    labels: Sequence[Place],
    publishers: Sequence[Place],
    reviews: Mapping[str, Review],
) -> tuple[list[Place], list[Place]]:
    """The labels and publishers named in a text, with the names of files that go by their titles.

    A name that another review or its publisher goes by too is such a file's only where the text has more words of its title.
    """
    labels, publishers = list(labels), list(publishers)
    for span, ids in titled:
        taken = [place for place, _ in (*labels, *publishers) if place[0] < span[1] and span[0] < place[1]]
        shares = {review_id: share_of_title(text, reviews[review_id], span) for review_id in ids}
        if taken and max(said for _, said in shares.values()) < TITLE_WORDS:
            continue
        publishers = [one for one in publishers if one[0] not in taken]
        most = max(telling for telling, _ in shares.values())
        kept = tuple(i for i in ids if shares[i][0] == most)
        labels = [*(one for one in labels if one[0] not in taken), (span, kept)]
    return labels, publishers


def title_runs(text: str, review: Review) -> list[tuple[int, int]]:
    """Where a text says a run of the title's words: "inspection of local authority children's services"."""
    if not goes_by_its_title(review):
        return []
    title = fold(review.title).lower()
    found: list[tuple[int, int]] = []
    words = list(re.finditer(r"[\w'-]+", text))
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and _runs_on(text[words[at].start() : words[end].end()].lower(), title):
            end += 1
        if end - at >= LEAST_RUN:
            found.append((words[at].start(), words[end - 1].end()))
        at = max(end, at + 1)
    return found


def _runs_on(words: str, title: str) -> bool:
    """Whether whole words stand in a title; without a pattern, for there is another for each stretch of each text."""
    at = title.find(words)
    while at >= 0:
        beside = title[max(0, at - 1) : at] + title[at + len(words) : at + len(words) + 1]
        if not any(letter.isalnum() or letter in "_'" for letter in beside):
            return True
        at = title.find(words, at + 1)
    return False
