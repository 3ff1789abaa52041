"""Nothing that a review, a question or a file name holds is read as HTML or as Markdown."""

import re
from html.parser import HTMLParser

import pytest

from tests.hostile import HOSTILE
from ui.drawing.markup import join, label, option, safe, tag, visible
from ui.drawing.source import prose


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.tags.append("!--")


def read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


@pytest.mark.parametrize("text", HOSTILE)
def test_text_reaches_the_page_as_text_alone(text: str) -> None:
    found = read(tag("p", text))
    assert found.tags == ["p"] and found.attributes == []
    assert found.text == visible(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_cannot_leave_an_attribute(text: str) -> None:
    found = read(tag("div", "x", aria_label=text))
    assert found.tags == ["div"]
    assert found.attributes == [("aria-label", visible(text))]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_label_holds_no_markdown(text: str) -> None:
    made = label(text, longest=2_000)
    assert "\n" not in made
    bare = re.sub(r"\\.", "", made)
    assert not re.search(r"[!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~]", bare), "every mark is escaped"
    shown = re.sub(r"\\(.)", r"\1", made)
    assert shown.replace("\u2060", "") == " ".join(visible(text).split()), "and nothing else is changed"
    for read_late in (r":\w", r"@\w", r"(?i)www\.", "--", "->", "<-", ">=", "<=", "~="):
        assert not re.search(read_late, shown), f"{read_late} would be read after the escapes are gone"


def test_there_are_at_least_a_hundred_hostile_texts_and_no_two_alike() -> None:
    assert len(HOSTILE) == len(set(HOSTILE)) >= 100


def test_ordinary_text_is_not_touched() -> None:
    for text in ("Henry’s GP – non-mobile baby, £5", "emoji 👩‍👧 ❤️", "naïve café\ttab\nline"):
        assert visible(text) == text
        assert read(safe(text)).text == text


def test_what_hides_or_reverses_text_becomes_a_visible_sign() -> None:
    assert visible("a\u202eb\u200bc\U000e0041d\x00e") == "a\ufffdb\ufffdc\ufffdd\ufffde"


def test_markup_is_not_escaped_twice_and_plain_text_always_is() -> None:
    assert tag("p", tag("b", "<x>"), "&") == "<p><b>&lt;x&gt;</b>&amp;</p>"
    assert join("<x>", "", tag("i", "y"), between=" & ") == "&lt;x&gt; &amp; <i>y</i>"
    assert safe(str(tag("p", "x"))) == "&lt;p&gt;x&lt;/p&gt;"


def test_attributes_that_are_empty_vanish() -> None:
    assert (
        tag("p", "x", class_=None, hidden=True, id=False, aria_label="a") == '<p hidden aria-label="a">x</p>'
    )


def test_a_long_label_is_cut() -> None:
    assert len(label("word " * 100, 60)) <= 60 and label("word " * 100, 60).endswith("…")


def test_an_entry_to_choose_is_one_visible_line_and_no_markdown_is_taken_out_of_it() -> None:
    assert option("**a**\n b\u202e") == "**a** b\N{REPLACEMENT CHARACTER}"
    assert option("word " * 50, 20) == "word word word word…"


def test_marks_of_headings_points_and_bold_are_kept_and_not_seen() -> None:
    text = "## Learning\n- **Bruises** are told\n1. First\n"
    drawn = prose(text)
    assert re.sub(r"<[^>]+>", "", drawn) == text, "every character stands"
    assert '<span class="marks">## </span>' in drawn and '<span class="point">- </span>' in drawn
    assert '<span class="marks">**</span><span class="bold">Bruises</span>' in drawn
