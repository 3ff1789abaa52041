"""A file may bring its own record: a sidecar beside it, or front matter at the head of its text."""

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import NOON, Console
from corpus_kit import Corpus, make_corpus, story

from assistant.assistant import open_assistant
from assistant.contract import ask_object
from ingest.catalogue import Named, load_catalogue, sidecar_of
from ingest.errors import CatalogueBroken
from ingest.front_matter import body_start, front_matter
from ingest.pipeline import ingest
from ingest.settings import Settings
from ingest.structure import structure
from ui.drawing.answer import answer as drawn
from ui.terminal import answer as terminal

HEAD = """---
title: Harbour review
publisher: Harbour Partnership
Review type: serious case review
briefing_date: 2020-06
themes: [sleep, "no"]
age_days_max: 40
---
"""
BODY = "# Learning from the harbour\n\n## Findings\n\n- The harbour nursery kept no record of bruises.\n"
SIDECAR = """
id = "pier-review"
title = "Pier review"
publisher = "Pier Board"
review_date = { value = "2019", known = "inferred", note = "From the address." }
"""


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Corpus:
    return make_corpus(tmp_path, monkeypatch)


def named(corpus: Corpus, file: str) -> Named:
    """What the look-up says of a file of the corpus."""
    text = (corpus.folder / file).read_text()
    catalogue = load_catalogue(corpus.folder, corpus.folder / "none")
    return catalogue.named(file, "0" * 64, structure(text).title, text)


# ---- Front matter


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


# ---- Sidecars


@pytest.mark.parametrize(
    ("name", "of"),
    [
        ("a.pdf.toml", "a.pdf"),
        ("A b.MD.toml", "A b.MD"),
        ("a.toml", None),
        ("catalogue.toml", None),
        ("a.jpg.toml", None),
        ("a.pdf", None),
    ],
)
def test_a_sidecar_has_the_whole_name_of_its_file_before_its_own(name: str, of: str | None) -> None:
    assert sidecar_of(name) == of


def test_a_sidecar_names_its_file_in_any_folder_and_is_not_ingested(corpus: Corpus) -> None:
    corpus.write("sub/pier.md", story("Child P"))
    corpus.write("sub/pier.md.toml", SIDECAR)
    report = corpus.ingest()
    assert [row.file for row in report.rows] == ["sub/pier.md"]
    (review,) = corpus.index().reviews.values()
    assert (review.id, review.publisher, review.record) == ("pier-review", "Pier Board", "sidecar")
    assert review.date.known == "inferred"


def test_a_sidecar_that_changes_makes_its_file_changed_and_no_other(corpus: Corpus) -> None:
    for name in ("other.md", "pier.md"):
        corpus.write(name, story(name))
    corpus.write("pier.md.toml", SIDECAR)
    corpus.ingest()
    assert not corpus.ingest().written
    corpus.write("pier.md.toml", SIDECAR.replace("Pier Board", "Quay Board"))
    assert corpus.actions() == {"other.md": "same", "pier.md": "changed"}
    assert corpus.index().reviews["pier-review"].publisher == "Quay Board"
    corpus.remove("pier.md.toml")
    assert corpus.actions() == {"other.md": "same", "pier.md": "changed"}
    assert {review.standing for review in corpus.index().reviews.values()} == {"unrecorded"}
    corpus.write("pier.md.toml", SIDECAR)
    assert corpus.actions() == {"other.md": "same", "pier.md": "changed"}


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"title = ", "Invalid value"),
        (b'title = "A"\n', "publisher: Field required"),
        (b'title = "A"\npublisher = "B"\nthemse = ["x"]\n', "themse: Extra inputs are not permitted"),
        (b'title = "A"\npublisher = "B"\nreview_date = "spring"\n', "review_date.value: "),
        (b'title = "\xff"\n', "codec can't decode"),
        (b"# " + b"x" * 20_001, "it is over 20,000 bytes"),
        (b"age_days_min = " + b"9" * 5000, "Exceeds the limit"),
        (b"file = 0x" + b"f" * 15_000, "file: it names another file, not by its name"),
        (b'file = "' + b"x" * 15_000 + b'"', "file: it names another file, xxx"),
        (b'title = "A"\npublisher = "B"\n"a\\nb" = 1', "a b: Extra inputs are not permitted"),
        (b"x = " + b"[" * 9000, "it is nested too deep"),
        (b"a" + b".a" * 9000 + b" = 1", "a key in it has over 20 dots"),
        (b"x = {'a'" + b' . "a\\"]"' * 1500 + b" = 1}", "a key in it has over 20 dots"),
        (b"[[ a" + b".a" * 9000 + b"]]", "a key in it has over 20 dots"),
    ],
    ids=[
        "no TOML",
        "a field missing",
        "a field too many",
        "a date",
        "no UTF-8",
        "too large",
        "a number of 5,000 digits",
        "a number that cannot be shown",
        "a name of 15,000 letters",
        "a field on two lines",
        "nested too deep",
        "a key with many dots",
        "a key in quotes",
        "a key of a table",
    ],
)
def test_a_sidecar_that_is_wrong_is_one_line_with_its_field_and_its_file_is_read_and_inferred(
    corpus: Corpus, raw: bytes, fault: str
) -> None:
    corpus.write("pier.md", story("Child P"))
    corpus.write("pier.md.toml", raw)
    report = corpus.ingest()
    (line,) = report.notes
    assert line.startswith("pier.md: its sidecar pier.md.toml cannot be used: ") and fault in line
    assert "\n" not in line and len(line) < 400 and not report.failed and report.passage_count == 3
    assert not corpus.ingest().written
    corpus.write("pier.md.toml", SIDECAR)
    report = corpus.ingest()
    assert report.notes == () and corpus.index().reviews["pier-review"].record == "sidecar"


def test_a_sidecar_that_is_a_link_out_of_the_folder_is_not_read(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "outside.toml").write_text(SIDECAR)
    corpus.write("pier.md", story("Child P"))
    try:
        (corpus.folder / "pier.md.toml").symlink_to(tmp_path / "outside.toml")
    except OSError:
        pytest.skip("links need a privilege here")
    assert "a link that leads out of the folder" in corpus.ingest().notes[0]


def test_a_sidecar_whose_key_has_many_dots_takes_no_time(corpus: Corpus) -> None:
    corpus.write("pier.md", story("Child P"))
    corpus.write("pier.md.toml", b"a" + b".a" * 9900 + b" = 1")
    begun = time.process_time()
    for _ in range(10):
        named(corpus, "pier.md")
    assert time.process_time() - begun < 1


def test_many_dots_in_words_are_no_key(corpus: Corpus) -> None:
    corpus.write("pier.md", story("Child P"))
    line = "It was said in 1. and 2. of it, at a.b.c.d.e. " * 20 + "." * 100
    corpus.write("pier.md.toml", f'{SIDECAR}notes = ["{line}"]\nthemes = ["a.b"]\n')
    assert named(corpus, "pier.md").review.notes == (line,)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_sidecar_or_a_catalogue_that_is_a_pipe_is_not_waited_for(corpus: Corpus) -> None:
    corpus.write("pier.md", story("Child P"))
    os.mkfifo(corpus.folder / "pier.md.toml")
    (line,) = corpus.ingest().notes
    assert line == "pier.md: its sidecar pier.md.toml cannot be used: it is no regular file"
    os.mkfifo(corpus.folder / "catalogue.toml")
    with pytest.raises(CatalogueBroken, match=r"catalogue\.toml: it is no regular file"):
        corpus.ingest()


def test_the_catalogue_says_more_than_a_sidecar_and_a_sidecar_more_than_front_matter(corpus: Corpus) -> None:
    corpus.write("harbour.md", HEAD + BODY)
    found = [named(corpus, "harbour.md").how]
    corpus.write("harbour.md.toml", SIDECAR)
    found.append(named(corpus, "harbour.md").how)
    corpus.write(
        "catalogue.toml", f'[[review]]\nfile = "harbour.md"\n{SIDECAR.replace("pier-review", "of-catalogue")}'
    )
    found.append(named(corpus, "harbour.md").how)
    assert [how.split(":")[0] for how in found] == [
        "front matter",
        "sidecar harbour.md.toml",
        "catalogue, by its name",
    ]
    assert found[2].endswith("of-catalogue")


# ---- What a person sees


def test_records_of_their_own_are_used_in_answers_lists_and_the_gate(
    reviews: Console, home: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "harbour.md").write_text(HEAD + BODY)
    (folder / "pier.md").write_text(
        "# Pier\n\n## Findings\n\n- The pier team wrote nothing down on crying.\n"
    )
    (folder / "pier.md.toml").write_text(SIDECAR)
    (folder / "quay.md").write_text(
        "# Quay review\n\n## Findings\n\n- The quay team rang nobody about drink.\n"
    )
    (folder / "photo.jpg").write_text("x")
    settings = Settings(corpus=folder, home=home, now=NOON)
    ingest(settings)
    assistant = open_assistant(settings)

    harbour = ask_object(assistant.ask("What did the Harbour review find on bruises?"))
    (citation,) = harbour["citations"]
    assert (citation["title"], citation["publisher"]) == ("Harbour review", "Harbour Partnership")
    assert citation["date"] == {"value": "2020-06", "of": "briefing", "known": "stated"}
    assert citation["inferred"] == [] and "record of bruises" in citation["quote"]
    assert harbour["not_searched"] == ["photo.jpg"]
    (citation,) = ask_object(assistant.ask("What did the Pier review find on crying?"))["citations"]
    assert citation["title"] == "Pier review" and citation["inferred"] == ["date"]
    (citation,) = ask_object(assistant.ask("What did the Quay review find on drink?"))["citations"]
    assert citation["standing"] == "unrecorded" and citation["inferred"] == ["title"]

    answer = assistant.ask("What did the Quay review find on drink?")
    page = drawn(answer, lambda citation: "not at hand")
    assert "Quay review (inferred)" in page and "photo.jpg" in page and "are not or could not be read" in page
    many = replace(answer, not_searched=tuple(f"{number}.jpg" for number in range(20)))
    assert "and 14 more" in drawn(many, lambda citation: "") and "and 14 more" in " ".join(
        terminal(many).split()
    )
    assert len(ask_object(many)["not_searched"]) == 20
    which = ask_object(assistant.ask("Which reviews mention drink?"))
    assert {row["title"]: row["inferred"] for row in which["reviews"]}["Quay review"] == ["title"]

    said = reviews("ask", "What did the Quay review find on drink?", CORPUS=folder).out
    assert "Quay review (inferred), Publisher not recorded" in said
    assert "Not searched, as they are not or could not be read: photo.jpg" in said
    listed = reviews("list", CORPUS=folder).out
    assert "Quay review (inferred)" in listed and "Harbour review, Harbour Partnership" in listed
    assert "review of 2019 (inferred)" in listed
    shown = reviews("show", "pier-review", CORPUS=folder).out
    assert "record          sidecar" in shown and "2019 (inferred). From the address." in shown
    status = reviews("status", CORPUS=folder).out
    assert "photo.jpg (.jpg is not a format that is read)" in status
    checked = reviews("ingest", "--check", CORPUS=folder)
    assert checked.code == 0 and "record: sidecar pier.md.toml: pier-review" in checked.out
    assert "record: front matter: harbour-" in checked.out and "title: Quay review (inferred)" in checked.out
