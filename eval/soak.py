"""``make soak``: ingests killed at any moment, again and again; what is served must stay whole.

Writes eval/results/soak.md. Bounded: a fixed number of kills, each of a process that this program started.
"""

import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from ingest.errors import ReviewsError
from ingest.index import Index
from ingest.pipeline import ingest
from ingest.settings import Settings, load_settings
from ingest.wiring import open_embedder, settings_fingerprint

OUT = Path(__file__).resolve().parent / "results" / "soak.md"
KILLS = 60
_SEED = 20


def main() -> int:
    """Kill, look, and count; returns 0 where nothing was ever broken, else 1."""
    os.environ["REVIEWS_HOME"] = tempfile.mkdtemp(prefix="reviews-soak-")
    settings = load_settings()
    clean = ingest(settings).fingerprint
    longest = _whole_run()
    chance = random.Random(_SEED)
    broken, ended = [], 0
    for number in range(1, KILLS + 1):
        ended += _killed(chance.uniform(0.2, longest))
        trouble = _looked_at(settings, clean)
        if trouble:
            broken.append(f"kill {number}: {trouble}")
        print(f"{number} of {KILLS} kills, {len(broken)} broken", file=sys.stderr, flush=True)
    after = ingest(settings, rebuild=True)
    same = after.fingerprint == clean
    text = _report(broken, ended, same, longest)
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(text, encoding="utf-8")
    print(text)
    return 0 if same and not broken else 1


def _start() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "ui.cli", "ingest", "--rebuild"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _whole_run() -> float:
    started = time.perf_counter()
    if _start().wait(timeout=300):
        raise ReviewsError("The ingest to be killed does not run", "Run: reviews ingest --rebuild")
    return time.perf_counter() - started


def _killed(after: float) -> int:
    """Kill an ingest after some seconds; 1 where it had ended before, else 0."""
    process = _start()
    try:
        process.wait(timeout=after)
        return 1
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return 0


def _looked_at(settings: Settings, fingerprint: str) -> str | None:
    """What is wrong with the index that would be served now, if anything."""
    try:
        expected = settings_fingerprint(open_embedder(settings).fingerprint)
        index = Index.open(settings.index_folder, expected)
    except ReviewsError as error:
        return str(error)
    try:
        index.verify()
        if index.warning:
            return index.warning
        return None if index.fingerprint == fingerprint else "another fingerprint"
    except ReviewsError as error:
        return str(error)
    finally:
        index.close()


def _report(broken: list[str], ended: int, same: bool, longest: float) -> str:
    rows = [
        "# Ingests killed on purpose",
        "",
        f"Made by `make soak` on {datetime.now(UTC):%Y-%m-%d}: {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} cores, Python {platform.python_version()}, chromadb {version('chromadb')}.",
        "",
        f"`reviews ingest --rebuild` (about {longest:.1f} s) was killed with SIGKILL at {KILLS} random moments;",
        f"{ended} of them had ended before. After each kill the served index was opened, every byte checked.",
        "",
        f"- Served index broken: {len(broken)} of {KILLS}.",
        f"- The next whole ingest gave the same content hash as a clean one: {'yes' if same else 'NO'}.",
        *(f"- {line}" for line in broken),
        "",
    ]
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main())
