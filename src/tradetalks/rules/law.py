"""Law: what makes a duty, who charges it, and whether its place in the picture is settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradetalks.model.measures import TariffMeasure
from tradetalks.rules.breaches import Breach
from tradetalks.rules.painting import ties, unordered
from tradetalks.vocabulary.kinds import Force

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tradetalks.dossier import Dossier
    from tradetalks.model.collections import AnyFact

__all__ = ["MOST_UNORDERED", "enacted_by_no_law", "foreign_programmes", "undecided_painting"]

#: So many measures of one programme may share a day and a sequence number: each is compared with each.
MOST_UNORDERED = 500


def enacted_by_no_law(dossier: Dossier, facts: Iterable[AnyFact]) -> Iterator[Breach]:
    """Yield measures said to be law under an act that is none."""
    for fact in facts:
        if not isinstance(fact, TariffMeasure) or fact.force is not Force.ENACTED:
            continue
        act = dossier.acts.get(fact.act or "")
        if act is not None and act.force is not Force.ENACTED:
            message = f"is enacted, but its act {act.id} is only {act.force.value}"
            yield Breach("L3", fact.id, "force", message)


def foreign_programmes(dossier: Dossier, facts: Iterable[AnyFact]) -> Iterator[Breach]:
    """Yield measures that change a programme of another importer."""
    for fact in facts:
        if not isinstance(fact, TariffMeasure):
            continue
        for field, ids in (("programmes", fact.programmes), ("in_lieu_of", fact.in_lieu_of)):
            for one in ids:
                programme = dossier.duty_programmes.get(one)
                if programme is not None and programme.importer != fact.importer:
                    whose = f"the programme {one} is charged by {programme.importer}"
                    yield Breach("L4", fact.id, field, f"is charged by {fact.importer}, but {whose}", one)


def undecided_painting(dossier: Dossier, facts: Iterable[AnyFact]) -> Iterator[Breach]:
    """Yield measures whose place among the paint of their programme nothing decides."""
    own = {fact.id for fact in facts}
    crowds = [(name, group) for name, group in unordered(dossier) if len(group) > MOST_UNORDERED]
    for programme, group in crowds:
        last = max((one for one in group), key=lambda one: (one.id in own, one.id))
        message = (
            f"is one of {len(group)} measures of {programme} that were announced on {last.announced} "
            f"with the sequence {last.sequence}; at most {MOST_UNORDERED} may share both"
        )
        yield Breach("L2", last.id, "sequence", message)
    if crowds:
        return
    for tie in ties(dossier):
        if not own.isdisjoint((tie.one, tie.other)):
            blamed, other = (tie.other, tie.one) if tie.other in own else (tie.one, tie.other)
            message = f"paints {tie.programme} where {other} does, announced on the same day"
            yield Breach("L1", blamed, "sequence", f"{message} with the same sequence")
