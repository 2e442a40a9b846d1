"""The layers of a rate book in words, each different text once, and the number of its text for each row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from tradetalks.adapters.frames.word_pool import WordPool
from tradetalks.engines.duty.layers import decimal_of
from tradetalks.engines.rates.rate_tables import RateTables
from tradetalks.vocabulary.numbers import printed

if TYPE_CHECKING:
    from tradetalks.engines.duty.answer import Duty
    from tradetalks.engines.rates.outcomes import Outcome, Part

__all__ = ["LayerWords"]


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
        """Make room for the number of the text of each outcome beside each ordinary duty."""
        outcomes, columns = len(self.tables.outcomes), len(self.tables.columns.found)
        object.__setattr__(self, "_layers_of", np.full((outcomes, columns), -1, np.int32))
        reasons = [self.reasons.number(self._why(one)) for one in self.tables.outcomes]
        object.__setattr__(self, "_reasons_of", np.array(reasons, np.int32))

    def of_rows(
        self, outcome: NDArray[np.int32], column: NDArray[np.int32]
    ) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Return the numbers of the layers and of the reasons of each row; -1 where there is no outcome."""
        there = outcome >= 0
        which, col = np.maximum(outcome, 0), np.maximum(column, 0)
        found = self._layers_of[which, col]
        new = np.flatnonzero((found < 0) & there)
        if len(new):
            for key in set(zip(which[new].tolist(), col[new].tolist(), strict=True)):
                self._layers_of[key] = self.layers.number(self._said(*key))
            found = self._layers_of[which, col]
        reasons = self._reasons_of[which]
        if not there.all():
            found, reasons = np.where(there, found, -1), np.where(there, reasons, -1)
        return found, reasons

    def _said(self, outcome: int, column: int) -> str:
        ordinary = self.tables.columns.found[column]
        first = f"{'in words' if ordinary.duty is None else ordinary.duty} {ordinary.name}"
        made = self.tables.outcomes[outcome]
        if made.prohibited is not None:
            return "import prohibited"
        return " + ".join([first, *filter(None, (self._layer(one, column) for one in made.parts))])

    def _layer(self, part: Part, column: int) -> str:
        rated = part.rated(self.tables.columns.percent(column))
        if rated.percent is None:
            return f"{part.charge.duty} {part.programme}"
        return f"{printed(decimal_of(rated.percent))}% {part.programme}" if rated.percent else ""

    def _why(self, outcome: Outcome) -> str:
        measures = [one.measure for one in outcome.parts]
        measures += [one for one in (outcome.prohibited, *outcome.priced) if one is not None]
        dossier = self.tables.desk.dossier
        said = [f"{dossier.acts[one.act].short if one.act else 'what if'}: {one.summary}" for one in measures]
        said += ["A product list with a gap may change this."] if outcome.has_gap else []
        return " | ".join(said)

    def of_duty(self, duty: Duty) -> tuple[int, int]:
        """Return the numbers of the layers and of the reasons of a single answer, in the same words."""
        if duty.prohibited is not None:
            return self.layers.number("import prohibited"), self.reasons.number(duty.prohibited.because)
        first, *others = duty.layers
        said = [f"{'in words' if first.duty is None else first.duty} {first.program}"]
        said += [
            f"{one.effect if one.percent is None else printed(one.percent) + '%'} {one.program}"
            for one in others
        ]
        why = " | ".join(one.because for one in others)
        return self.layers.number(" + ".join(said)), self.reasons.number(why)
