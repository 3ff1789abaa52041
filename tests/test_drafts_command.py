"""``reviews check`` at the command line."""

import json
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from conftest import Console
from jsonschema import Draft202012Validator
from test_drafts import ByWords

from assistant.claims.nouns import Claim, Judgement
from assistant.drafts.contract import CHECK, draft_schemas
from ingest.errors import ReviewsError
from ui import checking_drafts
from ui.checking_drafts import pair_record

PAPER = """# A paper

The Child H review found that some agencies were working in isolation.
It says “Some agencies were working in harmony”.
"""


@pytest.fixture(autouse=True)
def by_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.claims.checker.open_checker", lambda embedder, cache: ByWords())


def test_a_paper_is_told_in_80_columns_with_what_needs_a_look(reviews: Console, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(PAPER, encoding="utf-8")
    ran = reviews("check", str(tmp_path / "a.md"))
    assert ran.code == 1 and max(map(len, ran.out.splitlines())) <= 80
    assert "MISQUOTED" in ran.out and "“harmony” stands for “isolation”" in ran.out
    assert "A person" in ran.out and ran.err == ""
    assert "found that some agencies" not in ran.out  # it stands, and is only counted


def test_its_object_is_valid_by_the_printed_schema(reviews: Console) -> None:
    ran = reviews("check", "-", "--json", stdin=PAPER.encode())
    assert ran.code == 1
    Draft202012Validator(draft_schemas()[CHECK]).validate(ran.object)
    assert [one["verdict"] for one in ran.object["sentences"]] == [None, "supported", "partly"]
    assert ran.object["counts"]["misquoted"] == 1 and ran.object["sentences"][2]["line"] == 4


def test_a_paper_that_stands_or_says_nothing_exits_0(reviews: Console) -> None:
    for text in (PAPER.splitlines()[2], "The car park was resurfaced in June."):
        assert reviews("check", "-", stdin=text.encode()).code == 0


def test_misuse_and_what_cannot_be_read_exit_2(reviews: Console, tmp_path: Path) -> None:
    assert reviews("check").code == 2
    assert reviews("check", "a.md", "--pairs", "b").code == 2
    for name in (str(tmp_path / "none.md"), str(tmp_path / "a.rtf")):
        ran = reviews("check", name)
        assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert reviews("check", "--pairs", str(tmp_path / "none.jsonl")).code == 2


def test_without_an_index_it_names_the_next_step(reviews: Console, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ran = reviews("check", "-", stdin=PAPER.encode(), CORPUS=tmp_path / "empty")
    assert ran.code == 1 and "Run: reviews ingest" in ran.err and "Child H" not in ran.err


def test_a_draft_is_not_sent_to_another_machine(reviews: Console) -> None:
    ran = reviews("check", "-", stdin=PAPER.encode(), EMBEDDING_BASE_URL="https://example.org/v1")
    assert ran.code == 1 and "never leaves this machine" in ran.err and ran.out == ""


def test_a_fault_of_ours_tells_nothing_of_the_draft(
    reviews: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*given: object) -> None:
        raise ValueError(PAPER)

    monkeypatch.setattr(checking_drafts, "_checked", broken)
    ran = reviews("check", "-", stdin=PAPER.encode())
    assert ran.code == 1 and "ValueError" in ran.err and "agencies" not in ran.err


def test_pairs_are_judged_in_order_and_a_bad_line_costs_itself(reviews: Console) -> None:
    lines = [
        b'{"id": 1, "claim": "The baby had a bruise.", "passage": "The baby had a bruise.", "more": 2}',
        b"no json",
        b'{"claim": "a", "passage": "b"}',
        b'{"id": "x", "claim": " ", "passage": "b"}',
        b'{"id": "y", "claim": "Lighthouse keepers", "passage": "The baby had a bruise."}',
    ]
    ran = reviews("check", "--pairs", "-", stdin=b"\n\n".join(lines))
    assert ran.code == 1
    assert [(one["id"], one.get("support"), one.get("error", {}).get("code")) for one in ran.objects] == [
        (1, "supported", None),
        (None, None, "not_json"),
        (None, None, "no_id"),
        ("x", None, "no_claim"),
        ("y", "not_shown", None),
    ]
    assert list(ran.objects[0]) == ["id", "support", "score", "why"]
    assert [one["line"] for one in ran.objects if "error" in one] == [3, 5, 7]


def test_a_line_with_half_a_character_can_still_be_answered() -> None:
    raw = json.dumps({"id": "a", "claim": "\ud800 b", "passage": "c"}).encode()
    assert pair_record(ByWords(), 4, raw)["error"]["code"] == "no_claim"


@pytest.mark.parametrize(
    ("name", "begins"), [("out.docx", b"PK"), ("out.md", b"# Checked"), ("out.csv", b"\xef\xbb\xbf")]
)
def test_it_is_written_to_a_new_file_in_the_form_asked_for(
    reviews: Console, tmp_path: Path, name: str, begins: bytes
) -> None:
    out = tmp_path / name
    ran = reviews("check", "-", "--export", str(out), stdin=PAPER.encode())
    assert ran.code == 1 and "MISQUOTED" in ran.out and out.read_bytes().startswith(begins)
    assert f"reviews: the checked paper is in {out}" in ran.err


def test_a_word_paper_comes_back_as_itself_with_comments(reviews: Console, tmp_path: Path) -> None:
    paper = docx.Document()
    paper.add_paragraph("The Child H review found that some agencies were ").add_run("working").italic = True
    paper.paragraphs[0].add_run(" in isolation.")
    paper.save(str(tmp_path / "paper.docx"))
    assert reviews("check", str(tmp_path / "paper.docx"), "--export", str(tmp_path / "out.docx")).code == 0
    back = docx.Document(str(tmp_path / "out.docx"))
    assert [(run.text, run.italic) for run in back.paragraphs[0].runs if run.text] == [
        ("The Child H review found that some agencies were ", None),
        ("working", True),
        (" in isolation.", None),
    ]
    told = [comment.text for comment in back.comments]
    assert "Sentences checked: 1" in told[0] and "Some agencies were working in isolation" in told[1]


def test_no_file_that_is_there_is_written_over_and_a_bad_name_is_said_before_anything_is_read(
    reviews: Console, tmp_path: Path
) -> None:
    (tmp_path / "paper.md").write_text(PAPER, encoding="utf-8")
    for name in ("paper.md", "out.rtf", "none/out.md"):
        ran = reviews("check", str(tmp_path / "paper.md"), "--export", str(tmp_path / name))
        assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert (tmp_path / "paper.md").read_text(encoding="utf-8") == PAPER


def test_a_fault_of_the_settings_is_raised_as_such_and_is_none_of_a_line() -> None:
    class Unset(ByWords):
        def judge(self, claims: Sequence[Claim]) -> list[Judgement]:
            raise ReviewsError("No folder", "Set REVIEWS_HOME")

    line = json.dumps({"id": 1, "claim": "A baby died.", "passage": "A baby died."}).encode()
    with pytest.raises(ReviewsError, match="Set REVIEWS_HOME"):
        pair_record(Unset(), 1, line)
