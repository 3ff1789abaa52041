"""What is measured: many readers at once, and one after the other until a thousand questions are asked."""

import asyncio
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ui.load.reader import Given, PageFault, reader

HEADING = 100  # characters of a question that are compared with its heading, which may be cut
NOT_KEPT = "Question not kept"
_WARM = 400  # questions before memory counts: until then what is remembered of texts, questions and answers fills up
_LOOKS = 3  # at memory, below which nothing is said of its growth
_EVERY = 25  # questions between two looks at memory

Plan = tuple[tuple[str, ...], ...]
"""What each reader asks, in order."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """Readers who asked at once. ``faults``: what went wrong; ``mixed``: what a reader saw that was not its own."""

    given: tuple[Given, ...]
    faults: tuple[str, ...]
    mixed: tuple[str, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """Readers one after the other. ``memory``: questions asked so far, and bytes that the server held then."""

    given: tuple[Given, ...]
    memory: tuple[tuple[int, int], ...]
    seconds: float

    @property
    def looks(self) -> tuple[tuple[int, int], ...]:
        """The looks at memory that count: after the first four hundred questions."""
        return tuple((asked, held) for asked, held in self.memory if asked >= _WARM)

    @property
    def growth(self) -> float | None:
        """Bytes by which memory grew in a thousand questions, as the slope of a line; None after too few looks."""
        if len(self.looks) < _LOOKS:
            return None
        slope, _ = statistics.linear_regression(*zip(*self.looks, strict=True))
        return slope * 1000


def plan(questions: Sequence[str], readers: int, each: int) -> Plan:
    """Different questions for every reader; each text is asked by one of them only."""
    wanted = list(dict.fromkeys(questions))[: readers * each]
    if len(wanted) < readers * each:
        raise ValueError(f"{readers} readers ask {readers * each} questions, and there are {len(wanted)}")
    return tuple(tuple(wanted[number::readers]) for number in range(readers))


def at_once(port: int, asked: Plan) -> Crowd:
    """Everybody in the plan asks at once; each goes on as soon as the last answer stands."""
    started = time.perf_counter()
    found = asyncio.run(_all(port, asked))
    given = [one for answers, _ in found for one in answers]
    faults = [fault for _, fault in found if fault]
    mixed = [told for answers, _ in found for told in _not_own(answers)]
    return Crowd(tuple(given), tuple(faults), tuple(mixed), time.perf_counter() - started)


async def _all(port: int, asked: Plan) -> list[tuple[list[Given], str]]:
    together = asyncio.Barrier(len(asked))
    return await asyncio.gather(*(_one(port, questions, together) for questions in asked))


async def _one(
    port: int, questions: Sequence[str], together: asyncio.Barrier | None = None
) -> tuple[list[Given], str]:
    given: list[Given] = []
    try:
        async with reader(port) as tab:
            if together:
                await together.wait()
            for question in questions:
                given.append(await tab.ask(question))
    except (PageFault, OSError, TimeoutError, asyncio.BrokenBarrierError) as error:
        if together:
            await together.abort()
        return given, f"{type(error).__name__}: {error}"
    return given, ""


def _not_own(answers: Sequence[Given]) -> list[str]:
    """What stands in a conversation that was not asked there, or is missing from it."""
    wrong = []
    for number, given in enumerate(answers):
        own = [one.question[:HEADING] for one in answers[: number + 1]]
        shown = [heading[:HEADING] for heading in given.headings]
        kept = [heading.startswith((NOT_KEPT, asked)) for heading, asked in zip(shown, own, strict=False)]
        if len(shown) != len(own) or not all(kept):
            wrong.append(f"question {number + 1}: {len(shown)} headings for {len(own)} questions of its own")
        if given.listed > 1:
            wrong.append(
                f"question {number + 1}: {given.listed} conversations are listed, one of them its own"
            )
    return wrong


def one_by_one(port: int, asked: Plan, questions: int, pid: int, seconds: float) -> Stretch:
    """The readers of a plan come one after the other, again and again, until so many questions are asked.

    Args:
        questions: how many to ask at most; whole conversations only.
        pid: the server's, whose memory is looked at; where the system does not tell it, none is noted.
        seconds: after which no new reader comes.

    Raises:
        PageFault: a question was not answered.
    """
    started, given = time.perf_counter(), list[Given]()
    memory: list[tuple[int, int]] = []
    while len(given) < questions and time.perf_counter() - started < seconds:
        answers, fault = asyncio.run(_one(port, asked[len(given) // len(asked[0]) % len(asked)]))
        if fault:
            raise PageFault(fault)
        given += answers
        held = resident(pid)
        if held and (not memory or len(given) - memory[-1][0] >= _EVERY):
            memory.append((len(given), held))
    return Stretch(tuple(given), tuple(memory), time.perf_counter() - started)


def resident(pid: int) -> int:
    """Bytes that a process holds in memory; 0 where the system does not tell."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    held = [line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:")]
    return int(held[0]) * 1024 if held else 0


def other_answers(crowd: Sequence[Given], alone: Sequence[Given]) -> int:
    """How many questions were answered otherwise in the crowd than alone, by the quotes shown."""
    by_question = {one.question: one.quotes for one in alone}
    return sum(one.quotes != by_question[one.question] for one in crowd if one.question in by_question)
