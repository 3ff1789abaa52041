"""What is learnt of choosing sentences: its files, the briefings that it is learnt from, and one that it has not seen."""

from pathlib import Path

import numpy as np
import pytest

from assistant.selection import answered, several
from assistant.selection.logistic import Logistic, read_logistic
from assistant.selection.signs import NAMES
from assistant.selection.trees import read_trees, write_trees
from eval.training.selection_examples import is_held_out, opened, plain, read_briefings
from ingest.errors import ReviewsError


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


def test_a_briefing_that_nothing_was_fitted_on_is_answered(tmp_path: Path) -> None:
    """Two of three items of its lists and facts, and most of what it does not say is not answered."""
    briefing = next(one for one in read_briefings() if "of" not in one and is_held_out(one["id"]))
    assistant, ids = opened([briefing], tmp_path)
    got, refused = [], []
    for asked in briefing["questions"]:
        answer = assistant.ask(asked["q"], filters={"review": (ids[briefing["id"]],)})
        quotes = [plain(one.quote) for one in answer.citations]
        items = [[plain(words) for words in item] for item in asked.get("items", ())]
        got += [any(words in quote for words in item for quote in quotes) for item in items]
        refused += [answer.outcome not in ("answered", "partly")] if asked["kind"] == "none" else []
    assert sum(got) / len(got) > 0.6
    assert sum(refused) / len(refused) >= 0.5
