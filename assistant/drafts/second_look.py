"""A second look at a passage that was found to support a sentence of a draft: numbers, hedges and denials.

Whoever checks a paper would rather read a true sentence twice than pass a wrong number. So what the judge of wording lets pass
is shown in part only where a number is not there, where doubt was lost, or where little speaks for it and the two differ in
what they deny.
"""

import re
from collections.abc import Sequence

from assistant.claims.denials import denied_heads, root_of
from assistant.claims.nouns import Claim, Fault, Judgement
from assistant.claims.numbers import lacking
from assistant.claims.polarity import clauses, denials_in
from assistant.claims.signs import canonical
from assistant.claims.wording import wording_of
from assistant.compose import readable
from assistant.words import fold

WEAK = 0.5  # score of the judge below which a difference in what is denied counts
OF_ONE_MATTER = 0.33  # share of a claim's words that a clause has which may deny it
_WORD = re.compile(r"[\w'-]+")
OF_THE_CLAIM = 0.7  # share of a claim's words that a sentence has which says the same with doubt
# Words by which the thing itself is doubted or only planned; not those that only temper how it is told.
_DOUBTED = re.compile(
    r"\b(?:suspect(?:ed|s)?|alleg\w+|possibl[ey]|possibility|perhaps|potential(?:ly)?|whether|may|might|could|unclear|uncertain|unconfirmed|thought to|"
    r"believed|appear(?:s|ed)? to|seem(?:s|ed)? to|(?:is|are|was|were) (?:to|expected|due|likely)|plan(?:s|ned) to|intend(?:s|ed)? to)\b",
    re.IGNORECASE,
)
_HELD_SO = re.compile(r"\b(?:thought|believed?|felt|considered|assumed|held|regarded)\b", re.IGNORECASE)


def looked_at_again(claim: Claim, sentences: Sequence[str], judgement: Judgement) -> Judgement:
    """The judgement, or a weaker one where a plain rule speaks against it.

    Args:
        claim: as it was judged.
        sentences: of the passage, as they stand in the review.
        judgement: of the claim by the passage.
    """
    if judgement.support != "supported":
        return judgement
    held = [readable(one) for one in sentences]
    missing = lacking(claim.text, " ".join((*held, claim.context, claim.review)))
    if missing:
        return _in_part(judgement, "number", f"a number in it stands not there: {', '.join(missing)}")
    if _doubt_is_lost(claim.text, held):
        return _in_part(
            judgement, "hedge", "what is only thought possible or planned there is told as a fact"
        )
    if judgement.score < WEAK and _denies_otherwise(claim.text, held):
        return _in_part(
            judgement, "negation", "one may say that something was so and the other that it was not"
        )
    return judgement


def _in_part(judgement: Judgement, fault: Fault, why: str) -> Judgement:
    return Judgement("partly", judgement.score, why, (fault,))


def _doubt_is_lost(claim: str, sentences: Sequence[str]) -> bool:
    """Whether every sentence that has nearly all of a claim's words doubts them, and the claim does not."""
    said = wording_of(claim).cues
    if (
        _DOUBTED.search(claim)
        or _HELD_SO.search(claim)
        or any(said[cue] for cue in ("doubt", "duty", "plan", "asks"))
    ):
        return False
    own = canonical(claim)
    same = [one for one in sentences if own and len(own & canonical(one)) >= OF_THE_CLAIM * len(own)]
    nearest = [
        max(clauses(one), key=lambda clause: len(own & canonical(clause)), default=one) for one in same
    ]
    return bool(nearest) and all(_DOUBTED.search(clause) for clause in nearest)


def _denies_otherwise(claim: str, sentences: Sequence[str]) -> bool:
    """Whether the clause nearest to a claim denies a word that the claim says, or says one that the claim denies."""
    own, denials = canonical(claim), denials_in(claim)
    against = clears = 0.0
    for clause in (clause for sentence in sentences for clause in clauses(sentence)):
        share = len(own & canonical(clause)) / max(1, len(own))
        denying, saying = (claim, clause) if denials else (clause, claim)
        if (denials + denials_in(clause)) % 2 == 0:
            clears = max(clears, share)
        elif set(denied_heads(denying)) & {root_of(word) for word in _WORD.findall(fold(saying).lower())}:
            against = max(against, share)
    return against >= OF_ONE_MATTER and against > clears
