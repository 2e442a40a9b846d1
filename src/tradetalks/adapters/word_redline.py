"""A text as a redline against another: a Word document with real tracked changes; needs the extra ``docx``.

Accepting all changes gives the one text, rejecting all of them the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING, Any

from attrs import frozen

from tradetalks.adapters.document_lines import Role, units_of
from tradetalks.adapters.document_tree import DocumentKind, shown, stamp
from tradetalks.adapters.documents import NoDocument, document_of
from tradetalks.adapters.text_changes import Change, changed_lines
from tradetalks.adapters.word_parts import Numbering, element, new_word_document, save
from tradetalks.adapters.word_styles import STYLES, set_style
from tradetalks.engines.agreements.draft import Draft
from tradetalks.engines.agreements.template import AgreementTemplate
from tradetalks.extras import needs

if TYPE_CHECKING:
    import os
    from datetime import date
    from pathlib import Path

    from tradetalks.adapters.document_tree import Document
    from tradetalks.adapters.documents import Documented
    from tradetalks.adapters.text_changes import ChangedLine, Piece

__all__ = ["END", "redline"]

#: The line that closes a redline: Word cannot take away the last paragraph of a document.
END = "— end —"
_LONGEST_AUTHOR = 255


def redline(
    what: Documented,
    against: Documented,
    path: str | os.PathLike[str],
    *,
    author: str = "tradetalks",
    on: date | str | None = None,
) -> Path:
    """Write a text as a redline against another, in tracked insertions and deletions.

    A model is put into words first, for the partner of the draft, with the values seen in its slots
    in square brackets. Titles, articles, schedules and signature are compared, tables are left out.

    Args:
        what: the text as it is now: a draft, an agreement, a model.
        against: the text as it was.
        path: the file; one that is there already is replaced.
        author: whose changes they are, in Word's own list of changes.
        on: the day of the changes; None for one that nobody takes for a day of work.

    Returns:
        The path of the file.

    Raises:
        MissingExtra: when python-docx is not installed.
        NoDocument: when one of the two has no text.
        TooLong: when one of the texts is longer than a document can hold.
        NotWritten: when the file cannot be written; what was there before is there still.
    """
    needs("a redline", "docx", "python-docx", "docx")
    new = _document(what)
    partner = what.partner if isinstance(what, Draft) else None
    old = _document(against.in_words(partner) if isinstance(against, AgreementTemplate) else against)
    base = document_of(against).title
    day = stamp(on)
    made = new_word_document(
        title=f"Redline of {new.title}",
        heads=[new.running, f"Changes are tracked against: {base}"],
        author=author,
        on=day,
    )
    pen = _Pen(shown(author)[:_LONGEST_AUTHOR] or "unnamed", f"{day.isoformat()}T00:00:00Z", count(1))
    numbering, lists = Numbering(made), dict[int, str]()
    for line in changed_lines(list(units_of(old)), list(units_of(new))):
        counts = line.line.counted or line.was_counted
        if counts and line.unit not in lists:
            lists[line.unit] = numbering.begin()
        paragraph = made.add_paragraph()
        set_style(paragraph, STYLES[line.line.role])
        pen.write(paragraph._p, line, lists[line.unit] if counts else "")  # noqa: SLF001 - as below
    set_style(made.add_paragraph(END), STYLES[Role.NOTICE])
    return save(made, path)


def _document(what: Documented) -> Document:
    document = document_of(what)
    if document.kind is DocumentKind.COMPARISON:
        raise NoDocument(
            "a comparison", "an agreement, a draft or a model: a comparison has no text to redline"
        )
    return document


@frozen
class _Pen:
    """Writes tracked changes in one name, on one day."""

    author: str
    day: str
    ids: Iterator[int]

    def mark(self, kind: str) -> Any:  # noqa: ANN401 - an element of lxml, which has no types
        return element(kind, id=str(next(self.ids)), author=self.author, date=self.day)

    def write(self, paragraph: Any, line: ChangedLine, number: str) -> None:  # noqa: ANN401 - as above
        """Write a line into an empty paragraph.

        Args:
            paragraph: the element of the paragraph.
            line: the line.
            number: the list in which it counts, or did; empty for none.
        """
        properties = paragraph.get_or_add_pPr()
        if line.line.counted:
            properties._insert_numPr(Numbering.mark(number))  # noqa: SLF001 - python-docx hides it
        if line.change is not Change.KEPT:
            # The end of the paragraph itself comes or goes.
            mark = element("rPr")
            mark.append(self.mark("ins" if line.change is Change.INSERTED else "del"))
            properties.append(mark)
        elif line.line.counted != line.was_counted:
            before = element("pPr")
            before.append(element("pStyle", val=properties.pStyle.val))
            if line.was_counted:
                before.append(Numbering.mark(number))
            change = self.mark("pPrChange")
            change.append(before)
            properties.append(change)
        for piece in line.pieces:
            paragraph.append(self._piece(piece))

    def _piece(self, piece: Piece) -> Any:  # noqa: ANN401 - an element of lxml, which has no types
        from docx.oxml.ns import qn

        run = element("r")
        text = element("delText" if piece.change is Change.DELETED else "t")
        text.text = piece.text
        text.set(qn("xml:space"), "preserve")
        run.append(text)
        if piece.change is Change.KEPT:
            return run
        wrapped = self.mark("ins" if piece.change is Change.INSERTED else "del")
        wrapped.append(run)
        return wrapped
