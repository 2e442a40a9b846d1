"""Panels of a day and histories over all days, as whole numbers and as frames."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from attrs import field, frozen
from numpy.typing import NDArray

from tradetalks.adapters.frames.arrow_columns import PERCENT, decimals, words
from tradetalks.dates.days import as_day
from tradetalks.engines.rates.panels import panel
from tradetalks.engines.rates.rate_tables import SCALE, unscaled
from tradetalks.errors import NotCovered
from tradetalks.vocabulary.goods import HtsCode
from tradetalks.vocabulary.places import is_country

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from tradetalks.engines.rates.rate_tables import RateTables
    from tradetalks.engines.rates.shipments import Rater

__all__ = ["Panel", "histories", "no_history", "panel_on"]

#: A line that is none in a spell.
_NO_LINE = -2
_EPOCH = date(1970, 1, 1).toordinal()


@frozen(eq=False)
class Panel:
    """The duty on lines from origins on a day: whole numbers with eight places of decimals, an origin a row."""

    #: The day.
    on: date
    #: The origins, a row each.
    origins: tuple[str, ...] = field(repr=False)
    #: The digits of the lines, a column each.
    lines: tuple[str, ...] = field(repr=False)
    #: Percent of the value times :attr:`scale`; -1 where it takes a quantity, cannot be said, or entry is barred.
    percents: NDArray[np.int64] = field(repr=False)
    #: Where a product list that the record does not hold in full may change the duty.
    has_gap: NDArray[np.bool_] = field(repr=False)
    #: What a percent is multiplied by.
    scale: int = SCALE

    def percent(self, origin: str, line: HtsCode | str) -> Decimal | None:
        """Return one duty, as ``percent`` of a single answer has it.

        Raises:
            NotCovered: when the panel holds no such origin or line.
        """
        digits = (line if isinstance(line, HtsCode) else HtsCode(line)).digits
        row, column = self._places[0].get(origin), self._places[1].get(digits)
        if row is None or column is None:
            raise NotCovered(f"{digits} of {origin}", f"the panel holds other origins or lines of {self.on}")
        return unscaled(int(self.percents[row, column]))

    def to_arrow(self) -> pa.Table:
        """Return a row for each origin and line: ``origin``, ``line``, ``total`` in percent, and ``has_gap``."""
        rows, columns = self.percents.shape
        origins = np.repeat(np.arange(rows, dtype=np.int32), columns)
        lines = np.tile(np.arange(columns, dtype=np.int32), rows)
        return pa.table(
            {
                "origin": words(origins, self.origins),
                "line": words(lines, self.lines),
                "total": decimals(self.percents.reshape(-1), PERCENT),
                "has_gap": pa.array(self.has_gap.reshape(-1)),
            }
        )

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Hand out :meth:`to_arrow` to whatever reads Arrow: ``polars.DataFrame(panel)``, ``duckdb.from_arrow(panel)``."""
        stream: object = self.to_arrow().__arrow_c_stream__(requested_schema)
        return stream

    def __len__(self) -> int:
        """Return how many duties it holds."""
        return self.percents.size

    @cached_property
    def _places(self) -> tuple[dict[str, int], dict[str, int]]:
        return (
            {one: at for at, one in enumerate(self.origins)},
            {one: at for at, one in enumerate(self.lines)},
        )


def panel_on(
    rater: Rater,
    on: date | str,
    origins: Iterable[str] | None,
    lines: Iterable[HtsCode | str] | HtsCode | None,
) -> Panel:
    """Return the panel of a day."""
    tables, day = rater.tables, as_day(on)
    spell = tables.spell(day)
    rows = _origins(tables, origins)
    codes = tables.codes.statistical(spell) if lines is None else _codes(tables, lines)
    if (missing := tables.codes.line_of[spell, codes] < 0).any():
        gone = tables.codes.digits[codes[np.argmax(missing)]]
        raise NotCovered(f"{gone} on {day}", "it is no line of the schedule on that day")
    percents, gaps = panel(rater, day, rows, codes)
    return Panel(
        day,
        tuple(tables.origins[one] for one in rows),
        tuple(tables.codes.digits[one] for one in codes),
        percents,
        gaps,
    )


def histories(
    rater: Rater, origins: Iterable[str] | None, lines: Iterable[HtsCode | str] | HtsCode | None
) -> Iterator[pa.Table]:
    """Yield for each origin a row for each line and each spell in which its total is one."""
    tables = rater.tables
    codes = _every_number(tables) if lines is None else _codes(tables, lines)
    rows = _origins(tables, origins)
    digits = [tables.codes.digits[one] for one in codes]
    by_kind: dict[int, tuple[NDArray[np.int64], ...]] = {}
    for row in rows:
        kind = int(tables.class_of_origin[row])
        if kind not in by_kind:
            by_kind[kind] = _steps(rater, int(row), codes)
        line, first, end, total = by_kind[kind]
        yield pa.table(
            {
                "origin": words(np.zeros(len(line), np.int32), [tables.origins[row]]),
                "line": words(line.astype(np.int32), digits),
                "starts": _days(tables, first),
                "ends": _days(tables, end),
                "total": decimals(total, PERCENT),
            }
        )


def no_history() -> pa.Table:
    """Return the columns of a history, without rows."""
    text = pa.dictionary(pa.int32(), pa.string())
    kinds = {"origin": text, "line": text, "starts": pa.date32(), "ends": pa.date32(), "total": PERCENT}
    return pa.schema(list(kinds.items())).empty_table()


def _steps(rater: Rater, origin: int, codes: NDArray[np.int32]) -> tuple[NDArray[np.int64], ...]:
    """Return line, first spell, first spell no longer and total of each step of an origin, line by line."""
    tables = rater.tables
    totals = np.full((len(tables.days), len(codes)), _NO_LINE, np.int64)
    for spell, day in enumerate(tables.days):
        there = np.flatnonzero(tables.codes.line_of[spell, codes] >= 0)
        found, _gaps = panel(rater, day, np.array([origin], np.int32), codes[there])
        totals[spell, there] = found[0]
    changed = np.ones_like(totals, np.bool_)
    changed[1:] = totals[1:] != totals[:-1]
    line, first = np.nonzero(changed.T)
    end = np.full(len(first), len(tables.days))
    same = np.flatnonzero(line[1:] == line[:-1])
    end[same] = first[same + 1]
    total = totals[first, line]
    kept = total != _NO_LINE
    return line[kept], first[kept], end[kept], total[kept]


def _days(tables: RateTables, spells: NDArray[np.int64]) -> pa.Array:
    """Return the first day of each spell; after the last spell, the first day that is not covered, or null."""
    end = tables.covers.end
    days = [one.toordinal() - _EPOCH for one in tables.days]
    last = -1 if end is None else end.toordinal() - _EPOCH
    made = np.array([*days, last], np.int32)[spells]
    return pa.array(made, mask=made == -1).cast(pa.date32())


def _origins(tables: RateTables, origins: Iterable[str] | None) -> NDArray[np.int32]:
    names = [one for one in tables.origins if is_country(one)] if origins is None else origins
    names = [names] if isinstance(names, str) else names
    return np.array([tables.origin(one) for one in names], np.int32)


def _codes(tables: RateTables, lines: Iterable[HtsCode | str] | HtsCode) -> NDArray[np.int32]:
    found = []
    for line in [lines] if isinstance(lines, str | HtsCode) else lines:
        digits = (line if isinstance(line, HtsCode) else HtsCode(line)).digits
        if digits not in tables.codes.index:
            raise NotCovered(f"{digits}", "the book holds the lines and numbers of chapters 1 to 98")
        found.append(tables.codes.index[digits])
    return np.array(found, np.int32)


def _every_number(tables: RateTables) -> NDArray[np.int32]:
    spells = [tables.codes.statistical(spell) for spell in range(len(tables.days))]
    return np.unique(np.concatenate(spells))
