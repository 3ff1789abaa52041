"""Whether a claim is surer than its evidence: proved for suspected, caused for happened after, is for may be.

A rule, with which nothing is weighed: the rest of such a claim is as good as a quotation. It speaks only where the claim itself
leaves nothing open.
"""

import re
from collections.abc import Sequence

from assistant.claims.matters import own_words, share_in
from assistant.claims.polarity import denials_in
from assistant.claims.signs import canonical
from assistant.claims.wording import CUES
from assistant.words import fold

_NEAR, _BESIDE = 0.4, 0.45  # share of the claim's words that a sentence on the matter has
_SAYS_IT = 0.55  # share from which it says what the claim says, and that the clause with the doubt must have
_DOUBTED = 0.3  # share that stands after the word of doubt
_OF_THE_MATTER = 0.3
_SURE = re.compile(
    r"\b(?:prove[dns]?|proof|established|confirm(?:ed|s)|certain(?:ly)?|beyond (?:any )?doubt|definite(?:ly)?|undoubtedly|no doubt|conclusive(?:ly)?|"
    r"without (?:a )?doubt|demonstrat\w+|known for certain|inevitabl[ey]|guarantee\w*|bound to|shown (?:that|to(?! (?:an?|the|his|her|their)\b)))\b",
    re.IGNORECASE,
)
_MAY_BE_SURE = re.compile(
    r"\b(?:prove[dns]?|proof|establish\w*|confirm\w*|certain(?:ly)?|doubt|definit\w+|conclu\w+|show[ns]?|showed|demonstrat\w+|known|sure|inevitabl[ey]|"
    r"guarant\w*|found|verdict|convict\w+|guilty|evidence|identified|determin\w+)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\?|\b(?:not|may|might|could|can|if|whether|until|should|must|to be|said|thought|believed)\b",
    re.IGNORECASE,
)
_NO_DENIAL = re.compile(r"\b(?:no|without (?:a )?) ?doubt\b", re.IGNORECASE)
_CAUSED = re.compile(
    r"\b(?:caus(?:ed|es|ing)|because|led to|leads to|resulted (?:in|from)|due to|owing to|thanks to|as a (?:result|consequence)|brought (?:about|on)|"
    r"made (?:him|her|them) \w+|drove \w+ to|meant that)\b",
    re.IGNORECASE,
)
_MAY_BE_CAUSED = re.compile(
    r"\b(?:caus\w+|because|led|leads?|result\w*|due to|owing|therefore|so|meant|means|reason\w*|made|makes|thanks to|brought|drove|put (?:\w+ )?down|"
    r"explain\w*|attribut\w+|since|as|when|after|for (?:lack|want|fear)|with|abus\w+|complications?|account\w*|responsible|why|prevent\w*|affected|effect\w*|impact\w*|thus|hence|contribut\w+|"
    r"allow\w*|enabl\w+|creat\w+|consequen\w+)\b",
    re.IGNORECASE,
)
_LEFT_OPEN = re.compile(
    r"\b(?:(?<!\d )may(?! (?:19|20)\d\d)(?<!in may)(?<!since may)(?<!by may)|might|possibl[ey]|perhaps|probabl[ey]|(?<!as )(?<!more )(?<!less )(?<!most )likely(?! than)|suspected|alleged(?:ly)?|apparent(?:ly)?|"
    r"appear(?:s|ed) to|seem(?:s|ed)?|(?:was|were|is|are|been) (?:thought|believed|expected|assumed)|thought to|believed to|suggest(?:s|ed)?|"
    r"unconfirmed|could (?:have|be)|consistent with)\b",
    re.IGNORECASE,
)
# In a claim, any of these may stand for the doubt.
_OPEN_TOO = re.compile(
    r"\b(?:belief|estimates?|reckon\w*|guess\w*|sound(?:s|ed)|look(?:s|ed)|chance|in line with|agree\w*|argued?|assumed|considered|speculat\w+|"
    r"opinion|view|fe(?:lt|els?)|said|told|according|explained|wondered|assumption|impression|associated|linked|describ\w+|indicat\w+|"
    r"establish|heard|within|only)\b",
    re.IGNORECASE,
)
_PART = re.compile(r"[;:,.]\s")
_PART_BEFORE = re.compile(r"[;:,.]\s|\b(?:and|but)\b")


def is_surer(claim: str, sentences: Sequence[str], review: str = "") -> bool:
    """Whether a claim tells as sure, as caused or as so what every sentence on the matter leaves open.

    Args:
        claim: one sentence.
        sentences: those of its evidence.
        review: what the review is called; the evidence need not have a word of it.
    """
    said = fold(claim)
    if _OPEN.search(said):
        return False
    sure, caused = _SURE.search(said), _CAUSED.search(said)
    if (sure or caused) and not denials_in(_NO_DENIAL.sub(" ", said)):
        own = own_words(claim, review)
        shares = [(share_in(own, one), fold(one)) for one in sentences]
        near = [one for share, one in shares if share >= _NEAR]
        if sure and near and not any(map(_MAY_BE_SURE.search, near)):
            return True
        of_it = any(share >= _OF_THE_MATTER for share, _ in shares)
        if caused and of_it and not any(_MAY_BE_CAUSED.search(one) for _, one in shares):
            return True
    return _doubt_is_lost(said, sentences, own_words(claim, review))


def _doubt_is_lost(said: str, sentences: Sequence[str], own: frozenset[str]) -> bool:
    if _OPEN_TOO.search(said) or any(CUES[name].search(said) for name in ("doubt", "duty", "plan")):
        return False
    shares = [(share_in(own, one), fold(one)) for one in sentences]
    near = [one for share, one in shares if share >= _BESIDE]
    return bool(near) and all(
        share >= _SAYS_IT and _is_doubted(one, own) for share, one in shares if share >= _BESIDE
    )


def _is_doubted(sentence: str, own: frozenset[str]) -> bool:
    """Whether the clause with a word of doubt has the claim's words, some of them after it."""
    found = _LEFT_OPEN.search(sentence)
    if not found:
        return False
    after = _PART.split(sentence[found.start() :])[0]
    before = _PART_BEFORE.split(sentence[: found.start()])[-1]
    return share_in(own, f"{before} {after}") >= _SAYS_IT and len(own & canonical(after)) >= _DOUBTED * len(
        own
    )
