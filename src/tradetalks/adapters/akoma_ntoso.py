"""Akoma Ntoso 3.0, the legal XML of OASIS, of agreements, drafts and models; no comparison is a text of law."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from tradetalks.adapters.document_tree import DocumentKind, Paragraph, stamp
from tradetalks.adapters.documents import NoDocument, document_of

if TYPE_CHECKING:
    from datetime import date

    from tradetalks.adapters.document_tree import Document, DocumentArticle
    from tradetalks.adapters.documents import Documented

__all__ = ["NAMESPACE", "to_akoma_ntoso"]

#: The namespace of Akoma Ntoso 3.0.
NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_SOURCE = "#tradetalks"
_NOT_IN_IDS = re.compile(r"[^A-Za-z0-9.]+")
#: Elements inside a line; after every other one the file goes on in a new line.
_INLINE = frozenset(("docTitle", "party"))


def to_akoma_ntoso(what: Documented, *, on: date | str | None = None) -> str:
    """Return an agreement, a draft or a model as Akoma Ntoso 3.0.

    An agreement of the record is given in our own words, so that the file says of itself that it is
    neither prescriptive nor authoritative.

    Args:
        what: what to write.
        on: the day it bears; None for its own, or for one that nobody takes for a day of work.

    Raises:
        NoDocument: when it has no text, as a comparison has none.
        TooLong: when one of its texts is longer than a document can hold.

    >>> import tradetalks as tt
    >>> xml = to_akoma_ntoso(tt.load().agreements["us-khm-art-2025"])
    >>> '<article eId="art_1.1">' in xml
    True
    """
    document = document_of(what)
    if document.kind is DocumentKind.COMPARISON:
        raise NoDocument("a comparison", "an agreement, a draft or a model: a comparison is no text of law")
    day = stamp(on if on is not None else document.day)
    return _Writer(document, day).xml()


class _Writer:
    """Writes one document; used once."""

    def __init__(self, document: Document, day: date) -> None:
        self._document = document
        self._day = day.isoformat()
        lead = document.parties[0].symbol if document.parties else ""
        # Akoma Ntoso files international texts under "un" where no country leads.
        country = lead.lower() if re.fullmatch("[A-Z]{2}", lead) else "un"
        drafted = document.kind is not DocumentKind.AGREEMENT
        self._subtype = "draft" if drafted else "agreement"
        self._country = country
        name = _slug(document.id or document.title)[:80]
        self._uri = f"/akn/{country}/act/{self._subtype}/{self._day}/{name}"
        self._taken: set[str] = set()
        self._parties = [
            (self._id(f"party_{_slug(one.symbol)}"), _slug(one.symbol), one.name) for one in document.parties
        ]

    def xml(self) -> str:
        root = ET.Element("akomaNtoso", xmlns=NAMESPACE)
        act = _add(root, "act", name=self._subtype, contains="singleVersion")
        meta = _add(act, "meta")
        self._identify(meta, "main")
        self._refer(meta)
        self._preface(act)
        self._preamble(act)
        self._body(act)
        if self._document.signature:
            conclusions = _add(act, "conclusions", eId="conclusions")
            for line in self._document.signature:
                _add(conclusions, "p", line)
        self._attach(act)
        for one in root.iter():
            if one.tag not in _INLINE:
                one.tail = "\n"
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'

    # --- what it is ---------------------------------------------------------------------------

    def _identify(self, meta: ET.Element, component: str) -> None:
        identification = _add(meta, "identification", source=_SOURCE)
        levels = {
            "FRBRWork": self._uri,
            "FRBRExpression": f"{self._uri}/eng@{self._day}",
            "FRBRManifestation": f"{self._uri}/eng@{self._day}.xml",
        }
        for level, uri in levels.items():
            made = _add(identification, level)
            this = uri.removesuffix(".xml") + f"/!{component}" + (".xml" if uri.endswith(".xml") else "")
            _add(made, "FRBRthis", value=this)
            _add(made, "FRBRuri", value=uri)
            _add(made, "FRBRdate", date=self._day, name="generation")
            _add(made, "FRBRauthor", href=_SOURCE, **{"as": "#author"})
            match level:
                case "FRBRWork":
                    _add(made, "FRBRcountry", value=self._country)
                    _add(made, "FRBRsubtype", value=self._subtype)
                    _add(made, "FRBRprescriptive", value="false")
                    _add(made, "FRBRauthoritative", value="false")
                case "FRBRExpression":
                    _add(made, "FRBRlanguage", language="eng")
                case _:
                    _add(made, "FRBRformat", value="application/akn+xml")

    def _refer(self, meta: ET.Element) -> None:
        references = _add(meta, "references", source=_SOURCE)
        ours = "/akn/ontology/organization/tradetalks"
        _add(references, "TLCOrganization", eId="tradetalks", href=ours, showAs="tradetalks")
        for key, symbol, name in self._parties:
            href = f"/akn/ontology/organization/{symbol}"
            _add(references, "TLCOrganization", eId=key, href=href, showAs=name)
        for role in ("author", "party"):
            _add(references, "TLCRole", eId=role, href=f"/akn/ontology/role/{role}", showAs=role)

    # --- the text -----------------------------------------------------------------------------

    def _preface(self, act: ET.Element) -> None:
        preface = _add(act, "preface", eId="preface")
        title = _add(preface, "longTitle", eId="preface__title")
        _add(_add(title, "p"), "docTitle", self._document.title)
        for key, _symbol, name in self._parties:
            line = _add(preface, "p", **{"class": "party"})
            _add(line, "party", name, refersTo=f"#{key}", **{"as": "#party"})
        _add(preface, "p", self._document.notice, **{"class": "notice"})

    def _preamble(self, act: ET.Element) -> None:
        paragraphs = self._document.preamble
        if not paragraphs:
            return
        preamble = _add(act, "preamble", eId="preamble")
        if self._document.kind is DocumentKind.AGREEMENT or len(paragraphs) < 3:  # noqa: PLR2004 - opening and close
            for paragraph in paragraphs:
                _say(preamble, paragraph)
            return
        opening, *recitals, enacting = paragraphs
        _say(_add(preamble, "formula", eId="preamble__opening", name="opening"), opening)
        within = _add(preamble, "recitals", eId="preamble__recitals")
        for at, one in enumerate(recitals, 1):
            _say(_add(within, "recital", eId=f"preamble__recital_{at}"), one)
        _say(_add(preamble, "formula", eId="preamble__enacting", name="enacting"), enacting)

    def _body(self, act: ET.Element) -> None:
        body = _add(act, "body", eId="body")
        for at, section in enumerate(self._document.sections, 1):
            within = body
            if section.title:
                within = _add(body, "chapter", eId=self._id(f"chp_{at}"))
                _add(within, "num", f"Section {section.number}")
                _add(within, "heading", section.heading)
            for article in section.articles:
                self._article(within, article)
        if not self._document.articles:
            empty = _add(body, "hcontainer", eId="hcontainer_1", name="empty")
            _add(_add(empty, "content"), "p", "No article is recorded.")

    def _article(self, within: ET.Element, article: DocumentArticle) -> None:
        key = self._id(f"art_{_slug(article.number)}")
        made = _add(within, "article", eId=key)
        if article.label:
            _add(made, "num", article.label)
        _add(made, "heading", article.heading)
        for at, one in enumerate(article.paragraphs, 1):
            paragraph = _add(made, "paragraph", eId=f"{key}__para_{at}")
            if one.number is not None:
                _add(paragraph, "num", one.number)
            _say(_add(paragraph, "content"), one)

    # --- what is attached ---------------------------------------------------------------------

    def _attach(self, act: ET.Element) -> None:
        parts = [
            ("schedule", f"schedule-{_slug(one.number)}", one.title, one.paragraphs)
            for one in self._document.schedules
        ]
        notes = [*self._document.caveats]
        notes += [one.text if one.url is None else f"{one.text}: {one.url}" for one in self._document.sources]
        if notes:
            said = tuple(Paragraph(text=line) for line in notes)
            parts.append(("notes", "notes", "Caveats and sources", said))
        attachments = _add(act, "attachments") if parts else act
        for at, (name, component, title, paragraphs) in enumerate(parts, 1):
            doc = self._attachment(attachments, at, name, component, title)
            for one in paragraphs:
                _say(doc, one)

    def _attachment(
        self, attachments: ET.Element, at: int, name: str, component: str, title: str
    ) -> ET.Element:
        attachment = _add(attachments, "attachment", eId=f"att_{at}")
        _add(attachment, "heading", title)
        doc = _add(attachment, "doc", name=name)
        self._identify(_add(doc, "meta"), self._id(component))
        return _add(doc, "mainBody", eId=f"att_{at}__body")

    def _id(self, wanted: str) -> str:
        """Return an id that no other element has."""
        made, at = wanted, 1
        while made in self._taken:
            at += 1
            made = f"{wanted}-{at}"
        self._taken.add(made)
        return made


def _add(parent: ET.Element, tag: str, text: str | None = None, **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, tag, attributes)
    made.text = text
    return made


def _say(parent: ET.Element, paragraph: Paragraph) -> None:
    _add(parent, "p", paragraph.text)
    for one in paragraph.details:
        _add(parent, "p", one, **{"class": "detail"})


def _slug(text: str) -> str:
    return _NOT_IN_IDS.sub("-", text).strip("-.").lower() or "x"
