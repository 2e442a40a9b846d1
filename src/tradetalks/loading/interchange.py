"""The interchange form of a record: its statement, its documents and its facts as one plain table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from tradetalks.dossier import Dossier
from tradetalks.model.collections import COLLECTIONS
from tradetalks.model.record import RecordStatement
from tradetalks.plain.converter import converter, trusting_converter
from tradetalks.plain.data import Form
from tradetalks.plain.documents import collapsed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradetalks.model.collections import AnyFact
    from tradetalks.plain.data import Plain, Table

__all__ = ["DOCUMENTS", "RECORD", "record_data", "record_from_data"]

#: The key under which the statement stands.
RECORD = "record"
#: The key under which the documents stand that sources name.
DOCUMENTS = "documents"


def record_data(dossier: Dossier) -> Table:
    """Return a dossier as plain data; :func:`record_from_data` makes the same dossier of it."""
    write = converter(Form.JSON).unstructure
    documents: dict[str, Table] = {}
    data: Table = {RECORD: write(dossier.statement)}
    for name in COLLECTIONS:
        facts: list[Plain] = [collapsed(write(fact), documents) for fact in dossier.collection(name).values()]
        if facts:
            data[name] = facts
    data[DOCUMENTS] = {key: documents[key] for key in sorted(documents)}
    return data


def record_from_data(data: Table) -> Dossier:
    """Return the dossier of plain data that this library wrote, without checking its facts again."""
    read = trusting_converter(cast("dict[str, Table]", data[DOCUMENTS]))
    statement = read.structure(data[RECORD], RecordStatement)

    def facts() -> Iterator[AnyFact]:
        for name, kind in COLLECTIONS.items():
            rows = cast("list[Any]", data.get(name, []))
            structure = read.get_structure_hook(kind)
            yield from (cast("AnyFact", structure(one, kind)) for one in rows)

    return Dossier.unchecked(statement, facts())
