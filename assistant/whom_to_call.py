"""Whom to call: numbers of the register first, then the contact block of a review, as printed."""

import re
from collections.abc import Sequence

from assistant import replies
from assistant.compose import Composer
from assistant.contacts import Register
from assistant.nouns import Choice, Contact, Note, Query
from assistant.parts import Draft
from assistant.retrieve import Evidence
from assistant.select import Pick, best_sentences

_MAIL = re.compile(r"\be-?mail", re.IGNORECASE)

# Numbers that must come from the register, of the area that is meant.
_REFERS = re.compile(
    r"\b(?:refer\w*|report\w*|urgent\w*|emergency|duty|out of hours|front door|social (?:care|services)|spoa|mash|eds|edt|at risk)\b",
    re.IGNORECASE,
)


def contact_answer(
    query: Query, evidence: Evidence, composer: Composer, contacts: Sequence[Contact], register: Register
) -> Draft:
    """Answer a question for a number or address; without an area, numbers for referring are asked back for."""
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
