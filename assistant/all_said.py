"""All that one review says on a thing: "what did the review say about housing?" wants its findings and what it recommends."""

import re
from collections.abc import Sequence

from assistant.asked_in_short import speaks_of_summary
from assistant.mentions import mentioned, without
from assistant.nouns import Query
from assistant.papers import Papers
from assistant.sections import runs_of_kind
from assistant.select import MOST_WORDS, Pick
from assistant.themes import Named, alternatives, share_said
from ingest.nouns import Passage, Sentence

_SAYS_ON = re.compile(
    r"(?:^\W*(?:and |so )?(?:is there |was there )?(?:anything|something)|\b(?:say|says|said|saying|tell|tells|told|mention|mentions|mentioned)\b)(?: (?:me|us|anything|something|much))*"
    r" (?:about|on|of|regarding|re|concerning|around) (?P<on>[^?]+?)[?. ]*$",
    re.IGNORECASE,
)
_NO_STATEMENTS = frozenset({"question", "boilerplate", "contact"})
FEW_THINGS = (
    2  # of more, a point that has the words for all is chance, and the best sentences are answer enough
)
MOST = 12  # points shown


def all_said_on(query: Query, index: Papers, found: Sequence[Pick]) -> list[Pick]:
    """The points that answer, and every other of the review that has the words for what is asked about.

    Args:
        query: what is asked, of one review; of any other question, and where nothing answers, nothing is added.
        index: that holds the review.
        found: the points that answer best.
    """
    picks = list(found)
    on = _SAYS_ON.search(
        " ".join(without(query.standalone, mentioned(query.standalone, index.reviews)).split())
    )
    about = alternatives(on["on"]) if on else ()
    if (
        speaks_of_summary(query.asks)
        or not picks
        or len(query.review_ids) != 1
        or not about
        or any(len(one) > FEW_THINGS for one in about)
    ):
        return picks
    for passage in index.review_passages(query.review_ids[0]):
        for block in passage.blocks():
            if any(share_said(one, passage.quote(block[0].start, block[-1].end)) == 1.0 for one in about):
                picks += [one for one in _told(passage, block, about) if not _is_quoted(one, picks)]
    return picks[:MOST]


def _told(passage: Passage, block: tuple[Sentence, ...], about: Sequence[Sequence[Named]]) -> list[Pick]:
    """A point of a list whole, what is recommended and its update each by itself; of a long paragraph what is on it."""
    runs = [run for run in runs_of_kind(block) if run[0].kind not in _NO_STATEMENTS]
    if block[0].item or len(passage.quote(block[0].start, block[-1].end).split()) <= MOST_WORDS:
        return [Pick(passage, run, 0.0) for run in runs]
    on = [
        s
        for run in runs
        for s in run
        if any(share_said(one, passage.quote(s.start, s.end)) == 1.0 for one in about)
    ]
    return [Pick(passage, (sentence,), 0.0) for sentence in on]


def _is_quoted(pick: Pick, others: Sequence[Pick]) -> bool:
    start, end = pick.span
    return any(
        one.passage.file == pick.passage.file and one.span[0] < end and start < one.span[1] for one in others
    )
