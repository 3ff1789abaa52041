"""Files that are there whole or not at all, whatever ends the process that writes them."""

import hashlib
import json
import os
import time
from contextlib import suppress
from pathlib import Path


def write_durably(path: Path, text: str, mode: int = 0o666) -> None:
    """Put a text in place of what a file held, and on the disk before this returns."""
    fresh = path.with_name(path.name + ".new")
    fresh.touch(mode=mode)
    fresh.write_text(text, encoding="utf-8", newline="\n")
    flush(fresh)
    for _ in range(20):
        with suppress(PermissionError):  # on Windows, while another process reads the old one
            fresh.replace(path)
            break
        time.sleep(0.05)
    else:
        fresh.replace(path)
    flush(path.parent)


def flush(path: Path) -> None:
    """Put a file, or what a folder lists, on the disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows has no handle on a folder to flush
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def json_sha256(body: object) -> str:
    """A checksum of what JSON says, whatever the order of its keys."""
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
