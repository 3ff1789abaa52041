"""What a reader should know of the index before asking: each state in plain words, with what to do."""

from typing import TYPE_CHECKING

from ingest.at_work import at_work_since
from ingest.errors import ReviewsError
from ingest.generations import finished, read_pointer
from ingest.settings import Settings

if TYPE_CHECKING:
    from ingest.index import Index

_UNTIL_THEN = "Then load this page again. Until then the Ask page answers urgent questions only, with the numbers to call."

_GONE = "The index is gone from the disk. What was loaded of it still answers, but a question that needs more of it fails."

NO_MODEL = (
    "Answers are set to be written by a language model, and no model is named. Exact quotes are given instead. "
    "Set REVIEWS_MODEL as README's settings table says, or set REVIEWS_MODE to quotes"
)


def amiss(held: "Index | None", fault: str, settings: Settings) -> tuple[str, ...]:
    """What is amiss, a line each; none where all is well.

    Args:
        held: the index in use, or None.
        fault: why there is none.
        settings: those in force.
    """
    written = (NO_MODEL,) if settings.writes and not settings.model else ()
    began = at_work_since(settings.index_folder)
    since = f"since {began.astimezone():%H:%M}" if began else ""
    if held is None:
        if began:
            return (
                f"The reviews are being indexed now, {since}. The Ask page looks again every few seconds, and "
                "questions can be answered when it is done. If a child is in danger, ask there all the same: the numbers "
                "to call are shown at once.",
            )
        return (f"{empty(settings) or fault}. {_UNTIL_THEN}",)
    if not held.reviews and not began:
        what = empty(settings) or "None of the files could be read. Run: reviews status"
        return (f"{what}. {_UNTIL_THEN}", *written)
    return (*_behind(held, settings, since), *written, *_area(settings))


def _area(settings: Settings) -> tuple[str, ...]:
    """That the area set is none of the register's."""
    if not settings.area:
        return ()
    from assistant.contacts import load_register

    try:
        return load_register(settings.contacts).faults(settings.area)
    except ReviewsError:
        return ()  # said already: without its register nothing but an urgent question is answered


def _behind(held: "Index", settings: Settings, since: str) -> tuple[str, ...]:
    """That the index is gone or damaged, or other than the corpus folder."""
    from ingest.plan import changed_files

    if held.warning and _gone(settings):  # what it warns of is a newer one, and there is none
        then = f"The reviews are being indexed now, {since}." if since else "Run: reviews ingest"
        return (f"{_GONE} {then}",)
    warning = (held.warning,) if held.warning else ()
    changed = changed_files(settings.corpus.expanduser(), held.files)
    if not changed:
        return warning
    more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
    what = f"The reviews have changed since they were indexed ({changed[0]}{more})."
    if since:
        return (
            *warning,
            f"{what} They are being indexed now, {since}; until that is done answers come from before.",
        )
    return (*warning, f"{what} Run: reviews ingest")


def _gone(settings: Settings) -> bool:
    """Whether no index is on the disk any more."""
    try:
        folder = settings.index_folder
        return read_pointer(folder) is None and not finished(folder)
    except (ReviewsError, OSError):
        return False  # it cannot be looked for


def empty(settings: Settings) -> str:
    """That the corpus folder is not there or holds no file to read; empty where it does, or cannot be looked into."""
    from ingest.scan import no_such_folder, scan

    folder = settings.corpus.expanduser()
    if absent := no_such_folder(folder):
        return str(absent)
    try:
        if any(not found.unread for found in scan(folder)):
            return ""
    except ReviewsError:
        return ""
    return f"There are no reviews here yet: {folder} holds no file to read. Put reviews there, then run: reviews ingest"
