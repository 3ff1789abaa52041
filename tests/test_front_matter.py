"""Records at the head of a text: they name the file, and are in no passage and no quote."""

import pytest
from corpus_kit import Corpus
from records_kit import BODY, HEAD, corpus, named

from ingest.front_matter import body_start, front_matter
from ingest.structure import structure

__all__ = ["corpus"]  # fixtures of the tests below


def test_front_matter_names_a_file_and_is_in_no_passage_and_in_no_quote(corpus: Corpus) -> None:
    corpus.write("harbour.md", HEAD + BODY)
    corpus.ingest()
    (review,) = corpus.index().reviews.values()
    assert (review.title, review.publisher, review.record) == (
        "Harbour review",
        "Harbour Partnership",
        "front matter",
    )
    assert (review.review_type, review.date.value, review.date.known) == (
        "serious case review",
        "2020-06",
        "stated",
    )
    assert review.themes == ("sleep", "no") and review.standing == "original"
    passages = corpus.index().review_passages(review.id)
    assert passages and all(passage.start >= len(HEAD) - 1 for passage in passages)
    assert not any("publisher" in p.text or "2020-06" in p.text or "---" in p.text for p in passages)
    assert all((HEAD + BODY)[p.start : p.end] == p.text for p in passages)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("foot", ["---", "..."])
def test_front_matter_ends_where_its_second_rule_ends(newline: str, foot: str) -> None:
    head = f"---\ntitle: A\npublisher: B\n{foot}"
    text = f"{head}\n# Words\n\nOf it.\n".replace("\n", newline)
    assert body_start(text) == len(head.replace("\n", newline))
    assert front_matter(text) == {"title": "A", "publisher": "B"}
    assert structure(text).title == "Words"


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nThe team met.\n\n---\n\nIt met again.\n",
        "---\nNote: the team met.\n---\nIt met again.\n",
        "---\ntitle: without an end\n\nThe team met.\n",
        "Words before.\n---\ntitle: A\n---\n",
        "---\n---\nThe team met.\n",
        "# A\n\n---\ntitle: B\n---\n",
    ],
)
def test_a_text_that_only_has_rules_keeps_all_its_words(text: str) -> None:
    assert body_start(text) == 0 and front_matter(text) is None


def test_front_matter_of_another_program_is_left_out_too_and_a_list_under_it_stays_a_list() -> None:
    text = "---\nlayout: post\ntags:\n  - a\n---\n  - first point\n  - second point\n"
    assert [text[p.block.start : p.block.end] for p in structure(text).parts] == [
        "first point",
        "second point",
    ]


@pytest.mark.parametrize(
    ("head", "fault"),
    [
        ("title: A", "publisher: Field required"),
        ("title: A\npublisher: B\nbriefing_date: June", "briefing_date.value: "),
        ("title: A\npublisher: B\nid: No Capitals", "id: "),
        ("title: [A\npublisher: B", "this is no YAML in line"),
        ("title: A\npublisher: B\nthemes: sleep", "themes: "),
        ("title: &a [x]\npublisher: *a", "an alias (*) is not followed"),
        ("title: A\npublisher: B\nfile: other.md", "file: it names another file, other.md"),
        ("title: " + "[" * 5000, "over 100 brackets"),
    ],
)
def test_front_matter_that_is_wrong_is_one_line_with_its_field_and_its_file_is_read_and_inferred(
    corpus: Corpus, head: str, fault: str
) -> None:
    corpus.write("harbour.md", f"---\n{head}\n---\n{BODY}")
    found = named(corpus, "harbour.md")
    (line,) = found.troubles
    assert line.startswith("its front matter cannot be used: ") and "\n" not in line
    assert fault in line
    assert found.review.title == "Learning from the harbour" and found.review.standing == "unrecorded"
    report = corpus.ingest()
    assert report.notes == (f"harbour.md: {line}",) and not report.failed
    assert corpus.finds("bruises")[0] == {"harbour.md"} and corpus.finds("publisher:")[0] == set()
    assert not corpus.ingest().written


def test_what_front_matter_says_beside_a_record_is_named_and_hinders_nothing(corpus: Corpus) -> None:
    corpus.write("harbour.md", HEAD.replace("themes", "layout: post\nthemes") + BODY)
    found = named(corpus, "harbour.md")
    assert found.unknown == ("layout",) and found.troubles == () and found.how.startswith("front matter: ")
