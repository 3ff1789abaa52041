"""Recommendations beside the actions that their review tells of, and how that is known."""

from itertools import pairwise
from pathlib import Path

import pytest
from conftest import Corpus
from corpus_kit import make_corpus

from assistant.actions import Actions, actions_of

INFANTS, HENRY, CHILD_S = "esscp-infant-injury-1-2020", "nyscp-child-h-scr", "wsscp-child-s-scr-2016"
REPORT = """# Harbour review

## Recommendations

1. The ward should write down every mark.
2. The board should meet each month.
3. Schools should be told at once.

## Actions taken

- Recommendation 2 was carried out in May.
- A new boat was bought by the harbour office.
- Recommendations 1 and 3 wait for a budget.
"""


def held(corpus: Corpus, review_id: str) -> Actions:
    return actions_of(corpus.assistant.index, review_id)


def test_an_update_in_the_point_of_a_recommendation_stands_beside_it(shipped: Corpus) -> None:
    found = held(shipped, HENRY)
    assert len(found.recommendations) == found.with_action == 10 and not found.others
    for one in found.recommendations:
        assert "Update:" not in one.citation.quote
        assert [done.how for done in one.told] == ["same_point"]
        assert one.told[0].citation.quote.startswith("Update:")


def test_an_action_of_its_own_list_stands_beside_what_is_nearest_and_is_told_as_that(shipped: Corpus) -> None:
    found = held(shipped, INFANTS)
    assert len(found.recommendations) == 7
    told = {place: one.told for place, one in enumerate(found.recommendations, 1) if one.told}
    assert set(told) == {1, 5, 6}
    assert all(done.how == "meaning" for many in told.values() for done in many)
    assert "ICON" in told[6][0].citation.quote and "General Practitioners" in told[1][0].citation.quote
    assert [one.quote[:22] for one in found.others] == ["Single agency learning", "'Safeguarding under 5'"]
    assert not any(one.quote.rstrip().endswith(":") for one in found.others)


def test_of_a_review_without_recommendations_the_actions_are_told_alone(shipped: Corpus) -> None:
    found = held(shipped, CHILD_S)
    assert not found.recommendations and len(found.others) == 7


def test_every_action_is_told_once(corpus: Corpus) -> None:
    index = corpus.assistant.index
    for review_id in index.reviews:
        found = actions_of(index, review_id)
        cited = [done.citation for one in found.recommendations for done in one.told] + list(found.others)
        spans = sorted((one.start, one.end) for one in cited)
        assert all(first[1] <= second[0] for first, second in pairwise(spans))
        kinds = {"action", "update"}
        in_passages = {
            (passage.id, block[0].block)
            for passage in index.review_passages(review_id)
            for block in passage.blocks()
            if any(s.kind in kinds and not _leads_in(passage.quote(s.start, s.end)) for s in block)
        }
        assert len(cited) == len(in_passages)


def _leads_in(text: str) -> bool:
    return text.rstrip().endswith(":")


def test_an_action_that_names_one_number_belongs_to_that_recommendation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = make_corpus(tmp_path, monkeypatch)
    corpus.write("harbour.md", REPORT)
    corpus.ingest()
    index = corpus.index()
    found = actions_of(index, next(iter(index.reviews)))
    index.close()
    second = found.recommendations[1]
    assert [done.how for done in second.told] == ["number"]
    assert second.told[0].citation.quote.endswith("Recommendation 2 was carried out in May.")
    assert not any(done.how == "number" for one in (0, 2) for done in found.recommendations[one].told)
