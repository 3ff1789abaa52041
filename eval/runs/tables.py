"""A run as tables that other programs read: a case a row as CSV, and a case a test as JUnit XML."""

import csv
import io
from collections.abc import Sequence
from xml.etree import ElementTree

from eval.check import Judged
from eval.scoring.meanings import MEANINGS
from eval.scoring.measures import Result
from eval.show import falls_short, missed_facts

TIMED = frozenset({"seconds"})  # the measure that differs between two runs of the same


def as_csv(results: Sequence[Result]) -> str:
    """A header and a case a row: what was asked and came, and each measure; empty where it does not apply.

    Times are left out, so that two runs of the same give the same file.
    """
    names = [name for name in MEANINGS if name not in TIMED]
    out = io.StringIO(newline="")
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(
        ["id", "kind", "split", "difficulty", "question", "expect", "got", *names, "missed", "error"]
    )
    for result in results:
        case = result.located.case
        outcome = result.attempt.answer.outcome if result.attempt else ""
        scores = [result.scores.get(name) for name in names]
        rows.writerow(
            [
                *(
                    case.id,
                    case.kind,
                    case.split,
                    case.difficulty,
                    _harmless(case.question),
                    case.expect,
                    outcome,
                ),
                *("" if score is None else f"{score:.4f}".rstrip("0").rstrip(".") for score in scores),
                *("; ".join(missed_facts(result)), result.error),
            ]
        )
    return out.getvalue()


def _harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text


def as_junit(corpus: str, results: Sequence[Result], judged: Sequence[Judged]) -> str:
    """A suite of the gates, which fail a build, and one of the cases, which are told and fail none.

    A case that falls short is skipped with its reason: single cases are for reading; only a gate decides.
    """
    root = ElementTree.Element("testsuites", name=f"reviews eval {corpus}")
    gates = _suite(root, "gates", len(judged), sum(not one.passed for one in judged))
    for one in judged:
        of = f" of kind {one.gate.scope}" if one.gate.scope else ""
        name = f"{one.gate.measure} ({one.gate.statistic}{of}) {one.gate.op} {one.gate.value:g}"
        case = ElementTree.SubElement(gates, "testcase", classname="gates", name=name, time="0")
        if not one.passed:
            told = f"reached {one.figure if one.figure is None else round(one.figure, 4)} (n={one.n})"
            ElementTree.SubElement(case, "failure", message=told).text = _clean(one.gate.why)
    errors = sum(bool(result.error) for result in results)
    cases = _suite(root, "cases", len(results), 0, errors, sum(map(falls_short, results)) - errors)
    for result in results:
        seconds = f"{result.attempt.seconds:.3f}" if result.attempt else "0"
        of_kind = f"cases.{result.located.case.kind}"
        case = ElementTree.SubElement(
            cases, "testcase", classname=of_kind, name=result.located.case.id, time=seconds
        )
        if result.error:
            ElementTree.SubElement(case, "error", message=_clean(result.error))
        elif falls_short(result):
            ElementTree.SubElement(case, "skipped", message=_short_of(result))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _suite(
    root: ElementTree.Element, name: str, tests: int, failures: int, errors: int = 0, skipped: int = 0
) -> ElementTree.Element:
    counts = {"tests": tests, "failures": failures, "errors": errors, "skipped": skipped}
    return ElementTree.SubElement(
        root, "testsuite", {"name": name} | {key: str(n) for key, n in counts.items()}
    )


def _short_of(result: Result) -> str:
    if result.located.case.split == "kept":  # to name what is missing would be to tune on it
        return "falls short; kept aside"
    missed = "; ".join(missed_facts(result))
    got = result.attempt.answer.outcome if result.attempt else "failed"
    return _clean(
        f"wanted {result.located.case.expect}, got {got}" + (f"; missing: {missed}" if missed else "")
    )


def _clean(text: str) -> str:
    """A text without what XML cannot hold."""
    return "".join(
        letter if letter in "\t\n" or letter >= " " else " "
        for letter in text
        if letter not in "\ufffe\uffff"
    )
