"""Office files are ZIP files, and ZIP notes when each part was written: here the same parts give the same bytes."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest that ZIP can tell


def sealed(file: bytes, instead: dict[str, bytes] | None = None) -> bytes:
    """The same ZIP file without its times. ``instead``: parts to put in place of those of that name."""
    written = BytesIO()
    with ZipFile(BytesIO(file)) as before, ZipFile(written, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = ZipInfo(name, _LONG_AGO)
            part.compress_type, part.create_system = ZIP_DEFLATED, 0
            after.writestr(part, (instead or {}).get(name) or before.read(name))
    return written.getvalue()
