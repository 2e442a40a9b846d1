"""A file written whole or not at all: beside the old one first, then put in its place."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from tradetalks.loading.reading import shown_name
from tradetalks.loading.writing import NotWritten

__all__ = ["write_whole"]


def write_whole(path: str | os.PathLike[str], content: bytes) -> Path:
    """Write a file, or leave everything as it was.

    Args:
        path: the file; one that is there already is replaced.
        content: what it is to hold.

    Returns:
        The path of the file.

    Raises:
        NotWritten: when its folder is not there, it is a folder itself, or the disk does not take it.
    """
    shown = shown_name(os.fspath(path))
    try:
        target = Path(path).resolve()
        if target.is_dir():
            raise NotWritten(shown, "there is a folder of that name")
        if not target.parent.is_dir():
            raise NotWritten(shown, f"there is no folder {shown_name(target.parent)} to put it in")
        fresh = target.with_name(f".{target.name[:40]}.{secrets.token_hex(8)}.new")
        try:
            with fresh.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(target)
        finally:
            fresh.unlink(missing_ok=True)
    except (OSError, ValueError, RuntimeError) as error:
        if isinstance(error, NotWritten):
            raise
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise NotWritten(shown, reason) from error
    return target
