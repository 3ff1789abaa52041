"""Office files as what they are, zipped XML: looked over before anything is unpacked, and what of them is not read."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from xml.parsers import expat

from ingest.errors import FileUnreadable

MOST_UNPACKED = 300_000_000  # bytes of all parts together
MOST_PART = 60_000_000  # bytes of one part of XML
MOST_RATIO = 300  # of a part's size to what it takes up, beyond which it is a bomb
LARGE = 2_000_000
_PIECE = 4096  # bytes
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData"
_NOT_READ = {
    "diagram": "a diagram (SmartArt)",
    "chart": "a chart",
    "chartex": "a chart",
    "ole": "an embedded object",
}
_REPLACE = "Save it anew from Word or PowerPoint, or take it out"


def graphics_not_read(element: Any) -> list[str]:
    """What is drawn in an element and holds text that is not read, said as something left out."""
    kinds = [str(drawn.get("uri")).rpartition("/")[2].lower() for drawn in element.iter(_DRAWN)]
    return [f"{_NOT_READ[kind]} was left out: its text is not read" for kind in kinds if kind in _NOT_READ]


@contextmanager
def reading(path: Path, kind: str) -> Iterator[None]:
    """What a library raises over a broken file, as one line."""
    try:
        yield
    except (KeyError, ValueError, OSError, SyntaxError, zipfile.BadZipFile, AttributeError) as error:
        raise FileUnreadable(
            f"{path.name}: this {kind} file is broken ({type(error).__name__})", _REPLACE
        ) from None


def looked_over(path: Path, main: str, kind: str) -> None:
    """Refuse what is no such file, unpacks to too much, or declares entities of its own."""
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
            if main not in {part.filename for part in parts}:
                raise FileUnreadable(f"{path.name}: this is no {kind} file", _REPLACE)
            total = sum(part.file_size for part in parts)
            bombs = [
                p for p in parts if p.file_size > LARGE and p.file_size > MOST_RATIO * max(p.compress_size, 1)
            ]
            xml = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
            if total > MOST_UNPACKED or bombs or any(part.file_size > MOST_PART for part in xml):
                raise FileUnreadable(f"{path.name}: it would unpack to {total / 1e6:.0f} MB", _REPLACE)
            for part in xml:
                with packed.open(part) as opened:
                    if _declares(opened):
                        raise FileUnreadable(f"{path.name}: it declares entities of its own", _REPLACE)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError):
        raise FileUnreadable(f"{path.name}: this {kind} file is broken or locked", _REPLACE) from None
    except Exception as error:  # zlib's own
        if type(error).__module__ == "zlib":
            raise FileUnreadable(f"{path.name}: this {kind} file is broken", _REPLACE) from None
        raise


def _declares(part: IO[bytes]) -> bool:
    """Whether a part of XML has a document type, the only place where entities can be declared.

    Read by a parser up to the first element, behind which none may stand: a comment of any length may come
    before it, and the letters may be of two bytes each.
    """
    found: list[bool] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: found.append(True)
    parser.StartElementHandler = lambda *_: found.append(False)
    try:
        while not found and (piece := part.read(_PIECE)):
            parser.Parse(piece)
    except expat.ExpatError:
        pass  # broken: the reader says so
    return found[:1] == [True]
