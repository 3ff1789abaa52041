"""``reviews ask --export FILE``: an answer as a file of its own, which never takes the place of another."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from assistant.exports.forms import FORMS, export
from assistant.nouns import Answer
from assistant.records import Message
from ingest.errors import ReviewsError


def target(name: str) -> Path:
    """The file to be written, looked at before anything is asked.

    Raises:
        ReviewsError: its ending is of no form, it is there already, or there is no folder for it.
    """
    path = Path(name).expanduser()
    if path.suffix.lower().removeprefix(".") not in FORMS:
        endings = ", ".join(f".{ending}" for ending in FORMS)
        raise ReviewsError(f"{path.name} has none of the endings {endings}", "Give the file one of them")
    if path.exists() or path.is_symlink():
        raise ReviewsError(f"{path} is there already and was left as it is", "Name another file")
    if not path.parent.is_dir():
        raise ReviewsError(f"There is no folder {path.parent}", "Make it, or name another")
    return path


def save(answer: Answer, path: Path, now: datetime) -> None:
    """Write an answer that was asked now, by the ending of the file; half a file is not left behind.

    Raises:
        ReviewsError: it cannot be written, or somebody else wrote it in the meantime.
    """
    message = Message(0, now.isoformat(), "complete", answer.question, answer)
    written = export(message, path.suffix.lower().removeprefix("."), now)
    try:
        with path.open("xb") as file:
            try:
                file.write(written)
            except OSError:
                with suppress(OSError):
                    path.unlink()
                raise
    except FileExistsError:
        raise ReviewsError(f"{path} is there already and was left as it is", "Name another file") from None
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise ReviewsError(f"{path} cannot be written ({why})", "Name another file") from None
