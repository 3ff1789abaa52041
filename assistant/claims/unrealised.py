"""Whether a claim tells as done what its evidence only asks for, plans, puts as a question, or says is still to come.

A rule, with which nothing is weighed: "review whether the policy is understood" has every word of "the policy was found to be
understood". It speaks only where every sentence on the matter is of that sort, and where the claim is no request itself.
"""

import re
from collections.abc import Sequence

from assistant.claims.matters import own_words, share_in
from assistant.words import fold

_NEAR = 0.5  # share of the claim's words that a sentence has which speaks of the same matter
_BESIDE = 0.4  # share from which a sentence that tells of something done may be what the claim retells
_FEWEST = 3  # words of a claim from which that can be told
# An order, as points of a list of recommendations begin: "Review whether", "Re-launch the protocol", "3. Find out".
_ORDER = re.compile(
    r"^\W{0,8}(?:\d+[.)]\s*)?(?:\*\*[^*]{1,80}\*\*:?\s*|[A-Z][\w &/',-]{2,60}(?::| [–-]) )?\W{0,8}(?:re-?)?(?:(?:use|audit|share|record|test|name|pay|fund)(?= (?:the|all|that|whether|every|each|any|a|an|their|its)\b)|review|launch|improve|ensure|make sure|find out|establish|"
    r"check|agree|write|produce|publish|add|extend|introduce|set up|develop|consider|explore|promote|provide|offer|train|remind|raise|require|"
    r"arrange|put in place|bring in|update|revise|refer|ask|appoint|give|create|clarify|strengthen|implement|"
    r"commission|discuss|look into|seek|keep|maintain|include|invite|tell|hold|work with)\b(?!\w)",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:should|must|ought to|needs? to|will(?! of\b)|shall|would|recommend\w*|(?:is|are) (?:now )?(?:to|due to|asked to|expected to|going to|being asked to)\b|"
    r"(?:is|are|due|going) to be \w+ed\b|plans? to|planned|intends? to|proposes? to|asked? that|asks? for|calls? for|not yet|yet to|remains? to be|awaiting|awaited|delayed|"
    r"has not been|have not been|cover for \w+ has not)\b"
    r"|(?<=[a-z]) to (?:routinely |now |jointly |also |look |be )?(?:introduce|implement|look|agree|add|ask|send|write|publish|review|refer|share|train|test|produce|provide|extend|"
    r"fund|pay|publish|approach|raise|report|offer|promote|set|use|put|make|bring|hold|invite|include|consider|develop|carry|screen|require|be)\b",
    re.IGNORECASE,
)
_FOR_A_PURPOSE = re.compile(
    r"\b(?:in order|so as|able|unable|free|easy|hard|ready|willing|about|used|enough|how|what|who|where|when|used|had|has|have|began|started|continued|"
    r"failed|agreed|decided|managed|helped|chose|tried|came|seems?|seemed|appears?|appeared|known|found|left|seen|thought|said|trained|learnt) to\b"
    r"|\b(?:believed?|believes|thought|considered|felt|found|held)\b[^.;]{0,40}? to be\b",
    re.IGNORECASE,
)
# What is to be remembered is so: "professionals should remember that the service has few homes".
_TO_BE_KNOWN = re.compile(
    r"\b(?:should|must|need to) (?:always )?(?:remember|know|note|understand|recogni[sz]e|be aware|bear in mind|realise|be reminded)\b",
    re.IGNORECASE,
)
_NOT_DONE = re.compile(
    r"\b(?:has|have|had|was|were|did) (?:not|never|yet)\b|\b(?:hasn't|haven't|wasn't|weren't|didn't)\b",
    re.IGNORECASE,
)
_WAS_DONE = re.compile(
    r"\b(?:was|were|did|now|already)\b|\b(?:has|have|had)(?: \w+)? \w+(?:ed|en|n|t|wn)\b", re.IGNORECASE
)
_DONE = re.compile(
    r"\b(?:has|have|had) (?:now |already |all |since |both |fully |recently |been |not )*\w+|\b(?:was|were|did|now|already|brought|set up|introduced|gave|took|made|told|found|began|"
    r"held|wrote|put|\w{3,}ed)\b|\b(?:is|are) (?:now |already |routinely |all |fully )*(?!to\b)\w+(?:ed|en|n)\b|"
    r"\b(?:understands?|knows?|uses?|follows?|checks?|does|do|gives?|carries|carry|signs?|meets?|works?|covers?|records?|asks?|attends?|receives?|screens?)\b",
    re.IGNORECASE,
)
_NO_FACT = re.compile(
    r"\?|\b(?:should|must|ought|needs? to|needed to|recommend\w*|asked?|asks?|call(?:s|ed)? (?:for|on)|whether|if|will|would|shall|may|might|could|can|"
    r"plan(?:s|ned|ning) (?:to|for)|planned|propos\w+|intend\w*|expect\w*|require[sd]?|requirement|suggest\w*|advis\w+|urge[sd]?|want(?:s|ed)?|wish\w*|(?:is|are|was|were) to|to be|aim\w*|"
    r"encourag\w+|invite[sd]?|remind\w*|hope[sd]?|question\w*|consider\w*|explor\w+|look(?:ed|s|ing)? (?:at|into)|important|importance|need|needs|learning|"
    r"lesson\w*|due|not|no|never|nobody|none|yet|still|raise[sd]?|agreed|called|told|supposed|sought|seek\w*|set out|identif\w+|action)\b|n't\b",
    re.IGNORECASE,
)


def is_told_as_done(claim: str, sentences: Sequence[str], review: str = "") -> bool:
    """Whether a claim tells as a fact what every sentence on the matter only asks for, plans or asks about.

    Args:
        claim: one sentence.
        sentences: those of its evidence.
        review: what the review is called; the evidence need not have a word of it.
    """
    said = fold(claim)
    if _NO_FACT.search(said) or not _DONE.search(said):
        return False
    own = own_words(claim, review)
    if len(own) < _FEWEST:
        return False
    held = [fold(one) for one in sentences]
    shares = [share_in(own, one) for one in held]
    near = [one for one, share in zip(held, shares, strict=True) if share >= _NEAR]
    if not near or not all(map(_is_to_come, near)):
        return False
    others = [one for one, share in zip(held, shares, strict=True) if one not in near and share >= _BESIDE]
    return all(map(_is_to_come, others))


def _is_to_come(sentence: str) -> bool:
    """Whether a sentence is an order, a question, or tells of what is to be done, and of nothing that was."""
    if sentence.rstrip().endswith("?"):
        return True
    told = _FOR_A_PURPOSE.sub(" ", _TO_BE_KNOWN.sub(" ", sentence))
    if _WAS_DONE.search(_NOT_DONE.sub(" ", told)):
        return False
    return bool(_ORDER.search(told) or _TO_COME.search(told))
