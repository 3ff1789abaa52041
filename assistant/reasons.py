"""Where a reason is asked: it is told after what it is the reason of, which it then only points to.

"Referrals rose by a third. ... This rise results from ...": the question has the words of the first sentence, and the
answer stands in the second.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.relevance import Scored
from assistant.words import fold

_AFTER = 5  # sentences after what it is the reason of
_BEFORE_IT = 0.01  # by so much the reason comes before that of which it is the reason
_POINTS = re.compile(
    r"\b(?:this|these|those|such)\b|(?<!so )\bthat (?:is|was)\b|^\W*(?:it|they|both|neither)\b", re.IGNORECASE
)
_REASON = re.compile(
    r"\b(?:because|due to|owing to|results? (?:of|from)|resulted from|caused by|attributed to|explained by|as a result of|the reasons?|stems? from|arose from|so that|"
    r"so (?:neither|no|it|they))\b",
    re.IGNORECASE,
)


def _tells_why(scored: Scored) -> bool:
    return bool(_REASON.search(fold(scored.passage.quote(scored.sentence.start, scored.sentence.end))))


def with_reasons(scored: Sequence[Scored]) -> list[Scored]:
    """The sentences of one passage in their order, where one that tells the reason of another is as near as that one."""
    found: list[Scored] = []
    for number, one in enumerate(scored):
        before = max(scored[max(0, number - _AFTER) : number], key=lambda other: other.score, default=one)
        text = fold(one.passage.quote(one.sentence.start, one.sentence.end))
        if before.score > one.score and _tells_why(one) and _POINTS.search(text) and not _tells_why(before):
            one = replace(
                one,
                cosine=max(one.cosine, before.cosine),
                coverage=max(one.coverage, before.coverage),
                score=before.score + _BEFORE_IT,
            )
        found.append(one)
    return found
