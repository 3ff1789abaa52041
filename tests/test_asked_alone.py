"""What a comparison asks of each review by itself, and that each says then what it would say alone."""

from pathlib import Path

import pytest
from conftest import Corpus, ingested

from assistant.asked_alone import asked_alone
from assistant.mentions import mentioned

FILES = {
    "osgar.md": """# Learning Briefing: Osgar

**Ravenmere Safeguarding Children Partnership**

## What happened

Osgar was found with a broken arm at five months. Osgar lived in one room above a shop. Nobody had asked where Osgar slept.

## The police

Officers visited twice and saw Osgar asleep. The police did not check the address before either visit. An officer told the duty worker that the room was very cold.

## Health visiting

The health visitor weighed Osgar at each contact and plotted it well.
""",
    "tirion.md": """# Rapid Review Learning: Tirion

**Quennerdale Safeguarding Children Partnership**

## What happened

Tirion was taken to hospital after she had swallowed tablets. Tirion said that she had told her teacher. Her teacher told Tirion to rest.

## School

The school recorded what Tirion said on paper. Staff at school did not send the record to the safeguarding lead.

## The police

The police interviewed Tirion in her kitchen while her stepfather stood at the door. No intermediary was booked by the police.
""",
    "blaise.md": """# Practice Review: Blaise

**Vellaby Safeguarding Children Partnership**

## What happened

Blaise died at eleven weeks. Blaise had been born early and was often sick. The ambulance reached Blaise within eight minutes.

## Health visiting

The health visitor gave advice on safe sleep by telephone. The health visitor did not see where Blaise slept.
""",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, home: Path) -> Corpus:
    """Three reviews without a record."""
    folder = tmp_path_factory.mktemp("library")
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return ingested(folder, home)


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        ("Compare Osgar and Tirion on what the police did", "what the police did"),
        ("How did the police treat Osgar, compared with Tirion?", "How did the police treat?"),
        ("What does each of the reviews say about the police?", "What does the review say about the police?"),
        ("the police in the Osgar review v the Tirion one", "police"),
        ("Osgar's gran and Tirion's stepfather: what did they know?", "gran and stepfather: what did they know?"),
        ("Osgar v Tirion", ""),
    ],
)  # fmt: skip
def test_the_names_and_the_words_that_compare_are_left_out(
    library: Corpus, question: str, alone: str
) -> None:
    named = mentioned(question, library.assistant.index.reviews)
    assert asked_alone(question, named) == alone


def test_each_review_is_named_by_whom_its_text_tells_of(library: Corpus) -> None:
    held = library.assistant.index.reviews
    for name in ("Osgar", "Tirion", "Blaise", "Vellaby", "Quennerdale", "Ravenmere"):
        assert len(mentioned(f"What happened in {name}?", held).review_ids) == 1, name


def test_a_comparison_of_all_quotes_of_each_what_it_says_alone(library: Corpus) -> None:
    answer = library.ask("What does each of the reviews say about the police?")
    quoted = {row["title"]: row["verdict"] for row in answer["reviews"]}
    assert len(quoted) == 3, quoted
    of_police = [one["quote"] for one in answer["citations"]]
    assert any("check the address" in quote for quote in of_police)
    assert any("stepfather stood at the door" in quote for quote in of_police)
    by_title = {row["title"].partition(" (")[0]: row["verdict"] for row in answer["reviews"]}
    assert by_title["Practice Review: Blaise"] == "no_mention"


def test_of_reviews_that_are_named_no_other_is_quoted(library: Corpus) -> None:
    answer = library.ask("Compare Osgar and Blaise on what the health visitor did")
    files = {one["file"] for one in answer["citations"]}
    assert files == {"osgar.md", "blaise.md"}, files


def test_of_many_reviews_none_is_asked_alone(library: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each takes a search of its own: of hundreds the best of each are compared as they were found."""
    question = "Compare what the reviews say about the police"
    index = library.assistant.index
    assert len(library.assistant.read(question, (), index, {}).each) == 3
    monkeypatch.setattr("assistant.reading.MOST", 2)
    assert not library.assistant.read(question, (), index, {}).each
