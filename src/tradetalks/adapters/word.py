"""Word documents of agreements, drafts, models and comparisons; needs the extra ``docx``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradetalks.adapters.document_lines import Role, units_of
from tradetalks.adapters.document_tree import stamp
from tradetalks.adapters.documents import document_of
from tradetalks.adapters.word_parts import Numbering, element, new_word_document, save
from tradetalks.adapters.word_styles import BULLET, CAPTION, CELL, STYLES, set_style
from tradetalks.extras import needs

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from docx.document import Document as WordDocument
    from docx.table import _Cell

    from tradetalks.adapters.document_lines import Line
    from tradetalks.adapters.document_tree import Document, Supplement, Table
    from tradetalks.adapters.documents import Documented

__all__ = ["to_docx"]

_AUTHOR = "tradetalks"
#: The width of a page between its margins, in twentieths of a point.
_ROOM = 9070
#: How many characters of a table stand side by side in that room, and what the edges of a column take of it.
_CHARACTERS, _PADDING = 104, 3
#: Up to how many characters of a word, and of a cell, its column asks for room.
_WIDEST_WORD, _WIDEST_CELL = 20, 120


def to_docx(
    what: Documented,
    path: str | os.PathLike[str],
    *,
    author: str = _AUTHOR,
    on: date | str | None = None,
) -> Path:
    """Write an agreement, a draft, a model or a comparison as a Word document.

    Args:
        what: what to write.
        path: the file; one that is there already is replaced.
        author: the author in the metadata.
        on: the day in the metadata; None for one that nobody takes for a day of work.

    Returns:
        The path of the file.

    Raises:
        MissingExtra: when python-docx is not installed.
        NoDocument: when it has no text and is no comparison.
        TooLong: when one of its texts is longer than a document can hold.
        NotWritten: when the file cannot be written; what was there before is there still.
    """
    needs("a Word document", "docx", "python-docx", "docx")
    document = document_of(what)
    made = new_word_document(title=document.title, heads=[document.running], author=author, on=stamp(on))
    _write(made, document)
    return save(made, path)


def _write(made: WordDocument, document: Document) -> None:
    numbering = Numbering(made)
    title, notice, *text = units_of(document)
    for unit in (title, notice):
        _lines(made, unit.lines, numbering)
    for part in document.front:
        _supplement(made, part)
    scheduled = False
    for unit in text:
        _lines(made, unit.lines, numbering, new_page=unit.kind == "schedule" and not scheduled)
        scheduled = scheduled or unit.kind == "schedule"
    for at, part in enumerate(document.back):
        _supplement(made, part, new_page=at == 0 and bool(text))
    sources = [one.text if one.url is None else f"{one.text}: {one.url}" for one in document.sources]
    for heading, lines in (("Caveats", document.caveats), ("Sources", sources)):
        if lines:
            _heading(made, heading)
            for line in lines:
                set_style(made.add_paragraph(line), BULLET)


def _lines(
    made: WordDocument, lines: Iterable[Line], numbering: Numbering, *, new_page: bool = False
) -> None:
    listed: str | None = None
    for line in lines:
        if line.role is Role.PART:
            _heading(made, line.text, new_page=new_page)
            continue
        paragraph = made.add_paragraph(line.text)
        set_style(paragraph, STYLES[line.role])
        if line.counted:
            listed = listed or numbering.begin()
            paragraph._p.get_or_add_pPr()._insert_numPr(numbering.mark(listed))  # noqa: SLF001


def _heading(made: WordDocument, text: str, *, new_page: bool = False) -> None:
    heading = made.add_paragraph(text)
    set_style(heading, STYLES[Role.PART])
    if new_page:
        heading.paragraph_format.page_break_before = True


def _supplement(made: WordDocument, part: Supplement, *, new_page: bool = False) -> None:
    _heading(made, part.title, new_page=new_page)
    for table in part.tables:
        set_style(made.add_paragraph(table.caption), CAPTION)
        _table(made, table)


def _table(made: WordDocument, table: Table) -> None:
    from docx.shared import Twips

    widths = [Twips(one) for one in _widths(table)]
    grid = made.add_table(rows=1 + len(table.rows), cols=len(table.heads), style="Table Grid")
    grid.autofit = False
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    for at, (row, cells) in enumerate(zip(grid.rows, (table.heads, *table.rows), strict=True)):
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no words for either
        properties.append(element("cantSplit"))
        if at == 0:
            properties.append(element("tblHeader"))
        for cell, text, width in zip(row.cells, cells, widths, strict=True):
            cell.width = width
            _cell(cell, text, head=at == 0)


def _cell(cell: _Cell, text: str, *, head: bool) -> None:
    paragraph = cell.paragraphs[0]
    set_style(paragraph, CELL)
    paragraph.add_run(text).bold = head or None
    if head:
        shade = element("shd", val="clear", color="auto", fill="ECECEC")
        cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - python-docx knows no shading


def _widths(table: Table) -> list[int]:
    """Give each column the room of its longest word, and share out the rest by what its cells could use."""
    columns = list(zip(table.heads, *table.rows, strict=True))
    words = [max(len(word) for cell in column for word in (cell.split() or [""])) for column in columns]
    least = [min(one, _WIDEST_WORD) + _PADDING for one in words]
    wish = [min(max(map(len, column)), _WIDEST_CELL) + _PADDING for column in columns]
    left = max(_CHARACTERS - sum(least), 0)
    more = [max(wished - needed, 0) for needed, wished in zip(least, wish, strict=True)]
    shares = [needed + left * one / max(sum(more), 1) for needed, one in zip(least, more, strict=True)]
    return [int(_ROOM * one / sum(shares)) for one in shares]
