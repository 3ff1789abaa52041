"""What a model is shown: sentences with short numbers, under the review and the headings they stand in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.compose import readable
from assistant.papers import Papers
from assistant.planted import beside, planted_in
from ingest.nouns import Passage, Review, Sentence

LETTERS_PER_TOKEN = 3.5  # a cautious mean for English; the endpoint's own count is told after the call
_MARKS = re.compile(r"[\[\]<>{}|`]")
_RULES = re.compile(r"(?:==+|--+|#+)")
_NOT_SHOWN = ("contact", "boilerplate")  # contacts come from the register alone


Key = tuple[str, int]  # a sentence: its passage and where it starts


@dataclass(frozen=True, slots=True)
class Numbered:
    """A sentence that the model was shown, under its number."""

    number: int
    passage: Passage
    sentence: Sentence

    @property
    def key(self) -> Key:
        """What tells it from every other sentence."""
        return self.passage.id, self.sentence.start

    @property
    def text(self) -> str:
        """Its exact words as they are read."""
        return readable(self.passage.quote(self.sentence.start, self.sentence.end))


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything a model is shown of the reviews, and of how many passages it is."""

    sentences: tuple[Numbered, ...]
    text: str
    passages: int = 0

    def of(self, number: int) -> Numbered | None:
        """The sentence with a number, if there is one."""
        return self.sentences[number - 1] if 1 <= number <= len(self.sentences) else None


def tokens_of(text: str) -> int:
    """About how many tokens a text has."""
    return int(len(text) / LETTERS_PER_TOKEN) + 1


def show(
    passages: Sequence[Passage],
    papers: Papers,
    most_passages: int,
    most_tokens: int,
) -> Shown:
    """Number the sentences of passages, the most wanted first, until the room is used up.

    Sentences that read like an instruction to a model are not shown to it : they stay in the
    index, and where they are quoted they are called what they are. Marks that the form of the prompt is made of are
    taken out of what is shown; quotes are taken by position, so they keep them.
    """
    sentences: list[Numbered] = []
    lines: list[str] = []
    review, section = "", tuple[str, ...]()
    used, taken = 0, 0
    for passage in passages:
        own: list[str] = []
        if passage.review_id != review:
            own.append(_head(papers.reviews[passage.review_id]))
        if passage.review_id != review or passage.section != section:
            own.append(f"-- {plain(' > '.join(passage.section)) or 'text'} --")
        shown: list[Numbered] = []
        paper = papers.review_passages(passage.review_id)
        suspect = planted_in(passage, beside(passage, paper), paper)
        for sentence in passage.sentences:
            words = passage.quote(sentence.start, sentence.end)
            if sentence.kind in _NOT_SHOWN or not plain(words):
                continue
            if sentence in suspect:
                continue
            one = Numbered(len(sentences) + len(shown) + 1, passage, sentence)
            kind = sentence.kind.replace("_", " ")
            own.append(f"[{one.number}] ({kind}) {plain(words)}")
            shown.append(one)
        if not shown:
            continue
        cost = tokens_of("\n".join(own))
        if taken and (taken >= most_passages or used + cost > most_tokens):
            continue
        taken, used = taken + 1, used + cost
        review, section = passage.review_id, passage.section
        sentences += shown
        lines += own
    return Shown(tuple(sentences), "\n".join(lines), taken)


def plain(words: str) -> str:
    """Words of a source as one line of text without the marks that the prompt's own form is made of."""
    return " ".join(_RULES.sub(" ", _MARKS.sub(" ", readable(words))).split())


def _head(review: Review) -> str:
    date = review.date
    dated = f"{date.of} of {date.value}" if date.value else "no date stated"
    parts = (review.shown_title, review.publisher, review.review_type, dated)
    return "== " + " | ".join(plain(part) for part in parts if part) + " =="
