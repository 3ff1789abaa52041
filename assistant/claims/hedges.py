"""Whether a claim tells as a fact what its evidence only suspects: "suspected non-accidental injuries".

A rule, with which nothing is weighed: with the one word left out such a claim is as good as a quotation.
"""

import re
from collections.abc import Sequence

from assistant.words import fold

# Words for harm that somebody meant, any of which a claim may choose for another.
_MEANT = re.compile(
    r"\b(?:non-?accidental(?:ly)?|inflicted|deliberate(?:ly)?|on purpose|intentional(?:ly)?|wilful(?:ly)?|not (?:an )?acciden\w+)\b",
    re.IGNORECASE,
)
_DOUBTS = re.compile(
    r"\b(?:suspect\w*|suspicio\w+|alleg\w+|possibl[ey]|possibility|potential(?:ly)?|probabl[ey]|likely|may|might|could|unclear|uncertain|"
    r"unconfirmed|unproven|thought to|believed|appear\w*|seem\w*|query|queried|consider(?:ed|s)?|whether|if|risk of|concern\w*|"
    r"consistent with|differential|indicative|indicat\w+|raise[sd]?)\b",
    re.IGNORECASE,
)
_NO_CASE = re.compile(
    r"\?|\b(?:should|must|where|when|recogni\w+|signs? of|training|polic(?:y|ies)|guidance|procedures?|plans?|planning|learning|assess\w*|"
    r"respon\w+|investigat\w+|medicals?|cases? of|no|not|never|nobody|rule[sd]? out|excluded)\b",
    re.IGNORECASE,
)
_FACT = re.compile(
    r"\b(?:was|were|is|are|had|has|have|been|suffered|sustained|injur(?:ed|ies|y)|caused|resulted?|inflicted)\b",
    re.IGNORECASE,
)


def suspicion_is_lost(claim: str, sentences: Sequence[str]) -> bool:
    """Whether a claim says that a harm was meant, where every sentence that speaks of that only suspects it.

    Args:
        claim: one sentence.
        sentences: those of its evidence.
    """
    said = fold(claim)
    if not _MEANT.search(said) or not _FACT.search(said):
        return False
    if _DOUBTS.search(said) or _NO_CASE.search(_MEANT.sub(" ", said)):
        return False
    told = [one for one in map(fold, sentences) if _MEANT.search(one)]
    return bool(told) and all(_DOUBTS.search(one) for one in told)
