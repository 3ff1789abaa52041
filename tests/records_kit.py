"""What the tests of records share: a text with a head of its own, and a record that lies beside a file."""

from pathlib import Path

import pytest
from corpus_kit import Corpus, make_corpus

from ingest.catalogue import Named, load_catalogue
from ingest.structure import structure

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
