"""Messages that are whole in themselves: nothing in them points to what was spoken of before."""

import re

from assistant.nouns import Outcome
from assistant.words import content, fold, tokens

_POLITE = r"^\W*(?:(?:please|pls|now|then|ok|okay|next|thanks?|great)\b[ ,.!-]*)*(?:(?:can|could|would|will) (?:you|u) (?:please |just )?)?(?:please )?"
_SETS_A_TASK = re.compile(
    rf"{_POLITE}(?:summari[sz]e|sum up|recap|outline|describe|explain|list|(?:give|show|send|get|find) (?:me |us )?(?:an?|the|all|every|any|its)\b|tell (?:me|us) (?:about|what|which|who|how|why|when))\b",
    re.IGNORECASE,
)
# What takes its meaning from before, or is one thing that was spoken of: "it", "the same", "the scan", "the others".
_POINTS_BACK = re.compile(
    r"\b(?:he|she|they|it|his|hers?|him|its|their|theirs|them|that|this|those|these|(?<!are )(?<!is )there|same|ones?|others?|another|else|more|again|instead|too|also|then|so)\b",
    re.IGNORECASE,
)
_THE = re.compile(r"\bthe\b", re.IGNORECASE)
# Somebody of the case that was spoken of: "what does mum say?", and not "what is said of a mother who ...".
_OF_THE_CASE = re.compile(
    r"(?<!\ba )(?<!\ban )\b(?:mum|mother|dad|father|boyfriend|partner|stepdad|stepfather|gran\w*|brother|sister|baby|child|family)\b(?! (?:abuse|care|health|group|conferenc\w+|protection|death|sexual|poverty|neglect))",
    re.IGNORECASE,
)
_SAID = r"(?:said|learnt|learned|found|recommended|advised|written|reported)"
# In the present or of what ought to be, as of anybody; or what was learnt about a subject, whoever it was learnt from.
_IN_GENERAL = re.compile(
    rf"^\W*(?:(?:what|which \w+|how|why|who|when|where)\W+(?:is|are|do|does|can|could|should|must|would|will|might|ought|counts?|happens|makes)\b"
    rf"|(?:is|are|do|does|can|should|must) (?!you\b|i\b|we\b)\w"
    rf"|what (?:was|has been|have \w+|is|did \w+) {_SAID} (?:about|on|of|regarding)\b)",
    re.IGNORECASE,
)
_DEFINITION = re.compile(
    r"^\W*what(?:'s|s| is| are| does| do) (?:(?:an?|meant by) )?[\w&/-]+(?: [\w&/-]+){0,3}?(?: mean| stand for)?\W*$",
    re.IGNORECASE,
)
_FEWEST = 3  # content words with which a question that defines nothing says what it is about


def sets_its_own_task(message: str) -> bool:
    """Whether a message says itself what is to be done: "summarise the Harbour review", and not "list those"."""
    text = fold(message)
    return bool(_SETS_A_TASK.search(text)) and not _POINTS_BACK.search(_SETS_A_TASK.sub("", text))


def asks_in_general(message: str) -> bool:
    """Whether a message asks something whole of nobody in particular: "what should happen when a baby has bruises?".

    It may be put to all reviews, whichever was spoken of before it.
    """
    text = fold(message)
    return (
        bool(_IN_GENERAL.match(text))
        and not (_POINTS_BACK.search(text) or _THE.search(text) or _OF_THE_CASE.search(text))
        and bool(content(tokens(text)))
    )


def asks_for_meaning(question: str) -> bool:
    """Whether a question asks what a term means: "what is a core group?"."""
    return bool(_DEFINITION.match(fold(question)))


def told_only_anew(going_on: Outcome, anew: Outcome, question: str) -> bool:
    """Whether a whole question is to be read as going on from nothing, by what becomes of it either way."""
    return going_on == "not_found" and (anew in ("answered", "partly") or asks_for_meaning(question))


def says_enough(message: str) -> bool:
    """Whether a whole question needs nothing from before: it asks what a term means, or has words enough of its own."""
    text = fold(message)
    return asks_in_general(text) and (asks_for_meaning(text) or len(set(content(tokens(text)))) >= _FEWEST)
