"""From a message and those before it to a query: slips mended, filters taken, the rest interpreted."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from assistant.asked_alone import MOST, asked_alone
from assistant.capitals import told_as_name
from assistant.contacts import Register
from assistant.filters import BadFilter, allowed, permit
from assistant.follow_ups import CHAIN, stand_alone
from assistant.interpret import interpret
from assistant.kinds_of_paper import asked_of
from assistant.mentions import mentioned
from assistant.names_put_right import names_put_right
from assistant.nouns import Query, Turn
from assistant.outside import seemingly_named
from assistant.papers import Papers, Shelves
from assistant.plain_words import in_plain_words
from assistant.small_talk import asks_nothing
from assistant.spelling import corrected, is_everyday, lexicon
from assistant.typed_filters import Filters, typed_filters
from assistant.unheld import Told, of_another_place, unheld
from assistant.whom_to_call import area_not_held
from ingest.index import Index
from ingest.nouns import Review

LEXICON_PASSAGES = 5_000  # up to which the corpus's own words serve to correct slips


class QuestionReader:
    """Reads questions. Keeps the words of the index in use, and nothing of any question.

    Args:
        register: whose areas a question may name.
        blocked: whether a message would not be answered; nothing of such a turn is carried on.
        shelves: where the papers of one kind are taken from.
    """

    def __init__(self, register: Register, blocked: Callable[[str], bool], shelves: Shelves) -> None:
        self._register = register
        self._blocked = blocked
        self._shelves = shelves
        self._lexicon_of = ""
        self._lexicons: dict[frozenset[str], Mapping[str, Sequence[str]]] = {}  # by the papers they are of
        self._lock = threading.Lock()

    def __call__(self, question: str, history: Sequence[Turn], index: Index, filters: Filters) -> Query:
        """The query; ``filters`` given as such bind before those typed in the question.

        Read with all papers at hand, and again with those alone that it is put to: a name, a place or a rare word of the
        others changes nothing then.

        Raises:
            BadFilter: a filter typed in the question has a value that there is not.
        """
        papers: Papers = index
        query = self._query(question, history, index, filters)
        if among := asked_of(query, index.reviews):
            papers = self._shelves.of(index, among)
            query = replace(self._query(question, history, papers, filters), among=among)
        return replace(query, each=self._of_each(query, papers))

    def _of_each(self, query: Query, index: Papers) -> tuple[Query, ...]:
        """What a comparison asks of each review that it is put to."""
        meant = query.review_ids or tuple(index.reviews)
        if query.shape != "compare" or query.parts or query.none_permitted or len(meant) > MOST:
            return ()
        alone = asked_alone(query.standalone, mentioned(query.standalone, index.reviews))
        if not alone:
            return ()
        return tuple(self._query(alone, (), index, {**query.filters, "review": (one,)}) for one in meant)

    def _query(self, question: str, history: Sequence[Turn], index: Papers, filters: Filters) -> Query:
        asked, typed = typed_filters(names_put_right(question, index.reviews), index.reviews)
        turns, carried = self._turns(history[-CHAIN:], index)
        if not typed and not filters and stand_alone(asked, turns, index.reviews)[2]:
            typed = carried
        bound = {**typed, **filters}
        permitted = allowed(bound, index.reviews)
        words = self._known_words(index)
        held: Mapping[str, Review] = index.reviews
        if permitted:
            told = _told_in(index, permitted)
            texts = (asked, *(turn.question for turn in turns))
            not_meant = seemingly_named(texts, held, permitted, told)
            held = {i: review for i, review in held.items() if i not in not_meant} if not_meant else held
        query = interpret(
            in_plain_words(corrected(asked, words)), turns, held, self._register.areas_named(asked)
        )
        searched = permit(query, permitted).review_ids
        absent = self._unheld(asked, index, _told_in(index, searched or tuple(index.reviews)))
        if query.shape != "contact":
            absent = of_another_place(asked, index.reviews) or absent
        elif not query.review_ids:
            absent = absent or area_not_held(asked, self._register)
        query = replace(query, question=question, unheld=absent)
        parts = tuple(_of_one(permit(replace(part, filters=bound), permitted)) for part in query.parts)
        return _of_one(permit(replace(query, filters=bound, parts=parts), permitted))

    def _turns(self, history: Sequence[Turn], index: Papers) -> tuple[list[Turn], Filters]:
        """The turns without the filters typed in them, and the filters that still bind what goes on from them."""
        turns: list[Turn] = []
        binding: Filters = {}
        for turn in history:
            if turn.question and asks_nothing(turn.question):
                continue
            blocked = turn.blocked or self._blocked(turn.question)
            try:
                text, typed = typed_filters(names_put_right(turn.question, index.reviews), index.reviews)
            except BadFilter:  # it was asked back, and never answered
                text, typed, blocked = turn.question, {}, True
            if not blocked and (typed or not stand_alone(text, turns, index.reviews)[2]):
                binding = typed
            turns.append(Turn(in_plain_words(text), blocked))
        return turns, binding

    def _unheld(self, question: str, index: Papers, told: Told) -> str | None:
        if index.passage_count > LEXICON_PASSAGES:
            return None  # a place cannot be told from a word of the corpus without reading it all
        areas = self._register.areas_named(question)
        return None if areas else unheld(question, index.reviews, self._known_words(index), told)

    def _known_words(self, index: Papers) -> Mapping[str, Sequence[str]]:
        """The words to correct slips by: of a large corpus only those that need no reading of it."""
        papers = frozenset(index.reviews)
        with self._lock:
            if self._lexicon_of != index.fingerprint:
                self._lexicon_of, self._lexicons = index.fingerprint, {}
            if papers not in self._lexicons:
                small = index.passage_count <= LEXICON_PASSAGES
                texts = (p.text for r in index.reviews for p in index.review_passages(r)) if small else ()
                self._lexicons[papers] = lexicon(texts)
            return self._lexicons[papers]


def _of_one(query: Query) -> Query:
    """The query, where one review is meant as a list: "which recommendations ..." or "in all three cases" asks what it holds."""
    if len(query.review_ids) == 1 and query.shape in ("which", "compare"):
        return replace(query, shape="list")
    return query


def _told_in(index: Papers, review_ids: Sequence[str]) -> Told:
    """Whether the text of these reviews has a word as a name; read only where a word is asked for, and no more than a small corpus."""

    def told(word: str) -> bool:
        passages = (passage for review_id in review_ids for passage in index.review_passages(review_id))
        read = islice(passages, LEXICON_PASSAGES)
        texts = (part for passage in read for part in (*passage.section, passage.text))
        return told_as_name(word, texts, is_telling=not is_everyday(word.lower()))

    return told
