"""A year that belongs to one event bears out no claim on another."""

import pytest

from assistant.claims.dated import is_of_another_event

HELD = [
    "The review concluded in late 2017.",
    "Its publication was delayed by criminal proceedings, which came to an end in spring 2023.",
]


@pytest.mark.parametrize(
    ("claim", "other"),
    [
        ("The review was published in 2017.", True),
        ("The serious case review was started in 2017.", True),
        ("The review ended in 2017.", False),
        ("The review was finished late in 2017 and published years after.", False),
        ("The proceedings ended in 2023.", False),
        ("The review dates from 2017.", False),
        ("The review was published in 2016.", False),
    ],
)
def test_the_year_of_one_event_is_not_that_of_another(claim: str, other: bool) -> None:
    assert is_of_another_event(claim, HELD) is other


def test_a_sentence_that_tells_of_both_events_lets_either_pass() -> None:
    assert not is_of_another_event(
        "It was published in 2020.", ["Commissioned in 2019, it was published in 2020."]
    )
