"""What `reviews ingest --check` prints, and when it exits with 1."""

import json
from pathlib import Path

import pytest
from conftest import Console
from gate_kit import RECORD, TEXT, folder

from ingest.withdrawn import Tombstone, add, text_digest

__all__ = ["folder"]  # fixtures of the tests below


def test_a_withdrawn_file_is_called_so_and_nothing_of_it_is_told(
    reviews: Console, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("quay.pdf", "broken.pdf"):
        (folder / name).unlink()
    add(tmp_path / "data", tombstone_of("harbour-review", folder))
    ran = reviews("ingest", "--check", CORPUS=folder, DATA=tmp_path / "data")
    assert "withdrawn on 2026-01-31: the family asked" in ran.out and ran.code == 0
    assert "1 withdrawn, 0 things to look at" in ran.out and "jo.bloggs" not in ran.out
    (folder / "harbour.md").rename(folder / "other.md")
    (folder / "catalogue.toml").write_text("")
    ran = reviews("ingest", "--check", CORPUS=folder, DATA=tmp_path / "data")
    assert "1 withdrawn" in ran.out, "it is known by its text under another name"
    (folder / "other.md").unlink()
    (folder / "catalogue.toml").write_text(RECORD)
    (folder / "harbour.md").write_bytes(b"\x00\x01" * 100)
    ran = reviews("ingest", "--check", CORPUS=folder, DATA=tmp_path / "data")
    assert "withdrawn on 2026-01-31" in ran.out and "NOT READ" not in ran.out
    assert (
        json.loads(reviews("ingest", "--check", "--json", CORPUS=folder, DATA=tmp_path / "data").out)[
            "withdrawn"
        ]
        == 1
    )


def tombstone_of(review_id: str, corpus: Path) -> Tombstone:
    return Tombstone(
        review_id=review_id,
        title="Harbour review",
        file="harbour.md",
        corpus=str(corpus.resolve()),
        standing="original",
        sha256="",
        text_sha256=text_digest(TEXT),
        why="the family asked",
        by="a lead",
        when="2026-01-31T12:00:00+00:00",
    )


def test_what_is_printed_of_a_new_hazard_is_what_acknowledges_it_and_it_alone_is_marked(
    reviews: Console, folder: Path, tmp_path: Path
) -> None:
    (folder / "harbour.md").write_text(f"{TEXT}\n[image: a boat]\n")
    said = reviews("ingest", "--check", CORPUS=folder, DATA=tmp_path / "data").out
    marked = [line for line in said.splitlines() if line.lstrip().startswith("!")]
    words = [line.partition(": ")[2] for line in marked]
    assert len(words) == 6 and "6 things to look at (marked !)" in said
    assert "  met (at " in said and "image without a picture" not in "".join(words)
    assert "NOT READ: this PDF is broken" in said
    seen = ", ".join(f"{{ hazard = {json.dumps(one)}, by = 'a lead', on = '2026-01-31' }}" for one in words)
    for name in ("harbour.md", "quay.pdf", "broken.pdf"):
        (folder / f"{name}.toml").write_text(
            f"title = 'A'\npublisher = 'B'\nhazards_acknowledged = [{seen}]\n"
        )
    (folder / "catalogue.toml").unlink()
    ran = reviews("ingest", "--check", CORPUS=folder, DATA=tmp_path / "data")
    assert ran.code == 0 and "!" not in ran.out and "0 things to look at." in ran.out
    assert ran.out.count("looked at by a lead, 2026-01-31") == 6


def test_help_says_what_exit_1_means(reviews: Console) -> None:
    said = " ".join(reviews("ingest", "--help").out.split())
    assert (
        "Exit 1 where a file could not be read" in said and "holds the lock" in said and "full disk" in said
    )


def test_the_command_changes_nothing_and_exits_1_where_something_is_new(
    reviews: Console, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REVIEWS_CORPUS", str(folder))
    monkeypatch.setenv("REVIEWS_HOME", str(tmp_path / "home"))
    before = {path: path.read_bytes() for path in folder.iterdir()}
    ran = reviews("ingest", "--check")
    assert (
        ran.code == 1
        and f"! LOOK AT (at {TEXT.index('jo.bloggs')}): e-mail address" in ran.out
        and "Nothing was changed" in ran.out
    )
    assert "hazards_acknowledged" in ran.err
    told = json.loads(reviews("ingest", "--check", "--json").out)
    assert told["schema"] == "reviews.check/1" and told["new"] == 6 and told["unread"] == 1
    assert {path: path.read_bytes() for path in folder.iterdir()} == before and not (
        tmp_path / "home"
    ).exists()


def test_a_folder_with_nothing_to_look_at_passes(
    reviews: Console, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REVIEWS_CORPUS", str(folder))
    (folder / "quay.pdf").unlink()
    (folder / "broken.pdf").unlink()
    (folder / "harbour.md").write_text("# Harbour review\n\nVisits were missed.\n")
    assert reviews("ingest", "--check").code == 0
