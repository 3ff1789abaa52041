"""A question of another world, or of none, is not answered with whatever lies nearest."""

import pytest
from conftest import Corpus

from assistant.answerable import is_answered, needed, speaks_of_nothing_held, strange
from assistant.asked import asking_words
from assistant.relevance import Concept, Scored
from ingest.nouns import Passage, Sentence


def concept(word: str, known: bool = True, weight: float = 0.5) -> Concept:
    return Concept(frozenset({word}), frozenset(), (), weight, known)


def near(text: str = "The ward wrote it down.") -> Scored:
    sentence = Sentence(0, len(text), 0, "finding")
    passage = Passage("p", "r", "f.md", (), "finding", text, 0, len(text), 0, (sentence,))
    return Scored(passage, sentence, 0.6, 0.5, 0.0)


def test_however_near_a_sentence_is_it_answers_no_question_of_which_the_reviews_have_no_word() -> None:
    of_another_world = [concept("dragon", False), concept("castl", False)]
    assert speaks_of_nothing_held(of_another_world, named=False)
    assert not is_answered([near()], of_another_world, False, "Dragons and castles?")
    assert not speaks_of_nothing_held(
        of_another_world, named=True
    )  # the name of a review is a word that is held
    assert not speaks_of_nothing_held([], named=False)  # "what happened?" has no word of its own
    assert not speaks_of_nothing_held([*of_another_world, concept("ward")], named=False)


def test_a_number_of_a_digit_or_two_makes_no_question_one_of_the_reviews() -> None:
    assert speaks_of_nothing_held([concept("1"), concept("select", False)], named=False)
    assert speaks_of_nothing_held([concept("1")], named=False)
    assert not speaks_of_nothing_held([concept("285")], named=False)


def test_an_age_is_no_strange_word_however_it_is_written() -> None:
    assert not speaks_of_nothing_held(
        [Concept(frozenset({"7", "week", "old"}), frozenset(), (), 0.4, False)], False
    )


def test_of_a_few_words_each_that_no_review_has_asks_for_a_nearer_sentence() -> None:
    held, half = [concept("train"), concept("ward")], [concept("train"), concept("marathon", False)]
    assert strange(held) == 0.0 and strange(half) == 0.5
    assert needed([near()], half, False, "Training?") > needed([near()], held, False, "Training?")
    many = [*half, concept("a"), concept("b")]
    assert needed([near()], many, False, "Training?") == needed([near()], held, False, "Training?")


def test_the_words_that_ask_for_a_figure_are_not_what_is_spoken_of() -> None:
    assert {"proport", "deadlin"} <= asking_words("What proportion met the deadline?")
    asks = [concept("proport", False), concept("ward")]
    assert needed([near()], asks, False, "What proportion of wards?") == needed([near()], asks[1:], False, "")


@pytest.mark.parametrize(
    "message",
    [
        "OR 1=1; DROP TABLE",
        "SELECT * FROM users WHERE id = 1; --",
        "def f(x): return x + 1",
        "<script>alert(1)</script>",
        "asdf qwerty",
        "lorem ipsum dolor",
        "the the the",
        "12345",
        "\U0001f600\U0001f600\U0001f600",
        "twinkle twinkle little star",
        "Is it going to rain tomorrow?",
        "How do I train for a marathon?",
        "How many legs does a spider have?",
        "List all the ingredients of a carbonara",
        "compare Android and iPhone",
        "which reviews mention asdf qwerty",
    ],
)
def test_what_no_review_can_be_asked_is_not_answered(shipped: Corpus, message: str) -> None:
    assert shipped.ask(message)["outcome"] in ("not_found", "declined", "clarify")


def test_where_no_word_is_held_nothing_is_quoted_as_related_and_why_is_told(shipped: Corpus) -> None:
    answer = shipped.assistant.ask("twinkle twinkle little star")
    assert answer.outcome == "not_found" and answer.citations == ()
    assert "Rule: no passage searched has a word of what it asks" in answer.why
    assert any("as what was searched has none of its words" in line for line in answer.why)
