"""One fact asked for by the sort of thing it is: a reason, a body, hours, a figure; and what only frames the question."""

import pytest
from conftest import Corpus

from assistant.asked import asked


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What explains the increase in notifications to Ofsted, in the second infant injury briefing?", "pressure cooker"),
        ("To what did East Sussex attribute the rise in incidents to, in the 2021 briefing?", "pressure cooker"),
        ("What stopped the two 2019 serious case reviews being published?", "Criminal investigations"),
        ("Why did midwives need mobile access to computers?", "so that they could complete"),
        ("How come training was limited in 2020?", "COVID-19 pandemic"),
    ],
)  # fmt: skip
def test_a_reason_is_told_by_the_sentence_that_gives_it(shipped: Corpus, question: str, words: str) -> None:
    one = shipped.ask(question)
    assert one["outcome"] == "answered" and words in one["statements"][0]["text"]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Whose job is it to review the actions in the Child H briefing?", "Practice & Learning Subgroup"),
        ("Which body audits information sharing in West Sussex?", "Improvement and Assurance Group"),
        ("Who oversees the action plan in the first East Sussex briefing?", "Case Review Group oversees"),
        ("Each service has a list of its own in the 2020 East Sussex briefing. Who keeps an eye on it?", "Case Review Group"),
    ],
)  # fmt: skip
def test_who_does_something_is_told_by_name(shipped: Corpus, question: str, words: str) -> None:
    one = shipped.ask(question)
    assert one["outcome"] == "answered" and words in one["statements"][0]["text"]


@pytest.mark.parametrize(
    "question",
    [
        "Which agency was commended for escalating in the Child S case?",
        "Which department in West Sussex got extra funding?",
        "Of the 300 practitioners trained in West Sussex, how many were police?",
        "How much methadone was found in Child S?",
        "What year was Child 2 born?",
        "How many babies are in the 2021 briefing?",
        "How many hours does a strategy discussion have to be held within?",
    ],
)
def test_a_sentence_without_what_is_asked_for_does_not_answer(shipped: Corpus, question: str) -> None:
    assert shipped.ask(question)["outcome"] == "not_found"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Which government departments did East Sussex write to about the scans?", "Home Office"),
        ("When did the criminal proceedings over Child S conclude?", "spring 2023"),
    ],
)
def test_what_two_sentences_tell_together_is_an_answer(shipped: Corpus, question: str, words: str) -> None:
    one = shipped.ask(question)
    assert one["outcome"] == "answered" and words in one["statements"][0]["text"]


def test_who_asks_and_what_for_is_no_part_of_what_is_asked(shipped: Corpus) -> None:
    bare = shipped.ask("What counts as a serious case review?")
    framed = shipped.ask(
        "Newish here, sorry. What counts as a serious case review? I've only read old papers"
    )
    assert "The term Serious Case Review" in bare["statements"][0]["text"]
    assert framed["statements"][0]["text"] == bare["statements"][0]["text"]


@pytest.mark.parametrize(
    ("question", "sort"),
    [
        ("What put the panel off, what delayed it?", "reason"),
        ("On what grounds was it refused?", "reason"),
        ("What do the authors put the fall in referrals down to?", "reason"),
        ("Which organisation runs the helpline course?", "body"),
        ("What did agencies do well?", None),
        ("What agencies should do when a baby has a bruise", None),
        ("What made a difference for the family?", "reason"),
        ("Who is responsible for the tracker?", "who"),
        ("Who was in the house?", None),
        ("What hours is the duty desk staffed?", "hours"),
        ("How much information was shared?", None),
        ("How much alcohol was found in the sample?", "amount"),
    ],
)
def test_the_sort_of_thing_asked_for_is_read(question: str, sort: str | None) -> None:
    assert asked(question, ()).sort == sort


def test_adopting_a_policy_is_not_adoption(shipped: Corpus) -> None:
    one = shipped.ask("What has East Sussex adopted as its priority?")
    assert one["outcome"] == "answered" and "Safeguarding under 5's" in one["statements"][0]["text"]
    children = shipped.ask("Any learning about adopted children?")
    assert "adoption" in " ".join(s["text"] for s in children["statements"] if s["role"] == "note")


@pytest.mark.parametrize(
    "question",
    [
        "How do services engage fathers?",
        "How did services engage fathers in the 2021 briefing?",
        "how were fathers included",
        "How do our services engage fathers?",
    ],
)
def test_what_a_review_states_answers_before_what_it_asks_its_readers(shipped: Corpus, question: str) -> None:
    kinds = [citation.kind for citation in shipped.assistant.ask(question).citations]
    assert kinds and "question" not in kinds


@pytest.mark.parametrize(
    "question",
    [
        "What questions does the 2021 briefing ask about engaging fathers?",
        "What does East Sussex (2021) want us to ask ourselves about ICON?",
        "What does the 2021 briefing invite teams to discuss on escalation?",
        "what if SPoA's advice doesnt sit right with me, per the 2021 learning?",
    ],
)
def test_a_question_to_readers_is_quoted_where_it_is_asked_for_or_nothing_else_answers(
    shipped: Corpus, question: str
) -> None:
    assert shipped.assistant.ask(question).citations[0].kind == "question"
