"""Whether a question is on something else than what reviews are about; told apart from one that is not answered."""

import re
from itertools import pairwise

from assistant.expansion import expand
from assistant.guard import is_of_a_case, is_task
from assistant.kinds_asked import wanted_kinds
from assistant.nouns import Query
from assistant.retrieve import Evidence
from assistant.subjects import is_named_alone, names_one
from assistant.words import STOP, tokens

_OF_A_REVIEW = re.compile(
    r"\b(?:reviews?|briefings?|scrs?|lcsprs?) (?:\w+ )?(?:say|says|said|mention\w*|tell|tells|told|find|finds|found|recommend\w*|cover\w*)\b",
    re.IGNORECASE,
)
# Words of this work and of no other: whoever asks in them may be told that it is not found.
_OF_THE_WORK = re.compile(
    r"\b(?:safeguarding (?:\w+ )?(?:partnership|partners|board)|the partnership|strategy (?:meeting|discussion)s?|core groups?|child protection (?:conference|plan|medical)s?|"
    r"serious (?:case|incident)s?|practice reviews?|multi-?agency)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:did|was|were|had|been)\b", re.IGNORECASE)
_THEIRS = re.compile(r"\b(?:his|her|their|he|she|they)\b", re.IGNORECASE)
_FIGURE = re.compile(
    r"(?<![\w.,])(?!(?:19|20)\d\d\b)\d{2,}(?:[.,]\d+)?(?![\w])"
)  # no year: those are of anything
SAID = 0.8  # share of what is asked that a sentence holds from which a question is on the subject
TERMS = 2  # of the field, each with its synonyms, from which a question is on the subject
NEAR = 0.3  # cosine of the nearest sentence below which a question is off the subject


def off_subject(query: Query, evidence: Evidence) -> bool:
    """Whether a question that binds to no review is a task, or has nothing near it in any."""
    if query.review_ids or query.filters or query.shape == "contact" or wanted_kinds(query.asks)[1]:
        return False
    if query.shape == "which" or query.unheld:
        return False
    if is_task(query.question):
        return True
    if is_of_a_case(query.question) or _is_of_what_was(query.question) or _OF_A_REVIEW.search(query.question):
        return False  # on the subject, and perhaps absent: that is told as not found
    if _OF_THE_WORK.search(query.question) or is_named_alone(query.question):
        return False
    if len(expand(query.standalone)) >= TERMS:
        return False
    if _in_words_held(query.question, evidence):
        return False
    said = max((one.coverage for one in evidence.sentences), default=0.0)
    nearest = max((one.cosine for one in evidence.sentences), default=0.0)
    return nearest < NEAR and said < SAID


def _in_words_held(question: str, evidence: Evidence) -> bool:
    """Whether a question asks in the past of a figure that a sentence has, or of a thing in two words that stand there together."""
    if not _PAST.search(question):
        return False
    figures = set(_FIGURE.findall(question))
    words = tokens(question)
    pairs = {
        (one, after)
        for one, after in pairwise(words)
        if not {one, after} & STOP and not f"{one}{after}".isdigit()
    }
    for scored in evidence.sentences:
        text = scored.passage.quote(scored.sentence.start, scored.sentence.end)
        if figures & set(_FIGURE.findall(text)) or pairs & set(pairwise(tokens(text))):
            return True
    return False


def _is_of_what_was(question: str) -> bool:
    """Whether a question asks in the past of a subject that reviews have: "were there language barriers?"."""
    return bool(_PAST.search(question)) and names_one(question, loosely=bool(_THEIRS.search(question)))
