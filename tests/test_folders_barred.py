"""A folder within the corpus that cannot be looked into is named, stops no other, and loses nothing."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from corpus_kit import Corpus, story
from pipeline_kit import changed, corpus, made, three

from ingest.errors import ReviewsError
from ingest.plan import changed_files
from ingest.scan import scan

__all__ = ["corpus", "made", "three"]  # fixtures of the tests below

REFUSED = "Permission denied. Check that the folder is there and readable"


@contextmanager
def barred(folder: Path, before: Callable[[], object] = lambda: None) -> Iterator[None]:
    """While this holds nobody may look into a folder, the superuser neither; ``before`` runs when it is tried."""
    look = os.scandir

    def refusing(path: str | int) -> object:
        if not isinstance(path, int) and Path(path) == folder.resolve():
            before()
            if folder.is_dir():
                raise PermissionError(13, "Permission denied", str(path))
        return look(path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "scandir", refusing)
        yield


def test_a_folder_that_cannot_be_looked_into_is_named_and_stops_no_other(three: Corpus) -> None:
    three.write("locked/d.md", story("Quin", "room-d"))
    three.write("open/e.md", story("Rosa", "room-e"))
    with barred(three.folder / "locked"):
        report = three.ingest()
        assert [(row.file, row.reason) for row in report.failed] == [("locked", REFUSED)]
        assert {row.file for row in report.rows if row.action == "new"} == {"open/e.md"}
        assert not three.ingest().written and changed(three) == []
    assert three.actions() == {
        **dict.fromkeys(["a.md", "b.md", "c.md", "open/e.md"], "same"),
        "locked": "gone",
        "locked/d.md": "new",
    }


def test_what_was_indexed_from_a_folder_stays_while_it_cannot_be_looked_into(three: Corpus) -> None:
    three.write("locked/d.md", story("Quin", "room-d"))
    three.write("locked/empty.md", "")
    three.write("locked/copy.md", story("Nora", "room-a"))
    three.write("locked/photo.jpg", "x")
    three.ingest()
    before = {record.file: record for record in three.index().files}
    with barred(three.folder / "locked"):
        assert changed(three) == ["locked"]
        three.write("b.md", story("Omar", "cellar"))
        report = three.ingest()
        assert [row.file for row in report.failed] == ["locked", "locked/empty.md"]
        assert three.finds("room-d.") == ({"locked/d.md"},) * 3
        after = {record.file: record for record in three.index().files}
        assert {name: after[name] for name in before if name != "b.md"} == {
            name: record for name, record in before.items() if name != "b.md"
        }
        assert not three.ingest().written and changed(three) == []
    assert {name: action for name, action in three.actions().items() if action != "same"} == {
        "locked": "gone",
        "locked/copy.md": "duplicate",
        "locked/empty.md": "failed",
        "locked/photo.jpg": "unread",
    }
    (three.folder / "locked" / "d.md").unlink()
    assert three.actions()["locked/d.md"] == "gone" and three.finds("room-d.")[0] == set()


def test_a_file_moved_out_of_a_folder_that_cannot_be_looked_into_is_indexed_once(three: Corpus) -> None:
    three.write("locked/d.md", story("Quin", "room-d"))
    three.ingest()
    three.write("d.md", story("Quin", "room-d"))
    with barred(three.folder / "locked"):
        three.ingest()
        assert three.finds("room-d.") == ({"d.md"},) * 3
        assert not three.ingest().written
    assert three.finds("room-d.") == ({"d.md"},) * 3


def test_a_folder_that_goes_while_the_corpus_is_looked_through_stops_no_other(three: Corpus) -> None:
    three.write("going/d.md", story("Quin"))
    going = three.folder / "going"
    with barred(going, lambda: shutil.rmtree(going, ignore_errors=True)):
        (failed,) = three.ingest().failed
        assert failed.file == "going" and failed.reason.startswith("No such file or directory. Check")
    assert three.actions() == {**dict.fromkeys(["a.md", "b.md", "c.md"], "same"), "going": "gone"}


def test_the_corpus_itself_that_cannot_be_looked_into_is_one_line(three: Corpus) -> None:
    with (
        barred(three.folder),
        pytest.raises(ReviewsError, match=r"Permission denied\. Check that the folder"),
    ):
        three.ingest()
    assert three.index().passage_count == 9


def test_names_that_may_be_seen_and_nothing_else_of_them_are_failed_files(
    three: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    three.write("shut/d.md", story("Quin"))
    three.write("shut/d.md.toml", "title = 'Quin'")
    look = os.stat

    def refusing(path: object, *args: object, **more: object) -> object:
        if isinstance(path, str | os.PathLike) and Path(path).parent.name == "shut":
            raise PermissionError(13, "Permission denied", str(path))
        return look(path, *args, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "stat", refusing)
    found = {one.file: one.trouble for one in scan(three.folder) if one.trouble}
    assert found["shut/d.md"] == "Permission denied. Check that the file is there and readable"
    assert changed_files(three.folder, three.index().files)[0] == "shut/d.md"
