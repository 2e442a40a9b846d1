"""Plain data to facts: each field of the type its kind asks for, nothing coerced, nothing made up."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from cattrs import BaseValidationError

from tradetalks.errors import TradeTalksError
from tradetalks.plain.converter import converter
from tradetalks.plain.faults import ShapeKind, shape_faults

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tradetalks.loading.faults import FaultList
    from tradetalks.loading.records import RawRecord
    from tradetalks.plain.data import Plain
    from tradetalks.plain.faults import ShapeFault

__all__ = ["shaped"]

T = TypeVar("T")

_CODES: Mapping[ShapeKind, str] = {
    ShapeKind.MISSING: "S1",
    ShapeKind.UNKNOWN: "S2",
    ShapeKind.TYPE: "S3",
    ShapeKind.WORD: "S4",
    ShapeKind.DAY: "S5",
    ShapeKind.INTERVAL: "S6",
    ShapeKind.SOURCE: "S7",
    ShapeKind.ID: "S8",
    ShapeKind.VALUE: "S9",
}


def shaped(record: RawRecord, data: Plain, kind: type[T], faults: FaultList) -> T | None:
    """Return the fact that plain data makes, or None where a field is wrong.

    Args:
        record: the record to blame.
        data: its fields, documents filled in.
        kind: the type of the fact.
        faults: where every wrong field is added.
    """
    try:
        return converter(record.file.form).structure(data, kind)
    except (BaseValidationError, TradeTalksError) as error:
        for found in shape_faults(error):
            faults.add(record.fault(_CODES[found.kind], found.message, _field(record, found)))
        return None


def _field(record: RawRecord, found: ShapeFault) -> str:
    """Return the field to blame: where the fault names only the table around it, the one with its text."""
    if found.refused is None:
        return found.path
    return record.field_with(found.refused, found.path) or found.path
