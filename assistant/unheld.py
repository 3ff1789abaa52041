"""Names in a question of a review that is not held: another child's label, another place.

Answering about one child from another's review would be the worst misattribution there is.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath

from assistant.labels import CODED, each_of_several, named_in
from assistant.names import goes_by_its_title, names_in, number_in_words, publisher_names
from assistant.words import fold
from ingest.nouns import Review

_PLACE = re.compile(
    r"\b(?:in|from|of|for|by|the) ((?:[A-Z][a-z]{2,}(?: (?:and|upon|on) )?(?:-[A-Za-z]+)* ?){1,3}?)"
    r"(?=(?: (?:review|scr|case|briefing|report|lcspr|one|partnership|council|safeguarding)s?\b)|[?.,]|$| (?:find|found|say|said|recommend\w*|about|on|in)\b)"
    r"|^([A-Z][a-z]{2,}) (?:review|scr|case|briefing|report)\b"
)
# "The Home Office", "the Crown Prosecution Service": a body that a review tells of, and no place that one is of.
_BODY = re.compile(
    r"\b(?:Office|Department|Ministry|Service|Trust|Court|Agency|Authority|Commission|Inspectorate|Government|College|Treasury|Police|Parliament|Hospital)\b",
)
_OF_A_PAPER = re.compile(
    r" (?:review|scr|case|briefing|report|lcspr|one|partnership|safeguarding)s?\b", re.IGNORECASE
)
_IN = re.compile(r" (?:in|from|of) (?:the )?", re.IGNORECASE)


Told = Callable[[str], bool]
"""Whether the reviews that are searched have a word as a name."""


def unheld(
    question: str,
    reviews: Mapping[str, Review],
    known: Mapping[str, Sequence[str]],
    told: Told = lambda _: False,
) -> str | None:
    """What the question names that none of the reviews is of, or None.

    Args:
        question: as it was typed; capitals count.
        reviews: those held.
        known: the words of the corpus, by first letter; a place that it mentions may be asked about.
        told: for names that are too short to be among those words. A label ("Child Teo") is held by no name in a text.
    """
    text = fold(question)
    labels = {label.casefold() for review in reviews.values() for label in _own_labels(review)}
    for match in CODED.finditer(text):
        said = " ".join(match.group().split())
        if said.casefold() not in labels:
            return said[0].upper() + said[1:]
    for said, name, of_a_paper in named_in(text):
        # Without "review" behind it a word that the reviews use may be theirs, and not a child's name.
        if said.casefold() not in labels and (of_a_paper or not _is_known(name, known)):
            return f"{said.split()[0].capitalize()} {name.capitalize()}"
    for match in _PLACE.finditer(text):
        place = (match.group(1) or match.group(2)).strip()
        if _BODY.search(place) and not _OF_A_PAPER.match(text, match.end()):
            continue
        if not _is_held(place, reviews, known, told):
            return place
    return None


def of_another_place(question: str, reviews: Mapping[str, Review]) -> str | None:
    """ "Child 7 in Kent", where the review of Child 7 is another partnership's: there is no such child."""
    text = fold(question)
    called, of_publishers = names_in(reviews)
    named = [(match, i) for i, one in called.items() if one for match in one.finditer(text)]
    for label, _ in named:
        lead = _IN.match(text, label.end())
        at = lead.end() if lead else -1
        there = {
            i: place for i, one in of_publishers.items() if lead and one and (place := one.match(text, at))
        }
        own = {i for match, i in named if match.span() == label.span()}
        if there and not own & there.keys():
            place = max(there.values(), key=lambda match: match.end())
            return f"{label.group()} in {place.group()}"
    return None


def _own_labels(review: Review) -> set[str]:
    found = {review.child_label} | set(review.aliases)
    texts = (review.title, review.child_label, *review.aliases, *_file_name(review))
    found |= {match.group() for text in texts for match in CODED.finditer(text)}
    found |= {label for text in texts for label, _, _ in named_in(text)}
    found |= {label for text in texts for label in each_of_several(text)}
    return found | {spelt for name in found for spelt in number_in_words(name)}


def _file_name(review: Review) -> tuple[str, ...]:
    """The name of a file that is meant by it: "child-n.txt" is of Child N, whatever its text gives as its title."""
    if not goes_by_its_title(review):
        return ()
    return (" ".join(re.findall(r"[a-z]+|\d+", PurePosixPath(review.file).stem.lower())).title(),)


def _is_held(
    place: str, reviews: Mapping[str, Review], known: Mapping[str, Sequence[str]], told: Told
) -> bool:
    for review in reviews.values():
        names = publisher_names(review.publisher, review.publisher_short)
        if names and names.search(place):
            return True
        if any(
            place.casefold() in text.casefold() for text in (review.title, *review.aliases, *review.called)
        ):
            return True
    # "Sussex-wide" is of Sussex; the "on" of Stoke-on-Trent tells nothing.
    return any(
        _is_known(word, known) or told(word) for word in re.split(r"[ -]", place) if word[:1].isupper()
    )


def _is_known(word: str, known: Mapping[str, Sequence[str]]) -> bool:
    small = word.casefold()
    return small in known.get(small[0], ())
