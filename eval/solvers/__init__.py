"""What answers the gold questions: the assistant, and beside it what it has to be better than."""

from eval.solvers.asked import TOP_K, Asked, attempt, keyword_search

__all__ = ["TOP_K", "Asked", "attempt", "keyword_search"]
