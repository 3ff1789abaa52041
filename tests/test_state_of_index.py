"""What the page says is amiss before anything is asked: each setting that leads nowhere is named."""

from pathlib import Path

from conftest import Corpus

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
