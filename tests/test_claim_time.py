"""What saves time in the check of claims, and changes no verdict."""

import itertools
import json
from collections.abc import Iterable, Sequence

import numpy as np
import pytest
from conftest import ROOT

from assistant.claims.checker import MOST_READ, ClaimChecker
from assistant.claims.nouns import Claim
from assistant.claims.weighing import weights
from assistant.expansion import expand, groups
from assistant.words import fold
from assistant.written.grounding import Checked, Grounding
from assistant.written.numbered import Shown
from assistant.written.reply import Said

SAID = [
    json.loads(line)["claim"] for line in (ROOT / "eval/claims_open.jsonl").read_text("utf-8").splitlines()
]


class Alike:
    """An embedder to which all texts are alike."""

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        return np.ones((len(texts), 1), np.float32)


class Counting:
    """A reader that counts what it reads."""

    def __init__(self, score: float) -> None:
        self.score = score
        self.read: list[tuple[str, str]] = []

    def scores(self, pairs: Sequence[tuple[str, str]]) -> Iterable[float]:
        self.read += pairs
        return [self.score for _ in pairs]

    def prepare(self, passages: Sequence[str]) -> None:
        """Nothing to prepare."""


@pytest.mark.parametrize("odds", np.linspace(-8, 4, 49).tolist())
def test_where_the_rules_leave_nothing_open_no_reader_could_change_the_support(odds: float) -> None:
    fitted = weights()
    ends = [fitted.probability(odds, read) for read in (-MOST_READ, MOST_READ)]
    same = all((ends[0] >= bar) == (ends[1] >= bar) for bar in (fitted.supported, fitted.partly))
    assert fitted.is_open(odds, MOST_READ) is not same


def test_the_reader_reads_what_the_rules_leave_open_and_no_more() -> None:
    sentence = "The health visitor told the police that the mother had moved house."
    claims = [Claim(sentence, sentence)] + [Claim(said, sentence) for said in SAID]
    against, for_it = Counting(0.0), Counting(1.0)
    low = ClaimChecker(Alike(), against).judge(claims)  # type: ignore[arg-type]
    high = ClaimChecker(Alike(), for_it).judge(claims)  # type: ignore[arg-type]
    assert against.read == for_it.read and 0 < len(for_it.read) < len(claims)
    assert (sentence, sentence) not in for_it.read
    turned = [c for c, one, two in zip(claims, low, high, strict=True) if one.support != two.support]
    assert turned and {(c.text, c.evidence) for c in turned} == set(for_it.read)


def test_looking_terms_up_by_their_beginnings_misses_none() -> None:
    terms = [term for group in groups() for term in (group.long, *group.terms, *group.exact)]
    for text in (*SAID[:40], *(f"A ({term}), e.g. {term}s" for term in terms)):
        met = [one.group for one in expand(text)]
        folded = fold(text)
        every = [g for g in groups() for p in (g.exact_pattern, g.pattern) if p and p.search(folded)]
        assert met == [group for group, _ in itertools.groupby(every)], text


def test_preparing_is_told_to_stand_aside_while_a_claim_is_checked() -> None:
    seen = []

    class Watched(Grounding):
        def _check(self, said: Said) -> Checked:
            seen.append(self._unhurried.is_set())
            return super()._check(said)

    grounding = Watched(Shown((), ""), {}, ClaimChecker(Alike()))  # type: ignore[arg-type]
    grounding.check(Said("Nothing is cited for it here.", ()))
    assert seen == [False] and grounding._unhurried.is_set()
