"""With one file changed no other is read, split, embedded or written; and what comes out is what a rebuild gives."""

import sqlite3

import pytest
from corpus_kit import Corpus, story
from incremental_kit import COUNT, in_use, twenty, twenty_made

from ingest import build, pipeline, vectors

__all__ = ["twenty", "twenty_made"]  # fixtures of the tests below


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


def test_deleted_words_leave_no_count_behind(twenty: Corpus) -> None:
    twenty.write("04.md", story("Child4", "garden"))
    twenty.ingest()
    with sqlite3.connect(in_use(twenty) / "library.sqlite") as connection:
        connection.execute("INSERT INTO lexical (lexical) VALUES ('integrity-check')")
        assert connection.execute("SELECT count(*) FROM lexical WHERE lexical MATCH 'room4'").fetchone() == (
            0,
        )
    connection.close()
