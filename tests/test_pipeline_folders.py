"""Folders with links, odd names, nothing in them, or none at all."""

import os
from pathlib import Path

import pytest
from corpus_kit import Corpus, make_corpus, story
from pipeline_kit import changed, corpus, made, three

from ingest.errors import IndexMissing, ReviewsError
from ingest.pipeline import ingest
from ingest.scan import OUTWARD, WITHIN
from ingest.settings import Settings, load_settings

__all__ = ["corpus", "made", "three"]  # fixtures of the tests below


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_links_out_of_the_folder_are_never_followed(three: Corpus, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text(story("Secret"))
    (three.folder / "link.md").symlink_to(outside / "secret.md")
    (three.folder / "up.md").symlink_to(Path("..") / "outside" / "secret.md")
    (three.folder / "folder").symlink_to(outside)
    (three.folder / "folder.md").symlink_to(outside)
    (three.folder / "photo.jpg").symlink_to(outside / "secret.md")
    (three.folder / ".hidden.md").symlink_to(outside / "secret.md")
    report = three.ingest()
    told = {row.file: row.reason for row in report.rows if row.action != "same"}
    assert told == dict.fromkeys(["link.md", "up.md", "folder", "folder.md", "photo.jpg"], OUTWARD) and {
        row.action for row in report.rows
    } == {"same", "unread"}
    assert not report.failed and report.passage_count == 9
    assert three.finds("Secret") == (set(), set(), set())
    assert not three.ingest().written and changed(three) == []


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_links_to_folders_that_circle_are_named_and_not_followed(three: Corpus) -> None:
    (three.folder / "sub").mkdir()
    (three.folder / "sub" / "round").symlink_to(three.folder)
    (three.folder / "self").symlink_to("self")
    assert {row.file: row.reason for row in three.ingest().rows if row.action == "unread"} == {
        "self": "a file without a suffix is not read",
        "sub/round": WITHIN,
    }
    assert not three.ingest().written and changed(three) == []


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_links_within_the_folder_that_lead_nowhere_are_named_and_stop_no_other(three: Corpus) -> None:
    (three.folder / "nowhere.md").symlink_to(three.folder / "gone.md")
    (three.folder / "loop.md").symlink_to(three.folder / "loop.md")
    (three.folder / "twice.md").symlink_to(three.folder / "a.md")
    assert three.actions() == {
        "a.md": "same",
        "b.md": "same",
        "c.md": "same",
        "loop.md": "failed",
        "nowhere.md": "failed",
        "twice.md": "duplicate",
    }
    assert not three.ingest().written and changed(three) == []


@pytest.mark.skipif(os.name == "nt", reason="there a name cannot be like that")
def test_a_file_whose_name_cannot_be_written_is_named_and_stops_no_other(three: Corpus) -> None:
    try:
        (Path(os.fsdecode(os.fsencode(three.folder) + b"/caf\xe9.md"))).write_text(story("Quin"))
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    three.write("two\nlines.md", story("Rosa"))
    os.mkfifo(three.folder / "pipe.md")
    report = three.ingest()
    reasons = [row.reason for row in report.failed]
    assert [row.file for row in report.failed] == ["caf\\udce9.md", "pipe.md", "two\\nlines.md"]
    assert not any(row.file in row.reason or "\n" in row.reason for row in report.failed)
    assert reasons[0].endswith("Rename it") and report.passage_count == 9
    assert not three.ingest().written and changed(three) == []


def test_a_missing_folder_is_named_and_its_index_is_kept(three: Corpus) -> None:
    away = three.folder.rename(three.folder.with_name("away"))
    with pytest.raises(ReviewsError, match=r"corpus: there is no such folder\. Set REVIEWS_CORPUS"):
        three.ingest()
    assert three.index().passage_count == 9 and changed(three) == ["corpus"]
    away.rename(three.folder)
    assert not three.ingest().written


def test_a_file_in_place_of_the_folder_is_told_as_a_missing_folder(tmp_path: Path) -> None:
    (tmp_path / "corpus").write_text("words")
    with pytest.raises(ReviewsError, match="there is no such folder"):
        ingest(Settings(corpus=tmp_path / "corpus", home=tmp_path / "home"))


def test_a_folder_with_nothing_readable_keeps_the_old_index(three: Corpus) -> None:
    for name in "abc":
        three.remove(f"{name}.md")
    with pytest.raises(ReviewsError, match="no file there could be read") as raised:
        three.ingest()
    assert "the old index is unchanged" in str(raised.value)
    three.write("scan.pdf", b"%PDF")
    with pytest.raises(ReviewsError, match=r"could be read \(scan\.pdf: this PDF is broken"):
        three.ingest()
    assert three.index().passage_count == 9


def test_an_empty_folder_makes_no_index(corpus: Corpus) -> None:
    with pytest.raises(ReviewsError, match="no file there could be read"):
        corpus.ingest()
    with pytest.raises(IndexMissing):
        corpus.index()


def test_two_folders_of_one_name_each_keep_their_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = make_corpus(tmp_path, monkeypatch)
    monkeypatch.setenv("REVIEWS_HOME", str(tmp_path / "home"))
    fingerprints = {}
    for name, child in (("one", "Nora"), ("two", "Omar")):
        folder = tmp_path / name / "reviews"
        folder.mkdir(parents=True)
        (folder / "a.md").write_text(story(child))
        monkeypatch.setenv("REVIEWS_CORPUS", str(folder))
        fingerprints[name] = ingest(load_settings()).fingerprint
    for name, fingerprint in fingerprints.items():
        monkeypatch.setenv("REVIEWS_CORPUS", str(tmp_path / name / "reviews"))
        report = ingest(load_settings())
        assert (report.written, report.fingerprint) == (False, fingerprint)
    assert len(set(fingerprints.values())) == 2 and corpus.embedder.calls == 4
