"""Each claim of a model against the sentences it cites: shown, put right, or withheld with the reason."""

import re
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from assistant.claims.checker import ClaimChecker
from assistant.claims.nouns import Claim, Judgement
from assistant.mentions import mentioned
from assistant.spelling import is_english
from assistant.words import content, stem, tokens
from assistant.written.numbered import Key, Numbered, Shown
from assistant.written.reply import LONGEST, MOST_NUMBERS, Said
from assistant.written.strange import strange_words
from ingest.nouns import Review

_RUN = 6  # words in a row that are no chance
LEAST_WORDS = 4  # of a claim
MOST_OF_IT = 0.5  # share of a claim's words that another sentence must have, to be the one it is meant of
NEAREST = 4  # other sentences that a claim may be meant of, where those it cites do not show it
_UNCITED = "no sentence is cited for it"
_FOREIGN = "it holds a link, an address, markup or a telephone number"
_SHORT = "it is no sentence"
_TOLD = "it repeats the rules that the model was given"
_LONG = "it is too long to be checked"
_EVERYTHING = "it cites too many sentences at once"
_STRANGE = "it has a word that is no English one and stands in no sentence cited: {words}"
_ASIDE = "its sentences are not about the question"
_TWO_CHILDREN = "it joins sentences of several reviews without naming them"


@dataclass(frozen=True, slots=True)
class Checked:
    """A claim after its check: ``cited`` are the sentences it may be shown with; ``why`` tells why it may not."""

    said: Said
    cited: tuple[Numbered, ...]
    judgement: Judgement | None = None
    why: str = ""
    uncited: bool = False
    recited: bool = False

    @property
    def passes(self) -> bool:
        """Whether it may be shown."""
        return not self.why


@dataclass
class Grounding:
    """Checks the claims of one answer and keeps count.

    ``rules``: what the model was told, which is no claim of a review. ``nearness``: how well each sentence answers the question, as the search scored it, and ``least`` what is needed.
    """

    shown: Shown
    reviews: Mapping[str, Review]
    checker: ClaimChecker
    nearness: Mapping[Key, float] = field(default_factory=dict)
    least: float = 0.0
    rules: str = ""
    invalid: int = 0
    milliseconds: float = field(default=0.0)
    _unhurried: threading.Event = field(default_factory=threading.Event, init=False)

    def __post_init__(self) -> None:
        self._unhurried.set()

    def prepare(self) -> None:
        """Work out what hangs on no claim, for the sentences that are likeliest to be cited first.

        Meant for a thread of its own, while the model is thinking; it stands aside while a claim is being checked.
        """
        is_english("warmed")  # the list of words is read when the first is looked up
        ordered = sorted(self.shown.sentences, key=lambda one: -self.nearness.get(one.key, 0.0))
        for one in ordered:
            self._unhurried.wait()
            self.checker.prepare([self._claim(one.text, (one,))])

    def check(self, said: Said) -> Checked:
        """Judge one claim; where other sentences that were shown bear it out, it is cited to those."""
        started = time.perf_counter()
        self._unhurried.clear()
        try:
            return self._check(said)
        finally:
            self._unhurried.set()
            self.milliseconds += (time.perf_counter() - started) * 1000

    def _check(self, said: Said) -> Checked:
        cited = tuple(one for number in said.numbers if (one := self.shown.of(number)))
        self.invalid += len(said.numbers) - len(cited)
        if said.foreign:
            return Checked(said, cited, why=_FOREIGN)
        if len(tokens(said.text)) < LEAST_WORDS:
            return Checked(said, cited, why=_SHORT)
        if _repeats(said.text, self.rules):
            return Checked(said, cited, why=_TOLD)
        if len(said.text) > LONGEST:
            return Checked(said, cited, why=_LONG)
        if not said.numbers:
            return Checked(said, (), why=_UNCITED, uncited=True)
        if len(cited) > MOST_NUMBERS:
            return Checked(said, cited, why=_EVERYTHING)
        judgement = self._judged(said.text, cited) if cited else None
        if judgement and judgement.support == "supported":
            return self._on_the_matter(Checked(said, self._needed(said.text, cited), judgement))
        other = self._elsewhere(said.text, cited)
        if other is not None:
            return self._on_the_matter(Checked(said, other[0], other[1], recited=True))
        if judgement is None:
            return Checked(said, (), why=_UNCITED, uncited=True)
        return Checked(said, cited, judgement, why=judgement.why)

    def _on_the_matter(self, checked: Checked) -> Checked:
        """A claim that is shown, unless it is about something that was not asked: an instruction's errand, say."""
        nearest = max(self.nearness.get(one.key, 0.0) for one in checked.cited)
        return checked if nearest >= self.least else replace(checked, why=_ASIDE)

    def _strange(self, claim: str, cited: Sequence[Numbered]) -> str:
        """Words of a claim that somebody else put there: see ``assistant.written.strange``."""
        return strange_words(claim, " ".join(f"{self._names(one)} {one.text}" for one in cited))

    def _names(self, one: Numbered) -> str:
        review = self.reviews[one.passage.review_id]
        return " ".join(
            (*one.passage.section, review.title, *review.aliases, review.publisher, review.child_label)
        )

    def _judged(self, claim: str, cited: Sequence[Numbered]) -> Judgement:
        """The judgement on sentences, of each review on its own: facts of two children are never blended."""
        if strange := self._strange(claim, cited):
            return Judgement("not_shown", 0.0, _STRANGE.format(words=strange), ("names",))
        named = mentioned(claim, self.reviews).review_ids
        groups: dict[str, list[Numbered]] = {}
        for one in cited:
            groups.setdefault(one.passage.review_id, []).append(one)
        if named and not set(groups) & set(named):
            titles = " and ".join(self.reviews[one].title for one in groups)
            return Judgement(
                "not_shown", 0.0, f"it names another review than that of its sentences: {titles}", ("review",)
            )
        if len(groups) == 1 or (named and set(groups) <= set(named)):
            return self.checker.judge([self._claim(claim, cited)])[0]
        each = self.checker.judge([self._claim(claim, group) for group in groups.values()])
        worst = min(each, key=lambda one: one.score)
        if all(one.support == "supported" for one in each):
            return worst
        return Judgement("not_shown", worst.score, _TWO_CHILDREN, ("review",))

    def _claim(self, claim: str, cited: Sequence[Numbered]) -> Claim:
        passages = {one.passage.id: one.passage for one in cited}.values()
        around = [" > ".join(passage.section) + "\n" + passage.text for passage in passages]
        reviews = {one.passage.review_id for one in cited}
        names = [
            " ".join((self.reviews[i].title, *self.reviews[i].aliases, self.reviews[i].publisher))
            for i in reviews
        ]
        return Claim(claim, " ".join(one.text for one in cited), "\n".join(around), " ".join(names))

    def _needed(self, claim: str, cited: Sequence[Numbered]) -> tuple[Numbered, ...]:
        """The cited sentences without those that have no word of the claim, where others have."""
        own = _stems(claim)
        having = tuple(one for one in cited if own & _stems(one.text))
        return having if len(cited) > 1 and having else tuple(cited)

    def _elsewhere(
        self, claim: str, cited: Sequence[Numbered]
    ) -> tuple[tuple[Numbered, ...], Judgement] | None:
        """Another shown sentence, or two in a row, with most of the claim's words that bear it out; of the review it names."""
        own, named = _stems(claim), mentioned(claim, self.reviews).review_ids
        shared = {
            one.number: len(own & held) for one, held in zip(self.shown.sentences, self._held, strict=True)
        }
        allowed = [
            one
            for one in self.shown.sentences
            if shared[one.number] >= MOST_OF_IT * len(own)
            and one not in cited
            and (not named or one.passage.review_id in named)
        ]
        nearest = sorted(allowed, key=lambda one: -shared[one.number])[:NEAREST]
        pairs = [(one,) for one in nearest] + [
            (one, after)
            for one in nearest[: NEAREST // 2]
            if (after := self.shown.of(one.number + 1)) and after.passage.id == one.passage.id
        ]
        for pair in pairs:  # the likeliest first; what comes after one that bears it out is not read
            if self._strange(claim, pair):
                continue
            judged = self.checker.judge([self._claim(claim, pair)])[0]
            if judged.support == "supported":
                return pair, judged
        return None

    @cached_property
    def _held(self) -> list[frozenset[str]]:
        """The stems of each sentence that was shown."""
        return [_stems(one.text) for one in self.shown.sentences]


def _repeats(claim: str, rules: str) -> bool:
    """Whether a claim has six words in a row of the rules, or is one of them."""
    words, told = tokens(claim), f" {' '.join(tokens(rules))} "
    runs = [words[at : at + _RUN] for at in range(max(1, len(words) - _RUN + 1))]
    return any(f" {' '.join(run)} " in told for run in runs)


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in content(tokens(text)))


def said_of(failed: Sequence[Checked]) -> str:
    """Claims that failed, each with the reason, as the repair prompt lists them."""
    return "\n".join(f'- "{re.sub(r"[{}]", "", one.said.text)}": {one.why}.' for one in failed)
