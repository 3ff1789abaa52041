"""PowerPoint files: a page a slide."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingest.readers.document import Document, Writer
from ingest.readers.packed import graphics_not_read, looked_over, reading


def read_pptx(path: Path) -> Document:
    """The text of a PowerPoint file, a page a slide; hidden slides and speakers' notes are left out.

    Raises:
        FileUnreadable: no PowerPoint file, a bomb, or broken.
    """
    looked_over(path, "ppt/presentation.xml", "PowerPoint")
    import pptx

    writer = Writer()
    with reading(path, "PowerPoint"):
        held = pptx.Presentation(str(path))
        first = True
        for number, slide in enumerate(held.slides, 1):
            writer.page()
            if slide._element.get("show") == "0":
                writer.left_out("a hidden slide was left out", page=number)
                continue
            _slide(slide, writer, first)
            first = False
            for graphic in graphics_not_read(slide._element):
                writer.left_out(graphic, page=number)
            if slide.has_notes_slide and slide.notes_slide.notes_text_frame.text.strip():
                writer.left_out("speaker's notes were left out", page=number)
    return writer.document()


def _slide(slide: Any, writer: Writer, first: bool) -> None:
    """The title of the first slide that is shown is the paper's own, whatever stands under it."""
    title = slide.shapes.title
    if title is not None and title.has_text_frame:
        writer.heading(title.text_frame.text, 1 if first else 2)
    shapes = sorted(
        (shape for shape in _shapes(slide.shapes) if title is None or shape.shape_id != title.shape_id),
        key=lambda shape: (shape.top or 0, shape.left or 0),
    )
    for shape in shapes:
        if getattr(shape, "has_table", False) and shape.has_table:
            for row in shape.table.rows:
                writer.row([cell.text_frame.text for cell in row.cells])
        elif shape.has_text_frame:
            paragraphs = [p for p in shape.text_frame.paragraphs if p.text.strip()]
            for paragraph in paragraphs:
                if len(paragraphs) > 1:
                    writer.item(paragraph.text, paragraph.level)
                else:
                    writer.paragraph(paragraph.text)


def _shapes(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _shapes(shape.shapes)
        else:
            yield shape
