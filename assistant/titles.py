"""What a file may be called whose record is its title alone: the names of places and children in it and in the file's name.

A name serves where hardly any other title has it: "Dorset" in "Inspection of Dorset local authority children's
services", and not "Inspection".
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import PurePosixPath

from assistant.names import goes_by_its_title
from assistant.spelling import is_english
from assistant.words import STOP, content, fold, stem, tokens
from ingest.nouns import Review

# What a paper is, and not which: these words alone name none, however few titles have them.
_WHAT_IT_IS = """
serious case reviews review local child children young people safeguarding practice learning rapid briefing
report overview summary executive thematic national partnership board inquiry independent lessons final
baby family infant scr lcspr cspr
"""
LEAST_RUN = 3  # words of a title in a row that name it
MOST_SHARED = 3  # titles that may have a name in common
_LINK = r"(?:of|and|upon|on|under|the|&|-)"
_NAME = re.compile(rf"\b[A-Z][\w'-]*(?: (?:{_LINK} )?[A-Z0-9][\w'-]*)*")
# Of "London Borough of Barnet" and "Devon County Council" people say the place.
_BODY = re.compile(
    r"^(?:(?:the )?(?:london|royal|metropolitan) borough of|(?:the )?city of|county of)\s+|"
    r"\s+(?:(?:county|city|borough|district|metropolitan|unitary) )*(?:council|authority|borough|county|trust)$",
    re.IGNORECASE,
)

TITLE_WORDS = 3  # other words of a title that make a shared name that title's

Place = tuple[tuple[int, int], tuple[str, ...]]  # where a name stands, and the reviews it may be of
Names = tuple[tuple[str, re.Pattern[str]], ...]


def title_names(reviews: Mapping[str, Review]) -> Names:
    """The patterns of the names by which files are told that go by their titles, each with the id of its review."""
    told = tuple((r.id, r.title, r.file, goes_by_its_title(r)) for r in reviews.values())
    return _patterns(told)


@lru_cache(maxsize=4)
def _patterns(told: tuple[tuple[str, str, str, bool], ...]) -> Names:
    names = {review_id: _names(title, file) for review_id, title, file, bare in told if bare}
    shared = Counter(name for own in names.values() for name in own)
    # A single word is as common as the titles with it: "Inspection" begins one and stands within others.
    for word, count in Counter(
        word for _, title, _, _ in told for word in set(tokens(title.lower()))
    ).items():
        shared[word] = max(shared[word], count)
    found = []
    for review_id, own in names.items():
        kept = [name for name in own if shared[name] <= MOST_SHARED]
        if kept:
            longest_first = sorted(kept, key=len, reverse=True)
            either = "|".join(re.escape(name).replace(r"\ and\ ", r"\ (?:and|&)\ ") for name in longest_first)
            found.append((review_id, re.compile(rf"(?<![\w-])(?:{either})(?:'s)?(?!\w)", re.IGNORECASE)))
    return tuple(found)


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
        word.removesuffix("'s") in _WHAT_IT_IS.split() or word.isdigit() for word in words
    ):
        return False
    return len(words) > 1 or not (is_english(words[0]) and name.lower() == words[0] and name[:1].islower())


def share_of_title(text: str, review: Review, span: tuple[int, int]) -> int:
    """How many of the other words of a review's title a text has."""
    rest = text[: span[0]] + " " + text[span[1] :]
    own = set(_stems(review.title)) - set(_stems(text[span[0] : span[1]]))
    return len(own & set(_stems(rest)))


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
        most = max(shares.values())
        if taken and most < TITLE_WORDS:
            continue
        publishers = [one for one in publishers if one[0] not in taken]
        kept = tuple(i for i in ids if shares[i] == most)
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
    return re.search(rf"(?<![\w']){re.escape(words)}(?![\w'])", title) is not None
