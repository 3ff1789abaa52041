"""Whether a claim goes further than its evidence: who was arrested is said to be convicted, who was hurt to have died.

A rule, with which nothing is weighed: the words beside the one that was changed are all there. It speaks only where the
evidence tells of an earlier stage of the same matter and nowhere of one so late, and where the claim tells it as a fact.
"""

import re
from collections.abc import Sequence

from assistant.words import fold

# The stages of a matter, the earliest first.
_MATTERS = (
    (
        r"arrest(?:s|ed)?|under investigation|investigat(?:ed|ions?)|interviewed under caution|bailed",
        r"charged(?: with)?|charges (?:were |had been )?brought",
        r"convict(?:ed|ions?)|(?:found|pleaded) guilty|sentenced|jailed|imprisoned|sent to prison",
    ),
    (
        r"injur(?:y|ies|ed)|fractur(?:es?|ed)|bruis(?:es?|ed|ing)|h(?:a)?emorrhages?|h(?:a)?ematomas?|harmed|life[- ]changing",
        r"died|dead|deaths?|fatal(?:ly)?|killed|murder(?:ed)?",
    ),
)
_NO_FACT = re.compile(
    r"\b(?:no|not|never|nobody|neither|without|if|whether|may|might|could|should|would|risk|awaiting|pending|before|unless|"
    r"suspicion of|suspected of)\b|n't\b|\?",
    re.IGNORECASE,
)


def goes_further(claim: str, sentences: Sequence[str]) -> bool:
    """Whether a claim tells a later stage of a matter as a fact than any sentence of its evidence tells.

    Args:
        claim: one sentence.
        sentences: those of its evidence.
    """
    said = fold(claim)
    if _NO_FACT.search(said):
        return False
    held = " ".join(map(fold, sentences))
    return any(0 <= _latest(stages, held) < _latest(stages, said) for stages in _MATTERS)


def _latest(stages: Sequence[str], text: str) -> int:
    """The number of the latest stage that a text tells of, -1 for none."""
    told = [
        number for number, words in enumerate(stages) if re.search(rf"\b(?:{words})\b", text, re.IGNORECASE)
    ]
    return max(told, default=-1)
