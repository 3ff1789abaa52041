"""What is learnt of choosing sentences: its files, its signs, and what is quoted of them."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from conftest import Corpus

from assistant.listing import NO_LIST, Listed
from assistant.nouns import Query
from assistant.relevance import Scored
from assistant.retrieve import Evidence
from assistant.sections import sections
from assistant.select import Pick
from assistant.selection import answered, several
from assistant.selection import weighed as selection
from assistant.selection.chosen import Bars, Ruled, decided, points
from assistant.selection.logistic import Logistic, read_logistic
from assistant.selection.signs import FAR, NAMES, ByRules, in_order, signs
from assistant.selection.trees import read_trees, write_trees
from assistant.selection.weighed import is_weighed, weighed_together
from eval.training.selection_examples import is_held_out, opened, plain, read_briefings
from ingest.errors import ReviewsError
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


def test_trees_are_read_as_they_were_written_and_send_each_row_to_its_leaf(tmp_path: Path) -> None:
    file = tmp_path / "trees.safetensors"
    stump: dict[str, list[float]] = {
        "sign": [0],
        "threshold": [0.5],
        "left": [-1],
        "right": [-2],
        "leaf": [-1.0, 2.0],
    }
    deep: dict[str, list[float]] = {
        "sign": [1, 0],
        "threshold": [0.0, 3.0],
        "left": [-1, -2],
        "right": [1, -3],
        "leaf": [0.25, 0.5, 0.75],
    }
    write_trees(file, ("a", "b"), [stump, deep])
    rows = np.array([[0.5, 0.0], [0.6, 0.1], [4.0, 0.1]], np.float32)
    assert read_trees(file, ("a", "b")).odds(rows).tolist() == [-0.75, 2.5, 2.75]
    turned = read_trees(file, ("b", "a"))  # signs go by their names, wherever they stand
    assert turned.odds(rows[:, ::-1]).tolist() == [-0.75, 2.5, 2.75]
    assert turned.probabilities(rows[:1, ::-1])[0] == pytest.approx(1 / (1 + np.exp(0.75)))
    lone: dict[str, list[float]] = {"sign": [], "threshold": [], "left": [], "right": [], "leaf": [0.5]}
    with pytest.raises(ReviewsError, match="Install the project again"):
        read_trees(file, ("a", "c"))
    with pytest.raises(ReviewsError, match="Install the project again"):
        read_trees(tmp_path / "absent", ("a",))
    (tmp_path / "torn").write_bytes(file.read_bytes()[:40])
    with pytest.raises(ReviewsError, match="cannot be used"):
        read_trees(tmp_path / "torn", ("a", "b"))
    with pytest.raises(ValueError, match="no inner node"):
        write_trees(file, ("a",), [lone])


def test_a_regression_is_read_as_it_was_written(tmp_path: Path) -> None:
    file = tmp_path / "some.safetensors"
    Logistic(np.array([1.0, -1.0], np.float32), 0.5).write(file)
    learnt = read_logistic(file)
    assert learnt.probability(np.array([0.5, 1.0], np.float32)) == 0.5
    assert learnt.probability(np.array([1e9, 0.0], np.float32)) == pytest.approx(1.0)
    file.write_bytes(b"{")
    with pytest.raises(ReviewsError, match="Install the project again"):
        read_logistic(file)


def test_a_vector_of_another_embedder_tells_nothing_of_what_a_question_wants() -> None:
    assert several.wants_several(np.ones(3, np.float32)) == several.UNKNOWN


def test_each_sign_has_a_name_of_its_own_and_a_column() -> None:
    assert len(set(NAMES)) == len(NAMES)
    found = in_order([*scored(ACCOUNT, (0.2, 0.1)), *scored(LIST, (0.5, 0.9, 0.3))])
    rules = ByRules(frozenset({("f.md", 1000, 1005)}))
    rows = signs(query(), evidence(found), found, rules, 0.25, embed)
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
    silent = signs(query(), evidence(found), found, ByRules(unspoken=True), 0.25, embed)
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
    silent = Ruled(frozenset(), "", False)
    assert decided(found, likely, 1.0, 0.0, silent) == []
    assert decided(scored(LIST, (0.1, 0.2, 0.3)), likely, 1.0, 0.0, silent)


def test_a_line_that_leads_in_to_a_list_is_not_quoted_beside_it() -> None:
    led = passage("p3", "Learning", ["These were found:"], ["He was not seen."], ["Calls went unanswered."])
    likely = np.array([0.9, 0.5, 0.1], np.float32)
    picks = decided(scored(led, (0.1, 0.2, 0.3)), likely, 1.0, 0.0, Ruled(frozenset(), "", False))
    assert picks != "as ruled" and quoted(picks) == ["He was not seen."]
    alone = decided(
        scored(led, (0.1, 0.2, 0.3)),
        np.array([0.9, 0.05, 0.01], np.float32),
        1.0,
        0.0,
        Ruled(frozenset(), "", False),
    )
    assert alone != "as ruled" and quoted(alone) == ["These were found:"]


def test_of_no_sentence_nothing_is_chosen() -> None:
    assert weighed_together(query(), evidence(()), NO_LIST, False, Held(), embed) is NO_LIST  # type: ignore[arg-type]


def test_whether_a_review_answers_is_read_off_its_likeliest_sentence() -> None:
    rows = np.arange(2 * len(NAMES), dtype=np.float32).reshape(2, -1)
    looked_at = answered.of_likeliest(rows, np.array([0.5, 1.0], np.float32))
    assert looked_at[1:].tolist() == rows[1].tolist()
    assert np.isfinite(looked_at[0]) and looked_at[0] > 9


def test_the_briefings_are_whole_and_every_word_of_an_answer_stands_in_its_text() -> None:
    briefings = read_briefings()
    assert len({one["id"] for one in briefings}) == len(briefings)
    for one in briefings:
        for asked in one["questions"]:
            assert asked["kind"] in ("list", "fact", "none") and asked["q"]
            assert bool(asked.get("items")) == (asked["kind"] != "none")
            for words in (words for item in asked.get("items", ()) for words in item):
                assert words in one["text"], (one["id"], words)
    held = [one["id"] for one in briefings if is_held_out(one["id"])]
    assert 0.1 < len(held) / len(briefings) < 0.25


def test_a_briefing_that_nothing_was_fitted_on_is_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two of three items of its lists and facts, and most of what it does not say is not answered."""
    for name in ("REVIEWS_CORPUS", "REVIEWS_HOME", "REVIEWS_DATA"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    briefing = next(one for one in read_briefings() if "of" not in one and is_held_out(one["id"]))
    assistant, ids = opened([briefing], tmp_path)
    got, refused = [], []
    for asked in briefing["questions"]:
        answer = assistant.ask(asked["q"], filters={"review": (ids[briefing["id"]],)})
        quotes = [plain(one.quote) for one in answer.citations]
        items = [[plain(words) for words in item] for item in asked.get("items", ())]
        got += [any(words in quote for words in item for quote in quotes) for item in items]
        refused += [answer.outcome not in ("answered", "partly")] if asked["kind"] == "none" else []
    assert sum(got) / len(got) > 0.6, json.dumps(briefing["id"])
    assert sum(refused) / len(refused) >= 0.5


def test_what_became_of_somebody_in_court_is_a_fact_and_what_should_have_is_not(shipped: Corpus) -> None:
    guard = shipped.assistant.guard
    for asked in (
        "Was anyone prosecuted after Child S was hurt?",
        "What was the father found guilty of in the Child S case?",
        "How did housing let the family down, according to the Child 2 review?",
        "What did staff fail to ask about at the first visit in the Child H case?",
        "who was working with the family in the Child 2 review",
        "who was the author of the Child S review?",
        "We look after our case recording system: what did Child H find wrong with records?",
    ):
        assert guard(asked).outcome == "go_on", asked
    for asked in (
        "Should the mother have been prosecuted?",
        "why wasn't the father jailed",
        "is the mother guilty?",
        "which of the professionals let Child S down the most",
        "should the paediatrician be struck off",
        "Who are the families behind the two 2019 reviews?",
    ):
        assert guard(asked).outcome == "declined", asked


def test_which_of_what_one_review_holds_is_a_list(shipped: Corpus) -> None:
    index = shipped.assistant.index
    asked = "Which recommendations are for paediatricians?"
    of_one = shipped.assistant.read(asked, (), index, {"review": ("nyscp-child-h-scr",)})
    assert of_one.shape == "list"
    assert shipped.assistant.read("Which reviews recommend scans?", (), index, {}).shape == "which"
