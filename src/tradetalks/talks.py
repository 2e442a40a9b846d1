"""The desk where a user asks: a record with every question and every format as a method.

May import everything below it. What :func:`load` returns.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import field, frozen

from tradetalks.customs import CustomsWindow
from tradetalks.dates.days import as_day
from tradetalks.dates.intervals import DateInterval
from tradetalks.dossier import Dossier
from tradetalks.engines.concessions import concessions
from tradetalks.engines.deadlines import deadlines
from tradetalks.engines.headline import HeadlineDuty, HeadlineHistory, headline, headline_history
from tradetalks.engines.state_of_play import StateOfPlay, state_of_play
from tradetalks.engines.status import Status, StatusBook
from tradetalks.engines.talk_file import TalkFile, talk_file
from tradetalks.engines.timeline import EventKind, Timeline, timeline
from tradetalks.errors import NotCovered
from tradetalks.rules.painting import ties
from tradetalks.vocabulary.kinds import AgreementKind
from tradetalks.vocabulary.mappings import IdMap

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction
    from pathlib import Path

    from tradetalks.engines.agreements.history import Backtest, Spread
    from tradetalks.model.agreements import Concession
    from tradetalks.model.collections import AnyFact
    from tradetalks.model.measures import TariffMeasure
    from tradetalks.model.schedule import Schedule
    from tradetalks.model.talks import (
        Deadline,
        Negotiation,
    )

__all__ = ["Talks", "load"]


@frozen
class Talks(CustomsWindow):
    """A record of trade talks, and all that can be asked of it.

    Immutable: :meth:`known_on`, :meth:`with_`, :meth:`replacing` and :meth:`without` return new
    ones. Equal when their facts are equal.

    >>> import tradetalks as tt
    >>> talks = tt.load()
    >>> talks.known_on("2025-05-11").status("us-chn", on="2025-05-11").value.value
    'opened'
    """

    #: The record that these facts extend, or None where they stand alone.
    base: Dossier | None = field(default=None, repr=False, eq=False)

    # --- the record ---------------------------------------------------------------------------

    @property
    def coverage(self) -> IdMap[date]:
        """The last day up to which each kind of fact was followed, by the word for the kind."""
        return IdMap({one.kind.value: one.last_day for one in self.dossier.statement.coverage})

    def negotiation(self, talk: str) -> Negotiation:
        """Return one talk.

        Raises:
            UnknownId: when there is none, with ids that look like the one asked for.

        >>> import tradetalks as tt
        >>> tt.load().negotiation("us-chn").parties
        ('US', 'CN')
        """
        self.dossier.get("negotiations", talk)
        return self.dossier.negotiations[talk]

    # --- other records ------------------------------------------------------------------------

    def known_on(self, day: date | str) -> Talks:
        """Return the record as it was known at the end of ``day``.

        Raises:
            NotCovered: when the day lies past the horizon.
        """
        return self._with(self.dossier.known_on(day), as_day(day))

    def with_(self, *facts: AnyFact) -> Talks:
        """Return the record with these facts besides; nothing is ever overwritten.

        Raises:
            DuplicateId: when a fact has an id that is there already.
            DanglingReference: when a fact names an id that nothing carries.
            PaintingTie: when the order of two overlapping measures is not decided.

        >>> import tradetalks as tt
        >>> then = tt.load().known_on("2025-05-11")
        >>> said = then.positions["us-chn-us-eighty-percent"]
        >>> what_if = then.with_(said.as_measure(starts="2025-05-11"))
        >>> what_if.headline_duty("CN", on="2025-05-11").summary()
        '80%'
        >>> then.headline_duty("CN", on="2025-05-11").summary()
        '145%'
        """
        return self._checked(self.dossier.with_(*facts))

    def replacing(self, *facts: AnyFact) -> Talks:
        """Return the record in which each of these facts stands in place of the one with its id.

        Raises:
            UnknownId: when there is no fact of that kind with the id.
        """
        return self._checked(self.dossier.replacing(*facts))

    def without(self, *ids: str) -> Talks:
        """Return the record without the facts of these ids.

        Raises:
            UnknownId: when no fact has the id.
            DanglingReference: when a fact that stays names one that goes.
        """
        return self._checked(self.dossier.without(*ids))

    def _checked(self, dossier: Dossier) -> Talks:
        for tie in ties(dossier):
            raise tie
        return self._with(dossier, self.known)

    def with_schedule(self, schedule: Schedule) -> Talks:
        """Return the record with another tariff schedule to ask duties of.

        Args:
            schedule: one that :func:`~tradetalks.loading.schedule.read_schedule` has read, or the shipped one with
                descriptions.

        >>> import tradetalks as tt
        >>> from tradetalks.loading.schedule import shipped_schedule
        >>> tt.load().with_schedule(shipped_schedule()).schedule.covers.start
        datetime.date(2025, 1, 1)
        """
        return Talks(self.dossier, self.known, schedule, self.base)

    def _with(self, dossier: Dossier, known: date | None) -> Talks:
        return Talks(dossier, known, self.own_schedule, self.base)

    # --- questions ----------------------------------------------------------------------------

    def status(self, talk: str, *, on: date | str) -> Status:
        """Return where a talk stands on a day.

        Raises:
            UnknownId: when there is no such talk.
            NotCovered: when nothing is known to have befallen it by that day, or the day lies
                past what the record covers.
        """
        self.negotiation(talk)
        return self._book.status(talk, self._day(on))

    def state_of_play(self, *, on: date | str) -> StateOfPlay:
        """Return the state of every talk on a day.

        Raises:
            NotCovered: when the day lies past what the record covers.
        """
        day = self._day(on)
        return state_of_play(
            self.dossier,
            book=self._book,
            painter=self._painter,
            due=self._due,
            past=self._timeline,
            on=day,
            notes=self._notes(day),
        )

    def in_full(self, talk: str, *, on: date | str) -> TalkFile:
        """Return all that the record holds of one talk, with its state on a day.

        Raises:
            UnknownId: when there is no such talk.
            NotCovered: when the talk had not begun by that day, or the day lies past what the
                record covers.
        """
        self.negotiation(talk)
        return talk_file(self.dossier, self.state_of_play(on=on), self._timeline, self._due, talk)

    def timeline(
        self,
        *,
        talk: str | None = None,
        party: str | None = None,
        kind: EventKind | str | None = None,
        between: DateInterval | tuple[date | str | None, date | str | None] | None = None,
    ) -> Timeline:
        """Return the events that fit, in order of their days.

        Args:
            talk: only what belongs to this talk.
            party: only what concerns this party: an ISO code or the symbol of a bloc.
            kind: only events of this kind, a member or word of :class:`~tradetalks.engines.timeline.EventKind`.
            between: only days from the first up to but not including the second.

        Raises:
            UnknownId: when there is no such talk.
            UnknownPlace: when there is no such party.
            ValueError: when there is no such kind, or the interval holds no day.
        """
        if talk is not None:
            self.negotiation(talk)
        if party is not None:
            self.dossier.members(party, self.horizon)
        days = between if isinstance(between, DateInterval) else DateInterval(*(between or ()))
        wanted = None if kind is None else EventKind(kind)
        return self._timeline.where(talk=talk, party=party, kind=wanted, between=days)

    def deadlines(self, *, after: date | str | None = None, talk: str | None = None) -> tuple[Deadline, ...]:
        """Return what falls due, and what set it, in order of days.

        Args:
            after: only days after this one.
            talk: only what belongs to this talk.

        Raises:
            UnknownId: when there is no such talk.
        """
        if talk is not None:
            self.negotiation(talk)
        first = None if after is None else as_day(after)
        return tuple(
            one
            for one in self._due
            if (first is None or one.day > first) and (talk is None or one.negotiation == talk)
        )

    def concessions(
        self, *, giver: str | None = None, receiver: str | None = None, topic: str | None = None
    ) -> tuple[Concession, ...]:
        """Return who conceded what, by the day it became known; agreements included.

        Args:
            giver: only what this side gave: an ISO code or the symbol of a bloc.
            receiver: only what this side gained.
            topic: only this topic, by id.

        Raises:
            UnknownPlace: when there is no such side.
            UnknownId: when there is no such topic.
        """
        for side in (giver, receiver):
            if side is not None:
                self.dossier.members(side, self.horizon)
        if topic is not None:
            self.dossier.get("topics", topic)
        return concessions(self.dossier, giver=giver, receiver=receiver, topic=topic)

    def measures_on(self, day: date | str, *, origin: str | None = None) -> tuple[TariffMeasure, ...]:
        """Return the enacted measures of which some paint shows on a day.

        Args:
            day: the day of entry.
            origin: the origin of the goods; None for every origin. A bloc is asked as one origin:
                what is laid on some of its members only is found by asking for them.

        Raises:
            NotCovered: when the day lies past what the record covers.
            UnknownPlace: when there is no such origin.
        """
        on = self._day(day)
        if origin is not None and not self.dossier.is_place(origin):
            self.dossier.members(origin, on)
        return self._painter.measures_on(on, origin)

    def headline_duty(self, origin: str, *, on: date | str, importer: str = "US") -> HeadlineDuty:
        """Return what the programmes on all goods of an origin add up to on a day.

        A bloc has one answer where its members are charged alike, else one for each member.

        Raises:
            NotCovered: when the day lies past what the record covers, or it holds no programme of
                the importer.
            UnknownPlace: when there is no such origin.

        >>> import tradetalks as tt
        >>> tt.load().headline_duty("ch-li", on="2025-09-01").summary()
        'CH 39%, LI 15%'
        """
        day = self._day(on)
        self._covered(importer)
        self.dossier.members(origin, day)
        return headline(self.dossier, self._painter, origin, day, importer)

    def headline_history(
        self, origin: str, *, between: tuple[date | str, date | str], importer: str = "US"
    ) -> HeadlineHistory:
        """Return the headline duty of an origin step by step.

        Args:
            origin: the origin: an ISO code or the symbol of a bloc.
            between: the first day, and the first day no longer.
            importer: who charges it.

        Raises:
            NotCovered: when the last day lies past what the record covers, or it holds no programme
                of the importer.
            UnknownPlace: when there is no such origin.
            BadInterval: when the days hold none.

        >>> import tradetalks as tt
        >>> talks = tt.load()
        >>> for step in talks.headline_history("CN", between=("2025-04-01", "2025-04-15")):
        ...     print(step)
        2025-04-01 through 2025-04-04: 20%
        2025-04-05 through 2025-04-08: 30%
        2025-04-09 through 2025-04-09: 104%
        2025-04-10 through 2025-04-14: 145%
        """
        first, end = (as_day(one) for one in between)
        DateInterval(first, end)
        self._day(end - timedelta(days=1))
        self._covered(importer)
        self.dossier.members(origin, first)
        return headline_history(self.dossier, self._painter, origin, (first, end), importer)

    def spread(self, topic: str) -> Spread:
        """Return how the clause on a topic travelled from deal to deal.

        Raises:
            UnknownId: when there is no such topic.

        >>> import tradetalks as tt
        >>> tt.load().spread("digital-services-tax").steps[0].agreement
        'us-khm-art-2025'
        """
        from tradetalks.engines.agreements.history import spread

        self.dossier.get("topics", topic)
        return spread(self.agreements.values(), topic)

    def backtest(
        self,
        *,
        kinds: Iterable[AgreementKind | str] | None = None,
        core_share: Fraction | float | str = 1,
    ) -> Backtest:
        """Foretell each agreement of the record from only those announced before it.

        Args:
            kinds: only agreements of these forms, both as precedents and as what is foretold.
            core_share: the share of precedents in which a core clause must be.

        Raises:
            BadWord: when there is no such form.
            BadPrecedents: when the share does not lie above 0 and up to 1.
        """
        from tradetalks.engines.agreements.history import backtest

        wanted = None if kinds is None else {AgreementKind(one) for one in kinds}
        chosen = [one for one in self.agreements.values() if wanted is None or one.kind in wanted]
        return backtest(chosen, core_share=core_share)

    # --- keeping ------------------------------------------------------------------------------

    def dump(self, folder: str | Path, *, whole: bool = False) -> None:
        """Write the record to a folder of TOML files, whole or not at all.

        Args:
            folder: a folder that does not exist yet, or one that holds a record.
            whole: whether to write every fact, rather than what a folder owns besides the
                shipped record.
        """
        from tradetalks.loading.dumping import dump_record

        dump_record(self.dossier, folder, base=self.base, whole=whole)

    def to_json(self) -> str:
        """Return the record as JSON, the interchange form."""
        from tradetalks.adapters.json_text import record_to_json

        return record_to_json(self.dossier)

    @classmethod
    def from_json(cls, text: str) -> Talks:
        """Return the record that a JSON text holds, every rule checked.

        Raises:
            RecordFaults: when the text is no record, or breaks a rule.
        """
        from tradetalks.adapters.json_text import record_from_json

        return cls(record_from_json(text))

    # --- within -------------------------------------------------------------------------------

    @cached_property
    def _book(self) -> StatusBook:
        return StatusBook.of(self.dossier)

    @cached_property
    def _due(self) -> tuple[Deadline, ...]:
        return deadlines(self.dossier, self._painter)

    @cached_property
    def _timeline(self) -> Timeline:
        return timeline(self.dossier, self._due)

    def _covered(self, importer: str) -> None:
        # On a past day of knowledge an importer may rightly have no programme yet, so the base is asked too.
        dossiers = [self.dossier] if self.base is None else [self.dossier, self.base]
        importers = sorted({one.importer for kept in dossiers for one in kept.duty_programmes.values()})
        if importer not in importers and (self.known is None or self.base is not None):
            held = ", ".join(importers) or "no importer"
            raise NotCovered(f"what {importer} charges", f"the record holds duty programmes of {held}")

    def _notes(self, day: date) -> list[str]:
        notes = []
        if day > self.horizon:
            notes.append(f"{day} lies after the day of knowledge: the law as then scheduled.")
        short = [
            f"{one.kind.value.replace('-', ' ')} to {one.last_day}"
            for one in self.dossier.statement.coverage
            if min(day, self.horizon) > one.last_day
        ]
        if short:
            notes.append(f"Not followed to the last day: {', '.join(short)}.")
        return notes


def load(folder: str | Path | None = None) -> Talks:
    """Return a record of trade talks: the one that ships with the package, or a folder of one's own.

    Args:
        folder: a folder with a ``record.toml``; None for the shipped record. A folder is read
            alone unless its ``record.toml`` says ``extends = "tradetalks"``.

    Raises:
        RecordFaults: with every fault of the folder, each with its file, line, record and field.

    >>> import tradetalks as tt
    >>> tt.load().horizon
    datetime.date(2026, 10, 7)
    """
    from tradetalks.loading.shipped import shipped_record

    if folder is None:
        shipped = shipped_record()
        return Talks(shipped, base=shipped)
    from tradetalks.loading.folder import load_folder

    loaded = load_folder(folder, shipped_record)
    return Talks(loaded.dossier, base=loaded.base)
