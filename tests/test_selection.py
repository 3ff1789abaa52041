"""What is learnt of choosing sentences: its files, its signs, and what is quoted of them."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from assistant.listing import NO_LIST, Listed
from assistant.nouns import Query
from assistant.relevance import Scored
from assistant.retrieve import Evidence
from assistant.sections import sections
from assistant.select import Pick
from assistant.selection import weighed as selection
from assistant.selection.chosen import Bars, decided, points
from assistant.selection.signs import FAR, NAMES, Ruled, in_order, signs
from assistant.selection.weighed import is_weighed, weighed_together
from ingest.nouns import Passage, Sentence

BARS = Bars(least=0.2, share=0.5, most=4)


def passage(key: str, section: str, *blocks: Sequence[str], items: bool = True) -> Passage:
    """A passage of list items, or of paragraphs, each of some sentences."""
    text, sentences = "", []
    for number, block in enumerate(blocks):
        for said in block:
            sentences.append(Sentence(len(text), len(text) + len(said), number, "finding", item=items))
            text += said + " "
        text += "\n"
    start = 1000 * int(key[1:])
    moved = tuple(replace(one, start=one.start + start, end=one.end + start) for one in sentences)
    return Passage(key, "r", "f.md", (section,), "finding", text, start, start + len(text), 0, moved)


def scored(one: Passage, cosines: Sequence[float]) -> list[Scored]:
    return [Scored(one, s, c, c, c) for s, c in zip(one.sentences, cosines, strict=True)]


def query(shape: str = "fact", review_ids: tuple[str, ...] = ("r",)) -> Query:
    return Query("why?", "why?", "why?", shape, review_ids=review_ids, asks="why was he not seen?")  # type: ignore[arg-type]


def evidence(found: Sequence[Scored]) -> Evidence:
    return Evidence((), tuple(found), (), np.ones(3, np.float32))


def embed(texts: Sequence[str]) -> list[np.ndarray]:  # type: ignore[type-arg]
    return [np.full(3, len(text) / 100, np.float32) for text in texts]


LIST = passage("p1", "Learning", ["He was not seen."], ["Calls went unanswered."], ["Nobody wrote it down."])
ACCOUNT = passage(
    "p2", "Account", ["A first thing was said. ", "It was long." + " So it went on." * 30], items=False
)


def test_each_sign_has_a_name_of_its_own_and_a_column() -> None:
    assert len(set(NAMES)) == len(NAMES)
    found = in_order([*scored(ACCOUNT, (0.2, 0.1)), *scored(LIST, (0.5, 0.9, 0.3))])
    rows = signs(query(), evidence(found), found, Ruled(frozenset({0}), "sentences"), 0.25, embed)
    assert rows.shape == (5, len(NAMES)) and np.isfinite(rows).all()

    def column(name: str) -> list[float]:
        return [round(float(value), 3) for value in rows[:, NAMES.index(name)]]

    assert column("several") == [0.25] * 5 and column("asks_why") == [1.0] * 5
    assert column("place") == [1, 0, 2, 3, 4]
    assert column("in_rules") == [1, 0, 0, 0, 0] and column("by_rules") == [1] * 5
    assert column("rules_in_section") == [1, 1, 1, 0, 0]
    assert column("of_best_section") == [1, 1, 1, 0, 0]
    assert column("from_best") == [1, 0, 1, FAR, FAR]
    assert column("before") == [-1, -0.4, 0, -1, -0.7]
    assert column("best_beside") == [0, -0.4, 0, -0.8, -0.7]
    assert column("item") == [1, 1, 1, 0, 0]
    silent = signs(query(), evidence(found), found, Ruled(unspoken=True), 0.25, embed)
    assert silent[0, NAMES.index("rules_silent")] == silent[0, NAMES.index("unspoken")] == 1.0


def quoted(picks: Sequence[Pick]) -> list[str]:
    return [" ".join(pick.passage.quote(*pick.span).split()) for pick in picks]


def test_the_likeliest_point_leads_unless_a_list_is_asked_for() -> None:
    found = scored(LIST, (0, 0, 0))
    likely = np.array([0.5, 0.1, 0.9], np.float32)
    assert quoted(points(found, likely, BARS, False)) == ["Nobody wrote it down.", "He was not seen."]
    in_source = ["He was not seen.", "Calls went unanswered.", "Nobody wrote it down."]
    assert quoted(points(found, likely, BARS, True)) == in_source  # two of three items: all of them
    alone = np.array([0.1, 0.1, 0.9], np.float32)
    assert quoted(points(found, alone, BARS, True)) == ["Nobody wrote it down."]
    assert len(points(found, np.full(3, 0.9, np.float32), replace(BARS, most=2), False)) == 2


def test_of_a_long_paragraph_only_what_answers_is_quoted() -> None:
    found = scored(ACCOUNT, (0.0, 0.0))
    told = points(found, np.array([0.9, 0.1], np.float32), BARS, False)
    assert quoted(told) == ["A first thing was said."]
    both = points(found, np.array([0.9, 0.8], np.float32), BARS, False)
    assert len(both) == 1 and both[0].sentences == ACCOUNT.sentences


def test_only_questions_of_one_review_for_a_fact_or_a_list_are_weighed() -> None:
    assert is_weighed(query()) and is_weighed(query("list"))
    assert not is_weighed(query("which")) and not is_weighed(query("contact"))
    assert not is_weighed(query(review_ids=())) and not is_weighed(query(review_ids=("a", "b")))
    assert not is_weighed(replace(query(), item=2))


class Held:
    """An index of these passages."""

    def review_passages(self, review_id: str) -> tuple[Passage, ...]:
        return (LIST, ACCOUNT) if review_id == "r" else ()


def weighed(
    monkeypatch: pytest.MonkeyPatch, likely: Sequence[float], rules: Listed, shape: str = "list"
) -> Listed:
    class Told:
        def probabilities(self, rows: object) -> np.ndarray:  # type: ignore[type-arg]
            return np.array(likely, np.float32)

    monkeypatch.setattr(selection, "trees", Told)
    monkeypatch.setattr(selection, "is_answered_with", lambda rows, told: float(told.max()))
    found = [*scored(LIST, (0.5, 0.9, 0.3)), *scored(ACCOUNT, (0.2, 0.1))]
    return weighed_together(query(shape), evidence(found), rules, False, Held(), embed)  # type: ignore[arg-type]


def test_what_the_rules_quote_stays_for_a_fact_and_where_a_list_was_asked_of_a_whole_section(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    section = sections(Held(), ["r"])[0]  # type: ignore[arg-type]
    whole = Listed([Pick(LIST, (one,), 1.0) for one in LIST.sentences], section)
    fact = Listed([Pick(ACCOUNT, ACCOUNT.sentences[:1], 1.0)])
    assert weighed(monkeypatch, (0.9, 0.1, 0.1, 0.1, 0.0), fact, "fact") is fact
    assert weighed(monkeypatch, (0.0, 0.1, 0.1, 0.9, 0.0), whole) is whole
    unlikely = (0.0, 0.1, 0.1, 0.3, 0.0)  # that the review answers at all
    assert weighed(monkeypatch, unlikely, whole, "fact") is whole
    assert not weighed(monkeypatch, unlikely, fact, "fact").picks
    gathered = weighed(monkeypatch, (0.9, 0.1, 0.1, 0.1, 0.0), replace(fact, gathered=True))
    assert quoted(gathered.picks) == ["He was not seen."]
    assert gathered.rules == (
        "the sentences of the review weighed together; likely answered: yes (0.90 of 1)",
    )


def test_where_the_rules_are_silent_what_is_learnt_answers_if_it_is_sure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = weighed(monkeypatch, (0.0, 0.1, 0.1, 0.9, 0.0), NO_LIST, "fact")
    assert quoted(told.picks) == ["A first thing was said."] and told.whole is None
    every = weighed(monkeypatch, (0.9, 0.9, 0.9, 0.0, 0.0), NO_LIST)
    assert every.whole is not None and "All 3 points" in every.notes[0].text
    assert not weighed(monkeypatch, (0.0, 0.1, 0.1, 0.6, 0.0), NO_LIST).picks


def test_a_sentence_without_the_sort_of_thing_that_is_asked_for_is_no_fact() -> None:
    found = [replace(one, unfit=True, sort="date") for one in scored(LIST, (0.1, 0.2, 0.3))]
    likely = np.array([0.1, 0.2, 0.9], np.float32)
    silent = Ruled()
    assert decided(found, likely, 1.0, 0.0, silent) == []
    assert decided(scored(LIST, (0.1, 0.2, 0.3)), likely, 1.0, 0.0, silent)


def test_a_line_that_leads_in_to_a_list_is_not_quoted_beside_it() -> None:
    led = passage("p3", "Learning", ["These were found:"], ["He was not seen."], ["Calls went unanswered."])
    likely = np.array([0.9, 0.5, 0.1], np.float32)
    picks = decided(scored(led, (0.1, 0.2, 0.3)), likely, 1.0, 0.0, Ruled())
    assert picks != "as ruled" and quoted(picks) == ["He was not seen."]
    alone = decided(
        scored(led, (0.1, 0.2, 0.3)),
        np.array([0.9, 0.05, 0.01], np.float32),
        1.0,
        0.0,
        Ruled(),
    )
    assert alone != "as ruled" and quoted(alone) == ["These were found:"]


def test_of_no_sentence_nothing_is_chosen() -> None:
    assert weighed_together(query(), evidence(()), NO_LIST, False, Held(), embed) is NO_LIST  # type: ignore[arg-type]
