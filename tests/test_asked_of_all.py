"""What is asked of every review: the ways of asking it, and the theme of it without whoever asks, and why."""

import pytest

from assistant.gist import Spoken, gist
from assistant.mentions import Mention
from assistant.shapes import shape_of
from assistant.themes import alternatives, named_in, theme


@pytest.mark.parametrize(
    "question",
    [
        "Is there one about online grooming?",
        "any reviews on dog bites",
        "any where a baby was left with a lodger",
        "In which did somebody go to prison?",
        "how many end with a list of questions",
        "Which give a helpline?",
        "Are school nurses mentioned anywhere?",
        "Scalds - does it come up in any of them?",
        "Any drug use in these?",
        "Which publications commend a mentor for carers?",
        "Please identify every report which mentions probation",
        "asthma clinics, any review?",
        "School nurse, want to know where dentists get a mention",
    ],
)
def test_what_is_asked_of_every_review_is_seen_as_such(question: str) -> None:
    assert shape_of(question, Mention(), question) == "which"


@pytest.mark.parametrize(
    "question",
    [
        "Where do I find the referral form?",
        "Who do I ring about a bruise?",
        "What is the number for the duty team?",
        "Is there anything on what to say to parents who shout?",
        "2 months old, left arm - where on the body were the bruises?",
        "Any advice?",
        "Is there a phone number for the hub?",
        "How many children were hurt?",
        "Which procedure was not followed?",
        "What should a GP do about a missed appointment?",
    ],
)
def test_what_is_not_asked_of_every_review_is_left_as_it_is(question: str) -> None:
    assert shape_of(question, Mention(), question) != "which"


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("For a student seminar: which of these describe scalds?", "scalds"),
        ("I'm drafting a paper on neglect. Which reviews raise it?", "neglect"),
        ("We run a speech therapy team. Anything in here for us?", "speech therapy"),
        ("Someone said staff can get training. Which briefings mention interpreters?", "interpreters"),
        ("Paediatrician here. Which publications discuss skeletal surveys?", "skeletal surveys"),
        ("Named nurse, want to know where school nurses get a mention", "school nurses get a"),
        ("Housing - which documents assign a role to it?", "Housing"),
        ("Are dentists mentioned anywhere or is it all hospital staff?", "dentists"),
        ("Which reviews mention supervision, whether lacking or offered?", "supervision"),
        ("which ones bring up unsafe sleep and so on", "unsafe sleep"),
        ("Which reviews mention workload as an issue?", "workload"),
        ("Across the library, which papers refer to hostels?", "hostels"),
    ],
)
def test_the_theme_is_without_who_asks_and_why(question: str, about: str) -> None:
    assert theme(question) == about


@pytest.mark.parametrize(
    ("about", "apart"),
    [
        ("a parent or carer with asthma", "asthma"),
        ("epilepsy in mum or dad", "epilepsi"),
        ("children or teenagers who self-harm", "self"),
    ],
)
def test_who_it_is_of_is_no_theme_beside_what_it_is(about: str, apart: str) -> None:
    assert all(any(apart in word for one in things for word in one.words) for things in alternatives(about))


def test_alternatives_that_are_all_people_stay_as_they_are() -> None:
    assert [len(things) for things in alternatives("men or dads")] == [1, 1]


def test_a_subject_that_nobody_speaks_of_is_not_judged_by_who_has_it() -> None:
    spoken = Spoken({"one": ("The father was met.",), "two": ("The baby was seen.",)})
    things = named_in("dad had a learning disability")
    assert list(gist(things, ("one", "two"), spoken.says)) == list(things)


def test_forms_of_a_word_that_no_stem_joins_are_one() -> None:
    (thing,) = named_in("deaths")
    assert thing.is_in("the baby died at home", frozenset()) and not thing.is_in(
        "the baby cried", frozenset()
    )
