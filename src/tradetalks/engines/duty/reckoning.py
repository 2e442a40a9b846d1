"""The desk where duties are asked of one record: the question is looked up, put together once, and answered."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from tradetalks.dates.days import as_day, as_optional_day
from tradetalks.dossier import Dossier
from tradetalks.engines.duty.answer import Duty, ReadFrom
from tradetalks.engines.duty.answering import Answers
from tradetalks.engines.duty.assessing import Question
from tradetalks.engines.duty.cases import Case
from tradetalks.engines.duty.claims import NOTHING_CLAIMED, BadClaim, Claims, as_claims
from tradetalks.engines.duty.goods import Goods
from tradetalks.engines.duty.keeping import keep
from tradetalks.engines.duty.law import Law, LawBook
from tradetalks.engines.duty.list_index import ListIndex
from tradetalks.engines.duty.rating import Quantities
from tradetalks.engines.duty.subjects import Subjects
from tradetalks.engines.list_book import ListBook
from tradetalks.engines.painting import Painter
from tradetalks.errors import NotCovered
from tradetalks.model.schedule import Schedule
from tradetalks.vocabulary.goods import HtsCode

if TYPE_CHECKING:
    from tradetalks.engines.duty.claims import ClaimMapping
    from tradetalks.model.tariff_lines import TariffLine

__all__ = ["IMPORTER", "DutyDesk"]

#: Whose schedule the library has.
IMPORTER = "US"
#: The chapter of additional duties, which has no goods of its own.
_ADDITIONAL = "99"


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
    lists: ListBook
    #: The law by origin and day.
    law: LawBook
    #: The day of knowledge, for schedule and lists; None for all that is known.
    known_on: date | None = None
    _answers: Answers = field(alias="answers")
    _index: ListIndex = field(alias="index")
    _subjects: Subjects = field(factory=Subjects, init=False)
    _asked: dict[tuple[object, ...], Duty] = field(factory=dict, init=False)
    _questions: dict[tuple[Law, int, int, Claims], Question] = field(factory=dict, init=False)
    _cells: dict[tuple[Law, int, int, Claims], Duty] = field(factory=dict, init=False)

    @classmethod
    def of(
        cls,
        dossier: Dossier,
        schedule: Schedule,
        lists: ListBook,
        *,
        painter: Painter | None = None,
        known_on: date | str | None = None,
    ) -> DutyDesk:
        """Return the desk of a record."""
        known = as_optional_day(known_on)
        read_from = ReadFrom(
            data_version=dossier.statement.data_version,
            horizon=dossier.horizon,
            known_on=known,
            schedule=(schedule.name, schedule.sha256),
            lists=lists.sha256,
        )
        return cls(
            dossier=dossier,
            schedule=schedule,
            lists=lists,
            law=LawBook.of(dossier, painter or Painter.of(dossier), IMPORTER, lists.days),
            known_on=known,
            index=ListIndex.of(lists),
            answers=Answers(dossier, IMPORTER, read_from),
        )

    def duty(
        self,
        *,
        origin: str,
        line: HtsCode | str,
        on: date | str,
        claims: Claims | ClaimMapping | None = None,
        importer: str = IMPORTER,
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
        claimed = as_claims(claims)
        if not (type(origin) is type(importer) is str and type(line) in _CODES and type(on) in _DAYS):
            return self._find(origin, line, as_day(on), claimed, importer)
        key = (origin, line, on, claimed, importer)
        known = self._asked.get(key)
        if known is None:
            known = self._find(origin, line, as_day(on), claimed, importer)
            keep(self._asked, key, known)
        return known

    def question(self, origin: str, line: TariffLine, day: date, claims: Claims) -> Question:
        """Return the question of a line under the law for an origin on a day, put together once."""
        spell = self.law.spell(day)
        law = self.law.on(origin, spell)
        # The schedule hands out one and the same line for as long as it stands unchanged.
        key = (law, id(line), spell, claims)
        known = self._questions.get(key)
        if known is None:
            known = self._put(law, line, day, claims)
            keep(self._questions, key, known)
        return known

    # --- within -------------------------------------------------------------------------------

    def _find(self, origin: str, code: HtsCode | str, day: date, claims: Claims, importer: str) -> Duty:
        if importer != IMPORTER:
            raise NotCovered(f"the duties of {importer}", "the schedule at hand is that of the United States")
        if self.known_on is None and day > self.dossier.horizon:
            raise NotCovered(f"the duty on {day}", f"the record covers days up to {self.dossier.horizon}")
        self.dossier.members(origin, day)
        if claims is not NOTHING_CLAIMED:
            self._check_words(claims)
        line = self.schedule.line(code, on=day, known_on=self.known_on)
        if line.code.digits.startswith(_ADDITIONAL):
            raise NotCovered(
                f"the duty on goods of {line.code}",
                "a heading of chapter 99 states what is added to the duty on lines of chapters 1 to 98: ask for one of them",
            )
        question = self.question(origin, line, day, claims)
        spell = self.law.spell(day)
        key = (question.law, id(line), spell, claims)
        cell = self._cells.get(key)
        if cell is None:
            cell = self._answers.answer(question, Case(line.code, claims), origin, day)
            keep(self._cells, key, cell)
        if cell.origin == origin and cell.on == day:
            return cell
        return evolve(cell, origin=origin, on=day, day_notes=self._answers.day_notes(day))

    def _check_words(self, claims: Claims) -> None:
        for one in claims.described_by:
            if not self.dossier.holds(one, ("measures", "product_lists", "stacking_rules")):
                raise BadClaim("described_by", repr(one), "ids of measures and lists of the record")

    def _put(self, law: Law, line: TariffLine, day: date, claims: Claims) -> Question:
        goods = Goods(self.lists, self._index, day, self.known_on, line.code, line.numbers)
        drawn = self._subjects.drawn(law, goods, claims)
        return Question(
            law=law,
            goods=goods,
            line=line,
            subject=drawn.subject,
            pictures=drawn.pictures,
            given=Quantities.of(claims.customs_value_usd, claims.quantity, claims.quantity_unit),
        )


_CODES, _DAYS = (str, HtsCode), (str, date)
