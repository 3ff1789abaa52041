"""The parts of an answer that depend on the evidence."""

from dataclasses import dataclass

from assistant.compose import Composer
from assistant.nouns import Choice, Contact, Note, Outcome, ReviewVerdict


@dataclass(frozen=True, slots=True)
class Draft:
    """The parts of an answer that depend on the evidence; ``rules``: which of several ways of answering were taken.

    ``of_record``: it answers from the catalogue, whatever the passages say.
    """

    outcome: Outcome
    composer: Composer
    reviews: tuple[ReviewVerdict, ...] = ()
    missing: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    contacts: tuple[Contact, ...] = ()
    notes: tuple[Note, ...] = ()
    rules: tuple[str, ...] = ()
    of_record: bool = False
