"""Puts comments into somebody's own Word file. All else in it stays: its words, their looks, its tables, notes, changes.

It parses a file that may be hostile, and so runs in a process of its own: a line of JSON with the sentences and what is
said of each, then the file's bytes; the file with comments comes back.
"""

import io
import json
import sys
from collections.abc import Sequence
from typing import Any

from assistant.drafts.letters import Letter, cut_out, letters_of, signs
from ingest.readers.formats import Limits
from ingest.readers.isolated import hold_back

AUTHOR, INITIALS = "Ask the Reviews", "AR"
Remark = tuple[str, str]
"""A sentence as it was read, and what is said of it, a line a paragraph; nothing where that is empty."""
_NOTES = {"footnotes.xml": "footnoteReference", "endnotes.xml": "endnoteReference"}


def with_comments(raw: bytes, remarks: Sequence[Remark], about: str) -> bytes:
    """The Word file with a comment on every sentence of which something is said.

    Args:
        raw: the file.
        remarks: of all its sentences, in their order.
        about: what is said of the whole, as a comment on the first words. Remarks on sentences that are not found
            in the file again follow there.
    """
    import docx
    from docx.text.run import Run

    held = docx.Document(io.BytesIO(raw))
    letters = letters_of(held.element.body, _notes(held))
    found, lost = _placed(letters, remarks)
    about = "\n".join((about, *_not_placed(lost)))
    spans = [(0, 1, about), *found] if letters else []
    runs = [(*cut_out(letters[start], letters[end - 1]), said) for start, end, said in reversed(spans[1:])]
    if spans:
        runs.append((letters[0].run, letters[0].run, about))
    for first, last, said in reversed(runs):
        parent: Any = held._body
        held.add_comment([Run(first, parent), Run(last, parent)], said, AUTHOR, INITIALS)
    written = io.BytesIO()
    held.save(written)
    return written.getvalue()


def _placed(
    letters: Sequence[Letter], remarks: Sequence[Remark]
) -> tuple[list[tuple[int, int, str]], list[Remark]]:
    """Where the sentences stand among the letters, in order, and the remarks on those that are not there.

    Every sentence moves the place from which the next is looked for, so that of two alike each finds its own.
    """
    text = "".join(letter.sign for letter in letters)
    found: list[tuple[int, int, str]] = []
    lost: list[Remark] = []
    taken: set[int] = set()
    at = 0
    for sentence, said in remarks:
        sought = "".join(sign for sign, _ in signs(sentence))
        start = text.find(sought, at) if sought else -1
        if start < 0 and sought:
            start = text.find(sought)
        end = start + len(sought)
        if start < 0 or not taken.isdisjoint((start, end - 1)):
            lost += [(sentence, said)] if said else []
            continue
        at = end
        if said:
            taken.update(range(start, end))
            found.append((start, end, said))
    return sorted(found), lost


def _not_placed(lost: Sequence[Remark]) -> list[str]:
    told = [line for sentence, said in lost for line in (f"“{' '.join(sentence.split())}”", said)]
    return ["On sentences whose place in the file was not found:", *told] if told else []


def _notes(held: Any) -> dict[str, Any]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    parts = {str(part.partname).rpartition("/")[2]: part for part in held.part.package.iter_parts()}
    return {
        reference: etree.fromstring(parts[name].blob, parser)
        for name, reference in _NOTES.items()
        if name in parts
    }


def _serve(limits: Limits) -> None:
    hold_back(limits)
    told = json.loads(sys.stdin.buffer.readline())
    made = with_comments(
        sys.stdin.buffer.read(), [(sentence, said) for sentence, said in told["remarks"]], told["about"]
    )
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    _serve(Limits(**json.loads(sys.argv[1])))
