"""A text is read in sections and screens without losing a character, and found words and passages are placed."""

import re
from dataclasses import replace
from html import unescape

import pytest
from conftest import Corpus

from assistant.reading_matter import (
    MOST_FOUND,
    SCREEN,
    WHOLE,
    around,
    matter,
    piece_at,
    placed,
    places,
    screen,
    screen_before,
    section_at,
)
from tests.test_ui_markup import HOSTILE
from tests.ui_kit import FINDING, PASSAGES, TEXT
from ui.drawing.markup import visible
from ui.drawing.review_text import Marks, contents, found, steps, text


def drawn_words(html: str) -> str:
    """What is drawn of the text itself, without what stands beside it and headings that are ours."""
    bare = re.sub(r'<p class="margin">.*?</p>|<h3 class="given">.*?</h3>', "", html)
    return unescape(re.sub(r"<[^>]+>", "", bare))


def test_sections_cover_a_text_without_a_gap(corpus: Corpus) -> None:
    index = corpus.assistant.index
    for review in index.reviews.values():
        held = matter(corpus.text(review.file), index.review_passages(review.id))
        assert held.fits
        ends = [section.end for section in held.sections]
        assert [section.start for section in held.sections[1:]] == ends[:-1]
        assert ends[-1] == len(held.text)


def test_every_character_but_blank_ones_is_drawn_as_it_stands(corpus: Corpus) -> None:
    index = corpus.assistant.index
    for review in index.reviews.values():
        held = matter(corpus.text(review.file), index.review_passages(review.id))
        drawn = drawn_words(text(held, held.sections, Marks()))
        source = held.text[held.sections[0].start :]
        # What makes a line a heading in Markdown is the only thing that is not drawn.
        source = re.sub(r"(?m)^\s*#{1,6}\s+", "", source)
        assert re.sub(r"\s+", "", drawn) == re.sub(r"\s+", "", visible(source)), review.id


def test_kinds_of_statement_stand_beside_the_text_in_words(shipped: Corpus) -> None:
    held = matter(
        shipped.text("nyscp-child-h-scr.md"), shipped.assistant.index.review_passages("nyscp-child-h-scr")
    )
    drawn = text(held, held.sections, Marks())
    assert "recommendation (inferred), then update on a recommendation (inferred)" in drawn
    assert ">good practice<" in drawn


def test_a_text_that_changed_is_read_anew_without_kinds() -> None:
    changed = TEXT.replace("nobody asked why", "somebody asked why")
    held = matter(changed, PASSAGES)
    assert not held.fits
    assert [section.heading for section in held.sections] == [("Findings",), ("Recommendations",)]
    assert all(not piece.kinds for section in held.sections for piece in section.pieces)
    assert "somebody asked why" in text(held, held.sections, Marks())


def test_a_passage_is_placed_only_where_its_text_still_stands() -> None:
    start = TEXT.index(FINDING)
    span = (start, start + len(FINDING))
    assert placed(matter(TEXT, PASSAGES), PASSAGES, *span)
    changed = matter(TEXT.replace("$5", "$9"), PASSAGES)
    assert not placed(changed, PASSAGES, *span)
    moved = matter("x" + TEXT, PASSAGES)
    assert not placed(moved, PASSAGES, *span)


@pytest.mark.parametrize("span", [(-1, 5), (5, 5), (9, 3), (0, 10_000_000), (0, 3)])
def test_a_span_outside_the_text_or_its_passages_is_not_placed(span: tuple[int, int]) -> None:
    assert not placed(matter(TEXT, PASSAGES), PASSAGES, *span)


def test_a_passage_is_highlighted_and_nothing_else() -> None:
    start = TEXT.index(FINDING)
    held = matter(TEXT, PASSAGES)
    drawn = text(held, held.sections, Marks((start, start + len(FINDING))))
    assert re.findall(r"<mark[^>]*>(.*?)</mark>", drawn) == [FINDING]


def test_a_long_text_is_read_screen_by_screen() -> None:
    source = "# Long review\n\n" + "".join(
        f"## Chapter {number}\n\n" + "The ward wrote nothing down. " * 300 + "\n\n" for number in range(50)
    )
    assert len(source) > 400_000
    held = matter(source, ())
    seen, number = [], 1
    while number <= len(held.sections):
        here = screen(held.sections, number)
        assert here[0].number == number
        assert here[-1].end - here[0].start <= SCREEN
        seen += [section.number for section in here]
        number = here[-1].number + 1
    assert seen == list(range(1, len(held.sections) + 1))
    back = screen_before(held.sections, held.sections[10])
    assert back is not None and screen(held.sections, back.number)[-1].number == 10
    assert screen_before(held.sections, held.sections[0]) is None
    assert screen(held.sections, 10_000)[0].number == 1


def test_a_short_text_is_shown_whole_or_from_a_section_on() -> None:
    held = matter(TEXT, PASSAGES)
    assert screen(held.sections) == held.sections
    assert [section.heading for section in screen(held.sections, 2)] == [("Recommendations",)]


def test_a_long_text_without_headings_is_cut_between_its_paragraphs() -> None:
    paragraphs = [f"Paragraph {number} says that nobody asked. " * 20 for number in range(120)]
    held = matter("\n\n".join(paragraphs), ())
    assert len(held.text) > WHOLE
    assert len(held.sections) > 3
    assert {section.parts for section in held.sections} == {len(held.sections)}
    for section in held.sections[1:]:
        assert held.text[section.start : section.start + 3] == " \n\n"


def test_the_text_around_a_passage_ends_with_whole_pieces(shipped: Corpus) -> None:
    index = shipped.assistant.index
    held = matter(shipped.text("nyscp-child-h-scr.md"), index.review_passages("nyscp-child-h-scr"))
    at = held.text.index("Safety Planning for Suspected")
    piece = piece_at(held.sections, at)
    assert piece is not None
    start, end = around(held, piece.start, piece.end)
    section = section_at(held.sections, at)
    assert section is not None
    assert section.start <= start <= piece.start < piece.end <= end <= section.end
    ends = {one.end for one in section.pieces}
    assert end in ends and (start in ends or start == section.start)


def test_the_text_around_the_last_passage_goes_on_to_the_end_of_the_text() -> None:
    source = TEXT + "[2: A footnote that is part of no passage, however long it is.]\n" * 40
    held = matter(source, PASSAGES)
    last = PASSAGES[-1]
    assert around(held, last.start, last.end)[1] == len(source)


@pytest.mark.parametrize(
    ("words", "count"),
    [("baby's arm", 2), ("BABY’S ARM", 2), ("two lines", 1), ("[a]", 1), ("missing", 0), ("", 0), ("  ", 0)],
)
def test_words_are_found_as_a_phrase_whatever_case_line_breaks_and_quotes(words: str, count: int) -> None:
    source = "The baby’s arm. The baby's  ARM. In two\nlines [a]."
    assert places(source, words).count == count


def test_more_places_than_are_listed_are_still_counted() -> None:
    many = places("ward " * (MOST_FOUND + 5), "ward")
    assert (len(many.spans), many.count) == (MOST_FOUND, MOST_FOUND + 5)


def test_front_matter_is_not_read_as_text() -> None:
    source = "---\nid: harbour-baby\ntitle: A secret title\n---\n\n# Review\n\n## Findings\n\nNobody asked.\n"
    held = matter(source, ())
    assert "secret" not in text(held, held.sections, Marks())
    assert places(source, "secret", held.sections[0].start).count == 0


def test_no_word_found_is_told_as_no_mention_found() -> None:
    held = matter(TEXT, PASSAGES)
    drawn = found(TEXT, places(TEXT, "zebra"), held.sections, "harbour-baby", "zebra", "")
    assert "No mention found" in drawn and 'role="status"' in drawn


def test_places_found_link_to_themselves_and_to_the_next() -> None:
    held = matter(TEXT, PASSAGES)
    hits = places(TEXT, "write")
    assert hits.count >= 1
    hits = places(TEXT, "the", held.sections[0].start)
    drawn = found(TEXT, hits, held.sections, "harbour-baby", "the", "publisher=A")
    first = hits.spans[0]
    assert f"start={first[0]}&amp;end={first[1]}&amp;find=the&amp;back=publisher%3DA" in drawn
    assert "Next place" in steps(hits.spans, first, "harbour-baby", "the", "")
    assert "Previous place" not in steps(hits.spans, first, "harbour-baby", "the", "")
    assert steps(hits.spans, (0, 1), "harbour-baby", "the", "") == ""


@pytest.mark.parametrize("bad", HOSTILE)
def test_a_hostile_text_is_drawn_as_text(bad: str) -> None:
    source = f"# Review\n\n## Findings\n\nSomebody wrote {bad} there.\n"
    held = matter(source, ())
    drawn = text(held, held.sections, Marks(found=places(source, "wrote").spans))
    listed = contents(held.sections, held.sections, "a", bad, bad) + found(
        source, places(source, "there"), held.sections, "a", bad, bad
    )
    for html in (drawn, listed):
        names = set(re.findall(r"<([a-zA-Z][a-zA-Z0-9]*)", html))
        assert names <= {
            "div",
            "section",
            "h2",
            "h3",
            "p",
            "span",
            "mark",
            "nav",
            "ol",
            "li",
            "a",
            "details",
            "summary",
        }
        assert not re.search(r'href="(?!#|/reviews\?)', html)


def test_pages_are_told_where_they_are_known() -> None:
    paged = tuple(replace(one, page=number + 3) for number, one in enumerate(PASSAGES))
    held = matter(TEXT, paged)
    assert held.sections[0].page == 3
    drawn = text(held, held.sections, Marks())
    assert drawn.count("Page 3") == 1 and "Page 4" in drawn
