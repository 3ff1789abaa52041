"""The command line: exit codes, one clear line for each deliberate error, and answers fit to read."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import GOLD, ROOT, SHIPPED, Console, Corpus, words

from ingest.read import canonical
from ui.terminal import plain
from ui.words import STANDING

VERBS = words("ingest search ask chat eval status list show text schema withdraw restore doctor")
HEAVY = ("chromadb", "llama_index", "onnxruntime", "streamlit", "openai", "pydantic", "numpy")
REVIEW = "nyscp-child-h-scr"
URGENT = "baby not breathing in Eastbourne"
GOOD = "what did Child H recommend?"
IN_NO_FOLDER = ("ingest", "status", "list", "doctor", "search bruising", "ask bruising")


def test_help_of_every_verb_says_what_it_does_and_imports_nothing_heavy() -> None:
    program = f"""
import contextlib, io, json, sys
from ui.cli import main
said = []
for verb in {[None, *VERBS]}:
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.suppress(SystemExit):
        main([verb, "--help"] if verb else ["--help"])
    said.append(out.getvalue())
print(json.dumps([said, [name for name in {HEAVY} if name in sys.modules]]))
"""
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    said, imported = json.loads(ran.stdout)
    assert imported == []
    assert all(verb in said[0] for verb in VERBS) and "999" in said[0]
    for verb, text in zip(VERBS, said[1:], strict=True):
        assert text.startswith(f"usage: reviews {verb}") and len(text.splitlines()) > 4


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["frobnicate"],
        ["ask"],
        ["ask", "  "],
        ["ask", "x" * 4_001],
        ["ask", "what did \udcff say"],
        ["ask", "--history", "", GOOD],
        ["ask", "--top-k", "0", GOOD],
        ["ask", "--top-k", "many", GOOD],
        ["search", "--kind", "poem", GOOD],
        ["show"],
        ["text"],
        ["chat", "--port", "70000"],
        ["chat", "--port", "http"],
        ["eval", "--split", "neither"],
    ],
    ids=lambda arguments: " ".join(arguments)[:30].encode("ascii", "replace").decode() or "nothing",
)
def test_misuse_is_said_on_standard_error_with_code_2(reviews: Console, arguments: list[str]) -> None:
    ran = reviews(*arguments)
    assert (ran.code, ran.raw) == (2, b"") and ran.err.splitlines()[-1].startswith("reviews")


@pytest.mark.parametrize(
    ("arguments", "environment", "said"),
    [
        (["ask", GOOD], {"HOME": "{tmp}"}, "Run: reviews ingest"),
        (["search", GOOD], {"HOME": "{tmp}"}, "Run: reviews ingest"),
        (["status"], {"HOME": "{tmp}"}, "Run: reviews ingest"),
        (["list"], {"HOME": "{tmp}"}, "Run: reviews ingest"),
        (["ingest"], {"CORPUS": "{tmp}/absent"}, "Set REVIEWS_CORPUS"),
        (["ingest"], {"CORPUS": "{tmp}"}, "Put .pdf, .docx, .pptx, .html, .txt or .md files there"),
        *((words(told), {"HOME": "{tmp}/file"}, "Set REVIEWS_HOME") for told in IN_NO_FOLDER),
        (["list"], {"HOME": "{tmp}/file/below"}, "Set REVIEWS_HOME"),
        (["feedback"], {"DATA": "{tmp}/file"}, "REVIEWS_DATA is no folder"),
        (["status"], {"DATA": "{tmp}/file"}, "REVIEWS_DATA is no folder"),
        (["ask", GOOD], {"DATA": "{tmp}/file/below"}, "REVIEWS_DATA is no folder"),
        (["ask", GOOD], {"HOME": "{tmp}", "CORPUS": "{tmp}/absent"}, "{tmp}/absent: there is no such folder"),
        (["show", "nobody"], {}, "Run: reviews list"),
        (["text", "../pyproject.toml"], {}, "Name a file of that folder"),
        (["text", str(ROOT / "README.md")], {}, "Name a file of that folder"),
        (["text", "out.md"], {"CORPUS": "{tmp}"}, "Name a file of that folder"),
        (["text", "absent.md"], {}, "Check that the file is there"),
        (["text", ""], {}, "Check that the file is there"),
        (["text", "catalogue.toml"], {}, "Save it as .pdf, .docx or .txt"),
        (["ask", GOOD], {"CONTACTS": "{tmp}/absent.toml"}, "Set REVIEWS_CONTACTS"),
        (["ask", GOOD], {"CONTACTS": "{tmp}/file"}, "Mend the register"),
        (["ask", GOOD], {"CONTACTS": "{tmp}/empty.toml"}, "Mend the register"),
        (["ask", GOOD], {"CONTACTS": "{tmp}/no-999.toml"}, "Mend the register"),
        (["status"], {"TOP_K": "none"}, "REVIEWS_TOP_K"),
        (["ask", GOOD], {"EMBEDDING_BASE_URL": "http://127.0.0.1:9"}, "Set both or neither"),
        (["eval", "--gold", "absent.jsonl"], {}, "Name a file of gold cases"),
        (["eval", "--case", "nobody"], {}, "gold.jsonl"),
    ],
    ids=lambda value: " ".join(value)[:30] if isinstance(value, list) else "",
)
def test_a_deliberate_error_is_one_line_with_the_next_step(
    reviews: Console, tmp_path: Path, arguments: list[str], environment: dict[str, str], said: str
) -> None:
    (tmp_path / "file").write_text("[[national\n")
    (tmp_path / "empty.toml").write_text("national = []\n")
    (tmp_path / "no-999.toml").write_text((SHIPPED / "contacts.toml").read_text().replace('"999"', '"998"'))
    (tmp_path / "out.md").symlink_to(ROOT / "README.md")
    held = {name: value.replace("{tmp}", str(tmp_path)) for name, value in environment.items()}
    ran = reviews(*arguments, **held)
    assert (ran.code, ran.raw) == (1, b""), ran.err
    (line,) = ran.err.splitlines()
    assert line.startswith("reviews: ") and said.replace("{tmp}", str(tmp_path)) in line


def test_any_other_error_keeps_its_traceback(reviews: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    from ui import commands

    def fails(arguments: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(commands, "run_list", fails)
    with pytest.raises(ZeroDivisionError):
        reviews("list")


@pytest.mark.parametrize("file", [*sorted(path.name for path in SHIPPED.glob("*.md"))])
def test_text_prints_the_canonical_text_to_the_byte(reviews: Console, file: str) -> None:
    ran = reviews("text", file)
    assert ran.raw == (SHIPPED / file).read_bytes() and (ran.code, ran.err) == (0, "")


def test_text_keeps_newlines_and_drops_the_byte_order_mark(reviews: Console, mixed: Corpus) -> None:
    ran = reviews("text", "windows.txt", CORPUS=mixed.folder)
    assert ran.raw == (mixed.folder / "windows.txt").read_bytes().removeprefix(b"\xef\xbb\xbf")
    assert b"\r\n" in ran.raw and ran.out == canonical(mixed.folder / "windows.txt")


def test_list_names_every_review_in_words_and_in_json(reviews: Console, shipped: Corpus) -> None:
    held = shipped.assistant.index.reviews
    said = reviews("list")
    assert all(review.id in said.out and review.title in said.out for review in held.values())
    assert said.out.count(STANDING["digest"]) == len(held)
    assert {row["id"] for row in json.loads(reviews("list", "--json").out)} == set(held)


def test_show_prints_a_record_and_its_passages(reviews: Console, shipped: Corpus) -> None:
    passages = shipped.assistant.index.review_passages(REVIEW)
    said = reviews("show", REVIEW).out
    assert "not stated" in said and STANDING["digest"] in said
    assert all(p.id in said and f"{p.start}-{p.end}" in said and p.text in said for p in passages)
    record = json.loads(reviews("show", REVIEW, "--json").out)
    assert record["review"]["id"] == REVIEW
    assert [p["id"] for p in record["passages"]] == [p.id for p in passages]


def test_status_says_what_is_held_and_what_was_not_read(reviews: Console, mixed: Corpus) -> None:
    found = json.loads(reviews("status", "--json", CORPUS=mixed.folder).out)
    assert (found["reviews"], found["files_read"], found["changed_since"]) == (4, 4, [])
    assert len(found["not_read"]) == 1 and found["not_read"][0].startswith("scan.pdf (")
    said = reviews("status", CORPUS=mixed.folder).out
    assert re.search(r"^changed since +none$", said, re.M) and "scan.pdf" in said
    (mixed.folder / "new.md").write_text("# New\n\nNew text.\n")
    try:
        assert re.search(r"^changed since +new\.md$", reviews("status", CORPUS=mixed.folder).out, re.M)
    finally:
        (mixed.folder / "new.md").unlink()


def test_ingest_reports_each_file_and_fails_for_one_that_cannot_be_read(
    reviews: Console, mixed: Corpus
) -> None:
    ran = reviews("ingest", "--json", CORPUS=mixed.folder)
    rows = {row["file"]: row["action"] for row in ran.object["rows"]}
    assert rows["scan.pdf"] == "failed" and rows["notes.md"] == "same" and not ran.object["written"]
    assert ran.code == 1 and "scan.pdf" in ran.err and "Traceback" not in ran.err
    ran = reviews("ingest")
    assert ran.code == 0 and "Nothing had changed" in ran.out and ran.err == ""


def test_quotes_of_a_digest_are_called_a_summary_beside_every_source(reviews: Console) -> None:
    ran = reviews("ask", GOOD)
    sources = re.findall(r"^\[\d+\] .*\n    (.*)$", ran.out, re.M)
    assert sources and all(line.endswith("our summary, not the publisher's words") for line in sources)
    assert ran.code == 0 and ran.err == "" and "I searched for: " in ran.out
    found = reviews("search", GOOD).out
    assert found.count("our summary, not the publisher's words") == found.count(f"{REVIEW}.md:")


def test_quotes_of_an_original_are_called_the_publishers_words(reviews: Console, originals: Corpus) -> None:
    ran = reviews("ask", GOOD, CORPUS=originals.folder)
    assert "; the publisher's words" in ran.out and "our summary" not in ran.out


def test_json_is_one_object_and_explain_goes_to_standard_error(reviews: Console) -> None:
    assert reviews("ask", "--json", GOOD).object["outcome"] == "answered"
    assert reviews("search", "--json", "--top-k", "3", GOOD).object["hits"][2]["rank"] == 3
    ran = reviews("ask", "--explain", GOOD)
    assert "Milliseconds: " in ran.err and "Milliseconds" not in ran.out


def test_search_returns_as_many_as_the_settings_say(reviews: Console) -> None:
    assert len(reviews("search", "--json", "babies", TOP_K=4).object["hits"]) == 4
    assert len(reviews("search", "--json", "babies").object["hits"]) == 10


def test_a_search_that_a_guard_stops_says_so(reviews: Console) -> None:
    question = "whose fault was it that Child S got hurt?"
    ran = reviews("search", "--json", question)
    assert (ran.object["question"], ran.object["query"], ran.object["hits"]) == (question, None, [])
    assert "gives no opinion" in reviews("search", question).out
    assert reviews("search", URGENT).out.splitlines()[0] == "IF A CHILD IS IN DANGER NOW"


def test_not_found_exits_with_3(reviews: Console) -> None:
    codes = {}
    for case in GOLD:
        if case["kind"] == "unanswerable":
            ran = reviews("ask", "--json", case["question"])
            codes[ran.object["outcome"]] = codes.get(ran.object["outcome"], set()) | {ran.code}
    assert codes["not_found"] == {3} and codes.get("answered", {0}) == {0}
    assert reviews("ask", "--json", "what will the weather be in Scarborough?").code == 0


def test_a_search_within_filters_that_no_review_passes_says_what_is_held(reviews: Console) -> None:
    ran = reviews("search", "fathers", "--type", "rapid")
    assert "No review has type 'rapid'. Held: " in " ".join(ran.out.split()) and ran.code == 3
    assert reviews("search", "--json", "fathers", "--type", "rapid").code == 3


def test_what_is_told_of_written_mode_without_a_model_ends_before_the_quotes(reviews: Console) -> None:
    said = " ".join(reviews("ask", GOOD, MODE="written").out.split())
    assert "at the endpoint. Below are the quotes themselves." in said


def test_a_very_long_question_is_said_back_at_a_length_that_can_be_read(reviews: Console) -> None:
    ran = reviews("ask", "what did the baby do " * 150)
    assert "…" in ran.out and max(map(len, ran.out.splitlines())) < 500


def test_an_index_older_than_the_corpus_still_answers_and_warns(reviews: Console, mixed: Corpus) -> None:
    (mixed.folder / "later.md").write_text("# Later\n\nLater text.\n")
    try:
        for verb in ("ask", "search"):
            ran = reviews(verb, "--json", GOOD, CORPUS=mixed.folder)
            assert ran.object["hits"] and ran.code == 0
            assert len(ran.err.splitlines()) == 1 and "Run: reviews ingest" in ran.err
        assert reviews("ask", URGENT, CORPUS=mixed.folder).err == ""
    finally:
        (mixed.folder / "later.md").unlink()


@pytest.mark.parametrize(
    "arguments", [["schema"], ["show", REVIEW], ["text", f"{REVIEW}.md"], ["ask", URGENT]]
)
def test_a_reader_that_goes_away_gives_no_traceback(shipped: Corpus, arguments: list[str]) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "ui.cli", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=dict(os.environ),
    )
    assert child.stdout and child.stderr
    child.stdout.close()
    assert child.wait(30) == 1 and child.stderr.read() == b""
    child.stderr.close()


def test_text_of_a_file_cannot_command_the_terminal() -> None:
    assert plain("a\x1b[31mb\x07\u202ec\rd\r\n\te\u0085") == "a\ufffd[31mb\ufffd\ufffdc\ufffdd\n\te\ufffd"


def test_names_of_files_cannot_command_the_terminal(reviews: Console, tmp_path: Path) -> None:
    (tmp_path / "a\x1b[2J\n.pdf").write_bytes(b"%PDF")
    ran = reviews("ingest", CORPUS=tmp_path)
    assert "\x1b" not in ran.err and len(ran.err.splitlines()) == 1 and ran.code == 1


def test_what_is_typed_cannot_command_the_terminal(reviews: Console) -> None:
    ran = reviews("ask", "what is ICON \x1b[2J?")
    assert b"\x1b" not in ran.raw and "what is ICON" in ran.out


def test_an_urgent_question_gets_999_even_without_a_register(reviews: Console, tmp_path: Path) -> None:
    ran = reviews("ask", URGENT, CONTACTS=str(tmp_path / "absent.toml"))
    assert ran.code == 0 and "999" in ran.out.splitlines()[2]
