"""``reviews ingest --check``: the gate in words, a file at a time; nothing is changed."""

import argparse
import json
import sys
from dataclasses import asdict

from assistant.contacts import load_register
from assistant.gate import FileCheck, check_corpus
from ingest.settings import load_settings
from ui.terminal import plain


def run_check(arguments: argparse.Namespace) -> int:
    """Look through the corpus folder; exit 1 where something has not been looked at or cannot be read."""
    settings = load_settings()
    register = load_register(settings.contacts.expanduser())
    checked = []
    for one in check_corpus(settings, register):
        checked.append(one)
        if not arguments.json:
            print(plain("\n".join(_lines(one))))
    new = sum(len(one.new) for one in checked)
    unread = sum(bool(one.reason) for one in checked)
    if arguments.json:
        files = [{**asdict(one), "new": len(one.new)} for one in checked]
        print(
            json.dumps(
                {"schema": "reviews.check/1", "files": files, "new": new, "unread": unread},
                ensure_ascii=False,
            )
        )
    else:
        print(f"{len(checked)} files, {unread} not readable, {new} things to look at. Nothing was changed.")
    if new:
        print(
            "reviews: look at each, then put it under hazards_acknowledged of its review in catalogue.toml: "
            '{ hazard = "...", by = "...", on = "YYYY-MM-DD" }',
            file=sys.stderr,
        )
    return 1 if new or unread else 0


def _lines(one: FileCheck) -> list[str]:
    if one.reason:
        return [one.file, f"  NOT READ: {one.reason}", ""]
    pages = f", {one.pages} pages" if one.pages else ""
    lines = [one.file, f"  {one.form}, {one.characters:,} characters{pages}", f"  record: {one.record}"]
    if one.review is not None:
        lines.append(
            f"  title: {one.review.title}{' (inferred)' if one.review.standing == 'unrecorded' else ''}"
        )
    if one.missing:
        lines.append(f"  the record does not tell: {', '.join(one.missing)}")
    for hazard in one.hazards:
        place = (
            f" (page {hazard.page})"
            if hazard.page
            else f" (at {hazard.start})"
            if hazard.start is not None
            else ""
        )
        seen = f"looked at by {hazard.acknowledged}" if hazard.acknowledged else "LOOK AT"
        lines.append(f"  {seen}: {hazard.what}{place}")
    return [*lines, ""]
