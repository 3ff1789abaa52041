"""Cutting texts into passages: properties that hold for every text, and the cuts a reader would make."""

import re
import time
from collections.abc import Callable, Sequence

import pytest
from corpus_kit import REVIEW, count_thirds, count_words, cut
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.blocks import blocks
from ingest.split import passages, prefix

SIGNS = "-*+•·▪◦‣●○–—✓✔■➢\uf0b7"
NOTHING = re.compile(rf"\s*(?:(?:[-*_=]\s*){{3,}}|(?:[{SIGNS}o]|\(?\w{{1,3}}[.)])(?:\s+[✓✔])?|#{{1,6}}|﻿)?\s*$")

words = st.sampled_from(
    "the baby was seen at home Nurse Amy and asked e.g. Dr. Lee about 3.5 kg crying, bruise; naïve 病院 🙂 “no” it's "
    "father's [here](#) **bold** 2019-20 (GP) co-ordinate étage 01234 567890".split()
)
sentence = st.builds(
    lambda many, end: " ".join(many).capitalize() + end,
    st.lists(words, min_size=1, max_size=14),
    st.sampled_from(["."] * 6 + ["?", "!", ".”", ".[footnoteRef:3]", ". [3:  A source, p. 4] ", "", ":", "…"]),
)
long_word = st.integers(1, 900).map(lambda n: "x" * n)
odd = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
running = st.lists(st.one_of(sentence, sentence, sentence, long_word, odd), min_size=1, max_size=8).map(" ".join)
wrapped = st.lists(sentence, min_size=1, max_size=6).map("\n".join)
heading = st.one_of(
    st.builds(lambda n, s: "#" * n + " " + s, st.integers(1, 6), sentence),
    st.sampled_from(["Key learning", "Recommendations:", "What is a Panel Meeting?", "Get in touch", "Findings\n---"]),
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
contact = st.sampled_from(["Call the office: 01234 567890", "Email: team@demo.example", "Phone: 01234 500000"])
torn = sentence.map(lambda s: s.replace(" ", "\n\n", 1))
other = st.sampled_from(["", "\n\n", "-----", "* * *", "-", "[image: ] ", "## ", "\f", "|a|b|\n|-|-|", "---- " * 30])
texts = st.builds(
    lambda parts, gap, newline: gap.join(parts).replace("\n", newline),
    st.lists(st.one_of(running, wrapped, heading, items, contact, torn, other, odd), min_size=1, max_size=9),
    st.sampled_from(["\n\n", "\n\n", "\n", "\n\n\n"]),
    st.sampled_from(["\n", "\n", "\r\n", "\r"]),
)
counters = st.sampled_from([count_words, count_thirds])
Counter = Callable[[Sequence[str]], list[int]]


@settings(max_examples=250, deadline=None)
@given(texts, counters)
@example("- one\n-\n- two\n\n##  \n\nlast words", count_words)
def test_whatever_the_text_its_passages_are_exact_ordered_and_leave_nothing_out(text: str, count: Counter) -> None:
    found = passages(text, REVIEW, count, 160)
    at = 0
    for ordinal, passage in enumerate(found):
        assert text[passage.start : passage.end] == passage.text and passage.text.strip()
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
        assert count([whole])[0] <= 160 or not re.search(r"\s", passage.text)

    said = {" ".join(p.text.split()).casefold() for p in found if p.kind == "contact"}
    left = list(text)
    for start, end in [(p.start, p.end) for p in found] + [(b.outer, b.end) for b in headings]:
        left[start:end] = " " * (end - start)
    for line in re.split(r"\r\n|\n|\r", "".join(left)):
        repeated = any(" ".join(line.split()).casefold() in one for one in said)
        assert NOTHING.match(line) or repeated, repr(line)
