"""Where a talk stands on a day: the last event that tells how far it has come."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import field, frozen

from tradetalks.engines.answers import Answer, caveats
from tradetalks.errors import NotCovered
from tradetalks.model.sources import Source  # noqa: TC001 - resolved at runtime
from tradetalks.model.talks import StatusEvent
from tradetalks.printing import Block, Bullets, Page
from tradetalks.vocabulary.kinds import TalkStatus

if TYPE_CHECKING:
    from tradetalks.dossier import Dossier

__all__ = ["Status", "StatusBook"]


@frozen(kw_only=True)
class Status(Answer):
    """How far a talk had come on a day, and the event that made it so."""

    #: Id of the talk.
    negotiation: str
    #: The status.
    value: TalkStatus
    #: Since when.
    since: date
    #: The event that made it so.
    event: StatusEvent

    @property
    def sources(self) -> tuple[Source, ...]:
        """Where that event is stated."""
        return self.event.sources

    @property
    def verified(self) -> bool:
        """Whether that event was read in the primary text."""
        return self.event.verified

    def page(self) -> Page:
        """Return what is shown."""
        blocks: list[Block] = [
            f"{self.value.value} since {self.since}: {self.event.summary}",
            Bullets(str(source) for source in self.sources),
            *caveats([self.event]),
        ]
        return Page(f"Status of {self.negotiation}", blocks)


def _order(event: StatusEvent) -> tuple[date, date, str]:
    return (event.day, event.announced, event.id)


@frozen(eq=False)
class StatusBook:
    """The status events of a dossier, by talk and in order of days."""

    _events: dict[str, tuple[StatusEvent, ...]] = field(alias="events")

    @classmethod
    def of(cls, dossier: Dossier) -> StatusBook:
        """Put the events of a dossier in order."""
        by_talk: dict[str, list[StatusEvent]] = {talk: [] for talk in dossier.negotiations}
        for event in sorted(dossier.status_events.values(), key=_order):
            by_talk[event.negotiation].append(event)
        return cls({talk: tuple(events) for talk, events in by_talk.items()})

    def events(self, talk: str, on: date) -> tuple[StatusEvent, ...]:
        """Return what had befallen a talk by the end of a day, in order of days."""
        return tuple(event for event in self._events[talk] if event.day <= on)

    def status(self, talk: str, on: date) -> Status:
        """Return the status of a talk on a day.

        The last event that is a stage of the talk decides; where there is none, the last event.

        Raises:
            NotCovered: when nothing is known to have befallen the talk by that day.
        """
        last: StatusEvent | None = None
        for event in reversed(self._events[talk]):
            if event.day > on:
                continue
            if event.status.is_stage:
                last = event
                break
            last = last or event
        if last is None:
            raise NotCovered(f"the status of {talk} on {on}", "no event of that day or before is known")
        return Status(negotiation=talk, value=last.status, since=last.day, event=last)
