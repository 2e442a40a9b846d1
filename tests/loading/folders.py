"""Small record folders, written where a test wants them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tradetalks.loading.faults import RecordFaults
from tradetalks.loading.folder import load_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tradetalks.dossier import Dossier
    from tradetalks.errors import Fault

__all__ = ["ACT", "RECORD", "SHIPPED_ACT", "faults_of", "load", "no_shipped", "said", "shipped_in", "written"]

RECORD = """format = 1
data_version = "1"
title = "A record of a test"
horizon = 2026-01-31
"""
ACT = """[[acts]]
id = "eo-1"
announced = 2025-04-02
sources = [{ title = "Executive Order 1", at = "sec. 1" }]
kind = "executive-order"
title = "An order"
force = "enacted"
summary = "Lays a duty."
"""
SHIPPED_ACT = ACT.replace("eo-1", "eo-shipped")


def no_shipped() -> Dossier:
    """Stand in for the shipped record where nobody may ask for it."""
    raise AssertionError("the shipped record was asked for")


def written(folder: Path, record: str | bytes = RECORD, **files: str | bytes) -> Path:
    """Write a record and files named ``<name>.toml`` into a folder, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {"record": record, **files}.items():
        content = text.encode() if isinstance(text, str) else text
        (folder / f"{name}.toml").write_bytes(content)
    return folder


def load(folder: Path, shipped: Callable[[], Dossier] = no_shipped) -> Dossier:
    """Return the dossier of a folder."""
    return load_folder(folder, shipped).dossier


def shipped_in(folder: Path) -> Dossier:
    """Return a small record that stands in for the shipped one."""
    return load(written(folder, facts=SHIPPED_ACT))


def faults_of(folder: Path, shipped: Callable[[], Dossier] = no_shipped) -> tuple[Fault, ...]:
    """Return the faults with which a folder is refused."""
    with pytest.raises(RecordFaults) as caught:
        load_folder(folder, shipped)
    return caught.value.faults


def said(folder: Path, shipped: Callable[[], Dossier] = no_shipped) -> list[tuple[str, int | None]]:
    """Return code and line of each fault with which a folder is refused."""
    return [(fault.code, fault.line) for fault in faults_of(folder, shipped)]
