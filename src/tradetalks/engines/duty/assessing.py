"""What a line under a law comes to in any case of it: the ordinary duty, and what the programmes add.

What the programmes add does not hang on the line itself, but on how its goods stand to the programmes. So it is
worked out in a subject that all lines share of which the law thinks alike, once for each case that the law can tell
from another; the line brings its own ordinary duty.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from operator import attrgetter
from typing import TYPE_CHECKING

from attrs import field, frozen

from tradetalks.engines.duty.cases import Case, Open, merged
from tradetalks.engines.duty.column import Column, column_of
from tradetalks.engines.duty.content import content_asked, part_of_value
from tradetalks.engines.duty.goods import Goods
from tradetalks.engines.duty.keeping import keep
from tradetalks.engines.duty.law import Law
from tradetalks.engines.duty.pictures import Picture, Standing, StandingKind
from tradetalks.engines.duty.rating import Quantities, Rated, hangs_on_column, rate
from tradetalks.engines.duty.stacking import GivesWay, RuleBook, Shares
from tradetalks.engines.duty.traits import Reading
from tradetalks.model.measures import Charges
from tradetalks.model.tariff_lines import TariffLine
from tradetalks.vocabulary.kinds import ClaimName, ValueBase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tradetalks.model.stacking import StackingRule

__all__ = ["Added", "Charged", "Outcome", "Question", "Subject"]

_NOTHING = Fraction(0)
#: What the ordinary duty reads of the claims besides value and quantity.
_OF_COLUMN = attrgetter("preference", "usmca_qualifying", "within_quota", "uk_quota")
#: The claims by which goods may come under another rate of column 1.
_COLUMN_ASKS = frozenset({ClaimName.PREFERENCE.value, ClaimName.USMCA_QUALIFYING.value})


@frozen(kw_only=True)
class Charged:
    """What one programme makes of a case."""

    #: The programme.
    programme: str
    #: How the goods stand to it.
    standing: Standing
    #: The value that it is taken on.
    base: ValueBase
    #: The part of the value before it gives way.
    own: Fraction
    #: To what it gives way.
    ways: tuple[GivesWay, ...]
    #: What it comes to; None where it charges nothing.
    rated: Rated | None


@frozen(eq=False, kw_only=True)
class _Part:
    """What one programme makes of a case, before the ordinary duty is known."""

    programme: str
    standing: Standing
    base: ValueBase
    own: Fraction
    ways: tuple[GivesWay, ...] = ()
    #: The part of its own part on which it gives way, of 1; None where it charges nothing.
    lost: Fraction | None = None

    def charged(self, column_1: Fraction | None, case: Case) -> Charged:
        """Return what it comes to beside a column 1 duty of so many percent."""
        rated, charge = None, self.standing.charge
        if self.lost is not None and charge is not None:
            rated = rate(charge, self.own, self.lost, column_1, case)
        return Charged(
            programme=self.programme,
            standing=self.standing,
            base=self.base,
            own=self.own,
            ways=self.ways,
            rated=rated,
        )


@frozen(eq=False)
class Added:
    """What all programmes together add to the ordinary duty in a case."""

    #: What each programme makes of it, in the order of the programmes.
    charged: tuple[Charged, ...]
    #: Their percent; None where one cannot be said.
    percent: Fraction | None
    #: The least and the most percent; None where they have no bounds.
    least: Fraction | None
    most: Fraction | None
    #: The programme under which the goods may not be imported, if any.
    prohibited: Charged | None
    #: What makes two of them the same to who pays.
    key: tuple[object, ...]

    @classmethod
    def of(cls, charged: tuple[Charged, ...]) -> Added:
        """Add up what the programmes charge."""
        percent: Fraction | None = _NOTHING
        least: Fraction | None = _NOTHING
        most: Fraction | None = _NOTHING
        rates: list[tuple[object, ...]] = []
        for one in charged:
            rated = one.rated
            if rated is None or rated.percent == 0:
                continue
            known = rated.percent
            percent = _sum(percent, known)
            least = _sum(least, rated.least if known is None else known)
            most = _sum(most, rated.most if known is None else known)
            rates.append((one.programme, rated.duty, rated.share, known))
        banned = next((one for one in charged if one.standing.kind is StandingKind.PROHIBITED), None)
        if least is None or most is None:
            least = most = None
        key = (tuple(rates), None if banned is None else banned.programme)
        return cls(charged, percent, least, most, banned, key)


def _sum(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one + other


@frozen(eq=False)
class Outcome:
    """What a case comes to."""

    #: The ordinary duty.
    column: Column
    #: What the programmes add to it.
    added: Added

    @property
    def charged(self) -> tuple[Charged, ...]:
        """What each programme makes of it, in the order of the programmes."""
        return self.added.charged

    @property
    def additional(self) -> Fraction | None:
        """The percent of all programmes together; None where one cannot be said."""
        return self.added.percent

    @property
    def percent(self) -> Fraction | None:
        """The percent of all duties together; None where one cannot be said."""
        return _sum(self.added.percent, self.column.percent)

    @property
    def span(self) -> tuple[Fraction, Fraction] | None:
        """The least and the most percent of all duties together; None where they have no bounds."""
        column, least, most = self.column.percent, self.added.least, self.added.most
        if column is None or least is None or most is None:
            return None
        return column + least, column + most

    @property
    def prohibited(self) -> Charged | None:
        """The programme under which the goods may not be imported, if any."""
        return self.added.prohibited

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two outcomes the same to who pays."""
        return (self.column.duty, self.column.rate.text, self.added.key)

    def is_like(self, other: Outcome) -> bool:
        """Whether it is the same as another to who pays."""
        if self.added is other.added and self.column is other.column:
            return True
        return self.key == other.key


@frozen(eq=False, kw_only=True)
class Subject:
    """Goods under a law, as far as the law thinks of them; the same for all lines that it treats alike."""

    #: The rules of stacking in force.
    rules: RuleBook
    #: The goods that it was made for; all others are like them.
    goods: Goods
    #: What each programme may make of the goods.
    pictures: Mapping[str, Picture]
    #: The same of the programmes that paint over a column of the schedule.
    ordinary: Mapping[str, Picture]
    #: What is read of goods and claims.
    reading: Reading
    #: Whether the statistical numbers of the line come to different duties.
    tells_numbers: bool
    _hangs_on_column: bool = field(init=False)
    _parts: dict[tuple[object, ...], tuple[_Part, ...]] = field(factory=dict, init=False)
    _added: dict[tuple[object, ...], Added] = field(factory=dict, init=False)
    _asked: dict[tuple[object, ...], tuple[Open, ...]] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        """Look at all charges once."""
        charges = (charge for picture in self.pictures.values() for charge in picture.charges)
        object.__setattr__(self, "_hangs_on_column", any(map(hangs_on_column, charges)))

    def added(self, case: Case, column_1: Fraction | None) -> Added:
        """Return what the programmes add in a case, beside a column 1 duty of so many percent."""
        read = self.key(case)
        key = (read, column_1 if self._hangs_on_column else None)
        known = self._added.get(key)
        if known is None:
            parts = self._parts.get(read)
            if parts is None:
                parts = keep(self._parts, read, tuple(self._share(self._own(case))))
            made = Added.of(tuple([one.charged(column_1, case) for one in parts]))
            known = keep(self._added, key, made)
        return known

    def key(self, case: Case) -> tuple[object, ...]:
        """Return what is read of a case: equal for cases that come to the same."""
        flipped = case.flipped or None
        return (case.code.digits if self.tells_numbers else "", flipped, self.reading.of(case.claims))

    def _own(self, case: Case) -> Case:
        """Return a case of goods like these as one of these."""
        return case if self.tells_numbers else Case(self.goods.code, case.claims, case.flipped)

    def _share(self, case: Case) -> Iterator[_Part]:
        """Yield how the goods stand to each programme, and on what part of the value it is charged."""
        found = [(name, one.standing(case)) for name, one in self.pictures.items()]
        standings = {name: one for name, one in found if one.kind is not StandingKind.NONE}
        bases = {name: self._base(name, one, case) for name, one in standings.items()}
        owns = {name: part_of_value(base, case) for name, base in bases.items()}
        shares = Shares(
            rules=self.rules,
            applies=lambda rule: self._is_about(rule, case),
            standings=standings,
            owns=owns,
        )
        for name, standing in standings.items():
            own, lost = owns[name], None
            ways: tuple[GivesWay, ...] = ()
            if standing.kind is StandingKind.CHARGED:
                ways, kept = shares.gives_way(name), shares.kept(name)
                if kept or not own:
                    lost = 1 - kept / own if own else _NOTHING
            yield _Part(programme=name, standing=standing, base=bases[name], own=own, ways=ways, lost=lost)

    def _base(self, programme: str, standing: Standing, case: Case) -> ValueBase:
        """Return the value on which a programme is taken, by its measure or by a rule whose condition is met."""
        base = ValueBase.FULL_VALUE if standing.charge is None else standing.charge.base
        if base is ValueBase.FULL_VALUE:
            for rule in self.rules.bases.get(programme, ()):
                if rule.base and self._is_about(rule, case) and self._has_met(programme, rule, case):
                    return rule.base
        return base

    def _has_met(self, programme: str, rule: StackingRule, case: Case) -> bool:
        return self.pictures[programme].rule_holds(rule.act, case)

    def _is_about(self, rule: StackingRule, case: Case) -> bool:
        return rule.products is None or self.goods.lie_in(rule.products, rule.id, case, conditional=False)

    def questions(self, case: Case) -> tuple[Open, ...]:
        """Return what was not given and may change the duty."""
        key = self.key(case)
        known = self._asked.get(key)
        return keep(self._asked, key, self._questions(self._own(case))) if known is None else known

    def _questions(self, case: Case) -> tuple[Open, ...]:
        pictures = (*self.pictures.values(), *self.ordinary.values())
        found = [one for picture in pictures for one in picture.questions]
        found += self._contents(case)
        return merged(found)

    def _contents(self, case: Case) -> Iterable[Open]:
        for name, picture in self.pictures.items():
            for paint in picture.paints:
                effect = paint.measure.effect
                if isinstance(effect, Charges) and not paint.blank and paint.measure not in picture.in_words:
                    yield from content_asked(effect.base, case, paint.measure.id)
            for rule in self.rules.bases.get(name, ()):
                if rule.base and picture.rule_holds(rule.act, case):
                    yield from content_asked(rule.base, case, rule.id)


@frozen(eq=False, kw_only=True)
class Question:
    """A line under a law, with all that it reads; the same for each case of it."""

    law: Law
    goods: Goods
    line: TariffLine
    #: What the law makes of the goods, shared with all lines that it treats alike.
    subject: Subject
    #: The pictures of all programmes, also of those that were ended or do not reach the goods.
    pictures: Mapping[str, Picture]
    #: Value and quantity, as far as they were claimed.
    given: Quantities
    _columns: dict[tuple[object, ...], Column] = field(factory=dict, init=False)

    def outcome(self, case: Case) -> Outcome:
        """Return what a case comes to."""
        column = self.column(case)
        return Outcome(column, self.subject.added(case, column.percent))

    def column(self, case: Case) -> Column:
        """Return the ordinary duty in a case."""
        standings = {}
        if self.law.under_column_2:
            standings = {name: one.standing(case) for name, one in self.subject.ordinary.items()}
        painted = ((one.kind, one.measure and one.measure.id, id(one.charge)) for one in standings.values())
        key = (_OF_COLUMN(case.claims), *painted)
        known = self._columns.get(key)
        if known is None:
            known = self._columns[key] = column_of(
                self.line,
                case,
                under_column_2=self.law.under_column_2,
                given=self.given,
                preferences=self.law.preferences,
                standings=standings,
            )
        return known

    def pays_one_column(self, case: Case, asked: Iterable[Open]) -> bool:
        """Whether the ordinary duty is the same whatever is answered to what is open."""
        if self.law.under_column_2:
            return not self.subject.ordinary
        mine = self.column(case)
        return all(
            _alike(self.column(one.answered(case, answer)), mine)
            for one in asked
            if one.about in _COLUMN_ASKS
            for answer in one.answers
        )


def _alike(one: Column, other: Column) -> bool:
    return one is other or (one.duty, one.rate.text) == (other.duty, other.rate.text)
