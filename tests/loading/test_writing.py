"""A folder appears whole or not at all, and nothing of anybody else is lost."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

from tests.loading.folders import ACT, RECORD, written
from tradetalks.loading.writing import NotWritten, write_folder

FILES = {"record.toml": RECORD, "agreements/a.toml": "# a\n", "acts.toml": ACT}


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_folder_is_made(tmp_path: Path) -> None:
    """With every file, and nothing beside it."""
    write_folder(tmp_path / "mine", FILES)
    assert contents(tmp_path) == {f"mine/{name}": text.encode() for name, text in FILES.items()}
    assert (tmp_path / "mine").stat().st_mode & 0o777 == 0o777 & ~_umask()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    """It holds nothing that could be lost."""
    (tmp_path / "mine").mkdir()
    write_folder(str(tmp_path / "mine"), FILES)
    assert len(contents(tmp_path / "mine")) == 3


def test_a_record_is_replaced_and_all_else_is_kept(tmp_path: Path) -> None:
    """Old files of the record go; notes, hidden folders and what lies beside old files stay."""
    folder = written(tmp_path / "mine", old=ACT)
    (folder / "acts").mkdir()
    (folder / "acts" / "more.toml").write_text(ACT.replace("eo-1", "eo-2"), "utf-8")
    (folder / "acts" / "scan.pdf").write_bytes(b"%PDF")
    (folder / "talks").mkdir()
    (folder / "talks" / "talks.toml").write_text("", "utf-8")
    (folder / ".git").mkdir()
    (folder / ".git" / "HEAD").write_text("ref", "utf-8")
    (folder / ".hidden.toml").write_text("kept", "utf-8")
    (folder / "notes").mkdir()
    (folder / "notes" / "deep").mkdir()
    (folder / "notes" / "deep" / "n.md").write_text("kept", "utf-8")
    (folder / "empty").mkdir()
    (folder / "agreements").mkdir()
    (folder / "agreements" / "map.png").write_bytes(b"png")
    (folder / "agreements" / "empty").mkdir()
    folder.chmod(0o700)
    write_folder(folder, FILES)
    assert set(contents(folder)) == {
        *FILES,
        "acts/scan.pdf",
        ".git/HEAD",
        ".hidden.toml",
        "notes/deep/n.md",
        "agreements/map.png",
    }
    assert (folder / "empty").is_dir()
    assert not (folder / "talks").exists()
    assert folder.stat().st_mode & 0o777 == 0o700
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_an_empty_folder_where_files_come_is_no_hindrance(tmp_path: Path) -> None:
    """It is kept, and filled."""
    folder = written(tmp_path / "mine")
    (folder / "agreements").mkdir()
    write_folder(folder, FILES)
    assert set(contents(folder)) == set(FILES)


@pytest.mark.skipif(os.name == "nt", reason="Windows gives links to administrators only")
def test_links_are_kept_as_links(tmp_path: Path) -> None:
    """And a linked folder is written where it lies."""
    folder = written(tmp_path / "mine")
    outside = tmp_path / "outside.txt"
    outside.write_text("kept", "utf-8")
    (folder / "link.txt").symlink_to(outside)
    (tmp_path / "door").symlink_to(folder, target_is_directory=True)
    write_folder(tmp_path / "door", FILES)
    assert (folder / "link.txt").is_symlink()
    assert (tmp_path / "door").is_symlink()
    assert (folder / "acts.toml").read_text("utf-8") == ACT


@pytest.mark.parametrize(
    "files",
    [
        {"notes.md": "mine"},
        {"pyproject.toml": "[project]"},
        {"record.toml": "[tool]\nx = 1\n"},
        {"record.toml": RECORD, "pyproject.toml": "[project]\nname = 'mine'\n"},
        {"record.toml": RECORD, "acts.toml": "[[acts]]\nid = "},
        {"record.toml": RECORD.replace("format = 1", "format = 2")},
        {"record.toml": "\ufeff" + RECORD},
    ],
    ids=["no-record", "another-toml", "another-record", "a-foreign-toml", "broken", "newer", "unreadable"],
)
def test_what_is_no_record_is_not_replaced(tmp_path: Path, files: dict[str, str]) -> None:
    """It would be lost, so nothing is touched."""
    folder = tmp_path / "mine"
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    before = contents(tmp_path)
    with pytest.raises(NotWritten) as caught:
        write_folder(folder, FILES)
    assert "would be lost" in caught.value.reason
    assert contents(tmp_path) == before


def test_a_file_is_not_replaced(tmp_path: Path) -> None:
    """A folder was asked for."""
    (tmp_path / "mine").write_text("kept", "utf-8")
    with pytest.raises(NotWritten, match="there is a file of that name"):
        write_folder(tmp_path / "mine", FILES)
    assert contents(tmp_path) == {"mine": b"kept"}


@pytest.mark.parametrize("name", ["nowhere/mine", "a\0b"])
def test_a_folder_needs_a_place(tmp_path: Path, name: str) -> None:
    """Its parent is not made up."""
    with pytest.raises(NotWritten):
        write_folder(tmp_path / name, FILES)
    assert list(tmp_path.iterdir()) == []


def no_room(*_: object, **__: object) -> None:
    """Fail as a full disk does."""
    raise OSError(errno.ENOSPC, "No space left on device")


def stopped(*_: object, **__: object) -> None:
    """Fail as somebody's Ctrl-C does."""
    raise KeyboardInterrupt


@pytest.mark.parametrize("there", [False, True], ids=["new", "replaced"])
@pytest.mark.parametrize("place", ["fsync", "rename", "mkdir", "open"])
@pytest.mark.parametrize("failure", [no_room, stopped])
def test_nothing_is_half_written(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    there: bool,  # noqa: FBT001
    place: str,
    failure: object,
) -> None:
    """Wherever the disk fails, and whenever somebody stops it, all is as it was."""
    folder = tmp_path / "mine"
    if there:
        written(folder, old=ACT)
        (folder / "notes.md").write_text("kept", "utf-8")
    before = contents(tmp_path)
    if place == "fsync":
        monkeypatch.setattr(os, "fsync", failure)
    else:
        monkeypatch.setattr(Path, place, failure)
    with pytest.raises(KeyboardInterrupt if failure is stopped else NotWritten) as caught:
        write_folder(folder, FILES)
    monkeypatch.undo()
    assert contents(tmp_path) == before
    assert folder.exists() == there
    if failure is no_room:
        assert str(caught.value).endswith("mine: No space left on device")


@pytest.mark.parametrize("nth", range(1, 7))
def test_every_renaming_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nth: int) -> None:
    """Files that were carried over go back to where they were."""
    folder = written(tmp_path / "mine", old=ACT)
    for name in ("a.md", "b.md"):
        (folder / name).write_text("kept", "utf-8")
    before = contents(tmp_path)
    real = Path.rename
    calls = 0

    def rename(path: Path, target: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls == nth:
            no_room()
        return real(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    if nth <= 4:  # the old folder out, two files over, the new folder in
        with pytest.raises(NotWritten):
            write_folder(folder, FILES)
        assert contents(tmp_path) == before
    else:
        write_folder(folder, FILES)
        assert set(contents(folder)) == {*FILES, "a.md", "b.md"}


def test_an_old_folder_that_cannot_be_cleared_away_does_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new one is in its place by then."""
    folder = written(tmp_path / "mine", old=ACT)
    monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)
    write_folder(folder, FILES)
    assert set(contents(folder)) == set(FILES)


def test_the_error_tells_folder_and_reason(tmp_path: Path) -> None:
    """As fields, and in one sentence."""
    error = NotWritten("mine", "the disk is full")
    assert (error.folder, error.reason) == ("mine", "the disk is full")
    assert str(error) == "nothing was written to mine: the disk is full"
    assert isinstance(error, ValueError)
    del tmp_path
