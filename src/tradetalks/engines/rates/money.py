"""Money for many shipments at once: whole numbers throughout, rounded as single answers round.

Every layer is exact, is rounded half up to the cent once, and the total is the sum. What does not fit in whole numbers
of 64 bits, or hangs on more than a rate or a level, is reckoned one by one in fractions.
"""

from __future__ import annotations

import math
from fractions import Fraction
from math import lcm
from threading import Lock
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from tradetalks.engines.duty.rating import Quantities, equivalent, money_of
from tradetalks.engines.rates.codes import Indexes
from tradetalks.engines.rates.rate_tables import NONE, RateTables
from tradetalks.vocabulary.duties import AdValorem, AllIn, Compound, Specific

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tradetalks.engines.duty.column import Column
    from tradetalks.engines.rates.outcomes import Outcome

__all__ = ["MOST_MONEY", "QUANTITY_SCALE", "TOO_LARGE", "MoneyTable", "Whole"]

#: An array of whole numbers of 64 bits.
Whole: TypeAlias = NDArray[np.int64]

#: Stands for money that does not fit in the columns that are written.
TOO_LARGE = -2
#: Quantities are kept in thousandths of the unit.
QUANTITY_SCALE = 1000
#: Products up to here are safe in 64 bits, with room for rounding.
_SAFE = float(1 << 60)
#: Rates over a common denominator that are larger leave no room for values.
_FINE = 1 << 44
#: Money from here on, in cents, does not fit in the columns that are written.
MOST_MONEY = 10**18
_NO_UNIT = -1


@frozen(eq=False)
class MoneyTable:
    """The rates of a rate book as whole numbers by a common denominator.

    A rate of ``n`` over :attr:`denominator` on a value in cents is money in cents.
    """

    tables: RateTables
    #: Of every rate of the tables.
    denominator: int
    #: Of every specific duty of the book, in cents on one unit.
    unit_denominator: int
    #: The units of specific duties, as printed.
    units: tuple[str, ...]
    #: Of each ordinary duty, the numerator of its percent; NONE where it is none.
    columns: Whole
    #: Of each ordinary duty with a part on quantity: the numerators of both parts, and the unit; NONE elsewhere.
    by_value: Whole
    by_unit: Whole
    unit_of: Whole
    #: Of each outcome, the numerators of the parts that do not depend on the ordinary duty, the k-th in row k.
    fixed: Whole
    #: How many of them each outcome has.
    counts: Whole
    #: For each outcome, the number of its row in ``cells``; NONE where nothing of it depends on the ordinary duty.
    floating: Whole
    #: Of each outcome, the numerator of its only level; 0 for none, NONE where more than a level hangs on column 1.
    levels: Whole
    #: The largest value, in cents, of which no rate makes more than 64 bits hold.
    _safe: int
    _cells: Indexes
    _numerators: list[tuple[int, ...] | None] = field(factory=list, init=False)
    _lock: Lock = field(factory=Lock, init=False)
    _table: list[Whole] = field(factory=lambda: [np.zeros((0, 1), np.int64)], init=False)

    @classmethod
    def of(cls, tables: RateTables) -> MoneyTable:
        """Bring the rates of a book to common denominators."""
        columns, outcomes = tables.columns.found, tables.outcomes
        fixed = [_fixed(one) for one in outcomes]
        specifics = [_parts(one) for one in columns]
        rates = [*_percents(columns), *(rate for some in fixed for rate in some), *_levels(outcomes)]
        bottom = 2 * lcm(*((rate / 100).denominator for rate in rates))  # even, so that halves are whole
        on_units = [money for _value, money, _unit in filter(None, specifics)]
        unit_bottom = lcm(*(one.denominator for one in on_units))
        largest = bottom * max([Fraction(100), *map(sum, fixed), *rates]) / 100
        # Where rates have so many places that their numerators are large, every shipment is reckoned by itself.
        fine = max(largest, unit_bottom * max(on_units, default=0)) >= _FINE
        if fine:
            bottom, unit_bottom = 2, 1
            fixed = [[] for _ in outcomes]
        units = tuple(sorted({unit for _value, _money, unit in filter(None, specifics)}))
        deepest = max((len(one) for one in fixed), default=0)
        table = np.zeros((max(deepest, 1), len(outcomes)), np.int64)
        for at, some in enumerate(fixed):
            table[: len(some), at] = [_over(rate, bottom) for rate in some]
        floating = np.full(len(outcomes), NONE, np.int64)
        hanging = [at for at, one in enumerate(outcomes) if one.floating]
        floating[hanging] = np.arange(len(hanging))
        percents = [one.percent for one in columns]
        levels = [None if fine else one.level for one in outcomes]
        return cls(
            tables=tables,
            denominator=bottom,
            unit_denominator=unit_bottom,
            units=units,
            columns=_whole(NONE if one is None else 0 if fine else _over(one, bottom) for one in percents),
            by_value=_whole(
                NONE if one is None else 0 if fine else _over(one[0], bottom) for one in specifics
            ),
            by_unit=_whole(
                NONE if one is None else 0 if fine else int(one[1] * unit_bottom) for one in specifics
            ),
            unit_of=_whole(NONE if one is None else units.index(one[2]) for one in specifics),
            fixed=table,
            counts=_whole(len(one) for one in fixed),
            floating=floating,
            safe=NONE if fine else int(_SAFE / math.ceil(largest)),
            levels=_whole(NONE if one is None else _over(one, bottom) for one in levels),
            cells=np.full((len(hanging), len(columns)), NONE, np.int32),
        )

    # --- many shipments -----------------------------------------------------------------------

    def owed(
        self, outcome: NDArray[np.intp], column: NDArray[np.intp], cents: Whole, quantity: Whole, unit: Whole
    ) -> Whole:
        """Return what is owed on shipments, in cents; NONE where it cannot be said.

        Args:
            outcome: the number of the outcome of each.
            column: the number of the ordinary duty of each.
            cents: the customs value of each, in cents; NONE where it is not given.
            quantity: the quantity of each, in thousandths of the unit; NONE where it is not given.
            unit: the unit that the quantity is said to be in, by its number among ``units``; NONE where nobody says.
        """
        if not len(cents):
            return np.zeros(0, np.int64)
        rate = self.columns.take(column)
        level = self.levels.take(outcome)
        ordinary = level >= 0
        ordinary &= rate >= 0
        ordinary &= cents <= self._safe
        ordinary &= cents >= 0
        if ordinary.all():
            return self._plain(outcome, rate, level, cents)
        total = np.full(len(cents), NONE, np.int64)
        at = np.flatnonzero(ordinary)
        total[at] = self._plain(outcome.take(at), rate.take(at), level.take(at), cents.take(at))
        rest = np.flatnonzero(~ordinary & (cents >= 0))
        self._others(total, rest, outcome, column, cents, quantity, unit)
        return total

    def _plain(self, outcome: NDArray[np.intp], rate: Whole, level: Whole, cents: Whole) -> Whole:
        """Return what is owed where every layer is a rate, or fills up to a level."""
        below = np.flatnonzero(level > rate)
        added = level.take(below)
        added -= rate.take(below)
        added *= cents.take(below)
        rate *= cents
        total = self._rounded(rate)
        total[below] += self._rounded(added)
        counts = self.counts.take(outcome)
        for row, numerators in enumerate(self.fixed):
            at = np.flatnonzero(counts > row)
            if not len(at):
                break
            owed = numerators.take(outcome.take(at))
            owed *= cents.take(at)
            total[at] += self._rounded(owed)
        return total

    def _rounded(self, numerators: Whole) -> Whole:
        """Return numerators over the denominator, rounded half up, in their own place."""
        numerators += self.denominator >> 1
        numerators //= self.denominator
        return numerators

    def _others(  # noqa: PLR0913, PLR0917 - as owed
        self,
        total: Whole,
        rest: Whole,
        outcome: NDArray[np.intp],
        column: NDArray[np.intp],
        cents: Whole,
        quantity: Whole,
        unit: Whole,
    ) -> None:
        """Fill in what is owed where a level is met, or a quantity counts, or numbers are large."""
        of_value = self.columns[column[rest]] >= 0
        levels = rest[of_value]
        small = cents[levels] <= self._safe
        at = levels[small]
        done = self._on_levels(total, at, outcome[at], column[at], cents[at])
        slow = [*levels[~small], *at[~done]]
        by_quantity = rest[~of_value]
        done = self._by_quantity(total, by_quantity, outcome, column, cents, quantity, unit)
        slow += [*by_quantity[~done]]
        for one in slow:
            total[one] = self._one(outcome[one], column[one], cents[one], quantity[one], unit[one])

    def _on_levels(
        self, total: Whole, at: Whole, outcome: NDArray[np.intp], column: NDArray[np.intp], cents: Whole
    ) -> NDArray[np.bool_]:
        """Fill in shipments of which a duty meets a level, and return which of them could be reckoned so."""
        if not len(at):
            return np.zeros(0, np.bool_)
        rows = np.maximum(self.floating[outcome], 0)
        hangs = self.floating[outcome] >= 0
        cells = self._cells[rows, column]
        new = np.flatnonzero(hangs & (cells < 0))
        with self._lock:  # threads share the cells
            keys = {(int(rows[one]), int(outcome[one]), int(column[one])) for one in new}
            for row, which, col in keys:
                if self._cells[row, col] < 0:
                    self._numerators.append(self._cell(which, col))
                    self._cells[row, col] = len(self._numerators) - 1
            if keys:
                cells = self._cells[rows, column]
            table = self._layers()
        deepest = table.shape[1] - 1
        known: NDArray[np.bool_] = hangs & (table[cells, -1] == 1)
        cells, cents = cells[known], cents[known]
        owed = self._rounded(cents * self.columns[column[known]])
        for layer in range(deepest):
            owed += self._rounded(cents * table[cells, layer])
        total[at[known]] = owed
        return known

    def _layers(self) -> Whole:
        """Return the numerators of every cell, laid out anew where cells have come; the last says whether they are all."""
        table = self._table[-1]
        if len(table) < len(self._numerators):
            deepest = max(len(one or ()) for one in self._numerators)
            table = np.zeros((len(self._numerators), deepest + 1), np.int64)
            for number, one in enumerate(self._numerators):
                table[number, -1] = one is not None
                table[number, : len(one or ())] = one or ()
            self._table[:] = [table]
        return table

    def _cell(self, outcome: int, column: int) -> tuple[int, ...] | None:
        """Return the numerators of the layers beside an ordinary duty; None where they are no whole numbers."""
        percent = self.tables.columns.percent(column)
        found = [one.rated(percent).percent for one in self.tables.outcomes[outcome].parts]
        rates = [one * self.denominator / 100 for one in found if one is not None]
        if len(rates) < len(found) or any(one.denominator != 1 for one in rates):
            return None
        return tuple(int(one) for one in rates if one)

    def _by_quantity(  # noqa: PLR0913, PLR0917 - as owed
        self,
        total: Whole,
        at: Whole,
        outcome: NDArray[np.intp],
        column: NDArray[np.intp],
        cents: Whole,
        quantity: Whole,
        unit: Whole,
    ) -> NDArray[np.bool_]:
        """Fill in shipments whose ordinary duty is on quantity, and return which of them could be reckoned so."""
        outcome, column, cents, quantity, unit = outcome[at], column[at], cents[at], quantity[at], unit[at]
        bottom = lcm(self.denominator, self.unit_denominator * QUANTITY_SCALE)
        of_value, of_unit = bottom // self.denominator, bottom // (self.unit_denominator * QUANTITY_SCALE)
        levels = self.levels[outcome]
        rate, on_unit = self.by_value[column], self.by_unit[column]
        fits = (unit == _NO_UNIT) | (unit == self.unit_of[column])
        size = cents.astype(np.float64) * (np.maximum(rate, levels) + 1.0) * of_value
        size += quantity.astype(np.float64) * on_unit * of_unit
        can = (on_unit >= 0) & fits & (quantity >= 0) & (levels >= 0) & (size < _SAFE / 4)
        can &= cents <= self._safe
        # Nobody can say how much of a level a duty on quantity fills where there is no value.
        can &= (cents > 0) | (levels == 0)
        # What has no quantity to go by stays unsaid.
        done: NDArray[np.bool_] = can | ((on_unit >= 0) & ((quantity < 0) | ~fits))
        at, outcome, cents, quantity = at[can], outcome[can], cents[can], quantity[can]
        money = cents * rate[can] * of_value + quantity * on_unit[can] * of_unit
        total[at] = (2 * money + bottom) // (2 * bottom)
        for row, numerators in enumerate(self.fixed):
            some = np.flatnonzero(self.counts[outcome] > row)
            total[at[some]] += self._rounded(cents[some] * numerators[outcome[some]])
        added = np.maximum(cents * levels[can] * of_value - money, 0)
        total[at] += (2 * added + bottom) // (2 * bottom)
        return done

    # --- one shipment -------------------------------------------------------------------------

    def _one(self, outcome: int, column: int, cents: int, quantity: int, unit: int) -> int:
        """Return what is owed on one shipment, in cents; NONE where it cannot be said, TOO_LARGE where it does not fit."""
        given = Quantities(
            Fraction(int(cents), 100),
            None if quantity < 0 else Fraction(int(quantity), QUANTITY_SCALE),
            None if unit == _NO_UNIT else self.units[unit] if unit >= 0 else "?",
        )
        duty = self.tables.columns.found[column].duty
        first, percent = money_of(duty, given), equivalent(duty, given)
        if first is None:
            return NONE
        total = _to_the_cent(first)
        value = Fraction(int(cents), 100)
        for part in self.tables.outcomes[outcome].parts:
            rated = part.rated(percent)
            if rated.percent is not None:
                total += _to_the_cent(rated.percent * value / 100)
                continue
            money = money_of(rated.duty, given)
            if money is None:
                return NONE
            total += _to_the_cent(money * rated.share)
        return total if total < MOST_MONEY else TOO_LARGE


def _to_the_cent(money: Fraction) -> int:
    """Return money in whole cents, rounded half up as one answer is."""
    return (money * 200 + 1) // 2


def _whole(numbers: Iterable[int]) -> Whole:
    return np.array(list(numbers), np.int64)


def _over(percent: Fraction, bottom: int) -> int:
    made = percent / 100 * bottom
    assert made.denominator == 1  # noqa: S101 - the denominator is a multiple of all
    return made.numerator


def _fixed(outcome: Outcome) -> list[Fraction]:
    found = (one.rated(None).percent for one in outcome.parts if one not in outcome.floating)
    return [one for one in found if one]


def _percents(columns: Sequence[Column]) -> list[Fraction]:
    whole = [one.percent for one in columns if one.percent is not None]
    return whole + [value for value, _money, _unit in filter(None, map(_parts, columns))]


def _levels(outcomes: Sequence[Outcome]) -> list[Fraction]:
    return [
        one.exact_percent if isinstance(one, AdValorem) else one.level.exact_percent
        for outcome in outcomes
        for part in outcome.floating
        for one in (part.charge.duty, part.charge.at_most, part.charge.at_least)
        if isinstance(one, AdValorem | AllIn)
    ]


def _parts(column: Column) -> tuple[Fraction, Fraction, str] | None:
    """Return the parts of a duty on quantity: percent of the value, and cents on one unit of one kind."""
    duty = column.duty
    if column.percent is not None or not isinstance(duty, Specific | Compound):
        return None
    parts = (duty,) if isinstance(duty, Specific) else duty.parts
    specific = [one for one in parts if isinstance(one, Specific)]
    units = {one.unit for one in specific}
    if len(units) != 1 or any(one.currency != "USD" for one in specific):
        return None
    percent = sum((one.exact_percent for one in parts if isinstance(one, AdValorem)), Fraction(0))
    cents = sum((Fraction(one.amount) * (1 if one.money == "¢" else 100) for one in specific), Fraction(0))
    return percent, cents, units.pop()
