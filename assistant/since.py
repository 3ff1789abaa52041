"""What has become of the reviews that an answer quotes since it was given. The answer itself stays as it was."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.nouns import Answer
from ingest.nouns import Review


@dataclass(frozen=True, slots=True)
class Since:
    """Titles, in the order of the quotes: of reviews whose file is another now, and of those no longer held."""

    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def since(answer: Answer, fingerprint: str, reviews: Mapping[str, Review]) -> Since:
    """Compare the checksums of the files that were quoted with those of the files that are searched now.

    Args:
        answer: as it is stored; a withdrawn review says so itself.
        fingerprint: of the collection now. Where it is the answer's, nothing has changed.
        reviews: those held now, by id.
    """
    if not answer.citations or answer.corpus_fingerprint == fingerprint:
        return Since()
    then = {hit.review.id: hit.review.sha256 for hit in answer.hits}
    quoted = {c.review_id: c.title for c in answer.citations if not c.withdrawn}
    changed = [
        title
        for one, title in quoted.items()
        if one in reviews and one in then and reviews[one].sha256 != then[one]
    ]
    gone = [title for one, title in quoted.items() if one not in reviews]
    return Since(tuple(dict.fromkeys(changed)), tuple(dict.fromkeys(gone)))
