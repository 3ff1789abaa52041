"""The two ends of every scale: one that refuses whatever is asked, and one that knows where the evidence is."""

from collections.abc import Sequence

from assistant.nouns import Answer, Hit, Query, Turn
from assistant.select import Pick
from eval.cases import Located, Span
from eval.solvers.asked import TOP_K
from eval.solvers.baselines import quoted
from ingest.index import Index


class AlwaysRefuses:
    """Finds nothing and says so: what the measures give for no answer at all."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def search(
        self, question: str, history: Sequence[Turn] = (), top_k: int = TOP_K
    ) -> tuple[Query, tuple[Hit, ...]]:
        """Nothing."""
        return Query(question, question, question, "fact"), ()

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """A refusal."""
        return Answer(question, question, "not_found")


class Oracle:
    """Finds exactly the passages that hold the evidence, and quotes exactly its sentences; refuses where there is none.

    What it lacks no search and no choice of sentences could reach: facts that the evidence of a case does not say, and
    questions answered from the register of contacts.
    """

    def __init__(self, index: Index, cases: Sequence[Located]) -> None:
        self.index = index
        self._known = {
            (worded, one.case.history): one
            for one in cases
            for worded in (one.case.question, *one.case.variants.rewordings.values())
        }

    def search(
        self, question: str, history: Sequence[Turn] = (), top_k: int = TOP_K
    ) -> tuple[Query, tuple[Hit, ...]]:
        """A passage for each item of evidence first, then the others that hold any."""
        items = self._located(question, history).items
        first = [next(iter(item)) for item in items if item]
        ids = list(dict.fromkeys([*first, *(name for item in items for name in item)]))[:top_k]
        hits = (Hit(p, self.index.reviews[p.review_id], 1.0) for p in self.index.passages(ids))
        return Query(question, question, question, "fact"), tuple(hits)

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """The sentences of the evidence, each stretch once."""
        items = self._located(question, history).items
        spans = {(name, span) for item in items for name, found in item.items() for span in found}
        ordered = sorted(spans, key=lambda one: (one[1].file, one[1].start, one[1].end))
        picks = [self._pick(name, span) for name, span in ordered]
        return quoted(question, self.index, picks, self.search(question, history)[1])

    def _pick(self, passage_id: str, span: Span) -> Pick:
        (passage,) = self.index.passages([passage_id])
        said = tuple(s for s in passage.sentences if s.start < span.end and span.start < s.end)
        return Pick(passage, said, 1.0)

    def _located(self, question: str, history: Sequence[Turn]) -> Located:
        return self._known[question, tuple(turn.question for turn in history)]
