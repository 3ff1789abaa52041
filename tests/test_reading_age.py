"""What the pages say can be read without effort: the Flesch-Kincaid grade of every sentence that ui/ shows."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from conftest import ROOT

PAGES = ("ui/drawing", "ui/views", "ui/words.py", "ui/resources.py", "ui/session.py", "assistant/in_words.py")
HIGHEST = 6.0  # school years, of all that is said together: a reader of 11 follows
HARDEST = 14.0  # of a single sentence
LONGEST = 34  # words in a sentence
_FEWEST = 4  # words, below which a text is a name and no sentence
_CODE = re.compile(r"[{}<>=_]|\bst-key|^[.#:\[]|--|\d;|://")
_SENTENCE_ENDS = re.compile(r"(?<=[.?!:])\s+")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")


@dataclass(frozen=True)
class Said:
    """A sentence of the interface, and where it stands."""

    sentence: str
    where: str

    @property
    def words(self) -> list[str]:
        return _WORD.findall(self.sentence)


def syllables(word: str) -> int:
    """Syllables by the usual rule of thumb: runs of vowels, without a silent e at the end."""
    bare = re.sub(r"[^a-z]", "", word.lower())
    bare = re.sub(r"(?:[^laeiouy]es|[^td]ed|[^l]e)$", lambda end: end.group()[0], bare)
    return max(1, len(re.findall(r"[aeiouy]+", bare)))


def grade(said: list[Said]) -> float:
    """The Flesch-Kincaid grade: 0.39 words a sentence + 11.8 syllables a word - 15.59."""
    words = [word for one in said for word in one.words]
    return 0.39 * len(words) / len(said) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def texts(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Every text in a module but docstrings; what is put in at run time counts as one word."""
    passed: set[int] = set()
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        first = body[0] if isinstance(body, list) and body else None
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
            passed.add(id(first.value))  # a docstring
        if isinstance(node, ast.JoinedStr):
            passed.update(map(id, node.values))
            parts = (str(one.value) if isinstance(one, ast.Constant) else "this" for one in node.values)
            yield "".join(parts), node.lineno
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed:
            yield node.value, node.lineno


def interface() -> list[Said]:
    """Every sentence that the pages show of their own."""
    said = []
    for place in PAGES:
        path = ROOT / place
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path] * path.exists():
            for text, line in texts(ast.parse(file.read_text(encoding="utf-8"))):
                if not _CODE.search(text):
                    where = f"{file.relative_to(ROOT)}:{line}"
                    said += [Said(one, where) for one in _SENTENCE_ENDS.split(text.strip())]
    return [one for one in said if len(one.words) >= _FEWEST]


def told(said: list[Said]) -> str:
    return "\n".join(f"{grade([one]):5.1f}  {one.where}  {one.sentence}" for one in said)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *(
            ("child", 1),
            ("made", 1),
            ("review", 2),
            ("quotes", 1),
            ("little", 2),
            ("searched", 1),
            ("wanted", 2),
        ),
        *(("safeguarding", 4), ("recommendation", 5), ("procedure", 3), ("people", 2), ("the", 1)),
    ],
)
def test_syllables_are_counted_as_they_are_said(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_grade_tells_plain_sentences_from_others() -> None:
    plain = [Said("The cat sat on the mat.", "")]
    other = [
        Said(
            "Notwithstanding aforementioned considerations, multidisciplinary deliberations necessitate.", ""
        )
    ]
    assert grade(plain) < 2 < HIGHEST < grade(other)


def test_what_the_pages_say_is_plain() -> None:
    said = interface()
    assert len(said) > 80, "the sentences were found"
    hardest = sorted(said, key=lambda one: grade([one]), reverse=True)[:15]
    assert grade(said) <= HIGHEST, f"the hardest sentences:\n{told(hardest)}"


def test_no_sentence_of_the_pages_is_too_hard() -> None:
    hard = [one for one in interface() if len(one.words) > 2 * _FEWEST and grade([one]) > HARDEST]
    assert not hard, f"sentences above grade {HARDEST:g}:\n{told(hard)}"


def test_no_sentence_of_the_pages_is_too_long_to_follow() -> None:
    long = [one for one in interface() if len(one.words) > LONGEST]
    assert not long, f"sentences of more than {LONGEST} words:\n{told(long)}"
