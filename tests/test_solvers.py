"""The solvers that the assistant is compared with: each does what it says, and a stage left out is left out."""

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Corpus, words
from test_eval_solvers import CASES, AlwaysRefuses, results
from test_eval_solvers import Oracle as KnowsTheGold

from assistant.nouns import Query
from assistant.reading import QuestionReader
from assistant.retrieve import READ as READ_BY_OURS
from assistant.retrieve import RRF_K, Evidence, Retriever, Stages
from assistant.words import content, tokens
from eval import solvers
from eval.cases import Located, Span
from eval.scoring.measures import summarise
from eval.solvers import bounds
from eval.solvers.__main__ import main
from eval.solvers.ablated import LEFT_OUT, assistant_with
from eval.solvers.baselines import READ, SAID, MeaningAlone, WordsAlone
from eval.solvers.compare import OURS, SOLVERS, Bench, asked, drawn, opened
from eval.solvers.distractors import write_distractors
from eval.solvers.recut import CutsAnew, recut
from eval.solvers.table import differences
from ingest.nouns import Passage

BRUISES = "What did the Child H review say about bruises?"
OF_EVERY = "Which reviews mention domestic abuse?"
OF_SHORT = "What was said about DA and housing?"


@pytest.fixture(scope="module")
def bench(shipped: Corpus) -> Bench:
    return opened(shipped.settings)


@pytest.fixture(scope="module")
def facts(bench: Bench) -> list[Located]:
    """A few open cases with evidence in one review."""
    found = [one for one in bench.located if one.case.kind == "fact" and one.case.split == "open"]
    return found[::8]


def understood(bench: Bench, question: str) -> Query:
    read: QuestionReader = bench.ours.read
    return read(question, (), bench.ours.index, {})


def searched(bench: Bench, question: str, stages: Stages) -> Evidence:
    retrieve = Retriever(bench.ours.index, bench.embedder, {}, stages)
    return retrieve(understood(bench, question), 10)


def found_by(evidence: Evidence) -> set[str]:
    return {name for hit in evidence.hits for name in hit.found_by}


def test_a_search_left_out_finds_nothing(bench: Bench) -> None:
    assert found_by(searched(bench, OF_SHORT, Stages())) == {"dense", "lexical", "synonyms"}
    assert found_by(searched(bench, OF_SHORT, Stages(lexical=False))) == {"dense"}
    assert found_by(searched(bench, OF_SHORT, Stages(dense=False))) == {"lexical", "synonyms"}
    assert found_by(searched(bench, OF_SHORT, Stages(expansion=False))) == {"dense", "lexical"}


def test_without_expansion_a_question_has_its_own_words_alone(bench: Bench) -> None:
    with_it, without = (searched(bench, OF_SHORT, Stages(expansion=on)) for on in (True, False))
    assert any(concept.synonyms or concept.phrases for concept in with_it.concepts)
    assert not any(concept.synonyms or concept.phrases for concept in without.concepts)
    assert (with_it.vector != without.vector).any()  # "DA" is spelt out for the one


def test_without_a_second_stage_passages_stand_as_the_searches_rank_them(bench: Bench) -> None:
    plain = searched(bench, BRUISES, Stages(second=False)).hits
    weights = {"dense": 1.0, "lexical": 1.0, "synonyms": 0.5}
    for hit in plain:
        fused = sum(weights[name] / (RRF_K + rank) for name, rank in hit.found_by.items())
        assert hit.score == pytest.approx(fused, abs=1e-6)
    whole = searched(bench, BRUISES, Stages()).hits
    assert [hit.passage.id for hit in plain] != [hit.passage.id for hit in whole]


def test_without_grouping_a_question_of_every_review_is_searched_as_any_other(bench: Bench) -> None:
    grouped, together = (searched(bench, OF_EVERY, Stages(per_review=on)) for on in (True, False))
    heard = {scored.passage.review_id for scored in grouped.sentences}
    assert heard == set(bench.ours.index.reviews)
    assert len({scored.passage.id for scored in grouped.sentences}) > READ_BY_OURS
    assert len({scored.passage.id for scored in together.sentences}) <= READ_BY_OURS


@pytest.mark.parametrize("name", LEFT_OUT)
def test_exactly_one_stage_is_left_out(name: str) -> None:
    stages = LEFT_OUT[name]
    off = [field for field in Stages.__dataclass_fields__ if not getattr(stages, field)]
    assert len(off) == 1 and name == f"no {off[0].replace('second', 'second stage')}".replace(
        "per_review", "per-review grouping"
    )


def test_the_assistant_hands_its_stages_on(bench: Bench) -> None:
    _, hits = assistant_with(bench.settings, Stages(dense=False)).search(BRUISES)
    assert hits and all("dense" not in hit.found_by for hit in hits)


def test_words_alone_ranks_as_the_lexical_index_does(bench: Bench) -> None:
    alone, index = WordsAlone(bench.ours.index), bench.ours.index
    _, hits = alone.search(BRUISES)
    ranked = index.lexical(content(tokens(BRUISES)), 10)
    assert [(hit.passage.id, hit.score) for hit in hits] == ranked
    assert alone.ask("xylophone zeppelin").outcome == "not_found"  # nothing at all has a word of it


def test_meaning_alone_ranks_as_the_vectors_do(bench: Bench) -> None:
    alone = MeaningAlone(bench.ours.index, bench.embedder)
    _, hits = alone.search(BRUISES)
    ranked = bench.ours.index.dense(bench.embedder.embed([BRUISES])[0], 10)
    assert [(hit.passage.id, hit.score) for hit in hits] == ranked


@pytest.mark.parametrize("name", ["BM25 alone", "dense alone"])
def test_a_baseline_quotes_the_best_sentences_of_its_first_passages_and_refuses_nothing(
    bench: Bench, name: str
) -> None:
    alone = SOLVERS[name].built(bench)
    assert isinstance(alone, WordsAlone | MeaningAlone)
    for question in (BRUISES, "Whose fault was it that the baby had bruises?"):
        answer = alone.ask(question)
        assert answer.outcome == "answered" and len(answer.statements) == SAID
        first = [hit.passage for hit in alone.search(question)[1][:READ]]
        scores = {(p.file, one.start): score for score, p, one in alone.scored(question, first)}
        quoted = [scores[citation.file, citation.start] for citation in answer.citations]
        assert quoted == sorted(scores.values(), reverse=True)[:SAID]
        for citation in answer.citations:
            assert bench.ground.source(citation.file)[citation.start : citation.end] == citation.quote


def test_always_refusing_is_right_of_what_has_no_answer_and_of_nothing_else(bench: Bench) -> None:
    cases = drawn(bench.located, 0.001)
    found = asked(bounds.AlwaysRefuses(bench.ours.index), cases, bench.ground)
    means = {name: summarise(name, found).mean for name in ("right_refusal", "wrong_refusal", "recall_5")}
    assert means == {"right_refusal": 1.0, "wrong_refusal": 1.0, "recall_5": 0.0}


def test_the_oracle_finds_all_evidence_and_quotes_nothing_else(bench: Bench, facts: list[Located]) -> None:
    found = asked(bounds.Oracle(bench.ours.index, bench.located), facts, bench.ground)
    for name in ("recall_10", "mrr_10", "relevance", "quote_exactness", "citation_validity"):
        assert summarise(name, found).mean == 1.0, name
    vital = summarise("vital_facts", found).mean
    assert vital is not None and vital > 0.85


def test_the_oracle_knows_the_rewordings_of_a_question_too(bench: Bench) -> None:
    oracle = bounds.Oracle(bench.ours.index, bench.located)
    reworded = next(one for one in bench.located if one.case.variants.rewordings and one.case.evidence)
    asks = next(iter(reworded.case.variants.rewordings.values()))
    assert [hit.passage.id for hit in oracle.search(asks)[1]] == [
        hit.passage.id for hit in oracle.search(reworded.case.question)[1]
    ]


@pytest.fixture(scope="module")
def starter(bench: Bench) -> solvers.Asked:
    return SOLVERS["starter, small chunks"].built(bench)


def test_the_starter_knows_where_its_chunks_stand(bench: Bench, starter: solvers.Asked) -> None:
    assert isinstance(starter, CutsAnew)
    for passage in starter.passages:
        assert bench.ground.source(passage.file)[passage.start : passage.end] == passage.text
    assert {passage.review_id for passage in starter.passages} == set(bench.ours.index.reviews)


def test_the_starter_answers_with_its_five_nearest_chunks(bench: Bench, starter: solvers.Asked) -> None:
    answer = starter.ask(BRUISES)
    _, hits = starter.search(BRUISES)
    assert len(hits) == 5 and [hit.score for hit in hits] == sorted((h.score for h in hits), reverse=True)
    assert [citation.quote for citation in answer.citations] == [hit.passage.text for hit in hits]
    vectors = bench.embedder.embed([BRUISES, hits[0].passage.text])
    assert hits[0].score == pytest.approx(float(vectors[0] @ vectors[1]), abs=1e-4)


def test_the_starter_is_judged_by_its_own_chunks(
    bench: Bench, starter: solvers.Asked, facts: list[Located]
) -> None:
    found = asked(starter, facts, bench.ground)
    recall, valid = (summarise(name, found).mean for name in ("recall_5", "citation_validity"))
    assert recall is not None and recall > 0.4 and valid == 1.0


def test_cut_as_the_index_is_the_evidence_stands_where_it_was_located(bench: Bench) -> None:
    index = bench.ours.index
    every = [passage for review_id in index.reviews for passage in index.review_passages(review_id)]
    for one in bench.located:
        for item, again in zip(one.items, recut(one, every).items, strict=True):
            assert {name: set(spans) for name, spans in item.items()} == {
                name: set(spans) for name, spans in again.items()
            }


@pytest.mark.parametrize(("start", "end", "holds"), [(0, 40, True), (30, 60, True), (31, 60, False)])
def test_a_passage_holds_what_it_has_at_least_half_of(start: int, end: int, holds: bool) -> None:
    located = Located(CASES[0], ({"old": (Span("a.md", 20, 40),)},))
    new = Passage("new", "a", "a.md", (), "finding", "x" * (end - start), start, end, 0, ())
    assert bool(recut(located, [new]).items[0]) is holds
    assert not recut(located, [replace(new, file="b.md")]).items[0]


def test_a_share_is_seeded_and_has_every_kind_and_part(bench: Bench) -> None:
    few = drawn(bench.located, 0.02)
    assert few == drawn(bench.located, 0.02) and len(few) < 0.05 * len(bench.located)
    every = {(one.case.kind, one.case.split) for one in bench.located}
    assert {(one.case.kind, one.case.split) for one in few} == every
    assert drawn(bench.located, 1.0) == list(bench.located)


def test_the_papers_beside_are_the_same_each_time_and_can_be_read(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
        assert write_distractors(folder, 3) == 3
    texts = [path.read_text("utf-8") for path in sorted(first.iterdir())]
    assert texts == [path.read_text("utf-8") for path in sorted(second.iterdir())]
    assert len(set(texts)) == 3 and all(text.startswith("# ") and "\n## " in text for text in texts)


def test_a_difference_is_of_the_other_less_ours() -> None:
    ours, refusing = results(KnowsTheGold(CASES)), results(AlwaysRefuses(CASES))
    apart = differences(ours, refusing)
    assert apart["wrong_refusal"].mean == 1.0 and apart["vital_facts"].mean == -1.0
    assert apart["recall_5"].mean == 0.0


def test_the_command_writes_a_row_for_each_solver_and_names_no_case(bench: Bench, tmp_path: Path) -> None:
    indexes = bench.settings.index_folder.parent
    before = set(indexes.iterdir())
    out = tmp_path / "solvers.md"
    assert main([*words("--share 0.001 --distractors 1 --solver"), "always refuse", "--out", str(out)]) == 0
    told = out.read_text("utf-8")
    for name in (OURS, "always refuse"):
        rows = [line for line in told.splitlines() if line.startswith(f"| {name} |")]
        assert len(rows) == (6 if name == OURS else 8)  # figures, intervals, the part kept aside, less ours
    assert "## corpus, with 1 made-up reviews beside" in told and "**+1.00" in told
    assert not any(one.case.id in told or one.case.question in told for one in bench.located)
    assert set(indexes.iterdir()) == before  # what was made to be asked is gone


def test_a_share_that_is_none_is_refused_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--share", "0"]) == 1
    assert capsys.readouterr().err.count("\n") == 1
