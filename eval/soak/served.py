"""Looks at the index that would answer now, from outside: is it whole, and is it one of those it may be?"""

from collections.abc import Collection

from eval.soak.corpus import TextVectors
from ingest.errors import IndexDamaged, ReviewsError
from ingest.index import Index
from ingest.settings import Settings
from ingest.split import prefix
from ingest.wiring import settings_fingerprint

ASKED = 8


def served(settings: Settings) -> Index:
    """The index that answers now.

    Raises:
        ReviewsError: there is none.
    """
    return Index.open(settings.index_folder, settings_fingerprint(TextVectors.fingerprint))


def trouble(settings: Settings, allowed: Collection[str]) -> str | None:
    """What is wrong with the index that answers now, if anything.

    Args:
        settings: say where it is.
        allowed: the fingerprints that it may have.
    """
    try:
        index = served(settings)
    except ReviewsError as error:
        return str(error)
    try:
        if index.fingerprint not in allowed:
            return "an index of another content answers"
        index.verify()
        return index.warning or unanswered(index) or index.warning
    except ReviewsError as error:
        return str(error)
    finally:
        index.close()


def unanswered(index: Index, *, dense: bool = True) -> str | None:
    """Ask for some passages by their words and by their vectors; what was not found, if anything."""
    ids = index.all_passage_ids()
    if not ids or len(ids) != index.passage_count:
        return f"{len(ids)} passages are listed and {index.passage_count} counted"
    for passage in index.passages(ids[:: max(1, len(ids) // ASKED)]):
        mark = next(word for word in passage.text.split() if word.startswith("Mark"))
        if [name for name, _ in index.lexical([mark], 5)] != [passage.id]:
            return f"the words of passage {passage.id} do not find it"
        text = f"{prefix(index.reviews[passage.review_id], passage.section)}\n{passage.text}"
        nearest = index.dense(TextVectors().embed([text])[0], 1) if dense else [(passage.id, 1.0)]
        if [name for name, _ in nearest] != [passage.id] or nearest[0][1] < 0.99:
            return f"the vector of passage {passage.id} does not find it"
    return None


def found_before_opening(settings: Settings, sound: Collection[str]) -> bool:
    """Whether damage is found by looking alone, and said in one line that names the repair.

    True also where the generation before answers and says so.

    Args:
        settings: say where the index is.
        sound: fingerprints of what may answer in its place.

    Raises:
        AssertionError: what is said is no line with a repair, or what answers does not answer.
    """
    try:
        index = served(settings)
    except IndexDamaged as error:
        assert _one_line(str(error)), str(error)
        return True
    try:
        if index.warning is None:
            return False
        said = index.warning
        assert _one_line(said), said
        assert index.fingerprint in sound
        index.verify()
        found = unanswered(index)
        assert found is None and index.warning == said, found or index.warning
        return True
    finally:
        index.close()


def _one_line(said: str) -> bool:
    return "\n" not in said and "Run: reviews ingest" in said
