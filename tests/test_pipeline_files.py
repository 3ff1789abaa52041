"""What becomes of the index when files come, change, go or cannot be read."""

import hashlib

from corpus_kit import Corpus, story
from pipeline_kit import changed, corpus, made, three

from ingest.pipeline import Progress, Watch, ingest

__all__ = ["corpus", "made", "three"]  # fixtures of the tests below


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
    assert not any(name in reason or "\n" in reason for name, reason in reasons.items())
    assert reasons["scan.pdf"] == "this PDF is broken. Replace the file or take it out"
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


def test_a_file_that_goes_after_it_was_read_is_indexed_once_and_gone_the_next_time(corpus: Corpus) -> None:
    path = corpus.write("b.md", story("Omar"))
    corpus.write("a.md", story("Nora"))

    def meanwhile(seen: Progress) -> None:
        if seen.file == "a.md" and seen.passages:
            path.unlink()

    report = ingest(corpus.settings, watch=Watch(progress=meanwhile))
    assert [(row.file, row.action) for row in report.rows] == [("a.md", "new"), ("b.md", "new")]
    assert changed(corpus) == ["b.md"]
    assert corpus.actions() == {"a.md": "same", "b.md": "gone"}


def test_what_is_no_review_is_never_ingested(three: Corpus) -> None:
    words = story("Nobody")
    for name in (
        "README.md", "readme.txt", "sub/ReadMe.markdown", ".hidden.md", ".git/notes.md", "sub/.x/y.md",
        "cases.jsonl", "~$draft.docx", "contacts.toml", "README.doc", ".DS_Store", "Thumbs.db",
    ):  # fmt: skip
        three.write(name, words)
    three.write("catalogue.toml", "")
    report = three.ingest()
    assert not report.written and [row.file for row in report.rows] == ["a.md", "b.md", "c.md"]
    assert changed(three) == []


def test_capital_suffixes_and_folders_in_folders_are_read(corpus: Corpus) -> None:
    for number, name in enumerate(["A.MD", "b/c/d.Text", "e.markdown", "f g.TXT"]):
        corpus.write(name, story(f"Child {number}"))
    assert set(corpus.actions().values()) == {"new"}


def test_files_of_other_formats_are_kept_by_name_with_the_reason_and_are_no_failure(three: Corpus) -> None:
    names = (
        "old.doc", "sub/table.xlsx", "letter.odt", "photo.JPG", "notes.md.bak", "md", "data.toml", "gone.pdf.toml", "table.csv",
    )  # fmt: skip
    for name in names:
        three.write(name, story("Nobody"))
    report = three.ingest()
    told = {row.file: row.reason for row in report.rows if row.action == "unread"}
    assert sorted(told) == sorted(names) and not report.failed and report.passage_count == 9
    assert told["old.doc"] == ".doc is not read: save it as .pdf, .docx or .txt"
    assert told["photo.JPG"] == ".jpg is not a format that is read"
    assert told["md"] == "a file without a suffix is not read"
    assert told["gone.pdf.toml"] == "a record without its file: there is no gone.pdf beside it"
    assert {record.file for record in three.index().files if record.status == "unread"} == set(names)
    assert not three.ingest().written and changed(three) == []


def test_a_file_that_is_not_read_is_missed_when_it_comes_and_when_it_goes_and_not_when_it_is_touched(
    three: Corpus,
) -> None:
    path = three.write("photo.jpg", "x")
    assert changed(three) == ["photo.jpg"]
    three.ingest()
    path.write_bytes(b"another picture")
    assert changed(three) == [] and not three.ingest().written
    path.unlink()
    assert changed(three) == ["photo.jpg"]
    assert three.actions()["photo.jpg"] == "gone" and changed(three) == []
