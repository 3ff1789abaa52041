"""Hostile and broken files: each costs one clear line, a bounded time, and nobody else's file."""

import os
import signal
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pptx
import pytest
from files_kit import Print, damaged, lines, pdf, repacked

from ingest.errors import FileUnreadable
from ingest.read import read_document
from ingest.readers import Document, Limits
from ingest.readers.isolated import IsolatedReader

LONGEST = 30  # seconds for one file


@pytest.fixture(scope="module")
def reader() -> Iterator[IsolatedReader]:
    with IsolatedReader(Limits(seconds=LONGEST, memory_mb=1_000)) as held:
        yield held


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A sound file of each format."""
    folder = tmp_path_factory.mktemp("sound")
    word = docx.Document()
    word.add_heading("Child Q", 1)
    for number in range(40):
        word.add_paragraph(f"Visit {number} was missed and nobody rang the family.")
    word.save(folder / "a.docx")
    slides = pptx.Presentation()
    for number in range(8):
        slide = slides.slides.add_slide(slides.slide_layouts[1])
        slide.shapes.title.text = f"Point {number}"
        slide.placeholders[1].text = "Look\nAsk"
    slides.save(folder / "a.pptx")
    page = "<html><body>" + "<p>Visit was <b>missed</b>.</p><ul><li>Ask</li></ul>" * 60 + "</body></html>"
    return {
        ".pdf": pdf([lines("The plan was not shared.\nNobody rang.") for _ in range(6)]),
        ".docx": (folder / "a.docx").read_bytes(),
        ".pptx": (folder / "a.pptx").read_bytes(),
        ".html": page.encode(),
    }


def outcome(reader: IsolatedReader, path: Path) -> Document | FileUnreadable:
    started = time.monotonic()
    try:
        return read_document(path, reader)[1]
    except FileUnreadable as error:
        assert str(error).startswith(f"{path.name}: ") and "\n" not in str(error) and error.next_step
        return error
    finally:
        assert time.monotonic() - started < LONGEST + 25


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".pptx", ".html"])
def test_damaged_files_are_read_or_named_and_the_next_file_is_read(
    reader: IsolatedReader, sound: dict[str, bytes], suffix: str, tmp_path: Path
) -> None:
    named = 0
    for seed in range(30):
        path = tmp_path / f"damaged {seed}{suffix}"
        path.write_bytes(damaged(sound[suffix], seed))
        found = outcome(reader, path)
        named += isinstance(found, FileUnreadable)
        if isinstance(found, Document):
            found.text.encode()
    whole = tmp_path / f"whole{suffix}"
    whole.write_bytes(sound[suffix])
    assert isinstance(outcome(reader, whole), Document)
    assert named or suffix in (".pdf", ".html")  # pdfium and lxml mend what they can


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".pptx"])
@pytest.mark.parametrize("other", ["empty", "text", "zip", "html", "noise"])
def test_what_is_no_such_file_is_named(
    reader: IsolatedReader, suffix: str, other: str, tmp_path: Path
) -> None:
    path = tmp_path / f"a file 'of' {other}{suffix}"
    if other == "zip":
        with zipfile.ZipFile(path, "w") as packed:
            packed.writestr("hello.txt", "words")
    else:
        contents = {
            "empty": b"",
            "text": b"Only words.",
            "html": b"<html>sign in</html>",
            "noise": os.urandom(3000),
        }
        path.write_bytes(contents[other])
    assert isinstance(outcome(reader, path), FileUnreadable)


def test_a_bomb_is_refused_before_it_is_unpacked(
    reader: IsolatedReader, sound: dict[str, bytes], tmp_path: Path
) -> None:
    whole = tmp_path / "a.docx"
    whole.write_bytes(sound[".docx"])
    bomb = tmp_path / "bomb.docx"
    bomb.write_bytes(repacked(whole, "word/document.xml", b"<a>" + b" " * 40_000_000 + b"</a>"))
    started = time.monotonic()
    found = outcome(reader, bomb)
    assert (
        isinstance(found, FileUnreadable)
        and "would unpack" in found.message
        and time.monotonic() - started < 5
    )


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE d [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
    ids=["entities", "outside file", "outside address"],
)
def test_entities_of_its_own_are_refused(
    reader: IsolatedReader, sound: dict[str, bytes], declared: str, tmp_path: Path
) -> None:
    whole = tmp_path / "a.docx"
    whole.write_bytes(sound[".docx"])
    path = tmp_path / "entities.docx"
    path.write_bytes(repacked(whole, "word/document.xml", f'<?xml version="1.0"?>{declared}<w/>'.encode()))
    found = outcome(reader, path)
    assert isinstance(found, FileUnreadable) and "declares entities" in found.message


def test_limits_of_pages_and_characters_are_said_with_their_setting(
    sound: dict[str, bytes], tmp_path: Path
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(sound[".pdf"])
    with IsolatedReader(Limits(max_pages=5)) as few, IsolatedReader(Limits(max_characters=50)) as short:
        pages, characters = outcome(few, path), outcome(short, path)
    assert isinstance(pages, FileUnreadable) and "6 pages are over the limit of 5" in str(pages)
    assert isinstance(characters, FileUnreadable) and "REVIEWS_MAX_CHARACTERS" in str(characters)
    text = tmp_path / "one line.txt"
    text.write_text("x" * 60)
    with IsolatedReader(Limits(max_characters=50)) as short:
        assert isinstance(outcome(short, text), FileUnreadable)


def test_a_reader_that_is_killed_fails_one_file_and_is_started_anew(
    sound: dict[str, bytes], tmp_path: Path
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(sound[".pdf"])
    with IsolatedReader() as held:
        assert isinstance(outcome(held, path), Document)
        assert held._process is not None
        os.kill(held._process.pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        held._process.wait()
        assert isinstance(outcome(held, path), Document)


def test_a_reader_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    page = [Print("word " * 20, 40, 20 + n % 800) for n in range(60_000)]
    path = tmp_path / "long.pdf"
    path.write_bytes(pdf([page]))
    with IsolatedReader(Limits(seconds=0)) as held:
        held.grace = 0.02  # less than any process takes to begin
        found = outcome(held, path)
        assert isinstance(found, FileUnreadable) and "took over" in found.message


def test_a_file_that_needs_too_much_memory_is_named(sound: dict[str, bytes], tmp_path: Path) -> None:
    pytest.importorskip("resource")
    path = tmp_path / "wide.html"
    path.write_bytes(b"<p>" + b"<b>word</b> " * 1_500_000)
    with IsolatedReader(Limits(memory_mb=260)) as held:
        assert isinstance(outcome(held, path), FileUnreadable)
        path.write_bytes(sound[".html"])
        assert isinstance(outcome(held, path), Document)


def test_a_file_that_changes_while_it_is_read_is_named(sound: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(sound[".pdf"])

    class Slow(IsolatedReader):
        def read(self, file: Path) -> Document:
            found = super().read(file)
            file.write_bytes(sound[".pdf"] + b"\n")
            return found

    with Slow() as held:
        found = outcome(held, path)
    assert isinstance(found, FileUnreadable) and "changed while it was read" in found.message
