"""Settings: each has a row in README, and a bad value gives one clear line."""

import re

import pytest
from conftest import ROOT, Console

from ingest.settings import Settings

FIELDS = sorted(Settings.model_fields)
NAMES = sorted(
    str(field.validation_alias or f"REVIEWS_{name.upper()}") for name, field in Settings.model_fields.items()
)


@pytest.mark.parametrize("name", NAMES)
def test_every_setting_has_a_row_in_readme(name: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"^\| *`{name}` *\|", readme, re.MULTILINE)


def test_readme_names_no_variable_that_is_no_setting() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\bREVIEWS_([A-Z][A-Z_]*[A-Z])\b", readme))
    assert named <= {field.upper() for field in FIELDS}


def test_every_setting_says_what_it_is() -> None:
    assert all(field.description for field in Settings.model_fields.values())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TOP_K", "none"),
        ("TOP_K", "0"),
        ("TOP_K", "101"),
        ("MAX_FILE_MB", "0"),
        ("MAX_FILE_MB", "1.5"),
        ("PRECISION", "fp64"),
        ("NOW", "yesterday"),
        ("KEEP_DAYS", "-1"),
        ("KEEP_DAYS", "a month"),
        ("MODE", "poem"),
        ("UNCITED", "shown"),
        ("ANSWER_SECONDS", "0"),
    ],
)
def test_a_bad_value_gives_one_line_that_names_the_variable(reviews: Console, name: str, value: str) -> None:
    ran = reviews("ask", "baby not breathing", **{name: value})
    assert (ran.code, ran.raw) == (1, b"")
    (line,) = ran.err.splitlines()
    assert line.startswith(f"reviews: REVIEWS_{name}: ") and "README" in line


def test_a_key_is_never_shown() -> None:
    assert "sk-canary" not in repr(Settings(embedding_api_key="sk-canary", openai_api_key="sk-canary"))


def test_the_same_settings_for_another_corpus_have_another_index() -> None:
    settings = Settings(corpus=ROOT / "corpus")
    one = settings.index_folder
    assert settings.model_copy(update={"corpus": ROOT / "elsewhere"}).index_folder != one
