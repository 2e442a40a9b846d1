"""Files written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tradetalks.adapters.whole_files import write_whole
from tradetalks.loading.writing import NotWritten


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    """A new file appears, an old one is replaced, and nothing else is left behind."""
    path = write_whole(tmp_path / "a.txt", b"one")
    assert path.read_bytes() == b"one"
    assert write_whole(str(tmp_path / "a.txt"), b"two") == path
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_put_in_place_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the last step fails, the old file is as it was and the new one is gone."""
    path = write_whole(tmp_path / "a.txt", b"one")

    def refuse(_self: Path, _target: Path) -> Path:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(NotWritten) as refused:
        write_whole(path, b"two")
    assert refused.value.reason == os.strerror(28)
    assert path.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_is_none_is_refused(tmp_path: Path) -> None:
    """A folder that is not there, a folder of that name, a name that cannot be: one sentence each."""
    with pytest.raises(NotWritten, match="there is no folder"):
        write_whole(tmp_path / "none/a.txt", b"")
    with pytest.raises(NotWritten, match="there is a folder of that name"):
        write_whole(tmp_path, b"")
    with pytest.raises(NotWritten):
        write_whole(str(tmp_path / "a\0b"), b"")
    assert list(tmp_path.iterdir()) == []
