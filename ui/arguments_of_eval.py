"""The arguments of ``reviews eval``: a run of its own, and what is done with runs that are kept."""

import argparse

from ui.arguments import Verbs, add_mode

KINDS = (
    "fact, list, which_review, compare, procedure, contact, follow_up, unanswerable, out_of_scope, live_concern, "
    "ambiguous, multi_part"
)
MOST_WORKERS = 8


def add_eval(verbs: Verbs) -> None:
    """Add the verb with its actions; without one a run is made."""
    verb = verbs.add_parser(
        "eval",
        help="measure the answers against the gold questions",
        description="Ask every gold question, score the answers, keep the run in a folder of its own and print its "
        "figures. Exit 1 where a threshold of eval/thresholds.toml is missed or --compare finds it worse beyond noise, "
        "2 where the run is not valid.",
    )
    verb.add_argument(
        "--gold", metavar="FILE", help="gold questions of your own (eval/gold.jsonl unless given)"
    )
    verb.add_argument(
        "--split", choices=("open", "kept"), help="only the open questions, or only those kept aside"
    )
    verb.add_argument(
        "--kind", action="append", metavar="KIND", help=f"only this kind; repeat for several: {KINDS}"
    )
    verb.add_argument(
        "--plain", action="store_true", help="the gold alone: no rewordings, phrasings or identifiers"
    )
    verb.add_argument("--workers", type=_workers, default=1, metavar="N", help="processes that ask (1)")
    verb.add_argument(
        "--compare", metavar="RUN", help="hold the new run against this one (its name, or last)"
    )
    verb.add_argument("--resume", metavar="RUN", help="go on with a run that was interrupted")
    verb.add_argument(
        "--out", metavar="FOLDER", help="copy figures and report there, as eval/results has them"
    )
    verb.add_argument("--json", action="store_true", help="print the report as JSON")
    verb.add_argument("--check", action="store_true", help="only check the gold against the index")
    verb.add_argument("--case", metavar="ID", help="ask one case and show it in full")
    verb.add_argument(
        "--judge",
        action="store_true",
        help="in written mode: have the model judge each claim shown too, and measure it on labelled pairs first",
    )
    add_mode(verb)
    actions = verb.add_subparsers(dest="action", metavar="ACTION", title="with runs that are kept")
    actions.add_parser("runs", help="list them", description="List the runs that are kept, the oldest first.")
    score = actions.add_parser(
        "score",
        help="score one again, without asking again",
        description="Score a kept run by the measures and thresholds as they are now, and write its reports again. "
        "With --gold before the action, by those cases, where their corpus is the one in the index.",
    )
    _of_run(score)
    compare = actions.add_parser(
        "compare",
        help="what is better and worse in one than in another",
        description="Hold one kept run against another. Exit 1 where a figure is worse beyond noise.",
    )
    compare.add_argument("before", metavar="BEFORE", help="the run to compare with")
    compare.add_argument(
        "after", metavar="AFTER", nargs="?", default="last", help="the run to judge (the last)"
    )
    show = actions.add_parser(
        "show",
        help="show a case of one in full",
        description="Show what one case of a kept run asked, found and said.",
    )
    _of_run(show)
    show.add_argument("case", metavar="CASE", help="its id")
    new = actions.add_parser(
        "new",
        help="make a gold case of a stored answer",
        description="Make a gold case of an answer that is kept, opened for you to complete. Its number stands under "
        "How this was answered on the page.",
    )
    new.add_argument(
        "answer", nargs="?", type=int, help="its number (see: reviews list --answers), else the latest"
    )
    new.add_argument("--to", metavar="FILE", help="where it goes (gold.jsonl of REVIEWS_DATA)")
    mark = actions.add_parser(
        "mark",
        help="say whether a verdict is right",
        description="Keep what you make of a verdict, such as vital_facts of a case; disputed verdicts are counted.",
    )
    _of_run(mark)
    mark.add_argument("case", metavar="CASE", help="its id")
    mark.add_argument("measure", metavar="MEASURE", help="the measure whose verdict you looked at")
    mark.add_argument("--dispute", action="store_true", help="it is wrong; without this you agree with it")
    mark.add_argument("--why", default="", metavar="TEXT", help="the reason, needed for a dispute")


def _of_run(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("run", metavar="RUN", help="its name, the start of it, its folder, or last")


def _workers(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if not 1 <= number <= MOST_WORKERS:
        raise argparse.ArgumentTypeError(f"a whole number from 1 to {MOST_WORKERS}")
    return number
