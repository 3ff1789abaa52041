"""What is told of a checked draft, as Markdown and as a table; and what is told of it before it is checked."""

import csv
import io
import re
from dataclasses import replace

import pytest
from draft_kit import FakeChecker, report_on

from assistant.drafts.markdown import draft_markdown
from assistant.drafts.personal import personal_details
from assistant.drafts.reading import cut, read_upload
from assistant.drafts.table import COLUMNS, draft_csv
from assistant.drafts.told import BESIDES, remark, sorted_out, summary, verdict
from assistant.drafts.withdrawn import without_withdrawn_reviews
from ingest.errors import FileUnreadable
from ingest.readers import Limits
from ingest.withdrawn import Tombstone
from tests.files_kit import Print, pdf
from tests.ui_kit import FINDING, HARBOUR, RECOMMENDATION
from ui.drafts import draft_report

TEXT = "# A paper\n\n=One was found. Two was not. Three was <b>quoted</b>. Four is ours.\n"
VERDICTS = ("supported", "not_shown", "partly", None)


def rows(raw: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def test_the_table_has_a_row_for_each_sentence_and_no_formula() -> None:
    found = rows(draft_csv(report_on(TEXT, verdicts=VERDICTS)))
    assert tuple(found[0]) == COLUMNS
    assert [one["Verdict"] for one in found[:5]] == [
        "Not checked",
        "Supported",
        "Not shown",
        "Wrong quotation",
        "Not checked",
    ]
    assert found[1]["Sentence"] == "'=One was found." and found[1]["Place"] == "Line 3"
    assert found[2]["Another review says it"] == HARBOUR.title
    assert found[2]["Words of the reviews"] == RECOMMENDATION
    assert "our summary, not the publisher's words" in found[2]["Where they stand"]
    assert found[3]["What differs"] == "“ever” is not in the review"
    assert found[3]["Words of the reviews"] == FINDING  # once, though quotation and sentence rest on it


def test_the_markdown_holds_the_paper_in_order_and_nothing_of_it_is_read_as_html() -> None:
    text = draft_markdown(report_on(TEXT, verdicts=VERDICTS)).decode()
    assert text.index("One was found") < text.index("Two was not") < text.index("Four is ours")
    assert "\n## A paper\n" in text and "<b>" not in text and "\\<b\\>" in text
    assert "\n> Another review says it\\: Harbour baby review" in text
    assert "our summary, not the publisher's words" in text


def test_the_summary_counts_from_the_sentences_and_says_where_it_was_stopped() -> None:
    report = report_on(TEXT, verdicts=VERDICTS)
    numbers = sorted_out(report.sentences)
    assert numbers["look"] == 2 and numbers["not_checked"] == 1 and numbers["misquoted"] == 1
    assert numbers["elsewhere"] == 1 and not any("stopped" in line for line in summary(report))
    stopped = replace(report, sentences=report.sentences[:2], not_searched=("a.pdf",))
    told = " ".join(summary(stopped))
    assert "stopped after 2 of 5" in told and "could not be read: a.pdf" in told


def test_each_sentence_is_counted_once() -> None:
    numbers = sorted_out(report_on(TEXT, verdicts=VERDICTS).sentences)
    assert sum(number for name, number in numbers.items() if name not in BESIDES) == 4


def test_a_sentence_with_a_wrong_quotation_is_led_by_that_in_every_export() -> None:
    report = report_on(TEXT, verdicts=VERDICTS)
    assert remark(report.sentences[3])[0].startswith("Wrong quotation. ")
    assert "Partly shown. " not in draft_markdown(report).decode()
    told = " ".join(draft_report(report).split())
    counted = re.search(r"(\d+) sentences? checked", told)
    sorts = re.findall(r"(?:Withdrawn|quotations|otherwise|shown|found|Supported): (\d+)", told)
    assert counted and sum(map(int, sorts)) == int(counted.group(1)), "the counts add up"
    assert "WRONG QUOTATION" in draft_report(report) and "PARTLY" not in draft_report(report)


def test_personal_details_are_told_by_kind_and_place_only() -> None:
    draft = cut(
        "Nothing here.\n\nJane Smith was born on 3 May 2019.\n\nCall me on 07700 900123.", "a", "text"
    )
    found = personal_details(draft)
    assert {one.kind: one.places for one in found} == {"name": ("Line 3",), "number or account": ("Line 5",)}
    assert "Jane" not in repr(found) and "07700" not in repr(found)
    assert personal_details(cut("The Child H review found a bruise.", "a", "text")) == ()


def test_what_was_checked_against_a_review_withdrawn_since_has_none_of_its_words() -> None:
    stone = Tombstone(HARBOUR.id, "t", "f", "c", "digest", "0", "0", "asked to", "me", "2026-11-28T10:00:00")
    held = report_on(TEXT, verdicts=VERDICTS).sentences
    now = without_withdrawn_reviews(held, lambda review: stone if review == HARBOUR.id else None)
    assert (
        FINDING not in repr(now)
        and RECOMMENDATION not in repr(now)
        and "ever" not in repr(now[3].quotations[0].differs)
    )
    assert now[1].verdict == "nothing_found" and "withdrawn on 28 November 2026" in now[1].why
    assert [verdict(one) for one in now[1:4]] == ["Withdrawn"] * 3 and not any(one.stands for one in now[1:4])
    numbers = sorted_out(now)
    assert numbers["withdrawn"] == 3 and numbers["nothing_found"] == numbers["misquoted"] == 0
    assert without_withdrawn_reviews(held, lambda review: None) == held


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("a.doc", b"x", "a.doc: .doc is not checked. Save it as .docx"),
        ("paper", b"x", "this format is not checked"),
        ("a.docx", b"", "a.docx: the file is empty"),
        ("a.docx", b"%PDF-1.7 is no Word file", "a.docx: this is a PDF. Let its name end in .pdf"),
        ("a.docx", b"a text and no Word file", "a.docx: this Word file is broken or locked"),
        (
            "a.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
            "an older Word file, or one locked with a password",
        ),
        ("a.pdf", b"PK\x03\x04", "a.pdf:"),
        ("a.txt", b"\x00\x01\x02\xff" * 50, "a.txt:"),
        ("a.md", b" \n ", "a.md:"),
    ],
)
def test_a_bad_upload_is_one_line_with_its_own_name(name: str, raw: bytes, said: str) -> None:
    with pytest.raises(FileUnreadable) as told:
        read_upload(name, raw, Limits())
    assert said in str(told.value) and "\n" not in str(told.value)
    assert "draft." not in str(told.value) and "folder" not in str(told.value)


def test_an_upload_over_the_limit_is_refused() -> None:
    with pytest.raises(FileUnreadable, match=r"a\.txt: 0\.0 MB is over the limit"):
        read_upload("a.txt", b"word " * 10, Limits(max_bytes=20))


def test_a_pdf_is_read_with_its_pages() -> None:
    pages = [[Print("The first page says it.", 60, 80)], [Print("The second page does not.", 60, 80)]]
    draft = read_upload("a.pdf", pdf(pages), Limits())
    assert [(one.page, one.line, one.text) for one in draft.sentences] == [
        (1, None, "The first page says it."),
        (2, None, "The second page does not."),
    ]


def test_the_terminal_tells_the_page_of_a_pdf() -> None:
    draft = read_upload("a.pdf", pdf([[], [Print("The second page says it.", 60, 80)]]), Limits())
    assert "Page 2\n" in draft_report(FakeChecker(("nothing_found",)).report(draft, None, 1.0))
