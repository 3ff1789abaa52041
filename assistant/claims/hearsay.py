"""Whether a claim tells as so what its evidence only gives as somebody's words, or as done what it only bids.

A rule, with which nothing is weighed: with "she said that" or "must" left out such a claim is as good as a quotation. It speaks
only where every sentence on the matter is of that sort, and where the claim has no word of saying or bidding itself.
"""

import re
from collections.abc import Sequence

from assistant.claims.matters import own_words, share_in
from assistant.claims.polarity import denials_in
from assistant.claims.signs import canonical
from assistant.claims.wording import CUES
from assistant.words import fold

_NEAR, _BESIDE = (
    0.55,
    0.4,
)  # share of the claim's words that a sentence says it by, and from which it is on the matter
_BIDDEN = 0.35  # share that stands behind the word that bids
_SAID = re.compile(
    r"\b(?:(?:said|says|told (?:\w+ ){1,5}?|claimed|reported|alleged|explained|believed|thought|felt|assumed|insisted|maintained|stated|recorded) that\b|"
    r"according to|put (?:it |this )?down to|(?:was|were) told\b|(?:seen|regarded|treated|read|described|viewed) as\b|said (?:he|she|they|it|her|his)\b)",
    re.IGNORECASE,
)
# In a claim, any of these may stand for it.
_SAYS = re.compile(
    r"\b(?:sa(?:id|ys|ying)|told|tell\w*|claim\w*|report\w*|alleg\w*|explain\w*|explanation|belie\w+|th(?:ought|inks?|inking)|felt|feels?|assum\w+|"
    r"insist\w*|maintain\w*|stat(?:ed|es)|accord\w+|put (?:it |this )?down|view\w*|opinion|account\w*|word\w*|version|saw|see[ns]?|regard\w*|treat\w*|"
    r"read|describ\w+|spoke|spoken|mention\w*|knew|know\w*|taken for|took|accus\w+|admit\w*|confid\w+|disclos\w+|ask\w*|answer\w*|heard|learn\w*|"
    r"idea|wr(?:ote|itten)|record\w*|call\w*|in (?:\w+ )?(?:\w+ )?eyes?|find|found|let .* know|talk\w*|suspect\w*|consider\w*|ring|rang|warn\w*|"
    r"stor(?:y|ies)|reason\w*|blam\w+|seem\w*|appear\w*|given out|name[ds]?|inform\w*|hear\w*|suppos\w+|judg\w+|leaving)\b|\"",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[;:.]\s|,? (?:but|and) (?=\w+ (?:was|were|had|did|is))")
_BIDS = re.compile(
    r"\b(?:should|must|ought to|(?:is|are) to(?= \w)|needs? to|to be|will|asked to|(?:is|are) being|plans? to|means to|under discussion|under way|"
    r"not yet|promised|outstanding)\b|[A-Za-z)]: (?:begin|make|ask|use|give|send|share|check|phone|ring|record|offer|keep|tell|add|write|ensure|train|"
    r"include|speak|visit|see|hold|set)\b|\w to (?:have|be|get|receive|make|ask|send|hold|offer|use|see|join|follow)\b",
    re.IGNORECASE,
)
_WAS_DONE = re.compile(r"\b(?:was|were|had|did|has|have|now|already)\b", re.IGNORECASE)
_OPEN = re.compile(
    r"\?|\b(?:may|might|could|can|if|until|not|no|never|nobody|duty|bound|obliged|rule|guidance|polic\w+|due|next|awaits?|wait\w*|want\w*|before|when|"
    r"lesson|learning|important|better|best|work to|idea|(?:is|are|was|were|means?|meant) to|for (?:the )?\w+ to|falls?|wish|trial|belie\w+|view|thought|"
    r"being|under|tested|ought|needs? to|needed to|(?:have|has|had) to|required to|expected to|supposed to)\b",
    re.IGNORECASE,
)
# What somebody does in the present or did: an order has no such word.
_TELLS = re.compile(
    r"\b(?:now|already|has|have|had|been|were|was|\w+ed|all|every|each|\w+s)\b", re.IGNORECASE
)
_ORDER = re.compile(
    r"^\W*(?:begin|make|ask|use|give|send|share|check|phone|ring|record|offer|keep|tell|add|write|ensure|train|include|speak|visit|see|hold|set|call|"
    r"do|put|look|think|find|take|go|work|consider|treat|talk|leave|let|bring|read|remember|refer|report|explain)\b",
    re.IGNORECASE,
)
_CUT, _CUT_BEFORE = re.compile(r"[;.]\s"), re.compile(r"[;.]\s|\b(?:and|but|so)\b")


def is_said_or_bidden(claim: str, sentences: Sequence[str], review: str = "") -> bool:
    """Whether every sentence on the matter gives it as somebody's words, or bids it, and the claim tells it as so.

    Args:
        claim: one sentence.
        sentences: those of its evidence.
        review: what the review is called; the evidence need not have a word of it.
    """
    said = fold(claim)
    heard = not _SAYS.search(said) and not CUES["doubt"].search(said)
    done = not (
        _OPEN.search(said) or _ORDER.search(said) or CUES["duty"].search(said) or CUES["plan"].search(said)
    )
    done = done and bool(_TELLS.search(said))
    if not (heard or done) or denials_in(said):
        return False
    own = own_words(claim, review)
    shares = [(share_in(own, one), fold(one)) for one in sentences]
    near = [(share, one) for share, one in shares if share >= _BESIDE]
    if not near or any(share < _NEAR for share, _ in near):
        return False
    return (heard and all(_is_said(one, own) for _, one in near)) or (
        done and all(_is_bidden(one, own) for _, one in near)
    )


def _is_said(sentence: str, own: frozenset[str]) -> bool:
    """Whether the claim's words stand behind a word of saying."""
    found = _SAID.search(sentence)
    if not found:
        return False
    return share_in(own, _CLAUSE_END.split(sentence[found.end() :])[0]) >= _NEAR


def _is_bidden(sentence: str, own: frozenset[str]) -> bool:
    """Whether a clause bids what the claim says, and nothing beside it tells that it was done."""
    if _WAS_DONE.search(_BIDS.sub(" ", sentence)):
        return False
    for found in _BIDS.finditer(sentence):
        behind = _CUT.split(sentence[found.start() :])[0]
        before = _CUT_BEFORE.split(sentence[: found.start()])[-1]
        whole = share_in(own, f"{before} {behind}") >= _NEAR
        if whole and len(own & canonical(behind)) >= _BIDDEN * len(own):
            return True
    return False
