"""The painter's rule: of what one programme charges, which measures show on a day.

Within a programme the measures are painted in the order in which they were announced; each covers
what lies under it, for just the origins, goods and days that it names. Exemptions are painted on
glass above the picture. A measure in lieu of another programme paints that programme blank.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING

from attrs import field, frozen

from tradetalks.dossier import Dossier
from tradetalks.model.measures import (
    Authorises,
    ChangesList,
    Ends,
    TariffMeasure,
)
from tradetalks.vocabulary.goods_parts import GoodsPart, covers, parts
from tradetalks.vocabulary.kinds import Force
from tradetalks.vocabulary.places import countries

if TYPE_CHECKING:
    from collections.abc import Iterable


__all__ = ["Paint", "Painter"]


@frozen
class Paint:
    """One measure as paint in the picture of one programme."""

    #: The measure.
    measure: TariffMeasure
    #: Whether the programme is painted blank: the measure ends it or stands in lieu of it.
    blank: bool
    #: Whether it lies on the glass above the picture.
    glass: bool

    @property
    def order(self) -> tuple[bool, tuple[date, int], str]:
        """The order of painting: the picture before the glass, then by announcement."""
        return (self.glass, self.measure.painted, self.measure.id)


def _paints(measure: TariffMeasure, programme: str) -> Paint | None:
    if measure.force is not Force.ENACTED or isinstance(measure.effect, ChangesList | Authorises):
        return None
    if programme in measure.in_lieu_of:
        return Paint(measure, blank=True, glass=False)
    return Paint(measure, blank=isinstance(measure.effect, Ends), glass=measure.on_glass)


def _pictures(dossier: Dossier) -> dict[str, tuple[Paint, ...]]:
    by_programme: dict[str, list[Paint]] = {name: [] for name in dossier.duty_programmes}
    for measure in dossier.measures.values():
        for programme in (*measure.programmes, *measure.in_lieu_of):
            paint = _paints(measure, programme)
            if paint is not None:
                by_programme[programme].append(paint)
    return {
        name: tuple(sorted(paints, key=lambda paint: paint.order))
        for name, paints in by_programme.items()
        if paints
    }


@frozen(eq=False)
class _Spans:
    """The days on which the picture changes, and what shows from each on."""

    starts: tuple[date, ...]
    shown: tuple[tuple[TariffMeasure, ...], ...]

    def on(self, day: date) -> tuple[TariffMeasure, ...]:
        at = bisect_right(self.starts, day) - 1
        return self.shown[at] if at >= 0 else ()


@frozen(eq=False)
class Painter:
    """The pictures of a dossier's programmes; keeps what it has worked out for each origin."""

    _dossier: Dossier = field(alias="dossier")
    _paintings: dict[str, tuple[Paint, ...]] = field(alias="paintings")
    _spans: dict[str, _Spans] = field(factory=dict, init=False)
    _everywhere: dict[date, tuple[TariffMeasure, ...]] = field(factory=dict, init=False)

    @classmethod
    def of(cls, dossier: Dossier) -> Painter:
        """Paint the programmes of a dossier."""
        return cls(dossier, _pictures(dossier))

    @property
    def programmes(self) -> Iterable[str]:
        """The programmes that have a picture."""
        return self._paintings

    def layers(self, programme: str, origin: str, on: date) -> tuple[Paint, ...]:
        """Return the paint of one programme for an origin on a day, the topmost first."""
        paints = self._paintings.get(programme, ())
        return tuple(
            paint
            for paint in reversed(paints)
            if on in paint.measure.applies and self._dossier.takes_in(paint.measure.origins, origin, on)
        )

    def showing(self, programme: str, origin: str, on: date) -> tuple[TariffMeasure, ...]:
        """Return the measures of one programme of which some paint shows, in order of painting.

        What ends a programme covers, and is itself nothing in force.
        """
        above: list[TariffMeasure] = []
        shown: list[TariffMeasure] = []
        for paint in self.layers(programme, origin, on):
            measure = paint.measure
            hidden = all(_hidden(part, above) for part in parts(measure.products))
            if not hidden and not paint.blank:
                shown.append(measure)
            if not measure.conditions:
                above.append(measure)
        return tuple(reversed(shown))

    def measures_on(self, day: date, origin: str | None) -> tuple[TariffMeasure, ...]:
        """Return the enacted measures of which some paint shows on a day.

        Args:
            day: the day of entry.
            origin: the origin of the goods; None for every origin.
        """
        if origin is not None:
            return self._spans_of(origin).on(day)
        if day not in self._everywhere:
            found = {one.id: one for place in countries() for one in self._spans_of(place.code).on(day)}
            self._everywhere[day] = self._in_order(found.values())
        return self._everywhere[day]

    def _spans_of(self, origin: str) -> _Spans:
        spans = self._spans.get(origin)
        if spans is None:
            spans = self._spans[origin] = self._work_out(origin)
        return spans

    def _work_out(self, origin: str) -> _Spans:
        starts = self.changes
        shown = []
        for day in starts:
            found = {
                one.id: one for programme in self._paintings for one in self.showing(programme, origin, day)
            }
            shown.append(self._in_order(found.values()))
        return _Spans(starts, tuple(shown))

    @property
    def changes(self) -> tuple[date, ...]:
        """The days on which any picture may change, in order; the first stands for all before."""
        days = {date.min}
        for paints in self._paintings.values():
            for paint in paints:
                days |= {one for one in (paint.measure.applies.start, paint.measure.applies.end) if one}
        for bloc in self._dossier.blocs.values():
            days |= {one for spell in bloc.spells for one in (spell.starts, spell.ends) if one}
        return tuple(sorted(days))

    @staticmethod
    def _in_order(found: Iterable[TariffMeasure]) -> tuple[TariffMeasure, ...]:
        return tuple(sorted(found, key=lambda one: (one.programmes, one.painted, one.id)))


def _hidden(part: GoodsPart, above: list[TariffMeasure]) -> bool:
    return any(covers(measure.products, part) for measure in above)
