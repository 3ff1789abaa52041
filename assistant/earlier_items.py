"""A point of the answer before, asked for by its place: "tell me more about the third one", "number 3?".

Nothing of an answer is kept for this: the question before is answered again, which gives the same answer.
"""

import re
from dataclasses import replace

from assistant.nouns import Answer, Note, Statement
from assistant.words import NUMBER_WORDS, fold

_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
_NOUN = (
    r"(?:ones?|points?|items?|bullets?|recommendations?|recs?|actions?|lessons?|questions?|themes?|findings?)"
)
_PLACE = re.compile(
    r"^\W*(?:(?:and|ok|okay|so|please|thanks|then|can you|could you|what about|how about|what(?:'s| is| was)|tell me|say|show me|give me|more|"
    r"expand|explain|about|on|in full|just)\b[ ,.]*)*"
    rf"(?:(?:the )?(?P<ordinal>{'|'.join(_ORDINALS)}|last)(?: {_NOUN})?"
    rf"|(?:number|no\.?|nr\.?|#|{_NOUN})(?: number)? ?(?P<number>\d{{1,2}}|{'|'.join(NUMBER_WORDS)}))"
    r"(?: (?:please|again|in full|say|in more detail|of (?:those|these|them)))*\W*$",
    re.IGNORECASE,
)
LISTED = 2  # points from which an answer is one of several
LAST = -1
FEWER = "The answer before this has {count} points."
PLACE = "Number {place} of {count} in the answer to: {asked}"


def place_of(question: str) -> int | None:
    """The place asked for, from 1, or ``LAST``; None where the message asks for no place."""
    match = _PLACE.match(fold(question))
    if not match:
        return None
    if ordinal := match["ordinal"]:
        return LAST if ordinal.lower() == "last" else _ORDINALS.index(ordinal.lower()) + 1
    number = match["number"].lower()
    return int(number) if number.isdigit() else NUMBER_WORDS.index(number) + 1


def at_place(earlier: Answer, place: int, question: str) -> Answer | None:
    """The answer before, cut down to one of its points; None where it is no list."""
    points = [statement for statement in earlier.statements if statement.role == "answer"]
    if len(points) < LISTED:
        return None
    place = len(points) if place == LAST else place
    if place > len(points):
        return replace(
            earlier,
            question=question,
            outcome="not_found",
            statements=(Statement(FEWER.format(count=len(points)), "note"),),
            citations=(),
            reviews=(),
        )
    point = points[place - 1]
    mine = [citation for citation in earlier.citations if citation.n in point.citations]
    return replace(
        earlier,
        question=question,
        statements=(replace(point, citations=tuple(range(1, len(mine) + 1))),),
        citations=tuple(replace(citation, n=n) for n, citation in enumerate(mine, 1)),
        reviews=(),
        notes=(Note(PLACE.format(place=place, count=len(points), asked=earlier.searched_for)),),
    )
