"""Frames of any kind as Arrow tables, and back into the kind that was given.

Whatever speaks the Arrow PyCapsule interface is read; pandas and Polars frames come back as themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

import narwhals as nw
import pyarrow as pa

from tradetalks.adapters.frames.refusals import BadFrame

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["ArrowStream", "Frame", "as_table", "giver_back"]


@runtime_checkable
class ArrowStream(Protocol):
    """A frame that hands out its columns by the Arrow PyCapsule interface."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Return the columns as a stream of Arrow batches."""


_WANTED = "a frame of pandas, Polars, pyarrow or DuckDB"
#: What is taken for a frame.
Frame = ArrowStream | nw.typing.IntoFrame


def as_table(frame: object) -> pa.Table:
    """Return a frame as an Arrow table, without a copy where its columns allow it.

    Raises:
        BadFrame: when it is no frame, or two columns have one name.
    """
    if isinstance(frame, pa.Table):
        table = frame
    elif isinstance(frame, pa.RecordBatch):
        table = pa.Table.from_batches([frame])
    else:
        try:
            table = _read(frame)
        except nw.exceptions.DuplicateError:
            raise BadFrame("", "one of which two columns have one name", "each a name of its own") from None
        except (pa.ArrowException, nw.exceptions.NarwhalsError, TypeError) as bad:
            raise BadFrame("", f"none that can be read ({bad})", _WANTED) from bad
    twice = {name for name in table.column_names if table.column_names.count(name) > 1}
    if twice:
        raise BadFrame(min(twice), "what another column of that name holds too", "each a name of its own")
    return table


def _read(frame: object) -> pa.Table:
    found = nw.from_native(frame, pass_through=True)
    if isinstance(found, nw.DataFrame) and found.implementation.is_pandas_like():
        return _of_pandas(found)
    if isinstance(frame, ArrowStream):
        return pa.table(frame)
    if isinstance(found, nw.LazyFrame):
        return found.collect("pyarrow").to_arrow()
    raise BadFrame("", f"a {type(frame).__name__}", _WANTED)


def giver_back(frame: object) -> Callable[[pa.Table, pa.Table], object]:
    """Return what turns a table with more columns into a frame of the kind that was given.

    What it returns is called with the table as it was read and the table of the new columns.
    """
    found = nw.from_native(frame, pass_through=True)
    if isinstance(found, nw.DataFrame) and found.implementation.is_pandas_like():
        return lambda _table, new: _to_pandas(found, new)
    if isinstance(found, nw.DataFrame | nw.LazyFrame) and found.implementation.is_polars():
        return lambda table, new: nw.from_arrow(_joined(table, new), backend="polars").to_native()
    return _joined


def _joined(table: pa.Table, new: pa.Table) -> pa.Table:
    for name in new.column_names:
        table = table.append_column(name, new.column(name))
    return table


def _of_pandas(frame: nw.DataFrame[Any]) -> pa.Table:
    """Read pandas columns one by one, so that one of mixed types spoils no other.

    A column whose name is no text can be none of a shipment's, and is left alone.
    """
    native = frame.to_native()
    columns = {}
    for name in frame.columns:
        if type(name) is not str:
            continue
        series = native[name]
        try:
            columns[name] = pa.array(series, from_pandas=True)
        except (pa.ArrowException, OverflowError):
            # What is no text among text is told row by row: it cannot be read as what its neighbours are.
            texts = zip(series, series.isna(), strict=True)
            columns[name] = pa.array([None if gone else _plain(one) for one, gone in texts], pa.string())
    return pa.table(columns)


def _plain(value: object) -> str:
    return value if isinstance(value, str) else f"{value!r}"


def _to_pandas(frame: nw.DataFrame[Any], new: pa.Table) -> object:
    import pandas as pd

    native = frame.to_native()
    columns = {
        name: pd.Series(pd.arrays.ArrowExtensionArray(new.column(name)), index=native.index)
        for name in new.column_names
    }
    return native.assign(**columns)
