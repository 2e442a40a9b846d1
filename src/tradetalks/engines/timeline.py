"""The timeline: everything that happened or was set for a day, in order, each with its own clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import unique
from typing import TYPE_CHECKING, overload

from attrs import field, frozen

from tradetalks.dates.intervals import ALWAYS, DateInterval
from tradetalks.engines.answers import Answer
from tradetalks.model.sources import Source
from tradetalks.printing import Page, Rows
from tradetalks.vocabulary.kinds import ProgrammeReach, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tradetalks.dossier import Dossier
    from tradetalks.model.facts import Fact
    from tradetalks.model.measures import TariffMeasure
    from tradetalks.model.talks import Deadline

__all__ = ["Event", "EventKind", "Timeline", "timeline"]


@unique
class EventKind(Word):
    """What an event of the timeline is."""

    STATUS = "status"
    ROUND = "round"
    POSITION = "position"
    DEADLINE = "deadline"
    CLAIM = "claim"
    CONCESSION = "concession"
    AGREEMENT = "agreement"
    ACT = "act"
    MEASURE_STARTS = "measure-starts"
    MEASURE_ENDS = "measure-ends"


@frozen(kw_only=True)
class Event:
    """Something that happened, or was set to happen, on a day."""

    #: The day it happens.
    day: date
    #: The first day on which the public could know of it.
    announced: date
    #: What it is.
    kind: EventKind
    #: Id of the talk it belongs to, or None.
    negotiation: str | None
    #: The parties it concerns: ISO codes or symbols of blocs.
    parties: tuple[str, ...]
    #: Id of the fact behind it.
    fact: str
    #: What happens, in words.
    summary: str
    #: Where it is stated.
    sources: tuple[Source, ...]
    #: Whether it was read in the primary text.
    verified: bool

    @property
    def order(self) -> tuple[date, date, str, str]:
        """The order of events: by day, then by announcement, kind and fact."""
        return (self.day, self.announced, self.kind.value, self.fact)


@frozen
class Timeline(Sequence[Event], Answer):
    """Events in order of their days."""

    #: The events.
    events: tuple[Event, ...] = field(converter=tuple[Event, ...])

    @overload
    def __getitem__(self, at: int) -> Event: ...
    @overload
    def __getitem__(self, at: slice) -> Timeline: ...
    def __getitem__(self, at: int | slice) -> Event | Timeline:
        """Return one event, or a timeline of some."""
        return Timeline(self.events[at]) if isinstance(at, slice) else self.events[at]

    def __len__(self) -> int:
        """Return how many events there are."""
        return len(self.events)

    def where(
        self,
        *,
        talk: str | None = None,
        party: str | None = None,
        kind: EventKind | None = None,
        between: DateInterval = ALWAYS,
    ) -> Timeline:
        """Return the events that belong to a talk, concern a party, are of a kind, lie in an interval."""
        return Timeline(
            event
            for event in self.events
            if event.day in between
            and (talk is None or event.negotiation == talk)
            and (party is None or party in event.parties)
            and (kind is None or event.kind is kind)
        )

    def page(self) -> Page:
        """Return what is shown."""
        rows = [(str(one.day), one.kind.value, one.negotiation or "", one.summary) for one in self.events]
        return Page(f"Timeline of {len(rows)} events", [Rows(rows, ("day", "what", "talk", ""))])


def timeline(dossier: Dossier, due: Iterable[Deadline]) -> Timeline:
    """Return every event of a dossier, in order of their days; ``due`` are its deadlines."""
    return Timeline(sorted(_events(dossier, due), key=lambda event: event.order))


def _events(dossier: Dossier, due: Iterable[Deadline]) -> Iterator[Event]:
    yield from _talk_events(dossier, due)
    yield from _agreement_events(dossier)
    for act in dossier.acts.values():
        yield Event(
            day=act.signed or act.announced,
            announced=act.announced,
            kind=EventKind.ACT,
            negotiation=None,
            parties=(act.issuer,),
            fact=act.id,
            summary=f"{act.printed}: {act.summary}",
            sources=act.sources,
            verified=act.verified,
        )
    partners = sorted({partner for talk in dossier.negotiations.values() for partner in talk.partners})
    for measure in dossier.measures.values():
        yield from _measure_events(dossier, measure, partners)


def _talk_events(dossier: Dossier, due: Iterable[Deadline]) -> Iterator[Event]:
    def made(fact: Fact, kind: EventKind, day: date, talk: str | None, summary: str) -> Event:
        named = dossier.negotiations[talk].parties if talk else ()
        return Event(
            day=day,
            announced=fact.announced,
            kind=kind,
            negotiation=talk,
            parties=named,
            fact=fact.id,
            summary=summary,
            sources=fact.sources,
            verified=fact.verified,
        )

    for status in dossier.status_events.values():
        summary = f"{status.status.value}: {status.summary}"
        yield made(status, EventKind.STATUS, status.day, status.negotiation, summary)
    for meeting in dossier.rounds.values():
        first = meeting.days.start or meeting.announced
        summary = f"{'round' if meeting.held else 'round planned'} in {meeting.place}"
        yield made(meeting, EventKind.ROUND, first, meeting.negotiation, summary)
    for position in dossier.positions.values():
        summary = f"{position.party}, {position.kind.value}: {position.stance}"
        yield made(position, EventKind.POSITION, position.said_on, position.negotiation, summary)
    for deadline in due:
        yield made(deadline, EventKind.DEADLINE, deadline.day, deadline.negotiation, f"due: {deadline.what}")
    for claim in dossier.claims.values():
        talk = next((one for one in claim.about if one in dossier.negotiations), None)
        yield made(claim, EventKind.CLAIM, claim.announced, talk, f"claimed: {claim.statement}")
    for concession in dossier.concessions.values():
        yield made(
            concession,
            EventKind.CONCESSION,
            concession.announced,
            concession.negotiation,
            f"{concession.giver} to {concession.receiver}: {concession.summary}",
        )


def _agreement_events(dossier: Dossier) -> Iterator[Event]:
    for agreement in dossier.agreements.values():
        for event in agreement.events:
            yield Event(
                day=event.day,
                announced=event.announced,
                kind=EventKind.AGREEMENT,
                negotiation=agreement.negotiation,
                parties=agreement.parties,
                fact=agreement.id,
                summary=f"{agreement.title}: {event.summary}",
                sources=event.sources,
                verified=event.verified,
            )


def _measure_events(dossier: Dossier, measure: TariffMeasure, partners: Iterable[str]) -> Iterator[Event]:
    on = measure.applies.start or measure.announced
    reach = {dossier.duty_programmes[one].reach for one in measure.programmes}
    named = [
        partner
        for partner in partners
        if ProgrammeReach.NONE not in reach and dossier.names_place(measure.origins, partner, on)
    ]
    for kind, day in (
        (EventKind.MEASURE_STARTS, measure.applies.start),
        (EventKind.MEASURE_ENDS, measure.applies.end),
    ):
        if day is not None:
            yield Event(
                day=day,
                announced=measure.announced,
                kind=kind,
                negotiation=None,
                parties=(measure.importer, *named),
                fact=measure.id,
                summary=f"{', '.join(measure.programmes)}: {measure.effect}: {measure.summary}",
                sources=measure.sources,
                verified=measure.verified,
            )
