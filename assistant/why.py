"""How a question was understood and its answer chosen, told for whoever asks why."""

import textwrap
from collections.abc import Mapping

from assistant.answerable import answerability, needed, speaks_of_nothing_held
from assistant.asked import asked
from assistant.compose import readable
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
_LONGEST = 160  # characters of a sentence
_CLOSE, _FAIRLY_CLOSE = 0.6, 0.4  # about 0.4 is what it takes to be shown as an answer


def closeness(score: float) -> str:
    """How close a score from 0 to 1 says that something comes to the question."""
    return "close" if score >= _CLOSE else "fairly close" if score >= _FAIRLY_CLOSE else "not close"


def _share(coverage: float) -> str:
    most = "most" if coverage >= 0.6 else "some"
    return "all" if coverage >= 0.995 else most if coverage > 0 else "none"


def explained(query: Query, evidence: Evidence, found: Draft, titles: Mapping[str, str]) -> tuple[str, ...]:
    """The rules that fired, a line each: reading, binding, expansion, what was wanted, and the best sentences.

    Words come first, and the numbers behind them in brackets. ``titles``: those of the reviews held, by their ids.
    """
    lines = [f"Read as asking for {_SHAPES[query.shape]}"]
    if query.parts:
        lines += [f"One of several things asked: {part.standalone}" for part in query.parts]
    if fold(query.question) != query.standalone:
        lines.append(f"Understood as: {query.standalone}")
    if query.review_ids:
        lines.append(f"Bound to the reviews: {', '.join(titles.get(one, one) for one in query.review_ids)}")
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
        named = bool(query.review_ids)
        least = needed(evidence.sentences, evidence.concepts, named, query.asks)
        likely = "yes" if reached >= least else "no"
        if speaks_of_nothing_held(evidence.concepts, named):
            likely = "no, as what was searched has none of its words"
        lines.append(
            f"By rule, likely answered by what was found: {likely} ({reached:.2f}, where {least:.2f} is needed)"
        )
    lines += [f"Rule: {rule}" for rule in found.rules]
    best = sorted(evidence.sentences, key=lambda one: (-one.score, one.passage.id, one.sentence.start))[
        :SHOWN
    ]
    for one in best:
        words = readable(one.passage.quote(one.sentence.start, one.sentence.end))
        lack = ", but lacks what is wanted" if one.unfit else ""
        numbers = f"{one.score:.2f}: meaning {one.cosine:.2f}, words {one.coverage:.2f}"
        lines.append(
            f"Sentence {closeness(one.score)} to the question{lack}, with {_share(one.coverage)} of its words "
            f"({numbers}): “{textwrap.shorten(words, _LONGEST, placeholder=' …')}”"
        )
    return tuple(lines)
