"""What the programmes do to each other on the goods of a case: who gives way to whom, on what part of the value.

By default layers add. Of the rules in force between two programmes the one that was announced last is the law;
whether it adds or lets one of them give way is data.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from attrs import field, frozen

from tradetalks.engines.duty.pictures import Standing
from tradetalks.model.stacking import StackingRule
from tradetalks.vocabulary.kinds import StackingRelation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tradetalks.dossier import Dossier

__all__ = ["Applies", "GivesWay", "RuleBook", "Shares"]

#: Whether a rule is about the goods of a case.
Applies: TypeAlias = Callable[[StackingRule], bool]

_BETWEEN = frozenset({StackingRelation.YIELDS, StackingRelation.ADDS, StackingRelation.BASE})


@frozen(eq=False)
class RuleBook:
    """The stacking rules of a record, by the programmes that they are between."""

    #: Rules between two programmes, by both names in order, the last announced first.
    between: Mapping[tuple[str, str], tuple[StackingRule, ...]]
    #: Rules on the value that one programme is taken on, where a measure states the condition.
    bases: Mapping[str, tuple[StackingRule, ...]]

    @classmethod
    def of(cls, dossier: Dossier) -> RuleBook:
        """Gather the rules of a record."""
        between: dict[tuple[str, str], list[StackingRule]] = {}
        bases: dict[str, list[StackingRule]] = {}
        for rule in sorted(dossier.stacking_rules.values(), key=lambda one: (one.announced, one.id)):
            if rule.relation not in _BETWEEN:
                continue
            for first in rule.programmes:
                for second in rule.to:
                    between.setdefault(_pair(first, second), []).append(rule)
                if not rule.to and rule.relation is StackingRelation.BASE:
                    bases.setdefault(first, []).append(rule)
        return cls(
            {pair: tuple(reversed(rules)) for pair, rules in between.items()},
            {one: tuple(rules) for one, rules in bases.items()},
        )

    @property
    def rules(self) -> Iterator[StackingRule]:
        """Every rule once."""
        kept = {id(one): one for rules in (*self.between.values(), *self.bases.values()) for one in rules}
        yield from kept.values()

    def only(self, rules: Iterable[StackingRule]) -> RuleBook:
        """Return the book with some of its rules, such as those in force."""
        wanted = {id(one) for one in rules}

        def kept(some: tuple[StackingRule, ...]) -> tuple[StackingRule, ...]:
            return tuple(one for one in some if id(one) in wanted)

        return RuleBook(
            {pair: found for pair, some in self.between.items() if (found := kept(some))},
            {one: found for one, some in self.bases.items() if (found := kept(some))},
        )

    def rule(self, first: str, second: str, applies: Applies) -> StackingRule | None:
        """Return the law between two programmes on some goods, or None where none was made."""
        return next((one for one in self.between.get(_pair(first, second), ()) if applies(one)), None)


def _pair(first: str, second: str) -> tuple[str, str]:
    return (first, second) if first <= second else (second, first)


@frozen(kw_only=True)
class GivesWay:
    """That one programme gives way to another, on the goods or on a part of their value, and the rule."""

    #: The programme that gives way.
    programme: str
    #: The one it gives way to.
    to: str
    #: The part of the value, 1 for the whole.
    part: Fraction
    #: The rule that says so.
    rule: StackingRule


@frozen(eq=False, kw_only=True)
class Shares:
    """The part of the value on which each programme is charged in one case."""

    #: The rules in force for the origin on the day.
    rules: RuleBook
    #: Which of them are about the goods.
    applies: Applies
    #: How the goods stand to each programme.
    standings: Mapping[str, Standing]
    #: The part of the value on which each is taken before it gives way.
    owns: Mapping[str, Fraction]
    _ways: dict[str, tuple[GivesWay, ...]] = field(factory=dict, init=False)

    def gives_way(self, programme: str) -> tuple[GivesWay, ...]:
        """Return to what a programme gives way, and on what part of the value."""
        if programme not in self._ways:
            self._ways[programme] = ()  # what gives way in a circle gives way to nothing
            self._ways[programme] = tuple(self._find(programme))
        return self._ways[programme]

    def kept(self, programme: str) -> Fraction:
        """Return the part of the value on which a programme is charged in the end."""
        own = self.owns[programme]
        ways = self.gives_way(programme)
        if not ways:
            return own
        if any(one.part == 1 for one in ways):
            return Fraction(0)
        # The parts lie beside each other: steel is no aluminum, and what is of the United States is neither.
        return max(Fraction(0), own - sum((one.part for one in ways), Fraction(0)))

    def _find(self, programme: str) -> Iterable[GivesWay]:
        for other, standing in self.standings.items():
            if other == programme or not standing.is_subject:
                continue
            rule = self.rules.rule(programme, other, self.applies)
            if rule is None or not _lets_first_go(rule, programme, other):
                continue
            own = self.owns[other]
            if own == 0 or self.kept(other) == 0:
                continue
            part = own if rule.base is not None else Fraction(1)
            yield GivesWay(programme=programme, to=other, part=part, rule=rule)


def _lets_first_go(rule: StackingRule, programme: str, other: str) -> bool:
    gives = rule.relation in (StackingRelation.YIELDS, StackingRelation.BASE)
    return gives and programme in rule.programmes and other in rule.to
