"""One question about a duty, reckoned for any case of it, and its bounds over what is left open."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from tradetalks.engines.duty.cases import Case, Open, OpenKind, merged
from tradetalks.engines.duty.column import Column, column_of
from tradetalks.engines.duty.content import content_asked, part_of_value
from tradetalks.engines.duty.goods import Goods
from tradetalks.engines.duty.law import Law
from tradetalks.engines.duty.pictures import Picture, Standing, StandingKind
from tradetalks.engines.duty.rating import Quantities, Rated, rate
from tradetalks.engines.duty.stacking import GivesWay, Shares
from tradetalks.model.measures import Charges
from tradetalks.model.tariff_lines import TariffLine
from tradetalks.vocabulary.kinds import ValueBase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tradetalks.model.stacking import StackingRule

__all__ = ["Bounds", "Charged", "Outcome", "Question", "bounds", "charge"]

#: So many cases are tried all together; with more open questions, one question after the other.
_MOST_CASES = 256


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


@frozen(kw_only=True)
class Outcome:
    """What a case comes to."""

    #: The ordinary duty.
    column: Column
    #: What each programme makes of it, in the order of the programmes.
    charged: tuple[Charged, ...]

    @property
    def additional(self) -> Fraction | None:
        """The percent of all programmes together; None where one cannot be said."""
        percents = [one.rated.percent for one in self.charged if one.rated is not None]
        known = [one for one in percents if one is not None]
        return sum(known, Fraction(0)) if len(known) == len(percents) else None

    @property
    def percent(self) -> Fraction | None:
        """The percent of all duties together; None where one cannot be said."""
        added = self.additional
        return None if added is None or self.column.percent is None else added + self.column.percent

    @property
    def prohibited(self) -> Charged | None:
        """The programme under which the goods may not be imported, if any."""
        return next((one for one in self.charged if one.standing.kind is StandingKind.PROHIBITED), None)

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two outcomes the same to who pays."""
        rates = tuple(
            (one.programme, one.rated.duty, one.rated.share, one.rated.percent)
            for one in self.charged
            if one.rated is not None and one.rated.percent != 0
        )
        banned = None if self.prohibited is None else self.prohibited.programme
        return (self.column.duty, self.column.rate.text, rates, banned)


@frozen(eq=False, kw_only=True)
class Question:
    """A line under a law, with all that it reads; the same for each case of it."""

    law: Law
    goods: Goods
    line: TariffLine
    #: What each programme may make of the goods.
    pictures: Mapping[str, Picture]
    #: The same of the programmes that paint over a column of the schedule.
    ordinary: Mapping[str, Picture]
    _known: dict[Case, Outcome] = field(factory=dict, init=False)

    def outcome(self, case: Case) -> Outcome:
        """Return what a case comes to."""
        if case not in self._known:
            self._known[case] = self._reckon(case)
        return self._known[case]

    def _reckon(self, case: Case) -> Outcome:
        given = Quantities.of(case.claims.customs_value_usd, case.claims.quantity, case.claims.quantity_unit)
        column = column_of(
            self.line,
            case,
            under_column_2=self.law.under_column_2,
            given=given,
            preferences=self.law.preferences,
            standings={name: one.standing(self.goods, case) for name, one in self.ordinary.items()},
        )
        standings = {name: one.standing(self.goods, case) for name, one in self.pictures.items()}
        bases = {name: self._base(name, one, case) for name, one in standings.items()}
        shares = Shares(
            rules=self.law.rules,
            applies=lambda rule: self._is_about(rule, case),
            standings=standings,
            owns={name: part_of_value(base, case) for name, base in bases.items()},
        )
        charged = tuple(
            charge(standing, bases[name], shares, programme=name, column_1=column.percent, case=case)
            for name, standing in standings.items()
            if standing.kind is not StandingKind.NONE
        )
        return Outcome(column=column, charged=charged)

    def _base(self, programme: str, standing: Standing, case: Case) -> ValueBase:
        """Return the value on which a programme is taken, by its measure or by a rule whose condition is met."""
        base = ValueBase.FULL_VALUE if standing.charge is None else standing.charge.base
        if base is ValueBase.FULL_VALUE:
            for rule in self.law.rules.bases.get(programme, ()):
                if rule.base and self._is_about(rule, case) and self._has_met(programme, rule, case):
                    return rule.base
        return base

    def _has_met(self, programme: str, rule: StackingRule, case: Case) -> bool:
        return self.pictures[programme].rule_holds(rule.act, self.goods, case)

    def _is_about(self, rule: StackingRule, case: Case) -> bool:
        return rule.products is None or self.goods.lie_in(rule.products, rule.id, case, conditional=False)

    def questions(self, case: Case) -> tuple[Open, ...]:
        """Return what was not given and may change the duty."""
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
            for rule in self.law.rules.bases.get(name, ()):
                if rule.base and picture.rule_holds(rule.act, self.goods, case):
                    yield from content_asked(rule.base, case, rule.id)


def charge(  # noqa: PLR0913 - all that a charge hangs on
    standing: Standing,
    base: ValueBase,
    shares: Shares,
    *,
    programme: str,
    column_1: Fraction | None,
    case: Case,
) -> Charged:
    """Return what one programme makes of a case, beside the column 1 duty that applies."""
    own, rated = shares.owns[programme], None
    ways: tuple[GivesWay, ...] = ()
    if standing.kind is StandingKind.CHARGED and standing.charge is not None:
        ways, kept = shares.gives_way(programme), shares.kept(programme)
        if kept or not own:
            lost = 1 - kept / own if own else Fraction(0)
            rated = rate(standing.charge, own, lost, column_1, case)
    return Charged(programme=programme, standing=standing, base=base, own=own, ways=ways, rated=rated)


@frozen(kw_only=True)
class Bounds:
    """The least and the most that a duty can come to, and the open questions that decide it."""

    low: Fraction | None
    high: Fraction | None
    #: The questions that change the duty.
    depends_on: tuple[Open, ...]


def bounds(question: Question, case: Case) -> Bounds:
    """Return the bounds of a duty over every answer to what is open."""
    asked = question.questions(case)
    start = question.outcome(case)
    asked = tuple(_distinct(question, one, case) for one in asked)
    moving = [one for one in asked if one.answers and _moves(question, case, one, start)]
    waiting = [one for one in asked if one.answers and one not in moving]
    # What changes nothing alone may change something beside another claim.
    moving += [
        one
        for one in waiting
        if any(
            _moves(
                question, other.answered(case, answer), one, question.outcome(other.answered(case, answer))
            )
            for other in moving
            if (other.kind, other.about) != (one.kind, one.about)
            for answer in other.answers
        )
    ]
    outcomes = [question.outcome(one) for one in _cases(question, case, moving)]
    spans = [_span(one) for one in outcomes]
    known = [one for one in spans if one is not None]
    if not known or len(known) < len(spans):
        return Bounds(low=None, high=None, depends_on=tuple(moving))
    return Bounds(
        low=min(low for low, _ in known), high=max(high for _, high in known), depends_on=tuple(moving)
    )


def _distinct(question: Question, asked: Open, case: Case) -> Open:
    """Return a question with one answer for each outcome that it leads to by itself."""
    seen: dict[tuple[object, ...], object] = {}
    if asked.kind is not OpenKind.NUMBER:
        return asked
    for answer in asked.answers:
        seen.setdefault(question.outcome(asked.answered(case, answer)).key, answer)
    return evolve(asked, answers=tuple(seen.values()))


def _moves(question: Question, case: Case, asked: Open, start: Outcome) -> bool:
    return any(question.outcome(asked.answered(case, answer)).key != start.key for answer in asked.answers)


def _cases(question: Question, case: Case, asked: list[Open]) -> Iterable[Case]:
    count = 1
    for one in asked:
        count *= 1 + len(one.answers)
    if count <= _MOST_CASES:
        return _all_cases(case, asked)
    return [case, *_climbed(question, case, asked)]


def _all_cases(case: Case, asked: list[Open]) -> Iterable[Case]:
    for answers in product(*[((None, False), *((one, True) for one in each.answers)) for each in asked]):
        made = case
        for each, (answer, taken) in zip(asked, answers, strict=True):
            made = each.answered(made, answer) if taken else made
        yield made


def _climbed(question: Question, case: Case, asked: list[Open]) -> Iterable[Case]:
    """Yield the cases met on the way to the least and the most, one question after the other."""
    for sign in (1, -1):
        at = case
        for _round in range(3):
            for each in asked:
                tried = [at, *(each.answered(at, answer) for answer in each.answers)]
                yield from tried
                at = max(tried, key=lambda one: sign * (question.outcome(one).percent or Fraction(0)))


def _span(outcome: Outcome) -> tuple[Fraction, Fraction] | None:
    """Return the least and the most of an outcome; None where it has no bounds."""
    if outcome.column.percent is None:
        return None
    low = high = outcome.column.percent
    for one in outcome.charged:
        rated = one.rated
        if rated is None:
            continue
        least = rated.percent if rated.percent is not None else rated.least
        most = rated.percent if rated.percent is not None else rated.most
        if least is None or most is None:
            return None
        low, high = low + least, high + most
    return low, high
