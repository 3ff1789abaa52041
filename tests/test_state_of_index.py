"""What the page says is amiss before anything is asked: each setting that leads nowhere is named."""

import shutil
from pathlib import Path

from conftest import Corpus

from assistant.assistant import open_assistant
from ui.state_of_index import amiss


def test_a_corpus_folder_that_is_not_there_is_named_with_the_setting(shipped: Corpus, tmp_path: Path) -> None:
    absent = shipped.settings.model_copy(update={"corpus": tmp_path / "absent"})
    (told,) = amiss(None, "No index yet", absent)
    assert told.startswith(f"{tmp_path / 'absent'}: there is no such folder. Set REVIEWS_CORPUS")


def test_an_area_that_the_register_has_not_is_named_with_those_it_has(shipped: Corpus) -> None:
    elsewhere = shipped.settings.model_copy(update={"area": "Atlantis"})
    (told,) = amiss(shipped.assistant.index, "", elsewhere)
    assert "REVIEWS_AREA is 'Atlantis'" in told and "East Sussex" in told
    held = shipped.settings.model_copy(update={"area": "East Sussex"})
    assert amiss(shipped.assistant.index, "", held) == ()


def test_an_index_that_is_gone_from_the_disk_is_told_and_what_was_loaded_answers(
    shipped: Corpus, tmp_path: Path
) -> None:
    moved = shipped.settings.model_copy(update={"home": tmp_path / "home", "data": tmp_path / "data"})
    shutil.copytree(shipped.settings.index_folder, moved.index_folder)
    shutil.copytree(shipped.settings.home / "models", tmp_path / "home" / "models")
    assistant = open_assistant(moved)
    before = assistant.ask("What did the Child H review recommend?")
    shutil.rmtree(moved.index_folder)
    (told,) = amiss(assistant.index, "", moved)
    assert told.startswith("The index is gone from the disk.") and told.endswith("Run: reviews ingest")
    assert assistant.ask("What did the Child H review recommend?").statements == before.statements != ()
