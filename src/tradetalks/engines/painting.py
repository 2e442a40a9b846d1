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
from tradetalks.model.measures import Authorises, ChangesList, Ends, TariffMeasure
from tradetalks.vocabulary.goods_parts import leaves_bare
from tradetalks.vocabulary.kinds import Force
from tradetalks.vocabulary.places import countries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tradetalks.vocabulary.goods import ProductScope

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

    @property
    def in_words(self) -> bool:
        """Whether its goods are in words alone."""
        products = self.measure.products
        return not (products.all or products.codes or products.lists)

    @property
    def ordinary(self) -> bool:
        """Whether it is on all goods, but for lists, and asks for no claim."""
        products = self.measure.products
        return not self.measure.conditions and products.all and not products.words


def _paint(measure: TariffMeasure, programme: str) -> Paint | None:
    if measure.force is not Force.ENACTED or isinstance(measure.effect, ChangesList | Authorises):
        return None
    if programme in measure.in_lieu_of:
        return Paint(measure, blank=True, glass=measure.glass)
    return Paint(measure, blank=isinstance(measure.effect, Ends), glass=measure.on_glass)


def _pictures(dossier: Dossier) -> dict[str, tuple[Paint, ...]]:
    by_programme: dict[str, list[Paint]] = {name: [] for name in dossier.duty_programmes}
    for measure in dossier.measures.values():
        for programme in (*measure.programmes, *measure.in_lieu_of):
            paint = _paint(measure, programme)
            if paint is not None:
                by_programme[programme].append(paint)
    return {
        name: tuple(sorted(paints, key=lambda paint: paint.order))
        for name, paints in by_programme.items()
        if paints
    }


def _shown(layers: Iterable[Paint]) -> tuple[TariffMeasure, ...]:
    """Return what shows of layers of paint, the topmost given first, in order of painting."""
    above: list[ProductScope] = []
    shown: list[TariffMeasure] = []
    for paint in layers:
        measure = paint.measure
        if not paint.blank and leaves_bare(above, measure.products):
            shown.append(measure)
        # An importer may not meet conditions, so what hangs on them hides nothing.
        if not measure.conditions:
            above.append(measure.products)
    return tuple(reversed(shown))


def _ordinary(layers: Iterable[Paint]) -> TariffMeasure | None:
    top = next((paint for paint in layers if paint.ordinary), None)
    return None if top is None or top.blank else top.measure


@frozen(eq=False)
class _Spans:
    """The days on which a picture changes for an origin, and what shows from each on."""

    starts: tuple[date, ...]
    shown: tuple[tuple[TariffMeasure, ...], ...]
    ordinary: tuple[TariffMeasure | None, ...]

    def at(self, day: date) -> int:
        return bisect_right(self.starts, day) - 1


@frozen(eq=False)
class Painter:
    """The pictures of a dossier's programmes; keeps what it has worked out.

    Origins that a programme treats alike share one working.
    """

    _dossier: Dossier = field(alias="dossier")
    _paintings: dict[str, tuple[Paint, ...]] = field(alias="paintings")
    _days: dict[str, tuple[date, ...]] = field(factory=dict, init=False)
    _reaches: dict[str, list[tuple[date, list[frozenset[str]]]]] = field(factory=dict, init=False)
    _alike: dict[tuple[str, tuple[tuple[int, ...], ...]], _Spans] = field(factory=dict, init=False)
    _by_origin: dict[tuple[str, str], _Spans] = field(factory=dict, init=False)
    _apart: dict[frozenset[str], tuple[str, ...]] = field(factory=dict, init=False)
    _merged: dict[str, tuple[tuple[date, ...], dict[int, tuple[TariffMeasure, ...]]]] = field(
        factory=dict, init=False
    )

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
        return tuple(
            paint
            for paint in self.on(programme, on)
            if self._dossier.takes_in(paint.measure.origins, origin, on)
        )

    def on(self, programme: str, day: date) -> tuple[Paint, ...]:
        """Return the paint of one programme on a day, whatever the origin, the topmost first."""
        paints = self._paintings.get(programme, ())
        return tuple(
            paint
            for paint in reversed(paints)
            if day in paint.measure.applies
            and not (paint.in_words and isinstance(paint.measure.effect, Ends))
            and not self._is_over(paint, programme, day)
        )

    def _is_over(self, paint: Paint, programme: str, day: date) -> bool:
        """Whether a later end of the same goods leaves nothing of what is in words, or in lieu of another programme.

        An end of goods in words covers nothing that is painted, so what it ends is taken away.
        """
        measure = paint.measure
        if programme in measure.programmes and not paint.in_words:
            return False
        reached = self._dossier.reach(measure.origins, day)
        return any(
            isinstance(later.measure.effect, Ends)
            and later.measure.products == measure.products
            and later.order > paint.order
            and day in later.measure.applies
            and reached <= self._dossier.reach(later.measure.origins, day)
            for own in measure.programmes
            for later in self._paintings[own]
        )

    def showing(self, programme: str, origin: str, on: date) -> tuple[TariffMeasure, ...]:
        """Return the measures of one programme of which some paint shows, in order of painting.

        What ends a programme covers, and is itself nothing in force.
        """
        if programme not in self._paintings:
            return ()
        spans = self._spans(programme, origin)
        return spans.shown[spans.at(on)]

    def ordinary(self, programme: str, origin: str, on: date) -> TariffMeasure | None:
        """Return what one programme has on top for ordinary goods: on no list, with no claim."""
        if programme not in self._paintings:
            return None
        spans = self._spans(programme, origin)
        return spans.ordinary[spans.at(on)]

    def measures_on(self, day: date, origin: str | None) -> tuple[TariffMeasure, ...]:
        """Return the enacted measures of which some paint shows on a day, by programme and order.

        Args:
            day: the day of entry.
            origin: the origin of the goods; None for every origin.
        """
        key = "" if origin is None else origin
        origins = [one.code for one in countries()] if origin is None else [origin]
        if key not in self._merged:
            spans = {id(one): one for name in self._paintings for one in map(self._of(name), origins)}
            self._merged[key] = (tuple(sorted({day for one in spans.values() for day in one.starts})), {})
        starts, shown = self._merged[key]
        # What shows holds still between the days on which some picture changes.
        at = bisect_right(starts, day)
        if at not in shown:
            shown[at] = self._together(origins, day)
        return shown[at]

    def apart(self, origins: frozenset[str]) -> tuple[str, ...]:
        """Return one of each group of origins that every programme treats alike on every day."""
        if origins not in self._apart:
            groups: dict[tuple[int, ...], str] = {}
            for one in sorted(origins):
                groups.setdefault(tuple(id(self._spans(name, one)) for name in self._paintings), one)
            self._apart[origins] = tuple(groups.values())
        return self._apart[origins]

    def _of(self, programme: str) -> Callable[[str], _Spans]:
        return lambda origin: self._spans(programme, origin)

    def _together(self, origins: list[str], day: date) -> tuple[TariffMeasure, ...]:
        found: dict[str, TariffMeasure] = {}
        for programme in self._paintings:
            alike = {id(spans): spans for spans in (self._spans(programme, one) for one in origins)}
            shown = {one.id: one for spans in alike.values() for one in spans.shown[spans.at(day)]}
            if len(alike) > 1:
                shown = dict(sorted(shown.items(), key=lambda item: (item[1].painted, item[0])))
            found.update((key, one) for key, one in shown.items() if key not in found)
        return tuple(found.values())

    @property
    def changes(self) -> tuple[date, ...]:
        """The days on which any picture may change, in order; the first stands for all before."""
        return tuple(sorted({day for programme in self._paintings for day in self._changes(programme)}))

    def _changes(self, programme: str) -> tuple[date, ...]:
        days = self._days.get(programme)
        if days is None:
            ends = [paint.measure.applies for paint in self._paintings[programme]]
            dated = {day for one in ends for day in (one.start, one.end) if day is not None}
            days = tuple(sorted({date.min, *dated, *self._dossier.bloc_days}))
            self._days[programme] = days
        return days

    def _spans(self, programme: str, origin: str) -> _Spans:
        spans = self._by_origin.get((programme, origin))
        if spans is None:
            reaching = self._reaching(programme, origin)
            spans = self._alike.get((programme, reaching))
            if spans is None:
                spans = self._alike[programme, reaching] = self._work_out(programme, reaching)
            self._by_origin[programme, origin] = spans
        return spans

    def _reaching(self, programme: str, origin: str) -> tuple[tuple[int, ...], ...]:
        """Return which paints reach an origin, in each spell in which no bloc changes."""
        spells = []
        for day, reaches in self._reaches_of(programme):
            members = self._dossier.members(origin, day)
            spells.append(tuple(at for at, reach in enumerate(reaches) if members <= reach))
        return tuple(spells)

    def _reaches_of(self, programme: str) -> list[tuple[date, list[frozenset[str]]]]:
        # Asked for each origin, so worked out once: the countries that each paint reaches in each spell.
        if programme not in self._reaches:
            scopes = [paint.measure.origins for paint in self._paintings[programme]]
            self._reaches[programme] = [
                (day, [self._dossier.reach(scope, day) for scope in scopes])
                for day in (date.min, *self._dossier.bloc_days)
            ]
        return self._reaches[programme]

    def _work_out(self, programme: str, reaching: tuple[tuple[int, ...], ...]) -> _Spans:
        paints = self._paintings[programme]
        bloc_days = self._dossier.bloc_days
        starts: list[date] = []
        shown: list[tuple[TariffMeasure, ...]] = []
        ordinary: list[TariffMeasure | None] = []
        before: list[Paint] | None = None
        for day in self._changes(programme):
            spell = reaching[bisect_right(bloc_days, day)]
            layers = [paints[at] for at in reversed(spell) if day in paints[at].measure.applies]
            if layers == before:
                continue
            before = layers
            starts.append(day)
            shown.append(_shown(layers))
            ordinary.append(_ordinary(layers))
        return _Spans(tuple(starts), tuple(shown), tuple(ordinary))
