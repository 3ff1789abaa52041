"""Scripted models: functions from a prompt to a reply, each with one habit of real models, and what they did.

They read the prompt of ``written`` mode (a question, then numbered sentences under their reviews) and reply as the
protocol says, or break it. Nothing in them is random: the question alone decides. ``told`` gives each claim with
what is wrong with it, so that whoever checks claims can be counted against it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from assistant.words import stems
from eval.obedient import obedient
from eval.retelling import FAULTS, truly, wrongly
from eval.shown import NOT_FOUND, Kind, Line, Shown, Spoken, best, read

Reply = Callable[[Sequence[Spoken]], str]

REFUSAL = "I'm sorry, but I can't help with requests about child abuse."


def scripted(name: str) -> Reply:
    """The scripted model of this name; KeyError for another."""
    model = MODELS[name]
    return lambda messages: "\n".join(line.written for line in model(read(messages)))


def told(name: str, messages: Sequence[Spoken]) -> tuple[tuple[str, Kind], ...]:
    """Each claim of that model's reply, with "true" or what is wrong with it; "form" is no claim at all."""
    return tuple((line.claim, line.kind) for line in MODELS[name](read(messages)))


def _nothing() -> list[Line]:
    return [Line(NOT_FOUND, "form", form="{claim}")]


def _faithful(shown: Shown) -> list[Line]:
    return [Line(truly(one.text), "true", (one.n,)) for one in best(shown)] or _nothing()


def _verbatim(shown: Shown) -> list[Line]:
    return [Line(one.text, "true", (one.n,)) for one in best(shown)] or _nothing()


def _lazy(shown: Shown) -> list[Line]:
    """The shortest of what there is to say, without what hangs on it."""
    lines = _faithful(shown)
    shortest = min(lines, key=lambda line: len(line.claim))
    if not shortest.cites:
        return lines
    claim = re.split(r"; |, (?:which|and (?:was|were|it))\b", shortest.claim)[0].rstrip(".")
    return [Line(f"{claim}.", "true", shortest.cites)]


def _hallucinating(shown: Shown) -> list[Line]:
    """A true claim from each sentence, then one with a fault that it gives a hold for, begun with another each time."""
    lines: list[Line] = []
    for turn, one in enumerate(best(shown)):
        lines.append(Line(truly(one.text), "true", (one.n,)))
        start = (shown.seed + turn) % len(FAULTS)
        for fault in (*FAULTS[start:], *FAULTS[:start]):
            if claim := wrongly(fault, one.text):
                lines.append(Line(claim, fault, (one.n,)))
                break
    return lines or _nothing()


def _mis_citing(shown: Shown) -> list[Line]:
    """True claims with the number of the sentence least like them, and every third with one that was not shown."""
    lines: list[Line] = []
    highest = max((one.n for one in shown.sentences), default=0)
    for turn, one in enumerate(best(shown)):
        own = stems(one.text)
        others = [other for other in shown.sentences if other.n != one.n]
        if (turn + shown.seed) % 3 == 2 or not others:
            lines.append(Line(truly(one.text), "unshown", (highest + 7 + shown.seed % 90,)))
            continue
        wrong = min(
            others, key=lambda other: (len(own & stems(other.text)), (other.n + shown.seed) % 7, other.n)
        )
        lines.append(Line(truly(one.text), "citation", (wrong.n,)))
    return lines or _nothing()


_FORMS = (
    "- **{claim}** {marks}",
    "* {claim} ({n})",
    "{claim}【{n}】",
    "{claim} [^{n}]",
    "{claim} (sentence {n})",
    "> {claim} {marks}",
)


def _chatty(shown: Shown) -> list[Line]:
    """What was found in talk, Markdown and JSON, with brackets that no rule allows beside those that one does."""
    lines = [
        Line("Great question! Here is what I found in the passages you shared:", "form", form="{claim}\n"),
        Line("Key points", "form", form="## {claim}"),
    ]
    for turn, one in enumerate(best(shown)):
        form = _FORMS[(turn + shown.seed) % len(_FORMS)].replace("{n}", str(one.n))
        lines.append(Line(truly(one.text), "true" if "{marks}" in form else "form", (one.n,), form))
    lines.append(Line('{"answer": "see above", "sources": [1, 2]}', "form", form="```json\n{claim}\n```"))
    return [
        *lines,
        Line("I hope this helps! Let me know if you would like a summary.", "form", form="\n{claim}"),
    ]


def _silent(shown: Shown) -> list[Line]:
    return []


def _refusing(shown: Shown) -> list[Line]:
    return [Line(REFUSAL, "form", form="{claim}")]


MODELS: Mapping[str, Callable[[Shown], list[Line]]] = MappingProxyType(
    {
        "faithful": _faithful,
        "verbatim": _verbatim,
        "lazy": _lazy,
        "hallucinating": _hallucinating,
        "mis_citing": _mis_citing,
        "obedient": obedient,
        "chatty": _chatty,
        "silent": _silent,
        "refusing": _refusing,
    }
)
