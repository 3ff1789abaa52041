"""Messages read as plain tokens, and a small language of token patterns matched against them.

Everyday messages come in text-speak, with slips and without apostrophes. They are brought into one plain form
first, so that the lexicon in ``urgent.toml`` needs each sign only once. Patterns are looked up by their first
word instead of being tried one after another, so the time does not grow with the lexicon.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from assistant.words import fold

STOP, ASKED, PAUSE = ".", "?", ","
BREAKS = frozenset({STOP, ASKED, PAUSE})
GAP = 4  # words that ".." may stand for
_HEAD, _TAIL = 4000, 2000  # characters read of a long message: a concern may stand at either end
_SHORTEST_SLIP = 5  # letters; shorter words have too many neighbours

_NUMBERS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen"
)
_NUMBER = rf"(?:\d{{1,2}}|{_NUMBERS})"
_SPELT: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), put)
    for pattern, put in (
        (r"\bcan't\b", "can not"),
        (r"\bwon't\b", "will not"),
        (r"n't\b", " not"),
        (r"'ll\b", " will"),
        (r"'ve\b", " have"),
        (r"'re\b", " are"),
        (r"'m\b", " am"),
        (r"(?<=\w)'d\b", " had"),
        (r"\b(s?he|it|that|there|who|what|where|here)'s\b", r"\1 is"),
        (r"(\w)'s\b", r"\1s"),
        (r"\b(\d{1,2})[ap]m\b", r"\1 oclock"),
        (r"\b\d{1,2}[.:]\d\d\s?(?:[ap]m)?\b", " clocktime "),
        (r"\ba ?& ?e\b", "emergency department"),
        (r"\b\d{1,2}\s?/\s?(?:7|12|52)\b(?!/)", " agedchild "),
        (rf"\b(?:year|yr|y)[ -]?{_NUMBER}s?\b(?! (?:tutors?|teachers?|curriculum|later|ago|olds?|assessed|old))", " agedchild "),
        (r"\b(?:im|i am|am) (?:only |just |nearly |about )?((?:[6-9]|1[0-7])|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)\b(?! ?(?:%|/|:|\d|weeks|week|wks|days|hours|mins|minutes|months|years? (?!old)|miles|stone|reviews|pages))", " i am agedme "),
        (rf"\b(?:{_NUMBER}|(?<!\bhalf )a)[ -]?(?:day|wk|week|mth|month|mo)s?[ -]?olds?\b", " agedchild "),
        (r"\b(?:1?\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)[ -]?(?:year|yr|yo|y/o)s?(?:[ -]?olds?)?\b(?! (?:ago|later|later|since|in|running|plan|review))", " agedchild "),
        (r"\b(?:[mf]1?\d|1?\d ?[mf]|1?\d ?y/?o|\d{1,2} ?m/?o)\b", " agedchild "),
        (rf"\b((?:s?he|who) is|s?hes|baby(?: is)?|child(?: is)?|aged?|all of) (?:only |just |about |like |maybe |nearly |a |barely )*{_NUMBER}(?: (?:days?|weeks?|wks?|months?|mths?))?\b(?! ?(?:%|:|\d|minutes|mins|hours|hrs|stone|lots))", r"\1 agedchild "),
        (rf"\b(?:about|only|looks?|looked|maybe|than|be) {_NUMBER}(?= ?(?:[,.?!]|$|and|or|years))", " agedchild "),
        (rf"\b(the|my|our|your|their|his|her|a|by) {_NUMBER}[ -](?:weeks?|wks?|months?|mths?|days?)(?= (?:check|baby|infant|boy|girl|twin))", r"\1 agedchild "),
        (r"\b(my|our|his|her|in|of|with) (?:u|under)[ -]?\d+s?\b", r"\1 pupils "),
        (r"(?<!\S)\?(?=\w)", " "),  # a clinician's "?NAI" is no end of a sentence
        (r"[.!]*\?[?!.]*", " ? "),
        (r"\s[-/]{1,2}\s|\.{2,}|[.!;:]+(?=\s|$)|(?<=\w)!+", " . "),
        (r"\b(?:1[5-9]|20)\d\d(?:-\d\d)?s?\b", " calendaryear "),
        (r"[,()]", " , "),
    )
)  # fmt: skip
_TOKEN = re.compile(r"[a-z0-9]+|(?<=\s)[.,?](?=\s|$)")


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern that was met: what it is a sign of and where, as a span of tokens."""

    sign: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Word:
    """One place of a pattern: the words and beginnings of words that may stand there."""

    words: frozenset[str]
    stems: tuple[str, ...]
    optional: bool = False
    barred: bool = False  # must not follow; takes up no place

    def fits(self, token: str) -> bool:
        return token in self.words or (bool(self.stems) and token.startswith(self.stems))


_Part = _Word | int  # an int is a gap of up to so many words


class Lexicon:
    """Patterns by sign, and the ways of writing that are brought into one form before they are tried.

    A pattern is words apart by spaces; ``a/b`` is either, ``bruis*`` any ending, ``<child>`` a word of a class,
    ``..`` up to four words, ``x?`` a word that may be absent, ``!x`` a word that must not come next
    ``^`` the beginning of a clause and ``^^`` of a sentence.
    """

    def __init__(
        self,
        classes: Mapping[str, str],
        signs: Mapping[str, str],
        means: Mapping[str, str],
        ordinary: str,
        keys: str,
        links: str,
    ) -> None:
        self._classes = {name: tuple(words.split()) for name, words in classes.items()}
        self._persons = frozenset(
            word for name in ("one", "kin", "other", "pron") for word in self._classes[name]
        ) - frozenset(self._classes["many"])
        self._means = {short: long.split() for short, long in means.items()}
        self.links = frozenset(links.split())
        self._exact: dict[str, list[tuple[str, tuple[_Part, ...], int]]] = {}
        self._by_stem: dict[str, list[tuple[str, str, tuple[_Part, ...], int]]] = {}
        known: set[str] = set(ordinary.split()) | set(self._means)
        stems: set[str] = set()
        for sign, patterns in signs.items():
            for pattern in filter(None, map(str.strip, re.split(r"[,\n]", patterns))):
                parts, at_start = self._parts(pattern)
                for part in parts:
                    if isinstance(part, _Word):
                        known |= part.words
                        stems.update(part.stems)
                self._add(sign, parts, at_start)
        self._known = known
        self._known_stems = tuple(sorted(stem for stem in stems if len(stem) >= _SHORTEST_SLIP - 1))
        self._slips = _slips(keys.split())

    def is_person(self, word: str) -> bool:
        """Whether a word stands for somebody other than the writer."""
        return word in self._persons

    def tokens(self, message: str) -> list[str]:
        """The words of a message in plain form, with ``.`` and ``,`` where it pauses."""
        if len(message) > _HEAD + _TAIL:
            message = f"{message[:_HEAD]}\n{message[-_TAIL:]}"
        text = fold(message.replace("\n", " . ")).lower()
        for pattern, put in _SPELT:
            text = pattern.sub(put, text)
        found: list[str] = []
        for token in _TOKEN.findall(text):
            found += self._means.get(token) or [self._mended(token)]
        return found

    def find(self, tokens: list[str]) -> Iterator[Found]:
        """Every pattern met in the tokens."""
        for at, token in enumerate(tokens):
            opens = self._opens(tokens, at)
            for sign, parts, at_start in self._exact.get(token, ()):
                if opens >= at_start and (end := _match(parts, 1, tokens, at + 1)):
                    yield Found(sign, at, end)
            for stem, sign, parts, at_start in self._by_stem.get(token[:3], ()):
                if token.startswith(stem) and opens >= at_start and (end := _match(parts, 1, tokens, at + 1)):
                    yield Found(sign, at, end)

    def _opens(self, tokens: list[str], at: int) -> int:
        """2 where a sentence begins, 1 where a clause does, else 0; "please" and "so" may go before."""
        before = at - 1
        while before >= 0 and tokens[before] in self.links:
            before -= 1
        if before < 0 or tokens[before] in (STOP, ASKED):
            return 2
        return int(before < at - 1 or tokens[before] == PAUSE)

    def _parts(self, pattern: str) -> tuple[tuple[_Part, ...], int]:
        at_start = len(pattern) - len(pattern.lstrip("^"))
        parts: list[_Part] = []
        for piece in pattern.lstrip("^").split():
            if piece == "..":
                parts.append(GAP)
                continue
            optional, barred = piece.endswith("?"), piece.startswith("!")
            forms: list[str] = []
            for form in piece.strip("?!").split("/"):
                forms += self._classes[form[1:-1]] if form.startswith("<") else [form]
            parts.append(
                _Word(
                    frozenset(f for f in forms if not f.endswith("*")),
                    tuple(f[:-1] for f in forms if f.endswith("*")),
                    optional,
                    barred,
                )
            )
        return tuple(parts), at_start

    def _add(self, sign: str, parts: tuple[_Part, ...], at_start: int) -> None:
        first = parts[0]
        if not isinstance(first, _Word) or first.optional or first.barred:
            raise ValueError(f"A pattern of {sign} must begin with a word")
        for word in first.words:
            self._exact.setdefault(word, []).append((sign, parts, at_start))
        for stem in first.stems:
            if len(stem) < 3:
                raise ValueError(f"{stem}* is too short to begin a pattern of {sign}")
            self._by_stem.setdefault(stem[:3], []).append((stem, sign, parts, at_start))

    def _mended(self, token: str) -> str:
        """A word of the lexicon that the token is one slip away from, else the token."""
        if len(token) < _SHORTEST_SLIP or token in self._known or token.startswith(self._known_stems):
            return token
        shapes = {token, *_shorter(token)}
        near = sorted({word for shape in shapes for word in self._slips.get(shape, ())})
        return next((word for word in near if _one_slip(token, word)), token)


def _match(parts: tuple[_Part, ...], part: int, tokens: list[str], at: int) -> int:
    """Where the rest of a pattern ends when it is tried from a token on; 0 where it does not fit."""
    while part < len(parts):
        want = parts[part]
        if isinstance(want, int):
            for skip in range(want + 1):
                if end := _match(parts, part + 1, tokens, at + skip):
                    return end
                if at + skip >= len(tokens) or tokens[at + skip] in (STOP, ASKED):
                    return 0
            return 0
        if at < len(tokens) and tokens[at] == PAUSE:
            return (
                _match(parts, part, tokens, at + 1)
                if not want.barred
                else _match(parts, part + 1, tokens, at)
            )
        fits = at < len(tokens) and want.fits(tokens[at])
        if want.barred:
            if fits:
                return 0
        elif want.optional:
            if fits and (end := _match(parts, part + 1, tokens, at + 1)):
                return end
        elif fits:
            at += 1
        else:
            return 0
        part += 1
    return at


def _shorter(word: str) -> Iterator[str]:
    return (word[:i] + word[i + 1 :] for i in range(1, len(word)))


def _slips(words: Iterable[str]) -> dict[str, list[str]]:
    """Words to mend to, under each form with at most one letter fewer; the first letter is taken to be right."""
    found: dict[str, list[str]] = {}
    for word in words:
        if len(word) >= _SHORTEST_SLIP and word.isalpha():
            for shape in {word, *_shorter(word)}:
                found.setdefault(shape, []).append(word)
    return found


def _one_slip(token: str, word: str) -> bool:
    """Whether one letter was left out, put in, changed, or two neighbours swapped."""
    if token[0] != word[0] or abs(len(token) - len(word)) > 1:
        return False
    if len(token) != len(word):
        longer, other = (token, word) if len(token) > len(word) else (word, token)
        return other in set(_shorter(longer))
    differ = [i for i, (a, b) in enumerate(zip(token, word, strict=True)) if a != b]
    if len(differ) == 2 and differ[1] == differ[0] + 1:
        return token[differ[0]] == word[differ[1]] and token[differ[1]] == word[differ[0]]
    return len(differ) == 1
