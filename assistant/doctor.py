"""The checks of ``reviews doctor`` on what the assistant keeps: the record of conversations, the register."""

import sqlite3
from contextlib import closing
from pathlib import Path

from assistant.contacts import load_register
from assistant.records import FILE_NAME
from ingest.checks import Check, Faults, checked
from ingest.settings import Settings


def examine(settings: Settings) -> list[Check]:
    """Look at both, changing neither."""
    path = settings.data.expanduser() / FILE_NAME
    return [
        checked("contacts", lambda: _contacts(settings), "mend the register of contacts"),
        checked("conversations", lambda: _records(path), "reviews chat (it sets the file aside)"),
    ]


def _contacts(settings: Settings) -> tuple[str, Faults]:
    register = load_register(settings.contacts)
    return f"{len(register.numbers)} numbers in {settings.contacts.name}", ()


def _records(path: Path) -> tuple[str, Faults]:
    if not path.exists():
        return "none are kept yet", ()
    uri = path.resolve().as_uri() + "?mode=ro"
    with closing(sqlite3.connect(uri, uri=True, timeout=5)) as connection:
        found = [state for (state,) in connection.execute("PRAGMA quick_check(3)")]
        count = connection.execute("SELECT count(*) FROM messages").fetchone()[0] if found == ["ok"] else 0
    return f"{count} messages", [state for state in found if state != "ok"]
