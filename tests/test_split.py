"""Cutting texts into passages: properties that hold for every text, and the cuts a reader would make."""

import re
from collections.abc import Callable, Sequence

import pytest
from corpus_kit import NO_ORIGINALS, ORIGINALS, REVIEW, count_thirds, count_words, cut
from hypothesis import example, given
from hypothesis import strategies as st
from property_kit import examples

from ingest.blocks import blocks
from ingest.nouns import Passage
from ingest.read import canonical
from ingest.readers import Document
from ingest.split import passages, prefix

with_originals = pytest.mark.skipif(not ORIGINALS.is_dir(), reason=NO_ORIGINALS)

Counter = Callable[[Sequence[str]], list[int]]
SIGNS = "-*+•·▪◦‣●○–—✓✔■➢\uf0b7"
# A line of no letter or figure says nothing, whatever its marks; nor does the number or the "o" of an empty point.
NOTHING = re.compile(r"(?:[\W_]*|\s*(?:o|\(?\w{1,3}[.)])(?:\s+[✓✔])?\s*)$")

WORDS = """the baby was seen at home Nurse Amy and asked e.g. Dr. Lee about 3.5 kg crying, bruise; naïve 病院
🙂 “no” it's father's [here](#) **bold** 2019-20 (GP) co-ordinate étage 01234 567890"""
words = st.sampled_from(WORDS.split())
sentence = st.builds(
    lambda many, end: " ".join(many).capitalize() + end,
    st.lists(words, min_size=1, max_size=14),
    st.sampled_from(
        ["."] * 6 + ["?", "!", ".”", ".[footnoteRef:3]", ". [3:  A source, p. 4] ", "", ":", "…"]
    ),
)
long_word = st.integers(1, 900).map(lambda n: "x" * n)
odd = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
running = st.lists(st.one_of(sentence, sentence, sentence, long_word, odd), min_size=1, max_size=8).map(
    " ".join
)
wrapped = st.lists(sentence, min_size=1, max_size=6).map("\n".join)
heading = st.one_of(
    st.builds(lambda n, s: "#" * n + " " + s, st.integers(1, 6), sentence),
    st.sampled_from(
        ["Key learning", "Recommendations:", "What is a Panel Meeting?", "Get in touch", "Findings\n---"]
    ),
)
bullet = st.builds(
    lambda indent, sign, gap, s: indent + sign + gap + s,
    st.sampled_from(["", "", "  ", "\t", "      "]),
    st.one_of(st.sampled_from(SIGNS), st.sampled_from(["1.", "2)", "(3)", "a.", "12."])),
    st.sampled_from([" ", "\t", "  ", "\u00a0", " ✓ ", "\n", ""]),
    st.one_of(sentence, running, st.just("")),
)
items = st.lists(bullet, min_size=1, max_size=6).flatmap(
    lambda all_: st.sampled_from(["\n", "\n\n"]).map(lambda gap: gap.join(all_))
)
contact = st.sampled_from(
    ["Call the office: 01234 567890", "Email: team@demo.example", "Phone: 01234 500000"]
)
torn = sentence.map(lambda s: s.replace(" ", "\n\n", 1))
other = st.sampled_from(
    ["", "\n\n", "-----", "* * *", "-", "[image: ] ", "## ", "\f", "|a|b|\n|-|-|", "---- " * 30]
)
texts = st.builds(
    lambda parts, gap, newline: gap.join(parts).replace("\n", newline),
    st.lists(st.one_of(running, wrapped, heading, items, contact, torn, other, odd), min_size=1, max_size=9),
    st.sampled_from(["\n\n", "\n\n", "\n", "\n\n\n"]),
    st.sampled_from(["\n", "\n", "\r\n", "\r"]),
)
counters = st.sampled_from([count_words, count_thirds])


@examples(250)
@given(texts, counters)
@example("- one\n-\n- two\n\n##  \n\nlast words", count_words)
@example("The.\n\n»", count_words)
@example("The team met.\n\n|-|-|\n\n§ § §\n\nTwo met. " + ". " * 900, count_words)
def test_whatever_the_text_its_passages_are_exact_ordered_and_leave_nothing_out(
    text: str, count: Counter
) -> None:
    hold(text, passages(Document(text), REVIEW, count, 160), count, 160)


def hold(text: str, found: Sequence[Passage], count: Counter, max_tokens: int) -> None:
    """Assert all that holds for the passages of any text."""
    at = 0
    for ordinal, passage in enumerate(found):
        assert text[passage.start : passage.end] == passage.text and any(c.isalnum() for c in passage.text)
        assert passage.ordinal == ordinal and passage.start >= at
        at = passage.start
        for sentence in passage.sentences:
            assert at <= sentence.start < sentence.end <= passage.end
            quoted = text[sentence.start : sentence.end]
            assert quoted == quoted.strip() == passage.quote(sentence.start, sentence.end)
            at = sentence.end
        at = passage.end
    assert len({passage.id for passage in found}) == len(found)

    headings = [block for block in blocks(text) if block.form == "heading"]
    for block in headings:
        assert not any(p.start < block.end and block.start < p.end for p in found)

    for passage in found:
        whole = f"{prefix(REVIEW, passage.section)}\n{passage.text}"
        assert count([whole])[0] <= max_tokens or not re.search(r"\s", passage.text)

    said = {" ".join(p.text.split()).casefold() for p in found if p.kind == "contact"}
    left = list(text)
    for start, end in [(p.start, p.end) for p in found] + [(b.outer, b.end) for b in headings]:
        left[start:end] = " " * (end - start)
    for line in re.split(r"\r\n|\n|\r", "".join(left)):
        repeated = any(" ".join(line.split()).casefold() in one for one in said)
        assert NOTHING.match(line) or repeated, repr(line)


def test_a_text_that_is_one_word_too_long_for_any_passage_is_cut_all_the_same() -> None:
    text = "Start " + "x" * 9000 + " end."
    found = passages(Document(text), REVIEW, count_thirds, 160)
    assert len(found) > 10 and "".join(p.text.replace(" ", "") for p in found) == text.replace(" ", "")


def test_a_list_item_too_long_for_one_passage_is_cut_between_its_sentences() -> None:
    text = "- " + " ".join(f"Sentence {n} says that the team met." for n in range(20))
    found = cut(text, max_tokens=60)
    assert len(found) > 2 and all(p.is_list and p.text.endswith("met.") for p in found)
    assert [s.start for p in found for s in p.sentences] == [m.start() for m in re.finditer("Sentence", text)]


def test_items_are_kept_whole_and_fill_a_passage() -> None:
    text = "".join(f"- Point {n} says that the team should meet.\n" for n in range(12))
    found = cut(text, max_tokens=50)
    assert all(p.text.startswith("- Point") and p.text.endswith("meet.") for p in found)
    assert [len(p.blocks()) for p in found] == [3, 3, 3, 3]


def test_a_rule_between_two_pieces_counts_too() -> None:
    rules = "\n" + "- - - - - - - - - - - -\n" * 3
    text = rules.join(f"The team met {n} times that week.\n" for n in range(8))
    for passage in cut(text, max_tokens=50):
        assert count_words([f"{prefix(REVIEW, passage.section)}\n{passage.text}"])[0] <= 50


def test_a_heading_of_any_length_leaves_room_for_the_text() -> None:
    headings = "".join(f"{'#' * n} {'A heading with many words in it, ' * 5}\n\n" for n in range(1, 7))
    text = headings + "The team met once that week. " * 100
    for passage in passages(Document(text), REVIEW, count_thirds, 256):
        assert count_thirds([f"{prefix(REVIEW, passage.section)}\n{passage.text}"])[0] <= 256


def test_a_passage_is_of_one_kind_of_section() -> None:
    text = f"# Child Q\n\nFindings\n\n- Nobody asked about home.\n\n{CALL}\n\n- Nobody wrote it down.\n"
    assert [(p.kind, p.section) for p in cut(text)] == [
        ("finding", ("Findings",)),
        ("contact", ("Findings",)),
        ("finding", ("Findings",)),
    ]


CALL = "To refer a child call: 01234 567 890"
ASK = "If you have questions email team@demo.example"


def test_a_contact_block_that_says_nothing_new_is_left_out() -> None:
    text = (
        f"# Child Q\n\n## Findings\n\n- One.\n\n{CALL}\n\nGet in touch\n\n{ASK}\n\n## Learning\n\n- Two.\n\n"
    )
    end = f"## Get in touch\n\n{CALL}\n\n{ASK}\n"
    assert [p.text for p in cut(text + end)] == ["- One.", CALL, ASK, "- Two."]
    other = end.replace("567 890", "567 999")
    assert [p.text for p in cut(text + other)][-1] == other.partition("\n\n")[2].strip()


def test_words_said_twice_elsewhere_are_kept_twice_with_two_ids() -> None:
    said = "\n\nOne team met.\n\n"
    found = cut(f"# Child Q\n\n## Findings{said}## Learning{said}## Findings{said}")
    assert [p.text for p in found] == ["One team met."] * 3 and len({p.id for p in found}) == 3


def test_the_contact_lines_of_an_office_are_one_passage() -> None:
    text = (
        "# Child Q\n\nContact us:\n\n01234 567890 www.demo.example\n\nEmail: team@demo.example **or if you "
        "worry**, please call Mon-Friday\n\nPhone: 01234 500000\n\nOut of hours call **01234 511111** or "
        "**01234 522222**.\n"
    )
    (found,) = cut(text)
    assert found.kind == "contact" and len(found.blocks()) == 4 and found.text.endswith("522222**.")


def test_ids_do_not_depend_on_what_stands_elsewhere_in_the_text() -> None:
    text = "# Child Q\n\n## Findings\n\nOne team met.\n\n## Learning\n\nTwo teams met.\n"
    before = {p.text: p.id for p in cut(text)}
    after = {p.text: p.id for p in cut(text.replace("One team", "No team"))}
    assert (
        before["Two teams met."] == after["Two teams met."] and len({*before.values(), *after.values()}) == 3
    )


# ---- On the originals


def original(number: str) -> list[Passage]:
    (path,) = ORIGINALS.glob(f"{number}_*.txt")
    return passages(Document(canonical(path)), REVIEW, count_words, 200)


@with_originals
@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_every_original_is_cut_within_the_limit_and_within_its_sections(number: str) -> None:
    (path,) = ORIGINALS.glob(f"{number}_*.txt")
    hold(canonical(path), original(number), count_words, 200)


@with_originals
def test_000_the_contacts_are_one_passage() -> None:
    contacts = [p for p in original("000") if p.kind == "contact"]
    assert len(contacts) == 1 and len(contacts[0].blocks()) == 5
    for words in ("481544", "ESSCP.Contact@", "464222", "0-19.SPOA@", "335905", "335906"):
        assert words in contacts[0].text


@with_originals
def test_004_the_contacts_repeated_at_the_end_are_kept_once() -> None:
    contacts = [p.text for p in original("004") if p.kind == "contact"]
    assert [("0300 121 3 121" in text, "nyscp@northyorks" in text) for text in contacts] == [
        (True, False),
        (False, True),
    ]


@with_originals
def test_000_and_003_what_a_blank_line_tore_is_in_one_sentence() -> None:
    for number, first, last in (
        ("000", "and care leavers when they", "grandparents'?"),
        ("003", "Assurance Group", "share information."),
    ):
        (whole,) = [
            p.quote(s.start, s.end)
            for p in original(number)
            for s in p.sentences
            if first in p.quote(s.start, s.end)
        ]
        assert whole.endswith(last)


@with_originals
def test_001_each_baby_is_a_block_of_its_own() -> None:
    background = [p for p in original("001") if p.section == ("Background",)]
    items = [(p, block[0]) for p in background for block in p.blocks() if block[0].item]
    starts = [passage.quote(sentence.start, sentence.start + 9) for passage, sentence in items]
    assert starts == ["A two mon", "An eight ", "A seven-w"]
