"""Comments in a Word file: on the right sentences, and nothing else of the file changed."""

import io
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from draft_kit import report_on
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.drafts.commented import with_comments
from assistant.drafts.letters import WORD
from assistant.drafts.word import draft_word
from ingest.errors import ReviewsError
from ingest.readers import Limits
from ingest.readers.document import plain

CHANGED = f"""<w:p {nsdecls("w")}>
  <w:r><w:t xml:space="preserve">The panel met twice. It was </w:t></w:r>
  <w:del w:id="1" w:author="A"><w:r><w:delText>never </w:delText></w:r></w:del>
  <w:ins w:id="2" w:author="A"><w:r><w:t xml:space="preserve">soon </w:t></w:r></w:ins>
  <w:r><w:t>told of it.</w:t></w:r>
</w:p>"""
HIDDEN = f"""<w:p {nsdecls("w")}>
  <w:r><w:t xml:space="preserve">Seen words </w:t></w:r>
  <w:r><w:rPr><w:vanish/></w:rPr><w:t xml:space="preserve">and hidden ones </w:t></w:r>
  <w:r><w:t>stand here.</w:t></w:r>
</w:p>"""
BOX = f"""<w:p {nsdecls("w")}><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>
  <w:txbxContent><w:p><w:r><w:t>A point in a box.</w:t></w:r></w:p></w:txbxContent>
</v:textbox></v:shape></w:pict></w:r></w:p>"""


def saved(held: Any) -> bytes:
    written = io.BytesIO()
    held.save(written)
    return written.getvalue()


def opened(raw: bytes) -> Any:
    return docx.Document(io.BytesIO(raw))


def commented_words(raw: bytes) -> dict[str, str]:
    """The first line of each comment, and the words between its two marks."""
    return dict(marked(raw))


def marked(raw: bytes) -> list[tuple[str, str]]:
    """The same, for comments that begin with the same line."""
    held = opened(raw)
    body = held.element.body
    found = []
    for comment in held.comments:
        number = str(comment.comment_id)
        within, words = False, ""
        for element in body.iter():
            if element.get(f"{WORD}id") == number and element.tag == f"{WORD}commentRangeStart":
                within = True
            elif element.get(f"{WORD}id") == number and element.tag == f"{WORD}commentRangeEnd":
                within = False
            elif within and element.tag == f"{WORD}t":
                words += element.text or ""
        found.append((comment.paragraphs[0].text, words))
    return found


def looks(raw: bytes) -> list[tuple[str, bool | None, bool | None]]:
    """Every letter with whether it is bold and italic: what may not change."""
    return [
        (letter, run.bold, run.italic)
        for paragraph in opened(raw).paragraphs
        for run in paragraph.runs
        for letter in run.text
    ]


def paper() -> Any:
    """Sentences that begin and end within runs of other looks."""
    held = docx.Document()
    held.add_heading("What was found", 1)
    paragraph = held.add_paragraph("The nurse saw a ")
    paragraph.add_run("bruise. Nobody").bold = True
    paragraph.add_run(" asked why. ")
    paragraph.add_run("The nurse saw a bruise.").italic = True
    table = held.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Child H", "It was late. It was short."
    return held


def test_each_comment_stands_on_its_sentence_and_nothing_else_changes() -> None:
    raw = saved(paper())
    made = with_comments(
        raw,
        [
            ("What was found", ""),
            ("The nurse saw a bruise.", "first"),
            ("Nobody asked why.", "second"),
            ("The nurse saw a bruise.", "third"),
            ("Child H", ""),
            ("It was late.", ""),
            ("It was short.", "fourth"),
        ],
        "of the whole",
    )
    assert commented_words(made) == {
        "of the whole": "What was found",
        "first": "The nurse saw a bruise.",
        "second": "Nobody asked why.",
        "third": "The nurse saw a bruise.",
        "fourth": "It was short.",
    }
    assert looks(made) == looks(raw)
    assert opened(made).tables[0].cell(0, 1).text == "It was late. It was short."


def test_of_two_sentences_alike_the_one_that_is_spoken_of_is_marked() -> None:
    made = with_comments(
        saved(paper()),
        [("The nurse saw a bruise.", ""), ("Nobody asked why.", ""), ("The nurse saw a bruise.", "second")],
        "all",
    )
    marked = [run for run in opened(made).paragraphs[1].runs if run.italic]
    assert marked[0]._r.getprevious().tag == f"{WORD}commentRangeStart"


def test_tracked_changes_hidden_words_and_boxes_stay() -> None:
    held = docx.Document()
    for xml in (CHANGED, HIDDEN, BOX):
        held.element.body.insert(0, parse_xml(xml))
    made = with_comments(
        saved(held),
        [
            ("A point in a box.", "box"),
            ("Seen words stand here.", "hidden"),
            ("The panel met twice.", ""),
            ("It was soon told of it.", "changed"),
        ],
        "all",
    )
    found = commented_words(made)
    assert found["changed"] == "It was soon told of it." and "box" in found
    assert found["hidden"] == "Seen words and hidden ones stand here."
    body = opened(made).element.body
    assert [one.text for one in body.iter(f"{WORD}delText")] == ["never "]
    assert len(list(body.iter(f"{WORD}ins"))) == 1 and len(list(body.iter(f"{WORD}vanish"))) == 1
    assert "".join(one.text or "" for one in body.iter(f"{WORD}t")) == "".join(
        one.text or "" for one in held.element.body.iter(f"{WORD}t")
    )


def test_a_remark_on_a_footnote_stands_where_the_text_refers_to_it_and_the_note_stays() -> None:
    raw = with_footnote(saved(paper()), "The review took two years.")
    made = with_comments(raw, [("The review took two years.", "note")], "all")
    assert commented_words(made)["note"] == ""
    reference = next(opened(made).element.body.iter(f"{WORD}footnoteReference"))
    assert reference.getparent().getprevious().tag == f"{WORD}commentRangeStart"
    with zipfile.ZipFile(io.BytesIO(raw)) as before, zipfile.ZipFile(io.BytesIO(made)) as after:
        assert before.read("word/footnotes.xml") == after.read("word/footnotes.xml")


def with_footnote(raw: bytes, words: str) -> bytes:
    """The file with a footnote in its first paragraph."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    held = opened(raw)
    note = f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    name = PackURI("/word/footnotes.xml")
    part = Part(name, CONTENT_TYPE.WML_FOOTNOTES, note.encode(), held.part.package)
    held.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    reference = parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>')
    held.paragraphs[0]._p.append(reference)
    return saved(held)


def test_comments_that_stood_in_it_before_stay() -> None:
    held = paper()
    held.add_comment(held.paragraphs[1].runs, "Mine", "Somebody", "S")
    made = with_comments(saved(held), [("Nobody asked why.", "ours")], "all")
    assert [(one.author, one.text) for one in opened(made).comments] == [
        ("Somebody", "Mine"),
        ("Ask the Reviews", "all"),
        ("Ask the Reviews", "ours"),
    ]


def test_what_is_said_of_a_sentence_that_is_not_in_the_file_is_not_lost() -> None:
    made = with_comments(
        saved(paper()), [("Words of no paper.", "unplaced"), ("Nobody asked why.", "x")], "all"
    )
    first = opened(made).comments.get(0)
    assert first is not None and "“Words of no paper.”" in first.text and "unplaced" in first.text


def test_a_new_file_holds_the_text_with_comments_on_its_sentences() -> None:
    report = report_on("# A paper\n\nThe first was found. The second was not.\n\n- A point here.\n")
    made = draft_word(report, None, Limits())
    assert [(one.style.name, one.text) for one in opened(made).paragraphs] == [
        ("Heading 1", "A paper"),
        ("Normal", "The first was found. The second was not."),
        ("List Bullet", "A point here."),
    ]
    assert [words for _, words in marked(made)] == [
        "A paper",
        "The first was found.",
        "The second was not.",
        "A point here.",
    ]


def test_the_original_is_given_its_comments_in_a_process_of_its_own() -> None:
    held = docx.Document()
    held.add_paragraph("The first was found. Thé second was not.")
    report = report_on("The first was found. Thé second was not.", "docx")
    made = draft_word(report, saved(held), Limits())
    assert opened(made).paragraphs[0].text == "The first was found. Thé second was not."
    assert "Thé second was not." in commented_words(made).values()


def test_signs_that_no_word_file_may_hold_are_made_visible() -> None:
    made = draft_word(report_on("The \x00 first\ufffe was found."), None, Limits())
    assert "\ufffd first\ufffd" in opened(made).paragraphs[0].text


def test_what_is_no_word_file_is_one_line_and_the_page_goes_on() -> None:
    with pytest.raises(ReviewsError, match="could not be put into"):
        draft_word(report_on("The first was found."), b"PK no zip", Limits())


def test_a_sentence_left_aside_has_no_comment_but_the_one_on_the_whole() -> None:
    made = draft_word(report_on("The first was found.", verdicts=(None,)), None, Limits())
    assert [said for said, _ in marked(made)] == ["Sentences checked: 0. Not checked: 1."]


WORDS = st.lists(
    st.sampled_from(["bruise", "é", "e\u0301", "a|b", "x\u00ady", "–", "Ǆ"]), min_size=1, max_size=6
)


@given(
    sentences=st.lists(WORDS.map(lambda words: " ".join(words) + "."), min_size=1, max_size=6, unique=True),
    lengths=st.lists(st.integers(1, 9), min_size=1, max_size=8),
)
@settings(max_examples=12, deadline=None)
def test_however_the_runs_are_cut_no_letter_changes_and_each_remark_finds_its_sentence(
    sentences: list[str], lengths: list[int]
) -> None:
    held = docx.Document()
    paragraph = held.add_paragraph()
    left = text = " ".join(sentences)
    for number in range(len(text)):
        run, left = left[: lengths[number % len(lengths)]], left[lengths[number % len(lengths)] :]
        if run:
            paragraph.add_run(run).bold = number % 2 == 0
    raw = saved(held)
    made = with_comments(raw, [(plain(one), one) for one in sentences], "all")
    assert opened(made).paragraphs[0].text == text and looks(made) == looks(raw)
    assert [plain(words) for _, words in marked(made)[1:]] == [plain(one) for one in sentences]
