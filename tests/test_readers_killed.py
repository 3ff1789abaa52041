"""The process that reads files, ended in the middle of an answer: one file fails, the next is read."""

import os
import sys
from pathlib import Path

import pytest
from corpus_kit import Corpus, story
from pipeline_kit import corpus
from test_hostile_files import outcome

from ingest.errors import FileUnreadable
from ingest.readers import Document
from ingest.readers.isolated import IsolatedReader

__all__ = ["corpus"]  # a fixture of the tests below

# Takes the place of the reader's module: writes part of its answer to a file of this name, and is gone.
TORN = """
import json, os, signal, sys
import ingest.readers.isolated as real

def torn(path, limits, read=real._answer):
    answer = read(path, limits)
    if path.name.startswith("torn"):
        os.write(real_out, {begun!r})
        os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    return answer

real_out = os.dup(1)
real._answer = torn
real._serve(real.Limits(**json.loads(sys.argv[-1])))
"""
BEGINNINGS = {"half a line": b'{"text": "Nobody ra', "a whole line of noise": b'{"te\n', "no object": b"7\n"}


def tearing(folder: Path, monkeypatch: pytest.MonkeyPatch, begun: bytes) -> None:
    """Have readers' processes end in the middle of an answer, after these bytes of it."""
    script = folder / "torn reader.py"
    script.write_text(TORN.format(begun=begun))
    real = sys.executable
    starter = folder / "python"
    starter.write_text(f'#!/bin/sh\nshift 2\nexec "{real}" "{script}" "$@"\n')
    starter.chmod(0o700)
    monkeypatch.setattr("ingest.readers.isolated.sys.executable", str(starter))


@pytest.mark.skipif(os.name == "nt", reason="the reader that is put in place is started by a shell")
@pytest.mark.parametrize("begun", BEGINNINGS.values(), ids=BEGINNINGS.keys())
def test_a_reader_that_is_killed_in_the_middle_of_an_answer_fails_that_file_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begun: bytes
) -> None:
    tearing(tmp_path, monkeypatch, begun)
    for name in ("torn.html", "whole.html"):
        (tmp_path / name).write_text("<h1>Child Q</h1><p>Nobody rang the family.</p>")
    with IsolatedReader() as held:
        found = outcome(held, tmp_path / "torn.html")
        assert isinstance(found, FileUnreadable) and "its reader broke down" in found.message
        assert isinstance(outcome(held, tmp_path / "whole.html"), Document)


@pytest.mark.skipif(os.name == "nt", reason="the reader that is put in place is started by a shell")
def test_an_ingest_in_which_a_reader_is_killed_indexes_the_other_files(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tearing(tmp_path, monkeypatch, BEGINNINGS["half a line"])
    corpus.write("a.md", story("Nora"))
    corpus.write("torn.html", "<p>Nobody rang the family.</p>")
    corpus.write("whole.html", "<h1>Child Q</h1><p>A neighbour rang the family.</p>")
    report = corpus.ingest()
    assert {row.file: row.action for row in report.rows} == {
        "a.md": "new",
        "torn.html": "failed",
        "whole.html": "new",
    }
    assert report.failed[0].reason.startswith("its reader broke down")
