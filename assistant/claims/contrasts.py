"""Whether a claim takes the other side of a matter that has two, in words that share no root: could crawl, non-mobile.

A rule, with which nothing is weighed: the evidence speaks of the same matter, is on one side in every sentence of it, and the
claim is on the other.
"""

import re
from collections.abc import Sequence

from assistant.claims.matters import own_words, share_in
from assistant.claims.polarity import denials_in
from assistant.claims.signs import canonical
from assistant.words import fold

_NEAR = 0.5  # share of the claim's words, beside those of the side it takes, that the sentence has
_NO = r"(?:not|no|never|n't|nor|neither|nobody|without)"
# Of each matter what its two sides are called, and whether the words themselves tell that both are of one matter.
_SIDES: tuple[tuple[str, str, bool], ...] = (
    (
        r"(?:could|can|was able to|had (?:begun|started|learnt) to|was|already) (?:crawl(?:ing)?|walk(?:ing)?|roll(?:ing)?(?: over)?|mobile)"
        r"|(?:a|is) mobile (?:baby|child|infant)",
        r"non-?mobile|not (?:yet )?(?:mobile|crawling|walking)|pre-?mobile|immobile|(?:could|can)(?: not|not) (?:yet )?(?:crawl|walk|roll)",
        True,
    ),
    (
        r"neglected|poorly cared for|badly cared for|ill-treated|not (?:well )?cared for|poor care",
        r"well cared for|(?:well|properly) looked after|thriving|good care",
        True,
    ),
    (
        r"(?:came back|were|was|proved|tested|results?(?: were)?) (?:all )?negative|no (?:trace|traces|sign of drugs|drugs)|(?:was|were|came back) clear",
        r"traces of|(?:tested|were|was|came back|proved) positive|positive (?:for|test|result)",
        False,
    ),
    (
        r"(?:still|yet) to be \w+|(?:is|are|was|were|has|have)(?: not|n't) yet (?:been )?\w+|outstanding|awaited|(?:has|have) not been \w+",
        r"(?:has|have|had|was|were|been|is|are)(?: now| already| since)? (?:given|delivered|provided|completed|introduced|updated|launched|"
        r"reviewed|issued|put in place|rolled out|set up|finished)|(?:guidance|training)[^.;]{0,30}\b(?:given|updated|delivered)",
        False,
    ),
    (
        r"(?<!not )(?<!no longer )\b(?:is|are|was|were) (?:enough|sufficient|adequate)",
        rf"{_NO} (?:\w+ )?(?:enough|sufficient|adequate)|insufficient|inadequate|must always be sought from both",
        False,
    ),
    (
        r"(?<!not )(?<!no )(?:needed|required|necessary|recommended|called for|commissioned|ordered|(?:should|must) (?:be|go ahead|take place))",
        rf"(?:add|bring|yield|give) (?:no|little)\b[^.;]*\blearning|{_NO} (?:be )?(?:proportionate|needed|required|necessary|warranted)"
        r"|(?:decided|agreed) (?:against|not to)|unnecessary|disproportionate",
        False,
    ),
    (
        r"survived|(?<=he )lived(?= on\b|\W*$)|(?<=baby )lived(?= on\b|\W*$)|(?<=child )lived(?= on\b|\W*$)|is alive|recovered|made a (?:full )?recovery",
        r"died|was killed|death of|fatally",
        True,
    ),
    (
        r"(?:was|were|is|are) (?:witnessed|seen to happen)|(?:somebody|someone|people) (?:saw|witnessed)",
        r"unwitnessed|nobody (?:saw|witnessed)|not witnessed|no witness(?:es)?",
        False,
    ),
    (
        r"(?:was|were|is|are) (?:an )?(?:accidents?|accidental|caused by accident)",
        r"non-?accidental|inflicted|deliberate|abusive",
        True,
    ),
    (r"full[- ]term|born at term", r"premature(?:ly)?|pre-?term|born early", True),
    (
        r"(?:was|were|is|are) (?:known|open) to",
        rf"{_NO} (?:\w+ )?(?:known|open) to|unknown to|closed to",
        False,
    ),
)
_COMPILED = tuple(
    (re.compile(rf"\b(?:{one})\b", re.IGNORECASE), re.compile(rf"\b(?:{other})\b", re.IGNORECASE), telling)
    for one, other, telling in _SIDES
)
_NO_FACT = re.compile(
    r"\?|\b(?:if|whether|should|may|might|unless|before|until|instead|in place of|rather|all but|except|other|others)\b",
    re.IGNORECASE,
)
_CHILD = frozenset(canonical("the child, the baby, the infant, the injuries"))


def is_on_the_other_side(claim: str, sentences: Sequence[str], review: str = "") -> bool:
    """Whether a claim takes one side of a matter, and the sentences that speak of it take the other.

    Args:
        claim: one sentence.
        sentences: those of its evidence.
        review: what the review is called; the evidence need not have a word of it.
    """
    said, held = fold(claim), [fold(one) for one in sentences]
    for first, second, telling in _COMPILED:
        for mine, theirs in ((first, second), (second, first)):
            found = mine.search(said)
            if not found or theirs.search(said.replace(found.group(), " ")):
                continue
            if _takes(said, found, mine, theirs, telling, held, review):
                return True
    return False


def _takes(
    said: str,
    found: re.Match[str],
    mine: re.Pattern[str],
    theirs: re.Pattern[str],
    telling: bool,
    held: Sequence[str],
    review: str,
) -> bool:
    if any(mine.search(one) for one in held) or _leaves_open(said, mine):
        return False
    left = own_words(said.replace(found.group(), " "), review) - canonical(found.group())
    left = left - _CHILD if telling else left
    against = [one for one in held if theirs.search(one) and not _leaves_open(one, theirs)]
    if not left:
        return telling and bool(against)
    return any(share_in(left, one) >= _NEAR for one in against)


def _leaves_open(text: str, side: re.Pattern[str]) -> bool:
    """Whether a text tells its side as no fact, or denies something beside it: "no training was given"."""
    beside = side.sub(" ", text)
    return bool(_NO_FACT.search(beside)) or denials_in(beside) > 0
