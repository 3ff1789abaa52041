"""``python -m eval.soak [kills] [writes] [damage] [--share 0.1]``: the parts named, or all of them.

Each part writes its own section of eval/results/soak.md and leaves the others, so that the soak can be run in
parts. A smaller ``--share`` runs fewer rounds and says so there. Exits with 1 if anything was broken.
"""

import argparse
import os
import platform
import re
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from eval.soak.rounds import PARTS, Tally

OUT = Path(__file__).resolve().parent.parent / "results" / "soak.md"
_HEAD = """# Ingests killed, made to fail and damaged on purpose

Made by `make soak`. Ingests of a made-up corpus, with vectors drawn from the texts, run in processes of their own. After
each round the index that answers was opened, every byte compared with its manifest, its passages found by their words
and by their vectors, and its content hash had to be that of the old or the new corpus; then ingest ran again and had
to give the content hash of a fresh index.
"""
_TITLES = {"kills": "Kills", "writes": "Failing writes", "damage": "Damage"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the parts; returns 0 where nothing was broken, else 1."""
    parser = argparse.ArgumentParser(prog="python -m eval.soak", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="all, if none is named")
    parser.add_argument("--share", type=float, default=1.0, help="of the rounds, between 0 and 1")
    parser.add_argument("--seed", type=int, default=20)
    asked = parser.parse_args(arguments)
    broken = 0
    for part in asked.parts or PARTS:
        started = time.monotonic()
        tally = PARTS[part](asked.share, asked.seed)
        broken += len(tally.broken)
        section = _section(part, tally, asked.share, time.monotonic() - started)
        _keep(part, section)
        print(section)
    return 1 if broken else 0


def _section(part: str, tally: Tally, share: float, seconds: float) -> str:
    rows = [
        f"## {_TITLES[part]}",
        "",
        f"{datetime.now(UTC):%Y-%m-%d}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python "
        f"{platform.python_version()}, chromadb {version('chromadb')}; {seconds / 60:.0f} minutes"
        f"{'' if share == 1 else f', {share:.0%} of the rounds only'}.",
        "",
        *(f"- {line}" for line in tally.lines),
        f"- **Broken: {len(tally.broken)} of {tally.tried}.**",
        *(f"  - {line}" for line in tally.broken),
    ]
    return "\n".join(rows) + "\n"


def _keep(part: str, section: str) -> None:
    """Put a section in the report, in the place of the one that was there."""
    before = OUT.read_text(encoding="utf-8") if OUT.exists() else ""
    found = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", before, re.MULTILINE | re.DOTALL))
    kept = {title: f"## {title}\n{body.rstrip()}\n" for title, body in found.items()}
    kept[_TITLES[part]] = section
    whole = [_HEAD, *(kept[title] for title in _TITLES.values() if title in kept)]
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text("\n".join(whole), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
