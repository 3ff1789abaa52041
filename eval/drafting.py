"""A gold case from a stored answer: what was asked, what came of it, and what was quoted, for a person to complete.

Nothing in it is a judgement. The answer's own quotes become facts and evidence, so that striking what does not
answer and adding what is missing is all that is left to do; until then the note says so.
"""

import json
import re
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from assistant.nouns import Answer, Citation, Outcome
from assistant.records import Message, turns
from eval.cases import Case, CaseKind, fold
from eval.parts import Evidence, Fact
from eval.sound import TO_COMPLETE
from ingest.errors import ReviewsError

COMPLETE = (
    f"{TO_COMPLETE}: say why this is the right outcome and what would be wrong. Strike facts and evidence that do not "
    "answer, add what is missing, shorten the patterns, and set difficulty to easy, medium or hard."
)
KINDS: dict[Outcome, CaseKind] = {
    "not_found": "unanswerable",
    "declined": "out_of_scope",
    "urgent": "live_concern",
    "clarify": "ambiguous",
}
_SPECIAL = re.compile(r"[\\.^$*+?{}\[\]|()]")
_ANSWERING = ("answer", "correction")


def drafted(messages: Sequence[Message]) -> Case:
    """A case of the last of a conversation's messages; those before it are its history.

    Raises:
        ReviewsError: it has no answer, or its question was not kept.
    """
    message = messages[-1]
    answer = message.answer
    if answer is None:
        raise ReviewsError(f"Answer {message.id} was never given", "Run: reviews list --answers")
    if not answer.question:
        raise ReviewsError(
            f"The question of answer {message.id} was not kept", "Write the case by hand, in general terms"
        )
    cited = _cited(answer) if answer.outcome in ("answered", "partly") else ()
    return Case(
        id=f"own-{message.id}",
        kind=_kind(answer, cited),
        question=answer.question,
        history=tuple(turn.question for turn in turns(messages[:-1]) if not turn.blocked),
        expect=answer.outcome,
        reason=answer.reason,
        facts=_facts(answer, cited),
        evidence=tuple(dict.fromkeys(Evidence(review=c.review_id, pattern=pattern(c.quote)) for c in cited)),
        reviews=tuple(dict.fromkeys(c.review_id for c in cited)),
        split="open",
        note=COMPLETE,
    )


def _cited(answer: Answer) -> tuple[Citation, ...]:
    """The citations of what answers, and not of what is only near; nothing of a review that was withdrawn."""
    numbers = {n for said in answer.statements if said.role in _ANSWERING for n in said.citations}
    numbers |= {n for verdict in answer.reviews if verdict.verdict == "says" for n in verdict.citations}
    return tuple(c for c in answer.citations if c.n in numbers and not c.withdrawn and c.quote.strip())


def _kind(answer: Answer, cited: Sequence[Citation]) -> CaseKind:
    if answer.outcome in KINDS:
        return KINDS[answer.outcome]
    if answer.understood:
        return "follow_up"
    if answer.contacts and not cited:
        return "contact"
    return "which_review" if answer.reviews and cited else "fact"


def _facts(answer: Answer, cited: Sequence[Citation]) -> tuple[Fact, ...]:
    facts = [
        Fact(text=fold(c.quote).replace("**", ""), weight="vital", patterns=(pattern(c.quote),))
        for c in cited
    ]
    if answer.outcome in ("answered", "partly"):
        numbers = dict.fromkeys(contact.number for contact in answer.contacts if contact.number)
        facts += [Fact(text=number, weight="vital", patterns=(pattern(number),)) for number in numbers]
    return tuple(dict.fromkeys(facts))


def pattern(quote: str) -> str:
    """A pattern that matches these words, whatever white space, quotes and dashes stand in the text."""
    # Not re.escape, which escapes hyphens and ampersands too: a person is to read and shorten it.
    return r"\s+".join(_SPECIAL.sub(r"\\\g<0>", word) for word in fold(quote).split())


def to_edit(case: Case) -> str:
    """The case as a person edits it: every field that is worth filling in, one a line."""
    whole = case.model_dump(mode="json")
    whole["evidence"] = [item.model_dump(exclude_defaults=True) for item in case.evidence]
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def edited(text: str) -> Case:
    """The case that a person has edited.

    Raises:
        ReviewsError: it is none; the message names the first fault.
    """
    try:
        return Case.model_validate_json(text)
    except ValidationError as error:
        fault = error.errors()[0]
        place = ".".join(map(str, fault["loc"]))
        raise ReviewsError(
            f"This is no gold case: {place or 'JSON'}: {fault['msg']}", "Edit it again"
        ) from None


def append(case: Case, file: Path) -> int:
    """Add a case to a gold file, which is begun where there is none.

    Returns:
        The number of its line.

    Raises:
        ReviewsError: a case of that id is there, or the file cannot be written.
    """
    try:
        held = file.read_text(encoding="utf-8-sig") if file.is_file() else ""
        if any(json.loads(line).get("id") == case.id for line in held.splitlines() if line.strip()):
            raise ReviewsError(
                f"{file} has a case {case.id} already", "Edit that one, or name another --to FILE"
            )
        line = json.dumps(case.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False)
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        whole = held if not held or held.endswith("\n") else held + "\n"
        file.write_text(f"{whole}{line}\n", encoding="utf-8")
    except (OSError, ValueError, AttributeError) as error:
        raise ReviewsError(
            f"{file}: {error}", "Name a gold file (JSON Lines) that you may write to"
        ) from None
    return whole.count("\n") + 1
