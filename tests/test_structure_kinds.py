"""The hazards of such texts in small, and the kind that each sentence gets."""

import pytest
from structure_kit import kind_of, kinds_under, part_with, told, words_of

from ingest.structure import structure

# ---- The hazards in small

PANEL = """
Key features and learning:

- Doctors should take part in planning.
- Old marks were never looked into.

What is a Demo Review?

A **demo review** is made up for these tests. The purpose of reviews is to learn.

- Schools should be asked early on.
- Staff should feel able to disagree.

Recommendations:

1. Train the doctors.
2. How can the board support parents when they

leave the hostel, and for how long?
"""


def test_a_list_that_a_panel_cut_in_two_keeps_its_heading() -> None:
    for words in ("Doctors should", "Old marks", "Schools should", "Staff should"):
        assert part_with(PANEL, words).section == ("Key features and learning",)
        assert kind_of(PANEL, words) == "learning"
    assert kinds_under(PANEL, "What is a Demo Review?") == {"boilerplate"}
    assert part_with(PANEL, "Train").section == ("Recommendations",)


def test_a_torn_recommendation_is_one_and_is_no_question() -> None:
    part = part_with(PANEL, "How can the board")
    assert words_of(PANEL, part).endswith("for how long?")
    assert kind_of(PANEL, "How can the board") == "recommendation"


CONTACTS = """
Findings

- Nobody asked about home.

To refer a child call: 01234 567 890

Get in touch

If you have questions please email us at [team@demo.example](mailto:team@demo.example)

Recommendations

1. Ask about home.
"""


def test_a_contact_block_among_the_findings_is_no_finding() -> None:
    assert kind_of(CONTACTS, "To refer a child") == "contact"
    assert kinds_under(CONTACTS, "Get in touch") == {"contact"}
    assert kind_of(CONTACTS, "Nobody asked") == "finding"
    assert part_with(CONTACTS, "Ask about home").section == ("Recommendations",)


def test_a_sentence_with_a_number_that_asks_nobody_to_call_is_no_contact() -> None:
    text = "Findings\n\nThe team had the number 01234 567890 in its notes and in its letters for a year.\n"
    assert kind_of(text, "The team") == "finding"


LABELLED = """
## Recommendations (Updates on Actions taken so far are in Bold)

- **Reading scans twice:** Each scan should be read by two people. Two hospitals have begun to.
- **Asking both teams:** Staff must ask the doctor and the nurse. They should write it down. Guidance renewed.
- **Plans:** Plans should name everybody.
- **Reports:** Every visit needs a report. Update: templates sent out. More to come.

## Recommendations

- Plans should be short. Plans were too long.
"""


def test_an_update_is_told_from_its_recommendation_and_both_are_inferred() -> None:
    updates = {said for _, sentence, said in told(LABELLED) if sentence.kind == "update"}
    assert updates == {
        "Two hospitals have begun to.",
        "Guidance renewed.",
        "Update: templates sent out.",
        "More to come.",
    }
    assert all(
        sentence.inferred and sentence.kind in ("recommendation", "update")
        for part, sentence, _ in told(LABELLED)
        if part.updates
    )


def test_without_a_word_of_updates_all_of_a_recommendation_is_the_recommendation() -> None:
    assert [
        (sentence.kind, sentence.inferred) for part, sentence, _ in told(LABELLED) if not part.updates
    ] == [
        ("recommendation", False),
        ("recommendation", False),
    ]


SOURCES = """
Background:
In the half year 285 serious incidents were counted; a rise by a quarter. That was a hard time for all.

Key learning
1. Sharing – local teams kept separate notes. They did not read them.
2. Fathers – this came up in local and national cases alike.
3. Violence – it was a strand of the cases looked at nationally. Few staff felt sure of themselves.
4. Rules – the national panel saw rules that nobody followed.
"""


def test_national_findings_are_told_from_local_ones() -> None:
    assert (
        kind_of(SOURCES, "Sharing")
        == kind_of(SOURCES, "They did not")
        == kind_of(SOURCES, "Fathers")
        == "learning"
    )
    assert kind_of(SOURCES, "Violence") == kind_of(SOURCES, "Few staff") == "national_finding"
    assert kind_of(SOURCES, "Rules") == "national_finding"
    assert all(sentence.inferred for _, sentence, _ in told(SOURCES) if sentence.kind == "national_finding")


def test_a_count_of_incidents_is_a_statistic_and_the_sentence_after_it_is_not() -> None:
    assert kind_of(SOURCES, "285 serious") == "statistic"
    assert kind_of(SOURCES, "a hard time") == "context"


ASKING = """
Review of Child Q

Questions to consider

Talk about this in your team. Questions to consider:

Crying
- Do we speak of crying?
- Who writes it down?

Working with dads
- Do we ask them? Do we write it down?

What to do
- Speak of crying.
"""


def test_questions_are_of_kind_question_also_under_headings_of_their_own() -> None:
    for words in ("Do we speak", "Who writes", "Do we ask", "Do we write"):
        assert kind_of(ASKING, words) == "question"
    assert part_with(ASKING, "Who writes").section == ("Questions to consider", "Crying")
    assert part_with(ASKING, "Do we ask").section == ("Questions to consider", "Working with dads")
    assert kind_of(ASKING, "Speak of crying.") == "learning"


NARRATIVE = """
Demo Partnership

Answer to the Review of Child Q

In 2012 a baby was hurt at home. The teams thought that all was well.

There was good practice by one nurse, who called at once. There are learning points for all teams.

Training was delivered in both towns. Guidance now includes a page on sleep.

The audit group

looks at ten plans a month.
"""


def test_prose_without_headings_is_told_apart_by_its_wording() -> None:
    assert kind_of(NARRATIVE, "In 2012") == kind_of(NARRATIVE, "all was well") == "context"
    assert kind_of(NARRATIVE, "called at once") == "good_practice"
    assert kind_of(NARRATIVE, "learning points") == "learning"
    assert kind_of(NARRATIVE, "Training was") == kind_of(NARRATIVE, "Guidance now") == "action"
    inferred = {sentence.kind for _, sentence, _ in told(NARRATIVE) if sentence.inferred}
    assert inferred == {"good_practice", "learning", "action"}


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Areas of Good Practice", "good_practice"),
        ("What worked well", "good_practice"),
        ("Areas for Development", "finding"),
        ("What the review found", "finding"),
        ("Missed chances", "finding"),
        ("Key learning", "learning"),
        ("Lessons for practice", "learning"),
        ("What to do now", "learning"),
        ("Recommendations", "recommendation"),
        ("Action taken since the review", "action"),
        ("Questions for Reflection", "question"),
        ("Resources & Further Information", "boilerplate"),
        ("Further Reading and Useful Links", "boilerplate"),
        ("What is a Demo Review?", "boilerplate"),
        ("Who to call", "contact"),
        ("Background", "context"),
        ("Weather", "context"),
    ],
)
def test_a_heading_gives_its_text_its_kind(heading: str, kind: str) -> None:
    text = f"# Child Q\n\n## {heading}\n\nThe team met in the park that week.\n"
    assert [(sentence.kind, sentence.inferred) for _, sentence, _ in told(text)] == [(kind, False)]


def test_a_purpose_and_a_link_alone_are_boilerplate_wherever_they_stand() -> None:
    text = (
        "The purpose of all such reviews is to learn. They blame nobody.\n\n## Findings\n\n"
        "[Demo guidance on sleep](#)\n\nThe team met [here](#) that week.\n"
    )
    assert kind_of(text, "The purpose") == kind_of(text, "They blame") == "boilerplate"
    assert kind_of(text, "Demo guidance") == "boilerplate"
    assert kind_of(text, "The team met") == "finding"
    assert all("](" not in heading for part in structure(text).parts for heading in part.section)


MESSAGE = """
What to do

· Learn the DEMO message, which is:
D – Do not shake
E – Ease off
M – Mind yourself
O – Others can help.

· Ask for help.
"""


def test_a_message_over_several_lines_stays_in_its_item() -> None:
    first, second = structure(MESSAGE).parts
    assert words_of(MESSAGE, first).endswith("Others can help.") and first.block.form == "item"
    assert words_of(MESSAGE, second) == "Ask for help."
