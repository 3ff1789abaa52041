"""Messages that name a subject and ask afterwards who says it, and questions that ask in a roundabout way."""

import pytest

from assistant.asked_last import as_meant, told_first
from assistant.expansion import expand
from assistant.mentions import Mention
from assistant.shapes import shape_of
from assistant.themes import theme
from assistant.words import STOP


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("asthma plans, which kids", "asthma plans"),
        ("school nurses - which publications", "school nurses"),
        ("scalds mentioned in which", "scalds"),
        ("dog bites, anything at all?", "dog bites"),
        ("dog bites, anything anywhere", "dog bites"),
        ("interpreters, who covers that", "interpreters"),
        ("interpreters for deaf parents. who says anything", "interpreters for deaf parents"),
        ("health visitors come up in any?", "health visitors"),
        ("was a lodger charged in any of them", "was a lodger charged"),
        ("private fostering any mention", "private fostering"),
        ("Private fostering: any reference across the series?", "Private fostering"),
        ("dentists where is it mentioned", "dentists"),
        ("Young carers: in which of the reviews are they considered?", "Young carers"),
        ("hoarding - any of them say it", "hoarding"),
        ("knife crime - where do the briefings talk about it?", "knife crime"),
    ],
)
def test_the_subject_comes_before_the_question(question: str, subject: str) -> None:
    assert told_first(question) == subject
    assert shape_of(question, Mention(), question) == "which"


@pytest.mark.parametrize(
    "question",
    [
        "What was said in them?",
        "Which hospital was the toddler in?",
        "Which year was it published in?",
        "two recommendations about dentists, what are they",
        "the school nurse's visit, when was it",
        "Tell me who the chair was",
        "Where do I find the referral form?",
        "Which agency was meant to ring the school?",
        "how old was the boy, and where was his sister",
        "Was the child weighed by the nurse?",
        "I need to report on a scald",
        "How many toddlers were there in the review with the dog?",
        "I want to report a concern about a neighbour",
        "Which children should have an eye test?",
        "Which families need extra help?",
        "Send me the report on the fire",
        "Who wrote the review that mentions scalds?",
        "Can I see the report which the police wrote?",
        "Did anyone ask the mother about the scald?",
    ],
)
def test_a_question_of_its_own_is_not_put_to_every_review(question: str) -> None:
    assert told_first(question) is None
    assert shape_of(question, Mention(), question) != "which"


@pytest.mark.parametrize(
    "question",
    [
        "Which of the accounts disclose a motive?",
        "In how many of the publications is a lodger spoken of?",
        "Where across the collection are school nurses praised?",
        "Please send the titles of those documents in which probation is criticised",
        "Were there any cases whose outcome was a prison sentence?",
        "Is there among these a paper on asthma?",
        "ones where a pet was hurt",
        "any that go into asthma",
        "which 1s have scalds in",
        "wot ones got dentists in",
        "I need every review with a diagram in it",
        "can you point me to the ones on hoarding",
        "I'm after reports with a diagram in them",
        "need a case with a lodger in it",
        "reviews w/ dog bites pls",
        "Kindly indicate the papers wherein probation is praised.",
        "In whose case was there a lodger?",
        "Which families had a lodger?",
        "Are scalds something all of them talk about or just some?",
        "anyone mention hoarding",
        "asthma plans in more than one?",
    ],
)
def test_other_names_for_the_reviews_and_for_asking_are_understood(question: str) -> None:
    assert shape_of(question, Mention(), question) == "which"


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("Where across the series does the conduct or contribution of dentists attract comment?", "dentists"),
        ("In which of the papers do school nurses make an appearance?", "school nurses"),
        ("I should be glad of the titles of those documents in which asthma forms part of the learning.", "asthma"),
        ("In how many of the publications, and in which, does probation receive attention?", "probation"),
        ("Which of them mention scalds, even if only in passing?", "scalds"),
        ("Which briefings bring up probation, I'd like to quote them", "probation"),
        ("Which ones mention places for a break, i.e. respite", "respite places for a break, i.e"),
        ("Which ones raise probation, could be none of them", "probation"),
        ("interpreters, any sort, which?", "interpreters"),
        ("Which of the documents mention asthma at all? Thank you!", "asthma"),
        ("can you point me to the ones on hoarding", "hoarding"),
        ("I'm after reports with a diagram in them", "a diagram"),
        ("reviews w/ dog bites pls", "dog bites"),
        ("To which of these reviews would one turn for learning about asthma?", "asthma"),
        ("ones where a lodger moved in", "a lodger moved in"),
        ("which 1s have DV in", "DV in"),
    ],
)  # fmt: skip
def test_a_theme_is_told_without_roundabout_words(question: str, about: str) -> None:
    told = theme(question)
    assert [word for word in told.split() if word not in STOP] == [
        word for word in about.split() if word not in STOP
    ]


def test_words_for_asking_are_taken_as_they_are_meant() -> None:
    assert as_meant("wot 1s say owt") == "which ones say anything"
    assert as_meant("was she 1st") == "was she 1st"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("dv", "domestic abuse"), ("pnd", "perinatal mental health"), ("nai", "non-accidental injury")],
)
def test_abbreviations_that_are_no_words_are_known_in_small_letters(typed: str, meant: str) -> None:
    assert meant in [met.group.long for met in expand(f"{typed} in any of them")]


@pytest.mark.parametrize("several", ["two pregnancies", "non-accidental injuries", "tenancies"])
def test_a_term_that_ends_in_y_is_known_of_several(several: str) -> None:
    assert expand(several)


@pytest.mark.parametrize("word", ["da", "dna"])
def test_abbreviations_that_are_words_in_small_letters_are_not(word: str) -> None:
    assert not expand(f"an {word} on the wall")
