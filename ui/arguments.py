"""The arguments of commands, apart from what they do, so that --help needs nothing else."""

import argparse
from typing import TypeAlias

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_mode(verb: argparse.ArgumentParser) -> None:
    """The mode that answers are given in."""
    verb.add_argument(
        "--mode",
        choices=("quotes", "written"),
        help="exact quotes, or written by the model that settings name (written where REVIEWS_MODEL is set)",
    )


def add_check(verbs: Verbs) -> None:
    """Add the verb."""
    verb = verbs.add_parser(
        "check",
        help="check your own paper against the reviews",
        description="Check a draft (.docx, .pdf, .md, .txt; - for text on standard input): what it says of a review, quotes "
        "and credits. It is not stored. Exit 1 where a sentence is not supported or misquoted, 2 where it cannot be read.",
    )
    verb.add_argument("file", nargs="?", metavar="FILE", help="the draft")
    verb.add_argument("--json", action="store_true", help="print one JSON object (see: reviews schema)")
    verb.add_argument(
        "--export",
        metavar="OUT",
        help="write it to a new file too: .docx (a Word draft itself, with comments), .md or .csv",
    )
    verb.add_argument("--pairs", metavar="FILE", help='JSON Lines of {"id", "claim", "passage"} in its place')


def add_matrix(verbs: Verbs) -> None:
    """Add the verb."""
    verb = verbs.add_parser(
        "matrix",
        help="ask every review which of them say something on a theme",
        description="Ask every review about each theme or question: which say something, in exact quotes, and in which no "
        "mention was found. Exit 3 where none says anything.",
    )
    verb.add_argument("theme", nargs="+", help="a theme or a question, in quotation marks; six at most")
    form = verb.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print one JSON object")
    form.add_argument("--csv", action="store_true", help="print a table, a line for each passage")


def add_look(verbs: Verbs) -> None:
    """The commands that only look at what is held."""
    verb = verbs.add_parser(
        "status",
        help="say what the index holds and whether it is up to date",
        description="Say what the index holds, where it is kept, and whether the corpus folder has changed "
        "since.",
    )
    verb.add_argument("--json", action="store_true", help="print it as JSON")
    verb = verbs.add_parser("list", help="list the reviews", description="List the reviews in the index.")
    verb.add_argument("--json", action="store_true", help="print them as JSON")
    verb.add_argument(
        "--answers",
        action="store_true",
        help="list the latest answers kept, by number, in place of the reviews",
    )
    verb = verbs.add_parser(
        "show",
        help="show one review's record and passages",
        description="Show one review: its record, and its passages with their kinds.",
    )
    verb.add_argument("id", help="the review's id (see: reviews list)")
    verb.add_argument("--json", action="store_true", help="print it as JSON")
    verb = verbs.add_parser(
        "text",
        help="print the canonical text of a file",
        description="Print the canonical text of a file of the corpus: the text in which start and end "
        "count code points.",
    )
    verb.add_argument("file", help="the file, relative to the corpus folder")
    verb = verbs.add_parser(
        "schema",
        help="print the JSON Schema of --json, or of gold cases",
        description="Print the JSON Schema of what search and ask print with --json, or of a line of a gold file.",
    )
    verb.add_argument("of", nargs="?", choices=("gold",), help="gold: of a gold case")


def add_feedback(verbs: Verbs) -> None:
    """Add the verb."""
    verb = verbs.add_parser(
        "feedback",
        help="list, answer, close and delete what readers said of answers",
        description="List the feedback that is open, unsafe first, then the latest; or close one with a reply, or "
        "delete one for good. A reply that may hold a person's details is not kept.",
    )
    verb.add_argument("--all", action="store_true", help="list what is closed too")
    verb.add_argument("--json", action="store_true", help="print it as JSON")
    change = verb.add_mutually_exclusive_group()
    change.add_argument("--close", type=int, metavar="ID", help="close the one of this number")
    change.add_argument("--reopen", type=int, metavar="ID", help="open the one of this number again")
    change.add_argument(
        "--delete", type=int, metavar="ID", help="delete the one of this number for good, without asking"
    )
    verb.add_argument("--reply", default="", metavar="TEXT", help="the reply to close it with")


def add_upkeep(verbs: Verbs) -> None:
    """The commands that keep an index right."""
    verb = verbs.add_parser(
        "withdraw",
        help="take a review out of everything, for good",
        description="Take a review out of everything derived and keep it out, whatever its file is called. Its file "
        "is not touched. Its text is then searched for; exit 1 where it was still found.",
    )
    verb.add_argument("id", help="the review's id (see: reviews list)")
    verb.add_argument("--why", default="", metavar="TEXT", help="the reason, which is kept; needed")
    verb.add_argument("--by", default="", metavar="NAME", help="who decided it")
    verb.add_argument("--json", action="store_true", help="print what was done as JSON")
    verb = verbs.add_parser(
        "restore",
        help="take a withdrawal back",
        description="Take a withdrawal back and bring the index up to date. That it was withdrawn is kept on record.",
    )
    verb.add_argument("id", help="the review's id (see: reviews status)")
    verb.add_argument("--json", action="store_true", help="print what was done as JSON")
    verb = verbs.add_parser(
        "doctor",
        help="check the index against the corpus, and name the repair",
        description="Check the index, the records and what else is kept against the corpus folder, change nothing, and "
        "name the command that mends what is wrong. Exit 1 where anything is.",
    )
    verb.add_argument("--json", action="store_true", help="print the checks as JSON")
