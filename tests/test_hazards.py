"""Every known hazard of the publishers' texts, on the originals where they are there."""

import re
from functools import cache

import pytest
from corpus_kit import NO_ORIGINALS, ORIGINALS
from structure_kit import kind_of, kinds_under, part_with, told, words_of

from ingest.read import canonical
from ingest.structure import sentences_of, structure

with_originals = pytest.mark.skipif(not ORIGINALS.is_dir(), reason=NO_ORIGINALS)


@cache
def original(number: str) -> str:
    (path,) = ORIGINALS.glob(f"{number}_*.txt")
    return canonical(path)


# ---- The hazards on the originals (probes are shorter than any run of words that would be copying)


@with_originals
def test_000_the_list_cut_by_the_panel_keeps_its_heading() -> None:
    text = original("000")
    for words in (
        "General Practitioners being part",
        "proactive information",
        "remit of other professionals",
    ):
        assert part_with(text, words).section == ("Key features and learning",)
        assert kind_of(text, words) == "learning"
    assert sum(part.section == ("Key features and learning",) for part in structure(text).parts) == 8
    assert kinds_under(text, "What is a Serious Case Review?") == {"boilerplate"}


@with_originals
def test_000_has_seven_recommendations_and_the_torn_one_is_whole() -> None:
    text = original("000")
    items = [p for p in structure(text).parts if p.section == ("Recommendations",) and p.block.form == "item"]
    assert len(items) == 7 and all(part.block.numbered for part in items)
    torn = words_of(text, items[-1])
    assert torn.startswith("How can the ESSCP") and torn.endswith("'corporate grandparents'?")
    assert kinds_under(text, "Recommendations") == {"recommendation"}


@with_originals
def test_000_has_four_ticked_actions_and_no_title() -> None:
    text = original("000")
    section = ("Action taken since the review",)
    items = [p for p in structure(text).parts if p.section == section and p.block.form == "item"]
    assert len(items) == 4 and not any("✓" in words_of(text, part) for part in items)
    assert structure(text).title is None


@with_originals
@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_footnotes_and_images_are_in_no_sentence_and_links_in_no_heading(number: str) -> None:
    text = original(number)
    for part, _, said in told(text):
        assert not re.search(r"\[\d+:|\[image", said)
        assert not any("](" in heading or "[" in heading for heading in part.section)


@with_originals
@pytest.mark.parametrize("number", ["000", "004"])
def test_a_line_that_is_only_a_link_is_boilerplate(number: str) -> None:
    links = [
        sentence.kind for _, sentence, said in told(original(number)) if re.fullmatch(r"\[.*\]\(#\)", said)
    ]
    assert len(links) >= 2 and set(links) == {"boilerplate"}


@with_originals
def test_001_the_three_babies_are_separate_items() -> None:
    text = original("001")
    items = [p for p in structure(text).parts if p.section == ("Background",) and p.block.form == "item"]
    assert [words_of(text, part)[:11] for part in items] == ["A two month", "An eight we", "A seven-wee"]
    assert [
        sum(start in words_of(text, p) for start in ("two month", "eight week", "seven-week")) for p in items
    ] == [
        1,
        1,
        1,
    ]


@with_originals
def test_001_the_four_lines_of_icon_stay_in_one_item() -> None:
    text = original("001")
    item = words_of(text, part_with(text, "The ICON message is"))
    assert all(f"\n{letter} – " in item for letter in "ICON") and "Consider if" not in item


@with_originals
def test_001_national_findings_statistics_and_local_learning_are_told_apart() -> None:
    text = original("001")
    assert structure(text).title is None and structure(text).parts[0].kind == "boilerplate"
    for words in ("MARAC and CP systems", "unhelpful focus", "protocols not being followed"):
        assert kind_of(text, words) == "national_finding"
    for words in ("IT systems do not support", "common feature of local", "majority of provision"):
        assert kind_of(text, words) == "learning"
    assert kind_of(text, "285 serious incidents") == kind_of(text, "36% related") == "statistic"


@with_originals
def test_001_and_004_questions_are_of_kind_question() -> None:
    first, last = original("001"), original("004")
    asked = [(part, said) for part, sentence, said in told(first) if sentence.kind == "question"]
    assert {part.section[-1] for part, _ in asked} == {
        "Questions to consider",
        "ICON",
        "Engaging fathers and other males",
        "Escalating concerns",
    }
    assert {part.section[0] for part, _ in asked} == {"Questions to consider"}
    assert [s.kind for p, s, _ in told(last) if p.section == ("Questions for Reflection",)] == [
        "question"
    ] * 5


@with_originals
def test_002_plain_lines_are_its_headings() -> None:
    text = original("002")
    assert structure(text).title == "ESSCP Learning: Child 2 Rapid Review"
    sections = list(dict.fromkeys(part.section for part in structure(text).parts))
    assert sections == [("Background",), ("Why it matters",), ("What to do",), ("Child 2 learning",)]
    assert sum(part.section == ("Child 2 learning",) for part in structure(text).parts) == 4


@with_originals
def test_003_its_title_and_its_torn_sentence() -> None:
    text = original("003")
    assert structure(text).title == "Response to Serious Case Review (SCR) - Child S"
    assert {part.section for part in structure(text).parts} == {()}
    (torn,) = [said for _, _, said in told(text) if "Improvement and Assurance Group" in said]
    assert torn.endswith("to share information.") and "\n\nundertakes" in torn
    assert kind_of(text, "getting the basics right") == "good_practice"
    assert kind_of(text, "Training was delivered") == "action"
    assert kind_of(text, "suffered life changing") == "context"


@with_originals
def test_004_ten_recommendations_each_with_an_update_both_inferred() -> None:
    text = original("004")
    parts = [p for p in structure(text).parts if p.section and p.section[-1].startswith("Recommendations")]
    items = [sentences_of(text, part, 0) for part in parts if part.block.form == "item"]
    assert len(items) == 10
    for sentences_ in items:
        assert [sentence.kind for sentence in sentences_] == ["recommendation"] * (len(sentences_) - 1) + [
            "update"
        ]
        assert all(sentence.inferred for sentence in sentences_)
    assert (
        kind_of(text, "RCR guidance confirmed") == kind_of(text, "Early Help Strategy launched") == "update"
    )


@with_originals
def test_004_contacts_boilerplate_and_good_practice_are_told_apart_and_the_empty_bullet_is_nothing() -> None:
    text = original("004")
    assert kind_of(text, "To make a safeguarding referral") == "contact"
    assert kinds_under(text, "Get in touch") == {"contact"}
    assert kind_of(text, "not conducted to hold") == "boilerplate"
    assert kinds_under(text, "Areas of Good Practice") == {"good_practice"}
    assert kinds_under(text, "Areas for Development") - {"contact"} == {"finding"}
    assert kinds_under(text, "Resources & Further Information") == {"boilerplate"}
    assert structure(text).title is None
