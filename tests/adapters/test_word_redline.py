"""Redlines: tracked changes that give the one text when accepted, and the other when rejected."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from attrs import evolve
from docx import Document
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tradetalks as tt
from tests.adapters.samples import HOSTILE, comparison, draft, hostile_agreement, model, other_draft, recorded
from tests.adapters.word_reading import Written, accepted, changes, rejected
from tradetalks.adapters.document_lines import Role, units_of
from tradetalks.adapters.documents import Documented, NoDocument, document_of
from tradetalks.adapters.word_redline import END, redline
from tradetalks.adapters.word_styles import STYLES

if TYPE_CHECKING:
    from pathlib import Path

PAIRS: dict[str, tuple[Documented, Documented]] = {
    "draft and model": (draft(), model().in_words("MG")),
    "draft and draft": (other_draft(), draft()),
    "agreement and agreement": (recorded("us-mys-art-2025"), recorded("us-khm-art-2025")),
    "agreement and draft": (recorded("us-jor-art-2026"), draft()),
    "statement and agreement": (recorded("us-gtm-framework-2025"), recorded("us-idn-art-2026")),
    "model and model": (model(), tt.AgreementTemplate.from_precedents([recorded("us-jor-art-2026")])),
    "nothing and something": (tt.AgreementText(title="Empty", parties=["US"]), draft()),
    "something and nothing": (draft(), tt.AgreementText(title="Empty", parties=["US"])),
    "the same": (draft(), draft()),
}
#: The order in which the standard wants the properties of a paragraph.
_ORDER = ["pStyle", "numPr", "rPr", "pPrChange"]


def lines_of(what: Documented) -> list[Written]:
    """Return the paragraphs that a text has, with the line that closes a redline."""
    lines = [line for unit in units_of(document_of(what)) for line in unit.lines]
    made = [Written(STYLES[one.role].replace(" ", ""), one.counted, one.text) for one in lines]
    return [*made, Written(STYLES[Role.NOTICE], counted=False, text=END)]


@pytest.mark.parametrize(("new", "old"), PAIRS.values(), ids=PAIRS.keys())
def test_accepting_gives_the_new_text_and_rejecting_the_old(
    new: Documented, old: Documented, tmp_path: Path
) -> None:
    """Both texts come back whole, with their styles and with the numbers of their paragraphs."""
    path = redline(new, old, tmp_path / "x.docx")
    assert accepted(path) == lines_of(new)
    wanted = old.in_words() if isinstance(old, tt.AgreementTemplate) else old
    assert rejected(path) == lines_of(wanted)


def test_a_model_is_put_into_words_for_the_partner(tmp_path: Path) -> None:
    """Against a template the old text is that of its words for the partner of the draft."""
    path = redline(draft(), model(), tmp_path / "x.docx")
    assert accepted(path) == lines_of(draft())
    assert rejected(path) == lines_of(model().in_words("MG"))
    assert any("[april-2025-rate: values seen" in one.text for one in rejected(path))
    head = [one.text for one in Document(str(path)).sections[0].header.paragraphs]
    assert head[1] == "Changes are tracked against: Model agreement from 2 precedents"


def test_the_same_text_has_no_changes(tmp_path: Path) -> None:
    """A text redlined against itself has no tracked change."""
    assert changes(redline(draft(), draft(), tmp_path / "x.docx")) == []


def test_each_change_has_an_id_an_author_and_a_day(tmp_path: Path) -> None:
    """Every insertion, deletion and change of a number names who made it and when, under an id of its own."""
    path = redline(other_draft(), model(), tmp_path / "x.docx", author="Counsel & Co", on="2026-10-07")
    made = changes(path)
    assert len(made) > 100
    assert {one.get(qn("w:author")) for one in made} == {"Counsel & Co"}
    assert {one.get(qn("w:date")) for one in made} == {"2026-10-07T00:00:00Z"}
    ids = [one.get(qn("w:id")) for one in made]
    assert len(ids) == len(set(ids))


def test_the_form_of_changes_is_that_of_the_standard(tmp_path: Path) -> None:
    """Deleted text is deleted text and no other is; properties stand in the order that Word insists on."""
    path = redline(recorded("us-jor-art-2026"), other_draft(), tmp_path / "x.docx")
    body = Document(str(path)).element.body
    for one in body.iter(qn("w:del")):
        assert not list(one.iter(qn("w:t")))
    for one in body.iter(qn("w:delText")):
        assert one.getparent().getparent().tag == qn("w:del")
        assert one.get(qn("xml:space")) == "preserve"
    for properties in body.iter(qn("w:pPr")):
        names = [child.tag.partition("}")[2] for child in properties]
        assert names == sorted(names, key=_ORDER.index)
    assert body[-1].tag == qn("w:sectPr")
    assert len(list(body[-2].iter(qn("w:ins"), qn("w:del")))) == 0


def test_a_number_that_comes_or_goes_is_a_change(tmp_path: Path) -> None:
    """Where an article of one paragraph gets a second, the number of the first is tracked too."""
    one = tt.AgreementText(
        title="T", parties=["US", "MG"], articles=[tt.Article(number="1", heading="H", summary="First.")]
    )
    two = evolve(one, articles=[tt.Article(number="1", heading="H", summary="First.\nSecond thing.")])
    path = redline(two, one, tmp_path / "x.docx")
    assert [found.counted for found in accepted(path)] == [False, False, False, True, True, False]
    assert [found.counted for found in rejected(path)] == [False] * 5
    back = redline(one, two, tmp_path / "y.docx")
    assert [found.counted for found in accepted(back)] == [False] * 5
    assert [found.counted for found in rejected(back)] == [False, False, False, True, True, False]


def test_a_redline_makes_one_file(tmp_path: Path) -> None:
    """The same two texts make the same bytes."""
    first = redline(draft(), model(), tmp_path / "a.docx").read_bytes()
    assert redline(draft(), model(), tmp_path / "b.docx").read_bytes() == first


def test_a_comparison_is_no_text(tmp_path: Path) -> None:
    """Neither side of a redline can be a comparison."""
    with pytest.raises(NoDocument, match="a comparison has no text to redline"):
        redline(comparison(), draft(), tmp_path / "x.docx")
    with pytest.raises(NoDocument):
        redline(draft(), comparison(), tmp_path / "x.docx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_are_text(name: str, tmp_path: Path) -> None:
    """Hostile names, terms and authors make a document that opens, and both texts come back from it."""
    hostile = hostile_agreement(HOSTILE[name])
    path = redline(hostile, recorded("us-khm-art-2025"), tmp_path / "x.docx", author=HOSTILE[name])
    assert accepted(path) == lines_of(hostile)
    assert rejected(path) == lines_of(recorded("us-khm-art-2025"))
    with zipfile.ZipFile(path) as archive:
        for part in archive.namelist():
            if part.endswith(".xml"):
                ET.fromstring(archive.read(part))  # noqa: S314 - written a moment ago


def test_an_author_without_a_name_is_called_so(tmp_path: Path) -> None:
    """Word wants an author of every change; an empty one is called unnamed."""
    path = redline(other_draft(), draft(), tmp_path / "x.docx", author="")
    assert {one.get(qn("w:author")) for one in changes(path)} == {"unnamed"}


SUMMARIES = st.lists(st.sampled_from(["A duty of 19 percent.", "A duty of 15 percent.", "Nothing.", ""]), max_size=4)  # fmt: skip
ARTICLES = st.lists(
    st.builds(
        lambda number, summary, topic: tt.Article(
            number=number, heading=f"H {number}", summary="\n".join(summary), topics=[topic]
        ),
        st.sampled_from(["1", "1.1", "2", "Preamble"]),
        SUMMARIES,
        st.sampled_from(["us-tariffs", "annexes", "services"]),
    ),
    max_size=4,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(ARTICLES, ARTICLES)
def test_any_two_texts_come_back(tmp_path: Path, one: list[tt.Article], other: list[tt.Article]) -> None:
    """Whatever articles two texts have, accepting gives the first and rejecting the second."""
    new = tt.AgreementText(title="New", parties=["US", "MG"], articles=one)
    old = tt.AgreementText(title="Old", parties=["US", "KH"], articles=other)
    path = redline(new, old, tmp_path / "x.docx")
    assert accepted(path) == lines_of(new)
    assert rejected(path) == lines_of(old)
