"""Subjects that a question names and that no review searched ever speaks of.

"Any learning on interpreters?" finds some sentence that is near, whatever the reviews hold. That none of them has a
word for interpreters, in any of the ways there are to speak of them, says more than a distance does.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.kinds_asked import subject
from assistant.papers import Papers
from assistant.words import fold, stems
from ingest.nouns import Passage

FILE = Path(__file__).with_name("subjects.toml")
# Who asks, or for whom, is no subject: "I'm a school nurse: ...", "health visitor here, ...", "for our GPs".
_ASKER = re.compile(
    r"^[^?]{0,70}?\b(?:i'?m|i am|as|we are|we'?re|this is|speaking as|asking as|here|asking|lead|team|training|service|board|trust)\b[^?,.:;-]{0,60}[,.:;-]+\s"
    r"|\b(?:for|to) (?:my|our|the|a|an|all) (?:[\w-]+ ){0,3}(?:team|staff|colleagues|practice|surgery|board|school|setting|service|nurses|gps|midwives|health visitors|"
    r"social workers|teachers|students|trainees|doctors|officers)\b"
    r"|\bmy (?:[\w-]+ ){0,2}(?:team|staff|colleagues|practice|surgery|board|school|setting|service|manager)\b"
    r"|\bfor (?:my|our|an?|the|this) (?:[\w-]+ ){0,2}(?:audit|paper|report|slides?|training|supervision|meeting|essay|assignment|talk|presentation|newsletter|dissertation|course)\b"
    r"|\b(?:for|to|with) (?:my|our|a|the) (?:group|team|room|class|cohort|set|bunch) of (?:[\w-]+ )?[\w-]+"
    r"|\bcan (?:an? |our |my )?(?:[\w-]+ ){0,4}(?:take|learn) from\b",
    re.IGNORECASE,
)
# Words that name a subject and here mean something else: a period is covered, a priority adopted, a forum charged with a task.
_OTHER_SENSES = re.compile(
    r"\bhow many (?:cases|children|kids|babies)\b"
    r"|\badopt(?:ed|ing|s|ion)?\b(?=(?: \w+){0,3} (?:priorit\w+|themes?|polic\w+|procedures?|approach\w*|models?|tools?|measures?|programmes?|recommendations?|guid\w+|practices?|plans?)\b)"
    r"|\b(?:priorit\w+|themes?|polic\w+|procedures?|approach\w*|models?|tools?|measures?|programmes?'?s?|recommendations?|guid\w+|practices?|plans?)\b[^?.;]{0,40}?\badopt(?:ed|ing|ion)\b"
    r"|\bcharged with (?:the )?\w+(?:ing|ion|ment)\b"
    r"|\b(?:one|single|each|this|that|which|key|last|first|opening|closing|exact|short|in an?|in the) sentences?\b"
    r"|\b(?:late|early|slow|long|time|soon|report|review|it|briefing) (?:in )?com(?:ing|e) out\b|\bc[ao]me out (?:in (?:\d|which|what)|late|of)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z0-9&]+")
_OR = re.compile(r"\bor\b|/", re.IGNORECASE)
_READ = 30  # passages with a word of the same stem that are looked at
_SHORT = 5  # capitals of an abbreviation that are matched as they are written


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject: its name, what a question calls it, and every word by which a review may speak of it."""

    name: str
    asked: tuple[str, ...]
    terms: tuple[str, ...]
    openers: frozenset[str]  # first words of what a question calls it, so that few patterns need be made
    first_words: frozenset[str]  # of all its terms

    def is_spoken_of(self, index: Papers, review_ids: Sequence[str]) -> bool:
        """Whether any passage of these reviews holds one of its words; none named means all reviews.

        The index finds words by their stems, by which an interpreter is one who interprets: so the nearest are read.
        """
        found = [key for key, _ in index.lexical(self.terms, _READ, review_ids)]
        texts = (f"{' '.join(passage.section)} {passage.text}" for passage in index.passages(found))
        spoken = _any_of(self.terms)
        return any(spoken.search(fold(text)) for text in texts)


@cache
def subjects() -> tuple[Subject, ...]:
    """The subjects of the data file."""
    held = tomllib.loads(FILE.read_text(encoding="utf-8"))["subject"]
    found = []
    for one in held:
        terms = tuple(dict.fromkeys((*one["asked"], *one["said"])))
        found.append(
            Subject(one["name"], tuple(one["asked"]), terms, _first_words(one["asked"]), _first_words(terms))
        )
    return tuple(found)


def _first_words(terms: Sequence[str]) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(term).lower())[0] for term in terms)


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(_in_its_letters, longest_first))})(?![\w-])")


def _in_its_letters(word: str) -> str:
    """A short word keeps its letters, so that a CAT scan is no cat; a capital at its start is allowed."""
    if len(word) > _SHORT:
        return f"(?i:{re.escape(word)})(?:'?s)?"
    if word.isupper():
        return f"{re.escape(word)}s?"
    return f"(?i:{re.escape(word[0])}){re.escape(word[1:])}(?:'?s)?"


def names_one(question: str, loosely: bool = False) -> bool:
    """Whether a question names any listed subject as questions do; ``loosely``: in any of the words for it."""
    text = fold(question)
    words = {form for word in _WORD.findall(text.lower()) for form in (word, word.removesuffix("s"))}
    if loosely:
        return any(_any_of(one.terms).search(text) for one in subjects() if one.first_words & words)
    return any(_any_of(one.asked).search(text) for one in subjects() if one.openers & words)


def is_named_alone(question: str) -> bool:
    """Whether a question names listed subjects as questions do, and has no word of any other thing: "gambling"."""
    text = fold(question)
    words = {form for word in _WORD.findall(text.lower()) for form in (word, word.removesuffix("s"))}
    rest = text
    for one in subjects():
        if one.openers & words:
            rest = _any_of(one.asked).sub(" ", rest)
    return rest != text and not subject(rest)


def passages_on(question: str, passages: Sequence[Passage]) -> frozenset[str]:
    """The ids of those passages that have a word for one of the listed subjects which a question names."""
    text = fold(question)
    words = {form for word in _WORD.findall(text.lower()) for form in (word, word.removesuffix("s"))}
    named = [one for one in subjects() if one.openers & words and _any_of(one.asked).search(text)]
    return frozenset(
        passage.id
        for passage in passages
        if any(
            _any_of(one.terms).search(fold(f"{' '.join(passage.section)} {passage.text}")) for one in named
        )
    )


def never_spoken_of(question: str, index: Papers, review_ids: Sequence[str]) -> tuple[str, ...]:
    """The names of the subjects in a question for which the reviews searched have no word.

    Args:
        question: without what names the reviews.
        index: that is searched.
        review_ids: the reviews meant; none means all.

    Returns:
        Nothing where the question names another subject as an alternative, of which they do speak.
    """
    text = _OTHER_SENSES.sub(" ", _ASKER.sub(" ", fold(question)))
    words = {form for word in _WORD.findall(text.lower()) for form in (word, word.removesuffix("s"))}
    near = [one for one in subjects() if one.openers & words]
    found = [(match.span(), one) for one in near for match in _any_of(one.asked).finditer(text)]
    named = dict.fromkeys(
        one
        for (start, end), one in found
        if not any(a <= start and end <= b and (a, b) != (start, end) for (a, b), _ in found)
    )
    absent = [one for one in named if not one.is_spoken_of(index, review_ids)]
    # One thing may be two subjects ("nursery" is one of early years and of childcare): any that is spoken of will do.
    spoken = [one for one in named if one not in absent]
    places = {one: {span for span, other in found if other is one} for one in named}
    absent = [one for one in absent if not any(places[one] & places[other] for other in spoken)]
    if spoken and _OR.search(text):
        return ()
    return tuple(one.name for one in absent)


def beside(words: Sequence[str], names: Sequence[str]) -> list[str]:
    """Of some words, stemmed or not, those that no question calls any of these subjects by."""
    called = frozenset[str]().union(
        *(stems(term) for one in subjects() if one.name in names for term in one.asked)
    )
    return [word for word in words if word not in called and not stems(word) & called]
