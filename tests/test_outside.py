"""A question put to one review by a filter: what of another file's title the filter wins over, and what still means that file."""

from dataclasses import dataclass, field

import pytest

from assistant.capitals import told_as_name, written_as_name
from assistant.contacts import built_in
from assistant.nouns import Query, Turn
from assistant.papers import Shelves
from assistant.reading import QuestionReader
from ingest.nouns import Passage, Review

TITLES = {
    "hollin": "Learning from a serious case review: The Hollin Siblings",
    "kit": 'Rapid review learning: "Kit", aged 15',
    "isla": 'Learning from the "Isla" review: perplexing presentations',
    "child-isla": "Rapid review - Child Isla",
    "h": "Overview report on Child H",
    "barnet": "Inspection of Barnet services for families",
    "workers": "Practice review: Summary for Practitioners",
    "harm": "Learning briefing: Harm in Teenage Relationships",
}
TEXTS = {
    "hollin": "The eldest, Kit, cared for his sisters. A nurse saw Teo twice. Wexford was not asked.",
    "isla": "Isla was nine. Her father was told to wait.",
}


@dataclass
class FakeIndex:
    """One passage of each file, where there is one."""

    fingerprint: str = "fake"
    passage_count: int = len(TEXTS)
    reviews: dict[str, Review] = field(
        default_factory=lambda: {
            name: Review(name, title, "Publisher not recorded", "not recorded", "", f"{name}.md", "", "unrecorded")
            for name, title in TITLES.items()
        }
    )  # fmt: skip

    def review_passages(self, review_id: str) -> tuple[Passage, ...]:
        text = TEXTS.get(review_id, "")
        return (
            Passage(review_id, review_id, f"{review_id}.md", (), "finding", text, 0, len(text), 0, ()),
        ) * bool(text)


def read(question: str, review_id: str | None, *before: str) -> Query:
    reader = QuestionReader(built_in(), lambda _: False, Shelves())
    filters = {"review": (review_id,)} if review_id else {}
    return reader(question, [Turn(one) for one in before], FakeIndex(), filters)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "within"),
    [
        ("How did Kit act as a carer for the others?", "hollin"),
        ("Did Kit take part in the review?", "hollin"),
        ("What were practitioners told, and what harm was done?", "hollin"),
        ("What is asked of Practitioners now?", "hollin"),
        ("How old was Isla?", "isla"),
        ("What did the Isla review say of the father?", "isla"),
        ("How old was Child Isla?", "isla"),
        ("How old was Child Isla?", "child-isla"),
        ("What went wrong for Teo in the end?", "hollin"),
    ],
)
def test_a_filter_wins_over_a_word_of_another_title(question: str, within: str) -> None:
    query = read(question, within)
    assert query.review_ids == (within,) and not query.none_permitted and query.unheld is None


@pytest.mark.parametrize(
    "question",
    [
        "How old was Child H?",
        "What did the Kit review recommend?",
        "What was found in Barnet?",
        "What did the Barnet report say?",
        "What did the harm briefing say?",
        "What did the Practice review: Summary for Practitioners say?",
        "How old was Kit when Child H was born, and what does Child H's review say?",
    ],
)
def test_another_review_that_is_meant_lets_nothing_pass(question: str) -> None:
    assert read(question, "hollin").none_permitted


def test_a_whole_title_is_of_its_file_whatever_first_name_is_in_it() -> None:
    assert read("What did Rapid review - Child Isla say?", "isla").none_permitted


def test_a_name_that_the_review_asked_does_not_tell_of_is_of_the_other_file() -> None:
    assert read("How old was Isla when she died?", "hollin").none_permitted


def test_a_follow_up_under_a_filter_goes_on_from_it() -> None:
    query = read("And his sisters?", "hollin", "How did Kit act as a carer?")
    assert query.review_ids == ("hollin",) and not query.none_permitted


@pytest.mark.parametrize("within", ["hollin", "isla", None])
def test_a_child_that_is_not_held_stays_so(within: str | None) -> None:
    assert read("What happened to Child Q?", within).unheld == "Child Q"
    assert read("What did the Child Teo review find?", within).unheld == "Child Teo"


def test_a_name_told_of_in_another_review_than_the_one_asked_is_not_held() -> None:
    assert read("What went wrong for Teo in the end?", "isla").unheld == "Teo"
    assert read("What went wrong for Teo in the end?", None).unheld is None


@pytest.mark.parametrize(
    ("text", "word", "is_name"),
    [
        ("What did Neglect do to him?", "Neglect", True),
        ("Neglect did what to him?", "Neglect", False),
        ("He was thin. Neglect was seen.", "Neglect", False),
        ('What does the "Neglect" paper say?', "Neglect", True),
        ("What Does The Neglect Paper Say?", "Neglect", False),
        ("what did neglect do to him?", "neglect", False),
    ],
)
def test_a_capital_shows_a_name_unless_a_sentence_begins_there(text: str, word: str, is_name: bool) -> None:
    start = text.index(word)
    assert written_as_name(text, (start, start + len(word))) is is_name


def test_a_text_tells_of_a_name() -> None:
    texts = ["Kit was seen. Reading was hard.", "Later Kit's school rang."]
    assert told_as_name("Kit", texts, is_telling=False)
    assert not told_as_name("Reading", texts, is_telling=False)
    assert told_as_name("Reading", texts, is_telling=True) and not told_as_name(
        "Kith", texts, is_telling=True
    )
