"""Plain questions in a review's own words: the labels of its points, asked as a lead would ask of them."""

import re

import pytest
from conftest import Corpus

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


def test_what_a_review_recommends_on_a_subject_is_answered(shipped: Corpus) -> None:
    one = shipped.ask("What did the Child H review recommend about strategy meetings?")
    assert one["outcome"] == "answered"
    assert any("must be convened" in c["quote"] for c in one["citations"])
