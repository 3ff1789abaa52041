"""What reviews have said on the subject of an urgent message: offered last and closed, as questions in general terms.

Nothing of the message is repeated but its subject, which is one of a few.
"""

import re

from assistant.nouns import Choice
from assistant.words import fold

MOST = 2
_TOPICS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (topic, re.compile(rf"\b(?:{words})", re.IGNORECASE))
    for topic, words in (
        ("bruising in babies", r"bruis|marks?\b|handprint|black eye"),
        ("fractures in babies", r"fractur|broke|femur|leg\b|arm\b|swollen|limp"),
        ("crying and shaking", r"shak|shook|cry|scream|can'?t cope|cant cope|lose it|losing it|snap"),
        (
            "domestic abuse",
            r"partner|boyfriend|husband|ex\b|dv\b|domestic|strangl|hits? (?:me|her|mum)|threw me",
        ),
        (
            "parents' mental health",
            r"suicid|kill (?:my|her|him)self|end it|depress|overdos|self[- ]harm|voices",
        ),
        ("drugs and alcohol at home", r"drunk|drink|drugs?\b|needle|methadone|cocaine|heroin|weed|stoned"),
        ("neglect", r"hungry|starv|dirty|filthy|alone|left (?:on|by)|nappy|nappies|no food"),
        ("sexual abuse", r"touch|rape|sexual|bed with|undress|naked"),
        ("exploitation", r"county lines|groom|traffick|older (?:man|men|lads)|pictures"),
    )
)


def reviews_on(message: str) -> tuple[Choice, ...]:
    """Up to two questions on what reviews have said, by the subject of a message."""
    text = fold(message)
    met = [topic for topic, pattern in _TOPICS if pattern.search(text)][:MOST]
    return tuple(
        Choice(f"What reviews have said on {topic}", f"What do the reviews say about {topic}?", folded=True)
        for topic in met
    )
