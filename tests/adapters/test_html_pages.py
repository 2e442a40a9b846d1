"""HTML pages: complete, escaped, accessible, printable, and nothing but text and style."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from attrs import define, field

from tests.adapters.samples import HOSTILE, comparison, draft, everything, hostile_agreement, recorded
from tradetalks.adapters import html_pages
from tradetalks.adapters.document_tree import shown
from tradetalks.adapters.documents import Documented, document_of
from tradetalks.adapters.html_pages import to_html

_VOID = {"meta", "br"}
_TAGS = {
    "html", "head", "meta", "title", "style", "body", "a", "header", "p", "h1", "h2", "h3", "nav", "ul", "ol", "li",
    "main", "section", "article", "div", "table", "caption", "thead", "tbody", "tr", "th", "td", "span",
}  # fmt: skip
_ATTRIBUTES = {
    "lang", "charset", "name", "content", "http-equiv", "class", "href", "id", "role", "tabindex", "rel", "scope",
    "aria-label", "aria-labelledby",
}  # fmt: skip
KINDS = pytest.mark.parametrize("what", everything().values(), ids=everything().keys())


@define
class _Page(HTMLParser):
    """A page as it was read: its elements in order, and the text in each."""

    elements: list[tuple[str, dict[str, str | None]]] = field(factory=list, init=False)
    texts: list[str] = field(factory=list, init=False)
    open: list[str] = field(factory=list, init=False)

    def __attrs_pre_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


def read(what: Documented) -> _Page:
    """Return the page of something as a browser takes it."""
    page = _Page()
    page.feed(to_html(what))
    page.close()
    assert page.open == []
    return page


@KINDS
def test_a_page_is_well_formed_and_of_known_parts(what: Documented) -> None:
    """Every element is closed where it should be, and there are no others than ours: no scripts, no images."""
    page = read(what)
    assert {tag for tag, _ in page.elements} <= _TAGS
    assert {name for _, attributes in page.elements for name in attributes} <= _ATTRIBUTES


@KINDS
def test_a_page_fetches_nothing(what: Documented) -> None:
    """Nothing has a source, the style imports nothing, and a policy in the head forbids the rest."""
    text = to_html(what)
    assert "url(" not in text
    assert "@import" not in text
    assert "content=\"default-src 'none'; style-src 'unsafe-inline'\"" in text


@KINDS
def test_headings_are_in_order_and_landmarks_are_there(what: Documented) -> None:
    """One h1, then no heading more than a level below the one before; header, nav and main once each."""
    tags = [tag for tag, _ in read(what).elements]
    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [tags.count(one) for one in ("header", "nav", "main", "title", "html")] == [1] * 5


@KINDS
def test_links_inside_a_page_lead_somewhere(what: Documented) -> None:
    """Ids are unique; the contents, the skip link and the labels name ids that are there."""
    elements = read(what).elements
    ids = [attributes["id"] for _, attributes in elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    inside = [
        value[1:]
        for tag, attributes in elements
        if tag == "a" and (value := attributes.get("href")) and value.startswith("#")
    ]
    labels = [attributes["aria-labelledby"] for _, attributes in elements if "aria-labelledby" in attributes]
    assert inside[0] == "text"
    assert {*inside, *labels} <= set(ids)
    assert len(inside) > 2


@KINDS
def test_tables_say_what_they_show_and_whose_cells_they_are(what: Documented) -> None:
    """Each table has a caption, each of its head cells a scope."""
    elements = read(what).elements
    tags = [tag for tag, _ in elements]
    assert tags.count("table") == tags.count("caption")
    scopes = [attributes.get("scope") for tag, attributes in elements if tag == "th"]
    assert set(scopes) <= {"row", "col"}
    assert dict(elements)["html"]["lang"] == "en"


def test_the_style_prints_and_keeps_contrast() -> None:
    """There is a style for print, and every colour of text stands out from every ground by seven to one."""
    style = html_pages._STYLE
    assert "@media print" in style
    assert "break-before: page" in style
    grounds = re.findall(r"background: (#[0-9a-f]{3,6})", style)
    for colour in re.findall(r"(?<![-a-z])color: (#[0-9a-f]{3,6})", style):
        assert all(_contrast(colour, ground) >= 7 for ground in grounds), colour


def _contrast(one: str, other: str) -> float:
    """Return the contrast of two colours by the formula of WCAG 2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(one * 2 for one in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_text_of_a_draft_is_there() -> None:
    """Every paragraph of a draft is on its page, numbered by an ordered list."""
    page = read(draft())
    for article in draft().articles:
        assert f"Article {article.number}: {article.heading}" in page.texts
        assert set(article.paragraphs) <= set(page.texts)
    assert any(tag == "ol" for tag, _ in page.elements)


def test_the_contents_list_articles_where_there_are_no_sections() -> None:
    """A reader of an agreement of the record finds each article in the contents."""
    page = to_html(recorded("us-khm-art-2025"))
    assert '<li><a href="#article-1-1">Article 1.1: Tariffs</a></li>' in page
    assert '<span class="number">1.1(2)</span>' in page


def test_sources_are_links_that_tell_nobody() -> None:
    """An address of the record is a link without a referrer."""
    links = [one for tag, one in read(recorded("us-khm-art-2025")).elements if tag == "a" and "rel" in one]
    assert len(links) == len(recorded("us-khm-art-2025").sources)
    assert all(one["rel"] == "noreferrer" and str(one["href"]).startswith("https://") for one in links)


def test_a_comparison_has_a_table_for_each_clause_that_differs() -> None:
    """Beside the overview each clause that is not the same has a table of its terms."""
    differing = [one for one in comparison().clauses if one.verdict.value != "same" and one.terms]
    assert [tag for tag, _ in read(comparison()).elements].count("table") == len(differing) + 2


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_are_text(name: str) -> None:
    """Hostile names and terms are shown literally, in elements and attributes of ours alone."""
    agreement = hostile_agreement(HOSTILE[name])
    page = read(agreement)
    assert {tag for tag, _ in page.elements} <= _TAGS
    assert {key for _, attributes in page.elements for key in attributes} <= _ATTRIBUTES
    assert document_of(agreement).title in page.texts
    assert shown(HOSTILE[name]) in page.texts
    assert not any(ord(one) < 32 and one != "\n" for one in to_html(agreement))
    for tag, attributes in page.elements:
        if tag == "a":
            assert re.match(r"#|https?://", attributes["href"] or "")
