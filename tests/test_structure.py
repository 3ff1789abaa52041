"""What a reader of the printed page would say of each sentence: its heading, its kind, where it ends."""

import pytest
from structure_kit import kind_of, part_with, sentences

from ingest.structure import Structure, structure

# ---- Sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One team met. Another did not.", ["One team met.", "Another did not."]),
        ("Plans (e.g. for sleep) failed.", ["Plans (e.g. for sleep) failed."]),
        ("They saw Dr. Lee and Mrs. May. Both wrote.", ["They saw Dr. Lee and Mrs. May.", "Both wrote."]),
        ("See para. 3 of it, i.e. The Plan.", ["See para. 3 of it, i.e. The Plan."]),
        ("It weighed 3.5 kg. It ate.", ["It weighed 3.5 kg.", "It ate."]),
        ("J. Smith of A&E. She left.", ["J. Smith of A&E.", "She left."]),
        ("“Go home.” The nurse went.", ["“Go home.”", "The nurse went."]),
        ("Was it seen? Yes! It was", ["Was it seen?", "Yes!", "It was"]),
        ("**Label:** It was seen. *Twice.*", ["**Label:** It was seen.", "*Twice.*"]),
        ("Write to amy.may@demo.example. Or call.", ["Write to amy.may@demo.example.", "Or call."]),
        ("It went on... and on.", ["It went on... and on."]),
        ("It was seen.[footnoteRef:4] It was lost.", ["It was seen.[footnoteRef:4]", "It was lost."]),
        ("It was seen[footnoteRef:4]. It was lost.", ["It was seen[footnoteRef:4].", "It was lost."]),
        ("It rose by a fifth. [2:  Demo statistics, part 1. (demo.example)] ", ["It rose by a fifth."]),
        ("It rose. [2: Demo statistics.] Then it fell.", ["It rose.", "Then it fell."]),
        (" \r\n It was seen. \r\n", ["It was seen."]),
        ("… — !", []),
    ],
)
def test_a_sentence_ends_where_a_reader_would_end_it(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


# ---- Titles


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Child Q\n\n## Findings\n\nWords of it.", "Child Q"),
        ("Learning from Child Q\n\nBackground\n\nWords of it.", "Learning from Child Q"),
        ("The Demo Partnership\n\nAnswer to the Review of Q\n\nWords of it.", "Answer to the Review of Q"),
        ("The Demo Partnership\n\nLearning from Child Q\n\nKey messages\n\nWords.", "Learning from Child Q"),
        ("Review of Child Q\n\nGood practice\n\nWords of it.", "Review of Child Q"),
        ("Good practice\n\nWords of it.", None),
        ("Review of Child Q\n=====\nWords of it.", "Review of Child Q"),
        ("Introduction:\n\nWords of it.", None),
        ("## Introduction\n\nWords of it.", None),
        ("## Recommendations (with updates)\n\nWords of it.", None),
        ("Findings\n\n- Words of it.", None),
        ("What is a Demo Review?\n\nWords of it.", None),
        ("Words of it. More words of it.\n\n## Findings\n\nWords.", None),
    ],
)  # fmt: skip
def test_the_title_is_the_heading_before_the_text_unless_it_opens_a_section(
    text: str, title: str | None
) -> None:
    found = structure(text)
    assert found.title == title
    assert not any(title in part.section for part in found.parts)


def test_a_section_that_opens_a_file_without_a_title_keeps_its_kind() -> None:
    text = "Findings\n\n- Nobody asked about home."
    assert (part_with(text, "Nobody").section, kind_of(text, "Nobody")) == (("Findings",), "finding")


def test_a_text_of_headings_only_has_no_parts() -> None:
    assert structure("# Child Q\n\n## Findings\n\n## Learning\n") == Structure("Child Q", ())
