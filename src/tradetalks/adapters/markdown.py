"""Markdown of agreements, drafts, models and comparisons; whatever a text holds is shown literally."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tradetalks.adapters.document_tree import numbered_from_one
from tradetalks.adapters.documents import document_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tradetalks.adapters.document_tree import Citation, Document, Paragraph, Supplement, Table
    from tradetalks.adapters.documents import Documented

__all__ = ["literal", "to_markdown"]

#: What CommonMark, its tables and its common extensions read as markup inside a line.
_MARKUP = re.compile(r"[\\`*_{}\[\]<>&~|$^@#!]")
#: What would be markup at the beginning of a line only.
_OPENING = re.compile(r"(?=[-+=:])")
_NUMBERING = re.compile(r"(\d+)([.)])")
#: Addresses that some readers of Markdown make links of, without being asked.
_ADDRESS = re.compile(r"(?i)(?:(?<=www)|(?<=http)|(?<=https)|(?<=ftp)|(?<=mailto)|(?<=xmpp))([.:])")


def literal(text: str) -> str:
    r"""Return a text of one line as Markdown that shows just that text, wherever it stands.

    >>> print(literal("1. *Rates* of <b>19%</b>, see [annex](javascript:0)"))
    1\. \*Rates\* of \<b\>19%\</b\>, see \[annex\](javascript:0)
    """
    made = _ADDRESS.sub(r"\\\1", _MARKUP.sub(r"\\\g<0>", text))
    made = _NUMBERING.sub(r"\1\\\2", made, count=1) if _NUMBERING.match(made) else made
    return f"\\{made}" if _OPENING.match(made) else made


def to_markdown(what: Documented) -> str:
    """Return an agreement, a draft, a model or a comparison as Markdown.

    >>> import tradetalks as tt
    >>> agreements = tt.load().agreements
    >>> text = to_markdown(tt.compare(agreements["us-khm-art-2025"], agreements["us-mys-art-2025"]))
    >>> "| export-controls | changed | export-control-alignment" in text
    True

    Raises:
        NoDocument: when it has no text and is no comparison.
        TooLong: when one of its texts is longer than a document can hold.
    """
    return "\n\n".join(_blocks(document_of(what))) + "\n"


def _blocks(document: Document) -> Iterator[str]:
    yield f"# {literal(document.title)}"
    yield f"> {literal(document.notice)}"
    for part in document.front:
        yield from _supplement(part)
    yield from _text(document)
    for part in document.back:
        yield from _supplement(part)
    if document.caveats:
        yield from ("## Caveats", _listed(map(literal, document.caveats)))
    if document.sources:
        yield from ("## Sources", _listed(map(_citation, document.sources)))


def _text(document: Document) -> Iterator[str]:
    if document.preamble:
        yield from ("## Preamble", *_paragraphs(document.preamble))
    for section in document.sections:
        if section.title:
            yield f"## {literal(section.title)}"
        depth = "###" if section.title else "##"
        for article in section.articles:
            yield from (f"{depth} {literal(article.title)}", *_paragraphs(article.paragraphs))
    for schedule in document.schedules:
        yield from (f"## {literal(schedule.title)}", *_paragraphs(schedule.paragraphs))
    if document.signature:
        yield from ("## Signature", *map(literal, document.signature))


def _paragraphs(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    if numbered_from_one(paragraphs):
        yield "\n".join(_item(f"{one.number}. ", literal(one.text), one.details) for one in paragraphs)
        return
    for one in paragraphs:
        text = literal(one.text) if one.number is None else f"**{literal(one.number)}** {literal(one.text)}"
        yield _item("- ", text, one.details) if one.indented or one.details else text


def _item(mark: str, text: str, details: Iterable[str]) -> str:
    under = " " * len(mark)
    return "\n".join([f"{mark}{text}", *(f"{under}- {literal(one)}" for one in details)])


def _listed(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _citation(citation: Citation) -> str:
    text = literal(citation.text)
    return text if citation.url is None else f"{text}: <{citation.url}>"


def _supplement(part: Supplement) -> Iterator[str]:
    yield f"## {literal(part.title)}"
    for table in part.tables:
        yield f"**{literal(table.caption)}**"
        yield _table(table)


def _table(table: Table) -> str:
    rule = ["---"] * len(table.heads)
    rows = [[literal(cell) for cell in row] for row in (table.heads, *table.rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in [rows[0], rule, *rows[1:]])
