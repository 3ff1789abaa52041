"""The hazards of the publishers' texts as a user meets them: passages, answers and quotes over the originals."""

import re

import pytest
from conftest import Corpus, words

from assistant.compose import readable
from assistant.contacts import built_in
from assistant.gate import check_corpus
from ingest.nouns import Passage

FIRST, SECOND, THIRD = "esscp-infant-injury-1-2020", "esscp-infant-injury-2-2021", "esscp-child-2-rr-2023"
WEST, NORTH = "wsscp-child-s-scr-2016", "nyscp-child-h-scr"


def passages(originals: Corpus, review: str, section: str | None = None) -> list[Passage]:
    """The passages of a review, or of one of its sections, in order."""
    held = originals.assistant.index.review_passages(review)
    return [p for p in held if section is None or section in p.section]


def quotes(originals: Corpus, question: str) -> list[str]:
    """What an answer quotes, each checked to be in its file to the letter, in the words a reader sees."""
    one = originals.ask(question)
    for citation in one["citations"]:
        assert originals.text(citation["file"])[citation["start"] : citation["end"]] == citation["quote"]
    return [readable(citation["quote"]) for citation in one["citations"]]


def kinds(originals: Corpus, question: str) -> set[str]:
    """The kinds of what an answer quotes."""
    return {citation["kind"] for citation in originals.ask(question)["citations"]}


def test_the_list_that_the_panel_cut_is_answered_whole_and_in_order(originals: Corpus) -> None:
    said = quotes(originals, "What are the key features and learning in the first infant injury briefing?")
    assert len(said) == 8 and "General Practitioners" in said[0] and "remit of other prof" in said[-1]
    assert not any("locally conducted" in quote for quote in said)


def test_points_that_an_empty_line_tore_are_quoted_whole(originals: Corpus) -> None:
    (said,) = quotes(originals, "What is recommendation 7 of the 2020 East Sussex briefing?")
    assert said.startswith("How can the ESSCP") and said.endswith("'corporate grandparents'?")
    (said,) = quotes(originals, "What was done about information sharing audits in West Sussex?")
    assert said.startswith("The WSSCP's") and said.endswith("to share information.")


def test_the_contacts_of_000_are_one_passage_with_hours_numbers_and_addresses(originals: Corpus) -> None:
    (block,) = passages(originals, FIRST, "ESSCP Contact Us")
    assert block.kind == "contact" and {s.kind for s in block.sentences} == {"contact"}
    for part in words("01273 481544 ESSCP.Contact Mon-Thursday 01323 0-19.SPOA 335905 335906"):
        assert part in block.text


def test_the_contacts_of_004_are_held_once_though_they_are_printed_twice(originals: Corpus) -> None:
    texts = [p.text for p in passages(originals, NORTH) if p.kind == "contact"]
    assert sum("0300 121 3 121" in text for text in texts) == 1
    assert sum("nyscp@northyorks" in text for text in texts) == 1


def test_bold_marks_round_digits_do_not_hide_a_number(originals: Corpus) -> None:
    one = originals.ask("How do I contact the Emergency Duty Service in East Sussex?")
    assert "01273 335905" in {contact["number"] for contact in one["contacts"]}
    assert "**" not in one["text"]


@pytest.mark.parametrize(
    "question",
    [
        "What resources are listed for Child H?",
        "What to do according to the Child 2 review?",
        "Which procedures does the first infant injury briefing link to?",
    ],
)
def test_an_empty_link_is_words_and_never_a_link(originals: Corpus, question: str) -> None:
    one = originals.ask(question)
    assert one["citations"], "there is something to look at"
    assert not any("](" in statement["text"] or "(#)" in statement["text"] for statement in one["statements"])


def test_ticks_after_bullets_are_in_no_answer(originals: Corpus) -> None:
    said = quotes(originals, "What actions have been taken since the 2019 reviews?")
    assert len(said) == 4 and not any(re.search("[✓✔]", quote) for quote in said)


def test_the_image_mark_is_in_no_section_and_the_panel_keeps_its_heading(originals: Corpus) -> None:
    first = passages(originals, SECOND)[0]
    assert first.section == ("What is a Rapid Review?",) and first.kind == "boilerplate"
    assert not any(
        "[image" in p.quote(s.start, s.end) for p in passages(originals, SECOND) for s in p.sentences
    )


def test_both_kinds_of_footnote_marks_are_out_of_what_is_read(originals: Corpus) -> None:
    one = originals.ask("How many serious incidents were notified to Ofsted?")
    assert "285 serious incidents" in one["text"] and "2019-20." in one["text"]
    assert "footnoteRef" not in one["text"] and "[2:" not in one["text"]
    assert {c["kind"] for c in one["citations"]} == {"statistic"}
    assert all("kind" in c["inferred"] for c in one["citations"])


def test_the_four_lines_of_icon_are_quoted_together(originals: Corpus) -> None:
    said = " ".join(quotes(originals, "What is the ICON message?"))
    for line in ("Infant crying is normal", "Comforting methods", "OK to walk away", "Never, ever shake"):
        assert line in said


@pytest.mark.parametrize(
    ("asked", "own", "others"),
    [
        ("fractures to both lower legs", "seven-week-old", ("two month", "eight week")),
        ("bruises to the forehead", "two month old", ("eight week", "seven-week")),
        ("an arm it was not moving", "eight week old", ("two month", "seven-week")),
    ],
)
def test_each_injury_stays_with_its_own_baby(
    originals: Corpus, asked: str, own: str, others: tuple[str, ...]
) -> None:
    said = quotes(originals, f"Which baby in the 2021 East Sussex briefing had {asked}?")
    assert any(own in quote for quote in said), said
    assert not any(own in quote and other in quote for quote in said for other in others)


def test_local_national_and_counted_are_told_apart_and_marked_as_inferred(originals: Corpus) -> None:
    of_kind: dict[str, set[bool]] = {}
    for passage in passages(originals, SECOND):
        for sentence in passage.sentences:
            of_kind.setdefault(sentence.kind, set()).add(sentence.inferred)
    assert of_kind["national_finding"] == of_kind["statistic"] == {True} and False in of_kind["learning"]
    one = originals.ask("What does the national review say about domestic abuse?")
    assert {c["kind"] for c in one["citations"]} == {"national_finding"}
    assert all("kind" in c["inferred"] for c in one["citations"])


def test_a_dated_promise_is_quoted_with_its_date_and_with_that_of_its_review(originals: Corpus) -> None:
    one = originals.ask("When is the difficult conversations course?")
    assert "dates tbc in June 2021" in one["text"]
    assert all(citation["date"]["value"] == "2021" for citation in one["citations"])


def test_plain_lines_are_the_headings_of_002_and_a_label_stays_with_its_point(originals: Corpus) -> None:
    assert {p.section for p in passages(originals, THIRD)} == {
        ("Background",),
        ("Why it matters",),
        ("What to do",),
        ("Child 2 learning",),
    }
    said = quotes(originals, "What are the learning points of the Child 2 review?")
    assert [quote.split()[0] for quote in said] == ["Sharing", "Whole", "Limitations", "Importance"]


def test_in_prose_without_headings_good_practice_is_told_from_what_was_done(originals: Corpus) -> None:
    assert kinds(originals, "What good practice was there in Child S?") == {"good_practice"}
    assert kinds(originals, "What training was delivered after Child S?") == {"action"}
    one = originals.ask("What good practice was there in Child S?")
    assert all("kind" in citation["inferred"] for citation in one["citations"])


def test_where_a_space_was_lost_the_words_are_found_and_quoted_as_printed(originals: Corpus) -> None:
    (said, *_) = quotes(originals, "Were professionals confident to question others after Child S?")
    assert "question—others" in said


def test_an_update_is_no_part_of_the_recommendation_and_both_say_inferred(originals: Corpus) -> None:
    one = originals.ask("What are the recommendations of Child H?")
    assert {c["kind"] for c in one["citations"]} == {"recommendation"} and len(one["citations"]) == 10
    assert all("kind" in citation["inferred"] for citation in one["citations"])
    assert "RCR guidance confirmed" not in one["text"] and "Early Help Strategy launched" not in one["text"]
    updates = originals.ask("What updates on second reporting of CT scans are there?")["citations"]
    assert (updates[0]["kind"], updates[0]["inferred"]) == ("update", ["kind"])
    assert updates[0]["quote"].startswith("RCR guidance confirmed")


def test_the_empty_bullet_asks_nothing(originals: Corpus) -> None:
    said = quotes(originals, "What are the questions for reflection in Child H?")
    assert len(said) == 5 and all(quote.endswith("?") for quote in said)


def test_a_list_of_links_is_no_learning(originals: Corpus) -> None:
    held = passages(originals, NORTH, "Resources & Further Information")
    assert held and {p.kind for p in held} == {"boilerplate"}
    hits = originals.search("professional curiosity in families", 10)["hits"]
    assert hits[0]["kind"] != "boilerplate" and any(hit["kind"] == "boilerplate" for hit in hits)


@pytest.mark.parametrize(
    "question",
    [
        "why are reviews carried out on a bruised baby",
        "safeguarding babies better",
        "how can we improve practice for children",
        "lessons for partnerships",
        "working together to safeguard children",
        "what should staff do about crying babies",
        "sharing the learning of reviews with all practitioners",
        "how should agencies work together to safeguard a child",
    ],
)
def test_words_on_the_purpose_of_reviews_never_come_first(originals: Corpus, question: str) -> None:
    kinds_found = [hit["kind"] for hit in originals.search(question, 10)["hits"]]
    assert kinds_found[0] not in ("boilerplate", "contact")


def test_the_gate_names_the_hazards_that_it_meets_and_asks_nobody_to_look_at_them(originals: Corpus) -> None:
    found = {one.file[:3]: one for one in check_corpus(originals.settings, built_in())}
    met = {number: {h.what.split(",")[0] for h in one.hazards if h.handled} for number, one in found.items()}
    assert met["000"] >= {
        "list cut in two by a panel", "point torn by an empty line", "tick after a bullet", "link that leads nowhere",
        "bold marks round a telephone number", "no title", "heading that is a plain line",
    }  # fmt: skip
    assert met["001"] >= {
        "image without a picture", "footnote mark in the running text", "footnote in the running text",
        "letters of an acronym on lines of their own", "children told of one after the other", "promise with a date",
        "finding of a national review", "figure of a wider count",
    }  # fmt: skip
    assert met["002"] >= {
        "heading that is a plain line",
        "point with a label in bold",
        "link that leads nowhere",
    }
    assert met["003"] >= {
        "prose without headings", "good practice told in prose", "action told in prose", "dash without spaces",
        "point torn by an empty line",
    }  # fmt: skip
    assert met["004"] >= {
        "update behind a recommendation", "bullet without a point", "list of links", "contact that is printed twice",
        "general words on the purpose of reviews", "link that leads nowhere", "no title",
    }  # fmt: skip
    assert not any(hazard.handled for one in found.values() for hazard in one.new)
