"""The index becomes exactly what lies in the corpus folder, whatever happened to the folder before."""

import hashlib
import os
import random
import shutil
from pathlib import Path

import pytest
from corpus_kit import Corpus, HashEmbedder, make_corpus, story

from ingest import generations
from ingest.errors import IndexMissing, IndexStale, ReviewsError
from ingest.index import Index
from ingest.pipeline import ingest
from ingest.plan import changed_files
from ingest.settings import Settings, load_settings


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Corpus:
    """An empty corpus."""
    return make_corpus(tmp_path, monkeypatch)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Three files, ingested; the tests work on copies of it."""
    with pytest.MonkeyPatch.context() as patch:
        corpus = make_corpus(tmp_path_factory.mktemp("three"), patch)
        for name, child in zip("abc", ("Nora", "Omar", "Pia"), strict=True):
            corpus.write(f"{name}.md", story(child, f"room-{name}"))
        corpus.ingest()
    return corpus


@pytest.fixture
def three(made: Corpus, corpus: Corpus) -> Corpus:
    """A copy of the three files and of their index, and of what was embedded."""
    shutil.copytree(made.folder, corpus.folder, dirs_exist_ok=True)
    shutil.copytree(made.settings.index_folder, corpus.settings.index_folder)
    shutil.copytree(made.home / "vectors", corpus.home / "vectors")
    return corpus


def changed(corpus: Corpus) -> list[str]:
    """What an answer would warn of."""
    return changed_files(corpus.folder, corpus.index().files)


def generation_names(corpus: Corpus) -> list[str]:
    return sorted(path.name for path in (corpus.settings.index_folder / "generations").iterdir())


# ---- Again and again


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


# ---- What happens to files


def test_a_changed_file_replaces_its_own_passages_and_no_others(three: Corpus) -> None:
    before, texts = three.ids(), three.embedder.texts
    three.write("b.md", story("Omar", "room-b").replace("A neighbour called", "Nobody called"))
    assert changed(three) == ["b.md"]
    assert three.actions() == {"a.md": "same", "b.md": "changed", "c.md": "same"}
    after = three.ids()
    assert (after["a.md"], after["c.md"]) == (before["a.md"], before["c.md"])
    assert after["b.md"][1:] == before["b.md"][1:] and after["b.md"][0] != before["b.md"][0]
    assert three.embedder.texts - texts == 2  # the passage and the sentence that are new
    assert three.finds("Nobody")[0] == {"a.md", "b.md", "c.md"} and changed(three) == []


def test_a_removed_file_is_gone_from_passages_words_and_vectors(three: Corpus) -> None:
    assert three.finds("room-b.") == ({"b.md"}, {"b.md"}, {"b.md"})
    three.remove("b.md")
    assert three.actions() == {"a.md": "same", "b.md": "gone", "c.md": "same"}
    assert three.finds("room-b.") == (set(), set(), set())
    index = three.index()
    assert {review.file for review in index.reviews.values()} == {"a.md", "c.md"}
    assert [record.file for record in index.files] == ["a.md", "c.md"] and index.passage_count == 6


def test_a_new_file_is_found_beside_the_others(three: Corpus) -> None:
    before = three.ids()
    three.write("d.md", story("Quin", "room-d"))
    assert changed(three) == ["d.md"]
    assert three.actions() == {"a.md": "same", "b.md": "same", "c.md": "same", "d.md": "new"}
    assert three.finds("room-d.") == ({"d.md"}, {"d.md"}, {"d.md"})
    assert {name: three.ids()[name] for name in before} == before


def test_a_renamed_file_is_found_under_its_new_name_only(three: Corpus) -> None:
    (three.folder / "b.md").rename(three.folder / "z.md")
    assert changed(three) == ["b.md", "z.md"]
    assert three.actions() == {"a.md": "same", "b.md": "gone", "c.md": "same", "z.md": "new"}
    assert three.finds("room-b.") == ({"z.md"}, {"z.md"}, {"z.md"})


def test_the_same_bytes_twice_are_read_once_and_the_second_takes_over(three: Corpus) -> None:
    three.write("copy.md", story("Nora", "room-a"))
    report = three.ingest()
    row = next(row for row in report.rows if row.file == "copy.md")
    assert (row.action, row.passages, row.reason) == ("duplicate", 0, "the same text as a.md")
    assert report.passage_count == 9 and not three.ingest().written and changed(three) == []
    three.remove("a.md")
    assert three.actions()["copy.md"] == "new"
    assert three.finds("room-a.") == ({"copy.md"}, {"copy.md"}, {"copy.md"})


ORIGINAL = story("Child Q", "attic")
RECORD = f"""
[[review]]
id = "demo-child-q"
file = "q-digest.md"
title = "Child Q"
publisher = "Demo Partnership"
standing = "digest"
original_sha256 = "{hashlib.sha256(ORIGINAL.encode()).hexdigest()}"
"""


def test_an_original_beside_its_digest_takes_its_place_and_gives_it_back(corpus: Corpus) -> None:
    corpus.write("catalogue.toml", RECORD)
    corpus.write("q-digest.md", story("Child Q", "cellar"))
    corpus.write("other.md", story("Omar"))
    corpus.ingest()
    corpus.write("z original.txt", ORIGINAL)
    report = corpus.ingest()
    actions = {row.file: (row.action, row.review_id) for row in report.rows}
    assert actions["q-digest.md"] == ("superseded", "demo-child-q")
    assert actions["z original.txt"] == ("new", "demo-child-q")
    assert corpus.finds("attic.")[0] == {"z original.txt"} and corpus.finds("cellar.") == (
        set(),
        set(),
        set(),
    )
    assert corpus.index().reviews["demo-child-q"].standing == "original"
    assert not corpus.ingest().written and changed(corpus) == []
    corpus.remove("z original.txt")
    assert corpus.actions()["q-digest.md"] == "new"
    assert corpus.index().reviews["demo-child-q"].standing == "digest"


def test_a_copy_without_a_record_does_not_take_the_place_of_a_digest(corpus: Corpus) -> None:
    corpus.write("catalogue.toml", RECORD)
    for name in ("a copy.md", "q-digest.md"):
        corpus.write(name, story("Child Q", "cellar"))
    assert corpus.actions() == {"a copy.md": "duplicate", "q-digest.md": "new"}


def test_files_that_cannot_be_read_are_named_and_stop_no_other(three: Corpus) -> None:
    three.write("empty.md", "")
    three.write("scan.pdf", b"%PDF-1.7 words")
    three.write("binary.txt", b"\0\1\2\3")
    three.write("headings.md", "# Child R\n\n## Findings\n")
    three.write("d.md", story("Quin"))
    report = three.ingest()
    reasons = {row.file: row.reason for row in report.failed}
    assert sorted(reasons) == ["binary.txt", "empty.md", "headings.md", "scan.pdf"]
    assert all(reason.startswith(name) and "\n" not in reason for name, reason in reasons.items())
    assert reasons["scan.pdf"] == "scan.pdf: .pdf is not read yet. Save it as .txt or .md"
    assert report.written and report.passage_count == 12
    assert [r.file for r in three.index().files if r.status == "failed"] == sorted(reasons)
    again = three.ingest()
    assert not again.written and again.failed == report.failed and changed(three) == []


def test_a_file_that_fails_another_way_is_told_anew_and_one_that_is_mended_is_read(three: Corpus) -> None:
    three.write("d.md", "")
    three.ingest()
    three.write("d.md", b"\0\1\2\3")
    report = three.ingest()
    assert "this is not text" in report.failed[0].reason and changed(three) == []
    three.write("d.md", story("Quin"))
    assert three.actions()["d.md"] == "new"


def test_a_file_that_can_no_longer_be_read_leaves_the_index(three: Corpus) -> None:
    three.write("b.md", b"\0\1\2\3")
    assert three.actions() == {"a.md": "same", "b.md": "failed", "c.md": "same"}
    assert three.finds("room-b.") == (set(), set(), set())


def test_a_file_that_goes_while_the_others_are_read_is_named_and_tried_again(corpus: Corpus) -> None:
    path = corpus.write("b.md", story("Omar"))
    corpus.write("a.md", story("Nora"))
    status = path.stat()
    contents = path.read_bytes()
    report = ingest(corpus.settings, progress=lambda line: path.unlink() if line.startswith("a.md") else None)
    assert [(row.file, row.action) for row in report.rows] == [("a.md", "new"), ("b.md", "failed")]
    path.write_bytes(contents)
    os.utime(path, ns=(status.st_mtime_ns, status.st_mtime_ns))
    assert corpus.actions() == {"a.md": "same", "b.md": "new"}


def test_what_is_no_review_is_never_ingested(three: Corpus) -> None:
    words = story("Nobody")
    for name in (
        "README.md", "readme.txt", "sub/ReadMe.markdown", ".hidden.md", ".git/notes.md", "sub/.x/y.md", "data.toml",
        "cases.jsonl", "table.csv", "~$draft.docx", "notes.md.bak", "md", "picture.png",
    ):  # fmt: skip
        three.write(name, words)
    report = three.ingest()
    assert not report.written and [row.file for row in report.rows] == ["a.md", "b.md", "c.md"]
    assert changed(three) == []


def test_capital_suffixes_and_folders_in_folders_are_read(corpus: Corpus) -> None:
    for number, name in enumerate(["A.MD", "b/c/d.Text", "e.markdown", "f g.TXT"]):
        corpus.write(name, story(f"Child {number}"))
    assert set(corpus.actions().values()) == {"new"}


# ---- Odd folders


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_links_out_of_the_folder_are_never_followed(three: Corpus, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text(story("Secret"))
    (three.folder / "link.md").symlink_to(outside / "secret.md")
    (three.folder / "up.md").symlink_to(Path("..") / "outside" / "secret.md")
    (three.folder / "folder").symlink_to(outside)
    (three.folder / "folder.md").symlink_to(outside)
    report = three.ingest()
    assert not report.written and [row.file for row in report.rows] == ["a.md", "b.md", "c.md"]


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
    assert all(row.reason.startswith(row.file) and "\n" not in row.reason for row in report.failed)
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
    with pytest.raises(ReviewsError, match=r"could be read \(scan\.pdf: \.pdf is not read yet"):
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


# ---- What may go wrong


def test_an_index_made_with_other_settings_is_stale_until_the_next_ingest(three: Corpus) -> None:
    before = three.index().fingerprint
    three.embedder = HashEmbedder(fingerprint="hash-2", dimension=8)
    with pytest.raises(IndexStale, match=r"other settings\. Run: reviews ingest"):
        three.index()
    report = three.ingest()
    assert report.written and {row.action for row in report.rows} == {"new"}
    assert report.notes == ("The index was made with other settings: all files are read anew.",)
    assert three.index().manifest.dimension == 8 and three.index().fingerprint != before


@pytest.mark.parametrize("generations_made", [1, 2], ids=["the only one", "with one before it"])
def test_a_damaged_index_is_repaired_by_the_next_ingest(generations_made: int, three: Corpus) -> None:
    if generations_made == 2:
        three.write("c.md", story("Pia", "room-x"))
        three.ingest()
    sound = three.index().fingerprint
    folder = three.settings.index_folder
    library = folder / "generations" / str(generations.read_pointer(folder)) / "library.sqlite"
    raw = bytearray(library.read_bytes())
    raw[4096:4200] = b"\x55" * 104
    library.write_bytes(raw)
    report = three.ingest()
    assert report.written and report.fingerprint == sound and len(report.notes) == 1
    index = three.index()
    assert index.warning is None and index.fingerprint == sound
    assert not three.ingest().written


def test_an_embedder_that_fails_at_any_call_leaves_the_old_index_and_the_next_run_completes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = 0
    fingerprints = set()
    for fails_at in range(1, 20):
        (tmp_path / str(fails_at)).mkdir()
        corpus = make_corpus(tmp_path / str(fails_at), monkeypatch)
        corpus.write("a.md", story("Nora"))
        old = corpus.ingest().fingerprint
        corpus.write("b.md", story("Omar", "attic"))
        corpus.write("c.md", story("Pia", "cellar"))
        before, made = corpus.embedder.calls, generation_names(corpus)
        corpus.embedder.fails_at = before + fails_at
        if calls and fails_at > calls:
            break
        with pytest.raises(RuntimeError, match="the embedder went away"):
            corpus.ingest()
        assert corpus.index().fingerprint == old and generation_names(corpus) == made
        report = corpus.ingest()
        assert {row.file: row.action for row in report.rows} == {"a.md": "same", "b.md": "new", "c.md": "new"}
        fingerprints.add(report.fingerprint)
        calls = corpus.embedder.calls - before - 1
    assert calls == fails_at - 1 == 4 and len(fingerprints) == 1


def test_an_endpoint_that_is_down_is_a_line_and_not_a_failed_file(three: Corpus) -> None:
    class Down(HashEmbedder):
        def embed(self, texts: object) -> object:  # type: ignore[override]
            raise ReviewsError("The embeddings endpoint cannot be reached", "Check that the server runs")

    three.embedder = Down()
    three.write("d.md", story("Quin"))
    with pytest.raises(ReviewsError, match="cannot be reached"):
        three.ingest()
    assert three.index().passage_count == 9


def test_with_the_check_in_a_process_of_its_own_all_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, three: Corpus
) -> None:
    (tmp_path / "apart").mkdir()
    apart = make_corpus(tmp_path / "apart", monkeypatch, checked_apart=True)
    monkeypatch.undo()
    monkeypatch.setattr("ingest.pipeline.open_embedder", lambda settings: apart.embedder)
    for name in ("a.md", "b.md", "c.md"):
        apart.write(name, (three.folder / name).read_bytes())
    report = apart.ingest()
    assert report.fingerprint == three.index().fingerprint and apart.finds("room-b.")[1] == {"b.md"}
    assert isinstance(apart.index(), Index)
