"""With one file changed no other is read, split, embedded or written; and what comes out is what a rebuild gives."""

import os
import shutil
import sqlite3
import time
from pathlib import Path

import pytest
from corpus_kit import Corpus, make_corpus, story

from ingest import build, generations, library_writer, pipeline, plan, vectors
from ingest.errors import IndexDamaged
from ingest.index import Serving
from ingest.wiring import settings_fingerprint

COUNT = 20


@pytest.fixture(scope="module")
def twenty_made(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Twenty files on eight shelves; the tests work on copies."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library_writer, "FILES_A_SHELF", 2)
        corpus = make_corpus(tmp_path_factory.mktemp("twenty"), patch)
        for number in range(COUNT):
            corpus.write(f"{number:02}.md", story(f"Child{number}", f"room{number}"))
        corpus.ingest()
    return corpus


@pytest.fixture
def twenty(twenty_made: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Corpus:
    """A copy of the twenty files and of their index."""
    corpus = make_corpus(tmp_path, monkeypatch)
    monkeypatch.setattr(library_writer, "FILES_A_SHELF", 2)
    shutil.copytree(twenty_made.folder, corpus.folder, dirs_exist_ok=True)
    shutil.copytree(twenty_made.settings.index_folder, corpus.settings.index_folder)
    shutil.copytree(twenty_made.home / "vectors", corpus.home / "vectors")
    corpus.ingest()  # takes note of where the copies lie
    return corpus


def in_use(corpus: Corpus) -> Path:
    folder = corpus.settings.index_folder
    return generations.generation_folder(folder, generations.read_pointer(folder) or "")


def test_one_changed_file_is_all_that_is_read_split_embedded_and_written_anew(
    twenty: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    split: list[str] = []
    whole: list[int] = []
    real_read, real_split, real_write = pipeline.read_document, pipeline.passages, vectors.write_vectors
    monkeypatch.setattr(
        pipeline, "read_document", lambda path, reader: (read.append(path.name), real_read(path, reader))[1]
    )
    monkeypatch.setattr(
        pipeline,
        "passages",
        lambda document, review, *rest: (split.append(review.file), real_split(document, review, *rest))[1],
    )
    monkeypatch.setattr(
        vectors, "write_vectors", lambda *given: (whole.append(given[2]), real_write(*given))[1]
    )
    before, texts = in_use(twenty), twenty.embedder.texts
    twenty.write("07.md", story("Child7", "attic"))
    report = twenty.ingest()
    assert report.counts == {"changed": 1, "same": COUNT - 1}
    assert read == ["07.md"] and split == ["07.md"] and whole == []
    assert twenty.embedder.texts - texts <= 12  # passages and sentences of one short file
    shelves = {path.name: path.read_bytes() for path in (before / "shelves").iterdir()}
    assert len(shelves) == 10
    written = [
        name for name, was in shelves.items() if (in_use(twenty) / "shelves" / name).read_bytes() != was
    ]
    assert len(written) == 1


def test_after_many_changes_the_index_is_that_of_a_fresh_folder_in_content_and_in_ranking(
    twenty: Corpus,
) -> None:
    def ranked() -> object:
        index = twenty.index()
        words = [
            index.lexical(["kitchen", "board", "attic"], 50),
            index.document_frequency(["notes", "attic"]),
        ]
        near = [name for name, _ in index.dense(twenty.embedder.embed(["attic notes"])[0], 30)]
        return words, near, index.fingerprint

    for turn in range(5):
        twenty.write(f"{turn:02}.md", story(f"Child{turn}", f"attic {turn}"))
        twenty.remove(f"{10 + turn}.md")
        twenty.write(f"new{turn}.md", story(f"Newcomer{turn}", "kitchen"))
        (twenty.folder / f"0{5 + turn}.md").rename(twenty.folder / f"moved{turn}.md")
        assert twenty.ingest().written
    onto_a_copy = ranked()
    twenty.ingest(rebuild=True)
    assert ranked() == onto_a_copy


def test_a_moved_file_is_not_embedded_again(twenty: Corpus) -> None:
    texts = twenty.embedder.texts
    (twenty.folder / "03.md").rename(twenty.folder / "elsewhere.md")
    assert twenty.ingest().counts == {"new": 1, "same": COUNT - 1, "gone": 1}
    assert twenty.embedder.texts == texts


def test_what_a_file_said_before_is_nowhere_in_the_bytes_of_the_new_generation(twenty: Corpus) -> None:
    def holding(text: bytes) -> list[str]:
        return [
            path.name for path in in_use(twenty).rglob("*") if path.is_file() and text in path.read_bytes()
        ]

    said = b"was hurt in the room4."
    assert holding(said)
    twenty.write("04.md", story("Child4", "garden"))
    twenty.ingest()
    assert not holding(said) and holding(b"was hurt in the garden.")


def test_chroma_is_written_afresh_when_it_drags_too_many_deleted_vectors_along(twenty: Corpus) -> None:
    dead = []
    for turn in range(8):
        twenty.write("05.md", story("Child5", f"room {turn}"))
        twenty.ingest()
        dead.append(twenty.index().manifest.dead_vectors)
    assert max(dead) * build.MOST_DEAD <= twenty.index().passage_count
    assert dead[0] == 3 and 0 in dead and dead[-1] > 0


def test_shelves_grow_with_the_collection(twenty: Corpus) -> None:
    assert twenty.index().manifest.shelves == 10
    for number in range(70):
        twenty.write(f"more/{number}.md", story(f"Other{number}", "hall"))
    calls = twenty.embedder.texts
    twenty.ingest()
    texts = twenty.embedder.texts - calls
    assert twenty.index().manifest.shelves == 45 and twenty.index().passage_count == 3 * 90
    twenty.ingest(rebuild=True)
    assert twenty.embedder.texts - calls == texts


def test_in_a_large_index_what_stays_is_linked_and_each_generation_stays_sound(
    twenty: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generations, "HASHED_UP_TO", 1_000)
    for turn in range(3):
        twenty.write("05.md", story("Child5", f"room {turn}"))
        twenty.ingest()
        linked = [path.name for path in (in_use(twenty) / "shelves").iterdir() if path.stat().st_nlink > 1]
        assert len(linked) == 9
        assert in_use(twenty).joinpath("library.sqlite").stat().st_nlink == 1
        for name in generations.finished(twenty.settings.index_folder):
            folder = generations.generation_folder(twenty.settings.index_folder, name)
            generations.check_files(folder, generations.read_manifest(folder), hashed=True)
        twenty.index().dense(twenty.embedder.embed(["room"])[0], 3)


def test_a_base_that_was_damaged_is_found_out_and_everything_is_read_anew(
    twenty: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    clean = twenty.index().fingerprint
    monkeypatch.setattr(generations, "HASHED_UP_TO", 1_000)
    path = in_use(twenty) / "library.sqlite"
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(b"\x55" * 64)
    twenty.write("21.md", story("Late", "hall"))
    report = twenty.ingest()
    assert "library.sqlite" in report.notes[0] and report.notes[0].endswith("all files are read anew.")
    twenty.remove("21.md")
    assert twenty.ingest().fingerprint == clean


def test_verify_compares_every_byte_of_a_large_index(twenty: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generations, "HASHED_UP_TO", 1_000)
    path = sorted((in_use(twenty) / "shelves").iterdir())[0]
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(b"\x55" * 64)
    assert not twenty.ingest().written
    report = pipeline.ingest(twenty.settings, verify=True)
    assert report.written and "shelves/00.sqlite" in report.notes[0]
    with pytest.raises(IndexDamaged):
        generations.check_files(
            path.parent.parent, generations.read_manifest(path.parent.parent), hashed=True
        )
    twenty.index().verify()


def test_a_file_put_in_place_of_another_with_its_size_and_time_is_noticed(twenty: Corpus) -> None:
    path = twenty.folder / "06.md"
    was = path.stat()
    other = path.with_name("other.md.tmp")
    other.write_text(path.read_text("utf-8").replace("room6", "attic"), "utf-8")
    os.utime(other, ns=(was.st_atime_ns, was.st_mtime_ns))
    other.replace(path)
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (was.st_size, was.st_mtime_ns)
    assert twenty.actions()["06.md"] == "changed"


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no time of the last change of a file's record")
def test_a_file_changed_in_place_whose_time_was_set_back_is_noticed(twenty: Corpus) -> None:
    path = twenty.folder / "06.md"
    was = path.stat()
    with path.open("r+b") as file:
        file.write(path.read_bytes().replace(b"room6", b"attic"))
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert twenty.actions()["06.md"] == "changed"


def test_a_touched_file_is_hashed_and_not_read_by_a_reader(
    twenty: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    real_read = pipeline.read_document
    monkeypatch.setattr(
        pipeline, "read_document", lambda path, reader: (read.append(path.name), real_read(path, reader))[1]
    )
    (twenty.folder / "06.md").touch()
    report = twenty.ingest()
    assert not report.written and read == []


def test_what_is_to_be_done_is_told_before_anything_is_written(twenty: Corpus) -> None:
    told: list[tuple[str, dict[str, str]]] = []
    twenty.write("06.md", story("Child6", "garden"))
    twenty.write("bad.md", b"\0\1\2")
    twenty.remove("08.md")
    before = in_use(twenty)
    stages: list[str] = []

    def planned(rows: object) -> None:
        told.append((in_use(twenty).name, {row.file: row.action for row in rows if row.action != "same"}))  # type: ignore[attr-defined]

    pipeline.ingest(
        twenty.settings,
        watch=pipeline.Watch(planned=planned, progress=lambda seen: stages.append(seen.stage)),
    )
    assert told == [(before.name, {"06.md": "changed", "08.md": "gone", "bad.md": "failed"})]
    assert list(dict.fromkeys(stages)) == ["looking", "embedding", "writing"]


def test_deleted_words_leave_no_count_behind(twenty: Corpus) -> None:
    twenty.write("04.md", story("Child4", "garden"))
    twenty.ingest()
    with sqlite3.connect(in_use(twenty) / "library.sqlite") as connection:
        connection.execute("INSERT INTO lexical (lexical) VALUES ('integrity-check')")
        assert connection.execute("SELECT count(*) FROM lexical WHERE lexical MATCH 'room4'").fetchone() == (
            0,
        )
    connection.close()


def test_touched_files_are_hashed_once_and_not_at_every_look_after(
    twenty: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    real = plan._sha256
    monkeypatch.setattr(plan, "_sha256", lambda path: (hashed.append(path.name), real(path))[1])
    os.utime(twenty.folder / "06.md", ns=(5, 5))
    os.utime(twenty.folder / "07.md", ns=(5, 5))
    assert not twenty.ingest().written and hashed == ["06.md", "07.md"]
    hashed.clear()
    assert plan.changed_files(twenty.folder, twenty.index().files) == [] and hashed == []
    assert not twenty.ingest().written and hashed == []


def test_a_passage_of_a_large_index_that_was_damaged_is_never_quoted(
    twenty: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generations, "HASHED_UP_TO", 1_000)
    name = next(review.id for review in twenty.index().reviews.values() if review.file == "03.md")
    passage = next(p for p in twenty.index().review_passages(name) if "room3" in p.text)
    (path,) = [
        path for path in (in_use(twenty) / "shelves").iterdir() if b"in the room3." in path.read_bytes()
    ]
    path.write_bytes(path.read_bytes().replace(b"in the room3.", b"in the attic."))
    index = twenty.index()
    with pytest.raises(IndexDamaged, match="is not as it was written"):
        index.passages([passage.id])
    fingerprint = settings_fingerprint(twenty.embedder.fingerprint)
    serving = Serving(twenty.settings.index_folder, fingerprint)
    for _ in range(200):
        if warning := serving.current().warning:
            break
        time.sleep(0.02)
    assert warning and "shelves/" in warning and "Run: reviews ingest --rebuild" in warning


def test_what_a_document_says_of_itself_takes_no_others_place(twenty: Corpus) -> None:
    twenty.write(
        "catalogue.toml", '[[review]]\nid = "real"\nfile = "05.md"\ntitle = "Real"\npublisher = "Board"\n'
    )
    twenty.ingest()
    claim = "---\nid: real\ntitle: Taken\npublisher: Board\n---\n\n" + story("Impostor", "lair")
    twenty.write("00-first.md", claim)
    rows = {row.file: row for row in twenty.ingest().rows}
    assert rows["00-first.md"].action == "failed" and "is that of 05.md" in rows["00-first.md"].reason
    assert rows["05.md"].action == "same" and twenty.index().reviews["real"].title == "Real"
    assert twenty.finds("lair.") == (set(), set(), set())


def test_what_another_did_while_an_ingest_waited_for_the_lock_is_not_undone(
    twenty: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pipeline.ingest_lock

    def after_another(folder: Path) -> object:
        twenty.write("late.md", story("Late", "hall"))
        return real(folder)

    monkeypatch.setattr(pipeline, "ingest_lock", after_another)
    assert {row.file: row.action for row in twenty.ingest().rows}["late.md"] == "new"


def test_an_index_whose_pointer_is_gone_answers_and_says_so(twenty: Corpus) -> None:
    (twenty.settings.index_folder / "current").unlink()
    index = twenty.index()
    assert index.passage_count == 60 and index.warning and "Run: reviews ingest --rebuild" in index.warning


def test_a_pointer_that_cannot_be_read_for_a_moment_stops_no_open_chat(twenty: Corpus) -> None:
    serving = Serving(twenty.settings.index_folder, settings_fingerprint(twenty.embedder.fingerprint))
    index = serving.current()
    pointer = twenty.settings.index_folder / "current"
    held = pointer.read_text("utf-8")
    pointer.unlink()
    pointer.mkdir()
    assert serving.current() is index and "not in use" in (index.warning or "")
    pointer.rmdir()
    pointer.write_text(held, "utf-8")
    assert serving.current() is index
