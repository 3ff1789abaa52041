"""What a file without a record goes by in its own text, and by what its title is on."""

from dataclasses import replace

import pytest
from test_titles import bare

from assistant.mentions import mentioned
from assistant.unheld import unheld
from ingest.called import called

TEXT = """# Seven-Minute Briefing: Perplexing Presentations

**Calder Fen and Northwick Safeguarding Children Partnership** | Learning from the review of "Imogen" | November 2022

## Background

Imogen was nine. Her school was worried when Imogen told a teacher that she was tired. The teacher asked Imogen's mother why, and
her brother Dev was asked too. Later Dev said that he had been told by Merit to keep quiet. The clinic in Quay Lane saw Dev twice.
Merit had moved in by then, and Dev did as Merit said. On Snapchat others asked; on Snapchat nobody told, and Snapchat kept nothing.

## Findings

The Partnership found that the Lomax family was known. Nobody asked the Lomax children. Mr Lomax was seen once. There is merit in asking.
In Ofsted's view the school was good. Ofsted said so, and Ofsted had said so before.
"""


def test_those_who_are_told_of_and_the_area_are_names() -> None:
    names = called(TEXT)
    assert {"Imogen", "Dev", "Lomax", "Calder Fen and Northwick", "Calder Fen", "Northwick"} <= set(names)
    assert names[-3:] == ("Calder Fen and Northwick", "Calder Fen", "Northwick")


@pytest.mark.parametrize("nobody", ["Snapchat", "Partnership", "Ofsted", "Quay", "November", "Merit"])
def test_what_is_nobody_is_no_name(nobody: str) -> None:
    """A platform does nothing, "the Partnership" has an article, a street's name is longer, and "merit" is a word here too."""
    assert nobody not in called(TEXT)


@pytest.mark.parametrize(
    "head",
    ["", "# A title only", "## Published by us\n\nNobody is named. Nothing was found, and nothing said."],
)
def test_a_text_without_names_has_none(head: str) -> None:
    assert called(head) == ()


def held() -> dict[str, object]:
    """Three files without a record; two of them have a Rowan."""
    reviews = bare(
        "Thematic Briefing: Suicide and Self-harm",
        "Executive Summary",
        "Rapid Review Learning: Rowan",
    )
    of_text = {"r0": ("Imogen", "Merit", "Northwick"), "r1": ("Osgar", "Rowan"), "r2": ("Rowan",)}
    return {key: replace(review, called=of_text[key]) for key, review in reviews.items()}


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What did imogen's school do?", ("r0",)),
        ("Compare Imogen and Osgar on housing", ("r0", "r1")),
        ("What does the Northwick review say about fathers?", ("r0",)),
        ("What was found in the suicide briefing?", ("r0",)),
        ("what does the self-harm one say about school", ("r0",)),
        (
            "What happened to Rowan?",
            ("r2",),
        ),  # the paper that is called so, and not one that tells of another Rowan
        ("Did Merit tell anybody?", ("r0",)),
        ("Is there merit in asking?", ()),
        ("What does the neglect briefing say?", ()),
        ("What does the rapid review say?", ()),
    ],
)
def test_a_file_is_asked_for_by_the_names_in_its_text_or_what_its_title_is_on(
    question: str, named: tuple[str, ...]
) -> None:
    assert mentioned(question, held()).review_ids == named  # type: ignore[arg-type]


def test_what_two_titles_are_on_names_neither_alone() -> None:
    reviews = bare("Neglect of siblings", "Neglect and debt")
    assert not mentioned("What does the neglect review say?", reviews).exact
    assert mentioned("What does the debt review say?", reviews).review_ids == ("r1",)


def test_a_place_in_the_text_is_held() -> None:
    assert unheld("What does the Northwick review say?", held(), {}) is None  # type: ignore[arg-type]
    assert unheld("What does the Southwick review say?", held(), {}) == "Southwick"  # type: ignore[arg-type]
