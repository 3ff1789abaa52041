"""What is answered, what is said to be missing, and what goes with it; on the shipped digests."""

import dataclasses

import numpy as np
import pytest
from conftest import Corpus

from assistant.answerable import ANSWERABLE_OF_NAMED, absent, answerability, is_answered
from assistant.later import later_notes
from assistant.relevance import Concept, Scored
from ingest.nouns import Passage, Sentence

HENRY, CHILD_S = "nyscp-child-h-scr", "wsscp-child-s-scr-2016"


def test_each_of_several_things_is_answered(shipped: Corpus) -> None:
    one = shipped.ask("How old was Henry when he had seizures, and which drugs were traced in Child S?")
    assert one["outcome"] == "answered" and one["missing"] == []
    assert {c["review_id"] for c in one["citations"]} == {HENRY, CHILD_S}
    text = " ".join(s["text"] for s in one["statements"])
    assert "19 weeks" in text and "cocaine" in text
    numbers = [c["n"] for c in one["citations"]]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_part_without_an_answer_is_said_to_be_missing(shipped: Corpus) -> None:
    one = shipped.ask(
        "How old was Henry when he had seizures, and what sentence did his uncle get in prison?"
    )
    assert one["outcome"] == "partly"
    (missing,) = one["missing"]
    assert "uncle" in missing and "19 weeks" in one["statements"][0]["text"]
    assert {s["role"] for s in one["statements"]} == {"answer"}


@pytest.mark.parametrize(
    "question",
    [
        "What did Child S's review say about safe sleeping on sofas?",
        "What sentence did the court give Henry's uncle?",
        "How many of the staff in West Sussex resigned after Child S?",
    ],
)
def test_what_no_review_says_is_not_found_and_the_nearest_is_only_related(
    shipped: Corpus, question: str
) -> None:
    one = shipped.ask(question)
    assert one["outcome"] == "not_found"
    assert {s["role"] for s in one["statements"]} <= {"note", "related"}


def test_a_part_that_asks_for_a_number_brings_its_contacts_and_notes(shipped: Corpus) -> None:
    one = shipped.ask(
        "How old was Henry when he had seizures, and what is the number for referrals in East Sussex?"
    )
    assert one["outcome"] == "answered"
    assert "01323 464222" in [contact["number"] for contact in one["contacts"]]
    assert any("register" in note["text"] for note in one["notes"])
    assert "19 weeks" in one["statements"][0]["text"]


def test_what_went_well_is_listed_whole(shipped: Corpus) -> None:
    one = shipped.ask("What went well in the North Yorkshire case? All of it please.")
    assert len(one["statements"]) >= 4
    assert {c["kind"] for c in one["citations"]} == {"good_practice"}
    starts = [c["start"] for c in one["citations"]]
    assert starts == sorted(starts)


def test_an_older_word_on_bruising_carries_the_later_one(shipped: Corpus) -> None:
    one = shipped.ask("what did the 2021 East Sussex briefing say on bruising in a baby who cannot move?")
    (note,) = [note for note in one["notes"] if note["date"]]
    assert note["date"] == "2022-09" and "Panel" in note["source"]
    assert all(n["date"] is None for n in shipped.ask("what did Child 2 find on housing?")["notes"])
    answer = shipped.assistant.ask("what did the 2021 East Sussex briefing say on bruising in a baby?")
    newer = [
        dataclasses.replace(c, date=dataclasses.replace(c.date, value="2023-01")) for c in answer.citations
    ]
    assert later_notes(answer) and not later_notes(dataclasses.replace(answer, citations=tuple(newer)))


def test_a_named_service_is_given_from_the_register(shipped: Corpus) -> None:
    one = shipped.ask("Samaritans: what's the number? It's for the staff page")
    assert [c["number"] for c in one["contacts"]] == ["116 123"]
    one = shipped.ask("EDT for Lewes after 5pm?")
    assert "01273 335905" in [c["number"] for c in one["contacts"]]


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Who are the families behind the East Sussex reviews?", "identity"),
        ("Are there any press reports on the Child S case?", "identity"),
        ("Was Henry a brother of the baby in the 2021 briefing?", "identity"),
        ("Which of the professionals let Child S down the most?", "blame"),
        ("I'm working with a family where core groups keep getting cancelled. Should I go back?", "case_advice"),
        ("Draft a rota for the duty desk please", "out_of_scope"),
    ],
)  # fmt: skip
def test_what_is_declined_says_why(shipped: Corpus, question: str, reason: str) -> None:
    one = shipped.ask(question)
    assert (one["outcome"], one["reason"]) == ("declined", reason)


def test_what_reviews_are_for_may_be_asked_in_words_of_blame(shipped: Corpus) -> None:
    one = shipped.ask("Is the point of a review like Henry's to decide who was at fault?")
    assert one["outcome"] != "declined"


def scored(text: str, cosine: float, score: float, coverage: float, unfit: bool = False) -> Scored:
    sentence = Sentence(0, len(text), 0, "finding")
    passage = Passage("p", "r", "f.md", (), "finding", text, 0, len(text), 0, (sentence,))
    return Scored(passage, sentence, score, cosine, coverage, unfit)


def test_answerability_falls_with_what_the_best_passage_lacks() -> None:
    housing = Concept(frozenset({"hous"}), frozenset(), (), 1.0)
    uncle = Concept(frozenset({"uncl"}), frozenset(), (), 1.0)
    unknown = Concept(frozenset({"zeppelin"}), frozenset(), (), 1.0, known=False)
    one = [scored("Secure housing matters.", 0.5, 0.6, 0.5)]
    assert absent(one[0], [housing]) == 0.0 and absent(one[0], [housing, uncle]) == 0.5
    assert absent(one[0], [housing, unknown]) == 0.0  # that no passage holds it says nothing of this one
    assert answerability(one, [housing]) > answerability(one, [housing, uncle])
    assert answerability([], [housing]) == 0.0
    assert answerability([scored("Housing.", 0.9, 0.9, 1.0, unfit=True)], [housing]) == 0.0
    low = [scored("Secure housing matters.", ANSWERABLE_OF_NAMED - 0.4, 0.2, 0.2)]
    assert not is_answered(low, [housing], True, "Any housing?") and is_answered(
        one, [housing], True, "Any housing?"
    )
    assert np.isclose(answerability(one, []), 0.5 + 0.03 * 0.5 + 0.15 * 0.6)


def test_of_several_things_not_found_each_is_said_to_be(shipped: Corpus) -> None:
    one = shipped.ask(
        "What did the 2020 briefing say on housing, and what did Child S's review say on schools?"
    )
    assert one["outcome"] == "not_found" and len(one["missing"]) == 2
    told = [s["text"] for s in one["statements"] if s["role"] == "note"]
    assert any("housing" in text for text in told) and any("schools" in text for text in told)


def test_what_happened_to_another_child_is_no_answer(shipped: Corpus) -> None:
    one = shipped.ask("In the 2021 briefing what happened to the five month old?")
    assert one["outcome"] == "not_found" and {s["role"] for s in one["statements"]} == {"note", "related"}
    of = shipped.ask("the seven-week-old: what was found, and was anybody charged?")
    assert {c["review_id"] for c in of["citations"]} == {"esscp-infant-injury-2-2021"}


def test_a_part_put_to_all_reviews_is_not_bound_by_the_one_before(shipped: Corpus) -> None:
    one = shipped.ask("What did Henry's review say about GPs and which reviews mention ICON?")
    assert {row["review_id"] for row in one["reviews"] if row["verdict"] == "says"} > {HENRY}


def test_what_a_term_means_is_told_by_the_sentence_that_has_it(shipped: Corpus) -> None:
    one = shipped.ask("What does BRUE mean?")
    assert one["outcome"] == "answered" and all("(BRUE)" in c["quote"] for c in one["citations"])
    assert shipped.ask("What does MARAC mean?")["outcome"] == "not_found"


@pytest.mark.parametrize(
    "question",
    [
        "Who do I call in Kent?",
        "worried about a baby in Leeds, whats the number",
        "Oxfordshire MASH number",
        "phone for social services in leeds",
        "telephone number of the Bristol duty team",
    ],
)
def test_a_number_for_an_area_that_is_not_held_is_met_with_those_for_everywhere(
    shipped: Corpus, question: str
) -> None:
    one = shipped.ask(question)
    assert one["outcome"] == "not_found" and one["contacts"][0]["number"] == "999"
    assert "No number is held here for" in one["text"] and not one["citations"]


def test_a_list_for_somebody_without_a_kind_holds_what_names_them(shipped: Corpus) -> None:
    one = shipped.ask("list actions for midwives")
    answers = [s["text"].lower() for s in one["statements"] if s["role"] == "answer"]
    assert answers and all("midwi" in text or "maternity" in text for text in answers)


def test_what_was_done_about_a_recommendation_is_answered_with_what_was_done(shipped: Corpus) -> None:
    one = shipped.ask("what has been done about the recommendation on CT scans")
    kinds = {c["kind"] for c in one["citations"]}
    assert one["outcome"] == "answered" and "update" in kinds
    assert kinds <= {"recommendation", "action", "update"}, "it may stand beside its update"
