"""The arguments of ``reviews check``, apart from what it does, so that --help needs nothing else."""

import argparse


def add_check(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb."""
    verb = verbs.add_parser(
        "check",
        help="check your own paper against the reviews",
        description="Check a draft (.docx, .md, .txt; - for text on standard input): what it says of a review, quotes "
        "and credits. It is not stored. Exit 1 where a sentence is not supported or misquoted, 2 where it cannot be read.",
    )
    verb.add_argument("file", nargs="?", metavar="FILE", help="the draft")
    verb.add_argument("--json", action="store_true", help="print one JSON object (see: reviews schema)")
    verb.add_argument("--pairs", metavar="FILE", help='JSON Lines of {"id", "claim", "passage"} in its place')
