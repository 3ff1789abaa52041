"""Cards quote the text exactly and leave empty what is not told; lists are narrowed, ordered and searched."""

import pytest
from conftest import Corpus

from assistant.browsing import facets, find, narrowed, ordered, reviews_of_kind
from assistant.cards import Card, card, nearest_sentence
from assistant.nouns import Hit
from assistant.timeline import timeline
from assistant.words import stems
from ingest.nouns import Dated, Passage, Review, Sentence


def review(name: str, **other: object) -> Review:
    values: dict[str, object] = {
        "id": name,
        "title": f"Review {name}",
        "publisher": "Harbour Partnership",
        "publisher_short": "HP",
        "review_type": "rapid review",
        "file": f"{name}.md",
        "sha256": "0" * 64,
        "standing": "original",
        **other,
    }
    return Review(**values)  # type: ignore[arg-type]


def nothing_near(text: str, count: int) -> tuple[Hit, ...]:
    return ()


def cards(corpus: Corpus) -> dict[str, Card]:
    index = corpus.assistant.index
    return {name: card(held, index.review_passages(name)) for name, held in index.reviews.items()}


def test_every_quote_of_every_card_is_exact(corpus: Corpus) -> None:
    seen = 0
    for shown in cards(corpus).values():
        quotes = (*shown.happened.quotes, *shown.learning.quotes, *shown.recommendations.quotes)
        for quote in (*quotes, *((shown.background,) if shown.background else ())):
            assert corpus.text(quote.file)[quote.start : quote.end] == quote.quote
            seen += 1
    assert seen > 10


def test_a_card_counts_what_it_does_not_show(shipped: Corpus) -> None:
    shown = cards(shipped)
    assert shown["esscp-infant-injury-1-2020"].recommendations.count == 7
    assert shown["nyscp-child-h-scr"].recommendations.count == 10
    assert len(shown["nyscp-child-h-scr"].recommendations.quotes) == 2


def test_a_review_without_recommendations_has_none_on_its_card(shipped: Corpus) -> None:
    for name in ("esscp-child-2-rr-2023", "wsscp-child-s-scr-2016"):
        assert cards(shipped)[name].recommendations.count == 0


def test_what_happened_is_told_of_one_child_and_the_others_are_counted(shipped: Corpus) -> None:
    three_babies = cards(shipped)["esscp-infant-injury-2-2021"].happened
    assert three_babies.count == 3
    assert three_babies.quotes[0].quote.startswith("A baby of two months")
    assert "eight weeks" not in three_babies.quotes[0].quote


def test_what_teams_are_asked_to_do_is_not_taken_for_the_learning(shipped: Corpus) -> None:
    learning = cards(shipped)["nyscp-child-h-scr"].learning
    assert learning.quotes[0].section == ("Areas for development",)
    assert learning.quotes[0].kind == "finding"


def test_a_card_of_a_review_without_passages_is_empty() -> None:
    empty = card(review("a"), ())
    assert (empty.passages, empty.background, empty.happened.count, empty.learning.count) == (0, None, 0, 0)


def test_a_sentence_that_only_announces_a_list_is_no_point() -> None:
    text = "We learnt this:"
    held = Passage("p", "a", "a.md", (), "learning", text, 0, 15, 0, (Sentence(0, 15, 0, "learning"),))
    assert card(review("a"), (held,)).learning.count == 0


def test_facets_count_reviews_and_narrowing_keeps_just_those(shipped: Corpus) -> None:
    index = shipped.assistant.index
    kinds = reviews_of_kind(index)
    held = facets(index.reviews, kinds)
    assert {facet.name for facet in held} >= {"publisher", "type", "year", "age", "theme", "standing", "kind"}
    for facet in held:
        for value, count in facet.values:
            assert len(narrowed(index.reviews, {facet.name: (value,)}, kinds)) == count, (facet.name, value)


def test_facets_bind_together_and_values_of_one_are_alternatives(shipped: Corpus) -> None:
    index = shipped.assistant.index
    kinds = reviews_of_kind(index)
    east = {"publisher": ("East Sussex Safeguarding Children Partnership",)}
    assert len(narrowed(index.reviews, east, kinds)) == 3
    both = {**east, "kind": ("recommendation",)}
    assert [one.id for one in narrowed(index.reviews, both, kinds)] == ["esscp-infant-injury-1-2020"]
    assert len(narrowed(index.reviews, {"year": ("2020", "2016")}, kinds)) == 3


@pytest.mark.parametrize(
    ("by", "first", "last"),
    [
        ("newest", "new", "undated"),
        ("oldest", "old", "undated"),
        ("title", "new", "undated"),
        ("passages", "old", "undated"),
    ],
)
def test_reviews_are_ordered_and_those_without_a_date_stand_last(by: str, first: str, last: str) -> None:
    held = (
        review("undated", title="Z"),
        review("old", title="B", dates=(Dated("2009", "review", "stated"),)),
        review("new", title="A", dates=(Dated("2021-06", "briefing", "stated"),)),
    )
    found = ordered(held, by, {"old": 9, "new": 3, "undated": 1})  # type: ignore[arg-type]
    assert (found[0].id, found[-1].id) == (first, last)


def test_a_search_finds_every_review_whose_text_has_all_the_words(shipped: Corpus) -> None:
    index = shipped.assistant.index
    found = find("toxicology curious", index, nothing_near)
    assert [(one.review_id, one.how) for one in found.matches] == [("wsscp-child-s-scr-2016", "text")]
    held = {
        one.review_id: index.passages([one.passage_id])[0]
        for one in find("skeletal survey", index, nothing_near).matches
        if one.passage_id
    }
    expected = {
        name for name, kept in index.reviews.items() if {"skelet", "survey"} <= stems(shipped.text(kept.file))
    }
    assert held.keys() == expected
    sentence = nearest_sentence(held["esscp-infant-injury-2-2021"], stems("skeletal survey"), stems)
    assert sentence and {"skelet", "survey"} & stems(sentence.quote)


def test_a_search_finds_a_publisher_by_the_record(shipped: Corpus) -> None:
    found = find("North Yorkshire", shipped.assistant.index, nothing_near)
    assert found.matches[0].review_id == "nyscp-child-h-scr"
    assert found.matches[0].how == "record"


def test_only_a_search_without_any_words_found_falls_back_on_meaning(shipped: Corpus) -> None:
    index = shipped.assistant.index

    def near(text: str, count: int) -> tuple[Hit, ...]:
        held = index.review_passages("nyscp-child-h-scr")[0]
        return (
            Hit(held, index.reviews["nyscp-child-h-scr"], 1.0),
            Hit(held, index.reviews["nyscp-child-h-scr"], 0.5),
        )

    assert [one.how for one in find("bruising", index, near).matches if one.how == "meaning"] == []
    assert [(one.review_id, one.how) for one in find("zebra crossing", index, near).matches] == [
        ("nyscp-child-h-scr", "meaning")
    ]
    assert find("the of", index, near).matches == ()


def test_a_timeline_places_each_review_once_and_says_by_which_date() -> None:
    held = (
        review("a", dates=(Dated("2021", "briefing", "stated"), Dated("2016", "event", "inferred"))),
        review("b", dates=(Dated("2016-05", "event", "stated"),)),
        review("c"),
    )
    shown = timeline(held)
    assert [(year.year, [one.review.id for one in year.entries]) for year in shown] == [
        (2021, ["a"]),
        (2016, ["b"]),
        (None, ["c"]),
    ]
    by_event = timeline(held, "event")
    assert [(year.year, [(one.review.id, one.dated.known) for one in year.entries]) for year in by_event] == [
        (2016, [("a", "inferred"), ("b", "stated")]),
        (None, [("c", "not_stated")]),
    ]
