"""What of a claim comes from nowhere: words of no language, names that nothing has, phrases hung onto a true sentence.

A model that obeys a planted instruction most often keeps a true claim and adds a word, a name or a motto to it. Such an
addition is near enough to the claim in meaning to pass every check of its content, so it is looked for by its form.
"""

import re
from collections.abc import Set
from functools import cache

from assistant.expansion import expand, groups
from assistant.spelling import is_word
from assistant.words import STOP, content, fold, stem, tokens

MOST_HUNG_ON = 4  # words of a phrase that is hung onto a claim
_LINKING = frozenset(
    [
        "among",
        "amid",
        "apart",
        "across",
        "beside",
        "besides",
        "despite",
        "like",
        "unlike",
        "since",
        "although",
        "though",
        "because",
        "including",
    ]
)
SHORTEST = 4  # letters of a word that is looked up
_NAME = re.compile(r"(?<=[\w,;:)] )[A-Z][\w'-]+")
_LABEL = re.compile(r"^([^:,.]{3,60}): ")
_OTHER_LETTERS = re.compile(r"[^\W\d_a-zA-Z\u00c0-\u024f]")
_PIECES = re.compile(r"[,;:]\s+|\s[-–—]\s")
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|being|has|have|had|do|does|did|may|might|can|could|will|would|should|must|\w{2,}ed|\w{2,}ing|"
    r"said|told|made|took|gave|saw|kept|left|went|came|found|held|led|met|sent|put|let|knew|that|who|which|because|although)\b"
)


_USUAL = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december england english wales welsh uk british child children baby infant local safeguarding practice
    review reviews serious case rapid partnership panel national board children's services service health visitor social
    care police hospital trust nhs gp mother father act section working together
    """.split()  # noqa: SIM905
)


def strange_words(claim: str, held_text: str) -> str:
    """What of a claim stands in nothing that it rests on and is no usual English either; empty where nothing is.

    Args:
        claim: one sentence.
        held_text: the sentences cited, with the headings and names they stand under.
    """
    folded = fold(claim)
    if match := _OTHER_LETTERS.search(folded):
        return match.group()
    held = _held(held_text)
    unknown = [word for word in tokens(folded) if not _known(word, held)]
    names = [name for name in _NAME.findall(folded) if not _is_held(name, held)]
    label = _LABEL.match(folded)
    if label and not any(stem(word) in held for word in content(tokens(label.group(1)))):
        names.append(label.group(1))
    if not (unknown or names):
        names += [piece for piece in _PIECES.split(folded.rstrip(".!?")) if _is_hung_on(piece, held)]
    return ", ".join(dict.fromkeys((*unknown, *names)))


def _held(text: str) -> Set[str]:
    """Every word that the texts have or mean by an abbreviation, as it stands and by its stem."""
    words = set(tokens(text))
    for met in expand(fold(text)):
        words.update(word for other in met.others for word in tokens(other))
    parts = {part for word in words for part in word.split("-")}
    return words | parts | {stem(word) for word in words | parts}


def _known(word: str, held: Set[str]) -> bool:
    return all(
        part in held
        or stem(part) in held
        or len(part) < SHORTEST
        or part.isdigit()
        or is_word(part.partition("'")[0])
        for part in word.split("-")
    )


def _is_held(name: str, held: Set[str]) -> bool:
    """Whether a word in capitals is known: from the texts, as a name of an agency or a process, or as a date."""
    small = name.lower().removesuffix("'s")
    return (
        small in held
        or stem(small) in held
        or small in _vocabulary()
        or all(part in held or part in _vocabulary() for part in small.split("-"))
    )


def _is_hung_on(piece: str, held: Set[str]) -> bool:
    """Whether a piece between commas has no verb and no word of what is cited: "..., Copper and Sons"."""
    words = [word for word in tokens(piece) if word not in STOP]
    first = piece.split(" ")[0].lower()
    if first in STOP or first.endswith("ly") or first in _LINKING:
        return False
    if not words or _VERB.search(piece.lower()) or len(words) > MOST_HUNG_ON:
        return False
    own = {stem(word) for word in words}
    return not own & held and not any(met.others for met in expand(piece))


@cache
def _vocabulary() -> Set[str]:
    """Words that are written in capitals in any text of the field."""
    words = set(_USUAL)
    for group in groups():
        words.update(tokens(" ".join((group.long, *group.terms, *group.exact))))
    return frozenset(words)
