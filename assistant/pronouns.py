"""Whom "he" and "she" mean: somebody named before, one of the asker's own people, or nobody that is known."""

import re

from assistant.words import fold

_PRONOUN = re.compile(r"\b(?:he|she|his|her|hers|him)\b", re.IGNORECASE)
# Somebody that a later "she" may mean: of the case, or the asker's own people.
_PERSON = re.compile(
    r"\b(?:child|baby|infant|boy|girl|toddler|newborn|son|daughter|little one|mum|mother|dad|father|parent|partner|boyfriend|stepdad|stepfather|grand\w+|nan|gran|"
    r"brother|sister|sibling|woman|man|person|someone|somebody|anyone|worker|visitor|midwife|doctor|gp|hv|nurse|consultant|paed\w*|radiologist|officer|teacher|professional|"
    r"practitioner|victim|perpetrator|ex|one|\w+-old|old)s?\b|\b(?:my|our) \w+|\bchild [a-z0-9]{1,3}\b",
    re.IGNORECASE,
)
_OWN_PEOPLE = re.compile(
    r"\b(?:my|our|a|the) (?:(?:new|line|team|own|safeguarding|named|designated|service) ){0,2}"
    r"(?:manager|boss|colleague|supervisor|supervisee|student|trainee|chair|head|lead|director|mentor|trainer|deputy|team|admin|line manager|business manager|board)\b",
    re.IGNORECASE,
)


def points_to_nobody(question: str) -> bool:
    """Whether "his" or "she" stands before anybody whom it could mean."""
    text = fold(question)
    pronoun = _PRONOUN.search(text)
    return pronoun is not None and not _PERSON.search(text[: pronoun.start()])


def without_own_people(text: str) -> str:
    """A text without the asker's people and what points to them: "my manager ... so that she can" is of no review."""
    rest = _OWN_PEOPLE.sub(" ", text)
    return text if rest == text else _PRONOUN.sub(" ", rest)
