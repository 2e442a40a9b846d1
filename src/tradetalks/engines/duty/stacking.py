"""What the programmes do to each other on the goods of a case: who gives way to whom, on what part of the value.

By default layers add. Of the rules in force between two programmes the one that was announced last is the law;
whether it adds or lets one of them give way is data.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import field, frozen

from tradetalks.dossier import Dossier
from tradetalks.engines.duty.cases import Case
from tradetalks.engines.duty.content import part_of_value
from tradetalks.engines.duty.goods import Goods
from tradetalks.engines.duty.pictures import Picture, Standing
from tradetalks.model.stacking import StackingRule
from tradetalks.vocabulary.kinds import StackingRelation, ValueBase

if TYPE_CHECKING:
    from collections.abc import Iterable


__all__ = ["GivesWay", "RuleBook", "Shares"]

_BETWEEN = frozenset({StackingRelation.YIELDS, StackingRelation.ADDS, StackingRelation.BASE})


@frozen(eq=False)
class RuleBook:
    """The stacking rules of a record, by the programmes that they are between."""

    #: Rules between two programmes, by both names in order, as announced.
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
            {pair: tuple(rules) for pair, rules in between.items()},
            {one: tuple(rules) for one, rules in bases.items()},
        )


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

    dossier: Dossier
    rules: RuleBook
    goods: Goods
    case: Case
    origin: str
    on: date
    standings: Mapping[str, Standing]
    pictures: Mapping[str, Picture]
    _ways: dict[str, tuple[GivesWay, ...]] = field(factory=dict, init=False)

    def base_of(self, programme: str) -> ValueBase:
        """Return the value on which a programme is taken, by its measure or by a rule whose condition is met."""
        charge = self.standings[programme].charge
        base = ValueBase.FULL_VALUE if charge is None else charge.base
        if base is ValueBase.FULL_VALUE:
            for rule in self.rules.bases.get(programme, ()):
                if (
                    rule.base
                    and self._applies(rule)
                    and self.pictures[programme].rule_holds(rule.act, self.goods, self.case)
                ):
                    return rule.base
        return base

    def own(self, programme: str) -> Fraction:
        """Return the part of the value on which a programme is taken before it gives way."""
        return part_of_value(self.base_of(programme), self.case)

    def gives_way(self, programme: str) -> tuple[GivesWay, ...]:
        """Return to what a programme gives way, and on what part of the value."""
        if programme not in self._ways:
            self._ways[programme] = ()  # what gives way in a circle gives way to nothing
            self._ways[programme] = tuple(self._find(programme))
        return self._ways[programme]

    def kept(self, programme: str) -> Fraction:
        """Return the part of the value on which a programme is charged in the end."""
        own = self.own(programme)
        ways = self.gives_way(programme)
        if any(one.part == 1 for one in ways):
            return Fraction(0)
        # The parts lie beside each other: steel is no aluminum, and what is of the United States is neither.
        return max(Fraction(0), own - sum((one.part for one in ways), Fraction(0)))

    def _find(self, programme: str) -> Iterable[GivesWay]:
        for other, standing in self.standings.items():
            if other == programme or not standing.is_subject:
                continue
            rule = self._rule(programme, other)
            if rule is None or not self._is_first(rule, programme, other):
                continue
            own = self.own(other)
            if own == 0 or self.kept(other) == 0:
                continue
            part = own if rule.base is not None else Fraction(1)
            yield GivesWay(programme=programme, to=other, part=part, rule=rule)

    def _rule(self, first: str, second: str) -> StackingRule | None:
        rules = self.rules.between.get(_pair(first, second), ())
        return next((one for one in reversed(rules) if self._applies(one)), None)

    @staticmethod
    def _is_first(rule: StackingRule, programme: str, other: str) -> bool:
        gives = rule.relation in (StackingRelation.YIELDS, StackingRelation.BASE)
        return gives and programme in rule.programmes and other in rule.to

    def _applies(self, rule: StackingRule) -> bool:
        if self.on not in rule.applies:
            return False
        if rule.origins is not None and not self.dossier.takes_in(rule.origins, self.origin, self.on):
            return False
        return rule.products is None or self.goods.lie_in(
            rule.products, rule.id, self.case, conditional=False
        )
