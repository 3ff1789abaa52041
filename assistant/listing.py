"""Answers that are lists: the items of the section asked for, complete and in the source's order."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant import replies
from assistant.addressed import addressed, items_for, points_for
from assistant.asked import asked
from assistant.interpret import subject_of
from assistant.item import LAST, count_taken_for_granted, placed
from assistant.kinds_asked import wanted_kinds, wants_one
from assistant.mentions import mentioned, without
from assistant.nouns import Note, Query
from assistant.papers import Papers
from assistant.retrieve import Evidence
from assistant.sections import (
    Embed,
    Section,
    Wanted,
    asked_by_heading,
    best_section,
    is_whole,
    items,
    narrowed,
    on_subject,
    points_under,
    sections,
    to_read_on,
    told_before,
    under_own_heading,
    what_to_do,
    with_subsections,
)
from assistant.select import Pick, best_sentences, introduces
from assistant.shapes import asks_what_to_do
from assistant.told_to_do import told_to_do
from assistant.words import fold, stem

SURELY_WHOLE = 0.76  # as WHOLE_SECTION, for a question that does not say that it wants a list
ON_SOMETHING = 2  # words of a subject beside the kind of statement, from which one is asked about
MOST_ITEMS = 8  # items of a section shown for such a question


@dataclass(frozen=True, slots=True)
class Listed:
    """The items to quote, and the section that they are all of.

    ``gathered``: from several sections, for their subject. ``place`` and ``count``: where one item of the section is
    quoted, which of how many. ``points``: how many the section has, where some are of a kind that is not asked for.
    ``remarks``: what else is to be said of the choice. ``weighed``: how sure what is learnt of answers was of it, where that chose.
    ``named``: gathered for whoever or whatever the points themselves name.
    """

    picks: Sequence[Pick]
    whole: Section | None = None
    gathered: bool = False
    place: int = 0
    count: int = 0
    points: int = 0
    remarks: tuple[Note, ...] = ()
    weighed: str = ""
    named: bool = False

    def only(self, item: int) -> "Listed":
        """One item of a whole list, by its place; the list itself where it is not whole or not so long."""
        found = placed(self.picks, item)
        if self.whole is None or not found:
            return self
        place = len(self.picks) if item == LAST else item
        return Listed(found, self.whole, place=place, count=len(self.picks))

    @property
    def notes(self) -> tuple[Note, ...]:
        """ "7 of 7", where a whole section is shown."""
        if self.whole is None or (len(self.picks) < 2 and not self.place):
            return self.remarks
        heading = self.whole.headings[-1] if self.whole.headings else "this review"
        if self.place:
            return (Note(replies.ITEM.format(place=self.place, count=self.count, heading=heading)),)
        shown = len(self.picks)
        is_all = shown >= self.points and shown > 1
        told = (replies.ALL_POINTS if is_all else replies.COMPLETE).format(
            shown=shown, count=max(shown, self.points), heading=heading
        )
        return (Note(told), *self.remarks)

    @property
    def rules(self) -> tuple[str, ...]:
        """Which way of listing was taken."""
        if self.weighed:
            return (self.weighed,)
        if self.whole is None:
            return ("items on the subject, from wherever they stand",) if self.gathered else ()
        return (f"the whole section: {' > '.join(self.whole.headings)}",)


NO_LIST = Listed(())


def listed(query: Query, evidence: Evidence, index: Papers, embed: Embed) -> Listed:
    """The items of the section asked for; of several reviews, the best items of any."""
    kinds, strict = wanted_kinds(query.asks)
    words = frozenset(stem(word) for word in subject_of(query, index.reviews))
    about = tuple(c for c in evidence.concepts if c.words & words or c.synonyms & words)
    process = asked(query.asks, ()).process
    rest = without(query.asks, mentioned(query.asks, index.reviews))
    own = kinds if strict and not process else ()
    wanted = Wanted(query.asks, own, about, evidence.vector, process, " ".join(rest.split()))
    if len(query.review_ids) == 1 and (told := told_to_do(wanted.rest)):
        return Listed(points_for(told, sections(index, query.review_ids)), gathered=True, named=True)
    if for_whom := addressed(wanted):
        meant = sections(index, query.searched or sorted(index.reviews))
        return Listed(items_for(for_whom, meant, wanted), gathered=True, named=True)
    to_do: Sequence[Section] = ()  # those that tell readers what to do, where that is asked
    if not query.review_ids:
        held = [
            s
            for s in evidence.sentences
            if not wanted.kinds or (s.sentence.kind in wanted.kinds and not introduces(s))
        ]
        best = best_sentences(held, most=5)
        if not best or not best[0].sentences[0].item or len({pick.passage.review_id for pick in best}) > 1:
            return Listed(best)
        pool = [
            s for s in sections(index, [best[0].passage.review_id]) if s.headings == best[0].passage.section
        ]
    else:
        pool = sections(index, query.review_ids)
        if asks_what_to_do(fold(query.asks), rest):
            to_do = what_to_do(pool)
            pool = to_do or [section for section in pool if section.kind == "recommendation"] or pool
        if wanted.kinds == ("boilerplate",):
            pool = to_read_on(pool)
    if headed := under_own_heading(pool, wanted):
        return _all_of(items(headed, wanted), headed, pool, query)
    section = best_section(pool, wanted, evidence.sentences, embed)
    if section is None:
        return NO_LIST
    section = with_subsections(section, pool)
    if to_do:
        return _all_of([*told_before(section), *items(section, wanted)], section, pool, query)
    if asked_by_heading(section, wanted) or (wanted.kinds and not narrowed(wanted)):
        return _all_of(items(section, wanted), section, pool, query)
    whole = items(section, wanted)
    if not narrowed(wanted) and is_whole(section, evidence.sentences) and _is_list(whole):
        return _all_of(whole, section, pool, query)
    if not wanted.kinds and not _is_list(whole):
        return NO_LIST  # what an account tells is a fact, and answered as one
    found, by_name = on_subject(pool, wanted, evidence.sentences)
    return Listed(found, gathered=True, named=by_name)


def _all_of(picks: Sequence[Pick], section: Section, pool: Sequence[Section], query: Query) -> Listed:
    """The items of a section that are asked for, with how many points it has, and whether the question says another number."""
    points = points_under(section, pool) if _is_list(picks) else 0
    said = count_taken_for_granted(query.asks)
    other = said not in (None, len(picks), points) and len(picks) > 1
    remarks = (Note(replies.OTHER_COUNT.format(asked=said, count=len(picks))),) if other else ()
    return Listed(picks, section, points=points, remarks=remarks)


def all_of_it(query: Query, evidence: Evidence, index: Papers, embed: Embed) -> Listed:
    """A whole section, where a question that asks for no single thing is near to all of it: "who did well?"."""
    if len(query.review_ids) != 1 or asked(query.asks, ()).sort or wants_one(query.asks):
        return NO_LIST
    wanted = Wanted(query.asks, (), evidence.concepts, evidence.vector)
    section = best_section(sections(index, query.review_ids), wanted, evidence.sentences, embed)
    nearest = max(evidence.sentences, key=lambda one: one.score, default=None)
    if section is None or not is_whole(section, evidence.sentences, SURELY_WHOLE):
        return NO_LIST
    if section.kind == "question" and "question" not in wanted_kinds(query.asks)[0]:
        return NO_LIST  # it asks its readers what this question asks it
    if nearest is None or nearest.passage not in section.passages:
        return NO_LIST  # a section that is near as a whole, while what answers best stands elsewhere
    found = items(section, wanted)
    return Listed(found, section) if _is_list(found) and 1 < len(found) <= MOST_ITEMS else NO_LIST


def _is_list(picks: Sequence[Pick]) -> bool:
    """Whether they are items of a list, and not paragraphs of an account."""
    return all(pick.sentences[0].item for pick in picks)


def lacks_kind(query: Query, index: Papers) -> bool:
    """Whether none of the reviews meant has a statement of the kind that is asked for."""
    kinds, strict = wanted_kinds(query.asks)
    if not strict or not query.review_ids or set(kinds) & {"learning", "boilerplate"}:
        return False
    if kinds == ("finding",) and len(subject_of(query, index.reviews)) >= ON_SOMETHING:
        return False  # what was weak in one thing is often told among the learning
    passages = (passage for i in query.review_ids for passage in index.review_passages(i))
    return not any(s.kind in kinds for passage in passages for s in passage.sentences)
