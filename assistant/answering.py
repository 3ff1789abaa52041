"""From evidence to an answer, by what the question asks for: a fact, a list, which reviews, a comparison, a contact."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant import replies
from assistant.ages import child_of_age
from assistant.all_said import all_said_on, everything_on
from assistant.answerable import (
    UNSPOKEN,
    answerability,
    is_answered,
    least_for,
    plainly_said,
    speaks_of_nothing_held,
)
from assistant.asked_in_short import asks_in_short, asks_of_each, points_asked, speaks_of_summary
from assistant.bare_themes import is_bare_theme, on_the_theme
from assistant.bare_titles import spoken
from assistant.clarify import GENERIC, choices_in_short, choices_of, of_child_told
from assistant.comparison import compared
from assistant.compose import Composer
from assistant.contacts import Register
from assistant.done_to import done_to
from assistant.each_told import each_told
from assistant.echo import echoed
from assistant.filters import matches_none
from assistant.interpret import only_a_kind, subject_of
from assistant.joined import joined
from assistant.kinds_asked import wanted_kinds
from assistant.kinds_of_paper import without_inspectors
from assistant.letters import spelt_out
from assistant.listing import NO_LIST, Listed, all_of_it, lacks_kind, listed
from assistant.mentions import mentioned, without
from assistant.nouns import Contact, Query
from assistant.papers import Papers
from assistant.parts import Draft
from assistant.per_review import silent_rows, which_say
from assistant.premises import asks_if_true, contradicting
from assistant.record_facts import publisher_told, record_answer
from assistant.retrieve import Evidence
from assistant.sections import Embed
from assistant.select import Pick, best_sentences, same_age, statements_first
from assistant.selection.weighed import is_weighed, weighed_together
from assistant.subjects import beside, never_spoken_of
from assistant.summary import FEW_REVIEWS, each_in_short, in_short
from assistant.told_over_two import told_over_two
from assistant.whom_to_call import contact_answer
from ingest.nouns import Passage, Review

_HAPPENED = re.compile(
    r"\bwhat (?:has |had )?happened (?:to|in|with)\b|\bwhat was (?:it|the case) about\b", re.IGNORECASE
)

_NO_WORD = "no passage searched has a word of what it asks"
BRIEF = 30  # words of an opening that tells too little of what happened
_FAMILY = frozenset({"mum", "mother", "dad", "father", "parent", "parents", "family"})


@dataclass(frozen=True, slots=True)
class Sources:
    """What an answer is made from beside the evidence; ``contacts_of``: those the register holds for a query."""

    index: Papers
    register: Register
    contacts_of: Callable[[Query], Sequence[Contact]]
    embed: Embed


def draft(query: Query, evidence: Evidence, sources: Sources) -> Draft:
    """Answer a query in exact quotes of what was found; of several things asked, each."""
    if not query.parts or query.none_permitted or query.unheld:
        return _draft(query, evidence, sources)
    drafts = [_draft(part, found, sources) for part, found in zip(query.parts, evidence.parts, strict=True)]
    asks_back = [one for one in drafts if one.outcome not in ("answered", "partly", "not_found")]
    if asks_back and not any(one.outcome in ("answered", "partly") for one in drafts):
        return asks_back[0]
    return joined(query, drafts, sources.index)


def not_searched(query: Query, reviews: Mapping[str, Review]) -> tuple[str, ...]:
    """Why nothing is searched for a query, a line each: what it names is not held, or no review passes a filter."""
    if query.unheld:
        return (replies.UNHELD.format(name=query.unheld), *matches_none(query.filters, reviews))
    return (replies.NONE_PERMITTED, *matches_none(query.filters, reviews)) if query.none_permitted else ()


def _draft(query: Query, evidence: Evidence, sources: Sources) -> Draft:
    index = sources.index
    composer = Composer(dict(index.reviews))
    if query.unheld and query.shape == "contact":
        composer.say(replies.NO_NUMBER_FOR.format(name=query.unheld))
        return Draft("not_found", composer, contacts=sources.register.everywhere())
    if query.none_permitted or query.unheld:
        for told in not_searched(query, index.reviews):
            composer.say(told)
        return Draft("not_found", composer)
    if query.item and query.shape != "list":
        composer.say(replies.OF_WHICH_LIST)
        return Draft("clarify", composer)
    all_found, evidence = evidence, fitting(query, evidence, index)
    if of_name := publisher_told(query.asks, index, composer):
        return of_name
    if of_record := record_answer(query, index, composer):
        if len(query.review_ids) == 1 and _surely_answered(query, evidence):
            composer.quote_all(best_sentences(evidence.sentences, most=1))
        return of_record
    if child_of_age(query.standalone) and not evidence.sentences:
        return _not_found(query, all_found, index, composer, rule="no child of the age asked about")
    if query.shape == "contact":
        return contact_answer(query, evidence, composer, sources.contacts_of(query), sources.register)
    if of_each := each_told(query, evidence.sentences, index):
        composer.quote_all(of_each)
        return Draft("answered", composer, rules=("what is told of each of so many children",))
    if of_letters := spelt_out(query, index):
        composer.quote_all(of_letters)
        return Draft("answered", composer, rules=("where its letters are spelt out",))
    choices = choices_of(query, evidence, index)
    if len(query.review_ids) != 1 and _in_short(query, index):
        meant = query.searched or tuple(index.reviews)
        if asks_of_each(query.asks, mentioned(query.asks, index.reviews)) and len(meant) <= FEW_REVIEWS:
            return each_in_short(meant, index, composer, points_asked(query.asks))
        choices = choices_in_short(query, index)
    if choices:
        composer.say(replies.ORPHAN if query.orphan else replies.CLARIFY)
        return Draft("clarify", composer, choices=choices)
    unspoken = () if _in_short(query, index) else unspoken_subjects(query, evidence, index)
    strange = speaks_of_nothing_held(evidence.concepts, bool(query.review_ids)) and not only_a_kind(
        query, index.reviews
    )
    weighed = is_weighed(query) and not _in_short(query, index)
    rule = _NO_WORD if strange else ""
    if strange or (unspoken and not weighed):
        return _not_found(query, evidence, index, composer, unspoken=unspoken, rule=rule)
    if query.shape == "which":
        found = which_say(query, evidence, index, composer)
    elif query.shape == "compare":
        alone = _asked_one_by_one(query, all_found, sources)
        found = compared(query, evidence, index, composer, sources.embed, alone)
    elif contradicted := contradicting(query.asks, evidence.sentences, _whole(query, index)):
        return _not_found(query, evidence, index, composer, contradicted)
    else:
        said = _said(query, evidence, bool(unspoken), sources)
        found, rule = _quoted(said, composer), said.weighed
    return found or _not_found(query, evidence, index, composer, unspoken=unspoken, rule=rule)


def _asked_one_by_one(query: Query, evidence: Evidence, sources: Sources) -> dict[str, Listed]:
    """What each review says to what a comparison asks of it alone, by its id."""
    said: dict[str, Listed] = {}
    for one, all_found in zip(query.each, evidence.each, strict=True):
        found = fitting(one, all_found, sources.index)
        unspoken = bool(unspoken_subjects(one, found, sources.index))
        said[one.review_ids[0]] = _said(one, found, unspoken, sources)
    return said


def _said(query: Query, evidence: Evidence, unspoken: bool, sources: Sources) -> Listed:
    """What is quoted for a fact or a list, by rule and by what is learnt."""
    ruled = NO_LIST if unspoken else quoted_by_rules(query, evidence, sources)
    if not is_weighed(query) or _in_short(query, sources.index):
        return ruled
    return weighed_together(query, evidence, ruled, unspoken, sources.index, sources.embed)


def _in_short(query: Query, index: Papers) -> bool:
    return speaks_of_summary(query.asks) and asks_in_short(
        without(query.asks, mentioned(query.asks, index.reviews))
    )


def _whole(query: Query, index: Papers) -> tuple[Passage, ...]:
    """Every passage of the one review that is meant."""
    return index.review_passages(query.review_ids[0]) if len(query.review_ids) == 1 else ()


def _surely_answered(query: Query, evidence: Evidence) -> bool:
    """Whether some sentence answers beyond the usual doubt."""
    sure = least_for(bool(query.review_ids)) + UNSPOKEN
    return answerability(evidence.sentences, evidence.concepts) >= sure


def fitting(query: Query, evidence: Evidence, index: Papers) -> Evidence:
    """What was found without the sentences that are of another child, age or thing than the question's."""
    of_one = {review.id for review in index.reviews.values() if review.child_label}
    of_all = query.shape in ("which", "compare")  # there it counts too which words some title has
    sentences = evidence.sentences if of_all else spoken(query, evidence.sentences)
    if not of_all:
        sentences = on_the_theme(query, of_child_told(query, sentences, index), index)
    return replace(evidence, sentences=same_age(query.standalone, sentences, of_one))


def unspoken_subjects(query: Query, evidence: Evidence, index: Papers) -> tuple[str, ...]:
    """Subjects asked about that no passage searched speaks of; none where some sentence surely answers all the same."""
    sure = _surely_answered(query, evidence) and not is_bare_theme(query, index)
    if sure and not wanted_kinds(query.asks)[1]:
        return ()
    rest = without(query.standalone, mentioned(query.standalone, index.reviews))
    rest = without_inspectors(rest, query.searched, index.reviews)
    absent = never_spoken_of(" ".join(rest.split()), index, query.searched)
    return () if sure and beside(subject_of(query, index.reviews), absent) else absent


def quoted_by_rules(query: Query, evidence: Evidence, sources: Sources) -> Listed:
    """What the rules quote for a fact or a list; nothing where what was found does not answer."""
    index, embed = sources.index, sources.embed
    if len(query.review_ids) == 1 and _in_short(query, index):
        return in_short(_whole(query, index), points_asked(query.asks))
    if gathered := done_to(query, index) or everything_on(query, index):
        return Listed(gathered, gathered=True, named=True)
    if query.shape == "list":
        if lacks_kind(query, index):
            return NO_LIST
        found = listed(query, evidence, index, embed)
        if query.item:
            found = found.only(query.item)
    else:
        story = _story(query, index)
        found = Listed(story) if story else all_of_it(query, evidence, index, embed)
    if found.picks:
        return found
    return Listed(all_said_on(query, index, answering_sentences(query, evidence, index)), named=found.named)


def _quoted(found: Listed, composer: Composer) -> Draft | None:
    if not found.picks:
        return None
    composer.quote_all(found.picks)
    return Draft("answered", composer, notes=found.notes, rules=found.rules)


def answering_sentences(query: Query, evidence: Evidence, index: Papers) -> list[Pick]:
    """The sentences that answer; none where what was found is on the subject and no answer."""
    if not is_answered(evidence.sentences, evidence.concepts, bool(query.review_ids), query.asks):
        together = told_over_two(evidence.sentences, evidence.concepts, index, evidence.vector)
        if together and is_answered(together, evidence.concepts, bool(query.review_ids), query.asks):
            return best_sentences(together, most=1)
        return []
    if found := best_sentences(statements_first(evidence.sentences, wanted_kinds(query.asks)[0])):
        return found
    return best_sentences(plainly_said(evidence.sentences, evidence.concepts), least=0.0)


def _story(query: Query, index: Papers) -> list[Pick]:
    """What happened, of one review: the beginning of its account."""
    if len(query.review_ids) != 1 or not _HAPPENED.search(query.asks):
        return []
    subject = subject_of(query, index.reviews)
    if any(word not in GENERIC or word in _FAMILY for word in subject):
        return []
    told = [p for p in index.review_passages(query.review_ids[0]) if p.kind == "context"]
    picks: list[Pick] = []
    for block in told[0].blocks() if told else ():
        brief = not picks or len(told[0].quote(*picks[0].span).split()) < BRIEF
        if len(picks) < 2 and brief and all(sentence.kind == "context" for sentence in block):
            picks.append(Pick(told[0], block, 1.0))
    return picks


def _not_found(
    query: Query,
    evidence: Evidence,
    index: Papers,
    composer: Composer,
    contradicted: Pick | None = None,
    unspoken: Sequence[str] = (),
    rule: str = "",
) -> Draft:
    """What was searched, and the passage that contradicts the question's premise, or else the nearest one.

    ``unspoken``: the subjects asked about for which no passage searched has a word.
    """
    count = len(query.searched) or len(index.reviews)
    composer.say(
        replies.NOT_FOUND.format(
            scope=replies.scope(count), searched=echoed(query.searched_for.rstrip("?. "))
        )
    )
    rules = [rule] if rule else []
    for subject in unspoken:
        composer.say(replies.UNSPOKEN.format(subject=subject))
        rules.append(f"no word for {subject} in what was searched")
    if query.shape == "list" and lacks_kind(query, index):
        kind = wanted_kinds(query.asks)[0][0].replace("_", " ")
        for review_id in query.review_ids:
            composer.say(replies.NONE_OF_KIND.format(title=index.reviews[review_id].shown_title, kind=kind))
    rows = silent_rows(query, index) if query.shape in ("which", "compare") else ()
    nearest = max(evidence.sentences, key=lambda s: s.score, default=None)
    if contradicted is not None:
        composer.say(replies.NOT_SO if asks_if_true(query.asks) else replies.CONTRADICTED)
        composer.quote(contradicted, "correction")
        return Draft("not_found", composer, reviews=rows, rules=("a passage contradicts the premise",))
    # Without a word in common the nearest is near by chance, and no help to anybody.
    if nearest is not None and rule != _NO_WORD:
        composer.say(replies.RELATED)
        composer.quote(Pick(nearest.passage, (nearest.sentence,), nearest.score), "related")
    return Draft("not_found", composer, reviews=rows, rules=tuple(rules))
