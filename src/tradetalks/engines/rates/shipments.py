"""Many shipments at once: for each the three look-ups of a rate book, and the money that is owed.

Rows that cannot be rated keep their place and get the reason; nothing is dropped and nothing is taken for zero.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from tradetalks.engines.rates.codes import Indexes
from tradetalks.engines.rates.money import TOO_LARGE, MoneyTable, Whole
from tradetalks.engines.rates.rate_tables import NONE, SCALE, RateTables, scaled

if TYPE_CHECKING:
    from tradetalks.engines.rates.outcomes import Outcome

__all__ = ["Rated", "Rater", "Shipments", "Why"]

#: Positions in the form in which numpy takes them without a copy.
Places: TypeAlias = NDArray[np.intp]

#: So many rows are worked on at a time: what they need stays near the processor.
_AT_A_TIME = 1 << 16


class Why(IntEnum):
    """Why a shipment has no total; in the order in which it is found out."""

    #: It has one.
    RATED = 0
    #: The origin is missing or is none.
    NO_ORIGIN = 1
    #: The code is missing or is no line or number of the schedule.
    NO_LINE = 2
    #: The day is missing or lies outside what the book covers.
    NO_DAY = 3
    #: The code is no line on that day.
    NO_LINE_ON_THE_DAY = 4
    #: The goods may not be imported.
    PROHIBITED = 5
    #: The ordinary duty is words: a formula, a reference, or by component.
    IN_WORDS = 6
    #: The value is missing.
    NO_VALUE = 7
    #: The quantity is missing, or in another unit.
    NO_QUANTITY = 8
    #: The amount is larger than bulk can hold.
    TOO_LARGE = 9


@frozen(eq=False)
class Shipments:
    """Shipments as arrays of one length."""

    #: Where each origin stands among those of the book; -1 where it is none.
    origin: Indexes
    #: Where each code stands among those of the book; -1 where it is none.
    code: Indexes
    #: The day of each, counted from 1 January 1970.
    day: Indexes
    #: The customs value of each in cents; NONE where it is not given. None for no values at all.
    cents: Whole | None = None
    #: The quantity of each in thousandths; NONE where it is not given.
    quantity: Whole | None = None
    #: The unit of each, by its number in the money table; -1 where nobody says, -2 for one that no duty is on.
    unit: Whole | None = None

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.origin)

    def take(self, rows: Places) -> Shipments:
        """Return some of them, by their rows."""
        return Shipments(
            self.origin[rows],
            self.code[rows],
            self.day[rows],
            None if self.cents is None else self.cents[rows],
            None if self.quantity is None else self.quantity[rows],
            None if self.unit is None else self.unit[rows],
        )

    def part(self, start: int, end: int) -> Shipments:
        """Return some of them, without a copy."""
        return Shipments(
            self.origin[start:end],
            self.code[start:end],
            self.day[start:end],
            None if self.cents is None else self.cents[start:end],
            None if self.quantity is None else self.quantity[start:end],
            None if self.unit is None else self.unit[start:end],
        )


@frozen(eq=False)
class Rated:
    """What came out for shipments, as arrays of the same length."""

    #: The number of the outcome in the book; -1 where there is none.
    outcome: Indexes
    #: The number of the ordinary duty in the book; -1 where there is none.
    column: Indexes
    #: Percent of the value in millionths; NONE where it cannot be said.
    percent: Whole
    #: Money in cents; NONE where it cannot be said.
    cents: Whole
    #: A :class:`Why` for each.
    why: NDArray[np.uint8]

    @classmethod
    def empty(cls, count: int) -> Rated:
        """Return room for so many."""
        return cls(
            np.empty(count, np.int32),
            np.empty(count, np.int32),
            np.empty(count, np.int64),
            np.empty(count, np.int64),
            np.empty(count, np.uint8),
        )

    def put(self, start: int, other: Rated) -> None:
        """Fill in a stretch."""
        end = start + len(other.why)
        self.outcome[start:end] = other.outcome
        self.column[start:end] = other.column
        self.percent[start:end] = other.percent
        self.cents[start:end] = other.cents
        self.why[start:end] = other.why


@frozen(eq=False)
class Rater:
    """A rate book laid out for many look-ups."""

    tables: RateTables
    money: MoneyTable
    _percent: Whole
    _fixed: Whole
    #: Of each outcome the level that it fills up to; 0 for none.
    _levels: Whole
    #: Whether more of it hangs on the ordinary duty, so that the total is worked out for both together.
    _floats: NDArray[np.bool_]
    _banned: NDArray[np.bool_]
    _in_words: NDArray[np.bool_]
    _spell_of_day: Places
    _class_of_origin: Places
    _class_of_code: Places
    #: For each class of origins and spell: the row of the outcomes, of what is painted over, and of the ordinary duties.
    _row_of: Places
    _painted_of: Places
    _schedule_of: Places
    #: For each such row and class of goods the outcome, and for each such row and code the ordinary duty.
    _outcome_of: NDArray[np.int16]
    _column_of: NDArray[np.int16]
    _spells: int
    _codes: int
    _classes: int
    _first_day: int
    _paints_over: bool
    _totals: Whole = field(init=False)

    @classmethod
    def of(cls, tables: RateTables) -> Rater:
        """Lay out a tables."""
        first = tables.days[0].toordinal() - _EPOCH
        # Beyond the last change nothing more changes, so its day stands for all later days.
        end = tables.days[-1].toordinal() + 1 if tables.covers.end is None else tables.covers.end.toordinal()
        days = np.arange(first, end - _EPOCH)
        starts = np.array([one.toordinal() - _EPOCH for one in tables.days])
        outcomes = tables.outcomes
        # What is rounded to these places and then added is the same as the sum rounded.
        whole = [(one.fixed * 10**_PLACES).denominator == 1 for one in outcomes]
        schedule_of, column_of = _schedules(tables)
        money = MoneyTable.of(tables)
        levels = np.array([_level(one) for one in outcomes], np.int64)
        made = cls(
            tables=tables,
            money=money,
            percent=np.array([scaled(one.percent) for one in tables.columns.found], np.int64),
            fixed=np.array([int(one.fixed * SCALE) for one in outcomes], np.int64),
            levels=np.maximum(levels, 0),
            floats=(levels < 0) | ~np.array(whole, np.bool_),
            banned=np.array([one.prohibited is not None for one in outcomes], np.bool_),
            in_words=np.array([one.duty is None for one in tables.columns.found], np.bool_),
            spell_of_day=(np.searchsorted(starts, days, side="right") - 1).astype(np.intp),
            class_of_origin=tables.class_of_origin.astype(np.intp),
            class_of_code=tables.goods.class_of.astype(np.intp),
            row_of=tables.row_of.reshape(-1).astype(np.intp),
            painted_of=tables.painted_of.reshape(-1).astype(np.intp),
            schedule_of=schedule_of,
            outcome_of=tables.table.reshape(-1).astype(np.int16),
            column_of=column_of,
            spells=len(tables.days),
            codes=len(tables.codes.digits),
            classes=tables.table.shape[1],
            first_day=first,
            paints_over=len(tables.painted) > 1,
        )
        object.__setattr__(made, "_totals", np.full((len(outcomes), len(tables.columns.found)), -2, np.int64))
        return made

    def rate(self, shipments: Shipments) -> Rated:
        """Rate shipments."""
        made = Rated.empty(len(shipments))
        for start in range(0, len(shipments), _AT_A_TIME):
            made.put(start, self._rated(shipments.part(start, start + _AT_A_TIME)))
        return made

    def _rated(self, given: Shipments) -> Rated:
        tables = self.tables
        why = np.zeros(len(given), np.uint8)
        day = given.day.astype(np.int64) - self._first_day
        last = len(self._spell_of_day) - 1
        if tables.covers.end is None:
            np.minimum(day, last, out=day)
        for mask, reason in (
            ((day < 0) | (day > last), Why.NO_DAY),
            (given.code < 0, Why.NO_LINE),
            (given.origin < 0, Why.NO_ORIGIN),
        ):
            if mask.any():
                why[mask] = reason
        if why.any():
            origin, code, day = (np.where(why == 0, one, 0) for one in (given.origin, given.code, day))
        else:
            origin, code = given.origin, given.code
        outcome, column = self._look_up(origin, code, day)
        lost = column < 0
        if lost.any():
            why[lost & (why == 0)] = Why.NO_LINE_ON_THE_DAY
            column[lost] = 0
        percent = self.percents(outcome, column)
        if (banned := self._banned.take(outcome)).any():
            why[banned & (why == 0)] = Why.PROHIBITED
        cents = np.full(len(given), NONE, np.int64)
        if (words := self._in_words.take(column)).any():
            why[words & (why == 0)] = Why.IN_WORDS
        if given.cents is not None:
            self._money(given, outcome, column, cents, why)
        else:
            why[(why == 0) & (percent == NONE)] = Why.NO_QUANTITY
        lost = (why != 0) & (why < Why.IN_WORDS) & (why != Why.PROHIBITED)
        if lost.any():
            outcome, column = np.where(lost, -1, outcome), np.where(lost, -1, column)
            percent[lost] = NONE
        return Rated(outcome.astype(np.int32), column.astype(np.int32), percent, cents, why)

    def _look_up(self, origin: Indexes, code: Indexes, day: Whole) -> tuple[Places, Places]:
        """Return the outcome and the ordinary duty of each; -1 where the code is no line on the day."""
        at = self._class_of_origin.take(origin, mode="clip")
        at *= self._spells
        at += self._spell_of_day.take(day, mode="clip")
        goods = self._class_of_code.take(code, mode="clip")
        column = self._schedule_of.take(at, mode="clip")
        column *= self._codes
        column += code
        column = self._column_of.take(column, mode="clip").astype(np.intp)
        outcome = self._row_of.take(at, mode="clip")
        outcome *= self._classes
        outcome += goods
        outcome = self._outcome_of.take(outcome, mode="clip").astype(np.intp)
        if self._paints_over:
            painted = self._painted_of.take(at, mode="clip")
            if painted.any():
                over = self.tables.painted[painted, goods]
                column = np.where((over >= 0) & (column >= 0), over, column)
        return outcome, column

    def percents(self, outcome: Places, column: Places) -> Whole:
        """Return the percent of all duties in millionths, NONE where it cannot be said."""
        ordinary = self._percent.take(column)
        percent: Whole = self._fixed.take(outcome)
        percent += ordinary
        none = ordinary < 0
        none |= self._banned.take(outcome)
        level = self._levels.take(outcome)
        level -= ordinary
        np.maximum(level, 0, out=level)
        percent += level
        hangs = self._floats.take(outcome)
        hangs &= ~none
        if hangs.any():
            at = np.flatnonzero(hangs)
            which, col = outcome.take(at), column.take(at)
            found = self._totals[which, col]
            for one in np.flatnonzero(found == _NOT_YET):
                key = (int(which[one]), int(col[one]))
                if self._totals[key] == _NOT_YET:
                    self._totals[key] = self.tables.total(*key)
            percent[at] = self._totals[which, col]
        percent[none] = NONE
        return percent

    def _money(
        self,
        given: Shipments,
        outcome: Places,
        column: Places,
        cents: Whole,
        why: NDArray[np.uint8],
    ) -> None:
        assert given.cents is not None  # noqa: S101 - asked before
        why[(why == 0) & (given.cents < 0)] = Why.NO_VALUE
        nothing = np.full(len(given), NONE, np.int64)
        quantity = nothing if given.quantity is None else given.quantity
        unit = nothing if given.unit is None else given.unit
        rated = why == 0
        if rated.all():
            cents[:] = self.money.owed(outcome, column, given.cents, quantity, unit)
        else:
            at = np.flatnonzero(rated)
            cents[at] = self.money.owed(outcome[at], column[at], given.cents[at], quantity[at], unit[at])
        why[(why == 0) & (cents == TOO_LARGE)] = Why.TOO_LARGE
        why[(why == 0) & (cents < 0)] = Why.NO_QUANTITY


def _level(outcome: Outcome) -> int:
    """Return the only level of an outcome as a whole number; 0 for none, NONE for what is to be worked out in full."""
    level = outcome.level
    if level is None or (level * 10**_PLACES).denominator != 1:
        return NONE
    return int(level * SCALE)


def _schedules(tables: RateTables) -> tuple[Places, NDArray[np.int16]]:
    """Return the row of ordinary duties for each class of origins and spell, and the duty of each code in each row."""
    unlike, state_of = np.unique(tables.codes.line_of, axis=0, return_inverse=True)
    columns = np.where(unlike >= 0, tables.tariffs[:, np.maximum(unlike, 0)], -1)
    assert max(columns.max(), tables.table.max()) < _MOST  # noqa: S101 - a record a hundred times as large
    rows = tables.tariff_of.astype(np.intp) * len(unlike) + state_of.reshape(1, -1)
    return rows.reshape(-1), columns.reshape(-1).astype(np.int16)


_NOT_YET = -2
#: So many places of decimals has a percent that can be said only roughly.
_PLACES = 6
#: So many different outcomes and ordinary duties fit in 16 bits.
_MOST = 1 << 15
#: The proleptic ordinal of 1 January 1970.
_EPOCH = 719_163
