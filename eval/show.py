"""One case in full: as a record of the JSON report, and as text for whoever looks into it."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from assistant.nouns import Answer
from eval.cases import Located, says
from eval.scoring.answers import answer_parts, answer_statements, is_wanted
from eval.scoring.measures import Result
from eval.scoring.nuggets import joined

LOOK = ("recall_5", "vital_facts", "relevance")


def falls_short(result: Result) -> bool:
    """Whether a case is worth a look: another outcome than wanted, or a share below 1 of what counts most."""
    wanted = result.located.case.expect
    if result.attempt is None or result.attempt.answer.outcome != wanted:
        return True
    return any(result.scores[name] not in (None, 1.0) for name in (*LOOK, "which_review", "reason"))


def missed_facts(result: Result) -> list[str]:
    """The vital facts that the answer to an answerable case does not hold."""
    case = result.located.case
    if result.attempt is None or not case.answerable:
        return []
    folded = joined(answer_parts(result.attempt.answer))
    return [fact.text for fact in case.vital if not says(fact, folded)]


def case_record(result: Result, quotable: bool) -> dict[str, Any]:
    """A case for the JSON report. Texts of a review appear only when ``quotable``; places always do."""
    case, attempt = result.located.case, result.attempt
    record: dict[str, Any] = {
        "id": case.id,
        "kind": case.kind,
        "split": case.split,
        "question": case.question,
        "history": list(case.history),
        "expect": case.expect,
        "error": result.error or None,
        "scores": {name: value and round(value, 4) for name, value in result.scores.items()},
        "missed_vital_facts": missed_facts(result),
    }
    if attempt is None:
        return record
    answer = attempt.answer
    hits = enumerate(attempt.hits, 1)
    if answer.account or answer.fallback:
        record |= {"mode": answer.mode, "fallback": answer.fallback}
        record["account"] = asdict(answer.account) if answer.account else None
    return record | {
        "searched_for": attempt.searched_for,
        "outcome": answer.outcome,
        "reason": answer.reason,
        "text": answer.text if quotable else None,
        "statements": [
            {"role": s.role, "citations": list(s.citations), "support": s.support} for s in answer.statements
        ],
        "citations": [
            {"n": c.n, "review_id": c.review_id, "file": c.file, "start": c.start, "end": c.end}
            for c in answer.citations
        ],
        "reviews": [{"review_id": row.review_id, "verdict": row.verdict} for row in answer.reviews],
        "missing": list(answer.missing),
        "contacts": [{"area": c.area, "label": c.label} for c in answer.contacts],
        "choices": [choice.question for choice in answer.choices],
        "hits": [
            {
                "rank": rank,
                "passage_id": hit.passage.id,
                "review_id": hit.review.id,
                "score": round(float(hit.score), 6),
                "found_by": dict(hit.found_by),
                "evidence": evidence_in(result.located, hit.passage.id),
            }
            for rank, hit in hits
        ],
        "bm25": [passage.id for passage in attempt.bm25],
    }


def evidence_in(located: Located, passage_id: str) -> list[int]:
    """The numbers, from 1, of the evidence items that a passage holds."""
    return [number for number, item in enumerate(located.items, 1) if passage_id in item]


def case_in_full(result: Result) -> str:
    """A case as text: what was asked, searched for, found and answered, and what is missing from it."""
    return "\n".join(_lines(result)) + "\n"


def _lines(result: Result) -> Iterator[str]:
    case, attempt = result.located.case, result.attempt
    yield f"{case.id} ({case.kind}, {case.split}), wanted: {case.expect}" + (
        f" for {case.reason}" if case.reason else ""
    )
    yield from (f"Asked before:  {question}" for question in case.history)
    yield f"Asked:         {case.question}"
    if attempt is None:
        yield f"FAILED:        {result.error}"
        return
    yield f"Searched for:  {attempt.searched_for}"
    yield f"\nPassages found, with the numbers of the evidence they hold (of {len(case.evidence)})"
    for rank, hit in enumerate(attempt.hits, 1):
        held = ",".join(map(str, evidence_in(result.located, hit.passage.id))) or "-"
        section = " > ".join(hit.passage.section)
        yield f"{rank:4}  {hit.score:9.5f}  evidence {held:6} {hit.review.id}: {section}  [{hit.passage.id}]"
        yield f"      {' '.join(hit.passage.text.split())}"
    for number, (item, places) in enumerate(zip(case.evidence, result.located.items, strict=True), 1):
        ranks = [rank for rank, hit in enumerate(attempt.hits, 1) if hit.passage.id in places]
        yield f"Evidence {number} ({item.review}): " + (f"rank {ranks[0]}" if ranks else "not found")
    yield from _answer_lines(result, attempt.answer)
    yield "\nScores"
    yield from (f"  {name:18} {value:.3f}" for name, value in result.scores.items() if value is not None)


def _answer_lines(result: Result, answer: Answer) -> Iterator[str]:
    case = result.located.case
    yield f"\nAnswer: {answer.outcome}" + (f" ({answer.reason})" if answer.reason else "")
    if account := answer.account:
        yield (
            f"  {answer.mode}, {account.model} at {account.host}: {account.claims} claims, {account.shown} shown, "
            + (f"{account.withheld} withheld, {account.recited} put right, {account.seconds:.1f} s")
        )
    if answer.fallback:
        yield f"  fallen back: {answer.fallback}"
    judged = answer_statements(answer)
    for statement in answer.statements:
        wanted = is_wanted(result.located, statement, answer) if statement in judged else None
        mark = (
            ""
            if wanted is None or not case.answerable
            else " to the point"
            if wanted
            else " BESIDE THE POINT"
        )
        numbers = "".join(f"[{n}]" for n in statement.citations)
        yield f"  {statement.role}{mark}: {statement.text} {numbers}"
    yield from (f"  missing: {text}" for text in answer.missing)
    yield from (f"  choice: {choice.question}" for choice in answer.choices)
    yield from (f"  contact: {c.label} {c.number} {c.hours} {c.doubt}" for c in answer.contacts)
    yield from (f"  review {row.review_id}: {row.verdict}" for row in answer.reviews)
    for c in answer.citations:
        yield f"  [{c.n}] {c.review_id}, {' > '.join(c.section)}, {c.file} {c.start}-{c.end}: {c.quote!r}"
    if case.answerable and case.facts:
        yield "\nFacts"
        folded = joined(answer_parts(answer))
        for fact in case.facts:
            yield f"  {'held  ' if says(fact, folded) else 'MISSED'} {fact.weight:5} {fact.text}"
