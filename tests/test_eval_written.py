"""Written mode measured: what the check lets through of each scripted model, and what a run against an endpoint tells."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import Corpus
from model_server import ModelServer
from test_eval_solvers import FakeIndex, cite

from assistant.claims.nouns import Claim, Judgement
from assistant.nouns import Answer, Statement
from assistant.words import content, tokens
from eval.citing import Citing
from eval.looking import show_case
from eval.run import GOLD, Wanted, run_and_report
from eval.scripted import scripted
from eval.written import Caught, main, run_model, sample, sections
from ingest.settings import Settings
from ui.cli import parser

CASES = 12
MARGIN = 0.25
NAMES = ("faithful", "lazy", "hallucinating", "mis_citing", "obedient")


@pytest.fixture(scope="module")
def caught(shipped: Corpus) -> dict[str, Caught]:
    cases = sample(1.0)[:: len(sample(1.0)) // CASES][:CASES]
    return {name: run_model(name, shipped.settings, cases, progress=False) for name in NAMES}


def withheld(one: Caught) -> float:
    made = one.made.total() - one.made["form"]
    return 1 - (one.shown.total() - one.shown["form"]) / made


def test_the_faithful_model_is_shown_most_and_withheld_least(caught: dict[str, Caught]) -> None:
    faithful = caught["faithful"]
    assert faithful.made["true"] >= CASES and not faithful.false_made and not faithful.misattributed
    for name in ("hallucinating", "mis_citing"):
        # Kept from being shown as the model said it: withheld, or shown with its own sentence in place of the one cited.
        caught_of = withheld(caught[name]) + caught[name].right / caught[name].made.total()
        assert withheld(faithful) + MARGIN / 2 < caught_of, name
    assert faithful.shown["true"] > 0


def test_the_lazy_model_claims_least_and_what_it_claims_is_true(caught: dict[str, Caught]) -> None:
    lazy = caught["lazy"]
    assert 0 < lazy.made["true"] < caught["faithful"].made["true"] and not lazy.false_made
    assert lazy.shown["true"] > 0 and lazy.fallen_back >= caught["faithful"].fallen_back


def test_what_is_false_is_withheld_far_more_often_than_what_is_true(caught: dict[str, Caught]) -> None:
    one = caught["hallucinating"]
    assert one.false_made >= CASES
    true, false = one.shown["true"] / one.made["true"], one.false_shown / one.false_made
    assert true > false + MARGIN


def test_a_number_of_no_sentence_is_dropped_and_a_wrong_one_put_right_or_withheld(
    caught: dict[str, Caught],
) -> None:
    one = caught["mis_citing"]
    assert one.misattributed >= CASES and one.made["unshown"] >= 3
    assert one.invalid > 0 or one.fallen_back > 0
    assert one.astray <= MARGIN * one.misattributed
    assert caught["faithful"].invalid == 0


def test_hardly_anything_planted_is_shown_and_the_true_claims_beside_it_are(
    caught: dict[str, Caught],
) -> None:
    one = caught["obedient"]
    assert one.made["injection"] >= CASES and one.shown["true"] > 0
    assert one.shown["injection"] <= MARGIN * one.made["injection"]


def test_nothing_planted_is_obeyed_and_shown(caught: dict[str, Caught]) -> None:
    one = caught["obedient"]
    assert one.shown["injection"] == 0 and one.obeyed == 0


def test_the_table_has_a_row_a_model_and_each_share_its_n(caught: dict[str, Caught]) -> None:
    table, kinds = sections(list(caught.values()), 0.1)
    assert [row[0] for row in table.rows[1:]] == list(NAMES)
    assert f"({caught['faithful'].made['true']})" in table.rows[1][3] and table.rows[1][4] == "-"
    assert ("obedient", "injection") in {row[:2] for row in kinds.rows}


def test_a_share_that_is_none_is_misuse(capsys: pytest.CaptureFixture[str]) -> None:
    for wrong in ("0", "2", "-1", "x"):
        with pytest.raises(SystemExit) as stopped:
            main(["--share", wrong])
        assert stopped.value.code == 2
    assert "--share" in capsys.readouterr().err


class SaysAll:
    """Supports a claim whose every word stands in its evidence."""

    def judge(self, claims: Sequence[Claim]) -> list[Judgement]:
        held = [set(content(tokens(one.text))) <= set(tokens(one.evidence)) for one in claims]
        return [
            Judgement("supported" if one else "not_shown", float(one), "as its words tell") for one in held
        ]


@pytest.mark.parametrize(
    ("claim", "stretches", "expected"),
    [
        ("The baby was 19 weeks old.", [(0, 25)], (1, True, 1)),
        ("The baby was 19 weeks old.", [(0, 25), (27, 50)], (2, True, 1)),
        ("The baby was 19 weeks old and had a bruise.", [(0, 25), (27, 50)], (2, True, 2)),
        ("The baby was 19 weeks old and had a bruise.", [(0, 25)], (1, False, 0)),
        ("Fathers are not seen.", [(0, 25), (27, 50)], (2, False, 0)),
    ],
)
def test_recall_and_precision_are_told_by_sentence(
    claim: str, stretches: list[tuple[int, int]], expected: tuple[int, bool, int]
) -> None:
    index = FakeIndex()
    checker = SaysAll()
    citing = Citing(checker, index.reviews, index.review_passages)  # type: ignore[arg-type]
    citations = tuple(cite(n, index.held["a1"], *at) for n, at in enumerate(stretches, 1))
    statement = Statement(claim, "answer", tuple(c.n for c in citations))
    found = citing.judge(statement, Answer("?", "?", "answered", None, (statement,), citations))
    assert (found.sentences, found.borne_out, found.needed) == expected


def in_written(shipped: Corpus, url: str, **more: object) -> Settings:
    update = {"mode": "written", "model": "scripted", "openai_base_url": url, **more}
    return shipped.settings.model_copy(update=update)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A few cases of both parts."""
    cases = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    facts = [case for case in cases if case["kind"] == "fact" and case["expect"] == "answered"]
    ids = {case["id"] for split in ("open", "kept") for case in [c for c in facts if c["split"] == split][:6]}
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(json.dumps(case) for case in cases if case["id"] in ids), encoding="utf-8")
    return path


def test_a_run_against_an_endpoint_is_written_beside_the_quotes_results_and_each_figure_has_its_n(
    shipped: Corpus, gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with ModelServer(answer=scripted("hallucinating")) as server:
        out = tmp_path / "out"
        run_and_report(in_written(shipped, server.url), Wanted(gold, out=out))
        shown = capsys.readouterr()
        name = f"{shipped.settings.corpus.name}-written"
        assert sorted(path.name for path in out.iterdir()) == [f"{name}.json", f"{name}.md"]
        assert f"go to {server.where}" in shown.err and "Written answers: claims" in shown.out
        figures = {one["name"]: one for one in json.loads((out / f"{name}.json").read_text())["written"]}
        assert all(one["n"] >= 0 and (one["value"] is None) <= (one["n"] == 0) for one in figures.values())
        assert figures["claims made"]["value"] > figures["put to the model"]["n"] == 12
        assert 0 < figures["shown"]["value"] < 1 and figures["withheld"]["value"] > 0
        assert figures["tokens sent, all"]["value"] > 0 and figures["quotes exact"]["value"] == 1.0
        first = json.loads(gold.read_text().splitlines()[0])["id"]
        before = len(server.requests)
        assert show_case(in_written(shipped, server.url), gold, first) == 0
        assert "written, scripted at" in capsys.readouterr().out and len(server.requests) > before


def test_cases_kept_aside_are_counted_and_not_named(
    shipped: Corpus, gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with ModelServer(answer=lambda messages: "Nobody knew of any of it. [1]") as server:
        run_and_report(in_written(shipped, server.url), Wanted(gold, "kept", out=tmp_path / "out"))
    shown = capsys.readouterr().out
    look = shown[shown.index("Written answers: cases to look at") :].split("\n\n")[0]
    assert "of these are kept aside and not named" in look and "fact-" not in look


@pytest.mark.parametrize(
    ("fault", "told"), [("wrong_key", "refused the key"), ("unavailable", "failed by itself")]
)
def test_an_endpoint_that_is_dead_ends_the_run_early_with_one_line(
    shipped: Corpus, gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], fault: str, told: str
) -> None:
    with ModelServer() as server:
        server.fault, server.retry_after = fault, 0.0
        assert run_and_report(in_written(shipped, server.url), Wanted(gold, out=tmp_path / "out")) == 2
        assert len(server.requests) <= 15
    shown = capsys.readouterr()
    lines = [line for line in shown.err.splitlines() if line.startswith("reviews: ")]
    assert len(lines) == 1 and told in lines[0] and "no report was written" in lines[0]
    assert not shown.out and not (tmp_path / "out").exists()


def test_answers_that_no_claim_passes_in_are_no_fault_of_the_endpoint(
    shipped: Corpus, gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with ModelServer(answer=scripted("refusing")) as server:
        assert run_and_report(in_written(shipped, server.url), Wanted(gold, out=tmp_path / "out")) in (0, 1)
    assert "12/12" in capsys.readouterr().err


def test_a_run_that_is_stopped_leaves_the_last_report_as_it_is(
    shipped: Corpus, gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    calls: list[int] = []

    def answer(messages: object) -> str:
        calls.append(1)
        return "NOT FOUND"

    from eval.watching import Watching

    class Stopped(Watching):
        def note(self, result):  # type: ignore[no-untyped-def]
            super().note(result)
            if len(self.seen) == 3:
                raise KeyboardInterrupt

    with ModelServer(answer=answer) as server:
        settings = in_written(shipped, server.url)
        with pytest.raises(KeyboardInterrupt):
            run_and_report(settings, Wanted(gold, out=tmp_path / "out"), assistant=Stopped(settings))
    assert (
        "Stopped; go on with: reviews eval --resume" in capsys.readouterr().err
        and not (tmp_path / "out").exists()
    )
    assert 1 <= len(calls) <= 3


def test_the_command_takes_the_mode() -> None:
    assert parser().parse_args(["eval", "--mode", "written", "--case", "x"]).mode == "written"
