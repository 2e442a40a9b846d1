"""What falls due in the talks: the deadlines that texts name, and the ends that measures set."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tradetalks.model.talks import Deadline
from tradetalks.vocabulary.kinds import Action, ProgrammeReach

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradetalks.dossier import Dossier
    from tradetalks.engines.painting import Painter
    from tradetalks.model.measures import TariffMeasure
    from tradetalks.model.talks import Negotiation

__all__ = ["deadlines"]

_TEMPORARY = (Action.SUSPEND, Action.EXTEND, Action.LOWER)


def deadlines(dossier: Dossier, painter: Painter) -> tuple[Deadline, ...]:
    """Return every deadline of the talks, by day and talk.

    Those that a text names come from the record. Besides, a measure on all goods that suspends,
    extends or lowers a duty up to a day which its act sets makes that day a deadline of the talk
    with each partner it names, unless the same duty goes on from there.
    """
    named = {(one.negotiation, one.day): one for one in dossier.deadlines.values()}
    temporary = [one for one in dossier.measures.values() if _is_temporary(dossier, one)]
    for talk in dossier.negotiations.values():
        for measure in temporary:
            for one in _set_by_measure(dossier, painter, talk, measure):
                named.setdefault((one.negotiation, one.day), one)
    return tuple(sorted(named.values(), key=lambda one: (one.day, one.negotiation, one.id)))


def _is_temporary(dossier: Dossier, measure: TariffMeasure) -> bool:
    """Whether a measure on all goods suspends, extends or lowers a duty up to a day which its act sets."""
    if (
        measure.applies.end is None
        or measure.action not in _TEMPORARY
        or measure.conditions
        or not measure.act
    ):
        return False
    return {dossier.duty_programmes[one].reach for one in measure.programmes} == {ProgrammeReach.ALL_GOODS}


def _set_by_measure(
    dossier: Dossier, painter: Painter, talk: Negotiation, measure: TariffMeasure
) -> Iterator[Deadline]:
    end = measure.applies.end
    if end is None or measure.act is None:  # pragma: no cover - it is no temporary measure
        return
    last = end - timedelta(days=1)
    for partner in talk.partners:
        if not dossier.names_place(measure.origins, partner, last):
            continue
        programme = measure.programmes[0]
        shown = measure in painter.showing(programme, partner, last)
        goes_on = any(
            (one.effect, one.products, one.conditions) == (measure.effect, measure.products, ())
            for one in painter.showing(programme, partner, end)
        )
        if shown and not goes_on:
            yield Deadline(
                id=f"{talk.id}-{end}-{measure.id}"[:80].rstrip("-"),
                announced=max(measure.announced, talk.announced),
                sources=measure.sources,
                verified=measure.verified,
                negotiation=talk.id,
                day=end,
                wording=measure.end_wording or str(end),
                what=f"end of: {measure.summary}",
                set_by=measure.act,
            )
            return
