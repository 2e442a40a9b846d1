"""The claims of a frame of shipments: rows sorted by what is claimed of them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import fields_dict

from tradetalks.adapters.frames.refusals import BadFrame
from tradetalks.adapters.frames.shipment_columns import decoded
from tradetalks.engines.duty.claims import NOTHING_CLAIMED, Claims, as_claims
from tradetalks.errors import TradeTalksError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from numpy.typing import NDArray

    from tradetalks.adapters.frames.shipment_columns import Notes

__all__ = ["CLAIM_COLUMNS", "claim_groups", "claimed_columns"]

#: Value and quantity have columns of their own.
CLAIM_COLUMNS = tuple(
    name for name in fields_dict(Claims) if name not in ("customs_value_usd", "quantity", "quantity_unit")
)
#: Claims of several words: ids or codes with commas or spaces between them.
_SEVERAL = ("steel_melted_and_poured", "aluminum_smelted_or_cast", "described_by")
#: Floats are taken for numbers with so many places.
_PLACES = 2


def claimed_columns(table: pa.Table, columns: Mapping[str, str]) -> dict[str, str]:
    """Return the claims that columns of a table make of some row, each with the name of its column.

    Args:
        table: the table.
        columns: what columns are called where they do not have their usual names.
    """
    names = {name: columns.get(name, name) for name in CLAIM_COLUMNS}
    return {
        name: one for name, one in names.items() if one in table.column_names and _says(table.column(one))
    }


def claim_groups(
    table: pa.Table, names: Mapping[str, str], notes: Notes, check: Callable[[Claims], None]
) -> Iterator[tuple[Claims, NDArray[np.intp]]]:
    """Yield each different set of claims with its rows.

    A null is a claim that is not given. A row with a claim that cannot be is noted, and belongs to no set.

    Args:
        table: the table.
        names: the claims that are made, and the columns that make them.
        notes: where single rows are noted.
        check: refuses claims that the record does not know.

    Raises:
        BadFrame: for a column of another type, or floats that are no whole hundredths.
    """
    mixed = np.zeros(len(table), np.int64)
    values: list[list[object]] = []
    columns: list[NDArray[np.int64]] = []
    for name in names.values():
        numbers, some = _distinct(table.column(name), name)
        _, mixed = np.unique(mixed * (len(some) + 1) + numbers + 1, return_inverse=True)
        values.append(some)
        columns.append(numbers)
        mixed = mixed.astype(np.int64)
    order = np.argsort(mixed, kind="stable")
    starts = np.flatnonzero(np.diff(mixed[order], prepend=-1))
    together: dict[Claims, list[NDArray[np.intp]]] = {}
    for rows in np.split(order, starts[1:]):  # none of them empty: without rows nothing is claimed
        given = {
            name: some[column[rows[0]]]
            for name, some, column in zip(names, values, columns, strict=True)
            if column[rows[0]] >= 0 and some[column[rows[0]]] is not None
        }
        try:
            claims = _claims(given)
            check(claims)
        except TradeTalksError as bad:
            notes.put(rows, str(bad))
            continue
        together.setdefault(claims, []).append(rows)
    for claims, parts in together.items():
        yield claims, np.sort(np.concatenate(parts))


def _says(column: pa.ChunkedArray) -> bool:
    return bool(column.null_count < len(column))


def _distinct(column: pa.ChunkedArray, name: str) -> tuple[NDArray[np.int64], list[object]]:
    """Return a column as numbers of its different values, -1 for null, and these."""
    column = decoded(column)
    if pa.types.is_floating(column.type):
        column = _of_floats(column, name)
    if pa.types.is_list(column.type) or pa.types.is_large_list(column.type):
        texts = [None if one is None else " ".join(map(str, one)) for one in column.to_pylist()]
        column = pa.chunked_array([pa.array(texts, pa.string())])
    if not pa.types.is_dictionary(column.type):
        if pa.types.is_string_view(column.type):
            column = column.cast(pa.string())
        elif pa.types.is_timestamp(column.type):
            column = _of_moments(column)
        try:
            column = column.dictionary_encode()
        except pa.ArrowNotImplementedError:
            raise BadFrame(
                name, str(column.type), "a claim of each row: text, yes or no, a number or a day"
            ) from None
    array = column.unify_dictionaries().combine_chunks()
    numbers = array.indices.cast(pa.int64()).fill_null(-1).to_numpy(zero_copy_only=False)
    return numbers, array.dictionary.to_pylist()


def _of_floats(column: pa.ChunkedArray, name: str) -> pa.ChunkedArray:
    """Return floats as decimals, where each is a whole number of hundredths."""
    made: list[Decimal | None] = []
    for row, one in enumerate(column.to_pylist()):
        if one is None or one != one:  # noqa: PLR0124 - not a number
            made.append(None)
            continue
        exact = Decimal(str(one)) if abs(one) < 10**9 else None
        if exact is None or int(exact.as_tuple().exponent) < -_PLACES:
            raise BadFrame(
                name, f"floats of which that of row {row}, {one!r}, is no whole hundredth", "decimals"
            )
        made.append(exact)
    return pa.chunked_array([pa.array(made, pa.decimal128(18, 2))])


def _of_moments(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return moments as days where all are at midnight in no time zone; others are refused row by row."""
    if column.type.tz is None:
        days = column.cast(pa.date32())
        if days.cast(column.type).equals(column):
            return days
    return pc.strftime(column)


def _claims(given: dict[str, object]) -> Claims:
    if not given:
        return NOTHING_CLAIMED
    made: dict[str, object] = {}
    for name, value in given.items():
        if name in _SEVERAL and isinstance(value, str):
            made[name] = tuple(filter(None, re.split(r"[\s,;]+", value)))
        else:
            made[name] = value
    return as_claims(made)  # type: ignore[arg-type]
