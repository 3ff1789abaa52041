"""Whom to call: numbers of the register first, then the contact block of a review, as printed."""

import re
from collections.abc import Sequence

from assistant import replies
from assistant.compose import Composer
from assistant.contacts import NATIONAL, Register
from assistant.echo import echoed
from assistant.expansion import expand
from assistant.mentions import mentioned, without
from assistant.nouns import Choice, Citation, Contact, Note, Query
from assistant.papers import Papers
from assistant.parts import Draft
from assistant.personal_data_words import TOWNS
from assistant.retrieve import Evidence
from assistant.select import Pick, best_sentences
from assistant.spelling import is_word
from assistant.words import ABOUT_REVIEWS, content, fold, stem, stems, tokens

# A telephone number as print gives it; the short lines have forms of their own.
TELEPHONE = re.compile(
    r"(?<![\d.-])(?:(?:\+44|\(?0)(?:[ ()-]{0,2}\d){9,10}|0800 ?1111|116 ?(?:123|000|111))(?!\d)"
)
# Words that ask for contact details and do not say whose.
_AROUND = re.compile(
    r"\b(?:numbers?|no|phone|telephone|tel|contacts?|details?|e-?mails?|address(?:es)?|ring|call|reach|hold|touch|lines?|"
    r"helplines?|hotlines?|info|opening|office|hours|times|hour|day|please|pls|again|need|printed|own)\b",
    re.IGNORECASE,
)
# "The partnership's address": each area has one.
_WHOSE = re.compile(
    r"\b(?:the|this|that|your) (?:safeguarding )?(?:children'?s )?(?:partnership|board)(?:'s?)?\b",
    re.IGNORECASE,
)
_MAIL = re.compile(r"\be-?mail", re.IGNORECASE)

# Numbers that must come from the register, of the area that is meant.
_REFERS = re.compile(
    r"\b(?:refer\w*|report\w*|urgent\w*|emergency|duty|out of hours|front door|social (?:care|services)|spoa|mash|eds|edt|at risk|danger|harm\w*|"
    r"hurt|abus\w+|worr(?:y|ied|ies)|concern\w*|unsafe)\b",
    re.IGNORECASE,
)

# When nobody is in the office, and numbers that are for then.
_OUT_OF_HOURS = re.compile(
    r"\b(?:week-?ends?|nights?|evenings?|saturdays?|sundays?|bank holidays?|out[- ]of[- ](?:office )?hours|after[- ](?:office )?hours|after (?:5|five|6|six))\b",
    re.IGNORECASE,
)
_FOR_THEN = re.compile(r"\bout(?:side| of)\b|\bat any (?:hour|time)\b|\b24\b", re.IGNORECASE)

# A service that each area has of its own, behind or before the name of a place.
_LOCAL = (
    r"(?:mash|spoa|spa|lado|eds|edt|front door|duty (?:team|desk|line)|emergency duty (?:team|service)|out[- ]of[- ]hours|"
    r"(?:children'?s |child )?(?:social (?:care|services|work(?:ers)?)|services)|children'?s (?:team|hub)|child protection|"
    r"safeguarding(?: (?:team|hub|partnership|referrals?))?|council|first response|referrals?)"
)
_PLACE = r"(?P<place>[A-Za-z][a-z'-]{2,}(?: (?:and|upon|on) [A-Z][a-z]+| [A-Z][a-z]+)?)"
_OF_PLACE = re.compile(rf"\b{_PLACE}(?:'s)? (?:(?:county|city|borough) )?(?i:{_LOCAL})\b")
_IN_PLACE = re.compile(rf"\b(?i:{_LOCAL})\b.{{0,40}}?\b(?:in|for|at|of|near) {_PLACE}")
_COUNTY = re.compile(r"^[A-Z][a-z]+(?:shire|folk|umberland)$")
_WORDS_TOO = frozenset("barking bath bury deal hull poole reading sandwich slough stoke".split())  # noqa: SIM905 - towns


def contact_answer(
    query: Query, evidence: Evidence, composer: Composer, contacts: Sequence[Contact], register: Register
) -> Draft:
    """Answer a question for a number or address; without an area, numbers for referring are asked back for."""
    refers = _REFERS.search(query.question) and not _MAIL.search(query.question)
    if not contacts and not query.review_ids and (refers or _WHOSE.search(query.question)):
        composer.say(replies.WHICH_AREA)
        bare = query.standalone.rstrip("?. ")
        areas = tuple(Choice(area.name, f"{bare}, in {area.name}?") for area in register.areas)
        return Draft("clarify", composer, choices=areas)
    for contact in contacts:
        text = f"{contact.area}, {contact.label}: {contact.number or 'no number held'} ({contact.hours})"
        doubt = f". {replies.DOUBTFUL.format(doubt=contact.doubt)}" if contact.doubtful else ""
        composer.say(text + doubt, "contact")
    subject = without(query.standalone, mentioned(query.standalone, composer.reviews))
    printed = _contact_block(evidence, subject, _reviews_of(contacts, composer, register))
    composer.quote_all(printed)
    notes = (Note(replies.REGISTER),) if contacts else ()
    if composer.statements:
        return Draft("answered", composer, contacts=tuple(contacts), notes=notes)
    picks = [pick for pick in best_sentences(evidence.sentences) if _speaks_of(subject, pick)]
    composer.quote_all(picks)
    if not picks:
        composer.say(
            replies.NOT_FOUND.format(scope="the register or the reviews", searched=echoed(query.searched_for))
        )
        nearest = max(evidence.sentences, key=lambda one: one.score, default=None)
        if nearest:
            composer.say(replies.RELATED)
            composer.quote(Pick(nearest.passage, (nearest.sentence,), nearest.score), "related")
    return Draft("answered" if picks else "not_found", composer)


def printed_notes(citations: Sequence[Citation], register: Register) -> tuple[Note, ...]:
    """The notes that go with quotes that give contact details, whatever was asked: as printed, and any doubt of the register."""
    details = [c.quote for c in citations if c.kind == "contact" or TELEPHONE.search(c.quote)]
    digits = [re.sub(r"\D", "", quote) for quote in details]
    doubts = [
        Note(f"{contact.number}: {contact.doubt}")
        for contact in register.doubtful()
        if any(re.sub(r"\D", "", contact.number) in printed for printed in digits)
    ]
    return (Note(replies.AS_PRINTED), *doubts) if details else ()


def _reviews_of(contacts: Sequence[Contact], composer: Composer, register: Register) -> frozenset[str] | None:
    """The reviews of the areas whose contacts are shown; None where no area's are."""
    areas = {contact.area for contact in contacts} - {NATIONAL}
    if not areas:
        return None
    return frozenset(
        review.id
        for review in composer.reviews.values()
        if areas & set(register.areas_named(review.publisher))
    )


def _contact_block(evidence: Evidence, subject: str, of_area: frozenset[str] | None) -> list[Pick]:
    """The contact block that fits best, whole: half an address book entry helps nobody.

    It is of the area that is meant, or else speaks of the service: one service's number is not another's.
    """
    found = [s for s in evidence.sentences if s.sentence.kind == "contact" and s.passage.kind == "contact"]
    picks = [Pick(one.passage, one.passage.sentences, one.score) for one in found]
    if of_area is None:
        picks = [pick for pick in picks if _speaks_of(subject, pick)]
    else:
        picks = [pick for pick in picks if pick.passage.review_id in of_area]
    best = max(picks, key=lambda pick: pick.score, default=None)
    return [best] if best else []


def _speaks_of(subject: str, pick: Pick) -> bool:
    """Whether details printed in a review are of what is asked for; any are where no service is named."""
    said = stems(" ".join((*pick.passage.section, pick.passage.text)))
    asked = {stem(word) for word in content(tokens(_AROUND.sub(" ", subject))) if word not in ABOUT_REVIEWS}
    same = {stem(word) for met in expand(subject) for term in met.others for word in content(tokens(term))}
    return not asked or bool((asked | same) & said)


def area_not_held(question: str, register: Register) -> str | None:
    """The place that a question wants a local service's number of, where the register has no such area; else None.

    Args:
        question: as it was typed; a place that is not known as a town is known by its capital.
        register: whose areas and national services are none of these.
    """
    text = fold(question)
    if register.areas_named(text) or register.national_named(text):
        return None
    for match in (*_OF_PLACE.finditer(text), *_IN_PLACE.finditer(text)):
        words = match["place"].split()
        for place, first in ((" ".join(words), match.start("place")), (words[-1], match.end("place"))):
            known = re.fullmatch(TOWNS, place, re.IGNORECASE) and place not in _WORDS_TOO
            capital = place.istitle() and first and not is_word(words[-1].lower())
            if known or capital or _COUNTY.search(place):
                return place.title()
    return None


def contacts_for(query: Query, index: Papers, register: Register, area: str) -> tuple[Contact, ...]:
    """Whom the register holds for a question that asks for a number: services named, then the area's.

    ``area``: the one that settings give, where a question names none.
    """
    if query.shape != "contact":
        return ()
    named = register.national_named(query.question)
    if not query.areas and not query.review_ids:
        named = (*named, *register.local_named(query.question))
    areas = query.areas
    if not areas and (query.review_ids or not named):
        publishers = " ".join(index.reviews[i].publisher for i in query.review_ids)
        areas = register.areas_named(f"{publishers} {area}")
    found = (*named, *register.of_areas(areas))
    if _OUT_OF_HOURS.search(query.question):
        return tuple(sorted(found, key=lambda one: not _FOR_THEN.search(f"{one.label} {one.hours}")))
    return found
