"""``reviews eval new`` and ``reviews list --answers``: stored answers, and a gold case made of one."""

import argparse
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.records import FILE_NAME, Records, open_records
from assistant.still_kept import GOLD
from ingest.errors import ReviewsError
from ingest.settings import Settings, load_settings
from ui.terminal import plain

if TYPE_CHECKING:
    from eval.cases import Case

_NONE = "Ask on the page first (reviews chat): what is asked there is kept"


def run_answers() -> int:
    """List the stored answers, the latest first, with the number that each goes by."""
    records = _records(load_settings())
    for message in records.latest():
        outcome = message.answer.outcome.replace("_", " ") if message.answer else message.status
        when = message.asked[:16].replace("T", " ")
        print(plain(f"{message.id:>6}  {when}  {outcome:<10}  {message.question or '(question not kept)'}"))
    return 0


def run_new(arguments: argparse.Namespace) -> int:
    """Make a gold case of a stored answer, have a person complete it, and add it to a gold file."""
    from eval.drafting import append, drafted

    settings = load_settings()
    records = _records(settings)
    number = arguments.answer if arguments.answer is not None else records.last()
    messages = records.upto(number) if number is not None else ()
    if not messages:
        told = "No answer is stored" if number is None else f"No stored answer has the number {number}"
        raise ReviewsError(told, _NONE if number is None else "Run: reviews list --answers")
    file = Path(arguments.to).expanduser() if arguments.to else settings.data.expanduser() / GOLD
    case = drafted(messages)
    editor = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
    opened = bool(editor) and sys.stdin.isatty() and sys.stdout.isatty()
    draft = file.with_name(f"{file.stem}.{case.id}.json")
    if opened:
        case = _completed(case, editor, draft)
    line = append(case, file)
    draft.unlink(missing_ok=True)
    print(plain(f"{case.id}: line {line} of {file}"))
    if not opened:
        print(case.note, file=sys.stderr)
    print(plain(f"Then run: reviews eval --gold {shlex.quote(str(file))} --check"), file=sys.stderr)
    return 0


def _completed(case: "Case", editor: list[str], draft: Path) -> "Case":
    """The case as a person leaves it. What is no case yet stays in the draft, and is taken up again next time."""
    from eval.drafting import edited, to_edit

    try:
        if not draft.exists():
            draft.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            draft.write_text(to_edit(case), encoding="utf-8")
        while True:
            subprocess.run([*editor, str(draft)], check=True)
            try:
                return edited(draft.read_text(encoding="utf-8"))
            except ReviewsError as error:
                print(plain(f"reviews: {error}"), file=sys.stderr)
                input("Enter to edit it again, Ctrl-C to leave it for later: ")
    except (OSError, UnicodeDecodeError, subprocess.CalledProcessError) as error:
        raise ReviewsError(f"The editor could not be used: {error}", "Set VISUAL or EDITOR") from None
    except (EOFError, KeyboardInterrupt):
        again = f"Run: reviews eval new {case.id.removeprefix('own-')}"
        raise ReviewsError(f"The case is left unfinished in {draft}", again) from None


def _records(settings: Settings) -> Records:
    from ingest.withdrawn import load

    folder = settings.data.expanduser()
    if not (folder / FILE_NAME).is_file():  # looking must not begin one
        raise ReviewsError(f"No answer is stored in {folder}", _NONE)
    return open_records(
        folder,
        withdrawn=lambda: load(settings.data).of_answers(settings.corpus),
        keep_days=settings.keep_days,
    )
