"""How our Word documents look: one style for each role of a line, in fonts that every office has.

python-docx and lxml are imported on use, by whoever has first made sure that they are there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from tradetalks.adapters.document_lines import Role

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph

__all__ = ["BULLET", "CAPTION", "CELL", "STYLES", "set_style", "set_styles"]

#: The style of each line by its role.
STYLES = {
    Role.TITLE: "Title",
    Role.NOTICE: "Notice",
    Role.PART: "Heading 1",
    Role.ARTICLE: "Heading 2",
    Role.PARAGRAPH: "Article Text",
    Role.INDENTED: "Indented Text",
    Role.DETAIL: "Small Print",
    Role.SIGNATURE: "Signature Line",
}
#: The style of what a table shows.
CAPTION = "Caption"
#: The style of the text in a table.
CELL = "Cell"
#: The style of a point in a list.
BULLET = "List Bullet"

_SERIF, _SANS = "Times New Roman", "Arial"
_BLACK, _GREY, _BROWN = "000000", "404040", "5A3000"


@frozen(kw_only=True)
class _Look:
    """Fonts in points, spaces in points, indents in millimetres."""

    font: str = _SERIF
    size: float = 11
    before: float = 0
    after: float = 7
    indent: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    colour: str = _BLACK
    keep_with_next: bool | None = None


_LOOKS = {
    "Normal": _Look(after=6),
    "Title": _Look(font=_SANS, size=20, after=6, bold=True),
    "Heading 1": _Look(font=_SANS, size=14, before=20, after=6, bold=True, keep_with_next=True),
    "Heading 2": _Look(font=_SANS, size=11.5, before=14, after=6, bold=True, keep_with_next=True),
    CAPTION: _Look(font=_SANS, size=9.5, before=10, after=4, bold=True, keep_with_next=True),
    "Header": _Look(font=_SANS, size=8.5, after=0, colour=_GREY),
    "Footer": _Look(font=_SANS, size=8.5, after=0, colour=_GREY),
    BULLET: _Look(size=10.5, after=3),
    "Notice": _Look(size=10, before=4, after=14, italic=True, colour=_BROWN),
    "Article Text": _Look(before=3, after=5),
    "Indented Text": _Look(before=1, after=5, indent=10),
    "Small Print": _Look(size=9, after=2, indent=10, colour=_GREY),
    "Signature Line": _Look(before=22, after=10),
    CELL: _Look(size=9, before=1, after=1),
}


def set_styles(made: WordDocument) -> None:
    """Give a new document our styles, in place of the blue of the template."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn

    for name, look in _LOOKS.items():
        if name not in made.styles:
            made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = made.styles["Normal"]
        _set(made.styles[name], look)
    for language in made.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    for rule in made.styles["Title"].element.findall(f".//{qn('w:pBdr')}"):
        rule.getparent().remove(rule)


def set_style(paragraph: Paragraph, name: str) -> None:
    """Give a paragraph one of our styles; python-docx would look through every style for each."""
    paragraph._p.style = name.replace(" ", "")  # noqa: SLF001


def _set(style: ParagraphStyle, look: _Look) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    font, paragraph = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic = look.font, Pt(look.size), look.bold, look.italic
    font.color.rgb = RGBColor.from_string(look.colour)
    fonts = style.element.rPr.rFonts
    for script in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        # A font of the theme would win over the one we name.
        fonts.attrib.pop(qn(f"w:{script}"), None)
    for script in ("cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), look.font)
    paragraph.space_before, paragraph.space_after = Pt(look.before), Pt(look.after)
    paragraph.keep_with_next = look.keep_with_next
    if look.indent is not None:
        paragraph.left_indent = Mm(look.indent)
