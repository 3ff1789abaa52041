"""The urgent answer: emergency number first, large, and told apart by words and shape as well as colour."""

import re

from assistant.nouns import Answer, Contact
from ui.drawing import words
from ui.drawing.markup import Markup, join, tag

_DIALLED = re.compile(r"\+?[0-9]{3,15}")
_EMERGENCY = "999"


def urgent(answer: Answer) -> Markup:
    """999 above all, then the numbers of the register, then what else the answer says."""
    others = [contact for contact in answer.contacts if contact.dial != _EMERGENCY]
    return tag(
        "section",
        tag("p", "Urgent", class_="flag"),
        tag("h3", "If a child is in danger or seriously hurt, call ", call(_EMERGENCY, _EMERGENCY), " now"),
        *(tag("p", s.text) for s in answer.statements if s.role in ("note", "contact")),
        contacts(tuple(others)),
        class_="urgent",
        role="alert",
    )


def contacts(held: tuple[Contact, ...]) -> Markup:
    """Numbers grouped by area, in the order given."""
    areas = list(dict.fromkeys(contact.area for contact in held))
    return join(
        *(
            join(
                tag("h4", area) if area else "",
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
    checked = f"checked {words.day(contact.checked)}" if contact.checked else "not yet checked by a person"
    return tag(
        "li",
        tag("span", contact.label, class_="who"),
        call(contact.number, contact.dial) if contact.number else "",
        tag("span", tag("strong", "Doubtful number. "), contact.doubt, class_="doubt")
        if contact.doubtful
        else "",
        tag("span", contact.hours, class_="hours") if contact.hours else "",
        tag("span", f"Number {checked}.", class_="checked") if contact.number else "",
    )
