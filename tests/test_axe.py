"""axe-core finds nothing serious on any page, in any state, in either theme, but what Streamlit itself draws."""

import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from conftest import SHIPPED, Corpus, ingested

from assistant.records import open_records
from eval.runs.folder import RunFolder
from eval.soak.damage import damage
from tests import axe_tours as tours
from tests.axe_kit import FIND, LISTED, THEMES, Seen, looker
from tests.browser_kit import addresses, go, keep_every_outcome, move, served
from tests.runs_kit import made
from tests.test_eval_solvers import CASES

__all__ = ["looker", "made"]  # fixtures of the tests below

pytestmark = pytest.mark.browser

PAGES = (
    "Ask",
    "Which review said what",
    "Reviews",
    "Check a draft",
    "Feedback",
    "Evaluation",
    "About",
)
TOURED = (  # what a press or a question brings
    "Ask with answers of every kind",
    "Ask with an answer just given",
    "Ask with a dialog",
    "Ask with its limits open",
    "Ask with a question that is not kept",
    "Ask with a stale index",
    "Ask with a stale index and an urgent answer",
    "Ask with a damaged index",
    "Ask with a damaged index and an urgent answer",
    "Feedback on an answer",
    "Feedback on an answer without what is wrong",
    "Feedback with its list of quotes open",
    "Feedback on one quote",
    "Feedback that was sent",
    "Feedback, an item with all its forms open",
    "Which review said what of three themes",
    "Which review said what with what is asked open",
    "Which review said what with a cell open",
    "Which review said what with its filters open",
    "Recommendations beside actions taken",
    "Check a draft when it was checked",
    "Check a draft that may hold personal details",
    "Evaluation, runs",
    "Evaluation, a run",
    "Evaluation, a case",
    "Evaluation, two runs compared",
    "Evaluation, a case that falls short",
)
STATES = (  # what may be asked of a page in its address
    ("Ask", "q=Which reviews mention bruising?"),
    ("Which review said what", "q=bruising"),
    ("Reviews", "review=nyscp-child-h-scr&start=0&end=60"),
    ("Reviews", "review=nyscp-child-h-scr&see=record"),
    ("Reviews", "review=not-there&start=9999999&end=1"),
    ("Reviews", "view=timeline"),
    ("Reviews", "view=files"),
)


@pytest.fixture(scope="module")
def seen(
    shipped: Corpus, looker: Any, made: tuple[RunFolder, RunFolder], tmp_path_factory: pytest.TempPathFactory
) -> Seen:
    """Every page of the navigation in every state."""
    seen = Seen()
    folder = tmp_path_factory.mktemp("axe")
    with closing(open_records(folder / "data")) as records:
        conversation = keep_every_outcome(records)
    for run in made:
        shutil.copytree(run.path, folder / "data" / "runs" / run.name)
    failed = next(case.id for case in CASES if case.answerable)
    with served(shipped.settings.home, folder / "data") as url:
        go(looker, url)
        pages = addresses(looker)
        look_at_every_page(looker, url, pages, "", seen)
        for title, query in STATES:
            move(looker, f"{url}{pages[title]}?{query}", title)
            seen.look(looker, f"{title} ?{query}")
        tours.look_at_answers(looker, url, conversation, seen)
        tours.look_at_tables(looker, url, pages, seen)
        tours.look_at_a_draft(looker, url, pages, seen)
        tours.look_at_personal_data(looker, url, pages, seen)
        tours.look_at_feedback(looker, url, pages, seen)
        before, after = (run.name for run in made)
        tours.look_at_runs(looker, url + pages["Evaluation"], before, after, failed, seen)
    look_without_an_index(shipped, looker, pages, tmp_path_factory.mktemp("nothing"), seen)
    look_with_a_failing_index(shipped, looker, tmp_path_factory.mktemp("failing"), seen)
    return seen


def look_at_every_page(page: Any, url: str, pages: dict[str, str], state: str, seen: Seen) -> None:
    """Every page of the navigation."""
    go(page, url)
    for title, path in pages.items():
        move(page, url + path, title)
        seen.look(page, f"{title}{state}")


def look_without_an_index(
    shipped: Corpus, page: Any, pages: dict[str, str], folder: Path, seen: Seen
) -> None:
    """Every page before anything was indexed."""
    shutil.copytree(shipped.settings.home / "models", folder / "home" / "models")
    with served(folder / "home", folder / "data") as url:
        look_at_every_page(page, url, pages, " without an index", seen)


def look_with_a_failing_index(shipped: Corpus, page: Any, folder: Path, seen: Seen) -> None:
    """An index that is behind its reviews, then one that is damaged besides."""
    corpus, home = folder / "corpus", folder / "home"
    corpus.mkdir()
    shutil.copytree(shipped.settings.home, home, ignore=lambda path, names: {"indexes"} & {*names})
    for name in ("catalogue.toml", "nyscp-child-h-scr.md", "wsscp-child-s-scr-2016.md"):
        shutil.copy(SHIPPED / name, corpus)
    held = ingested(corpus, home).settings
    file = corpus / "nyscp-child-h-scr.md"
    file.write_text(f"{file.read_text('utf-8')}\nA line that was added later.\n", "utf-8")
    with served(home, folder / "data", corpus) as url:
        tours.look_at_warnings(page, url, "have changed since they were indexed", "a stale index", seen)
    (library,) = held.index_folder.glob("generations/*/library.sqlite")
    assert damage(library, "cut in half")
    with served(home, folder / "data", corpus) as url:
        tours.look_at_warnings(page, url, "The index is damaged", "a damaged index", seen)


def test_nothing_of_ours_is_serious_or_critical(seen: Seen) -> None:
    assert not seen.ours, "\n\n".join(seen.ours)


def test_every_page_was_looked_at_in_each_state_and_both_themes(seen: Seen) -> None:
    states = (f"{title} ?{query}" for title, query in STATES)
    names = (*PAGES, *(f"{title} without an index" for title in PAGES), *states, *TOURED)
    assert sorted(seen.looked_at) == sorted(f"{name}, {theme}" for name in names for theme in THEMES)


def test_what_is_listed_of_streamlit_still_occurs(seen: Seen) -> None:
    gone = [one for number, one in enumerate(LISTED) if number not in seen.known]
    assert not gone, "no longer found: take it off tests/axe_streamlit.toml"
    assert all(one["rule"] and one["selector"] and one["why"] for one in LISTED)


def test_a_violation_would_be_found(looker: Any) -> None:
    with looker.context.new_page() as bare:
        bare.goto("data:text/html,<html lang=en-GB><title>t</title><main><h1>h</h1><img src=x></main></html>")
        assert [one["rule"] for one in bare.evaluate(FIND, [[], None])] == ["image-alt"]
        listed = [{"rule": "image-alt", "selector": "main"}]
        assert [one["known"] for one in bare.evaluate(FIND, [listed, None])] == [0]
