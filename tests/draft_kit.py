"""An invented draft with its verdicts, for tests of what is told of it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.drafts.nouns import (
    Aim,
    Checked,
    Credit,
    Draft,
    DraftReport,
    DraftSentence,
    DraftVerdict,
    Format,
    QuotationCheck,
    Quoted,
)
from assistant.drafts.reading import cut
from tests.ui_kit import HARBOUR, PASSAGES, citation

CITED = citation(1, PASSAGES[0])
OTHER = citation(1, PASSAGES[1])


def checked(text: str, verdict: DraftVerdict | None = "supported") -> Checked:
    """A sentence by itself with a verdict."""
    return of(DraftSentence(text, 0, len(text), 1, None, (), "paragraph", 0, True), verdict)


def of(sentence: DraftSentence, verdict: DraftVerdict | None) -> Checked:
    """A sentence with a verdict and all that goes with it."""
    if verdict is None:
        return Checked(sentence, Aim(left_aside="heading" if sentence.form == "heading" else "own_words"))
    found = Checked(sentence, Aim((HARBOUR.id,), "names"), (HARBOUR,), verdict, 0.5, "by words", (), (CITED,))
    if verdict == "not_shown":
        return replace(found, evidence=(), right_review=Credit(HARBOUR, (OTHER,)))
    if verdict == "partly":
        quoted = Quoted("nobody ever asked why", sentence.start, sentence.end)
        wrong = QuotationCheck(quoted, "misquoted", (CITED,), ("“ever” is not in the review",), 0.9)
        return replace(found, quotations=(wrong,))
    return replace(found, evidence=()) if verdict == "nothing_found" else found


def report_on(
    text: str, form: Format = "markdown", verdicts: Sequence[DraftVerdict | None] = ("supported",)
) -> DraftReport:
    """A report on a text; its sentences take the verdicts in turn, headings none."""
    return FakeChecker(verdicts).report(cut(text, f"paper.{form}", form), None, 1.5)


class FakeChecker:
    """Gives the verdicts in turn; ``fault`` is raised in place of the sentence with that number, from 0."""

    def __init__(self, verdicts: Sequence[DraftVerdict | None] = ("supported",)) -> None:
        self.verdicts = tuple(verdicts)
        self.fingerprint = "f" * 64
        self.fault: tuple[int, Exception] | None = None

    def each(self, draft: Draft, done: int = 0) -> Iterator[Checked]:
        """The sentences from ``done`` on."""
        said = [one for one in draft.sentences if one.form != "heading"]
        for number, sentence in list(enumerate(draft.sentences))[done:]:
            if self.fault and self.fault[0] == number:
                raise self.fault[1]
            heading = sentence.form == "heading"
            verdict = None if heading else self.verdicts[said.index(sentence) % len(self.verdicts)]
            yield of(sentence, verdict)

    def report(self, draft: Draft, found: Sequence[Checked] | None, seconds: float) -> DraftReport:
        """The report on what was found; on all of the draft where that is None."""
        held = tuple(self.each(draft)) if found is None else tuple(found)
        return DraftReport(draft, held, self.fingerprint, "2026-11-21T04:00:00+00:00", (), seconds)
