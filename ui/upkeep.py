"""``reviews withdraw``, ``restore`` and ``doctor``: what a person does to the reviews and to their index."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from assistant.records import FILE_NAME
from assistant.still_kept import GOLD, RUNS, StillKept, still_kept
from ingest.checks import Check
from ingest.proof import Proof
from ingest.settings import load_settings
from ui.terminal import plain
from ui.words import counted


def run_withdraw(arguments: argparse.Namespace) -> int:
    """Take a review out of everything derived; exit 1 where its text was still found."""
    from ingest.withdrawal import withdraw

    settings = load_settings()
    done = withdraw(settings, arguments.id, arguments.why, arguments.by, _told)
    tombstone, proof = done.tombstone, done.proof
    data = settings.data.expanduser()
    kept = still_kept(data, (tombstone.review_id, *tombstone.twin_ids))
    if arguments.json:
        record = {
            "schema": "reviews.withdraw/1",
            **asdict(tombstone),
            "proof": asdict(proof),
            "still_kept": asdict(kept),
        }
        print(json.dumps(record, ensure_ascii=False))
    else:
        print(plain(f"{tombstone.review_id} ({tombstone.title}) is {tombstone.said}"))
        print(plain("\n".join((*_searched(proof), *_still_kept(kept, data)))))
        print(plain(f"Its file {tombstone.file} is yours and was not touched; no ingest takes it in again."))
    for folder in proof.elsewhere:
        print(
            plain(
                f"reviews: {folder}, the index of another corpus folder, still has its text and is not quoted. "
                "Run there: REVIEWS_CORPUS=<that folder> reviews ingest"
            ),
            file=sys.stderr,
        )
    for place in proof.found:
        print(plain(f"reviews: its text was still found: {place}"), file=sys.stderr)
    if proof.found:
        again = f"reviews ingest --rebuild, then again: reviews withdraw {tombstone.review_id} --why TEXT"
        print(f"reviews: nothing of it is quoted. To take out what is left, run: {again}", file=sys.stderr)
    return 1 if proof.found else 0


def _searched(proof: Proof) -> list[str]:
    lines = [
        f"Searched for {proof.stretches} stretches of its text by words and by meaning, and byte by byte in "
        f"{counted(proof.files, 'file')} ({proof.size / 1e6:.1f} MB) of {counted(proof.generations, 'generation')} of the index and the vectors: "
        + ("FOUND, see below." if proof.found else "nothing was found.")
    ]
    if proof.shared:
        lines.append(f"{proof.shared} more stretches are other reviews' words too and were left out.")
    if not proof.stretches:
        lines.append("There was no text of its own to search for, so only its id and its passages were.")
    return lines


def _still_kept(kept: StillKept, data: Path) -> list[str]:
    """What in the folder of the records quotes it, and how each is deleted."""
    if kept.nothing:
        return [f"Nothing in {data} quotes it: no conversation, feedback, gold case or run."]
    lines = [f"Still kept in {data}, where its words are not shown, and come back if it is restored:"]
    if kept.conversations:
        lines.append(
            f"  {counted(kept.conversations, 'conversation')}. Each goes with Delete on the Ask page, in the browser "
            "that asked, or when its days are over."
        )
    if kept.feedback:
        items = "1 item of feedback" if kept.feedback == 1 else f"{kept.feedback:,} items of feedback"
        lines.append(
            f"  {items}. Each goes with its conversation, unless it was sent to be kept, or one by one with: "
            "reviews feedback --delete ID. All feedback and all "
            f"conversations go at once if nothing of Ask the Reviews is running and you delete {data / FILE_NAME}"
        )
    if kept.gold_lines:
        numbers = ", ".join(map(str, kept.gold_lines))
        what = "gold case" if len(kept.gold_lines) == 1 else "gold cases"
        lines.append(f"  {len(kept.gold_lines)} {what} in {data / GOLD}. Delete from it line {numbers}")
    lines += [f"  a run of the evaluation. Delete the folder {data / RUNS / name}" for name in kept.runs]
    lines += [f"  a file. Delete {data / name}" for name in kept.files]
    return lines + [f"  {name} could not be looked into" for name in kept.unread]


def run_restore(arguments: argparse.Namespace) -> int:
    """Take a withdrawal back."""
    from ingest.withdrawal import restore

    tombstone, report = restore(load_settings(), arguments.id)
    rows = [row for row in report.rows if row.review_id == tombstone.review_id]
    back = [row for row in rows if row.action in ("new", "changed", "same")]
    if arguments.json:
        record = {"schema": "reviews.restore/1", **asdict(tombstone), "in_index": bool(back)}
        print(json.dumps(record, ensure_ascii=False))
        return 0
    print(plain(f"{tombstone.review_id} ({tombstone.title}) is withdrawn no more (it was {tombstone.said})"))
    if back:
        print(plain(f"{back[0].file} is in the index again: {counted(back[0].passages, 'passage')}"))
    else:
        reason = rows[0].reason if rows else f"{tombstone.file} is not in the corpus folder"
        print(plain(f"It is not in the index: {reason}"))
    return 0


def _told(text: str) -> None:
    print(plain(text), file=sys.stderr)


def run_doctor(arguments: argparse.Namespace) -> int:
    """Check the index against its corpus, and all that is kept; exit 1 where anything is wrong."""
    from assistant import doctor as of_assistant
    from ingest import doctor

    settings = load_settings()
    checks = [*doctor.examine(settings), *of_assistant.examine(settings)]
    wrong = [check for check in checks if not check.ok]
    if arguments.json:
        record = {"schema": "reviews.doctor/1", "ok": not wrong, "checks": [asdict(one) for one in checks]}
        print(json.dumps(record, ensure_ascii=False))
        return 1 if wrong else 0
    shown = _one_line_a_cause(checks)
    width = max(len(check.name) for check in shown)
    for check in shown:
        repair = f" -> {check.repair}" if check.repair else ""
        told = " ".join(f"{check.told}{repair}".split())
        print(plain(f"{check.name:<{width}}  {'ok' if check.ok else 'WRONG':<5}  {told}"))
    print(f"{len(checks)} checks, {len(wrong)} wrong. Nothing was changed.")
    return 1 if wrong else 0


def _one_line_a_cause(checks: Sequence[Check]) -> list[Check]:
    """The checks, without those that only say again what one before them found wrong, which names them."""
    shown: list[Check] = []
    stopped: dict[str, list[str]] = {}
    for check in checks:
        causes = [
            one for one in shown if not one.ok and one.repair == check.repair and one.told in check.told
        ]
        if causes and not check.ok:
            stopped.setdefault(causes[0].name, []).append(check.name)
        else:
            shown.append(check)
    return [
        replace(one, told=f"{one.told} (the same stops: {', '.join(stopped[one.name])})")
        if one.name in stopped
        else one
        for one in shown
    ]
