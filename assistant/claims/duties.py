"""Whether a claim lets somebody off what its evidence asks of them: "need not", "only where", for "must" and "every".

A rule, with which nothing is weighed: the claim and the duty share all their other words.
"""

import re
from collections.abc import Sequence

from assistant.claims.matters import own_words, share_in
from assistant.words import fold

_NEAR = 0.5  # share of the claim's other words that the sentence with the duty has
_FEWEST = 2  # of these words
_LET_OFF = re.compile(
    r"\b(?:needs? no|need not|needn't|no \w+(?: \w+)? (?:needs?|need be|is needed|are needed|is required)|(?:is|are|was|were) not (?:required|needed|obliged|expected|bound)|"
    r"(?:does|do|did) not (?:need|have|require)|(?:don't|doesn't) (?:need|have) to|not necessary|unnecessary|optional|at (?:their|its|his|her) discretion|"
    r"may (?:be )?(?:left|skip\w*|ignored|omitted|set aside|sent home|wait\w*|be left|delay\w*|close|go|stand)|(?:can|may) safely|only (?:if|where|when)|unless|"
    r"nothing need|nobody need)\b",
    re.IGNORECASE,
)
_DUTY = re.compile(
    r"\b(?:must|should|ought to|shall|every|always|whatever|regardless|never|at any hour|needs? to|required|mandatory)\b",
    re.IGNORECASE,
)
_EXCEPTS = re.compile(r"\b(?:except|unless|only|if)\b", re.IGNORECASE)


def lets_off(claim: str, sentences: Sequence[str], review: str = "") -> bool:
    """Whether a claim says that something need not be, which every sentence on the matter asks for without exception.

    Args:
        claim: one sentence.
        sentences: those of its evidence.
        review: what the review is called; the evidence need not have a word of it.
    """
    said = fold(claim)
    if not _LET_OFF.search(said):
        return False
    own = own_words(_LET_OFF.sub(" ", said), review)
    if len(own) < _FEWEST:
        return False
    near = [one for one in map(fold, sentences) if share_in(own, one) >= _NEAR]
    if any(_LET_OFF.search(one) or _EXCEPTS.search(one) for one in near):
        return False
    return any(_DUTY.search(one) for one in near)
