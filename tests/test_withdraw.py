"""A review that is withdrawn is gone from everything derived, is not quoted meanwhile, and does not come back."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import SHIPPED, Console, Ran
from conftest import Corpus as Shelf
from corpus_kit import Corpus, make_corpus, story

from assistant.assistant import open_assistant
from assistant.records import open_records
from ingest import generations, pipeline, proof, withdrawal
from ingest.errors import IngestBusy, ReviewsError
from ingest.index import ingest_lock
from ingest.settings import Settings
from ingest.visible import IndexWithout, Veil
from ingest.withdrawal import Withdrawal, restore, withdraw
from ingest.withdrawn import NAME, add, load, take_away
from ui.drawing.answer import answer as draw

QUOTE = "Omar was hurt in the boathouse"
SECRET = story("Omar", "boathouse").replace("Two teams", "Two teams in Larkhaven")


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Corpus:
    """Three reviews, ingested twice so that an older generation is kept; one is to be withdrawn."""
    monkeypatch.setenv("REVIEWS_DATA", str(tmp_path / "data"))
    corpus = make_corpus(tmp_path, monkeypatch)
    monkeypatch.setattr(withdrawal, "open_embedder", lambda settings: corpus.embedder)
    corpus.write("a.md", story("Nora"))
    corpus.write("b.md", SECRET)
    corpus.ingest()
    corpus.write("c.md", story("Pia", "garden"))
    corpus.ingest()
    return corpus


def id_of(corpus: Corpus, file: str) -> str:
    """The id of the review in a file, as the index has it."""
    index = corpus.index()
    (found,) = [review.id for review in index.reviews.values() if review.file == file]
    index.close()
    return found


def gone(corpus: Corpus, file: str = "b.md", why: str = "asked for by the family") -> Withdrawal:
    return withdraw(corpus.settings, id_of(corpus, file), why, "A. Lead")


def derived(corpus: Corpus, words: str = QUOTE) -> list[str]:
    """The derived files that have these words in their bytes."""
    return proof.search_files([corpus.home], [words])[0]


def actions(corpus: Corpus) -> dict[str, str]:
    return corpus.actions()


def test_a_withdrawn_review_is_gone_from_all_that_is_derived_and_its_file_is_not_touched(
    corpus: Corpus,
) -> None:
    before = derived(corpus)
    assert {Path(path).name for path in before} == {"00.sqlite"} and len(before) == 2
    state = (corpus.folder / "b.md").stat()
    done = gone(corpus)
    assert done.proof.found == () and done.proof.stretches >= 4 and done.proof.files >= 4
    assert derived(corpus) == [] and derived(corpus, "Larkhaven") == []
    assert corpus.finds("boathouse") == (set(), set(), set())
    assert {row.file: row.action for row in done.report.rows}["b.md"] == "withdrawn"
    now = (corpus.folder / "b.md").stat()
    assert (now.st_mtime_ns, now.st_size) == (state.st_mtime_ns, state.st_size)
    assert corpus.finds("kitchen")[0] == {"a.md"}


def test_the_generation_kept_to_fall_back_on_goes_too_and_the_next_ingest_keeps_one_again(
    corpus: Corpus,
) -> None:
    kept = corpus.settings.index_folder / "generations"
    assert len(list(kept.iterdir())) == 2
    gone(corpus)
    assert [path.name for path in kept.iterdir()] == [generations.read_pointer(kept.parent)]
    corpus.write("a.md", story("Nora", "stairs"))
    corpus.ingest()
    assert len(list(kept.iterdir())) == 2 and derived(corpus) == []


def test_its_vectors_leave_the_cache_to_the_byte_and_those_of_others_stay(corpus: Corpus) -> None:
    index = corpus.index()
    entries = {file: index.entries_of(file) for file in ("a.md", "b.md")}
    index.close()
    (file,) = (corpus.home / "vectors").glob("*.sqlite")

    def held(name: str) -> list[bool]:
        return [entry.vector.astype("<f4").tobytes() in file.read_bytes() for entry in entries[name]]

    assert all(held("a.md")) and all(held("b.md"))
    gone(corpus)
    assert all(held("a.md")) and not any(held("b.md"))


def test_nothing_brings_it_back_even_when_all_that_is_derived_was_deleted(corpus: Corpus) -> None:
    gone(corpus)
    shutil.rmtree(corpus.home)
    assert actions(corpus) == {"a.md": "new", "b.md": "withdrawn", "c.md": "new"}
    assert derived(corpus) == []
    assert not corpus.ingest().written and not corpus.ingest().failed
    assert corpus.ingest(rebuild=True).passage_count == 6 and derived(corpus) == []


@pytest.mark.parametrize(
    ("name", "contents"),
    [
        ("other.md", SECRET),
        ("sub/report of 2021.txt", SECRET),
        ("windows.md", "\ufeff" + SECRET.replace("\n", "\r\n")),
        ("b.md", SECRET + "\nOne more line.\n"),
    ],
    ids=["another name", "another folder and format", "other bytes", "another text under its name"],
)
@pytest.mark.parametrize("wiped", [False, True], ids=["", "after all derived was deleted"])
def test_the_same_text_is_known_again_whatever_it_comes_as(
    corpus: Corpus, name: str, contents: str, wiped: bool
) -> None:
    gone(corpus)
    if wiped:
        shutil.rmtree(corpus.home)
    corpus.remove("b.md")
    corpus.write(name, contents)
    assert actions(corpus)[name] == "withdrawn" and derived(corpus) == []
    assert actions(corpus)[name] == "withdrawn" and not corpus.ingest().written


RECORD = '[[review]]\nid = "{}"\nfile = "{}"\ntitle = "Review about Omar"\npublisher = "Demo"\n'


def test_neither_a_new_record_nor_another_record_id_brings_it_back(corpus: Corpus) -> None:
    gone(corpus)
    for name in ("first-id", "second-id"):
        (corpus.folder / "catalogue.toml").write_text(RECORD.format(name, "b.md"))
        assert actions(corpus)["b.md"] == "withdrawn" and derived(corpus) == []


def test_an_id_of_a_catalogue_stays_withdrawn_whatever_text_is_filed_under_it(corpus: Corpus) -> None:
    (corpus.folder / "catalogue.toml").write_text(RECORD.format("demo-omar", "b.md"))
    corpus.ingest()
    gone(corpus)
    corpus.remove("b.md")
    (corpus.folder / "catalogue.toml").write_text(RECORD.format("demo-omar", "summary.md"))
    corpus.write("summary.md", story("Quin", "attic"))
    assert actions(corpus)["summary.md"] == "withdrawn"


def test_a_file_of_the_same_name_in_another_folder_is_another_review(corpus: Corpus, tmp_path: Path) -> None:
    gone(corpus)
    other = Corpus(tmp_path / "other", corpus.home, corpus.embedder)
    other.folder.mkdir()
    other.write("b.md", story("Rosa", "yard"))
    other.write("copy.md", SECRET)
    assert actions(other) == {"b.md": "new", "copy.md": "withdrawn"}


def test_twins_of_other_bytes_go_with_it(corpus: Corpus) -> None:
    corpus.write("twin.md", "\ufeff" + SECRET)
    corpus.ingest()
    done = gone(corpus)
    assert done.proof.found == () and len(done.tombstone.twin_ids) == 1
    assert actions(corpus)["twin.md"] == "withdrawn" and derived(corpus) == []


def test_words_that_another_review_says_too_are_left_out_of_the_proof_and_counted(corpus: Corpus) -> None:
    corpus.write("d.md", story("Quin", "attic") + "\nOmar was hurt in the boathouse.\n")
    corpus.ingest()
    done = gone(corpus)
    assert done.proof.found == () and done.proof.shared >= 1 and done.proof.stretches >= 1
    assert corpus.finds("boathouse")[0] == {"d.md"}


def test_the_only_review_can_be_withdrawn(corpus: Corpus) -> None:
    corpus.remove("a.md")
    corpus.remove("c.md")
    corpus.ingest()
    done = gone(corpus)
    assert done.proof.found == () and done.report.passage_count == 0 and derived(corpus) == []
    assert not corpus.ingest().written


def test_what_is_still_there_is_found_wherever_it_is(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = corpus.settings.index_folder
    said = f"{QUOTE}."
    left = {
        folder / "generations" / "leftover" / "data.bin": said.encode(),
        folder / "lock.info": b"x" * 5000 + said.encode("utf-16-le"),
        corpus.home / "vectors" / "old.bin": b"\0" + said.encode() + b"\0",
    }
    real = pipeline.ingest

    def then_leave(settings: Settings, **other: object) -> object:
        report = real(settings, **other)  # type: ignore[arg-type]
        for path, contents in left.items():
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(contents)
        return report

    monkeypatch.setattr(pipeline, "ingest", then_leave)
    found = {Path(place) for place in gone(corpus).proof.found}
    assert found == set(left)
    assert load(corpus.settings.data).held[0].erased == ""


def test_another_corpus_that_holds_the_text_is_named_and_does_not_quote_it(
    corpus: Corpus, tmp_path: Path
) -> None:
    other = Corpus(tmp_path / "other", corpus.home, corpus.embedder)
    other.folder.mkdir()
    other.write("z.md", story("Rosa", "yard"))
    other.write("same.txt", "\ufeff" + SECRET)
    other.ingest()
    done = gone(corpus)
    assert done.proof.elsewhere == (str(other.settings.index_folder),) and done.proof.found == ()
    whole = other.index()
    seen = Veil(other.settings.data, other.folder)(whole)
    assert {review.file for review in seen.reviews.values()} == {"z.md"}
    assert actions(other)["same.txt"] == "withdrawn" and derived(corpus) == []


# While the index still holds it


@pytest.fixture
def failing(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> Iterator[Corpus]:
    """The review is withdrawn, and the ingest after it could not run."""
    with ingest_lock(corpus.settings.index_folder), pytest.raises(ReviewsError) as told:
        gone(corpus)
    assert "is withdrawn and is not quoted any more, but the index could not be rewritten" in str(told.value)
    assert isinstance(told.value.__cause__, IngestBusy)
    yield corpus


def test_an_index_that_still_holds_it_shows_nothing_of_it_in_any_way(failing: Corpus) -> None:
    whole = failing.index()
    (hidden,) = [review.id for review in whole.reviews.values() if review.file == "b.md"]
    passages = [p.id for p in whole.review_passages(hidden)]
    seen = Veil(failing.settings.data, failing.folder)(whole)
    vector = failing.embedder.embed(["Omar was hurt in the boathouse"])[0]
    assert passages and isinstance(seen, IndexWithout)
    assert hidden not in seen.reviews and seen.passage_count == whole.passage_count - len(passages)
    assert seen.review_passages(hidden) == () and seen.entries_of("b.md") == []
    for ids in ((), (hidden,), (hidden, *seen.reviews)):
        for found in (
            seen.all_passage_ids(ids),
            [name for name, _ in seen.lexical(["boathouse", "Omar", "notes"], 50, ids)],
            [name for name, _ in seen.dense(vector, 50, ids)],
        ):
            assert not set(found) & set(passages)
    assert len(seen.dense(vector, 3)) == 3 and len(seen.lexical(["notes"], 2)) == 2
    assert set(seen.all_passage_ids()) == set(whole.all_passage_ids()) - set(passages)
    with pytest.raises(KeyError):
        seen.passages(passages[:1])
    assert seen.fingerprint != whole.fingerprint
    assert {record.file: record.status for record in seen.files}["b.md"] == "withdrawn"
    whole.close()


def test_an_index_of_which_nothing_is_withdrawn_is_shown_as_it_is(corpus: Corpus) -> None:
    veil, whole = Veil(corpus.settings.data, corpus.folder), corpus.index()
    assert veil(whole) is whole
    gone(corpus)
    assert veil(whole) is not whole and veil(whole) is veil(whole)
    new = corpus.index()
    assert veil(new) is new
    whole.close(), new.close()


def test_the_next_ingest_takes_it_out_and_withdrawing_again_proves_it(failing: Corpus) -> None:
    name = load(failing.settings.data).held[0].review_id
    assert (
        len(derived(failing)) == 2
    )  # of two generations; Chroma's vector files may hold scraps of memory too
    assert actions(failing)["b.md"] == "withdrawn"
    assert derived(failing) == [] and len(list((failing.home / "vectors").glob("*.sqlite"))) == 1
    done = withdraw(failing.settings, name, "again")
    assert done.proof.found == () and done.proof.stretches >= 4
    assert done.tombstone.why == "asked for by the family" and done.tombstone.erased


CHILD = """
import os, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
import pytest
from corpus_kit import Corpus, make_corpus
from ingest import pipeline, withdrawal, generations
from ingest.settings import Settings
patch = pytest.MonkeyPatch()
corpus = Corpus(Path({folder!r}), Path({home!r}))
patch.setattr(pipeline, "open_embedder", lambda settings: corpus.embedder)
patch.setattr(withdrawal, "open_embedder", lambda settings: corpus.embedder)
moment = {moment!r}
module = __import__("ingest." + moment.split(".")[0], fromlist=["x"])
real = getattr(module, moment.split(".")[1])
def dies(*given, **named):
    if {after}:
        real(*given, **named)
    os.kill(os.getpid(), 9)
setattr(module, moment.split(".")[1], dies)
withdrawal.withdraw(corpus.settings, {name!r}, "asked for")
"""


@pytest.mark.parametrize(
    ("moment", "after"),
    [
        ("withdrawal.add", True),
        ("generations.seal_files", True),
        ("generations.move_pointer", False),
        ("generations.move_pointer", True),
        ("erasure.erase", False),
        ("withdrawal._prove", False),
    ],
)
def test_killed_at_any_moment_it_stays_withdrawn_and_the_next_ingest_ends_the_work(
    corpus: Corpus, moment: str, after: bool
) -> None:
    name = id_of(corpus, "b.md")
    program = CHILD.format(
        tests=str(Path(__file__).parent),
        folder=str(corpus.folder),
        home=str(corpus.home),
        moment=moment,
        after=after,
        name=name,
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=os.environ)
    assert ran.returncode == -9, ran.stderr
    index = corpus.index()
    assert name not in Veil(corpus.settings.data, corpus.folder)(index).reviews
    index.close()
    assert actions(corpus)["b.md"] == "withdrawn" and derived(corpus) == []
    assert withdraw(corpus.settings, name, "again").proof.found == ()


def test_killed_before_the_tombstone_is_whole_nothing_is_withdrawn_and_nothing_is_lost(
    corpus: Corpus,
) -> None:
    gone(corpus, "a.md")
    path = corpus.settings.data / NAME
    path.with_name(NAME + ".new").write_text('{"body": ')  # what a kill while writing leaves
    assert [one.file for one in load(corpus.settings.data).held] == ["a.md"]
    gone(corpus)
    assert [one.file for one in load(corpus.settings.data).held] == ["a.md", "b.md"]


def test_tombstones_that_cannot_be_read_stop_readers_and_ingest_with_one_line(corpus: Corpus) -> None:
    gone(corpus)
    path = corpus.settings.data / NAME
    whole = path.read_bytes()
    index = corpus.index()
    for damage in (b"", whole[:-20], whole.replace(b"asked for", b"said by")):
        path.write_bytes(damage)
        for read in (corpus.ingest, lambda: Veil(corpus.settings.data, corpus.folder)(index)):
            with pytest.raises(ReviewsError, match="says what is withdrawn and cannot be read"):
                read()
    path.write_bytes(whole)
    assert not corpus.ingest().written
    index.close()


# Restored


def test_a_restored_review_is_back_and_that_it_was_withdrawn_is_kept(corpus: Corpus) -> None:
    before, name = corpus.index().fingerprint, id_of(corpus, "b.md")
    gone(corpus)
    tombstone, report = restore(corpus.settings, name)
    assert report.fingerprint == before and corpus.finds("boathouse")[0] == {"b.md"}
    kept = load(corpus.settings.data)
    assert kept.held == () and [one.tombstone for one in kept.history] == [tombstone]
    assert tombstone.why == "asked for by the family" and tombstone.by == "A. Lead"
    assert gone(corpus, why="once more").proof.found == ()


def test_each_mistake_is_one_clear_line(corpus: Corpus) -> None:
    name, settings = id_of(corpus, "b.md"), corpus.settings
    for why in ("", "  "):
        with pytest.raises(ReviewsError, match=r"needs a reason\. Run: reviews withdraw .* --why TEXT"):
            withdraw(settings, name, why)
    with pytest.raises(ReviewsError, match=r"no review 'nobody' in the index\. Run: reviews list"):
        withdraw(settings, "nobody", "x")
    with pytest.raises(ReviewsError, match=r"is not withdrawn\. See what is: reviews status"):
        restore(settings, name)
    assert load(settings.data).held == ()
    gone(corpus)
    with pytest.raises(ReviewsError, match=r"was withdrawn on 20.*run: reviews restore"):
        withdraw(settings, name, "x")


# What people see


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
    assert "The review named was withdrawn on 20" in ran.object["text"] and "family" not in ran.raw.decode()
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
    assert f"[withdrawn on {made.date}]" in seen.text and {h.review.id for h in seen.hits}.isdisjoint(
        {CHILD_H}
    )
    drawn = str(draw(seen, lambda citation: "This review was withdrawn."))
    assert all(c.quote not in drawn for c in own) and f"[withdrawn on {made.date}]" in drawn
    take_away(data, made)
    assert records.messages("here") == (before,)
    records.close()
