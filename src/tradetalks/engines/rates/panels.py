"""The panel of a day: the duty of every line from every origin, as a table of whole numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    from tradetalks.engines.rates.codes import Indexes
    from tradetalks.engines.rates.money import Whole
    from tradetalks.engines.rates.shipments import Rater

__all__ = ["panel"]


def panel(rater: Rater, on: date, origins: Indexes, codes: Indexes) -> tuple[Whole, NDArray[np.bool_]]:
    """Return the percents of some lines from some origins on a day, and where a list with a gap may change them.

    Args:
        rater: the tables, laid out.
        on: the day.
        origins: which of their origins, a row each.
        codes: which of their codes, a column each; all of them are lines or numbers on the day.
    """
    tables = rater.tables
    spell = tables.spell(on)
    kinds, row_of_origin = np.unique(tables.class_of_origin[origins], return_inverse=True)
    classes, lines = tables.goods.class_of[codes], tables.codes.line_of[spell, codes]
    has_gap = np.array([one.has_gap for one in tables.outcomes], np.bool_)
    percents = np.empty((len(kinds), len(codes)), np.int64)
    gaps = np.empty((len(kinds), len(codes)), np.bool_)
    for at, kind in enumerate(kinds):
        outcome = tables.table[tables.row_of[kind, spell]][classes].astype(np.intp)
        column = tables.tariffs[tables.tariff_of[kind, spell]][lines].astype(np.intp)
        over = tables.painted[tables.painted_of[kind, spell]][classes]
        percents[at] = rater.percents(outcome, np.where(over >= 0, over, column))
        gaps[at] = has_gap[outcome]
    return percents[row_of_origin], gaps[row_of_origin]
