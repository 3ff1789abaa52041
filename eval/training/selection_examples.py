"""Questions on made-up briefings as examples for ``selection.py``: each put to its briefing as the assistant would put it.

``briefings.jsonl`` holds the briefings, each with questions for lists and facts, the words of its text that answer them, and
questions that it does not answer. None of them took part in training the embedder, so what is near to what is told as it is for a
review that nobody has seen. Every sentence has its signs, what the rules would quote among them, and counts as part of the answer
where it holds some of these words. Some questions are on the reviews of the corpus, by writers who had seen only their texts.
"""

import json
import re
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answering import fitting, quoted_by_rules, unspoken_subjects
from assistant.assistant import Assistant, open_assistant
from assistant.listing import NO_LIST
from assistant.relevance import Scored
from assistant.selection.several import UNKNOWN
from assistant.selection.signs import Ruled, in_order, signs
from assistant.selection.trees import Floats
from assistant.selection.weighed import as_ruled, is_weighed
from ingest.pipeline import ingest
from ingest.settings import SHIPPED_CORPUS, load_settings

BRIEFINGS = Path(__file__).with_name("briefings.jsonl")
HELD_OUT = 6


@dataclass(frozen=True, slots=True)
class Example:
    """A question put to its briefing.

    ``vector``: the question's. ``rows``: signs, a row a sentence of ``found``. ``holds``: for each item of the answer, which sentences hold it.
    ``ruled``: what the rules quote.
    """

    briefing: str
    kind: str
    question: str
    vector: Floats
    found: tuple[Scored, ...]
    rows: Floats
    holds: tuple[frozenset[int], ...]
    ruled: Ruled

    @property
    def wanted(self) -> frozenset[int]:
        """The sentences that hold any item."""
        return frozenset().union(*self.holds)


def is_held_out(briefing: str) -> bool:
    """Whether a briefing takes no part in what is shipped."""
    return not briefing.startswith("of-") and zlib.crc32(("h" + briefing).encode()) % HELD_OUT == 0


def read_briefings() -> list[dict[str, Any]]:
    """The briefings: ``id``, ``text`` (Markdown) and ``questions`` (``kind``, ``q`` and, but for none, ``items``).

    Those on a review of the corpus name its file (``of``) in place of a text.
    """
    briefings = [json.loads(line) for line in BRIEFINGS.read_text(encoding="utf-8").splitlines()]
    for one in briefings:
        if "of" in one:
            one["text"] = (SHIPPED_CORPUS / f"{one['of']}.md").read_text(encoding="utf-8")
    return briefings


def opened(briefings: Sequence[dict[str, Any]], folder: Path) -> tuple[Assistant, dict[str, str]]:
    """An assistant over briefings, ingested into a folder, and the id of each one's review by the briefing's."""
    corpus = folder / "corpus"
    corpus.mkdir(parents=True)
    for one in briefings:
        (corpus / f"{one['id']}.md").write_text(one["text"].rstrip() + "\n", encoding="utf-8")
    models = load_settings().home.expanduser() / "models"
    home = folder / "home"
    home.mkdir()
    if models.is_dir():
        (home / "models").symlink_to(models.resolve())
    settings = load_settings().model_copy(update={"corpus": corpus, "home": home, "data": home / "data"})
    ingest(settings)
    assistant = open_assistant(settings)
    files = {Path(review.file).stem: review.id for review in assistant.index.reviews.values()}
    return assistant, {one["id"]: files[one["id"]] for one in briefings}


def read_examples() -> Iterator[Example]:
    """Every question of every briefing with its signs."""
    briefings = read_briefings()
    with tempfile.TemporaryDirectory(prefix="reviews-briefings-") as folder:
        assistant, ids = opened(briefings, Path(folder))
        index = assistant.index
        for briefing in briefings:
            for asked in briefing["questions"]:
                query = assistant.read(asked["q"], (), index, {"review": (ids[briefing["id"]],)})
                if not is_weighed(query) or query.parts:
                    continue
                papers = assistant.shelf(index, query)
                evidence = fitting(query, assistant.retrieve(query, papers, 10), papers)
                if not evidence.sentences:
                    continue
                sources = assistant.sources(index, papers)
                unspoken = bool(unspoken_subjects(query, evidence, papers))
                listed = NO_LIST if unspoken else quoted_by_rules(query, evidence, sources)
                found = tuple(in_order(evidence.sentences))
                ruled = as_ruled(query, found, listed, unspoken)
                texts = [plain(one.passage.quote(one.sentence.start, one.sentence.end)) for one in found]
                items = [[plain(words) for words in item] for item in asked.get("items", ())]
                held = [
                    frozenset(n for n, text in enumerate(texts) if any(words in text for words in item))
                    for item in items
                ]
                yield Example(
                    briefing["id"],
                    asked["kind"],
                    asked["q"],
                    evidence.vector,
                    found,
                    signs(query, evidence, found, ruled, UNKNOWN, sources.embed),
                    tuple(one for one in held if one),
                    ruled,
                )


def plain(text: str) -> str:
    """Text without marks of Markdown, in small letters, white space collapsed."""
    return " ".join(re.sub(r"[*_`|]", " ", text).split()).casefold()
