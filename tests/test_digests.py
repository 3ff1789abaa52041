"""The digests say what the publishers' originals say: no point lost, no figure added, no wording taken over.

The originals are not part of the project. Where they are not at hand, the tests that need them are skipped.
"""

import hashlib
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from assistant.words import NUMBER_WORDS

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"
SHARED = ROOT.parent / "shared"
ORIGINALS = SHARED / "briefings"
OWN_WORDS = SHARED / "own-words"

RECORDS = tomllib.loads((CORPUS / "catalogue.toml").read_text(encoding="utf-8"))["review"]
POINTS = tomllib.loads((ROOT / "tests" / "digest_points.toml").read_text(encoding="utf-8"))["point"]
PREFIX = {  # how the name of each original starts
    "esscp-infant-injury-1-2020": "000_",
    "esscp-infant-injury-2-2021": "001_",
    "esscp-child-2-rr-2023": "002_",
    "wsscp-child-s-scr-2016": "003_",
    "nyscp-child-h-scr": "004_",
}
OFFICES = {"esscp.contact@eastsussex.gov.uk", "0-19.spoa@eastsussex.gov.uk", "nyscp@northyorks.gov.uk"}
FEWEST = {
    "esscp-infant-injury-1-2020": 25,
    "esscp-infant-injury-2-2021": 25,
    "esscp-child-2-rr-2023": 10,
    "wsscp-child-s-scr-2016": 10,
    "nyscp-child-h-scr": 25,
}
WORDS = ("zero", *NUMBER_WORDS)
E_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
SENTENCE = re.compile(r"(?<=[a-z)'\"][.?]) +(?=[A-Z])")

each_review = pytest.mark.parametrize("review", list(PREFIX))
NAMES = [f"{point['review']}-{number}" for number, point in enumerate(POINTS)]
each_point = pytest.mark.parametrize("point", POINTS, ids=NAMES)
with_originals = pytest.mark.skipif(
    not ORIGINALS.is_dir(), reason="the publishers' originals (../shared/briefings) are not at hand"
)
with_own_words = pytest.mark.skipif(not OWN_WORDS.is_file(), reason="../shared/own-words is not at hand")


def collapsed(text: str) -> str:
    return " ".join(text.split())


def digest(review: str) -> str:
    return (CORPUS / f"{review}.md").read_text(encoding="utf-8")


def original(review: str) -> str:
    (path,) = ORIGINALS.glob(f"{PREFIX[review]}*.txt")
    return path.read_text(encoding="utf-8")


def numbers(text: str) -> list[str]:
    """The figures of a text, list numbers left out."""
    unnumbered = re.sub(r"(?m)^\s*\d+\.\s", "", text)
    return re.findall(r"\d+(?:[.,]\d+)*", unnumbered)


def number_words(text: str) -> set[str]:
    """Number words from two to twelve; "one" is mostly not a number."""
    return {word for word in re.findall(r"[a-z]+", text.lower()) if word in WORDS[2:]}


def held(text: str, review: str) -> bool:
    """Whether the text meets every point of its review."""
    return all(
        re.search(point["pattern"], collapsed(text), re.IGNORECASE)
        for point in POINTS
        if point["review"] == review
    )


def without_each_sentence(text: str) -> list[tuple[str, str]]:
    """Each sentence below the title that is no heading, with the text that is left without it."""
    pairs = []
    lines = text.splitlines()
    for number, line in enumerate(lines):
        if not line.strip() or line.startswith("#"):
            continue
        sentences = SENTENCE.split(line)
        for place, sentence in enumerate(sentences):
            rest = " ".join(sentences[:place] + sentences[place + 1 :])
            pairs.append((sentence, "\n".join([*lines[:number], rest, *lines[number + 1 :]])))
    return pairs


@each_point
def test_a_digest_says_the_point(point: dict[str, str]) -> None:
    assert re.search(point["pattern"], collapsed(digest(point["review"])), re.IGNORECASE), point["point"]


@with_originals
@each_point
def test_the_original_says_the_point(point: dict[str, str]) -> None:
    text = collapsed(original(point["review"]))
    assert re.search(point["original_pattern"], text, re.IGNORECASE), point["point"]


@each_review
def test_there_are_points_enough(review: str) -> None:
    assert sum(point["review"] == review for point in POINTS) >= FEWEST[review]


def test_every_point_belongs_to_a_review_and_stands_once() -> None:
    assert {point["review"] for point in POINTS} == set(PREFIX)
    keys = [(point["review"], point["pattern"]) for point in POINTS]
    assert len(keys) == len(set(keys))


@each_review
def test_each_point_is_said_once_and_in_the_order_of_the_list(review: str) -> None:
    text, last = collapsed(digest(review)), -1
    for point in POINTS:
        if point["review"] == review:
            (match,) = re.finditer(point["pattern"], text, re.IGNORECASE)
            assert match.end() >= last, point["point"]
            last = match.end()


@each_review
def test_no_sentence_of_a_digest_can_go_unnoticed(review: str) -> None:
    text = digest(review)
    assert held(text, review)
    unguarded = [sentence for sentence, rest in without_each_sentence(text) if held(rest, review)]
    assert not unguarded


@with_own_words
def test_the_wording_is_the_projects_own() -> None:
    run = subprocess.run([str(OWN_WORDS)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (0, ""), run.stdout + run.stderr


def test_the_catalogue_names_every_digest_and_no_other_file() -> None:
    assert {record["file"] for record in RECORDS} == {path.name for path in CORPUS.glob("*.md")}
    assert {record["id"] for record in RECORDS} == set(PREFIX)


@each_review
def test_a_digest_begins_with_the_title_in_its_record(review: str) -> None:
    (record,) = (record for record in RECORDS if record["id"] == review)
    assert record["file"] == f"{review}.md"
    assert digest(review).splitlines()[0] == f"# {record['title']}"


@with_originals
@each_review
def test_every_number_of_a_digest_is_in_the_original(review: str) -> None:
    source = original(review)
    known = set(numbers(source)) | {str(WORDS.index(word)) for word in number_words(source)}
    assert not [number for number in numbers(digest(review)) if number not in known]
    spelt = known | number_words(source)
    words = number_words(digest(review))
    assert not [word for word in words if word not in spelt and str(WORDS.index(word)) not in spelt]


@with_originals
@each_review
def test_every_number_of_the_original_is_in_the_digest(review: str) -> None:
    source = re.sub(r"\[footnoteRef:\d+\]|\[\d+:", "", original(review))  # the marks of a footnote
    said = set(numbers(digest(review))) | number_words(digest(review))
    assert not [number for number in numbers(source) if number not in said]
    assert not number_words(source) - said


@each_review
def test_a_digest_gives_the_mail_of_offices_only(review: str) -> None:
    assert {address.lower().rstrip(".") for address in E_MAIL.findall(digest(review))} <= OFFICES


@with_originals
@each_review
def test_a_person_named_by_an_address_in_the_original_is_not_named(review: str) -> None:
    people = {address.lower() for address in E_MAIL.findall(original(review))} - OFFICES
    names = {name for address in people for name in address.split("@")[0].split(".")}
    assert not names & set(re.findall(r"[a-z]+", digest(review).lower()))


@with_originals
@each_review
def test_a_record_describes_the_original_that_is_at_hand(review: str) -> None:
    (record,) = (record for record in RECORDS if record["id"] == review)
    (path,) = ORIGINALS.glob(f"{PREFIX[review]}*.txt")
    data = path.read_bytes()
    assert (hashlib.sha256(data).hexdigest(), len(data)) == (
        record["original_sha256"],
        record["original_bytes"],
    )
