"""One thing of a sort is no other: a cheek is no temple, heroin no amphetamine, 27% not 36%."""

import pytest

from assistant.claims.recounts import is_moved
from assistant.claims.specifics import exchanged

OFSTED = [
    "Ofsted was notified of 285 serious incidents, which was 27% more than in the same period of 2019.",
    "Children under one accounted for 36% of them.",
]


@pytest.mark.parametrize(
    ("claim", "evidence", "found"),
    [
        ("He had a bruise on his cheek.", "He was seen with a bruise on his temple.", ("cheek",)),
        ("Cocaine and heroin were found.", "Traces of cocaine and amphetamines were found.", ("heroin",)),
        ("He had retinal haemorrhages and a skull fracture.", "He had retinal haemorrhages.", ("skull",)),
        ("The leg was broken.", "He had a fracture of the femur.", ()),
        ("His face was bruised.", "There was a bruise on his forehead.", ()),
        ("He had a bruise on his cheek.", "He was seen with a bruise.", ()),
        ("The thigh was broken.", "An x-ray showed a broken femur.", ()),
    ],
)
def test_what_takes_another_s_place_is_named(claim: str, evidence: str, found: tuple[str, ...]) -> None:
    assert exchanged(claim, evidence) == found


@pytest.mark.parametrize(
    ("claim", "moved"),
    [
        ("Children under one accounted for 27% of them.", True),
        ("Children under one accounted for 36% of them.", False),
        ("There were 27% more serious incidents than in the same period of 2019.", False),
        ("Serious incidents told to Ofsted rose by 36% on the same period of 2019.", True),
    ],
)
def test_a_number_is_looked_for_where_the_claim_s_words_stand(claim: str, moved: bool) -> None:
    assert is_moved(claim, OFSTED) is moved
