"""Files made for the tests of the readers: PDFs written by hand, Word and PowerPoint files, and what breaks them."""

import io
import random
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

WIDTH, HEIGHT = 595, 842


@dataclass(frozen=True)
class Print:
    """A piece of print on a page: points from the top left."""

    text: str
    left: float
    top: float
    size: float = 11
    bold: bool = False
    extra: str = ""  # operators before it: a colour, a rendering mode


@dataclass(frozen=True)
class Rule:
    """A filled box: a rule of a table, or the ground under some print."""

    left: float
    top: float
    width: float
    height: float
    colour: str = "0 0 0"


def pdf(pages: Sequence[Sequence[Print | Rule]]) -> bytes:
    """A PDF of these pages."""
    objects: list[bytes] = [b"", b""]
    kids = []
    for page in pages:
        stream = "\n".join(_drawn(piece) for piece in page).encode("cp1252")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R /Resources << /Font "
            b"<< /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> "
            b"/F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >> >> >> >>"
            % (WIDTH, HEIGHT, len(objects))
        )
        kids.append(len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (
        len(kids),
        b" ".join(b"%d 0 R" % kid for kid in kids),
    )
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def _drawn(piece: Print | Rule) -> str:
    if isinstance(piece, Rule):
        return f"q {piece.colour} rg {piece.left} {HEIGHT - piece.top - piece.height} {piece.width} {piece.height} re f Q"
    words = piece.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    font = "F2" if piece.bold else "F1"
    return f"q {piece.extra} BT /{font} {piece.size} Tf {piece.left} {HEIGHT - piece.top - piece.size} Td ({words}) Tj ET Q"


def lines(
    text: str, left: float = 72, top: float = 120, size: float = 11, leading: float = 14
) -> list[Print]:
    """Lines of print one under the other; an empty one leaves white."""
    return [
        Print(line, left, top + number * leading, size)
        for number, line in enumerate(text.split("\n"))
        if line
    ]


def damaged(raw: bytes, seed: int) -> bytes:
    """A file with some of it cut off, overwritten or swapped."""
    dice = random.Random(seed)
    broken = bytearray(raw)
    for _ in range(dice.randrange(1, 8)):
        at = dice.randrange(len(broken))
        kind = dice.randrange(4)
        if kind == 0:
            del broken[at:]
        elif kind == 1:
            broken[at : at + dice.randrange(1, 200)] = dice.randbytes(dice.randrange(1, 200))
        elif kind == 2:
            broken[at : at + dice.randrange(1, 400)] = b""
        else:
            broken[at:at] = bytes(broken[: dice.randrange(1, 300)])
        if len(broken) < 8:
            broken = bytearray(raw[:40])
    return bytes(broken)


def repacked(path: Path, part: str, contents: bytes) -> bytes:
    """A zipped file with one part put in place of another."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as held, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for one in held.infolist():
            packed.writestr(one, contents if one.filename == part else held.read(one.filename))
    return out.getvalue()
