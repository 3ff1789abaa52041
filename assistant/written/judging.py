"""The second call that judges claims by their sentences, with a closed set of verdicts; off unless it is set."""

import re
from collections.abc import Sequence

from assistant.model.nouns import Message, Model, Usage
from assistant.written.grounding import Checked
from assistant.written.numbered import plain
from assistant.written.prompts import Prompts

_VERDICT = re.compile(r"^\W*(\d{1,3})\W+(SUPPORTED|PARTLY|NOT SHOWN)\W*$", re.IGNORECASE)


def judged_by_model(
    model: Model, prompts: Prompts, claims: Sequence[Checked], until: float, most_tokens: int
) -> tuple[list[bool], Usage]:
    """Whether each claim was called supported; one that got no verdict, or two that differ, was not.

    Raises:
        ModelFailed: the call failed.
    """
    listed = "\n\n".join(
        f"{number}. Claim: {plain(one.said.text)}\nSentences: {' / '.join(plain(cited.text) for cited in one.cited)}"
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
    return [said.get(number) == {"SUPPORTED"} for number in range(1, len(claims) + 1)], usage
