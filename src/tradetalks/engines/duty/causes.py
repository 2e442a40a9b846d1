"""Why a duty changed from one day to the next: the measure, the rule, the list or the schedule that did it."""

from __future__ import annotations

from datetime import date
from enum import unique
from typing import TYPE_CHECKING

from attrs import frozen

from tradetalks.dossier import Dossier
from tradetalks.engines.duty.assessing import Question
from tradetalks.engines.duty.cases import Case
from tradetalks.engines.duty.column import symbols_of
from tradetalks.engines.duty.pictures import NOWHERE, Standing
from tradetalks.engines.duty.wording import cited
from tradetalks.model.acts import LegalAct
from tradetalks.model.facts import Fact
from tradetalks.model.measures import Ends, Exempts
from tradetalks.vocabulary.duties import AllIn
from tradetalks.vocabulary.kinds import Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tradetalks.engines.duty.assessing import Charged, Outcome
    from tradetalks.engines.duty.stacking import GivesWay
    from tradetalks.model.list_entries import ListEntry
    from tradetalks.model.measures import TariffMeasure
    from tradetalks.model.stacking import StackingRule
    from tradetalks.vocabulary.goods import ProductScope

__all__ = ["Cause", "CauseKind", "Causes", "Moment"]


@unique
class CauseKind(Word):
    """What can change a duty."""

    #: A measure begins to charge, or its rate covers another.
    MEASURE = "measure"
    #: A measure takes the goods out of a programme, or leaves them subject at zero.
    EXEMPTION = "exemption"
    #: A measure ends a programme, or another takes its place.
    END = "end"
    #: A measure ran out on the day that its own act had set.
    EXPIRY = "expiry"
    #: A programme gives way to another, or no longer does.
    STACKING = "stacking"
    #: The goods were put on a product list, or taken off it.
    LIST = "list"
    #: A revision of the tariff schedule.
    SCHEDULE = "schedule"
    #: The origin came to be treated otherwise, such as a country that joins a bloc.
    ORIGIN = "origin"
    #: The record does not tell.
    UNKNOWN = "unknown"


@frozen(kw_only=True)
class Cause:
    """One reason for a change, with the act that made it where there is one."""

    #: What it is.
    kind: CauseKind
    #: The act; None for a revision of the schedule and for a what-if.
    act: LegalAct | None = None
    #: The measure, the stacking rule or the product list; None for a revision of the schedule.
    fact: Fact | None = None
    #: The reason in words.
    words: str

    def __str__(self) -> str:
        """Return the act and the reason."""
        return self.words if self.act is None else f"{cited(self.act)}: {self.words}"


@frozen(eq=False)
class Moment:
    """A question on the first day of a spell of days in which nothing that it hangs on changes."""

    #: The day.
    day: date
    #: The question, put together for that day.
    question: Question
    #: The case that is asked.
    case: Case

    @property
    def outcome(self) -> Outcome:
        """What the case comes to."""
        return self.question.outcome(self.case)

    def charged(self, programme: str) -> Charged | None:
        """Return what a programme makes of the case; None where it does not reach it."""
        return next((one for one in self.outcome.charged if one.programme == programme), None)

    def ways(self, programme: str) -> dict[str, GivesWay]:
        """Return to which programmes one gives way."""
        found = self.charged(programme)
        return {} if found is None else {one.to: one for one in found.ways}

    def gives_way_wholly(self, programme: str) -> bool:
        """Whether a programme charges nothing, only because it gives way."""
        found = self.charged(programme)
        return found is not None and bool(found.ways) and found.rated is None

    def standing(self, programme: str) -> Standing:
        """Return how the goods stand to a programme, also where it was ended."""
        found = self.question.pictures.get(programme)
        return NOWHERE if found is None else found.standing(self.case)

    def paints(self, measure: TariffMeasure, programme: str) -> bool:
        """Whether a measure is among the paint of a programme for the origin, wherever it lies."""
        return any(one.measure is measure for one in self.question.law.layers.get(programme, ()))

    def holds(self, rule: StackingRule) -> bool:
        """Whether a stacking rule is in force."""
        return any(one is rule for one in self.question.law.rules.rules)

    def entries(self, list_id: str) -> tuple[ListEntry, ...]:
        """Return the entries by which the goods stand on a list."""
        return self.question.goods.membership(list_id, self.case.code).entries


@frozen(eq=False)
class Causes:
    """Tells why a duty differs between two moments that follow each other."""

    _dossier: Dossier
    _origin: str
    before: Moment
    after: Moment

    def of_column(self) -> tuple[Cause, ...]:
        """Return why the ordinary duty changed; never nothing."""
        old, new = self.before.outcome.column, self.after.outcome.column
        if old.name != new.name:
            words = f"goods of this origin pay {new.name.replace('-', ' ')} from {self.after.day}"
            return (Cause(kind=CauseKind.ORIGIN, words=words),)
        if new.measure is not None and new.measure is not old.measure:
            return (self._begun("", new.measure),)
        if old.measure is not None and new.measure is None:
            return (self._gone(old.measure),)
        words = f"a revision of the schedule, from {self.after.day}: {old.rate} becomes {new.rate}"
        return tuple(self._of_preferences()) or (Cause(kind=CauseKind.SCHEDULE, words=words),)

    def of_programme(self, programme: str) -> tuple[Cause, ...]:
        """Return why what a programme charges changed; never nothing."""
        found = tuple(dict.fromkeys(self._of_programme(programme, {programme})))
        words = "the record does not tell by what"
        return found or (Cause(kind=CauseKind.UNKNOWN, words=words),)

    # --- within -------------------------------------------------------------------------------

    def _of_programme(self, programme: str, seen: set[str]) -> Iterator[Cause]:
        old, new = self.before.standing(programme), self.after.standing(programme)
        if not new.is_subject:  # what it gave way to before no longer matters
            yield from self._of_measures(programme, old.measure, new.measure)
            return
        by_stacking = list(self._of_stacking(programme, seen))
        hidden = self.before.gives_way_wholly(programme) or self.after.gives_way_wholly(programme)
        if old.measure is not new.measure and not (hidden and by_stacking):
            yield from self._of_measures(programme, old.measure, new.measure)
        yield from by_stacking
        if old.measure is new.measure:
            yield from self._of_base(programme)
            yield from self._of_level(programme)

    def _of_preferences(self) -> Iterator[Cause]:
        """Yield what changed of who may claim a preference, where goods of the origin no longer, or now, may."""
        old, new = self.before.question.law.preferences, self.after.question.law.preferences
        moved = {one for one in old.spoken_of | new.spoken_of if old.refuses(one) != new.refuses(one)}
        day = self.after.day
        for measure in self._dossier.measures.values() if moved else ():
            if moved.isdisjoint(symbols_of(measure)):
                continue
            if measure.applies.start == day and self._dossier.takes_in(measure.origins, self._origin, day):
                yield self._begun("", measure)
            elif measure.applies.end == day and self._dossier.takes_in(
                measure.origins, self._origin, self.before.day
            ):
                yield self._gone(measure)

    def _of_measures(
        self, programme: str, old: TariffMeasure | None, new: TariffMeasure | None
    ) -> Iterator[Cause]:
        """Yield why another measure is on top."""
        if new is not None and not self.before.paints(new, programme):
            yield self._begun(programme, new)
        elif old is not None and not self.after.paints(old, programme):
            yield self._gone(old)
        else:
            scopes = [one.products for one in (old, new) if one is not None]
            found = list(self._of_lists(scopes))
            yield from found or self._of_line()

    def _begun(self, programme: str, new: TariffMeasure) -> Cause:
        if not _starts_on(new, self.after.day):
            words = f"the origin comes under: {new.summary}"
            return Cause(kind=CauseKind.ORIGIN, act=self._act(new.act), fact=new, words=words)
        kind = CauseKind.MEASURE
        if isinstance(new.effect, Ends) or programme in new.in_lieu_of:
            kind = CauseKind.END
        elif isinstance(new.effect, Exempts):
            kind = CauseKind.EXEMPTION
        return Cause(kind=kind, act=self._act(new.act), fact=new, words=new.summary)

    def _gone(self, old: TariffMeasure) -> Cause:
        act = self._act(old.act)
        if old.applies.end is None or old.applies.end > self.after.day:
            words = f"the origin is no longer under: {old.summary}"
            return Cause(kind=CauseKind.ORIGIN, act=act, fact=old, words=words)
        words = f"ran out after {old.applies.last_day}: {old.summary}"
        return Cause(kind=CauseKind.EXPIRY, act=act, fact=old, words=words)

    def _of_lists(self, scopes: Iterable[ProductScope]) -> Iterator[Cause]:
        """Yield the entries that came and went, of the lists that scopes name."""
        named = dict.fromkeys(name for scope in scopes for name in (*scope.lists, *scope.not_lists))
        for name in named:
            old, new = self.before.entries(name), self.after.entries(name)
            fact = self._dossier.product_lists[name]
            for act_id, verb in (
                *((one.act, "put on") for one in new if one not in old),
                *((one.end_act, "taken off") for one in old if one not in new),
            ):
                words = f"{verb} the list {name} from {self.after.day}"
                yield Cause(kind=CauseKind.LIST, act=self._act(act_id), fact=fact, words=words)

    def _of_line(self) -> Iterator[Cause]:
        if self.before.question.line is not self.after.question.line:
            words = f"a revision of the schedule changes the line from {self.after.day}"
            yield Cause(kind=CauseKind.SCHEDULE, words=words)

    def _of_stacking(self, programme: str, seen: set[str]) -> Iterator[Cause]:
        old, new = self.before.ways(programme), self.after.ways(programme)
        if self.after.gives_way_wholly(programme):
            old = {to: way for to, way in old.items() if to in new}
        for to in dict.fromkeys((*old, *new)):
            way, before = new.get(to), old.get(to)
            if way is None:
                yield from self._way_gone(old[to], seen)
            elif before is None or (before.rule, before.part) != (way.rule, way.part):
                yield from self._way_begun(way, seen)

    def _way_begun(self, way: GivesWay, seen: set[str]) -> Iterator[Cause]:
        rule = way.rule
        words = f"gives way to {way.to}: {rule.summary}"
        yield Cause(kind=CauseKind.STACKING, act=self._act(rule.act), fact=rule, words=words)
        if self.before.holds(rule):
            yield from self._of_other(way.to, rule, seen)

    def _way_gone(self, way: GivesWay, seen: set[str]) -> Iterator[Cause]:
        rule = way.rule
        question = self.after.question
        successor = question.law.rules.rule(
            way.programme, way.to, lambda one: self._is_about(one, self.after)
        )
        if self.after.standing(way.to).is_subject and successor is not None and successor is not rule:
            words = f"adds to {way.to}: {successor.summary}"
            yield Cause(kind=CauseKind.STACKING, act=self._act(successor.act), fact=successor, words=words)
        elif not self.after.holds(rule):
            words = f"no longer gives way to {way.to}; that ran out: {rule.summary}"
            yield Cause(kind=CauseKind.EXPIRY, act=self._act(rule.act), fact=rule, words=words)
        else:
            words = f"no longer gives way to {way.to}"
            yield Cause(kind=CauseKind.STACKING, act=None, fact=rule, words=words)
            yield from self._of_other(way.to, rule, seen)

    def _of_other(self, programme: str, rule: StackingRule, seen: set[str]) -> Iterator[Cause]:
        """Yield why the programme to which another gives way changed, or the goods that the rule is about."""
        if programme not in seen:
            yield from self._of_programme(programme, {*seen, programme})
        if rule.products is not None:
            yield from self._of_lists([rule.products])

    @staticmethod
    def _is_about(rule: StackingRule, moment: Moment) -> bool:
        scope = rule.products
        return scope is None or moment.question.goods.lie_in(scope, rule.id, moment.case, conditional=False)

    def _of_base(self, programme: str) -> Iterator[Cause]:
        """Yield the rules by which a programme is taken on another part of the value."""
        old, new = self.before.charged(programme), self.after.charged(programme)
        if old is None or new is None or old.base is new.base:
            return
        for moment, base in ((self.after, new.base), (self.before, old.base)):
            for rule in moment.question.law.rules.bases.get(programme, ()):
                if rule.base is base:
                    kept = self.after.holds(rule)
                    words = f"{'taken' if kept else 'no longer taken'} on the {base.value.replace('-', ' ')}"
                    yield Cause(
                        kind=CauseKind.STACKING if kept else CauseKind.EXPIRY,
                        act=self._act(rule.act),
                        fact=rule,
                        words=f"{words}: {rule.summary}",
                    )

    def _of_level(self, programme: str) -> Iterator[Cause]:
        """Yield why a level adds another rate than before: the ordinary duty beneath it has changed."""
        charge = self.after.standing(programme).charge
        if charge is None or self.before.outcome.column == self.after.outcome.column:
            return
        if any(isinstance(one, AllIn) for one in (charge.duty, charge.at_most, charge.at_least)):
            yield from self.of_column()

    def _act(self, act_id: str | None) -> LegalAct | None:
        return None if act_id is None else self._dossier.acts[act_id]


def _starts_on(measure: TariffMeasure, day: date) -> bool:
    return measure.applies.start is not None and measure.applies.start >= day
