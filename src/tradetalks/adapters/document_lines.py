"""The text of a document as lines in a row, each with its role: what word processors and redlines work on."""

from __future__ import annotations

from enum import StrEnum, unique
from typing import TYPE_CHECKING

from attrs import field, frozen

from tradetalks.adapters.document_tree import numbered_from_one

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tradetalks.adapters.document_tree import Document, Paragraph

__all__ = ["Line", "Role", "Unit", "units_of"]


@unique
class Role(StrEnum):
    """What a line is in its document."""

    TITLE = "title"
    NOTICE = "notice"
    #: The title of a section, a schedule, the preamble, the signature block.
    PART = "part"
    #: The title of an article.
    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    INDENTED = "indented"
    #: What is said of a paragraph.
    DETAIL = "detail"
    SIGNATURE = "signature"


@frozen
class Line:
    """One line, and what it is."""

    #: What it is.
    role: Role
    #: Its text.
    text: str
    #: Whether it bears the next number of its unit.
    counted: bool = False


@frozen
class Unit:
    """Lines that belong together: an article, a schedule, the preamble."""

    #: What it is: ``article``, ``schedule``, ``section``, or a part there is one of.
    kind: str
    #: What it can be known by in another text: clause topics, or a heading.
    names: frozenset[str]
    #: Its lines.
    lines: tuple[Line, ...] = field(converter=tuple[Line, ...])


def units_of(document: Document) -> Iterator[Unit]:
    """Yield the text of a document from title to signature, without supplements, caveats and sources."""
    yield Unit("title", frozenset(), [Line(Role.TITLE, document.title)])
    yield Unit("notice", frozenset(), [Line(Role.NOTICE, document.notice)])
    if document.preamble:
        yield Unit("preamble", frozenset(), [Line(Role.PART, "Preamble"), *_lines(document.preamble)])
    for section in document.sections:
        if section.title:
            yield Unit("section", frozenset([section.heading]), [Line(Role.PART, section.title)])
        for article in section.articles:
            names = frozenset(article.topics) or frozenset([article.heading])
            # Articles under no section stand as high as the preamble.
            role = Role.ARTICLE if section.title else Role.PART
            yield Unit("article", names, [Line(role, article.title), *_lines(article.paragraphs)])
    for schedule in document.schedules:
        names = frozenset([schedule.heading])
        yield Unit("schedule", names, [Line(Role.PART, schedule.title), *_lines(schedule.paragraphs)])
    if document.signature:
        lines = [Line(Role.SIGNATURE, one) for one in document.signature]
        yield Unit("signature", frozenset(), [Line(Role.PART, "Signature"), *lines])


def _lines(paragraphs: Sequence[Paragraph]) -> Iterator[Line]:
    counted = numbered_from_one(paragraphs)
    for one in paragraphs:
        labelled = one.number is not None and not counted
        text = f"{one.number} {one.text}" if labelled else one.text
        yield Line(Role.INDENTED if one.indented else Role.PARAGRAPH, text, counted)
        yield from (Line(Role.DETAIL, detail) for detail in one.details)
