"""Safe reading of a record folder: which files it has, and their text.

Only regular files named ``*.toml`` inside the folder are read; names that begin with a dot, links to
folders and every other file are passed over. Nothing outside the folder is opened.
"""

from __future__ import annotations

import os
import stat
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from tradetalks.errors import TradeTalksError
from tradetalks.loading.limits import (
    DEEPEST_FOLDER,
    MOST_ENTRIES,
    MOST_FILE_BYTES,
    MOST_FILES,
    MOST_FOLDER_BYTES,
)
from tradetalks.rules.catalogue import fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradetalks.loading.faults import FaultList

__all__ = ["RECORD_FILE", "TextFile", "Unreadable", "read_folder", "record_paths", "shown_name"]

#: The file that makes a folder a record.
RECORD_FILE = "record.toml"
_SUFFIX = ".toml"
_MARK = b"\xef\xbb\xbf"
_SHOWN = 200
# Never wait for the writer of a pipe, never follow a link put there since the file was looked at.
_FLAGS = (
    os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
)


@frozen
class TextFile:
    """The text of one file of the record."""

    #: Its path below the folder, with slashes.
    name: str
    #: Its text, with every line ending as one character.
    text: str


class Unreadable(TradeTalksError, ValueError):
    """A folder or file that is not read: the code of the rule, what is wrong, and in which line."""

    def __init__(self, code: str, message: str, line: int | None = None) -> None:
        """Keep them."""
        super().__init__(code, message, line)
        #: The code of the rule.
        self.code = code
        #: What is wrong, as one sentence.
        self.message = message
        #: The line of the file, where one is to blame.
        self.line = line

    def __str__(self) -> str:
        """Return the sentence."""
        return self.message


def read_folder(folder: Path, faults: FaultList) -> tuple[list[TextFile], bool]:
    """Return the files of a folder that could be read, in the order of their names.

    What could not be is added to ``faults``; the second value tells whether any file is missing.
    """
    try:
        root = folder.resolve(strict=True)
        paths = _record_files(root)
    except Unreadable as refused:
        faults.add(fault(refused.code, refused.message))
        return [], True
    except (OSError, ValueError, RuntimeError):
        faults.add(fault("F1", f"there is no folder {shown_name(folder)} that can be read"))
        return [], True
    files: list[TextFile] = []
    left = MOST_FOLDER_BYTES
    for path in paths:
        name = shown_name(path.relative_to(root).as_posix())
        try:
            content = _content(path, root)
            left -= len(content)
            if left < 0:
                size = f"{MOST_FOLDER_BYTES:,} bytes"
                faults.add(fault("F5", f"with {name} the folder holds more than {size} of record files"))
                return files, True
            files.append(TextFile(name, _text(content)))
        except Unreadable as refused:
            faults.add(fault(refused.code, refused.message, file=name, line=refused.line))
    return files, len(files) < len(paths)


def _record_files(root: Path) -> list[Path]:
    paths = list(islice(record_paths(root), MOST_FILES + 1))
    if len(paths) > MOST_FILES:
        raise Unreadable("F5", f"the folder holds more than {MOST_FILES} record files")
    if root / RECORD_FILE not in paths:
        raise Unreadable("F1", f"the folder {shown_name(root.name)} holds no {RECORD_FILE}")
    return sorted(paths, key=lambda path: path.relative_to(root).as_posix())


def record_paths(root: Path) -> Iterator[Path]:
    """Yield every path of a folder that a load would read, without opening any.

    Raises:
        Unreadable: when the folder is too large, or a link leads out of it.
    """
    seen = 0
    folders = [(root, 0)]
    while folders:
        folder, depth = folders.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                seen += 1
                if seen > MOST_ENTRIES:
                    raise Unreadable("F5", f"the folder holds more than {MOST_ENTRIES:,} files of all kinds")
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    if depth == DEEPEST_FOLDER:
                        raise Unreadable("F5", f"folders lie more than {DEEPEST_FOLDER} deep in each other")
                    folders.append((Path(entry.path), depth + 1))
                elif entry.is_dir():
                    # A linked folder inside this one is read where it lies.
                    _within(Path(entry.path), root)
                elif entry.name.endswith(_SUFFIX):
                    yield Path(entry.path)


def _within(link: Path, root: Path) -> Path:
    target = link.resolve(strict=True)
    if not target.is_relative_to(root):
        name = shown_name(link.relative_to(root).as_posix())
        raise Unreadable("F3", f"{name} is a link that leads out of the folder")
    return target


def _content(path: Path, root: Path) -> bytes:
    try:
        target = _within(path, root) if path.is_symlink() else path
        _refuse_unless_regular(target.lstat())
        opened = os.open(target, _FLAGS)
        with open(opened, "rb") as file:  # noqa: PTH123 - by descriptor, so that no other file slips in
            _refuse_unless_regular(os.fstat(opened))
            content = file.read(MOST_FILE_BYTES + 1)
    except OSError as error:
        raise Unreadable("F2", f"the file cannot be read: {error.strerror}") from None
    if len(content) > MOST_FILE_BYTES:
        raise Unreadable("F4", f"the file has more than {MOST_FILE_BYTES:,} bytes")
    return content


def _refuse_unless_regular(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise Unreadable("F2", "this is a pipe or a device, not a regular file")
    if status.st_size > MOST_FILE_BYTES:
        raise Unreadable("F4", f"the file has {status.st_size:,} bytes, more than {MOST_FILE_BYTES:,}")


def _text(content: bytes) -> str:
    if content.startswith(_MARK):
        raise Unreadable("F6", "the file begins with a byte order mark", 1)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable("F6", f"byte {error.start} is no UTF-8", line) from None
    at = text.find("\0")
    if at >= 0:
        raise Unreadable("F6", "the file holds a NUL character", text.count("\n", 0, at) + 1)
    return text.replace("\r\n", "\n")


def shown_name(name: object) -> str:
    """Return a name of a file as it can be printed on one line, cut to a printable length."""
    shown = (
        one if one.isprintable() else one.encode("unicode_escape").decode() for one in str(name)[:_SHOWN]
    )
    return "".join(shown)
