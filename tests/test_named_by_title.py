"""A record that gives neither label nor aliases makes its file no less reachable: the names in its title are its names."""

from dataclasses import replace

import pytest
from conftest import Corpus

from assistant.mentions import mentioned
from assistant.nouns import Query
from assistant.unheld import of_another_place, unheld
from assistant.withdrawn import named_withdrawn
from ingest.nouns import Review, Standing
from ingest.withdrawn import Tombstone, Tombstones

KNOWN = {"k": ("kite",), "b": ("bruise",), "c": ("child", "contact")}  # words of the reviews


def review(name: str, title: str, standing: Standing = "original") -> Review:
    return Review(
        name,
        title,
        "Northmere Safeguarding Children Partnership",
        "NSCP",
        "",
        f"{name}.md",
        "0" * 64,
        standing,
    )


def held() -> dict[str, Review]:
    titles = {
        "kite": "Serious case review, Child Kite",
        "heron": "Child Heron: Local Child Safeguarding Practice Review",
        "two": "Learning briefing on Child 2",
        "marsh": "Learning review of Marsh Lane nursery",
        "sleep": "Serious Case Review on Baby Sleep Safety",
    }
    return {name: review(name, title) for name, title in titles.items()}


@pytest.mark.parametrize("standing", ["original", "unrecorded"])
@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("What did the Child Kite review recommend?", {"kite"}),
        ("What did the Kite review say about contact?", {"kite"}),
        ("what did the child heron review recommend?", {"heron"}),
        ("How do the Kite case and Child Heron differ?", {"kite", "heron"}),
        ("What was found at Marsh Lane?", {"marsh"}),
        ("What do serious case reviews say about child protection and baby sleep?", set()),
        ("What is a serious case review?", set()),
        ("Who flew the kite?", set()),
    ],
)
def test_a_record_without_label_and_aliases_is_meant_by_the_names_in_its_title(
    question: str, meant: set[str], standing: Standing
) -> None:
    reviews = {r.id: review(r.id, r.title, standing) for r in held().values()}
    assert set(mentioned(question, reviews).review_ids) == meant


@pytest.mark.parametrize(
    "question",
    [
        "What did the Child Kite review recommend?",
        "What did the Kite review say?",
        "what happened to child kite",
    ],
)
def test_a_withdrawn_review_is_told_of_to_whoever_names_it_as_its_title_does(question: str) -> None:
    reviews = held()
    gone = reviews.pop("kite")
    stone = Tombstone(
        gone.id, gone.title, gone.file, "/", gone.standing, gone.sha256, "", "asked for", "", "2026-01-02"
    )
    told, alone = named_withdrawn(
        Query(question, question, question, "fact"), reviews, Tombstones(held=(stone,))
    )
    assert told == (stone,) and alone


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("What did the Child Zebra review recommend?", "Child Zebra"),
        ("what did the child zebra review recommend?", "Child Zebra"),
        ("What happened to Child Zebra?", "Child Zebra"),
        ("What did the Baby Bruise case teach?", "Baby Bruise"),
        ("What did the Child Kite review recommend?", None),
        ("what did the child kite review recommend?", None),
        ("What did the child bruise review recommend?", None),
        ("What is said on Child Protection and on Child Sexual Exploitation?", None),
        ("What did the Child Safeguarding Practice Review of Child Heron find?", None),
        ("What Is Said On Child Contact?", None),
        ("Was the Family Court told?", None),
        ("What did the Home Office say?", None),
        ("What was asked of the Crown Prosecution Service?", None),
        ("What did the Home Office review say?", "Home Office"),
        ("What did the Bristol review say?", "Bristol"),
        ("What happened to Child Two?", None),
        ("What happened to Child Three?", "Child Three"),
    ],
)
def test_a_child_by_name_that_no_review_is_of_is_told_as_not_held(question: str, name: str | None) -> None:
    assert unheld(question, held(), KNOWN) == name


@pytest.mark.parametrize("question", ["What did the Child N review recommend?", "what happened to child n?"])
def test_a_file_that_is_meant_by_its_name_is_held_whatever_its_title_is(question: str) -> None:
    reviews = {"n": replace(review("child-n", "Overview report", "unrecorded"), id="n")}
    assert mentioned(question, reviews).review_ids == ("n",) and unheld(question, reviews, KNOWN) is None
    assert unheld("What did the Child Q review recommend?", reviews, KNOWN) == "Child Q"


@pytest.mark.parametrize(
    ("question", "meant", "name"),
    [
        ("What happened to Child M?", ("pair",), None),
        ("What happened to Child N?", ("pair",), None),
        ("What happened to Child O?", (), "Child O"),
        ("How old was Baby Bryony?", ("three",), None),
        ("How old was Baby Rush?", (), "Baby Rush"),
    ],
)
def test_each_of_several_children_in_a_title_is_held(
    question: str, meant: tuple[str, ...], name: str | None
) -> None:
    titles = {
        "pair": "Concise review - Executive Summary: Children M and N",
        "three": "Briefing on sleep (Babies Ash, Bryony and Cole)",
        "none": "Board for Children, Families and Schools: Children First and Families Later",
    }
    reviews = {name: review(name, title, "unrecorded") for name, title in titles.items()}
    assert mentioned(question, reviews).review_ids == meant and unheld(question, reviews, KNOWN) == name


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("What went wrong for Teo in the end?", None),
        ("What went wrong for Bea in the end?", "Bea"),
        ("What do we learn of the father in the Teo case?", None),
        ("What happened to Child Teo?", "Child Teo"),
        ("What did the Child Teo review find?", "Child Teo"),
        ("What happened to Child T?", "Child T"),
    ],
)
def test_a_name_that_the_texts_tell_of_may_be_asked_about_and_holds_no_label(
    question: str, name: str | None
) -> None:
    assert unheld(question, held(), KNOWN, lambda word: word == "Teo") == name


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("What did the review of Child S in North Yorkshire find?", "Child S in North Yorkshire"),
        ("What did the review of Child S in West Sussex find?", None),
        ("Compare Child S in West Sussex and Child H in North Yorkshire", None),
    ],
)
def test_a_child_of_one_place_is_not_looked_for_in_another(
    shipped: Corpus, question: str, name: str | None
) -> None:
    assert of_another_place(question, shipped.assistant.index.reviews) == name
