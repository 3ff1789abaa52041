"""The gate before ingest: what each file is, which record names it, and what a person should look at first.

Nothing is changed. What somebody has looked at is acknowledged in the record, with who and when; the rest is new.
What such texts are known to do is named too, with what is made of it, and needs nobody.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from assistant.contacts import Register
from assistant.hazards import Met, met_in
from assistant.lookalikes import lookalikes
from assistant.personal_data import kinds_of_personal_data
from assistant.planted import reads_as_planted
from assistant.whom_to_call import TELEPHONE
from ingest.catalogue import OF_PERSONS, Catalogue, load_catalogue
from ingest.errors import FileUnreadable
from ingest.front_matter import FrontMatterBroken, front_matter, words_of
from ingest.nouns import Review
from ingest.read import read_document
from ingest.readers import Document
from ingest.readers.isolated import IsolatedReader
from ingest.record import FIELDS, Record
from ingest.scan import Found, scan
from ingest.settings import SHIPPED_CORPUS, Settings
from ingest.structure import structure
from ingest.withdrawn import Tombstones, load

_DOMAIN = re.compile(r"[\w-]++(?:\.[\w-]++)+")
_SENTENCE = re.compile(r"[^\n.!?]++[.!?]?")
# What looks for details of a person takes time that grows with the square of what it is given, so a sentence
# that is longer than any is looked at in pieces, each of which begins within the one before.
_LONGEST, _STEP, _SHORTEST = 1000, 800, 6
MOST_SHOWN = 100  # characters of a text that is shown
SAYS_SEEN = "its own text says that hazards were looked at; only the catalogue or a sidecar can"


@dataclass(frozen=True, slots=True)
class Hazard:
    """Something met in a file. ``what`` is its name in the record; ``start`` its place in the text.

    ``handled``: what is made of it where it needs nobody; ``acknowledged``: who has looked at it, and when.
    """

    what: str
    start: int | None = None
    page: int | None = None
    acknowledged: str = ""
    handled: str = ""


@dataclass(frozen=True, slots=True)
class FileCheck:
    """What the gate says of one file.

    ``reason`` tells why it cannot be read, or, where ``passed_over``, why nobody tries to. ``withdrawn``: when and
    why its review was; such a file takes no part, so nothing of what is in it is told.
    """

    file: str
    form: str = ""
    characters: int = 0
    pages: int = 0
    review: Review | None = None
    record: str = ""
    missing: tuple[str, ...] = ()
    hazards: tuple[Hazard, ...] = ()
    reason: str = ""
    passed_over: bool = False
    withdrawn: str = ""

    @property
    def new(self) -> tuple[Hazard, ...]:
        """The hazards that a person should look at and that nobody has acknowledged."""
        return tuple(hazard for hazard in self.hazards if not hazard.acknowledged and not hazard.handled)


def check_corpus(settings: Settings, register: Register, only: str = "") -> Iterator[FileCheck]:
    """Look through every file of the corpus folder, in order of name, or through one of them only.

    Raises:
        ReviewsError: the folder is missing, its catalogue is broken, or what is withdrawn cannot be read.
    """
    withdrawn = load(settings.data)
    corpus = settings.corpus.expanduser()
    found, catalogue = scan(corpus), load_catalogue(corpus, SHIPPED_CORPUS)
    with IsolatedReader(settings.limits) as reader:
        for one in found:
            if only in ("", one.file):
                yield _checked(corpus, one, catalogue, register, reader, withdrawn)


def _checked(
    corpus: Path,
    found: Found,
    catalogue: Catalogue,
    register: Register,
    reader: IsolatedReader,
    withdrawn: Tombstones,
) -> FileCheck:
    path, file = corpus / found.file, found.file
    form = path.suffix.lower().removeprefix(".")
    if found.unread:
        return FileCheck(file, form, reason=found.unread, passed_over=True)
    try:
        if found.trouble:
            raise FileUnreadable(found.trouble)
        raw, document = read_document(path, reader)
        made_of = structure(document.text)
        if not made_of.parts:
            raise FileUnreadable("no text was found in it", "Replace the file or take it out of the folder")
    except FileUnreadable as error:
        tombstone = withdrawn.over(catalogue.recognise(file, "", None), corpus)
        if tombstone:
            return FileCheck(file, form, withdrawn=tombstone.said)
        return _unreadable(file, form, error.of(path.name), catalogue)
    named = catalogue.named(file, hashlib.sha256(raw).hexdigest(), made_of.title, document.text)
    if tombstone := withdrawn.over(named.review, corpus, document.text):
        return FileCheck(file, form, record=named.how, withdrawn=tombstone.said)
    looked_at = _looked_at(named.record)
    hazards = (
        *(Hazard(trouble[:MOST_SHOWN]) for trouble in named.troubles),
        *(
            Hazard(
                f"front matter has a field that no record has: {' '.join(name.split())}"[:MOST_SHOWN],
                handled=f"not used{_meant(name)}",
            )
            for name in named.unknown
        ),
        *_at_head(document.text, register),
        *hazards_of(document, register),
        *(_settled(met, document) for met in met_in(document.text, made_of)),
    )
    return FileCheck(
        file,
        form,
        len(document.text),
        len(document.page_starts),
        named.review,
        named.how,
        missing_of(named.review),
        tuple(replace(one, acknowledged=looked_at.get(one.what, "")) for one in hazards),
    )


def _meant(name: str) -> str:
    """The fields of a record that another name may mean, to be used in its place: "type" is no field."""
    parts = [field for field in sorted(FIELDS) if name in field.split("_")]
    near = parts or get_close_matches(name, sorted(FIELDS), n=1)
    return f"; write {' or '.join(near)}" if near else ""


def _looked_at(record: Record | None) -> dict[str, str]:
    """Who has looked at which hazards of a file, and when."""
    return {one.hazard: f"{one.by}, {one.on}" for one in (record.hazards_acknowledged if record else ())}


def _unreadable(file: str, form: str, reason: str, catalogue: Catalogue) -> FileCheck:
    """A file that cannot be read: that is a hazard too, and its record may say that somebody knows."""
    record, _ = catalogue.record_of(file, "")
    what = f"it cannot be read: {reason}"[:MOST_SHOWN]
    hazard = Hazard(what, acknowledged=_looked_at(record).get(what, ""))
    return FileCheck(file, form, record=record.id if record else "", hazards=(hazard,), reason=reason)


def _settled(met: Met, document: Document) -> Hazard:
    what = f"{met.what}, {met.count} times" if met.count > 1 else met.what
    return Hazard(what, met.start, document.page_of(met.start), handled=met.handled)


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


def _at_head(text: str, register: Register) -> Iterator[Hazard]:
    """What front matter says that a file cannot say of itself, and what its words mean but do not show.

    Words that stand in the text as they are meant are found where they stand.
    """
    try:
        fields = front_matter(text) or {}
    except FrontMatterBroken:  # named among the troubles
        return
    if OF_PERSONS & fields.keys():
        yield Hazard(SAYS_SEEN)
    whats: dict[str, None] = {}
    for words in words_of(fields):
        if words in text:
            continue
        whats |= dict.fromkeys(what for _, what in (*_addresses(words), *_numbers(words, register)))
        for _, what, personal in _sentences(words.replace("_", " "), register.numbers):  # as names are
            whats[f"{what} in its front matter" if personal else what] = None
    yield from (Hazard(what) for what in whats)


def hazards_of(document: Document, register: Register) -> Iterator[Hazard]:
    """What a person should look at in a document, in the order of its text."""
    text = document.text
    for finding in document.findings:
        detail = f": {finding.detail}" if finding.detail else ""
        yield Hazard(f"{finding.what}{detail}"[:MOST_SHOWN], None, finding.page)
    found = [*_addresses(text), *_numbers(text, register), *_mixed(text)]
    for start, what, personal in _sentences(text, register.numbers):
        found.append((start, f"{what}, at {start}" if personal else what))
    seen: set[str] = set()
    for start, what in sorted(found):
        if what not in seen:
            seen.add(what)
            yield Hazard(what, start, document.page_of(start))


def _mixed(text: str) -> Iterator[tuple[int, str]]:
    if words := lookalikes(text):
        start, first = words[0]
        yield (
            start,
            f"words that mix the letters of two alphabets: {len(words)}, such as {first}"[:MOST_SHOWN],
        )


def _addresses(text: str) -> Iterator[tuple[int, str]]:
    for start, end in _mails(text):
        yield start, f"e-mail address: {text[start:end]}"[:MOST_SHOWN]


def _mails(text: str) -> Iterator[tuple[int, int]]:
    """Where e-mail addresses stand, found from each ``@``: no letter is looked at more than twice."""
    behind, at = 0, text.find("@")
    while at >= 0:
        start = at
        while start > behind and (text[start - 1].isalnum() or text[start - 1] in "_.+-"):
            start -= 1
        domain = _DOMAIN.match(text, at + 1) if start < at else None
        behind = domain.end() if domain else at + 1
        if domain:
            yield start, behind
        at = text.find("@", behind)


def _without_mails(text: str) -> str:
    kept, behind = [], 0
    for start, end in _mails(text):
        kept.append(text[behind:start])
        behind = end
    return " ".join([*kept, text[behind:]])


def _numbers(text: str, register: Register) -> Iterator[tuple[int, str]]:
    held = {_digits(number) for number in register.numbers}
    doubtful = {_digits(contact.number): contact.doubt for contact in register.doubtful()}
    for match in TELEPHONE.finditer(text):
        digits = _digits(match.group())
        if digits in doubtful:
            yield match.start(), f"telephone number that the register doubts: {match.group()}"
        elif digits not in held:
            yield match.start(), f"telephone number that the register does not hold: {match.group()}"


def _sentences(text: str, public_numbers: Sequence[str]) -> Iterator[tuple[int, str, bool]]:
    """Sentences that read like instructions, or with details of a person, which is the third and never repeated."""
    for begin, words in _pieces(text):
        start = begin + len(words) - len(words.lstrip())
        if reads_as_planted(words):
            yield (
                start,
                f"reads like an instruction to a model: {' '.join(words.split())}"[:MOST_SHOWN],
                False,
            )
        told = _without_mails(TELEPHONE.sub(" ", words))
        if kinds := " and ".join(kinds_of_personal_data(told, public_numbers)):
            yield start, f"details of a person ({kinds})", True


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a text, roughly, each with its place; in pieces what is longer than any sentence."""
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        if end - start < _SHORTEST:
            continue  # too short for a name beside a word, a number or a postcode
        yield start, text[start : min(start + _LONGEST, end)]
        for begin in range(start + _STEP, end - (_LONGEST - _STEP), _STEP):
            yield begin, text[begin : min(begin + _LONGEST, end)]


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)
