"""Word documents: real headings, numbers that Word counts, pages, metadata, the same bytes each time."""

from __future__ import annotations

import sys
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from docx import Document
from docx.oxml.ns import qn

from tests.adapters.samples import HOSTILE, comparison, draft, everything, hostile_agreement, model, recorded
from tests.adapters.word_reading import written
from tradetalks.adapters.document_lines import Role, units_of
from tradetalks.adapters.document_tree import TooLong
from tradetalks.adapters.documents import Documented, NoDocument, document_of
from tradetalks.adapters.word import to_docx
from tradetalks.adapters.word_redline import redline
from tradetalks.adapters.word_styles import STYLES
from tradetalks.extras import MissingExtra

if TYPE_CHECKING:
    from pathlib import Path

KINDS = pytest.mark.parametrize("what", everything().values(), ids=everything().keys())


def style_id(role: Role) -> str:
    """Return the id of the style of a role."""
    return STYLES[role].replace(" ", "")


@KINDS
def test_every_line_is_there_in_its_style(what: Documented, tmp_path: Path) -> None:
    """Title, notice, headings and paragraphs stand in their order, each in the style of its role."""
    found = written(to_docx(what, tmp_path / "x.docx"))
    wanted = [
        (style_id(line.role), line.counted, line.text)
        for unit in units_of(document_of(what))
        for line in unit.lines
    ]
    left = iter(found)
    assert all(any(tuple(one) == want for one in left) for want in wanted)


@KINDS
def test_pages_are_headed_numbered_and_described(what: Documented, tmp_path: Path) -> None:
    """Each page says what the document is and is not, and which page of how many it is."""
    made = Document(str(to_docx(what, tmp_path / "x.docx", author="Counsel", on="2026-10-07")))
    document = document_of(what)
    assert [one.text for one in made.sections[0].header.paragraphs] == [document.running]
    fields = [
        one.get(qn("w:instr")) for one in made.sections[0].footer._element.iter() if one.tag == qn("w:fldSimple")
    ]  # fmt: skip
    assert fields == ["PAGE", "NUMPAGES"]
    assert made.core_properties.title == document.title[:255]
    assert made.core_properties.author == "Counsel"
    assert made.core_properties.created == made.core_properties.modified
    assert made.core_properties.created.replace(tzinfo=None) == datetime(2026, 10, 7)  # noqa: DTZ001 - a day


def test_each_article_counts_from_one(tmp_path: Path) -> None:
    """The paragraphs of an article are one list of Word's, and no two articles share one."""
    made = Document(str(to_docx(draft(), tmp_path / "x.docx")))
    lists: list[list[str]] = []
    for paragraph in made.paragraphs:
        if paragraph.style is not None and paragraph.style.name == "Heading 2":
            lists.append([])
        number = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
        if number is not None:
            lists[-1].append(number.get(qn("w:val")))
    wanted = [len(one.paragraphs) if one.topic and len(one.paragraphs) > 1 else 0 for one in draft().articles]
    assert [len(one) for one in lists] == wanted
    assert all(len(set(one)) <= 1 for one in lists)
    used = [one[0] for one in lists if one]
    assert len(used) == len(set(used))
    numbering = made.part.numbering_part.element
    for name in used:
        listed = next(one for one in numbering.findall(qn("w:num")) if one.get(qn("w:numId")) == name)
        assert listed.find(f".//{qn('w:startOverride')}").get(qn("w:val")) == "1"


def test_tables_repeat_their_heads(tmp_path: Path) -> None:
    """A table of a comparison has all its rows, a head that comes again on each page, and whole rows."""
    made = Document(str(to_docx(comparison(), tmp_path / "x.docx")))
    wanted = [table for part in (*document_of(comparison()).front, *document_of(comparison()).back) for table in part.tables]  # fmt: skip
    assert len(made.tables) == len(wanted)
    for table, want in zip(made.tables, wanted, strict=True):
        assert [tuple(cell.text for cell in row.cells) for row in table.rows] == [want.heads, *want.rows]
        assert table._tbl.tr_lst[0].find(f".//{qn('w:tblHeader')}") is not None
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in table._tbl.tr_lst)


def test_sources_and_caveats_close_the_document(tmp_path: Path) -> None:
    """The last pages name what the document rests on and what is not known."""
    found = written(to_docx(recorded("us-khm-art-2025"), tmp_path / "x.docx"))
    headings = [one.text for one in found if one.style == "Heading1"]
    assert headings[-2:] == ["Caveats", "Sources"]
    assert found[-1].text.endswith("https://www.whitehouse.gov/briefings-statements/2025/10/joint-statement-on-united-states-cambodia-agreement-on-reciprocal-trade/")  # fmt: skip


def test_schedules_and_tables_begin_a_page(tmp_path: Path) -> None:
    """The first schedule and what stands behind the text begin a page of their own."""
    made = Document(str(to_docx(draft(), tmp_path / "x.docx")))
    breaks = [one.text for one in made.paragraphs if one.paragraph_format.page_break_before]
    assert breaks == [document_of(draft()).schedules[0].title, "Where the draft comes from"]


def test_one_document_makes_one_file(tmp_path: Path) -> None:
    """The same thing makes the same bytes: nothing reads the clock."""
    first = to_docx(draft(), tmp_path / "a.docx").read_bytes()
    assert to_docx(draft(), tmp_path / "b.docx").read_bytes() == first
    with zipfile.ZipFile(tmp_path / "a.docx") as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        names = set(archive.namelist())
    assert not any("thumbnail" in one or "stylesWithEffects" in one for one in names)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_are_text(name: str, tmp_path: Path) -> None:
    """Hostile names and terms stand in the document as text: no fields, no links, no markup of theirs."""
    agreement = hostile_agreement(HOSTILE[name])
    path = to_docx(agreement, tmp_path / "x.docx", author=HOSTILE[name])
    texts = [one.text for one in written(path)]
    assert document_of(agreement).title in texts
    with zipfile.ZipFile(path) as archive:
        body = archive.read("word/document.xml").decode()
    assert "fldSimple" not in body
    assert "hyperlink" not in body


def test_ten_megabytes_are_refused_and_nothing_is_written(tmp_path: Path) -> None:
    """A text that no document can hold is one clear error, before anything is written."""
    with pytest.raises(TooLong):
        to_docx(hostile_agreement("word " * 2_000_000), tmp_path / "x.docx")
    assert list(tmp_path.iterdir()) == []


def test_without_python_docx_one_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where python-docx is missing, both ways to write Word name the extra that brings it."""
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(MissingExtra) as missing:
        to_docx(draft(), tmp_path / "x.docx")
    assert missing.value.extra == "docx"
    assert str(missing.value) == (
        "a Word document needs python-docx, which is not installed: "
        'run  python -m pip install "tradetalks[docx]"  and try again'
    )
    with pytest.raises(MissingExtra, match="a redline needs python-docx"):
        redline(draft(), model(), tmp_path / "x.docx")
    assert list(tmp_path.iterdir()) == []


def test_what_has_no_text_makes_no_document(tmp_path: Path) -> None:
    """Something without a text is refused before anything is written."""
    with pytest.raises(NoDocument):
        to_docx(3, tmp_path / "x.docx")  # type: ignore[arg-type]
