"""One run: what it was made of, its gates, its figures by kind, how scores spread and how long answers took."""

from collections.abc import Sequence

from eval.cases import CASE_KINDS
from eval.report import Section
from eval.runs.nouns import Mark
from eval.scoring.meanings import GROUPS, MEANINGS
from eval.viewing.opened import Spread, Took
from eval.viewing.runs import Figures, Gate, ListedRun
from ui.drawing.evaluation.runs import verdict, verdict_class
from ui.drawing.evaluation.tables import chosen, figure, heading, link, mode, moment, summed, table
from ui.drawing.markup import Markup, join, tag
from ui.session_evaluation import address
from ui.words import counted

HEADLINE = ("outcome", "recall_5", "vital_facts", "relevance", "right_refusal", "wrong_refusal")


def steps(run: ListedRun | None = None, *last: str) -> Markup:
    """Where this view stands: the list, the run, and what is shown of it."""
    parts = [link("All runs", address())]
    if run is not None:
        name = moment(run.manifest.made) if run.manifest else run.name
        parts.append(link(f"Run of {name}", address(run.name)) if last else tag("span", f"Run of {name}"))
    parts += [tag("span", one) for one in last]
    items = [tag("li", part) for part in parts]
    return tag("nav", tag("ol", *items), aria_label="Where you are", class_="steps evaluation")


def head(run: ListedRun, short: int = 0, here: bool = False) -> Markup:
    """The title of a run with its verdict, and what it was made of.

    Args:
        run: the run.
        short: how many of its cases fall short.
        here: whether its gates and goals stand on the same page.
    """
    held = run.manifest
    assert held is not None
    facts = (tag("div", tag("dt", name), tag("dd", value)) for name, value in _facts(run))
    return join(
        tag("h1", f"Run of {moment(held.made)}"),
        _verdict(run, run.figures, short, here) if run.figures else "",
        tag(
            "p",
            f"{held.cases:,} cases, answers by {'quotes' if held.mode == 'quotes' else held.model}, asked: {chosen(held)}.",
        ),
        tag(
            "details",
            tag("summary", "Show what this run was made of"),
            tag("div", tag("dl", *facts, class_="made-of"), class_="opened"),
        ),
    )


def _verdict(run: ListedRun, figures: Figures, short: int, here: bool) -> Markup:
    """What became of the gates, and beside it the goals missed and the cases that fall short, each with its place."""
    errors = f" {counted(figures.errors, 'case')} raised an error." if figures.errors else ""
    missed = sum(goal.measured and not goal.passed for goal in figures.goals)
    of = sum(goal.measured for goal in figures.goals)
    besides = []
    if of:
        said = f"{missed} of {counted(of, 'goal')} missed" if missed else "no goal missed"
        besides.append(link(said, "#goals" if here else f"{address(run.name)}#goals"))
    if short:
        said = f"{counted(short, 'case')} {'falls' if short == 1 else 'fall'} short"
        besides.append(link(said, address(run.name, part="cases")))
    return tag(
        "p",
        tag("strong", verdict(figures)),
        *(join("; ", one) for one in besides),
        ".",
        errors,
        class_=f"inset verdict {verdict_class(figures)}",
    )


def _facts(run: ListedRun) -> list[tuple[str, str]]:
    held = run.manifest
    assert held is not None
    versions = ", ".join(f"{name} {version}" for name, version in held.versions.items())
    facts = [
        ("Answers", f"{mode(held)}{', each claim judged by a model too' if held.judge else ''}"),
        ("Cases", f"{held.cases:,}; asked: {chosen(held)}"),
        ("Reviews", f"{held.corpus}, state {held.fingerprint[:12]}"),
        ("Gold", f"{held.gold}, state {held.gold_sha256[:12]}"),
        ("Code", held.commit or "not recorded"),
        ("Versions", versions),
        ("Machine", f"{held.machine.get('system', 'not recorded')}, {held.machine.get('cores', '?')} cores; "
                    f"{counted(held.workers, 'process').replace('processs', 'processes')} asked"),
    ]  # fmt: skip
    return facts + ([("Fault put in on purpose", held.fault)] if held.fault else [])


def gates(figures: Figures) -> Markup:
    """What the run had to reach, and what it is meant to reach on the cases kept aside."""
    parts = [
        tag("h2", "Gates"),
        tag("p", "A run passes when it reaches every one of these figures, which must not get worse."),
    ]
    parts.append(_gates("Gates of the run", figures.gates))
    if figures.goals:
        told = (
            "What is aimed at: what a lead is to be able to count on, over the cases kept aside, which were not open to "
            "tuning. A goal that is missed fails no run."
        )
        parts += [
            tag("h2", "Goals", id="goals"),
            tag("p", told),
            _gates("Goals, on the cases kept aside", figures.goals),
        ]
    return join(*parts)


def _gates(caption: str, held: Sequence[Gate]) -> Markup:
    return table(
        caption, ("Figure", "Result", "Reached", "Wanted"), [_gate(gate) for gate in held], seen=False
    )


def _gate(gate: Gate) -> tuple[str, ...]:
    of = f"{gate.statistic}, {gate.scope.replace('_', ' ')}" if gate.scope else gate.statistic
    least = "at least" if gate.op == ">=" else "at most"
    n = f"over {counted(gate.n, 'case')}" + (f", {gate.failed} raised an error" if gate.failed else "")
    result = "passed" if gate.passed else "missed" if gate.measured else "not measured"
    return (
        join(heading(gate.measure), tag("span", of, class_="of"), tag("span", gate.why, class_="of long")),
        tag("strong", result.capitalize(), class_=f"verdict {_CLASSES[result]}"),
        join(tag("strong", figure(gate.measure, gate.reached)), tag("span", n, class_="of")),
        f"{least} {gate.value:g}",
    )


_CLASSES = {"passed": "passed", "missed": "failed", "not measured": "unsure"}


def by_group(run: ListedRun) -> Markup:
    """The headline measures by kind of question, and of the open cases against those kept aside."""
    figures = run.figures
    assert figures is not None
    kinds = [(f"kind:{kind}", kind.replace("_", " ").capitalize()) for kind in CASE_KINDS]
    rows = [
        _group(figures, group, link(name, address(run.name, part="cases", kind=group.partition(":")[2])))
        for group, name in kinds
        if group in figures.groups
    ]
    splits = (("split:open", "Open"), ("split:kept", "Kept aside"), ("all", "All"))
    parts = [_group(figures, group, name) for group, name in splits if group in figures.groups]
    columns = tuple(map(heading, HEADLINE))
    return join(
        tag("h2", "By kind of question"),
        tag(
            "p",
            "Each cell is a mean with its 95% interval and the number of cases that have a score. Press a kind for its cases.",
        ),
        table("Headline measures by kind of question", ("Kind", *columns), rows, seen=False),
        tag("h2", "Open cases and those kept aside"),
        tag(
            "p",
            "The answers may be tuned on open cases and never on those kept aside, of which totals alone are shown.",
        ),
        table("Headline measures, open and kept aside", ("Cases", *columns), parts, seen=False),
    )


def _group(figures: Figures, group: str, name: str) -> tuple[str, ...]:
    return (name, *(summed(measure, figures.of(measure, group)) for measure in HEADLINE))


def every_figure(figures: Figures) -> Markup:
    """Every measure of the run, group by group, each with what it means."""
    parts = [
        tag("h2", "Every measure"),
        tag(
            "p",
            "95%: drawn again and again with all cases of a review together, so it tells how far a figure may depend "
            "on which reviews and questions were asked. Not scored: cases that the measure does not apply to.",
        ),
    ]
    head = ("Measure", "All", "Open", "Kept aside", "Not scored", "What it means")
    for group, names in GROUPS.items():
        rows = [_measure(figures, name) for name in names if figures.of(name)]
        if rows:
            parts += [
                tag("h3", group[:1].upper() + group[1:]),
                table(f"Measures: {group}", head, rows, seen=False),
            ]
    return join(*parts)


def _measure(figures: Figures, name: str) -> tuple[str, ...]:
    whole = figures.of(name)
    assert whole is not None
    cells = (summed(name, figures.of(name, group)) for group in ("all", "split:open", "split:kept"))
    return (heading(name), *cells, f"{whole.not_applicable:,}", MEANINGS[name][1])


def comparing(others: bool) -> Markup:
    """Heads the choice of a run to compare with."""
    told = "Case by case: what became better or worse, and whether that is more than chance."
    none = "There is no other finished run to compare with. Make one: reviews eval"
    return join(tag("h2", "Compare with another run"), tag("p", told if others else none))


def spread(spreads: Sequence[Spread]) -> Markup:
    """How many cases have none, some and all of what each measure is a share of."""
    rows = [
        (
            heading(one.measure),
            *(_bar(count, one.n) for count in (one.none, one.under_half, one.half_or_more, one.whole)),
            f"{one.n:,}",
        )
        for one in spreads
    ]
    return join(
        tag("h2", "How the scores spread"),
        tag(
            "p", "A mean hides whether all answers are fair or some good and some bad. Cases by their score:"
        ),
        table(
            "Cases by their score",
            ("Measure", "None", "Under half", "Half or more", "All", "Cases"),
            rows,
            seen=False,
        ),
    )


def _bar(count: int, n: int) -> Markup:
    share = count / n
    return join(
        tag("span", f"{count:,} ({share:.0%})"),
        tag("span", tag("span", style=f"width:{share:.1%}"), class_="bar", aria_hidden="true"),
    )


def took(times: Sequence[Took], busy: bool) -> Markup:
    """How long the answers took; ``busy``: several processes asked at once."""
    rows = [
        (
            one.what[:1].upper() + one.what[1:],
            *(
                f"{value:,.0f} ms" if value >= 10 else f"{value:.1f} ms"
                for value in (one.half, one.most, one.longest)
            ),
            f"{one.n:,}",
        )
        for one in times
    ]
    note = " Several processes asked at once, so one alone is quicker." if busy else ""
    return join(
        tag("h2", "Time to an answer"),
        tag("p", f"Times compare runs on one machine and nothing else.{note}"),
        table(
            "Time to an answer, whole and by stage",
            ("Stage", "Half within", "95% within", "Slowest", "Cases"),
            rows,
            seen=False,
        ),
    )


def beside(sections: Sequence[Section]) -> Markup:
    """What was measured beside the gold, as the run wrote it."""
    drawn = []
    for section in sections:
        rows = list(section.rows)
        held = table(section.title, rows[0], rows[1:], seen=False) if len(rows) > 1 else ""
        remarks = (tag("p", remark) for remark in section.remarks)
        drawn.append(join(tag("h3", section.title), *remarks, held))
    return join(tag("h2", "Measured beside the gold"), *drawn) if drawn else Markup()


def marked(run: str, marks: Sequence[Mark]) -> Markup:
    """The verdicts that readers marked."""
    if not marks:
        return Markup()
    against = sum(mark.verdict == "dispute" for mark in marks)
    rows = [
        (
            link(mark.case, address(run, mark.case)),
            heading(mark.measure),
            "Disputed" if mark.verdict == "dispute" else "Agreed",
            mark.why,
        )
        for mark in marks
    ]
    return join(
        tag("h2", "Verdicts that readers looked at"),
        tag(
            "p",
            f"{counted(len(marks), 'verdict')} marked, {against} disputed. Marks change no figure of the run.",
        ),
        table("Verdicts that readers marked", ("Case", "Measure", "Mark", "Reason"), rows, seen=False),
    )
