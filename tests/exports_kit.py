"""Things to be taken away in tests: messages of the invented corpus, a matrix, recommendations, hostile texts everywhere."""

import csv
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO, StringIO

import docx
import openpyxl
from docx.oxml.ns import qn

from assistant.actions import Actions, ActionsOfAll, Recommendation, Told
from assistant.exports.forms import Taken, export
from assistant.matrix import Cell, Column, Matrix, Row, joined
from assistant.nouns import Answer, Contact, Note, ReviewVerdict, Statement
from assistant.records import Message
from ingest.nouns import Dated
from tests.ui_kit import ANSWERS, HARBOUR, PASSAGES, answered, citation

ASKED = "2026-11-28T21:05:00+00:00"
NOW = datetime(2026, 11, 29, 9, 30, tzinfo=UTC)
CALL = "If a child is in danger now, call 999."


def message(answer: Answer, number: int = 1) -> Message:
    """A stored message with that answer."""
    return Message(number, ASKED, "complete", answer.question, answer)


def of(name: str) -> Message:
    """The message of one of the invented answers."""
    return message(ANSWERS[name])


def matrix() -> Matrix:
    """Two columns over two reviews and a file that could not be read; one review says something under each."""
    one, two = citation(1, PASSAGES[1]), citation(2, PASSAGES[0], page=4)
    says = (Cell("says", (one,)), Cell("says", (two,)))
    none = (Cell("no_mention"), Cell("no_mention"))
    undated = Dated(None, "briefing", "not_stated")
    whole = joined(says)
    return Matrix(
        "bruises; housing",
        {"year": ("2021",)},
        (
            Row(
                HARBOUR.id,
                HARBOUR.title,
                HARBOUR.publisher,
                HARBOUR.review_type,
                HARBOUR.date,
                "digest",
                whole.verdict,
                whole.citations,
                says,
            ),
            Row(
                "inland",
                "Inland toddler review",
                "Inland Partnership",
                "serious case review",
                undated,
                "original",
                "no_mention",
                (),
                none,
            ),
            Row(None, "scan.pdf", "", "", undated, "unrecorded", "not_read", (), (Cell("not_read"),) * 2),
        ),
        "2026-11-21",
        "f" * 64,
        (
            Column("bruises", "bruises?", "bruises (marks)", (Note("The Panel said so.", "2022-09-01"),)),
            Column("housing", "housing?"),
        ),
        left_aside=3,
        withdrawn=("Quay review, withdrawn on 25 November 2026.",),
    )


def actions() -> ActionsOfAll:
    """Two reviews: one with a recommendation of which two things are told, one of which none is, and an action beside."""
    told = (Told(citation(2, PASSAGES[0]), "same_point"), Told(citation(3, PASSAGES[0]), "meaning"))
    harbour = Actions(
        HARBOUR,
        (Recommendation(citation(1, PASSAGES[1]), told), Recommendation(citation(4, PASSAGES[2], page=4))),
        (citation(5, PASSAGES[0]),),
    )
    inland = replace(HARBOUR, id="inland", title="Inland toddler review", dates=())
    gone = ("Quay review, withdrawn on 25 November 2026.",)
    return ActionsOfAll(
        (harbour, Actions(inland)), "titles with “review”", gone, ("Cove review",), "2026-11-21", "f" * 64
    )


def hostile_actions(*texts: str) -> ActionsOfAll:
    """A review for each text, whose every text is that one."""
    found = []
    for text in texts:
        one, two = (
            citation(n, PASSAGES[0], title=text, publisher=text, section=(text,), quote=text, file=text)
            for n in (1, 2)
        )
        review = replace(HARBOUR, title=text, publisher=text)
        found.append(Actions(review, (Recommendation(one, (Told(two, "number"),)),), (replace(two, n=3),)))
    return ActionsOfAll(tuple(found), texts[0], texts, texts)


def hostile(text: str) -> Message:
    """A message whose every text is that one."""
    bad = citation(1, PASSAGES[0], title=text, publisher=text, section=(text,), quote=text, file=text)
    return message(
        answered(
            text,
            searched_for=text,
            statements=(Statement(text, "answer", (1,)), Statement(f"So: {text}", "related", (1,), "partly")),
            citations=(bad,),
            missing=(text,),
            reviews=(ReviewVerdict("x", text, "says", (1,)),),
            notes=(Note(text, None, text),),
            contacts=(Contact(text, text, text, text, text, None, True, text),),
            not_searched=(text,),
            filters={"theme": (text,)},
        )
    )


def hostile_matrix(*texts: str) -> Matrix:
    """A matrix with a row for each text, whose every text is that one; its column is the first."""
    held, rows = matrix(), []
    for text in texts:
        bad = citation(1, PASSAGES[0], title=text, publisher=text, section=(text,), quote=text, file=text)
        cells = (Cell("says", (bad,)),)
        rows.append(replace(held.rows[0], title=text, publisher=text, citations=(bad,), cells=cells))
    return replace(held, question=texts[0], rows=tuple(rows), columns=(Column(*texts[:1] * 3),))


def as_text(taken: Taken, ending: str) -> str:
    """All that a file tells, in one text: Markdown without its escapes, the cells of tables, the words of a paper."""
    written = export(taken, ending, NOW)
    if ending == "docx":
        body = docx.Document(BytesIO(written)).element.body
        found = ["".join(node.itertext()) for node in body.iter(qn("w:p"))]
    elif ending == "xlsx":
        book = openpyxl.load_workbook(BytesIO(written))
        found = [str(cell.value) for page in book for row in page.iter_rows() for cell in row if cell.value]
    elif ending == "csv":
        rows = csv.reader(StringIO(written.decode("utf-8-sig"), newline=""))
        found = [cell for row in rows for cell in row if cell]
    else:
        found = [written.decode().replace("\\", "")]
    return "\n".join(found)
