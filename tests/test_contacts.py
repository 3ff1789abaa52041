"""The register of urgent contacts: whom to call, where and when."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import SHIPPED, Console

from assistant.contacts import load_register
from assistant.replies import AS_PRINTED
from assistant.whom_to_call import printed_notes
from tests import ui_kit

SPOA, DUTY = "01323 464222", ("01273 335905", "01273 335906")
REGISTER = load_register(SHIPPED / "contacts.toml")


def urgent(
    reviews: Console, place: str, now: str = "2026-11-18T10:00:00", **environment: object
) -> dict[str, str]:
    """The numbers shown for a live concern, in order, with the JSON of each contact."""
    ran = reviews("ask", "--json", f"baby not breathing {place}", NOW=now, **environment)
    assert ran.object["outcome"] == "urgent"
    return {contact["number"]: contact for contact in ran.object["contacts"]}


@pytest.mark.parametrize(
    ("now", "is_open"),
    [
        ("2026-11-18T10:00:00", True),  # Wednesday
        ("2026-11-18T08:29:59", False),
        ("2026-11-18T08:30:00", True),
        ("2026-11-19T16:59:59", True),  # Thursday
        ("2026-11-19T17:00:00", False),
        ("2026-11-20T16:29:00", True),  # Friday
        ("2026-11-20T16:45:00", False),
        ("2026-11-21T11:00:00", False),  # Saturday
        ("2026-11-22T11:00:00", False),  # Sunday
    ],
)
def test_east_sussex_shows_the_number_for_the_hour(reviews: Console, now: str, is_open: bool) -> None:
    numbers = urgent(reviews, "in Eastbourne", now)
    assert (SPOA in numbers) == is_open and all((number in numbers) != is_open for number in DUTY)


@pytest.mark.parametrize("place", ["", "in Hastings", "in North Yorkshire", "in Crawley"])
def test_999_comes_first_in_contacts_and_in_words(reviews: Console, place: str) -> None:
    assert next(iter(urgent(reviews, place))) == "999"
    said = reviews("ask", f"baby not breathing {place}").out
    assert "call 999 now" in said.split("\n\n")[1]
    assert re.findall(r"^  (\d[\d ]+?)  ", said, re.M)[0] == "999"


def test_north_yorkshire_shows_both_numbers_and_doubts_both(reviews: Console) -> None:
    numbers = urgent(reviews, "in Scarborough")
    assert [n for n, contact in numbers.items() if contact["doubtful"]] == [
        "0300 131 2 131",
        "0300 121 3 121",
    ]
    assert reviews("ask", "baby not breathing in Scarborough").out.count("DOUBTFUL: ") == 2


def test_west_sussex_says_that_the_register_holds_no_number(reviews: Console) -> None:
    ran = reviews("ask", "--json", "baby not breathing in Crawley")
    assert "The register holds no number for West Sussex" in ran.object["text"]
    assert {contact["area"] for contact in ran.object["contacts"]} == {"Anywhere in the UK"}


def test_without_a_place_each_area_can_be_chosen_or_set(reviews: Console) -> None:
    one = reviews("ask", "--json", "baby not breathing").object
    labels = [choice["label"] for choice in one["choices"]]
    held = [any(contact.number for contact in area.contact) for area in REGISTER.areas]
    assert [label.removesuffix(" (no number held)") for label in labels] == [a.name for a in REGISTER.areas]
    assert [not label.endswith(" (no number held)") for label in labels] == held and not all(held)
    for choice in one["choices"]:
        again = reviews("ask", "--json", choice["question"]).object
        assert again["outcome"] == "urgent" and not again["choices"]
    assert SPOA in urgent(reviews, "", AREA="East Sussex")


@pytest.mark.parametrize(
    ("place", "now", "told"),
    [
        ("in Eastbourne", "2026-11-18T10:00:00", "by the numbers shown, and follow"),
        ("in Eastbourne", "2026-11-21T11:00:00", "those for out of hours: its offices are closed now"),
        ("in Crawley", "2026-11-18T10:00:00", "by the number that its council publishes"),
        ("", "2026-11-18T10:00:00", "by the number that its council publishes"),
    ],
)
def test_social_care_is_to_be_told_by_numbers_that_are_indeed_shown(
    reviews: Console, place: str, now: str, told: str
) -> None:
    said = reviews("ask", "--json", f"baby not breathing {place}", NOW=now).object["text"]
    assert told in said and said.count("Otherwise tell children's social care") == 1


def test_every_number_can_be_dialled_and_says_where_it_is_from() -> None:
    for contact in (*REGISTER.national, *(contact for area in REGISTER.areas for contact in area.contact)):
        digits = re.sub(r"\D", "", contact.number)
        assert contact.dial in (digits, "+44" + digits.removeprefix("0")) or not contact.number
        assert contact.source and contact.hours_text and bool(contact.doubt) == contact.doubtful


def test_numbers_never_come_from_a_review(reviews: Console, tmp_path: Path) -> None:
    register = (SHIPPED / "contacts.toml").read_text().replace(SPOA, "01632 960111")
    (tmp_path / "contacts.toml").write_text(register)
    ran = reviews(
        "ask",
        "baby not breathing in Hastings",
        NOW="2026-11-18T10:00:00",
        CONTACTS=tmp_path / "contacts.toml",
    )
    assert "01632 960111" in ran.out and SPOA not in ran.out


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("what's the NSPCC number", "0808 800 5000"),
        ("SPoA telephone", SPOA),
    ],
)
def test_a_service_named_with_its_number_is_met_from_the_register(
    reviews: Console, question: str, number: str
) -> None:
    one = reviews("ask", "--json", question).object
    assert [contact["number"] for contact in one["contacts"]] == [number]


def test_the_number_of_one_service_is_not_given_for_another(reviews: Console) -> None:
    one = reviews("ask", "--json", "school nurse number").object
    assert one["outcome"] == "not_found"
    assert {s["role"] for s in one["statements"]} == {"note", "related"}


def test_without_an_area_a_number_for_referrals_is_asked_back_for(reviews: Console) -> None:
    one = reviews("ask", "--json", "duty team phone").object
    assert one["outcome"] == "clarify" and len(one["choices"]) == len(REGISTER.areas)


@pytest.mark.parametrize(
    "question",
    ["contacts in the Child H briefing", "What does Henry say about whom staff can e-mail for training?"],
)
def test_wherever_a_printed_number_is_quoted_it_is_called_as_printed_and_doubtful(
    reviews: Console, question: str
) -> None:
    one = reviews("ask", "--json", question).object
    assert any("0300 121 3 121" in citation["quote"] for citation in one["citations"])
    notes = [note["text"] for note in one["notes"]]
    assert any("as printed when it was written" in note for note in notes)
    assert any(note.startswith("0300 121 3 121: ") for note in notes)


def test_a_quote_that_prints_a_number_is_noted_and_one_of_dates_is_not() -> None:
    held = ui_kit.citation(1, ui_kit.PASSAGES[0])
    printed = replace(held, quote="Ring 01632 960 111 by day.")
    assert [note.text for note in printed_notes([printed], REGISTER)] == [AS_PRINTED]
    assert not printed_notes(
        [replace(held, quote="In 2019-20 there were 1,234 notifications, 27% more.")], REGISTER
    )


def test_an_urgent_answer_says_that_the_register_could_not_be_read(reviews: Console, tmp_path: Path) -> None:
    ran = reviews("ask", "baby not breathing in Eastbourne", CONTACTS=str(tmp_path / "absent.toml"))
    said = " ".join(ran.out.split())
    assert "local numbers are missing: absent.toml" in said and "Set REVIEWS_CONTACTS" in said
    assert said.index("0808 800 5000") < said.index("local numbers are missing")


def test_an_area_that_is_none_of_the_register_is_said_beside_any_answer(reviews: Console) -> None:
    told = "REVIEWS_AREA is 'Atlantis', which is no area of the register of contacts"
    urgent = " ".join(reviews("ask", "baby not breathing", AREA="Atlantis").out.split())
    assert told in urgent and "East Sussex" in urgent[urgent.index(told) :]
    assert told in reviews("ask", "what is ICON?", AREA="Atlantis").err
    assert reviews("ask", "what is ICON?", AREA="East Sussex").err == ""


def test_a_service_is_known_by_its_initials() -> None:
    assert tuple(contact.number for contact in REGISTER.local_named("the eds number, evenings")) == DUTY
    assert not REGISTER.local_named("number for the MASH")
