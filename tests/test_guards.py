"""What is stopped before anything is searched: danger to a child, and personal data."""

import json
import random
from collections import Counter
from collections.abc import Callable

import pytest
from conftest import GOLD, ROOT, Console, Corpus, words

from assistant.guard import guard
from assistant.personal_data import has_personal_data, is_nhs_number

PHRASINGS = [json.loads(line) for line in (ROOT / "eval" / "phrasings.jsonl").read_text("utf-8").splitlines()]
LIVE = [case["question"] for case in GOLD if case["kind"] == "live_concern"]
MONTHS = words("January February March April May June July August September October November December")


def mistakes(split: str) -> Counter[str]:
    """How many live concerns of a split were missed, and how many questions were taken for one."""
    found: Counter[str] = Counter()
    for phrasing in PHRASINGS:
        if phrasing["split"] == split:
            urgent = guard(phrasing["text"]).outcome == "urgent"
            found["missed"] += phrasing["urgent"] and not urgent
            found["false alarms"] += urgent and not phrasing["urgent"]
            found["of"] += 1
    return found


def test_hardly_a_live_concern_is_missed_in_the_open_phrasings() -> None:
    found = mistakes("open")
    # Most of these were written to be hard: half in the same words, the other kind.
    assert found["of"] >= 3000 and found["missed"] <= 34 and found["false alarms"] <= 70, found


def test_few_are_missed_in_the_phrasings_kept_aside() -> None:
    found = mistakes("kept")
    print(f"kept phrasings: {dict(found)}")
    assert found["of"] >= 100 and found["missed"] <= 10 and found["false alarms"] <= 8, found


@pytest.mark.parametrize("question", LIVE)
def test_every_live_concern_of_the_gold_is_urgent_even_without_an_index(
    reviews: Console, question: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    ran = reviews("ask", "--json", question, HOME=tmp_path_factory.getbasetemp() / "no-index")
    assert ran.object["outcome"] == "urgent" and ran.code == 0 and ran.err == ""
    assert ran.object["contacts"][0]["number"] == "999"


def test_hardly_another_gold_question_is_taken_for_urgent(shipped: Corpus) -> None:
    """One in a hundred of the open ones, two of all: of those kept aside no text is shown."""
    others = [case for case in GOLD if case["kind"] != "live_concern"]
    alarms = [case for case in others if shipped.assistant.guard(case["question"]).outcome == "urgent"]
    open_alarms = [case["question"] for case in alarms if case["split"] == "open"]
    count = len(alarms)
    assert len(open_alarms) <= 0.02 * sum(case["split"] == "open" for case in others), open_alarms
    assert count <= 0.02 * len(others)


@pytest.mark.parametrize("label", ["Henry", "henry"])
@pytest.mark.parametrize("danger", ["is not breathing", "wont wake up", "has swallowed tablets"])
def test_a_child_in_danger_may_have_the_name_of_a_review(shipped: Corpus, label: str, danger: str) -> None:
    assert shipped.assistant.guard(f"{label} {danger}").outcome == "urgent"
    assert shipped.assistant.guard(f"{label} {danger}, what do i do?").outcome == "urgent"
    assert shipped.assistant.guard(f"How old was {label} when he came in fitting?").outcome == "go_on"


def test_a_place_of_the_register_never_hides_a_live_concern(shipped: Corpus) -> None:
    places = [name for area in shipped.assistant.register.areas for name in (area.name, *area.aliases)]
    dangers = ("baby not breathing", "he is hitting her now", "a toddler left alone next door")
    hidden = [
        message
        for place in places
        for danger in dangers
        for message in (f"{danger} in {place}", f"{place}: {danger}")
        if shipped.assistant.guard(message).outcome != "urgent"
    ]
    assert len(places) > 30 and hidden == []


# Identifiers that belong to nobody: the NHS's test range, areas the Post Office and prefixes the tax office
# never gave out, the regulator's numbers for fiction, the domain for examples.
GAPS = ("", " ", "-", ".", "  ", "\u00a0", "\u2009", "\u2011", " - ", "\n")


def nhs_number(dice: random.Random) -> str:
    while True:
        first = f"999{dice.randrange(10**6):06}"
        for digit in "0123456789":
            if is_nhs_number(first + digit):
                return spaced(dice, first + digit, 3, 6)


def spaced(dice: random.Random, text: str, *cuts: int) -> str:
    return dice.choice(GAPS).join(text[a:b] for a, b in zip((0, *cuts), (*cuts, len(text)), strict=True))


def address(dice: random.Random) -> str:
    inward = f"{dice.randrange(10)}{dice.choice('ABDEFGHJLN')}{dice.choice('ABDEFGHJLN')}"
    code = dice.choice(["ZZ99", "QZ7", "XX1", "JX12", "VQ3"]) + dice.choice([" ", "", "  "]) + inward
    code = code if dice.random() < 0.6 else code.lower()
    form = dice.choice(["{n} {code}", "{n}, {code}", "{n} Made Up Street, {code}", "flat {n} {code}"])
    return form.format(n=dice.randrange(1, 200), code=code)


def phone(dice: random.Random) -> str:
    prefix, cuts = dice.choice(
        [("07700900", (5, 8)), ("07700900", ()), ("01632960", (5, 8)), ("01632960", (5,))]
    )
    number = f"{prefix}{dice.randrange(1000):03}"
    abroad = dice.choice(["+44", "+44 ", "+44 (0)", "0044 "])
    forms = [
        spaced(dice, number, *cuts),
        f"({number[:5]}) {number[5:]}",
        abroad + spaced(dice, number[1:], 4, 7),
    ]
    return dice.choice(forms)


def e_mail(dice: random.Random) -> str:
    name = dice.choice(["sam", "a.person", "sam_b", "s-b", "sam.o'neil", "SAM", "sam+x"])
    at = dice.choice(["@", "@", " @ ", "(at)"])
    return f"{name}{dice.randrange(99)}{at}{dice.choice(['example.org', 'EXAMPLE.ORG', 'mail.example.org'])}"


def birth_date(dice: random.Random) -> str:
    day, month, year = dice.randrange(1, 29), dice.randrange(1, 13), dice.randrange(1970, 2026)
    name = dice.choice([MONTHS[month - 1], MONTHS[month - 1][:3]])
    dates = [
        *(f"{day:02}{mark}{month:02}{mark}{year}" for mark in ("/", ".", "-", " / ", " ", "")),
        *(f"{day}/{month}/{year % 100:02}", f"{year}-{month:02}-{day:02}", f"{name} {day}, {year}"),
        *(f"{day} {name} {year}", f"{day}th {name} {year}", f"the {day}th of {name} {year}"),
    ]
    before = [
        "DOB ",
        "dob: ",
        "D.O.B. ",
        "born ",
        "born on ",
        "date of birth is ",
        "DoB=",
        "birthday ",
        "d/o/b ",
    ]
    return dice.choice(before) + dice.choice(dates)


def national_insurance(dice: random.Random) -> str:
    digits = f"{dice.randrange(10**6):06}"
    text = dice.choice(["BG", "GB", "KN", "NK", "NT", "TN", "ZZ", "QQ"]) + digits + dice.choice("ABCD")
    text = spaced(dice, text, 2, 4, 6, 8)
    return text if dice.random() < 0.6 else text.lower()


SENTENCES = (
    "{}",
    "what do reviews say about {}",
    "is {} in any of the reviews?",
    "Looking at {}: which learning applies",
    "({}) bruising",
    "re:{} what about fathers",
    "The child is {}, what did reviews find about bruising?",
)


@pytest.mark.parametrize("made", [nhs_number, address, phone, e_mail, birth_date, national_insurance])
def test_structured_identifiers_are_caught(made: Callable[[random.Random], str]) -> None:
    dice = random.Random(made.__name__)
    texts = [dice.choice(SENTENCES).format(made(dice)) for _ in range(300)]
    missed = [text for text in texts if not has_personal_data(text)]
    assert len(missed) <= 0.01 * len(texts), missed


def test_sentences_of_reviews_are_not_taken_for_personal_data(corpus: Corpus) -> None:
    index = corpus.assistant.index
    texts = [
        passage.quote(sentence.start, sentence.end)
        for review in index.reviews
        for passage in index.review_passages(review)
        for sentence in passage.sentences
        if sentence.kind != "contact"  # an office's numbers and e-mail addresses
    ]
    stopped = [text for text in texts if corpus.assistant.guard(text).personal_data and "@" not in text]
    assert len(texts) > 150 and len(stopped) <= 0.01 * len(texts), stopped


def test_questions_are_not_taken_for_personal_data(shipped: Corpus) -> None:
    texts = [case["question"] for case in GOLD if case["reason"] != "personal_data"]
    texts += [phrasing["text"] for phrasing in PHRASINGS]
    texts += [
        "What changed in East Sussex since 01/06/2020?",
        "by Q1 2nd visit",
        "babies born in 2020, 2021 and 2022",
        "a baby born at 24 weeks",
        "sections 17 and 47 of the 1989 act, in 10 cases or 2 of 5",
        "SCR 2019-20, pages 100-120, 1,234 incidents",
    ]
    stopped = [text for text in texts if shipped.assistant.guard(text).personal_data]
    assert len(stopped) <= 0.001 * len(texts), stopped


def test_numbers_of_the_register_are_nobodys_personal_data(shipped: Corpus) -> None:
    register = shipped.assistant.register
    contacts = [*register.national, *(contact for area in register.areas for contact in area.contact)]
    for contact in contacts:
        for number in {contact.number, contact.number.replace(" ", ""), contact.dial} - {""}:
            assert not shipped.assistant.guard(f"is {number} the right number?").personal_data, number
    assert shipped.assistant.guard("is 01632 960123 the right number?").personal_data


CANARIES = {
    "999 000 0018": "what do reviews say of NHS 999 000 0018 and bruising?",
    "14/03/2021": "my colleague's baby, dob 14/03/2021, what do reviews say",
    "canary@example.org": "write to canary@example.org about bruising",
    "07700 900123": "my baby is not breathing in Hastings, ring me on 07700 900123",
    "ZZ99 3VZ": "he is hurting my child right now, 1 Made Up Street ZZ99 3VZ",
}


@pytest.mark.parametrize("canary", CANARIES)
@pytest.mark.parametrize("with_index", [True, False], ids=["with an index", "without"])
def test_personal_data_comes_back_nowhere(
    reviews: Console, canary: str, with_index: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    question = CANARIES[canary]
    environment = {} if with_index else {"HOME": tmp_path_factory.getbasetemp() / "no-index"}
    line = json.dumps({"id": "a", "question": question}).encode()
    for verb in ("ask", "search"):
        ran = [
            reviews(verb, "--json", question, **environment),
            reviews(verb, "--json", "--batch", "-", stdin=line, **environment),
            reviews(verb, question, **environment),
            reviews(verb, *(["--explain"] if verb == "ask" else []), question, **environment),
        ]
        for one in ran:
            assert canary not in one.out + one.err and canary.replace(" ", "") not in one.out + one.err
            assert one.code == 0
        for one in ran[:2]:
            assert one.object["question"] is None
            assert one.object.get("searched_for") is one.object.get("query") is None
    outcome = reviews("ask", "--json", question, **environment).object["outcome"]
    assert outcome == ("urgent" if canary in ("07700 900123", "ZZ99 3VZ") else "declined")


@pytest.mark.parametrize(
    "question",
    [
        "Testa Mockridge aged 6, her dad kicks her, which review is most like it",
        "my client Dana Mockridge has a black eye, what do reviews say?",
        "child ID 448812 has cigarette burns, any learning",
    ],
)
def test_harm_to_a_real_person_is_urgent_and_nothing_of_it_is_shown(shipped: Corpus, question: str) -> None:
    found = shipped.assistant.ask(question)
    assert found.outcome == "urgent" and found.contacts[0].number == "999" and found.question is None
    told = " ".join((*(one.text for one in found.statements), *found.why))
    assert not any(name in told for name in ("Testa", "Dana", "448812"))


@pytest.mark.parametrize("question", ["what do reviews say of Dana Mockridge, aged 4, who was bruised"])
def test_a_question_about_a_named_person_without_harm_now_is_declined(shipped: Corpus, question: str) -> None:
    assert shipped.assistant.ask(question).reason == "personal_data"


def test_a_name_beside_a_place_is_never_respelt() -> None:
    from assistant.spelling import corrected

    known = {"m": ("marks", "marked"), "f": ("ferry",)}
    assert corrected("at st maryks now", known) == "at st maryks now"
    assert corrected("ferny primary", known) == "ferny primary"
