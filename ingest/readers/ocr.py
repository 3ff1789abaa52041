"""Scanned pages through Tesseract, where it is installed."""

import shutil
import subprocess
from typing import Any

DOTS = 300  # an inch: what Tesseract is made for
SECONDS = 60  # for one page
MOST_DOTS = 40_000_000  # of one page; a larger sheet is drawn more coarsely


def has_tesseract() -> bool:
    """Whether Tesseract can be called."""
    return shutil.which("tesseract") is not None


def read_page(page: Any) -> str:
    """The text that Tesseract reads on a page of pdfium; empty where it reads none.

    Raises:
        OSError, subprocess.SubprocessError: Tesseract fails or takes too long.
    """
    width, height = page.get_size()
    scale = DOTS / 72
    while width * height * scale * scale > MOST_DOTS:
        scale *= 0.8
    drawn = page.render(scale=scale, grayscale=True)
    try:
        dots = drawn.to_numpy()
        image = b"P5\n%d %d\n255\n" % (dots.shape[1], dots.shape[0]) + dots.tobytes()
    finally:
        drawn.close()
    done = subprocess.run(
        ["tesseract", "stdin", "stdout", "-l", "eng", "--psm", "3"],
        input=image, capture_output=True, timeout=SECONDS, check=True,
    )  # fmt: skip
    return bytes(done.stdout).decode("utf-8", "replace")
