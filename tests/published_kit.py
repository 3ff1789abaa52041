"""Small published sets, written by the tests in the formats in which others publish theirs."""

import json
from pathlib import Path
from typing import Any

TEXTS = {
    "d1": ("Otters", "Otters sleep on their backs. They hold hands so that they do not drift apart."),
    "d2": ("Bridges", "The bridge was opened in 1890. It crosses the firth on three great towers."),
    "d3": ("Bread", "Bread rises because yeast makes gas from sugar. Salt slows the yeast down."),
    "d4": ("Glaciers", "A glacier moves under its own weight. It grinds the rock below into flour."),
}
TOPICS = {
    "q1": ("why do otters hold hands", {"d1": 1}),
    "q2": ("when was the bridge opened", {"d2": 2, "d4": 0}),
    "q3": ("what makes bread rise", {"d3": 1}),
}


def lines(path: Path, rows: list[Any]) -> Path:
    """Write JSON Lines; a row that is text already is written as it is."""
    written = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("".join(f"{line}\n" for line in written), encoding="utf-8")
    return path


def beir_folder(folder: Path) -> Path:
    """Write a BEIR folder of four texts and three questions."""
    (folder / "qrels").mkdir(parents=True)
    lines(folder / "corpus.jsonl", [{"_id": k, "title": t, "text": w} for k, (t, w) in TEXTS.items()])
    lines(folder / "queries.jsonl", [{"_id": k, "text": q} for k, (q, _) in TOPICS.items()])
    rows = [f"{q}\t{d}\t{n}" for q, (_, judged) in TOPICS.items() for d, n in judged.items()]
    lines(folder / "qrels" / "test.tsv", ["query-id\tcorpus-id\tscore", *rows])
    return folder


def clapnq_line(key: str, question: str, text: str, taken: tuple[int, ...] = ()) -> dict[str, Any]:
    """A line of CLAPNQ on one of the texts; ``taken``: the places of the sentences that answer."""
    title, words = TEXTS[text]
    said = [part if part.endswith(".") else f"{part}." for part in words.split(". ")]
    selected = [said[place] for place in taken]
    output = {"answer": " ".join(selected), "selected_sentences": selected, "meta": {"round": 1}}
    passage = {"title": title, "text": words, "sentences": said}
    return {"id": key, "input": question, "passages": [passage], "output": [output]}


def clapnq_file(path: Path) -> Path:
    """Write two questions that are answered and one that is not."""
    rows = [
        clapnq_line("1", "why do otters hold hands", "d1", (1,)),
        clapnq_line("2", "what makes bread rise", "d3", (0,)),
        clapnq_line("3", "who won the football world cup in brazil", "d2"),
    ]
    return lines(path, rows)


def squad_object() -> dict[str, Any]:
    """SQuAD 2.0 with one paragraph, a question that is answered and one that is not."""
    words = TEXTS["d1"][1]
    yes = {"id": "a", "question": "Why do otters hold hands?", "is_impossible": False}
    yes["answers"] = [{"text": "drift apart", "answer_start": words.index("drift apart")}]
    no = {
        "id": "b",
        "question": "Who won the football world cup in Brazil?",
        "is_impossible": True,
        "answers": [],
    }
    return {"version": "v2.0", "data": [{"title": "Sea_Otters", "paragraphs": [{"context": words, "qas": [yes, no]}]}]}  # fmt: skip


def squad_file(path: Path, held: Any = None) -> Path:
    """Write a SQuAD file."""
    path.write_text(json.dumps(held or squad_object()), encoding="utf-8")
    return path
