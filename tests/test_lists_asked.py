"""Lists asked for in the many ways there are: each is the whole section that is meant, in the source's order."""

import pytest
from conftest import Corpus


@pytest.mark.parametrize(
    ("question", "heading", "count"),
    [
        ("where did practice fall short for Child H?", "Areas for development", 6),
        ("what changes did West Sussex make", "Actions taken since the review", 5),
        ("steps taken by WSSCP after Child S", "Actions taken since the review", 5),
        ("what should I do now as a practitioner after reading Child H", "What to do now", 3),
        ("what should we do following the 2021 briefing?", "What to do", 4),
        ("what did East Sussex do after the 2019 serious case reviews?", "Action taken since the review", 4),
        ("what does the 2020 briefing want agencies to do", "Recommendations", 7),
    ],
)
def test_a_list_is_the_whole_section_that_is_meant(
    shipped: Corpus, question: str, heading: str, count: int
) -> None:
    one = shipped.ask(question)
    assert {c["section"] for c in one["citations"]} == {heading}
    assert len([s for s in one["statements"] if s["role"] == "answer"]) == count


def test_which_recommendations_are_done_is_told_by_the_updates(shipped: Corpus) -> None:
    one = shipped.ask("which of Henry's recommendations have been completed")
    said = [s["text"] for s in one["statements"] if s["role"] == "answer"]
    assert len(said) == 10 and all(text.startswith("Update:") for text in said)


def test_what_a_review_is_is_no_list_of_links(shipped: Corpus) -> None:
    one = shipped.ask("what links are in the 2021 briefing")
    assert not any(c["section"] == "What is a Rapid Review?" for c in one["citations"])
    held = shipped.ask("list the resources in the Child H briefing")
    assert {c["section"] for c in held["citations"]} == {"Resources and further information"}


@pytest.mark.parametrize(
    "question",
    [
        "What questions does the 2021 briefing ask teams?",
        "questions for supervision from the 2021 East Sussex one",
    ],
)
def test_a_list_under_headings_of_its_own_is_given_and_not_the_line_that_leads_in_to_it(
    shipped: Corpus, question: str
) -> None:
    said = [s["text"] for s in shipped.ask(question)["statements"] if s["role"] == "answer"]
    assert len(said) == 9 and all(text.endswith("?") for text in said)


def test_a_line_that_leads_in_to_questions_is_not_quoted_for_one(shipped: Corpus) -> None:
    said = [
        s["text"]
        for s in shipped.ask("what questions should we be asking ourselves about fathers?")["statements"]
    ]
    assert said and not any("These are the questions" in text for text in said)


@pytest.mark.parametrize(
    "question", ["What questions should I ask in supervision?", "What should we discuss in our team meeting?"]
)
def test_questions_for_a_team_are_asked_of_the_reviews_that_have_any(shipped: Corpus, question: str) -> None:
    one = shipped.ask(question)
    assert one["outcome"] == "clarify" and len(one["choices"]) == 3


def test_an_account_in_paragraphs_is_no_list(shipped: Corpus) -> None:
    one = shipped.ask("What injuries did Henry have?")
    assert not any("of 2 points" in note["text"] for note in one["notes"])


def test_a_list_about_somebody_holds_what_names_them(shipped: Corpus) -> None:
    one = shipped.ask("List all recommendations of Child H about GPs")
    said = [s["text"] for s in one["statements"] if s["role"] == "answer"]
    assert len(said) == 2 and all("GP" in text or "primary care" in text.lower() for text in said)


def test_a_choice_of_a_section_is_counted_against_all_its_points(shipped: Corpus) -> None:
    one = shipped.ask("What are the reflection questions in the Child 2 review?")
    assert any(note["text"].startswith("2 of 3 points under") for note in one["notes"])


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What are the six recommendations of Child H?", True),
        ("What are the ten recommendations of Child H?", False),
    ],
)
def test_a_number_that_the_list_does_not_have_is_put_right(
    shipped: Corpus, question: str, told: bool
) -> None:
    notes = [note["text"] for note in shipped.ask(question)["notes"]]
    assert any(note.startswith("All 10 points") for note in notes)
    assert any("The question speaks of 6; the section has 10." in note for note in notes) == told


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("what does the Henry review say about CT scans", {"good_practice", "recommendation", "update"}),
        ("What did Child H's review say about safety planning?", {"finding", "recommendation", "update"}),
    ],
)
def test_what_a_review_says_on_a_thing_is_told_whole(shipped: Corpus, question: str, kinds: set[str]) -> None:
    assert {c["kind"] for c in shipped.ask(question)["citations"]} == kinds
