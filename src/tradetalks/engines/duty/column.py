"""The ordinary duty of a line: column 1, general or the preference that is claimed, or column 2.

The schedule is the canvas of both columns. Where an act puts a rate in the place of column 2, it is painted over what
the schedule prints, in a programme of its own, and nothing is added to it. A preference is claimed by its symbol; the
record says which origins may claim which, and a symbol of which it says nothing is taken at its word.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from tradetalks.engines.duty.rating import Quantities, equivalent, simple
from tradetalks.model.measures import Ends, Regulates, TariffMeasure
from tradetalks.vocabulary.conditions import ClaimIs
from tradetalks.vocabulary.duties import AdValorem, Duty, Free
from tradetalks.vocabulary.kinds import ClaimName
from tradetalks.vocabulary.rates import RateText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tradetalks.engines.duty.cases import Case
    from tradetalks.engines.duty.pictures import Standing
    from tradetalks.engines.painting import Paint
    from tradetalks.model.tariff_lines import TariffLine

__all__ = [
    "COLUMN_1",
    "COLUMN_2",
    "ORDINARY",
    "TAKEN_AT_ITS_WORD",
    "Column",
    "Preferences",
    "column_of",
    "symbols_of",
]

#: The names of the columns among the layers.
COLUMN_1, COLUMN_2 = "column-1", "column-2"
#: The programmes in which acts paint over what a column of the schedule prints, by the name of the column.
ORDINARY = {COLUMN_2: "ordinary-column-2"}
#: The symbols under which goods enter under the USMCA.
_USMCA = ("S", "S+")
#: Where textiles, clothing and bags enter under a symbol that their own line does not print.
_TEXTILES = frozenset(map(str, range(50, 64)))
_IN_CHAPTER_98 = {"D": ("subchapter XIX", _TEXTILES), "R": ("subchapter XX", _TEXTILES | {"42"})}


@frozen
class Preferences:
    """Which symbols of the special column the goods of an origin may claim on a day.

    >>> of_canada = Preferences(spoken_of=frozenset({"KR", "S"}), claimable=frozenset({"S"}))
    >>> of_canada.refuses("KR"), of_canada.refuses("S"), of_canada.refuses("AU")
    (True, False, False)
    """

    #: The symbols of which the record says who may claim them.
    spoken_of: frozenset[str] = frozenset()
    #: Those of them that these goods may claim.
    claimable: frozenset[str] = frozenset()

    @classmethod
    def of(cls, paints: Iterable[Paint], spoken_of: Iterable[str]) -> Preferences:
        """Read who may claim what.

        Args:
            paints: the paint for an origin and day of all programmes, of each the topmost first.
            spoken_of: the symbols that some measure of the record names, for whatever origin and day.
        """
        decided: dict[str, bool] = {}
        for paint in paints:
            for symbol in symbols_of(paint.measure):
                decided.setdefault(symbol, not paint.blank)
        return cls(frozenset(spoken_of), frozenset(symbol for symbol, may in decided.items() if may))

    def refuses(self, symbol: str) -> bool:
        """Whether the record says that these goods may not claim a symbol."""
        return symbol in self.spoken_of and symbol not in self.claimable


#: Where the record names no symbol, each is taken at its word.
TAKEN_AT_ITS_WORD = Preferences()


def symbols_of(measure: TariffMeasure) -> Iterator[str]:
    """Yield the symbols whose claimants a measure names: it is a rule, or ends one, and asks for the claim."""
    if isinstance(measure.effect, Regulates | Ends):
        for one in measure.conditions:
            if isinstance(one, ClaimIs) and one.claim is ClaimName.PREFERENCE:
                yield from one.values


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
    #: The measure that puts it in the place of what the schedule prints; None for the schedule itself.
    measure: TariffMeasure | None = None


def column_of(  # noqa: PLR0913 - all that the ordinary duty hangs on
    line: TariffLine,
    case: Case,
    *,
    under_column_2: bool,
    given: Quantities,
    preferences: Preferences = TAKEN_AT_ITS_WORD,
    standings: Mapping[str, Standing] | None = None,
) -> Column:
    """Return the ordinary duty of a line in a case.

    Args:
        line: the line.
        case: the case.
        under_column_2: whether goods of the origin pay column 2.
        given: value and quantity, as far as they are given.
        preferences: which symbols these goods may claim.
        standings: how the goods stand to each programme; those of :data:`ORDINARY` decide here.
    """
    if under_column_2:
        printed = _made(COLUMN_2, line.column_2, "column 2, for goods of this origin", given)
        return _painted_over(printed, (standings or {}).get(ORDINARY[COLUMN_2]), case, given)
    symbol, claimed = _symbol(line, case, preferences)
    special = None if symbol is None else line.special.rate(symbol)
    if special is not None:
        return _made(COLUMN_1, special, f"column 1, special, under {symbol}", given)
    why = "column 1, general"
    if claimed is not None and preferences.refuses(claimed):
        why += f"; goods of this origin may not claim {claimed} on this day"
    elif case.claims.preference is not None:
        why += f"; the line has no special rate under {case.claims.preference}"
        where, chapters = _IN_CHAPTER_98.get(case.claims.preference, ("", frozenset()))
        if case.chapter in chapters:
            why += f", and such goods enter free under it by a line of chapter 98, {where}, or not at all"
    return _made(COLUMN_1, line.general, why, given)


def _symbol(line: TariffLine, case: Case, preferences: Preferences) -> tuple[str | None, str | None]:
    """Return the symbol whose rate applies, and the one that is claimed in whatever way."""
    claimed = case.claims.preference
    if claimed is None and case.claims.words(ClaimName.USMCA_QUALIFYING) == ("yes",):
        claimed = next((one for one in _USMCA if line.special.rate(one) is not None), None)
    if claimed is None or preferences.refuses(claimed):
        return None, claimed
    return claimed, claimed


def _painted_over(printed: Column, standing: Standing | None, case: Case, given: Quantities) -> Column:
    """Return the column with what an act puts in its place, if any does."""
    if standing is None or standing.charge is None or not standing.is_subject:
        return printed
    duty = simple(standing.charge.duty, case)
    percent = equivalent(duty, given)
    why = f"in the place of {printed.name} as printed, {duty} instead of"
    return Column(printed.name, printed.rate, duty, percent, why, standing.measure)


def _made(name: str, rate: RateText, why: str, given: Quantities) -> Column:
    duty = AdValorem.from_fraction(Fraction(0)) if isinstance(rate.duty, Free) else rate.duty
    return Column(name, rate, duty, equivalent(duty, given), why)
