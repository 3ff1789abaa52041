"""Forms of answers beside plain facts: complete lists, a row a review, who is silent, premises put right, why."""

from dataclasses import replace
from typing import Any

import pytest
from conftest import Corpus

from assistant.compose import readable
from assistant.exports.plain import with_citations
from assistant.in_words import note_words
from assistant.later import later_notes
from assistant.nouns import Statement, Turn
from assistant.per_review import asks_who_is_silent
from assistant.premises import contradicting
from ingest.nouns import Dated
from tests import ui_kit
from ui.drawing.words import SEARCHES

FIRST, SECOND = "esscp-infant-injury-1-2020", "esscp-infant-injury-2-2021"
HENRY, CHILD_2, CHILD_S = "nyscp-child-h-scr", "esscp-child-2-rr-2023", "wsscp-child-s-scr-2016"


def test_a_whole_list_says_that_it_is_whole(shipped: Corpus) -> None:
    one = shipped.ask("List the recommendations of the 2020 East Sussex briefing")
    answers = [s for s in one["statements"] if s["role"] == "answer"]
    assert len(answers) == 7
    assert any(note["text"].startswith("All 7 points") for note in one["notes"])
    starts = [c["start"] for c in one["citations"]]
    assert starts == sorted(starts)


def test_a_comparison_has_a_row_for_each_review_compared(shipped: Corpus) -> None:
    one = shipped.ask("Compare what Child H and Child 2 say about information sharing")
    rows = {row["review_id"]: row for row in one["reviews"]}
    assert set(rows) == {HENRY, CHILD_2} and all(row["verdict"] == "says" for row in rows.values())
    of = {c["n"]: c["review_id"] for c in one["citations"]}
    assert all(of[n] == review_id for review_id, row in rows.items() for n in row["citations"])


def test_which_say_nothing_names_those_in_which_no_mention_was_found(shipped: Corpus) -> None:
    one = shipped.ask("Which reviews say nothing about housing?")
    silent = [row["title"] for row in one["reviews"] if row["verdict"] == "no_mention"]
    assert one["outcome"] == "answered" and silent
    told = one["statements"][0]
    assert told["role"] == "note" and all(title in told["text"] for title in silent)
    assert {row["verdict"] for row in one["reviews"] if row["review_id"] == CHILD_2} == {"says"}


@pytest.mark.parametrize(
    ("question", "silent"),
    [
        ("which reviews do not mention fathers?", True),
        ("Which ones make no reference to MARAC", True),
        ("which never talk about housing", True),
        ("which briefings leave housing out?", True),
        ("which of the five fail to cover midwives", True),
        ("which reviews have no questions for teams?", True),
        ("which reviews mention fathers being left out?", False),
        ("which reviews mention fathers not being engaged?", False),
        ("which reviews say that nothing was shared?", False),
    ],
)
def test_a_question_for_silence_is_told_from_one_for_what_was_not_done(
    shipped: Corpus, question: str, silent: bool
) -> None:
    query, _ = shipped.assistant.search(question)
    assert asks_who_is_silent(query) is silent


def test_a_premise_that_a_passage_contradicts_is_put_right(shipped: Corpus) -> None:
    one = shipped.ask("Why did the West Sussex board turn down some of the Child S recommendations?")
    assert one["outcome"] == "not_found"
    (correction,) = [s for s in one["statements"] if s["role"] == "correction"]
    assert "accepted" in correction["text"] and correction["citations"]
    assert not [s for s in one["statements"] if s["role"] in ("answer", "related")]


def test_a_question_whether_it_is_so_takes_nothing_for_granted() -> None:
    assert contradicting("Did the board reject the findings?", ()) is None


@pytest.mark.parametrize(
    "typed",
    ["OR 1=1; DROP TABLE", "fell", "Why did the price of tea drop?", "when did biscuits go down, drop?"],
)
def test_what_is_no_question_on_the_subject_takes_nothing_for_granted(shipped: Corpus, typed: str) -> None:
    one = shipped.ask(typed)
    assert [s for s in one["statements"] if s["role"] == "correction"] == []


def test_a_child_who_survived_has_no_date_of_death(shipped: Corpus) -> None:
    for child, alive in (("Henry", "seizures"), ("Child 2", "Care proceedings")):
        one = shipped.ask(f"On what date did {child} die?")
        assert one["outcome"] == "not_found"
        (correction,) = [s for s in one["statements"] if s["role"] == "correction"]
        assert alive in correction["text"] and correction["citations"]
        assert not [s for s in one["statements"] if s["role"] == "answer"]


def test_what_reviews_have_said_is_offered_last_and_closed_under_an_urgent_answer(shipped: Corpus) -> None:
    message = (
        "I've just seen a bruise on a ten week old in Hastings and her mum can't explain it, what do I do"
    )
    answer = shipped.assistant.ask(message)
    assert answer.outcome == "urgent" and not answer.hits
    folded = [choice for choice in answer.choices if choice.folded]
    assert folded and folded == list(answer.choices)[-len(folded) :]
    for choice in folded:
        assert "Hastings" not in choice.question and "ten week" not in choice.question
        assert shipped.ask(choice.question)["outcome"] != "urgent"


def test_why_tells_how_a_question_was_read_and_what_decided(shipped: Corpus) -> None:
    answer = shipped.assistant.ask("how many working days is a rapid review given in East Sussex?")
    why = answer.why
    assert "Read as asking for one fact" in why
    assert any(line.startswith("Wants to be told: ") for line in why)
    assert any(line.startswith("By rule, likely answered by what was found: yes (") for line in why)
    near = [line for line in why if line.startswith("Sentence ")]
    assert near[0].startswith("Sentence close to the question, with ") and "(0." in near[0]
    for line in near:
        quoted = line.split("“", 1)[1].rstrip("”").removesuffix(" …").split()
        assert any(quoted[-1] in readable(hit.passage.text).split() for hit in answer.hits), "no word is cut"


def test_why_quotes_sentences_as_they_are_read(shipped: Corpus) -> None:
    answer = shipped.assistant.ask("What did the Child H review recommend?")
    assert any("**" in hit.passage.text for hit in answer.hits)
    assert not [line for line in answer.why if "**" in line]


def test_every_way_in_which_a_passage_was_found_has_plain_words(shipped: Corpus) -> None:
    hits = shipped.assistant.ask("What did the Child H review recommend?").hits
    ways = {name for hit in hits for name in hit.found_by}
    assert "synonyms" in ways and ways <= set(SEARCHES)


def test_why_names_a_review_by_its_title_and_not_by_its_id(shipped: Corpus) -> None:
    answer = shipped.assistant.ask("What went well in the Child H review?")
    (bound,) = [line for line in answer.why if line.startswith("Bound to the reviews: ")]
    assert "nyscp-child-h-scr" not in bound and "Child H" in bound


def test_why_tells_of_a_follow_up_what_it_was_understood_as(shipped: Corpus) -> None:
    answer = shipped.assistant.ask("and for Child S?", [Turn("What went well in the Child H review?")])
    assert any(line.startswith("Understood as: ") and "went well" in line for line in answer.why)


def test_a_filter_typed_in_the_question_binds_and_is_shown(shipped: Corpus) -> None:
    one = shipped.ask('type:"rapid review" what was learnt about information sharing?')
    assert one["filters"]["type"] == ["rapid review"]
    assert {c["review_id"] for c in one["citations"]} == {CHILD_2}
    assert "type:" not in one["searched_for"]


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("what was said about housing in rapid reviews?", "rapid review"),
        ("in serious case reviews, what was said about GPs?", "serious case review"),
    ],
)
def test_a_type_binds_where_it_is_said_among_which_to_look(shipped: Corpus, question: str, kind: str) -> None:
    assert shipped.ask(question)["filters"]["type"] == [kind]


def test_a_span_of_years_binds(shipped: Corpus) -> None:
    later = shipped.ask("what do briefings published since 2021 say about fathers?")
    earlier = shipped.ask("what do reviews before 2021 say about scans?")
    assert later["filters"]["year"] and all(year >= "2021" for year in later["filters"]["year"])
    assert earlier["filters"]["year"] and all(year < "2021" for year in earlier["filters"]["year"])


@pytest.mark.parametrize(
    "question", ["What is a serious case review?", "What do serious case reviews say on scans?"]
)
def test_what_a_type_of_review_is_binds_to_none(shipped: Corpus, question: str) -> None:
    assert not shipped.ask(question)["filters"]


def test_a_typed_value_that_there_is_not_is_said(shipped: Corpus) -> None:
    one = shipped.ask("kind:banana what was said on fathers?")
    assert one["outcome"] == "clarify" and "no kind of statement 'banana'" in one["statements"][0]["text"]
    assert not one["citations"]


def test_words_that_the_corpus_does_not_have_are_not_answered_from_what_is_near(shipped: Corpus) -> None:
    assert shipped.ask("asdfgh qwerty zxcv")["outcome"] in ("not_found", "declined")


def test_another_language_is_met_with_a_word_that_only_english_is_read(shipped: Corpus) -> None:
    one = shipped.ask("¿Qué recomendaciones hay para las comadronas en los informes?")
    assert (one["outcome"], one["reason"]) == ("declined", "out_of_scope")
    assert "Only English is read" in one["statements"][0]["text"]
    assert shipped.ask("bebé no respira 999 help my baby is not breathing")["outcome"] == "urgent"


@pytest.mark.parametrize(
    ("question", "noted"),
    [
        ("What guidance is there on a bruise in a baby who is non-mobile?", True),
        ("is the bruising protocol still in force?", True),
        ("What does the Child H review recommend?", True),
        ("When was Henry hurt?", False),
        ("Which reviews had a broken bone?", False),
        ("Was anybody charged in the Child S case?", False),
    ],
)
def test_a_dated_note_goes_with_what_speaks_of_the_rule_and_not_with_an_account(
    shipped: Corpus, question: str, noted: bool
) -> None:
    notes = shipped.ask(question)["notes"]
    assert any("national Panel" in note["text"] for note in notes) is noted


def test_a_dated_note_says_once_when_it_was_said_and_by_whom(shipped: Corpus) -> None:
    answer = shipped.assistant.ask("Which reviews mention bruising?")
    (note,) = [one for one in answer.notes if one.date]
    for told in (note_words(note), with_citations(answer)):
        assert told.count("September 2022") == told.count("Child Safeguarding Practice Review Panel") == 1


def test_a_dated_note_goes_with_a_related_quote_too() -> None:
    held = ui_kit.citation(1, ui_kit.PASSAGES[1], quote="Refer every bruise on a non-mobile baby.")
    related = ui_kit.answered(
        "x", outcome="not_found", citations=(held,), statements=(Statement(held.quote, "related", (1,)),)
    )
    assert later_notes(related)
    assert not later_notes(
        replace(related, citations=(replace(held, date=Dated("2024", "briefing", "stated")),))
    )
    assert not later_notes(
        replace(related, citations=(replace(held, quote="The baby had a bruise and a rash."),))
    )


def says(answer: dict[str, Any]) -> set[str]:
    return {row["review_id"] for row in answer["reviews"] if row["verdict"] == "says"}


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("Compare Child S and Henry on ICON", {HENRY}),
        ("Compare all five on cocaine", {CHILD_S}),
        ("Across all the briefings, what was said about skeletal surveys?", {FIRST, SECOND, HENRY}),
        ("Which briefings omit housing?", {CHILD_2, SECOND}),
        ("Do any reviews mention ambulance staff?", {HENRY, SECOND}),
        ("Do all five mention video games?", set()),
        ("Do all five talk about escalation?", {FIRST, SECOND, HENRY, CHILD_S}),
        ("Which reviews involve a baby younger than two months?", {CHILD_2, SECOND, HENRY}),
        ("Any reviews about children over one year?", set()),
    ],
)
def test_a_review_with_a_word_for_it_says_it_and_one_without_does_not(
    shipped: Corpus, question: str, who: set[str]
) -> None:
    one = shipped.ask(question)
    assert says(one) == who
    rows = [row["review_id"] for row in one["reviews"]]
    assert len(rows) == len(set(rows))


def test_a_list_for_somebody_holds_what_names_them_and_claims_no_more(shipped: Corpus) -> None:
    one = shipped.ask("List the recommendations for health visitors")
    answers = [s["text"].lower() for s in one["statements"] if s["role"] == "answer"]
    assert answers and all("health visit" in text for text in answers)
    assert not [note for note in one["notes"] if " of " in note["text"][:9]]
    assert shipped.ask("What did the Child H review recommend for the police?")["outcome"] == "not_found"
    everybody = shipped.ask("What are the recommendations for practitioners in the 2020 briefing?")
    assert any(note["text"].startswith("All 7 points") for note in everybody["notes"])


def test_only_items_that_were_gathered_are_said_to_be(shipped: Corpus) -> None:
    why = shipped.assistant.ask("What drugs were found in Child S?").why
    assert not [line for line in why if "wherever they stand" in line]
