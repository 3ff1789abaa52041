"""Long inspection reports beside the reviews: each question is put to the papers of its kind, as if there were no others."""

from pathlib import Path

import pytest
from conftest import SHIPPED, Corpus, ingested

from assistant.across import Across
from assistant.kinds_of_paper import inspections
from assistant.matrix import Matrix
from assistant.papers import Kept, Shelf
from ingest.catalogue import INSPECTION

TOWNS = ("Alderwick", "Brackmoor", "Culverby", "Dunmere", "Elmstow", "Farnholt", "Gorseley", "Haverleigh")
# Talk that reviews have too, in an order of its own in each report, so that the reports are near-duplicates.
TALK = (
    "Health visitors in {town} are told of bruising to babies within a day, and record it.",
    "Fathers in {town} are met at home, and their own childhood is asked about.",
    "Supervision in {town} is monthly, and social workers value it.",
    "Strategy meetings in {town} are held within a day, with health partners there.",
    "Pre-birth assessments in {town} are begun at twenty weeks.",
    "Domestic abuse in {town} is met with a safety plan at every visit.",
    "Care leavers in {town} keep their personal adviser until they are twenty-five.",
    "Interpreters in {town} are booked through one line.",
)


def inspection(town: str, turn: int) -> str:
    talk = [*TALK[turn:], *TALK[:turn]]
    parts = [
        f"## Part {n + 1}\n\n"
        + "\n\n".join(line.format(town=town) for line in (*talk[n % 8 :], *talk[: n % 8]))
        for n in range(6)
    ]
    return f"# Inspection of {town} children's services\n\n" + "\n\n".join(parts) + "\n"


@pytest.fixture(scope="module")
def beside(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder = tmp_path_factory.mktemp("beside") / "corpus"
    folder.mkdir()
    for path in SHIPPED.iterdir():
        if path.suffix in (".md", ".toml"):
            (folder / path.name).write_bytes(path.read_bytes())
    for turn, town in enumerate(TOWNS):
        (folder / f"{town.lower()}.md").write_text(inspection(town, turn))
    return ingested(folder, home)


def quoted(answer: dict[str, object]) -> list[str]:
    return [c["quote"] for c in answer["citations"]]  # type: ignore[attr-defined, index]


@pytest.mark.parametrize(
    "question",
    [
        "What should happen when a baby has a bruise?",
        "What has been learnt about engaging fathers?",
        "List the recommendations on pre-birth assessments",
        "Which reviews mention domestic abuse?",
        "Compare what is said about strategy meetings",
        "Any learning on interpreters?",
        "How many incidents was Ofsted told about in 2020-21?",
        "How often do care leavers see their personal adviser?",
        "What is the full list of learning for health visitors?",
        "How many reviews do you hold?",
    ],
)
def test_reviews_answer_as_they_do_alone(shipped: Corpus, beside: Corpus, question: str) -> None:
    alone, among = shipped.ask(question), beside.ask(question)
    assert among["outcome"] == alone["outcome"]
    assert [s["text"] for s in among["statements"]] == [s["text"] for s in alone["statements"]]
    assert [(row["review_id"], row["verdict"]) for row in among["reviews"]] == [
        (row["review_id"], row["verdict"]) for row in alone["reviews"]
    ]
    assert quoted(among) == quoted(alone)


def test_a_word_is_as_rare_as_it_is_among_the_papers_asked(shipped: Corpus, beside: Corpus) -> None:
    index, terms = beside.assistant.index, ["fathers", "interpreters", "bruising", "strategy meeting"]
    reviews = tuple(sorted(index.reviews.keys() - inspections(index.reviews)))
    shelf = Shelf(index, reviews, Kept())
    assert shelf.document_frequency(terms) == shipped.assistant.index.document_frequency(terms)
    assert shelf.document_frequency(terms) != index.document_frequency(terms)
    assert shelf.passage_count == shipped.assistant.index.passage_count


def test_a_shelf_finds_what_is_near_in_its_own_papers_alone(beside: Corpus) -> None:
    index = beside.assistant.index
    some = index.sentence_vectors(index.all_passage_ids()[:1])
    vector = next(iter(some.values()))[0]
    other = inspections(index.reviews)
    counts = []
    for papers in (tuple(sorted(other)), tuple(sorted(index.reviews.keys() - other))):
        shelf = Shelf(index, papers, Kept())
        counts.append(shelf.passage_count)
        for many in (1, 5, shelf.passage_count):
            found = shelf.dense(vector, many)
            assert [key for key, _ in found] == [key for key, _ in index.dense(vector, many, papers)]
            assert all(passage.review_id in papers for passage in shelf.passages([key for key, _ in found]))
    assert sum(counts) == index.passage_count and counts[0] != counts[1]  # one of them is most of the index


@pytest.mark.parametrize(
    ("question", "town"),
    [
        ("How often is supervision in Brackmoor, according to Ofsted?", "Brackmoor"),
        ("Inspection of Dunmere: how often is supervision?", "Dunmere"),
        ("How are interpreters booked in Elmstow?", "Elmstow"),
    ],
)
def test_a_named_inspection_answers(beside: Corpus, question: str, town: str) -> None:
    one = beside.ask(question)
    assert one["outcome"] == "answered" and all(town in quote for quote in quoted(one))


def test_what_is_asked_of_inspections_is_no_review_s(beside: Corpus) -> None:
    one = beside.ask("What did inspectors say about interpreters?")
    assert one["outcome"] == "answered" and all("booked through one line" in quote for quote in quoted(one))
    rows = {row["review_id"] for row in beside.ask("Which inspections mention fathers?")["reviews"]}
    assert rows == inspections(beside.assistant.index.reviews)


def test_all_papers_are_asked_where_both_kinds_are_named(beside: Corpus) -> None:
    rows = beside.ask("Which reviews and inspections mention domestic abuse?")["reviews"]
    assert {row["review_id"] for row in rows} == beside.assistant.index.reviews.keys()


def test_a_review_of_a_place_that_was_only_inspected_is_not_held(beside: Corpus) -> None:
    one = beside.ask("What did the Farnholt serious case review recommend about supervision?")
    assert one["outcome"] == "not_found" and not any("Farnholt" in quote for quote in quoted(one))


def test_what_was_not_asked_is_said_with_the_word_that_asks_it(beside: Corpus, shipped: Corpus) -> None:
    question = "Do care leavers keep their personal adviser until twenty-five?"
    told = " ".join(note["text"] for note in beside.ask(question)["notes"])
    assert '8 inspection reports held here were not asked. To ask them, say "inspection"' in told
    assert "not asked" not in str(shipped.ask(question)["notes"])
    assert beside.ask(f"In the inspections, {question[0].lower()}{question[1:]}")["outcome"] == "answered"


def test_a_library_of_inspections_alone_is_asked_whole(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "inspected"
    folder.mkdir()
    for turn, town in enumerate(TOWNS[:3]):
        (folder / f"{town.lower()}.md").write_text(inspection(town, turn))
    held = ingested(folder, home)
    one = held.ask("How are interpreters booked?")
    assert one["outcome"] == "answered" and "one line" in quoted(one)[0]
    assert len(held.ask("Which reviews mention fathers?")["reviews"]) == 3


def test_a_table_of_all_reviews_knows_how_many_inspection_reports_it_left_aside(beside: Corpus) -> None:
    across = Across(beside.assistant)
    for filters, aside in (({}, len(TOWNS)), ({"type": (INSPECTION,)}, 0)):
        made = across.matrix(("housing",), filters)
        assert isinstance(made, Matrix) and made.left_aside == aside
