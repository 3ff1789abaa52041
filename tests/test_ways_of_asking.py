"""Ways in which people ask: what the reviews say, a review in short, what a term means, what they only suppose."""

import pytest
from conftest import Corpus

from assistant.asked import asked
from assistant.premises import contradicting
from assistant.themes import put_to_all, theme

HENRY = "nyscp-child-h-scr"


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("What do the reviews say about housing?", "housing"),
        ("what have SCRs found on dads", "dads"),
        ("What do the five briefings tell us about pre-birth planning?", "pre-birth planning"),
        ("What can we learn from the reviews about neglect?", "neglect"),
        ("Is there anything in these reviews about sleep?", "sleep"),
        ("How do the reviews describe professional curiosity?", "professional curiosity"),
        ("What is said across the reviews on supervision?", "supervision"),
        ("What support did the reviews say parents should be offered?", "support parents should be offered"),
    ],
)
def test_what_the_reviews_say_is_asked_of_every_one_of_them(question: str, about: str) -> None:
    assert put_to_all(question) and theme(question) == about


@pytest.mark.parametrize(
    "question",
    [
        "What do the reviews recommend?",
        "Which reviews say nothing about housing?",
        "What did the review say about housing?",
        "What happened in the cases reviewed nationally?",
        "What are reviews for?",
    ],
)
def test_what_is_asked_of_no_theme_or_of_one_review_is_not(question: str) -> None:
    assert not put_to_all(question)


@pytest.mark.parametrize("subject", ["housing", "CT scans", "information sharing", "supervision", "neglect"])
def test_every_review_has_a_row_and_those_that_say_it_are_quoted(shipped: Corpus, subject: str) -> None:
    one = shipped.ask(f"What do the reviews say about {subject}?")
    assert one["outcome"] == "answered" and len(one["reviews"]) == 5
    quoted = {c["review_id"] for c in one["citations"]}
    said = {row["review_id"] for row in one["reviews"] if row["verdict"] == "says"}
    assert quoted == said and len(said) > 1
    assert all(1 <= len(row["citations"]) <= 2 for row in one["reviews"] if row["verdict"] == "says")


def test_what_no_review_says_has_a_row_without_mention_for_each(shipped: Corpus) -> None:
    one = shipped.ask("What do the reviews say about school exclusion?")
    assert one["outcome"] == "not_found"
    assert [row["verdict"] for row in one["reviews"]] == ["no_mention"] * 5


def test_nothing_is_quoted_twice_over(shipped: Corpus) -> None:
    one = shipped.ask("What do the reviews say about dads?")
    spans = [(c["file"], c["start"], c["end"]) for c in one["citations"]]
    for file, start, end in spans:
        assert not any(
            f == file and s < end and start < e for f, s, e in spans if (f, s, e) != (file, start, end)
        )


def test_a_comparison_of_all_leaves_out_reviews_that_do_not_say_it(shipped: Corpus) -> None:
    one = shipped.ask("Compare what the reviews say about the voice of the child")
    assert sum(row["verdict"] == "says" for row in one["reviews"]) <= 2


@pytest.mark.parametrize(
    "question",
    [
        "what is known about fathers?",
        "what is missing in safety plans?",
        "what are barriers to information sharing?",
        "what is needed for fathers",
    ],
)
def test_what_asks_for_no_term_is_not_refused_for_want_of_a_definition(
    shipped: Corpus, question: str
) -> None:
    assert shipped.ask(question)["outcome"] == "answered"


def test_two_themes_put_to_every_review_are_each_put(shipped: Corpus) -> None:
    one = shipped.ask("What do the reviews say about fathers? What do the reviews say about housing?")
    says = {row["review_id"] for row in one["reviews"] if row["verdict"] == "says"}
    alone = shipped.ask("What do the reviews say about fathers?")
    assert says >= {row["review_id"] for row in alone["reviews"] if row["verdict"] == "says"}
    assert len(one["reviews"]) == 5


@pytest.mark.parametrize(
    "question", ["What do the reviews not say about housing?", "What do reviews not mention about fathers?"]
)
def test_what_is_not_said_is_asked_for_silence(shipped: Corpus, question: str) -> None:
    assert shipped.ask(question)["statements"][0]["text"].startswith("No mention was found in")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What is ICON?", "preventative programme"),
        ("what's a BRUE", "Brief Resolved Unexpected Event"),
        ("What is a serious case review?", "means a multi-agency"),
    ],
)
def test_a_term_is_told_by_what_defines_it(shipped: Corpus, question: str, words: str) -> None:
    one = shipped.ask(question)
    assert one["outcome"] == "answered" and words in one["statements"][0]["text"]


@pytest.mark.parametrize(
    "question", ["What is a core group?", "What is a skeletal survey?", "what does MARAC mean"]
)
def test_a_sentence_that_only_speaks_of_a_thing_does_not_say_what_it_is(
    shipped: Corpus, question: str
) -> None:
    one = shipped.ask(question)
    assert one["outcome"] == "not_found" and one["statements"][-1]["role"] == "related"


def test_a_difference_between_two_terms_is_what_each_of_them_is(shipped: Corpus) -> None:
    text = shipped.ask("What is the difference between a rapid review and a serious case review?")["text"]
    assert "does not take the place of" in text and "means a multi-agency" in text


def test_a_definition_goes_on_from_the_sentence_before() -> None:
    wants = asked("What is a safety huddle?", ())
    assert wants.fits("It is a short daily meeting.", "The ward holds a safety huddle.")
    assert wants.fits("A safety huddle means a short daily meeting.")
    assert not wants.fits("It is a short daily meeting.", "The ward has a new clerk.")
    assert wants.fits("Ask about the safety huddle - our short daily meeting.")
    assert not wants.fits("The safety huddle was missed twice.")


@pytest.mark.parametrize(
    ("question", "sentence", "fits"),
    [
        ("How old was the baby?", "He was three weeks old.", True),
        ("How long was he in hospital?", "At 19 weeks old he was admitted to hospital.", False),
        ("How long was he in hospital?", "He was in hospital for 19 days.", True),
        ("How many brothers did she have?", "She was 19 weeks old in 2016.", False),
        ("How many brothers did she have?", "She had 3 brothers.", True),
        ("How many injuries were found?", "A significant number of injuries was found.", True),
    ],
)
def test_a_number_of_another_sort_is_no_answer(question: str, sentence: str, fits: bool) -> None:
    assert asked(question, ()).fits(sentence) is fits


def test_what_is_only_supposed_is_not_put_right(shipped: Corpus) -> None:
    one = shipped.ask("What should I do if a paediatrician says it was accidental but I disagree?")
    assert all(s["role"] != "correction" for s in one["statements"])


def test_whether_it_is_true_takes_it_for_granted_enough_to_be_put_right(shipped: Corpus) -> None:
    one = shipped.ask("Is it true that Child S died?")
    assert one["outcome"] == "not_found" and one["statements"][-1]["role"] == "correction"
    assert "life changing" in one["statements"][-1]["text"]
    assert contradicting("Did Child S die?", (), ()) is None


def test_a_subject_after_went_wrong_with_narrows_the_list(shipped: Corpus) -> None:
    one = shipped.ask("What went wrong with information sharing in Henry's case?")
    assert 1 <= len(one["statements"]) <= 3
    assert "information sharing" in one["statements"][0]["text"].lower()


def test_another_theme_for_all_of_them_takes_the_place_of_the_one_before(shipped: Corpus) -> None:
    earlier = ("What do the reviews say about housing?",)
    one = shipped.ask("and what do they say about mothers?", history=earlier)
    assert "housing" not in one["searched_for"].lower() and "mothers" in one["searched_for"]


def test_a_kind_of_statement_on_a_subject_is_answered_by_that_kind_alone(shipped: Corpus) -> None:
    one = shipped.ask("Which reviews made recommendations about escalation?")
    assert {c["kind"] for c in one["citations"]} == {"recommendation"}
    assert [row["verdict"] for row in one["reviews"]].count("says") == 1


@pytest.mark.parametrize(
    ("question", "count"),
    [("did grandparents feature", 3), ("does anger management come up", 1), ("Was cannabis mentioned?", 0)],
)
def test_whether_something_comes_up_is_asked_of_every_review(
    shipped: Corpus, question: str, count: int
) -> None:
    one = shipped.ask(question)
    assert [row["verdict"] for row in one["reviews"]].count("says") == count and len(one["reviews"]) == 5


@pytest.mark.parametrize(
    "question",
    ["what are the key messages on safe sleep", "recommendations for dentists", "lessons on interpreters"],
)
def test_learning_for_or_on_what_no_review_speaks_of_is_not_found(shipped: Corpus, question: str) -> None:
    one = shipped.ask(question)
    assert one["outcome"] == "not_found" and "No passage searched has a word for" in one["text"]


@pytest.mark.parametrize(
    ("theme", "who"),
    [
        ("looked after children", {"esscp-infant-injury-1-2020"}),
        ("teenage parents", set()),
        (
            "the pan-sussex procedures",
            {"esscp-infant-injury-1-2020", "esscp-infant-injury-2-2021", "wsscp-child-s-scr-2016"},
        ),
        ("information systems or IT", {"esscp-infant-injury-2-2021"}),
    ],
)
def test_a_theme_of_several_words_is_said_by_who_says_all_of_it(
    shipped: Corpus, theme: str, who: set[str]
) -> None:
    one = shipped.ask(f"Which reviews mention {theme}?")
    assert {row["review_id"] for row in one["reviews"] if row["verdict"] == "says"} == who


@pytest.mark.parametrize(
    "question",
    [
        "what should a GP do about bruising in a 3 month old",
        "what should a GP do about bruising in a baby aged 3 months",
    ],
)
def test_an_age_that_means_no_child_in_particular_hides_no_answer(shipped: Corpus, question: str) -> None:
    one = shipped.ask(question)
    assert one["outcome"] == "answered" and any("bruising" in c["quote"].lower() for c in one["citations"])


def test_a_word_for_a_whole_area_names_no_other_place(shipped: Corpus) -> None:
    one = shipped.ask("List the reviews that mention the Sussex-wide safeguarding procedures.")
    assert "nothing was searched" not in one["text"]
    assert "nothing was searched" in shipped.ask("What happened in Stoke-on-Trent?")["text"]
