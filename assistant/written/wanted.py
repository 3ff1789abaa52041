"""What of the search a model is shown, and how near a sentence must be for a claim on it to be an answer."""

from assistant.papers import Papers
from assistant.parts import Draft
from assistant.retrieve import Evidence
from assistant.written.numbered import Key
from ingest.nouns import Passage

ABOUT = 0.4  # share of the best sentence's score that a claim's best sentence needs, to be about the question


def nearness(found: Draft, evidence: Evidence) -> tuple[dict[Key, float], float]:
    """How well each sentence answers the question, and how near one must be for a claim to be an answer to it.

    What the quoted answer quotes is near by that alone. Measured by the best, so that a question that is put in
    other words than the reviews' loses nothing.
    """
    scores = {(one.passage.id, one.sentence.start): one.score for one in evidence.sentences}
    best = max(scores.values(), default=0.0)
    quoted = {(one.file, at) for one in found.composer.citations for at in range(one.start, one.end)}
    for one in evidence.sentences:
        if (one.passage.file, one.sentence.start) in quoted:
            scores[one.passage.id, one.sentence.start] = best
    return scores, ABOUT * best


def wanted_passages(found: Draft, evidence: Evidence, papers: Papers) -> tuple[list[Passage], int]:
    """The passages to show: those that the quoted answer rests on, and how many these are, then those that were found."""
    quoted = {(citation.file, citation.start) for citation in found.composer.citations}
    held = {scored.passage.id: scored.passage for scored in evidence.sentences}
    held |= {hit.passage.id: hit.passage for hit in evidence.hits}
    for review_id in dict.fromkeys(citation.review_id for citation in found.composer.citations):
        own = papers.review_passages(review_id)
        held |= {passage.id: passage for passage in own if _holds(passage, quoted)}
    first = [passage for passage in held.values() if _holds(passage, quoted)]
    order = {citation.start: n for n, citation in enumerate(found.composer.citations)}
    first.sort(key=lambda p: min(n for start, n in order.items() if p.start <= start < p.end))
    ids = dict.fromkeys([*(passage.id for passage in first), *(hit.passage.id for hit in evidence.hits)])
    return [held[key] for key in ids], len(first)


def _holds(passage: Passage, quoted: set[tuple[str, int]]) -> bool:
    return any(file == passage.file and passage.start <= start < passage.end for file, start in quoted)
