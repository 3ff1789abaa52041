"""Which passage decides on a sentence of a draft: one on the same matter, the nearest to its words first, looked at twice."""

from dataclasses import replace

import pytest

from assistant.claims.nouns import Claim, Fault, Judgement
from assistant.drafts.aims import aims
from assistant.drafts.judging import Judged, decided
from assistant.drafts.places import best_sentences
from assistant.drafts.reading import cut
from assistant.drafts.second_look import looked_at_again
from assistant.drafts.verbatim import nearly_verbatim
from assistant.nouns import Support
from assistant.relevance import Scored
from ingest.nouns import Passage
from ingest.sentences import sentence_spans
from tests.test_short_titles import HELD
from tests.ui_kit import PASSAGES


def judged(support: Support, fit: float, score: float = 0.5, verbatim: float = 0.0, *faults: Fault) -> Judged:
    return Judged(PASSAGES[0], (), Judgement(support, score, "", faults), fit, fit, verbatim)


def test_a_passage_of_another_matter_bears_nothing_out_however_sure_the_judge_is() -> None:
    near, far = judged("not_shown", 0.8, 0.0, 0.0, "number", "contradicted"), judged("supported", 0.3, 0.9)
    assert decided([far, near]) == ("contradicted", near)
    assert decided([far, judged("partly", 0.8)])[0] == "partly"


def test_what_fits_poorly_bears_out_in_part_at_most() -> None:
    assert decided([judged("supported", 0.3, 0.9)])[0] == "partly"
    assert decided([judged("partly", 0.3)])[0] == "nothing_found"
    assert decided([judged("supported", 0.6, 0.1)])[0] == "supported"


def test_what_is_wrong_by_one_word_is_shown_beside_its_passage_however_far_the_vectors_put_it() -> None:
    named, other = replace(judged("not_shown", 0.5, 0.0, 0.0, "names"), near=0.3), judged("not_shown", 0.44)
    assert decided([other, named]) == ("not_shown", named)
    assert decided([replace(judged("not_shown", 0.42, 0.0, 0.0, "content"), near=0.3)])[0] == "nothing_found"
    assert decided([replace(judged("not_shown", 0.2, 0.0, 0.0, "names"), near=0.2)])[0] == "nothing_found"


def test_of_two_passages_that_bear_it_out_the_one_in_nearly_its_words_stands_first() -> None:
    surer, verbatim = judged("supported", 0.9, 0.95), judged("supported", 0.85, 0.4, 0.9)
    assert decided([surer, verbatim]) == ("supported", verbatim)


@pytest.mark.parametrize(
    ("sentence", "nearly"),
    [
        ("2. The nurse kept a record of every visit to the harbour.", True),
        ("The nurse kept the record of her visit to the harbour nursery.", True),
        ("The harbour nursery was visited and kept its own record.", False),
        ("Nobody kept anything.", False),
    ],
)
def test_nearly_the_same_words_in_the_same_order_are_as_good_as_a_quotation(
    sentence: str, nearly: bool
) -> None:
    assert bool(nearly_verbatim("The nurse kept a record of each visit to the harbour.", sentence)) is nearly


def test_of_the_sentences_shown_that_in_nearly_the_same_words_is_the_first() -> None:
    text = "Bruising was met with silence. The nurse kept a record of every visit to the harbour."
    passage = PASSAGES[0]
    first, second = (
        Scored(of(passage, text), sentence, score, 0.5, 0.5)
        for sentence, score in zip(of(passage, text).sentences, (0.9, 0.7), strict=True)
    )
    shown = best_sentences("The nurse kept a record of each visit to the harbour.", [first, second])
    assert shown[0] == second


def of(passage: Passage, text: str) -> Passage:
    own = passage.sentences[0]
    sentences = tuple(replace(own, start=a, end=b) for a, b in sentence_spans(text, 0, len(text)))
    return replace(passage, text=text, start=0, end=len(text), sentences=sentences)


@pytest.mark.parametrize(
    ("claim", "sentence", "fault"),
    [
        ("Referrals rose by 37% that year.", "Referrals rose by 27% that year.", "number"),
        ("The injuries were non-accidental.", "These were suspected non-accidental injuries.", "hedge"),
        ("Providers have introduced second reporting.", "Providers are to introduce second reporting.", "hedge"),
        ("The link between the two systems was strong.", "The link between the two systems was often not strong.", "negation"),
        ("Professionals thought the child was cared for.", "Professionals believed the child to be cared for.", None),
        ("The injuries may be non-accidental.", "These were suspected non-accidental injuries.", None),
        ("No meeting was called after it.", "Missed chances: no meeting was called after it.", None),
        ("Most visits take place in working hours.", "Visits do not always work: most take place in working hours.", None),
    ],
)  # fmt: skip
def test_what_the_judge_lets_pass_is_looked_at_again_for_numbers_doubt_and_denials(
    claim: str, sentence: str, fault: Fault | None
) -> None:
    let_pass = Judgement("supported", 0.4, "")
    found = looked_at_again(Claim(claim, sentence), [sentence], let_pass)
    assert found == let_pass if fault is None else (found.support, found.faults) == ("partly", (fault,))


def test_a_line_that_leads_into_a_list_takes_the_place_of_no_heading() -> None:
    text = "## Marsh Lane\n\nIt was late.\n\nThe review gives these examples:\n\n- a visit at home\n- a call by night\n"
    sentences = cut(text, "a.md", "markdown").sentences
    assert [one.section[0] for one in sentences] == ["Marsh Lane"] * len(sentences)
    found = aims(sentences, HELD)
    assert [one.review_ids for one in found if one.because] == [("lane",)] * 3


def test_a_title_holds_for_headings_of_its_own_level() -> None:
    sentences = cut(
        "# What Marsh Lane tells us\n\n# Findings\n\nCots were broken there.\n", "a", "markdown"
    ).sentences
    assert aims(sentences, HELD)[-1].review_ids == ("lane",)


def test_a_sentence_beside_one_that_speaks_of_reviews_is_checked_and_the_next_paragraph_is_not() -> None:
    text = "The national review found that fathers were unseen. Links were strong.\n\nThe hall is being painted now.\n"
    found = aims(cut(text, "a", "text").sentences, HELD)
    assert [one.because for one in found] == ["speaks_of_reviews", "goes_on", None]


def test_reviews_in_general_are_more_than_the_one_named_before() -> None:
    text = "The Marsh Lane review spoke of cots.\n\nThe reviews agree that nobody asked.\n"
    assert aims(cut(text, "a", "text").sentences, HELD)[-1].review_ids == ()
