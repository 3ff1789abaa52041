"""What a process of our own is given of the environment: what it runs with, and no key, token or address of anybody."""

import os
from collections.abc import Iterable

_PASSED_ON = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "SYSTEMROOT",
    "USERPROFILE",
    "LOCALAPPDATA",
    "TEMP",
    "TMP",
    "TMPDIR",
    "LD_LIBRARY_PATH",
    "TESSDATA_PREFIX",
)


def environment(import_from: Iterable[str]) -> dict[str, str]:
    """The environment of a child that imports from these folders."""
    held = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return {**held, "PYTHONPATH": os.pathsep.join(import_from)}
