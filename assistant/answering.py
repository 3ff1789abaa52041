"""From evidence to an answer, by what the question asks for: a fact, a list, which reviews, a comparison, a contact."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant import replies
from assistant.answerable import is_answered
from assistant.asked import asked
from assistant.clarify import GENERIC, choices_of
from assistant.compose import Composer
from assistant.contacts import Register
from assistant.filters import matches_none
from assistant.interpret import subject_of
from assistant.nouns import Contact, Note, Query, ReviewVerdict
from assistant.parts import Draft
from assistant.relevance import Scored
from assistant.retrieve import Evidence
from assistant.sections import (
    Embed,
    Wanted,
    asked_by_heading,
    best_section,
    is_whole,
    items,
    narrowed,
    on_subject,
    sections,
)
from assistant.select import COMPARES, Pick, best_sentences, leads_in, same_age, who_says, whole_point
from assistant.shapes import wanted_kinds, wants_one
from assistant.whom_to_call import contact_answer
from assistant.words import stem
from ingest.index import Index

SURELY_WHOLE = 0.76  # as WHOLE_SECTION, for a question that does not say that it wants a list
MOST_ITEMS = 8  # items of a section shown for such a question

_HAPPENED = re.compile(
    r"\bwhat (?:has |had )?happened (?:to|in|with)\b|\bwhat was (?:it|the case) about\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Sources:
    """What an answer is made from beside the evidence; ``contacts_of``: those the register holds for a query."""

    index: Index
    register: Register
    contacts_of: Callable[[Query], Sequence[Contact]]
    embed: Embed


def draft(query: Query, evidence: Evidence, sources: Sources) -> Draft:
    """Answer a query in exact quotes of what was found; of several things asked, each."""
    if not query.parts or query.none_permitted or query.unheld:
        return _draft(query, evidence, sources)
    drafts = [_draft(part, found, sources) for part, found in zip(query.parts, evidence.parts, strict=True)]
    if any(one.outcome in ("answered", "partly") for one in drafts):
        return _joined(query, drafts, sources.index)
    return drafts[0]


def _joined(query: Query, drafts: Sequence[Draft], index: Index) -> Draft:
    """One answer of the answers to the parts, with all that goes with them; what was not found is missing."""
    composer = Composer(dict(index.reviews))
    found = [one for one in drafts if one.outcome in ("answered", "partly")]
    rows: list[ReviewVerdict] = []
    for one in found:
        numbers = composer.take(one.composer)
        rows += [replace(row, citations=tuple(numbers[n] for n in row.citations)) for row in one.reviews]
    missing = tuple(
        part.standalone for part, one in zip(query.parts, drafts, strict=True) if one not in found
    )
    return Draft(
        "partly" if missing else "answered",
        composer,
        reviews=tuple(rows),
        missing=missing,
        contacts=tuple(dict.fromkeys(contact for one in found for contact in one.contacts)),
        notes=tuple(dict.fromkeys(note for one in found for note in one.notes)),
    )


def _draft(query: Query, evidence: Evidence, sources: Sources) -> Draft:
    index, embed = sources.index, sources.embed
    composer = Composer(dict(index.reviews))
    if query.none_permitted or query.unheld:
        composer.say(replies.UNHELD.format(name=query.unheld) if query.unheld else replies.NONE_PERMITTED)
        for told in matches_none(query.filters, index.reviews):
            composer.say(told)
        return Draft("not_found", composer)
    evidence = replace(evidence, sentences=same_age(query.asks, evidence.sentences))
    if query.shape == "contact":
        return contact_answer(query, evidence, composer, sources.contacts_of(query), sources.register)
    choices = choices_of(query, evidence, index)
    if choices:
        composer.say(replies.CLARIFY)
        return Draft("clarify", composer, choices=choices)
    if query.shape == "which":
        return _which(query, evidence, index, composer)
    if query.shape == "compare":
        picks = _compare(query, evidence, index)
    elif query.shape == "list" and _lacks_kind(query, index):
        return _not_found(query, evidence, index, composer)
    elif query.shape == "list":
        picks = _list(query, evidence, index, embed) or _best(query, evidence)
    else:
        picks = _story(query, index) or _all_of_it(query, evidence, index, embed) or _best(query, evidence)
    if not picks:
        return _not_found(query, evidence, index, composer)
    composer.quote_all(picks)
    return Draft("answered", composer)


def _all_of_it(query: Query, evidence: Evidence, index: Index, embed: Embed) -> list[Pick]:
    """A whole section, where a question that asks for no single thing is near to all of it: "who did well?"."""
    if len(query.review_ids) != 1 or asked(query.asks, ()).sort or wants_one(query.asks):
        return []
    wanted = Wanted(query.asks, (), evidence.concepts, evidence.vector)
    section = best_section(sections(index, query.review_ids), wanted, evidence.sentences, embed)
    if section is None or not is_whole(section, evidence.sentences, SURELY_WHOLE):
        return []
    found = items(section, wanted)
    return found if 1 < len(found) <= MOST_ITEMS else []


def _best(query: Query, evidence: Evidence) -> list[Pick]:
    """The sentences that answer; none where what was found is on the subject and no answer."""
    if not is_answered(evidence.sentences, evidence.concepts, bool(query.review_ids)):
        return []
    return best_sentences(evidence.sentences)


def _story(query: Query, index: Index) -> list[Pick]:
    """What happened, of one review: the beginning of its account."""
    if len(query.review_ids) != 1 or not _HAPPENED.search(query.asks):
        return []
    if any(word not in GENERIC for word in subject_of(query, index.reviews)):
        return []
    told = [p for p in index.review_passages(query.review_ids[0]) if p.kind == "context"]
    picks: list[Pick] = []
    for block in told[0].blocks() if told else ():
        if len(picks) < 2 and all(sentence.kind == "context" for sentence in block):
            picks.append(Pick(told[0], block, 1.0))
    return picks


def _lacks_kind(query: Query, index: Index) -> bool:
    """Whether none of the reviews meant has a statement of the kind that is asked for."""
    kinds, strict = wanted_kinds(query.asks)
    if not strict or not query.review_ids or set(kinds) & {"learning", "boilerplate"}:
        return False
    passages = (passage for i in query.review_ids for passage in index.review_passages(i))
    return not any(s.kind in kinds for passage in passages for s in passage.sentences)


def _which(query: Query, evidence: Evidence, index: Index, composer: Composer) -> Draft:
    says = _says(query, evidence, index)
    meant = [r for r in index.reviews.values() if not query.review_ids or r.id in query.review_ids]
    rows = []
    for review in sorted(meant, key=lambda r: (-says[r.id].score if r.id in says else 0.0, r.id)):
        if review.id in says:
            number = composer.quote(says[review.id])
            rows.append(ReviewVerdict(review.id, review.title, "says", (number,)))
        else:
            rows.append(ReviewVerdict(review.id, review.title, "no_mention"))
    unread = [record.file for record in index.files if record.status == "failed"]
    rows += [ReviewVerdict(None, file, "not_read") for file in unread]
    if not says:
        return _not_found(query, evidence, index, composer, tuple(rows))
    note = Note(replies.EVERY_REVIEW.format(says=len(says), total=len(meant)))
    return Draft("answered", composer, reviews=tuple(rows), notes=(note,))


def _says(query: Query, evidence: Evidence, index: Index) -> dict[str, Pick]:
    """The best quote of each review that says something on what is asked."""
    kinds, strict = wanted_kinds(query.asks)
    only_kind = strict and not subject_of(query, index.reviews)
    held = [s for s in evidence.sentences if not leads_in(s)]
    if only_kind:
        held = [s for s in held if s.sentence.kind in kinds]
    of_review: dict[str, list[Scored]] = {}
    for scored in held:
        of_review.setdefault(scored.passage.review_id, []).append(scored)
    return {
        review_id: whole_point(max(of_review[review_id], key=lambda one: one.score + one.coverage / 2))
        for review_id in (of_review if only_kind else who_says(of_review))
    }


def _compare(query: Query, evidence: Evidence, index: Index) -> list[Pick]:
    """The best sentences of each review meant, review by review; one not named is left out where it says little."""
    best = max((s.score for s in evidence.sentences if not s.unfit), default=0.0)
    picks: list[Pick] = []
    for review_id in query.review_ids or tuple(index.reviews):
        own = [s for s in evidence.sentences if s.passage.review_id == review_id]
        found = best_sentences(own, least=0.0 if query.review_ids else COMPARES * best)
        picks += found
    return picks


def _list(query: Query, evidence: Evidence, index: Index, embed: Embed) -> list[Pick]:
    """The items of the section asked for; of several reviews, the best items of any."""
    kinds, strict = wanted_kinds(query.asks)
    words = frozenset(stem(word) for word in subject_of(query, index.reviews))
    about = tuple(c for c in evidence.concepts if c.words & words or c.synonyms & words)
    process = asked(query.asks, ()).process
    wanted = Wanted(query.asks, kinds if strict and not process else (), about, evidence.vector, process)
    if not query.review_ids:
        held = [s for s in evidence.sentences if not wanted.kinds or s.sentence.kind in wanted.kinds]
        best = best_sentences(held, most=5)
        if not best or not best[0].sentences[0].item or len({pick.passage.review_id for pick in best}) > 1:
            return best
        pool = [
            s for s in sections(index, [best[0].passage.review_id]) if s.headings == best[0].passage.section
        ]
    else:
        pool = sections(index, query.review_ids)
    section = best_section(pool, wanted, evidence.sentences, embed)
    if section is None:
        return []
    if asked_by_heading(section, wanted) or (wanted.kinds and not narrowed(wanted)):
        return items(section, wanted)
    if not narrowed(wanted) and is_whole(section, evidence.sentences):
        return items(section, wanted)
    return on_subject(pool, wanted, evidence.sentences)


def _not_found(
    query: Query, evidence: Evidence, index: Index, composer: Composer, rows: tuple[ReviewVerdict, ...] = ()
) -> Draft:
    count = len(query.review_ids) or len(index.reviews)
    composer.say(
        replies.NOT_FOUND.format(scope=replies.scope(count), searched=query.searched_for.rstrip("?. "))
    )
    if query.shape == "list" and _lacks_kind(query, index):
        kind = wanted_kinds(query.asks)[0][0].replace("_", " ")
        for review_id in query.review_ids:
            composer.say(replies.NONE_OF_KIND.format(title=index.reviews[review_id].title, kind=kind))
    nearest = max(evidence.sentences, key=lambda s: s.score, default=None)
    if nearest is not None:
        composer.say(replies.RELATED)
        composer.quote(Pick(nearest.passage, (nearest.sentence,), nearest.score), "related")
    return Draft("not_found", composer, reviews=rows)
