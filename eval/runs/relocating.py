"""Gold cases as they are now, for a run that was made before."""

from pathlib import Path

from eval.cases import Located
from eval.run import checked_gold, open_asked
from eval.runs.folder import RunFolder
from ingest.errors import ReviewsError
from ingest.settings import Settings


def cases_now(settings: Settings, folder: RunFolder, gold: Path) -> dict[str, Located]:
    """The cases of a gold file by id, found in the corpus that the run was made of.

    Raises:
        ReviewsError: the index is of another corpus than the run's.
        GoldBroken: a case does not fit the index.
    """
    assistant = open_asked(settings.model_copy(update={"mode": "quotes"}))
    if assistant.index.fingerprint != folder.manifest.fingerprint:
        raise ReviewsError(
            f"The index is of another corpus than the run {folder.name}",
            "Ingest the corpus as it was, or leave out --gold: then the run's own cases are scored",
        )
    return {located.case.id: located for located in checked_gold(gold, assistant).located}
