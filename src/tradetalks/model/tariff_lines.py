"""Tariff lines of a schedule, what revisions change, and the errors of asking for what is not there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from attrs import field, frozen

from tradetalks.dates.intervals import ALWAYS, DateInterval
from tradetalks.errors import NotCovered, TradeTalksError
from tradetalks.vocabulary.goods import HsPrefix, HtsCode
from tradetalks.vocabulary.rates import RateText
from tradetalks.vocabulary.special_rates import SpecialColumn

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "LineChange",
    "LineNeeded",
    "SpecialProgramme",
    "TariffLine",
    "Texts",
    "Units",
    "UnknownLine",
    "named",
]

#: The three columns of a line as printed: general, special, column 2.
Texts: TypeAlias = tuple[str, str, str]
#: The statistical numbers of a line by their two digits, each with its unit as printed.
Units: TypeAlias = Mapping[str, str]

#: So many lines are named in an error; the others are counted.
_NAMED = 5
_LINE = 8


@frozen(kw_only=True)
class TariffLine:
    """A line of the schedule as it stood on a day, or a statistical number with what its line sets.

    Rates belong to the line of eight digits: every number of ten digits under it pays the same.
    """

    #: The line, 8 digits, or the statistical number, 10.
    code: HtsCode
    #: Column 1, general: the rate of most-favoured nations.
    general: RateText
    #: Column 1, special: the rates of programmes of preference, by their symbols.
    special: SpecialColumn
    #: Column 2: the rate of the few origins without most-favoured treatment.
    column_2: RateText
    #: The units in which quantity is reported, as printed; of a line, those of all its numbers.
    units: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    #: The statistical numbers under a line on that day; none under a line of chapter 98 or 99 that has none, nor
    #: under a number.
    numbers: tuple[HtsCode, ...] = field(default=(), converter=tuple[HtsCode, ...])
    #: The days on which all of this stands so, as far as it is known.
    stands: DateInterval = ALWAYS
    #: What the line holds, with the texts above it, where a schedule with descriptions was given.
    description: str | None = None

    @property
    def is_number(self) -> bool:
        """Whether it is a statistical number of ten digits."""
        return len(self.code.digits) > _LINE

    def __str__(self) -> str:
        """Return the code with its three columns."""
        return f"{self.code}: general {self.general}; special {self.special}; column 2 {self.column_2}"


@frozen
class LineChange:
    """What a revision did to one line of eight digits or one number of ten."""

    #: The code.
    code: str
    #: The first day on which it applies.
    day: date
    #: The day on which the revision was published.
    known: date
    #: The columns of a line from then on; None where it was removed, or where the code is a number.
    texts: Texts | None = None
    #: The unit of a number from then on; None where it was removed, or where the code is a line.
    unit: str | None = None


@frozen
class SpecialProgramme:
    """A programme of preference that the special column names by a symbol."""

    #: The symbol, such as ``S`` or ``A+``.
    symbol: str
    #: Its name.
    name: str
    #: Whatever a reader should know.
    note: str | None = None


class LineNeeded(TradeTalksError, ValueError):
    """A chapter, heading or subheading where a line is asked for, with the lines that it may mean.

    >>> raise LineNeeded("8517.62", "subheading", ("8517.62.00",), 1)
    Traceback (most recent call last):
    ...
    tradetalks.model.tariff_lines.LineNeeded: 8517.62 is a subheading: give a line of 8 or 10 digits under it, 8517.62.00
    """

    def __init__(self, code: str, level: str, lines: Sequence[str], count: int) -> None:
        """Keep the code, what it names, the first lines under it and how many there are."""
        super().__init__(code, level, tuple(lines[:_NAMED]), count)
        #: The code that was asked for, as printed.
        self.code = code
        #: What it names: a chapter, heading or subheading.
        self.level = level
        #: The first lines under it, as printed.
        self.lines = tuple(lines[:_NAMED])
        #: How many lines there are under it.
        self.count = count

    def __str__(self) -> str:
        """Return one clear sentence."""
        named = ", ".join(self.lines)
        more = f" or one of {self.count - len(self.lines)} more" if self.count > len(self.lines) else ""
        return f"{self.code} is a {self.level}: give a line of 8 or 10 digits under it, {named}{more}"


class UnknownLine(NotCovered):
    """A code that is no line of the schedule on a day, with the lines next to it and the days on which it was one.

    >>> raise UnknownLine("8517.62.01", "2025-05-10", ("8517.62.00",))
    Traceback (most recent call last):
    ...
    tradetalks.model.tariff_lines.UnknownLine: not covered: 8517.62.01 on 2025-05-10 (no line of the schedule; the nearest is 8517.62.00)
    """

    def __init__(
        self,
        code: str,
        on: date | str,
        near: Sequence[str] = (),
        spells: Sequence[DateInterval] = (),
    ) -> None:
        """Keep the code, the day, the nearest lines and the days on which it was a line."""
        parts = ["no line of the schedule"]
        if spells:
            parts.append(f"it was one {' and '.join(map(str, spells))}")
        if near:
            parts.append(f"the nearest {'is' if len(near) == 1 else 'are'} {', '.join(near[:_NAMED])}")
        super().__init__(f"{code} on {on}", "; ".join(parts))
        self.args = (code, on, tuple(near), tuple(spells))
        #: The code that was asked for, as printed.
        self.code = code
        #: The day.
        self.on = on
        #: The lines, or the numbers of the line, next to it on that day, as printed.
        self.near = tuple(near[:_NAMED])
        #: The days on which it was a line, as far as the schedule reaches.
        self.spells = tuple(spells)


def named(codes: Sequence[str]) -> tuple[str, ...]:
    """Return codes as they are printed in an error."""
    return tuple(str(HsPrefix(code)) for code in codes[:_NAMED])
