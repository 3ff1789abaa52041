"""What was done to one thing, wherever a review tells of it: "which staff were given training?", "what guidance was updated?".

Each update and each action that has the word for the thing answers in part, and none of them alone.
"""

import re
from collections.abc import Sequence

from assistant.mentions import mentioned, without
from assistant.nouns import Query
from assistant.papers import Papers
from assistant.sections import runs_of_kind
from assistant.select import MOST_WORDS, Pick
from assistant.themes import Named, alternatives, share_said
from assistant.words import fold
from ingest.nouns import Passage, Sentence

_STAFF = r"(?:staff|professionals?|practitioners?|workers?|workforce|people|teams?|agenc(?:y|ies)|services?|organisations?|partners|groups?|professions?|disciplines?|colleagues)"
_WHO = rf"(?:who(?: else)?|(?:which|what) (?:\w+ )?(?:groups? of |sorts? of |kinds? of |types? of )?(?:\w+ )?{_STAFF})"
_THING = r"(?P<{0}>training|guidance|supervision|briefings?|reminders?|policy|policies|procedures?|protocols?|pathways?|audits?|templates?|tools?|courses?|events?)"
_DONE = (
    r"(?:given|provided|offered|promised|delivered|updated|reviewed|revised|changed|improved|strengthened|launched|introduced|developed|issued|arranged|"
    r"planned|put on|put in place|rolled out|set up|commissioned|run|carried out|held|completed)"
)
# "Which groups of staff were given training?", "who has had updated guidance?"
_WHO_GOT = re.compile(
    rf"^\W*{_WHO} (?:[\w',]+ ){{0,9}}?(?:given|gets?|got|getting|had|have|has|having|receives?|received|receiving|offered|promised|provided with|due|sent)\b(?: \w+){{0,2}},?"
    rf" {_THING.format('got')}\b",
    re.IGNORECASE,
)
_WHO_TRAINED = re.compile(
    rf"^\W*{_WHO} (?:[\w',]+ ){{0,5}}?(?:was|were|been|being|be|is|are) (?:\w+ly )?(?P<trained>trained|reminded|briefed)\b",
    re.IGNORECASE,
)
# "What training has been given or promised?", "which procedures were changed?"
_WHAT_DONE = re.compile(
    rf"^\W*(?:what|which|all the) (?:new |other |further |extra )?{_THING.format('done')} (?:has|have|had|was|were|is|are|will|did)\b(?:[\w',]+ |\W)*?{_DONE}\b",
    re.IGNORECASE,
)
_TRAINED = {"trained": "training", "reminded": "reminder", "briefed": "briefing"}
MOST = 12


def done_to(query: Query, index: Papers) -> list[Pick]:
    """Each action or update of one review that names the thing asked about, in the source's order; none unless there are two.

    Args:
        query: that asks to whom, or which of its sort, something was given or done since the review.
        index: that holds the review.
    """
    if len(query.review_ids) != 1:
        return []
    asks = " ".join(without(query.asks, mentioned(query.asks, index.reviews)).split())
    thing = _thing(fold(asks))
    about = alternatives(thing) if thing else ()
    picks = [
        pick
        for passage in index.review_passages(query.review_ids[0])
        for block in passage.blocks()
        for run in runs_of_kind(block)
        if run[0].kind in ("action", "update")
        for pick in _naming(passage, run, about)
    ]
    return picks[:MOST] if len(picks) > 1 else []


def _thing(asks: str) -> str:
    if found := _WHO_GOT.search(asks):
        return found["got"]
    if found := _WHO_TRAINED.search(asks):
        return _TRAINED[found["trained"].lower()]
    found = _WHAT_DONE.search(asks)
    return found["done"] if found else ""


def _naming(passage: Passage, run: tuple[Sentence, ...], about: Sequence[Sequence[Named]]) -> list[Pick]:
    """What names the thing: a point whole, where it is short; of a long one the sentences that do."""

    def names(first: Sentence, last: Sentence) -> bool:
        said = passage.quote(first.start, last.end)
        return any(share_said(one, said) == 1.0 for one in about)

    if not names(run[0], run[-1]):
        return []
    if len(passage.quote(run[0].start, run[-1].end).split()) <= MOST_WORDS:
        return [Pick(passage, run, 1.0)]
    return [Pick(passage, (sentence,), 1.0) for sentence in run if names(sentence, sentence)]
