"""Claims with one thing in another's place: who, how many, and what is only asked for told as done."""

import pytest

from assistant.claims.bindings import is_bound_otherwise
from assistant.claims.duties import lets_off
from assistant.claims.in_place_of import stands_in
from assistant.claims.recounts import is_nowhere
from assistant.claims.signs import evidence_sentences
from assistant.claims.specifics import exchanged
from assistant.claims.stages import death_is_unheard_of
from assistant.claims.unrealised import is_told_as_done

DENTIST = (
    "The school nurse wrote to the dentist twice. The GP prescribed antibiotics and saw no reason to refer."
)
FAMILY = "At Easter Aldo broke his wrist at a skate park. In May Bea was found asleep in a stairwell by a caretaker."
AUDIT = "Of 70 files read, 31 held a chronology and 39 did not."
PLAN = "Review whether every clinic in the county knows the pathway. 2. The trust to introduce a shared diary for midwives."


@pytest.mark.parametrize(
    ("claim", "evidence", "swapped"),
    [
        ("The health visitor prescribed antibiotics and saw no reason to refer.", DENTIST, True),
        ("The police wrote to the dentist twice.", DENTIST, True),
        ("The GP wrote to the dentist twice.", DENTIST, True),
        ("The GP prescribed antibiotics.", DENTIST, False),
        ("The family doctor saw no reason to refer.", DENTIST, False),
        ("His mother rang the ward.", "His father rang the ward before noon.", True),
        ("The father's sister rang the ward.", "His aunt, the sister of the father, rang the ward.", False),
        ("Bea broke her wrist at a skate park.", FAMILY, True),
        ("Aldo broke his wrist at a skate park.", FAMILY, False),
        ("Nobody asked the midwife.", "The review speaks of housing alone.", False),
    ],
)
def test_one_who_is_named_in_another_s_place_is_told(claim: str, evidence: str, swapped: bool) -> None:
    assert stands_in(claim, evidence_sentences(evidence)) is swapped


@pytest.mark.parametrize(
    ("claim", "evidence", "done"),
    [
        ("It was found that every clinic in the county knows the pathway.", PLAN, True),
        ("The trust has introduced a shared diary for midwives.", PLAN, True),
        ("The trust should introduce a shared diary for midwives.", PLAN, False),
        ("It was recommended that the trust introduce a shared diary.", PLAN, False),
        (
            "The trust has introduced a shared diary for midwives.",
            f"{PLAN} Update: the shared diary for midwives has been introduced.",
            False,
        ),
        (
            "The team has taken down the mobile numbers of fathers.",
            "Have we taken down the mobile numbers of fathers?",
            True,
        ),
        (
            "Hostels have few rooms for couples.",
            "Workers should remember that hostels have few rooms for couples.",
            False,
        ),
        ("The leaflet was handed out at every clinic.", "The leaflet was handed out at every clinic.", False),
        (
            "Staff thought that the twins were well cared for.",
            "Staff believed the twins to be well cared for.",
            False,
        ),
        ("The hostel's use of agency staff was high.", "Use of agency staff in the hostel ran high.", False),
    ],
)
def test_what_is_only_asked_for_is_not_done(claim: str, evidence: str, done: bool) -> None:
    assert is_told_as_done(claim, evidence_sentences(evidence)) is done


@pytest.mark.parametrize(
    ("claim", "moved"),
    [
        ("39 files held a chronology.", True),
        ("31 of the files held a chronology.", False),
        ("Of the 70 files, 31 held a chronology and 39 did not.", False),
        ("Seventy files were read.", False),
    ],
)
def test_a_number_keeps_to_the_words_it_stands_beside(claim: str, moved: bool) -> None:
    assert is_bound_otherwise(claim, evidence_sentences(AUDIT)) is moved


@pytest.mark.parametrize(
    ("claim", "evidence", "nowhere"),
    [
        ("Uptake was 64%.", "Uptake rose to 46% in the spring.", True),
        ("He was eight weeks old.", "He was two months old.", False),
        ("12 children were seen.", "Children whom social workers saw: 12. The visits took a week.", False),
        ("12 rib fractures were seen.", "The scan led to the radiologist finding 12 rib fractures.", False),
        ("She was three years old when she died.", "She was three months old when she died.", True),
        ("It was done in three working weeks.", "It was done in 15 working days.", False),
        ("In 2018 the plan was closed.", "In 2017 the plan was closed.", True),
        ("Child 2 was two years old.", "At that time Child 2 was three weeks old.", True),
        ("About 60 people came.", "Sixty-two people came.", False),
        ("Two agencies knew: the school and the police.", "The school knew and so did the police.", False),
        ("He was two weeks old.", "Seen were: 1. A boy of nine months. 2. A baby of two months.", True),
        ("Three of the 22 practices took part.", "It was tested in three of the 22 practices.", False),
    ],
)
def test_a_figure_that_stands_nowhere_is_told(claim: str, evidence: str, nowhere: bool) -> None:
    assert is_nowhere(claim, evidence_sentences(evidence)) is nowhere


@pytest.mark.parametrize(
    ("claim", "evidence", "found"),
    [
        ("They had Level 2 training.", "They had Level 3 training.", ("level 2",)),
        ("They had Level 3 training.", "They had Level 3 training.", ()),
        ("A section 47 enquiry began.", "An enquiry under section 17 was closed.", ("section 47",)),
        ("They had Level 2 training.", "They were trained.", ()),
        ("A section 47 enquiry began.", "Enquiries under sections 17 and 47 were made.", ()),
    ],
)
def test_names_with_a_number_are_compared(claim: str, evidence: str, found: tuple[str, ...]) -> None:
    assert exchanged(claim, evidence) == found


@pytest.mark.parametrize(
    ("claim", "there", "unheard_of"),
    [
        ("The boy died in hospital.", "The boy was taken to hospital with a high fever.", True),
        ("The boy died in hospital.", "The inquest was told of a high fever.", False),
        ("The boy might have died.", "The boy was taken to hospital with a high fever.", False),
        ("He was fatally hurt.", "He was hurt in a fall.", True),
        ("A boy died by suicide.", "A boy took his own life.", False),
    ],
)
def test_a_death_that_nothing_tells_of_is_no_fact(claim: str, there: str, unheard_of: bool) -> None:
    assert death_is_unheard_of(claim, there) is unheard_of


@pytest.mark.parametrize(
    ("claim", "evidence", "off"),
    [
        (
            "A dog bite need not be told to the health visitor.",
            "Every dog bite must be told to the health visitor.",
            True,
        ),
        ("A second scan is optional for twins.", "Twins should always have a second scan.", True),
        (
            "Fathers are asked about drinking only if the mother raises it.",
            "Fathers should be asked about drinking at every visit.",
            True,
        ),
        ("Twins should always have a second scan.", "Twins should always have a second scan.", False),
        ("A second scan is not needed for twins.", "A second scan is not needed for twins.", False),
        ("No form need be filled in.", "The trust gave up the long form in March.", False),
    ],
)
def test_a_duty_is_not_turned_into_a_choice(claim: str, evidence: str, off: bool) -> None:
    assert lets_off(claim, evidence_sentences(evidence)) is off
