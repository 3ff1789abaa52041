"""Puts a theme or a question to every review, as the same question typed in the chat is, and makes the rows of it.

What is stopped there is stopped here: whoever asks is given the answer in place of a matrix, and nothing is kept.
"""

import re
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.answering import draft
from assistant.bare_titles import spoken
from assistant.compose import Composer
from assistant.filters import BadFilter, allowed
from assistant.finish import finished
from assistant.guard import is_task
from assistant.kinds_of_paper import inspections, left_aside
from assistant.matrix import Cell, Column, Matrix, Row, joined, numbered
from assistant.mentions import Mention, mentioned, without
from assistant.nouns import Answer, Citation, Query
from assistant.off_subject import off_subject
from assistant.papers import Papers
from assistant.parts import Draft
from assistant.per_review import about, unread_rows, with_words
from assistant.relevance import Scored
from assistant.retrieve import Evidence
from assistant.select import best_sentences
from assistant.shapes import shape_of
from assistant.small_talk import asks_nothing
from assistant.stopwatch import Stopwatch
from assistant.themes import SILENCE, alternatives, put_to_all, theme
from assistant.withdrawn import named_withdrawn
from assistant.words import fold
from ingest.catalogue import INSPECTION
from ingest.errors import ReviewsError
from ingest.nouns import Dated, Review
from ingest.withdrawn import load

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from ingest.index import Index

MOST_PASSAGES = 3  # in a cell
KEPT = 64  # columns kept, the last asked for
Filters = Mapping[str, tuple[str, ...]]
# What is put as a question; else it is a theme.
_QUESTION = re.compile(
    r"\?\s*$|^\W*(?:what|which|who|whose|when|where|why|how|is|are|was|were|do|does|did|has|have|had|can|could|should|would|will)\b",
    re.IGNORECASE,
)
UNDATED = Dated(None, "briefing", "not_stated")


@dataclass(frozen=True, slots=True)
class Asked:
    """A column, and the cell of each review that was asked, by its id."""

    column: Column
    cells: Mapping[str, Cell]


class Across:
    """Asks every review, and keeps the last columns in memory for as long as the index stays as it is.

    Safe to share between threads. What the guards stop is kept nowhere.
    """

    def __init__(self, assistant: "Assistant") -> None:
        self._assistant = assistant
        self._kept: OrderedDict[tuple[str, ...], Asked] = OrderedDict()
        self._lock = threading.Lock()

    def matrix(self, headings: Sequence[str], filters: Filters | None = None) -> Matrix | Answer:
        """Every review against some themes or questions; or the answer to the first of them that cannot be put to all.

        Args:
            headings: themes or questions, as they were chosen or typed; one column each.
            filters: which reviews have rows, also by ``standing``, and the ``kind`` of statement that alone is quoted.

        Raises:
            IndexMissing, IndexStale, IndexDamaged: there is no index to use.
        """
        filters = filters or {}
        asked: list[Asked] = []
        for heading in headings:
            found = self.column(heading, filters)
            if isinstance(found, Answer):
                return found
            asked.append(found)
        index = self._assistant.index
        rows = _rows(asked, index, filters)
        columns = tuple(one.column for one in asked)
        question = "; ".join(headings)
        aside = left_aside(index.reviews, filters.get("type", ()))
        return Matrix(question, filters, numbered(rows), index.built_at, index.fingerprint, columns, aside)

    def column(self, heading: str, filters: Filters | None = None) -> Asked | Answer:
        """One column of a matrix; or the answer, where the question is stopped or is not one that every review can be asked.

        Raises:
            IndexMissing, IndexStale, IndexDamaged: there is no index to use.
        """
        filters = filters or {}
        if self._stops(heading):
            return self._assistant.ask(heading)
        index = self._assistant.index
        heading = of_all(heading, index.reviews)
        kinds = tuple(filters.get("kind", ()))
        asks = [(put(heading, noun), ids) for noun, ids in shelves(index.reviews, filters.get("type", ()))]
        key = (index.fingerprint, *(question for question, _ in asks), "", *kinds)
        with self._lock:
            for other in [one for one in self._kept if one[0] != index.fingerprint]:
                del self._kept[other]  # a review may have been withdrawn since
            kept = self._kept.get(key)
            if kept:
                self._kept.move_to_end(key)
        if not kept and self._off_subject(heading, asks, index):
            return self._assistant.ask(heading)
        found = kept or self._asked(asks, kinds, index)
        if isinstance(found, Answer):
            return found
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return replace(found, column=replace(found.column, heading=heading))

    def _stops(self, heading: str) -> bool:
        """Whether the chat would stop it. What a record has as a theme is none of a live concern: "infant crying"."""
        if self._assistant.guard(heading).outcome == "go_on":
            return asks_nothing(heading)
        with suppress(ReviewsError):
            return all(heading not in review.themes for review in self._assistant.index.reviews.values())
        return True

    def _off_subject(self, heading: str, asks: Sequence[tuple[str, tuple[str, ...]]], index: "Index") -> bool:
        """Whether a question, or a task, would be declined in the chat as none of the reviews' subject.

        A theme may be one that no review mentions: that is what the matrix is to show.
        """
        ours = self._assistant
        if is_task(heading):
            return True
        if not _QUESTION.search(heading) or any(question == heading for question, _ in asks):
            return False
        try:
            query = ours.read(heading, (), index, {})
        except BadFilter:
            return False  # asked back, by what reads it next
        papers = ours.shelf(index, query)
        evidence = ours.retrieve(query, papers, ours.settings.top_k)
        if not off_subject(query, evidence):
            return False
        found = draft(query, evidence, ours.sources(index, papers))
        return found.outcome != "clarify" and not found.of_record

    def _asked(
        self, asks: Sequence[tuple[str, tuple[str, ...]]], kinds: tuple[str, ...], index: "Index"
    ) -> Asked | Answer:
        """A column that is not kept yet: each kind of paper wanted is asked as if the others were not held."""
        found: list[Asked] = []
        for question, ids in asks:
            one = self._of_shelf(question, ids, kinds, index)
            if isinstance(one, Answer):
                return one
            found.append(one)
        cells = {review_id: cell for one in found for review_id, cell in one.cells.items()}
        return Asked(found[0].column, cells)

    def _of_shelf(
        self, question: str, ids: tuple[str, ...], kinds: tuple[str, ...], index: "Index"
    ) -> Asked | Answer:
        ours = self._assistant
        if ours.guard(question).outcome != "go_on":
            return ours.ask(question)
        try:
            read = ours.read(question, (), index, {"kind": kinds} if kinds else {})
        except BadFilter:
            return ours.ask(question)
        if named_withdrawn(read, index.reviews, load(ours.settings.data))[1]:
            return ours.ask(question)
        query = replace(
            read, shape="which", review_ids=(), among=ids, parts=(), item=None, none_permitted=False
        )
        papers = ours.shelf(index, query)
        evidence = ours.retrieve(query, papers, ours.settings.top_k)
        found = draft(query, evidence, ours.sources(index, papers))
        answer = finished(query, evidence, found, index, ours.register, Stopwatch())
        if not found.reviews:
            return answer
        notes = tuple(note for note in answer.notes if note not in found.notes)
        column = Column(question, question, query.searched_for, notes)
        return Asked(column, _cells(query, evidence, found, papers))


def shelves(reviews: Mapping[str, Review], types: Sequence[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The papers to ask, kind by kind, each with what it is called; no ids means all that are held.

    Inspection reports are asked where their type is chosen, or where nothing else is held.
    """
    other = inspections(reviews)
    if not other or len(other) == len(reviews):
        return (("inspection reports" if other else "reviews", ()),)
    wanted = []
    if set(types) != {INSPECTION}:
        wanted.append(("reviews", tuple(sorted(reviews.keys() - other))))
    if not left_aside(reviews, types):
        wanted.append(("inspection reports", tuple(sorted(other))))
    return tuple(wanted)


def of_all(heading: str, reviews: Mapping[str, Review]) -> str:
    """What is asked, as it can be asked of every review: where it names reviews, its theme without them."""
    mention = mentioned(heading, reviews)
    if not mention.review_ids:
        return " ".join(heading.split())
    # "did men" is left of what one review said about men.
    return theme(theme(" ".join(without(heading, mention).split()))) or heading


def put(heading: str, noun: str) -> str:
    """The question by which every review is asked for a theme; a question for which reviews stays as it is."""
    text = fold(heading)
    if not (SILENCE.search(text) or put_to_all(text)) and shape_of(text, Mention(), text) == "which":
        return heading
    on = theme(theme(text))
    return f"Which {noun} mention {on.removeprefix('the ') or on}?"


def _cells(query: Query, evidence: Evidence, found: Draft, papers: Papers) -> Mapping[str, Cell]:
    """The cell of each review asked: the quote by which it is judged to say something, then its next best."""
    things = alternatives(about(query, papers))
    own: dict[str, list[Scored]] = {}
    for scored in spoken(query, evidence.sentences):
        own.setdefault(scored.passage.review_id, []).append(scored)
    cited = {citation.n: citation for citation in found.composer.citations}
    cells = {}
    for row in found.reviews:
        if row.review_id is not None:
            composer = Composer(dict(papers.reviews))
            if row.verdict == "says":
                composer.citations += [replace(cited[n], n=place) for place, n in enumerate(row.citations, 1)]
                for pick in best_sentences(with_words(own.get(row.review_id, []), things)):
                    composer.cite(pick)
            cells[row.review_id] = Cell(row.verdict, _apart(composer.citations))
    return cells


def _apart(citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """Those that hold no text of one before them."""
    kept: list[Citation] = []
    for one in citations:
        if not any(other.start < one.end and one.start < other.end for other in kept):
            kept.append(one)
    return tuple(kept[:MOST_PASSAGES])


def _rows(asked: Sequence[Asked], index: "Index", filters: Filters) -> tuple[Row, ...]:
    """A row for each review that was asked and is let through, then one for each file that could not be read.

    Those that say something under most columns come first, and of these the nearest to the first column.
    """
    standings = filters.get("standing", ())
    recorded = {name: values for name, values in filters.items() if name != "standing"}
    permitted = allowed(recorded, index.reviews)
    held = [name for name in asked[0].cells if all(name in one.cells for one in asked)] if asked else []
    rows = [
        _row(index.reviews[name], [one.cells[name] for one in asked])
        for name in held
        if (permitted is None or name in permitted)
        and (not standings or index.reviews[name].standing in standings)
    ]
    rows.sort(key=lambda row: -sum(cell.verdict == "says" for cell in row.cells))
    unread = [unread_row.title for unread_row in unread_rows(index)]
    blank = (Cell("not_read"),) * len(asked)
    return (*rows, *(Row(None, file, "", "", UNDATED, "", "not_read", (), blank) for file in unread))


def _row(review: Review, cells: Sequence[Cell]) -> Row:
    together = joined(cells)
    return Row(
        review.id,
        review.title,
        review.publisher,
        review.review_type,
        review.date,
        review.standing,
        together.verdict,
        together.citations,
        tuple(cells),
    )
