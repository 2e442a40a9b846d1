"""The answer to a question of a duty, made of what a case comes to: layers with their acts, and what is open."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import field, frozen

from tradetalks.dossier import Dossier
from tradetalks.engines.answers import caveats
from tradetalks.engines.duty.answer import Duty, ReadFrom
from tradetalks.engines.duty.bounding import BoundsBook
from tradetalks.engines.duty.cases import Case, Open, OpenKind
from tradetalks.engines.duty.layers import Dependency, Layer, NotCharged, decimal_of
from tradetalks.engines.duty.pictures import StandingKind
from tradetalks.engines.duty.rulings import Ruling, rulings_on
from tradetalks.vocabulary.kinds import CoverageKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradetalks.engines.duty.assessing import Charged, Outcome, Question
    from tradetalks.engines.duty.column import Column
    from tradetalks.model.acts import LegalAct
    from tradetalks.model.facts import Fact
    from tradetalks.model.measures import TariffMeasure
    from tradetalks.vocabulary.goods import HtsCode

__all__ = ["Answers"]

#: Goods repaired, processed or assembled abroad.
_ASSEMBLED_ABROAD = "98020080"
_WORK_ABROAD = ("98020040", "98020050", "98020060", _ASSEMBLED_ABROAD)


@frozen(eq=False)
class Answers:
    """Makes the answers of one record."""

    _dossier: Dossier
    _importer: str
    _read_from: ReadFrom
    _bounds: BoundsBook = field(factory=BoundsBook, init=False)
    _of_day: dict[date, tuple[str, ...]] = field(factory=dict, init=False)
    _held_of: dict[str, tuple[Ruling, ...]] = field(factory=dict, init=False)

    def answer(self, question: Question, case: Case, origin: str, on: date) -> Duty:
        """Return the answer to a question in a case, for an origin and a day that the question stands for."""
        outcome = question.outcome(case)
        found = self._bounds.bounds(question, case)
        layers = (self._column_layer(outcome.column), *self._layers(outcome))
        banned = outcome.prohibited
        facts = tuple(self._facts(outcome))
        total = None if banned else outcome.percent
        low, high = (None, None) if banned else (found.low, found.high)
        return Duty(
            importer=self._importer,
            origin=origin,
            line=case.code,
            on=on,
            claims=case.claims,
            layers=layers,
            not_charged=tuple(self._not_charged(outcome)),
            percent=None if total is None else decimal_of(total),
            low=None if low is None else decimal_of(low),
            high=None if high is None else decimal_of(high),
            depends_on=tuple(self._dependency(one) for one in found.depends_on),
            prohibited=None if banned is None else self._unpaid(banned),
            exceptions=tuple(_exceptions(question)),
            caveats=(*caveats(facts), *self._said(outcome, layers), *_of_work_abroad(case.code, layers)),
            day_notes=self.day_notes(on),
            facts=facts,
            read_from=self._read_from,
        )

    def day_notes(self, on: date) -> tuple[str, ...]:
        """Return what an answer about a day must say of the day: how far the record was followed."""
        if on not in self._of_day:
            self._of_day[on] = tuple(self._notes(on))
        return self._of_day[on]

    def _notes(self, on: date) -> Iterator[str]:
        horizon = self._dossier.horizon
        for covered in self._dossier.statement.coverage:
            if (
                covered.kind in (CoverageKind.ACTS, CoverageKind.SCHEDULE)
                and min(on, horizon) > covered.last_day
            ):
                yield f"Not followed to the last day: {covered.kind.value} to {covered.last_day}."
        if on > horizon:
            yield f"{on} lies after the day of knowledge: the law as then scheduled."

    # --- within -------------------------------------------------------------------------------

    def _column_layer(self, column: Column) -> Layer:
        measure = column.measure
        because = f"{column.why} {column.rate}" if measure else f"{column.why}: {column.rate}"
        return Layer(
            program=column.name,
            duty=column.duty,
            effect=None,
            share=Fraction(1),
            percent=None if column.percent is None else decimal_of(column.percent),
            measure=measure,
            act=None if measure is None else self._act(measure.act),
            because=because if measure is None else f"{self._because(measure)} ({because})",
        )

    def _layers(self, outcome: Outcome) -> Iterator[Layer]:
        for one in outcome.charged:
            rated, measure = one.rated, one.standing.measure
            if rated is None or rated.percent == 0 or measure is None:
                continue
            yield Layer(
                program=one.programme,
                duty=rated.duty,
                effect=measure.effect,
                base=one.base,
                share=rated.share,
                percent=None if rated.percent is None else decimal_of(rated.percent),
                measure=measure,
                act=self._act(measure.act),
                because=self._because(measure),
                held=tuple(str(ruling) for ruling in self._held(one.programme)),
                own=one.own,
            )

    def _because(self, measure: TariffMeasure) -> str:
        act = self._act(measure.act)
        if act is not None:
            return f"{act.short}: {measure.summary}"
        said = measure.summary.casefold().startswith("what if")
        return measure.summary if said else f"What if: {measure.summary}"

    def _act(self, act_id: str | None) -> LegalAct | None:
        return None if act_id is None else self._dossier.acts[act_id]

    def _held(self, programme: str) -> tuple[Ruling, ...]:
        if programme not in self._held_of:
            self._held_of[programme] = tuple(rulings_on(programme, self._dossier))
        return self._held_of[programme]

    def _not_charged(self, outcome: Outcome) -> Iterator[NotCharged]:
        for one in outcome.charged:
            if one.standing.measure is not None and (one.rated is None or one.rated.percent == 0):
                yield self._unpaid(one)

    def _unpaid(self, one: Charged) -> NotCharged:
        measure = one.standing.measure
        act = None if measure is None else self._act(measure.act)
        because = "" if measure is None else self._because(measure)
        if one.ways:
            way = one.ways[0]
            act = self._act(way.rule.act)
            because = f"gives way to {way.to}: {way.rule.summary}"
        elif one.rated is not None and one.standing.charge is not None:
            because = f"{one.standing.charge}, which adds nothing here ({because})"
        return NotCharged(
            program=one.programme,
            subject=one.standing.is_subject,
            measure=measure,
            act=act,
            because=because,
        )

    def _facts(self, outcome: Outcome) -> Iterator[Fact]:
        seen: set[str] = set()
        if outcome.column.measure is not None:
            seen.add(outcome.column.measure.id)
            yield outcome.column.measure
        for one in outcome.charged:
            found: list[Fact] = [] if one.standing.measure is None else [one.standing.measure]
            found += [way.rule for way in one.ways]
            for fact in found:
                if fact.id not in seen:
                    seen.add(fact.id)
                    yield fact

    @staticmethod
    def _dependency(asked: Open) -> Dependency:
        fact = "statistical_number" if asked.kind is OpenKind.NUMBER else asked.about
        return Dependency(fact=fact, values=asked.values(), asked_by=asked.asked_by, words=asked.gap)

    def _said(self, outcome: Outcome, layers: tuple[Layer, ...]) -> Iterator[str]:
        if outcome.column.duty is None:
            yield f"The ordinary duty is {outcome.column.rate.status.value} in the schedule: {outcome.column.rate}."
        held = [one.program for one in layers if one.held]
        stayed = [one for one in held if all(ruling.stays for ruling in self._held(one))]
        if unlawful := [one for one in held if one not in stayed]:
            yield f"Charged as collected; held unlawful: {', '.join(unlawful)}."
        if stayed:
            yield f"Charged as collected; held unlawful by a ruling that is stayed: {', '.join(stayed)}."
        for one in outcome.charged:
            if one.standing.kind is StandingKind.PRICED:
                yield f"{one.programme} takes what the price falls short of: {one.standing.measure and one.standing.measure.effect}."


def _of_work_abroad(code: HtsCode, layers: tuple[Layer, ...]) -> Iterator[str]:
    """Yield what an answer on goods that went abroad and came back cannot tell.

    U.S. note 2 to subchapter III of chapter 99, and its like, take the additional duties of these lines on that part of
    the value; the notes on section 232 take theirs under 9802.00.60 on the full value.
    """
    if not code.digits.startswith(_WORK_ABROAD):
        return
    if len(layers) > 1:
        part = (
            "the value without the parts of the United States"
            if code.digits.startswith(_ASSEMBLED_ABROAD)
            else "the value of what was done abroad"
        )
        yield f"Each rate is shown of the full value, but is due only on {part}."
    yield "What hangs on the goods' own line in chapters 1 to 97, such as a section 232 or a China list duty, is not told: ask for that line too."


def _exceptions(question: Question) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for picture_ in question.subject.pictures.values():
        for measure in picture_.in_words:
            if measure.id not in seen:
                seen.add(measure.id)
                yield measure.id, measure.products.words or measure.summary
