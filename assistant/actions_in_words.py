"""The words in which people are told how an action belongs to a recommendation, on the page and in files."""

from assistant.actions import Actions, How
from assistant.in_words import counted

EXPLAINED = (
    "Each recommendation stands beside what the review itself tells of being done about it. A review tells what was "
    "known when it was written: “No action told” is not proof that nothing was done, and an action that is told "
    "may have been changed since. Ask the partnership for the position today."
)
HOW: dict[How, str] = {
    "same_point": "Told in the same point of the review",
    "number": "The review names the number of the recommendation",
    "meaning": "Nearest in meaning: the review does not say which recommendation it answers",
}
NO_ACTION = "No action told"
OTHERS = "Also told, of no single recommendation"


def actions_counted(held: Actions) -> str:
    """How many recommendations a review has, and of how many something is told; a sentence."""
    total = len(held.recommendations)
    if not total and held.others:
        return "No list of recommendations was found in this review. It tells of actions taken:"
    if not total:
        return "Neither recommendations nor actions taken were found in this review."
    if held.with_action == 0:
        told = "nothing is told of what was done"
    elif held.with_action == total:
        told = "something is told of it" if total == 1 else "something is told of each"
    else:
        told = f"something is told of {held.with_action} of them"
    return f"{counted(total, 'recommendation')}; {told}."
