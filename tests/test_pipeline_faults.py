"""What may go wrong between two ingests, and the run that mends it."""

from pathlib import Path

import pytest
from corpus_kit import Corpus, HashEmbedder, make_corpus, story
from pipeline_kit import corpus, generation_names, made, three

from ingest import generations
from ingest.errors import IndexStale, ReviewsError
from ingest.index import Index

__all__ = ["corpus", "made", "three"]  # fixtures of the tests below


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
