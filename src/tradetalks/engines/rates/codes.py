"""The codes of a rate book, and which line of the schedule stands behind each in each spell of days."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from tradetalks.model.tariff_lines import TariffLine

if TYPE_CHECKING:
    from collections.abc import Container, Iterable
    from datetime import date

    from tradetalks.model.schedule import Schedule

__all__ = ["CodeTable", "Indexes"]

#: An array of positions in some table.
Indexes: TypeAlias = NDArray[np.int32]

_LINE = 8
#: What may stand behind a line without numbers.
_NO_NUMBER = "00"
#: Chapter 99 states additional duties, on no goods of its own.
_ADDITIONAL = "99"


@frozen(eq=False)
class CodeTable:
    """Every line and statistical number of chapters 1 to 98 that stood on some day, in the order of their digits."""

    #: The digits: 8 of a line, 10 of a number.
    digits: tuple[str, ...]
    #: Where each stands in that order. A line without numbers may also be given with ``00`` behind it.
    index: Mapping[str, int]
    #: The lines of the schedule, once for each spell in which they stood unchanged.
    lines: Sequence[TariffLine]
    #: For each spell of days and each code, which of those lines stands behind it; -1 where there is no such code.
    line_of: Indexes

    @classmethod
    def of(cls, schedule: Schedule, days: Sequence[date], known_on: date | None) -> CodeTable:
        """Read a schedule.

        Args:
            schedule: the schedule.
            days: the first days of the spells; nothing changes within one.
            known_on: the day of knowledge; None for all that the schedule holds.
        """
        lines = [
            one
            for one in schedule.every_standing(known_on=known_on)
            if not one.code.digits.startswith(_ADDITIONAL) and _meets(one, days)
        ]
        numbered = {one.code.digits for one in lines if one.numbers}
        digits = tuple(sorted({code for one in lines for code in _codes(one, numbered)}))
        index = {code: at for at, code in enumerate(digits)}
        line_of = np.full((len(days), len(digits)), -1, np.int32)
        for at, one in enumerate(lines):
            first = 0 if one.stands.start is None else bisect_left(days, one.stands.start)
            end = len(days) if one.stands.end is None else bisect_left(days, one.stands.end)
            for code in _codes(one, numbered):
                line_of[first:end, index[code]] = at
            if one.code.digits not in numbered:
                index[one.code.digits + _NO_NUMBER] = index[one.code.digits]
        return cls(digits, index, lines, line_of)

    def under(self, prefix: str) -> slice:
        """Return which codes begin with these digits."""
        return slice(bisect_left(self.digits, prefix), bisect_right(self.digits, prefix + ":"))

    def statistical(self, spell: int) -> Indexes:
        """Return the codes that imports are counted by in a spell: the numbers, and lines that have none."""
        standing = self.line_of[spell]
        found = [
            at
            for at, (digits, line) in enumerate(zip(self.digits, standing, strict=True))
            if line >= 0 and (len(digits) > _LINE) == bool(self.lines[line].numbers)
        ]
        return np.array(found, np.int32)


def _codes(line: TariffLine, numbered: Container[str]) -> Iterable[str]:
    """Return the codes of a line: itself, its numbers, and where it has none only now, itself as a number."""
    digits = line.code.digits
    as_number = [digits + _NO_NUMBER] if digits in numbered and not line.numbers else []
    return (digits, *(one.digits for one in line.numbers), *as_number)


def _meets(line: TariffLine, days: Sequence[date]) -> bool:
    return line.stands.end is None or line.stands.end > days[0]
