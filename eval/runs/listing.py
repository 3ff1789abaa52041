"""The runs that are kept, as a table."""

from eval.report import Section, text_of
from eval.run import runs_folder
from eval.runs.folder import RunFolder, runs_in
from eval.runs.nouns import Timing
from eval.scoring.meanings import MEANINGS
from ingest.settings import Settings

_SHOWN = ("recall_5", "vital_facts", "relevance", "right_refusal", "wrong_refusal")


def listed(settings: Settings) -> str:
    """Every run with what it was of and the figures that tell most, the oldest first."""
    place = runs_folder(settings)
    held = runs_in(place)
    if not held:
        return f"No run is kept in {place} yet. Make one: reviews eval\n"
    head = ("run", "code", "mode", "cases", *(MEANINGS[name][0] for name in _SHOWN), "gates")
    return text_of([Section(f"Runs in {place}", (), (head, *map(_row, held)))])


def _row(run: RunFolder) -> tuple[str, ...]:
    manifest = run.manifest
    mode = f"{manifest.mode} {manifest.model}".strip()
    of = " ".join(
        [str(manifest.cases), *(str(manifest.chosen[name]) for name in ("split",) if name in manifest.chosen)]
    )
    if not run.complete:
        done = len(run.read(Timing))
        return (run.name, manifest.commit, mode, f"{done} of {of}", *("-" for _ in _SHOWN), "interrupted")
    figures = run.record("summary.json")
    means = (figures["summaries"]["all"].get(name, {}).get("mean") for name in _SHOWN)
    cells = ("-" if mean is None else f"{mean:.2f}" for mean in means)
    verdict = {0: "passed", 1: "failed", 2: "invalid"}[figures["exit_code"]]
    return (run.name, manifest.commit, mode, of, *cells, verdict)
