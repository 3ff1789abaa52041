"""Citations statement by statement, and faithfulness in tiers that are never added up.

Recall, precision and misattribution after ALCE (Gao et al. 2023): a statement is recalled when it has citations, all of which
lead somewhere, and together they bear it out; a citation is precise when its statement is borne out and it does so alone, or
the others without it do not. Who decides is told apart. Exact: the statement is to be its quote as it is read, and
the quote the file's text, to the character. Rules: a claim that a model wrote is held against its sentences by the
rules that check claims. Judge: a model says so, where one was called. Where a model wrote and no rules are at hand, what hangs
on them has no score.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.compose import readable
from assistant.nouns import Answer, Citation, Statement
from eval.cases import fold
from eval.citing import Citing
from eval.scoring.answers import answers_it, claims_of
from ingest.nouns import Passage

Source = Callable[[str], str]
OF_CITATIONS = (
    "citation_coverage",
    "citation_recall",
    "citation_precision",
    "misattribution",
    "faithful_exact",
    "faithful_rules",
    "faithful_judge",
)


@dataclass(frozen=True, slots=True)
class Judge:
    """A model that says whether citations bear a statement out; None where it says nothing.

    ``agreement``: with a set that people labelled, as a share of ``labelled``, where it is known.
    """

    name: str
    verdict: Callable[[Statement, Answer], bool | None]
    agreement: float | None = None
    labelled: int = 0

    @property
    def told(self) -> str:
        """What stands beside its figures."""
        if self.agreement is None:
            return f"Judged by {self.name}, whose agreement with labels made by people is not known"
        return f"Judged by {self.name}, which agrees with {self.agreement:.2f} of {self.labelled} labels made by people"


@dataclass(frozen=True, slots=True)
class _Judged:
    """One statement: whether it is borne out, its citations, those needed, and if it is so by another passage alone."""

    borne_out: bool
    citations: int
    needed: int
    misattributed: bool


def citation_validity(answer: Answer, review_passages: Callable[[str], Sequence[Passage]]) -> float | None:
    """The share of checks that hold: a number used leads to a passage of the index, no statement lacks one.

    Notes and contacts owe no number.
    """
    held = {c.n for c in answer.citations if _in_index(c, review_passages(c.review_id))}
    used = [n for statement in answer.statements for n in statement.citations]
    used += [n for row in answer.reviews for n in row.citations]
    checks = [n in held for n in used] + [bool(s.citations) for s in _owing(answer)]
    return sum(checks) / len(checks) if checks else None


def _in_index(citation: Citation, passages: Sequence[Passage]) -> bool:
    return any(_is_in(citation, passage) for passage in passages)


def _is_in(citation: Citation, passage: Passage) -> bool:
    inside = passage.start <= citation.start < citation.end <= passage.end
    return passage.file == citation.file and inside


def quote_exactness(answer: Answer, source: Source) -> float | None:
    """The share of citations whose quote is, to the character, the file's text between its two positions."""
    exact = [_is_exact(c, source) for c in answer.citations]
    return sum(exact) / len(exact) if exact else None


def _is_exact(citation: Citation, source: Source) -> bool:
    return source(citation.file)[citation.start : citation.end] == citation.quote


def _owing(answer: Answer) -> list[Statement]:
    return [s for s in answer.statements if s.role not in ("note", "contact")]


def citation_scores(
    answer: Answer, source: Source, citing: Citing | None = None, judge: Judge | None = None
) -> dict[str, float | None]:
    """The measures of ``OF_CITATIONS`` of one answer; none of one that refuses, for it states nothing."""
    if not answers_it(answer):
        return dict.fromkeys(OF_CITATIONS)
    owing, written = _owing(answer), claims_of(answer)
    quoted = [(s, _by_quote(s, answer, source)) for s in owing if s not in written]
    ruled = [(s, _by_rules(s, answer, citing)) for s in owing if s in written] if citing else []
    judged = [one for _, one in (*quoted, *ruled)]
    known = len(judged) == len(owing)
    cited = sum(bool(s.citations) for s in owing)
    verdicts = [said for s in written if judge and (said := judge.verdict(s, answer)) is not None]
    return {
        "citation_coverage": _share(cited, len(owing)),
        "citation_recall": _share(sum(j.borne_out for j in judged), len(judged)) if known else None,
        "citation_precision": (
            _share(sum(j.needed for j in judged), sum(j.citations for j in judged)) if known else None
        ),
        "misattribution": _share(sum(j.misattributed for j in judged), cited) if known else None,
        "faithful_exact": _share(sum(j.borne_out for _, j in quoted), len(quoted)),
        "faithful_rules": _share(sum(j.borne_out for _, j in ruled), len(ruled)),
        "faithful_judge": _share(sum(verdicts), len(verdicts)),
    }


def _share(count: int, of: int) -> float | None:
    return count / of if of else None


def _by_quote(statement: Statement, answer: Answer, source: Source) -> _Judged:
    cited = [c for c in answer.citations if c.n in statement.citations]
    astray = len(set(statement.citations)) - len(cited)  # numbers that nothing has
    whole = not astray and is_its_quotes(statement.text, cited, source)
    needed = sum(
        is_its_quotes(statement.text, [one], source)
        or not is_its_quotes(statement.text, [other for other in cited if other is not one], source)
        for one in cited
    )
    elsewhere = bool(statement.citations) and not whole and _is_elsewhere(statement.text, cited, answer)
    return _Judged(whole, len(cited) + astray, needed if whole else 0, elsewhere)


def is_its_quotes(text: str, cited: Sequence[Citation], source: Source) -> bool:
    """Whether a text is exactly what these quotes read as, or one of them, and they are the file's own text."""
    if not cited or not all(_is_exact(one, source) for one in cited):
        return False
    quotes, read = [one.quote for one in cited], [readable(one.quote) for one in cited]
    return text in quotes or text in read or text == " ".join(read)


def _is_elsewhere(text: str, cited: Sequence[Citation], answer: Answer) -> bool:
    """Whether another passage found, or another quote, has the text word for word."""
    own = {(one.file, one.start, one.end) for one in cited}
    others = [c.quote for c in answer.citations if (c.file, c.start, c.end) not in own]
    others += [hit.passage.text for hit in answer.hits if not any(_is_in(c, hit.passage) for c in cited)]
    wanted = fold(text)
    return any(wanted in fold(readable(other)) for other in others)


def _by_rules(statement: Statement, answer: Answer, citing: Citing) -> _Judged:
    found = citing.judge(statement, answer)
    elsewhere = (
        bool(statement.citations) and not found.borne_out and citing.borne_out_elsewhere(statement, answer)
    )
    return _Judged(found.borne_out, found.sentences, found.needed, elsewhere)
