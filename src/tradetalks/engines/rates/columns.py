"""The ordinary duty of every line of a rate book, each different one once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from attrs import field, frozen

from tradetalks.engines.duty.cases import Case
from tradetalks.engines.duty.claims import Claims
from tradetalks.engines.duty.column import Column, column_of
from tradetalks.engines.duty.rating import Quantities
from tradetalks.engines.rates.codes import Indexes
from tradetalks.model.tariff_lines import TariffLine

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from tradetalks.engines.duty.column import Preferences
    from tradetalks.engines.duty.law import Law
    from tradetalks.engines.duty.pictures import Standing

__all__ = ["Columns"]

#: The symbols that a claim to qualify under the USMCA may stand for.
_USMCA = ("S", "S+")


@frozen(eq=False)
class Columns:
    """The ordinary duties of the lines, by what the law says of the column that an origin pays.

    A *tariff* is a way to read the schedule: column 2, or column 1 with or without the preference that is claimed.
    """

    lines: Sequence[TariffLine]
    claims: Claims
    #: Every different duty.
    found: list[Column] = field(factory=list, init=False)
    #: For each tariff, the number of the duty of each line.
    tariffs: list[Indexes] = field(factory=list, init=False)
    _tariff_of: dict[tuple[object, ...], int] = field(factory=dict, init=False)
    _number_of: dict[tuple[str, str, str], int] = field(factory=dict, init=False)

    def tariff(self, law: Law) -> int:
        """Return the number of the tariff under a law, read once."""
        symbols = (self.claims.preference, *_USMCA)
        refused = tuple(one for one in symbols if one is not None and law.preferences.refuses(one))
        key = (True,) if law.under_column_2 else (False, *refused) if self.claims.given else (False,)
        if key not in self._tariff_of:
            self._tariff_of[key] = len(self.tariffs)
            flag, preferences = law.under_column_2, law.preferences
            read = [self._number(one, under_column_2=flag, preferences=preferences) for one in self.lines]
            self.tariffs.append(np.array(read, np.int32))
        return self._tariff_of[key]

    def painted_over(self, line: TariffLine, law: Law, standings: Mapping[str, Standing]) -> int:
        """Return the number of the duty of a line of which an act puts another in the place of what is printed."""
        return self._number(
            line, under_column_2=law.under_column_2, preferences=law.preferences, standings=standings
        )

    def percent(self, number: int) -> Fraction | None:
        """Return an ordinary duty in percent of the value; None where it takes a quantity or cannot be said."""
        return self.found[number].percent

    def _number(
        self,
        line: TariffLine,
        *,
        under_column_2: bool,
        preferences: Preferences,
        standings: Mapping[str, Standing] | None = None,
    ) -> int:
        column = column_of(
            line,
            Case(line.code, self.claims),
            under_column_2=under_column_2,
            given=Quantities(),
            preferences=preferences,
            standings=standings,
        )
        # What stands in the place of a column is the same whatever the schedule prints there.
        text = column.rate.text if column.measure is None else column.measure.id
        key = (column.name, text, column.why)
        number = self._number_of.setdefault(key, len(self.found))
        if number == len(self.found):
            self.found.append(column)
        return number
