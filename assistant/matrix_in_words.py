"""The words in which people are told what a matrix counts and leaves out, on the page, in the terminal and in files."""

from assistant.in_words import counted
from assistant.matrix import Count, Matrix

ABSENT = "“No mention found” is not proof of absence: a review may say it in words that were not found."


def count_words(count: Count) -> str:
    """How many of the reviews read say something, such as ``3 of 5 reviews say something``."""
    say = "says" if count.says == 1 else "say"
    return f"{count.says} of {counted(count.read, 'review')} {say} something"


def left_aside_words(matrix: Matrix) -> str:
    """How many inspection reports have no row, since they were not asked; empty where none was left aside."""
    if not matrix.left_aside:
        return ""
    were = "was" if matrix.left_aside == 1 else "were"
    return f"{counted(matrix.left_aside, 'inspection report')} held here {were} not asked."
