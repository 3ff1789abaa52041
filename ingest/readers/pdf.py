"""PDF with pdfium: every letter that a reader sees, with its place and how it is set."""

import ctypes
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.errors import FileUnreadable
from ingest.readers import ocr
from ingest.readers.document import Document, Writer
from ingest.readers.layout import EDGE, document
from ingest.readers.lines import CUT, Line, Page
from ingest.readers.tables import Grid, in_cells

MOST_PAGES = 1_500
SMALLEST = 4.0  # points below which print is not there to be read
PALEST = 237  # of 255: print whose every colour is paler is white
LETS_THROUGH = 26  # of 255: print more see-through than that is not seen
INVISIBLE = 3  # the text rendering mode that draws nothing
BOLD = 600
APART = 1.6  # widths of a letter of white within a line from which it is two


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a piece of text is set, and why it is not seen."""

    size: float
    bold: bool = False
    hidden: str = ""
    white: bool = False


@dataclass(frozen=True, slots=True)
class _Letter:
    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool


def read_pdf(path: Path, most_pages: int = MOST_PAGES) -> Document:
    """The text of a PDF, page by page.

    Raises:
        FileUnreadable: encrypted, broken, of too many pages or without text.
    """
    import pypdfium2

    try:
        held = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise FileUnreadable(
            f"{path.name}: {_reason(str(error))}", "Replace the file or take it out"
        ) from None
    try:
        if len(held) > most_pages:
            raise FileUnreadable(
                f"{path.name}: {len(held)} pages are over the limit of {most_pages}",
                "Split the file, or raise REVIEWS_MAX_PAGES",
            )
        writer = Writer()
        pages = [_page(held, number, writer) for number in range(len(held))]
        if not any(page.lines for page in pages):
            raise FileUnreadable(f"{path.name}: no text was found in it: it may be scanned", SCANNED)
        return document(pages, writer)
    except pypdfium2.PdfiumError as error:
        raise FileUnreadable(
            f"{path.name}: {_reason(str(error))}", "Replace the file or take it out"
        ) from None
    finally:
        held.close()


SCANNED = "Install Tesseract (tesseract-ocr) and run: reviews ingest"


def _reason(said: str) -> str:
    if "assword" in said:
        return "it is locked with a password"
    if "ecurity" in said:
        return "it is locked"
    return "this PDF is broken"


def _page(held: Any, number: int, writer: Writer) -> Page:
    import pypdfium2.raw as raw

    page = held[number]
    try:
        width, height = page.get_size()
        letters = list(_letters(page, number + 1, width, height, writer))
        grid = Grid.of(page, height)
        lines = [line for line in _lines(letters) if line.text.strip()]
        if (
            not lines
            and ocr.has_tesseract()
            and any(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
        ):
            return Page(width, height, _scanned(page, number + 1, width, height, writer))
        return Page(width, height, tuple(in_cells(lines, grid)))
    finally:
        page.close()


def _scanned(page: Any, number: int, width: float, height: float, writer: Writer) -> tuple[Line, ...]:
    """What Tesseract reads on a scanned page, as lines one under the other."""
    try:
        read = ocr.read_page(page).rstrip().split("\n")
    except (OSError, subprocess.SubprocessError) as error:
        writer.left_out(f"a scanned page could not be read ({type(error).__name__})", page=number)
        return ()
    writer.left_out(
        "a scanned page was read by Tesseract: look at the page itself before relying", page=number
    )
    step = height * (1 - 2 * EDGE) / max(len(read), 1)
    tall = 0.8 * step
    top = EDGE * height + 1
    return tuple(
        Line(text.strip(), 72, top + place * step, width - 72, top + place * step + tall, 11.0)
        for place, text in enumerate(read)
        if text.strip()
    )


def _letters(page: Any, number: int, width: float, height: float, writer: Writer) -> Iterator[_Letter | None]:
    """The letters that are seen, and None at the end of each line."""
    import pypdfium2.raw as raw

    text = page.get_textpage()
    try:
        box, setting = raw.FS_RECTF(), _Setting(0.0)
        settings: dict[int, _Setting] = {}
        code_of, box_of, drawn_by = (
            raw.FPDFText_GetUnicode,
            raw.FPDFText_GetLooseCharBox,
            raw.FPDFText_GetTextObject,
        )
        hidden: dict[str, list[str]] = {}
        grounds: list[tuple[float, float, float, float]] | None = None
        for place in range(raw.FPDFText_CountChars(text)):
            code = code_of(text, place)
            if code in (10, 13):
                yield None
                continue
            if code == 2:  # as pdfium tells a hyphen at the end of a line
                code = ord(CUT)
            if code in (0, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000:
                continue
            box_of(text, place, box)
            drawn = drawn_by(text, place)
            if drawn:  # white space that pdfium adds is drawn by nothing, and set as what stands before it
                key = ctypes.addressof(drawn.contents)
                setting = settings.get(key) or settings.setdefault(key, _set(raw, drawn, text, place))
            letter, why = chr(code), setting.hidden
            tall = abs(box.top - box.bottom)
            if not why and code != 32:
                if 0 < tall < SMALLEST:
                    why = "print too small to read"
                elif box.right < 0 or box.left > width or box.top < 0 or box.bottom > height:
                    why = "print outside the page"
                elif setting.white:
                    grounds = _grounds(page, raw) if grounds is None else grounds
                    why = "" if _is_on(box, grounds) else "white print on white"
            if why:
                hidden.setdefault(why, []).append(letter)
                continue
            yield _Letter(
                letter,
                box.left,
                height - box.top,
                box.right,
                height - box.bottom,
                tall or setting.size,
                setting.bold,
            )
        yield None
        for why, parts in hidden.items():
            if any(part.isalnum() for part in parts):
                writer.left_out(f"hidden text left out: {why}", "".join(parts), number)
    finally:
        text.close()


def _set(raw: Any, drawn: Any, text: Any, place: int) -> _Setting:
    """How a piece of text is set."""
    size = raw.FPDFText_GetFontSize(text, place)
    bold = raw.FPDFText_GetFontWeight(text, place) >= BOLD
    if raw.FPDFTextObj_GetTextRenderMode(drawn) == INVISIBLE:
        return _Setting(size, bold, "print that is not drawn")
    colour = _fill(raw, drawn)
    if colour and colour[3] < LETS_THROUGH:
        return _Setting(size, bold, "print that lets all light through")
    return _Setting(size, bold, white=bool(colour) and min(colour[:3]) > PALEST)


def _fill(raw: Any, drawn: Any) -> tuple[int, ...]:
    """Red, green, blue and how solid, each of 255; empty where nothing is filled."""
    parts = [ctypes.c_uint() for _ in range(4)]
    return tuple(part.value for part in parts) if raw.FPDFPageObj_GetFillColor(drawn, *parts) else ()


def _grounds(page: Any, raw: Any) -> list[tuple[float, float, float, float]]:
    """Boxes of what white print can be seen on: pictures, and areas filled with anything but white."""
    found = []
    for drawn in page.get_objects(
        filter=[raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING]
    ):
        colour = _fill(raw, drawn.raw) if drawn.type == raw.FPDF_PAGEOBJ_PATH else (0, 0, 0, 255)
        if colour and colour[3] >= LETS_THROUGH and min(colour[:3]) <= PALEST:
            left, bottom, right, top = drawn.get_bounds()
            if right - left > SMALLEST and top - bottom > SMALLEST:
                found.append((left, bottom, right, top))
    return found


def _is_on(box: Any, grounds: list[tuple[float, float, float, float]]) -> bool:
    middle, height = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return any(left <= middle <= right and low <= height <= top for left, low, right, top in grounds)


def _lines(letters: list[_Letter | None]) -> Iterator[Line]:
    """Letters made lines; a wide white within one makes it two."""
    run: list[_Letter] = []
    for letter in letters:
        if letter is None:
            yield from _line(run)
            run = []
            continue
        last = next((one for one in reversed(run) if not one.text.isspace()), None)
        if last and not letter.text.isspace():
            apart = letter.left - last.right > APART * max(letter.size, 1.0)
            lower = abs(letter.bottom - last.bottom) > 1.2 * max(letter.size, last.size)
            if apart or lower:
                yield from _line(run)
                run = []
        run.append(letter)
    yield from _line(run)


def _line(run: list[_Letter]) -> Iterator[Line]:
    seen = [letter for letter in run if not letter.text.isspace()]
    if not seen:
        return
    size = sorted(letter.size for letter in seen)[len(seen) // 2]
    yield Line(
        "".join(letter.text for letter in run).strip(),
        min(letter.left for letter in seen),
        min(letter.top for letter in seen),
        max(letter.right for letter in seen),
        max(letter.bottom for letter in seen),
        size,
        sum(letter.bold for letter in seen) > 0.9 * len(seen),
    )
