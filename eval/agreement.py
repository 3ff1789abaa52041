"""How far two readers agree on the gold: 30 open cases, read again by somebody who had not seen their answers.

``python -m eval.agreement --draw`` prints the cases to read by number, question and history alone: an id tells the kind.
The second reader writes a line for each (``Reading``), quoting the sentences of the reviews that answer, and
``python -m eval.agreement FILE`` puts these beside the gold. Kappa is Cohen's (1960): 1 is agreement in
everything, 0 what chance alone would give with the same shares of outcomes.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.nouns import Outcome
from eval.cases import Case, GoldBroken, Located, ReviewIndex, Span, fold, load_cases, locate, says
from eval.identifiers import Tally
from ingest.errors import ReviewsError
from ingest.settings import load_settings

HERE = Path(__file__).resolve().parent
GOLD = HERE / "gold.jsonl"
SECOND_READER = HERE / "second_reader.jsonl"
CASES, OF_A_KIND = 30, 4
SEED = 3  # the first whose draw holds none of the cases that the second reader had met before


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Quoted(_Strict):
    """A sentence of a review, to the character."""

    review: str = Field(min_length=1)
    quote: str = Field(min_length=1)


class Reading(_Strict):
    """What a second reader takes for the right outcome of a question, and the sentences that answer it."""

    question: str = Field(min_length=1)
    history: tuple[str, ...] = ()
    expect: Outcome
    reviews: tuple[str, ...] = ()
    quotes: tuple[Quoted, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """What two readers agree on. All but the outcomes is of cases that both hold to be answered."""

    outcomes: Tally
    kappa: float | None
    reviews: Tally
    touched: Tally
    evidence: Tally
    vital: Tally
    differing: tuple[str, ...]


def draw(cases: Sequence[Case], seed: int = SEED) -> tuple[Case, ...]:
    """The cases to read: open ones, in an order made by the seed, at most so many of a kind."""
    order = sorted((case for case in cases if case.split == "open"), key=lambda case: case.id)
    random.Random(seed).shuffle(order)
    taken: list[Case] = []
    kinds: Counter[str] = Counter()
    for case in order:
        if kinds[case.kind] < OF_A_KIND and len(taken) < CASES:
            kinds[case.kind] += 1
            taken.append(case)
    return tuple(taken)


def load_readings(path: Path) -> tuple[Reading, ...]:
    """The second reader's lines.

    Raises:
        GoldBroken: a line is not a reading.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise ReviewsError(f"{path}: {error.strerror}", "Name a second reader's file") from None
    found, problems = [], []
    for number, line in enumerate(lines, 1):
        try:
            found.append(Reading.model_validate_json(line))
        except ValidationError as error:
            problems.append(f"{path.name} line {number}: {error.errors()[0]['msg']}")
    if problems or not found:
        raise GoldBroken(problems or [f"{path.name} holds no readings"])
    return tuple(found)


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of two readers' labels; None where chance alone would agree on everything."""
    n = len(pairs)
    ours, theirs = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    by_chance = sum(ours[label] * theirs[label] for label in ours) / n**2 if n else 1.0
    if by_chance == 1.0:
        return None
    return (sum(one == other for one, other in pairs) / n - by_chance) / (1 - by_chance)


def compare(cases: Iterable[Case], readings: Sequence[Reading], index: ReviewIndex) -> Agreement:
    """Put each reading beside the open case with its question and history.

    Raises:
        GoldBroken: a question is of no open case, or a quote stands in no passage of its review.
    """
    open_cases = {(case.question, case.history): case for case in cases if case.split == "open"}
    problems: list[str] = []
    pairs: list[tuple[Case, Reading, tuple[Span, ...]]] = []
    for number, reading in enumerate(readings, 1):
        case = open_cases.get((reading.question, reading.history))
        if case is None:
            problems.append(f"reading {number}: no open case asks {reading.question!r}")
            continue
        spans = []
        for quoted in reading.quotes:
            if not (own := _places(quoted, index)):
                problems.append(f"reading {number}: {quoted.review} does not say {quoted.quote[:60]!r}")
            spans += own
        pairs.append((case, reading, tuple(spans)))
    if problems:
        raise GoldBroken(problems)
    answered = [
        (case, reading, spans, locate(case, index))
        for case, reading, spans in pairs
        if case.answerable and reading.expect in ("answered", "partly")
    ]
    evident = [(spans, located) for _, _, spans, located in answered if located.items]
    sets = [
        (set(reading.reviews), {*case.reviews, *(item.review for item in case.evidence)})
        for case, reading, _, _ in answered
    ]
    facts = [
        (fact, [fold(quoted.quote) for quoted in reading.quotes])
        for case, reading, _, _ in answered
        for fact in case.vital
    ]
    met = [_met(spans, located) for spans, located in evident]
    labels = [(case.expect, reading.expect) for case, reading, _ in pairs]
    return Agreement(
        outcomes=Tally(sum(one == other for one, other in labels), len(labels)),
        kappa=kappa(labels),
        reviews=Tally(sum(one == other for one, other in sets), len(sets)),
        touched=Tally(sum(any(items) for items in met), len(met)),
        evidence=Tally(sum(map(sum, met)), sum(map(len, met))),
        vital=Tally(sum(any(says(fact, quote) for quote in quotes) for fact, quotes in facts), len(facts)),
        differing=tuple(_differences(pairs)),
    )


def _places(quoted: Quoted, index: ReviewIndex) -> list[Span]:
    found = []
    for passage in index.review_passages(quoted.review) if quoted.review in index.reviews else ():
        at = passage.text.find(quoted.quote)
        if at >= 0:
            start = passage.start + at
            found.append(Span(passage.file, start, start + len(quoted.quote)))
    return found


def _met(spans: Sequence[Span], located: Located) -> list[bool]:
    """For each evidence item of a case, whether a quoted sentence overlaps it."""
    return [
        any(span.overlaps(place) for places in item.values() for place in places for span in spans)
        for item in located.items
    ]


def _differences(pairs: Iterable[tuple[Case, Reading, tuple[Span, ...]]]) -> Iterable[str]:
    for case, reading, _ in pairs:
        if case.expect != reading.expect:
            yield f"{case.id}: outcome {case.expect} in the gold, {reading.expect} by the second reader"
            continue
        gold = {*case.reviews, *(item.review for item in case.evidence)}
        if case.answerable and gold != set(reading.reviews):
            told = f"{', '.join(sorted(gold)) or 'none'} in the gold, {', '.join(reading.reviews) or 'none'}"
            yield f"{case.id}: reviews {told} by the second reader"


def as_text(found: Agreement) -> str:
    """The agreement to read, each figure with what it is of, and the cases on which outcome or reviews differ."""
    agreed = "-" if found.kappa is None else f"{found.kappa:.2f}"
    rows = (
        ("same outcome", found.outcomes, f"Cohen's kappa {agreed}"),
        ("same reviews", found.reviews, "exactly the same set; cases that both hold to be answered"),
        ("evidence met", found.touched, "a sentence quoted by the second reader overlaps evidence of the gold"),
        ("evidence items met", found.evidence, "of all pieces of evidence of these cases"),
        ("vital facts quoted", found.vital, "by the gold's patterns, in what the second reader quoted"),
    )  # fmt: skip
    lines = [f"{name:<20}{tally.rate:.2f}  {tally!s:<10}{told}" for name, tally, told in rows]
    return "\n".join([*lines, *(f"  {one}" for one in found.differing)]) + "\n"


def main() -> int:
    """Print the cases to read, or what two readers agree on."""
    parser = argparse.ArgumentParser(description="What two readers of the gold agree on, on the digests.")
    parser.add_argument("file", nargs="?", default=str(SECOND_READER), metavar="FILE", help="the readings")
    parser.add_argument("--draw", action="store_true", help="print the questions to read, and nothing else")
    arguments = parser.parse_args()
    cases = load_cases(GOLD)
    if arguments.draw:
        for number, case in enumerate(draw(cases), 1):
            print(number, list(case.history), case.question, sep=" | ")
        return 0
    from assistant.assistant import open_assistant

    try:
        found = compare(cases, load_readings(Path(arguments.file)), open_assistant(load_settings()).index)
    except ReviewsError as error:
        print(f"reviews: {error}", file=sys.stderr)
        return 1
    print(as_text(found), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
