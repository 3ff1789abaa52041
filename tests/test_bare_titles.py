"""A link's title names a subject and says nothing on it; where links are asked for it is what answers."""

import pytest
from conftest import Corpus

from assistant.bare_titles import is_bare_title
from ingest.nouns import Kind, Passage, Sentence


def is_title(text: str, kind: Kind = "boilerplate", item: bool = True) -> bool:
    sentence = Sentence(0, len(text), 0, kind, item=item)
    passage = Passage("p", "r", "f.md", (), kind, text, 0, len(text), 0, (sentence,))
    return is_bare_title(passage, sentence)


@pytest.mark.parametrize(
    "line",
    [
        'Link title: "Working with Reluctant Families"',
        "Web address: https://harbour.example/curiosity",
        "[Working with reluctant families](https://harbour.example)",
        "https://harbour.example/curiosity",
        "Working with reluctant families: a toolkit",
    ],
)
def test_a_title_or_an_address_in_further_reading_is_bare(line: str) -> None:
    assert is_title(line)
    assert not is_title(line, kind="finding")


def test_a_sentence_in_further_reading_says_something() -> None:
    assert not is_title("All guidance on reluctant families is kept on the website of the partnership.")
    assert not is_title("Guidance can be had from", item=False)


def test_a_review_that_only_links_to_a_subject_is_not_said_to_say_it(shipped: Corpus) -> None:
    found = shipped.ask("Which reviews mention professional curiosity?")
    says = {row["review_id"] for row in found["reviews"] if row["verdict"] == "says"}
    assert says == {"esscp-infant-injury-2-2021", "wsscp-child-s-scr-2016"}
    assert not any("Link title" in one["quote"] for one in found["citations"])
    one = shipped.ask("What did the Child H review say about professional curiosity?")
    assert one["outcome"] == "not_found"


def test_a_title_bears_out_a_sentence_of_its_review(shipped: Corpus) -> None:
    found = shipped.ask("how many of the reviews bring up the crying-baby programme, and which")
    quotes = [one["quote"] for one in found["citations"]]
    assert any("Active promotion of the ICON programme" in quote for quote in quotes)
    assert not any(quote.startswith("Link") for quote in quotes)


@pytest.mark.parametrize(
    "question",
    [
        "Which reviews link to guidance on professional curiosity?",
        "Which resources does Henry's briefing signpost to?",
    ],
)
def test_where_links_are_asked_for_their_titles_answer(shipped: Corpus, question: str) -> None:
    assert any("Professional Curiosity" in one["quote"] for one in shipped.ask(question)["citations"])
