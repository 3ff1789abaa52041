"""Judges claims against what they cite."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.claims.nouns import Claim, Judgement

if TYPE_CHECKING:
    from ingest.embedding import Embedder


class ClaimChecker:
    """Judges claims by numbers, names, negation, hedges, scope and content; holds nothing of any claim."""

    def __init__(self, embedder: "Embedder") -> None:
        self._embedder = embedder

    def judge(self, claims: Sequence[Claim]) -> list[Judgement]:
        """A judgement for each claim, in order."""
        raise NotImplementedError
