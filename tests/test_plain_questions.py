"""Plain questions in a review's own words: the labels of its points, asked as a lead would ask of them."""

import re
import tomllib
from pathlib import Path

import pytest
from conftest import Corpus

from assistant.expansion import groups

NAMES = {
    "nyscp-child-h-scr": "Child H",
    "esscp-child-2-rr-2023": "Child 2",
    "esscp-infant-injury-2-2021": "2021 East Sussex",
}
ASKS = (
    "What does the {review} review say about {label}?",
    "{label} in the {review} review",
    "What was found about {label} in {review}?",
)
LABEL = re.compile(r"[-\d. ]*\*\*([A-Z][^:*]{6,70}):")
MOST_MISSED = 0.15  # share


@pytest.mark.parametrize("asks", ASKS)
def test_nearly_every_point_is_found_by_its_label(shipped: Corpus, asks: str) -> None:
    asked, missed = 0, []
    for review_id, name in NAMES.items():
        for passage in shipped.assistant.index.review_passages(review_id):
            for block in passage.blocks():
                start, end = block[0].start, block[-1].end
                label = LABEL.match(passage.quote(start, end))
                if label is None:
                    continue
                asked += 1
                question = asks.format(review=name, label=label[1].strip().lower())
                answer = shipped.assistant.ask(question)
                if answer.outcome not in ("answered", "partly") or not any(
                    c.file == passage.file and c.start < end and start < c.end for c in answer.citations
                ):
                    missed.append(question)
    assert asked > 20
    assert len(missed) <= MOST_MISSED * asked, missed


@pytest.mark.parametrize(
    ("review_id", "name"),
    [
        ("nyscp-child-h-scr", "North Yorks"),
        ("esscp-child-2-rr-2023", "Child 2's review"),
        ("esscp-infant-injury-2-2021", "East Sussex's second briefing"),
        ("wsscp-child-s-scr-2016", "the Child S review"),
    ],
)
def test_what_a_review_says_of_one_thing_is_found_however_the_review_is_named(
    shipped: Corpus, review_id: str, name: str
) -> None:
    passages = shipped.assistant.index.review_passages(review_id)
    told = " ".join(p.text for p in passages if p.kind not in ("boilerplate", "contact")).lower()
    words = sorted(
        {t for group in groups() for t in (*group.terms, *group.exact) if re.fullmatch("[A-Za-z]{4,}", t)}
    )
    held = [word for word in words if re.search(rf"\b{word.lower()}\b", told)]
    answers = [shipped.assistant.ask(f"What did {name} say about {word}?") for word in held]
    missed = [
        word for word, one in zip(held, answers, strict=True) if one.outcome not in ("answered", "partly")
    ]
    assert len(held) >= 10
    assert len(missed) <= MOST_MISSED * len(held), missed


def test_what_a_review_recommends_on_a_subject_is_answered(shipped: Corpus) -> None:
    one = shipped.ask("What did the Child H review recommend about strategy meetings?")
    assert one["outcome"] == "answered"
    assert any("must be convened" in c["quote"] for c in one["citations"])


PLAIN = tomllib.loads(Path(__file__).with_name("plain_questions.toml").read_text(encoding="utf-8"))
ANSWERED = ("answered", "partly")


def test_what_is_asked_in_the_words_of_the_source_is_answered(shipped: Corpus) -> None:
    missed = [q for q in PLAIN["answered"] if shipped.assistant.ask(q).outcome not in ANSWERED]
    assert len(missed) <= 0.1 * len(PLAIN["answered"]), missed


def test_what_is_asked_as_plainly_and_stands_nowhere_is_not(shipped: Corpus) -> None:
    told = [q for q in PLAIN["not_answered"] if shipped.assistant.ask(q).outcome in ANSWERED]
    assert len(told) <= 0.1 * len(PLAIN["not_answered"]), told
