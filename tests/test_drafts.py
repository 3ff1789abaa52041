"""Somebody's own paper, cut into sentences and put to the shipped digests; the judge here goes by words alone."""

import re
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from conftest import Corpus

from assistant.claims.nouns import Claim, Judgement
from assistant.drafts.aims import aims
from assistant.drafts.bare import bare
from assistant.drafts.check import DraftChecker
from assistant.drafts.nouns import Checked, DraftReport
from assistant.drafts.reading import cut, read_draft, read_typed, read_upload
from assistant.words import content, stem, tokens
from ingest.errors import FileUnreadable
from ingest.readers import Limits
from ingest.wiring import open_embedder


class ByWords:
    """A judge that goes by the share of a claim's words, and by its numbers."""

    def judge(self, claims: Sequence[Claim]) -> list[Judgement]:
        return [self._judged(claim) for claim in claims]

    def _judged(self, claim: Claim) -> Judgement:
        said = {stem(word) for word in content(tokens(claim.text))}
        held = {stem(word) for word in tokens(f"{claim.evidence} {claim.context}")}
        share = len(said & held) / max(1, len(said))
        if share > 0.6 and set(re.findall(r"\d+", claim.text)) - set(re.findall(r"\d+", claim.evidence)):
            return Judgement("not_shown", 0.1, "another number", ("number", "contradicted"))
        support = "supported" if share > 0.75 else "partly" if share > 0.5 else "not_shown"
        return Judgement(support, round(share, 3), "by words")


@pytest.fixture(scope="module")
def checker(shipped: Corpus) -> DraftChecker:
    return DraftChecker(shipped.assistant.index, open_embedder(shipped.settings), ByWords())


def report(checker: DraftChecker, text: str) -> DraftReport:
    return checker.check(cut(text, "draft.md", "markdown"))


def only(checker: DraftChecker, text: str) -> Checked:
    """The last sentence of a text, checked."""
    return report(checker, text).sentences[-1]


def test_sentences_know_their_lines_and_headings() -> None:
    text = (
        "# A paper\r\n\r\nOne thing was found. Another\r\nwas not.\r\n\r\n## Later\r\n\r\n- A point here.\r\n"
    )
    found = cut(text, "a.md", "markdown").sentences
    assert [(one.line, one.form, one.section) for one in found] == [
        (1, "heading", ("A paper",)),
        (3, "paragraph", ("A paper",)),
        (3, "paragraph", ("A paper",)),
        (6, "heading", ("A paper", "Later")),
        (8, "item", ("A paper", "Later")),
    ]
    assert all(text[one.start : one.end] == one.text for one in found)


def test_a_bare_source_after_a_quotation_belongs_to_it() -> None:
    said = "The review says “nobody asked the father why he left.” (Child S review). It is so."
    assert [one.text for one in cut(said, "a", "text").sentences] == [
        "The review says “nobody asked the father why he left.” (Child S review).",
        "It is so.",
    ]
    apart = "It ended there. (It began in 2019.)"
    assert len(cut(apart, "a", "text").sentences) == 2


def test_a_quotation_of_several_sentences_is_not_torn() -> None:
    (one,) = cut(
        "The review says “It was late. Nobody came at all. We waited.” twice.", "a", "text"
    ).sentences
    assert [quoted.text for quoted in one.quoted] == ["It was late. Nobody came at all. We waited."]


@pytest.mark.parametrize(
    ("said", "quoted"),
    [
        ("It says 'nobody's plan was given to them'.", ["nobody's plan was given to them"]),
        ("It says ‘nobody’s plan was given’ and no more.", ["nobody’s plan was given"]),
        ('It says "three words only".', []),
        ("The parents' plan and the nurses' plan were late.", []),
    ],
)
def test_quotation_marks_hold_four_words_or_more(said: str, quoted: list[str]) -> None:
    (one,) = cut(said, "a", "text").sentences
    assert [found.text for found in one.quoted] == quoted


def test_a_word_file_is_read_with_its_paragraphs_lists_and_tables(tmp_path: Path) -> None:
    paper = docx.Document()
    paper.add_heading("What Child S tells us", 1)
    paper.add_paragraph("The Child S review concluded in late 2017.")
    paper.add_paragraph("Training was given.", style="List Bullet")
    table = paper.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Child H", "Henry had a femur fracture at 4 weeks"
    paper.save(str(tmp_path / "paper.docx"))
    draft = read_draft(tmp_path / "paper.docx", Limits())
    assert [(one.paragraph, one.line, one.form, one.text) for one in draft.sentences] == [
        (1, None, "heading", "What Child S tells us"),
        (2, None, "paragraph", "The Child S review concluded in late 2017."),
        (3, None, "item", "Training was given."),
        (4, None, "cell", "Child H"),
        (4, None, "cell", "Henry had a femur fracture at 4 weeks"),
    ]


def test_a_text_as_windows_writes_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("It says “some of it was late” – twice.".encode("cp1252"))
    (one,) = read_draft(tmp_path / "a.txt", Limits()).sentences
    assert one.quoted[0].text == "some of it was late"


@pytest.mark.parametrize(("name", "raw"), [("a.pdf", b"%PDF-1.7"), ("a.docx", b"no zip"), ("a.md", b"  ")])
def test_what_cannot_be_read_says_so_and_what_to_do(tmp_path: Path, name: str, raw: bytes) -> None:
    (tmp_path / name).write_bytes(raw)
    with pytest.raises(FileUnreadable) as told:
        read_draft(tmp_path / name, Limits())
    assert name in told.value.message and told.value.next_step and "folder" not in told.value.next_step
    with pytest.raises(FileUnreadable):
        read_typed(b"", Limits())


@pytest.mark.parametrize(
    ("name", "raw", "told"),
    [
        ("a.md", b"PK\x03\x04 packed", "a Word file"),
        ("a.txt", b"%PDF-1.7 pages", "a PDF"),
        ("a.docx", b"\xd0\xcf\x11\xe0 older", "an older Word file, or one locked"),
        ("a.txt", b"{\\rtf1 It was late.}", "rich text"),
        ("a.md", b"<!DOCTYPE html><p>It was late.", "a web page"),
        ("a.txt", b"\x89PNG\r\n", "a picture"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_told_what_it_is_from_disk_and_from_the_page(
    tmp_path: Path, name: str, raw: bytes, told: str
) -> None:
    (tmp_path / name).write_bytes(raw)
    with pytest.raises(FileUnreadable, match=f"^{name}: this is {told}"):
        read_draft(tmp_path / name, Limits())
    with pytest.raises(FileUnreadable, match=f"^My {name}: this is {told}"):
        read_upload(f"My {name}", raw, Limits())


def test_what_only_speaks_of_a_file_format_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("PK and %PDF- begin files.")
    assert len(read_draft(tmp_path / "a.md", Limits()).sentences) == 1


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("This paper looks at what the Child H review found.", "method"),
        ("We read both reviews twice.", "method"),
        ("We recommend that the board adopts a new protocol.", "own_recommendation"),
        ("The partnership should meet in May.", "own_recommendation"),
        ("What does Child H tell us?", "question"),
        ("Our team works in pairs.", "own_words"),
    ],
)
def test_what_says_nothing_of_a_review_is_left_aside_by_its_form(
    shipped: Corpus, said: str, why: str
) -> None:
    (aim,) = aims(cut(said, "a", "text").sentences, shipped.assistant.index.reviews)
    assert (aim.left_aside, aim.because) == (why, None)


def test_a_paragraph_a_list_and_a_row_go_on_from_the_review_named(shipped: Corpus) -> None:
    text = (
        "The Child H review raised two things. It also spoke of scans.\n\n"
        "The Child S review said:\n\n- Training was given.\n- Audits were run.\n\n"
        "| Child H | Safety plans were narrow in focus |\n\nThe weather was fine.\n"
    )
    sentences = cut(text, "a", "markdown").sentences
    found = aims(sentences, shipped.assistant.index.reviews)
    h, s = "nyscp-child-h-scr", "wsscp-child-s-scr-2016"
    assert [(one.because, one.review_ids) for one in found] == [
        ("names", (h,)),
        ("goes_on", (h,)),
        (None, ()),
        ("goes_on", (s,)),
        ("goes_on", (s,)),
        (None, ()),
        ("goes_on", (h,)),
        ("heading", (s,)),  # put to the review, and left aside where nothing is found
    ]


def test_a_claim_is_put_without_the_words_that_say_whose_it_is(shipped: Corpus) -> None:
    reviews = shipped.assistant.index.reviews
    assert (
        bare("The Child H review found that some agencies worked alone.", reviews)
        == "Some agencies worked alone."
    )
    said = "We recommend scans because the Child H review found that GPs were not asked."
    assert bare(said, reviews) == "GPs were not asked."


def test_what_the_review_says_is_supported_with_its_exact_words(
    checker: DraftChecker, shipped: Corpus
) -> None:
    found = only(checker, "The Child H review found that some agencies were working in isolation.")
    assert found.verdict == "supported" and found.stands
    for cited in found.evidence:
        assert cited.review_id == "nyscp-child-h-scr"
        assert shipped.text(cited.file)[cited.start : cited.end] == cited.quote


def test_another_number_contradicts(checker: DraftChecker) -> None:
    found = only(checker, "Henry had been admitted at 6 weeks with a femur fracture.")
    assert (found.verdict, found.faults) == ("contradicted", ("number", "contradicted"))
    assert any("4 weeks with a femur fracture" in cited.quote for cited in found.evidence)


def test_the_right_review_is_named_where_the_wrong_one_is_credited(checker: DraftChecker) -> None:
    found = only(
        checker, "The Child S review found that Henry had been admitted at 4 weeks with a femur fracture."
    )
    found = only(
        checker, "In Child S a femur fracture was seen at 4 weeks and a bruise on the temple at 17 weeks."
    )
    assert found.verdict == "not_shown" and found.right_review is not None
    assert found.right_review.review.id == "nyscp-child-h-scr"
    assert "femur fracture" in found.right_review.evidence[0].quote


def test_a_subject_that_no_review_has_is_not_found(checker: DraftChecker) -> None:
    found = only(checker, "The Child S review praised the harbour lighthouse keepers.")
    assert (found.verdict, found.evidence) == ("nothing_found", ())


@pytest.mark.parametrize(
    "said",
    [
        "The Child H review says “Some agencies were working in isolation”.",
        'The Child H review says "some  agencies were\nworking in isolation."',
        "The Child H review says “Opinions from paediatricians were ... treated as fact”.",
        "The Child H review says “Opinions from paediatricians were [...] treated as fact”.",
        "The Child H review says ‘Signs that came earlier (bruising on a baby who was non‑mobile, for example)’.",
        "The Child H review:\n\n> Some agencies were working in isolation.",
    ],
)
def test_a_quotation_is_exact_whatever_its_typesetting(checker: DraftChecker, said: str) -> None:
    found = only(checker, said)
    assert [one.verdict for one in found.quotations] == ["exact"] and found.verdict == "supported"
    assert {one.review_id for one in found.evidence} == {"nyscp-child-h-scr"}


def test_words_left_out_in_the_wrong_order_are_no_quotation(checker: DraftChecker) -> None:
    found = only(checker, "The Child H review says “treated as fact ... Opinions from paediatricians”.")
    assert found.quotations[0].verdict != "exact" and not found.stands


def test_a_misquotation_stands_beside_the_exact_words(checker: DraftChecker, shipped: Corpus) -> None:
    found = only(checker, "The Child H review says “Some agencies were working in harmony”.")
    (one,) = found.quotations
    assert (one.verdict, found.verdict, found.stands) == ("misquoted", "partly", False)
    assert one.evidence[0].quote == "Some agencies were working in isolation"
    assert one.differs == ("“harmony” stands for “isolation”",)


def test_words_of_no_review_are_told_as_such(checker: DraftChecker) -> None:
    found = only(checker, "The Child H review says “the lighthouse was painted green every spring”.")
    assert found.quotations[0].verdict == "not_in_the_reviews" and found.verdict == "nothing_found"


def test_a_quotation_credited_to_another_review_names_the_right_one(checker: DraftChecker) -> None:
    found = only(checker, "The Child S review says “Some agencies were working in isolation”.")
    assert found.verdict == "not_shown" and found.right_review is not None
    assert found.right_review.review.id == "nyscp-child-h-scr"


def test_what_plainly_retells_a_review_is_checked_and_what_does_not_is_left_aside(
    checker: DraftChecker,
) -> None:
    text = "No strategy meeting was convened following the initial femur fracture.\n\nThe car park was resurfaced in June.\n"
    first, second = report(checker, text).sentences
    assert (first.aim.because, first.verdict) == ("retells", "supported")
    assert (second.aim.left_aside, second.verdict) == ("says_nothing_of_a_review", None)
