"""Asks the cases of a run one after the other, or on several processes, and keeps each as it comes."""

import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

from assistant.nouns import Turn
from eval.cases import Case, Located
from eval.remembering import Remembering
from eval.runs.folder import RunFolder
from eval.runs.lines import Shelf, Told, line_of, result_of, timing_of
from eval.runs.nouns import Called, Line, Timing
from eval.scoring.measures import Attempt, Ground, Result, score
from eval.solvers import Asked, attempt
from eval.watching import Seen, Watching
from ingest.settings import Settings

_WARM_UP = 3
_AHEAD = 8  # cases handed to a process at once
_others: list[Asked] = []  # the assistant of a process that helps


def asked(
    folder: RunFolder,
    chosen: Sequence[Located],
    assistant: Asked,
    ground: Ground,
    settings: Settings,
    workers: int = 1,
    progress: bool = True,
) -> tuple[Result, ...]:
    """Ask what is not in the folder yet and score all; a case that raises an error is kept, and the others go on.

    Args:
        workers: processes; more than one only in quotes mode, and then seconds are of a busy machine.
    """
    folder.mend()
    shelf, index = folder.shelf(), Remembering(assistant.index)
    folder.add(*shelf.hold((), index.reviews.values())[1])  # all: texts may name one that is not quoted
    timings = {timing.id: timing for timing in folder.read(Timing)}
    held = {line.case.id: line for line in folder.read(Line)}
    _seen_before(folder, assistant, held)
    waiting = [located for located in chosen if located.case.id not in held]
    tried = _tried(waiting, assistant, settings, workers)
    results: dict[str, Result] = {}
    for located in _bar(chosen, progress):
        name = located.case.id
        if name in held:
            results[name] = result_of(held[name], timings[name], shelf, ground, located)
            continue
        got = next(tried)
        if isinstance(got, str):
            results[name] = Result(located, None, {}, got)
        else:
            results[name] = Result(located, got, score(located, got, ground))
        _keep(folder, results[name], assistant, line_of(results[name], index, ground), shelf)
    return tuple(results.values())


def _keep(folder: RunFolder, result: Result, assistant: Asked, told: Told, shelf: Shelf) -> None:
    line, passages, reviews = told
    new_passages, new_reviews = shelf.hold(passages, reviews)
    folder.add(*new_passages)
    folder.add(*new_reviews)
    folder.add(line)
    if isinstance(assistant, Watching):
        assistant.note(result)  # may end the run: the endpoint is dead
        if (seen := assistant.seen.get(line.case.id)) is not None:
            folder.add(Called(line.case.id, seen.calls, seen.first_claim))
    folder.add(timing_of(result))  # last: a case without it was interrupted, and is asked again


def _seen_before(folder: RunFolder, assistant: Asked, held: dict[str, Line]) -> None:
    if isinstance(assistant, Watching):
        for called in folder.read(Called):
            line = held.get(called.id)
            if line is not None and line.answer is not None:
                assistant.seen[called.id] = Seen(line.answer, called.calls, called.first_claim)


def _tried(
    waiting: Sequence[Located], assistant: Asked, settings: Settings, workers: int
) -> Iterator[Attempt | str]:
    """What came of each case in order: the attempt, or the error in a line."""
    cases = [located.case for located in waiting]
    if workers < 2 or isinstance(assistant, Watching) or len(cases) < 2 * _AHEAD:
        yield from (_try(case, assistant) for case in cases)
        return
    # Spawned, not forked: the embedder and Chroma have threads, which a fork would leave behind locked.
    begun_with = (settings, cases[:_WARM_UP])
    with ProcessPoolExecutor(workers, get_context("spawn"), _open_there, begun_with) as pool:
        yield from pool.map(_try_there, cases, chunksize=_AHEAD)


def _open_there(settings: Settings, first: Sequence[Case]) -> None:
    from assistant.assistant import open_assistant

    _others.append(open_assistant(settings))
    warm_up(first, _others[0])


def warm_up(cases: Sequence[Case], assistant: Asked) -> None:
    """Ask a few cases whose times are thrown away."""
    # What a model answers costs, and would be remembered: there the search alone is warmed up.
    begin_with = assistant.search if isinstance(assistant, Watching) else assistant.ask
    for case in cases[:_WARM_UP]:
        try:
            begin_with(case.question, [Turn(question) for question in case.history])
        except Exception:  # the same question is asked again, and its failure counted, in the run
            continue


def _try_there(case: Case) -> Attempt | str:
    return _try(case, _others[0])


def _try(case: Case, assistant: Asked) -> Attempt | str:
    try:
        return attempt(case, assistant)
    except Exception as error:  # whatever it is, it is this case's failure and is listed with it
        return f"{type(error).__name__}: {error}"


def _bar(chosen: Sequence[Located], progress: bool) -> Any:
    from tqdm import tqdm

    return tqdm(
        chosen,
        desc="cases",
        unit="case",
        file=sys.stderr,
        disable=not progress,
        mininterval=0.5 if sys.stderr.isatty() else 20,
        ascii=True,
    )


def measured(
    chosen: Sequence[Located],
    assistant: Asked,
    ground: Ground,
    note: Callable[[Result], None] = lambda _: None,
) -> tuple[Result, ...]:
    """Ask and score each case without keeping a folder."""
    results = []
    for located in chosen:
        got = _try(located.case, assistant)
        if isinstance(got, str):
            results.append(Result(located, None, {}, got))
        else:
            results.append(Result(located, got, score(located, got, ground)))
        note(results[-1])
    return tuple(results)
