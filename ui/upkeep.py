"""``reviews withdraw``, ``restore`` and ``doctor``: what a person does to the reviews and to their index."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace

from ingest.checks import Check
from ingest.proof import Proof
from ingest.settings import load_settings
from ui.terminal import plain
from ui.words import counted


def run_withdraw(arguments: argparse.Namespace) -> int:
    """Take a review out of everything derived; exit 1 where its text was still found."""
    from ingest.withdrawal import withdraw

    done = withdraw(load_settings(), arguments.id, arguments.why, arguments.by, _told)
    tombstone, proof = done.tombstone, done.proof
    if arguments.json:
        record = {"schema": "reviews.withdraw/1", **asdict(tombstone), "proof": asdict(proof)}
        print(json.dumps(record, ensure_ascii=False))
    else:
        print(plain(f"{tombstone.review_id} ({tombstone.title}) is {tombstone.said}"))
        print(plain("\n".join(_searched(proof))))
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
        f"{counted(proof.files, 'file')} ({proof.size / 1e6:.1f} MB) of {counted(proof.generations, 'generation')} and the vectors: "
        + ("FOUND, see below." if proof.found else "nothing was found.")
    ]
    if proof.shared:
        lines.append(f"{proof.shared} more stretches are other reviews' words too and were left out.")
    if not proof.stretches:
        lines.append("There was no text of its own to search for, so only its id and its passages were.")
    return lines


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
