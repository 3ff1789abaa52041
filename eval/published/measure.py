"""One published set measured whole: its searches beside plain baselines, its answers and refusals."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from eval.published import answers
from eval.published.beir import is_beir, read_beir
from eval.published.clapnq import as_beir, read_clapnq
from eval.published.index import indexed
from eval.published.nouns import AnswerSet, Posed, SearchSet
from eval.published.report import Part, Report
from eval.published.scores import MEASURES, Figure, difference, figure, of_ranking
from eval.published.search import BASELINES, OURS, searches
from eval.published.squad import read_squad
from ingest.errors import ReviewsError
from ingest.index import Index
from ingest.settings import Settings
from ingest.wiring import open_embedder

if TYPE_CHECKING:
    from ingest.embedding import Embedder

Kind = Literal["beir", "clapnq", "squad"]
Half = Literal["", "develop", "report"]
Item = TypeVar("Item")


def kind_of(path: Path) -> Kind:
    """The format of a path, by what it is and what it is called.

    Raises:
        ReviewsError: it is none of the formats that are read.
    """
    if is_beir(path):
        return "beir"
    if path.is_file() and path.suffix in (".jsonl", ".json"):
        return "clapnq" if path.suffix == ".jsonl" else "squad"
    if not path.exists():
        raise ReviewsError(f"{path} is not there", "Check the path")
    raise ReviewsError(
        f"{path} is no set that is read",
        "Name a BEIR folder (corpus.jsonl), a .jsonl of CLAPNQ or a SQuAD .json",
    )


@dataclass(frozen=True, slots=True)
class How:
    """How a set is measured.

    ``limit``: so many questions at most, spread over the set; every text is searched all the same. ``half``: only the
    questions to develop on, or only those to report on, by a digest of their ids. ``part``: which judgements of a BEIR folder.
    ``adapted``: False takes the embedder's published weights in place of those adapted to reviews.
    """

    limit: int | None = None
    half: Half = ""
    part: str = "test"
    adapted: bool = True


PLAINLY = How()


def measure(
    paths: Sequence[Path], settings: Settings, how: How = PLAINLY, *, kind: Kind | None = None
) -> Report:
    """Measure one set, which may lie in several files.

    Args:
        paths: a BEIR folder, files of CLAPNQ, or a file of SQuAD 2.0.
        settings: name the embedder, and where graphs and vectors are kept.
        how: which of its questions, and with which weights.
        kind: the format; None tells it by the path.

    Raises:
        ReviewsError: something cannot be read, or the embedder cannot be opened.
    """
    kind = kind or kind_of(paths[0])
    if kind != "clapnq" and len(paths) > 1:
        raise ReviewsError(f"One path at a time for {kind}", f"Leave out {paths[1]}")
    embedder = _embedder(settings, how.adapted)
    of_half = f", the half to {how.half} on" if how.half else ""
    if kind == "beir":
        found = read_beir(paths[0], how.part)
        with indexed(found.texts, embedder, _vectors(settings)) as index:
            parts = _searched(_fewer(found, how), index, embedder, settings)
            asked = len(_fewer(found, how).topics)
            return Report(found.name, f"BEIR{of_half}", len(found.texts), index.passage_count, asked, parts)
    posed = read_clapnq(paths) if kind == "clapnq" else read_squad(paths[0])
    cases = _some(posed.cases, how)
    with indexed(posed.texts, embedder, _vectors(settings)) as index:
        parts = _put(AnswerSet(posed.name, cases), index, embedder)
        if kind == "clapnq" and any(case.answerable for case in cases):
            search = as_beir(posed)
            parts += _searched(_fewer(search, how), index, embedder, settings)
        name = "CLAPNQ" if kind == "clapnq" else "SQuAD 2.0"
        return Report(
            posed.name, f"{name}{of_half}", len(posed.texts), index.passage_count, len(cases), parts
        )


def published_sets(folder: Path) -> list[tuple[Kind, list[Path]]]:
    """The sets that lie in a folder: BEIR folders, files named clapnq*.jsonl (one set), files named *squad*.json.

    Raises:
        ReviewsError: there is none.
    """
    found = list(_sets_in(folder))
    if not found:
        raise ReviewsError(
            f"{folder} holds no published set", "Name a folder with BEIR, CLAPNQ or SQuAD files"
        )
    return found


def _sets_in(folder: Path) -> Iterator[tuple[Kind, list[Path]]]:
    for inner in [folder, *sorted(path for path in folder.iterdir() if path.is_dir())]:
        if is_beir(inner):
            yield "beir", [inner]
    if clapnq := sorted(folder.glob("clapnq*.jsonl")):
        yield "clapnq", clapnq
    for path in sorted({*folder.glob("*squad*.json"), *folder.glob("dev-v2.0.json")}):
        yield "squad", [path]


def _vectors(settings: Settings) -> Path:
    return settings.home.expanduser() / "vectors"


def _is_of(key: str, half: Half) -> bool:
    return not half or (hashlib.sha256(key.encode()).digest()[0] % 2 == 0) == (half == "develop")


def _spread(items: Sequence[Item], limit: int | None) -> tuple[Item, ...]:
    if limit is None or limit >= len(items):
        return tuple(items)
    return tuple(items[place * len(items) // limit] for place in range(limit))


def _some(cases: Sequence[Posed], how: How) -> tuple[Posed, ...]:
    return _spread([case for case in cases if _is_of(case.id, how.half)], how.limit)


def _fewer(found: SearchSet, how: How) -> SearchSet:
    topics = [topic for topic in found.topics if _is_of(topic.id, how.half)]
    return replace(found, topics=_spread(topics, how.limit))


def _embedder(settings: Settings, adapted: bool) -> "Embedder":
    embedder = open_embedder(settings)
    return embedder if adapted else _plain(settings, embedder) or embedder


def _plain(settings: Settings, embedder: "Embedder") -> "Embedder | None":
    """The published weights; none where an endpoint embeds, which then stands for itself."""
    from ingest.embedding import MiniLM

    if not isinstance(embedder, MiniLM):
        return None
    return MiniLM(settings.home.expanduser() / "models", settings.precision, adapt=False)


def _searched(found: SearchSet, index: Index, embedder: "Embedder", settings: Settings) -> tuple[Part, ...]:
    systems = searches(index, embedder, _plain(settings, embedder), _vectors(settings))
    scores = {
        name: of_ranking(found, {topic.id: search(topic.question) for topic in found.topics})
        for name, search in systems.items()
    }
    rows = {name: [figure(list(own[m].values())) for m in MEASURES] for name, own in scores.items()}
    less = {
        f"{OURS} less {name}": [difference(scores[OURS][m], own[m]) for m in MEASURES]
        for name, own in scores.items()
        if name != OURS
    }
    baselines = [name for name in BASELINES if name in scores]
    best = max(baselines, key=lambda name: rows[name][0].mean or 0.0)
    title = f"Search: texts ranked by their best passage; the better baseline is {best}"
    return (Part(title, MEASURES, rows), Part("Search: differences, question by question", MEASURES, less))


def _put(found: AnswerSet, index: Index, embedder: "Embedder") -> tuple[Part, ...]:
    seen = list(answers.put(found.cases, index, embedder))
    yes = [one for one in seen if one.case.answerable]
    no = [one for one in seen if not one.case.answerable]
    every = [one for outcome in yes if (one := answers.chosen(outcome))]
    shown = [one for outcome in yes if not outcome.refused and (one := answers.chosen(outcome))]
    agree = {
        name: [figure([getattr(one, field) for one in rows]) for field in ("precision", "recall", "f1")]
        for name, rows in (("every answerable question", every), ("those not refused", shown))
    }
    refused = {
        "answerable, refused": [figure([float(one.refused) for one in yes])],
        "unanswerable, answered": [figure([float(not one.refused) for one in no])],
    }
    area = answers.told_apart(seen)
    if area is not None:
        refused["answerable surer than unanswerable (AUROC)"] = [Figure(len(seen), area, None, None)]
    return (
        Part("Answers: sentences quoted against those marked", ("precision", "recall", "F1"), agree),
        Part("Refusals, both ways", ("share",), refused),
    )
