"""The statement of a record: what its ``record.toml`` says of the folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from tradetalks.dossier import Dossier
from tradetalks.loading.faults import RecordFaults
from tradetalks.loading.records import DOCUMENTS, RawRecord
from tradetalks.loading.shaping import shaped
from tradetalks.model.collections import COLLECTIONS
from tradetalks.model.record import FORMAT, RecordStatement
from tradetalks.plain.converter import converter
from tradetalks.plain.data import Form

if TYPE_CHECKING:
    from collections.abc import Callable

    from tradetalks.loading.faults import FaultList
    from tradetalks.loading.parsing import ParsedFile
    from tradetalks.plain.data import Table

__all__ = ["EXTENDS", "INHERITED", "SHIPPED", "Opening", "opening", "refuse_other_formats"]

#: The field that names the record which a folder extends.
EXTENDS = "extends"
#: The only name it may give.
SHIPPED = "tradetalks"
#: What a folder that extends the shipped record takes from it where it says nothing itself.
INHERITED = ("horizon", "coverage", "gaps")
_FORMAT = "format"


@frozen
class Opening:
    """What a record says of itself, and the record it stands on."""

    #: The statement.
    statement: RecordStatement
    #: The shipped record, where the folder extends it.
    base: Dossier | None = field(repr=False)


def _record(file: ParsedFile) -> RawRecord:
    """Return the statement as a record: all of the file but the lists of facts."""
    data = {key: one for key, one in file.tables.items() if key not in (DOCUMENTS, *COLLECTIONS)}
    return RawRecord("record", data, file, "")


def refuse_other_formats(file: ParsedFile) -> None:
    """Refuse a format that is not ours before anything else is said of a record.

    Raises:
        RecordFaults: when the record is of another format; what else is in it may mean something else.
    """
    record = _record(file)
    given = record.data.get(_FORMAT)
    if type(given) is int and given != FORMAT:
        age = "is newer than" if given > FORMAT else "is not"
        message = f"format {given} {age} {FORMAT}, the format that this version of tradetalks reads"
        raise RecordFaults((record.fault("R1", message, _FORMAT),))


def opening(file: ParsedFile, shipped: Callable[[], Dossier], faults: FaultList) -> Opening | None:
    """Return what a record says of itself, or None where it says it wrongly."""
    record = _record(file)
    data = dict(record.data)
    base = None
    extends = data.pop(EXTENDS, None)
    if extends == SHIPPED:
        base = shipped()
        data = {**_inherited(base), **data}
    elif extends is not None:
        shown = repr(extends[:60]) if isinstance(extends, str) else "something"
        faults.add(record.fault("R2", f"extends {shown}, which is no record to extend", EXTENDS))
    if _FORMAT not in data:
        faults.add(record.fault("S1", "is missing", _FORMAT, f"write {_FORMAT} = {FORMAT}"))
    statement = shaped(record, data, RecordStatement, faults)
    if statement is None or _FORMAT not in data or (extends is not None and base is None):
        return None
    if base is not None and statement.horizon < base.horizon:
        # What ships was followed further since; a folder is not stale for that.
        statement = evolve(statement, horizon=base.horizon)
    return Opening(statement, base)


def _inherited(base: Dossier) -> Table:
    data: Table = converter(Form.TOML).unstructure(base.statement)
    return {key: data[key] for key in INHERITED if key in data}
