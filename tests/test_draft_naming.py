"""A draft credits the review that it gives in brackets, and may name one that is not held."""

from assistant.drafts.naming import credited_in, not_held
from tests.test_short_titles import HELD


def test_a_review_in_brackets_at_the_end_is_the_credit() -> None:
    assert credited_in("Cots were broken (Marsh Lane review).", HELD).review_ids == ("lane",)
    assert credited_in("The Marsh Lane review spoke of cots (see below).", HELD).review_ids == ("lane",)


def test_a_label_that_no_review_has_is_not_held_and_one_that_is_held_is() -> None:
    assert not_held("The Upton Child Q review found that nobody asked.", HELD) == "Child Q"
    assert not not_held("The Marsh Lane review found that nobody asked.", HELD)
    assert not not_held("The Child Protection review found that nobody asked.", HELD)
