"""Headings, paragraphs and list items, as exported text writes them."""

import time

import pytest

from ingest.blocks import Block, blocks
from ingest.structure import clean_heading, structure


def forms(text: str) -> list[tuple[str, str]]:
    """Form and words of each block."""
    return [(block.form, text[block.start : block.end]) for block in blocks(text)]


def only(text: str) -> Block:
    (block,) = blocks(text)
    return block


@pytest.mark.parametrize("sign", "-*+•·▪◦‣●○–—✓✔■▸➢»\uf0b7")
@pytest.mark.parametrize("gap", [" ", "\t", "\u00a0", "   "], ids=["space", "tab", "hard space", "spaces"])
def test_a_bullet_of_any_sign_is_a_list_item_without_its_sign(sign: str, gap: str) -> None:
    text = f"{sign}{gap}Ask about home.\n{sign}{gap}Write it down."
    assert forms(text) == [("item", "Ask about home."), ("item", "Write it down.")]
    assert [block.outer for block in blocks(text)] == [0, text.index("\n") + 1]


@pytest.mark.parametrize("sign", "•▪●\uf0b7")
def test_a_round_bullet_needs_no_space_after_it(sign: str) -> None:
    assert forms(f"{sign}Ask about home.") == [("item", "Ask about home.")]


@pytest.mark.parametrize(
    "text", ["-5 degrees were measured.", "*Very* small babies were seen.", "1.5 kg were lost."]
)
def test_a_sign_without_a_space_is_no_bullet(text: str) -> None:
    assert forms(text) == [("paragraph", text)]


@pytest.mark.parametrize("number", ["1.", "2)", "(3)", "12.", "a.", "(b)"])
def test_a_numbered_point_is_a_list_item(number: str) -> None:
    block = only(f"{number} Ask about home.")
    assert block.form == "item" and block.numbered == any(c.isdigit() for c in number)


def test_a_tick_after_a_bullet_belongs_to_the_bullet() -> None:
    assert forms("- ✓ Letters went out.\n* ✔ Courses began.") == [
        ("item", "Letters went out."),
        ("item", "Courses began."),
    ]


def test_an_empty_bullet_and_a_rule_are_nothing_and_end_what_stood_before_them() -> None:
    text = "- first point without end\n-\nsecond words\n\n-----\n\nthird words\n* * *\nfourth words"
    assert [words for _, words in forms(text)] == [
        "first point without end",
        "second words",
        "third words",
        "fourth words",
    ]


def test_a_list_in_a_list_item_stays_with_the_item() -> None:
    assert forms("- Ask about:\n    - sleep\n    - food\n- Write it down.") == [
        ("item", "Ask about:\n    - sleep\n    - food"),
        ("item", "Write it down."),
    ]


def test_a_wrapped_item_and_a_wrapped_paragraph_are_one_block_each() -> None:
    text = "- Ask about home\n  and about school.\n\nThe team met twice that\nweek and wrote nothing down."
    assert forms(text) == [
        ("item", "Ask about home\n  and about school."),
        ("paragraph", "The team met twice that\nweek and wrote nothing down."),
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\r\r\n"], ids=["LF", "CRLF", "CR", "CRCRLF"])
def test_newlines_of_any_sort_give_the_same_blocks(newline: str) -> None:
    text = "# Child Q\n\nFindings\n\nThe team met\nonce.\n\n- one\n- two\n".replace("\n", newline)
    assert [(form, " ".join(words.split())) for form, words in forms(text)] == [
        ("heading", "Child Q"),
        ("heading", "Findings"),
        ("paragraph", "The team met once."),
        ("item", "one"),
        ("item", "two"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "3. Will the board help parents when they\n\nleave the hostel, and how?",
        "- Will the board help parents when they\n\nleave the hostel, and how?",
        "Will the board help parents when they\r\n\r\nleave the hostel, and how?",
    ],
)
def test_a_sentence_torn_by_a_blank_line_is_one_block(text: str) -> None:
    assert only(text).end == len(text)


def test_what_ended_or_begins_with_a_capital_is_not_joined_over_a_blank_line() -> None:
    assert len(blocks("The team met once that week.\n\nand wrote nothing down.")) == 2
    assert len(blocks("- the team met once that week\n\nNobody wrote anything down.")) == 2


def test_long_lines_that_end_are_paragraphs_of_their_own() -> None:
    line = "The team met once that week. " * 4 + "It wrote nothing down."
    assert len(blocks(f"{line}\n{line}")) == 2


@pytest.mark.parametrize("marks", ["#", "##", "######"])
def test_a_marked_heading_has_the_level_of_its_marks(marks: str) -> None:
    block = only(f"{marks} What was found")
    assert (block.form, block.level) == ("heading", len(marks))


def test_a_marked_heading_without_words_is_nothing() -> None:
    assert forms("The team met\n## \nonce a week.") == [
        ("paragraph", "The team met"),
        ("paragraph", "once a week."),
    ]


def test_a_paragraph_that_somebody_marked_as_a_heading_can_be_quoted() -> None:
    text = "# " + "The team met once that week and wrote nothing down. " * 6
    assert only(text).form == "paragraph"


@pytest.mark.parametrize(
    "line",
    ["Key learning", "Get in touch", "Recommendations:", "What is a Panel Meeting?", " Introduction: "],
)
def test_a_plain_line_alone_is_a_heading(line: str) -> None:
    assert forms(f"Some words before.\n\n{line}\n\nSome words after.")[1] == ("heading", line.strip())


@pytest.mark.parametrize("line", ["Background:", "Key learning"])
def test_a_plain_line_right_above_its_text_is_a_heading(line: str) -> None:
    text = f"Before.\n\n{line}\nThe winter was hard for all the families in the two towns and for the teams."
    assert forms(text)[1] == ("heading", line)


@pytest.mark.parametrize(("underline", "level"), [("=====", 1), ("---", 2)])
def test_an_underlined_line_is_a_heading(underline: str, level: int) -> None:
    text = f"What Was Found\n{underline}\nThe team met once that week."
    heading, paragraph = blocks(text)
    assert (heading.form, heading.level, paragraph.form) == ("heading", level, "paragraph")


@pytest.mark.parametrize(
    "line",
    [
        "The team met once that week.",
        "the team met",
        "Phone: 01234 567890",
        "www.demo.example",
        "Write to team@demo.example",
        "[Demo guidance](#)",
        "Number: twelve",
        "Every professional in both of the two towns and in all the teams knew of it",
    ],
)
def test_a_line_that_says_something_is_no_heading(line: str) -> None:
    assert forms(f"Before it.\n\n{line}\n\nAfter it.")[1][0] == "paragraph"


def test_the_words_that_lead_into_a_list_right_under_its_heading_are_no_heading() -> None:
    text = "Recommendations\n\nThe review makes these points to strengthen work:\n\n1. Ask."
    assert [form for form, _ in forms(text)] == ["heading", "paragraph", "item"]


def test_what_an_export_left_of_an_image_is_cut_off_a_heading_and_no_word_with_it() -> None:
    assert forms(" [image: ]What is a Demo Review? \n\nWords.")[0] == ("heading", "What is a Demo Review?")
    text = "See the picture [image: ]Here\n\nWords."
    assert forms(text)[0] == ("heading", "See the picture [image: ]Here")


def test_a_heading_is_cleaned_of_marks_and_spaces() -> None:
    assert clean_heading("##  **Key   learning:** ") == "Key learning"


def test_a_text_of_a_quarter_million_awkward_characters_is_cut_in_seconds() -> None:
    size = 250_000
    awkward = [
        "x",
        " ",
        "\n",
        ".",
        "a. ",
        "a@",
        "1,",
        "[1: ",
        "(",
        "- ",
        "0 ",
        "病",
        "the baby was seen\n",
        "## ",
    ]
    started = time.process_time()
    for part in awkward:
        structure("A" + part * (size // len(part)) + "b")
    assert time.process_time() - started < 20  # what takes the square of the length takes hours
