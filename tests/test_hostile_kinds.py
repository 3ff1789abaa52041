"""Kinds of hostile files beside the damaged ones: locked, with entities hidden well, too long, and written to deceive."""

import time
from pathlib import Path

import pptx
import pytest
from files_kit import lines, pdf, repacked
from test_hostile_files import outcome, reader, sound

from assistant.contacts import built_in
from assistant.gate import hazards_of
from assistant.lookalikes import lookalikes
from ingest.errors import FileUnreadable
from ingest.readers import Document, Limits
from ingest.readers.isolated import IsolatedReader
from ingest.readers.slides import read_pptx
from ingest.structure import structure

__all__ = ["reader", "sound"]  # fixtures of the tests below

LOCK = b"<< /Filter /Standard /V 1 /R 2 /P -44 /O <" + b"5a" * 32 + b"> /U <" + b"a5" * 32 + b"> >>"
MAIN = {".docx": "word/document.xml", ".pptx": "ppt/presentation.xml"}
DECLARED = '<!DOCTYPE d [<!ENTITY a "lol">]><d>&a;</d>'


def test_a_locked_pdf_is_named(reader: IsolatedReader, tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    trailer = b"/ID [<%s> <%s>] /Encrypt %s >>\nstartxref" % (b"00" * 16, b"00" * 16, LOCK)
    path.write_bytes(pdf([lines("Nobody rang.")]).replace(b">>\nstartxref", trailer))
    found = outcome(reader, path)
    assert isinstance(found, FileUnreadable) and "password" in str(found)


@pytest.mark.parametrize("suffix", MAIN)
@pytest.mark.parametrize("hidden", ["plain", "two bytes a letter", "behind a long comment"])
def test_entities_are_refused_however_they_are_hidden(
    reader: IsolatedReader, sound: dict[str, bytes], suffix: str, hidden: str, tmp_path: Path
) -> None:
    whole, path = tmp_path / f"whole{suffix}", tmp_path / f"entities{suffix}"
    whole.write_bytes(sound[suffix])
    part = {
        "plain": f'<?xml version="1.0"?>{DECLARED}'.encode(),
        "two bytes a letter": f'<?xml version="1.0" encoding="UTF-16"?>{DECLARED}'.encode("utf-16"),
        "behind a long comment": f'<?xml version="1.0"?><!--{"x" * 20_000}-->{DECLARED}'.encode(),
    }[hidden]
    path.write_bytes(repacked(whole, MAIN[suffix], part))
    found = outcome(reader, path)
    assert isinstance(found, FileUnreadable) and "declares entities" in found.message


def test_a_bomb_among_slides_is_refused(
    reader: IsolatedReader, sound: dict[str, bytes], tmp_path: Path
) -> None:
    whole, path = tmp_path / "a.pptx", tmp_path / "bomb.pptx"
    whole.write_bytes(sound[".pptx"])
    path.write_bytes(repacked(whole, "ppt/slides/slide1.xml", b"<a>" + b" " * 40_000_000 + b"</a>"))
    found = outcome(reader, path)
    assert isinstance(found, FileUnreadable) and "would unpack" in found.message


@pytest.mark.parametrize(
    ("words", "limit"), [("x" * 20_000_000, "over the limit"), ("Nobody rang. \n\n" * 140_000, "2,000,000")]
)
def test_what_is_too_long_is_refused_in_a_bounded_time(
    reader: IsolatedReader, words: str, limit: str, tmp_path: Path
) -> None:
    path = tmp_path / "long.txt"
    path.write_text(words)
    started = time.monotonic()
    found = outcome(reader, path)
    assert isinstance(found, FileUnreadable) and limit in str(found) and time.monotonic() - started < 20


def test_a_line_of_two_million_letters_is_read(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    path.write_text("Nobody rang. " * 150_000)
    with IsolatedReader(Limits(seconds=30)) as held:
        assert isinstance(outcome(held, path), Document)


def test_words_of_two_alphabets_are_to_be_looked_at_and_quoted_as_they_stand() -> None:
    text = "The \u0441hild was seen. Nobody \u0430sked, at 5 µg or Ωmega; naïve café Møller Θεός."
    assert [word for _, word in lookalikes(text)] == ["\u0441hild", "\u0430sked"]
    told = [hazard.what for hazard in hazards_of(Document(text), built_in())]
    assert "words that mix the letters of two alphabets: 2, such as \u0441hild" in told


@pytest.mark.parametrize("layout", [0, 1])
def test_slides_are_named_by_the_title_of_the_first_that_is_shown(layout: int, tmp_path: Path) -> None:
    made = pptx.Presentation()
    said = "Nobody asked the second question."
    for title, below in (("Old", said), ("Harbour baby review", "Seven minute briefing"), ("Findings", said)):
        slide = made.slides.add_slide(made.slide_layouts[layout])
        slide.shapes.title.text, slide.placeholders[1].text = title, below
    made.slides[0]._element.set("show", "0")
    made.save(tmp_path / "a.pptx")
    found = structure(read_pptx(tmp_path / "a.pptx").text)
    assert found.title == "Harbour baby review"
    assert [part.section for part in found.parts][-1] == ("Findings",)
