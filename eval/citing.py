"""Citations of claims by sentence: whether those cited bear a claim out, and whether each is needed.

Recall and precision as ALCE defines them (Gao et al. 2023), with the rules that check claims in place of a model of
entailment: a claim is recalled when all that it cites bears it out; a sentence is precise when the claim is recalled and
the sentence alone bears it out, or the others without it do not.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.claims.checker import ClaimChecker
from assistant.nouns import Answer, Statement
from assistant.written.grounding import Grounding
from assistant.written.numbered import Numbered, Shown
from assistant.written.reply import Said
from ingest.nouns import Passage, Review


@dataclass(frozen=True, slots=True)
class Cited:
    """One claim: how many sentences it cites, whether they bear it out, and how many of them are needed."""

    claim: str
    sentences: int
    borne_out: bool
    needed: int


@dataclass(frozen=True, slots=True)
class Citing:
    """Judges the citations of claims by the rules that written mode itself goes by."""

    checker: ClaimChecker
    reviews: Mapping[str, Review]
    review_passages: Callable[[str], Sequence[Passage]]

    def judge(self, claim: Statement, answer: Answer) -> Cited:
        """The figures of one claim of an answer."""
        sentences = self.sentences(claim, answer)
        whole = self.bears_out(claim.text, sentences)
        needed = sum(
            len(sentences) == 1
            or self.bears_out(claim.text, [one])
            or not self.bears_out(claim.text, [*sentences[:place], *sentences[place + 1 :]])
            for place, one in enumerate(sentences)
        )
        return Cited(claim.text, len(sentences), whole, needed if whole else 0)

    def borne_out_elsewhere(self, claim: Statement, answer: Answer) -> bool:
        """Whether another passage that was found bears a claim out, which what it cites does not."""
        cited = {
            (passage.file, passage.sentences[place].start) for passage, place in self.sentences(claim, answer)
        }
        for passage in dict.fromkeys(hit.passage for hit in answer.hits):
            places = [n for n, one in enumerate(passage.sentences) if (passage.file, one.start) not in cited]
            if any(self.bears_out(claim.text, [(passage, place)]) for place in places):
                return True
        return False

    def sentences(self, claim: Statement, answer: Answer) -> list[tuple[Passage, int]]:
        """The sentences that a claim's quotes are made of: a passage, and the place of a sentence in it."""
        found: dict[tuple[str, int, int], tuple[Passage, int]] = {}
        for citation in (one for one in answer.citations if one.n in claim.citations):
            for passage in self.review_passages(citation.review_id):
                for place, sentence in enumerate(passage.sentences):
                    inside = sentence.start < citation.end and citation.start < sentence.end
                    if passage.file == citation.file and inside:
                        found.setdefault((passage.file, sentence.start, sentence.end), (passage, place))
        return list(found.values())

    def bears_out(self, claim: str, sentences: Sequence[tuple[Passage, int]]) -> bool:
        """Whether these sentences, and no others, bear a claim out."""
        shown = Shown(
            tuple(
                Numbered(n, passage, passage.sentences[place])
                for n, (passage, place) in enumerate(sentences, 1)
            ),
            "",
        )
        checked = Grounding(shown, self.reviews, self.checker).check(
            Said(claim, tuple(range(1, len(sentences) + 1)))
        )
        return checked.passes and not checked.recited
