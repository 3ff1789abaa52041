"""The measure of the rules for personal data: what it makes, how it counts, and what the rules reach."""

import re
import time
from collections.abc import Sequence

import pytest

from assistant.personal_data import has_personal_data, is_nhs_number
from eval.identifiers import BARE, CLEAN, MADE, Measured, main, measure


@pytest.fixture(scope="module")
def measured() -> Measured:
    return measure()


@pytest.fixture(scope="module")
def asked() -> list[str]:
    """Every message that the measure asks about, in its order."""
    seen: list[str] = []

    def remembers(text: str, numbers: Sequence[str]) -> bool:
        seen.append(text)
        return False

    measure(remembers)
    return seen


def test_structured_data_is_caught_and_little_else_is_stopped(measured: Measured) -> None:
    assert measured.caught.total == MADE and measured.caught.rate >= 0.99, measured.missed
    assert measured.false_stops.total == CLEAN and measured.false_stops.rate <= 0.01, measured.stopped
    assert measured.bare_names.total == BARE


@pytest.mark.parametrize("half", ["open", "kept"])
def test_every_sort_is_caught_in_both_halves(measured: Measured, half: str) -> None:
    assert len(measured.by_sort[half]) == 16
    assert [sort for sort, tally in measured.by_sort[half].items() if tally.rate < 0.9] == []
    assert measured.clean[half].rate <= 0.01


def test_the_counts_add_up() -> None:
    nothing, all_of_it = measure(lambda text, numbers: False), measure(lambda text, numbers: True)
    assert nothing.caught.count == nothing.false_stops.count == nothing.bare_names.count == 0
    assert len(nothing.missed) == MADE // 2 and nothing.stopped == ()
    assert all_of_it.caught.count == MADE and all_of_it.false_stops.count == CLEAN
    assert len(all_of_it.stopped) == all_of_it.clean["open"].total and all_of_it.missed == ()
    totals = [tally.total for half in nothing.by_sort.values() for tally in half.values()]
    assert sum(totals) == MADE and max(totals) - min(totals) <= 1


def test_two_runs_give_the_same_result(measured: Measured) -> None:
    assert measure() == measured


def test_texts_are_shown_of_the_open_half_only(asked: list[str]) -> None:
    shown = measure(lambda text, numbers: False).missed
    assert list(shown) == asked[: MADE // 2]


def test_no_message_is_made_twice(asked: list[str]) -> None:
    assert len(set(asked[:MADE])) == MADE and len(set(asked[MADE : MADE + CLEAN])) == CLEAN


def test_what_is_made_belongs_to_nobody(asked: list[str]) -> None:
    made = " ".join(asked[:MADE]).lower()
    numbers = re.findall(r"(?<![\d/-])999[ .-]?\d{3}[ .-]?\d{4}(?!\d)", made)
    assert len(numbers) >= 20 and all(is_nhs_number(re.sub(r"\D", "", number)) for number in numbers)
    assert set(re.findall(r"@(?:[\w-]+\.)*(\w+\.\w+)\b", made)) <= {
        "example.com",
        "example.org",
        "example.net",
    }
    mobile = re.findall(r"(?<!\d)07\d{3}[ .-]?\d{3}[ .-]?\d{3}(?!\d)", made)
    assert mobile and all(re.sub(r"\D", "", one).startswith("07700900") for one in mobile)


def test_the_rules_take_under_a_millisecond(asked: list[str]) -> None:
    texts = asked[:MADE]
    has_personal_data(texts[0])
    started = time.process_time()
    for text in texts:
        has_personal_data(text)
    assert (time.process_time() - started) / len(texts) < 0.001


def test_the_table_names_both_halves(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0
    printed = capsys.readouterr().out
    assert "open" in printed and "kept" in printed and "bare names" in printed
