"""What a model holds: its precedents, its clauses, and the slots in which the precedents differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping  # noqa: TC003 - attrs reads the types of cached properties
from fractions import Fraction
from functools import cached_property

from attrs import field, frozen

from tradetalks.engines.agreements.alignment import Side, bare
from tradetalks.errors import TradeTalksError
from tradetalks.model.agreements import Agreement, Reason
from tradetalks.vocabulary.kinds import Verb
from tradetalks.vocabulary.terms import Term, UnknownTerm

__all__ = ["BadPrecedents", "ClauseSide", "Model", "Observation", "Slot", "TemplateClause"]

#: How many precedents are named beside a value that several share.
_NAMED = 3


class BadPrecedents(TradeTalksError, ValueError):
    """Precedents from which no model can be derived: none, one twice, no agreements, a share out of range."""


@frozen(kw_only=True)
class Observation:
    """What one precedent has in a slot: one term, several of a schedule, or none known."""

    #: Id of the precedent.
    precedent: str
    #: Its terms.
    terms: tuple[Term, ...] = field(converter=tuple[Term, ...])

    @property
    def value(self) -> str:
        """The value in words."""
        return "; ".join(term.value for term in self.terms)

    @property
    def known(self) -> bool:
        """Whether the value could be read."""
        return not any(isinstance(term, UnknownTerm) for term in self.terms)

    def __str__(self) -> str:
        """Return the value and where it was seen."""
        return f"{self.value} ({self.precedent})"


@frozen(kw_only=True)
class Slot:
    """A term that varied among the precedents, to be filled for the next partner."""

    #: Its name.
    name: str
    #: The clause it belongs to.
    topic: str
    #: The side that undertakes the clause.
    side: Side
    #: The kind of term: duty, money, quantity, duration, day, scope, choice, flag, share, count, words.
    type: str
    #: The values seen and where, in the order in which the precedents were announced.
    observed: tuple[Observation, ...] = field(converter=tuple[Observation, ...])
    #: Whether some precedent with the clause goes without it, so that a draft may too.
    optional: bool
    #: Whether a precedent has several terms of the name, so that a draft may too.
    many: bool

    @property
    def key(self) -> str:
        """The name that is unique over the whole model: topic, side and name with dots between."""
        return f"{self.topic}.{self.side.value}.{self.name}"

    @cached_property
    def values(self) -> tuple[Term, ...]:
        """The distinct known terms seen, in the order in which they were first seen."""
        known = [term for one in self.observed if one.known for term in one.terms]
        return tuple(dict.fromkeys(bare(known)))

    @cached_property
    def tally(self) -> tuple[tuple[Observation, int], ...]:
        """Each distinct value known, as the latest precedent has it, with how many have it; the latest last."""
        latest: dict[tuple[Term, ...], tuple[Observation, int]] = {}
        for one in self.observed:
            if one.known:
                value = bare(one.terms)
                _, count = latest.pop(value, (one, 0))
                latest[value] = (one, count + 1)
        return tuple(latest.values())

    @cached_property
    def seen(self) -> str:
        """The values seen in words, each once with the precedents that have it."""
        where: dict[str, list[str]] = {}
        for one in self.observed:
            where.setdefault(one.value, []).append(one.precedent)
        return ", ".join(f"{value} ({_named(precedents)})" for value, precedents in where.items())

    def __str__(self) -> str:
        """Return the slot with the values seen."""
        return f"{self.name} ({self.type}): {self.seen}"


@frozen(kw_only=True)
class ClauseSide:
    """What one side undertakes in a clause of the model."""

    #: The topic of the clause.
    topic: str
    #: The side.
    side: Side
    #: Whether every precedent that has the clause has it for this side.
    core: bool
    #: The verb of each precedent, in the order in which they were announced.
    verbs: tuple[tuple[str, Verb], ...] = field(converter=tuple[tuple[str, Verb], ...])
    #: The terms that never varied.
    fixed: tuple[Term, ...] = field(converter=tuple[Term, ...])
    #: The terms that did.
    slots: tuple[Slot, ...] = field(converter=tuple[Slot, ...])

    @cached_property
    def verb_of(self) -> Mapping[str, Verb]:
        """The verb of each precedent, by its id."""
        return dict(self.verbs)

    @cached_property
    def usual_verb(self) -> Verb:
        """The verb that most precedents have; of equals, that of the latest."""
        verbs = [verb for _, verb in self.verbs]
        count = Counter(verbs)
        return max(reversed(verbs), key=count.__getitem__)


@frozen(kw_only=True)
class TemplateClause:
    """One clause of the model."""

    #: Id of its topic.
    topic: str
    #: Whether it is in as many precedents as a core clause must be in.
    core: bool
    #: Ids of the precedents that have it, in the order in which they were announced.
    precedents: tuple[str, ...] = field(converter=tuple[str, ...])
    #: What each side undertakes.
    sides: tuple[ClauseSide, ...] = field(converter=tuple[ClauseSide, ...])
    #: Why precedents have it, as far as the record knows.
    reasons: tuple[Reason, ...] = field(converter=tuple[Reason, ...])

    @cached_property
    def latest(self) -> str:
        """The latest precedent that was read; one of which only the heading is known, if there is no other."""
        read = (one for one in reversed(self.precedents) if any(one in side.verb_of for side in self.sides))
        return next(read, self.precedents[-1])

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The slots of the clause."""
        return tuple(slot for side in self.sides for slot in side.slots)

    def of(self, side: Side) -> ClauseSide | None:
        """Return what one side undertakes, or None."""
        return next((one for one in self.sides if one.side is side), None)


@frozen(kw_only=True)
class Model:
    """What a set of precedents has in common, and where they differ: the data of a template."""

    #: The precedents, in the order in which they were announced.
    precedents: tuple[Agreement, ...] = field(converter=tuple[Agreement, ...])
    #: The share of precedents in which a core clause must be.
    core_share: Fraction
    #: The clauses, in the constant order of the texts.
    clauses: tuple[TemplateClause, ...] = field(converter=tuple[TemplateClause, ...])

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """Every slot, in the order of the clauses."""
        return tuple(slot for clause in self.clauses for slot in clause.slots)

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics of the clauses, in their order."""
        return tuple(clause.topic for clause in self.clauses)

    @property
    def core(self) -> tuple[TemplateClause, ...]:
        """The core clauses."""
        return tuple(clause for clause in self.clauses if clause.core)

    @property
    def optional(self) -> tuple[TemplateClause, ...]:
        """The other clauses."""
        return tuple(clause for clause in self.clauses if not clause.core)

    def clause(self, topic: str) -> TemplateClause:
        """Return the clause on a topic.

        Raises:
            KeyError: when no precedent has one.
        """
        for clause in self.clauses:
            if clause.topic == topic:
                return clause
        raise KeyError(topic)


def _named(precedents: list[str]) -> str:
    if len(precedents) <= _NAMED + 1:
        return ", ".join(precedents)
    return f"{', '.join(precedents[:_NAMED])} and {len(precedents) - _NAMED} more"
