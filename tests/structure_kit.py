"""Ways to ask what the structure of a text says of its sentences."""

from ingest.nouns import Sentence
from ingest.sentences import sentence_spans
from ingest.structure import Part, sentences_of, structure


def sentences(text: str) -> list[str]:
    """The sentences of a stretch of prose."""
    return [text[start:end] for start, end in sentence_spans(text, 0, len(text))]


def told(text: str) -> list[tuple[Part, Sentence, str]]:
    """Every sentence of a text with the part it stands in."""
    return [
        (part, sentence, text[sentence.start : sentence.end])
        for part in structure(text).parts
        for sentence in sentences_of(text, part, 0)
    ]


def part_with(text: str, words: str) -> Part:
    """The one part that holds these words."""
    (part,) = {part.block.start: part for part, _, said in told(text) if words in said}.values()
    return part


def words_of(text: str, part: Part) -> str:
    return text[part.block.start : part.block.end]


def kind_of(text: str, words: str) -> str:
    """The kind of the one sentence that holds these words."""
    (kind,) = {sentence.kind for _, sentence, said in told(text) if words in said}
    return kind


def kinds_under(text: str, heading: str) -> set[str]:
    """The kinds of all sentences whose innermost heading this is."""
    return {sentence.kind for part, sentence, _ in told(text) if part.section[-1:] == (heading,)}
