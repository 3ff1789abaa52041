"""Whether a claim says more than its evidence: most for a part, never for not always, only for one of several, death for harm.

A rule, with which nothing is weighed: such a claim has nearly all words of a true one, and differs in the one that counts.
"""

import re
from collections.abc import Sequence

from assistant.claims.matters import own_words, share_in
from assistant.claims.numbers import numbers_in
from assistant.claims.polarity import denials_in
from assistant.words import NUMBER_WORDS, fold

NEAR = 0.5  # share of a claim's words that a sentence has which speaks of the same matter
NEARLY_ALL = 0.75  # share from which the word "only" is told of what the sentence says
_HALF = 0.5
_ALL = re.compile(
    r"(?<!not )(?<!n't )(?<!nearly )(?<!almost )(?<!rarely )\b(?:all|every|everyone|everybody|always|invariably|without exception|in every case)\b"
    r"(?! (?:but|other|too|the more|along|day|month|week|year))",
    re.IGNORECASE,
)
_NEVER = re.compile(r"\b(?:never|at no time|in no case|under no circumstances)\b", re.IGNORECASE)
_MOST = re.compile(
    r"\b(?:most(?= (?!recent|likely|common|important|serious|often|vulnerable|significant|frequent)(?:of\b|\w+s\b|\w+ \w+s\b|children\b))"
    r"|(?:the|a) (?:great |large |vast |clear )?majority|mostly|more than half|over half)",
    re.IGNORECASE,
)
_NOT_ALL = re.compile(
    r"\b(?:not|n't) (?:\w+ )?(?:always|all|every|everyone|consistently|routinely)\b|\bnot all\b|"
    r"\b(?:sometimes|occasionally|at times|in some cases|on occasion|not consistently|inconsistent(?:ly)?)\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:some|several|a few|few|a minority|a number of|a third|a quarter|one in \w+)\b", re.IGNORECASE
)
_MORE_THAN_BEFORE = re.compile(
    r"^\W*(?:%|per ?cent\b|percent\b)?\s*(?:more|higher|less|fewer|lower|increase|rise|fall|up|down)\b",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(r"\b(?:other|another|else|rest|remaining)\b", re.IGNORECASE)
_ONLY = re.compile(
    r"(?<!not )\b(?:only|solely|exclusively|nobody but|no ?one but|just)\s+(?:(?:for|by|to|with|from|about|on|of|in)\s+)?"
    r"(?:(?:the|his|her|their|its|child|baby|family)\s+)?([a-z][\w'-]+)",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"\b(?:for|by|to|with|from|about)\s+(?:(?:the|his|her|their)\s+)?([A-Za-z][\w'-]+) (?:alone|only)\b"
)
_RESTRICTS = re.compile(
    r"\b(?:only|solely|exclusively|alone|just|sole|single|no other|nobody else|no ?one else|nothing else|but not|rather than|not)\b",
    re.IGNORECASE,
)
_NOT_ONE_OF_SEVERAL = frozenset(NUMBER_WORDS) | frozenset(
    "a an some few half once twice when after before if because then limited part partly recently".split()  # noqa: SIM905
)
_JOINED = r"(?:\s+\w+){0,2}?(?:,|\s+(?:and|or|as well as|together with))\s+(?:also\s+)?(?:for |by |to |with |from |about |on |of |in )?(?P<other>(?:the |his |her |their |its )?[\w-]+)"
_BEFORE = r"(?P<other>[\w-]+)\s+(?:and|as well as|together with)\s+(?:for |by |to |with |from |about |on |of |in )?(?:the |his |her |their |its )?"
_DEATH = r"(?:deaths?|died|dies|dying|killed|fatal\w*)"
_DIED = re.compile(rf"\b{_DEATH}\b", re.IGNORECASE)
_DEATH_OR_HARM = re.compile(rf"\b{_DEATH},?\s+or\b|\bor\s+(?:\w+\s+){{0,2}}?{_DEATH}\b", re.IGNORECASE)
_OPEN = re.compile(
    r"\bor\b|\b(?:not|no|none|never|nobody|neither|risk|may|might|could|if|whether)\b|n't\b", re.IGNORECASE
)


def says_more(claim: str, sentences: Sequence[str], review: str = "") -> bool:
    """Whether a claim widens or narrows what the sentences say of the same matter.

    Args:
        claim: one sentence.
        sentences: those of its evidence.
        review: what the review is called; the evidence need not have a word of it.
    """
    said, held = fold(claim), [fold(one) for one in sentences]
    own = own_words(claim, review)
    near = [one for one in held if share_in(own, one) >= NEAR]
    return (
        _more_than_not_all(said, near)
        or _more_than_a_part(said, near)
        or _only_added(said, [one for one in near if share_in(own, one) >= NEARLY_ALL], review)
        or _death_alone(said, held)
    )


def _more_than_not_all(said: str, near: Sequence[str]) -> bool:
    """Whether it says "always" or "never" where every near sentence says that it was not always so."""
    if _NOT_ALL.search(said) or not near:
        return False
    for word in (_ALL, _NEVER):
        if word.search(said) and not any(word.search(one) for one in near):
            return any(_NOT_ALL.search(one) for one in near) or (
                word is _ALL and any(_PART.search(one) for one in near)
            )
    return False


def _more_than_a_part(said: str, near: Sequence[str]) -> bool:
    """Whether it says "most" where the near sentences give a share under a half, or speak of some, and none says most or all."""
    if not _MOST.search(said) or not near or any(one.share for one in numbers_in(said)):
        return False
    if denials_in(said) or _OF_OTHERS.search(said):
        return False  # "most did not": that is the other part
    if any(_MOST.search(one) or _ALL.search(one) for one in near):
        return False
    shares = [share for one in near for share in _shares(one)]
    return (len(shares) == 1 and shares[0] < _HALF) or (not shares and any(_PART.search(one) for one in near))


def _shares(sentence: str) -> list[float]:
    """The shares of a whole that a sentence gives; "27% more" is none."""
    return [
        one.value
        for one in numbers_in(sentence)
        if one.share
        and not any(
            _MORE_THAN_BEFORE.search(sentence[found.end() :])
            for found in re.finditer(rf"\b{re.escape(one.said)}", sentence, re.IGNORECASE)
        )
    ]


def _only_added(said: str, near: Sequence[str], review: str = "") -> bool:
    """Whether it is told of "only" one, where the sentence names another beside that one and has no such word itself."""
    found = _ONLY.search(said) or _ALONE.search(said)
    if not found or not near or found.group(1).lower() in _NOT_ONE_OF_SEVERAL:
        return False
    names = {found.group(1)}
    if found.group(1).lower() == "child":  # who may go by name in the review
        names |= {name.strip() for name in review.split(";")[1:] if name.strip()}
    one = f"(?:{'|'.join(map(re.escape, sorted(names)))})"
    beside = (
        re.compile(rf"\b{one}{_JOINED}", re.IGNORECASE),
        re.compile(rf"\b{_BEFORE}{one}\b", re.IGNORECASE),
    )
    told = said.lower()
    return all(
        not _RESTRICTS.search(sentence)
        and any(
            match.group("other").lower().split()[-1] not in told
            for pattern in beside
            for match in pattern.finditer(sentence)
        )
        for sentence in near
    )


def _death_alone(said: str, held: Sequence[str]) -> bool:
    """A death told as a fact, where the evidence speaks of death or harm and never of death alone."""
    told = [one for one in held if _DIED.search(one)]
    return (
        bool(_DIED.search(said))
        and not _OPEN.search(said)
        and bool(told)
        and all(_DEATH_OR_HARM.search(one) for one in told)
    )
