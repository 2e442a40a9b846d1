"""A folder of TOML to a dossier: files, syntax, statement, documents, shape, ids, rules, in that order.

What fails one stage is left out of the next, and nobody is blamed for naming it. All faults of a
load come in one error.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from attrs import field, frozen

from tradetalks.dossier import Dossier
from tradetalks.loading.faults import FaultList
from tradetalks.loading.joining import joined
from tradetalks.loading.making import facts_of
from tradetalks.loading.parsing import parse
from tradetalks.loading.reading import RECORD_FILE, read_folder
from tradetalks.loading.records import DOCUMENTS, Excused, records_of
from tradetalks.loading.statement import opening, refuse_other_formats
from tradetalks.model.collections import COLLECTIONS
from tradetalks.rules.catalogue import fault

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable

    from tradetalks.loading.parsing import ParsedFile

__all__ = ["LoadedFolder", "load_folder"]


@frozen
class LoadedFolder:
    """What a folder holds, and what it stands on."""

    #: All facts: those of the folder, and those of the shipped record that it extends and does not replace.
    dossier: Dossier
    #: The shipped record, where the folder extends it.
    base: Dossier | None = field(repr=False)


def load_folder(folder: str | os.PathLike[str], shipped: Callable[[], Dossier]) -> LoadedFolder:
    """Return the record of a folder.

    Args:
        folder: a folder with a ``record.toml``.
        shipped: gives the shipped record, where the folder extends it.

    Raises:
        RecordFaults: with every fault found, by file and line.
    """
    faults = FaultList()
    excused = Excused()
    files = _parsed(Path(folder), excused, faults)
    statement_file = next((file for file in files if file.name == RECORD_FILE), None)
    if statement_file is not None:
        refuse_other_formats(statement_file)
    _refuse_unknown_tables(files, faults)
    begun = None if statement_file is None else opening(statement_file, shipped, faults)
    if begun is None:
        # Without its statement nobody can say what the folder stands on, so no name is followed.
        excused.everything = True
    base = None if begun is None else begun.base
    records = [record for file in files for record in records_of(file, faults)]
    facts = list(facts_of(records, base, excused, faults))
    if begun is None:
        faults.raise_any()
        raise AssertionError("a statement without a fault was read")  # pragma: no cover
    dossier = joined(begun, facts, excused, faults)
    faults.raise_any()
    return LoadedFolder(dossier, base)


def _parsed(folder: Path, excused: Excused, faults: FaultList) -> list[ParsedFile]:
    texts, missing = read_folder(folder, faults)
    excused.everything = missing
    files = []
    for text in texts:
        file = parse(text, faults)
        if file is None:
            excused.add(text.text)
        else:
            files.append(file)
    return files


def _refuse_unknown_tables(files: Iterable[ParsedFile], faults: FaultList) -> None:
    for file in files:
        if file.name == RECORD_FILE:
            continue  # what is unknown there is a field of the statement
        for key in file.tables:
            if key not in COLLECTIONS and key != DOCUMENTS:
                message = f"no kind of record is called {key[:60]!r}"
                near = _near(key)
                hint = f"did you mean {near}?" if near else f"the kinds are {', '.join(COLLECTIONS)}"
                faults.add(
                    fault("S2", message, file=file.name, line=file.line(key), field=key[:60], hint=hint)
                )


def _near(key: str) -> str | None:
    from difflib import get_close_matches

    return next(iter(get_close_matches(key[:60], [*COLLECTIONS, DOCUMENTS], n=1)), None)
