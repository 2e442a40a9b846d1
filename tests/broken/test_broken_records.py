"""Each broken record is refused for its one fault: by code, file, line, record, field and words."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.broken.page import BROKEN, HERE, PAGE, expected, faults_of_broken, page
from tradetalks.loading.folder import load_folder
from tradetalks.rules.catalogue import CATALOGUE, Rule

if TYPE_CHECKING:
    from pathlib import Path

    from tradetalks.dossier import Dossier

NEEDS_UNIX = {"a_pipe", "a_link_out", "a_linked_folder_out"}


def no_record() -> Dossier:
    """Stand in for the shipped record where none is asked for."""
    raise AssertionError("the shipped record was asked for")


@cache
def shipped() -> Dossier:
    """Return what stands in for the shipped record."""
    return load_folder(HERE / "shipped", no_record).dossier


@pytest.mark.parametrize("broken", BROKEN, ids=lambda path: path.name)
def test_a_broken_record_is_refused(broken: Path, tmp_path: Path) -> None:
    """The fault is found, and nothing that follows from it."""
    wanted = expected(broken)
    if wanted.get("made_by") in NEEDS_UNIX and sys.platform == "win32":
        pytest.skip("Windows has no pipes in folders, and gives links to administrators only")
    (fault,) = faults_of_broken(broken, tmp_path, shipped)
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


@pytest.mark.skipif(sys.platform == "win32", reason="some of the broken records cannot be made on Windows")
def test_every_rule_is_on_its_page() -> None:
    """With its sentence, its reason, the way to mend a breach, and an example."""
    assert PAGE.read_text("utf-8") == page(), "run python -m tests.broken.page"
    assert all(f".. _rule-{code}:" in PAGE.read_text("utf-8") for code in CATALOGUE)


@pytest.mark.parametrize("rule", CATALOGUE.values(), ids=CATALOGUE)
def test_a_rule_is_said_in_sentences(rule: Rule) -> None:
    """What it asks for and why are sentences; the hint goes on after 'to mend'."""
    assert rule.sentence[0].isupper()
    assert rule.sentence.endswith(".")
    assert rule.reason[0].isupper()
    assert rule.reason.endswith(".")
    assert not rule.hint[0].isupper()
    assert not rule.hint.endswith(".")
