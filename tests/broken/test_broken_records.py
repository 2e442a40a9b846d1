"""Each broken record is refused for its one fault: by code, file, line, record, field and words."""

from __future__ import annotations

import shutil
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.broken.making import MAKERS
from tradetalks.loading.faults import RecordFaults
from tradetalks.loading.folder import load_folder
from tradetalks.rules.catalogue import CATALOGUE

if TYPE_CHECKING:
    from tradetalks.dossier import Dossier

HERE = Path(__file__).parent
BROKEN = sorted(path.parent for path in HERE.glob("*/expected.toml"))
EXPECTED = "expected.toml"
NEEDS_UNIX = {"a_pipe", "a_link_out", "a_linked_folder_out"}


def no_record() -> Dossier:
    """Stand in for the shipped record where none is asked for."""
    raise AssertionError("the shipped record was asked for")


@cache
def shipped() -> Dossier:
    """Return what stands in for the shipped record."""
    return load_folder(HERE / "shipped", no_record).dossier


def expected(folder: Path) -> dict[str, Any]:
    """Return what must be said of a broken record."""
    return tomllib.loads((folder / EXPECTED).read_text("utf-8"))


def refused(folder: Path) -> RecordFaults:
    """Return the error with which a folder is refused."""
    with pytest.raises(RecordFaults) as caught:
        load_folder(folder, shipped)
    return caught.value


@pytest.mark.parametrize("broken", BROKEN, ids=lambda path: path.name)
def test_a_broken_record_is_refused(broken: Path, tmp_path: Path) -> None:
    """The fault is found, and nothing that follows from it."""
    wanted = expected(broken)
    maker = wanted.get("made_by")
    if maker in NEEDS_UNIX and sys.platform == "win32":
        pytest.skip("Windows has no pipes in folders, and gives links to administrators only")
    folder = tmp_path / "record"
    shutil.copytree(broken, folder, ignore=shutil.ignore_patterns(EXPECTED))
    if maker is not None:
        MAKERS[maker](folder)
    (fault,) = refused(folder).faults
    found = {name: getattr(fault, name) for name in ("code", "file", "line", "record", "field")}
    assert found == {name: wanted.get(name) for name in found}
    assert broken.name.startswith(f"{fault.code.lower()}-")
    for words in wanted["words"]:
        assert words in f"{fault.message}; {fault.hint}"


def test_every_rule_has_a_broken_record() -> None:
    """No rule is without a record that shows what it refuses."""
    assert {expected(folder)["code"] for folder in BROKEN} == set(CATALOGUE)


def test_what_stands_in_for_the_shipped_record_is_sound() -> None:
    """So that what is found in a folder that extends it is a fault of the folder."""
    assert set(shipped().all_ids()) == {"eo-shipped", "eo-shipped-all", "shipped-surcharge"}
