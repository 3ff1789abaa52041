"""A written answer with what the quoted one holds beside it: what no claim covers follows in exact quotes."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.compose import Composer
from assistant.nouns import Citation, Note, Query, ReviewVerdict, Statement
from assistant.parts import Draft
from assistant.written.writing import Written

FEWER = "There was no room to show the model {count} of the passages found."
LEFT_OUT = "{count} {claims} of the model {was} left out: the sentences cited did not show {it}."
FOLLOWS = "What the written answer leaves out follows in exact quotes."
INCOMPLETE = "The written answer is incomplete. The quotes that it was to be made from follow."
_OF_EACH_REVIEW = ("which", "compare")


def merged(query: Query, found: Draft, written: Written) -> Draft:
    """The written claims, then what of the quoted answer they do not cover, and all that goes with that.

    A fact is covered by any claim; a list point by point; where every review is asked, review by review. Of an answer
    whose model broke off, every quote follows.
    """
    composer = Composer(dict(found.composer.reviews))
    quoted = [one for one in found.composer.statements if one.role in ("answer", "correction", "related")]
    others = [one for one in found.composer.statements if one not in quoted]
    composer.statements += [one for one in others if one.role == "note"]
    composer.take(written.composer)
    said = tuple(composer.citations)
    left = [
        one for one in quoted if written.fault or not _covered(query, one, found.composer.citations, said)
    ]
    if left:
        composer.say(INCOMPLETE if written.fault else FOLLOWS)
        rest = Composer(dict(found.composer.reviews), left, found.composer.citations)
        _take(composer, rest)
    composer.statements += [one for one in others if one.role != "note"]
    return replace(
        found,
        composer=composer,
        reviews=tuple(_row(row, composer.citations) for row in found.reviews),
        notes=(*(() if query.shape == "list" else found.notes), *_notes(written)),
        rules=(*found.rules, "written by a model from what was found; each claim checked"),
    )


def _covered(
    query: Query, statement: Statement, quotes: Sequence[Citation], said: Sequence[Citation]
) -> bool:
    own = [quotes[number - 1] for number in statement.citations]
    if query.shape in _OF_EACH_REVIEW and not query.parts:
        return any(one.review_id == other.review_id for one in own for other in said)
    if query.shape == "list" or query.parts:
        return any(_meet(one, other) for one in own for other in said)
    return bool(said)


def _meet(one: Citation, other: Citation) -> bool:
    return one.file == other.file and one.start < other.end and other.start < one.end


def _take(composer: Composer, rest: Composer) -> None:
    """Add statements with only the citations that they use."""
    used = {number for statement in rest.statements for number in statement.citations}
    kept = [citation for citation in rest.citations if citation.n in used]
    composer.take(Composer(rest.reviews, rest.statements, kept))


def _row(row: ReviewVerdict, citations: Sequence[Citation]) -> ReviewVerdict:
    if row.verdict != "says":
        return row
    return replace(row, citations=tuple(one.n for one in citations if one.review_id == row.review_id))


def _notes(written: Written) -> tuple[Note, ...]:
    account, told = written.account, []
    if count := account.withheld:
        many = count > 1
        told.append(
            LEFT_OUT.format(
                count=count,
                claims="claims" if many else "claim",
                was="were" if many else "was",
                it="them" if many else "it",
            )
        )
    if account.left_out:
        told.append(FEWER.format(count=account.left_out))
    return tuple(Note(text) for text in told)
