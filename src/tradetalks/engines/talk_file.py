"""One talk in full: its state on a day and all that the record holds of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from tradetalks.engines.answers import Answer, caveats
from tradetalks.engines.state_of_play import StateOfPlay, TalkState
from tradetalks.engines.timeline import Timeline
from tradetalks.errors import NotCovered
from tradetalks.model.agreements import Agreement, Concession
from tradetalks.model.talks import Claim, Deadline
from tradetalks.printing import Page, Rows, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tradetalks.dossier import Dossier
    from tradetalks.model.facts import Fact

__all__ = ["TalkFile", "talk_file"]


@frozen(kw_only=True)
class TalkFile(Answer):
    """All that the record holds of one talk."""

    #: Its state on the day asked for.
    state: TalkState
    #: Everything that happened in it or was set for a day.
    timeline: Timeline
    #: What falls due in it.
    deadlines: tuple[Deadline, ...] = field(converter=tuple[Deadline, ...])
    #: What sources claim about it, beside what the primary texts say.
    claims: tuple[Claim, ...] = field(converter=tuple[Claim, ...])
    #: What was conceded in it outside the texts of agreements.
    concessions: tuple[Concession, ...] = field(converter=tuple[Concession, ...])
    #: The agreements that came of it.
    agreements: tuple[Agreement, ...] = field(converter=tuple[Agreement, ...])

    def page(self) -> Page:
        """Return what is shown."""
        state = self.state.page()
        return Page(state.title, state.blocks, [*state.sections, *self._sections()])

    def _sections(self) -> Iterator[Section]:
        if self.timeline:
            rows = [(str(one.day), one.kind.value, one.summary) for one in self.timeline]
            yield Section("What happened, and what was set for a day", [Rows(rows)])
        if self.deadlines:
            due = [
                (str(one.day), f"{one.what} (set by {one.set_by}: {one.wording})") for one in self.deadlines
            ]
            yield Section("Deadlines", [Rows(due)])
        if self.claims:
            claimed = [(one.verdict.value, _claimed(one)) for one in self.claims]
            yield Section("Claims, and what the primary texts say", [Rows(claimed)])
        if self.concessions:
            given = [
                (f"{one.giver} to {one.receiver}", one.outcome.value, one.summary) for one in self.concessions
            ]
            yield Section("Concessions outside agreements", [Rows(given)])
        if self.agreements:
            made = [
                (str(one.announced), f"{one.title} ({len(one.text.commitments)} commitments)")
                for one in self.agreements
            ]
            yield Section("Agreements", [Rows(made)])
        said = caveats(self._facts())
        if said:
            yield Section("What this rests on", list(said))

    def _facts(self) -> Iterator[Fact]:
        yield from self.state.facts()
        yield from self.deadlines
        yield from self.concessions
        yield from self.agreements


def _claimed(claim: Claim) -> str:
    return f"{claim.statement} Found: {claim.finding}" if claim.finding else claim.statement


def talk_file(
    dossier: Dossier, play: StateOfPlay, events: Timeline, due: Iterable[Deadline], talk: str
) -> TalkFile:
    """Return all that a dossier holds of one talk.

    Args:
        dossier: the facts.
        play: the state of play on the day asked for.
        events: the timeline of the dossier.
        due: the deadlines of the dossier.
        talk: the talk.

    Raises:
        NotCovered: when the talk had not begun by that day.
    """
    if talk not in play.talks:
        first = dossier.negotiations[talk].announced
        raise NotCovered(f"{talk} on {play.on}", f"nothing is known of it before {first}")
    return TalkFile(
        state=play.talks[talk],
        timeline=events.where(talk=talk),
        deadlines=[one for one in due if one.negotiation == talk],
        claims=[one for one in dossier.claims.values() if talk in one.about],
        concessions=[one for one in dossier.concessions.values() if one.negotiation == talk],
        agreements=sorted(
            (one for one in dossier.agreements.values() if one.negotiation == talk),
            key=lambda one: (one.announced, one.id),
        ),
    )
