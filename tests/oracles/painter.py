"""The painter's rule done by hand: every good by itself, every measure laid on in order, the top colour read off.

The canvas is exploded into single goods. A good is known by the longest code that the history
names for it, the lists it is on and the descriptions it fits; every combination is held to exist,
since a history does not say which goods a list or a description holds.
"""

from __future__ import annotations

from itertools import chain, combinations
from typing import TYPE_CHECKING, NamedTuple

from tradetalks.model.measures import Authorises, ChangesList, Ends, Exempts
from tradetalks.vocabulary.kinds import Force

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from tradetalks.dossier import Dossier
    from tradetalks.model.measures import TariffMeasure
    from tradetalks.vocabulary.goods import ProductScope
    from tradetalks.vocabulary.places import PlaceScope

__all__ = ["Good", "countries_of", "goods", "is_painted_for", "measures_on", "names", "picture", "showing"]


class Good(NamedTuple):
    """One kind of goods that nothing in the history tells apart any further."""

    #: The longest code named anywhere that the good lies under; empty where none is.
    code: str
    #: The lists that it is on.
    lists: frozenset[str]
    #: The descriptions that it fits.
    words: frozenset[str]


def goods(measures: Iterable[TariffMeasure]) -> tuple[Good, ...]:
    """Return every kind of goods that these measures can tell apart."""
    scopes = [measure.products for measure in measures]
    codes = {""} | {code.digits for one in scopes for code in (*one.codes, *one.not_codes)}
    lists = {name for one in scopes for name in (*one.lists, *one.not_lists)}
    words = {one.words for one in scopes if one.words is not None}
    return tuple(
        Good(code, on, fits) for code in sorted(codes) for on in _subsets(lists) for fits in _subsets(words)
    )


def _subsets(names: Iterable[str]) -> list[frozenset[str]]:
    every = sorted(names)
    return [frozenset(some) for size in range(len(every) + 1) for some in combinations(every, size)]


def is_among(scope: ProductScope, good: Good) -> bool:
    """Whether a good lies in a scope: lists out, then the longest code, then lists in; words narrow it all."""
    if good.lists & set(scope.not_lists):
        return False
    if scope.words is not None and scope.words not in good.words:
        return False
    inside = max((len(one.digits) for one in scope.codes if good.code.startswith(one.digits)), default=None)
    outside = max((len(one.digits) for one in scope.not_codes if good.code.startswith(one.digits)), default=0)
    if outside:
        return inside is not None and inside > outside
    named = bool(scope.codes or scope.lists)
    return scope.all or inside is not None or bool(good.lists & set(scope.lists)) or not named


def countries_of(dossier: Dossier, symbol: str, day: date) -> set[str]:
    """Return the countries that a symbol stands for: itself, or the members of the bloc on the day."""
    for bloc in dossier.blocs.values():
        if symbol in (bloc.code, bloc.id):
            spells = [
                spell
                for spell in bloc.spells
                if (spell.starts is None or spell.starts <= day) and (spell.ends is None or day < spell.ends)
            ]
            return set(
                chain.from_iterable(
                    countries_of(dossier, one, day) for spell in spells for one in spell.places
                )
            )
    return {symbol}


def names(dossier: Dossier, scope: PlaceScope, origin: str, day: date) -> bool:
    """Whether a scope takes in every country that an origin stands for."""
    inside = set(chain.from_iterable(countries_of(dossier, one, day) for one in scope.within))
    outside = set(chain.from_iterable(countries_of(dossier, one, day) for one in scope.without))
    asked = countries_of(dossier, origin, day)
    return ("*" in scope.within or asked <= inside) and not asked & outside


def is_painted_for(dossier: Dossier, measure: TariffMeasure, origin: str, day: date) -> bool:
    """Whether a measure is law, applies on the day and takes in the origin."""
    start, end = measure.applies.start, measure.applies.end
    return (
        measure.force is Force.ENACTED
        and not isinstance(measure.effect, ChangesList | Authorises)
        and (start is None or start <= day)
        and (end is None or day < end)
        and names(dossier, measure.origins, origin, day)
    )


def picture(dossier: Dossier, programme: str, origin: str, day: date) -> dict[Good, list[TariffMeasure]]:
    """Paint one programme for an origin and a day, and return what is seen at every good, lowest first.

    A measure covers whatever lies at its goods; one that hangs on conditions lies beside it, since
    an importer may not meet them.
    """
    canvas: dict[Good, list[TariffMeasure]] = {good: [] for good in goods(dossier.measures.values())}
    strokes = [
        (glass, measure.announced, measure.sequence, measure.id, blank)
        for measure in dossier.measures.values()
        for glass, blank in _strokes(measure, programme)
        if is_painted_for(dossier, measure, origin, day)
    ]
    for *_, measure_id, blank in sorted(strokes):
        measure = dossier.measures[measure_id]
        for good, seen in canvas.items():
            if is_among(measure.products, good):
                if not measure.conditions:
                    seen.clear()
                if not blank:
                    seen.append(measure)
    return canvas


def _strokes(measure: TariffMeasure, programme: str) -> list[tuple[bool, bool]]:
    """Return how a measure is laid on the picture of a programme: whether on the glass, whether as a blank."""
    if programme in measure.in_lieu_of:
        return [(False, True)]
    if programme in measure.programmes:
        exempts = isinstance(measure.effect, Exempts)
        return [(measure.glass or exempts, isinstance(measure.effect, Ends))]
    return []


def showing(dossier: Dossier, programme: str, origin: str, day: date) -> set[str]:
    """Return the ids of the measures of a programme that are seen at some good."""
    canvas = picture(dossier, programme, origin, day)
    return {measure.id for seen in canvas.values() for measure in seen}


def measures_on(dossier: Dossier, day: date, *origins: str) -> set[str]:
    """Return the ids of the measures that are seen at some good of one of these origins."""
    return {
        one
        for programme in dossier.duty_programmes
        for origin in origins
        for one in showing(dossier, programme, origin, day)
    }
