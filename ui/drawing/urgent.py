"""The urgent answer: 999 first, large, and told apart by words and shape as well as by colour."""

import re

from assistant.in_words import number_checked
from assistant.nouns import Answer, Contact
from ui.drawing.markup import Markup, join, tag

_DIALLED = re.compile(r"\+?[0-9]{3,15}")
_EMERGENCY = "999"


def emergency(answer: Answer) -> Markup:
    """The head of an urgent answer: the emergency number, and the first thing the answer says."""
    return tag(
        "div",
        tag("p", "Urgent", class_="flag"),
        tag("h3", "In danger now? Call ", call(_EMERGENCY, _EMERGENCY)),
        *(tag("p", statement.text) for statement in answer.statements[:1]),
        class_="emergency",
        role="alert",
    )


def which_area() -> Markup:
    """Heads the areas to press."""
    return tag("h4", "Where is the child? Press for the numbers there")


def whom_to_call(answer: Answer) -> Markup:
    """The numbers of the register, and what else the answer says."""
    others = tuple(contact for contact in answer.contacts if contact.dial != _EMERGENCY)
    notes = tuple(note.text for note in answer.notes)
    further = (*(statement.text for statement in answer.statements[1:]), *notes)
    return join(contacts(others), *(tag("p", text) for text in further))


def contacts(held: tuple[Contact, ...], heading: str = "h4") -> Markup:
    """Numbers grouped by area, in the order given; ``heading`` is the level of the areas' names."""
    areas = list(dict.fromkeys(contact.area for contact in held))
    return join(
        *(
            join(
                tag(heading, area) if area else "",
                tag("ul", *(_contact(c) for c in held if c.area == area), class_="contacts"),
            )
            for area in areas
        )
    )


def call(number: str, dial: str) -> Markup:
    """A number to press; plain text where there is nothing fit to dial."""
    if not _DIALLED.fullmatch(dial):
        return tag("span", number, class_="tel")
    return tag("a", number, href=f"tel:{dial}", class_="tel")


def _contact(contact: Contact) -> Markup:
    checked = number_checked(contact)
    return tag(
        "li",
        tag("span", contact.label, class_="who"),
        call(contact.number, contact.dial) if contact.number else "",
        tag("span", tag("strong", "Doubtful number. "), contact.doubt, class_="doubt")
        if contact.doubtful
        else "",
        tag("span", contact.hours, class_="hours") if contact.hours else "",
        tag("span", checked, class_="checked") if checked else "",
    )
