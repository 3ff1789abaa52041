"""Does what was found answer the question, or is it only on the same subject?

A score threshold alone does not tell the two apart. The adapted embedder was trained to put a question that
no sentence answers farther from all of them; words add what it does not see: something the question speaks of
that other passages hold and the best one does not.
"""

import re
from collections.abc import Sequence

from assistant.ages import DAYS
from assistant.asked import asking_words
from assistant.relevance import Concept, Scored, coverage
from assistant.sorts import TOLD_IN_ANY_WORDS
from assistant.words import fold, stems

# Set where about 6 in 100 answerable questions of the open gold fall below. Of many reviews some sentence is near by
# chance, so a question that names none must be met more closely. The weights are a compromise between the open gold and
# made-up reviews that the embedder never saw, where the cosine alone tells best (AUROC 0.95).
ANSWERABLE_OF_NAMED = 0.42
ANSWERABLE_OF_ANY = 0.4
# Needed more where the question names a subject for which the reviews searched have no word.
UNSPOKEN = 0.2
_COVERAGE, _SCORE, _ABSENT = 0.03, 0.15, 0.08
# "What did the review say about grandparents?" is answered by whatever it says of them: needed less, where a sentence
# has the words for all that is asked about.
_SAYS_ABOUT = re.compile(
    r"\b(?:say|says|said|tell|tells|told|mention\w*|anything|something|learn\w*|recommend\w*|advis\w*|findings?|points?)\b"
    r"(?: \w+){0,3} (?:about|on|of|regarding|re|around|concerning)\b",
    re.IGNORECASE,
)
_SPOKEN, _ALL_SAID = 0.2, 0.75
# A sentence that has the words for all that is asked about, two things or more and each of them known, and that holds the
# sort of thing asked for, says it in so many words, whatever the vectors make of it.
_PLAINLY, _SOME_THINGS = 0.85, 2
_ALL_IN_ONE = 0.95
_POINTS_BACK = re.compile(r"\W*(?:they|it|these|those|this|both)\b", re.IGNORECASE)
_DEFINED = 0.25  # needed less where a row of a table is asked for by its label, or a term that is asked about is told in brackets or by "means"
_OF_THE_SORT = 0.03  # needed less where the best sentence holds the sort of thing asked of a named review: a date, a share
# A few words that the reviews searched have in no way: something is always near, and seldom an answer. Needed more, the
# more of the question they are, from half of it on; of a question that names its reviews only where all of it is such.
_FEW, _STRANGE, _STRANGE_OF_NAMED = 3, 0.25, 0.15
_HALF = 0.5  # one word of three that the reviews do not have may be the reader's own
_OF_AGES = frozenset((*DAYS, "old"))
_BY_CHANCE = 2  # digits of a number that any text may hold


def is_answered(sentences: Sequence[Scored], concepts: Sequence[Concept], named: bool, question: str) -> bool:
    """Whether any of the sentences is likely to answer; ``named``: the question names the reviews it is of."""
    if speaks_of_nothing_held(concepts, named):
        return False
    likely = answerability(sentences, concepts) >= needed(sentences, concepts, named, question)
    return likely or bool(plainly_said(sentences, concepts))


def needed(sentences: Sequence[Scored], concepts: Sequence[Concept], named: bool, question: str) -> float:
    """How likely an answer must be, for what a question asks and in what words."""
    least = least_for(named)
    if any(one.row for one in sentences):
        least -= _DEFINED
    if any(one.sort == "term" and not one.unfit for one in sentences):
        least -= _DEFINED
    if named and any(
        one.sort and one.sort not in TOLD_IN_ANY_WORDS and not one.unfit
        for one in sorted(sentences, key=lambda one: -one.score)[:1]
    ):
        least -= _OF_THE_SORT
    if 0 < len(concepts) <= _FEW:
        least += _for_strange_words(concepts, named, question)
    if _SAYS_ABOUT.search(question) and any(one.coverage >= _ALL_SAID for one in sentences):
        least -= _SPOKEN
    return least


def plainly_said(sentences: Sequence[Scored], concepts: Sequence[Concept]) -> list[Scored]:
    """The sentences in the question's own words."""
    if len(concepts) < _SOME_THINGS or not all(concept.known for concept in concepts):
        return []
    # Whose age it is, words do not tell, unless one sentence has all of them.
    return [
        one
        for one in sentences
        if not one.unfit
        and (one.sort != "age" or one.coverage >= _ALL_IN_ONE)
        and (one.coverage >= _PLAINLY or (one.sort and _said_with_the_one_before(one, concepts) >= _PLAINLY))
    ]


def _said_with_the_one_before(scored: Scored, concepts: Sequence[Concept]) -> float:
    """Of "They came to an end in June." the share of what is asked about that it says with the sentence "they" is from."""
    passage = scored.passage
    block = next(block for block in passage.blocks() if scored.sentence in block)
    at = block.index(scored.sentence)
    if not at or not _POINTS_BACK.match(passage.quote(scored.sentence.start, scored.sentence.end)):
        return 0.0
    return coverage(concepts, passage.quote(block[at - 1].start, scored.sentence.end))


def _for_strange_words(concepts: Sequence[Concept], named: bool, question: str) -> float:
    """What is needed more for the words that the reviews searched have in no way."""
    if named:
        return 0.0 if any(concept.known for concept in concepts) else _STRANGE_OF_NAMED
    asking = asking_words(question)
    own = [one for one in concepts if not one.words or not one.words <= asking]
    telling = [one for one in own if not _is_by_chance(one)]
    few = bool(telling) and sum(not one.known for one in telling) < _HALF * len(telling)
    return 0.0 if few else _STRANGE * strange(own)


def speaks_of_nothing_held(concepts: Sequence[Concept], named: bool) -> bool:
    """Whether a question has words of its own, names no review, and no passage searched has any of the words.

    However near a sentence is then, it is so by chance: strings of letters, figures, a recipe, code.
    """
    return bool(concepts) and not named and strange(concepts) == 1.0


def strange(concepts: Sequence[Concept]) -> float:
    """The share, by weight, of what a question speaks of for which the passages searched have no word.

    A number of a digit or two stands in any text, and counts neither way; with nothing beside it all is strange. An age
    is never strange: it may be told in other words.
    """
    telling = [one for one in concepts if not _is_by_chance(one)]
    total = sum(one.weight for one in telling)
    missing = sum(one.weight for one in telling if not one.known and not one.words & _OF_AGES)
    return missing / total if total else 1.0


def _is_by_chance(concept: Concept) -> bool:
    return not concept.synonyms and all(word.isdigit() and len(word) <= _BY_CHANCE for word in concept.words)


def least_for(named: bool) -> float:
    """How likely an answer must be, for a question that names the reviews it is of and for one that does not."""
    return ANSWERABLE_OF_NAMED if named else ANSWERABLE_OF_ANY


def answerability(sentences: Sequence[Scored], concepts: Sequence[Concept]) -> float:
    """How likely the sentences answer the question; comparable between questions. 0 where there are none.

    Args:
        sentences: those found, with their scores; one that lacks the sort of thing asked for counts for nothing.
        concepts: what the question is about.
    """
    fit = [one for one in sentences if not one.unfit]
    if not fit:
        return 0.0
    best = max(fit, key=lambda one: one.score)
    nearest = max(one.cosine for one in fit)
    return nearest + _COVERAGE * best.coverage + _SCORE * best.score - _ABSENT * absent(best, concepts)


def absent(best: Scored, concepts: Sequence[Concept]) -> float:
    """The share, by weight, of what the question is about that the corpus holds and the best passage does not."""
    total = sum(concept.weight for concept in concepts)
    if not total:
        return 0.0
    text = fold(f"{best.passage.text} {' '.join(best.passage.section)}")
    found = stems(text)
    missing = [c.weight for c in concepts if c.known and not c.met(found, text.lower())]
    return sum(missing) / total
