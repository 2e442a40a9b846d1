"""The law for an origin on a day: what each programme paints for it, which rules of stacking hold, which column.

It holds still between the days on which some of it changes, and origins that are treated alike share one law.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from attrs import field, frozen

from tradetalks.dossier import Dossier
from tradetalks.engines.duty.column import ORDINARY, Preferences, symbols_of
from tradetalks.engines.duty.stacking import RuleBook
from tradetalks.engines.painting import Paint, Painter
from tradetalks.model.stacking import StackingRule
from tradetalks.vocabulary.kinds import ProgrammeReach

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["COLUMN_2_ORIGINS", "Law", "LawBook"]

#: The bloc of origins whose goods pay column 2.
COLUMN_2_ORIGINS = "column-2"


@frozen(eq=False)
class Law:
    """What applies to goods of an origin on a day, before their code and the claims are looked at."""

    #: The paint of each programme that has any, the topmost first, in the order of the programmes.
    layers: Mapping[str, tuple[Paint, ...]]
    #: The same of the programmes in which acts paint over what a column of the schedule prints.
    ordinary: Mapping[str, tuple[Paint, ...]]
    #: The rules of stacking in force.
    rules: RuleBook
    #: Which symbols of the special column the goods may claim.
    preferences: Preferences
    #: Whether the ordinary duty is that of column 2.
    under_column_2: bool


#: By programme, its paints from the top, each with the countries that it reaches.
_Reaching: TypeAlias = tuple[tuple[str, tuple[tuple[Paint, frozenset[str]], ...]], ...]


@frozen(eq=False)
class _Spell:
    """What may apply in a spell of days, each with the countries that it reaches."""

    paints: _Reaching
    ordinary: _Reaching
    preferences: _Reaching
    rules: tuple[tuple[StackingRule, frozenset[str] | None], ...]
    column_2: frozenset[str]

    @cached_property
    def reaches(self) -> tuple[frozenset[str], ...]:
        """Every group of countries that something reaches, once: an origin comes under a law by those it is in."""
        reaching = (*self.paints, *self.ordinary, *self.preferences)
        found = [reach for _name, paints in reaching for _paint, reach in paints]
        found += [reach for _rule, reach in self.rules if reach is not None]
        return tuple(dict.fromkeys((*found, self.column_2)))


@frozen(eq=False)
class LawBook:
    """The law of a record by origin and day; keeps what it has worked out."""

    _dossier: Dossier
    _painter: Painter
    _rules: RuleBook
    _programmes: tuple[str, ...]
    _preferences: tuple[str, ...]
    _symbols: frozenset[str]
    #: The days on which the law changes for some origin, or a product list does; the first stands for all before.
    days: tuple[date, ...]
    _spells: dict[int, _Spell] = field(factory=dict, init=False)
    _by_members: dict[tuple[frozenset[str], int], Law] = field(factory=dict, init=False)
    _alike: dict[tuple[object, ...], Law] = field(factory=dict, init=False)
    _books: dict[tuple[int, ...], RuleBook] = field(factory=dict, init=False)
    _by_reach: dict[tuple[int, frozenset[frozenset[str]]], Law] = field(factory=dict, init=False)
    #: The paints of the laws: one and the same tuple wherever they are the same, by their ids.
    _paints: dict[tuple[int, ...], tuple[Paint, ...]] = field(factory=dict, init=False)

    @classmethod
    def of(cls, dossier: Dossier, painter: Painter, importer: str, list_days: Iterable[date]) -> LawBook:
        """Return the law of a record on what one importer charges on goods."""
        ours = [one for one in dossier.duty_programmes.values() if one.importer == importer]
        programmes = tuple(one.id for one in ours if one.reach is not ProgrammeReach.NONE)
        named = [(one, symbol) for one in dossier.measures.values() for symbol in symbols_of(one)]
        speaking = {programme for one, _symbol in named for programme in one.programmes}
        ends = [one.applies for one in dossier.stacking_rules.values()]
        ruled = {day for one in ends for day in (one.start, one.end) if day is not None}
        days = {date.min, *painter.changes, *ruled, *dossier.bloc_days, *list_days}
        return cls(
            dossier,
            painter,
            RuleBook.of(dossier),
            programmes,
            tuple(one.id for one in ours if one.id in speaking),
            frozenset(symbol for _one, symbol in named),
            tuple(sorted(days)),
        )

    def spell(self, day: date) -> int:
        """Return the number of the spell of days in which a day lies and no law and no list changes."""
        return bisect_right(self.days, day) - 1

    def on(self, origin: str, spell: int) -> Law:
        """Return the law for an origin in a spell of days; one and the same for all that are treated alike."""
        members = self._dossier.members(origin, self.days[spell])
        key = (members, spell)
        if key not in self._by_members:
            self._by_members[key] = self._find(members, spell)
        return self._by_members[key]

    def _find(self, members: frozenset[str], spell: int) -> Law:
        if spell not in self._spells:
            self._spells[spell] = self._made(self.days[spell])
        made = self._spells[spell]
        reached = frozenset(reach for reach in made.reaches if members <= reach)
        if (spell, reached) not in self._by_reach:
            self._by_reach[spell, reached] = self._put(made, reached)
        return self._by_reach[spell, reached]

    def _put(self, made: _Spell, reached: frozenset[frozenset[str]]) -> Law:
        layers, ordinary, claimable = (
            {name: found for name, paints in reaching if (found := self._reaching_any(paints, reached))}
            for reaching in (made.paints, made.ordinary, made.preferences)
        )
        preferences = Preferences.of((one for found in claimable.values() for one in found), self._symbols)
        rules = tuple(one for one, reach in made.rules if reach is None or reach in reached)
        column_2 = made.column_2 in reached
        held = tuple(map(id, rules))
        if held not in self._books:
            self._books[held] = self._rules.only(rules)
        paints = (id(found) for some in (layers, ordinary) for found in some.values())
        alike = (column_2, held, preferences, *paints)
        made_law = Law(layers, ordinary, self._books[held], preferences, column_2)
        return self._alike.setdefault(alike, made_law)

    def _made(self, day: date) -> _Spell:
        """Gather what applies on a day: the same paint and rule objects for every spell, so that laws are alike."""
        dossier = self._dossier
        return _Spell(
            self._reaching(self._programmes, day),
            self._reaching(ORDINARY.values(), day),
            self._reaching(self._preferences, day),
            tuple(
                (one, None if one.origins is None else dossier.reach(one.origins, day))
                for one in self._rules.rules
                if day in one.applies
            ),
            dossier.members(COLUMN_2_ORIGINS, day) if COLUMN_2_ORIGINS in dossier.blocs else frozenset(),
        )

    def _reaching(self, programmes: Iterable[str], day: date) -> _Reaching:
        return tuple(
            (name, tuple((one, self._dossier.reach(one.measure.origins, day)) for one in found))
            for name in programmes
            if (found := self._painter.on(name, day))
        )

    def _reaching_any(
        self, paints: Iterable[tuple[Paint, frozenset[str]]], reached: frozenset[frozenset[str]]
    ) -> tuple[Paint, ...]:
        """Return the paints that reach one of these groups of countries."""
        made = tuple(paint for paint, reach in paints if reach in reached)
        return self._paints.setdefault(tuple(map(id, made)), made)
