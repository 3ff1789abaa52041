"""From evidence to an answer, by what the question asks for: a fact, a list, which reviews, a comparison, a contact."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant import replies
from assistant.asked import asked
from assistant.compose import Composer
from assistant.contacts import Register
from assistant.interpret import subject_of
from assistant.nouns import Choice, Contact, Note, Outcome, Query, ReviewVerdict
from assistant.relevance import Scored
from assistant.retrieve import Evidence
from assistant.sections import (
    Embed,
    Wanted,
    asked_by_heading,
    best_section,
    items,
    narrowed,
    on_subject,
    sections,
)
from assistant.select import COMPARES, SAYS, SAYS_SHARE, Pick, best_sentences, leads_in, same_age, whole_point
from assistant.shapes import wanted_kinds
from assistant.words import stem
from ingest.index import Index
from ingest.nouns import Review

_GENERIC = frozenset(
    [
        "old",
        "age",
        "aged",
        "young",
        "younger",
        "oldest",
        "baby",
        "babies",
        "child",
        "children",
        "infant",
        "mum",
        "mother",
        "dad",
        "father",
        "parent",
        "parents",
        "family",
        "happened",
        "happen",
        "injury",
        "injuries",
        "injured",
        "hurt",
        "harm",
        "die",
        "died",
        "dead",
        "date",
        "year",
        "year's",
        "gender",
        "sex",
        "boy",
        "girl",
        "outcome",
        "result",
        "rapid",
        "serious",
        "practice",
        "type",
        "kind",
        "publisher",
        "published",
        "say",
        "conclude",
        "concluded",
    ]
)


_HAPPENED = re.compile(
    r"\bwhat (?:has |had )?happened (?:to|in|with)\b|\bwhat was (?:it|the case) about\b", re.IGNORECASE
)
_MAIL = re.compile(r"\be-?mail", re.IGNORECASE)
_WORKER = re.compile(
    r"\b(?:hvs?|mws?|sws?|gps?|health visit\w*|midwi\w*|social workers?|doctors?|nurses?|paed\w*|professionals?|staff|workers?|officers?|women|woman|mums)\b",
    re.IGNORECASE,
)
# Numbers that must come from the register, of the area that is meant.
_REFERS = re.compile(
    r"\b(?:refer\w*|report\w*|urgent\w*|emergency|duty|out of hours|front door|social (?:care|services)|spoa|mash|eds|edt|at risk)\b",
    re.IGNORECASE,
)
# One child or family, as if there were no other: "the baby", "his mother".
_ONE_CHILD = re.compile(
    r"\b(?:the|this|that) (?:baby|child|infant|boy|girl|little one|mother|mum|father|dad|family|parents|case)\b(?! (?:protection|safeguarding))"
    r"|\b(?:he|she|his|her|him)\b|\bthe (?:\w+ ){0,3}(?:review|scr|briefing|report|one)\b",
    re.IGNORECASE,
)
UNDECIDED = 0.93  # share of the best review's score from which another may be meant as well


@dataclass(frozen=True, slots=True)
class Draft:
    """The parts of an answer that depend on the evidence."""

    outcome: Outcome
    composer: Composer
    reviews: tuple[ReviewVerdict, ...] = ()
    missing: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    contacts: tuple[Contact, ...] = ()
    notes: tuple[Note, ...] = ()


def draft(
    query: Query,
    evidence: Evidence,
    index: Index,
    contacts: Sequence[Contact],
    register: Register,
    embed: Embed,
) -> Draft:
    """Answer a query in exact quotes of what was found."""
    composer = Composer(dict(index.reviews))
    if query.none_permitted or query.unheld:
        composer.say(replies.UNHELD.format(name=query.unheld) if query.unheld else replies.NONE_PERMITTED)
        return Draft("not_found", composer)
    evidence = replace(evidence, sentences=same_age(query.question, evidence.sentences))
    if query.shape == "contact":
        return _contact(query, evidence, composer, contacts, register)
    choices = _choices(query, evidence, index)
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
        picks = _list(query, evidence, index, embed) or best_sentences(evidence.sentences)
    else:
        picks = _story(query, index) or best_sentences(evidence.sentences)
    if not picks:
        return _not_found(query, evidence, index, composer)
    composer.quote_all(picks)
    return Draft("answered", composer)


def _choices(query: Query, evidence: Evidence, index: Index) -> tuple[Choice, ...]:
    """Ways to ask again where one review is asked about and nothing says which."""
    pool = [index.reviews[i] for i in query.review_ids] if query.review_ids else list(index.reviews.values())
    if query.shape not in ("fact", "list") or len(pool) < 2:
        return ()
    kinds, strict = wanted_kinds(query.question)
    words = [word for word in subject_of(query, index.reviews) if word not in _GENERIC]
    one = _ONE_CHILD.search(query.standalone) and not _WORKER.search(query.standalone)
    if words and not (one and _undecided(evidence)):
        return ()
    if strict and not words:
        pool = [
            r for r in pool if any(s.kind in kinds for p in index.review_passages(r.id) for s in p.sentences)
        ]
    elif asked(query.question, ()).process or (query.shape == "list" and not one):
        return ()
    bare = query.standalone.rstrip("?. ")
    return (
        tuple(Choice(_label(review), f"{bare}, in {review.title}?") for review in pool)
        if len(pool) > 1
        else ()
    )


def _story(query: Query, index: Index) -> list[Pick]:
    """What happened, of one review: the beginning of its account."""
    if len(query.review_ids) != 1 or not _HAPPENED.search(query.question):
        return []
    if any(word not in _GENERIC for word in subject_of(query, index.reviews)):
        return []
    told = [p for p in index.review_passages(query.review_ids[0]) if p.kind == "context"]
    picks: list[Pick] = []
    for block in told[0].blocks() if told else ():
        if len(picks) < 2 and all(sentence.kind == "context" for sentence in block):
            picks.append(Pick(told[0], block, 1.0))
    return picks


def _lacks_kind(query: Query, index: Index) -> bool:
    """Whether none of the reviews meant has a statement of the kind that is asked for."""
    kinds, strict = wanted_kinds(query.question)
    if not strict or not query.review_ids or set(kinds) & {"learning", "boilerplate"}:
        return False
    passages = (passage for i in query.review_ids for passage in index.review_passages(i))
    return not any(s.kind in kinds for passage in passages for s in passage.sentences)


def _undecided(evidence: Evidence) -> bool:
    """Whether the best sentences of two reviews are about as good."""
    best: dict[str, float] = {}
    for one in evidence.sentences:
        best[one.passage.review_id] = max(best.get(one.passage.review_id, 0.0), one.score)
    first, *rest = sorted(best.values(), reverse=True) or [0.0]
    return bool(rest) and rest[0] >= UNDECIDED * first


def _label(review: Review) -> str:
    return f"{review.title} ({review.publisher_short})"


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
    kinds, strict = wanted_kinds(query.question)
    only_kind = strict and not subject_of(query, index.reviews)
    held = [
        s for s in evidence.sentences if s.sentence.kind not in ("boilerplate", "contact") and not leads_in(s)
    ]
    if only_kind:
        held = [s for s in held if s.sentence.kind in kinds]
    best: dict[str, Scored] = {}
    for scored in held:
        key = scored.passage.review_id
        if key not in best or scored.score > best[key].score:
            best[key] = scored
    least = (
        0.0 if only_kind else max(SAYS, SAYS_SHARE * max((one.score for one in best.values()), default=0.0))
    )
    return {key: whole_point(one) for key, one in best.items() if one.score >= least}


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
    kinds, strict = wanted_kinds(query.question)
    words = frozenset(stem(word) for word in subject_of(query, index.reviews))
    about = tuple(c for c in evidence.concepts if c.words & words or c.synonyms & words)
    process = asked(query.question, ()).process
    wanted = Wanted(query.question, kinds if strict and not process else (), about, evidence.vector, process)
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
    return on_subject(pool, wanted, evidence.sentences)


def _contact(
    query: Query, evidence: Evidence, composer: Composer, contacts: Sequence[Contact], register: Register
) -> Draft:
    if (
        not contacts
        and not query.review_ids
        and _REFERS.search(query.question)
        and not _MAIL.search(query.question)
    ):
        composer.say(replies.WHICH_AREA)
        bare = query.standalone.rstrip("?. ")
        areas = tuple(Choice(area.name, f"{bare}, in {area.name}?") for area in register.areas)
        return Draft("clarify", composer, choices=areas)
    for contact in contacts:
        text = f"{contact.area}, {contact.label}: {contact.number or 'no number held'} ({contact.hours})"
        doubt = f". {replies.DOUBTFUL.format(doubt=contact.doubt)}" if contact.doubtful else ""
        composer.say(text + doubt, "contact")
    printed = _contact_block(evidence)
    composer.quote_all(printed)
    notes = [Note(replies.REGISTER)] if contacts else []
    notes += [Note(replies.AS_PRINTED)] if printed else []
    notes += [
        Note(f"{c.number}: {c.doubt}")
        for c in register.doubtful()
        if any(_prints(p, c.number) for p in printed)
    ]
    if not composer.statements:
        picks = best_sentences(evidence.sentences)
        if not picks:
            composer.say(
                replies.NOT_FOUND.format(scope="the register or the reviews", searched=query.searched_for)
            )
            return Draft("not_found", composer)
        composer.quote_all(picks)
    return Draft("answered", composer, contacts=tuple(contacts), notes=tuple(notes))


def _prints(pick: Pick, number: str) -> bool:
    digits = re.sub(r"\D", "", number)
    return bool(digits) and digits in re.sub(r"\D", "", pick.passage.quote(*pick.span))


def _contact_block(evidence: Evidence) -> list[Pick]:
    """The contact block that fits best, whole: half an address book entry helps nobody."""
    found = [s for s in evidence.sentences if s.sentence.kind == "contact" and s.passage.kind == "contact"]
    best = max(found, key=lambda s: s.score, default=None)
    return [Pick(best.passage, best.passage.sentences, best.score)] if best else []


def _not_found(
    query: Query, evidence: Evidence, index: Index, composer: Composer, rows: tuple[ReviewVerdict, ...] = ()
) -> Draft:
    count = len(query.review_ids) or len(index.reviews)
    composer.say(
        replies.NOT_FOUND.format(scope=replies.scope(count), searched=query.searched_for.rstrip("?. "))
    )
    nearest = max(evidence.sentences, key=lambda s: s.score, default=None)
    if nearest is not None:
        composer.say(replies.RELATED)
        composer.quote(Pick(nearest.passage, (nearest.sentence,), nearest.score), "related")
    return Draft("not_found", composer, reviews=rows)
