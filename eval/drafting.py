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
from eval.cases import TO_COMPLETE, Case, CaseKind, fold
from eval.parts import Evidence, Fact
from ingest.durable import write_durably
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


def found_wanting(messages: Sequence[Message], said: str, quotes_stand: bool) -> Case:
    """A case of an answer that a reader found wanting where nobody has said yet what is right, for a person to complete.

    Args:
        messages: a conversation, the last being the answer.
        said: what the reader said of it.
        quotes_stand: whether the answer's quotes may belong in a right answer. Else none is taken over.

    Raises:
        ReviewsError: as `drafted` does.
    """
    case = drafted(messages)
    note = f"{TO_COMPLETE}: say what should have come of it, and why. {said}"
    bare = {} if quotes_stand else {"facts": (), "evidence": (), "reviews": ()}
    return case.model_copy(update={"note": note, **bare})


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
        lines = _lines(file)
        if case.id in map(_id, lines):
            raise ReviewsError(
                f"{file} has a case {case.id} already", "Edit that one, or name another --to FILE"
            )
        return _written([*lines, _as_line(case)], file)
    except (OSError, ValueError) as error:
        raise _unusable(file, error) from None


def complete(case: Case, file: Path) -> int:
    """Put a case in place of the one of its id that was to be completed, or add it where there is none any more.

    Returns:
        The number of its line.

    Raises:
        ReviewsError: the case of that id is complete, or the file cannot be written.
    """
    try:
        lines = _lines(file)
        places = [n for n, line in enumerate(lines) if _id(line) == case.id]
        if not places:
            return append(case, file)
        if TO_COMPLETE not in lines[places[0]]:
            raise ReviewsError(f"The case {case.id} of {file} is complete already", "Edit its line")
        _written([_as_line(case) if n == places[0] else line for n, line in enumerate(lines)], file)
    except (OSError, ValueError) as error:
        raise _unusable(file, error) from None
    return places[0] + 1


def holds(case_id: str, file: Path) -> bool:
    """Whether a gold file holds a case of this id; a file that cannot be read has none."""
    try:
        return case_id in map(_id, _lines(file))
    except (OSError, ValueError):
        return False


def is_to_complete(case_id: str, file: Path) -> bool:
    """Whether a gold file holds a case of this id that somebody has still to complete; a file that cannot be read has none."""
    try:
        return any(TO_COMPLETE in line and _id(line) == case_id for line in _lines(file))
    except (OSError, ValueError):
        return False


def _lines(file: Path) -> list[str]:
    held = file.read_text(encoding="utf-8-sig") if file.is_file() else ""
    return held.removesuffix("\n").split("\n") if held else []


def _id(line: str) -> str | None:
    held = json.loads(line) if line.strip() else None
    return held.get("id") if isinstance(held, dict) else None


def _as_line(case: Case) -> str:
    return json.dumps(case.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False)


def _written(lines: Sequence[str], file: Path) -> int:
    """Write the lines; how many they are."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_durably(file, "".join(f"{line}\n" for line in lines))
    return len(lines)


def _unusable(file: Path, error: Exception) -> ReviewsError:
    return ReviewsError(f"{file}: {error}", "Name a gold file (JSON Lines) that you may write to")
