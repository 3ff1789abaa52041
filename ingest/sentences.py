"""Sentence spans inside a block of text. Rules, not a model: the spans must be the same on every machine."""

import re

# A full stop after these does not end a sentence.
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|cf|vs|no|nos|approx|dr|mr|mrs|ms|prof|st|para|paras|fig|p|pp|s|ss|art|al)|(?<![&\w])[A-Z])\.$",
    re.IGNORECASE,
)
_END = re.compile(r"(?<![.?!])[.?!]++[\"'”’)\]*_]*(?:\[footnoteRef:\d+\]\.?)?(?=\s|\[|$)")
_FOOTNOTE_BODY = re.compile(r"\[\d{1,3}:\s[^\]]{0,1000}\]")
_LONGEST_ABBREVIATION = 12  # characters that can matter to the pattern, with some to spare
_STARTS_SENTENCE = re.compile(r"\s*(?:[A-Z0-9\"'“‘(\[*_]|$)")


def sentence_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans (start, end) of the sentences of ``text[start:end]``, trimmed of white space.

    The body of a footnote that was left in the running text belongs to no sentence.
    """
    spans: list[tuple[int, int]] = []
    at = start
    for gap_start, gap_end in [*_footnotes(text, start, end), (end, end)]:
        spans.extend(_plain(text, at, gap_start))
        at = gap_end
    return spans


def _footnotes(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [match.span() for match in _FOOTNOTE_BODY.finditer(text, start, end)]


def _plain(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    at = start
    for match in _END.finditer(text, start, end):
        before = text[max(at, match.start() - _LONGEST_ABBREVIATION) : match.start() + 1]
        if match.group().startswith(".") and _ABBREVIATION.search(before) and match.end() < end:
            continue
        if not _STARTS_SENTENCE.match(text[match.end() : min(end, match.end() + 40)]):
            continue
        _add(spans, text, at, match.end())
        at = match.end()
    _add(spans, text, at, end)
    return spans


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if any(c.isalnum() for c in text[start:end]):
        spans.append((start, end))
