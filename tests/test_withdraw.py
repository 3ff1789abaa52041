"""A review that is withdrawn is gone from everything derived, is not quoted meanwhile, and does not come back."""

import shutil
from pathlib import Path

import pytest
from corpus_kit import Corpus, story
from withdraw_kit import QUOTE, SECRET, actions, corpus, derived, failing, gone, id_of

from ingest import generations, pipeline
from ingest.errors import ReviewsError
from ingest.settings import Settings
from ingest.visible import Veil
from ingest.withdrawal import restore, withdraw
from ingest.withdrawn import load

__all__ = ["corpus", "failing"]  # fixtures of the tests below


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


def test_its_vectors_go_too_where_its_file_was_taken_away_before(corpus: Corpus) -> None:
    name = id_of(corpus, "b.md")
    index = corpus.index()
    ids = index.all_passage_ids([name])
    vectors = [vector.tobytes() for _, vector in index.vectors(ids)]
    index.close()
    corpus.remove("b.md")
    withdraw(corpus.settings, name, "asked for by the family")
    held = [path.read_bytes() for path in corpus.home.rglob("*") if path.is_file()]
    assert ids and not any(vector in one for vector in vectors for one in held)
