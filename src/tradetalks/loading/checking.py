"""A record that came as plain data, such as JSON: the same stages and rules as for a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from tradetalks.loading.faults import FaultList, RecordFaults
from tradetalks.loading.interchange import RECORD
from tradetalks.loading.joining import joined
from tradetalks.loading.limits import DEEPEST_NESTING, MOST_DIGITS
from tradetalks.loading.making import facts_of
from tradetalks.loading.parsing import ParsedFile
from tradetalks.loading.records import DOCUMENTS, Excused, RawRecord, records_of
from tradetalks.loading.shaping import shaped
from tradetalks.loading.statement import Opening, refuse_other_formats
from tradetalks.model.collections import COLLECTIONS
from tradetalks.model.record import RecordStatement
from tradetalks.plain.data import Form
from tradetalks.rules.catalogue import fault

if TYPE_CHECKING:
    from tradetalks.dossier import Dossier
    from tradetalks.plain.data import Plain, Table

__all__ = ["checked_record"]

#: What the compiled record says besides: the digest of the files it was compiled from.
_DIGEST = "toml_sha256"


def checked_record(data: object) -> Dossier:
    """Return the dossier of a record in its interchange form, as a JSON parser yields it.

    Raises:
        RecordFaults: with every fault found.
    """
    _refuse_out_of_bounds(data)
    faults = FaultList()
    if not isinstance(data, dict):
        raise RecordFaults([fault("S3", "a record is a table")])
    statement = _table(data, RECORD, faults)
    opened = RawRecord(RECORD, statement, ParsedFile(None, statement, form=Form.JSON), "")
    refuse_other_formats(opened.file)
    for key in sorted(data.keys() - {RECORD, DOCUMENTS, _DIGEST, *COLLECTIONS}):
        faults.add(fault("S2", f"no kind of record is called {key[:60]!r}", field=key[:60]))
    tables: Table = {name: data[name] for name in COLLECTIONS if name in data}
    tables[DOCUMENTS] = [_document(name, one) for name, one in _table(data, DOCUMENTS, faults).items()]
    records = list(records_of(ParsedFile(None, tables, form=Form.JSON), faults))
    excused = Excused()
    facts = list(facts_of(records, None, excused, faults))
    made = shaped(opened, statement, RecordStatement, faults)
    if made is None:
        faults.raise_any()
        raise AssertionError("a statement without a fault was read")  # pragma: no cover
    dossier = joined(Opening(made, None), facts, excused, faults)
    faults.raise_any()
    return dossier


def _table(data: Table, key: str, faults: FaultList) -> Table:
    table = data.get(key, {})
    if isinstance(table, dict):
        return table
    faults.add(fault("S3", f"{key} is no table", field=key))
    return {}


def _document(name: str, data: Plain) -> Plain:
    return {**data, "id": name} if isinstance(data, dict) else data


def _refuse_out_of_bounds(data: object) -> None:
    """Refuse what is nested too deep, numbers with too many digits, and texts that no file can hold.

    Raises:
        RecordFaults: for the first of these; nothing behind it is looked at.
    """
    left = [(cast("Plain", data), 0)]
    while left:
        value, depth = left.pop()
        if isinstance(value, dict | list):
            if depth > DEEPEST_NESTING:
                raise RecordFaults([fault("X3", f"the data are nested more than {DEEPEST_NESTING} deep")])
            inside = [*value, *value.values()] if isinstance(value, dict) else value
            left += [(one, depth + 1) for one in inside]
        elif isinstance(value, str):
            _refuse_half_characters(value)
        elif isinstance(value, int) and abs(value) >= 10**MOST_DIGITS:
            raise RecordFaults([fault("X4", f"a number has more than {MOST_DIGITS} digits")])


def _refuse_half_characters(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise RecordFaults([fault("F6", "a text holds half of a surrogate pair")]) from None
