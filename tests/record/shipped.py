"""The record that ships with the package, as the tests of this folder read it."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tradetalks
from tradetalks.loading.shipped import shipped_record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tradetalks.dossier import Dossier

__all__ = ["DATA", "documents", "record", "toml_files"]

#: The folder of the record's own TOML.
DATA = Path(tradetalks.__file__).parent / "data"


def record() -> Dossier:
    """Return the record that ships with the package."""
    return shipped_record()


@cache
def toml_files() -> Mapping[str, Mapping[str, Any]]:
    """Return every file of the record as its parser gives it, by its path."""
    paths = sorted(DATA.rglob("*.toml"))
    return {path.relative_to(DATA).as_posix(): tomllib.loads(path.read_text("utf-8")) for path in paths}


@cache
def documents() -> Mapping[str, Mapping[str, Any]]:
    """Return the documents that facts cite by id."""
    rows = (row for file in toml_files().values() for row in file.get("documents", ()))
    return {row["id"]: row for row in rows}
