"""BEIR folders (Thakur et al. 2021): ``corpus.jsonl``, ``queries.jsonl`` and ``qrels/*.tsv``."""

import json
from collections.abc import Mapping
from pathlib import Path

from eval.published.lines import broken, id_of, objects, text_lines, text_of
from eval.published.nouns import SearchSet, Text, Topic
from ingest.errors import ReviewsError

CORPUS, QUERIES, QRELS = "corpus.jsonl", "queries.jsonl", "qrels"
COLUMNS = ("query-id", "corpus-id", "score")


def is_beir(path: Path) -> bool:
    """Whether a path is a BEIR folder."""
    return path.is_dir() and (path / CORPUS).is_file()


def read_beir(folder: Path, part: str = "test") -> SearchSet:
    """Read a folder; of its judgements those of ``part``, or the only ones there are.

    Raises:
        ReviewsError: a file is missing or a line is wrong; a question or a text that is judged is not there.
    """
    texts, topics = _texts(folder / CORPUS), _topics(folder / QUERIES)
    judged = _judged(folder, part)
    relevant = _judgements(judged, {one.id for one in texts}, {one.id for one in topics})
    asked = tuple(topic for topic in topics if relevant.get(topic.id))
    if not asked:
        raise ReviewsError(f"{judged.name} finds no text relevant to any question", "Check the folder")
    return SearchSet(folder.resolve().name, texts, asked, relevant)


def write_beir(found: SearchSet, folder: Path, part: str = "test") -> None:
    """Write a set as a BEIR folder, which is made."""
    (folder / QRELS).mkdir(parents=True, exist_ok=True)
    texts = ({"_id": one.id, "title": one.title, "text": one.text} for one in found.texts)
    topics = ({"_id": one.id, "text": one.question} for one in found.topics)
    for name, rows in ((CORPUS, texts), (QUERIES, topics)):
        (folder / name).write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    judged = [f"{topic}\t{text}\t{n}\n" for topic, row in found.relevant.items() for text, n in row.items()]
    lines = "\t".join(COLUMNS) + "\n" + "".join(judged)
    (folder / QRELS / f"{part}.tsv").write_text(lines, encoding="utf-8")


def _texts(path: Path) -> tuple[Text, ...]:
    found: dict[str, Text] = {}
    for number, fields in objects(path):
        try:
            title = text_of(fields, "title", empty=True) if fields.get("title") is not None else ""
            one = Text(id_of(fields, "_id"), title, text_of(fields, "text", empty=True))
        except ValueError as error:
            raise broken(path, number, str(error)) from None
        if one.id in found:
            raise broken(path, number, f'the id "{one.id}" is there already')
        found[one.id] = one
    return tuple(found.values())


def _topics(path: Path) -> tuple[Topic, ...]:
    found: dict[str, Topic] = {}
    for number, fields in objects(path):
        try:
            one = Topic(id_of(fields, "_id"), text_of(fields, "text"))
        except ValueError as error:
            raise broken(path, number, str(error)) from None
        if one.id in found:
            raise broken(path, number, f'the id "{one.id}" is there already')
        found[one.id] = one
    return tuple(found.values())


def _judged(folder: Path, part: str) -> Path:
    held = sorted((folder / QRELS).glob("*.tsv"))
    wanted = folder / QRELS / f"{part}.tsv"
    if wanted in held:
        return wanted
    if len(held) == 1:
        return held[0]
    names = ", ".join(path.stem for path in held) or "no file"
    raise ReviewsError(f"{folder / QRELS} has no {part}.tsv, but {names}", "Name one of them with --part")


def _judgements(path: Path, texts: set[str], topics: set[str]) -> Mapping[str, Mapping[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for number, line in text_lines(path):
        cells = line.split("\t")
        if number == 1 and tuple(cells) == COLUMNS:
            continue
        if len(cells) != len(COLUMNS):
            raise broken(path, number, f"it has {len(cells)} columns and not {len(COLUMNS)}, by tabs")
        topic, text, score = cells
        try:
            worth = int(score)
        except ValueError:
            raise broken(path, number, f'the score "{score}" is no whole number') from None
        if topic not in topics:
            raise broken(path, number, f'the question "{topic}" is not in {QUERIES}')
        if text not in texts:
            raise broken(path, number, f'the text "{text}" is not in {CORPUS}')
        if worth > 0:
            found.setdefault(topic, {})[text] = worth
    return found
