"""Errors raised on purpose: one line that says what happened and what to do next."""


class ReviewsError(Exception):
    """A fault the user can mend. Shown as one line; any other exception keeps its traceback.

    Args:
        message: what happened, naming the file or setting.
        next_step: what to do about it, such as ``Run: reviews ingest``.
    """

    def __init__(self, message: str, next_step: str = "") -> None:
        super().__init__(message, next_step)
        self.message = message
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.message.rstrip('.')}. {self.next_step}".strip()


class NotWritable(ReviewsError):
    """The folder of an index gives no right to write in it."""


class FileUnreadable(ReviewsError):
    """A file of the corpus could not be read; the others go on."""

    def of(self, name: str) -> str:
        """What is wrong and what to do, without the file's name, for where that stands already."""
        return str(self).removeprefix(f"{name}: ")


class CatalogueBroken(ReviewsError):
    """A catalogue or contacts file does not parse or misses a field."""


class IndexMissing(ReviewsError):
    """There is no index for this corpus folder yet."""


class IndexStale(ReviewsError):
    """The index was made with other settings than those in force."""


class IndexDamaged(ReviewsError):
    """The files of the index are not those that ingest wrote."""


class IngestBusy(ReviewsError):
    """Another ingest holds the lock of this index."""
