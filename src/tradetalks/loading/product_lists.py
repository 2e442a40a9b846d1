"""The contents of the product lists that ship with the package."""

from __future__ import annotations

import csv
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from tradetalks.dates.days import as_day, as_optional_day
from tradetalks.model.list_entries import ListChange, ListContents, ListSpell

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["shipped_lists"]

_FOLDER = "data/lists"


@cache
def shipped_lists() -> ListContents:
    """Return the contents of the product lists that ship with the package; opened once in a process.

    ``data/lists/README.md`` says where they are from. Which of them stood on a day, as known on another, is
    asked of :class:`~tradetalks.engines.list_book.ListBook`.

    >>> contents = shipped_lists()
    >>> contents.parts["india-annex-ii"]
    ('annex-ii',)
    """
    read: list[bytes] = []
    goods: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for name in sorted(one.name for one in files("tradetalks").joinpath(f"{_FOLDER}/codes").iterdir()):
        for spell, code, excepted in _rows(f"codes/{name}", read):
            goods.setdefault(spell, []).append((code, tuple(excepted.split())))
    spells = []
    for row in _rows("spells.csv", read):
        spell, list_id, by, added_by, added_as, start, known, removed_by, removed_as, end, end_known, note = (
            row
        )
        spells.append(
            ListSpell(
                list=list_id,
                by=by,
                added=_change(start, known, added_by, added_as),
                removed=_change(end, end_known, removed_by, removed_as) if end else None,
                note=note or None,
                goods=goods[spell],
            )
        )
    parts: dict[str, tuple[str, ...]] = {}
    for whole, part in _rows("pointers.csv", read):
        parts[whole] = (*parts.get(whole, ()), part)
    return ListContents(tuple(spells), parts, sha256(b"".join(read)).hexdigest())


def _change(day: str, known: str, act: str, measure: str) -> ListChange:
    return ListChange(
        day=as_day(day), known=as_optional_day(known or None), act=act or None, measure=measure or None
    )


def _rows(name: str, read: list[bytes]) -> Iterator[list[str]]:
    """Yield the rows of a shipped table without its head; its bytes are kept for the digest."""
    content = files("tradetalks").joinpath(f"{_FOLDER}/{name}").read_bytes()
    read.append(content)
    rows = csv.reader(content.decode("utf-8").splitlines())
    next(rows)
    return rows
