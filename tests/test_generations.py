"""What happens to generations: damage of special kinds, builds that fail, and the order of the input."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from index_kit import SETTINGS, build, checked_here, corpus

from ingest import generations
from ingest.errors import IndexDamaged, IndexMissing, IndexStale
from ingest.index import Index, build_generation, ingest_lock

SMALL = 60

__all__ = ["checked_here"]  # a fixture of the tests below


@pytest.fixture(scope="module")
def two(checked_here: None, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """An index folder with two generations, and their fingerprints, older first. Damage only copies."""
    folder = tmp_path_factory.mktemp("two") / "demo-0123456789ab"
    return folder, build(folder, SMALL, seed=1), build(folder, SMALL, seed=2)


@pytest.fixture
def copied(two: tuple[Path, str, str], tmp_path: Path) -> tuple[Path, Path]:
    """A copy of that folder, and of the generation in use."""
    folder = tmp_path / "demo-0123456789ab"
    shutil.copytree(two[0], folder)
    return folder, generations.generation_folder(folder, generations.read_pointer(folder) or "")


def test_the_same_input_in_another_order_gives_the_same_fingerprint(two, tmp_path: Path) -> None:
    assert build(tmp_path / "x", SMALL, seed=1, shuffled=True) == two[1] != two[2]


def test_no_index_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match=r"No index yet for my-reviews\. Run: reviews ingest"):
        Index.open(tmp_path / "my-reviews-0123456789ab", SETTINGS)


def test_an_index_made_with_other_settings_is_stale(two) -> None:
    with pytest.raises(IndexStale, match="other settings"):
        Index.open(two[0], "settings-2")


def overwrite(path: Path, at: int, content: bytes) -> None:
    """Change bytes in place."""
    with path.open("rb+") as file:
        file.seek(at)
        file.write(content)


# What test_damage does not do to every file.
DAMAGE: dict[str, Callable[[Path, Path], object]] = {
    "chroma deleted": lambda _, made: shutil.rmtree(made / "chroma"),
    "library with one other bit": lambda _, made: overwrite(made / "library.sqlite", 30000, b"\x55"),
    "manifest no JSON": lambda _, made: (made / "manifest.json").write_text("{"),
    "manifest another JSON": lambda _, made: (made / "manifest.json").write_text("[]"),
    "manifest changed": lambda _, made: overwrite(made / "manifest.json", 40, b"9"),
    "generation deleted": lambda _, made: shutil.rmtree(made),
    "pointer to nothing": lambda folder, _: (folder / "current").write_text("20200101T000000000000-abcd\n"),
    "pointer out of the folder": lambda folder, _: (folder / "current").write_text("../../.."),
    "pointer empty": lambda folder, _: (folder / "current").write_bytes(b""),
    "pointer no text": lambda folder, _: (folder / "current").write_bytes(b"\xff\x00\x80"),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_damage_is_found_and_the_generation_before_answers(two, copied, damage) -> None:
    folder, made = copied
    damage(folder, made)
    index = Index.open(folder, SETTINGS)
    if made.name != index.generation:
        assert index.fingerprint == two[1]
    else:  # only the pointer is damaged, and the newest sound generation is the one it should name
        assert index.fingerprint == two[2]
    assert index.warning and "Run: reviews ingest --rebuild" in index.warning and "\n" not in index.warning
    assert index.passage_count == len(index.all_passage_ids()) == SMALL
    index.close()
    for other in (folder / "generations").iterdir():
        if other != made or made.name == index.generation:
            shutil.rmtree(other)
    with pytest.raises(IndexDamaged) as raised:
        Index.open(folder, SETTINGS)
    assert str(raised.value).endswith("Run: reviews ingest --rebuild") and "\n" not in str(raised.value)


def test_a_large_index_is_checked_in_full_only_when_asked(copied, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, made = copied
    monkeypatch.setattr(generations, "HASHED_UP_TO", 1000)
    overwrite(made / "library.sqlite", 30000, b"\x55")
    index = Index.open(folder, SETTINGS)
    assert index.warning is None
    with pytest.raises(IndexDamaged, match=r"library\.sqlite"):
        index.verify()


def test_when_chroma_fails_the_words_are_still_searched(copied) -> None:
    folder, made = copied
    index = Index.open(folder, SETTINGS)
    overwrite(made / "chroma/chroma.sqlite3", 0, bytes(4096))
    assert index.dense(corpus(SMALL, 2)[2][5].vector, 3) == []
    assert index.warning and "\n" not in index.warning and "Search by words goes on" in index.warning
    assert index.lexical(["mark5"], 3)[0][0] == "r0000-5"


def test_opening_and_asking_again_and_again_leaves_the_sealed_files_as_they_are(copied) -> None:
    folder, _ = copied
    for _ in range(12):
        index = Index.open(folder, SETTINGS)
        assert index.dense(corpus(SMALL, 2)[2][5].vector, 1)[0][0] == "r0000-5"
        index.verify()
        index.close()


def test_an_ingest_that_fails_leaves_nothing_behind(two, copied) -> None:
    folder, _ = copied
    reviews, files, entries = corpus(20, 4)

    def breaking():
        yield from entries
        raise RuntimeError("the embedder went away")

    with ingest_lock(folder), pytest.raises(RuntimeError):
        build_generation(
            folder,
            reviews=reviews,
            files=files,
            entries=breaking(),
            settings_fingerprint=SETTINGS,
            dimension=16,
        )
    assert Index.open(folder, SETTINGS).fingerprint == two[2]
    assert len(list((folder / "generations").iterdir())) == 2


def test_a_build_whose_check_reads_something_else_is_not_put_to_use(
    two, copied, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ingest import build as building

    folder, _ = copied
    monkeypatch.setattr(building, "probe", lambda *_: "another fingerprint")
    with pytest.raises(IndexDamaged, match="does not say what was written"):
        build(folder, 20, seed=4)
    assert Index.open(folder, SETTINGS).fingerprint == two[2]


def test_the_check_finds_a_record_that_chroma_has_otherwise(copied) -> None:
    import sqlite3

    from ingest.probe import probe

    _, made = copied
    with sqlite3.connect(made / "chroma/chroma.sqlite3") as connection:
        connection.execute(
            "UPDATE embedding_metadata SET string_value = 'other' WHERE key = 'kind' AND id = 7"
        )
    connection.close()
    with pytest.raises(IndexDamaged, match="did not pass its check"):
        probe(made, SMALL)


def test_the_check_survives_a_chroma_that_ends_the_process(copied) -> None:
    from ingest.probe import probe

    _, made = copied
    overwrite(made / "chroma/chroma.sqlite3", 4096, bytes(40960))
    with pytest.raises(IndexDamaged):
        probe(made, SMALL)
