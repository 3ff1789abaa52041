"""The machine contract, field by field, on the shipped digests and on the publishers' originals."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import GOLD, NOON, ROOT, Console, Corpus, words
from jsonschema import Draft202012Validator

from assistant.contract import schemas
from assistant.drafts.contract import draft_schemas
from assistant.retrieve import best_first
from ingest.nouns import KINDS

HIT = words(
    "rank passage_id score review_id title publisher standing file section kind page start end text inferred"
)
SEARCH = words("schema id question query filters hits")
ASK = words(
    "schema id question searched_for outcome reason mode fallback text statements citations reviews missing "
    "choices contacts notes hits filters corpus_fingerprint as_of not_searched timings_ms written"
)
CITATION = words(
    "n review_id title publisher review_type date standing withdrawn section kind page file start end quote inferred"
)
PARTS = {
    "statements": words("text role citations support"),
    "citations": CITATION,
    "reviews": words("review_id title verdict citations inferred"),
    "choices": words("label question"),
    "contacts": words("area label hours number checked doubtful"),
    "notes": words("text date source"),
    "hits": HIT,
}
VARIED = words(
    "fact-01 fact-06 fact-13 fact-17 fact-22 list-01 list-03 list-05 list-09 list-12 which-01 which-06 "
    "which-10 compare-01 compare-06 proc-01 proc-09 contact-01 contact-03 contact-05 follow-01 follow-06 "
    "none-03 none-07 none-13 live-01 live-07 ambig-01 ambig-03 scope-02 scope-05"
)
CASES = {case["id"]: case for case in GOLD}


def asked(corpus: Corpus, name: str) -> dict[str, Any]:
    case = CASES[name]
    return corpus.ask(case["question"], case.get("history") or ())


@pytest.fixture(scope="module")
def answers(corpus: Corpus) -> dict[str, dict[str, Any]]:
    """The objects for varied questions, by case."""
    return {name: asked(corpus, name) for name in VARIED}


@pytest.fixture(scope="module")
def searches(corpus: Corpus) -> dict[str, dict[str, Any]]:
    return {
        name: corpus.search(CASES[name]["question"]) for name in VARIED if name[:4] not in ("live", "scop")
    }


def test_every_object_holds_exactly_the_fields_of_the_contract(
    answers: dict[str, Any], searches: dict[str, Any]
) -> None:
    for one in answers.values():
        assert list(one) == ASK
        for name, fields in PARTS.items():
            assert all(list(part) == fields for part in one[name]), name
        assert all(list(citation["date"]) == ["value", "of", "known"] for citation in one["citations"])
    for one in searches.values():
        assert list(one) == SEARCH
        assert all(list(hit) == HIT for hit in one["hits"])


def test_every_object_is_valid_by_the_printed_schema(
    reviews: Console, answers: dict[str, Any], searches: dict[str, Any]
) -> None:
    printed = json.loads(reviews("schema").out)
    assert printed == {**schemas(), **draft_schemas()}
    assert set(printed) == {"reviews.search/1", "reviews.ask/1", "reviews.draft/1", "error"}
    checks = {name: Draft202012Validator(schema) for name, schema in printed.items()}
    for schema in printed.values():
        Draft202012Validator.check_schema(schema)
        assert set(schema["required"]) == set(schema["properties"])
    for one in (*answers.values(), *searches.values()):
        text = json.dumps(one, allow_nan=False)
        checks[one["schema"]].validate(json.loads(text))


def test_quotes_and_hits_are_the_canonical_text_at_their_place(
    corpus: Corpus, answers: dict[str, Any], searches: dict[str, Any]
) -> None:
    cited = hits = 0
    for one in (*answers.values(), *searches.values()):
        for part in (*one.get("citations", ()), *one["hits"]):
            text = corpus.text(part["file"])
            assert 0 <= part["start"] < part["end"] <= len(text)
            assert text[part["start"] : part["end"]] == part.get("quote", part.get("text"))
        cited, hits = cited + len(one.get("citations", ())), hits + len(one["hits"])
    assert cited > 40 and hits > 300


def test_places_name_review_section_kind_and_no_page(corpus: Corpus, answers: dict[str, Any]) -> None:
    index = corpus.assistant.index
    known = {p.id: p for review in index.reviews for p in index.review_passages(review)}
    for one in answers.values():
        for part in (*one["citations"], *one["hits"]):
            review = index.reviews[part["review_id"]]
            assert (part["file"], part["title"]) == (review.file, review.title)
            assert (part["publisher"], part["standing"]) == (review.publisher, review.standing)
            assert part["kind"] in KINDS and part["page"] is None
            assert not part["file"].startswith("/") and "\\" not in part["file"]
        assert all(hit["section"] == " > ".join(known[hit["passage_id"]].section) for hit in one["hits"])
        sections = {" > ".join(passage.section) for passage in known.values()}
        assert all(citation["section"] in sections for citation in one["citations"])
    assert corpus.folder.name != "corpus" or {r.standing for r in index.reviews.values()} == {"digest"}


def test_citations_are_numbered_from_one_in_reading_order_and_each_is_used(answers: dict[str, Any]) -> None:
    for one in answers.values():
        read = list(dict.fromkeys(n for statement in one["statements"] for n in statement["citations"]))
        assert read == [citation["n"] for citation in one["citations"]] == list(range(1, len(read) + 1))
        assert all(set(row["citations"]) <= set(read) for row in one["reviews"])


def test_text_is_the_statements_with_their_numbers(answers: dict[str, Any]) -> None:
    for one in answers.values():
        lines = [
            (s["text"] + " " + "".join(f"[{n}]" for n in s["citations"])).rstrip() for s in one["statements"]
        ]
        assert one["text"] == "\n".join(lines)


def test_all_but_notes_and_contacts_carry_citations(answers: dict[str, Any]) -> None:
    for one in answers.values():
        for statement in one["statements"]:
            assert bool(statement["citations"]) == (statement["role"] not in ("note", "contact"))
            assert statement["support"] == "supported"
        assert (one["mode"], one["fallback"]) == ("quotes", None)


def test_a_statement_changes_nothing_in_its_quote_but_spaces_and_marks(answers: dict[str, Any]) -> None:
    for one in answers.values():
        quotes = {citation["n"]: citation["quote"] for citation in one["citations"]}
        for statement in (s for s in one["statements"] if s["citations"]):
            (n,) = statement["citations"]
            letters = iter(c for c in quotes[n] if c.isalnum())
            assert all(c in letters for c in statement["text"] if c.isalnum()), (
                "not in the order of the quote"
            )


def test_hits_are_ranked_from_one_without_repeats(answers: dict[str, Any], searches: dict[str, Any]) -> None:
    for one in (*answers.values(), *searches.values()):
        assert [hit["rank"] for hit in one["hits"]] == list(range(1, len(one["hits"]) + 1))
        assert len({hit["passage_id"] for hit in one["hits"]}) == len(one["hits"]) <= 10
    assert all(one["hits"] for one in searches.values())


def test_hits_stand_by_score_and_ties_by_passage_id(
    answers: dict[str, Any], searches: dict[str, Any]
) -> None:
    for name, one in (*answers.items(), *searches.items()):
        keys = [(-hit["score"], hit["passage_id"]) for hit in one["hits"]]
        assert keys == sorted(keys) or name.startswith("compare")
    assert best_first({"b": 0.5, "c": 0.7, "a": 0.5}) == ["c", "a", "b"]


def test_hits_of_a_comparison_stand_by_score_too(answers: dict[str, Any]) -> None:
    for one in (answers["compare-01"], answers["compare-06"]):
        scores = [hit["score"] for hit in one["hits"]]
        assert scores == sorted(scores, reverse=True)


def test_every_case_comes_out_as_one_of_the_outcomes(answers: dict[str, Any]) -> None:
    assert {one["outcome"] for one in answers.values()} >= {"answered", "urgent", "declined"}
    for one in answers.values():
        assert (one["reason"] is None) == (one["outcome"] != "declined")
        assert bool(one["missing"]) == (one["outcome"] == "partly")
        assert one["timings_ms"]["total"] >= 0
        searched = one["outcome"] not in ("urgent", "declined")
        assert bool(one["as_of"]) == bool(one["corpus_fingerprint"]) == searched


def test_the_same_question_gives_the_same_bytes_in_another_process(shipped: Corpus, tmp_path: Path) -> None:
    names = ["fact-01", "list-01", "which-01", "compare-01", "contact-01", "none-03", "live-01", "ambig-01"]
    lines = [json.dumps({"id": name, "question": CASES[name]["question"]}) for name in names]
    (tmp_path / "questions.jsonl").write_text("\n".join(lines))
    program = (
        "import sys; from ui.cli import main; "
        "sys.exit(sum(main([verb, '--json', '--batch', sys.argv[1]]) for verb in ('ask', 'search')))"
    )
    runs = []
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "REVIEWS_NOW": NOON}
        command = [sys.executable, "-c", program, str(tmp_path / "questions.jsonl")]
        ran = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True)
        assert ran.returncode == 0, ran.stderr
        runs.append([json.loads(line) for line in ran.stdout.splitlines()])
    for one in (*runs[0], *runs[1]):
        one.pop("timings_ms", None)
    assert json.dumps(runs[0]) == json.dumps(runs[1]) and [one["id"] for one in runs[0]] == names * 2
