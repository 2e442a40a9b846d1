"""HTML pages of agreements, drafts, models and comparisons: escaped, accessible, ready to print.

A page stands by itself: no scripts, nothing fetched, and a policy in its head that forbids both.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from tradetalks.adapters.document_tree import numbered_from_one
from tradetalks.adapters.documents import document_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tradetalks.adapters.document_tree import (
        Citation,
        Document,
        DocumentSection,
        Paragraph,
        Supplement,
        Table,
    )
    from tradetalks.adapters.documents import Documented

__all__ = ["to_html"]

#: Dark on white, at least seven to one everywhere.
_STYLE = """
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 46rem; padding: 1rem; background: #fff; color: #1a1a1a;
  font: 1.05rem/1.55 Georgia, "Times New Roman", serif; overflow-wrap: anywhere; }
h1, h2, h3, caption, th, nav, .running, .skip { font-family: system-ui, "Segoe UI", Arial, sans-serif; }
h1 { font-size: 1.7rem; line-height: 1.25; } h2 { font-size: 1.3rem; margin-top: 2.2rem; }
h3 { font-size: 1.05rem; margin-top: 1.6rem; }
a { color: #0b3d91; } a:focus { outline: 3px solid #0b3d91; outline-offset: 2px; }
.skip { position: absolute; left: -999rem; } .skip:focus { position: static; }
.running { color: #404040; font-size: .85rem; border-bottom: 1px solid #767676; }
.notice { border-left: .3rem solid #8a4b00; background: #fff8ec; padding: .6rem 1rem; }
.indented { margin-left: 1.5rem; } .number { font-weight: bold; }
.details { margin: .2rem 0 1rem; padding-left: 2.2rem; color: #404040; font-size: .88rem; }
.signature { margin: 2.2rem 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .88rem; margin: 1rem 0 1.6rem; }
caption { text-align: left; font-weight: bold; padding: .3rem 0; }
th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: left; vertical-align: top;
  overflow-wrap: break-word; }
thead th { background: #ececec; } tbody th { font-weight: normal; min-width: 5.6rem; }
@page { margin: 22mm 20mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 10.5pt; } nav, .skip { display: none; }
  h1, h2, h3, caption { break-after: avoid; } p, li, tr { break-inside: avoid; orphans: 3; widows: 3; }
  .new-page { break-before: page; }
  thead { display: table-header-group; } .sources a { color: inherit; text-decoration: none; }
  .scroll { overflow-x: visible; }
}
"""


def to_html(what: Documented) -> str:
    """Return an agreement, a draft, a model or a comparison as a complete HTML page.

    >>> import tradetalks as tt
    >>> page = to_html(tt.load().agreements["us-khm-art-2025"])
    >>> page.startswith("<!DOCTYPE html>"), "<script" in page
    (True, False)

    Raises:
        NoDocument: when it has no text and is no comparison.
        TooLong: when one of its texts is longer than a document can hold.
    """
    document = document_of(what)
    parts = list(_parts(document))
    contents = "".join(
        f'<li><a href="#{key}">{escape(heading)}</a></li>\n' for one in parts for key, heading in one.anchors
    )
    title = escape(document.title)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#text">Skip to the text</a>\n'
        f'<header>\n<p class="running">{escape(document.running)}</p>\n<h1>{title}</h1>\n'
        f'<p class="notice" role="note">{escape(document.notice)}</p>\n</header>\n'
        f'<nav aria-label="Contents">\n<ul>\n{contents}</ul>\n</nav>\n'
        f'<main id="text" tabindex="-1">\n{"".join(one.html for one in parts)}</main>\n</body>\n</html>\n'
    )


class _Part(NamedTuple):
    """A part of a page: where the contents lead in it, and its HTML."""

    anchors: tuple[tuple[str, str], ...]
    html: str


def _parts(document: Document) -> Iterator[_Part]:
    for at, part in enumerate(document.front, 1):
        yield _part(f"front-{at}", part.title, _supplement(part))
    if document.preamble:
        yield _part("preamble", "Preamble", _paragraphs(document.preamble))
    for at, section in enumerate(document.sections, 1):
        yield _section(at, section)
    for at, schedule in enumerate(document.schedules, 1):
        yield _part(
            f"schedule-{at}",
            schedule.title,
            _paragraphs(schedule.paragraphs),
            "new-page" if at == 1 else "part",
        )
    if document.signature:
        lines = "".join(f'<p class="signature">{escape(line)}</p>\n' for line in document.signature)
        yield _part("signature", "Signature", lines)
    for at, part in enumerate(document.back, 1):
        apart = at == 1 and bool(document.sections)
        yield _part(f"back-{at}", part.title, _supplement(part), "new-page" if apart else "part")
    if document.caveats:
        yield _part("caveats", "Caveats", _listed(map(escape, document.caveats)))
    if document.sources:
        yield _part("sources", "Sources", _listed(map(_citation, document.sources)), "sources")


def _part(key: str, title: str, html: str, kind: str = "part") -> _Part:
    head = f'<h2 id="{key}">{escape(title)}</h2>\n'
    return _Part(
        ((key, title),), f'<section class="{kind}" aria-labelledby="{key}">\n{head}{html}</section>\n'
    )


def _section(at: int, section: DocumentSection) -> _Part:
    rank = "h3" if section.title else "h2"
    keys = [f"article-{at}-{count}" for count in range(1, len(section.articles) + 1)]
    articles = "".join(
        f'<article aria-labelledby="{key}">\n<{rank} id="{key}">{escape(article.title)}</{rank}>\n'
        f"{_paragraphs(article.paragraphs)}</article>\n"
        for key, article in zip(keys, section.articles, strict=True)
    )
    if section.title:
        return _part(f"section-{at}", section.title, articles)
    titles = [article.title for article in section.articles]
    return _Part(tuple(zip(keys, titles, strict=True)), articles)


def _paragraphs(paragraphs: Sequence[Paragraph]) -> str:
    if numbered_from_one(paragraphs):
        items = "".join(f"<li>{escape(one.text)}{_details(one)}</li>\n" for one in paragraphs)
        return f"<ol>\n{items}</ol>\n"
    return "".join(map(_paragraph, paragraphs))


def _paragraph(one: Paragraph) -> str:
    number = f'<span class="number">{escape(one.number)}</span> ' if one.number is not None else ""
    kind = ' class="indented"' if one.indented else ""
    return f"<p{kind}>{number}{escape(one.text)}</p>\n{_details(one)}"


def _details(one: Paragraph) -> str:
    return _listed(map(escape, one.details), ' class="details"') if one.details else ""


def _listed(items: Iterable[str], kind: str = "") -> str:
    return f"<ul{kind}>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>\n"


def _citation(citation: Citation) -> str:
    text = escape(citation.text)
    if citation.url is None:
        return text
    return f'{text}: <a rel="noreferrer" href="{escape(citation.url)}">{escape(citation.url)}</a>'


def _supplement(part: Supplement) -> str:
    return "".join(map(_table, part.tables))


def _table(table: Table) -> str:
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in table.heads)
    rows = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:])
        + "</tr>\n"
        for row in table.rows
    )
    # A table too wide for a narrow window is moved sideways, with the keyboard as well.
    caption = escape(table.caption)
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{caption}">\n'
        f"<table>\n<caption>{caption}</caption>\n"
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
    )
