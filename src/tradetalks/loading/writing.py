"""A folder written whole or not at all: beside the old one first, then put in its place.

An existing folder is replaced only if it is empty or holds a record that can be read. Whatever in it
is no file of the record (notes, a ``.git``) is carried over; every file of the record is replaced.
"""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from tradetalks.errors import TradeTalksError
from tradetalks.loading.faults import FaultList, RecordFaults
from tradetalks.loading.parsing import parse
from tradetalks.loading.reading import RECORD_FILE, Unreadable, read_folder, record_paths, shown_name
from tradetalks.loading.records import DOCUMENTS
from tradetalks.loading.statement import refuse_other_formats
from tradetalks.model.collections import COLLECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["NotWritten", "write_folder"]


class NotWritten(TradeTalksError, ValueError):
    """A record that was not written: which folder, and why. What was there before is there still."""

    def __init__(self, folder: str, reason: str) -> None:
        """Keep both."""
        super().__init__(folder, reason)
        #: The folder as it prints.
        self.folder = folder
        #: Why it was not written, as one sentence.
        self.reason = reason

    def __str__(self) -> str:
        """Return one clear sentence."""
        return f"nothing was written to {self.folder}: {self.reason}"


def write_folder(folder: str | os.PathLike[str], files: Mapping[str, str]) -> None:
    """Write a folder of text files, or leave everything as it was.

    Args:
        folder: the folder; it is made if it is not there, and its parent has to be.
        files: the text of each file by its path below the folder, with slashes.

    Raises:
        NotWritten: when the folder holds what is no record, or the disk does not take the files.
    """
    shown = shown_name(folder)
    try:
        target = Path(folder).resolve()
        kept = list(_kept(target, shown))
        fresh = target.with_name(f".{target.name[:40]}.{secrets.token_hex(8)}.new")
        try:
            _write(fresh, files)
            if target.exists():
                _exchange(fresh, target, kept)
            else:
                fresh.rename(target)
            _sync_folder(target.parent)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    except (OSError, ValueError, RuntimeError) as error:
        if isinstance(error, TradeTalksError):
            raise
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise NotWritten(shown, reason) from error


def _kept(target: Path, shown: str) -> Iterator[Path]:
    """Yield what is carried over from the folder as it is, by its path below it.

    Raises:
        NotWritten: when the folder holds anything and no readable record, or the target is no folder.
    """
    if not target.exists():
        if not target.parent.is_dir():
            raise NotWritten(shown, f"there is no folder {shown_name(target.parent)} to put it in")
        return
    if not target.is_dir():
        raise NotWritten(shown, "there is a file of that name")
    if not any(target.iterdir()):
        return
    _refuse_unless_record(target, shown)
    ours = set(record_paths(target))
    left = [target]
    while left:
        for path in sorted(left.pop().iterdir()):
            if _is_searched(path) and any(path.iterdir()):
                left.append(path)
            elif path not in ours:
                yield path.relative_to(target)


def _is_searched(path: Path) -> bool:
    """Whether a path is a folder whose files are looked at one by one, as a load does."""
    return path.is_dir() and not path.is_symlink() and not path.name.startswith(".")


def _refuse_unless_record(target: Path, shown: str) -> None:
    faults = FaultList()
    try:
        texts, _ = read_folder(target, faults)
        files = [file for text in texts if (file := parse(text, faults)) is not None]
        faults.raise_any()
        for file in files:
            if file.name == RECORD_FILE:
                refuse_other_formats(file)
                strange = {"format", "title"} - file.tables.keys()
            else:
                strange = file.tables.keys() - {*COLLECTIONS, DOCUMENTS}
            if strange:
                raise NotWritten(shown, f"the {file.name} in it is not of a record, and would be lost")
    except (RecordFaults, Unreadable) as error:
        reason = "what it holds is no record that can be read, and would be lost; give another folder"
        raise NotWritten(shown, reason) from error


def _write(fresh: Path, files: Mapping[str, str]) -> None:
    fresh.mkdir()
    for name, text in files.items():
        path = fresh / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    for path in {path.parent for path in (fresh / name for name in files)}:
        _sync_folder(path)


def _exchange(fresh: Path, target: Path, kept: list[Path]) -> None:
    """Put the fresh folder in the place of the old one, and what is kept of the old one into it."""
    old = fresh.with_suffix(".old")
    shutil.copymode(target, fresh)
    target.rename(old)
    moved: list[Path] = []
    try:
        for below in kept:
            (fresh / below).parent.mkdir(parents=True, exist_ok=True)
            if not _is_searched(old / below):
                (old / below).rename(fresh / below)
                moved.append(below)
            elif not (fresh / below).exists():
                (fresh / below).mkdir()
        fresh.rename(target)
    except BaseException:
        for below in reversed(moved):
            (fresh / below).rename(old / below)
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # pragma: no cover - Windows opens no folders
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
