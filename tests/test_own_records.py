"""Records beside a file, and which of several is believed."""

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import NOON, Console
from corpus_kit import Corpus, story
from records_kit import BODY, HEAD, SIDECAR, corpus, named

from assistant.assistant import open_assistant
from assistant.contract import ask_object
from ingest.catalogue import sidecar_of
from ingest.errors import CatalogueBroken
from ingest.pipeline import ingest
from ingest.settings import Settings
from ui.drawing.answer import answer as drawn
from ui.terminal import answer as terminal

__all__ = ["corpus"]  # fixtures of the tests below


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
