"""Questions in text-speak, slang or office language are read in plain words."""

import tomllib

import pytest
from conftest import Corpus

from assistant.nouns import Turn
from assistant.plain_words import FILE, in_plain_words


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("wot did mum n dad say", "what did mum and dad say"),
        ("were they nicked", "were they arrested"),
        ("Prior to the fall, who visited?", "Before the fall, who visited?"),
        ("what was ascertained in respect of the toddler", "what was found about the toddler"),
        ("any missed appts", "any missed appointments"),
        ("anything on pnd", "anything on postnatal depression"),
    ],
)
def test_what_means_one_thing_only_is_put_in_plain_words(said: str, plain: str) -> None:
    assert in_plain_words(said) == plain


@pytest.mark.parametrize(
    "question",
    [
        "what do n yorks want",
        "learning from n lincs",
        "DV in pregnancy",
        "was MH mentioned",
        "Which review fits?",
        "Nick's review",
        "baby's hospital notes",
    ],
)
def test_a_place_a_name_or_an_abbreviation_stays(question: str) -> None:
    assert in_plain_words(question) == question


def test_no_plain_word_is_itself_put_in_others() -> None:
    held = tomllib.loads(FILE.read_text(encoding="utf-8"))["plain"]
    said = [one for many in held.values() for one in many]
    assert len(said) == len(set(said)) and all(one == one.lower() for one in said)
    assert all(in_plain_words(plain) == plain for plain in held)


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("henrys mum n dad - nicked?", "both parents were arrested"),
        ("which course helps with tricky chats in East Sussex?", "Holding Difficult Conversations"),
        ("where do preggers mums with low mood get sent in North Yorkshire?", "peri-natal mental health"),
        ("Under what designation have serious case reviews been known since October 2019?", "Child Safeguarding Practice Reviews"),
    ],
)  # fmt: skip
def test_the_answer_is_found_whatever_the_words(shipped: Corpus, question: str, quoted: str) -> None:
    answer = shipped.assistant.ask(question)
    assert answer.outcome == "answered"
    assert any(quoted in citation.quote for citation in answer.citations)


def test_plainer_words_make_no_follow_up(shipped: Corpus) -> None:
    question = "wot was ascertained abt pnd in respect of Henry?"
    query = shipped.assistant.read(
        question, [Turn("Which reviews mention housing?")], shipped.assistant.index, {}
    )
    assert query.question == question and "housing" not in query.standalone
