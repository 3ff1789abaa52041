"""A withdrawn review stays out: while the index still holds it, after kills, with damaged tombstones."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from corpus_kit import Corpus
from withdraw_kit import actions, corpus, derived, failing, gone, id_of

from ingest.errors import ReviewsError
from ingest.visible import IndexWithout, Veil
from ingest.withdrawal import withdraw
from ingest.withdrawn import NAME, load

__all__ = ["corpus", "failing"]  # fixtures of the tests below


def test_an_index_that_still_holds_it_shows_nothing_of_it_in_any_way(failing: Corpus) -> None:
    whole = failing.index()
    (hidden,) = [review.id for review in whole.reviews.values() if review.file == "b.md"]
    passages = [p.id for p in whole.review_passages(hidden)]
    seen = Veil(failing.settings.data, failing.folder)(whole)
    vector = failing.embedder.embed(["Omar was hurt in the boathouse"])[0]
    assert passages and isinstance(seen, IndexWithout)
    assert hidden not in seen.reviews and seen.passage_count == whole.passage_count - len(passages)
    assert seen.review_passages(hidden) == () and seen.entries_of("b.md") == []
    for ids in ((), (hidden,), (hidden, *seen.reviews)):
        for found in (
            seen.all_passage_ids(ids),
            [name for name, _ in seen.lexical(["boathouse", "Omar", "notes"], 50, ids)],
            [name for name, _ in seen.dense(vector, 50, ids)],
        ):
            assert not set(found) & set(passages)
    assert len(seen.dense(vector, 3)) == 3 and len(seen.lexical(["notes"], 2)) == 2
    assert set(seen.all_passage_ids()) == set(whole.all_passage_ids()) - set(passages)
    with pytest.raises(KeyError):
        seen.passages(passages[:1])
    assert seen.fingerprint != whole.fingerprint
    assert {record.file: record.status for record in seen.files}["b.md"] == "withdrawn"
    whole.close()


def test_an_index_of_which_nothing_is_withdrawn_is_shown_as_it_is(corpus: Corpus) -> None:
    veil, whole = Veil(corpus.settings.data, corpus.folder), corpus.index()
    assert veil(whole) is whole
    gone(corpus)
    assert veil(whole) is not whole and veil(whole) is veil(whole)
    new = corpus.index()
    assert veil(new) is new
    whole.close(), new.close()


def test_the_next_ingest_takes_it_out_and_withdrawing_again_proves_it(failing: Corpus) -> None:
    name = load(failing.settings.data).held[0].review_id
    assert (
        len(derived(failing)) == 2
    )  # of two generations; Chroma's vector files may hold scraps of memory too
    assert actions(failing)["b.md"] == "withdrawn"
    assert derived(failing) == [] and len(list((failing.home / "vectors").glob("*.sqlite"))) == 1
    done = withdraw(failing.settings, name, "again")
    assert done.proof.found == () and done.proof.stretches >= 4
    assert done.tombstone.why == "asked for by the family" and done.tombstone.erased


CHILD = """
import os, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
import pytest
from corpus_kit import Corpus, make_corpus
from ingest import pipeline, withdrawal, generations
from ingest.settings import Settings
patch = pytest.MonkeyPatch()
corpus = Corpus(Path({folder!r}), Path({home!r}))
patch.setattr(pipeline, "open_embedder", lambda settings: corpus.embedder)
patch.setattr(withdrawal, "open_embedder", lambda settings: corpus.embedder)
moment = {moment!r}
module = __import__("ingest." + moment.split(".")[0], fromlist=["x"])
real = getattr(module, moment.split(".")[1])
def dies(*given, **named):
    if {after}:
        real(*given, **named)
    os.kill(os.getpid(), 9)
setattr(module, moment.split(".")[1], dies)
withdrawal.withdraw(corpus.settings, {name!r}, "asked for")
"""


@pytest.mark.parametrize(
    ("moment", "after"),
    [
        ("withdrawal.add", True),
        ("generations.seal_files", True),
        ("generations.move_pointer", False),
        ("generations.move_pointer", True),
        ("erasure.erase", False),
        ("withdrawal._prove", False),
    ],
)
def test_killed_at_any_moment_it_stays_withdrawn_and_the_next_ingest_ends_the_work(
    corpus: Corpus, moment: str, after: bool
) -> None:
    name = id_of(corpus, "b.md")
    program = CHILD.format(
        tests=str(Path(__file__).parent),
        folder=str(corpus.folder),
        home=str(corpus.home),
        moment=moment,
        after=after,
        name=name,
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=os.environ)
    assert ran.returncode == -9, ran.stderr
    index = corpus.index()
    assert name not in Veil(corpus.settings.data, corpus.folder)(index).reviews
    index.close()
    assert actions(corpus)["b.md"] == "withdrawn" and derived(corpus) == []
    assert withdraw(corpus.settings, name, "again").proof.found == ()


def test_killed_before_the_tombstone_is_whole_nothing_is_withdrawn_and_nothing_is_lost(
    corpus: Corpus,
) -> None:
    gone(corpus, "a.md")
    path = corpus.settings.data / NAME
    path.with_name(NAME + ".new").write_text('{"body": ')  # what a kill while writing leaves
    assert [one.file for one in load(corpus.settings.data).held] == ["a.md"]
    gone(corpus)
    assert [one.file for one in load(corpus.settings.data).held] == ["a.md", "b.md"]


def test_tombstones_that_cannot_be_read_stop_readers_and_ingest_with_one_line(corpus: Corpus) -> None:
    gone(corpus)
    path = corpus.settings.data / NAME
    whole = path.read_bytes()
    index = corpus.index()
    for damage in (b"", whole[:-20], whole.replace(b"asked for", b"said by")):
        path.write_bytes(damage)
        for read in (corpus.ingest, lambda: Veil(corpus.settings.data, corpus.folder)(index)):
            with pytest.raises(ReviewsError, match="says what is withdrawn and cannot be read"):
                read()
    path.write_bytes(whole)
    assert not corpus.ingest().written
    index.close()


# Restored
