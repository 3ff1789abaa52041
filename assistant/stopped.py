"""Answers to what is stopped before anything is searched: a live concern, and what is declined."""

from collections.abc import Sequence
from datetime import datetime

from assistant import replies
from assistant.contacts import Register
from assistant.guard import Verdict
from assistant.nouns import Answer, Choice, Note, Query, Statement
from assistant.stopwatch import Stopwatch
from assistant.topics import reviews_on
from assistant.words import fold


def declined(
    question: str,
    verdict: Verdict,
    watch: Stopwatch,
    query: Query | None = None,
    choices: tuple[Choice, ...] = (),
) -> Answer:
    """The answer to what is declined; a message with personal data is not echoed. ``choices``: to ask instead."""
    assert verdict.reason is not None
    shown = None if verdict.personal_data else question
    return Answer(
        question=shown,
        searched_for=query.searched_for if query and shown else None,
        outcome="declined",
        reason=verdict.reason,
        statements=(
            Statement(
                replies.ONLY_ENGLISH if verdict.other_language else replies.DECLINED[verdict.reason], "note"
            ),
        ),
        choices=choices,
        why=verdict.why,
        timings_ms=watch.timings(),
    )


def asked_back(question: str, told: str, watch: Stopwatch) -> Answer:
    """The answer to a question that cannot be read as it is; ``told`` says why and what to do."""
    return Answer(
        question, None, "clarify", statements=(Statement(told, "note"),), timings_ms=watch.timings()
    )


def help_with(question: str, suggestions: Sequence[str], watch: Stopwatch) -> Answer:
    """The answer to a message that asks nothing of the reviews: what this is for, with questions to begin with."""
    return Answer(
        question=question,
        searched_for=None,
        outcome="clarify",
        statements=(Statement(replies.HELP, "note"),),
        choices=tuple(Choice(one, one) for one in suggestions),
        timings_ms=watch.timings(),
    )


def urgent(
    question: str, verdict: Verdict, register: Register, area: str, now: datetime, watch: Stopwatch
) -> Answer:
    """999, then whom to call in the area and at the hour, then whom to tell.

    Args:
        question: the message; not echoed when it holds personal data.
        verdict: of the guard.
        register: of contacts.
        area: set for this installation, beside any that the message names.
        now: UK time.
        watch: of the stages so far.
    """
    areas = register.areas_named(f"{fold(question)} {area}")
    contacts = register.urgent(areas, now)
    held = any(contact.area in areas and contact.number for contact in contacts)
    closed = any(one.is_open(now) is False for one in register.areas if one.name in areas)
    how = replies.BY_NUMBERS["none" if not held else "closed" if closed else "open"]
    statements = [replies.CALL_999, replies.REFER_NOW.format(how=how)]
    choices: tuple[Choice, ...] = ()
    if not areas:
        statements.append(replies.NO_AREA)
        choices = tuple(
            Choice(
                one.name
                if any(contact.number for contact in one.contact)
                else f"{one.name} (no number held)",
                replies.area_pressed(one.name),
            )
            for one in register.areas
        )
    choices += reviews_on(question)
    statements += [replies.NO_NUMBER.format(area=c.area) for c in contacts if not c.number]
    statements += [replies.TELL_LEAD, replies.SELF_HARM, replies.NOT_ADVICE]
    return Answer(
        question=None if verdict.personal_data else question,
        searched_for=None,
        outcome="urgent",
        statements=tuple(Statement(text, "note") for text in statements),
        choices=choices,
        contacts=tuple(contact for contact in contacts if contact.number),
        notes=tuple(Note(told) for told in register.faults(area)),
        why=verdict.why,
        timings_ms=watch.timings(),
    )
