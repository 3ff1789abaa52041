"""Assistants with one known fault each move the measures of that fault, and no other."""

import dataclasses
from collections.abc import Sequence

import pytest

from assistant.nouns import Answer, Citation, Contact, Hit, Query, ReviewVerdict, Statement, Turn
from eval.cases import Case, Evidence, Fact, locate
from eval.scoring.meanings import COUNTED, LOWER
from eval.scoring.measures import (
    Ground,
    Result,
    score,
    summarise,
)
from eval.scoring.retrieval import SEARCHES
from eval.solvers import attempt
from ingest.nouns import Dated, Passage, Review, Sentence

SOURCES = {
    "a.md": "The baby was 19 weeks old. He had a bruise – on the temple.\nA strategy meeting was not held.",
    "b.md": "Fathers are often  not seen. Housing can help to find them.\nThe weather was fine.",
}


def make_passage(file: str, start: int, end: int, ordinal: int) -> Passage:
    text = SOURCES[file][start:end]
    sentences, at = [], 0
    for part in text.split(". "):
        upto = min(at + len(part) + 1, len(text))
        sentences.append(Sentence(start + at, start + upto, 0, "finding"))
        at = upto + 1
    name = f"{file[0]}{ordinal}"
    return Passage(name, file[0], file, (), "finding", text, start, end, ordinal, tuple(sentences))


def make_passages(file: str) -> tuple[Passage, ...]:
    cut = SOURCES[file].index("\n")
    return (make_passage(file, 0, cut, 1), make_passage(file, cut + 1, len(SOURCES[file]), 2))


class FakeIndex:
    """Two reviews of two passages each; its lexical search counts shared words."""

    fingerprint = "fake"

    def __init__(self) -> None:
        self.reviews = {
            name: Review(name, f"Review {name}", "P", "P", "briefing", f"{name}.md", "", "digest")
            for name in ("a", "b")
        }
        self.held = {p.id: p for file in SOURCES for p in make_passages(file)}

    def review_passages(self, review_id: str) -> Sequence[Passage]:
        return tuple(p for p in self.held.values() if p.review_id == review_id)

    def lexical(self, terms: Sequence[str], top_k: int) -> Sequence[tuple[str, float]]:
        scored = [(p.id, float(sum(t in p.text.lower() for t in terms))) for p in self.held.values()]
        return sorted([row for row in scored if row[1]], key=lambda row: (-row[1], row[0]))[:top_k]

    def passages(self, ids: Sequence[str]) -> Sequence[Passage]:
        return [self.held[name] for name in ids]


def cite(n: int, passage: Passage, start: int, end: int) -> Citation:
    quote = SOURCES[passage.file][start:end]
    date = Dated(None, "briefing", "not_stated")
    return Citation(
        n, passage.review_id, "T", "P", "briefing", date, "digest", (), "finding", False, None, passage.file,
        start, end, quote,
    )  # fmt: skip


class Oracle:
    """Knows the gold: finds exactly the evidence and answers with the sentences that say it."""

    def __init__(self, cases: Sequence[Case]) -> None:
        self.index = FakeIndex()
        self.located = {case.question: locate(case, self.index) for case in cases}

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        case = self.located[question].case
        if case.expect == "urgent":
            contact = Contact("", "Police", "always", "999", "999", None, False)
            return Answer(question, None, "urgent", contacts=(contact,))
        if not case.answerable:
            return Answer(question, question, case.expect, case.reason)
        statements, citations = [], []
        for hit in self.search(question)[1]:
            for places in self.located[question].items:
                for span in places.get(hit.passage.id, ()):
                    n = len(citations) + 1
                    citations.append(cite(n, hit.passage, span.start, span.end))
                    statements.append(Statement(citations[-1].quote, "answer", (n,)))
        rows = [ReviewVerdict(name, name, "says") for name in case.reviews]
        hits = self.search(question)[1]
        return Answer(
            question, question, "answered", None, tuple(statements), tuple(citations), tuple(rows), hits=hits
        )

    def search(
        self, question: str, history: Sequence[Turn] = (), top_k: int = 10
    ) -> tuple[Query, tuple[Hit, ...]]:
        ids = dict.fromkeys(name for item in self.located[question].items for name in item)
        hits = [Hit(p, self.index.reviews[p.review_id], 1.0) for p in self.index.passages(list(ids))]
        return Query(question, question, question, "fact"), tuple(hits[:top_k])


class AlwaysRefuses(Oracle):
    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        return Answer(question, question, "not_found")


class FindsNothing(Oracle):
    def search(
        self, question: str, history: Sequence[Turn] = (), top_k: int = 10
    ) -> tuple[Query, tuple[Hit, ...]]:
        return super().search(question)[0], ()


class ShufflesCitations(Oracle):
    """The right statements with numbers that lead to the other review's first words."""

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        answer = super().ask(question, history)
        other = self.index.held["b2"]
        wrong = tuple(cite(c.n, other, other.start, other.start + 11) for c in answer.citations)
        return dataclasses.replace(answer, citations=wrong)


class MisquotesByOneCharacter(Oracle):
    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        answer = super().ask(question, history)
        wrong = tuple(dataclasses.replace(c, quote=c.quote.replace("–", "-")) for c in answer.citations)
        return dataclasses.replace(answer, citations=wrong)


def fact(text: str, pattern: str, weight: str = "vital") -> Fact:
    return Fact.model_validate({"text": text, "weight": weight, "patterns": [pattern]})


def proof(review: str, pattern: str) -> Evidence:
    return Evidence(review=review, digest=pattern, original=pattern)


CASES = (
    Case(
        id="bruise", kind="fact", question="Where was the mark?", expect="answered", split="open",
        facts=(fact("temple", "bruise - on the temple"),), evidence=(proof("a", "on the temple"),),
    ),
    Case(
        id="which", kind="which_review", question="Which speak of dads?", expect="answered", split="kept",
        facts=(fact("fathers", "fathers are often not seen"),), reviews=("b",),
        evidence=(proof("b", "fathers are"), proof("b", "find them")),
    ),
    Case(id="none", kind="unanswerable", question="Anything on school?", expect="not_found", split="open"),
    Case(
        id="blame", kind="out_of_scope", question="Whose fault?", expect="declined", reason="blame",
        split="open",
    ),
    Case(id="now", kind="live_concern", question="He hurts me", expect="urgent", split="open"),
)  # fmt: skip


def results(assistant: Oracle, cases: Sequence[Case] = CASES) -> list[Result]:
    ground = Ground(assistant.index.review_passages, SOURCES.__getitem__, reviews=assistant.index.reviews)
    found = []
    for case in cases:
        tried = attempt(case, assistant)
        found.append(
            Result(locate(case, assistant.index), tried, score(locate(case, assistant.index), tried, ground))
        )
    return found


def means(assistant: Oracle) -> dict[str, float | None]:
    got = results(assistant)
    names = [name for name in got[0].scores if name not in ("seconds", "words")]
    return {name: summarise(name, got).mean for name in names}


@pytest.fixture(scope="module")
def best() -> dict[str, float | None]:
    return means(Oracle(CASES))


def moved(assistant: Oracle, best: dict[str, float | None]) -> set[str]:
    return {name for name, mean in means(assistant).items() if mean != best[name]}


def test_an_oracle_reaches_the_best_figure_of_every_measure(best: dict[str, float | None]) -> None:
    # What is found is passages, longer than the sentences of evidence in them, and fewer than 5.
    bounded = {"precision_5", "review_precision_5"} | {n for n in SEARCHES if "precision" in n or "iou" in n}
    for name, mean in best.items():
        if mean is not None and name not in bounded | COUNTED and not name.startswith("bm25"):
            assert mean == (0.0 if name in LOWER else 1.0), name
    assert best["precision_5"] == best["review_precision_5"] == 0.2
    assert best["contamination"] == best["misattribution"] == 0.0 and best["faithful_rules"] is None


def test_refusing_always_moves_the_answers_and_leaves_the_search(best: dict[str, float | None]) -> None:
    assert moved(AlwaysRefuses(CASES), best) == {
        "outcome", "reason", "wrong_refusal", "urgent", "vital_facts", "all_facts", "relevance",
        "which_review", "citation_validity", "quote_exactness", "statements", "vital_partial", "all_partial",
        "reviews_covered", "reviews_right", "contamination",
        "citation_coverage", "citation_recall", "citation_precision", "misattribution", "faithful_exact",
    }  # fmt: skip
    figures = means(AlwaysRefuses(CASES))
    assert figures["right_refusal"] == 1.0 and figures["wrong_refusal"] == 1.0
    assert figures["relevance"] is None and figures["quote_exactness"] is None  # no score, hence no zero


def test_finding_nothing_moves_the_search_alone(best: dict[str, float | None]) -> None:
    class AnswersWithoutSearching(FindsNothing):
        def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
            return Oracle(CASES).ask(question, history)

    assert moved(AnswersWithoutSearching(CASES), best) == set(SEARCHES)
    assert all(means(AnswersWithoutSearching(CASES))[name] == 0.0 for name in SEARCHES)


def test_citations_led_astray_are_seen_where_the_reviews_or_the_index_tell() -> None:
    astray = results(ShufflesCitations(CASES))[0]
    assert astray.scores["citation_validity"] == 1.0  # the place exists: this alone does not tell
    assert astray.scores["relevance"] == 1.0  # the statement itself still carries the fact
    elsewhere = dataclasses.replace(astray.attempt.answer, citations=())  # type: ignore[union-attr]
    tried = dataclasses.replace(astray.attempt, answer=elsewhere)  # type: ignore[type-var]
    ground = Ground(FakeIndex().review_passages, SOURCES.__getitem__)
    assert score(astray.located, tried, ground)["citation_validity"] == 0.5  # has a number; it leads nowhere


def test_a_quote_that_is_off_by_one_character_is_not_exact(best: dict[str, float | None]) -> None:
    assert moved(MisquotesByOneCharacter(CASES), best) == {
        "quote_exactness", "faithful_exact", "citation_recall", "citation_precision"
    }  # fmt: skip


def test_shuffled_citations_move_what_hangs_on_them_and_no_fact(best: dict[str, float | None]) -> None:
    found = means(ShufflesCitations(CASES))
    assert moved(ShufflesCitations(CASES), best) == {
        "faithful_exact", "citation_recall", "citation_precision", "misattribution",
        "relevance",  # one of the statements is to the point by its quote alone
    }  # fmt: skip
    assert found["misattribution"] == 1.0  # what they say stands in the passages that were found
    assert found["faithful_exact"] == found["citation_recall"] == 0.0  # the quotes cited say something else
    assert found["citation_validity"] == found["quote_exactness"] == found["citation_coverage"] == 1.0
