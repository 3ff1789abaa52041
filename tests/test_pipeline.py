"""The index becomes exactly what lies in the corpus folder, however often and in whatever order."""

import os
import random
from pathlib import Path

import pytest
from corpus_kit import Corpus, make_corpus, story
from pipeline_kit import changed, corpus, generation_names, made, three

__all__ = ["corpus", "made", "three"]  # fixtures of the tests below


def test_a_first_ingest_reports_each_file_and_its_passages(corpus: Corpus) -> None:
    corpus.write("b/two.txt", story("Omar"))
    corpus.write("one.md", story("Nora"))
    report = corpus.ingest()
    assert [(row.file, row.action, row.passages) for row in report.rows] == [
        ("b/two.txt", "new", 3),
        ("one.md", "new", 3),
    ]
    assert report.written and report.passage_count == 6 and report.failed == () and report.notes == ()
    assert report.fingerprint == corpus.index().fingerprint and changed(corpus) == []


def test_a_second_run_writes_nothing_and_embeds_nothing(three: Corpus) -> None:
    before, calls = generation_names(three), three.embedder.calls
    pointer = (three.settings.index_folder / "current").stat().st_mtime_ns
    report = three.ingest()
    assert not report.written and {row.action for row in report.rows} == {"same"}
    assert [row.passages for row in report.rows] == [3, 3, 3]
    assert (generation_names(three), three.embedder.calls) == (before, calls)
    assert (three.settings.index_folder / "current").stat().st_mtime_ns == pointer


def test_a_touched_file_is_the_same_and_is_not_warned_of(three: Corpus) -> None:
    os.utime(three.folder / "b.md", ns=(1, 1))
    assert changed(three) == []
    assert not three.ingest().written and changed(three) == []


def test_a_rebuild_gives_the_same_fingerprint_and_embeds_nothing_anew(three: Corpus) -> None:
    before, calls = three.index().fingerprint, three.embedder.calls
    report = three.ingest(rebuild=True)
    assert report.written and report.fingerprint == before and three.embedder.calls == calls
    assert {row.action for row in report.rows} == {"new"}


def test_the_order_in_which_files_came_plays_no_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fingerprints = set()
    for seed in range(3):
        (tmp_path / str(seed)).mkdir()
        corpus = make_corpus(tmp_path / str(seed), monkeypatch)
        names = [f"{folder}{name}.md" for folder in ("", "x/", "y/") for name in "abc"]
        random.Random(seed).shuffle(names)
        for name in names:
            corpus.write(name, story(f"Child {name[0]}{name[-4]}"))
        fingerprints.add(corpus.ingest().fingerprint)
    assert len(fingerprints) == 1


@pytest.mark.parametrize("seed", range(2))
def test_whatever_happened_to_the_folder_the_index_is_what_a_rebuild_gives(seed: int, corpus: Corpus) -> None:
    chance = random.Random(seed)
    names = ["a.md", "b.txt", "sub/c.md", "d.md", "scan.pdf"]
    corpus.write("a.md", story("Nora"))
    for _ in range(6):
        for name in chance.sample(names, 2):
            path = corpus.folder / name
            if path.exists() and chance.random() < 0.4:
                path.unlink()
            else:
                child = chance.choice(["Nora", "Omar", "Pia", "Quin"])
                corpus.write(name, chance.choice([story(child), story(child), "", b"\0\1\2", f"# {child}"]))
        corpus.write("keep.md", story("Rosa", f"room {chance.random()}"))
        report = corpus.ingest()
        index = corpus.index()
        assert index.fingerprint == report.fingerprint and changed(corpus) == []
        assert {record.file for record in index.files} == {
            path.relative_to(corpus.folder).as_posix() for path in corpus.folder.rglob("*.*")
        }
    assert corpus.ingest().written is False
    assert corpus.ingest(rebuild=True).fingerprint == report.fingerprint
