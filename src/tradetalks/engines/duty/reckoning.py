"""The question of a duty: what is read, the case that was claimed, and the answer made of its outcome."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import field, frozen

from tradetalks.dates.days import as_day, as_optional_day
from tradetalks.dossier import Dossier
from tradetalks.engines.answers import caveats
from tradetalks.engines.duty.answer import Duty, ReadFrom
from tradetalks.engines.duty.assessing import Charged, Outcome, Question, bounds
from tradetalks.engines.duty.cases import Case, Open, OpenKind
from tradetalks.engines.duty.claims import BadClaim, Claims, as_claims
from tradetalks.engines.duty.goods import Goods, Lists
from tradetalks.engines.duty.layers import Dependency, Layer, NotCharged, decimal_of
from tradetalks.engines.duty.pictures import Picture, StandingKind, picture
from tradetalks.engines.duty.stacking import RuleBook
from tradetalks.engines.painting import Painter
from tradetalks.errors import NotCovered
from tradetalks.model.schedule import Schedule
from tradetalks.vocabulary.kinds import ActKind, CoverageKind, ProgrammeReach

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradetalks.engines.duty.claims import ClaimMapping
    from tradetalks.engines.duty.column import Column
    from tradetalks.model.acts import LegalAct
    from tradetalks.model.facts import Fact
    from tradetalks.model.measures import TariffMeasure
    from tradetalks.vocabulary.goods import HtsCode

__all__ = ["DutyDesk", "duty"]

#: The bloc of origins under column 2, and whose schedule the library has.
_COLUMN_2, _IMPORTER = "column-2", "US"
_LINE = 8


@frozen(eq=False, kw_only=True)
class DutyDesk:
    """Where duties are asked of one record, one schedule and its lists; keeps what it has worked out.

    >>> from tradetalks.engines.list_book import ListBook
    >>> from tradetalks.loading.schedule import shipped_schedule
    >>> from tradetalks.loading.shipped import shipped_record
    >>> record = shipped_record()
    >>> desk = DutyDesk.of(record, shipped_schedule(), ListBook.of(record))
    >>> asked = desk.duty(origin="CN", line="8517.62.00.90", on="2025-05-10")
    >>> for layer in asked.layers:
    ...     print(layer)
    0% column-1
    20% ieepa-fentanyl-cn
    7.5% s301-china-lists
    """

    dossier: Dossier
    schedule: Schedule
    lists: Lists
    painter: Painter
    rules: RuleBook
    #: The day of knowledge, for schedule and lists; None for all that is known.
    known_on: date | None = None
    _programmes: tuple[str, ...] = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Keep the programmes of duties on goods, in the order of their ids."""
        programmes = self.dossier.duty_programmes.values()
        kept = tuple(
            one.id for one in programmes if one.importer == _IMPORTER and one.reach is not ProgrammeReach.NONE
        )
        object.__setattr__(self, "_programmes", kept)

    @classmethod
    def of(
        cls,
        dossier: Dossier,
        schedule: Schedule,
        lists: Lists,
        *,
        painter: Painter | None = None,
        known_on: date | str | None = None,
    ) -> DutyDesk:
        """Return the desk of a record."""
        return cls(
            dossier=dossier,
            schedule=schedule,
            lists=lists,
            painter=painter or Painter.of(dossier),
            rules=RuleBook.of(dossier),
            known_on=as_optional_day(known_on),
        )

    def duty(
        self,
        *,
        origin: str,
        line: HtsCode | str,
        on: date | str,
        claims: Claims | ClaimMapping | None = None,
        importer: str = _IMPORTER,
    ) -> Duty:
        """Return what was owed on a tariff line, from an origin, on a day.

        Args:
            origin: the origin: an ISO code or ``EU``.
            line: 8 or 10 digits, with or without dots.
            on: the day of entry.
            claims: what the importer claims; None for nothing.
            importer: who charges it; the schedule of the United States is the one that is known.

        Raises:
            BadClaim: for a claim that no act asks for.
            UnknownPlace: when there is no such origin.
            BadCode, LineNeeded, UnknownLine: when it is no line on that day.
            NotCovered: when importer or day lie outside what the record covers.
        """
        day, claimed = as_day(on), as_claims(claims)
        if importer != _IMPORTER:
            raise NotCovered(f"the duties of {importer}", "the schedule at hand is that of the United States")
        if self.known_on is None and day > self.dossier.horizon:
            raise NotCovered(f"the duty on {day}", f"the record covers days up to {self.dossier.horizon}")
        self.dossier.members(origin, day)
        self._check_words(claimed)
        question = self._question(origin, line, day, claimed)
        case = Case(question.line.code, claimed)
        return self._answer(question, case)

    def _check_words(self, claims: Claims) -> None:
        for one in claims.described_by:
            if not self.dossier.holds(one, ("measures", "product_lists", "stacking_rules")):
                raise BadClaim("described_by", repr(one), "ids of measures and lists of the record")

    def _question(self, origin: str, code: HtsCode | str, day: date, claims: Claims) -> Question:
        line = self.schedule.line(code, on=day, known_on=self.known_on)
        goods = Goods(self.lists, day, self.known_on, line.numbers)
        case = Case(line.code, claims)
        pictures: dict[str, Picture] = {}
        for programme in self._programmes:
            layers = self.painter.layers(programme, origin, day)
            if layers:
                made = picture(programme, layers, goods, case)
                if made.reaches:
                    pictures[programme] = made
        return Question(
            dossier=self.dossier,
            rules=self.rules,
            goods=goods,
            line=line,
            origin=origin,
            on=day,
            under_column_2=_COLUMN_2 in self.dossier.blocs
            and self.dossier.members(origin, day) <= self.dossier.members(_COLUMN_2, day),
            pictures=pictures,
        )

    # --- the answer ---------------------------------------------------------------------------

    def _answer(self, question: Question, case: Case) -> Duty:
        outcome = question.outcome(case)
        found = bounds(question, case)
        layers = (self._column_layer(outcome.column), *self._layers(outcome))
        banned = outcome.prohibited
        facts = tuple(self._facts(outcome))
        total = None if banned else outcome.percent
        low, high = (None, None) if banned else (found.low, found.high)
        return Duty(
            importer=_IMPORTER,
            origin=question.origin,
            line=case.code,
            on=question.on,
            claims=case.claims,
            layers=layers,
            not_charged=tuple(self._not_charged(outcome)),
            percent=None if total is None else decimal_of(total),
            low=None if low is None else decimal_of(low),
            high=None if high is None else decimal_of(high),
            depends_on=tuple(self._dependency(one) for one in found.depends_on),
            prohibited=None if banned is None else self._unpaid(banned),
            exceptions=tuple(_exceptions(question)),
            caveats=(*caveats(facts), *self._said(question, outcome, layers)),
            facts=facts,
            read_from=ReadFrom(
                data_version=self.dossier.statement.data_version,
                horizon=self.dossier.horizon,
                known_on=self.known_on,
                schedule=(self.schedule.name, self.schedule.sha256),
                lists=str(getattr(getattr(self.lists, "contents", None), "sha256", "")),
            ),
        )

    @staticmethod
    def _column_layer(column: Column) -> Layer:
        return Layer(
            program=column.name,
            duty=column.duty,
            effect=None,
            share=Fraction(1),
            percent=None if column.percent is None else decimal_of(column.percent),
            measure=None,
            act=None,
            because=f"{column.why}: {column.rate}",
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
                held=self._held(one.programme),
                own=one.own,
            )

    def _because(self, measure: TariffMeasure) -> str:
        act = self._act(measure.act)
        return f"{'what if' if act is None else act.short}: {measure.summary}"

    def _act(self, act_id: str | None) -> LegalAct | None:
        return None if act_id is None else self.dossier.acts[act_id]

    def _held(self, programme: str) -> tuple[str, ...]:
        return tuple(
            f"Later held unlawful: {holding.summary} ({act.short}, {act.announced})"
            for act in self.dossier.acts.values()
            if act.kind is ActKind.COURT_RULING
            for holding in act.holdings
            if programme in holding.programmes and holding.stay is None and holding.stands.end is None
        )

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

    def _said(self, question: Question, outcome: Outcome, layers: tuple[Layer, ...]) -> Iterator[str]:
        if outcome.column.duty is None:
            yield f"The ordinary duty is {outcome.column.rate.status.value} in the schedule: {outcome.column.rate}."
        held = [one.program for one in layers if one.held]
        if held:
            yield f"Charged as collected; later held unlawful: {', '.join(held)}."
        for one in outcome.charged:
            if one.standing.kind is StandingKind.PRICED:
                yield f"{one.programme} takes what the price falls short of: {one.standing.measure and one.standing.measure.effect}."
        day = min(question.on, self.dossier.horizon)
        for covered in self.dossier.statement.coverage:
            if covered.kind in (CoverageKind.ACTS, CoverageKind.SCHEDULE) and day > covered.last_day:
                yield f"Not followed to the last day: {covered.kind.value} to {covered.last_day}."
        if question.on > self.dossier.horizon:
            yield f"{question.on} lies after the day of knowledge: the law as then scheduled."


def _exceptions(question: Question) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for picture_ in question.pictures.values():
        for measure in picture_.in_words:
            if measure.id not in seen:
                seen.add(measure.id)
                yield measure.id, measure.products.words or measure.summary


def duty(  # noqa: PLR0913 - the question has as many parts
    dossier: Dossier,
    schedule: Schedule,
    lists: Lists,
    *,
    origin: str,
    line: HtsCode | str,
    on: date | str,
    claims: Claims | ClaimMapping | None = None,
    importer: str = _IMPORTER,
    known_on: date | str | None = None,
) -> Duty:
    """Return what was owed on a tariff line, from an origin, on a day; :class:`DutyDesk` keeps its workings."""
    desk = DutyDesk.of(dossier, schedule, lists, known_on=known_on)
    return desk.duty(origin=origin, line=line, on=on, claims=claims, importer=importer)
