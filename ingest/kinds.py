"""Which kind of statement a heading announces, and what the wording of a sentence says against it.

Order matters in every table: the first pattern that matches decides.
"""

import re

from ingest.nouns import Kind


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_HEADINGS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "boilerplate",
        _any_of(r"^what (is|are) (a|an|the)\b.*(review|partnership|board)", r"purpose of (the )?reviews?"),
    ),
    ("contact", _any_of(r"\bcontacts?\b", r"get in touch", r"who to call")),
    (
        "boilerplate",
        _any_of(r"further reading", r"useful links", r"\bresources\b", r"further information", r"references"),
    ),
    ("recommendation", _any_of(r"recommend")),
    ("question", _any_of(r"\bquestions?\b", r"for reflection")),
    ("good_practice", _any_of(r"good practice", r"worked well", r"strengths?\b")),
    (
        "action",
        _any_of(
            r"\bactions?\b",
            r"what has (been done|changed)",
            r"since the review",
            r"\bresponse\b",
            r"\b(sharing|spreading|disseminat\w+|embedding)\b.*\blearning\b",
        ),
    ),
    ("learning", _any_of(r"learning", r"lessons?", r"key (features|points|messages|themes)", r"what to do")),
    (
        "finding",
        _any_of(
            r"findings?",
            r"what .* found",
            r"areas? (for|of) (development|improvement)",
            r"missed",
            r"concerns?",
        ),
    ),
    (
        "context",
        _any_of(
            r"introduction",
            r"background",
            r"context",
            r"why it matters",
            r"what happened",
            r"summary",
            r"the review",
        ),
    ),
)
_UPDATES_ANNOUNCED = _any_of(r"\bupdates?\b", r"progress", r"actions? (already )?(completed|taken)")

_QUESTION = re.compile(r"\?[\"'”’)\]*_]*$")
_REACHES = re.compile(r"(?:\+44|\b0)(?:[\s*-]*\d){9,10}\b|[\w.+-]{1,64}@[\w-]+\.\w|\bwww\.")
_ASKS_TO_REACH = _any_of(
    r"\bcalls?\b",
    r"\bphone\b",
    r"\btel",
    r"\be-?mail",
    r"\bcontact",
    r"out(side)? of (office )?hours",
    r"\breferrals?\b",
)
_BOILERPLATE = _any_of(
    r"^the purpose of .*reviews?\b",
    r"not conducted to hold\b",
    r"^links? title:",
    r"^web address:",
    r"^\[[^\]]*\]\([^)]*\)$",
)
_STATISTIC = re.compile(
    r"\b\d[\d,.]{0,20}\s?%|\b\d[\d,]{0,20} (serious )?(incidents|notifications|cases|reviews)\b",
    re.IGNORECASE,
)
_LOCAL = _any_of(r"\blocal(ly)?\b")
_NATIONAL = _any_of(
    r"\bnational (review|panel|cases|learning|thematic)",
    r"\bnationally\b",
    r"\bthe national\b",
    r"\bthe panel\b",
)
_GOOD_PRACTICE = _any_of(r"good practice", r"getting the basics right", r"did well", r"praised", r"commended")
_ACTION = _any_of(
    r"\b(was|were|has been|have been) (also )?(delivered|revised|updated|launched|strengthened|undertaken|"
    r"given|shared|reviewed|introduced|distributed|trained)\b",
    r"\btook actions?\b",
    r"\bnow (have|has|includes?)\b",
    r"\bundertakes a\b",
    r"\b(attended|undertook|took part in) training\b",
)
_LEARNING = _any_of(r"learning points?", r"\blessons?\b", r"changes which should")
_MODAL = _any_of(
    r"\bshould\b", r"\bmust\b", r"\bneeds? to\b", r"\bestablish (if|whether)\b", r"\bto be considered\b"
)
_SAYS_UPDATE = re.compile(r"^\W*updates?\b\s*:", re.IGNORECASE)


def heading_kind(heading: str) -> Kind | None:
    """The kind that a heading announces, or None when it announces none."""
    return next((kind for kind, pattern in _HEADINGS if pattern.search(heading)), None)


def announces_updates(heading: str) -> bool:
    """Whether the section holds, beside each recommendation, what has been done about it since."""
    return bool(_UPDATES_ANNOUNCED.search(heading))


def is_contact_block(text: str) -> bool:
    """Whether a paragraph is there to say how to reach somebody."""
    reach = _REACHES.search(text)
    return bool(reach) and (len(text) < 60 or bool(_ASKS_TO_REACH.search(text)))


def sentence_kind(
    sentence: str, section: Kind, position: int, count: int, updates: bool, earlier: Kind | None, headed: bool
) -> tuple[Kind, bool]:
    """The kind of one sentence of a block and whether it was inferred from wording.

    Args:
        sentence: its text.
        section: the kind its heading announces.
        position, count: its place among the sentences of its list item or paragraph.
        updates: the section announces updates.
        earlier: the kind given to the sentence before it in the same block, if any.
        headed: it stands under some heading; prose under none is told apart by its wording.
    """
    if section in ("contact", "boilerplate"):
        return section, False
    if _BOILERPLATE.search(sentence):
        return "boilerplate", True
    if section == "recommendation":
        return _recommendation_or_update(sentence, position, count, updates, earlier)
    if _QUESTION.search(sentence):
        return "question", section != "question"
    national = _NATIONAL.search(sentence) and not _LOCAL.search(sentence)
    if section in ("learning", "finding") and (national or earlier == "national_finding"):
        return "national_finding", True
    if section == "context" and _STATISTIC.search(sentence):
        return "statistic", True
    return _narrative(sentence) if section == "context" and not headed else (section, False)


def _recommendation_or_update(
    sentence: str, position: int, count: int, updates: bool, earlier: Kind | None
) -> tuple[Kind, bool]:
    if _SAYS_UPDATE.search(sentence) or earlier == "update":
        return "update", True
    if updates and position > 0 and position == count - 1 and not _MODAL.search(sentence):
        return "update", True
    return "recommendation", updates


def _narrative(sentence: str) -> tuple[Kind, bool]:
    """Prose with no telling heading: what happened, was done well, was learnt, was done since."""
    found: tuple[tuple[Kind, re.Pattern[str]], ...] = (
        ("good_practice", _GOOD_PRACTICE),
        ("learning", _LEARNING),
        ("action", _ACTION),
    )
    for kind, pattern in found:
        if pattern.search(sentence):
            return kind, True
    return "context", False
