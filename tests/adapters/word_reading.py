"""Word documents read back: as they stand, with all tracked changes accepted, with all of them rejected.

A second reading of the format, by the words of its standard and without the code that writes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from docx import Document
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Written", "accepted", "changes", "rejected", "written"]

_TEXTS = (qn("w:t"), qn("w:delText"))


class Written(NamedTuple):
    """A paragraph as a reader sees it."""

    style: str
    counted: bool
    text: str


def written(path: Path) -> list[Written]:
    """Return the paragraphs of a document without tracked changes."""
    assert not changes(path)
    return accepted(path)


def accepted(path: Path) -> list[Written]:
    """Return the paragraphs that stay when every change is accepted."""
    return list(_read(path, gone="del", come="ins"))


def rejected(path: Path) -> list[Written]:
    """Return the paragraphs that stay when every change is rejected."""
    return list(_read(path, gone="ins", come="del"))


def changes(path: Path) -> list[Any]:
    """Return the elements of every tracked change."""
    body = Document(str(path)).element.body
    tags = {qn(f"w:{name}") for name in ("ins", "del", "pPrChange")}
    return [one for one in body.iter() if one.tag in tags]


def _read(path: Path, *, gone: str, come: str) -> Iterator[Written]:
    document = Document(str(path))
    carried = ""
    for paragraph in document.element.body.iter(qn("w:p")):
        properties = paragraph.pPr
        text = carried + "".join(_runs(paragraph, gone))
        mark = None if properties is None else properties.find(f"{qn('w:rPr')}/{qn(f'w:{gone}')}")
        if mark is not None:
            # Without its end a paragraph runs into the next one.
            carried = text
            continue
        carried = ""
        before = None if properties is None else properties.find(f"{qn('w:pPrChange')}/{qn('w:pPr')}")
        kept = before if before is not None and gone == "ins" else properties
        style = "Normal" if kept is None else kept.find(qn("w:pStyle")).get(qn("w:val"))
        counted = kept is not None and kept.find(qn("w:numPr")) is not None
        yield Written(style, counted, text)
    assert carried == "", f"the last paragraph has no end once {come} wins"


def _runs(paragraph: Any, gone: str) -> Iterator[str]:  # noqa: ANN401 - an element of lxml, which has no types
    for child in paragraph:
        if child.tag == qn(f"w:{gone}"):
            continue
        inside = [child] if child.tag == qn("w:r") else child.findall(qn("w:r"))
        for run in inside:
            yield from (one.text or "" for one in run if one.tag in _TEXTS)
