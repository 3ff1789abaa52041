"""The first view of the Evaluation page: what it is, and every run that is kept."""

from collections.abc import Sequence

from eval.viewing.runs import Figures, ListedRun
from ui.drawing.evaluation.tables import NONE, chosen, heading, link, mode, moment, summed, table
from ui.drawing.frame import warning
from ui.drawing.markup import Markup, join, tag
from ui.session_evaluation import address
from ui.words import counted

_SHORT = 10  # letters of a fingerprint that tell two apart at a glance


def verdict(figures: Figures) -> str:
    """What a run came to by its gates; one that nothing was measured for is neither passed nor missed."""
    if figures.verdict == "invalid":
        return "Not valid: too many cases raised an error"
    if not figures.verdict:
        return NONE
    apart = len(figures.gates) - figures.measured
    unmeasured = f", {apart} not measured" if apart else ""
    if figures.missed:
        return f"{figures.missed} of {counted(figures.measured, 'gate')} missed{unmeasured}"
    if not figures.measured:
        return "No gate measured"
    every = "The one gate" if figures.measured == 1 else f"All {figures.measured} gates"
    return f"{every} passed{unmeasured}"


def verdict_class(figures: Figures) -> str:
    """How the verdict is drawn: as failed where a gate was missed, as passed where all were measured and reached."""
    if figures.verdict in ("invalid", ""):
        return figures.verdict
    if figures.missed:
        return "failed"
    return "passed" if figures.verdict == "passed" and figures.measured else "unsure"


def title() -> Markup:
    """The page's title and what is measured here."""
    return tag(
        "header",
        tag("h1", "Evaluation"),
        tag(
            "p",
            "How well the answers hold up when every gold question is asked: a question whose right answer is known, "
            "with the sentences of the reviews that say it.",
            class_="lead",
        ),
        tag(
            "p",
            "Most of the questions that come with this were open to tuning, and no rule was made for those kept aside. A "
            "gate is what must not get worse, and a goal is what is aimed at: a run can pass every gate and miss goals.",
        ),
        class_="evaluation",
    )


def none_yet() -> Markup:
    """What to do where no run is kept."""
    return tag(
        "div",
        tag("h2", "No run is kept yet"),
        tag(
            "p",
            "A run asks every gold question, scores the answers and keeps both. It takes two to four minutes. "
            "Make one in a terminal with the command below, then load this page again.",
        ),
        tag("p", tag("code", "reviews eval")),
        class_="inset",
    )


def not_found(name: str) -> Markup:
    """That the address names a run that is not kept."""
    return join(
        tag("h1", "No such run"),
        warning(f"No run called {name} is kept here. It may have been deleted or renamed."),
        tag("p", link("See the runs that are kept", address())),
    )


def cannot_read(fault: str, name: str = "") -> Markup:
    """That something cannot be read, with the next step in it; ``name``: of the run, where no title names it yet."""
    return join(tag("h1", f"Run {name}", class_="evaluation") if name else "", warning(fault))


def charts_intro(runs: Sequence[ListedRun], finished: int) -> Markup:
    """Heads the charts."""
    left = f" The latest {len(runs)} of {finished} finished runs are drawn." if finished > len(runs) else ""
    return tag(
        "div",
        tag("h2", "Over time"),
        tag(
            "p",
            "A dot is the mean of a run, with its 95% interval. The numbers below are those of the table. A line joins "
            f"runs that put the same questions to the same reviews in the same mode; scales differ.{left}",
        ),
        class_="over-time",
    )


def runs_table(runs: Sequence[tuple[int, ListedRun]], measures: Sequence[str]) -> Markup:
    """Every run with its number, the latest first, and the measures that are chosen."""
    head = ("Run", "Made of", "Cases", "Gates", *map(heading, measures))
    rows = [_row(number, run, measures) for number, run in runs]
    return join(tag("h2", "Runs"), table("Runs, the latest first", head, rows, seen=False))


def _row(number: int, run: ListedRun, measures: Sequence[str]) -> tuple[str, ...]:
    numbered = tag("span", f"{number}. ", class_="of-run")
    if run.manifest is None:
        cannot = tag("strong", "Cannot be read. ")
        return (
            join(numbered, run.name),
            join(cannot, run.fault),
            *(
                tag("span", told, class_="none")
                for told in ("not known", "not known", *(NONE for _ in measures))
            ),
        )
    made = moment(run.manifest.made)
    cases = join(f"{run.done:,} of {run.manifest.cases:,}", tag("span", chosen(run.manifest), class_="of"))
    figures = run.figures
    return (
        join(numbered, link(made, address(run.name))),
        _made_of(run),
        cases,
        _gates(run),
        *(summed(measure, figures.of(measure) if figures else None) for measure in measures),
    )


def _made_of(run: ListedRun) -> Markup:
    held = run.manifest
    assert held is not None
    code = held.commit[:_SHORT] or "not recorded"
    parts = (
        f"code {code}, version {held.versions.get('ask-the-reviews', 'not recorded')}",
        f"reviews {held.fingerprint[:_SHORT]}, gold {held.gold_sha256[:_SHORT]}",
    )
    made = mode(held)
    return join(made[:1].upper() + made[1:], *(tag("span", part, class_="of") for part in parts))


def _gates(run: ListedRun) -> Markup:
    if run.state == "being_written":
        return tag("strong", "Being made now")
    if run.figures is None:
        return tag("strong", "Interrupted")
    return tag("strong", verdict(run.figures), class_=f"verdict {verdict_class(run.figures)}")


def unfinished(run: ListedRun) -> Markup:
    """What is known of a run that has no figures, and what to do."""
    assert run.manifest is not None
    told = f"{run.done:,} of {run.manifest.cases:,} cases are asked."
    if run.state == "being_written":
        what = "This run is being made now. Load this page again to see how far it is."
        return tag("p", tag("strong", f"{told} "), what, class_="inset", role="status")
    return tag(
        "div",
        tag(
            "p",
            tag("strong", f"This run was interrupted. {told} "),
            "It has no figures. Go on with it in a terminal:",
        ),
        tag("p", tag("code", f"reviews eval --resume {run.name}")),
        class_="inset warning",
        role="status",
    )
