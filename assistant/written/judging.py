"""The call that judges claims by their sentences, with a closed set of verdicts; off unless it is set."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.model.nouns import Message, Model, Usage
from assistant.written.grounding import Checked
from assistant.written.numbered import plain
from assistant.written.prompts import Prompts

VERDICTS = ("SUPPORTED", "PARTLY", "NOT SHOWN")
_VERDICT = re.compile(rf"^\W*(\d{{1,3}})\W+({'|'.join(VERDICTS)})\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ToJudge:
    """A claim and the sentences that it is judged by."""

    claim: str
    sentences: tuple[str, ...]


def judged_by_model(
    model: Model, prompts: Prompts, claims: Sequence[Checked], until: float, most_tokens: int
) -> tuple[list[bool], Usage]:
    """Whether each claim was called supported; one that got no verdict, or two that differ, was not.

    Raises:
        ModelFailed: the call failed.
    """
    them = [ToJudge(one.said.text, tuple(cited.text for cited in one.cited)) for one in claims]
    verdicts, usage = verdicts_of(model, prompts, them, until, most_tokens)
    return [verdict == "SUPPORTED" for verdict in verdicts], usage


def verdicts_of(
    model: Model, prompts: Prompts, claims: Sequence[ToJudge], until: float, most_tokens: int
) -> tuple[list[str | None], Usage]:
    """One of ``VERDICTS`` for each claim, in order; None for one that got none, or two that differ.

    Raises:
        ModelFailed: the call failed.
    """
    listed = "\n\n".join(
        f"{number}. Claim: {plain(one.claim)}\nSentences: {' / '.join(map(plain, one.sentences))}"
        for number, one in enumerate(claims, 1)
    )
    text, usage = "", Usage()
    for piece in model.stream(
        [Message("user", prompts.fill("judge", claims=listed))], most_tokens=most_tokens, until=until
    ):
        if isinstance(piece, Usage):
            usage += piece
        else:
            text += piece
    said: dict[int, set[str]] = {}
    for line in text.splitlines():
        if match := _VERDICT.match(line):
            said.setdefault(int(match.group(1)), set()).add(match.group(2).upper())
    alone = (said.get(number, set()) for number in range(1, len(claims) + 1))
    return [next(iter(verdicts)) if len(verdicts) == 1 else None for verdicts in alone], usage
