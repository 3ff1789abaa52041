"""Follow-ups: what a message leaves unsaid is taken from those before it, shown, and nothing else is."""

import pytest
from conftest import Corpus

from assistant.assistant import Assistant
from assistant.follow_ups import CHAIN, stand_alone
from assistant.item import LAST, item_asked
from assistant.kinds_asked import wanted_kinds
from assistant.nouns import Answer, Turn


def asked(assistant: Assistant, *messages: str) -> Answer:
    return assistant.ask(messages[-1], [Turn(message) for message in messages[:-1]])


@pytest.mark.parametrize(
    ("before", "then", "means"),
    [
        ("Which reviews mention fathers?", "and mothers?", "Which reviews mention mothers?"),
        ("Which reviews raise housing?", "what about debt?", "Which reviews raise debt?"),
        ("Which reviews mention housing?", "which ones don't?", "Which reviews do not mention housing?"),
        ("What does the Henry review say about scans?", "and the police?", "What does the Henry review say about the police?"),
        ("What does the Henry review say about scans?", "same for GPs", "What does the Henry review say about GPs?"),
        ("Who was told about the bruise in Child H?", "and for the GP?", "Who was told about the bruise in Child H: for the GP?"),
        ("What did Child H find about safety plans?", "and for the police?", "What did Child H find about safety plans: for the police?"),
        ("When did the health visitor see Henry?", "and for the GP?", "When did the GP see Henry?"),
        ("What did Henry's review ask of the Department of Health about scans?", "and for the Home Office?",
         "What did Henry's review ask of the Home Office about scans?"),
        ("What should midwives tell parents?", "and health visitors?", "What should health visitors tell parents?"),
        ("What does Child S's review say on men?", "and Child 2's?", "What does Child 2's review say on men?"),
        ("What did the Child 2 review say about housing?", "same question but for Child S", "What did the Child S review say about housing?"),
        ("What did the 2020 briefing recommend?", "and the 2021 one?", "What did the 2021 one recommend?"),
        ("What is BRUE?", "and MARAC?", "What is MARAC?"),
        ("How old was Henry?", "and who found the bruise?", "How old was Henry: who found the bruise?"),
        ("Which reviews mention fathers?", "only Child S", "What does Child S say about fathers?"),
        ("Which reviews raise crying?", "just the 2021 one", "What does the 2021 one say about crying?"),
        ("What are the recommendations in Child S?", "and for the Sussex one?", "What are the recommendations in the Sussex one?"),
        ("What does the Henry review say about scans?", "great, thanks - and the police?", "What does the Henry review say about the police?"),
        ("What does Child 2 say on housing?", "anything about fathers in that one?", "anything about fathers (Child 2)"),
        ("What does Child H say about scans?", "any other recommendations?", "any recommendations, in Child H?"),
        ("What does Child 2 say about crying?", "so what else did they learn?", "what did they learn, in Child 2?"),
        ("What does Henry's review say about the police?", "Brilliant. When was the second skeletal survey done?", "When was the second skeletal survey done (Henry's review)?"),
        ("What did Henry's review find went well?", "turning to Child S - what went well there?", "What did Child S's review find went well?"),
        ("What was done for the three East Sussex babies?", "and for the ambulance trust?", "What was done for the three East Sussex babies: for the ambulance trust?"),
        ("What did Child H recommend on scans?", "has that been done yet?", "In Child H, what updates are there on scans?"),
    ],
)  # fmt: skip
def test_a_follow_up_becomes_a_question_that_stands_alone(
    shipped: Corpus, before: str, then: str, means: str
) -> None:
    text, _, goes_on = stand_alone(then, [Turn(before)], shipped.assistant.index.reviews)
    assert goes_on and text == means


@pytest.mark.parametrize(
    "then", ["different question: how old was Henry?", "Moving on. How old was Henry?", "how old was Henry?"]
)
def test_a_change_of_subject_takes_nothing_along(shipped: Corpus, then: str) -> None:
    before = [Turn("Which reviews mention housing?")]
    text, _, goes_on = stand_alone(then, before, shipped.assistant.index.reviews)
    assert not goes_on and text.lower() == "how old was henry?"


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ("Which reviews mention escalation?", "What do reviews say about volcano eruptions?"),
        ("asdkj qwe zzz", "What do reviews say about volcano eruptions"),
        ("Which reviews mention escalation?", "What is neglect?"),
        ("Which reviews mention fathers?", "how are health visitors trained?"),
        ("What does the Henry review say about scans?", "What do reviews say about neglect?"),
        ("what was learnt?", "what about bruising?"),
    ],
)
def test_a_question_that_stands_alone_is_asked_alone(shipped: Corpus, before: str, then: str) -> None:
    text, mention, _ = stand_alone(then, [Turn(before)], shipped.assistant.index.reviews)
    assert text == then and not mention.review_ids


def test_a_whole_question_after_talk_of_one_review_keeps_the_review_and_not_the_subject(
    shipped: Corpus,
) -> None:
    before = [Turn("What does the Henry review say about scans?")]
    text, mention, _ = stand_alone("What is said about neglect?", before, shipped.assistant.index.reviews)
    assert "scans" not in text and mention.review_ids == ("nyscp-child-h-scr",)


def test_what_no_review_speaks_of_is_not_answered_with_the_subject_before_it(shipped: Corpus) -> None:
    answer = asked(
        shipped.assistant, "Which reviews mention escalation?", "What do reviews say about volcano eruptions?"
    )
    assert answer.outcome in ("not_found", "declined") and "escalation" not in (answer.searched_for or "")


@pytest.mark.parametrize(
    "then", ["who scored the winning goal on Saturday?", "how do I bake sourdough bread?"]
)
def test_a_message_off_the_subject_is_declined_whatever_came_before(shipped: Corpus, then: str) -> None:
    answer = asked(shipped.assistant, "What did Child H recommend on safety planning?", then)
    assert answer.outcome == "declined" and answer.reason == "out_of_scope" and not answer.citations


def test_a_whole_question_on_the_case_still_goes_on_from_its_review(shipped: Corpus) -> None:
    answer = asked(shipped.assistant, "What happened to Child H?", "Who made the referral?")
    assert answer.outcome == "answered" and {c.review_id for c in answer.citations} == {"nyscp-child-h-scr"}


def test_another_paper_that_fits_several_is_asked_back(shipped: Corpus) -> None:
    answer = asked(shipped.assistant, "What are the reflection questions in Henry?", "and the Sussex one?")
    assert answer.outcome == "clarify" and len(answer.choices) == 4


def test_whether_it_was_done_is_told_by_the_update_beside_what_was_recommended(shipped: Corpus) -> None:
    answer = asked(shipped.assistant, "What did Child H recommend on strategy meetings?", "was that done?")
    said = [one.text for one in answer.statements if one.role == "answer"]
    assert any("why strategy meetings are important" in text for text in said)
    assert {c.kind for c in answer.citations} == {"recommendation", "update"}


def test_a_long_conversation_is_read_from_its_last_turns(shipped: Corpus) -> None:
    history = [Turn("why?")] * 3000
    text, _, _ = stand_alone("and then?", history, shipped.assistant.index.reviews)
    assert text.count("why?") <= CHAIN


@pytest.mark.parametrize(
    ("message", "place"),
    [
        ("tell me more about the third one", 3),
        ("number 3?", 3),
        ("and the last point please", LAST),
        ("recommendation seven", 7),
        ("what was the second recommendation again", 2),
        ("what happened to the first of the three?", None),
        ("how many of the first babies", None),
        ("number for the duty team", None),
        ("the 2021 one", None),
    ],
)
def test_a_place_in_a_list_is_read(message: str, place: int | None) -> None:
    assert item_asked(message) == place


def test_a_point_of_the_list_before_is_quoted_by_its_place(shipped: Corpus) -> None:
    question = "What are the recommendations in the Henry review?"
    whole = asked(shipped.assistant, question)
    third = asked(shipped.assistant, question, "tell me more about the third one")
    last = asked(shipped.assistant, question, "number 3?", "and the last one?")
    assert [s.text for s in third.statements] == [whole.statements[2].text]
    assert [c.quote for c in third.citations] == [whole.citations[2].quote] and third.citations[0].n == 1
    assert last.statements[0].text == whole.statements[-1].text
    assert "3 of 10" in third.notes[0].text


def test_a_place_that_the_list_does_not_have_shows_the_list(shipped: Corpus) -> None:
    answer = asked(shipped.assistant, "What are the recommendations in the Henry review?", "number 30?")
    assert len(answer.statements) == 10 and any("All 10 points" in note.text for note in answer.notes)


def test_a_typed_filter_binds_what_goes_on_from_it(shipped: Corpus) -> None:
    answer = asked(
        shipped.assistant, 'type:"rapid review" what was learnt about families?', "and on housing?"
    )
    assert answer.filters["type"] == ("rapid review",)
    assert {c.review_id for c in answer.citations} == {"esscp-child-2-rr-2023"}
    assert "type:" not in (answer.searched_for or "")
    fresh = asked(shipped.assistant, 'type:"rapid review" what was learnt?', "Moving on. How old was Henry?")
    assert "type" not in fresh.filters


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "What is ICON?",
            "has it been rolled out in North Yorkshire?",
            "has ICON been rolled out in North Yorkshire?",
        ),
        ("What happened to Child S?", "what was learned?", "what was learned, in Child S?"),
        ("Summarise Child H", "shorter please", "Summarise Child H in three points"),
        (
            "List the recommendations from the Child H review",
            "only those aimed at paediatricians please",
            "List the recommendations from the Child H review for paediatricians",
        ),
        (
            "What reflection questions does the Child H briefing ask teams?",
            "any about falling out with another agency?",
            "What reflection questions does the Child H briefing ask teams about falling out with another agency",
        ),
        (
            "What did Child H recommend about fathers?",
            "what was done?",
            "What did Child H recommend about fathers: what was done?",
        ),
    ],
)
def test_a_follow_up_with_a_question_of_its_own_takes_only_what_it_leaves_unsaid(
    shipped: Corpus, before: str, after: str, expected: str
) -> None:
    assert shipped.ask(after, [before])["searched_for"].startswith(expected)


def test_after_whom_to_call_a_time_asks_whom_to_call_then(shipped: Corpus) -> None:
    one = shipped.ask("and at the weekend?", ["Who do I call in East Sussex?"])
    assert "out of office hours" in one["statements"][0]["text"] and one["contacts"]


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ("What times is SPoA in East Sussex open?", "and nights and weekends?"),
        ("Which hours is SPoA in East Sussex open?", "and at weekends?"),
    ],
)
def test_opening_times_asked_again_of_other_days_are_met_from_the_register(
    shipped: Corpus, before: str, then: str
) -> None:
    answer = asked(shipped.assistant, before, then)
    assert answer.contacts and "out of office hours" in answer.statements[0].text


def test_thanks_are_no_part_of_what_is_asked(shipped: Corpus) -> None:
    for thanks in ("Thanks. ", "ok great - ", "Perfect, thank you! ", "Right, "):
        one = asked(shipped.assistant, "How old was Henry?", f"{thanks}and who saw the bruise on his face?")
        assert one.outcome == "answered" and "GP" in " ".join(c.quote for c in one.citations)
    assert stand_alone("Right to family life?", [], shipped.assistant.index.reviews)[0].startswith("Right")


def test_a_sentence_that_begins_with_and_asks_as_one_without_it_does(shipped: Corpus) -> None:
    assert wanted_kinds("and who follows up whether they have been done?") == ((), False)
    assert wanted_kinds("but what went well?") == wanted_kinds("what went well?")
