"""Ties in painting: two measures of one programme that nothing puts in order.

The painter paints what was announced on one day by its sequence numbers. Where two measures have
the same number and would leave different paint on the same goods, the answer would hang on the
letters of their ids, so such a record is refused.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from tradetalks.errors import TradeTalksError
from tradetalks.model.measures import Authorises, ChangesList, Ends
from tradetalks.vocabulary.goods_parts import covers, parts
from tradetalks.vocabulary.kinds import Force
from tradetalks.vocabulary.places import EVERYWHERE, countries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tradetalks.dates.intervals import DateInterval
    from tradetalks.dossier import Dossier
    from tradetalks.model.measures import Effect, TariffMeasure
    from tradetalks.vocabulary.goods import HsPrefix, ProductScope
    from tradetalks.vocabulary.places import PlaceScope

__all__ = ["PaintingTie", "ties", "unordered"]


class PaintingTie(TradeTalksError, ValueError):
    """Two measures of one programme, announced on one day, that nothing puts in order."""

    def __init__(self, programme: str, one: str, other: str) -> None:
        """Keep the programme and the two measures."""
        super().__init__(programme, one, other)
        #: Id of the programme that both paint.
        self.programme = programme
        #: Id of one measure.
        self.one = one
        #: Id of the other measure.
        self.other = other

    def __str__(self) -> str:
        """Return one clear sentence."""
        return (
            f"{self.one} and {self.other} paint {self.programme}, were announced on the same day "
            "and overlap: give them different sequence numbers, the later paint the higher"
        )


class _Place(NamedTuple):
    """Where in the order of painting a measure stands; what stands apart can never tie."""

    programme: str
    announced: date
    sequence: int
    glass: bool


class _Stroke(NamedTuple):
    """What a measure leaves in the picture of one programme; no effect where it leaves it blank."""

    measure: TariffMeasure
    effect: Effect | None


def unordered(dossier: Dossier) -> Iterator[tuple[str, tuple[TariffMeasure, ...]]]:
    """Yield the measures that share a programme, a day, a pane and a sequence number, two or more."""
    for place, strokes in _groups(dossier).items():
        yield place.programme, tuple(one.measure for one in strokes)


def ties(dossier: Dossier) -> Iterator[PaintingTie]:
    """Yield every pair of enacted measures whose order of painting is not decided.

    Such measures change one programme, were announced on the same day with the same sequence
    number, lie on the same pane, hang on the same conditions, share days, origins and goods, and
    differ in their effect.
    """
    origins_on = _origins_reader(dossier)
    for place, strokes in _groups(dossier).items():
        for one, other in combinations(strokes, 2):
            if one.effect != other.effect and _overlap(one.measure, other.measure, origins_on):
                yield PaintingTie(place.programme, one.measure.id, other.measure.id)


def _groups(dossier: Dossier) -> dict[_Place, list[_Stroke]]:
    groups: defaultdict[_Place, list[_Stroke]] = defaultdict(list)
    for measure in dossier.measures.values():
        effect = measure.effect
        if measure.force is not Force.ENACTED or isinstance(effect, ChangesList | Authorises):
            continue
        shown = None if isinstance(effect, Ends) else effect
        for programme in dict.fromkeys((*measure.programmes, *measure.in_lieu_of)):
            # In lieu of a programme its picture is painted blank, and never on the glass.
            blank = programme in measure.in_lieu_of
            place = _Place(programme, *measure.painted, measure.on_glass and not blank)
            groups[place].append(_Stroke(measure, None if blank else shown))
    return {place: strokes for place, strokes in groups.items() if len(strokes) > 1}


def _overlap(
    one: TariffMeasure,
    other: TariffMeasure,
    origins_on: Callable[[PlaceScope, date], frozenset[str]],
) -> bool:
    days = one.applies.intersection(other.applies)
    if days is None or set(one.conditions) != set(other.conditions):
        return False
    if not _share_goods(one.products, other.products):
        return False
    return any(
        not origins_on(one.origins, day).isdisjoint(origins_on(other.origins, day)) for day in _moments(days)
    )


def _moments(days: DateInterval) -> Iterator[date]:
    """Yield the days on which origins are compared: the first of all, and the last where there is one.

    A bloc that gains members in between is compared as it is at the end.
    """
    yield days.start or date.min
    yield days.last_day or date.max


def _origins_reader(dossier: Dossier) -> Callable[[PlaceScope, date], frozenset[str]]:
    everywhere = frozenset(place.code for place in countries())

    @cache
    def members(symbol: str, on: date) -> frozenset[str]:
        return everywhere if symbol == EVERYWHERE else dossier.members(symbol, on)

    @cache
    def origins(scope: PlaceScope, on: date) -> frozenset[str]:
        inside: frozenset[str] = frozenset().union(*(members(one, on) for one in scope.within))
        return inside.difference(*(members(one, on) for one in scope.without))

    return origins


def _share_goods(one: ProductScope, other: ProductScope) -> bool:
    """Whether the two certainly share goods; what only a list or words could tell is no tie."""
    if one.all and other.all and one.words is None and other.words is None:
        # Whatever each takes out, all goods are never used up.
        return True
    return _reaches_into(one, other) or _reaches_into(other, one)


def _reaches_into(wide: ProductScope, narrow: ProductScope) -> bool:
    """Whether the wider scope certainly takes in some goods that the narrower one names."""
    if any(covers(wide, part) for part in parts(narrow)):
        return True
    return set(wide.not_lists) <= set(narrow.not_lists) and any(
        _takes_in(wide, code) and _takes_in(narrow, code) for code in narrow.codes
    )


def _takes_in(scope: ProductScope, code: HsPrefix) -> bool:
    """Whether a scope takes in what lies right under ``code``, whatever it takes out further down."""
    narrowed = scope.all and scope.words is not None
    return not narrowed and scope.covers_code(code) is True
