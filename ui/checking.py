"""``reviews ingest --check``: the gate in words, a file at a time; nothing is changed."""

import argparse
import json
import sys
from dataclasses import asdict

from assistant.contacts import load_register
from assistant.gate import FileCheck, check_corpus
from ingest.settings import load_settings
from ui.terminal import plain
from ui.words import date_words, type_words


def run_check(arguments: argparse.Namespace) -> int:
    """Look through the corpus folder; exit 1 where something is new that nobody has looked at."""
    settings = load_settings()
    register = load_register(settings.contacts.expanduser())
    checked = []
    for one in check_corpus(settings, register):
        checked.append(one)
        if not arguments.json:
            print(plain("\n".join(_lines(one))))
    new = sum(len(one.new) for one in checked)
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
                },
                ensure_ascii=False,
            )
        )
    else:
        print(
            f"{len(checked)} files, {unread} not readable, {passed_over} of no kind that is read, "
            f"{new} things to look at. Nothing was changed."
        )
    if new:
        print(
            "reviews: look at each, then put it under hazards_acknowledged of its record (catalogue.toml, the file's "
            "sidecar or its front matter): "
            '{ hazard = "...", by = "...", on = "YYYY-MM-DD" }',
            file=sys.stderr,
        )
    return 1 if new else 0


def _lines(one: FileCheck) -> list[str]:
    if one.reason:
        seen = next((f" (looked at by {h.acknowledged})" for h in one.hazards if h.acknowledged), "")
        return [one.file, f"  {'not read' if one.passed_over else 'NOT READ'}: {one.reason}{seen}", ""]
    pages = f", {one.pages} pages" if one.pages else ""
    lines = [one.file, f"  {one.form}, {one.characters:,} characters{pages}", f"  record: {one.record}"]
    if one.review is not None:
        review = one.review
        lines.append(f"  title: {review.shown_title}")
        lines.append(f"  type: {type_words(review.review_type, review.standing)}; {date_words(review.date)}")
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
        if hazard.handled and not hazard.acknowledged:
            lines.append(f"  met: {hazard.what}{place}: {hazard.handled}")
        else:
            lines.append(f"  {seen}: {hazard.what}{place}")
    return [*lines, ""]
