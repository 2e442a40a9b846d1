"""The layers of a rate book in words, each different text once, and the number of its text for each row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from tradetalks.adapters.frames.word_pool import WordPool
from tradetalks.engines.duty.layers import decimal_of
from tradetalks.engines.rates.rate_tables import RateTables
from tradetalks.model.measures import MinimumPrices
from tradetalks.vocabulary.numbers import printed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from fractions import Fraction

    from tradetalks.engines.duty.answer import Duty
    from tradetalks.engines.rates.outcomes import Outcome, Part
    from tradetalks.model.measures import Charges, TariffMeasure
    from tradetalks.vocabulary.duties import Duty as SomeDuty

__all__ = ["LayerWords"]

_BANNED = "import prohibited"
_GAP = "A product list with a gap may change this."
#: What a single answer says of the values of a list that the record does not hold in full.
_ON_A_LIST = ("on it, or not",)


@frozen(eq=False)
class LayerWords:
    """Layers and reasons of the outcomes of some tables in words."""

    tables: RateTables
    #: Where the texts are kept, together with those of other tables.
    layers: WordPool
    reasons: WordPool
    _layers_of: NDArray[np.int32] = field(init=False)
    _reasons_of: NDArray[np.int32] = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Make room for the numbers of the texts of each outcome beside each ordinary duty."""
        shape = (len(self.tables.outcomes), len(self.tables.columns.found))
        object.__setattr__(self, "_layers_of", np.full(shape, -1, np.int32))
        object.__setattr__(self, "_reasons_of", np.full(shape, -1, np.int32))

    def of_rows(
        self, outcome: NDArray[np.int32], column: NDArray[np.int32]
    ) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Return the numbers of the layers and of the reasons of each row; -1 where there is no outcome."""
        there = outcome >= 0
        which, col = np.maximum(outcome, 0), np.maximum(column, 0)
        reasons = self._reasons_of[which, col]
        new = np.flatnonzero((reasons < 0) & there)
        if len(new):
            for key in set(zip(which[new].tolist(), col[new].tolist(), strict=True)):
                self._layers_of[key] = self.layers.number(self._said(*key))
                # The last to be filled in: whoever finds it, in another thread too, finds both.
                self._reasons_of[key] = self.reasons.number(self._why(*key))
            reasons = self._reasons_of[which, col]
        found = self._layers_of[which, col]
        if not there.all():
            found, reasons = np.where(there, found, -1), np.where(there, reasons, -1)
        return found, reasons

    def of_duty(self, duty: Duty) -> tuple[int, int]:
        """Return the numbers of the layers and of the reasons of a single answer, in the same words."""
        first, *others = duty.layers
        said, why = [_BANNED], []
        if duty.prohibited is not None:
            why.append(duty.prohibited.because)
        else:
            said = [_ordinary(first.duty, first.program)]
            said += [_layer(one.charge, one.percent, one.program) for one in others]
            why += [one.because for one in others]
            why += [one.because for one in duty.not_charged if _is_price(one.measure)]
        why += [_GAP] if any(one.values == _ON_A_LIST for one in duty.depends_on) else []
        return self.layers.number(" + ".join(said)), self.reasons.number(" | ".join(why))

    # --- within -------------------------------------------------------------------------------

    def _said(self, outcome: int, column: int) -> str:
        made, ordinary = self.tables.outcomes[outcome], self.tables.columns.found[column]
        if made.prohibited is not None:
            return _BANNED
        parts = [
            _layer(one.charge, None if percent is None else decimal_of(percent), one.programme)
            for one, percent in self._charged(made, column)
        ]
        return " + ".join([_ordinary(ordinary.duty, ordinary.name), *parts])

    def _why(self, outcome: int, column: int) -> str:
        made = self.tables.outcomes[outcome]
        measures = [one.measure for one, _percent in self._charged(made, column)]
        measures = [made.prohibited] if made.prohibited is not None else [*measures, *made.priced]
        return " | ".join([*map(self._because, measures), *([_GAP] if made.has_gap else [])])

    def _charged(self, outcome: Outcome, column: int) -> Iterator[tuple[Part, Fraction | None]]:
        """Yield the parts that add something beside an ordinary duty, each with its percent where that is known."""
        for part in outcome.parts:
            percent = part.rated(self.tables.columns.percent(column)).percent
            if percent != 0:
                yield part, percent

    def _because(self, measure: TariffMeasure) -> str:
        if measure.act is not None:
            return f"{self.tables.desk.dossier.acts[measure.act].short}: {measure.summary}"
        said = measure.summary.casefold().startswith("what if")
        return measure.summary if said else f"What if: {measure.summary}"


def _ordinary(duty: SomeDuty | None, name: str) -> str:
    return f"{'in words' if duty is None else duty} {name}"


def _layer(charge: Charges | None, percent: Decimal | None, programme: str) -> str:
    return f"{charge if percent is None else printed(percent) + '%'} {programme}"


def _is_price(measure: TariffMeasure | None) -> bool:
    return measure is not None and isinstance(measure.effect, MinimumPrices)
