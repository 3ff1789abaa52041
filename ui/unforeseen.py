"""An error that nobody foresaw: its kind and its place are logged, and never its message, which may hold what was typed."""

import logging
import traceback

BROKEN = "Something went wrong in this program. Try again."
_log = logging.getLogger("reviews")


def log_without_its_words(error: Exception, doing: str) -> None:
    """Log an error without its message; ``doing`` tells what was done, such as "checking a draft"."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    _log.error("%s while %s\n%s", type(error).__name__, doing, frames)
