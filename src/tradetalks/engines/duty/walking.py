"""Going through the days of a line: where what is charged changes, and so the steps of its history."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from tradetalks.dates.intervals import DateInterval
from tradetalks.engines.duty.cases import Case
from tradetalks.engines.duty.causes import Cause, CauseKind, Causes, Moment
from tradetalks.engines.duty.claims import Claims
from tradetalks.engines.duty.history import ChangeKind, DutyHistory, DutyStep, LayerChange
from tradetalks.engines.duty.reckoning import DutyDesk
from tradetalks.errors import NotCovered
from tradetalks.model.tariff_lines import UnknownLine
from tradetalks.vocabulary.goods import HtsCode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tradetalks.engines.duty.answer import Duty
    from tradetalks.engines.duty.assessing import Outcome
    from tradetalks.engines.duty.layers import Layer
    from tradetalks.model.tariff_lines import TariffLine

__all__ = ["days_between", "duty_history"]

#: The programme that a change of the whole line goes by.
_LINE = "line"


def days_between(
    desk: DutyDesk, between: DateInterval | tuple[date | str | None, date | str | None] | None
) -> DateInterval:
    """Return the days of a history: from the first day of the schedule to the horizon, as far as none are given.

    Raises:
        BadInterval: when they hold no day.
        NotCovered: when they end after what the record covers.
    """
    given = between if isinstance(between, DateInterval) else DateInterval(*(between or ()))
    covers = desk.schedule.covers
    after = desk.dossier.horizon + timedelta(days=1)
    start = given.start or covers.start
    if start is None:
        raise NotCovered("a history without a first day", "the schedule at hand names no first day: give one")
    end = given.end or (after if covers.end is None else min(after, covers.end))
    if desk.known_on is None and end > after:
        raise NotCovered(
            f"the duty on {end - timedelta(days=1)}", f"the record covers days up to {desk.dossier.horizon}"
        )
    return DateInterval(start, end)


def duty_history(
    desk: DutyDesk, origin: str, line: HtsCode | str, days: DateInterval, claims: Claims
) -> DutyHistory:
    """Return what was owed on a line from an origin over some days; :func:`days_between` gives the days.

    Raises:
        BadClaim: for a claim that no act asks for.
        UnknownPlace: when there is no such origin.
        BadCode, LineNeeded, UnknownLine: when it never was a line of the schedule.
        NotCovered: when the schedule does not cover the days.
    """
    stood = _stood(desk, line, days)
    given = line if isinstance(line, HtsCode) else HtsCode(line)
    code = next((one.code for _days, one in stood if one is not None), given)
    walk = _Walk(desk, origin, claims)
    return DutyHistory(
        origin=origin,
        line=code,
        claims=claims,
        steps=walk.steps(stood),
    )


def _stood(
    desk: DutyDesk, code: HtsCode | str, days: DateInterval
) -> list[tuple[DateInterval, TariffLine | None]]:
    """Return the line for each spell of days on which the schedule says the same of it."""
    stood: list[tuple[DateInterval, TariffLine | None]] = []
    day, end = days.start, days.end
    while day is not None and end is not None and day < end:
        line, until = _line(desk, code, day)
        until = end if until is None else min(until, end)
        stood.append((DateInterval(day, until), line))
        day = until
    return stood


def _line(desk: DutyDesk, code: HtsCode | str, day: date) -> tuple[TariffLine | None, date | None]:
    """Return a line on a day and the first day on which that may be otherwise."""
    try:
        line = desk.schedule.line(code, on=day, known_on=desk.known_on)
    except UnknownLine as gone:
        if not gone.spells:
            raise
        return None, min(
            (one.start for one in gone.spells if one.start is not None and one.start > day), default=None
        )
    return line, line.stands.end


@frozen(eq=False)
class _Walk:
    """Goes through the days of a history."""

    desk: DutyDesk
    origin: str
    claims: Claims

    def steps(self, stood: Sequence[tuple[DateInterval, TariffLine | None]]) -> list[DutyStep]:
        """Return the steps of a line."""
        steps: list[DutyStep] = []
        before: Moment | None = (
            None  # of days without such a line there is none, and two such spells never meet
        )
        for days, moment in self._moments(stood):
            step = None
            if steps and before is not None and moment is not None:
                step = self._joined(steps[-1], before, moment, days)
            if step is None:
                steps.append(self._step(days, before, moment, first=not steps))
            else:
                steps[-1] = step
            before = moment
        return steps

    def _moments(
        self, stood: Sequence[tuple[DateInterval, TariffLine | None]]
    ) -> Iterator[tuple[DateInterval, Moment | None]]:
        """Yield the days on which the duty may change, each with what it hangs on."""
        law, listed = self.desk.law, self.desk.lists.days
        last: Moment | None = None
        for days, line in stood:
            if line is None:
                last = None
                yield days, None
                continue
            start, end = days.start or date.min, days.end or date.max
            cuts = [start, *(day for day in law.days if start < day < end)]
            for day, until in zip(cuts, [*cuts[1:], end], strict=True):
                # The same law on the same line comes to the same, as long as no list changes.
                if (
                    last is None
                    or last.question.line is not line
                    or day in listed
                    or last.question.law is not law.on(self.origin, law.spell(day))
                ):
                    question = self.desk.question(self.origin, line, day, self.claims)
                    last = Moment(day, question, Case(line.code, self.claims))
                yield DateInterval(day, until), last

    def _joined(self, step: DutyStep, before: Moment, after: Moment, days: DateInterval) -> DutyStep | None:
        """Return the step with more days on which the same is charged; None where it is not."""
        carried_on = step.carried_on
        if after is not before:
            if before.outcome.key != after.outcome.key:
                return None
            carried_on = (*carried_on, *self._carried_on(before, after))
        return evolve(step, days=DateInterval(step.days.start, days.end), carried_on=carried_on)

    def _step(
        self, days: DateInterval, before: Moment | None, after: Moment | None, *, first: bool
    ) -> DutyStep:
        if after is None:
            gap = "no line of the schedule on these days"
            changes = () if first else tuple(self._changes(days, before, after))
            return DutyStep(days=days, duty=None, changes=changes, gap=gap)
        duty = self._duty(after)
        if first:
            return DutyStep(days=days, duty=duty)
        return DutyStep(
            days=days,
            duty=duty,
            changes=tuple(self._changes(days, before, after)),
            carried_on=() if before is None else tuple(self._carried_on(before, after)),
        )

    def _duty(self, moment: Moment) -> Duty:
        return self.desk.duty(origin=self.origin, line=moment.case.code, on=moment.day, claims=self.claims)

    def _layers(self, moment: Moment) -> dict[str, Layer]:
        return {one.program: one for one in self._duty(moment).layers}

    def _changes(
        self, days: DateInterval, before: Moment | None, after: Moment | None
    ) -> Iterator[LayerChange]:
        if before is None or after is None:
            begins = before is None
            kind = ChangeKind.LINE_BEGAN if begins else ChangeKind.LINE_ENDED
            words = f"a revision of the schedule, from {days.start}"
            cause = Cause(kind=CauseKind.SCHEDULE, words=words)
            yield LayerChange(day=days.start or date.min, kind=kind, program=_LINE, causes=(cause,))
            return
        causes = Causes(self.desk.dossier, self.origin, before, after)
        old, new = self._layers(before), self._layers(after)
        was, is_ = _column(before.outcome), _column(after.outcome)
        if was != is_:
            was_layer, is_layer = self._duty(before).layers[0], self._duty(after).layers[0]
            yield LayerChange(
                day=after.day,
                kind=ChangeKind.CHANGED,
                program=is_layer.program,
                before=was_layer,
                after=is_layer,
                causes=causes.of_column(),
            )
        paid, pays = _charged(before.outcome), _charged(after.outcome)
        bans = tuple(self._bans(causes))
        banned = {one.program for one in bans}
        for name in dict.fromkeys((*pays, *paid)):
            if paid.get(name) != pays.get(name) and name not in banned:
                yield LayerChange(
                    day=after.day,
                    kind=_kind(paid.get(name), pays.get(name)),
                    program=name,
                    before=old.get(name),
                    after=new.get(name),
                    causes=causes.of_programme(name),
                )
        yield from bans

    @staticmethod
    def _bans(causes: Causes) -> Iterator[LayerChange]:
        old, new = causes.before.outcome.prohibited, causes.after.outcome.prohibited
        was, is_ = (None if one is None else one.programme for one in (old, new))
        if was == is_:
            return
        for name, kind in ((was, ChangeKind.ADMITTED), (is_, ChangeKind.BARRED)):
            if name is not None:
                yield LayerChange(
                    day=causes.after.day, kind=kind, program=name, causes=causes.of_programme(name)
                )

    def _carried_on(self, before: Moment, after: Moment) -> Iterator[LayerChange]:
        paid = _charged(before.outcome)
        names = [
            name
            for name, pays in _charged(after.outcome).items()
            if paid.get(name) == pays and before.standing(name).measure is not after.standing(name).measure
        ]
        causes = Causes(self.desk.dossier, self.origin, before, after)
        for name in names:
            yield LayerChange(
                day=after.day,
                kind=ChangeKind.CARRIED_ON,
                program=name,
                before=self._layers(before)[name],
                after=self._layers(after)[name],
                causes=causes.of_programme(name),
            )


def _column(outcome: Outcome) -> tuple[object, ...]:
    return (outcome.column.name, outcome.column.duty, outcome.column.rate.text)


def _charged(outcome: Outcome) -> dict[str, tuple[object, ...]]:
    """Return what each programme charges that charges anything, as it is told apart in an outcome."""
    return {
        one.programme: (one.rated.duty, one.rated.share, one.rated.percent)
        for one in outcome.charged
        if one.rated is not None and one.rated.percent != 0
    }


def _kind(old: object, new: object) -> ChangeKind:
    if old is None:
        return ChangeKind.BEGAN
    return ChangeKind.ENDED if new is None else ChangeKind.CHANGED
