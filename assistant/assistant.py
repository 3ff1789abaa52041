"""A question becomes a cited answer. One generator serves the page, the terminal and the evaluation."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answering import Sources, draft
from assistant.contacts import Register, built_in, load_register
from assistant.filters import BadFilter
from assistant.finish import finished
from assistant.first_questions import first_questions
from assistant.follow_ups import asks_of_its_own
from assistant.guard import RULES, Verdict
from assistant.model.nouns import Model
from assistant.nouns import Answer, Event, Finished, Hit, Note, Outcome, Passed, Query, Searched, Turn
from assistant.off_subject import off_subject
from assistant.papers import Papers, Shelves
from assistant.reading import QuestionReader
from assistant.relevance import Vector
from assistant.replies import PUT_TO_ALL
from assistant.retrieve import ALL_STAGES, NOTHING, Evidence, Retriever, Stages, carried
from assistant.small_talk import asks_nothing
from assistant.stopped import asked_back, declined, help_with, urgent
from assistant.stopwatch import Stopwatch
from assistant.uk_time import clock
from assistant.urgent import asks_for_help
from assistant.verdicts import judged, offered_instead
from assistant.whole_questions import asks_in_general, told_only_anew
from assistant.whom_to_call import contacts_for
from assistant.withdrawn import named_withdrawn, notes_on_withdrawn, told_withdrawn
from assistant.written.mode import Made, WrittenMode
from ingest.errors import CatalogueBroken, IndexDamaged
from ingest.index import Index, Serving
from ingest.settings import Settings
from ingest.visible import Veil
from ingest.wiring import open_embedder, settings_fingerprint
from ingest.withdrawn import load

if TYPE_CHECKING:
    from ingest.embedding import Embedder

MAX_QUESTION = 4_000  # characters


class Assistant:
    """Answers questions from one corpus. Safe to share between threads: it holds nothing of any question.

    The index and the embedder are opened at the first question that needs them, so that an urgent one is
    answered even where there is no index.
    """

    def __init__(
        self,
        settings: Settings,
        register: Register,
        fault: CatalogueBroken | None = None,
        open_model: Callable[[Settings], Model] | None = None,
        stages: Stages = ALL_STAGES,
    ) -> None:
        self.settings = settings
        self.register = register
        self._fault, self._stages = fault, stages
        self._embedder: Embedder | None = None
        self._serving: Serving | None = None
        self._veil = Veil(settings.data, settings.corpus)
        self._remembered: dict[str, Vector] = {}
        self._shelves = Shelves()
        self._opening = threading.Lock()
        self.read = QuestionReader(
            register, lambda message: self.guard(message).outcome != "go_on", self._shelves
        )
        self._public_numbers = register.numbers
        self.written = WrittenMode(settings, self.embedder, open_model)

    @property
    def index(self) -> Index:
        """The index in use, without what is withdrawn.

        Raises:
            IndexMissing, IndexStale, IndexDamaged: there is none to use; each says what to do.
            ReviewsError: what is withdrawn cannot be read.
            CatalogueBroken: the contacts register cannot be read.
        """
        if self._fault is not None:
            raise self._fault
        with self._opening:
            if self._serving is None:
                self._embedder = self.embedder()
                fingerprint = settings_fingerprint(self._embedder.fingerprint)
                self._serving = Serving(self.settings.index_folder, fingerprint)
        return self._veil(self._serving.current())

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Mapping[str, tuple[str, ...]] | None = None,
        top_k: int | None = None,
    ) -> Answer:
        """The answer to a question."""
        for event in self.stream(question, history, filters, top_k):
            if isinstance(event, Finished):
                return event.answer
        raise AssertionError("a stream ends with an answer")

    def search(
        self,
        question: str,
        history: Sequence[Turn] = (),
        top_k: int = 10,
        filters: Mapping[str, tuple[str, ...]] | None = None,
    ) -> tuple[Query, tuple[Hit, ...]]:
        """The passages for a question, best first. The caller guards it first."""
        index = self.index
        query = self.read(question, history, index, filters or {})
        if named_withdrawn(query, index.reviews, load(self.settings.data))[1]:
            return query, ()
        return query, self.retrieve(query, self.shelf(index, query), top_k).hits

    def guard(self, question: str) -> Verdict:
        """What a message is, judged by rule: to be answered, urgent or declined."""
        return judged(question, self._public_numbers, lambda: self.index.reviews)

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Mapping[str, tuple[str, ...]] | None = None,
        top_k: int | None = None,
    ) -> Iterator[Event]:
        """Yield what happens as it happens; the last event carries the answer.

        Raises:
            IndexMissing, IndexStale, IndexDamaged: the question needs an index, and there is none to use.
        """
        watch = Stopwatch()
        with watch.stage("guard"):
            verdict = self.guard(question)
        if verdict.outcome == "go_on" and self._still_urgent(question, history):
            verdict = Verdict("urgent", why=("Rule: it goes on from an urgent message and asks what to do",))
        if verdict.outcome != "go_on":
            yield Finished(self._stopped(question, verdict, watch))
            return
        yield Passed(question)
        self.written.warm()
        index = self.index
        try:
            yield from self._answering(question, history, filters or {}, top_k, index, watch)
        except IndexDamaged:
            newer = self.index
            if newer.generation == index.generation:
                raise
            # A withdrawal took the generation away that was being read: the one in use now is asked.
            yield from self._answering(question, history, filters or {}, top_k, newer, watch)

    def _answering(
        self,
        question: str,
        history: Sequence[Turn],
        filters: Mapping[str, tuple[str, ...]],
        top_k: int | None,
        index: Index,
        watch: Stopwatch,
    ) -> Iterator[Event]:
        if asks_nothing(question):
            yield Finished(help_with(question, self.suggestions(), watch))
            return
        try:
            with watch.stage("interpret"):
                query = self._understood(question, history, index, filters)
        except BadFilter as error:
            yield Finished(asked_back(question, str(error), watch))
            return
        withdrawn, alone = named_withdrawn(query, index.reviews, load(self.settings.data))
        if alone:
            yield Finished(told_withdrawn(query, withdrawn, watch))
            return
        with watch.stage("retrieve"):
            papers = self.shelf(index, query)
            evidence = self.retrieve(query, papers, top_k or self.settings.top_k)
            anew = carried(query) and asks_in_general(question)
            if carried(query) and (anew or asks_of_its_own(question)):
                fresh = self.read(question, (), index, filters)
                of_fresh = self.shelf(index, fresh)
                found_fresh = self.retrieve(fresh, of_fresh, top_k or self.settings.top_k)
                anew = anew and told_only_anew(
                    self._outcome(query, evidence, papers, index),
                    self._outcome(fresh, found_fresh, of_fresh, index),
                    question,
                )
                # A change of subject goes on from nothing; nor does a whole question that the review has no answer to.
                if anew or off_subject(fresh, found_fresh):
                    query, evidence, papers = fresh, found_fresh, of_fresh
        yield Searched(query, evidence.hits)
        with watch.stage("answer"):
            found = draft(query, evidence, self.sources(index, papers))
        if anew and found.outcome in ("answered", "partly"):
            found = replace(found, notes=(*found.notes, Note(PUT_TO_ALL)))
        if found.outcome != "clarify" and not found.of_record and off_subject(query, evidence):
            verdict = Verdict("declined", "out_of_scope", why=(RULES["out_of_scope"],))
            yield Finished(declined(question, verdict, watch, query))
            return
        made = Made(found)
        if self.settings.writes:
            with watch.stage("written"):
                for event in self.written.compose(query, evidence, found, papers):
                    if isinstance(event, Made):
                        made = event
                    else:
                        yield event
        answer = finished(query, evidence, made.draft, index, self.register, watch)
        yield Finished(
            replace(
                answer,
                notes=(*answer.notes, *notes_on_withdrawn(withdrawn)),
                mode="written" if made.draft is not found else "quotes",
                fallback=made.fallback,
                account=made.account,
            )
        )

    def _outcome(self, query: Query, evidence: Evidence, papers: Papers, index: Index) -> Outcome:
        return draft(query, evidence, self.sources(index, papers)).outcome

    def embedder(self) -> "Embedder":
        """The embedder, opened by whoever needs it first."""
        self._embedder = self._embedder or open_embedder(self.settings)
        return self._embedder

    def _understood(
        self, question: str, history: Sequence[Turn], index: Index, filters: Mapping[str, tuple[str, ...]]
    ) -> Query:
        """The query of a question; a follow-up may be completed by the model, where settings say so.

        What was stopped is not sent, and what comes back is guarded like a question.
        """
        earlier = [
            turn.question
            for turn in history
            if not turn.blocked and self.guard(turn.question).outcome == "go_on"
        ]
        if self.settings.condense and self.settings.writes and earlier:
            condensed = self.written.condensed(question, earlier)
            if condensed != question and self.guard(condensed).outcome == "go_on":
                return replace(self.read(condensed, (), index, filters), question=question)
        return self.read(question, history, index, filters)

    def suggestions(self, count: int = 3) -> tuple[str, ...]:
        """First questions, made from what the corpus holds."""
        return first_questions(self.index, count)

    def _still_urgent(self, question: str, history: Sequence[Turn]) -> bool:
        """Whether the question goes on from an urgent message: "what should I do?"."""
        goes_on = bool(history) and asks_for_help(question)
        return goes_on and self.guard(history[-1].question).outcome == "urgent"

    def shelf(self, index: Index, query: Query) -> Papers:
        """The papers that a query is put to."""
        return self._shelves.of(index, query.among)

    def sources(self, index: Index, papers: Papers) -> Sources:
        """What an answer is made from beside what is found on a shelf of an index."""
        register, embed = self.register, self._retriever(papers).embed
        return Sources(
            papers, register, lambda q: contacts_for(q, index, register, self.settings.area), embed
        )

    def _retriever(self, papers: Papers) -> Retriever:
        assert self._embedder is not None
        return Retriever(papers, self._embedder, self._remembered, self._stages)

    def retrieve(self, query: Query, index: Papers, top_k: int) -> Evidence:
        """What is found for a query on a shelf."""
        nothing = query.none_permitted or query.unheld
        return NOTHING if nothing else self._retriever(index)(query, top_k)

    def _stopped(self, question: str, verdict: Verdict, watch: Stopwatch) -> Answer:
        if verdict.outcome == "urgent":
            return urgent(question, verdict, self.register, self.settings.area, clock(self.settings), watch)
        choices = offered_instead(question, verdict, lambda: self.index.reviews)
        return declined(question, verdict, watch, choices=choices)


def open_assistant(settings: Settings) -> Assistant:
    """An assistant over the corpus that settings name.

    Where the contacts register cannot be read, an urgent question is still met with 999; any other raises
    ``CatalogueBroken``.
    """
    try:
        return Assistant(settings, load_register(settings.contacts))
    except CatalogueBroken as fault:
        return Assistant(settings, built_in(str(fault)), fault)
