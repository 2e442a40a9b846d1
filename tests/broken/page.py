"""The reference page of the rules, made from their catalogue and their broken records.

Run ``python -m tests.broken.page`` after a change to either; a test compares the page.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import tomllib
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.broken.making import MAKERS
from tradetalks.loading.faults import RecordFaults
from tradetalks.loading.folder import load_folder
from tradetalks.rules.catalogue import CATALOGUE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tradetalks.dossier import Dossier
    from tradetalks.errors import Fault
    from tradetalks.rules.catalogue import Rule

__all__ = ["BROKEN", "EXPECTED", "PAGE", "expected", "faults_of_broken", "page"]

HERE = Path(__file__).parent
#: The broken records.
BROKEN = sorted(path.parent for path in HERE.glob("*/expected.toml"))
#: The file that says what must be said of each; no part of the record.
EXPECTED = "expected.toml"
#: The page.
PAGE = HERE.parent.parent / "docs" / "reference" / "rules.rst"
_CHAPTERS = {
    "F": ("Files", "What is read at all."),
    "X": ("Syntax", "What is parsed; most of it is looked for before the parser starts."),
    "R": ("The statement", "What ``record.toml`` says of the folder."),
    "D": ("Documents", "What sources cite."),
    "S": ("Shape", "What each field holds."),
    "I": ("Ids and places", "What facts name."),
    "T": ("Days", "What was known when, and what can have happened before what."),
    "L": ("Law and painting", "What makes a duty, and which paint covers which."),
    "N": ("Talks", "Who talks with whom."),
    "A": ("Agreements", "Who gives what to whom, for what."),
}
_HEAD = """\
.. Made by ``python -m tests.broken.page`` from the catalogue of rules; a change by hand is lost.

The rules
=========

A record that breaks a rule is refused.
Loading goes by stages: files, syntax, statement, documents, shape, ids and places, and last the rules that look at several facts.
What fails one stage is left out of the next, so that no fault is told twice.
All faults come in one :class:`~tradetalks.loading.faults.RecordFaults`, by file and line, each with its code and a way to mend it.
:meth:`Talks.dump <tradetalks.talks.Talks.dump>` asks the same rules, so that whatever it writes can be loaded.

A code is never given to another rule.
"""


def expected(folder: Path) -> dict[str, Any]:
    """Return what must be said of a broken record."""
    return tomllib.loads((folder / EXPECTED).read_text("utf-8"))


def faults_of_broken(broken: Path, place: Path, shipped: Callable[[], Dossier]) -> tuple[Fault, ...]:
    """Return the faults of a broken record, which is made in an empty place."""
    folder = place / "record"
    shutil.copytree(broken, folder, ignore=shutil.ignore_patterns(EXPECTED))
    maker = expected(broken).get("made_by")
    if maker is not None:
        MAKERS[maker](folder)
    try:
        load_folder(folder, shipped)
    except RecordFaults as error:
        return error.faults
    return ()


def page() -> str:
    """Return the text of the page."""
    return "\n".join(_page())


def _page() -> Iterator[str]:
    yield _HEAD
    for letter, rules in groupby(CATALOGUE.values(), lambda rule: rule.code[0]):
        title, words = _CHAPTERS[letter]
        yield from (title, "-" * len(title), "", words, "")
        for rule in rules:
            yield from _rule(rule)


def _rule(rule: Rule) -> Iterator[str]:
    title = f"{rule.code}: {rule.sentence}"
    yield from (f".. _rule-{rule.code}:", "", title, "^" * len(title), "", rule.reason)
    yield from (f"To mend a breach, {rule.hint}.", "")
    yield from (".. code-block:: text", "")
    yield from (f"   {line}" for line in str(_shown(rule)).splitlines())
    yield ""


def _shown(rule: Rule) -> Fault:
    """Return the fault of the first broken record of a rule."""
    broken = next(one for one in BROKEN if expected(one)["code"] == rule.code)
    with tempfile.TemporaryDirectory() as place:
        return faults_of_broken(broken, Path(place), lambda: _load(HERE / "shipped"))[0]


def _load(folder: Path) -> Dossier:
    return load_folder(folder, lambda: sys.exit("the shipped record was asked for")).dossier


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
