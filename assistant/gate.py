"""The gate before ingest: what each file is, which record names it, and what a person should look at first.

Nothing is changed. What somebody has looked at is acknowledged in the catalogue, with who and when; the rest is new.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.contacts import Register
from assistant.guard import reads_like_instruction
from assistant.personal_data import has_personal_data
from assistant.whom_to_call import TELEPHONE
from ingest.catalogue import Catalogue, load_catalogue
from ingest.errors import FileUnreadable
from ingest.nouns import Review
from ingest.plan import scan
from ingest.read import read_document
from ingest.readers import Document
from ingest.readers.isolated import IsolatedReader
from ingest.settings import SHIPPED_CORPUS, Settings
from ingest.structure import structure

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SENTENCE = re.compile(r"[^\n.!?]+[.!?]?")
MOST_SHOWN = 100  # characters of a text that is shown


@dataclass(frozen=True, slots=True)
class Hazard:
    """Something a person should look at. ``what`` is its name in the catalogue; ``start`` its place in the text."""

    what: str
    start: int | None = None
    page: int | None = None
    acknowledged: str = ""


@dataclass(frozen=True, slots=True)
class FileCheck:
    """What the gate says of one file. ``reason`` tells why it cannot be read."""

    file: str
    form: str = ""
    characters: int = 0
    pages: int = 0
    review: Review | None = None
    record: str = ""
    missing: tuple[str, ...] = ()
    hazards: tuple[Hazard, ...] = ()
    reason: str = ""

    @property
    def new(self) -> tuple[Hazard, ...]:
        """The hazards that nobody has acknowledged."""
        return tuple(hazard for hazard in self.hazards if not hazard.acknowledged)


def check_corpus(settings: Settings, register: Register) -> Iterator[FileCheck]:
    """Look through every file of the corpus folder, in order of name.

    Raises:
        ReviewsError: the folder is missing, or its catalogue is broken.
    """
    corpus = settings.corpus.expanduser()
    found, catalogue = scan(corpus), load_catalogue(corpus, SHIPPED_CORPUS)
    with IsolatedReader(settings.limits) as reader:
        for one in found:
            yield _checked(corpus, one.file, one.trouble, catalogue, register, reader)


def _checked(
    corpus: Path, file: str, trouble: str, catalogue: Catalogue, register: Register, reader: IsolatedReader
) -> FileCheck:
    path = corpus / file
    form = path.suffix.lower().removeprefix(".")
    if trouble:
        return FileCheck(file, form, reason=trouble)
    try:
        raw, document = read_document(path, reader)
    except FileUnreadable as error:
        return FileCheck(file, form, reason=str(error))
    sha256 = hashlib.sha256(raw).hexdigest()
    record, _ = catalogue.record_of(file, sha256)
    review = catalogue.recognise(file, sha256, structure(document.text).title)
    looked_at = {one.hazard: f"{one.by}, {one.on}" for one in (record.hazards_acknowledged if record else ())}
    how = "checksum" if record and record.original_sha256 == sha256 else "name"
    named = f"catalogue, by its {how}: {record.id}" if record else "none: its title is inferred"
    hazards = tuple(
        Hazard(one.what, one.start, one.page, looked_at.get(one.what, ""))
        for one in hazards_of(document, review, register)
    )
    return FileCheck(
        file,
        form,
        len(document.text),
        len(document.page_starts),
        review,
        named,
        missing_of(review),
        hazards,
    )


def missing_of(review: Review) -> tuple[str, ...]:
    """What the record of a review does not tell."""
    told = {
        "publisher": review.standing != "unrecorded" and review.publisher,
        "review type": review.standing != "unrecorded" and review.review_type,
        "date": review.date.value,
        "ages": review.ages,
        "themes": review.themes,
        "licence": review.licence,
    }
    return tuple(name for name, value in told.items() if not value)


def hazards_of(document: Document, review: Review, register: Register) -> Iterator[Hazard]:
    """What a person should look at in a document, in the order of its text."""
    text = document.text
    for finding in document.findings:
        detail = f": {finding.detail}" if finding.detail else ""
        yield Hazard(f"{finding.what}{detail}"[:MOST_SHOWN], None, finding.page)
    found = [*_addresses(text), *_numbers(text, register), *_sentences(text, register.numbers)]
    seen: set[str] = set()
    for start, what in sorted(found):
        if what not in seen:
            seen.add(what)
            yield Hazard(what, start, document.page_of(start))


def _addresses(text: str) -> Iterator[tuple[int, str]]:
    for match in _MAIL.finditer(text):
        yield match.start(), f"e-mail address: {match.group()}"


def _numbers(text: str, register: Register) -> Iterator[tuple[int, str]]:
    held = {_digits(number) for number in register.numbers}
    doubtful = {_digits(contact.number): contact.doubt for contact in register.doubtful()}
    for match in TELEPHONE.finditer(text):
        digits = _digits(match.group())
        if digits in doubtful:
            yield match.start(), f"telephone number that the register doubts: {match.group()}"
        elif digits not in held:
            yield match.start(), f"telephone number that the register does not hold: {match.group()}"


def _sentences(text: str, public_numbers: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Sentences with a person's details, or that read like instructions; the details are not repeated."""
    for match in _SENTENCE.finditer(text):
        words = match.group()
        start = match.start() + len(words) - len(words.lstrip())
        if reads_like_instruction(words):
            yield start, f"reads like an instruction to a model: {' '.join(words.split())}"[:MOST_SHOWN]
        if has_personal_data(_MAIL.sub(" ", TELEPHONE.sub(" ", words)), public_numbers):
            yield start, f"details of a person, at {start}"


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)
