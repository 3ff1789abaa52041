"""From a file to its canonical text: every usual encoding, and one clear line for the rest."""

import codecs
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import FileUnreadable
from ingest.read import canonical
from ingest.readers.document import without_unseen
from ingest.readers.formats import TEXT_SUFFIXES, UNREAD_SUFFIXES, Limits
from ingest.readers.text import read_text

TEXT = "Ann’s “plan” – naïve café.\r\nSecond line\nThird\r\n"
LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff")


def put(tmp_path: Path, raw: bytes, name: str = "review.md") -> Path:
    path = tmp_path / name
    path.write_bytes(raw)
    return path


def refusal(path: Path, max_bytes: int = 1000) -> str:
    with pytest.raises(FileUnreadable) as raised:
        canonical(path, Limits(max_bytes=max_bytes))
    return str(raised.value)


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"),
        TEXT.encode("cp1252"),
        codecs.BOM_UTF8 * 2 + TEXT.encode(),
    ],
    ids=[
        "UTF-8",
        "UTF-8 mark",
        "UTF-16 LE",
        "UTF-16 BE",
        "UTF-32 LE",
        "UTF-32 BE",
        "Windows-1252",
        "two marks",
    ],
)
def test_every_usual_encoding_gives_the_same_text_with_its_newlines_and_no_mark(
    raw: bytes, tmp_path: Path
) -> None:
    assert canonical(put(tmp_path, raw)) == TEXT


SEEN = st.text(LETTERS, min_size=1).map(without_unseen).filter(str.strip)


@given(SEEN, st.sampled_from(["\n", "\r\n", "\r"]))
def test_what_was_saved_as_unicode_is_what_is_read(words: str, newline: str) -> None:
    text = words + newline + words
    for raw in (
        text.encode(),
        codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
        codecs.BOM_UTF8 + text.encode(),
    ):
        assert read_text(raw, "a.txt", 10_000).text == text


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xff\xfe\0\0"]),
)
def test_whatever_the_bytes_the_answer_is_sound_text_or_one_line(tail: bytes, mark: bytes) -> None:
    try:
        text = read_text(mark + tail, "odd.md", 10_000).text
    except FileUnreadable as error:
        assert str(error).startswith("odd.md: ") and "\n" not in str(error) and error.next_step
    else:
        text.encode()  # a lone surrogate would not pass
        assert text.strip() and not text.startswith("\ufeff")


@pytest.mark.parametrize("suffix", sorted(TEXT_SUFFIXES | {".MD", ".Txt"}))
def test_text_is_read_under_each_of_its_suffixes(suffix: str, tmp_path: Path) -> None:
    assert canonical(put(tmp_path, b"Words.", f"a{suffix}")) == "Words."


@pytest.mark.parametrize(
    ("raw", "problem", "step"),
    [
        (b"", "the file is empty", "Replace it"),
        (b" \r\n\t\n", "the file is empty", "Replace it"),
        (codecs.BOM_UTF8, "the file is empty", "Replace it"),
        (codecs.BOM_UTF16_LE, "the file is empty", "Replace it"),
        (b"PK\x03\x04\x14\x00\x00\x00words", "this is not text", "Save it as a text file"),
        ("No mark.".encode("utf-16-le"), "this is not text", "Save it as a text file"),
        (b"caf\xe9 \x81\x8d", "the encoding is not known", "Save the file as UTF-8"),
        (codecs.BOM_UTF8 + b"caf\xe9", "begins as UTF-8 and goes on otherwise", "Save the file as UTF-8"),
        (codecs.BOM_UTF16_LE + b"a\0b", "begins as UTF-16-LE and goes on", "Save the file as UTF-8"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8a\0", "begins as UTF-16-LE and goes on", "Save the file as UTF-8"),
        (b"x" * 1001, "is over the limit", "REVIEWS_MAX_FILE_MB"),
    ],
    ids=[
        "empty", "white space", "UTF-8 mark only", "UTF-16 mark only", "binary", "UTF-16 without a mark",
        "no known encoding", "broken UTF-8", "half a UTF-16 letter", "a lone surrogate", "too large",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named_with_what_to_do_next(
    raw: bytes, problem: str, step: str, tmp_path: Path
) -> None:
    line = refusal(put(tmp_path, raw, "odd one.md"))
    assert line.startswith("odd one.md: ") and problem in line and step in line and "\n" not in line


@pytest.mark.parametrize("suffix", [*sorted(UNREAD_SUFFIXES), ".csv", ""])
def test_another_format_is_named_with_what_to_do_next(suffix: str, tmp_path: Path) -> None:
    line = refusal(put(tmp_path, b"%PDF words", f"scan{suffix}"))
    assert line == f"scan{suffix}: {suffix or 'this format'} is not read. Save it as .pdf, .docx or .txt"


def test_a_file_of_just_the_allowed_size_is_read(tmp_path: Path) -> None:
    assert canonical(put(tmp_path, b"x" * 1000), Limits(max_bytes=1000)) == "x" * 1000


def test_a_missing_file_a_folder_and_a_pipe_are_each_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone.md") == (
        "gone.md: No such file or directory. Check that the file is there and readable"
    )
    (tmp_path / "folder.md").mkdir()
    assert refusal(tmp_path / "folder.md", 10**6).startswith("folder.md: ")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.md")  # opening it would wait for ever
        assert refusal(tmp_path / "pipe.md").startswith("pipe.md: this is no file with text")
