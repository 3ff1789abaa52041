"""What the harness asks: the assistant or any other solver, and BM25 alone beside it as the baseline to beat."""

import time
from collections.abc import Sequence
from typing import Protocol

from assistant.nouns import Answer, Hit, Query, Turn
from assistant.words import content, tokens
from eval.cases import Case, ReviewIndex
from eval.scoring.measures import Attempt
from ingest.nouns import Passage

TOP_K = 10


class Asked(Protocol):
    """What the harness needs of ``assistant.assistant.Assistant``; a small fake is enough for a test."""

    @property
    def index(self) -> ReviewIndex:
        """The index the assistant answers from."""

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer a question."""

    def search(
        self, question: str, history: Sequence[Turn] = (), top_k: int = TOP_K
    ) -> tuple[Query, tuple[Hit, ...]]:
        """The ranked passages for a question."""


def attempt(case: Case, assistant: Asked) -> Attempt:
    """Ask the assistant one case and time it; search apart from that when there is evidence to be found.

    The hits of an answer are those it considered, which may be fewer than a search ranks; a case without
    evidence needs no second search. Each other wording of the question is searched for too.
    """
    history = [Turn(question) for question in case.history]
    begun = time.perf_counter()
    answer = assistant.ask(case.question, history)
    seconds = time.perf_counter() - begun
    if not case.evidence:
        return Attempt(answer.searched_for, answer.hits, answer, seconds)
    query, hits = assistant.search(case.question, history, TOP_K)
    reworded = {
        sort: tuple(hit.passage for hit in assistant.search(wording, history, TOP_K)[1])
        for sort, wording in case.variants.rewordings.items()
    }
    keyword = keyword_search(case, assistant.index)
    return Attempt(query.searched_for, hits, answer, seconds, keyword, reworded)


def keyword_search(case: Case, index: ReviewIndex) -> tuple[Passage, ...]:
    """BM25 over the question's own words: no history, no synonyms, no vectors, no filters."""
    ranked = index.lexical(content(tokens(case.question)), TOP_K)
    return tuple(index.passages([passage_id for passage_id, _ in ranked]))
