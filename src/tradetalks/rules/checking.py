"""All rules over a pile of facts, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradetalks.rules.identity import bloc_faults
from tradetalks.rules.law import enacted_by_no_law, foreign_programmes, undecided_painting
from tradetalks.rules.parties import bad_exchanges, loose_tracks, odd_tables, strangers, wrong_sides
from tradetalks.rules.times import (
    days_out_of_order,
    happened_too_late,
    known_before_named,
    parts_before_whole,
    past_horizon,
)
from tradetalks.rules.wordings import wordings_contradicted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from tradetalks.dossier import Dossier
    from tradetalks.model.collections import AnyFact
    from tradetalks.rules.breaches import Breach

__all__ = ["RULES", "breaches"]

#: The functions, each of which looks at some facts of a pile and yields what is wrong with them.
RULES: Sequence[Callable[[Dossier, Iterable[AnyFact]], Iterator[Breach]]] = (
    past_horizon,
    known_before_named,
    parts_before_whole,
    happened_too_late,
    days_out_of_order,
    wordings_contradicted,
    undecided_painting,
    enacted_by_no_law,
    foreign_programmes,
    odd_tables,
    strangers,
    loose_tracks,
    wrong_sides,
    bad_exchanges,
)


def breaches(dossier: Dossier, facts: Sequence[AnyFact]) -> Iterator[Breach]:
    """Yield every breach of a rule by some facts of a dossier whose ids and places were checked.

    Blocs are looked at first: where one lies inside itself, no place could be looked up.
    """
    found = list(bloc_faults(dossier, facts))
    yield from found
    if not found:
        for rule in RULES:
            yield from rule(dossier, facts)
