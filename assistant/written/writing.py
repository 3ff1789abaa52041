"""Composes an answer with a model: shows sentences, reads claims, checks each, repairs once, keeps what passes."""

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from assistant.claims.checker import ClaimChecker
from assistant.compose import Composer
from assistant.model.nouns import Message, Model, ModelFailed, Usage
from assistant.nouns import Account, Composing, Query, Statement, Wrote
from assistant.papers import Papers
from assistant.parts import Draft
from assistant.retrieve import Evidence
from assistant.select import Pick
from assistant.spelling import is_english
from assistant.written.grounding import Checked, Grounding, said_of
from assistant.written.judging import judged_by_model
from assistant.written.numbered import Key, Numbered, show
from assistant.written.prompts import Prompts
from assistant.written.reply import Lines, claims_in, says_nothing
from assistant.written.wanted import nearness, wanted_passages
from ingest.nouns import Passage

MOST_CLAIMS = 12
LEAST_TO_REPAIR = 2.0  # seconds that must be left for a second call
WANTED = {
    "fact": "Wanted: the answer in one to three lines.",
    "list": "Wanted: a complete list, each point on a line of its own.",
    "which": "Wanted: for each review that says it, one line that names the review.",
    "compare": "Wanted: for each review one or two lines that name the review and say how it stands.",
    "contact": "Wanted: the answer in one to three lines.",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one written answer may take: passages and tokens shown, tokens received, seconds in all."""

    passages: int
    tokens: int
    answer_tokens: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Written:
    """What came of writing: claims that passed, with their citations, and the account of it.

    ``fault``: why the model did not come to its end, in words for the reader; the claims so far have passed all the same.
    """

    composer: Composer
    account: Account
    withheld: tuple[Checked, ...] = ()
    fault: str = ""


@dataclass
class Writer:
    """Writes answers; holds nothing of any question."""

    model: Model
    host: str
    checker: ClaimChecker
    prompts: Prompts
    limits: Limits
    mark_uncited: bool = False
    judge: bool = False

    def warm(self) -> None:
        """Load what is loaded when the first claim is checked: the list of words, the reader of claims and its graphs."""
        is_english("warmed")
        self.checker.warm()

    def write(
        self, query: Query, evidence: Evidence, found: Draft, papers: Papers
    ) -> Iterator[Composing | Wrote | Written]:
        """Yield what happens; the last is what came of it. Nothing unchecked is ever yielded.

        Raises:
            ModelFailed: no claim passed: the model failed, did not keep to the form, or had nothing to say.
        """
        passages, needed = wanted_passages(found, evidence, papers)
        yield from _Attempt(self, query, passages, papers, needed, *nearness(found, evidence)).run()


@dataclass
class _Attempt:
    """One answer on its way."""

    writer: Writer
    query: Query
    passages: Sequence[Passage]
    papers: Papers
    needed: int  # passages that the model should have seen
    nearness: dict[Key, float]
    least: float
    usage: Usage = field(default_factory=Usage)
    passed: list[Checked] = field(default_factory=list)
    failed: list[Checked] = field(default_factory=list)
    claims: int = 0
    repaired: int = 0
    nothing: bool = False
    failed_first: bool = False
    whole: str = ""

    def run(self) -> Iterator[Composing | Wrote | Written]:
        started = time.monotonic()
        self.until = started + self.writer.limits.seconds
        self.composer = Composer(dict(self.papers.reviews))
        fault = ""
        try:
            yield from self._first()
            yield from self._repair()
            yield from self._by_model()
        except ModelFailed as failure:
            if not self.composer.statements:
                raise
            fault = failure.said
        if not self.composer.statements:
            raise self._no_claim()
        self._mark_uncited()
        yield Written(self.composer, self._account(started), tuple(self.failed), fault)

    def _first(self) -> Iterator[Composing | Wrote]:
        yield Composing("The model is writing from the passages found")
        limits = self.writer.limits
        tokens = limits.tokens
        for attempt in (1, 2):
            self.shown = show(self.passages, self.papers, limits.passages, tokens)
            self.needed = max(self.needed, self.shown.passages)
            self.grounding = Grounding(
                self.shown,
                self.papers.reviews,
                self.writer.checker,
                self.nearness,
                self.least,
                self.writer.prompts.texts["system"],
            )
            if not self.shown.sentences:
                raise ModelFailed("unusable", "Nothing of what was found can be shown to a model.")
            self._prepare()
            try:
                yield from self._claims(self._asked())
                return
            except ModelFailed as failure:
                if failure.fault != "too_long" or attempt == 2 or self.claims:
                    raise
                tokens = min(tokens, sum(len(one.text) for one in self.shown.sentences) // 4) // 2

    def _prepare(self) -> None:
        """Look at what is shown while the model is thinking: a claim is then checked in a few milliseconds.

        Not a daemon: one that is ended with the program, while it is inside onnxruntime, takes the program down with it.
        """
        threading.Thread(target=self.grounding.prepare, daemon=False).start()

    def _asked(self) -> list[Message]:
        prompts = self.writer.prompts
        question = " ".join(self.query.standalone.split())
        write = prompts.fill(
            "write", question=question, wanted=WANTED[self.query.shape], passages=self.shown.text
        )
        return [
            Message("system", prompts.fill("system", most_claims=str(MOST_CLAIMS))),
            Message("user", write),
        ]

    def _claims(self, messages: Sequence[Message]) -> Iterator[Wrote]:
        """Read a reply; each claim is checked as soon as its line is complete."""
        lines = Lines()
        try:
            for piece in self.writer.model.stream(
                messages, most_tokens=self.writer.limits.answer_tokens, until=self.until
            ):
                if isinstance(piece, Usage):
                    self.usage += piece
                    continue
                for line in lines.take(piece):
                    yield from self._line(line)
            for line in lines.end():
                yield from self._line(line)
        finally:
            self.whole = lines.whole

    def _line(self, line: str) -> Iterator[Wrote]:
        if says_nothing(line):
            self.nothing = self.nothing or not self.failed_first
            return
        for said in claims_in(line):
            if self.claims >= 3 * MOST_CLAIMS:
                return
            self.claims += 1
            checked = self.grounding.check(said)
            if not checked.passes:
                self.failed.append(checked)
            elif said.text not in {one.said.text for one in self.passed}:
                self.passed.append(checked)
                if not self.writer.judge:
                    yield self._say(checked)

    def _say(self, checked: Checked) -> Wrote:
        """Add a claim to the answer. From here on it stays."""
        numbers = tuple(dict.fromkeys(self.composer.cite(pick) for pick in picks_of(checked.cited)))
        statement = Statement(checked.said.text, "answer", numbers)
        self.composer.statements.append(statement)
        return Wrote(statement, tuple(self.composer.citations))

    def _repair(self) -> Iterator[Composing | Wrote]:
        """One call that may write anew what failed; where that fails too, what has passed stays as it is."""
        if not self.failed or self.nothing or self.until - time.monotonic() < LEAST_TO_REPAIR:
            return
        yield Composing("The model is putting right what its sentences do not show")
        before, self.failed, self.failed_first = self.failed, [], True
        already, claims = len(self.passed), self.claims
        messages = [
            *self._asked(),
            Message("assistant", self.whole),
            Message("user", self.writer.prompts.fill("repair", failed=said_of(before))),
        ]
        try:
            yield from self._claims(messages)
        except ModelFailed:
            if not self.passed:
                raise
        self.claims = claims  # what a repair says again was counted when it was said first
        self.repaired = len(self.passed) - already
        self.failed = before[self.repaired :] if self.repaired < len(before) else []

    def _by_model(self) -> Iterator[Composing | Wrote]:
        """The second call that judges, where it is set: what it does not call supported is withheld."""
        if not self.writer.judge or not self.passed:
            return
        yield Composing("The model is judging each claim by what it cites")
        verdicts, usage = judged_by_model(
            self.writer.model, self.writer.prompts, self.passed, self.until, self.writer.limits.answer_tokens
        )
        self.usage += usage
        for checked, supported in zip(self.passed, verdicts, strict=True):
            if supported:
                yield self._say(checked)
            else:
                self.failed.append(replace(checked, why="the judging call did not call it supported"))

    def _mark_uncited(self) -> None:
        if self.writer.mark_uncited:
            for one in self.failed:
                if one.uncited:
                    self.composer.statements.append(Statement(one.said.text, "note", (), "not_shown"))

    def _no_claim(self) -> ModelFailed:
        if self.nothing:
            return ModelFailed("unusable", "The model found no answer in the passages it was shown.")
        if self.claims:
            return ModelFailed("unusable", "No claim of the model was borne out by the sentences it cited.")
        return ModelFailed("unusable", "The model's reply did not keep to the form that can be checked.")

    def _account(self, started: float) -> Account:
        passed = len(self.composer.statements)
        return Account(
            model=self.writer.model.name,
            host=self.writer.host,
            sent=self.usage.sent,
            received=self.usage.received,
            calls=self.usage.calls,
            seconds=round(time.monotonic() - started, 2),
            checking_ms=round(self.grounding.milliseconds, 1),
            claims=self.claims,
            shown=passed,
            withheld=len(self.failed),
            uncited=sum(one.uncited for one in self.failed),
            recited=sum(one.recited for one in self.passed),
            invalid=self.grounding.invalid,
            repaired=self.repaired,
            left_out=max(0, self.needed - self.shown.passages),
            estimated=self.usage.estimated,
        )


def picks_of(cited: Sequence[Numbered]) -> list[Pick]:
    """Sentences as stretches to quote: those that follow each other in one passage make one stretch."""
    ordered = sorted(cited, key=lambda one: one.number)
    picks = []
    runs = groupby(enumerate(ordered), key=lambda pair: (pair[1].passage.id, pair[1].number - pair[0]))
    for _, run in runs:
        own = [one for _, one in run]
        picks.append(Pick(own[0].passage, tuple(one.sentence for one in own), 1.0))
    return picks
