"""The index from outside: what goes in comes out, and searching never fails on what people type."""

import gc
import threading
import time
import unicodedata
import weakref
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from index_kit import SETTINGS, build, checked_here, corpus, unit
from property_kit import examples

from ingest import generations, library
from ingest.errors import IndexMissing, IngestBusy
from ingest.index import Index, Serving, build_generation, ingest_lock

COUNT, DIMENSION = 200, 48

__all__ = ["checked_here"]  # a fixture of the tests below


@pytest.fixture(scope="module")
def index(checked_here: None, tmp_path_factory: pytest.TempPathFactory) -> Index:
    """An index of 200 passages."""
    folder = tmp_path_factory.mktemp("index") / "demo-0123456789ab"
    build(folder, COUNT, dimension=DIMENSION)
    return Index.open(folder, SETTINGS)


ENTRIES = corpus(COUNT, dimension=DIMENSION)[2]


def test_what_was_put_in_comes_out(index: Index) -> None:
    reviews, files, entries = corpus(COUNT, dimension=DIMENSION)
    ids = [entry.passage.id for entry in reversed(entries)]
    assert index.passages(ids) == [entry.passage for entry in reversed(entries)]
    assert list(index.reviews.items()) == [(review.id, review) for review in reviews]
    assert index.files == tuple(files)
    assert index.passage_count == COUNT and index.all_passage_ids() == sorted(ids)
    assert index.review_passages("r0003") == tuple(entry.passage for entry in entries[24:32])
    assert index.all_passage_ids(["r0003"], ["finding"]) == ["r0003-0", "r0003-3", "r0003-6"]
    assert index.review_passages("none") == () and index.passages([]) == []


def test_entries_are_carried_over_without_any_change(index: Index, tmp_path: Path) -> None:
    reviews, files, _ = corpus(COUNT, dimension=DIMENSION)
    carried = [entry for file in files for entry in index.entries_of(file.file)]
    assert all((carried[n].vector == ENTRIES[n].vector).all() for n in range(COUNT))
    with ingest_lock(tmp_path):
        again = build_generation(
            tmp_path,
            reviews=reviews,
            files=files,
            entries=carried,
            settings_fingerprint=SETTINGS,
            dimension=DIMENSION,
        )
    assert again.fingerprint == index.fingerprint


def test_sentence_vectors_come_back_to_three_digits(index: Index) -> None:
    found = index.sentence_vectors(["r0000-1", "r0002-0"])
    assert found["r0002-0"].dtype == np.float32 and found["r0002-0"].shape == (2, DIMENSION)
    assert np.allclose(found["r0002-0"], ENTRIES[16].sentence_vectors, atol=1e-3)


def test_a_dense_search_gives_what_comparing_with_every_vector_gives(index: Index) -> None:
    rng = np.random.default_rng(5)
    matrix = np.stack([entry.vector for entry in ENTRIES])
    for query in unit(rng, 10, DIMENSION):
        found = index.dense(query * 3, 10)
        best = np.argsort(-(matrix @ query))[:10]
        assert [name for name, _ in found] == [ENTRIES[n].passage.id for n in best]
        assert np.allclose([score for _, score in found], (matrix @ query)[best], atol=1e-5)


def test_a_dense_search_keeps_to_reviews_and_kinds(index: Index) -> None:
    found = index.dense(ENTRIES[0].vector, 50, ["r0003", "r0004"], ["finding", "learning"])
    assert sorted(name for name, _ in found) == index.all_passage_ids(
        ["r0003", "r0004"], ["finding", "learning"]
    )
    assert index.dense(ENTRIES[0].vector, 5, ["no such review"]) == []
    assert index.dense(ENTRIES[0].vector, 0) == []


@pytest.mark.parametrize(
    "vector",
    [np.full(DIMENSION, np.nan), np.full(DIMENSION, np.inf), np.zeros(DIMENSION), np.ones(DIMENSION + 1)],
    ids=["no number", "infinite", "no direction", "another dimension"],
)
def test_a_query_vector_that_cannot_be_compared_is_refused(index: Index, vector: np.ndarray) -> None:
    with pytest.raises(ValueError, match="finite numbers"):
        index.dense(vector, 3)


def test_a_lexical_search_finds_words_inflections_and_phrases(index: Index) -> None:
    assert index.lexical(["mark17"], 5)[0][0] == ENTRIES[17].passage.id
    assert index.lexical(["Parent"], 300) == index.lexical(["parents"], 300) != []
    phrase = {name for name, _ in index.lexical(["health visitor"], COUNT)}
    assert phrase == {e.passage.id for e in ENTRIES if "health visitor" in e.passage.text}
    assert index.document_frequency(["health visitor", "nowhere", "?"]) == {
        "health visitor": len(phrase),
        "nowhere": 0,
        "?": 0,
    }
    kept = index.lexical(["child"], COUNT, ["r0003"], ["finding"])
    assert {name for name, _ in kept} <= set(index.all_passage_ids(["r0003"], ["finding"]))


def test_better_lexical_hits_come_first_and_ties_by_id(index: Index) -> None:
    found = index.lexical(["child", "bruise"], COUNT)
    assert found == sorted(found, key=lambda hit: (-hit[1], hit[0])) and found[0][1] > found[-1][1] > 0
    assert index.lexical(["child", "bruise"], 7) == found[:7]


def test_two_hundred_odd_strings_are_searched_without_an_error(index: Index) -> None:
    rng = np.random.default_rng(11)
    for _ in range(200):
        letters = [chr(code) for code in rng.integers(1, 0x10FFFF, 12)]
        odd = "".join(c for c in letters if unicodedata.category(c) != "Cs")
        index.lexical([odd, odd[:3] + '" OR ' + odd[3:], "child"], 5)


@examples(150)
@given(
    terms=st.lists(
        st.text(st.characters() | st.sampled_from('"*():^-+{}\0 \ud800NEARANDOT'), max_size=20), max_size=5
    )
)
def test_no_query_is_a_syntax_error(index: Index, terms: list[str]) -> None:
    assert all(score > 0 for _, score in index.lexical(terms, 5))
    assert set(index.document_frequency(terms)) == set(terms)


def test_a_long_text_can_be_searched_for(index: Index) -> None:
    assert index.lexical([f"word{n}" for n in range(5000)] + ["a " * 5000], 5) == []


@pytest.mark.parametrize("wrong", [np.nan, 0.0])
def test_a_vector_without_a_direction_is_not_indexed(tmp_path: Path, wrong: float) -> None:
    entries = [replace(corpus(1)[2][0], vector=np.full(16, wrong, np.float32))]
    with pytest.raises(ValueError, match="r0000-0 has no direction"):
        build_generation(
            tmp_path, reviews=[], files=[], entries=entries, settings_fingerprint=SETTINGS, dimension=16
        )


def test_a_second_ingest_is_refused_at_once_and_told_who_is_at_work(tmp_path: Path) -> None:
    with ingest_lock(tmp_path):
        started = time.monotonic()
        with pytest.raises(IngestBusy, match=r"process \d+, since 20"), ingest_lock(tmp_path):
            pass
        assert time.monotonic() - started < 1
    with ingest_lock(tmp_path):
        pass


def test_serving_follows_the_pointer_and_lets_the_old_index_go(tmp_path: Path) -> None:
    folder = tmp_path / "demo-0123456789ab"
    serving = Serving(folder, SETTINGS)
    with pytest.raises(IndexMissing):
        serving.current()
    first = build(folder, 24, seed=1)
    held = serving.current()
    assert held.fingerprint == first and serving.current() is held
    held.dense(corpus(24)[2][3].vector, 1)
    second = build(folder, 24, seed=2)
    assert serving.current().fingerprint == second
    assert held.dense(corpus(24)[2][3].vector, 1)[0][0] == "r0000-3"  # a call under way can end
    gone = weakref.ref(held)
    del held
    gc.collect()
    assert gone() is None
    third = build(folder, 24, seed=3)
    made = generations.generation_folder(folder, generations.read_pointer(folder) or "")
    (made / "library.sqlite").unlink()
    damaged = serving.current()
    assert damaged.fingerprint == second != third and damaged.warning and serving.current() is damaged


def test_a_fault_that_passes_takes_its_warning_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "demo-0123456789ab"
    first, serving = build(folder, 24, seed=1), Serving(folder, SETTINGS)
    held, second = serving.current(), build(folder, 24, seed=2)
    generation = generations.generation_folder(folder, generations.read_pointer(folder) or "")
    away = generation.rename(tmp_path / "away")
    assert serving.current() is held and "one before it answers" in (held.warning or "")
    away.rename(generation)
    assert serving.current() is held  # not at each question anew
    monkeypatch.setattr(serving, "_again_at", 0.0)
    assert serving.current().fingerprint == second != first and not serving.current().warning
    with monkeypatch.context() as away_again:
        away_again.setattr(generations, "pointer_stands", lambda _: None)
        away_again.setattr(
            generations, "read_pointer", lambda _: (_ for _ in ()).throw(OSError("the disk is away"))
        )
        assert "the disk is away" in (serving.current().warning or "")
    assert serving.current().fingerprint == second and not serving.current().warning


def test_a_pointer_that_has_not_changed_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "demo-0123456789ab"
    build(folder, 24, seed=1)
    serving, read = Serving(folder, SETTINGS), []
    pointer = generations.read_pointer
    monkeypatch.setattr(generations, "read_pointer", lambda at: (read.append(at), pointer(at))[1])
    held = serving.current()
    before = len(read)
    assert serving.current() is held and len(read) == before
    second = build(folder, 24, seed=2)
    assert serving.current().fingerprint == second != held.fingerprint


def test_many_threads_ask_while_an_ingest_moves_the_pointer(tmp_path: Path) -> None:
    folder = tmp_path / "demo-0123456789ab"
    queries = {build(folder, 24, seed=seed): corpus(24, seed)[2][3].vector for seed in (2, 1)}
    serving, stop = Serving(folder, SETTINGS), threading.Event()
    faults: list[object] = []
    seen: set[str] = set()

    def ask() -> None:
        while not stop.is_set():
            try:
                index = serving.current()
                seen.add(index.fingerprint)
                found = [index.dense(queries[index.fingerprint], 1)[0], index.lexical(["mark3"], 1)[0]]
                if {name for name, _ in found} != {"r0000-3"} or index.warning:
                    faults.append((found, index.warning))
            except Exception as error:
                faults.append(error)
            stop.wait(0.005)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    build(folder, 24, seed=2)
    stop.wait(0.3)
    stop.set()
    for thread in threads:
        thread.join()
    assert faults == [] and seen == set(queries)


def test_in_a_large_library_words_that_most_passages_have_are_left_out_beside_rarer_ones(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = index.lexical(["mark17", "child", "bruise"], COUNT)
    monkeypatch.setattr(library, "LARGE", 100)
    assert [name for name, _ in index.lexical(["mark17", "child", "bruise"], COUNT)] == [everything[0][0]]
    assert (
        index.lexical(["child", "bruise", "nowhere"], COUNT)
        == index.lexical(["child", "bruise"], COUNT)
        != []
    )
    assert index.lexical(["nowhere"], COUNT) == []
