"""Faults put into true sentences by rule: another number, the other polarity, a hedge dropped, another party, too wide a scope.

Each takes a sentence and the dice and gives the sentence with one fault, or None where it finds no hold.
"""

import random
import re
from collections.abc import Callable, Mapping, Sequence

from assistant.words import NUMBER_WORDS, TEENS

Fault = Callable[[str, random.Random], str | None]

_WORDS = [*NUMBER_WORDS, *TEENS]
_NUMBER = re.compile(rf"\b(?:\d[\d,]*(?:\.\d+)?|{'|'.join(_WORDS[1:])})\b", re.I)
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_ORDER = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh"]
_UNITS = ["days", "weeks", "months", "years"]

_PARTIES: Sequence[Sequence[str]] = (
    ("mother", "father", "grandmother", "grandfather", "aunt", "uncle", "stepfather", "foster carer"),
    ("mother's", "father's", "grandmother's", "stepfather's"),
    ("boy", "girl"), ("son", "daughter"), ("sister", "brother"), ("she", "he"), ("her", "his"), ("maternal", "paternal"),
    ("health visitor", "GP", "midwife", "school nurse", "social worker", "paediatrician", "nursery manager", "police officer"),
    ("health visitors", "GPs", "midwives", "school nurses", "social workers", "paediatricians", "teachers", "police officers"),
    ("police", "school", "hospital", "nursery", "council", "ambulance service", "housing provider"),
    ("children's social care", "the police", "the hospital", "the school", "the GP practice", "CAMHS", "probation"),
    ("Children's social care", "The police", "The hospital", "The school", "The GP practice"),
)  # fmt: skip
_POLARITY: Sequence[tuple[str, str]] = (
    ("did not", "did"), ("was not", "was"), ("were not", "were"), ("had not", "had"), ("could not", "could"),
    ("is not", "is"), ("are not", "are"), ("has not", "has"), ("does not", "does"), ("do not", "do"), ("cannot", "can"),
    ("should not", "should"), ("must not", "must"), ("never", "always"), ("never", "regularly"), ("without", "with"),
    ("no", "a"), ("none", "all"), ("nobody", "somebody"), ("no one", "everyone"), ("neither", "both"),
    ("failed to", "managed to"), ("refused", "accepted"), ("refused", "agreed"), ("declined", "accepted"),
    ("increased", "fell"), ("rose", "fell"), ("more", "fewer"), ("more", "less"), ("before", "after"),
    ("lack of", "presence of"), ("absent", "present"), ("missed", "attended"), ("ignored", "acted on"),
    ("opened", "closed"), ("started", "stopped"), ("began", "ended"), ("higher", "lower"), ("good", "poor"),
    ("strong", "weak"), ("known", "unknown"), ("able", "unable"), ("aware", "unaware"), ("safe", "unsafe"),
    ("met", "did not meet"), ("asked", "did not ask"), ("told", "did not tell"), ("made", "did not make"),
    ("shared", "did not share"), ("saw", "did not see"), ("knew", "did not know"), ("attended", "did not attend"),
    ("checked", "never checked"), ("recorded", "did not record"), ("early", "late"), ("longer", "shorter"),
    ("must", "need not"), ("should", "need not"), ("was", "was not"), ("were", "were not"), ("had", "had not"),
    ("is", "is not"), ("are", "are not"), ("has", "has not"), ("can", "cannot"), ("will", "will not"),
)  # fmt: skip
_TURNABLE_BACK = 34  # of these the second word is common enough to be turned into the first
_HEDGES: Sequence[tuple[str, Sequence[str]]] = (
    ("may have been", ("was",)), ("might have been", ("was",)), ("could have been", ("was",)),
    ("may have", ("did", "has")), ("might have", ("did", "has")), ("may be", ("is",)), ("might be", ("is",)),
    ("could be", ("is",)), ("should be", ("is now", "was", "has been")), ("must be", ("is now", "was")),
    ("should", ("now", "did")), ("may", ("will", "does")), ("might", ("will", "did")), ("could", ("did", "will")),
    ("suspected", ("confirmed", "proven")), ("possible", ("certain", "confirmed")), ("possibly", ("certainly", "")),
    ("alleged", ("proven",)), ("allegedly", ("",)), ("probably", ("certainly", "")), ("likely", ("certain",)),
    ("thought to be", ("known to be", "shown to be")), ("thought", ("knew", "proved")), ("believed", ("knew", "established")),
    ("appeared to be", ("was",)), ("seemed to be", ("was",)), ("appeared", ("was",)), ("suggested", ("proved",)),
    ("suggests", ("proves",)), ("considered", ("decided on",)), ("planned to", ("went on to",)), ("plans to", ("has begun to",)),
    ("is to", ("did",)), ("are to", ("now",)), ("intends to", ("has begun to",)), ("will", ("already does", "did")),
    ("recommended that", ("ensured that",)), ("recommends that", ("has ensured that",)), ("asked for", ("obtained",)),
    ("offered", ("given",)), ("tried to", ("managed to",)), ("worried that", ("found that",)), ("risk of", ("fact of",)),
    ("whether", ("that",)), ("can", ("does",)), ("tend to", ("",)), ("partly", ("wholly",)), ("contributed to", ("caused",)),
    ("about", ("exactly",)), ("reported", ("proved",)), ("said", ("proved",)), ("concerned that", ("sure that",)),
)  # fmt: skip
_SCOPES: Sequence[tuple[str, Sequence[str]]] = (
    ("some", ("all", "most")), ("many", ("all",)), ("most", ("all",)), ("often", ("always",)), ("sometimes", ("always",)),
    ("usually", ("always",)), ("several", ("all",)), ("a few", ("all", "most")), ("one of the", ("all of the",)),
    ("a number of", ("all",)), ("the child", ("every child", "all children")), ("the baby", ("every baby", "all babies")),
    ("this case", ("every case",)), ("the review", ("every review", "national research")), ("the family", ("every family",)),
    ("the school", ("all schools",)), ("the GP", ("all GPs",)), ("the health visitor", ("all health visitors",)),
    ("the social worker", ("every social worker",)), ("the hospital", ("all hospitals",)), ("rarely", ("never",)),
    ("a factor", ("the only cause",)), ("one", ("every",)), ("two", ("all",)), ("in part", ("entirely",)), ("mainly", ("only",)),
    ("local", ("national",)), ("locally", ("across the country",)), ("at the time", ("at all times",)), ("once", ("every time",)),
    ("any", ("all",)), ("on one occasion", ("on every occasion",)), ("staff", ("all staff",)), ("practitioners", ("all practitioners",)),
    ("agencies", ("all agencies",)), ("parents", ("all parents",)), ("children", ("all children",)), ("a", ("every",)),
)  # fmt: skip


def other_number(text: str, dice: random.Random) -> str | None:
    """A figure, a month, a place in order or a unit becomes another."""
    found = [*_NUMBER.finditer(text)]
    for words in (_MONTHS, _ORDER, _UNITS):
        found += re.finditer(rf"\b(?:{'|'.join(words)})\b", text)
    return _put(text, dice.choice(found), lambda old: _number(old, dice)) if found else None


def _number(old: str, dice: random.Random) -> str:
    for words in (_MONTHS, _ORDER, _UNITS, _WORDS):
        if old in words or (old.lower() in words):
            at = words.index(old if old in words else old.lower())
            near = [word for word in words[max(0, at - 4) : at + 5] if word.lower() != old.lower()]
            return dice.choice(near or [words[0]])
    if re.fullmatch(r"(?:19|20)\d\d", old):
        return str(int(old) + dice.choice((-3, -2, -1, 1, 2, 3)))
    if len(old) > 1 and dice.random() < 0.3 and old[0] != old[1] and old[1] not in "0,.":
        return old[1] + old[0] + old[2:]
    digits = [i for i, sign in enumerate(old) if sign.isdigit()]
    at = dice.choice(digits)
    changed = dice.choice([d for d in "123456789" if d != old[at]])
    return old[:at] + changed + old[at + 1 :]


def other_polarity(text: str, dice: random.Random) -> str | None:
    """A "not" put in or left out, or an antonym."""
    pairs = [
        *_POLARITY,
        *((b, a) for a, b in _POLARITY[:_TURNABLE_BACK] if b not in ("a", "with", "all", "did")),
    ]
    return _replaced(text, [(a, (b,)) for a, b in pairs], dice, even=True)


def hedge_dropped(text: str, dice: random.Random) -> str | None:
    """What may be or should be becomes what is."""
    return _replaced(text, _HEDGES, dice)


def other_party(text: str, dice: random.Random) -> str | None:
    """Another relative, agency or profession, or another child of the same sort of name."""
    child = re.search(r"\b(Child|Baby) ([A-Z])\b", text)
    if child and dice.random() < 0.3:
        other = dice.choice([letter for letter in "ABCDEFGHJKLMNPQRSTW" if letter != child[2]])
        return text[: child.start(2)] + other + text[child.end(2) :]
    named = [(one, tuple(other for other in group if other != one)) for group in _PARTIES for one in group]
    return _replaced(text, named, dice)


def too_wide(text: str, dice: random.Random) -> str | None:
    """Some becomes all, one case every case."""
    return _replaced(text, _SCOPES, dice)


FAULTS: Mapping[str, Fault] = {
    "number": other_number,
    "negated": other_polarity,
    "hedge": hedge_dropped,
    "wrong_child": other_party,
    "over_general": too_wide,
}


def _replaced(
    text: str, turns: Sequence[tuple[str, Sequence[str]]], dice: random.Random, even: bool = False
) -> str | None:
    """One of the turns that the text gives hold to, the long ones first so that none splits another.

    ``even``: a turn is chosen by its words and not by how often it fits, so that "is" does not crowd out the rest.
    """
    held: list[tuple[re.Match[str], Sequence[str]]] = []
    for old, new in sorted(turns, key=lambda turn: -len(turn[0])):
        for match in re.finditer(rf"\b{re.escape(old)}\b", text, re.I if old.islower() else 0):
            if not any(m.start() <= match.start() < m.end() for m, _ in held if len(m[0]) > len(old)):
                held.append((match, new))
    if not held:
        return None
    if even:
        word = dice.choice(sorted({match[0].lower() for match, _ in held}))
        held = [one for one in held if one[0][0].lower() == word]
    match, new = dice.choice(held)
    return _put(text, match, lambda old: dice.choice(list(new)))


def _put(text: str, match: re.Match[str], turn: Callable[[str], str]) -> str:
    new = turn(match[0])
    if match[0][0].isupper() and new:
        new = new[0].upper() + new[1:]
    return re.sub(r"  +", " ", text[: match.start()] + new + text[match.end() :])


_OTHER_WORDS = {
    "did not": "failed to", "because": "as", "told": "informed", "said": "stated", "about": "regarding", "before": "prior to",
    "after": "following", "staff": "practitioners", "practitioners": "professionals", "workers": "professionals",
    "asked": "requested", "begin": "start", "began": "started", "help": "support", "show": "demonstrate",
    "showed": "demonstrated", "got": "received", "found": "identified", "seen": "observed", "saw": "observed",
    "worried": "concerned", "used": "employed", "given": "provided", "gave": "provided", "need": "require",
    "needs": "requires", "must": "has to", "often": "frequently", "hurt": "injured", "mother": "mum", "father": "dad",
    "under": "below", "over": "more than", "but": "although", "later": "afterwards", "several": "a number of",
    "happened": "took place", "made": "drew up", "keep": "retain", "child": "youngster",
}  # fmt: skip
_OPENINGS = (
    "The review found that ", "In this review, ", "It is recorded that ", "According to the review, ", "We learn that ",
    "Staff should know that ",
)  # fmt: skip


def shortened(text: str, dice: random.Random) -> str:
    """Half the time, a clause of the sentence only."""
    clauses = re.split(r"(?<=[,;])\s", text)
    if len(clauses) < 2 or dice.random() < 0.5:
        return text
    at = dice.randrange(1, len(clauses))
    kept = " ".join(clauses[:at] if dice.random() < 0.6 else clauses[1:]).rstrip(",;. ")
    return kept[0].upper() + kept[1:] + "." if len(kept.split()) >= 6 else text


def reworded(text: str, dice: random.Random) -> str:
    """Some words become others that mean about the same, and sometimes an opening is put before it."""
    for word in _OTHER_WORDS:
        if dice.random() < 0.6:
            text = re.sub(rf"\b{word}\b", _OTHER_WORDS[word], text, count=1)
    return dice.choice(_OPENINGS) + text[0].lower() + text[1:] if dice.random() < 0.35 else text
