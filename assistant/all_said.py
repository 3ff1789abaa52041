"""All that one review says on a thing: "what did the review say about housing?" wants its findings and what it recommends."""

import re
from collections.abc import Sequence

from assistant.asked_in_short import speaks_of_summary
from assistant.expansion import expand
from assistant.kinds_asked import wanted_kinds
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
_ALL_WORDS = r"(?:everything|every (?:single )?(?:mention|reference|word|line|passage|place)|all (?:of )?(?:the |its )?(?:mentions|references|passages|places)|all)"
_ON = r"(?:about|on|of|to|regarding|concerning|re|around)"
# "Everything it says about housing", "all references to health visitors", "every mention of cannabis".
_EVERYTHING_ON = re.compile(
    rf"\b{_ALL_WORDS}(?: (?:that|which|it|they|there|is|was|has|have|had|to|says?|said|written|where|in|the)){{0,5}}? {_ON} (?P<on>[^?.;]+?)[?. ]*$",
    re.IGNORECASE,
)
# "Housing, everything?", "cannabis - all of it please": the thing first.
_EVERYTHING_LAST = re.compile(
    r"^\W*(?P<on>[^?.;:,]+?)\W*[,:-]\W*(?:everything|all of it|the lot|every mention)(?: (?:it says|there is|you have))?(?: (?:please|pls))?\W*$",
    re.IGNORECASE,
)
# "Across the whole paper, what is said about housing?", "throughout all its parts, where does it speak of fathers?"
_THROUGHOUT = re.compile(
    r"\b(?:across|throughout|through|from|in) (?:all |the |of |its )*(?:whole|entire(?:ty)?|parts|sections|start to finish|beginning to end)\b",
    re.IGNORECASE,
)
_SPEAKS_OF = re.compile(
    r"\b(?:address(?:es)?|mentions?|mentioned|discuss(?:es)?|speaks? (?:of|about)|touch(?:es)? on|refers? to|deals? with|covers?|raises?"
    r"|(?:say|says|said|made|written) (?:about|on|of|regarding)) (?P<on>[^?.;]+?)(?:,? and what (?:does|do|is|was)\b.*)?(?:, both\b.*)?[?. ]*$",
    re.IGNORECASE,
)
_STRIPPED = re.compile(
    r"^(?:the )?(?:(?:position|role|place|subject|topic|matter|question|issue|part|theme)s? (?:of|played by) )?(?:the )?|\W*\b(?:in|from|of|within|please|pls)\W*(?:the)?\W*$",
    re.IGNORECASE,
)
_NO_STATEMENTS = frozenset({"question", "boilerplate", "contact"})
_AND = re.compile(r",? (?:and|or|as well as) (?:(?:other|any|all) )*", re.IGNORECASE)
_NOTHING_SAID = frozenset({"boilerplate", "contact"})
FEW_THINGS = (
    2  # of more, a point that has the words for all is chance, and the best sentences are answer enough
)
MOST = 12  # points shown
MOST_OF_ALL = 20  # and where everything is asked for


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


def everything_on(query: Query, index: Papers) -> list[Pick]:
    """Every point of one review that names a thing, its questions too: "everything about housing", in the source's order.

    Nothing where a kind of statement is asked for, which lists of that kind answer, or the review names it nowhere.
    """
    if len(query.review_ids) != 1 or wanted_kinds(query.asks)[1]:
        return []
    text = " ".join(without(query.asks, mentioned(query.asks, index.reviews)).split())
    on = _EVERYTHING_ON.search(text) or _EVERYTHING_LAST.search(text)
    on = on or (_SPEAKS_OF.search(text) if _THROUGHOUT.search(text) else None)
    about = _things(on["on"]) if on else ()
    picks: list[Pick] = []
    for passage in index.review_passages(query.review_ids[0]) if about else ():
        for block in passage.blocks():
            if any(share_said(one, passage.quote(block[0].start, block[-1].end)) == 1.0 for one in about):
                picks += _told(passage, block, about, _NOTHING_SAID)
    return picks[:MOST_OF_ALL]


def _things(on: str) -> tuple[tuple[Named, ...], ...]:
    """What is asked about, without the words that only stand before or after it: "the role of fathers in the".

    Of "fathers and other males" each is meant where each is a thing with other words for it.
    """
    thing = _STRIPPED.sub("", on.strip(" ,"))
    parts = [part for part in _AND.split(thing) if part.strip()]
    each = parts if len(parts) > 1 and all(expand(part) for part in parts) else [thing]
    return tuple(one for part in each for one in alternatives(part) if len(one) <= FEW_THINGS)


def _told(
    passage: Passage,
    block: tuple[Sentence, ...],
    about: Sequence[Sequence[Named]],
    apart: frozenset[str] = _NO_STATEMENTS,
) -> list[Pick]:
    """A point of a list whole, what is recommended and its update each by itself; of a long paragraph what is on it."""
    runs = [run for run in runs_of_kind(block) if run[0].kind not in apart]
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
