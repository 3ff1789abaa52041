"""The rule that spots a live concern: its reading of everyday writing, its frames, its time and its lexicon."""

import itertools
import time

import pytest

from assistant.urgent import asks_for_help, is_urgent, points, signs, told_by, worth
from assistant.urgent_signs import lexicon, parts
from assistant.urgent_words import Lexicon

# Everyday ways of telling of each kind of danger; every teller and every kind must be caught together.
DANGERS = (
    "has a handprint on his cheek and nobody can say how",
    "is not breathing properly",
    "has swallowed a button battery",
    "was locked out in the snow again last night",
    "says her stepdad gets into her bed",
    "keeps sending naked pictures to a man she met online",
    "is being made to carry drugs for older lads",
    "is being flown to Pakistan on Friday to be married",
    "has cuts all down her arms and wants to die",
    "has gone missing and his phone is off",
    "is terrified to go home to his dad tonight",
    "has been left on her own since yesterday with no food",
)
TELLERS = (
    "a boy in my class",
    "my niece",
    "the little girl next door",
    "One of the kids on my caseload",
    "our 9 yo",
)
ABOUT_TEXTS = (
    "Which reviews mention a child who {}?",
    'Can you put this line of the report into Welsh: "The child {}"?',
    "What does the briefing recommend when a child {}?",
    'Quiz question for our training day: "A child {}." What should staff do?',
)


@pytest.mark.parametrize(("teller", "danger"), list(itertools.product(TELLERS, DANGERS)))
def test_each_kind_of_danger_is_caught_whoever_tells(teller: str, danger: str) -> None:
    assert is_urgent(f"{teller} {danger}")


@pytest.mark.parametrize("danger", DANGERS)
def test_a_concern_behind_a_research_question_is_caught(danger: str) -> None:
    assert is_urgent(f"What do the reviews say about fathers? I ask because my nephew {danger}.")


def test_the_same_words_about_texts_are_seldom_taken_for_a_concern() -> None:
    asked = [frame.format(danger) for frame in ABOUT_TEXTS for danger in DANGERS]
    alarms = [question for question in asked if is_urgent(question)]
    assert len(alarms) <= 0.1 * len(asked), alarms


@pytest.mark.parametrize(
    "message",
    [
        "baby not breathign",
        "he stragled me",
        "the todler is unconcious",
        "shes overdoesd",
        "he’s got a KNIFE, we’re upstairs",
        "hes got a knife were upstairs",
    ],
)
def test_slips_and_missing_apostrophes_hide_nothing(message: str) -> None:
    assert is_urgent(message)


@pytest.mark.parametrize("word", ["looked", "named", "starting", "police", "weekends", "along", "scored"])
def test_ordinary_words_are_not_mended_to_words_of_danger(word: str) -> None:
    mended = lexicon().tokens(word)
    assert mended in ([word], [word.removesuffix("s")])


@pytest.mark.parametrize(
    "message",
    ["10 wk old", "4/12", "im 12", "a three-month-old", "15f", "8yo", "year 4 girl"],
)
def test_ages_are_told_however_they_are_written(message: str) -> None:
    assert {"agedchild", "agedme"} & {word for part in parts(message) for word in part.words}


@pytest.mark.parametrize("message", ["I'm 31 weeks", "now 44", "20 minutes ago", "years 2015 to 2023"])
def test_other_numbers_are_no_ages_of_children(message: str) -> None:
    assert not {"agedchild", "agedme"} & {word for part in parts(message) for word in part.words}


def test_the_name_of_a_review_is_talk_about_documents() -> None:
    follow_up = "and the first East Sussex infant injury one?"
    assert "document" in signs(follow_up, names_review=True) and not is_urgent(follow_up, names_review=True)
    assert is_urgent("Like Henry: my nephew has a handprint on his cheek today.", names_review=True)


def test_help_is_asked_for_only_away_from_documents() -> None:
    assert asks_for_help("what should I do?")
    assert asks_for_help("who do i ring")
    assert not asks_for_help("what should I do to find the review?")
    assert not asks_for_help("thanks")


def test_points_are_whole_and_every_one_can_be_met() -> None:
    held = worth()
    assert all(isinstance(value, int) and value for value in held.points.values())
    assert {name.partition(".")[0] for name in held.points if "." in name} == {
        "plain",
        "told",
        "asked",
        "no_texts",
        "form",
    }
    told = held.constant + sum(held.points.get(sign, 0) for sign in signs("he hits me"))
    assert points("he hits me") == told >= held.bar


@pytest.mark.parametrize(
    ("message", "sign"),
    [
        ("skull fracture 8 weeks no explanation", "form.keywords"),
        ("did anyone see the bruise?", "form.asks_of_the_past"),
        ("what do reviews say on bruises? only I've just seen one", "form.document+bridge"),
        ("4/52, limp", "form.age"),
        ("how many paracetamol is too many", "form.pills"),
        ("wording for a leaflet on crying", "form.purpose"),
    ],
)
def test_how_a_message_is_put_is_a_sign(message: str, sign: str) -> None:
    assert sign in signs(message)


@pytest.mark.parametrize(
    "message",
    ["he hits " * 800, "not " * 3000, '"' * 4000, "?!." * 3000, "my baby is in the " * 600, "a" * 50_000],
)
def test_no_message_takes_long(message: str) -> None:
    is_urgent("warm")
    began = time.perf_counter()
    is_urgent(message)
    assert time.perf_counter() - began < 1


def test_a_concern_at_the_end_of_a_very_long_message_is_read() -> None:
    assert is_urgent(
        "I have been reading about this all day. " * 400 + "My dad is hitting my sister with a belt now."
    )


@pytest.mark.parametrize("pattern", ["x? bruise", "!not bruise", "br*"])
def test_a_pattern_that_could_match_anywhere_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError):
        Lexicon(
            {"one": "", "kin": "", "other": "", "pron": "", "many": ""},
            {"weak.harm": pattern},
            {},
            "",
            "",
            "",
        )


def test_the_language_of_patterns() -> None:
    classes = {"one": "baby", "kin": "mum", "other": "", "pron": "he", "many": ""}
    small = Lexicon(classes, {"s": "^^is/was a? <one>, fell .. stairs, head !teacher"}, {}, "", "", "and")

    def met(text: str) -> bool:
        return any(small.find(small.tokens(text)))

    assert met("is a baby") and met("was baby") and not met("mum is a baby")
    assert met("fell down all the stairs") and not met("fell. stairs") and not met("fell a b c d e stairs")
    assert met("head first") and not met("head teacher")


@pytest.mark.parametrize("role", ["a GP", "a health visitor", "midwives", "staff", "a nursery"])
@pytest.mark.parametrize(
    "danger", ["about a bruise on a baby who cannot move", "if a parent is drunk in charge of a baby"]
)
def test_what_a_profession_should_do_is_asked_of_nobody_in_danger(role: str, danger: str) -> None:
    assert not is_urgent(f"what should {role} do {danger}?")
    assert is_urgent(
        f"what should I do {danger.replace(' a baby', ' my baby').replace('a parent', 'her dad')}?"
    )


PLEAS = ("help", "Help me please", "please help", "999?", "can someone help me", "someone help us now")


@pytest.mark.parametrize("plea", PLEAS)
def test_a_plea_with_nothing_else_in_it_is_urgent(plea: str) -> None:
    assert is_urgent(plea)


@pytest.mark.parametrize(
    "message",
    [
        "please help, I want to report my uncle, he keeps punching me",
        "I've read your booklet and my baby has been shaken, help me please?",
        "health visitor visit today, 8/52, bruise to ear, what next?",
        "Mum is drunk and has put the kids in the car, 999?",
        "3yo found wandering by the road at 10pm",
    ],
)
def test_a_plea_a_verb_of_reporting_or_a_question_mark_hides_no_danger(message: str) -> None:
    assert is_urgent(message) and is_urgent(message.rstrip("?"))


@pytest.mark.parametrize(
    "message",
    [
        "I am writing a paper for the executive and my head has asked me to look at what has been said about supervision, "
        "because the last survey found that staff get too little of it and she wants it today",
        "A dad in my group asked me whether the leaflet on crying that we give to new parents came from one of these, "
        "and I told him that I would look it up and tell him when we meet again",
        "I want to report a broken link on this page",
    ],
)
def test_length_alone_is_no_sign_of_danger(message: str) -> None:
    assert not is_urgent(message)


def test_no_sign_of_danger_or_plea_counts_against_urgency() -> None:
    against = {
        sign
        for sign, value in worth().points.items()
        if value < 0
        and sign.rpartition(".")[2]
        in ("grave", "clear", "weak", "near", "live", "asks_help", "help", "recent")
    }
    assert against == set()
    assert not worth().points.keys() & {"form.document", "told.many_words", "plain.many_words"}


def test_why_a_message_is_urgent_is_told_without_its_words() -> None:
    told = " ".join(told_by("my neighbour Testerby is hitting his boy now"))
    assert "points" in told and "Testerby" not in told and "neighbour" not in told


@pytest.mark.parametrize(
    "message",
    [
        "this is wrong",
        "This is not right.",
        "that is wrong",
        "No, it's wrong!",
        "this isn't right",
        "wrong answer",
        "you are wrong",
        "this is so wrong",
        "the second quote is wrong",
        "That's not true",
    ],
)
def test_that_an_answer_does_not_hold_is_no_live_concern(message: str) -> None:
    assert not is_urgent(message)


@pytest.mark.parametrize(
    "message",
    [
        "something is wrong with the baby",
        "something is wrong",
        "it's wrong what he does to her",
        "this is wrong, he keeps hitting her",
        "he is not right",
        "the baby is not right",
    ],
)
def test_wrong_said_of_somebody_or_of_what_is_going_on_stays_urgent(message: str) -> None:
    assert is_urgent(message)
