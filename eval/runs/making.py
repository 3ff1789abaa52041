"""The manifest of a run about to be made: which code, corpus, index, gold, prompts and machine it is of."""

import hashlib
import os
import platform
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from eval.cases import ReviewIndex
from eval.runs.nouns import Manifest
from eval.scoring.statistics import SEED
from ingest.settings import Settings

_ROOT = Path(__file__).resolve().parent.parent.parent
_PROMPTS = _ROOT / "assistant" / "prompts"
_PACKAGES = (
    "ask-the-reviews",
    "chromadb",
    "ir-measures",
    "llama-index-core",
    "numpy",
    "onnxruntime",
    "openai",
    "pydantic",
    "tokenizers",
)
_GIT_SECONDS = 5


def manifest_of(
    settings: Settings,
    index: ReviewIndex,
    gold: Path,
    cases: int,
    chosen: Mapping[str, Any],
    model: str = "",
    host: str = "",
    fault: str = "",
    own_gold: bool = False,
    worded: tuple[int, int] = (0, 0),
    workers: int = 1,
) -> Manifest:
    """What the run is of, before anything is asked; ``worded``: how many share few words with their evidence, and of how many."""
    written = bool(model)
    return Manifest(
        made=settings.now or datetime.now(UTC).isoformat(timespec="seconds"),
        corpus=settings.corpus.name,
        fingerprint=index.fingerprint,
        index=settings.index_folder.name,
        gold=gold.name,
        gold_sha256=hashlib.sha256(gold.read_bytes()).hexdigest(),
        cases=cases,
        mode="written" if written else "quotes",
        commit=commit(),
        chosen={name: value for name, value in chosen.items() if value},
        model=model,
        host=host,
        judge=written and settings.judge,
        prompts=prompts() if written else {},
        seed=SEED,
        quotable=all(review.standing == "digest" for review in index.reviews.values()),
        versions=versions(),
        machine={"system": f"{platform.system()} {platform.machine()}", "cores": os.cpu_count() or 1},
        fault=fault,
        own_gold=own_gold,
        worded_apart=worded[0],
        worded=worded[1],
        workers=workers,
    )


def folder_name(manifest: Manifest) -> str:
    """What the folder of a run is called: when it was made, of which corpus, in which mode."""
    moment = "".join(letter for letter in manifest.made[:19] if letter not in "-:")
    return f"{moment}-{manifest.corpus}-{manifest.mode}"


def commit() -> str:
    """The commit of the code, with a plus where it was changed since; empty where the code is not in git."""

    def git(*words: str) -> str:
        asked = subprocess.run(
            ("git", "-C", str(_ROOT), *words),
            capture_output=True,
            text=True,
            timeout=_GIT_SECONDS,
            check=True,
        )
        return asked.stdout.strip()

    try:
        if Path(git("rev-parse", "--show-toplevel")).resolve() != _ROOT:
            return ""
        changed = git(
            "status", "--porcelain", "--untracked-files=no", "--", "*.py", "*.toml", "prompts", "*.jsonl"
        )
        return git("rev-parse", "--short=12", "HEAD") + ("+" if changed else "")
    except (OSError, subprocess.SubprocessError):
        return ""


def prompts() -> dict[str, str]:
    """The hash of each prompt file, by name."""
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()[:12]
        for file in sorted(_PROMPTS.glob("*.md"))
    }


def versions() -> dict[str, str]:
    """The versions of Python and of the packages that can change an answer."""
    found = {"python": platform.python_version()}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found
