"""Who asks, for what, and courtesies: they frame a question and are none of it."""

import pytest
from conftest import Corpus

from assistant.framing import unframed

WHO_ASKS = [
    ("I'm a school nurse. What are the lessons of the review?", "What are the lessons of the review?"),
    (
        "What are the recommendations on housing? writing a report for my manager",
        "What are the recommendations on housing?",
    ),
    ("List the actions since the review, need them for a handout", "List the actions since the review"),
    (
        "Could you list the findings so that I can share them with my team",
        "Could you list the findings",
    ),
    ("Give me every recommendation for a board paper", "Give me every recommendation"),
    ("Putting together a poster, what went well?", "what went well?"),
    ("Sorry to bother you, what went wrong? Many thanks", "what went wrong?"),
    ("For my dissertation: which lessons were drawn", "which lessons were drawn"),
    (
        "I'm a consultant paediatrician - what is asked of my profession",
        "what is asked of paediatricians",
    ),
    ("School nurse here, who chairs the panel?", "who chairs the panel?"),
    ("Designated doctor asking: which scans are read twice?", "which scans are read twice?"),
    ("What did the police do? It's for a seminar, thanks", "What did the police do?"),
    (
        "New here, what counts as a practice review? I keep hearing it in meetings",
        "what counts as a practice review?",
    ),
]


@pytest.mark.parametrize(("said", "asked"), WHO_ASKS)
def test_who_asks_and_what_for_is_taken_off_the_question(said: str, asked: str) -> None:
    assert unframed(said, {}) == asked


@pytest.mark.parametrize(
    "said",
    [
        "What is said about training for GPs?",
        "Strategy meetings: what does the review recommend?",
        "I'm worried about bruising in babies, what does the briefing say about it?",
        "Our team covers housing. Which of the reviews say something about that?",
        "What should be written down for a strategy meeting?",
        "Who prepares a report for a child protection conference?",
        "I work with dads, what does the review say about us?",
        "As a newborn, what injuries were found?",
        "I'm a health visitor. What should I do differently?",
        "What training is there for staff, and for managers?",
        "Just been handed a report for my team",
    ],
)
def test_what_is_asked_is_never_taken_for_its_frame(said: str) -> None:
    assert unframed(said, {}) == said


def test_a_review_that_only_the_frame_names_is_kept(shipped: Corpus) -> None:
    reviews = shipped.assistant.index.reviews
    said = "I've just been sent the Child S review by my boss, what went well?"
    assert unframed(said, reviews) == "Child S review: what went well?"


@pytest.mark.parametrize(
    ("question", "heading", "count"),
    [
        (
            "what are the recommendations of the 2020 briefing? I have to put them in an agenda",
            "Recommendations",
            7,
        ),
        (
            "I teach at a nursery. Good practice in Child H please, doing a poster",
            "Areas of good practice",
            4,
        ),
        (
            "Hi there, doing an essay for uni. What are the themes of the 2021 briefing? Cheers",
            "Key learning",
            6,
        ),
    ],
)
def test_a_framed_list_is_the_whole_section(shipped: Corpus, question: str, heading: str, count: int) -> None:
    one = shipped.ask(question)
    assert {c["section"] for c in one["citations"]} == {heading}
    assert len([s for s in one["statements"] if s["role"] == "answer"]) == count


@pytest.mark.parametrize(
    "message",
    [
        "As a health visitor, what should I take from that review?",
        "I'm worried about a baby here, what do I do?",
        "What happened to the boy and who was asking about him?",
        "Tell me about the mother here",
        "For babies under one: what is advised?",
        "Who was here when the ambulance came?",
        "Housing officers and midwives: who trained them?",
        "Is the training for our team any good? Which course?",
        "What is new here compared with the first briefing?",
        "Hello",
    ],
)
def test_a_subject_is_no_frame(message: str) -> None:
    assert unframed(message, {}) == message
