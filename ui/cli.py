"""The command line: answers on standard output, all else on standard error.

Heavy libraries are imported by the verb that needs them, so that --help answers at once.
"""

import argparse
import os
import sys
from collections.abc import Sequence

from ingest.errors import IndexMissing, ReviewsError
from ui.arguments import Verbs, add_check, add_feedback, add_look, add_matrix, add_mode, add_upkeep
from ui.arguments_of_eval import add_eval

# Exit codes beside 0: a deliberate error or a bad line; misuse or an unreadable file; nothing found.
FAILED, MISUSE, NOT_FOUND = 1, 2, 3


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        The exit code: 0 done, 1 a deliberate error, 2 misuse, 3 nothing found.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments = parser().parse_args(argv)
    try:
        code = _run(arguments)
        sys.stdout.flush()
        return code
    except ReviewsError as error:
        from ui.terminal import plain

        print(plain(" ".join(f"reviews: {_named(error)}".split())), file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        print("reviews: stopped", file=sys.stderr)
        return 130


def _named(error: ReviewsError) -> ReviewsError:
    """An error as it is told: where there is no index as there is no corpus folder, it is the folder that is named."""
    if isinstance(error, IndexMissing):
        from ingest.scan import no_such_folder
        from ingest.settings import load_settings

        return no_such_folder(load_settings().corpus.expanduser()) or error
    return error


def _run(arguments: argparse.Namespace) -> int:
    verb = arguments.verb
    if verb in ("search", "ask"):
        from ui.asking import run

        return run(arguments)
    if verb == "chat":
        from ui.server import serve

        return serve(arguments.address, arguments.port)
    if verb == "ingest":
        return _run_ingest(arguments)
    if verb == "check":
        from ui.checking_drafts import run_check_draft

        return run_check_draft(arguments)
    if verb == "matrix":
        from ui.matrixing import run as run_matrix

        return run_matrix(arguments)
    if verb == "eval":
        from ui.evaluating import evaluate

        return evaluate(arguments)
    from ui import commands, feedback, upkeep

    run_verb = {
        "status": commands.run_status,
        "list": commands.run_list,
        "show": commands.run_show,
        "text": commands.run_text,
        "schema": commands.run_schema,
        "withdraw": upkeep.run_withdraw,
        "restore": upkeep.run_restore,
        "doctor": upkeep.run_doctor,
        "feedback": feedback.run_feedback,
    }[verb]
    return run_verb(arguments)


def _run_ingest(arguments: argparse.Namespace) -> int:
    if arguments.check:
        from ui.checking import run_check

        return run_check(arguments)
    from ui.ingesting import run_ingest

    return run_ingest(arguments)


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    top = argparse.ArgumentParser(
        prog="reviews",
        description="Ask published child-safeguarding reviews. Answers are exact quotes with their source.",
        epilog="If a child is in immediate danger, call 999. This program gives no advice on a child.",
    )
    verbs = top.add_subparsers(dest="verb", required=True, metavar="COMMAND")
    _ingest(verbs)
    _search(verbs)
    _ask(verbs)
    _chat(verbs)
    add_eval(verbs)
    add_check(verbs)
    add_matrix(verbs)
    add_look(verbs)
    add_feedback(verbs)
    add_upkeep(verbs)
    return top


def _ingest(verbs: Verbs) -> None:
    verb = verbs.add_parser(
        "ingest",
        help="bring the index up to date with the corpus folder",
        description="Bring the index up to date with the corpus folder (REVIEWS_CORPUS). The old index "
        "answers until the new "
        "one is whole. Exit 1 where a file could not be read (the others are in the index all the same), and where "
        "nothing could be done, as with any command: one line says why, such as another ingest that holds the lock, or "
        "a full disk.",
    )
    verb.add_argument("--rebuild", action="store_true", help="read every file anew, whatever the index holds")
    verb.add_argument(
        "--verify",
        action="store_true",
        help="compare every byte of every file and of the index, not only sizes, times and inodes",
    )
    verb.add_argument(
        "--check",
        action="store_true",
        help="change nothing: say of each file what it is, which record names it and what to look at; "
        "exit 1 where something is new, marked !",
    )
    verb.add_argument("--json", action="store_true", help="print the report as JSON")


def _asks(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("question", nargs="*", help="the question, in plain words")
    verb.add_argument("--json", action="store_true", help="print one JSON object (see: reviews schema)")
    verb.add_argument(
        "--batch",
        metavar="FILE",
        help="read JSON Lines from FILE (- for standard input), print one line each",
    )
    verb.add_argument(
        "--history",
        action="append",
        default=[],
        metavar="QUESTION",
        help="an earlier question, oldest first; repeat it",
    )
    verb.add_argument("--top-k", type=_count, metavar="N", help="passages to return (10 unless given)")
    if verb.prog.endswith("ask"):
        add_mode(verb)
    for name, text in (
        ("review", "only this review (id)"),
        ("publisher", "only this publisher, in full or short"),
        ("type", "only this type of review"),
        ("year", "only reviews with a date in this year"),
        ("age", "only reviews of a child in this age band, such as 'under 1'"),
        ("injury", "only reviews whose record names this injury"),
        ("theme", "only reviews whose record names this theme"),
        ("agency", "only reviews whose record names this agency"),
        ("kind", "only this kind of statement, such as recommendation"),
    ):
        verb.add_argument(
            f"--{name}", action="append", metavar=name.upper(), help=f"{text}; repeat for several"
        )


def _search(verbs: Verbs) -> None:
    verb = verbs.add_parser(
        "search", help="find passages", description="Find the passages nearest to a question, best first."
    )
    _asks(verb)


def _ask(verbs: Verbs) -> None:
    verb = verbs.add_parser(
        "ask",
        help="answer a question with citations",
        description="Answer a question in exact quotes of the reviews, each with its source. Exit 3 where "
        "nothing was found.",
    )
    _asks(verb)
    verb.add_argument(
        "--explain", action="store_true", help="show how the question was understood and what was found"
    )
    verb.add_argument(
        "--export",
        metavar="FILE",
        help="write the answer to a new file too, by its ending: .docx, .md, .csv or .xlsx",
    )


def _chat(verbs: Verbs) -> None:
    verb = verbs.add_parser(
        "chat",
        help="open the chat page",
        description="Serve the chat page to this machine only, until Ctrl-C.",
    )
    verb.add_argument("--address", default="127.0.0.1", help="loopback address to listen on (127.0.0.1)")
    verb.add_argument("--port", type=_port, default=8501, help="port to listen on (8501)")


def _count(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if not 1 <= number <= 100:
        raise argparse.ArgumentTypeError("a whole number from 1 to 100")
    return number


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65_535):
        raise argparse.ArgumentTypeError("a whole number from 1 to 65535")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
