"""The state of play: every talk on a day, with its status, what is due, what was said, what it costs."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from attrs import field, frozen

from tradetalks.engines.answers import Answer, caveats
from tradetalks.engines.headline import HeadlineDuty, headline
from tradetalks.engines.status import Status
from tradetalks.engines.timeline import Event, EventKind
from tradetalks.model.talks import (
    Deadline,
    Negotiation,
    NegotiationProgramme,
    Position,
    Round,
    StatusEvent,
)
from tradetalks.printing import Bullets, Page, Rows, Section
from tradetalks.vocabulary.kinds import TalkStatus
from tradetalks.vocabulary.mappings import IdMap
from tradetalks.vocabulary.places import place_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tradetalks.dossier import Dossier
    from tradetalks.engines.painting import Painter
    from tradetalks.engines.status import StatusBook
    from tradetalks.engines.timeline import Timeline
    from tradetalks.model.facts import Fact

__all__ = ["StateOfPlay", "TalkState", "state_of_play"]

#: What settles what was said before.
_SETTLING = (
    TalkStatus.AGREED,
    TalkStatus.ANNOUNCED_DEAL,
    TalkStatus.FRAMEWORK,
    TalkStatus.SIGNED,
    TalkStatus.IN_FORCE,
)
#: What happens in a talk, as against what is said of it or falls due.
_HAPPENED = (EventKind.STATUS, EventKind.ROUND, EventKind.AGREEMENT, EventKind.CONCESSION)


@frozen(kw_only=True)
class TalkState(Answer):
    """One talk on a day."""

    #: The talk.
    negotiation: Negotiation
    #: The programme it belongs to, or None.
    programme: NegotiationProgramme | None
    #: Its status, or None where nothing had befallen it yet.
    status: Status | None
    #: The last thing that happened in it, or None.
    last_event: Event | None
    #: What falls due next, on the day or later, or None.
    next_deadline: Deadline | None
    #: What was said and still stood: not withdrawn, and not settled by a deal since; in order of days.
    positions: tuple[Position, ...] = field(converter=tuple[Position, ...])
    #: The meetings under way on the day or still to come.
    meetings: tuple[Round, ...] = field(converter=tuple[Round, ...])
    #: The headline duty of each partner, in the order of the parties.
    headline_duties: tuple[HeadlineDuty, ...] = field(converter=tuple[HeadlineDuty, ...])

    @property
    def headline_duty(self) -> HeadlineDuty:
        """The headline duty of the first partner."""
        return self.headline_duties[0]

    def duties_apart(self) -> Iterator[HeadlineDuty]:
        """Yield the headline duty of each partner, or of each member where a bloc's members differ."""
        for duty in self.headline_duties:
            yield from duty.parts

    def page(self) -> Page:
        """Return what is shown."""
        return Page(self.negotiation.name, list(self._lines()), list(self._sections()))

    def _lines(self) -> Iterator[str | Rows]:
        yield self.negotiation.summary
        rows = [("parties", ", ".join(map(place_name, self.negotiation.parties)))]
        if self.programme is not None:
            group = f", group {self.negotiation.group}" if self.negotiation.group else ""
            rows.append(("programme", f"{self.programme.name}{group}"))
        rows.append(("track", self.negotiation.track.value))
        rows.append(("topics", ", ".join(self.negotiation.all_topics)))
        if self.status is None:
            rows.append(("status", "nothing known yet"))
        else:
            rows.append(("status", f"{self.status.value.value} since {self.status.since}"))
        if self.last_event is not None:
            rows.append(("last event", f"{self.last_event.day} {self.last_event.summary}"))
        if self.next_deadline is not None:
            rows.append(("next deadline", _due(self.next_deadline)))
        for duty in self.duties_apart():
            layers = "; ".join(str(layer) for layer in duty.layers)
            text = f"{duty.summary()}: {layers}" if layers else duty.summary()
            rows.append((f"duty on {place_name(duty.origin)}", text))
        yield Rows(rows)

    def _sections(self) -> Iterator[Section]:
        if self.meetings:
            rows = [(str(one.days), f"{one.place}: {_delegations(one)}") for one in self.meetings]
            yield Section("Meetings", [Rows(rows)])
        if self.positions:
            yield Section("Positions", [Rows(_position(one) for one in self.positions)])

    def facts(self) -> Iterator[Fact]:
        """Yield the facts that the state rests on."""
        if self.status is not None:
            yield self.status.event
        if self.next_deadline is not None:
            yield self.next_deadline
        yield from self.positions
        for duty in self.duties_apart():
            yield from (layer.measure for layer in duty.layers)


@frozen(kw_only=True)
class StateOfPlay(Answer):
    """All talks on a day, as they were known on a day."""

    #: The day.
    on: date
    #: The last day of knowledge.
    known_on: date
    #: The talks that had begun, by id.
    talks: IdMap[TalkState]
    #: What must be said of how far the record reaches.
    notes: tuple[str, ...] = field(default=(), converter=tuple[str, ...])

    def page(self) -> Page:
        """Return what is shown."""
        title = f"State of play on {self.on}, as known on {self.known_on}"
        by_programme: dict[str, list[TalkState]] = {}
        for state in self.talks.values():
            name = "Talks by themselves" if state.programme is None else state.programme.name
            by_programme.setdefault(name, []).append(state)
        sections = [section for name, states in by_programme.items() for section in _programme(name, states)]
        return Page(title, self._opening(), sections)

    def _opening(self) -> list[str | Bullets]:
        supposed = [fact for state in self.talks.values() for fact in state.facts() if fact.is_what_if]
        opening: list[str | Bullets] = [f"{len(self.talks)} talks. Duties are additional to column 1."]
        opening += [*self.notes, *caveats(supposed)]
        return opening


def _programme(name: str, states: list[TalkState]) -> Iterator[Section]:
    programme = states[0].programme
    about: list[str] = []
    if programme is not None:
        about = [programme.summary]
        about += [f"Goal: {programme.goal}"] if programme.goal else []
    yield Section(f"{name} ({len(states)})", about or ["Outside every programme."])
    groups = list(dict.fromkeys(state.negotiation.group or "" for state in states))
    if programme is not None:
        order = {group: at for at, group in enumerate(programme.groups)}
        groups.sort(key=lambda group: order.get(group, len(order)))
    for group in groups:
        members = [one for one in states if (one.negotiation.group or "") == group]
        yield Section(group or "Others" if len(groups) > 1 else "Talks", list(_rows(members)))


def _rows(states: list[TalkState]) -> Iterator[Rows | Bullets]:
    heads = ("talk", "partner", "duty", "by", "status")
    rows = []
    points = []
    for state in states:
        partners = ", ".join(place_name(one) for one in state.negotiation.partners)
        duties = " / ".join(one.summary() for one in state.headline_duties)
        acts = dict.fromkeys(layer.because for one in state.duties_apart() for layer in one.layers)
        status = "nothing known yet"
        if state.status is not None:
            status = f"{state.status.value.value} since {state.status.since}"
        rows.append((state.negotiation.id, partners, duties, ", ".join(acts), status))
        points += list(_points(state))
    yield Rows(rows, heads)
    points = [*_due_points(states), *points]
    if points:
        yield Bullets(points)


def _due_points(states: Iterable[TalkState]) -> Iterator[str]:
    """Yield what falls due next, once for all talks in which the same thing does."""
    together: dict[str, list[str]] = {}
    for state in states:
        if state.next_deadline is not None:
            together.setdefault(_due(state.next_deadline), []).append(state.negotiation.id)
    for due, talks in together.items():
        yield f"{', '.join(talks)}: due {due}"


def _points(state: TalkState) -> Iterator[str]:
    talk = state.negotiation.id
    for duty in state.duties_apart():
        if len(duty.layers) > 1:
            parts = " + ".join(map(str, duty.layers))
            yield f"{talk}: duty on {place_name(duty.origin)} {duty.summary()} = {parts}"
    for meeting in state.meetings:
        yield f"{talk}: meeting {meeting.days} in {meeting.place}: {_delegations(meeting)}"
    for position in state.positions:
        said = position.speaker or place_name(position.party)
        unsure = "" if position.verified else " (unverified)"
        yield f"{talk}: {said}, {position.kind.value}: {position.stance}{unsure}"


def _due(deadline: Deadline) -> str:
    return f"{deadline.day}: {deadline.what} (set by {deadline.set_by})"


def _position(position: Position) -> tuple[str, str, str]:
    said = position.speaker or place_name(position.party)
    return (str(position.said_on), position.kind.value, f"{said}: {position.stance}")


def _delegations(meeting: Round) -> str:
    sides = []
    for side in meeting.delegations:
        names = ", ".join(one.name for one in side.members) or "delegation not named"
        sides.append(f"{place_name(side.side)}: {names}")
    return "; ".join(sides)


def state_of_play(  # noqa: PLR0913 - the engines it brings together
    dossier: Dossier,
    *,
    book: StatusBook,
    painter: Painter,
    due: Iterable[Deadline],
    past: Timeline,
    on: date,
    notes: Iterable[str] = (),
) -> StateOfPlay:
    """Return the state of every talk that had begun by ``on``.

    Args:
        dossier: the facts, as known on the day of knowledge.
        book: their status events.
        painter: their pictures.
        due: their deadlines, in order of days.
        past: their timeline.
        on: the day.
        notes: what must be said of how far the record reaches.
    """
    last: dict[str, Event] = {}
    for event in past:
        if event.negotiation is not None and event.day <= on and event.kind in _HAPPENED:
            last[event.negotiation] = event
    deadline: dict[str, Deadline] = {}
    for one in due:
        if one.day >= on and one.announced <= on:
            deadline.setdefault(one.negotiation, one)
    said: dict[str, list[Position]] = {}
    for position in dossier.positions.values():
        said.setdefault(position.negotiation, []).append(position)
    met: dict[str, list[Round]] = {}
    for meeting in dossier.rounds.values():
        met.setdefault(meeting.negotiation, []).append(meeting)

    @cache
    def duty(partner: str, importer: str) -> HeadlineDuty:
        # Talks with the same partner share its headline duty.
        return headline(dossier, painter, partner, on, importer)

    states = {}
    for talk in dossier.negotiations.values():
        events = book.events(talk.id, on)
        if talk.announced > on and not events:
            continue
        states[talk.id] = TalkState(
            negotiation=talk,
            programme=None if talk.programme is None else dossier.negotiation_programmes[talk.programme],
            status=book.status(talk.id, on) if events else None,
            last_event=last.get(talk.id),
            next_deadline=deadline.get(talk.id),
            positions=_standing(said.get(talk.id, ()), on, events),
            meetings=_meetings(met.get(talk.id, ()), on),
            headline_duties=[duty(partner, talk.parties[0]) for partner in talk.partners],
        )
    return StateOfPlay(on=on, known_on=dossier.horizon, talks=IdMap(states), notes=tuple(notes))


def _standing(said: Iterable[Position], on: date, events: Iterable[StatusEvent]) -> Iterable[Position]:
    """Return what was said and still stands: not withdrawn, and not settled by a deal since."""
    settled = max((one.day for one in events if one.status in _SETTLING), default=date.min)
    standing = [one for one in said if settled <= one.said_on <= on and (one.until is None or on < one.until)]
    return sorted(standing, key=lambda one: (one.said_on, one.id))


def _meetings(met: Iterable[Round], on: date) -> Iterable[Round]:
    coming = [one for one in met if (one.days.end is None or on < one.days.end) and one.announced <= on]
    return sorted(coming, key=lambda one: (one.days.start or one.announced, one.id))
