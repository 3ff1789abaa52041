"""HTML as it is seen: no scripts, no styles, nothing hidden."""

import re
from pathlib import Path
from typing import Any

from ingest.errors import FileUnreadable
from ingest.readers.document import Document, Writer

# Nothing of these is text of the page.
_NOT_READ = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "iframe",
        "object",
        "embed",
        "svg",
        "canvas",
        "form",
        "button",
        "select",
        "nav",
        "audio",
        "video",
        "math",
    ]
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "blockquote",
        "figure",
        "figcaption",
        "address",
        "pre",
        "dl",
        "dt",
        "dd",
        "details",
        "summary",
        "center",
        "body",
        "html",
    ]
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])|opacity\s*:\s*0(?![.\d]*[1-9])|"
    r"(?:left|top|text-indent)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
_XML = re.compile("^\\s*<\\?xml[^>]*\\?>|[\x00\ud800-\udfff]")  # what a parser of HTML stops at
MOST_DEEP = 200  # elements within each other


def read_html(text: str, path: Path) -> Document:
    """The text of an HTML page.

    Args:
        text: decoded.
        path: for messages.

    Raises:
        FileUnreadable: nothing can be made of it.
    """
    from lxml import html
    from lxml.etree import LxmlError

    writer = Writer()
    try:
        root = html.document_fromstring(_XML.sub("", text) or "<p></p>")
    except (LxmlError, ValueError, RecursionError):
        raise FileUnreadable(f"{path.name}: this HTML cannot be read", "Save the page anew") from None
    _walk(root, writer, [], 0, None)
    return writer.document()


def _walk(element: Any, writer: Writer, line: list[str], deep: int, item: int | None) -> None:
    """Write what an element holds; ``line`` is the run of text that is not yet written, ``item`` the depth of a list item."""
    if not isinstance(element.tag, str) or element.tag in _NOT_READ or deep > MOST_DEEP:
        return
    if _is_hidden(element):
        words = " ".join(element.itertext())
        if words.strip():
            writer.left_out("hidden text left out: not shown on the page", words)
        return
    tag = element.tag.lower()
    if re.fullmatch("h[1-6]", tag):
        _flush(line, writer, item)
        writer.heading(_inline(element), int(tag[1]))
    elif tag in ("ul", "ol"):
        _flush(line, writer, item)
        for child in element:
            _walk(child, writer, line, deep + 1, 0 if item is None else item + 1)
        _flush(line, writer, item)
    elif tag == "tr":
        _flush(line, writer, item)
        writer.row(
            [_inline(cell) for cell in element if isinstance(cell.tag, str) and cell.tag in ("td", "th")]
        )
    elif tag == "br":
        line.append(" ")
    else:
        own = tag in _BLOCKS or tag == "li"
        if own:
            _flush(line, writer, item)
        line.append(element.text or "")
        for child in element:
            _walk(child, writer, line, deep + 1, item)
            line.append(child.tail or "")
        if own:
            _flush(line, writer, item)


def _flush(line: list[str], writer: Writer, item: int | None) -> None:
    words = "".join(line)
    line.clear()
    if words.strip():
        if item is None:
            writer.paragraph(words)
        else:
            writer.item(words, item)


def _inline(element: Any) -> str:
    """All the text that is seen within an element, as one line."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _NOT_READ and not _is_hidden(child):
            parts += [_inline(child), " " if child.tag in _BLOCKS | {"br", "li"} else ""]
        parts.append(child.tail or "")
    return "".join(parts)


def _is_hidden(element: Any) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(element.get("style") or ""))
    )
