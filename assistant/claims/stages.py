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
_DEATH = re.compile(
    r"\b(?:died|death|dead|killed|murdered|fatal(?:ly)?|lost (?:his|her|their) li(?:fe|ves))\b", re.IGNORECASE
)
_OF_A_DEATH = re.compile(
    r"\b(?:die[sd]?|dying|deaths?|dead|kill\w*|murder\w*|fatal\w*|inquest|post-?mortem|coroner\w*|manslaughter|bereav\w*|suicide|homicide|"
    r"stillb\w+|funeral|li(?:fe|ves) (?:was|were)? ?lost|cot death|sudden infant|sids|unresponsive|not breathing|passed away|loss of|"
    r"mourn\w*|grie\w+|overdose|drowned|last|lost (?:his|her|their) li(?:fe|ves)|t(?:ook|aken|aking) (?:his|her|their)(?: own)? li(?:fe|ves)|"
    r"hang\w*|did not survive|not (?:be )?resuscitated)\b",
    re.IGNORECASE,
)
_NOT_SO = re.compile(
    r"\b(?:no|not|never|nobody|if|whether|may|might|could|would|should|risk|threat\w*|until|before|after|nearly|near)\b|n't\b|\?",
    re.IGNORECASE,
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


def death_is_unheard_of(claim: str, there: str) -> bool:
    """Whether a claim tells of a death as a fact, and nothing at hand speaks of any.

    Args:
        claim: one sentence.
        there: its evidence, with what stands around it.
    """
    said = fold(claim)
    return bool(_DEATH.search(said)) and not _NOT_SO.search(said) and not _OF_A_DEATH.search(fold(there))


def _latest(stages: Sequence[str], text: str) -> int:
    """The number of the latest stage that a text tells of, -1 for none."""
    told = [
        number for number, words in enumerate(stages) if re.search(rf"\b(?:{words})\b", text, re.IGNORECASE)
    ]
    return max(told, default=-1)
