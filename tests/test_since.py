"""What has become of the reviews that an answer quotes; and whether an index is being made."""

import json
from dataclasses import replace
from pathlib import Path

from assistant.since import Since, since
from ingest.at_work import at_work_since
from ingest.index import ingest_lock
from tests.ui_kit import HARBOUR, PASSAGES, answered, citation

NOW = "e" * 64  # another fingerprint than the answer's
CHANGED = {HARBOUR.id: replace(HARBOUR, sha256="1" * 64)}


def test_a_review_whose_file_is_another_now_has_changed() -> None:
    assert since(answered("q"), NOW, CHANGED) == Since(changed=(HARBOUR.title,))


def test_another_collection_with_the_same_file_in_it_changes_nothing() -> None:
    assert since(answered("q"), NOW, {HARBOUR.id: HARBOUR}) == Since()


def test_a_review_that_is_no_longer_held_is_gone() -> None:
    assert since(answered("q"), NOW, {}) == Since(gone=(HARBOUR.title,))


def test_a_withdrawn_quote_says_so_itself() -> None:
    withdrawn = answered("q", citations=(citation(1, PASSAGES[0], withdrawn=True),))
    assert since(withdrawn, NOW, {}) == Since()


def test_where_the_collection_is_the_same_nothing_is_compared() -> None:
    assert since(answered("q"), "f" * 64, CHANGED) == Since()


def test_an_index_is_being_made_while_the_lock_is_held(tmp_path: Path) -> None:
    assert at_work_since(tmp_path) is None
    with ingest_lock(tmp_path):
        began = at_work_since(tmp_path)
        assert began is not None and began.tzinfo is not None
    assert at_work_since(tmp_path) is None


def test_a_note_that_a_killed_ingest_left_is_no_ingest(tmp_path: Path) -> None:
    (tmp_path / "lock.info").write_text(json.dumps({"pid": 1, "started": "2026-01-01T00:00:00+00:00"}))
    assert at_work_since(tmp_path) is None
