"""Frames of every kind: read whatever library made them, and given back as what they were."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import duckdb
import narwhals as nw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from tests.rates.books import book
from tests.rates.frames import COLUMNS, four, rated, shipments
from tradetalks.adapters.frames.assessing import ADDED
from tradetalks.adapters.frames.refusals import BadFrame

if TYPE_CHECKING:
    from collections.abc import Callable

_ADDED = list(ADDED)
_DAYS = [date.fromisoformat(one) for one in four()["date"].to_pylist()]


def _wanted() -> dict[str, list[object]]:
    """Return what is added to the four shipments."""
    found: dict[str, list[object]] = rated(four()).select(_ADDED).to_pydict()
    assert found["amount"] == [Decimal("275.00"), Decimal("5.00"), None, Decimal("0.69")]
    return found


class _Stream:
    """A frame of which nothing is known but that it speaks Arrow."""

    def __init__(self, table: pa.Table) -> None:
        self.table = table

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self.table.__arrow_c_stream__(requested_schema)


def _dated() -> pa.Table:
    return four().set_column(2, "date", pa.array(_DAYS))


_ARROW: dict[str, Callable[[], object]] = {
    "table": four,
    "record batch": lambda: four().to_batches()[0],
    "reader": lambda: four().to_reader(),
    "whatever speaks Arrow": lambda: _Stream(four()),
    "narwhals": lambda: nw.from_native(four()),
    "DuckDB": lambda: duckdb.from_arrow(four()),
    "days": _dated,
    "moments": lambda: _dated().cast(_dated().schema.set(2, pa.field("date", pa.timestamp("ns")))),
    "date64": lambda: _dated().cast(_dated().schema.set(2, pa.field("date", pa.date64()))),
    "dictionaries": lambda: pa.table({name: four()[name].dictionary_encode() for name in COLUMNS}),
    "small indexes": lambda: pa.table(
        {
            name: four()[name]
            .combine_chunks()
            .dictionary_encode()
            .cast(pa.dictionary(pa.uint8(), pa.string()))
            if name != "value"
            else four()[name]
            for name in COLUMNS
        }
    ),
    "runs": lambda: pa.table({name: pc.run_end_encode(four()[name]) for name in COLUMNS}),
    "views": lambda: four().cast(
        pa.schema([(name, pa.string_view()) for name in COLUMNS[:3]] + [("value", pa.decimal128(10, 2))])
    ),
    "large text": lambda: four().cast(
        pa.schema([(name, pa.large_string()) for name in COLUMNS[:3]] + [("value", pa.decimal256(40, 2))])
    ),
    "many places": lambda: four().set_column(3, "value", four()["value"].cast(pa.decimal128(38, 18))),
    "256 bits": lambda: four().set_column(3, "value", four()["value"].cast(pa.decimal256(76, 30))),
    "few places": lambda: four().set_column(3, "value", four()["value"].cast(pa.decimal32(9, 3))),
    "floats": lambda: four().set_column(3, "value", four()["value"].cast(pa.float64())),
    "chunks": lambda: pa.concat_tables([four().slice(at, 1) for at in range(4)]),
    "unlike dictionaries": lambda: pa.concat_tables(
        [
            pa.table(
                {name: four().slice(at, 1)[name].dictionary_encode() for name in COLUMNS[:3]}
            ).append_column("value", four().slice(at, 1)["value"])
            for at in range(4)
        ]
    ),
}


@pytest.mark.parametrize("kind", _ARROW)
def test_arrow_of_every_kind(kind: str) -> None:
    """What is no frame of pandas or Polars comes back as an Arrow table with the same rows."""
    made = rated(_ARROW[kind]())
    assert made.column_names == [*COLUMNS, *_ADDED]
    assert made.select(_ADDED).to_pydict() == _wanted()


@pytest.mark.parametrize("encoded", [False, True])
def test_slices_begin_where_they_begin(*, encoded: bool) -> None:
    """Slices of texts, dictionaries and decimals, with an offset, and with nulls before and within."""
    frame = shipments(200, seed=41)
    value = [None if at % 7 == 0 else one for at, one in enumerate(frame["value"].to_pylist())]
    frame = frame.set_column(3, "value", pa.array(value, pa.decimal128(18, 2)))
    if encoded:
        for name in ("origin", "line"):
            texts = [None if at % 11 == 0 else one for at, one in enumerate(frame[name].to_pylist())]
            at = frame.column_names.index(name)
            frame = frame.set_column(at, name, pa.array(texts).dictionary_encode())
    whole = rated(frame, detail="layers")
    for start, count in ((0, 200), (1, 50), (13, 100), (63, 64), (199, 1), (50, 0)):
        made = rated(frame.slice(start, count), detail="layers")
        wanted = whole.slice(start, count)
        assert made.to_pydict() == wanted.to_pydict(), (start, count)


def test_numbers_are_decimals_whatever_comes_in() -> None:
    """Never floats, and of pandas never objects."""
    table = rated(four())
    assert str(table.schema.field("total").type) == "decimal128(18, 8)"
    assert str(table.schema.field("amount").type) == "decimal128(18, 2)"
    assert pa.types.is_dictionary(table.schema.field("layers").type)
    in_pandas: Any = book().assess(four().to_pandas())
    for name in ("total", "low", "high", "amount"):
        assert isinstance(in_pandas[name].dtype, pd.ArrowDtype), name
        assert pa.types.is_decimal(in_pandas[name].dtype.pyarrow_dtype), name
    in_polars: Any = book().assess(pl.from_arrow(four()))
    assert in_polars["total"].dtype == pl.Decimal(18, 8)
    assert in_polars["amount"].dtype == pl.Decimal(18, 2)


# --- pandas ----------------------------------------------------------------------------------


def _pandas() -> pd.DataFrame:
    frame = four().to_pandas()
    frame.index = pd.Index(["d", "b", "b", "a"], name="entry")
    return frame


_PANDAS: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
    "as it is": lambda one: one,
    "objects": lambda one: one.astype(object),
    "categories": lambda one: one.astype(dict.fromkeys(COLUMNS[:3], "category")),
    "text": lambda one: one.astype(dict.fromkeys(COLUMNS[:3], "string")),
    "Arrow": lambda one: one.convert_dtypes(dtype_backend="pyarrow"),
    "nullable": lambda one: one.convert_dtypes(dtype_backend="numpy_nullable"),
    "moments": lambda one: one.assign(date=pd.to_datetime(one["date"])),
    "moments of nanoseconds": lambda one: one.assign(
        date=pd.to_datetime(one["date"]).astype("datetime64[ns]")
    ),
    "days": lambda one: one.assign(date=_DAYS),
    "floats": lambda one: one.assign(value=one["value"].astype(float)),
    "nullable floats": lambda one: one.assign(value=one["value"].astype(float).astype("Float64")),
    "numbers in a category": lambda one: one.assign(value=one["value"].astype("category")),
}


@pytest.mark.parametrize("kind", _PANDAS)
def test_pandas_of_every_kind(kind: str) -> None:
    """The frame comes back with its index and its columns untouched."""
    frame = _PANDAS[kind](_pandas())
    before = frame.copy()
    made: Any = book().assess(frame)
    assert isinstance(made, pd.DataFrame)
    pd.testing.assert_frame_equal(frame, before)
    pd.testing.assert_frame_equal(made[list(COLUMNS)], before)
    for name, values in _wanted().items():
        assert [None if one is pd.NA else one for one in made[name]] == values, name


def test_odd_names_of_pandas_columns_are_left_alone() -> None:
    """Numbers as names, and levels of names, are none of a shipment's columns."""
    frame = _pandas().assign(x=1).rename(columns={"x": 0})
    made: Any = book().assess(frame, detail="total")
    assert list(made.columns) == [*COLUMNS, 0, "total", "amount", "not_rated"]
    with pytest.raises(BadFrame, match="origin"):
        book().assess(pd.DataFrame([[1, 2]]))
    with pytest.raises(BadFrame, match="origin"):
        book().assess(pd.DataFrame([[1]], columns=pd.MultiIndex.from_tuples([("origin", "a")])))


def test_missing_of_every_kind_is_null() -> None:
    """None, NaN, NA and NaT, alone or among text, are missing."""
    for gone in (None, float("nan"), pd.NA, pd.NaT):
        frame = _pandas().astype(object)
        for at, name in enumerate(COLUMNS):
            frame.iloc[at, at] = gone
            if name == "value":
                frame.iloc[3, 3] = gone
        made: Any = book().assess(frame, detail="total")
        said = list(made["not_rated"])
        assert said == [
            "the column origin is empty",
            "the column line is empty",
            "the column date is empty",
            "the value is missing",
        ]


def test_what_is_no_text_among_text_is_told_row_by_row() -> None:
    """An int among codes spoils its row alone."""
    frame = _pandas().astype(object)
    frame.iloc[1, 1] = 94036080
    frame.iloc[2, 0] = 3.5
    frame.iloc[0, 2] = pd.NA
    made: Any = book().assess(frame, detail="total")
    said = list(made["not_rated"])
    assert said[0] == "the column date is empty"
    assert "3.5" in said[2]
    assert made["total"].isna().tolist() == [True, False, True, False]


# --- Polars ----------------------------------------------------------------------------------

_POLARS: dict[str, Callable[[pl.DataFrame], pl.DataFrame | pl.LazyFrame]] = {
    "as it is": lambda one: one,
    "lazy": lambda one: one.lazy(),
    "categories": lambda one: one.with_columns(pl.col(COLUMNS[:3]).cast(pl.Categorical)),
    "enum": lambda one: one.with_columns(pl.col("origin").cast(pl.Enum(["IN", "GB", "CN", "JP"]))),
    "days": lambda one: one.with_columns(pl.col("date").str.to_date()),
    "moments": lambda one: one.with_columns(pl.col("date").str.to_datetime()),
    "decimals": lambda one: one.with_columns(pl.col("value").cast(pl.Decimal(38, 10))),
    "floats": lambda one: one.with_columns(pl.col("value").cast(pl.Float64)),
    "chunks": lambda one: pl.concat([one[:1], one[1:3], one[3:]], rechunk=False),
}


@pytest.mark.parametrize("kind", _POLARS)
def test_polars_of_every_kind(kind: str) -> None:
    """A frame comes back with its columns untouched; a lazy one is read, and comes back as a frame."""
    frame = _POLARS[kind](pl.DataFrame(four()))
    made: Any = book().assess(frame)
    assert isinstance(made, pl.DataFrame)
    assert made.columns == [*COLUMNS, *_ADDED]
    assert made.select(COLUMNS).equals(frame.lazy().collect())
    assert {name: made[name].to_list() for name in _ADDED} == _wanted()


# --- streams ---------------------------------------------------------------------------------


def test_batches_are_rated_one_at_a_time() -> None:
    """Nothing is read before it is asked for, and batches come back as tables."""
    read: list[int] = []

    def batches() -> Any:  # noqa: ANN401
        for at in range(1000):
            read.append(at)
            yield four().slice(at % 4, 1).to_batches()[0] if at % 2 else four().slice(at % 4, 1)

    found = book().assess_batches(batches(), detail="total")
    assert read == []
    first, second = next(found), next(found)
    assert read == [0, 1]
    assert first["amount"].to_pylist() + second["amount"].to_pylist() == _wanted()["amount"][:2]
    reader = four().to_reader(max_chunksize=2)
    made = pa.concat_tables(book().assess_batches(reader), promote_options="default")
    assert made.select(_ADDED).to_pydict() == _wanted()


def test_a_stream_takes_no_more_memory_the_longer_it_is() -> None:
    """What a batch leaves behind is let go."""
    frame = shipments(1_000, seed=43)

    def run(count: int) -> None:
        for one in book().assess_batches((frame for _ in range(count)), detail="total"):
            assert len(one) == 1_000

    run(5)
    before = pa.total_allocated_bytes()
    run(60)
    assert pa.total_allocated_bytes() - before < 1_000_000


# --- sizes -----------------------------------------------------------------------------------


@pytest.mark.parametrize("detail", ["total", "layers", "full"])
def test_no_rows(detail: str) -> None:
    """A frame without rows comes back without rows, with all its columns, of their types."""
    whole = rated(four(), detail=detail)
    for frame in (four().slice(0, 0), four().schema.empty_table()):
        made = rated(frame, detail=detail)
        assert len(made) == 0
        assert made.schema.equals(whole.schema)
    for empty in (four().to_pandas().iloc[:0], pl.DataFrame(four()).clear()):
        back: Any = book().assess(empty, detail=detail)
        assert list(back.columns) == whole.column_names
        assert len(back) == 0
    claimed = four().slice(0, 0).append_column("usmca_qualifying", pa.array([], pa.bool_()))
    assert len(rated(claimed, detail=detail)) == 0


def test_one_row() -> None:
    """A row is rated alike by itself and among others."""
    for at in range(4):
        made = rated(four().slice(at, 1))
        assert made.select(_ADDED).to_pydict() == {name: [one[at]] for name, one in _wanted().items()}


def test_numbers_of_numpy_are_numbers() -> None:
    """Columns of numpy arrays, of every width of integer."""
    for kind in (np.int8, np.uint8, np.int16, np.int32, np.uint32, np.int64, np.uint64):
        frame = four().set_column(3, "value", pa.array(np.array([100, 33, 0, 1], kind)))
        assert rated(frame)["amount"].to_pylist()[:2] == [Decimal("27.50"), Decimal("4.95")]
