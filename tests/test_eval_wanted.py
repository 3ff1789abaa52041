"""A figure that is short of what is wanted ends its command with 1, and stands in the results all the same."""

from pathlib import Path

import pytest
from test_eval_mixed import result

from eval import mixed
from eval.inspections import wanted_of
from eval.mixed import Figure, Side, table_of
from eval.wanted import put
from ingest.nouns import Review


@pytest.mark.parametrize(
    ("first", "right", "slowest", "count", "ended"),
    [
        (97, 90, 0.4, 100, 0),
        (96, 100, 0.1, 100, 1),
        (100, 89, 0.1, 100, 1),
        (100, 100, 0.41, 100, 1),
        (0, 0, 0.0, 0, 1),
    ],
)
def test_one_figure_below_is_enough(
    first: int, right: int, slowest: float, count: int, ended: int, tmp_path: Path
) -> None:
    figures = wanted_of(first, right, slowest, count)
    assert put("inspections", "A title", figures, ["332 pages."], tmp_path) == ended
    told = (tmp_path / "inspections.md").read_text("utf-8")
    assert told.count("**NO**") == sum(not one.reached for one in figures)
    assert (
        f"| right file found first | {count} | " in told and "at least 0.97" in told and "at most 0.4" in told
    )
    assert "Python 3." in told and "chromadb" in told and "332 pages." in told


@pytest.mark.parametrize(("right", "ended"), [(1.0, 0), (0.0, 1)])
def test_the_gold_beside_other_papers_ends_with_1_where_more_than_one_case_is_lost(
    right: float,
    ended: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    reviews: dict[str, Review] = {}
    (tmp_path / "one.pdf").write_bytes(b"x")
    alone = Side(tuple(result(f"a{n}", "open", 1.0) for n in range(4)), reviews, frozenset())
    beside = Side(tuple(result(f"a{n}", "open", right) for n in range(4)), reviews, frozenset())
    monkeypatch.setattr(mixed, "_asked", lambda *_: alone)
    monkeypatch.setattr(mixed, "_beside", lambda *_: beside)
    monkeypatch.setattr("sys.argv", ["mixed", str(tmp_path)])
    monkeypatch.setattr("eval.wanted.RESULTS", tmp_path)
    assert mixed.main() == ended
    told = (tmp_path / "mixed.md").read_text("utf-8")
    assert ("**NO**" in told) is bool(ended) and "| open | outcome right | 4 | 1.000 |" in told
    assert "one.pdf" not in told and "worse by more than one case in 30" in capsys.readouterr().out


def test_no_title_of_a_paper_is_in_the_table() -> None:
    table = "\n".join(table_of((Figure("all", "outcome", 60, 1.0, 1.0),), {"a": "A paper of Fernhaven"}))
    assert "1 cases lose" in table and "Fernhaven" not in table
