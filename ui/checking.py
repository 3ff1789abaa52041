"""``reviews ingest --check``: the gate in words, a file at a time; nothing is changed."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict

from assistant.contacts import load_register
from assistant.gate import FileCheck, Hazard, check_corpus
from ingest.settings import load_settings
from ui.terminal import plain
from ui.words import date_words, type_words


def run_check(arguments: argparse.Namespace) -> int:
    """Look through the corpus folder; exit 1 where something is new that nobody has looked at."""
    settings = load_settings()
    register = load_register(settings.contacts)
    checked = []
    for one in check_corpus(settings, register):
        checked.append(one)
        if not arguments.json:
            print(plain("\n".join(_lines(one))))
    new = sum(len(one.new) for one in checked)
    withdrawn = sum(bool(one.withdrawn) for one in checked)
    unread = sum(bool(one.reason) and not one.passed_over for one in checked)
    passed_over = sum(one.passed_over for one in checked)
    if arguments.json:
        files = [{**asdict(one), "new": len(one.new)} for one in checked]
        print(
            json.dumps(
                {
                    "schema": "reviews.check/1",
                    "files": files,
                    "new": new,
                    "unread": unread,
                    "passed_over": passed_over,
                    "withdrawn": withdrawn,
                },
                ensure_ascii=False,
            )
        )
    else:
        for line in _met_in_several(checked):
            print(plain(line))
        print(
            f"{len(checked)} files, {unread} not readable, {passed_over} of no kind that is read, "
            f"{withdrawn} withdrawn, {new} things to look at{' (marked !)' if new else ''}. Nothing was changed."
        )
    if new:
        print(
            "reviews: look at each, then put its words as they stand behind LOOK AT under hazards_acknowledged of its record "
            "(catalogue.toml or the file's sidecar): "
            '{ hazard = "...", by = "...", on = "YYYY-MM-DD" }',
            file=sys.stderr,
        )
    return 1 if new else 0


def _lines(one: FileCheck) -> list[str]:
    if one.withdrawn:
        return [
            one.file,
            f"  {one.withdrawn}",
            "  it takes no part, and nothing of what is in it is told",
            "",
        ]
    if one.reason:
        said = f"  {'not read' if one.passed_over else 'NOT READ'}: {one.reason}"
        return [one.file, said, *map(_hazard, one.hazards), ""]
    pages = f", {one.pages} pages" if one.pages else ""
    lines = [one.file, f"  {one.form}, {one.characters:,} characters{pages}", f"  record: {one.record}"]
    if one.review is not None:
        review = one.review
        lines.append(f"  title: {review.shown_title}")
        before = "type: " if review.review_type else ""
        kind = type_words(review.review_type, review.standing)
        lines.append(f"  {before}{kind}; {date_words(review.date)}")
    if one.missing:
        lines.append(f"  the record does not tell: {', '.join(one.missing)}")
    return [*lines, *map(_hazard, one.hazards), ""]


def _met_in_several(checked: Sequence[FileCheck]) -> list[str]:
    """What is to be looked at in several files alike, once with its number of files, most first."""
    files: dict[str, list[str]] = {}
    for one in checked:
        for hazard in {hazard.what: hazard for hazard in one.new}:
            files.setdefault(hazard, []).append(one.file)
    several = sorted(
        ((what, names) for what, names in files.items() if len(names) > 1), key=lambda met: -len(met[1])
    )
    if not several:
        return []
    return [
        "The same in several files:",
        *(f"  ! {len(names)} files ({names[0]} the first): {what}" for what, names in several),
        "",
    ]


def _hazard(hazard: Hazard) -> str:
    """A hazard in a line that ends with its words, which are those to acknowledge; ``!`` marks one that is new."""
    place = (
        f" (page {hazard.page})"
        if hazard.page
        else f" (at {hazard.start})"
        if hazard.start is not None
        else ""
    )
    if hazard.acknowledged:
        return f"  looked at by {hazard.acknowledged}{place}: {hazard.what}"
    if hazard.handled:
        return f"  met{place}: {hazard.what}: {hazard.handled}"
    return f"  ! LOOK AT{place}: {hazard.what}"
