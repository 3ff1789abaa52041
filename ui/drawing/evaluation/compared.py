"""Two runs held against each other: what is surely better or worse, and which cases came right or went wrong."""

from collections.abc import Sequence

from eval.runs.comparing import EXACT, Difference, Flip, is_worse
from eval.scoring.meanings import MEANINGS
from eval.scoring.statistics import Change
from eval.viewing.runs import ListedRun
from ui.drawing.evaluation.tables import figure, heading, link, moment, table
from ui.drawing.markup import Markup, join, tag
from ui.session_evaluation import address
from ui.words import counted

LISTED = 60  # cases of a list


def head(difference: Difference, before: ListedRun, after: ListedRun) -> Markup:
    """The title, the verdict in a sentence, and in what else the runs differ."""
    worse = ", ".join(MEANINGS[one.measure][0] for one in difference.regressions)
    better = ", ".join(MEANINGS[one.measure][0] for one in difference.gains)
    told = f"Worse: {worse}." if worse else "Nothing is surely worse."
    told += f" Surely better: {better}." if better else " Nothing is surely better."
    names = [moment(run.manifest.made) if run.manifest else run.name for run in (after, before)]
    apart = (tag("li", one[:1].upper() + one[1:]) for one in difference.apart)
    return join(
        tag("h1", "Two runs compared"),
        tag(
            "p",
            "Now: ",
            link(f"run of {names[0]}", address(after.name)),
            ". Before: ",
            link(f"run of {names[1]}", address(before.name)),
            f". {counted(difference.cases, 'case')} asked in both in the same words.",
            class_="lead",
        ),
        tag(
            "p", tag("strong", told), class_=f"inset verdict {'failed' if worse else 'passed'}", role="status"
        ),
        join(tag("p", "They differ in:"), tag("ul", *apart))
        if difference.apart
        else tag("p", "Code, reviews, gold and mode are the same."),
    )


def measures(changes: Sequence[Change]) -> Markup:
    """Every measure that changed, paired over the cases."""
    moved = [one for one in changes if one.rose or one.fell]
    told = (
        "Sure: the 95% interval leaves out nought, and so large a change would come by chance in fewer than 1 of 20 "
        "looks at all these measures. A missed 999 or a quote that is not exact counts as worse however small the change."
    )
    head = ("Measure", "Before", "Now", "Change", "Cases up and down", "By chance", "Sure or not")
    return join(
        tag("h2", "Measures that changed"),
        tag("p", told),
        table("Measures that changed", head, [_row(one) for one in moved], seen=False)
        if moved
        else tag("p", "No case changed in any measure.", class_="inset"),
        tag("p", f"{counted(len(changes) - len(moved), 'measure')} the same in every case.", class_="small"),
    )


def _row(one: Change) -> tuple[str, ...]:
    between = "" if one.low is None or one.high is None else f"{one.low:+.3f} to {one.high:+.3f}, "
    chance = "under 0.001" if one.adjusted < 0.001 else f"{one.adjusted:.3f}"
    sure = one.sure or (one.measure in EXACT and is_worse(one))
    verdict = ("Worse" if is_worse(one) else "Better") if sure else "Not sure"
    return (
        heading(one.measure),
        figure(one.measure, one.before),
        figure(one.measure, one.after),
        join(
            tag("strong", f"{one.mean:+.3f}"), tag("span", f"{between}{counted(one.n, 'case')}", class_="of")
        ),
        f"{one.rose} up, {one.fell} down",
        chance,
        tag("strong", verdict, class_=f"verdict {_CLASS[verdict]}"),
    )


_CLASS = {"Worse": "failed", "Better": "passed", "Not sure": "unsure"}


def flips(difference: Difference) -> Markup:
    """The cases that came right and those that went wrong; of those kept aside only their number."""
    return join(
        _flips("Cases that came right", [flip for flip in difference.flips if flip.better], difference.after),
        _flips(
            "Cases that went wrong", [flip for flip in difference.flips if not flip.better], difference.after
        ),
    )


def _flips(title: str, held: Sequence[Flip], run: str) -> Markup:
    by_case: dict[str, list[Flip]] = {}
    for flip in held:
        if flip.case.split != "kept":
            by_case.setdefault(flip.case.id, []).append(flip)
    kept = len({flip.case.id for flip in held if flip.case.split == "kept"})
    told = f"{counted(len(by_case) + kept, 'case')}."
    told += f" {kept} of them kept aside, and not listed lest the answers be tuned on them." if kept else ""
    told += f" The first {LISTED} are listed." if len(by_case) > LISTED else ""
    rows = [
        (
            link(name, address(run, name)),
            those[0].case.kind.replace("_", " "),
            those[0].case.question,
            "; ".join(f"{heading(f.measure)} {f.before:.2f} to {f.after:.2f}" for f in those),
        )
        for name, those in list(by_case.items())[:LISTED]
    ]
    return join(
        tag("h2", title),
        tag("p", told),
        table(title, ("Case", "Kind", "Question", "What changed"), rows, seen=False) if rows else "",
    )
