"""``reviews check``: somebody's own paper, or claims with their passages, put to the claim checker."""

import argparse
import json
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from ingest.errors import FileUnreadable, ReviewsError
from ingest.settings import Settings, load_settings

if TYPE_CHECKING:
    from assistant.drafts.check import DraftChecker
    from assistant.drafts.nouns import Draft, DraftReport, Judges

FAILED, MISUSE = 1, 2
MOST_CHARACTERS = 200_000  # of a claim or passage of a line


def run_check_draft(arguments: argparse.Namespace) -> int:
    """Check a draft or pairs; exit 1 where something does not stand, 2 for misuse or an unreadable file."""
    if bool(arguments.file) == bool(arguments.pairs):
        print("reviews: give a FILE, or --pairs FILE.jsonl, and not both", file=sys.stderr)
        return MISUSE
    settings = load_settings()
    try:
        return _pairs(arguments.pairs, settings) if arguments.pairs else _draft(arguments, settings)
    except FileUnreadable as error:
        from ui.terminal import plain

        print(plain(" ".join(f"reviews: {error}".split())), file=sys.stderr)
        return MISUSE
    except (ReviewsError, OSError):
        raise
    except Exception as fault:  # ours: its own text may hold the draft's words, so that only its kind is told
        _told(fault)
        return FAILED


def _draft(arguments: argparse.Namespace, settings: Settings) -> int:
    from assistant.drafts.exporting import exported
    from assistant.drafts.opening import stays_here
    from assistant.drafts.reading import read_draft, read_typed
    from ingest.read import read_bytes

    stays_here(settings)
    name = arguments.file
    out = export_to(arguments.export) if arguments.export else None
    draft = (
        read_typed(sys.stdin.buffer.read(settings.limits.max_bytes + 1), settings.limits)
        if name == "-"
        else read_draft(Path(name), settings.limits)
    )
    original = read_bytes(Path(name), settings.limits.max_bytes) if draft.format == "docx" else None
    report = _checked(draft, _checker(settings))
    if out is not None:
        from ui.terminal import plain

        _write(out, exported(report, out.suffix.lower(), original, settings.limits))
        print(plain(f"reviews: the checked paper is in {out}"), file=sys.stderr)
    if arguments.json:
        from assistant.drafts.contract import check_object

        print(json.dumps(check_object(report), ensure_ascii=False, allow_nan=False))
    else:
        from ui.drafts import draft_report

        print(draft_report(report))
    return 0 if report.stands else FAILED


def export_to(name: str) -> Path:
    """The file to write, which must be new, so that no paper is written over.

    Raises:
        FileUnreadable: it is there already, or of a format that is not written.
    """
    from assistant.drafts.exporting import EXPORTS

    out = Path(name)
    if out.suffix.lower() not in EXPORTS:
        raise FileUnreadable(
            f"{name}: this format is not written", f"Give a name that ends in {', '.join(EXPORTS)}"
        )
    if out.exists():
        raise FileUnreadable(f"{name}: it is there already", "Give the name of a new file")
    if not out.absolute().parent.is_dir():
        raise FileUnreadable(f"{name}: its folder is not there", "Make the folder, or give another name")
    return out


def _write(out: Path, made: bytes) -> None:
    try:
        with out.open("xb") as opened:
            opened.write(made)
    except OSError as error:
        raise ReviewsError(f"{out}: {error.strerror}", "Give another name, or make room") from None


def _checker(settings: Settings) -> "DraftChecker":
    from assistant.claims.checker import open_checker
    from assistant.drafts.check import DraftChecker
    from assistant.drafts.remembering import Remembering
    from ingest.index import Index
    from ingest.visible import Veil
    from ingest.wiring import open_embedder, settings_fingerprint

    embedder = Remembering(open_embedder(settings))
    index = Index.open(settings.index_folder, settings_fingerprint(embedder.fingerprint))
    if index.warning:
        print(f"reviews: {index.warning}", file=sys.stderr)
    return DraftChecker(
        Veil(settings.data, settings.corpus)(index),
        embedder,
        open_checker(embedder, settings.home.expanduser() / "models"),
    )


def _checked(draft: "Draft", checker: "DraftChecker") -> "DraftReport":
    """Check it, with a bar where standard error is a terminal."""
    from tqdm import tqdm

    with tqdm(
        total=len(draft.sentences), desc="Checking", unit=" sentences", disable=None, leave=False
    ) as bar:
        return checker.check(draft, lambda done: bar.update(done - bar.n) and None)


def _pairs(name: str, settings: Settings) -> int:
    try:
        source = sys.stdin.buffer if name == "-" else Path(name).open("rb")  # noqa: SIM115 - closed below
    except OSError as error:
        raise FileUnreadable(f"{name}: {error.strerror}", "Give a file of JSON Lines, or -") from None
    from assistant.claims.checker import open_checker
    from ingest.embedding import MiniLM

    models = settings.home.expanduser() / "models"
    checker = open_checker(MiniLM(models, settings.precision), models)
    code = 0
    with source:
        for number, raw in _lines(source):
            record = pair_record(checker, number, raw)
            code = FAILED if "error" in record else code
            print(json.dumps(record, ensure_ascii=False, allow_nan=False), flush=True)
    return code


def _lines(source: BinaryIO) -> Iterator[tuple[int, bytes]]:
    for number, raw in enumerate(source, 1):
        line = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
        if line.strip():
            yield number, line


def pair_record(checker: "Judges", number: int, raw: bytes) -> dict[str, Any]:
    """What the checker says of one line; of a bad line, what is wrong with it. Lines are independent."""
    from assistant.claims.nouns import Claim

    identifier: str | int | None = None

    def bad(code: str, message: str) -> dict[str, Any]:
        return {"id": identifier, "line": number, "error": {"code": code, "message": message}}

    try:
        line = json.loads(raw.decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        return bad("not_json", "The line is not JSON in UTF-8. Write one object a line")
    if not isinstance(line, dict):
        return bad("not_json", "The line is not a JSON object")
    given = line.get("id")
    if isinstance(given, bool) or not isinstance(given, str | int) or not _whole(given):
        return bad("no_id", "The line has no id. Give each its own, a text or a whole number")
    identifier = given
    for key in ("claim", "passage"):
        value = line.get(key)
        if not isinstance(value, str) or not value.strip() or not _whole(value):
            return bad(f"no_{key}", f"The {key} is missing, empty or not a text")
        if len(value) > MOST_CHARACTERS:
            return bad("too_long", f"The {key} has over {MOST_CHARACTERS:,} characters")
    try:
        (judged,) = checker.judge([Claim(line["claim"], line["passage"])])
    except ReviewsError:
        raise  # of the settings, and so of every line
    except Exception as fault:  # ours: it costs this line and no other
        _told(fault)
        return bad("internal_error", f"A fault of this program: {type(fault).__name__}")
    return {"id": identifier, "support": judged.support, "score": judged.score, "why": judged.why}


def _whole(value: object) -> bool:
    """Whether a text can be written again: without half a character."""
    try:
        str(value).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _told(fault: Exception) -> None:
    frames = "".join(traceback.format_tb(fault.__traceback__))
    print(f"reviews: a fault of this program\n{frames}{type(fault).__name__}", file=sys.stderr)
