"""Quotations of a draft beside the words of the reviews: the same, nearly the same, or nowhere."""

import re
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from assistant.compose import readable
from assistant.drafts.marks import Folded, folded
from assistant.drafts.nouns import QuotationCheck, Quoted, Span
from assistant.drafts.places import citation
from assistant.nouns import Citation
from assistant.papers import Papers
from assistant.words import content, stems, tokens
from ingest.nouns import Passage

NEAR_PASSAGES = 24  # passages, by words, among whose reviews a quotation is looked for
MOST_WORDS = 40  # of a quotation, by which they are found
KEPT = 64  # reviews whose folded texts are kept
MOST_LEFT_OUT = 1_500  # letters that "..." may stand for
MOST_REPLACED = 80  # letters that words in square brackets may stand for
LEAST_ALIKE = 72.0  # of 100, from which a stretch is what was meant to be quoted
LEAST_SHARED = 0.5  # share of the quotation's content words that the stretch has
MOST_DIFFERENCES = 8
_DOTS = r"\s*(?:\[\s*(?:\.{2,}|…)\s*\]|\(\s*(?:\.{3,}|…)\s*\)|\.{3,}|…|(?:\. ){2,}\.)\s*"
_GAP = re.compile(rf"(?P<dots>{_DOTS})|(?<!\w)\[(?P<own>[^\[\]\n]{{1,60}})\](?!\w)")
_ONE_LETTER = re.compile(r"\[(\w)\](?=\w)")  # "[t]he": the capital alone was changed
_ENDS = " .,;:!?'-"


@dataclass(frozen=True, slots=True)
class _Text:
    """A review's passages as one folded text."""

    passages: tuple[Passage, ...]
    folded: Folded

    def pieces(self, start: int, end: int) -> Iterator[tuple[Passage, int, int]]:
        """The stretch in each passage it runs through, with its place in the review's file."""
        first, last = self.folded.span(start, end)
        begins = [passage.start for passage in self.passages]
        for passage in self.passages[max(0, bisect_right(begins, first) - 1) :]:
            if passage.start >= last:
                break
            if max(first, passage.start) < min(last, passage.end):
                yield passage, max(first, passage.start), min(last, passage.end)


class Quotations:
    """Compares quotations with the texts of one index."""

    def __init__(self, index: Papers) -> None:
        self._index = index
        self._texts: OrderedDict[str, _Text] = OrderedDict()

    def check(self, quoted: Quoted, credited: Sequence[str]) -> QuotationCheck:
        """Look a quotation up: in the credited reviews first, then in those whose words are nearest."""
        near = self._near(quoted.text)
        others = dict.fromkeys(passage.review_id for passage in near)
        for review_id in dict.fromkeys((*credited, *others)):
            text = self._text(review_id)
            spans = _exact(quoted.text, text.folded.text)
            if spans:
                evidence = self._cited([piece for span in spans for piece in text.pieces(*span)])
                own = [f"the paper's own words in brackets: {word}" for word in _own_words(quoted.text)]
                return QuotationCheck(quoted, "exact", evidence, tuple(own), 1.0)
        return self._nearly(quoted, near, credited)

    def passages_of(self, check: QuotationCheck) -> list[Passage]:
        """The passages in which a quotation was found."""
        found: dict[str, Passage] = {}
        for cited in check.evidence:
            for passage in self._text(cited.review_id).passages:
                if passage.start <= cited.start and cited.end <= passage.end:
                    found[passage.id] = passage
        return list(found.values())

    def _near(self, words: str) -> list[Passage]:
        said = tokens(words)
        terms = (content(said) or said)[:MOST_WORDS]
        return list(self._index.passages([key for key, _ in self._index.lexical(terms, NEAR_PASSAGES)]))

    def _text(self, review_id: str) -> _Text:
        if review_id not in self._texts:
            passages = tuple(sorted(self._index.review_passages(review_id), key=lambda one: one.start))
            letters, places = [], []  # type: list[str], list[int]
            for passage in passages:
                one = folded(passage.text, passage.start)
                letters += [one.text.rstrip(), " "]
                places += [*one.places[: len(one.text.rstrip())], passage.end - 1]
            self._texts[review_id] = _Text(passages, Folded("".join(letters), tuple(places)))
            while len(self._texts) > KEPT:
                self._texts.popitem(last=False)
        self._texts.move_to_end(review_id)
        return self._texts[review_id]

    def _cited(self, pieces: Sequence[tuple[Passage, int, int]]) -> tuple[Citation, ...]:
        return tuple(
            citation(number, self._index.reviews[passage.review_id], passage, start, end)
            for number, (passage, start, end) in enumerate(pieces, 1)
        )

    def _nearly(self, quoted: Quoted, near: Sequence[Passage], credited: Sequence[str]) -> QuotationCheck:
        """The stretch of a passage that is most like it, if it is like enough."""
        said = folded(_GAP.sub(" ", quoted.text)).text.strip(_ENDS)
        own = [passage for review_id in credited[:3] for passage in self._text(review_id).passages]
        best: tuple[float, Passage, int, int] | None = None
        for passage in {one.id: one for one in (*own, *near)}.values():
            text = folded(passage.text, passage.start)
            found = fuzz.partial_ratio_alignment(said, text.text, score_cutoff=LEAST_ALIKE)
            if found is None or len(text.text) < len(said) / 2:
                continue
            if best is None or found.score > best[0]:
                whole = _to_words(text.text, found.dest_start, found.dest_end)
                best = (found.score, passage, *text.span(*_trimmed(said, text.text, *whole)))
        if best is None:
            return QuotationCheck(quoted, "not_in_the_reviews")
        score, passage, start, end = best
        mine, theirs = stems(quoted.text), stems(passage.quote(start, end))
        if mine and len(mine & theirs) < LEAST_SHARED * len(mine):
            return QuotationCheck(quoted, "not_in_the_reviews")
        differs = differences(quoted.text, passage.quote(start, end))
        return QuotationCheck(
            quoted, "misquoted", self._cited([(passage, start, end)]), differs, round(score / 100, 3)
        )


def _exact(quotation: str, text: str) -> list[Span]:
    """Where a folded text has the quotation's stretches in order; none where it lacks one."""
    stretches, reach = _stretches(quotation)
    if not stretches:
        return []
    at = 0
    while (first := _find(text, stretches[0], at)) is not None:
        spans = [first]
        for stretch, most in zip(stretches[1:], reach, strict=True):
            after = _find(text, stretch, spans[-1][1])
            if after is None or after[0] - spans[-1][1] > most:
                break
            spans.append(after)
        if len(spans) == len(stretches):
            return spans
        at = first[0] + 1
    return []


def _stretches(quotation: str) -> tuple[list[str], list[int]]:
    """The folded stretches between what was left out, and how many letters each gap may stand for."""
    found: list[str] = []
    reach: list[int] = []
    at, most = 0, 0
    text = _ONE_LETTER.sub(r"\1", quotation)
    for gap in [*_GAP.finditer(text), None]:
        stretch = folded(text[at : gap.start() if gap else len(text)]).text.strip(_ENDS)
        if stretch:
            if found:
                reach.append(most)
            found.append(stretch)
            most = 0
        if gap:
            most = max(most, MOST_LEFT_OUT if gap["dots"] else MOST_REPLACED)
            at = gap.end()
    return found, reach


def _own_words(quotation: str) -> list[str]:
    return [gap["own"] for gap in _GAP.finditer(_ONE_LETTER.sub(r"\1", quotation)) if gap["own"]]


def _find(text: str, stretch: str, at: int) -> Span | None:
    """The next place where whole words make this stretch."""
    while (start := text.find(stretch, at)) >= 0:
        end = start + len(stretch)
        if not (text[start - 1 : start].isalnum() and start) and not text[end : end + 1].isalnum():
            return start, end
        at = start + 1
    return None


def _to_words(text: str, start: int, end: int) -> Span:
    """The stretch with its first and last words whole."""
    while 0 < start < len(text) and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def _trimmed(said: str, text: str, start: int, end: int) -> Span:
    """The stretch without words at its ends that the quotation does not have anything for."""
    words = [(m.start() + start, m.end() + start) for m in re.finditer(r"[^ ]+", text[start:end])]
    theirs = [text[a:b].strip(_ENDS) for a, b in words]
    mine = [word.strip(_ENDS) for word in said.split()]
    codes = SequenceMatcher(None, mine, theirs, False).get_opcodes()
    if len(codes) > 1 and codes[0][0] == "insert":
        start = words[codes[0][4]][0]
    if len(codes) > 1 and codes[-1][0] == "insert":
        end = words[codes[-1][3] - 1][1]
    while start < end and text[start] in " -":
        start += 1
    while end > start + 1 and text[end - 1] in " -":
        end -= 1
    return start, end


def differences(quotation: str, words: str) -> tuple[str, ...]:
    """What differs between a quotation and the words of the review, a line each."""
    mine = _GAP.sub(" ... ", readable(quotation.replace("\n>", "\n"))).split()
    theirs = readable(words).split()
    compared = SequenceMatcher(None, [_plain(one) for one in mine], [_plain(one) for one in theirs], False)
    found = []
    for what, a, b, c, d in compared.get_opcodes():
        own, others = " ".join(mine[a:b]), " ".join(theirs[c:d])
        if what == "equal" or (own in ("...", "…") and c != d):
            continue
        if what == "replace":
            found.append(f"“{own}” stands for “{others}”")
        elif what == "delete":
            found.append(f"“{own}” is not in the review")
        else:
            found.append(f"“{others}” is left out")
    more = len(found) - MOST_DIFFERENCES
    return (*found[:MOST_DIFFERENCES], f"and {more} more") if more > 0 else tuple(found)


def _plain(word: str) -> str:
    return folded(word).text.strip(_ENDS)
