"""Rules beside the points of a live concern: staff shorthand, a worry to be referred, danger in other languages, and work."""

import tomllib
from importlib.resources import files

import pytest
from conftest import Corpus

from assistant import replies
from assistant.guard import guard
from assistant.urgent import is_urgent, told_by
from assistant.urgent_languages import plain_words, tells_of_danger

SHORTHAND = (
    "Toddler in resus with a scald",
    "got a bairn with belt marks in clinic",
    "neonate on NICU, dad roughly handled, witnessed",
    "3/12 with a bruise on the ward",
    "infant with a torn frenulum here",
    "pupil in my class with welts",
    "baby with a fracture, who to call",
    "Immobile baby with bruises, what are the next steps for us today",
)
LANGUAGES = tomllib.loads((files("assistant") / "urgent_languages.toml").read_text("utf-8"))["languages"]
PHRASES = [(name, phrase.strip()) for name, held in LANGUAGES.items() for phrase in held["danger"].split(",")]


@pytest.mark.parametrize("message", SHORTHAND)
def test_an_injured_child_met_just_now_is_urgent_however_shortly_told(message: str) -> None:
    assert is_urgent(message)


@pytest.mark.parametrize(
    "message",
    [
        "what do reviews say of a toddler with a scald in resus",
        "how should a child with a bruise in A&E be examined",
        "infants with fractures",
        "child presented at ED with a fracture and the GP was not told",
        "what must I record if I ever saw a bruise on a baby",
        "learning on a baby with bruises brought in to hospital",
    ],
)
def test_the_same_child_in_a_question_about_texts_is_not_urgent(message: str) -> None:
    assert not is_urgent(message)


@pytest.mark.parametrize(
    "message",
    [
        "where do I refer a baby I'm concerned about",
        "who do we ring about a boy we are worried about",
        "I am really worried about a little girl on my list, how do I report it",
    ],
)
def test_somebody_worried_about_one_child_who_asks_how_to_refer_is_given_the_numbers(message: str) -> None:
    assert is_urgent(message)


@pytest.mark.parametrize(
    "message",
    ["how do staff refer a child they are worried about", "where is the review of a child who was referred"],
)
def test_how_others_refer_is_a_question(message: str) -> None:
    assert not is_urgent(message)


@pytest.mark.parametrize(("language", "phrase"), PHRASES)
def test_a_phrase_of_danger_is_urgent_in_each_language(language: str, phrase: str) -> None:
    assert guard(phrase.replace("..", "").upper()).outcome == "urgent", language


@pytest.mark.parametrize(
    "message",
    [
        "Moja córka nie oddycha, co robić",
        "MON FILS NE RESPIRE PLUS!!",
        "mi hermano no respira",
        "il mio bambino non respira",
        "Mein Vater schlägt mich.",
        "soțul meu îmi bate copilul",
        "o meu pai bate-me",
        "babam beni dovuyor",
        "أبي يضربني كل يوم",
        "爸爸打我",
        "ratunku!",
        "au secours",
        "aiuto",
    ],
)
def test_danger_in_another_language_comes_before_the_language(message: str) -> None:
    verdict = guard(message)
    assert verdict.outcome == "urgent" and not verdict.other_language
    assert message not in " ".join(told_by(message))


@pytest.mark.parametrize(
    "message",
    [
        "Quels sont les enseignements pour les sages-femmes dans ces rapports?",
        "Was sagen die Berichte zur Hilfe für junge Eltern?",
        "What did the interpreter say in Polish?",
        "Beth yw'r argymhellion ar gyfer bydwragedd?",
    ],
)
def test_a_question_in_another_language_is_no_cry_for_help(message: str) -> None:
    assert not tells_of_danger(message)


def test_no_phrase_of_another_language_is_held_in_an_english_question() -> None:
    english = (
        replies.HELP,
        replies.CALL_999,
        replies.TELL_LEAD,
        replies.SELF_HARM,
        replies.DECLINED["case_advice"],
    )
    assert not any(map(tells_of_danger, english))


def test_accents_capitals_and_punctuation_do_not_count() -> None:
    assert plain_words("Nu RESPIRĂ!") == ["nu", "respira"]
    assert plain_words("a łóżko, d'aide") == ["a", "lozko", "d", "aide"]


@pytest.mark.parametrize(
    "message",
    [
        "We are preparing slides today on infants with burns. What is there?",
        "I'm drafting a paper now for the committee about children with fractures",
        "please search for: toddler with old scalds",
        "Should we close this plan? Dad attends",
        "Can I step down this case? Parents are working with us",
    ],
)
def test_work_on_texts_and_decisions_on_cases_are_no_live_concern(message: str) -> None:
    assert not is_urgent(message)


@pytest.mark.parametrize(
    "message",
    [
        "I'm presenting slides today on infants with burns. One baby here isn't breathing",
        "I am writing to the board about children and my partner hits me",
        "Should we close this case? Dad hit him again last night",
        "search for: help my baby is not breathing",
        "find: toddler unconscious",
    ],
)
def test_danger_beside_work_stays_urgent(message: str) -> None:
    assert is_urgent(message)


@pytest.mark.parametrize(
    "question", ["Should I close the case? Mum is engaging now", "should we step down this plan? Mum attends"]
)
def test_a_decision_on_a_case_without_danger_is_declined_as_advice(question: str) -> None:
    verdict = guard(question)
    assert verdict.outcome == "declined" and verdict.reason == "case_advice"


@pytest.mark.parametrize(
    "message",
    [
        "Whats the learning from Child S? I might have known the mum",
        "I am a trainee midwife. Please what did the Child 2 review find? Short is fine",
        "Do housing staff know about safeguarding, and why are they so slow? Thinking of the Child Two review",
    ],
)
def test_a_question_about_a_review_that_is_held_is_not_urgent_for_what_stands_beside_it(
    shipped: Corpus, message: str
) -> None:
    assert shipped.assistant.guard(message).outcome != "urgent"


@pytest.mark.parametrize(
    "message",
    [
        "Whats the learning from Child S? My baby has gone floppy",
        "Child H? no, my son, he has stopped breathing",
        "I read the Child 2 review. Please what do I do, he is hitting her now",
        "Whos on duty? Like Henry, she has a handprint on her cheek today",
        "Do you know the Child S review? I have just seen bruises on a baby in clinic",
    ],
)
def test_danger_told_beside_a_question_about_a_review_stays_urgent(shipped: Corpus, message: str) -> None:
    assert shipped.assistant.guard(message).outcome == "urgent"


@pytest.mark.parametrize(
    ("message", "urgent"),
    [
        ("my partner hurts my son, what is the Child S review", True),
        ("our dad keeps hitting me, what do reviews say", True),
        ("My uncle is always punching my little sister and I read the briefing", True),
        ("What does the review say where a father hurts his son?", False),
        ("'my mum hits me' is an example in the e-learning: which review is it from?", False),
        ("my boy kicks the ball at school", False),
    ],
)
def test_one_s_own_family_that_hurts_is_urgent_whatever_is_asked_beside_it(
    message: str, urgent: bool
) -> None:
    assert is_urgent(message, True) is urgent
