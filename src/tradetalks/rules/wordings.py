"""Wordings: where the words of an act come to a day, it is the day that the record states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradetalks.dates.days import BadDay
from tradetalks.dates.wording import BadWording, DayRole, WordedDay, resolve_wording
from tradetalks.model.measures import TariffMeasure
from tradetalks.model.talks import Deadline
from tradetalks.rules.breaches import Breach

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from tradetalks.dossier import Dossier
    from tradetalks.model.collections import AnyFact

__all__ = ["wordings_contradicted"]


def wordings_contradicted(dossier: Dossier, facts: Iterable[AnyFact]) -> Iterator[Breach]:
    """Yield wordings that come to another day than the one beside them.

    Words that name no way to a day, or count from a day that is not known, contradict nothing.
    """
    for fact in facts:
        match fact:
            case TariffMeasure():
                triggers = _triggers(dossier, fact)
                start = _day_of(fact.start_wording, triggers, DayRole.ON, DayRole.EARLIEST)
                end = _day_of(fact.end_wording, triggers, DayRole.END)
                yield from _compared(fact, "start_wording", fact.start_wording, start, fact.applies.start)
                yield from _compared(fact, "end_wording", fact.end_wording, end, fact.applies.end)
            case Deadline() if fact.day_exact:
                day = _day_of(fact.wording, {}, DayRole.ON, DayRole.LATEST)
                yield from _compared(fact, "wording", fact.wording, day, fact.day)
            case _:
                pass


def _triggers(dossier: Dossier, measure: TariffMeasure) -> dict[str, date]:
    act = dossier.acts.get(measure.act or "")
    days = (("signing", act.signed), ("publication", act.published)) if act is not None else ()
    return {name: day for name, day in days if day is not None}


def _day_of(wording: str | None, triggers: dict[str, date], *roles: DayRole) -> date | None:
    """Return the day that a wording comes to, where it can be read and means such a day."""
    if wording is None:
        return None
    try:
        worded: WordedDay = resolve_wording(wording, triggers)
    except (BadWording, BadDay):
        return None
    return worded.day if worded.role in roles else None


def _compared(
    fact: AnyFact, field: str, wording: str | None, worded: date | None, stated: date | None
) -> Iterator[Breach]:
    if worded is not None and worded != stated:
        found = f"the record says {stated}" if stated else "the record states no day"
        yield Breach("T6", fact.id, field, f"{wording!r} comes to {worded}, but {found}", wording)
