"""The ordinary duty of every line of a rate book, each different one once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from tradetalks.engines.duty.cases import Case
from tradetalks.engines.duty.column import Column, column_of
from tradetalks.engines.duty.rating import Quantities
from tradetalks.engines.rates.codes import Indexes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from tradetalks.engines.duty.claims import Claims
    from tradetalks.model.tariff_lines import TariffLine

__all__ = ["Columns"]


@frozen(eq=False)
class Columns:
    """The ordinary duties of the lines, by the column that the origin pays."""

    #: Every different one.
    found: tuple[Column, ...]
    #: For each line of the code table, its number; in the first row for column 1, in the second for column 2.
    of_line: Indexes

    @classmethod
    def of(cls, lines: Sequence[TariffLine], claims: Claims) -> Columns:
        """Read the ordinary duties for what is claimed."""
        found: dict[tuple[str, str, str], int] = {}
        kept: list[Column] = []
        numbers = np.zeros((2, len(lines)), np.int32)
        for flag in (False, True):
            for at, line in enumerate(lines):
                column = column_of(line, Case(line.code, claims), under_column_2=flag, given=Quantities())
                number = found.setdefault((column.name, column.rate.text, column.why), len(kept))
                if number == len(kept):
                    kept.append(column)
                numbers[int(flag), at] = number
        return cls(tuple(kept), numbers)

    def percent(self, number: int) -> Fraction | None:
        """Return an ordinary duty in percent of the value; None where it takes a quantity or cannot be said."""
        return self.found[number].percent
