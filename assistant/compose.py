"""From picks to numbered statements. Every quote is taken from the passage by position, so it is exact."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.nouns import Citation, Role, Statement
from assistant.select import Pick
from ingest.nouns import Review

_LINK = re.compile(r"\[([^\]\[]*)\]\([^)\s]*\)")
_AUTOLINK = re.compile(r"<((?:https?|mailto):[^>\s]+)>")
_FOOTNOTE = re.compile(r"\[footnoteRef:\d+\]|\[\^\d+\]")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", re.DOTALL)
_ITALIC = re.compile(r"(?<![\w*])([*_])(?=\S)([^*_]+?)(?<=\S)\1(?![\w*])")
_BULLET = re.compile(r"(?m)^[ \t]*(?:[-*+•·▪◦‣●○✓✔]|\d{1,3}[.)])[ \t]+(?:[✓✔][ \t]+)?")


def readable(quote: str) -> str:
    """A quote as it is read: white space collapsed, Markdown marks, bullets and empty links dropped. No word changes."""
    text = _FOOTNOTE.sub("", quote)
    text = _AUTOLINK.sub(r"\1", _LINK.sub(r"\1", text))
    text = _ITALIC.sub(r"\2", _BOLD.sub(r"\2", _BOLD.sub(r"\2", text)))
    text = re.sub(r"\\([\\`*_{}\[\]()#+.!-])", r"\1", text)
    return " ".join(_BULLET.sub("", text).replace("**", "").split())


@dataclass
class Composer:
    """Numbers citations in reading order while statements are added. A span cited twice keeps its number."""

    reviews: dict[str, Review]
    statements: list[Statement] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)

    def say(self, text: str, role: Role = "note") -> None:
        """Add a statement of our own, which rests on no review."""
        self.statements.append(Statement(text, role))

    def quote(self, pick: Pick, role: Role = "answer") -> int:
        """Add an exact quote as a statement; returns its citation number."""
        number = self.cite(pick)
        self.statements.append(Statement(readable(self.citations[number - 1].quote), role, (number,)))
        return number

    def quote_all(self, picks: Sequence[Pick], role: Role = "answer") -> list[int]:
        """Add a statement for each pick."""
        return [self.quote(pick, role) for pick in picks]

    def take(self, other: "Composer") -> dict[int, int]:
        """Add the statements of another answer that are not here yet; returns its numbers with those they got."""
        mine = {(c.file, c.start, c.end): c.n for c in self.citations}
        numbers = {}
        for citation in other.citations:
            key = (citation.file, citation.start, citation.end)
            if key not in mine:
                self.citations.append(replace(citation, n=len(self.citations) + 1))
                mine[key] = len(self.citations)
            numbers[citation.n] = mine[key]
        for statement in other.statements:
            moved = replace(statement, citations=tuple(numbers[n] for n in statement.citations))
            if moved not in self.statements:
                self.statements.append(moved)
        return numbers

    def cite(self, pick: Pick) -> int:
        """The number of the citation of a pick, which is made if there is none yet."""
        passage, (start, end) = pick.passage, pick.span
        for citation in self.citations:
            if (citation.file, citation.start, citation.end) == (passage.file, start, end):
                return citation.n
        review = self.reviews[passage.review_id]
        first = pick.sentences[0]
        self.citations.append(
            Citation(
                n=len(self.citations) + 1,
                review_id=review.id,
                title=review.title,
                publisher=review.publisher,
                review_type=review.review_type,
                date=review.date,
                standing=review.standing,
                section=passage.section,
                kind=first.kind,
                kind_inferred=first.inferred,
                page=passage.page,
                file=passage.file,
                start=start,
                end=end,
                quote=passage.quote(start, end),
            )
        )
        return len(self.citations)
