"""Sentences of a review told again by rule: truly, in somewhat other words; or wrongly, in one named way.

The faults follow what models do to sources (the kinds of FRANK, Pagnoni et al. 2021, and of FactCC): another number,
agency or polarity, a hedge lost, a scope widened, advice told as done. Each is small, so that only a check of that
very thing meets it.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Literal

from assistant.words import NUMBER_WORDS, TEENS

Fault = Literal["number", "names", "negation", "hedge", "scope", "recommendation", "content"]

NUMBERS = ["zero", *NUMBER_WORDS, *TEENS]
_WORDING = {
    "prior to": "before",
    "in order to": "to",
    "commenced": "began",
    "approximately": "about",
    "regarding": "about",
    "convened": "called",
    "in the event that": "if",
    "make sure": "ensure",
    "a number of": "several",
    "for example": "for instance",
    "individuals": "people",
    "subsequently": "later",
    "did not": "didn't",
    "was not": "wasn't",
    "were not": "weren't",
}
_LEADS = re.compile(
    r"^(?:(?:However|Also|In addition|Furthermore|Moreover|Overall|Nevertheless|Additionally),\s+|"
    r"(?:It was (?:noted|found|agreed|recognised|identified)|The review (?:found|noted)) that\s+)",
)
_LABEL = re.compile(r"^\*\*[^*]{2,80}\*\*:?\s*|^[^.:]{3,60}:\s+(?=[A-Z])")
_ASIDE = re.compile(r"\s*\((?![^)]*\b(?:not|only|except|unless|suspected|alleged)\b)[^()]{1,120}\)")
_PASSIVE = re.compile(
    r"^(?P<what>(?:The|A|An|No|Every|All)\b(?:(?!\b(?:when|that|who|which|was|were|had|if|while|and)\b)[^,;:.]){2,60}?) (?:was|were) (?P<done>\w{2,}ed|held|made|led|seen) "
    r"by (?P<who>(?:the |a |an )?[^,;:.]{2,50})\.$"
)
_PAST = {"seen": "saw"}
_AGENCIES = (
    ("health visitor", "midwife"),
    ("midwife", "health visitor"),
    ("paediatrician", "GP"),
    ("GP", "paediatrician"),
    ("police", "ambulance service"),
    ("social care", "housing"),
    ("social worker", "school nurse"),
    ("hospital", "nursery"),
    ("housing", "police"),
    ("father", "grandfather"),
    ("mother", "grandmother"),
    ("school", "surgery"),
    ("nurse", "teacher"),
)
_HEDGES = re.compile(
    r"\b(?:(?:may|might|could) (?=have\b|be\b)|possibly |probably |apparently |suspected |alleged(?:ly)? |likely |"
    r"thought to be |considered to be |appeared to |seemed to )",
)
_SCOPES = (
    (r"\b(?:some|several|a few|many|most) (?=\w)", "all "),
    (r"\b(?:sometimes|often|at times|usually)\b", "always"),
    (r"\bnot always\b", "never"),
    (r"^(?:The|A) baby\b", "Every baby"),
    (r"^The review\b", "Every review"),
    (r"^(?:One|Two|Three) ", "All "),
)
_DONE = {
    "should be": "has been",
    "should have": "had",
    "should take place": "took place",
    "must be": "has been",
    "is to be": "has been",
    "are to be": "have been",
}
_INVENTED = (
    "The panel also heard that the {word} had been raised at three earlier meetings",
    "A later audit showed that practice on the {word} had improved by a third",
    "The chair wrote to the minister about the {word} in the same month",
    "Staff had been trained on the {word} only a week before",
)


def truly(sentence: str) -> str:
    """The same said in somewhat other words: no label, no aside, figures in words, the doer first."""
    told = _ASIDE.sub("", _LABEL.sub("", " ".join(sentence.split())))
    told = _LEADS.sub("", _as_sentence(_LEADS.sub("", told)))
    told = re.sub(
        r"\b(?:1?\d|20)\b(?![\d%./:-]| (?:January|February|March|April|May|June|July|August|September|October|November|December)\b)",
        _in_words,
        told,
    )
    for theirs, ours in _WORDING.items():
        told = re.sub(rf"\b{theirs}\b", ours, told)
    if passive := _PASSIVE.match(told):
        what, done, who = passive["what"], passive["done"], passive["who"]
        told = f"{who} {_PAST.get(done, done)} {what[0].lower()}{what[1:]}."
    return _as_sentence(told)


def wrongly(fault: Fault, sentence: str) -> str | None:
    """The sentence with one fault in it, or None where it gives no hold for that one."""
    plain = _as_sentence(_LABEL.sub("", " ".join(sentence.split())))
    told = _WAYS[fault](plain)
    return None if told is None or told == plain else _as_sentence(told)


def _in_words(match: re.Match[str]) -> str:
    before = match.string[: match.start()]
    plain = not re.search(
        r"(?:[A-Z][\w-]*|[£#.:/-]|\bsection|\d)\s?$", before
    )  # "Child 2" is a name, "s.47" none
    return NUMBERS[int(match.group())] if plain else match.group()


def _as_sentence(text: str) -> str:
    text = text.strip().strip("*").strip()
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) or not text else f"{text.rstrip(',;:')}."


def _number(text: str) -> str | None:
    figure = re.search(r"(?<![\w.£-])\d{1,4}\b(?!\.\d)", text)
    if figure:
        return text[: figure.start()] + str(int(figure.group()) + 3) + text[figure.end() :]
    word = re.search(rf"\b({'|'.join(NUMBERS[2:18])})\b", text)
    if word:
        return text[: word.start()] + NUMBERS[NUMBERS.index(word.group()) + 2] + text[word.end() :]
    return None


def _names(text: str) -> str | None:
    for one, other in _AGENCIES:
        found = re.search(rf"\b{one}(?=s?\b)", text, re.IGNORECASE if one.islower() else 0)
        if found:
            put = other.capitalize() if found.group()[0].isupper() and other.islower() else other
            return text[: found.start()] + put + text[found.end() :]
    return None


def _negation(text: str) -> str | None:
    if re.search(r"\b(?:not|never|no)\b", text):
        return re.sub(
            r"\bno (?=\w)|\b(?:not|never) ?", lambda m: "a " if m[0] == "no " else "", text, count=1
        )
    told = re.sub(
        r"\b(was|were|is|are|had|has|have|should|must|did|can|could|would)\b", r"\1 not", text, count=1
    )
    return None if told == text else told


def _hedge(text: str) -> str | None:
    told = _HEDGES.sub(lambda m: "did " if m[0].startswith(("may", "might", "could")) else "", text, count=1)
    told = re.sub(r"\bdid have\b", "had", re.sub(r"\bdid be\b", "was", told))
    told = re.sub(r"\ba(?= [aeiou])", "an", told)
    return None if told == text else told


def _scope(text: str) -> str | None:
    for pattern, put in _SCOPES:
        told = re.sub(pattern, put, text, count=1)
        if told != text:
            return told
    return None


def _recommendation(text: str) -> str | None:
    for advice, done in _DONE.items():
        if advice in text:
            return text.replace(advice, done, 1)
    return None


def _content(text: str) -> str | None:
    """A sentence on the same subject that the source does not have."""
    words = [word for word in re.findall(r"[a-z]{5,}", text) if not word.endswith(("ing", "ed", "ly"))]
    if not words:
        return None
    word = max(words, key=len)
    return _INVENTED[len(text) % len(_INVENTED)].format(word=word)


_WAYS: Mapping[Fault, Callable[[str], str | None]] = MappingProxyType(
    {
        "number": _number,
        "names": _names,
        "negation": _negation,
        "hedge": _hedge,
        "scope": _scope,
        "recommendation": _recommendation,
        "content": _content,
    }
)
FAULTS: tuple[Fault, ...] = tuple(_WAYS)
