"""Taking an answer away on the page and on the command line: the file is made when it is asked for, and only then."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
import streamlit as st
from conftest import Console
from streamlit.testing.v1 import AppTest

from assistant.exports.forms import Taken
from ingest.errors import ReviewsError
from ingest.withdrawn import Tombstone
from tests.exports_kit import of
from tests.test_ui_matrix import MATRIX, FakeAcross, put
from tests.ui_app import ask, start
from tests.ui_kit import FINDING, HARBOUR, FakeAssistant
from ui import resources
from ui.views import taking_away

pytest_plugins = ("tests.ui_app",)

GOOD = "What did Child H recommend about strategy meetings?"
GONE = Tombstone(
    "harbour-baby", HARBOUR.title, "x.md", "", "digest", "", "", "asked", "", "2026-11-25T09:00:00+00:00"
)


class Pressed:
    """Stands in for the popover and its buttons: open, and keeps what each button would make."""

    def __init__(self) -> None:
        self.files: dict[str, Callable[[], bytes]] = {}
        self.named: list[str] = []
        self.open = True

    def __enter__(self) -> "Pressed":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def popover(self, name: str, **_: object) -> "Pressed":
        self.named.append(name)
        return self

    def download_button(
        self, _: str, made: Callable[[], bytes], name: str, *__: object, **___: object
    ) -> None:
        self.files[name.rpartition(".")[2]] = made


@pytest.fixture
def pressed(monkeypatch: pytest.MonkeyPatch) -> Pressed:
    """The place where files are taken, open."""
    place = Pressed()
    monkeypatch.setattr(st, "popover", place.popover)
    monkeypatch.setattr(st, "download_button", place.download_button)
    monkeypatch.setattr(resources, "withdrawn", lambda: lambda review: None)
    return place


def drawn(taken: Taken) -> None:
    """Draw the place of something that is taken away, on a page of its own."""

    def page(taken):  # type: ignore[no-untyped-def]  # read alone, where nothing is imported
        from assistant.records import Message
        from ui.views import taking_away

        if isinstance(taken, Message):
            taking_away.draw(taken)
        else:
            taking_away.draw_conversation(taken)

    assert not AppTest.from_function(page, kwargs={"taken": taken}).run().exception


def test_each_answer_and_the_conversation_have_a_closed_place_to_take_them_away(
    fake: FakeAssistant, pressed: Pressed
) -> None:
    pressed.open = False
    ask(ask(start(), "answered"), "which")
    named = [name for name in pressed.named if name.startswith("Take")]
    assert named[-3:] == ["Take it away", "Take it away", "Take this conversation away"]
    assert pressed.files == {}


def test_what_was_not_answered_is_not_offered(pressed: Pressed) -> None:
    for name in ("personal", "blame", "clarify"):
        drawn(of(name))
    drawn((of("answered"),))
    assert pressed.named == []


def test_each_form_is_made_when_it_is_pressed(pressed: Pressed) -> None:
    drawn(of("answered"))
    assert set(pressed.files) == {"docx", "md", "csv", "xlsx"}
    assert FINDING in pressed.files["csv"]().decode("utf-8-sig")
    words = [paragraph.text for paragraph in docx.Document(BytesIO(pressed.files["docx"]())).paragraphs]
    assert f"“{FINDING}”" in words


def test_a_review_that_is_withdrawn_after_the_page_was_drawn_is_not_in_the_file(
    pressed: Pressed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "withdrawn", lambda: lambda review: GONE if review == HARBOUR.id else None)
    drawn(of("answered"))
    assert FINDING not in pressed.files["csv"]().decode()


@pytest.fixture
def of_matrix(fake: FakeAssistant, pressed: Pressed, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page of the matrix with one theme asked, and the place of its files open."""
    monkeypatch.setattr(resources, "across", FakeAcross)
    return put(start(MATRIX), "housing")


def test_a_table_is_taken_away_as_things_stand_when_its_button_is_pressed(
    of_matrix: AppTest, pressed: Pressed, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Take this table away" in pressed.named
    assert set(pressed.files) == {"docx", "md", "csv", "xlsx"}
    monkeypatch.setattr(taking_away, "clock", lambda _: datetime(2027, 1, 2, 3, 4, tzinfo=UTC))
    told = pressed.files["csv"]().decode()
    assert "Record bruises" in told and "2 January 2027, 03:04 UTC" in told


def test_a_table_drops_a_review_withdrawn_since_and_says_which_it_was(
    fake: FakeAssistant, pressed: Pressed, monkeypatch: pytest.MonkeyPatch
) -> None:
    tombstones: dict[str, Tombstone] = {}
    monkeypatch.setattr(resources, "withdrawn", lambda: tombstones.get)
    monkeypatch.setattr(resources, "across", FakeAcross)
    put(start(MATRIX), "housing")
    assert "Record bruises" in pressed.files["csv"]().decode()
    tombstones["Harbour baby review"] = GONE
    told = pressed.files["csv"]().decode()
    assert "Record bruises" not in told and "Quay review" in told
    assert "Harbour baby review, withdrawn on 25 November 2026." in told


def test_a_fault_while_a_table_is_written_tells_nothing_of_what_was_asked(
    of_matrix: AppTest, pressed: Pressed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> bytes:
        raise ValueError(f"cannot write {FINDING}")

    monkeypatch.setattr(taking_away, "export", broken)
    with pytest.raises(RuntimeError, match=r"^ValueError while a file was made$"):
        pressed.files["md"]()


def test_the_recommendations_chosen_are_taken_away_with_what_was_withdrawn_since_named(
    of_matrix: AppTest, pressed: Pressed, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_matrix.session_state["matrix_tab"] = "Recommendations and actions taken"
    of_matrix.run()
    of_matrix.text_input(key="matrix_actions_title").set_value("baby").run()
    assert not of_matrix.exception and "Take these recommendations away" in pressed.named
    told = pressed.files["csv"]().decode()
    assert "Neither recommendations nor actions" in told and "titles with “baby”" in told
    of = {HARBOUR.id: GONE}.get
    monkeypatch.setattr(resources, "withdrawn", lambda: of)
    drawn_anew(of_matrix)
    told = pressed.files["csv"]().decode()
    assert "Harbour baby review, withdrawn on 25 November 2026." in told and "rapid review" not in told


def drawn_anew(app: AppTest) -> None:
    """The page once more, so that its buttons look up what is withdrawn by what stands in for that now."""
    assert not app.run().exception


def test_files_tell_the_time_that_settings_fix(
    of_matrix: AppTest, pressed: Pressed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REVIEWS_NOW", "2026-07-01T12:00")
    st.cache_resource.clear()
    drawn_anew(of_matrix)
    assert "1 July 2026, 11:00 UTC" in pressed.files["csv"]().decode()


def test_the_command_line_tells_the_time_that_settings_fix_in_a_table(
    reviews: Console,
) -> None:
    assert "18 November 2026, 12:00 UTC" in reviews("matrix", "housing", "--csv").out


def test_an_unforeseen_fault_tells_the_log_nothing_of_what_was_asked(
    pressed: Pressed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> bytes:
        raise ValueError(f"cannot write {FINDING}")

    monkeypatch.setattr(taking_away, "export", broken)
    drawn(of("answered"))
    with pytest.raises(RuntimeError) as raised:
        pressed.files["md"]()
    assert str(raised.value) == "ValueError while a file was made"
    assert raised.value.__suppress_context__


@pytest.mark.parametrize("ending", ["docx", "md", "csv", "xlsx"])
def test_the_command_line_writes_a_file_by_its_ending(reviews: Console, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"answer.{ending}"
    ran = reviews("ask", GOOD, "--export", str(path))
    assert ran.code == 0 and f"the answer is in {path}" in ran.err
    written = path.read_bytes()
    if ending == "docx":
        assert docx.Document(BytesIO(written)).paragraphs[0].text == GOOD
    elif ending == "xlsx":
        assert openpyxl.load_workbook(BytesIO(written))["Statements"]["A2"].value == GOOD
    else:
        assert GOOD in written.decode("utf-8-sig")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("there.md", "is there already and was left as it is. Name another file"),
        ("answer.pdf", "has none of the endings .docx, .md, .csv, .xlsx. Give the file one of them"),
        ("none/answer.md", "There is no folder"),
    ],
)
def test_a_file_that_cannot_be_begun_is_one_line_before_anything_is_asked(
    reviews: Console, tmp_path: Path, name: str, told: str
) -> None:
    (tmp_path / "there.md").write_text("mine")
    ran = reviews("ask", GOOD, "--export", str(tmp_path / name))
    assert ran.code == 1 and ran.out == "" and told in ran.err and len(ran.err.splitlines()) == 1
    assert (tmp_path / "there.md").read_text() == "mine"


def test_a_batch_is_not_exported(reviews: Console, tmp_path: Path) -> None:
    (tmp_path / "batch.jsonl").write_text('{"id": 1, "question": "what was found?"}\n')
    ran = reviews("ask", "--batch", str(tmp_path / "batch.jsonl"), "--export", str(tmp_path / "a.md"))
    assert ran.code == 2 and ran.out == "" and "not of a batch" in ran.err
    assert not (tmp_path / "a.md").exists()


def test_a_full_disk_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant.uk_time import clock
    from ingest.settings import load_settings
    from ui.exporting import save

    class Full:
        """A file on a disk without room."""

        def __init__(self, path: Path) -> None:
            path.touch()

        def __enter__(self) -> "Full":
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def write(self, _: bytes) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "open", lambda path, *_: Full(path))
    answer = of("answered").answer
    assert answer
    with pytest.raises(ReviewsError, match="No space left on device"):
        save(answer, tmp_path / "a.md", clock(load_settings()))
    assert not (tmp_path / "a.md").exists()
