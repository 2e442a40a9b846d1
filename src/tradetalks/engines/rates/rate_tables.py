"""The rate tables: every duty of a record over classes of goods, origins and days, and the look-ups that read them.

A spell of days and an origin give a row of the table of outcomes, a code gives a class of goods and an ordinary
duty; what stands at the row and the class is what the programmes charge.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from attrs import evolve, field, frozen

from tradetalks.dates.days import as_day
from tradetalks.dates.intervals import DateInterval
from tradetalks.engines.duty.claims import NOTHING_CLAIMED, Claims
from tradetalks.engines.duty.law import Law
from tradetalks.engines.duty.layers import decimal_of
from tradetalks.engines.duty.reckoning import DutyDesk
from tradetalks.engines.rates.codes import CodeTable, Indexes
from tradetalks.engines.rates.columns import Columns
from tradetalks.engines.rates.goods import GoodsTable
from tradetalks.engines.rates.outcomes import Outcome, Outcomes
from tradetalks.errors import NotCovered
from tradetalks.vocabulary.goods import HtsCode
from tradetalks.vocabulary.places import countries

if TYPE_CHECKING:
    from decimal import Decimal

    from tradetalks.engines.duty.law import LawBook
    from tradetalks.model.tariff_lines import TariffLine

__all__ = ["NONE", "SCALE", "Progress", "RateTables", "scaled", "unscaled"]

#: Shows how far a long work is while it hands its numbers on.
Progress: TypeAlias = Callable[[Iterable[int]], Iterable[int]]

#: Percents are kept as whole numbers, with eight places of decimals.
SCALE = 100_000_000
#: Stands for a percent that cannot be said: it takes a quantity, or entry is barred.
NONE = -1
#: The first day of the shipped schedule, and so of every book.
_FIRST = date(2025, 1, 1)


def scaled(percent: Fraction | None) -> int:
    """Return a percent as a whole number, rounded as answers one by one are; :data:`NONE` for none.

    >>> scaled(Fraction(75, 2)), scaled(Fraction(100, 3)), scaled(None)
    (3750000000, 3333333300, -1)
    """
    if percent is None:
        return NONE
    return int((Fraction(decimal_of(percent)) * SCALE * 2 + 1) // 2)


def unscaled(number: int) -> Decimal | None:
    """Return a whole number as the percent that it stands for; None for :data:`NONE`.

    >>> unscaled(3750000000), unscaled(NONE)
    (Decimal('37.5'), None)
    """
    return None if number == NONE else decimal_of(Fraction(number, SCALE))


@frozen(eq=False)
class RateTables:
    """The duty on every line from every origin on every day, for one set of claims, as tables over classes."""

    #: The desk whose single answers the book agrees with.
    desk: DutyDesk = field(repr=False)
    #: What is claimed of every shipment.
    claims: Claims
    #: The days that it covers.
    covers: DateInterval
    #: The first days of the spells in which nothing changes, in order.
    days: tuple[date, ...] = field(repr=False)
    #: The origins: every country, and blocs that charge as one.
    origins: tuple[str, ...] = field(repr=False)
    #: The codes and their lines.
    codes: CodeTable = field(repr=False)
    #: The classes of goods.
    goods: GoodsTable = field(repr=False)
    #: The ordinary duties.
    columns: Columns = field(repr=False)
    #: The class of each origin: those of one class are treated alike on all days.
    class_of_origin: Indexes = field(repr=False)
    #: For each class of origins, the law of each spell.
    laws: Sequence[Sequence[Law]] = field(repr=False)
    #: For each class of origins and each spell, the row of the table of outcomes.
    row_of: Indexes = field(repr=False)
    #: For each class of origins and each spell, the number of the tariff: how the schedule is read.
    tariff_of: Indexes = field(repr=False)
    #: For each tariff, the number of the ordinary duty of each line.
    tariffs: Indexes = field(repr=False)
    #: For each class of origins and each spell, a row of what acts put in the place of a column; 0 for nothing.
    painted_of: Indexes = field(repr=False)
    #: For each such row and each class of goods, the number of the ordinary duty; -1 for what the schedule prints.
    painted: Indexes = field(repr=False)
    #: For each row and each class of goods, the number of the outcome.
    table: Indexes = field(repr=False)
    #: The outcomes, by number.
    outcomes: Sequence[Outcome] = field(repr=False)
    _index: Mapping[str, int] = field(init=False, repr=False)
    _totals: dict[tuple[int, int], int] = field(init=False, factory=dict, repr=False)

    def __attrs_post_init__(self) -> None:
        """Keep where each origin stands."""
        object.__setattr__(self, "_index", {one: at for at, one in enumerate(self.origins)})

    @classmethod
    def of(cls, desk: DutyDesk, *, progress: Progress | None = None) -> RateTables:
        """Work out the classes and the outcomes of a record where nothing is claimed.

        Args:
            desk: the desk of the record.
            progress: called with the numbers of the classes of origins; yields them again and shows how far it is.
        """
        dossier, known = desk.dossier, desk.known_on
        first = max(_FIRST, desk.schedule.covers.start or _FIRST)
        horizon = dossier.horizon + timedelta(days=1)
        # As known on a day, later days are answered with the law as it was then scheduled.
        covers = DateInterval(first, horizon if known is None else desk.schedule.covers.end)
        days = _spells(desk, covers)
        codes = CodeTable.of(desk.schedule, days, known)
        scopes = [one.products for one in dossier.measures.values()]
        scopes += [one.products for one in dossier.stacking_rules.values() if one.products is not None]
        origins = (*(one.code for one in countries()), *(one.symbol for one in dossier.blocs.values()))
        class_of, laws = _origin_classes(desk.law, origins, days)
        nothing = np.zeros((0, 0), np.int32)
        frame = cls(
            desk=desk,
            claims=NOTHING_CLAIMED,
            covers=covers,
            days=days,
            origins=origins,
            codes=codes,
            goods=GoodsTable.of(codes, desk.lists, scopes, days, known),
            class_of_origin=class_of,
            laws=laws,
            columns=Columns(codes.lines, NOTHING_CLAIMED),
            row_of=nothing,
            tariff_of=nothing,
            tariffs=nothing,
            painted_of=nothing,
            painted=nothing,
            table=nothing,
            outcomes=(),
        )
        return frame.claiming(NOTHING_CLAIMED, progress=progress)

    def claiming(self, claims: Claims, *, progress: Progress | None = None) -> RateTables:
        """Return the same tables for other claims.

        Args:
            claims: what is claimed of every shipment.
            progress: as in :meth:`of`.
        """
        found, columns = Outcomes(self.goods, claims), Columns(self.codes.lines, claims)
        shape = (len(self.laws), len(self.days))
        row_of, tariff_of, painted_of = (np.zeros(shape, np.int32) for _ in range(3))
        rows, painted = _Kept(), _Kept()
        painted.number(np.full(found.classes, -1, np.int32))
        numbers: Iterable[int] = range(len(self.laws))
        for at in numbers if progress is None else progress(numbers):
            for spell, law in enumerate(self.laws[at]):
                row_of[at, spell] = rows.number(found.row(law, spell))
                tariff_of[at, spell] = columns.tariff(law)
                if law.ordinary:
                    row = _painted(law, spell, found, columns, self.codes.lines[0])
                    painted_of[at, spell] = painted.number(row)
        return evolve(
            self,
            claims=claims,
            columns=columns,
            row_of=row_of,
            tariff_of=tariff_of,
            tariffs=np.stack(columns.tariffs),
            painted_of=painted_of,
            painted=np.stack(painted.rows),
            table=np.stack(rows.rows),
            outcomes=tuple(found.found),
        )

    # --- one at a time ------------------------------------------------------------------------

    def percent(self, origin: str, line: HtsCode | str, on: date | str) -> Decimal | None:
        """Return the percent of all duties on a line, as :attr:`Duty.percent <tradetalks.engines.duty.answer.Duty.percent>` has it.

        Raises:
            BadCode: for what is no code of 8 or 10 digits.
            NotCovered: for a day, an origin or a line that the book does not hold.
        """
        total = self.total(*self.places(origin, line, as_day(on)))
        return unscaled(total)

    def places(self, origin: str, line: HtsCode | str, on: date) -> tuple[int, int]:
        """Return the number of the outcome of a line, and that of its ordinary duty.

        Raises:
            NotCovered: for a day, an origin or a line that the book does not hold.
        """
        spell, at = self.spell(on), self.origin(origin)
        digits = (line if isinstance(line, HtsCode) else HtsCode(line)).digits
        code = self.codes.index.get(digits, -1)
        if code < 0 or self.codes.line_of[spell, code] < 0:
            raise NotCovered(f"{digits} on {on}", "the book holds the lines and numbers of chapters 1 to 98")
        kind = self.class_of_origin[at]
        outcome = self.table[self.row_of[kind, spell], self.goods.class_of[code]]
        column = self.painted[self.painted_of[kind, spell], self.goods.class_of[code]]
        if column < 0:
            column = self.tariffs[self.tariff_of[kind, spell], self.codes.line_of[spell, code]]
        return int(outcome), int(column)

    def total(self, outcome: int, column: int) -> int:
        """Return the percent of all duties as a whole number; :data:`NONE` where it cannot be said."""
        key = (outcome, column)
        if key not in self._totals:
            self._totals[key] = scaled(self.outcomes[outcome].percent(self.columns.percent(column)))
        return self._totals[key]

    def origin(self, origin: str) -> int:
        """Return where an origin stands among the origins.

        Raises:
            NotCovered: when the book does not hold it.
        """
        if origin not in self._index:
            raise NotCovered(
                f"the origin {origin!r}", "give an ISO code of two letters or the symbol of a bloc"
            )
        return self._index[origin]

    def spell(self, on: date) -> int:
        """Return the number of the spell in which a day lies.

        Raises:
            NotCovered: when the book does not cover the day.
        """
        if on not in self.covers:
            raise NotCovered(f"the duty on {on}", f"the book covers the days {self.covers}")
        return bisect_right(self.days, on) - 1


@frozen(eq=False)
class _Kept:
    """Rows of a table, each different one once."""

    rows: list[Indexes] = field(factory=list)
    _numbers: dict[bytes, int] = field(factory=dict)

    def number(self, row: Indexes) -> int:
        """Return the number of a row, kept if it is new."""
        number = self._numbers.setdefault(row.tobytes(), len(self.rows))
        if number == len(self.rows):
            self.rows.append(row)
        return number


def _painted(law: Law, spell: int, found: Outcomes, columns: Columns, line: TariffLine) -> Indexes:
    """Return what acts put in the place of a column under a law, for each class of goods."""
    row: Indexes = np.full(found.classes, -1, np.int32)
    for flags, standings in found.standings(law, spell):
        number = columns.painted_over(line, law, standings)
        if columns.found[number].measure is not None:
            row[flags] = number
    return row


def _spells(desk: DutyDesk, covers: DateInterval) -> tuple[date, ...]:
    """Return the first days of the spells in which no law, no list and no line of the schedule changes."""
    stands = [one.stands for one in desk.schedule.every_standing(known_on=desk.known_on)]
    lines = (day for one in stands for day in (one.start, one.end))
    days = {*desk.law.days, *(one for one in lines if one is not None)}
    first = covers.start or date.min
    return (first, *sorted(one for one in days if one in covers and one > first))


def _origin_classes(
    book: LawBook, origins: Sequence[str], days: Sequence[date]
) -> tuple[Indexes, list[tuple[Law, ...]]]:
    """Return the class of each origin, and for each class the law of each spell."""
    seen: dict[tuple[int, ...], int] = {}
    laws: list[tuple[Law, ...]] = []
    class_of = []
    spells = [book.spell(day) for day in days]
    for origin in origins:
        found = tuple(book.on(origin, spell) for spell in spells)
        number = seen.setdefault(tuple(map(id, found)), len(laws))
        if number == len(laws):
            laws.append(found)
        class_of.append(number)
    return np.array(class_of, np.int32), laws
