"""What an answer, a conversation and a matrix tell when they are taken away, in whichever form."""

import csv
from dataclasses import replace
from io import BytesIO, StringIO

import openpyxl
import pytest

from assistant.exports import facts
from assistant.exports.forms import FORMS, about, export, file_name
from assistant.exports.markdown import escaped
from assistant.exports.plain import with_citations
from assistant.matrix import Matrix
from assistant.records import Message
from assistant.stored_answers import slim
from assistant.under_way import STOPPED
from assistant.withdrawn import without_withdrawn
from ingest.withdrawn import Tombstone
from tests.exports_kit import ASKED, CALL, NOW, actions, as_text, matrix, message, of
from tests.ui_kit import ANSWERS, DOUBTFUL, FINDING, RECOMMENDATION, answered, citation

READABLE = "Record bruises: write down every mark, with its size."
SECRET = "Jo Bloggs of 12 High Street"


def markdown(taken: object) -> str:
    """The Markdown, without the marks that stop Markdown."""
    written = export(taken, "md", NOW).decode()  # type: ignore[arg-type]
    return written.replace("\\", "")


def test_an_answer_comes_with_all_that_is_known_of_it() -> None:
    told = markdown(message(replace(ANSWERS["partly"], not_searched=("scan.pdf",))))
    for known in (
        "# partly",
        "Asked on 28 November 2026, 21:05 UTC",
        "**Searched for:** partly (bruising)",
        f"> “{READABLE}”",
        f"> “{FINDING}”",
        "> [1] Harbour baby review: our summary, not the publisher's words",
        "Harbour Safeguarding Children Partnership; rapid review; briefing of June 2021 (inferred)",
        "Section: Recommendations; file harbour-baby.md, characters 115 to 172",
        "kind of statement: finding (inferred)",
        "- what was done about housing",
        "- scan.pdf",
        "**Exported:** 29 November 2026, 09:30 UTC",
        "**Reviews as of:** 21 November 2026",
        "f" * 64,
        "No language model was used",
        "Before you rely on this",
    ):
        assert known in told, known


def test_characters_of_a_locator_are_the_quotes_own() -> None:
    from tests.ui_kit import TEXT

    assert TEXT[115:172] == RECOMMENDATION


def test_words_that_a_model_wrote_stand_apart_from_the_exact_quotes_they_rest_on() -> None:
    told = markdown(of("written"))
    assert "Two points were made. [1][2]" in told and "“Two points were made.”" not in told
    assert "**Only partly shown by its quotes:**" in told
    assert f"> “{READABLE}”" in told and f"> “{FINDING}”" in told
    assert "A language model wrote the statements" in told
    assert "The language model stopped early." in told


def test_what_is_related_and_no_answer_says_so_before_it_is_read() -> None:
    told = markdown(of("not_found"))
    assert told.index("**Related, not an answer**") < told.index(FINDING)
    assert "No passage in these reviews answers this" in told


def test_each_review_has_its_verdict_and_no_mention_is_no_mention_found() -> None:
    told = markdown(of("which"))
    assert "| Harbour baby review | Says something | [1][2] |" in told
    assert "| Inland toddler review | No mention found |  |" in told
    assert "| scan.pdf | Could not be read |  |" in told


@pytest.mark.parametrize("ending", ["md", "csv"])
def test_an_urgent_answer_begins_with_999(ending: str) -> None:
    first, second = export(of("urgent"), ending, NOW).decode("utf-8-sig").splitlines()[:2]
    assert CALL in (second if ending == "csv" else first)
    told = markdown(of("urgent"))
    assert "| 01632 960123 | Hours not held | Doubtful number. Two numbers. Number checked" in told
    assert "No language model was used" not in told and "without a search" in told


def test_an_urgent_answer_in_a_conversation_puts_999_before_every_question() -> None:
    told = markdown((of("answered"), of("urgent")))
    assert told.startswith(f"**{CALL}**")


@pytest.mark.parametrize("ending", FORMS)
def test_what_was_stopped_for_personal_details_is_in_no_file_and_no_file_name(ending: str) -> None:
    declined = replace(ANSWERS["personal"], question=SECRET, searched_for=SECRET, understood=SECRET)
    stopped = Message(1, ASKED, "complete", SECRET, declined)
    for taken in (stopped, (stopped, of("answered"))):
        assert export(taken, ending, NOW) == export(_as_kept(taken), ending, NOW)
        assert "jo-bloggs" not in file_name(about(taken), ending, NOW)
    assert "personal details" in markdown(stopped) and "Bloggs" not in markdown(stopped)
    assert "Bloggs" not in with_citations(declined)


def _as_kept(taken: Message | tuple[Message, ...]) -> Message | tuple[Message, ...]:
    kept = message(ANSWERS["personal"])
    return (kept, *taken[1:]) if isinstance(taken, tuple) else kept


def test_of_a_withdrawn_review_no_word_is_quoted() -> None:
    gone = Tombstone(
        "harbour-baby",
        "Harbour baby review",
        "x.md",
        "",
        "digest",
        "",
        "",
        "asked",
        "",
        "2026-11-25T09:00:00+00:00",
    )
    answer = without_withdrawn(ANSWERS["answered"], lambda name: gone)
    for told in (markdown(message(answer)), with_citations(answer), *_rows(message(answer))):
        assert READABLE not in told and FINDING not in told and RECOMMENDATION not in told
    assert "[withdrawn on" in markdown(message(answer))
    assert "This review was withdrawn, so it is not quoted." in markdown(message(answer))


@pytest.mark.parametrize("taken", [of("answered"), matrix(), actions()])
def test_no_form_shows_the_marks_that_a_quote_has_in_its_file(taken: Message | Matrix) -> None:
    book = openpyxl.load_workbook(BytesIO(export(taken, "xlsx", NOW)))
    cells = {cell.value for page in book for row in page.iter_rows() for cell in row}
    assert READABLE in cells and RECOMMENDATION not in cells
    assert READABLE in export(taken, "csv", NOW).decode() and RECOMMENDATION not in "".join(_rows(taken))


def _rows(taken: Message | Matrix) -> list[str]:
    return export(taken, "csv", NOW).decode().splitlines()[1:]


def test_a_question_without_an_answer_says_why() -> None:
    told = markdown(
        (
            Message(1, ASKED, "interrupted", "What was found?"),
            Message(2, ASKED, "failed", None, None, "The index is gone."),
        )
    )
    assert "## What was found?" in told and "interrupted before it was answered" in told
    assert "## Question not kept" in told and "The index is gone." in told


@pytest.mark.parametrize("ending", FORMS)
def test_a_question_that_its_reader_stopped_is_told_as_that_and_not_as_an_interruption(ending: str) -> None:
    told = as_text(Message(1, ASKED, "interrupted", "What was found?", None, STOPPED), ending)
    assert STOPPED in told and "interrupted" not in told


TOLD = {
    "limited": replace(ANSWERS["limited"], outcome="not_found", missing=("what was done about housing",)),
    "noted": replace(ANSWERS["noted"], not_searched=("scan.pdf", "old.doc")),
    "written": ANSWERS["written"],
    "urgent": ANSWERS["urgent"],
    "unchecked": answered("unchecked", contacts=(replace(DOUBTFUL, checked=None),)),
}


def test_the_facts_of_an_answer_are_all_that_changes_its_meaning() -> None:
    told = {name: {fact.text for fact in facts.of_answer(slim(answer))} for name, answer in TOLD.items()}
    assert {"rapid reviews", "what was done about housing", "21 November 2026"} <= told["limited"]
    assert {"The Panel said otherwise. (1 September 2022, the national Panel)", "old.doc"} <= told["noted"]
    assert "The language model stopped early. Below are the quotes themselves." in told["written"]
    assert {"Doubtful number. Two numbers.", "Number checked 1 September 2026."} <= told["urgent"]
    assert "Number not yet checked by a person." in told["unchecked"]


@pytest.mark.parametrize("ending", ["copy", *FORMS])
@pytest.mark.parametrize("name", TOLD)
def test_no_form_leaves_out_a_fact_that_changes_the_meaning_of_an_answer(name: str, ending: str) -> None:
    answer = TOLD[name]
    told = with_citations(answer) if ending == "copy" else as_text(message(answer), ending)
    known = facts.of_answer(slim(answer))
    assert known and [fact for fact in known if fact.text not in told] == []


@pytest.mark.parametrize("ending", FORMS)
def test_a_matrix_tells_in_every_form_what_it_was_limited_to_and_what_was_left_out(ending: str) -> None:
    told = as_text(matrix(), ending)
    for known in (
        "2021",
        "bruises (marks)",
        "housing?",
        "The Panel said so. (1 September 2022)",
        "3 inspection reports held here were not asked.",
        "Quay review, withdrawn on 25 November 2026.",
        "is not proof of absence",
        "scan.pdf",
        *(fact.text for fact in facts.of_matrix(matrix())),
    ):
        assert known in told, known


def test_each_row_of_a_matrix_in_csv_says_what_it_was_limited_to_and_searched_for() -> None:
    rows = list(csv.DictReader(StringIO(export(matrix(), "csv", NOW).decode("utf-8-sig"), newline="")))
    verdicts = [row for row in rows if row["Row"] == "verdict"]
    assert len(verdicts) == 6 and {row["Limited to"] for row in verdicts} == {"2021"}
    assert [row["Searched for"] for row in verdicts] == ["bruises (marks)", "housing?"] * 3
    assert [row["Row"] for row in rows[6:8]] == ["check first", "only"]


@pytest.mark.parametrize("ending", FORMS)
def test_recommendations_tell_in_every_form_what_they_show_and_what_was_left_out(ending: str) -> None:
    told = as_text(actions(), ending)
    for known in (
        *("titles with “review”", "Quay review, withdrawn", "Cove review", "No action told"),
        *("Neither recommendations nor actions taken were found in this review.", READABLE, FINDING),
        *("Also told, of no single recommendation", "Told in the same point of the review"),
        *(fact.text for fact in facts.of_actions(actions())),
    ):
        assert known in told, known


def test_a_conversation_numbers_the_quotes_of_each_answer_under_that_answer() -> None:
    told = markdown((of("answered"), of("not_found")))
    assert told.index("## answered") < told.index("### Where the quotes stand") < told.index("## not_found")
    assert told.count("### Where the quotes stand") == told.count("### How this was made") == 2


def test_counts_of_a_matrix_are_counts_of_its_rows() -> None:
    told = markdown(matrix())
    assert "| bruises | bruises (marks) | 1 of 2 reviews says something; 1 file could not be read |" in told
    assert "| Harbour baby review |" in told and "| Says something [1] | Says something [2] |" in told
    assert "page 4" in told and "- scan.pdf" in told and "**Only:** 2021" in told
    assert "is not proof of absence" in told


def test_the_copy_with_citations_numbers_its_quotes_and_says_where_each_stands() -> None:
    told = with_citations(ANSWERS["answered"]).removeprefix("Question: answered\n\n")
    assert told != with_citations(ANSWERS["answered"]), "whoever gets it knows what was asked"
    assert told.startswith(
        f"Only: recommendation\n\n“{READABLE}” [1]\n\n“{FINDING}” [2]\n\n[1] Harbour baby review\n"
    )
    assert "Section: Findings; file harbour-baby.md" in told and "Before you rely on this" in told
    assert with_citations(ANSWERS["urgent"]).startswith(CALL)


@pytest.mark.parametrize("ending", FORMS)
@pytest.mark.parametrize("taken", [of("which"), (of("answered"), of("urgent")), matrix(), actions()])
def test_the_same_answer_at_the_same_time_gives_the_same_bytes(ending: str, taken: object) -> None:
    assert export(taken, ending, NOW) == export(taken, ending, NOW)  # type: ignore[arg-type]
    later = export(taken, ending, NOW.replace(hour=11))  # type: ignore[arg-type]
    assert later != export(taken, ending, NOW)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("What did Child H’s review say?", "what-did-child-hs-review-say"),
        ("../../etc/passwd\x00 \u202egnp.exe", "etc-passwd-gnp-exe"),
        ("CON", "con"),
        ("مرحبا", ""),
        ("word " * 40, "word-word-word-word-word-word-word-word-word-word-word-word"),
    ],
)
def test_a_file_is_named_by_the_day_and_safe_letters_of_the_question(question: str, name: str) -> None:
    made = file_name(about(message(answered(question))), "docx", NOW)
    assert made == "_".join(part for part in ("ask-the-reviews", "2026-11-29", name) if part) + ".docx"


def test_a_long_question_is_cut_in_the_heading_and_whole_below_it() -> None:
    asked = "why " * 100 + "at last"
    told = markdown(message(answered(asked)))
    assert told.splitlines()[0].endswith("…") and f"**The whole question:** {asked}" in told


def test_ordinary_sentences_keep_their_look_in_markdown() -> None:
    plain = "At 09:30 the GP (Dr - unnamed) said: “no mark”, 3.5 cm; see p. 4/5 – twice."
    assert escaped(plain) == plain


def test_a_page_is_told_where_there_is_one() -> None:
    told = markdown(message(answered("q", citations=(citation(1, _passage(), page=12),))))
    assert "page 12; file" in told


def _passage():  # type: ignore[no-untyped-def]
    from tests.ui_kit import PASSAGES

    return PASSAGES[1]
