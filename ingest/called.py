"""What a file without a record goes by in its own text: the names of those it tells of, and the area it is from.

Nobody asks of "Seven-Minute Briefing: Perplexing Presentations" by its title when it tells of "Imogen" in "Calderwick". A name is
taken for a person's where the text writes it without an article and in no longer name, never in small letters, and has it do or own
something again and again: what is often spoken of and is nobody ("Snapchat", "the Partnership") does not.
"""

import re
from collections import Counter

HEAD = 800  # characters in which a paper says who publishes it
LEAST_TOLD = 3  # times that a text has a name
LEAST_BARE = 1  # of those, within a sentence, alone and without an article
LEAST_DONE = 1  # of all, where its bearer does or owns something
MOST = 12  # names, the most told of first

_WORD = re.compile(r"(?<![\w'-])[A-Z][a-z]{2,}(?:-[A-Z][a-z]+)?(?![\w-])")
_CALLS_A_CHILD = frozenset({"Baby", "Child", "Infant", "Mr", "Mrs", "Ms", "Miss"})
_BEFORE = re.compile(r"([\w'-]+)[ *_\"“‘']*$")
_AFTER = re.compile(r"[*_\"”’']{0,2} ([A-Z][\w-]*)")
_ARTICLE = re.compile(r"(?i:an?|the|this|that|each|every|any|no|our|its)")
_DOES = re.compile(
    r"[*_\"”]{0,2}(?:['’]s\b| (?:was|were|had|has|is|did|does|told|said|says|died|lived|lives|went|came|could|would|began|who|moved|spoke|"
    r"asked|wanted|took|gave|felt|made|left|saw|kept|never|often|later|then|himself|herself)\b)"
)
_FAMILY = re.compile(r"['’]?s? (?:family|siblings|children|twins|brothers|sisters|household|home|parents)\b")
_SENTENCE_ENDS = ".?!:|#*->•\n"
# Bodies and works of everybody's that a text has act like a person, and names of days, languages and countries.
_NOBODY = frozenset(
    """
    Ofsted Estyn Cafcass Cymru Parliament Government Barnardo Childline Police Health Education Housing Probation Council Board Panel
    Partnership Trust Court Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December Christmas Easter Ramadan England Wales Scotland Ireland Britain English Welsh Scottish Irish
    British Polish Romanian Arabic Facebook Instagram Snapchat Google Covid Mother Father Mum Dad Reviewer Reviewers
    """.split()  # noqa: SIM905
)
_AREA = re.compile(
    r"(?P<area>[A-Z][\w'’-]+(?:,?(?: (?:and|of|on|upon|the|in|with|under|&))* [A-Z][\w'’-]+)*?) "
    r"(?:(?:Local|Regional|Multi-Agency|Joint|Children['’]?s?(?: and Adults)?) )*Safeguarding (?:(?:Children['’]?s?|Adults|Practice)(?: and \w+)? )*"
    r"(?:Partnership|Partners|Board|Alliance|Forum)\b"
)
_BODY = re.compile(r"^the | (?:County|City|Borough|Council)$")
_PUBLISHES = re.compile(r"^(?:(?:Published|Produced|Prepared|Issued|Written) (?:by|for) )?(?:The )?")


def called(text: str) -> tuple[str, ...]:
    """The names by which people may ask for a paper, beside its title: those most told of first, then its area.

    Args:
        text: its canonical text.
    """
    told: Counter[str] = Counter()
    bare: Counter[str] = Counter()
    done: Counter[str] = Counter()
    for match in _WORD.finditer(text):
        name = match.group()
        told[name] += 1
        if _in_longer_name(text, match):
            continue
        of_family = bool(_FAMILY.match(text, match.end()))
        done[name] += of_family or bool(_DOES.match(text, match.end()))
        bare[name] += of_family or _is_bare(text, match.start())
    found = [
        name
        for name, count in told.most_common()
        if count >= LEAST_TOLD
        and bare[name] >= LEAST_BARE
        and done[name] >= LEAST_DONE
        and name not in _NOBODY
        and not re.search(rf"(?<![\w-]){re.escape(name.lower())}(?![\w-])", text)
    ]
    return tuple(dict.fromkeys([*found[:MOST], *_areas(text[:HEAD])]))


def _in_longer_name(text: str, match: re.Match[str]) -> bool:
    """Whether a word is part of a name of several, such as that of a street, a school or a service."""
    before = _BEFORE.search(text, max(0, match.start() - 30), match.start())
    leads = bool(before and before[1][:1].isupper() and not _opens(text, before.start()))
    return (leads and before is not None and before[1] not in _CALLS_A_CHILD) or bool(
        _AFTER.match(text, match.end())
    )


def _is_bare(text: str, start: int) -> bool:
    """Whether a word stands within a sentence and without an article."""
    before = _BEFORE.search(text, max(0, start - 30), start)
    return not _opens(text, start) and not (before and _ARTICLE.fullmatch(before[1]))


def _opens(text: str, start: int) -> bool:
    """Whether a word is the first of a sentence, a line or a cell."""
    before = text[max(0, start - 8) : start].rstrip(" \"'“‘(_*")
    return not before or before[-1] in _SENTENCE_ENDS


def _areas(head: str) -> list[str]:
    """The area of the partnership or board that publishes a paper; of two together also each."""
    lines = (" ".join(re.sub(r"[*_#|]", " ", line).split()) for line in head.splitlines())
    match = next(filter(None, map(_AREA.search, lines)), None)
    if match is None:
        return []
    area = _PUBLISHES.sub("", match["area"])
    parts = [_BODY.sub("", part) for part in re.split(r",? (?:and|&) |, ", area)]
    return list(dict.fromkeys(one for one in (area, *parts) if len(one) > 2))
