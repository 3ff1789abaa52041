"""The doctor finds every kind of damage, names a repair that mends it, and changes nothing itself."""

import hashlib
import shutil
from pathlib import Path

import pytest
from conftest import Console
from corpus_kit import Corpus, story
from doctor_damage import CHILD, DAMAGE, moved_spans
from doctor_kit import corpus, generation, in_this_process, looked_at, made, mend, wrong

from ingest import check_index, doctor, generations, probe
from ingest.index import ingest_lock
from ingest.withdrawn import NAME

__all__ = ["corpus", "made"]  # fixtures of the tests below


@pytest.mark.parametrize("damage", DAMAGE)
def test_each_damage_is_found_and_the_repair_that_is_named_mends_it(
    corpus: Corpus, damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    do, names = DAMAGE[damage]
    do(corpus)
    if damage in CHILD:
        monkeypatch.setattr(check_index, "probe", probe.probe)
    found = wrong(corpus)
    assert names <= set(found), found
    assert all(check.told and check.repair and "\n" not in check.told for check in found.values())
    others = set(found) - names - CONSEQUENCES
    assert not others, {name: found[name] for name in others}
    for repair in dict.fromkeys(found[name].repair for name in sorted(names)):
        mend(corpus, repair)
    monkeypatch.setattr(check_index, "probe", in_this_process)
    left = wrong(corpus)
    if damage == "a withdrawal that an index does not know":
        assert set(left) == {"withdrawn"} and left["withdrawn"].repair.startswith("reviews withdraw ")
        mend(corpus, left.pop("withdrawn").repair)
        left = wrong(corpus)
    assert left == {}


# What follows of itself where the files of an index are not as they were sealed.
CONSEQUENCES = {"content", "Chroma", "library", "vectors", "words", "counts", "spans", "corpus folder"} | {
    "files of the index"
}


def test_a_sound_index_is_found_sound_and_nothing_is_changed(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check_index, "probe", probe.probe)

    def state() -> dict[str, tuple[int, str]]:
        files = [path for path in corpus.home.parent.rglob("*") if path.is_file()]
        return {
            str(path): (path.stat().st_mtime_ns, hashlib.sha256(path.read_bytes()).hexdigest())
            for path in files
            if "chroma" not in path.parts  # which any reader opens; its sealed bytes are checked
        }

    before = state()
    assert len(looked_at(corpus)) == 19 and wrong(corpus) == {} and state() == before
    generations.check_files(generation(corpus), generations.read_manifest(generation(corpus)), hashed=True)


def test_no_damage_alone_brings_down_a_check_of_another_thing(corpus: Corpus) -> None:
    moved_spans(corpus)
    assert set(wrong(corpus)) == {"spans", "Chroma"}
    corpus.ingest(rebuild=True)
    corpus.write("a.md", "# Another text\n\nIt is short.\n")
    assert set(wrong(corpus)) == {"corpus folder"}
    assert "1 files are not as they were read" in looked_at(corpus)["spans"].told


def test_a_lock_that_is_held_is_no_fault_and_is_told(corpus: Corpus) -> None:
    with ingest_lock(corpus.settings.index_folder):
        check = looked_at(corpus)["lock"]
    assert check.ok and "held by an ingest, process" in check.told


def test_a_disk_that_is_nearly_full_is_told(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    full = shutil.disk_usage(corpus.home)._replace(free=1_000_000)
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda path: full)
    assert "0 MB free" in wrong(corpus)["disk"].told


def test_vectors_of_another_model_are_told_and_a_plain_ingest_mends_them(corpus: Corpus) -> None:
    corpus.embedder.fingerprint = "hash-2"
    found = wrong(corpus)
    assert {"manifest", "vectors"} <= set(found)
    assert found["vectors"].repair == found["manifest"].repair == "reviews ingest"
    corpus.ingest()
    assert wrong(corpus) == {}


def test_catalogue_contacts_and_tombstones_that_cannot_be_read_are_told(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (corpus.folder / "catalogue.toml").write_text("[[review]\n")
    (corpus.settings.data / NAME).write_text("{}")
    monkeypatch.setenv("REVIEWS_CONTACTS", str(tmp_path / "absent.toml"))
    found = wrong(corpus)
    assert {"catalogue", "contacts", "withdrawn"} <= set(found)
    assert "Put it back from a copy" in found["withdrawn"].repair
    assert "Mend the file" in found["catalogue"].repair


def test_the_command_prints_a_line_a_check_and_exits_by_what_it_found(
    reviews: Console, corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"CORPUS": corpus.folder, "HOME": corpus.home, "DATA": corpus.settings.data}
    ran = reviews("doctor", **given)
    assert (ran.code, ran.err) == (0, "") and ran.out.endswith("19 checks, 0 wrong. Nothing was changed.\n")
    assert all("  ok     " in line for line in ran.out.splitlines()[:-1])
    corpus.write("a.md", story("Nora", "stairs"))
    ran = reviews("doctor", **given)
    (line,) = [line for line in ran.out.splitlines() if "WRONG" in line]
    assert ran.code == 1 and line.startswith("corpus folder") and line.endswith("-> reviews ingest")
    ran = reviews("doctor", "--json", **given)
    assert ran.code == 1 and not ran.object["ok"]
    assert [check["name"] for check in ran.object["checks"] if not check["ok"]] == ["corpus folder"]


def test_an_index_that_cannot_be_opened_is_still_looked_at(corpus: Corpus) -> None:
    shutil.rmtree(corpus.home / "indexes")
    assert set(wrong(corpus)) == {"pointer"}
