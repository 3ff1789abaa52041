"""A claim that tells a later stage of a matter than its evidence is not shown, however many words they share."""

import pytest

from assistant.claims.checker import ClaimChecker
from assistant.claims.nouns import Claim
from assistant.claims.stages import goes_further
from ingest.embedding import MiniLM

FURTHER = [
    ("After the incident both parents were convicted.", "After the incident both parents were arrested."),
    ("The father was charged after the fall.", "The father was arrested after the fall."),
    ("The step-father was jailed for the assault.", "The step-father was charged with the assault."),
    ("The baby died of the head injuries.", "The baby was taken to hospital with head injuries."),
    ("The fracture was fatal.", "A fracture of the skull was found."),
]
NO_FURTHER = [
    ("Both parents were arrested.", "Both parents were arrested and later convicted."),
    ("Nobody was convicted.", "Both parents were arrested."),
    ("The baby was at risk of being killed.", "The baby had a fracture."),
    ("The father was convicted.", "The father was found guilty of the assault."),
    ("The girl died.", "The girl was found dead."),
    (
        "The review was held after the death of a child.",
        "Reviews are held when a child dies: a death is notified.",
    ),
    ("The mother was convicted of theft.", "A meeting was held."),
]


@pytest.mark.parametrize(("claim", "passage"), FURTHER)
def test_a_later_stage_than_the_evidence_tells_goes_further(claim: str, passage: str) -> None:
    assert goes_further(claim, [passage])


@pytest.mark.parametrize(("claim", "passage"), NO_FURTHER)
def test_an_earlier_stage_the_same_one_or_another_matter_does_not(claim: str, passage: str) -> None:
    assert not goes_further(claim, [passage])


@pytest.mark.parametrize(("claim", "passage"), FURTHER[:3])
def test_what_goes_further_is_not_shown_and_not_called_contradicted(
    tmp_path_factory: pytest.TempPathFactory, claim: str, passage: str
) -> None:
    one = ClaimChecker(MiniLM(tmp_path_factory.getbasetemp() / "models")).judge([Claim(claim, passage)])[0]
    assert one.support == "not_shown" and not one.contradicted and "goes further" in one.why
