"""The rate book: made, shown as a panel, and asked for files of shipments of up to 20 million rows.

The clock counts here, since two threads work side by side; so run it where nothing else does. Processor time is kept
beside it. The numbers measured, and the targets, are in ``README.md`` beside this file; only those of the book and the
panel are asserted, since what a million rows take depends on the machine more than on the code.
"""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from time import perf_counter, process_time
from typing import TYPE_CHECKING

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import tradetalks as tt

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytest_benchmark.fixture import BenchmarkFixture

    from tradetalks.adapters.frames.rate_book import RateBook

DAY = "2025-05-10"
MILLION = 1_000_000
#: The most that the book and a panel may take, in seconds of processor time, and in megabytes.
BOOK_IN, BOOK_MB = 10, 1000
PANEL_IN, PANEL_MB = 0.5, 500

sizes = pytest.mark.parametrize("millions", [1, 5, 20])


@cache
def book() -> RateBook:
    """Return the rate book, made once for all questions."""
    return tt.load().rate_book()


@cache
def shipments(millions: int) -> pa.Table:
    """Return made-up shipments: any origin, any number, any day, each as likely; cents from 1 to 10 million.

    A file of real trade has fewer origins and numbers, which are found faster.
    """
    tables, rows = book().tables, millions * MILLION
    rng = np.random.default_rng(7)
    standing = np.flatnonzero((tables.codes.line_of >= 0).all(axis=0))
    numbers = np.intersect1d(standing, tables.codes.statistical(0))
    lines = pa.array([tables.codes.digits[one] for one in numbers])
    origins = pa.array(tables.origins[:250])
    first, days = np.datetime64("2025-01-01"), 645
    return pa.table(
        {
            "origin": pa.DictionaryArray.from_arrays(rng.integers(0, 250, rows, dtype=np.int32), origins),
            "line": pa.DictionaryArray.from_arrays(rng.integers(0, len(lines), rows, dtype=np.int32), lines),
            "date": pa.array(first + rng.integers(0, days, rows)).cast(pa.date32()),
            "value_cents": pa.array(rng.integers(1, 10 * MILLION, rows)),
        }
    )


def timed(benchmark: BenchmarkFixture, name: str, rows: int, run: Callable[[], object], rounds: int) -> None:
    """Run some rounds, and say how many million rows a second the best of them came to."""
    run()
    clock, processor = [], []

    def once() -> None:
        start, used = perf_counter(), process_time()
        run()
        clock.append(perf_counter() - start)
        processor.append(process_time() - used)

    benchmark.pedantic(once, rounds=rounds)
    speed = rows / min(clock) / MILLION
    benchmark.extra_info |= {
        "million_rows_a_second": round(speed, 1),
        "processor_s": round(min(processor), 2),
    }
    print(
        f"\n{name}, {rows / MILLION:g} M rows: {min(clock):.2f} s, {speed:.1f} M rows/s by the clock; "
        f"{min(processor):.2f} s, {rows / min(processor) / MILLION:.1f} M rows/s a processor"
    )


# --- book and panel -----------------------------------------------------------------------------------------

#: Not by ``getrusage``, whose peak of a new process starts with that of the process that started it.
_PEAK = """
from time import perf_counter, process_time
import tradetalks as tt
def peak():
    with open("/proc/self/status") as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1e3
"""


def measured(program: str) -> list[float]:
    """Run a program in a process of its own, and return the numbers that it prints."""
    done = subprocess.run([sys.executable, "-c", _PEAK + program], check=True, capture_output=True, text=True)
    return [float(one) for one in done.stdout.split()]


def test_book(benchmark: BenchmarkFixture) -> None:
    """Every line, every origin, every day: less than 10 s and 1 GB."""
    found: list[list[float]] = []
    program = """
talks = tt.load()
clock, used = perf_counter(), process_time()
talks.rate_book()
print(perf_counter() - clock, process_time() - used, peak())
"""
    benchmark.pedantic(lambda: found.append(measured(program)), rounds=3)
    clock, used, megabytes = (min(one) for one in zip(*found, strict=True))
    print(
        f"\nbook: {clock:.1f} s by the clock, {used:.1f} s processor, peak {megabytes:.0f} MB of the process"
    )
    assert used < BOOK_IN
    assert megabytes < BOOK_MB


@pytest.mark.parametrize("form", ["numbers", "arrow"])
def test_panel(benchmark: BenchmarkFixture, form: str) -> None:
    """Some five million duties of a day: less than 0.5 s and 0.5 GB, beside the book."""
    found: list[list[float]] = []
    program = f"""
book = tt.load().rate_book()
book.panel(on="2025-01-01", origins=["CN"])
before = peak()
took = []
for day in ("{DAY}", "2025-08-10", "2026-03-01"):
    clock, used = perf_counter(), process_time()
    panel = book.panel(on=day)
    {"table = panel.to_arrow()" if form == "arrow" else ""}
    took.append((perf_counter() - clock, process_time() - used))
print(*map(min, zip(*took)), peak() - before, len(panel))
"""
    benchmark.pedantic(lambda: found.append(measured(program)), rounds=3)
    clock, used, megabytes, count = (min(one) for one in zip(*found, strict=True))
    print(
        f"\npanel as {form}: {count:,.0f} duties, {clock:.2f} s by the clock, {used:.2f} s processor, {megabytes:.0f} MB"
    )
    assert used < PANEL_IN
    assert megabytes < PANEL_MB


# --- files of shipments -------------------------------------------------------------------------------------


@sizes
@pytest.mark.parametrize("detail", ["total", "layers"])
def test_assess(benchmark: BenchmarkFixture, detail: str, millions: int) -> None:
    """Origins and lines as dictionaries, days as date32, whole cents."""
    given = shipments(millions)
    rounds = 3 if millions > 5 else 7
    timed(benchmark, f"assess, {detail}", len(given), lambda: book().assess(given, detail=detail), rounds)


@pytest.mark.parametrize("millions", [1, 5])
def test_assess_plain_strings(benchmark: BenchmarkFixture, millions: int) -> None:
    """The same with origins and lines as plain text, each row its own."""
    given = plain(shipments(millions))
    timed(
        benchmark, "assess plain strings, total", len(given), lambda: book().assess(given, detail="total"), 5
    )


@pytest.mark.parametrize("millions", [1, 5])
def test_assess_pandas(benchmark: BenchmarkFixture, millions: int) -> None:
    """The same as a frame of pandas with its own strings."""
    frame = plain(shipments(millions)).to_pandas(date_as_object=False)
    timed(benchmark, "assess pandas, total", len(frame), lambda: book().assess(frame, detail="total"), 3)


def test_assess_quantities(benchmark: BenchmarkFixture) -> None:
    """A million rows with a quantity each, so that duties on quantity are reckoned too."""
    given = shipments(1)
    given = given.append_column("quantity", pa.array(np.arange(len(given)) % 5000))
    timed(
        benchmark,
        "assess with quantities, total",
        len(given),
        lambda: book().assess(given, detail="total"),
        5,
    )


def plain(table: pa.Table) -> pa.Table:
    """Return a table with plain text instead of dictionaries."""
    for at, name in enumerate(("origin", "line")):
        table = table.set_column(at, name, table.column(name).cast(pa.string()))
    return table


# --- what else could be done --------------------------------------------------------------------------------


@pytest.mark.parametrize("millions", [1, 5])
def test_join_in_duckdb(benchmark: BenchmarkFixture, tmp_path: Path, millions: int) -> None:
    """The documented join over the files of the book, and the duty as value times total, unrounded by layers."""
    book().to_parquet(tmp_path / "rates")
    given = shipments(millions)
    database = duckdb.connect()
    database.register("shipments", given)
    for name in ("origins", "lines", "rates"):
        database.execute(f"CREATE TABLE {name} AS FROM '{tmp_path}/rates/{name}.parquet'")
    join = """
        SELECT total, round(value_cents * total::DOUBLE / 100) AS cents
        FROM shipments AS s
        LEFT JOIN origins AS o ON o.origin = s.origin AND o.starts <= s.date AND s.date < o.ends
        LEFT JOIN lines AS l ON l.line = s.line AND l.starts <= s.date AND s.date < l.ends
        LEFT JOIN rates AS r ON r.regime = o.regime AND r.goods = l.goods
    """
    timed(benchmark, "join in DuckDB", len(given), lambda: database.sql(join).to_arrow_table(), 3)


@pytest.mark.parametrize("millions", [1, 5, 20])
def test_gather(benchmark: BenchmarkFixture, millions: int) -> None:
    """The least it can take in numpy: three look-ups, a gather of totals, and one product; no reasons, no layers."""
    tables, given = book().tables, shipments(millions)
    standing = np.flatnonzero((tables.codes.line_of >= 0).all(axis=0))
    numbers = np.intersect1d(standing, tables.codes.statistical(0))
    class_of = tables.goods.class_of[numbers].astype(np.intp)
    origin = given["origin"].chunk(0).indices.to_numpy()
    line = given["line"].chunk(0).indices.to_numpy()
    day = given["date"].cast(pa.int32()).to_numpy() - 20_089
    cents = given["value_cents"].to_numpy()
    starts = np.array([one.toordinal() - 739_252 for one in tables.days])
    spell_of = np.searchsorted(starts, np.arange(645), side="right") - 1
    fixed = np.array([int(one.fixed * 100) for one in tables.outcomes])
    totals = fixed[tables.table].reshape(-1)
    row_of = (tables.row_of.astype(np.intp) * tables.table.shape[1]).reshape(-1)
    kind_of = tables.class_of_origin.astype(np.intp) * len(tables.days)

    def once() -> None:
        at = row_of.take(kind_of.take(origin) + spell_of.take(day))
        at += class_of.take(line)
        percent = totals.take(at)
        _ = (cents * percent + 5000) // 10_000

    timed(benchmark, "numpy gather", len(given), once, 5)


# --- streams ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("batches", [2, 10, 40])
def test_memory_of_a_stream(benchmark: BenchmarkFixture, tmp_path: Path, batches: int) -> None:
    """Half a million rows at a time from Parquet to Parquet: memory is that of a batch, whatever their number."""
    file = tmp_path / "shipments.parquet"
    half = shipments(1).slice(0, MILLION // 2)
    with pq.ParquetWriter(file, half.schema) as writer:
        for _ in range(batches):
            writer.write_table(half)
    program = f"""
import pyarrow.parquet as pq
book = tt.load().rate_book()
before = peak()
stored = pq.ParquetFile({str(file)!r}, read_dictionary=["origin", "line"])
writer = None
groups = (stored.read_row_group(at) for at in range(stored.num_row_groups))
for part in book.assess_batches(groups, detail="layers"):
    writer = writer or pq.ParquetWriter({str(tmp_path / "rated.parquet")!r}, part.schema)
    writer.write_table(part)
writer.close()
print(before, peak())
"""
    found: list[list[float]] = []
    benchmark.pedantic(lambda: found.append(measured(program)), rounds=1)
    [(before, peak)] = found
    print(f"\nstream of {batches / 2:g} M rows: peak {peak:.0f} MB, of which {before:.0f} the book")
