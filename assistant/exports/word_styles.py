"""How a Word file looks: its page, its language, and a style for each part, so that headings are headings."""

from typing import TYPE_CHECKING, Any

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

if TYPE_CHECKING:
    from docx.styles.style import ParagraphStyle

ALERT, ASIDE, CAPTION, CELL = "Alert", "Aside", "Caption", "Cell"
QUOTATION, SOURCE = "Quote", "Source line"
LANGUAGE = "en-GB"
_FONT = "Arial"  # on every machine, and easily read
_INK, _SOFT, _LINE, _LINK, _DANGER = "14181C", "4A545D", "C5CBD0", "1D5FA8", "A3161E"
_SIZES = {1: 20, 2: 15, 3: 12.5, 4: 11}  # points of a heading by its level


def set_up(document: Document, wide: bool) -> None:
    """Make an empty document an A4 page in British English with the styles of this project."""
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(297), Mm(210)) if wide else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Mm(20 if wide else 25)
    section.top_margin, section.bottom_margin = Mm(22), Mm(22)
    _language(document)
    body = _style(document, "Normal", 11, _INK, after=8)
    body.paragraph_format.line_spacing = 1.25
    for level, size in _SIZES.items():
        found = _style(document, f"Heading {level}", size, _INK, before=6 if level == 1 else 16, after=6)
        found.font.bold, found.font.italic = True, False
        found.paragraph_format.keep_with_next = True
        found.paragraph_format.line_spacing = 1.1
    quote = _style(document, QUOTATION, 11.5, _INK, after=10)
    quote.font.italic = False
    quote.paragraph_format.left_indent = Mm(5)
    _border(quote, {"left": (24, _LINK)})
    alert = _style(document, ALERT, 18, _DANGER, after=12)
    alert.font.bold = True
    _border(alert, dict.fromkeys(("top", "left", "bottom", "right"), (24, _DANGER)))
    _style(document, ASIDE, 9.5, _SOFT, after=2)
    _style(document, SOURCE, 9.5, _SOFT, after=1).paragraph_format.left_indent = Mm(5)
    _style(document, CELL, 10, _INK, after=2)
    caption = _style(document, CAPTION, 9.5, _SOFT, before=4, after=4)
    caption.font.bold, caption.paragraph_format.keep_with_next = True, True
    for name in ("Header", "Footer"):
        _style(document, name, 8.5, _SOFT, after=0).paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT


def ruled(table: Any) -> None:
    """Draw a table by light lines between its rows alone, with some air in its cells."""
    properties = table._tbl.tblPr
    borders, margins = OxmlElement("w:tblBorders"), OxmlElement("w:tblCellMar")
    for side in ("top", "bottom", "insideH"):
        borders.append(_line(side, 6, _LINE))
    for side in ("top", "left", "bottom", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "80")  # twentieths of a point
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    properties.insert_element_before(margins, "w:tblLook")


def _style(
    document: Document, name: str, size: float, colour: str, before: float = 0, after: float = 0
) -> "ParagraphStyle":
    styles: Any = document.styles
    if name not in styles:
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    style: ParagraphStyle = styles[name]
    style.font.name, style.font.size = _FONT, Pt(size)
    # A theme's font goes before a named one, in each kind of letters.
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.attrib.pop(qn(f"w:{kind}Theme"), None)
        fonts.set(qn(f"w:{kind}"), _FONT)
    style.font.color.rgb = RGBColor.from_string(colour)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    return style


def _border(style: "ParagraphStyle", sides: dict[str, tuple[int, str]]) -> None:
    """Lines beside a paragraph: eighths of a point and colour by side."""
    borders = OxmlElement("w:pBdr")
    for side, (width, colour) in sides.items():
        borders.append(_line(side, width, colour))
    properties = style.element.get_or_add_pPr()
    for before in properties.findall(qn("w:pBdr")):
        properties.remove(before)
    properties.insert_element_before(
        borders,
        *(f"w:{name}" for name in ("shd", "tabs", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl")),
    )


def _line(side: str, width: int, colour: str) -> Any:
    line = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", str(width)), ("space", "8"), ("color", colour)):
        line.set(qn(f"w:{name}"), value)
    return line


def _language(document: Document) -> None:
    """British English for all text, in place of the template's."""
    for found in document.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), LANGUAGE)
    for found in document.settings.element.iter(qn("w:themeFontLang")):
        found.set(qn("w:val"), LANGUAGE)
