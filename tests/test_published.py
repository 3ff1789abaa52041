"""Published sets go through our own index, search and choice of sentences, and come out as figures with their n."""

import json
import os
from pathlib import Path

import pytest
from conftest import ROOT
from published_kit import TEXTS, beir_folder, clapnq_file, squad_file

from eval.published.__main__ import main
from eval.published.answers import Outcome, chosen, quoted_of, told_apart
from eval.published.beir import read_beir
from eval.published.index import canonical, indexed
from eval.published.measure import Half, How, kind_of, measure, published_sets
from eval.published.nouns import Posed, Text
from eval.published.scores import difference, of_ranking
from eval.published.search import BM25, OURS, PLAIN, best_of_each, understood
from ingest.embedding import MiniLM
from ingest.errors import ReviewsError
from ingest.settings import Settings, load_settings

PUBLIC = Path(os.environ.get("PUBLISHED_SETS") or ROOT.parent / "shared" / "public")


@pytest.fixture(scope="module")
def settings() -> Settings:
    return load_settings()


def text(key: str) -> Text:
    return Text(key, *TEXTS[key])


def posed(gold: tuple[set[int], ...], answerable: bool = True) -> Posed:
    return Posed(
        "1", "q?", text("d1"), ((0, 28), (29, 78)), answerable, tuple(frozenset(one) for one in gold)
    )


def test_a_text_stands_in_an_index_of_its_own_under_its_title_as_heading(
    settings: Settings, tmp_path: Path
) -> None:
    embedder = MiniLM(settings.home / "models")
    with indexed([text("d1"), text("d2")], embedder, tmp_path) as index:
        (passage,) = index.review_passages("d1")
        assert passage.section == ("Otters",)
        written, before = canonical(text("d1"))
        assert written[passage.start : passage.end] == passage.text == written[before:]
        assert understood("what do Otters and Bridges say", index).review_ids == ()
        folder = index._folder
    assert not folder.exists()


def test_a_text_is_ranked_where_its_best_passage_stands() -> None:
    assert best_of_each(["a2", "b1", "a1", "c1"], {"a1": "a", "a2": "a", "b1": "b", "c1": "c"}) == [
        "a",
        "b",
        "c",
    ]


def test_a_ranking_is_scored_as_trec_eval_has_it(tmp_path: Path) -> None:
    found = read_beir(beir_folder(tmp_path / "tiny"))
    scores = of_ranking(found, {"q1": ["d1"], "q2": ["d4", "d2"], "q3": []})
    assert scores["RR@10"] == {"q1": 1.0, "q2": 0.5, "q3": 0.0}
    assert scores["R@10"] == {"q1": 1.0, "q2": 1.0, "q3": 0.0}
    assert scores["nDCG@10"]["q2"] == pytest.approx(1 / 1.5849625)


def test_a_difference_is_of_the_same_questions() -> None:
    less = difference({"a": 1.0, "b": 0.5}, {"a": 0.5, "b": 0.5})
    assert (less.n, less.mean) == (2, 0.25)
    assert difference({"a": 1.0}, {}).mean is None


def test_sentences_quoted_are_compared_with_the_reader_they_agree_with_best() -> None:
    case = posed(({0}, {0, 1}))
    both = chosen(Outcome(case, frozenset({0, 1}), False, 1.0))
    assert both is not None and both.f1 == 1.0
    one = chosen(Outcome(posed(({0, 1},)), frozenset({1}), False, 1.0))
    assert one is not None and (one.precision, one.recall) == (1.0, 0.5)
    none = chosen(Outcome(case, frozenset(), True, 0.0))
    assert none is not None and none.f1 == 0.0
    assert chosen(Outcome(posed(()), frozenset({0}), False, 1.0)) is None


def test_a_sentence_counts_as_quoted_from_half_of_it_on() -> None:
    from assistant.select import Pick
    from ingest.nouns import Passage, Sentence

    written, before = canonical(text("d1"))

    def pick(start: int, end: int) -> Pick:
        sentence = Sentence(before + start, before + end, 0, "finding")
        return Pick(
            Passage("p", "d1", "f", (), "finding", written, 0, len(written), 0, (sentence,)), (sentence,), 1.0
        )

    assert quoted_of(posed(()), [pick(0, 28)]) == {0}
    assert quoted_of(posed(()), [pick(10, 78)]) == {0, 1}
    assert quoted_of(posed(()), [pick(20, 50)]) == frozenset()


def test_telling_apart_is_a_half_by_chance_and_one_at_best() -> None:
    yes = Outcome(posed(({0},)), frozenset({0}), False, 0.9)
    no = Outcome(posed((), answerable=False), frozenset(), True, 0.1)
    assert told_apart([yes, no]) == 1.0
    assert told_apart([yes, Outcome(no.case, no.quoted, True, 0.9)]) == 0.5
    assert told_apart([yes]) is None


def test_a_beir_folder_is_searched_by_every_system(settings: Settings, tmp_path: Path) -> None:
    report = measure([beir_folder(tmp_path / "tiny")], settings)
    means, less = report.parts
    assert (report.texts, report.questions) == (4, 3)
    assert {OURS, BM25, PLAIN} <= set(means.rows)
    assert means.rows[OURS][0].mean == 1.0 and means.rows[OURS][0].n == 3
    assert set(less.rows) == {f"{OURS} less {name}" for name in means.rows if name != OURS}
    assert "| ours | 1.000" in report.as_markdown()


def test_clapnq_is_answered_refused_and_searched(settings: Settings, tmp_path: Path) -> None:
    report = measure([clapnq_file(tmp_path / "clapnq.jsonl")], settings)
    titles = [part.title.partition(":")[0] for part in report.parts]
    assert titles == ["Answers", "Refusals, both ways", "Search", "Search"]
    refusals = {name: row[0] for name, row in report.parts[1].rows.items()}
    assert refusals["answerable, refused"].mean == 0.0 and refusals["answerable, refused"].n == 2
    assert refusals["unanswerable, answered"].mean == 0.0 and refusals["unanswerable, answered"].n == 1
    assert (report.parts[0].rows["every answerable question"][1].mean or 0) > 0.9


def test_squad_is_answered_and_refused(settings: Settings, tmp_path: Path) -> None:
    report = measure([squad_file(tmp_path / "squad.json")], settings)
    assert [part.title.partition(":")[0] for part in report.parts] == ["Answers", "Refusals, both ways"]
    assert report.parts[0].rows["every answerable question"][1].mean == 1.0
    assert report.parts[1].rows["unanswerable, answered"][0].mean == 0.0


def test_half_of_the_questions_and_the_other_half_are_all(settings: Settings, tmp_path: Path) -> None:
    folder = [beir_folder(tmp_path / "tiny")]
    halves: tuple[Half, Half] = ("develop", "report")
    counts = [measure(folder, settings, How(half=half)).questions for half in halves]
    assert sum(counts) == 3
    assert measure(folder, settings, How(limit=2)).questions == 2


def test_the_format_is_told_by_the_path(tmp_path: Path) -> None:
    beir_folder(tmp_path / "tiny")
    clapnq = clapnq_file(tmp_path / "clapnq_dev.jsonl")
    squad = squad_file(tmp_path / "squad-dev.json")
    assert [kind_of(path) for path in (tmp_path / "tiny", clapnq, squad)] == ["beir", "clapnq", "squad"]
    kinds = [kind for kind, _ in published_sets(tmp_path)]
    assert kinds == ["beir", "clapnq", "squad"]
    with pytest.raises(ReviewsError, match="is no set that is read"):
        kind_of(tmp_path)


def test_the_command_prints_one_object_or_one_line_of_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(beir_folder(tmp_path / "tiny")), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["questions"] == 3
    assert main([str(tmp_path), "--plain", "--out", str(tmp_path / "page.md")]) == 0
    assert capsys.readouterr().out.strip() == (tmp_path / "page.md").read_text("utf-8").strip()
    assert "our embedder alone" not in (tmp_path / "page.md").read_text("utf-8"), "its weights are the plain"
    assert main([str(tmp_path / "none")]) == 1
    told = capsys.readouterr().err
    assert told.startswith(str(tmp_path / "none")) and told.count("\n") == 1


def test_sets_that_others_published_are_read_whole() -> None:
    if not PUBLIC.is_dir():
        pytest.skip("the published sets (../shared/public, or PUBLISHED_SETS) are not at hand")
    from eval.published.clapnq import as_beir, read_clapnq
    from eval.published.squad import read_squad

    found = list(published_sets(PUBLIC))
    assert found
    for kind, paths in found:
        if kind == "clapnq":
            read = read_clapnq(paths)
            assert read.cases and as_beir(read).texts == read.texts
        else:
            assert read_squad(paths[0]).cases if kind == "squad" else read_beir(paths[0]).topics
