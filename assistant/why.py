"""How a question was understood and its answer chosen, told for whoever asks why."""

from assistant.answerable import answerability, least_for
from assistant.asked import asked
from assistant.nouns import Query
from assistant.parts import Draft
from assistant.retrieve import Evidence
from assistant.words import fold

_SHAPES = {
    "fact": "one fact",
    "list": "a list",
    "which": "which reviews say it",
    "compare": "a comparison",
    "contact": "a contact",
}
SHOWN = 5  # sentences


def explained(query: Query, evidence: Evidence, found: Draft) -> tuple[str, ...]:
    """The rules that fired, a line each: reading, binding, expansion, what was wanted, and the best sentences."""
    lines = [f"Read as asking for {_SHAPES[query.shape]}"]
    if query.parts:
        lines += [f"One of several things asked: {part.standalone}" for part in query.parts]
    if fold(query.question) != query.standalone:
        lines.append(f"Understood as: {query.standalone}")
    if query.review_ids:
        lines.append(f"Bound to the reviews: {', '.join(query.review_ids)}")
    elif query.among:
        lines.append(f"Put to the {len(query.among)} papers of the kind asked of, as if no others were held")
    if query.kinds:
        lines.append(f"Kinds of statement preferred: {', '.join(query.kinds)}")
    wanted = asked(query.asks, query.kinds)
    if wanted.sort:
        lines.append(
            f"Wants to be told: {wanted.sort}{' (a sentence without one does not answer)' if wanted.strict else ''}"
        )
    if query.expansion:
        lines.append(f"Also searched, as the same thing: {', '.join(query.expansion)}")
    if query.unheld:
        lines.append(f"Names something that no review held is of: {query.unheld}")
    if evidence.sentences and query.shape in ("fact", "list"):
        reached = answerability(evidence.sentences, evidence.concepts)
        lines.append(f"Likely answered: {reached:.2f}, needed {least_for(bool(query.review_ids)):.2f}")
    lines += [f"Rule: {rule}" for rule in found.rules]
    best = sorted(evidence.sentences, key=lambda one: (-one.score, one.passage.id, one.sentence.start))[
        :SHOWN
    ]
    for one in best:
        words = " ".join(one.passage.quote(one.sentence.start, one.sentence.end).split())
        lack = ", lacks what is wanted" if one.unfit else ""
        lines.append(
            f"Sentence {one.score:.2f} (meaning {one.cosine:.2f}, words {one.coverage:.2f}{lack}): {words[:90]}"
        )
    return tuple(lines)
