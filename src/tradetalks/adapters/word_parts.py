"""What every Word document of ours has: page, header and footer, numbering, metadata; and how it is saved.

python-docx and lxml are imported on use, by whoever has first made sure that they are there.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tradetalks.adapters.document_tree import UNDATED, shown
from tradetalks.adapters.whole_files import write_whole
from tradetalks.adapters.word_styles import set_styles

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph as WordParagraph

__all__ = ["Numbering", "element", "new_word_document", "save"]

#: The most characters that the metadata of a Word document may have in one field.
_LONGEST_FIELD = 255


def element(tag: str, **attributes: str) -> Any:  # noqa: ANN401 - an element of lxml, which has no types
    """Return a new element of the main namespace of Word, its attributes in the same."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def new_word_document(*, title: str, heads: Iterable[str], author: str, on: date) -> WordDocument:
    """Return an empty document with our styles, page, header, footer and metadata.

    Args:
        title: its title in the metadata.
        heads: the lines at the head of each page.
        author: its author in the metadata.
        on: the day it was made and changed.
    """
    from docx import Document
    from docx.shared import Mm

    made = Document()
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin, section.bottom_margin = Mm(27), Mm(22)
    set_styles(made)
    header = section.header.paragraphs[0]
    for at, line in enumerate(heads):
        (header if at == 0 else section.header.add_paragraph(style="Header")).add_run(line)
    _number_pages(section.footer.paragraphs[0])
    _set_metadata(made, title, author, on)
    _drop_leftovers(made)
    return made


def _set_metadata(made: WordDocument, title: str, author: str, on: date) -> None:
    properties = made.core_properties
    properties.title = title[:_LONGEST_FIELD]
    properties.author = properties.last_modified_by = shown(author)[:_LONGEST_FIELD]
    properties.created = properties.modified = datetime(on.year, on.month, on.day)  # noqa: DTZ001 - a day, no moment
    properties.comments = "Made with tradetalks"
    properties.language = "en-GB"
    properties.revision = 1


def _drop_leftovers(made: WordDocument) -> None:
    """Take out what the template of python-docx brings along: a picture of its own page, and old styles."""
    for owner in (made.part.package, made.part):
        for key, one in list(owner.rels.items()):
            if one.reltype.endswith(("/thumbnail", "/stylesWithEffects")):
                owner.rels.pop(key)


def _number_pages(footer: WordParagraph) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for words, code in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
        footer.add_run(words)
        counted = element("fldSimple", instr=code)
        run = element("r")
        text = element("t")
        text.text = "1"
        run.append(text)
        counted.append(run)
        footer._p.append(counted)  # noqa: SLF001 - python-docx knows no fields


# --- numbering ---------------------------------------------------------------------------------


class Numbering:
    """Hands out lists that Word counts itself: 1., 2., 3., each list from one."""

    def __init__(self, made: WordDocument) -> None:
        """Lay down how the lists look."""
        from docx.oxml.ns import qn

        self._all = made.part.numbering_part.element
        patterns = self._all.findall(qn("w:abstractNum"))
        taken = [int(one.get(qn("w:abstractNumId"))) for one in patterns]
        self._pattern = str(max(taken, default=0) + 1)
        pattern = element("abstractNum", abstractNumId=self._pattern)
        level = element("lvl", ilvl="0")
        indent = element("pPr")
        indent.append(element("ind", left="567", hanging="567"))
        for part in (
            element("start", val="1"),
            element("numFmt", val="decimal"),
            element("lvlText", val="%1."),
            element("lvlJc", val="left"),
            indent,
        ):
            level.append(part)
        pattern.append(element("multiLevelType", val="singleLevel"))
        pattern.append(level)
        # All patterns come before all lists.
        self._all.insert(len(patterns), pattern)

    def begin(self) -> str:
        """Return the id of a new list, which begins with one."""
        from docx.oxml.ns import qn

        taken = [int(one.get(qn("w:numId"))) for one in self._all.findall(qn("w:num"))]
        made = str(max(taken, default=0) + 1)
        listed = element("num", numId=made)
        override = element("lvlOverride", ilvl="0")
        override.append(element("startOverride", val="1"))
        listed.append(element("abstractNumId", val=self._pattern))
        listed.append(override)
        self._all.append(listed)
        return made

    @staticmethod
    def mark(number: str) -> Any:  # noqa: ANN401 - an element of lxml, which has no types
        """Return what makes a paragraph the next of a list."""
        made = element("numPr")
        made.append(element("ilvl", val="0"))
        made.append(element("numId", val=number))
        return made


# --- saving ------------------------------------------------------------------------------------


def save(made: WordDocument, path: str | os.PathLike[str]) -> Path:
    """Write a document whole or not at all; the same document always makes the same file.

    Raises:
        NotWritten: when the disk does not take it.
    """
    first, second = io.BytesIO(), io.BytesIO()
    made.save(first)
    with zipfile.ZipFile(first) as old, zipfile.ZipFile(second, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            # python-docx puts the hour into the archive.
            again = zipfile.ZipInfo(part.filename, (UNDATED.year, UNDATED.month, UNDATED.day, 0, 0, 0))
            again.compress_type, again.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(again, old.read(part))
    return write_whole(path, second.getvalue())
