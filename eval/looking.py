"""The gold looked at without a run: held against the corpus, and one case asked and shown whole."""

import sys
from pathlib import Path

from eval.cases import GoldBroken
from eval.check import Checked
from eval.report import told_apart
from eval.run import checked_gold, ground, open_asked
from eval.runs.asking import measured, warm_up
from eval.scoring.measures import Result
from eval.show import case_in_full
from eval.solvers import Asked
from ingest.errors import ReviewsError
from ingest.settings import Settings


def check_gold(settings: Settings, gold: Path, assistant: Asked | None = None) -> int:
    """What ``reviews eval --check`` does: 0 where every case fits the index, else 2 with every reason."""
    try:
        checked = checked_gold(gold, assistant or open_asked(settings))
    except GoldBroken as broken:
        print("\n".join(broken.problems), file=sys.stderr)
        return 2
    print("\n".join(checked.remarks), end="\n" if checked.remarks else "", file=sys.stderr)
    found = len(checked.located)
    print(f"{found} {'case fits' if found == 1 else 'cases fit'} the index. {told_apart(checked)}")
    return 0


def show_case(settings: Settings, gold: Path, case_id: str, assistant: Asked | None = None) -> int:
    """What ``reviews eval --case`` does: asks one case and shows it whole."""
    answering = assistant or open_asked(settings)
    try:
        checked = checked_gold(gold, answering)
    except GoldBroken as broken:
        print("\n".join(broken.problems), file=sys.stderr)
        return 2
    print(case_in_full(_one(settings, gold, checked, answering, case_id)), end="")
    return 0


def _one(settings: Settings, gold: Path, checked: Checked, assistant: Asked, case_id: str) -> Result:
    chosen = [found for found in checked.located if found.case.id == case_id]
    if case_id in checked.to_complete:
        raise ReviewsError(
            f"The case {case_id} has still to be completed", f"Say in {gold.name} what is right"
        )
    if not chosen:
        raise ReviewsError(f"No gold case has the id {case_id!r}", f"Look it up in {gold.name}")
    warm_up([found.case for found in chosen], assistant)
    return measured(chosen, assistant, ground(settings, assistant, checked))[0]
