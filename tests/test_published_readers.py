"""Sets that others publish are read as they are, and what is wrong with a file is told in one line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from published_kit import beir_folder, clapnq_file, clapnq_line, lines, squad_file, squad_object

from eval.published.beir import read_beir, write_beir
from eval.published.clapnq import as_beir, read_clapnq
from eval.published.squad import read_squad
from ingest.errors import ReviewsError


def test_a_beir_folder_gives_texts_questions_and_what_is_relevant(tmp_path: Path) -> None:
    found = read_beir(beir_folder(tmp_path / "tiny"))
    assert found.name == "tiny" and len(found.texts) == 4
    assert [topic.id for topic in found.topics] == ["q1", "q2", "q3"]
    assert found.relevant["q2"] == {"d2": 2}, "a text judged 0 is not relevant"


def test_a_question_without_any_relevant_text_is_not_asked(tmp_path: Path) -> None:
    folder = beir_folder(tmp_path / "tiny")
    lines(folder / "qrels" / "test.tsv", ["query-id\tcorpus-id\tscore", "q1\td1\t1", "q2\td2\t0"])
    assert [topic.id for topic in read_beir(folder).topics] == ["q1"]


def test_the_only_judgements_there_are_serve_and_of_several_one_is_named(tmp_path: Path) -> None:
    folder = beir_folder(tmp_path / "tiny")
    (folder / "qrels" / "test.tsv").rename(folder / "qrels" / "dev.tsv")
    assert len(read_beir(folder).topics) == 3
    lines(folder / "qrels" / "train.tsv", ["q1\td1\t1"])
    with pytest.raises(ReviewsError, match=r"no test\.tsv, but dev, train.*--part"):
        read_beir(folder)
    assert len(read_beir(folder, "train").topics) == 1


BEIR_FAULTS = [
    ("corpus.jsonl", ['{"_id": "d1", "text": "x"}', "{"], "corpus.jsonl, line 2: it is no JSON"),
    ("corpus.jsonl", ["[1]"], "corpus.jsonl, line 1: it is no JSON object"),
    ("corpus.jsonl", [{"_id": "d1"}], 'corpus.jsonl, line 1: "text" is missing'),
    ("corpus.jsonl", [{"_id": "d", "text": "x"}] * 2, 'corpus.jsonl, line 2: the id "d" is there already'),
    ("queries.jsonl", [{"_id": "q1", "text": " "}], 'queries.jsonl, line 1: "text" is empty'),
    ("queries.jsonl", [{"_id": True, "text": "x"}], 'queries.jsonl, line 1: "_id" is no text'),
    ("qrels/test.tsv", ["q1 d1 1"], "test.tsv, line 1: it has 1 columns and not 3"),
    ("qrels/test.tsv", ["query-id\tcorpus-id\tscore", "q1\td1\tx"], 'line 2: the score "x" is no whole'),
    ("qrels/test.tsv", ["q9\td1\t1"], 'line 1: the question "q9" is not in queries.jsonl'),
    ("qrels/test.tsv", ["q1\td9\t1"], 'line 1: the text "d9" is not in corpus.jsonl'),
    ("qrels/test.tsv", ["q1\td1\t0"], "test.tsv finds no text relevant"),
]


@pytest.mark.parametrize(("file", "rows", "told"), BEIR_FAULTS)
def test_a_broken_beir_folder_is_told_by_file_line_and_fault(
    tmp_path: Path, file: str, rows: list[Any], told: str
) -> None:
    folder = beir_folder(tmp_path / "tiny")
    lines(folder / file, rows)
    with pytest.raises(ReviewsError) as raised:
        read_beir(folder)
    assert told in str(raised.value) and "\n" not in str(raised.value)


def test_a_line_that_is_not_utf8_is_named_by_its_number(tmp_path: Path) -> None:
    folder = beir_folder(tmp_path / "tiny")
    (folder / "queries.jsonl").write_bytes(b'{"_id": "q1", "text": "x"}\n{"_id": "\xff"}\n')
    with pytest.raises(ReviewsError, match=r"queries.jsonl, line 2: it is not UTF-8"):
        read_beir(folder)


def test_a_clapnq_line_gives_the_sentences_that_answer_by_their_places(tmp_path: Path) -> None:
    found = read_clapnq([clapnq_file(tmp_path / "clapnq.jsonl")])
    first, second, third = found.cases
    assert first.gold == (frozenset({1}),) and second.gold == (frozenset({0}),)
    assert first.answerable and not third.answerable and third.gold == ()
    start, end = first.sentences[1]
    assert first.text.text[start:end] == "They hold hands so that they do not drift apart."


def test_an_answer_for_which_no_sentence_was_marked_still_counts_as_answerable(tmp_path: Path) -> None:
    row = clapnq_line("1", "why do otters hold hands", "d1")
    row["output"][0]["answer"] = "So that they stay together."
    (case,) = read_clapnq([lines(tmp_path / "one.jsonl", [row])]).cases
    assert case.answerable and case.gold == ()


def test_clapnq_as_a_beir_folder_reads_back_the_same(tmp_path: Path) -> None:
    found = as_beir(read_clapnq([clapnq_file(tmp_path / "clapnq.jsonl")]))
    assert len(found.texts) == 3 and [topic.id for topic in found.topics] == ["1", "2"]
    write_beir(found, tmp_path / "clapnq")
    again = read_beir(tmp_path / "clapnq")
    assert (again.texts, again.topics, again.relevant) == (found.texts, found.topics, found.relevant)


def _without(name: str) -> Callable[[dict[str, Any]], None]:
    return lambda row: row.pop(name)


CLAPNQ_FAULTS: list[tuple[Callable[[dict[str, Any]], Any], str]] = [
    (_without("input"), '"input" is missing'),
    (_without("output"), '"output" is missing'),
    (lambda row: row.update(passages=[]), '"passages" does not hold exactly one passage'),
    (lambda row: row["passages"][0].update(sentences=["Never said."]), "sentence 1 does not stand in"),
    (lambda row: row["output"][0].update(selected_sentences=["Other."]), 'is not of the passage: "Other."'),
    (lambda row: row.update(id="1"), 'the id "1" is there already'),
]


@pytest.mark.parametrize(("spoil", "told"), CLAPNQ_FAULTS)
def test_a_broken_clapnq_line_is_told_by_its_number_and_fault(
    tmp_path: Path, spoil: Callable[[dict[str, Any]], Any], told: str
) -> None:
    rows = [clapnq_line("1", "a?", "d1", (0,)), clapnq_line("2", "b?", "d2", (1,))]
    spoil(rows[1])
    with pytest.raises(ReviewsError) as raised:
        read_clapnq([lines(tmp_path / "clapnq.jsonl", rows)])
    assert str(raised.value).startswith("clapnq.jsonl, line 2: ") and told in str(raised.value)


def test_squad_gives_the_sentence_in_which_an_answer_stands(tmp_path: Path) -> None:
    yes, no = read_squad(squad_file(tmp_path / "squad.json")).cases
    assert yes.answerable and yes.gold == (frozenset({1}),) and yes.text.title == "Sea Otters"
    assert not no.answerable and yes.text == no.text


SQUAD_FAULTS: list[tuple[Callable[[dict[str, Any]], Any], str]] = [
    (lambda p: p.pop("context"), 'article 1, paragraph 1: "context" is missing'),
    (
        lambda p: p["qas"][0]["answers"][0].update(answer_start=3),
        'question 1: the answer "drift apart" does not',
    ),
    (lambda p: p["qas"][0].update(is_impossible=True), 'question 1: "is_impossible" and "answers" do not'),
    (lambda p: p["qas"][1].update(id="a"), 'the id "a" is there already'),
    (lambda p: p["qas"][1].pop("question"), 'question 2: "question" is missing'),
]


@pytest.mark.parametrize(("spoil", "told"), SQUAD_FAULTS)
def test_a_broken_squad_file_is_told_by_its_place_and_fault(
    tmp_path: Path, spoil: Callable[[dict[str, Any]], Any], told: str
) -> None:
    held = squad_object()
    spoil(held["data"][0]["paragraphs"][0])
    with pytest.raises(ReviewsError) as raised:
        read_squad(squad_file(tmp_path / "squad.json", held))
    assert told in str(raised.value) and "\n" not in str(raised.value)


def test_squad_that_is_no_json_is_told_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "squad.json"
    path.write_text('{"data":\n[}', encoding="utf-8")
    with pytest.raises(ReviewsError, match=r"squad.json, line 2: it is no JSON"):
        read_squad(path)
    path.write_text(json.dumps({"data": [3]}), encoding="utf-8")
    with pytest.raises(ReviewsError, match="article 1: it is no JSON object"):
        read_squad(path)
