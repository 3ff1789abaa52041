"""The verbs of the command line that ask nothing and change nothing: status, list, show, text, schema."""

import argparse
import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ingest.errors import ReviewsError
from ingest.nouns import Dated, Review
from ingest.settings import Settings, load_settings
from ui.terminal import plain
from ui.words import STANDING, date_words, kind_words, type_words

if TYPE_CHECKING:
    from ingest.index import FileRecord


def run_status(arguments: argparse.Namespace) -> int:
    """Say what the index holds and whether it is up to date."""
    record = _status(load_settings())
    if arguments.json:
        print(json.dumps(record, ensure_ascii=False))
        return 0
    for name, value in record.items():
        shown = ", ".join(value) if name == "changed_since" else value
        lines = shown if isinstance(shown, list) else [shown]
        for number, line in enumerate(lines or [""]):
            before = "" if number else name.replace("_", " ")
            print(plain(f"{before:<18}{line if line not in ('', None) else 'none'}"))
    return 0


def _status(settings: Settings) -> dict[str, Any]:
    from ingest.plan import changed_files
    from ingest.withdrawn import load

    def told(record: "FileRecord") -> str:
        return f"{record.file} ({record.reason})"

    index, fingerprint = _index(settings)
    statuses = [record.status for record in index.files]
    tombstones = load(settings.data).held
    return {
        "corpus": str(settings.corpus.expanduser().resolve()),
        "index": str(settings.index_folder),
        "generation": index.generation,
        "built_at": index.built_at,
        "fingerprint": index.fingerprint,
        "settings": fingerprint,
        "reviews": len(index.reviews),
        "passages": index.passage_count,
        "files_read": statuses.count("read"),
        "files_not_read": sum(statuses.count(status) for status in ("failed", "unread")),
        "not_read": [told(record) for record in index.files if record.status in ("failed", "unread")],
        "left_aside": [
            told(record) for record in index.files if record.status in ("superseded", "duplicate")
        ],
        "records_not_used": [
            told(record) for record in index.files if record.status == "read" and record.reason
        ],
        "files_withdrawn": statuses.count("withdrawn"),
        "withdrawn": [
            *(f"{one.file} ({one.review_id}, {one.said})" for one in tombstones),
            *(
                f"{record.file} (not read: its review or its text was {record.reason})"
                for record in index.files
                if record.status == "withdrawn" and record.file not in {one.file for one in tombstones}
            ),
        ],
        "changed_since": changed_files(settings.corpus.expanduser(), index.files),
        "warning": index.warning,
    }


def _index(settings: Settings) -> Any:
    from ingest.index import Index
    from ingest.visible import Veil
    from ingest.wiring import open_embedder, settings_fingerprint

    fingerprint = settings_fingerprint(open_embedder(settings).fingerprint)
    index = Index.open(settings.index_folder, fingerprint)
    return Veil(settings.data, settings.corpus)(index), fingerprint


def run_list(arguments: argparse.Namespace) -> int:
    """List the reviews, or the answers kept."""
    if arguments.answers:
        from ui.gold import run_answers

        return run_answers()
    index, _ = _index(load_settings())
    reviews = sorted(index.reviews.values(), key=lambda review: review.id)
    if arguments.json:
        print(json.dumps([asdict(review) for review in reviews], ensure_ascii=False))
        return 0
    for review in reviews:
        print(plain(f"{review.id}\n    {review.shown_title}, {review.publisher}"))
        print(
            plain(
                f"    {type_words(review.review_type, review.standing)}; {date_words(review.date)}; {STANDING[review.standing]}"
            )
        )
    return 0


def run_show(arguments: argparse.Namespace) -> int:
    """Show one review's record and passages."""
    index, _ = _index(load_settings())
    review = index.reviews.get(arguments.id)
    if review is None:
        from ingest.withdrawn import load

        if withdrawn := load(load_settings().data).of(arguments.id):
            raise ReviewsError(f"{arguments.id} was {withdrawn.said}", f"Run: reviews restore {arguments.id}")
        raise ReviewsError(f"There is no review {arguments.id!r} in the index", "Run: reviews list")
    passages = index.review_passages(review.id)
    if arguments.json:
        record = {"review": asdict(review), "passages": [asdict(passage) for passage in passages]}
        print(json.dumps(record, ensure_ascii=False))
        return 0
    print(plain("\n".join(_record(review))))
    for passage in passages:
        section = " > ".join(passage.section) or "no heading"
        kind = kind_words(passage.kind, passage.kind_inferred)
        place = f"{passage.id}  {section}; {kind}; {passage.start}-{passage.end}"
        print(plain(f"\n{place}\n{passage.text}"))
    return 0


def _record(review: Review) -> list[str]:
    rows = [
        ("title", review.shown_title),
        ("publisher", review.publisher),
        ("type", type_words(review.review_type, review.standing)),
        ("text", STANDING[review.standing]),
        ("record", review.record or "none: title and type are inferred"),
        *((f"{dated.of} date", _date(dated)) for dated in review.dates),
        ("ages", ", ".join(review.ages)),
        ("injuries", ", ".join(review.injuries)),
        ("themes", ", ".join(review.themes)),
        ("agencies", ", ".join(review.agencies)),
        ("file", review.file),
        ("licence", review.licence),
        *(("note", note) for note in review.notes),
    ]
    return [f"{name:<16}{value or 'not stated'}" for name, value in rows]


def _date(dated: Dated) -> str:
    known = " (inferred)" if dated.value and dated.known == "inferred" else ""
    return f"{dated.value or 'not stated'}{known}. {dated.note}".strip()


def run_text(arguments: argparse.Namespace) -> int:
    """Print a file's canonical text, to the character."""
    from ingest.read import canonical

    settings = load_settings()
    corpus = settings.corpus.expanduser().resolve()
    path = (corpus / arguments.file).resolve()
    if not path.is_relative_to(corpus):
        raise ReviewsError(
            f"{arguments.file} is not in the corpus folder {corpus}", "Name a file of that folder"
        )
    text = canonical(path, settings.limits)
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8"))  # not print: newlines stay as they are on every system
    return 0


def run_schema(arguments: argparse.Namespace) -> int:
    """Print the JSON Schema of the contract, or of gold cases."""
    if arguments.of == "gold":
        from eval.schema import gold_schema

        print(json.dumps(gold_schema(), ensure_ascii=False, indent=2))
        return 0
    from assistant.contract import schemas
    from assistant.drafts.contract import draft_schemas

    print(json.dumps({**schemas(), **draft_schemas()}, ensure_ascii=False, indent=2))
    return 0
