"""Talks: who negotiates with whom, on what, what befell them, and what was said."""

from __future__ import annotations

from datetime import date
from typing import Self

from attrs import evolve, field, frozen

from tradetalks.dates.days import as_day, as_optional_day
from tradetalks.dates.intervals import DateInterval
from tradetalks.errors import TradeTalksError
from tradetalks.model.facts import Fact
from tradetalks.model.measures import Charges, TariffMeasure
from tradetalks.model.sources import Source
from tradetalks.vocabulary.duties import Duty
from tradetalks.vocabulary.goods import ProductScope
from tradetalks.vocabulary.ids import valid_id, valid_ids, valid_optional_id
from tradetalks.vocabulary.kinds import (
    Action,
    Force,
    PositionKind,
    TalkStatus,
    Track,
    Verdict,
)
from tradetalks.vocabulary.places import PlaceScope

__all__ = [
    "Claim",
    "Deadline",
    "Delegate",
    "Delegation",
    "LaterTopics",
    "Negotiation",
    "NegotiationProgramme",
    "NoProposal",
    "Position",
    "Proposal",
    "Round",
    "StatusEvent",
]


@frozen(kw_only=True)
class NegotiationProgramme(Fact):
    """A wave of talks that one government runs together."""

    #: Its name.
    name: str
    #: Who runs it.
    owner: str | None = None
    #: What it was for, in our own words.
    purpose: str | None = None
    #: How it was to go about it, in our own words.
    strategy: str | None = None
    #: Its goal, in our own words.
    goal: str | None = None
    #: The day named as its goal.
    goal_day: date | None = field(default=None, converter=as_optional_day)
    #: How many partners were reported, in our own words.
    size: str | None = None
    #: The groups in which a source names the partners, in its order.
    groups: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    #: The first day on which goal and groups were known; None where its own day will do.
    groups_announced: date | None = field(default=None, converter=as_optional_day)
    #: What it is, in our own words.
    summary: str

    def known_on(self, day: date) -> Self | None:
        """Return the programme as it was known at the end of ``day``, without later goal and groups."""
        if self.announced > day:
            return None
        if self.groups_announced is None or self.groups_announced <= day:
            return self
        return evolve(self, goal=None, goal_day=None, groups=(), groups_announced=None)


@frozen(kw_only=True)
class LaterTopics:
    """Topics of a talk that became known after the talk itself."""

    #: The first day on which they were known.
    announced: date = field(converter=as_day)
    #: Ids of the topics.
    topics: tuple[str, ...] = field(converter=tuple[str, ...], validator=valid_ids)


@frozen(kw_only=True)
class Negotiation(Fact):
    """A talk between parties."""

    #: Its name.
    name: str
    #: The parties, the one that opened the programme first: ISO codes or symbols of blocs.
    parties: tuple[str, ...] = field(converter=tuple[str, ...])
    #: Id of the programme it belongs to, or None.
    programme: str | None = field(default=None, validator=valid_optional_id)
    #: Whether it runs inside a programme or by itself.
    track: Track = field(converter=Track)
    #: Ids of the topics known from the first.
    topics: tuple[str, ...] = field(default=(), converter=tuple[str, ...], validator=valid_ids)
    #: Topics that became known later.
    later_topics: tuple[LaterTopics, ...] = field(default=(), converter=tuple[LaterTopics, ...])
    #: The group in which the May 2025 article names the partner, or None.
    group: str | None = None
    #: The region in which the partner lies by the United Nations' list.
    region: str | None = None
    #: What it is about, in our own words.
    summary: str
    #: What the record could not find out.
    gaps: tuple[str, ...] = field(default=(), converter=tuple[str, ...])

    @property
    def partners(self) -> tuple[str, ...]:
        """The parties other than the first."""
        return self.parties[1:]

    @property
    def all_topics(self) -> tuple[str, ...]:
        """Every topic, those known first before the later ones."""
        later = [topic for one in self.later_topics for topic in one.topics]
        return tuple(dict.fromkeys((*self.topics, *later)))

    def known_on(self, day: date) -> Self | None:
        """Return the talk as it was known at the end of ``day``, without topics known later."""
        if self.announced > day:
            return None
        known = [one for one in self.later_topics if one.announced <= day]
        return self if len(known) == len(self.later_topics) else evolve(self, later_topics=known)

    def outside(self) -> Self:
        """Return the talk as one of no programme: as it was known before the programme was."""
        return evolve(self, track=Track.INDEPENDENT, programme=None, group=None)


@frozen(kw_only=True)
class StatusEvent(Fact):
    """Something that befell a talk and tells how far it has come."""

    #: Id of the talk.
    negotiation: str = field(validator=valid_id)
    #: What the event makes of it.
    status: TalkStatus = field(converter=TalkStatus)
    #: The day it happened.
    day: date = field(converter=as_day)
    #: Whether that day is exact; False where a source gives only a bound, and it is the latest.
    day_exact: bool = True
    #: The wording from which the day was read, where it is not plain.
    day_wording: str | None = None
    #: What happened and why, in our own words.
    summary: str
    #: Ids of the acts or agreements that made it so.
    facts: tuple[str, ...] = field(default=(), converter=tuple[str, ...], validator=valid_ids)


@frozen(kw_only=True)
class Delegate:
    """Somebody who sat at the table."""

    #: The name.
    name: str
    #: The office held, or None where it is not known.
    office: str | None = None
    #: Whatever a reader should know.
    note: str | None = None


@frozen(kw_only=True)
class Delegation:
    """Those who sat at the table for one side."""

    #: The side: an ISO code or the symbol of a bloc.
    side: str
    #: Who they were, as far as known.
    members: tuple[Delegate, ...] = field(default=(), converter=tuple[Delegate, ...])


@frozen(kw_only=True)
class Round(Fact):
    """A meeting of the parties."""

    #: Id of the talk.
    negotiation: str = field(validator=valid_id)
    #: The days of the meeting.
    days: DateInterval
    #: Whether those days are exact.
    days_exact: bool = True
    #: The wording from which the days were read, where they are not plain.
    days_wording: str | None = None
    #: Where it was held.
    place: str
    #: Who sat at the table.
    delegations: tuple[Delegation, ...] = field(default=(), converter=tuple[Delegation, ...])
    #: Whether it is known to have been held; False where it was only planned.
    held: bool = True
    #: What it was about or led to, in our own words.
    summary: str | None = None


class NoProposal(TradeTalksError, ValueError):
    """A position that names no duty, so that no measure can be made of it."""

    def __init__(self, position: str) -> None:
        """Keep the id of the position."""
        super().__init__(position)
        self.position = position

    def __str__(self) -> str:
        """Return one clear sentence."""
        return f"{self.position} names no duty: only a position with a proposal becomes a measure"


@frozen(kw_only=True)
class Proposal:
    """The duty that somebody spoke of, as a measure could carry it."""

    #: The duty.
    duty: Duty
    #: Id of the duty programme that would charge it.
    programme: str = field(validator=valid_id)
    #: Ids of programmes that it would take the place of.
    in_lieu_of: tuple[str, ...] = field(default=(), converter=tuple[str, ...], validator=valid_ids)
    #: The origins that would pay it.
    origins: PlaceScope
    #: How the words were read, where they leave it open.
    reading: str | None = None


@frozen(kw_only=True)
class Position(Fact):
    """What a party said it wants, offers or will not accept: said, never law."""

    #: Id of the talk.
    negotiation: str = field(validator=valid_id)
    #: The party, or ``both``: an ISO code or the symbol of a bloc.
    party: str
    #: What it means by it.
    kind: PositionKind = field(converter=PositionKind)
    #: What stands behind it.
    force: Force = field(default=Force.SAID, converter=Force)
    #: What was said, in our own words.
    stance: str
    #: Who said it, where that is known.
    speaker: str | None = None
    #: The day it was said, or the latest day it can have been.
    said_on: date = field(converter=as_day)
    #: Whether that day is exact.
    said_on_exact: bool = True
    #: The wording from which the day was read, where it is not plain.
    said_on_wording: str | None = None
    #: The first day on which it was no longer held, where that is known.
    until: date | None = field(default=None, converter=as_optional_day)
    #: The duty it names, or None.
    proposal: Proposal | None = None

    def as_measure(
        self, *, starts: date | str, announced: date | str | None = None, sequence: int = 1000
    ) -> TariffMeasure:
        """Return the measure that would make the words law from ``starts`` on: a what-if.

        Args:
            starts: the first day on which it would apply.
            announced: the day on which it would have been announced; ``starts`` if not given.
            sequence: its place among what was announced that day; last if not given.

        Raises:
            NoProposal: when the position names no duty.
        """
        if self.proposal is None:
            raise NoProposal(self.id)
        first = as_day(starts)
        said = Source.what_if(f"what {self.party} said on {self.said_on}, made law on {first}")
        return TariffMeasure(
            id=f"what-if-{self.id}"[:80].rstrip("-"),
            announced=first if announced is None else announced,
            sources=(said, *self.sources),
            programmes=(self.proposal.programme,),
            in_lieu_of=self.proposal.in_lieu_of,
            origins=self.proposal.origins,
            products=ProductScope(all=True),
            applies=DateInterval(first),
            action=Action.IMPOSE,
            effect=Charges(duty=self.proposal.duty),
            sequence=sequence,
            summary=f"What if: {self.stance}",
        )


@frozen(kw_only=True)
class Deadline(Fact):
    """A day on which something falls due in a talk, and what set it."""

    #: Id of the talk.
    negotiation: str = field(validator=valid_id)
    #: The day, or the last day where a span is named.
    day: date = field(converter=as_day)
    #: Whether that day is exact.
    day_exact: bool = True
    #: How the text that set it words the day.
    wording: str
    #: What falls due, in our own words.
    what: str
    #: What set it: the id of an act, agreement or round of the record, or words.
    set_by: str


@frozen(kw_only=True)
class Claim(Fact):
    """What a source claims, beside what the primary texts say of it."""

    #: Ids of the facts it is about.
    about: tuple[str, ...] = field(default=(), converter=tuple[str, ...], validator=valid_ids)
    #: What is claimed, in our own words.
    statement: str
    #: How it stands against the other sources.
    verdict: Verdict = field(converter=Verdict)
    #: What the other sources say, in our own words; None where none was found.
    finding: str | None = None
    #: Where that is stated.
    finding_sources: tuple[Source, ...] = field(default=(), converter=tuple[Source, ...])
    #: The first day on which the finding could be known; None where the claim's own day will do.
    finding_announced: date | None = field(default=None, converter=as_optional_day)

    def known_on(self, day: date) -> Self | None:
        """Return the claim as it stood at the end of ``day``, without what was found later."""
        if self.announced > day:
            return None
        if self.finding_announced is None or self.finding_announced <= day:
            return self
        return evolve(
            self,
            verdict=Verdict.UNVERIFIED,
            finding=None,
            finding_sources=(),
            finding_announced=None,
        )
