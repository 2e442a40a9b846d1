"""What the programmes make of goods of a class under a law, worked out once for all that are treated alike.

Reads the same paint, conditions and rules of stacking as a single answer does, for all classes at a time. The
ordinary duty is left out: what depends on it is kept as a formula.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
from attrs import field, frozen

from tradetalks.engines.duty.cases import Case
from tradetalks.engines.duty.claims import Claims
from tradetalks.engines.duty.conditions import are_met
from tradetalks.engines.duty.content import part_of_value
from tradetalks.engines.duty.pictures import Standing, StandingKind
from tradetalks.engines.duty.rating import rate, simple
from tradetalks.engines.duty.stacking import Shares
from tradetalks.engines.rates.codes import Indexes
from tradetalks.engines.rates.goods import GoodsTable
from tradetalks.model.measures import Charges, Exempts, MinimumPrices, Prohibits, Regulates, TariffMeasure
from tradetalks.vocabulary.duties import AdValorem, AllIn, Free
from tradetalks.vocabulary.goods import HtsCode
from tradetalks.vocabulary.kinds import ExemptionKind, ValueBase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tradetalks.engines.duty.law import Law
    from tradetalks.engines.duty.rating import Rated
    from tradetalks.engines.duty.stacking import RuleBook
    from tradetalks.engines.painting import Paint
    from tradetalks.engines.rates.goods import Flags
    from tradetalks.model.stacking import StackingRule
    from tradetalks.vocabulary.goods import ProductScope

__all__ = ["Outcome", "Outcomes", "Part"]

_ONE = Fraction(1)
#: What lies over the paint beneath it; rules, powers and changes of lists do not.
_Painted = Charges | Exempts | Prohibits | MinimumPrices
#: What one number of 64 bits may hold of the standings of all programmes together.
_MOST = 1 << 62


@frozen
class _Stand:
    """How the goods of some classes stand to a programme, the value it is taken on, and whether a list has a gap."""

    standing: Standing
    base: ValueBase
    has_gap: bool = False


_NOWHERE = _Stand(Standing(StandingKind.NONE), ValueBase.FULL_VALUE)


@frozen(eq=False)
class Part:
    """What one programme charges, before the ordinary duty is known."""

    #: The programme.
    programme: str
    #: The measure.
    measure: TariffMeasure
    #: Its charge.
    charge: Charges
    #: The value that it is taken on.
    base: ValueBase
    #: The part of the value before it gives way, from 0 to 1.
    own: Fraction
    #: The part of that on which it is charged in the end, from 0 to 1.
    kept: Fraction
    _case: Case

    @property
    def depends_on_column(self) -> bool:
        """Whether what it adds depends on the ordinary duty, as a level or a bound does."""
        bounded = self.charge.at_most is not None or self.charge.at_least is not None
        return bounded or not isinstance(simple(self.charge.duty, self._case), AdValorem | Free)

    @property
    def is_bare(self) -> bool:
        """Whether it is charged on the full value, without a bound."""
        bounded = self.charge.at_most is not None or self.charge.at_least is not None
        return self.own == self.kept == 1 and not bounded

    def rated(self, column: Fraction | None) -> Rated:
        """Return what it comes to beside an ordinary duty of so many percent; None where that is not known."""
        return rate(self.charge, self.own, 1 - self.kept, column, self._case)


@frozen(eq=False)
class Outcome:
    """What all programmes make of the goods of some classes."""

    #: What is charged, in the order of the programmes.
    parts: tuple[Part, ...]
    #: The measure under which the goods may not be imported, if any.
    prohibited: TariffMeasure | None
    #: The measures of which the price, not the value, says what is owed.
    priced: tuple[TariffMeasure, ...]
    #: Whether a list with a gap may change it.
    has_gap: bool
    #: Percent of the value of the parts that do not depend on the ordinary duty.
    fixed: Fraction
    #: The parts that do.
    floating: tuple[Part, ...]

    @property
    def level(self) -> Fraction | None:
        """The level up to which it fills the ordinary duty; 0 for none, None where more of it hangs on that duty."""
        match self.floating:
            case ():
                return Fraction(0)
            case (Part(charge=Charges(duty=AllIn(level=level))) as part,) if part.is_bare:
                return level.exact_percent
            case _:
                return None

    def percent(self, column: Fraction | None) -> Fraction | None:
        """Return the percent of all duties beside an ordinary duty; None where it cannot be said, or entry is barred."""
        if column is None or self.prohibited is not None:
            return None
        total = column + self.fixed
        for part in self.floating:
            percent = part.rated(column).percent
            if percent is None:
                return None
            total += percent
        return total


@frozen(eq=False)
class Outcomes:
    """The outcomes of a record for what is claimed, by law and class of goods; keeps what it has worked out."""

    _goods: GoodsTable
    _claims: Claims
    #: Every outcome that was found, by its number.
    found: list[Outcome] = field(factory=list, init=False)
    _rows: dict[tuple[object, ...], Indexes] = field(factory=dict, init=False)
    _lists_of: dict[int, tuple[str, ...]] = field(factory=dict, init=False)
    _standings: dict[tuple[object, ...], tuple[Indexes, list[_Stand]]] = field(factory=dict, init=False)
    _stands: dict[tuple[object, ...], _Stand] = field(factory=dict, init=False)
    _by_stands: dict[tuple[object, ...], int] = field(factory=dict, init=False)
    _by_parts: dict[tuple[object, ...], int] = field(factory=dict, init=False)
    _met: dict[str, bool] = field(factory=dict, init=False)
    _cases: dict[str, Case] = field(factory=dict, init=False)

    @property
    def classes(self) -> int:
        """The number of classes of goods."""
        return len(self._goods.example)

    def row(self, law: Law, spell: int) -> Indexes:
        """Return for each class of goods the number of its outcome under a law in a spell of days."""
        if id(law) not in self._lists_of:
            self._lists_of[id(law)] = tuple(sorted({one for scope in _scopes(law) for one in _lists(scope)}))
        states = self._goods.state_of
        key = (id(law), *(states[one][spell] for one in self._lists_of[id(law)]))
        if key not in self._rows:
            self._rows[key] = self._row(law, spell)
        return self._rows[key]

    def standings(self, law: Law, spell: int) -> list[tuple[Flags, dict[str, Standing]]]:
        """Return how goods stand to the programmes that paint over a column, for the classes that they reach."""
        found = []
        for programme, paints in law.ordinary.items():
            numbers, stands = self._standings_of(programme, paints, law.rules, spell)
            found += [(numbers == at, {programme: one.standing}) for at, one in enumerate(stands) if at]
        return found

    # --- within -------------------------------------------------------------------------------

    def _row(self, law: Law, spell: int) -> Indexes:
        active = []
        for programme, paints in law.layers.items():
            numbers, stands = self._standings_of(programme, paints, law.rules, spell)
            if stands != [_NOWHERE]:
                active.append((programme, numbers, stands))
        rules = [one for one in law.rules.rules if one.products is not None and _is_between(one, active)]
        about = {one.id: self._lie_in(one.products, one.id, spell) for one in rules if one.products}
        mixed = np.zeros(len(self._goods.example), np.int64)
        size = 1
        of_content = any(one.base is not ValueBase.FULL_VALUE for _p, _n, stands in active for one in stands)
        digits = [(numbers, len(stands)) for _programme, numbers, stands in active]
        digits += [(flags.astype(np.int32), 2) for flags in about.values()]
        digits += [(self._goods.metal, self._goods.metals)] if of_content else []
        for numbers, count in digits:
            if size * count >= _MOST:
                _, mixed = np.unique(mixed, return_inverse=True)
                size = int(mixed.max()) + 1
            mixed = mixed * count + numbers
            size *= count
        _, first, back = np.unique(mixed, return_index=True, return_inverse=True)
        outcomes = [
            self._outcome(
                {name: stands[numbers[at]] for name, numbers, stands in active if numbers[at]},
                law.rules,
                frozenset(name for name, flags in about.items() if flags[at]),
                self._goods.chapter[at] if of_content else "",
            )
            for at in first
        ]
        return np.array(outcomes, np.int32)[back]

    def _outcome(
        self, stands: dict[str, _Stand], rules: RuleBook, about: frozenset[str], chapter: str
    ) -> int:
        key = (id(rules), about, chapter, *map(id, stands.values()))
        number = self._by_stands.get(key)
        if number is None:
            made, alike = self._made(stands, rules, about, chapter)
            number = self._by_parts.setdefault(alike, len(self.found))
            if number == len(self.found):
                self.found.append(made)
            self._by_stands[key] = number
        return number

    def _made(
        self, stands: dict[str, _Stand], rules: RuleBook, about: frozenset[str], chapter: str
    ) -> tuple[Outcome, tuple[object, ...]]:
        case = self._case(chapter)
        shares = Shares(
            rules=rules,
            applies=lambda rule: rule.products is None or rule.id in about,
            standings={name: one.standing for name, one in stands.items()},
            owns={name: part_of_value(one.base, case) for name, one in stands.items()},
        )
        parts = tuple(self._parts(stands, shares, case))
        measures = {kind: _measures(stands, kind) for kind in (StandingKind.PROHIBITED, StandingKind.PRICED)}
        banned, priced = measures[StandingKind.PROHIBITED][:1], measures[StandingKind.PRICED]
        floating = tuple(one for one in parts if one.depends_on_column)
        fixed = [one.rated(None).percent or Fraction(0) for one in parts if one not in floating]
        has_gap = any(one.has_gap for one in stands.values())
        outcome = Outcome(
            parts, banned[0] if banned else None, priced, has_gap, sum(fixed, Fraction(0)), floating
        )
        alike = (
            has_gap,
            *((one.programme, one.measure.id, id(one.charge), one.base, one.own, one.kept) for one in parts),
            *(one.id for one in (*banned, *priced)),
        )
        return outcome, alike

    def _parts(self, stands: dict[str, _Stand], shares: Shares, case: Case) -> Iterator[Part]:
        for name, one in stands.items():
            standing, own = one.standing, shares.owns[name]
            charge, measure = standing.charge, standing.measure
            if standing.kind is not StandingKind.CHARGED or charge is None or measure is None:
                continue
            kept = shares.kept(name)
            if kept or not own:
                yield Part(name, measure, charge, one.base, own, kept / own if own else _ONE, case)

    def _case(self, chapter: str) -> Case:
        if chapter not in self._cases:
            self._cases[chapter] = Case(HtsCode((chapter or "01").ljust(8, "0")), self._claims)
        return self._cases[chapter]

    # --- how goods stand to a programme -------------------------------------------------------

    def _standings_of(
        self, programme: str, paints: Sequence[Paint], rules: RuleBook, spell: int
    ) -> tuple[Indexes, list[_Stand]]:
        """Return how each class stands to a programme, as a number of a list of ways to stand."""
        bases = [one for one in rules.bases.get(programme, ()) if one.base]
        scopes = [one.measure.products for one in paints] + [one.products for one in bases if one.products]
        states = tuple(self._goods.state_of[one][spell] for scope in scopes for one in _lists(scope))
        key = (*map(id, paints), *map(id, bases), states)
        if key not in self._standings:
            self._standings[key] = self._paint(programme, paints, bases, spell)
        return self._standings[key]

    def _paint(
        self, programme: str, paints: Sequence[Paint], bases: Sequence[StackingRule], spell: int
    ) -> tuple[Indexes, list[_Stand]]:
        number_of = {id(_NOWHERE): 0}
        stands = [_NOWHERE]
        numbers = np.zeros(len(self._goods.example), np.int32)
        left = ~self._goods.nothing()
        in_gap, perhaps = self._goods.nothing(), self._goods.nothing()
        freed: dict[tuple[str, ...], Flags] = {}
        for at, paint in enumerate(paints):
            measure = paint.measure
            paints_over = paint.blank or isinstance(measure.effect, _Painted)
            if not paints_over or not self._is_met(measure):
                continue
            gaps = left & self._goods.gaps(measure.products, spell)
            in_gap |= gaps
            if paint.blank or isinstance(measure.effect, Exempts):
                # Goods that by the same list would be freed as well are not charged, whether or not they are on it.
                freed[measure.products.lists] = gaps
            else:
                perhaps |= gaps & ~freed.get(measure.products.lists, self._goods.nothing())
            hit = left & self._holds(measure, spell)
            if not hit.any():
                continue
            left &= ~hit
            for stand, mask in self._stands_under(paints, at, bases, spell, hit):
                for has_gap, some in ((False, mask & ~in_gap), (True, mask & in_gap)):
                    if some.any():
                        one = self._interned(programme, stand.standing, stand.base, has_gap=has_gap)
                        number = number_of.setdefault(id(one), len(stands))
                        if number == len(stands):
                            stands.append(one)
                        numbers[some] = number
        # A list with a gap may bring goods under the programme that by what is known are not.
        perhaps &= numbers == 0
        if perhaps.any():
            numbers[perhaps] = len(stands)
            stands.append(self._interned(programme, _NOWHERE.standing, _NOWHERE.base, has_gap=True))
        return numbers, stands

    def _stands_under(
        self,
        paints: Sequence[Paint],
        at: int,
        bases: Sequence[StackingRule],
        spell: int,
        hit: Flags,
    ) -> Iterator[tuple[_Stand, Flags]]:
        """Yield the ways in which goods stand whose topmost paint is this one."""
        paint = paints[at]
        measure, effect = paint.measure, paint.measure.effect
        if paint.blank:
            return
        match effect:
            case Charges():
                standing = Standing(StandingKind.CHARGED, measure, effect)
                yield from self._on_bases(standing, paints, bases, spell, hit)
            case Exempts(kind=ExemptionKind.OUT):
                return
            case Exempts():
                left = hit.copy()
                for beneath in paints[at + 1 :]:
                    charge = beneath.measure.effect
                    if not isinstance(charge, Charges) or beneath.blank or not self._is_met(beneath.measure):
                        continue
                    some = left & self._holds(beneath.measure, spell)
                    if some.any():
                        left &= ~some
                        standing = Standing(StandingKind.AT_ZERO, measure, charge)
                        yield from self._on_bases(standing, paints, bases, spell, some)
                yield _Stand(Standing(StandingKind.AT_ZERO, measure), ValueBase.FULL_VALUE), left
            case Prohibits():
                yield _Stand(Standing(StandingKind.PROHIBITED, measure), ValueBase.FULL_VALUE), hit
            case MinimumPrices():
                yield _Stand(Standing(StandingKind.PRICED, measure), ValueBase.FULL_VALUE), hit
            case _:  # pragma: no cover - what else an act does is no paint
                return

    def _on_bases(
        self,
        standing: Standing,
        paints: Sequence[Paint],
        bases: Sequence[StackingRule],
        spell: int,
        hit: Flags,
    ) -> Iterator[tuple[_Stand, Flags]]:
        """Yield the values on which a charge is taken: that of its measure, or of a rule whose condition is met."""
        base = ValueBase.FULL_VALUE if standing.charge is None else standing.charge.base
        left = hit
        if base is ValueBase.FULL_VALUE:
            for rule in bases:
                some = left & self._has_met(paints, rule, spell)
                if rule.base and some.any():
                    yield _Stand(standing, rule.base), some
                    left = left & ~some
        yield _Stand(standing, base), left

    def _has_met(self, paints: Sequence[Paint], rule: StackingRule, spell: int) -> Flags:
        found = self._goods.nothing()
        for paint in paints:
            measure = paint.measure
            is_rule = isinstance(measure.effect, Regulates) and measure.act == rule.act
            if is_rule and measure.conditions and self._is_met(measure):
                found |= self._holds(measure, spell)
        return found if rule.products is None else found & self._lie_in(rule.products, rule.id, spell)

    def _interned(self, programme: str, standing: Standing, base: ValueBase, *, has_gap: bool) -> _Stand:
        measure = "" if standing.measure is None else standing.measure.id
        key = (programme, measure, standing.kind, id(standing.charge), base, has_gap)
        return self._stands.setdefault(key, _Stand(standing, base, has_gap))

    def _is_met(self, measure: TariffMeasure) -> bool:
        if measure.id not in self._met:
            self._met[measure.id] = are_met(measure, self._case(""))
        return self._met[measure.id]

    def _holds(self, measure: TariffMeasure, spell: int) -> Flags:
        return self._goods.lie_in(
            measure.products,
            measure.id,
            self._claims.described_by,
            spell,
            conditional=bool(measure.conditions),
        )

    def _lie_in(self, scope: ProductScope, rule_id: str, spell: int) -> Flags:
        return self._goods.lie_in(scope, rule_id, self._claims.described_by, spell, conditional=False)


def _measures(stands: dict[str, _Stand], kind: StandingKind) -> tuple[TariffMeasure, ...]:
    found = (one.standing.measure for one in stands.values() if one.standing.kind is kind)
    return tuple(one for one in found if one is not None)


def _scopes(law: Law) -> Iterator[ProductScope]:
    for paints in law.layers.values():
        yield from (one.measure.products for one in paints)
    yield from (one.products for one in law.rules.rules if one.products is not None)


def _lists(scope: ProductScope) -> Iterable[str]:
    return (*scope.lists, *scope.not_lists)


def _is_between(rule: StackingRule, active: Sequence[tuple[str, Indexes, list[_Stand]]]) -> bool:
    names = {name for name, _numbers, _stands in active}
    return not names.isdisjoint(rule.programmes) and not names.isdisjoint(rule.to)
