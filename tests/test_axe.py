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
from tests.axe_kit import FIND, LISTED, Seen, looker
from tests.browser_kit import addresses, go, keep_every_outcome, served
from tests.runs_kit import made
from tests.test_eval_solvers import CASES

__all__ = ["looker", "made"]  # fixtures of the tests below

pytestmark = pytest.mark.browser

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
        for title, path in pages.items():
            go(looker, url + path)
            seen.look(looker, title)
        for title, query in STATES:
            go(looker, f"{url}{pages[title]}?{query}")
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


def look_without_an_index(
    shipped: Corpus, page: Any, pages: dict[str, str], folder: Path, seen: Seen
) -> None:
    """Every page before anything was indexed."""
    shutil.copytree(shipped.settings.home / "models", folder / "home" / "models")
    with served(folder / "home", folder / "data") as url:
        for title, path in pages.items():
            go(page, url + path)
            seen.look(page, f"{title} without an index")


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
    assert len(seen.looked_at) == len(set(seen.looked_at)) >= 2 * (2 + 1 + 3 + 2)


def test_what_is_listed_of_streamlit_still_occurs(seen: Seen) -> None:
    gone = [one for number, one in enumerate(LISTED) if number not in seen.known]
    assert not gone, "no longer found: take it off tests/axe_streamlit.toml"
    assert all(one["rule"] and one["selector"] and one["why"] for one in LISTED)


def test_a_violation_would_be_found(looker: Any) -> None:
    with looker.context.new_page() as bare:
        bare.goto("data:text/html,<html lang=en-GB><title>t</title><main><h1>h</h1><img src=x></main></html>")
        assert [one["rule"] for one in bare.evaluate(FIND, [[], {}])] == ["image-alt"]
        listed = [{"rule": "image-alt", "selector": "main"}]
        assert [one["known"] for one in bare.evaluate(FIND, [listed, {}])] == [0]
