"""``reviews eval`` and its actions."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import ReviewsError
from ingest.settings import Settings, load_settings
from ui.terminal import plain

if TYPE_CHECKING:
    from eval.run import Wanted


def evaluate(arguments: argparse.Namespace) -> int:
    """Make a run, or do what is asked with those that are kept."""
    if arguments.action == "new":
        from ui.gold import run_new

        return run_new(arguments)
    from ui.asking import in_mode

    settings = in_mode(load_settings(), arguments.mode)
    if arguments.action:
        return {"runs": _runs, "score": _score, "compare": _compare, "show": _show, "mark": _mark}[
            arguments.action
        ](settings, arguments)
    from eval.looking import check_gold, show_case
    from eval.run import GOLD, run_and_report

    gold = Path(arguments.gold) if arguments.gold else GOLD
    if arguments.check:
        return check_gold(settings, gold)
    if arguments.case is not None:
        return show_case(settings, gold, arguments.case)
    return run_and_report(settings, _wanted(arguments, gold), json_output=arguments.json)


def _wanted(arguments: argparse.Namespace, gold: Path) -> "Wanted":
    from eval.cases import CASE_KINDS
    from eval.run import Wanted

    kinds = tuple(kind.replace("-", "_") for kind in arguments.kind or ())
    for kind in kinds:
        if kind not in CASE_KINDS:
            raise ReviewsError(
                f"No kind of question is called {kind!r}", f"Use one of {', '.join(CASE_KINDS)}"
            )
    return Wanted(
        gold=gold,
        split=arguments.split,
        kinds=kinds,
        out=Path(arguments.out) if arguments.out else None,
        plain=arguments.plain,
        resume=arguments.resume or "",
        compare=arguments.compare or "",
        workers=arguments.workers,
        judge=arguments.judge,
    )


def _runs(settings: Settings, arguments: argparse.Namespace) -> int:
    from eval.runs.listing import listed

    print(plain(listed(settings)), end="")
    return 0


def _score(settings: Settings, arguments: argparse.Namespace) -> int:
    from eval.report import as_text
    from eval.run import judging
    from eval.runs.again import scored_again
    from eval.runs.folder import run_named

    folder = run_named(arguments.run, _folder(settings))
    located = {}
    if arguments.gold:
        from eval.runs.relocating import cases_now

        located = cases_now(settings, folder, Path(arguments.gold))
    judges = (
        judging(settings, arguments.judge) if folder.manifest.mode == "written" else lambda ground: ground
    )
    report = scored_again(folder, located, judges)
    print(as_text(report), end="")
    print(f"Written again in {folder.path}", file=sys.stderr)
    return report.exit_code


def _compare(settings: Settings, arguments: argparse.Namespace) -> int:
    from eval.runs.comparing import compared, told
    from eval.runs.folder import run_named

    place = _folder(settings)
    difference = compared(run_named(arguments.before, place), run_named(arguments.after, place))
    print(told(difference), end="")
    return int(difference.worse)


def _show(settings: Settings, arguments: argparse.Namespace) -> int:
    from eval.runs.again import stored
    from eval.runs.folder import run_named
    from eval.show import case_in_full

    found = stored(run_named(arguments.run, _folder(settings)))
    for result in found.results:
        if result.located.case.id == arguments.case:
            print(plain(case_in_full(result)), end="")
            return 0
    raise ReviewsError(
        f"The run {found.folder.name} has no case {arguments.case!r}", "Its cases stand in cases.csv there"
    )


def _mark(settings: Settings, arguments: argparse.Namespace) -> int:
    from eval.report import text_of
    from eval.runs.again import disputed, mark
    from eval.runs.folder import run_named

    folder = run_named(arguments.run, _folder(settings))
    mark(
        folder, arguments.case, arguments.measure, "dispute" if arguments.dispute else "agree", arguments.why
    )
    section = disputed(folder)
    assert section is not None  # one was just made
    print(plain(text_of([section])), end="")
    return 0


def _folder(settings: Settings) -> Path:
    from eval.run import runs_folder

    return runs_folder(settings)
