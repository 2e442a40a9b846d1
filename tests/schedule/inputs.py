"""The tables and exports from which the schedule and the lists were made: beside the checkout where there are any."""

from __future__ import annotations

import csv
import gzip
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest

from tests.record.inputs import SHARED, VARIABLE

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Row", "export", "needs_exports", "needs_tables", "table"]

#: A row of a table.
Row: TypeAlias = "Mapping[str, str]"

_TABLES = SHARED / "data" / "us" if SHARED else Path("no-such-folder")
_EXPORTS = SHARED / "sources" / "usitc" if SHARED else Path("no-such-folder")
#: Skips a test that needs the tables of the fact base.
needs_tables = pytest.mark.skipif(
    not _TABLES.is_dir(),
    reason=f"the tables are not beside this checkout: put them into ../shared or name it in {VARIABLE}",
)
#: Skips a test that needs the exports of the USITC.
needs_exports = pytest.mark.skipif(
    not _EXPORTS.is_dir(),
    reason=f"the exports are not beside this checkout: put them into ../shared or name it in {VARIABLE}",
)


@cache
def table(name: str) -> tuple[Row, ...]:
    """Return the rows of a table of the fact base."""
    with (_TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def export(name: str, folder: Path) -> Path:
    """Unpack an export of the USITC into a folder and return its path."""
    path = folder / name
    path.write_bytes(gzip.decompress((_EXPORTS / f"{name}.gz").read_bytes()))
    return path
