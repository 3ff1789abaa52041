"""Words that a person types to be kept: names of conversations, feedback, replies. None points to a person."""

from collections.abc import Sequence

from assistant.personal_data import has_personal_data
from ingest.errors import ReviewsError


class PersonalWords(ReviewsError):
    """Words that may hold details of a person; nothing of them is kept or repeated."""

    def __init__(self) -> None:
        super().__init__(
            "These words may hold a person's details, so nothing was kept",
            "Take out names, numbers, addresses and dates of birth, then try again",
        )


def words_to_keep(text: str, longest: int, public_numbers: Sequence[str] = ()) -> str:
    """The words as they are kept: without white space around them, none where nothing was typed.

    Args:
        text: as it was typed.
        longest: how many characters may be kept.
        public_numbers: phone numbers of offices, which are nobody's personal details.

    Raises:
        PersonalWords: they may hold details of a person.
        ReviewsError: they are longer.
    """
    kept = text.strip()
    if len(kept) > longest:
        raise ReviewsError(f"These words are longer than {longest:,} characters", "Make them shorter")
    if kept and has_personal_data(kept, public_numbers):
        raise PersonalWords
    return kept
