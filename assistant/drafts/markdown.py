"""A checked draft as Markdown: the paper in its order, and under each sentence that was checked what is said of it."""

import re
from itertools import groupby

from assistant.drafts.nouns import Checked, DraftReport
from assistant.drafts.told import place, remark, summary
from assistant.unseen import visible

_MARKS = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~$&:@])")


def draft_markdown(report: DraftReport) -> bytes:
    """UTF-8. Texts of the paper and of reviews are escaped, so that nothing in them is read as Markdown or HTML."""
    blocks = [f"# Checked: {_plain(report.draft.name)}", *(_plain(line) for line in summary(report))]
    for _, run in groupby(report.sentences, key=lambda one: one.sentence.block):
        held = list(run)
        blocks += _heading(held[0]) if held[0].sentence.form == "heading" else _block(held)
    return ("\n\n".join(blocks) + "\n").encode()


def _heading(one: Checked) -> list[str]:
    return [f"{'#' * min(6, len(one.sentence.section) + 1)} {_plain(one.sentence.text)}"]


def _block(held: list[Checked]) -> list[str]:
    between = " | " if held[0].sentence.form == "cell" else " "
    blocks = [between.join(_plain(one.sentence.text) for one in held)]
    for one in held:
        if one.verdict is not None:
            told = [
                f"**{place(one.sentence)}:** {_plain(' '.join(one.sentence.text.split()))}",
                *map(_plain, remark(one)),
            ]
            blocks.append("\n>\n".join(f"> {line}" for line in told))
    return blocks


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\1", " ".join(visible(text).split()))
