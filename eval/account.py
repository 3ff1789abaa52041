"""What a run in written mode came to: claims, answers, citations, cost, and the cases that fell back."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.nouns import Account, Answer
from eval.citing import Cited, Citing
from eval.report import Section
from eval.scoring.answers import answer_parts
from eval.scoring.citations import citation_validity, quote_exactness
from eval.scoring.measures import Ground, Result
from eval.scoring.nuggets import facts_found
from eval.watching import Seen

Part = str  # "claims", "answers", "citations", "cost"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with what it is of: a share or a mean of ``n``, or, with ``value`` None, nothing to measure."""

    part: Part
    name: str
    value: float | None
    n: int
    meaning: str
    count: bool = False


@dataclass(frozen=True, slots=True)
class Tallied:
    """A case in written mode: its result, what was seen, and its claims' citations."""

    result: Result
    seen: Seen
    cited: tuple[Cited, ...]

    @property
    def account(self) -> Account:
        """The answer's own; of one that fell back, all that the model claimed counts as withheld."""
        account = self.seen.answer.account
        assert account is not None
        if self.seen.answer.mode == "written":
            return account
        said = self.seen.said
        return replace(account, withheld=len(said), uncited=sum(not one.numbers for one in said))


def tallied(results: Sequence[Result], seen: Mapping[str, Seen], citing: Citing) -> tuple[Tallied, ...]:
    """Each case of which something was seen, with its citations judged."""
    return tuple(
        Tallied(result, one, tuple(citing.judge(claim, one.answer) for claim in one.claims))
        for result in results
        if (one := seen.get(result.located.case.id)) is not None
    )


def figures(them: Sequence[Tallied], ground: Ground) -> tuple[Figure, ...]:
    """Every figure, each with its n."""
    asked = [one for one in them if one.seen.answer.account is not None and not _cached(one)]
    return (*_answers(them, asked), *_claims(asked), *_citations(them, ground), *_cost(asked))


def _cached(one: Tallied) -> bool:
    account = one.seen.answer.account
    return account is not None and account.cached


def _of(part: Part, name: str, hits: float, n: int, meaning: str) -> Figure:
    return Figure(part, name, hits / n if n else None, n, meaning)


def _answers(them: Sequence[Tallied], asked: Sequence[Tallied]) -> Iterable[Figure]:
    written = [one for one in asked if one.seen.answer.mode == "written"]
    back = [one for one in asked if one.seen.answer.mode == "quotes"]
    part = "answers"
    yield _of(
        part, "put to the model", len(asked), len(them), "of all questions; the others were answered by rule"
    )
    yield _of(part, "written", len(written), len(asked), "of those put to it: at least one claim is shown")
    broke = sum(one.seen.answer.fallback is not None for one in written)
    yield _of(part, "written, but broken off", broke, len(asked), "the model failed after its first claims")
    yield _of(part, "fallen back to quotes", len(back), len(asked), "of those put to it")
    for reason, count in Counter(
        one.seen.reason for one in (*back, *written) if one.seen.reason
    ).most_common():
        yield _of(part, f"- {reason}", count, len(asked), "a reason, as a share of those put to it")
    cached = sum(map(_cached, them))
    yield Figure(
        part, "asked before", float(cached), len(them), "answered from memory; counted nowhere else", True
    )
    for name, told in (("right_refusal", "rightly refused"), ("wrong_refusal", "wrongly refused")):
        scores = [score for one in them if (score := one.result.scores.get(name)) is not None]
        yield _of(part, told, sum(scores), len(scores), "not found, declined or asked back")


def _claims(asked: Sequence[Tallied]) -> Iterable[Figure]:
    accounts = [one.account for one in asked]
    made = sum(len(one.seen.said) for one in asked)
    yield Figure(
        "claims",
        "claims made",
        float(made),
        len(asked),
        "by the model, before any repair; n: answers put to it",
        True,
    )
    rows = (
        ("shown", sum(len(one.seen.claims) for one in asked), "passed every check"),
        ("withheld", sum(one.withheld for one in accounts), "by any check"),
        ("- uncited", sum(one.uncited for one in accounts), "no sentence that was shown is cited"),
        (
            "- not shown",
            sum(one.withheld - one.uncited for one in accounts),
            "its sentences do not bear it out",
        ),
        ("misattributed, put right", sum(one.recited for one in accounts), "cited now to what bears it out"),
        ("repaired", sum(one.repaired for one in accounts), "passed when written anew"),
    )
    for name, count, meaning in rows:
        yield _of("claims", name, count, made, meaning)
    invalid = sum(one.invalid for one in accounts)
    yield Figure(
        "claims", "invalid numbers", float(invalid), made, "cited numbers that no sentence had", True
    )


def _citations(them: Sequence[Tallied], ground: Ground) -> Iterable[Figure]:
    part = "citations"
    claims = [(claim, cited) for one in them for claim, cited in zip(one.seen.claims, one.cited, strict=True)]
    sentences = sum(cited.sentences for _, cited in claims)
    yield _of(
        part,
        "claims with a citation",
        sum(bool(c.citations) for c, _ in claims),
        len(claims),
        "of those shown",
    )
    checks: tuple[tuple[str, Callable[[Answer], float | None], str], ...] = (
        ("valid", lambda answer: citation_validity(answer, ground.review_passages), "mean over answers"),
        ("quotes exact", lambda answer: quote_exactness(answer, ground.source), "mean over answers"),
    )
    for name, check, meaning in checks:
        scores = [score for one in them if one.seen.claims and (score := check(_alone(one))) is not None]
        yield _of(part, name, sum(scores), len(scores), meaning)
    yield _of(
        part,
        "recall",
        sum(c.borne_out for _, c in claims),
        len(claims),
        "claims that what they cite bears out",
    )
    yield _of(
        part, "precision", sum(c.needed for _, c in claims), sentences, "sentences cited that are needed"
    )
    yield from _facts(them)


def _facts(them: Sequence[Tallied]) -> Iterable[Figure]:
    ways: tuple[tuple[str, Callable[[Tallied], list[str]], str], ...] = (
        (
            "vital facts, whole answer",
            lambda one: answer_parts(one.seen.answer),
            "with the quotes that follow",
        ),
        ("vital facts, claims and their quotes", lambda one: answer_parts(_alone(one)), "without those"),
        (
            "vital facts, claims alone",
            lambda one: [c.text for c in one.seen.claims],
            "in the model's own words",
        ),
    )
    for name, parts, meaning in ways:
        scores = [
            score
            for one in them
            if one.seen.claims
            and one.result.located.case.answerable
            and (score := facts_found(one.result.located.case.vital, parts(one))) is not None
        ]
        yield _of("citations", name, sum(scores), len(scores), f"mean over written answers, {meaning}")


def _alone(one: Tallied) -> Answer:
    """The answer as if it held its claims alone."""
    numbers = {n for claim in one.seen.claims for n in claim.citations}
    answer = one.seen.answer
    kept = tuple(citation for citation in answer.citations if citation.n in numbers)
    return replace(answer, statements=one.seen.claims, citations=kept, reviews=(), contacts=())


def _cost(asked: Sequence[Tallied]) -> Iterable[Figure]:
    accounts = [one.account for one in asked]
    written = [one.account for one in asked if one.seen.answer.mode == "written"]
    first_words = [one.seen.calls[0].first_word for one in asked if one.seen.calls]
    rows: tuple[tuple[str, Sequence[float | None], str], ...] = (
        ("tokens sent", [float(a.sent) for a in written], "of a written answer"),
        ("tokens received", [float(a.received) for a in written], "of a written answer"),
        ("calls", [float(a.calls) for a in written], "of a written answer, repeats and repairs counted"),
        ("seconds of writing", [a.seconds for a in accounts], "fall-backs counted"),
        (
            "checking, milliseconds",
            [a.checking_ms for a in written],
            "all claims of an answer; to stay under 100",
        ),
        ("first word, seconds", first_words, "of the model, from the call"),
        (
            "first claim, seconds",
            [one.seen.first_claim for one in asked],
            "that a reader sees, from the question",
        ),
    )
    for name, values, meaning in rows:
        known = [value for value in values if value is not None]
        for at in (50, 95):
            value = float(np.percentile(known, at)) if known else None
            yield Figure("cost", f"{name} (p{at})", value, len(known), meaning, True)
    for name, total in (
        ("sent", sum(a.sent for a in written)),
        ("received", sum(a.received for a in written)),
    ):
        told = (
            "in all; estimated where the endpoint does not say"
            if any(a.estimated for a in written)
            else "in all"
        )
        yield Figure("cost", f"tokens {name}, all", float(total), len(written), told, True)


_TITLES = {
    "answers": "answers",
    "claims": "claims",
    "citations": "citations by sentence, and facts",
    "cost": "cost",
}


def sections_written(found: Sequence[Figure], them: Sequence[Tallied], told: str) -> tuple[Section, ...]:
    """The figures to read, and the cases to look at; of those kept aside only how many."""
    drawn = [
        Section(
            f"Written answers: {_TITLES[part]}",
            (told,) if part == "answers" else (),
            (
                ("figure", "value", "n", "meaning"),
                *((f.name, _shown(f), str(f.n), f.meaning) for f in found if f.part == part),
            ),
        )
        for part in _TITLES
    ]
    return (*drawn, _to_look_at(them))


def _shown(figure: Figure) -> str:
    if figure.value is None:
        return "-"
    if figure.count:
        return f"{figure.value:.0f}" if figure.value == int(figure.value) else f"{figure.value:.2f}"
    return f"{figure.value:.3f}"


def _to_look_at(them: Sequence[Tallied]) -> Section:
    rows, kept = [("case", "claims", "shown", "withheld", "what happened")], 0
    for one in them:
        if one.seen.answer.account is None:
            continue
        not_borne_out = sum(not cited.borne_out for cited in one.cited)
        told = [one.seen.reason] if one.seen.reason else []
        told += [f"{not_borne_out} shown that its sentences do not bear out"] if not_borne_out else []
        if not told and not one.account.withheld:
            continue
        if one.result.located.case.split == "kept":
            kept += 1
            continue
        account = one.account
        counts = (str(len(one.seen.said)), str(len(one.seen.claims)), str(account.withheld))
        rows.append((one.result.located.case.id, *counts, "; ".join(told) or "claims withheld"))
    remark = f"{len(rows) - 1 + kept} fell back, broke off or had claims withheld; {kept} of these are kept aside and not named."
    return Section("Written answers: cases to look at", (remark,), tuple(rows) if len(rows) > 1 else ())
