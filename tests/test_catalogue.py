"""Which review a file is: by the hash of the publisher's original, by its name, or by what the text says."""

import hashlib
import time
from dataclasses import replace
from pathlib import Path

import pytest
from corpus_kit import NO_ORIGINALS, ORIGINALS, Corpus, make_corpus, story

from ingest.catalogue import Catalogue, load_catalogue
from ingest.errors import CatalogueBroken
from ingest.nouns import Dated
from ingest.settings import SHIPPED_CORPUS

ORIGINAL = b"The words of the publisher about Child Q.\n"
SHA = hashlib.sha256(ORIGINAL).hexdigest()
OTHER = "0" * 64
RECORD = f"""
[[review]]
id = "demo-child-q"
file = "demo-child-q.md"
title = "Child Q"
publisher = "Demo Partnership"
publisher_short = "DP"
standing = "digest"
review_date = {{ value = "2012", known = "stated", note = "On the first page." }}
themes = ["sleep"]
original_sha256 = "{SHA}"
"""


def folder(path: Path, catalogue: str | bytes | None = None) -> Path:
    path.mkdir(exist_ok=True)
    if catalogue is not None:
        raw = catalogue.encode() if isinstance(catalogue, str) else catalogue
        (path / "catalogue.toml").write_bytes(raw)
    return path


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Corpus:
    return make_corpus(tmp_path, monkeypatch)


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    return folder(tmp_path / "shipped", RECORD)


@pytest.fixture
def away(tmp_path: Path, shipped: Path) -> Catalogue:
    """The catalogue of another folder without records of its own."""
    return load_catalogue(folder(tmp_path / "away"), shipped)


def test_an_original_is_recognised_by_its_hash_in_any_folder_under_any_name(away: Catalogue) -> None:
    review = away.recognise("old/Scan of it.txt", SHA, "Another title")
    assert (review.id, review.title, review.standing) == ("demo-child-q", "Child Q", "original")
    assert (review.file, review.sha256) == ("old/Scan of it.txt", SHA)


def test_a_digest_is_recognised_by_its_name_in_its_own_folder_only(shipped: Path, away: Catalogue) -> None:
    own = load_catalogue(shipped, shipped).recognise("demo-child-q.md", OTHER, None)
    assert (own.id, own.standing, own.sha256) == ("demo-child-q", "digest", OTHER)
    assert away.recognise("demo-child-q.md", OTHER, None).standing == "unrecorded"


def test_the_hash_says_more_than_the_name(shipped: Path) -> None:
    assert load_catalogue(shipped, shipped).recognise("demo-child-q.md", SHA, None).standing == "original"


def test_what_no_record_names_is_unrecorded_with_the_title_of_its_text(away: Catalogue) -> None:
    review = away.recognise("new/Child_R 2013.md", OTHER, "Review of Child R")
    assert (review.title, review.standing) == ("Review of Child R", "unrecorded")
    assert review.publisher == "Publisher not recorded" and review.date == Dated(
        None, "briefing", "not_stated"
    )
    assert any("inferred" in note for note in review.notes)
    assert away.recognise("new/Child_R 2013.md", OTHER, None).title == "Child R 2013"


def test_ids_of_unrecorded_files_are_their_own_whatever_the_name(away: Catalogue) -> None:
    names = ["a b.md", "a-b.md", "a_b.md", "sub/a-b.md", "病院.md", "…….md", "x" * 200 + ".md"]
    ids = [away.recognise(name, OTHER, None).id for name in names]
    assert len(set(ids)) == len(names) and all(id_.isascii() and len(id_) <= 60 for id_ in ids)
    assert ids == [away.recognise(name, SHA[::-1], "Other").id for name in names]


def test_a_folders_own_record_goes_before_the_shipped_one(tmp_path: Path, shipped: Path) -> None:
    own = RECORD.replace('"Child Q"', '"Child Q, looked at again"')
    review = load_catalogue(folder(tmp_path / "own", own), shipped).recognise("x.txt", SHA, None)
    assert review.title == "Child Q, looked at again"


def test_a_record_gives_its_dates_with_how_each_is_known(away: Catalogue) -> None:
    review = away.recognise("x.txt", SHA, None)
    assert review.date == Dated("2012", "review", "stated", "On the first page.")
    assert {dated.of: dated.value for dated in review.dates} == {
        "briefing": None,
        "review": "2012",
        "event": None,
    }


def test_a_catalogue_with_a_byte_order_mark_and_windows_newlines_is_read(tmp_path: Path) -> None:
    raw = b"\xef\xbb\xbf" + RECORD.replace("\n", "\r\n").encode()
    assert SHA in load_catalogue(folder(tmp_path / "own", raw), tmp_path).by_original


def test_a_folder_without_a_catalogue_or_with_an_empty_one_has_no_records(tmp_path: Path) -> None:
    assert load_catalogue(folder(tmp_path / "none"), tmp_path).by_file == {}
    assert load_catalogue(folder(tmp_path / "empty", "# nothing yet\n"), tmp_path).by_file == {}


BROKEN = {
    "not TOML": (RECORD + "\nid = = 3\n", "line"),
    "not UTF-8": (RECORD.encode() + b'# caf\xe9\n', "utf-8"),
    "a missing field": (RECORD.replace('title = "Child Q"\n', ""), "(demo-child-q): title: Field required"),
    "an unknown field": (RECORD + 'titel = "Child Q"\n', "titel"),
    "an id with spaces": (RECORD.replace('"demo-child-q"', '"Demo Child Q"'), "review 1: id: "),
    "a wrong date": (RECORD.replace('"2012"', '"last year"'), "review_date.value"),
    "a wrong hash": (RECORD.replace(SHA, "abc"), "original_sha256"),
    "an unknown standing": (RECORD.replace('"digest"', '"copy"'), "standing"),
    "an id twice": (RECORD + RECORD.replace(".md", "-2.md"), "id demo-child-q stands twice"),
    "a file twice": (RECORD + RECORD.replace('"demo-child-q"', '"demo-2"'), "demo-child-q.md stands twice"),
    "a second record that is broken": (RECORD + '[[review]]\nid = "demo-2"\n', "review 2 (demo-2): file: "),
    "one table in place of a list": (RECORD.replace("[[review]]", "[review]"), "review is no list"),
    "a number in place of a list": ("review = 3\n", "review is no list"),
    "a number of 5,000 digits": (RECORD + f"age_days_min = {'9' * 5000}\n", "Exceeds the limit"),
    "nested too deep": (f"x = {'[' * 9000}", "it is nested too deep"),
    "a key with many dots": (f"a{'.a' * 9000} = 1", "a key in it has over 20 dots"),
    "a field on two lines": (RECORD + '"a\\nb" = 1', "(demo-child-q): a b: Extra"),
    "a list of words": ('review = ["Child Q"]\n', "review 1: "),
}  # fmt: skip


@pytest.mark.parametrize(("catalogue", "said"), BROKEN.values(), ids=BROKEN)
def test_a_broken_catalogue_is_told_in_one_line_with_file_and_field(
    catalogue: str | bytes, said: str, tmp_path: Path
) -> None:
    with pytest.raises(CatalogueBroken) as raised:
        load_catalogue(folder(tmp_path / "demo", catalogue), tmp_path)
    line = str(raised.value)
    assert line.startswith("demo/catalogue.toml: ") and said in line and "\n" not in line
    assert raised.value.next_step


def test_a_catalogue_of_many_reviews_is_looked_through_in_one_go(tmp_path: Path) -> None:
    one = '[[review]]\nid = "id-{0}"\nfile = "{0}.md"\ntitle = "T"\npublisher = "P"\n'
    made = folder(tmp_path / "many", "".join(one.format(number) for number in range(10_000)))
    begun = time.process_time()
    assert len(load_catalogue(made, tmp_path).by_file) == 10_000
    assert time.process_time() - begun < 5


def test_the_old_index_answers_after_an_ingest_with_a_broken_catalogue(corpus: Corpus) -> None:
    corpus.write("a.md", story("Child Q"))
    before = corpus.ingest().fingerprint
    corpus.write("b.md", story("Child R"))
    corpus.write("catalogue.toml", RECORD + RECORD)
    with pytest.raises(CatalogueBroken, match="stands twice"):
        corpus.ingest()
    assert corpus.index().fingerprint == before
    corpus.write("catalogue.toml", RECORD)
    assert corpus.actions() == {"a.md": "same", "b.md": "new"}


def test_a_changed_record_changes_the_review_and_keeps_what_was_said(corpus: Corpus) -> None:
    corpus.write("demo-child-q.md", story("Child Q"))
    corpus.write("catalogue.toml", RECORD)
    corpus.ingest()
    ids = corpus.ids()
    corpus.write("catalogue.toml", RECORD.replace('["sleep"]', '["sleep", "crying"]'))
    assert corpus.actions() == {"demo-child-q.md": "changed"}
    index = corpus.index()
    assert index.reviews["demo-child-q"].themes == ("sleep", "crying") and corpus.ids() == ids


def test_a_file_whose_record_is_withdrawn_is_told_by_its_own_title_again(corpus: Corpus) -> None:
    corpus.write("demo-child-q.md", story("Nora"))
    corpus.write("catalogue.toml", RECORD)
    corpus.ingest()
    corpus.remove("catalogue.toml")
    assert corpus.actions() == {"demo-child-q.md": "changed"}
    (review,) = corpus.index().reviews.values()
    assert (review.title, review.standing) == ("Review about Nora", "unrecorded")
    assert corpus.index().fingerprint == corpus.ingest(rebuild=True).fingerprint


def test_every_shipped_digest_is_recognised_as_one() -> None:
    shipped = load_catalogue(SHIPPED_CORPUS, SHIPPED_CORPUS)
    names = sorted(path.name for path in SHIPPED_CORPUS.glob("*.md"))
    reviews = [shipped.recognise(name, OTHER, None) for name in names]
    assert len(names) == 5 and {review.standing for review in reviews} == {"digest"}
    assert len({review.id for review in reviews}) == 5


@pytest.mark.skipif(not ORIGINALS.is_dir(), reason=NO_ORIGINALS)
def test_every_original_at_hand_is_recognised_as_the_original_of_a_digest(tmp_path: Path) -> None:
    known = load_catalogue(folder(tmp_path / "elsewhere"), SHIPPED_CORPUS)
    shipped = load_catalogue(SHIPPED_CORPUS, SHIPPED_CORPUS)
    for path in sorted(ORIGINALS.glob("*.txt")):
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        review = known.recognise(f"renamed-{path.name[:3]}.txt", sha256, None)
        assert review.standing == "original"
        digest = shipped.recognise(f"{review.id}.md", OTHER, None)
        assert replace(digest, file=review.file, sha256=sha256, standing="original") == review
