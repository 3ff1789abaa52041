"""Whether a claim leaves out, or moves, what its evidence denies: "recorded but did not refer", turned round.

A rule, with which nothing is weighed: only the place of the denial tells the claim from its evidence.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from assistant.claims.denials import HALFWAY
from assistant.claims.matters import own_words, share_in
from assistant.claims.nouns import REMEMBERED
from assistant.claims.polarity import denials_in
from assistant.words import STOP, fold, stem

_NEAR = 0.5  # share of the claim's words that the sentence has
_SAYS_IT, _BESIDE = (
    0.65,
    0.35,
)  # where the denial is lost: share of one sentence, and from which others are of the matter
_FEW_PARTS = 1  # joints of a sentence with a denial, from which more leave open what is denied
_SHORT = 3
_SOON = 0.4
_WORD = re.compile(r"[a-z0-9][\w'-]*|[,;:.!?()]")
_ENDS = frozenset(",;:.!?()") | frozenset(
    "but which who when where while because although though if whether that as so until after before unless once".split()  # noqa: SIM905
)
_DENIES = frozenset(
    "no not never nobody none without nor nothing cannot unaware failed".split()  # noqa: SIM905
)
_JOINED_DENIAL = re.compile(
    r"\b(?:but|whereas|while|though|although|and) (?:\w+ ){0,3}?(?:not|never|no|nobody|none|nothing)\b|\bnot\b.*\bbut\b|\bn't .*\bbut\b|\b(?:unable|unaware)\b",
    re.IGNORECASE,
)
_PLAIN_DENIAL = re.compile(r"\b(?:never|nobody|no[ -]one|none|nothing|not|no|neither)\b|n't\b", re.IGNORECASE)
_PARTLY = re.compile(
    r"\b(?:not only|no longer|but not|and not|until|unless|except|only|apart from|before|that|aware|whether|if)\b|, not ",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[,;:]\s|\b(?:and|but|which|who|when|because|although|that|so)\b", re.IGNORECASE)
# In a claim, any of these may stand for the denial.
_SOFTLY = re.compile(
    r"\b(?:only|few|little|until|before|between|less|fewer|instead|too|missing|stopp\w+|miss\w*|rare\w*|seldom|hardly|lack\w*|absen\w+|declin\w+|"
    r"refus\w+|with(?:out|drew|held)|fail\w*|un\w{4,}|in\w{5,}ent|rather|late\w*|delay\w*|closed|ended|lost|wrong|last|alone|just|nearly|barely|"
    r"still|yet|against|reject\w*|turned|left|out of|short|ignor\w+|overlook\w+|other|else|if|whether|should|must|would|could|may|might|"
    r"different\w*|dis\w{4,}|zero|gap|away|denied|avoid\w*|prevent\w*|because|at best|at most|kept|till|stayed|want of|blank|empty|over again|tens?|in ten)\b|\?",
    re.IGNORECASE,
)
_STILL = re.compile(r"\bstill\b", re.IGNORECASE)
_GOES_ON = re.compile(r"\b(?:still|remain\w*|continu\w+|ongoing|yet|not)\b", re.IGNORECASE)
_OVER = re.compile(
    r"\b(?:now|no longer|has since|have since|used to|ended|stopped|replaced|withdrawn|withdrew|closed|extended)\b",
    re.IGNORECASE,
)
_FAST = re.compile(
    r"\b(?:straight ?away|immediately|at once|promptly|prompt|quick(?:ly)?|without delay|the same day|in good time|on time|in time|within (?:the|an) hour|"
    r"timely|swift(?:ly)?|by the (?:following|next) (?:day|morning)|there and then)\b",
    re.IGNORECASE,
)
_SLOW = re.compile(
    r"\b(?:(?:hours?|days?|weeks?|months?|years?) (?:later|passed|elapsed|went by|late)|not until|did not \w+ (?:\w+ ){0,6}until|waited|delay\w*|"
    r"took (?:\w+ ){1,3}(?:hours|days|weeks|months)|too late)\b",
    re.IGNORECASE,
)
# Of what was slow in the claim's words, and quick in those of the evidence.
_SLOW_SAID = re.compile(
    r"\b(?:(?:some |several |many )?(?:days|weeks|months) (?:later|passed|went by|before|after)|until (?:days|weeks|months|the (?:following|next) (?:week|month))|"
    r"the following (?:week|month)|too late|a long time|delay\w*|slow(?:ly)?|waited|late)\b",
    re.IGNORECASE,
)
_FAST_THERE = re.compile(
    r"\b(?:straight ?away|immediately|at once|promptly|quickly|without delay|same (?:day|evening|night|afternoon|morning)|on time|in time|"
    r"within (?:\w+ ){1,2}(?:minutes|hours?)|swift(?:ly)?|there and then|next day)\b",
    re.IGNORECASE,
)
_SLOW_NEAR = 0.35  # share of the claim's words
_DIGIT = re.compile(r"\d")
_ASKED = re.compile(r"\b(?:should|must|ought|if|too|as soon|how|must)\b", re.IGNORECASE)


def moves_a_denial(claim: str, sentences: Sequence[str], review: str = "") -> bool:
    """Whether a claim denies what its evidence says, or says what it denies, by the place of the denial or of the time.

    Args:
        claim: one sentence.
        sentences: those of its evidence.
        review: what the review is called; the evidence need not have a word of it.
    """
    said = fold(claim)
    own = own_words(claim, review)
    shares = [(share_in(own, one), fold(one)) for one in sentences]
    return (
        _turns_both_round(said, [one for share, one in shares if share >= _NEAR])
        or _loses_it(said, shares)
        or _takes_time_for_none(said, [one for share, one in shares if share >= _SOON])
        or _takes_no_time(said, [one for share, one in shares if share >= _SLOW_NEAR])
        or _goes_on(said, [one for _, one in shares], [one for share, one in shares if share >= _BESIDE])
    )


def _turns_both_round(said: str, near: Sequence[str]) -> bool:
    """Whether of two things, one of which was so and the other not, each is told of the other."""
    if not near or not _JOINED_DENIAL.search(said) or "neither" in said.lower():
        return False
    mine = _polarity(said)
    for sentence in near:
        if not _JOINED_DENIAL.search(sentence):
            continue
        theirs = _polarity(sentence)
        turned = {mine[word] for word in mine.keys() & theirs.keys() if mine[word] != theirs[word]}
        if turned == {True, False}:
            return True
    return False


@lru_cache(maxsize=REMEMBERED)
def _polarity(text: str) -> Mapping[str, bool]:
    """Each word by its stem, and whether it is denied; those that are both are left out."""
    found: dict[str, bool] = {}
    both: set[str] = set()
    denied = False
    for word in _WORD.findall(text.lower()):
        if word in _ENDS:
            denied = False
        elif word in _DENIES or word.endswith("n't"):
            denied = True
        elif word not in STOP and len(word) >= _SHORT and found.setdefault(stem(word), denied) != denied:
            both.add(stem(word))
    return {word: denied for word, denied in found.items() if word not in both}


def _loses_it(said: str, shares: Sequence[tuple[float, str]]) -> bool:
    """Whether a claim has no denial, and every sentence on the matter has one for the whole of it."""
    if denials_in(said) or _SOFTLY.search(said) or not any(share >= _SAYS_IT for share, _ in shares):
        return False
    return all(_denies_the_whole(one) for share, one in shares if share >= _BESIDE)


def _denies_the_whole(sentence: str) -> bool:
    plain = len(_PLAIN_DENIAL.findall(sentence)) == 1 and not _PARTLY.search(sentence)
    plain = plain and not HALFWAY.search(sentence)
    return plain and len(_PARTS.findall(sentence)) <= _FEW_PARTS


def _takes_time_for_none(said: str, near: Sequence[str]) -> bool:
    if not near or not _FAST.search(said) or denials_in(_FAST.sub(" ", said)) or _ASKED.search(said):
        return False
    return any(map(_SLOW.search, near)) and not any(map(_FAST.search, near))


def _takes_no_time(said: str, near: Sequence[str]) -> bool:
    """Whether what the evidence tells as quick is told as slow; a claim with a number may be so measured."""
    if not near or not _SLOW_SAID.search(said) or _FAST_THERE.search(said) or _ASKED.search(said):
        return False
    if _DIGIT.search(said) or any(_SLOW_SAID.search(one) or denials_in(one) for one in near):
        return False
    return any(map(_FAST_THERE.search, near))


def _goes_on(said: str, sentences: Sequence[str], near: Sequence[str]) -> bool:
    """Whether it is told as still so, and the evidence tells that it is over."""
    if not _STILL.search(said) or denials_in(said) or any(map(_GOES_ON.search, sentences)):
        return False
    return any(map(_OVER.search, near))
