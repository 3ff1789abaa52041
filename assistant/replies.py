"""What the assistant says in its own words: few, plain, and never a claim about a review."""

from assistant.nouns import Reason

CALL_999 = "If a child is in immediate danger or seriously hurt, call 999 now. Do not wait for this page."
REFER_NOW = (
    "Otherwise tell children's social care for the area where the child is now, {how}, and follow your local "
    "safeguarding procedure."
)
BY_NUMBERS = {
    "open": "by the numbers shown",
    "closed": "by the numbers shown, which are those for out of hours: its offices are closed now",
    "none": "by the number that its council publishes",
}
TELL_LEAD = "Tell your safeguarding lead or named professional too. If you are a parent or a child, anyone you trust will do."
SELF_HARM = "If you may hurt yourself or a child, say so to 999, or to Samaritans on 116 123 at any hour. Put the child somewhere safe first."
NO_AREA = "Say which area the child is in to see its numbers. The NSPCC helpline takes calls about a child anywhere in the UK."
NO_NUMBER = "The register holds no number for {area}: use the number that the council publishes, or 999."
NOT_ADVICE = "This page quotes published reviews. It cannot judge an injury or a child's safety."

DECLINED: dict[Reason, str] = {
    "personal_data": (
        "Your message seems to hold details of a person, so it was not searched, stored or sent. Ask again in general terms: "
        "no names, dates of birth, addresses, numbers or e-mail addresses."
    ),
    "identity": (
        "This page does not help to find out who anybody in a review is, or where they live, work or were treated. "
        "Ask what was learnt from the review."
    ),
    "blame": (
        "Reviews are not there to hold a person or an agency to account, and this page gives no opinion on who was at fault. "
        "Ask what the review found or recommends."
    ),
    "case_advice": (
        "This page cannot advise on one child or decide about a threshold. Speak to your safeguarding lead, or to the local "
        "front door, and follow the local procedure. Ask what reviews have found on the subject."
    ),
    "out_of_scope": (
        "That is not something these safeguarding reviews are about. Ask, in English, what they found, recommended or did. "
        "If a child is in danger now, call 999."
    ),
    "injection": "That reads as an instruction, not as a question about the reviews. Nothing was searched.",
}
ONLY_ENGLISH = "Only English is read here, and this seems to be another language. Ask again in English. If a child is in danger now, call 999."
NOT_FOUND = "Not found in {scope}. Searched for: {searched}."
NONE_PERMITTED = "No review passes the filters, so nothing was searched."
NO_NUMBER_FOR = "No number is held here for {name}. If a child is in danger now, call 999; children's social care there has a number of its own."
UNHELD = "None of the reviews held here is of {name}, so nothing was searched. See the list of reviews for what is held."
NONE_OF_KIND = "{title} has no statement of the kind: {kind}."
HELD = "By the corpus's record, {count} of the {total} reviews held here:"
PUBLISHER = "By the corpus's record: {short} is the {publisher}, the publisher of {count} of the {total} reviews held here."
RECORD = "By the corpus's record: {title}; {facts}."
HELP = (
    "This finds what published child-safeguarding reviews say, and answers in their exact quotes, each with its review, "
    "section and date. It gives no advice on a child. If a child is in danger now, call 999. Ask, for example:"
)
ORPHAN = "It is not clear whom this is about: nothing before it names a review. Which one do you mean?"
PUT_TO_ALL = "The review spoken of before has no answer to this, so the question was put to all reviews."
WHICH_AREA = "Which area is it? Numbers differ. If a child is in danger now, call 999."
RELATED = "The nearest passage is shown below. It is related, and it is not an answer."
CLARIFY = "Several reviews fit. Which one do you mean?"
REGISTER = "Numbers come from the contacts register, not from a review."
AS_PRINTED = (
    "A number quoted from a review is as printed when it was written. Check it before you rely on it."
)
DOUBTFUL = "Doubtful: {doubt}"
EVERY_REVIEW = "{says} of {total} reviews say something on this. Nothing was found in the others, which is not proof of absence."
EVERY_ONE = "{total} of {total} reviews say something on this."
SILENT = "No mention was found in: {titles}. That is not proof of absence."
NONE_SILENT = "Each of the {count} reviews says something on this."
ALL_POINTS = "All {count} points under “{heading}” are shown, in the order of the source."
COMPLETE = "{shown} of {count} points under “{heading}” are shown, in the order of the source."
OTHER_COUNT = "The question speaks of {asked}; the section has {count}."
OF_WHICH_LIST = (
    "It is not clear of which list: no list was shown just before. Name the review and what it lists."
)
EACH_IN_SHORT = "A choice from each review, and not all of it. Ask for one review in short to see more of it."
IN_SHORT = "A choice from the review, and not all of it: {shown}. Ask for all of one kind to see every point."
ITEM = "This is point {place} of {count} under “{heading}”, in the order of the source."
UNSPOKEN = "No passage searched has a word for: {subject}."
NOT_SO = "No review held here says so. What stands there:"
CONTRADICTED = "The reviews say otherwise than the question takes for granted:"


_AT_RISK_IN = "A child is at risk now in {area}. Who do I call?"


def area_pressed(area: str) -> str:
    """The question that a press on an area stands for."""
    return _AT_RISK_IN.format(area=area)


def pressed_area(question: str) -> str:
    """The area, where the question is the one that a press stands for; empty for any other."""
    before, after = _AT_RISK_IN.split("{area}")
    among = question.startswith(before) and question.endswith(after)
    return question[len(before) : -len(after)] if among else ""


def scope(count: int) -> str:
    """How many reviews were searched, in words."""
    return "this one review" if count == 1 else f"these {count} reviews"
