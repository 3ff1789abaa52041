"""What people see of a withdrawn review: on the command line, in an open chat, in answers given before."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SHIPPED, Console, Ran
from conftest import Corpus as Shelf
from withdraw_kit import corpus, failing

from assistant.assistant import open_assistant
from assistant.in_words import day, limits_of
from assistant.records import open_records
from assistant.withdrawn import without_withdrawn
from ingest import withdrawal
from ingest.errors import ReviewsError
from ingest.index import ingest_lock
from ingest.withdrawal import withdraw
from ingest.withdrawn import add, load, take_away
from ui.drawing.answer import answer as draw

__all__ = ["corpus", "failing"]  # fixtures of the tests below


CHILD_H, CHILD_S = "nyscp-child-h-scr", "wsscp-child-s-scr-2016"
OF_H = "what did the Child H review recommend?"


@pytest.fixture
def run(reviews: Console, home: Path, tmp_path: Path) -> Callable[..., Ran]:
    """The command line over two of the shipped digests, with records and indexes of its own."""
    folder, own = tmp_path / "shelf", tmp_path / "own"
    folder.mkdir()
    for name in ("catalogue.toml", f"{CHILD_H}.md", f"{CHILD_S}.md"):
        shutil.copyfile(SHIPPED / name, folder / name)
    shutil.copytree(home / "models", own / "models", copy_function=os.link)
    shutil.copytree(home / "vectors", own / "vectors")

    def ran(*arguments: str) -> Ran:
        return reviews(*arguments, CORPUS=folder, HOME=own, DATA=tmp_path / "records")

    assert ran("ingest").code == 0
    return ran


def test_on_the_command_line_it_is_withdrawn_told_of_and_restored(run: Callable[..., Ran]) -> None:
    assert run("ask", "--json", OF_H).object["outcome"] == "answered"
    done = run("withdraw", CHILD_H, "--why", "asked for by the family", "--by", "A. Lead")
    assert done.code == 0 and "nothing was found" in done.out and "asked for by the family" in done.out
    ran = run("ask", "--json", OF_H)
    assert (ran.code, ran.object["outcome"], ran.object["hits"]) == (3, "not_found", [])
    assert "The review named was withdrawn on " in ran.object["text"] and "family" not in ran.raw.decode()
    assert run("search", "--json", OF_H).object["hits"] == []
    for question in (
        "what was said about bruising?",
        "which reviews are held?",
        "which reviews mention fathers?",
    ):
        assert CHILD_H not in run("ask", "--json", question).out and "Child H" not in run("ask", question).out
    assert {hit["review_id"] for hit in run("search", "--json", "bruising").object["hits"]} == {CHILD_S}
    status = run("status", "--json").object
    assert status["reviews"] == 1 and status["not_read"] == [] and status["changed_since"] == []
    assert len(status["withdrawn"]) == 1 and "asked for by the family" in status["withdrawn"][0]
    assert CHILD_H not in run("list").out
    rows = {row["file"]: row for row in run("ingest", "--json").object["rows"]}
    assert rows[f"{CHILD_H}.md"]["action"] == "withdrawn" and "family" in rows[f"{CHILD_H}.md"]["reason"]
    assert run("doctor").code == 0
    for arguments, said in (
        (("withdraw", CHILD_H, "--why", "x"), "was withdrawn on"),
        (("withdraw", "nobody", "--why", "x"), "Run: reviews list"),
        (("withdraw", CHILD_S), "--why TEXT"),
        (("restore", CHILD_S), "is not withdrawn"),
        (("show", CHILD_H), "Run: reviews restore"),
    ):
        ran = run(*arguments)
        assert ran.code == 1 and ran.raw == b"" and len(ran.err.splitlines()) == 1 and said in ran.err
    back = run("restore", CHILD_H, "--json")
    assert back.object["in_index"] and back.object["why"] == "asked for by the family"
    assert run("ask", "--json", OF_H).object["outcome"] == "answered"


def test_gold_that_still_quotes_it_is_told_of_with_what_to_delete(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    gold = tmp_path / "records" / "gold.jsonl"
    gold.parent.mkdir(exist_ok=True)
    gold.write_text(f'{{"evidence": [{{"review": "{CHILD_H}"}}]}}\n', encoding="utf-8")
    done = run("withdraw", CHILD_H, "--why", "x")
    assert done.code == 0 and f"1 gold case in {gold}. Delete from it line 1" in done.out


def test_status_counts_and_names_every_file_that_is_not_read_for_a_withdrawal(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    shelf = tmp_path / "shelf"
    shutil.copyfile(shelf / f"{CHILD_H}.md", shelf / "copy.md")
    assert run("withdraw", CHILD_H, "--why", "x").code == 0
    status = run("status", "--json").object
    assert status["files_withdrawn"] == 2 and len(status["withdrawn"]) == 2
    own, copied = status["withdrawn"]
    assert own.startswith(f"{CHILD_H}.md ({CHILD_H}, ") and copied.startswith("copy.md (not read: ")
    assert "withdrawn on" in copied and "copy.md" in run("status").out


def test_beside_a_review_that_is_held_a_withdrawn_one_is_told_in_a_note(run: Callable[..., Ran]) -> None:
    assert run("withdraw", CHILD_H, "--why", "x", "--json").object["proof"]["found"] == []
    found = run("ask", "--json", "compare what the Child H and the Child S reviews say about bruising").object
    assert {citation["review_id"] for citation in found["citations"]} <= {CHILD_S}
    assert [note["text"] for note in found["notes"] if "was withdrawn on" in note["text"]]
    alone = run("ask", "--json", "what does the Child S review say about bruising?").object
    assert alone["citations"] and not [note for note in alone["notes"] if "withdrawn" in note["text"]]


def test_an_open_chat_stops_quoting_it_before_the_index_is_rewritten(
    shipped: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = shipped.settings.model_copy(update={"data": tmp_path / "data"})
    chat = open_assistant(settings)
    assert {c.review_id for c in chat.ask(OF_H).citations} == {CHILD_H}
    with ingest_lock(settings.index_folder), pytest.raises(ReviewsError):
        withdraw(settings, CHILD_H, "x")
    answer = chat.ask(OF_H)
    assert answer.citations == () and "was withdrawn on" in answer.text and answer.hits == ()
    assert CHILD_H not in chat.index.reviews and "Child H" not in " ".join(chat.suggestions(9))
    take_away(settings.data, load(settings.data).held[0])
    assert {c.review_id for c in chat.ask(OF_H).citations} == {CHILD_H}


def test_answers_given_before_show_that_word_in_place_of_its_quotes(shipped: Shelf, tmp_path: Path) -> None:
    data = tmp_path / "data"
    answer = shipped.assistant.ask("which reviews mention bruising?")
    own = [c for c in answer.citations if c.review_id == CHILD_H]
    others = [c for c in answer.citations if c.review_id != CHILD_H]
    assert own and others
    records = open_records(data, withdrawn=lambda: load(data).of_answers(shipped.folder))
    records.finish(records.begin_message("here"), answer)
    (before,) = records.messages("here")
    index = shipped.assistant.index
    made = withdrawal._tombstone(shipped.settings, index, CHILD_H, "asked for", "")
    add(data, made)
    (message,) = records.messages("here")
    seen = message.answer
    assert seen is not None and before.answer is not None
    shown = repr(seen)
    assert all(c.quote not in shown and " ".join(c.quote.split()) not in shown for c in own)
    assert all(c.quote in [one.quote for one in seen.citations] for c in others)
    assert [c.withdrawn for c in seen.citations] == [c.review_id == CHILD_H for c in answer.citations]
    assert f"[withdrawn on {day(made.date)}]" in seen.text and {h.review.id for h in seen.hits}.isdisjoint(
        {CHILD_H}
    )
    drawn = str(draw(seen, lambda citation: "This review was withdrawn."))
    assert all(c.quote not in drawn for c in own) and f"[withdrawn on {day(made.date)}]" in drawn
    take_away(data, made)
    assert records.messages("here") == (before,)
    records.close()


def test_an_answer_given_before_names_a_withdrawn_review_by_its_title_and_counts_no_points_as_shown(
    shipped: Shelf,
) -> None:
    answer = shipped.assistant.ask(
        "What are the recommendations in the Henry review?", (), {"review": (CHILD_H,)}
    )
    assert any("points under" in note.text for note in answer.notes)
    made = withdrawal._tombstone(shipped.settings, shipped.assistant.index, CHILD_H, "asked for", "")
    seen = without_withdrawn(answer, lambda review: made if review == CHILD_H else None)
    assert not any("points under" in note.text for note in seen.notes)
    told = str(draw(seen, lambda citation: "This review was withdrawn."))
    assert CHILD_H not in limits_of(seen) and answer.citations[0].title in limits_of(seen)
    assert made.date[:10] not in seen.text and day(made.date) in told
