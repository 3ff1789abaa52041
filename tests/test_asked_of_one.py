"""Asked of one review as if there were no other: which is asked back, where several say something on it."""

import pytest
from conftest import Corpus


@pytest.mark.parametrize(
    "question",
    [
        "In the report, what's said about professional curiosity?",
        "What did that review recommend for health visitors?",
        "What does the report tell us about crying babies?",
        "What did it find about fathers?",
        "What came out of it?",
        "What was the lesson on housing?",
        "Were there any fractures?",
        "Was there a strategy meeting?",
        "When was baby hurt?",
        "Who wrote the review?",
        "As a school nurse, what does the review ask me to reflect on?",
        "I'd like the good practice for my board report",
        "What is the partnership's e-mail address?",
    ],
)
def test_which_review_is_asked_back_where_several_fit(shipped: Corpus, question: str) -> None:
    assert shipped.assistant.ask(question).outcome == "clarify"


@pytest.mark.parametrize(
    "question",
    [
        "Does it mention drugs?",  # one review alone does
        "What did the reviews say about fathers?",
        "What did the Henry review recommend?",
        "What is the national review about?",
        "What is the purpose of a rapid review?",
        "What did the review say about trampolines?",
        "What did the review find about asylum seekers?",
        "Which review mentions ICON?",
        "What should health visitors do at the antenatal visit?",
        "Did the rapid review of Child 2 find anything on housing?",
        "Are SCRs still called that?",
    ],
)
def test_nothing_is_asked_back_where_one_review_fits_or_all_are_meant(shipped: Corpus, question: str) -> None:
    assert shipped.assistant.ask(question).outcome != "clarify"


def test_the_choices_are_the_reviews_that_say_something(shipped: Corpus) -> None:
    answer = shipped.assistant.ask("What did the East Sussex review say about housing?")
    assert len(answer.choices) == 2
    assert all("housing" in choice.question for choice in answer.choices)


def test_which_of_what_one_review_holds_is_a_list(shipped: Corpus) -> None:
    index = shipped.assistant.index
    asked = "Which recommendations are for paediatricians?"
    of_one = shipped.assistant.read(asked, (), index, {"review": ("nyscp-child-h-scr",)})
    assert of_one.shape == "list"
    assert shipped.assistant.read("Which reviews recommend scans?", (), index, {}).shape == "which"
