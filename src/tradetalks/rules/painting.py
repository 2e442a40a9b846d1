"""Ties in painting: two measures of one programme that nothing puts in order.

The painter paints what was announced on one day by its sequence numbers. Where two measures have
the same number and would leave different paint on the same goods, the answer would hang on the
letters of their ids, so such a record is refused.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from tradetalks.errors import TradeTalksError
from tradetalks.model.measures import Authorises, ChangesList, Ends
from tradetalks.vocabulary.goods_parts import covers, parts
from tradetalks.vocabulary.kinds import Force

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradetalks.dossier import Dossier
    from tradetalks.model.measures import Effect, TariffMeasure
    from tradetalks.vocabulary.goods import HsPrefix, ProductScope

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
    days = (date.min, *dossier.bloc_days)
    for place, strokes in _groups(dossier).items():
        # Most of a group are the rates of one day, each for another partner: those are told apart first.
        ever = [
            frozenset[str]().union(*(dossier.reach(one.measure.origins, day) for day in days))
            for one in strokes
        ]
        for (one, here), (other, there) in combinations(zip(strokes, ever, strict=True), 2):
            if here.isdisjoint(there) or one.effect == other.effect:
                continue
            if _overlap(dossier, one.measure, other.measure):
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


def _overlap(dossier: Dossier, one: TariffMeasure, other: TariffMeasure) -> bool:
    days = one.applies.intersection(other.applies)
    if days is None or set(one.conditions) != set(other.conditions):
        return False
    if not _share_goods(one.products, other.products):
        return False
    # A bloc may gain members while both apply.
    moments = (days.start or date.min, *(day for day in dossier.bloc_days if day in days))
    return any(
        not dossier.reach(one.origins, day).isdisjoint(dossier.reach(other.origins, day)) for day in moments
    )


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
