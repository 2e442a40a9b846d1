"""The ordinary duty of a line: column 1, general or the preference that is claimed, or column 2."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from tradetalks.engines.duty.rating import Quantities, equivalent
from tradetalks.vocabulary.duties import AdValorem, Duty, Free
from tradetalks.vocabulary.kinds import ClaimName
from tradetalks.vocabulary.rates import RateText

if TYPE_CHECKING:
    from tradetalks.engines.duty.cases import Case
    from tradetalks.model.tariff_lines import TariffLine

__all__ = ["COLUMN_1", "COLUMN_2", "Column", "column_of"]

#: The names of the columns among the layers.
COLUMN_1, COLUMN_2 = "column-1", "column-2"
#: The symbols under which goods enter under the USMCA.
_USMCA = ("S", "S+")


@frozen
class Column:
    """The ordinary duty that applies to a case."""

    #: Which column it is.
    name: str
    #: The rate as printed.
    rate: RateText
    #: The duty; None where the text is a formula, a reference, or by component.
    duty: Duty | None
    #: Percent of the value; None where it takes value and quantity, or cannot be said.
    percent: Fraction | None
    #: Which of the rates it is, in words.
    why: str


def column_of(line: TariffLine, case: Case, *, under_column_2: bool, given: Quantities) -> Column:
    """Return the ordinary duty of a line in a case."""
    if under_column_2:
        return _made(COLUMN_2, line.column_2, "column 2, for goods of this origin", given)
    symbol = case.claims.preference
    if symbol is None and case.claims.words(ClaimName.USMCA_QUALIFYING) == ("yes",):
        symbol = next((one for one in _USMCA if line.special.rate(one) is not None), None)
    special = None if symbol is None else line.special.rate(symbol)
    if special is not None:
        return _made(COLUMN_1, special, f"column 1, special, under {symbol}", given)
    why = "column 1, general"
    if case.claims.preference is not None:
        why += f"; the line has no special rate under {case.claims.preference}"
    return _made(COLUMN_1, line.general, why, given)


def _made(name: str, rate: RateText, why: str, given: Quantities) -> Column:
    duty = AdValorem.from_fraction(Fraction(0)) if isinstance(rate.duty, Free) else rate.duty
    return Column(name, rate, duty, equivalent(duty, given), why)
