"""Which files of a folder are read, and which are refused, whatever was put there."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tests.loading.folders import ACT, RECORD, faults_of, load, said, written
from tradetalks.loading import reading
from tradetalks.loading.limits import MOST_FILE_BYTES
from tradetalks.loading.reading import Unreadable, shown_name

unix = pytest.mark.skipif(os.name == "nt", reason="Windows gives links and modes to administrators only")


def test_every_toml_file_is_read_wherever_it_lies(tmp_path: Path) -> None:
    """Files in folders count; other files and hidden ones do not."""
    folder = written(tmp_path / "mine")
    (folder / "acts" / "2025").mkdir(parents=True)
    (folder / "acts" / "2025" / "april.toml").write_text(ACT, "utf-8")
    (folder / ".git").mkdir()
    (folder / ".git" / "config.toml").write_text("this is no TOML", "utf-8")
    (folder / ".hidden.toml").write_text("this is no TOML", "utf-8")
    (folder / "notes.md").write_text("# Notes", "utf-8")
    (folder / "list.csv").write_bytes(b"\xff\xfe\0")
    assert list(load(folder).acts) == ["eo-1"]


def test_a_folder_may_be_named_by_its_text(tmp_path: Path) -> None:
    """A path is a path, as text or as Path."""
    folder = written(tmp_path / "mine", facts=ACT)
    assert load(Path(str(folder))) == load(folder)


def test_windows_line_endings_change_nothing(tmp_path: Path) -> None:
    """Neither the facts nor the lines in which faults stand."""
    plain = written(tmp_path / "plain", facts=ACT)
    other = written(tmp_path / "other", RECORD.replace("\n", "\r\n"), facts=ACT.replace("\n", "\r\n"))
    assert load(plain) == load(other)
    broken = ACT.replace("enacted", "decreed").replace("\n", "\r\n")
    assert said(written(tmp_path / "broken", facts=broken)) == [("S4", 7)]


@pytest.mark.parametrize("name", ["nowhere", "a\0b", "file.txt/inside"])
def test_a_folder_that_is_not_there_is_refused(tmp_path: Path, name: str) -> None:
    """By a rule, never by a traceback."""
    (tmp_path / "file.txt").write_text("", "utf-8")
    (fault,) = faults_of(tmp_path / name)
    assert fault.code == "F1"
    assert "there is no folder" in fault.message


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """The record.toml itself is not what is asked for."""
    folder = written(tmp_path / "mine")
    assert faults_of(folder / "record.toml")[0].code == "F1"


@unix
def test_a_link_that_stays_inside_is_read(tmp_path: Path) -> None:
    """Only what leads out is refused."""
    folder = written(tmp_path / "mine")
    (folder / "facts.txt").write_text(ACT, "utf-8")
    (folder / "facts.toml").symlink_to(folder / "facts.txt")
    assert list(load(folder).acts) == ["eo-1"]


@unix
def test_a_linked_folder_inside_is_read_where_it_lies(tmp_path: Path) -> None:
    """And once only, even where it goes round in circles."""
    folder = written(tmp_path / "mine")
    (folder / "acts").mkdir()
    (folder / "acts" / "facts.toml").write_text(ACT, "utf-8")
    (folder / "again").symlink_to(folder / "acts", target_is_directory=True)
    (folder / "acts" / "up").symlink_to(folder, target_is_directory=True)
    assert list(load(folder).acts) == ["eo-1"]


@unix
@pytest.mark.parametrize("target", ["../../../../etc/passwd", "/etc/passwd", "/dev/zero"])
def test_a_link_out_is_refused(tmp_path: Path, target: str) -> None:
    """By whatever path it leads out."""
    folder = written(tmp_path / "mine")
    (folder / "facts.toml").symlink_to(target)
    assert faults_of(folder)[0].code in {"F2", "F3"}


@unix
def test_a_link_to_nothing_is_refused(tmp_path: Path) -> None:
    """It says that the file cannot be read."""
    folder = written(tmp_path / "mine")
    (folder / "facts.toml").symlink_to(folder / "nothing")
    (fault,) = faults_of(folder)
    assert (fault.code, fault.file) == ("F2", "facts.toml")


@unix
def test_a_linked_record_file_may_not_lead_out(tmp_path: Path) -> None:
    """The statement is a file like any other."""
    folder = tmp_path / "mine"
    folder.mkdir()
    outside = tmp_path / "record.toml"
    outside.write_text(RECORD, "utf-8")
    (folder / "record.toml").symlink_to(outside)
    assert said(folder) == [("F3", None)]


@unix
@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything"
)
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    """With the reason that the system gives."""
    folder = written(tmp_path / "mine", facts=ACT)
    (folder / "facts.toml").chmod(0)
    assert faults_of(folder)[0].code == "F2"


def test_the_reason_of_the_system_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where opening a file fails."""

    def refuse(*_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    folder = written(tmp_path / "mine")
    monkeypatch.setattr(os, "open", refuse)
    (fault,) = faults_of(folder)
    assert (fault.code, fault.message) == ("F2", "the file cannot be read: Permission denied")


def test_a_file_that_grows_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The size is checked before reading, and never trusted."""
    folder = written(tmp_path / "mine", facts="#" * 200)
    monkeypatch.setattr(reading, "_refuse_unless_regular", lambda _status: None)
    monkeypatch.setattr(reading, "MOST_FILE_BYTES", 100)
    assert said(folder) == [("F4", None)]


def test_a_folder_that_is_too_large_in_all_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though each of its files is small enough; what was read before is still checked."""
    folder = written(tmp_path / "mine", "format = 2", zz="#" * 200, zzz="not read = [")
    monkeypatch.setattr(reading, "MOST_FOLDER_BYTES", 100)
    assert said(folder) == [("R1", 1)]
    written(folder)
    codes = faults_of(folder)
    assert [(fault.code, fault.file) for fault in codes] == [("F5", None)]
    assert "zz.toml" in codes[0].message


def test_ten_thousand_files_are_refused_in_no_time(tmp_path: Path) -> None:
    """Nothing is opened before they are counted."""
    folder = written(tmp_path / "mine")
    for number in range(10_000):
        (folder / f"{number}.toml").touch()
    assert said(folder) == [("F5", None)]


def test_other_files_are_counted_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk is not walked through for a record."""
    folder = written(tmp_path / "mine")
    monkeypatch.setattr(reading, "MOST_ENTRIES", 3)
    for number in range(3):
        (folder / f"{number}.txt").touch()
    (fault,) = faults_of(folder)
    assert (fault.code, fault.message) == ("F5", "the folder holds more than 3 files of all kinds")


def test_one_unreadable_file_leaves_the_others_to_be_checked(tmp_path: Path) -> None:
    """And nobody is blamed for naming what may stand in it."""
    second = ACT.replace("eo-1", "eo-2") + 'amends = ["eo-3"]\n'
    folder = written(tmp_path / "mine", bad=b"\xff", good=ACT.replace("enacted", "decreed"), more=second)
    assert [(one.file, one.code) for one in faults_of(folder)] == [("bad.toml", "F6"), ("good.toml", "S4")]


def test_a_large_file_is_still_read(tmp_path: Path) -> None:
    """One just within the bound."""
    folder = written(tmp_path / "mine", facts=ACT)
    (folder / "long.toml").write_text("#" * MOST_FILE_BYTES, "utf-8")
    assert list(load(folder).acts) == ["eo-1"]


@unix
def test_names_are_shown_on_one_line(tmp_path: Path) -> None:
    """A name of a file cannot write into a report."""
    folder = written(tmp_path / "mine")
    (folder / "a\nrecord.toml:1: all is well.toml").write_text("x = nan", "utf-8")
    (fault,) = faults_of(folder)
    assert fault.file == r"a\nrecord.toml:1: all is well.toml"


def test_what_cannot_be_read_says_why() -> None:
    """In one sentence."""
    assert str(Unreadable("F2", "this is a pipe")) == "this is a pipe"


def test_long_names_are_cut() -> None:
    """And what does not print is escaped."""
    assert shown_name("x" * 500) == "x" * 200
    assert shown_name("\u202eabc\udcff") == r"\u202eabc\udcff"
