"""The customs window of the desk: what was owed on a tariff line, asked of a record.

May import everything below it. :class:`~tradetalks.talks.Talks` is built on it.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import field, frozen

from tradetalks.dates.days import as_day, as_optional_day
from tradetalks.engines.painting import Painter
from tradetalks.errors import NotCovered
from tradetalks.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tradetalks.adapters.frames.rate_book import RateBook
    from tradetalks.dates.intervals import DateInterval
    from tradetalks.dossier import Dossier
    from tradetalks.engines.duty.answer import Duty
    from tradetalks.engines.duty.changes import DutyChanges
    from tradetalks.engines.duty.claims import ClaimMapping, Claims
    from tradetalks.engines.duty.history import DutyHistory
    from tradetalks.engines.duty.reckoning import DutyDesk
    from tradetalks.model.schedule import Schedule  # noqa: TC004 - attrs reads no types
    from tradetalks.vocabulary.goods import HsPrefix, HtsCode

__all__ = ["CustomsWindow"]


@frozen
class CustomsWindow(Shelf):
    """A record of which duties are asked."""

    #: The day of knowledge that was asked for, or None for all that the record knows.
    known: date | None = field(default=None, repr=False, eq=False)
    #: The schedule of the user, or None for the one that ships with the package.
    own_schedule: Schedule | None = field(default=None, repr=False, eq=False)

    @property
    def horizon(self) -> date:
        """The last day that the record covers, or the day of knowledge where that is earlier."""
        return self.dossier.horizon

    @property
    def schedule(self) -> Schedule:
        """The tariff schedule that duties are asked of, opened on first use."""
        if self.own_schedule is not None:
            return self.own_schedule
        from tradetalks.loading.schedule import shipped_schedule

        return shipped_schedule()

    def duty(
        self,
        origin: str,
        line: HtsCode | str,
        on: date | str,
        *,
        claims: Claims | ClaimMapping | None = None,
        importer: str = "US",
    ) -> Duty:
        """Return what was owed on a tariff line, from an origin, on a day: every layer with its legal act.

        Percents are of the customs value. The total is the ordinary duty and the additional duties, without fees,
        excise, antidumping or countervailing duties.

        Args:
            origin: the origin: an ISO code, or ``EU``, for which each of its members stands too.
            line: 8 or 10 digits, with or without dots.
            on: the day of entry.
            claims: what the importer claims, by the names of :class:`~tradetalks.engines.duty.claims.Claims`;
                None for nothing. What is not given and matters moves ``low`` and ``high``.
            importer: who charges it; the schedule at hand is that of the United States.

        Raises:
            BadClaim: for a claim that no act asks for, or a value that it cannot have.
            UnknownPlace: when there is no such origin.
            BadCode, LineNeeded, UnknownLine: when it is no line on that day.
            NotCovered: when importer or day lie outside what the record covers.

        >>> import tradetalks as tt
        >>> duty = tt.load().duty("CN", "8517.62.00.90", "2025-05-10")
        >>> for layer in duty.layers:
        ...     print(layer)
        0% column-1
        20% ieepa-fentanyl-cn
        7.5% s301-china-lists
        >>> duty.percent, duty.amount(value=1000)
        (Decimal('27.5'), Amount('275.00'))
        """
        return self._desk.duty(origin=origin, line=line, on=on, claims=claims, importer=importer)

    def duty_history(
        self,
        origin: str,
        line: HtsCode | str,
        *,
        between: DateInterval | tuple[date | str | None, date | str | None] | None = None,
        claims: Claims | ClaimMapping | None = None,
    ) -> DutyHistory:
        """Return what was owed on a tariff line step by step, with what changed at each step and by which act.

        A step lasts as long as the same is charged. Days on which the code was no line of the schedule are a step
        that says so.

        Args:
            origin: the origin: an ISO code or ``EU``.
            line: 8 or 10 digits, with or without dots.
            between: the first day, and the first day no longer; by default, or where one is None, from the first day
                of the schedule up to and with the horizon.
            claims: what the importer claims on each day; None for nothing.

        Raises:
            BadClaim: for a claim that no act asks for, or a value that it cannot have.
            UnknownPlace: when there is no such origin.
            BadCode, LineNeeded, UnknownLine: when it never was a line of the schedule.
            BadInterval: when the days hold none.
            NotCovered: when days lie outside what schedule and record cover.

        >>> import tradetalks as tt
        >>> for step in tt.load().duty_history("LS", "6203.42.07", between=("2025-04-01", "2025-08-10")):
        ...     print(step.days, step.percent, *(act.short for act in step.acts))
        2025-04-01 through 2025-04-04 16.6
        2025-04-05 through 2025-04-08 26.6 EO 14257
        2025-04-09 through 2025-04-09 66.6 EO 14257
        2025-04-10 through 2025-08-06 26.6 EO 14266
        2025-08-07 through 2025-08-09 31.6 EO 14326
        """
        from tradetalks.engines.duty.claims import as_claims
        from tradetalks.engines.duty.walking import days_between, duty_history

        desk = self._desk
        return duty_history(desk, origin, line, days_between(desk, between), as_claims(claims))

    def changes(
        self,
        *,
        between: DateInterval | tuple[date | str | None, date | str | None] | None = None,
        origins: Iterable[str] | str,
        lines: Iterable[HtsCode | HsPrefix | str] | HtsCode | HsPrefix | str,
        claims: Claims | ClaimMapping | None = None,
    ) -> DutyChanges:
        """Return what changed for some lines from some origins: each change with its day, the duty before and after, and the acts.

        Some twenty lines and origins a second; for all lines there is :meth:`rate_book`.

        Args:
            between: the first day, and the first day no longer: changes that take effect on these days, each
                against the day before. By default all that schedule and record cover.
            origins: the origins: ISO codes or ``EU``.
            lines: lines and numbers of 8 or 10 digits, and headings, subheadings or chapters for all lines that stood
                under them.
            claims: what the importer claims on each day; None for nothing.

        Raises:
            NothingAsked: when there is no origin or no line.
            BadClaim: for a claim that no act asks for, or a value that it cannot have.
            UnknownPlace: when an origin is neither a country nor a bloc.
            BadCode, UnknownLine: for what is no line and has none under it.
            BadInterval: when the days hold none.
            NotCovered: when days lie outside what schedule and record cover.

        >>> import tradetalks as tt
        >>> found = tt.load().changes(
        ...     between=("2025-11-01", "2025-12-01"), origins=["CN", "BR"], lines=["0901.11", "9503"]
        ... )
        >>> for one in found:
        ...     print(one)
        2025-11-10: 0901.11.00 of CN: 37.5% becomes 27.5% (EO 14357)
        2025-11-10: 9503.00.00 of CN: 30% becomes 20% (EO 14357)
        2025-11-13: 0901.11.00 of CN: 27.5% becomes 17.5% (EO 14360)
        2025-11-13: 0901.11.00 of BR: 50% becomes 0% (EO 14361, EO 14360)
        """
        from tradetalks.engines.duty.changes import duty_changes
        from tradetalks.engines.duty.claims import as_claims
        from tradetalks.engines.duty.walking import days_between

        desk = self._desk
        return duty_changes(desk, days_between(desk, between), origins, lines, as_claims(claims))

    def replay(self, receipt: Mapping[str, object]) -> Duty:
        """Return the duty that a receipt is of, asked again; its own receipt is then the same byte for byte.

        A receipt of a day of knowledge is replayed on what these talks knew on that day.

        Args:
            receipt: what :meth:`~tradetalks.engines.duty.answer.Duty.receipt` gave, also when read back from JSON.

        Raises:
            ReceiptRefused: when it is no receipt, was changed after it was made, or would come out otherwise now,
                with all that differs: the version of the record, its horizon, the schedule, the lists, the facts.

        >>> import tradetalks as tt
        >>> talks = tt.load()
        >>> receipt = talks.duty("CN", "8517.62.00.90", "2025-05-10").receipt()
        >>> talks.replay(receipt).receipt() == receipt
        True
        """
        from tradetalks.engines.duty.receipts import replay

        return replay(self._desk_known_on, receipt)

    def rate_book(self, *, known_on: date | str | None = None) -> RateBook:
        """Return the duty on every line from every origin on every day, worked out once as tables over classes.

        Takes some seconds. What is not claimed is taken as in a single answer that claims nothing.

        Args:
            known_on: the day of knowledge; None for that of these talks.

        Raises:
            MissingExtra: when a package is not installed that the extra ``frames`` brings.
            NotCovered: when the day of knowledge lies past the horizon.

        >>> import tradetalks as tt
        >>> book = tt.load().rate_book()
        >>> book.percent("LS", "6110.20.20.79", "2025-09-01")
        Decimal('31.5')
        """
        from tradetalks.extras import needs

        for module in ("numpy", "narwhals", "pyarrow", "tqdm"):
            needs("a rate book", module, module, "frames")
        from tradetalks.adapters.frames.rate_book import RateBook

        return RateBook.of(self._desk_known_on(as_optional_day(known_on)))

    # --- within -------------------------------------------------------------------------------

    @cached_property
    def _painter(self) -> Painter:
        return Painter.of(self.dossier)

    @cached_property
    def _desk(self) -> DutyDesk:
        return self._desk_of(self.dossier, self.known)

    def _desk_known_on(self, known: date | None) -> DutyDesk:
        """Return the desk of a day of knowledge; None for that of these talks."""
        if known is None or known == self.known:
            return self._desk
        return self._desk_of(self.dossier.known_on(known), known)

    def _desk_of(self, dossier: Dossier, known: date | None) -> DutyDesk:
        from tradetalks.engines.duty.reckoning import DutyDesk
        from tradetalks.engines.list_book import ListBook

        lists = ListBook.of(dossier, schedule=self.schedule)
        painter = self._painter if dossier is self.dossier else Painter.of(dossier)
        return DutyDesk.of(dossier, self.schedule, lists, painter=painter, known_on=known)

    def _day(self, on: date | str) -> date:
        day = as_day(on)
        if day > self.horizon and self.known is None:
            raise NotCovered(
                f"what applied on {day}",
                f"the record covers days up to {self.horizon}; ask known_on a day up to then for "
                "the law as it was scheduled",
            )
        return day
