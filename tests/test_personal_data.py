"""What the rules for personal data stop, what they leave alone, and how long they take."""

import time

import pytest

from assistant.personal_data import has_personal_data

OFFICES = ("999", "101", "0808 800 5000", "0800 1111", "116 123", "01323 464222", "0300 131 2 131")
STOPPED = {
    "NHS number": "9990000018 | 999-000-0018 bruising | his nhs number's 999 000 0018",
    "National Insurance": "QQ 12 34 56 C | dad is qq123456c | NI no: QQ123456",
    "UPN": "H000201912345 | upn: h 000 2019 12345 | is H00020191234A known",
    "postcode": "the home at QZ7 3AB | qz73ab | ZZ99 3VZ",
    "address": "14 Elm Road | 14a elm road | Flat 3, Elm House | 9 sampler close, hull | lives at 12 | living in Mockbridge Street | flat4 sampler house",
    "telephone": "07700900123 | (01632) 960 123 | +44 (0)20 7946 0123 | tel 960123 | +353 1 555 01234",
    "e-mail": "dana@mail.example.org | dana (at) example.org | dana at example dot org | dana (at) example (dot) org | dmock[at]gmail[dot]com | dana at hotmail.com | dana.mockridge@eastsussex.gov.uk",
    "case": "case ref EH/2021/334 | Mosaic ID 448812 | LCS 1029384 | crime ref 47/12345/24 | 47/12345/24 | log 221 of 14/03/2024 | ZW24C00123 | child ID: 448812 | baby id 448812 | family ref 44881",
    "hospital": "MRN 448812 | hosp no A448812 | hosp no. 12-34-56 | patient number 12345 | hospital number is RXC448812",
    "birth": "dob 03/04/2019 | dob20190403 | she was born on 3 April 2019 | birthday 3rd April | b. 03/04/2019 | 03/04/2019 is her date of birth",
    "car": "QX12 BCD | reg k123 bcd | his car, qx12bcd",
    "account": "@dana_m09 | insta: dana.m09 | facebook.com/dana.mockridge | tiktok.com/@dana09 | username is dana_m",
    "initials": "JB 03/04/2019 | j.b. 3 april 2019 | OF 03/04/19 had a bruise",
    "name and date": "Dana Mockridge 03/04/2019 | Mockridge, Dana (3 April 2019) | jamie mockridge - 03.04.2019 | Jamie M, 3/4/2019",
    "title": "Mr Mockridge in Flat 3 | Mrs Mockridge, 34, | ms mockridge from bexhill | Dr Mockridge, 47 years old | Mrs Young (38) | the Mockridge family of Hastings | mr and mrs mockridge of elm road",
    "name in context": "my client Dana Mockridge | a pupil called dana mockridge | Dana Mockridge, aged 4, lives at home | Dana Mockridge lives with her nan | the child's name is Dana Mockridge | jamie young, 4, | Dana Mockridge from Leeds | the mother of Dana Mockridge | the family of jamie mockridge",
    "three names": "Ryan Callum Mockridge in Hove | Ellie Jade Mockridge",
}
LEFT_ALONE = {
    "reviews": "Child S, aged 7 months | Henry was 19 weeks old | Baby P 2009 | Victoria Climbié, aged 8 | Arthur Labinjo-Hughes, 6, review | Daniel Pelka (4) | Star Hobson lived with her mother | Lord Laming, 12 March 2003 | Child H (Henry), 19 weeks | the Henry family in North Yorkshire",
    "publications": "Working Together 2018, page 83 | section 47 in 12 cases | ISBN 978-1-78655-123-4 | ISBN 0-11-701122-3 | DFE-00195-2018 | reference Cm 5730 | 2003 Every Child Matters Green Paper | published on 14/03/2021 | Dr Sidebotham, 2016 | Mrs Justice Pauffley in 2014",
    "places and boards": "East Sussex Safeguarding Children Partnership, 2023 | West Sussex Safeguarding Children Board 01/06/2016 | 3 Family Court hearings | Great Ormond Street | 10 Downing Street | Hastings, 12 cases | Social Workers living in Leeds | Hull Royal Infirmary 2019",
    "tools": "Graded Care Profile 2 | Clare's Law and Sarah's Law | Signs of Safety, 3 columns | Early Help Assessment 12/03/2020 | 7-minute briefing 12",
    "numbers": "in 2020-21 a rise of 30% | 01.06.2020 - 30.06.2020 | 07/08/2019 10:30 | 2018 2019 2020 2021 | 2.5 million 12 345 | case reviews 2019-20 | hospital in 2019/20 | case 3 and case 12 | LCS 2018 | yr11 and yr10 | ks12 was | 6/52 infant",
    "streets in a sentence": "10 years down the road | 2 children on the street | 12 fatal road accidents | house fires in 12 flats | parents are home at 11, what now | a BMI flat 3 weeks running",
    "offices": "call 999, 101 or NHS 111 | 0800 1111 | text SHOUT to 85258 | safeguarding@eastsussex.gov.uk | mash@leeds.gov.uk | lscp.contact@hull.gov.uk | 0-19.SPOA@eastsussex.gov.uk | help@nspcc.org.uk | @ESSCP | meeting @school | www.esscp.org.uk | twitter.com/NSPCC",
    "births": "born in April 2019 | born at 34 weeks | babies born after 1 April 2020 | date of birth not recorded in 12 records",
    "dates": "RR 12/03/2020 | by 12/03/2020 | on 3 April 2019 | GP, 12/03/2020",
    "ages": "Ms A, 34, and Mr B, 36 | Mr A aged 34 | two babies, 7 and 8 weeks | Mother, 19, Father, 22 | Baby J, 6 weeks | child ID 2 | child number 12 | child no 3 of 2021",
    "talk": "the mother called social services | a baby named in the report, aged 12 | a patient called back after 3 weeks | parents who miss appointments, 3 of 12 | the young family from Leeds | the whole family in Leeds | Facebook and Instagram in 2021 | what is the name of the review | the family of Child S | the death of Daniel Pelka | the children of Black African families | parents of Polish Roma children | meeting (at) noon",
}


def cases(table: dict[str, str]) -> list[object]:
    return [pytest.param(text, id=text) for row in table.values() for text in row.split(" | ")]


@pytest.mark.parametrize("text", cases(STOPPED))
def test_a_message_with_personal_data_is_stopped(text: str) -> None:
    assert has_personal_data(text, OFFICES)
    assert has_personal_data(f"what do reviews say about\n{text}", OFFICES)


@pytest.mark.parametrize("text", cases(LEFT_ALONE))
def test_a_message_without_is_left_alone(text: str) -> None:
    assert not has_personal_data(text, OFFICES)
    assert not has_personal_data(f"what do reviews say about {text}", OFFICES)


@pytest.mark.parametrize(
    "text", ["01323464222", "(01323) 464222", "+44 1323 464222", "0300 1312131", "ring 116123"]
)
def test_a_number_of_the_register_passes_and_stops_without_it(text: str) -> None:
    assert not has_personal_data(f"is {text} right?", OFFICES)
    assert has_personal_data(f"is {text} right?") == (text != "ring 116123")


def test_an_office_beside_a_person_hides_nothing() -> None:
    assert has_personal_data("mash@leeds.gov.uk and dana@example.org", OFFICES)
    assert has_personal_data("01323 464222 or 01632 960123", OFFICES)
    assert has_personal_data("like Daniel Pelka, Dana Mockridge, aged 4, lives at home", OFFICES)


@pytest.mark.parametrize(
    "hidden", ["07700\u200b900123", "０７７００９００１２３", "07700\u2011900\u2013123", "07700\n900123"]
)
def test_a_number_is_found_behind_odd_characters(hidden: str) -> None:
    assert has_personal_data(hidden)


LONG = [
    "a",
    "1 ",
    "0",
    "Aa ",
    "a.",
    "-",
    "mr ab ",
    "12 ab ",
    "a dot ",
    "case no ",
    "reg ",
    "1/",
    "a@",
    "A. ",
    "jamie ",
    "@",
]


@pytest.mark.parametrize("piece", LONG)
def test_the_time_grows_with_the_length_and_no_faster(piece: str) -> None:
    def seconds(length: int) -> float:
        text = "x " + piece * (length // len(piece)) + "!"
        started = time.process_time()
        has_personal_data(text, OFFICES)
        return time.process_time() - started

    seconds(100)
    assert seconds(40_000) < 2  # a square growth takes minutes


@pytest.mark.parametrize(
    "text",
    [
        "my son Alfie (8)",
        "our pupil kayleigh aged 9",
        "her daughter Ruby, 4, was hurt",
        "lucy brown at st annes primary has a mark",
    ],
)
def test_a_first_name_with_whose_child_and_an_age_or_a_name_with_a_school_is_stopped(text: str) -> None:
    assert has_personal_data(text)


@pytest.mark.parametrize(
    "text",
    [
        "the baby Henry, aged 8 weeks",
        "our daughter, 4",
        "Child S (8 weeks)",
        "the school nurse at a primary school",
    ],
)
def test_a_pseudonym_or_a_role_with_an_age_is_left_alone(text: str) -> None:
    assert not has_personal_data(text)
