"""The dossier: the immutable collection of facts, whole and sound; every change returns a new one.

A dossier refuses what no answer could rest on: two facts with one id, an id or a place that
nothing carries. May import everything below it: errors, vocabulary, dates, model.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, cast

from attrs import evolve, field, fields, frozen

from tradetalks.dates.days import as_day
from tradetalks.errors import NotCovered, TradeTalksError
from tradetalks.model.acts import DutyProgramme, LegalAct, ProductList
from tradetalks.model.agreements import Agreement, Commitment, Concession
from tradetalks.model.collections import COLLECTIONS, AnyFact, collection_of
from tradetalks.model.facts import Fact
from tradetalks.model.measures import TariffMeasure
from tradetalks.model.record import RecordStatement
from tradetalks.model.references import named_facts, named_places
from tradetalks.model.stacking import StackingRule
from tradetalks.model.talks import (
    Claim,
    Deadline,
    Negotiation,
    NegotiationProgramme,
    Position,
    Round,
    StatusEvent,
)
from tradetalks.vocabulary.mappings import IdMap
from tradetalks.vocabulary.places import EVERYWHERE, Bloc, PlaceScope, countries, is_country
from tradetalks.vocabulary.topics import Authority, PolicyArea, Topic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

__all__ = ["DanglingReference", "Dossier", "DuplicateId", "UnknownId", "UnknownPlace"]


class DuplicateId(TradeTalksError, ValueError):
    """Two facts with one id."""

    def __init__(self, fact_id: str) -> None:
        """Keep the id."""
        super().__init__(fact_id)
        self.fact_id = fact_id

    def __str__(self) -> str:
        """Return one clear sentence."""
        return f"two facts have the id {self.fact_id!r}: give the new one another, or replace the old"


class UnknownId(TradeTalksError, LookupError):
    """An id that no fact of the dossier carries, with ids that look like it."""

    def __init__(self, what: str, fact_id: str, near: tuple[str, ...] = ()) -> None:
        """Keep what was asked for, its id and the ids that look like it."""
        super().__init__(what, fact_id, near)
        self.what = what
        self.fact_id = fact_id[:80]
        self.near = near

    def __str__(self) -> str:
        """Return one clear sentence."""
        text = f"no {self.what} has the id {self.fact_id!r}"
        return f"{text}; did you mean {' or '.join(self.near)}?" if self.near else text


class DanglingReference(TradeTalksError, LookupError):
    """A fact that names an id which no fact of the right kind carries."""

    def __init__(self, fact_id: str, at: str, missing: str) -> None:
        """Keep the fact, the field and the id that is missing."""
        super().__init__(fact_id, at, missing)
        self.fact_id = fact_id
        self.at = at
        self.missing = missing

    def __str__(self) -> str:
        """Return one clear sentence."""
        return f"{self.fact_id} names {self.missing!r} in {self.at}, which the record does not hold"


class UnknownPlace(TradeTalksError, LookupError):
    """A fact or a question that names a place which is neither a country nor a bloc."""

    def __init__(self, place: str, asked_by: str) -> None:
        """Keep the place and who named it."""
        super().__init__(place, asked_by)
        self.place = place[:40]
        self.asked_by = asked_by

    def __str__(self) -> str:
        """Return one clear sentence."""
        return (
            f"{self.asked_by} names the place {self.place!r}, which is neither an ISO 3166-1 code "
            "such as CN nor a bloc such as EU"
        )


@frozen(kw_only=True)
class Dossier:
    """All facts of a record, by kind and id, with the indexes that the engines ask for.

    Equal when statement and facts are equal; the indexes are made on first use.
    """

    #: What the record says of itself.
    statement: RecordStatement
    #: Blocs of places.
    blocs: IdMap[Bloc] = field(factory=IdMap)
    #: Policy areas of the Horn-Mavroidis-Sapir list.
    policy_areas: IdMap[PolicyArea] = field(factory=IdMap)
    #: Topics of talks and clauses.
    topics: IdMap[Topic] = field(factory=IdMap)
    #: Statutes that acts invoke.
    authorities: IdMap[Authority] = field(factory=IdMap)
    #: Legal acts and announcements.
    acts: IdMap[LegalAct] = field(factory=IdMap)
    #: Programmes of duties.
    duty_programmes: IdMap[DutyProgramme] = field(factory=IdMap)
    #: Named lists of products.
    product_lists: IdMap[ProductList] = field(factory=IdMap)
    #: Tariff measures.
    measures: IdMap[TariffMeasure] = field(factory=IdMap)
    #: Rules on what programmes do to each other.
    stacking_rules: IdMap[StackingRule] = field(factory=IdMap)
    #: Waves of talks.
    negotiation_programmes: IdMap[NegotiationProgramme] = field(factory=IdMap)
    #: Talks.
    negotiations: IdMap[Negotiation] = field(factory=IdMap)
    #: What befell the talks.
    status_events: IdMap[StatusEvent] = field(factory=IdMap)
    #: Meetings.
    rounds: IdMap[Round] = field(factory=IdMap)
    #: What was said.
    positions: IdMap[Position] = field(factory=IdMap)
    #: What falls due.
    deadlines: IdMap[Deadline] = field(factory=IdMap)
    #: What sources claim, beside what the primary texts say.
    claims: IdMap[Claim] = field(factory=IdMap)
    #: What was conceded outside the texts of agreements.
    concessions: IdMap[Concession] = field(factory=IdMap)
    #: Agreements.
    agreements: IdMap[Agreement] = field(factory=IdMap)

    # --- making -------------------------------------------------------------------------------

    @classmethod
    def of(cls, statement: RecordStatement, facts: Iterable[AnyFact]) -> Dossier:
        """Make a dossier and check that it is sound.

        Raises:
            DuplicateId: when two facts have one id.
            DanglingReference: when a fact names an id that nothing carries.
            UnknownPlace: when a fact names a place that is neither a country nor a bloc.
        """
        made = cls.unchecked(statement, facts)
        made.check()
        return made

    @classmethod
    def unchecked(cls, statement: RecordStatement, facts: Iterable[AnyFact]) -> Dossier:
        """Make a dossier of facts that were checked before, such as the shipped record's."""
        by_name: dict[str, dict[str, AnyFact]] = {name: {} for name in COLLECTIONS}
        for fact in facts:
            kept = by_name[collection_of(fact)]
            if fact.id in kept:
                raise DuplicateId(fact.id)
            kept[fact.id] = fact
        maps: dict[str, Any] = {name: IdMap(kept) for name, kept in by_name.items() if kept}
        return cls(statement=statement, **maps)

    def check(self) -> None:
        """Raise what :meth:`of` raises, if the dossier is not sound."""
        seen: set[str] = set()
        for fact_id in self.all_ids():
            if fact_id in seen:
                raise DuplicateId(fact_id)
            seen.add(fact_id)
        for fact in self.facts():
            for named in named_facts(fact):
                if not self.holds(named.id, named.collections):
                    raise DanglingReference(fact.id, named.field, named.id)
            for _field, place in named_places(fact):
                if not self.is_place(place):
                    raise UnknownPlace(place, fact.id)

    # --- reading ------------------------------------------------------------------------------

    def collection(self, name: str) -> IdMap[AnyFact]:
        """Return one collection by its name."""
        return cast("IdMap[AnyFact]", getattr(self, name))

    def facts(self) -> Iterator[AnyFact]:
        """Yield every fact, by kind and id."""
        for name in COLLECTIONS:
            yield from self.collection(name).values()

    def sourced_facts(self) -> Iterator[Fact]:
        """Yield every fact that became known on a day."""
        return (fact for fact in self.facts() if isinstance(fact, Fact))

    def all_ids(self) -> Iterator[str]:
        """Yield every id, those of commitments included."""
        for fact in self.facts():
            yield fact.id
        yield from (one.id for agreement in self.agreements.values() for one in agreement.text.commitments)

    def holds(self, fact_id: str, collections: tuple[str, ...] = ()) -> bool:
        """Whether a fact of one of these collections, or of any, carries the id."""
        if "commitments" in collections:
            return fact_id in self.commitments
        names = collections or tuple(COLLECTIONS)
        return any(fact_id in self.collection(name) for name in names) or (
            not collections and fact_id in self.commitments
        )

    def get(self, collection: str, fact_id: str) -> AnyFact:
        """Return one fact.

        Raises:
            UnknownId: when there is none, with ids that look like the one asked for.
        """
        kept = self.collection(collection)
        what = collection.removesuffix("s").replace("_", " ")
        if not isinstance(fact_id, str):
            raise UnknownId(what, str(fact_id))
        if fact_id not in kept:
            raise UnknownId(what, fact_id, _near(fact_id, kept))
        return kept[fact_id]

    @cached_property
    def commitments(self) -> IdMap[Commitment]:
        """Every commitment of every agreement, by id."""
        texts = (agreement.text for agreement in self.agreements.values())
        return IdMap({one.id: one for text in texts for one in text.commitments})

    @property
    def horizon(self) -> date:
        """The last day that the record covers, or is known to cover."""
        return self.statement.horizon

    # --- places -------------------------------------------------------------------------------

    @cached_property
    def _blocs_by_symbol(self) -> dict[str, Bloc]:
        named = {bloc.symbol: bloc for bloc in self.blocs.values()}
        return {**named, **{bloc.id: bloc for bloc in self.blocs.values()}}

    def is_place(self, symbol: object) -> bool:
        """Whether ``symbol`` is a country's code or a bloc's."""
        return isinstance(symbol, str) and (is_country(symbol) or symbol in self._blocs_by_symbol)

    def members(self, symbol: str, on: date) -> frozenset[str]:
        """Return the countries that ``symbol`` stands for on a day; a country stands for itself.

        Raises:
            UnknownPlace: when it is neither a country nor a bloc.
        """
        if not isinstance(symbol, str):
            raise UnknownPlace(str(symbol), "the question")
        if is_country(symbol):
            return frozenset((symbol,))
        # Each bloc is looked at once, however often it lies in others, or in itself.
        found: set[str] = set()
        seen = {symbol}
        left = [symbol]
        while left:
            one = left.pop()
            if is_country(one):
                found.add(one)
                continue
            bloc = self._blocs_by_symbol.get(one)
            if bloc is None:
                raise UnknownPlace(one, "the question")
            new = bloc.members(on) - seen
            seen |= new
            left += new
        return frozenset(found)

    @cached_property
    def bloc_days(self) -> tuple[date, ...]:
        """The days on which the membership of some bloc changes, in order."""
        spells = [spell for bloc in self.blocs.values() for spell in bloc.spells]
        return tuple(sorted({day for one in spells for day in (one.starts, one.ends) if day is not None}))

    @cached_property
    def _reaches(self) -> dict[tuple[PlaceScope, int], tuple[frozenset[str], frozenset[str]]]:
        return {}

    def reach(self, scope: PlaceScope, on: date) -> frozenset[str]:
        """Return the countries that lie inside a scope on a day."""
        return self._reach(scope, on)[0]

    def named_reach(self, scope: PlaceScope, on: date) -> frozenset[str]:
        """Return the countries that a scope takes in by name, alone or within a bloc."""
        return self._reach(scope, on)[1]

    def _reach(self, scope: PlaceScope, on: date) -> tuple[frozenset[str], frozenset[str]]:
        # Membership holds still between the days on which a bloc changes, so each spell is asked once.
        key = (scope, bisect_right(self.bloc_days, on))
        known = self._reaches.get(key)
        if known is None:
            outside = frozenset(one for place in scope.without for one in self.members(place, on))
            named = frozenset(
                one for place in scope.within if place != EVERYWHERE for one in self.members(place, on)
            )
            inside = _every_country() if EVERYWHERE in scope.within else named
            known = self._reaches[key] = (inside - outside, named - outside)
        return known

    def takes_in(self, scope: PlaceScope, place: str, on: date) -> bool:
        """Whether every country that ``place`` stands for lies inside a scope on a day."""
        return self.members(place, on) <= self.reach(scope, on)

    def names_place(self, scope: PlaceScope, place: str, on: date) -> bool:
        """Whether a scope takes a place in by name, alone or within a bloc."""
        return self.members(place, on) <= self.named_reach(scope, on)

    # --- changing -----------------------------------------------------------------------------

    def with_(self, *facts: AnyFact) -> Dossier:
        """Return a dossier with these facts besides; nothing is ever overwritten.

        Raises:
            DuplicateId: when a fact has an id that is there already.
        """
        return Dossier.of(self.statement, [*self.facts(), *facts])

    def replacing(self, *facts: AnyFact) -> Dossier:
        """Return a dossier in which each of these facts stands in place of the one with its id.

        Raises:
            UnknownId: when there is no fact of that kind with the id.
        """
        for fact in facts:
            self.get(collection_of(fact), fact.id)
        new = {fact.id: fact for fact in facts}
        kept = [fact for fact in self.facts() if fact.id not in new]
        return Dossier.of(self.statement, [*kept, *facts])

    def without(self, *ids: str) -> Dossier:
        """Return a dossier without the facts of these ids.

        Raises:
            UnknownId: when no fact has the id.
            DanglingReference: when a fact that stays names one that goes.
        """
        known = {fact.id for fact in self.facts()}
        for one in ids:
            if one not in known:
                raise UnknownId("fact", str(one), _near(one, known))
        return Dossier.of(self.statement, [fact for fact in self.facts() if fact.id not in ids])

    def known_on(self, day: date | str) -> Dossier:
        """Return the dossier as it was known at the end of ``day``.

        Raises:
            NotCovered: when the day lies past the horizon.
        """
        last = as_day(day)
        if last > self.horizon:
            raise NotCovered(
                f"what was known on {last}", f"the record covers what was known up to {self.horizon}"
            )
        changed: dict[str, Any] = {}
        for name in COLLECTIONS:
            kept = self.collection(name)
            known = _known(kept, last)
            if known is not kept:
                changed[name] = known
        then = evolve(self, statement=evolve(self.statement, horizon=last), **changed)
        return _within_known_programmes(then)


@cache
def _every_country() -> frozenset[str]:
    return frozenset(one.code for one in countries())


def _known(facts: IdMap[AnyFact], day: date) -> IdMap[AnyFact]:
    known: dict[str, AnyFact] = {}
    same = True
    for key, fact in facts.items():
        if not isinstance(fact, Fact):
            return facts
        then = fact.known_on(day)
        same = same and then is fact
        if then is not None:
            known[key] = cast("AnyFact", then)
    return facts if same else IdMap(known)


def _within_known_programmes(dossier: Dossier) -> Dossier:
    # A talk or a deal may be known before anybody speaks of the wave that it is counted to.
    waves = dossier.negotiation_programmes
    talks = {
        key: one.outside() if one.programme is not None and one.programme not in waves else one
        for key, one in dossier.negotiations.items()
    }
    talks = {
        key: evolve(one, group=None)
        if one.group is not None
        and one.programme is not None
        and one.group not in waves[one.programme].groups
        else one
        for key, one in talks.items()
    }
    deals = {
        key: evolve(one, programme=None) if one.programme is not None and one.programme not in waves else one
        for key, one in dossier.agreements.items()
    }
    return evolve(dossier, negotiations=IdMap(talks), agreements=IdMap(deals))


def _near(fact_id: str, known: Iterable[str]) -> tuple[str, ...]:
    from difflib import get_close_matches

    return tuple(get_close_matches(str(fact_id)[:80], list(known), n=3, cutoff=0.6))


#: The names of the collections, to be sure that none is forgotten.
assert {one.name for one in fields(Dossier)} == {"statement", *COLLECTIONS}  # noqa: S101 - checked once
