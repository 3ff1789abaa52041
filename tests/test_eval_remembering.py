"""What the evaluation remembers gives what was there, and asks for it once."""

from dataclasses import dataclass, field

import pytest

from eval.cases import Case, Span, fold, sentences_matching
from eval.remembering import Remembering
from eval.scoring.statistics import cluster_of
from ingest.nouns import Passage, Review, Sentence

TEXT = "One “said”\u00a0so.\n\nTwo  –  and\tmore."


def passage(name: str) -> Passage:
    first = Sentence(10, 10 + TEXT.index("\n"), 0, "finding")
    second = Sentence(10 + TEXT.index("Two"), 10 + len(TEXT), 1, "finding")
    return Passage(name, "a", "a.md", (), "finding", TEXT, 10, 10 + len(TEXT), 0, (first, second))


@dataclass
class CountingIndex:
    """An index of one review that notes what it is asked for."""

    fingerprint: str = "f"
    reviews: dict[str, Review] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def review_passages(self, review_id: str) -> tuple[Passage, ...]:
        self.asked.append(review_id)
        return (passage("p1"),)

    def passages(self, ids: list[str]) -> list[Passage]:
        self.asked.extend(ids)
        return [passage(name) for name in ids]

    def lexical(self, terms: list[str], top_k: int) -> list[tuple[str, float]]:
        return [(term, 1.0) for term in terms][:top_k]


def test_a_review_and_a_passage_are_read_once_and_come_as_they_are() -> None:
    index = CountingIndex()
    held = Remembering(index)
    assert [held.review_passages("a") for _ in range(3)] == [(passage("p1"),)] * 3
    assert held.passages(["p2", "p3"]) == [passage("p2"), passage("p3")] == held.passages(["p2", "p3"])
    assert index.asked == ["a", "p2", "p3"]
    assert held.lexical(["x", "y"], 1) == [("x", 1.0)]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        (" \n ", ""),
        ("a\u2003\x1cb ", "a b"),
        ("‘a’—“b”", "'a'-\"b\""),
        (TEXT, 'One "said" so. Two - and more.'),
    ],
)
def test_folding_makes_white_space_one_and_quotes_and_dashes_plain(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_match_in_the_folded_text_is_placed_in_the_text_as_it_stands() -> None:
    own = passage("p1")
    assert sentences_matching(r'"said" so\. two', own) == (Span("a.md", 10, 10 + len(TEXT)),)
    assert sentences_matching("and more", own) == (
        Span("a.md", own.sentences[1].start, own.sentences[1].end),
    )
    assert sentences_matching("nowhere", own) == ()


def test_what_a_case_is_drawn_with_leaves_its_line_as_it_was() -> None:
    case = Case(id="c", kind="fact", question="Why?", expect="not_found", split="open")
    line, same = case.model_dump_json(), case.model_copy()
    assert cluster_of(case) == "case c"
    assert case.model_dump_json() == line and case == same and hash(case) == hash(same)
