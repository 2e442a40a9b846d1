"""The other engines by hand: what was known, status, headline, deadlines, timeline, the state of a talk."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from attrs import evolve

from tests.oracles.painter import is_painted_for, names, showing
from tradetalks.dossier import Dossier
from tradetalks.model.agreements import Agreement, Concession
from tradetalks.model.facts import Fact
from tradetalks.model.measures import Charges, Ends, Exempts, TariffMeasure
from tradetalks.model.talks import Claim, Negotiation, NegotiationProgramme
from tradetalks.vocabulary.kinds import Action, ConcessionOutcome, ProgrammeReach, Track, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tradetalks.model.collections import AnyFact
    from tradetalks.model.talks import Deadline, StatusEvent

__all__ = [
    "Due",
    "Happening",
    "deadlines",
    "known_on",
    "layers",
    "percent",
    "standing",
    "status_event",
    "timeline",
]

#: The words that tell how far a talk has come; the others tell what befell it.
_STAGES = (
    "agreed",
    "announced-deal",
    "extended",
    "framework",
    "framework-pending",
    "in-force",
    "listed",
    "mandate",
    "negotiating",
    "no-agreement-seen",
    "not-in-force",
    "opened",
    "signed",
    "unknown",
)
#: The words for a deal, which settles what was said before it.
_DEALS = (
    "agreed",
    "announced-deal",
    "framework",
    "in-force",
    "signed",
)


class Due(NamedTuple):
    """A deadline: the talk, the day, and what set it."""

    negotiation: str
    day: date
    set_by: str


class Happening(NamedTuple):
    """An event of the timeline, without its words."""

    day: date
    announced: date
    kind: str
    fact: str
    negotiation: str | None
    parties: tuple[str, ...]


# What was known -------------------------------------------------------------------------------------------------


def known_on(dossier: Dossier, day: date) -> Dossier:
    """Return what was known at the end of a day: each fact asked by itself."""
    known = [then for fact in dossier.facts() if (then := _known(fact, day)) is not None]
    waves = {one.id: one for one in known if isinstance(one, NegotiationProgramme)}
    return Dossier.of(evolve(dossier.statement, horizon=day), [_within(one, waves) for one in known])


def _known(fact: AnyFact, day: date) -> AnyFact | None:  # noqa: PLR0911 - one for each kind
    if not isinstance(fact, Fact):
        return fact
    if fact.announced > day:
        return None
    match fact:
        case Claim() if _is_later(fact.finding_announced, day):
            return evolve(
                fact,
                verdict=Verdict.UNVERIFIED,
                finding=None,
                finding_sources=(),
                finding_announced=None,
            )
        case Concession() if _is_later(fact.outcome_announced, day):
            unknown = ConcessionOutcome.UNKNOWN
            return evolve(fact, outcome=unknown, outcome_summary=None, outcome_announced=None)
        case NegotiationProgramme() if _is_later(fact.groups_announced, day):
            return evolve(fact, goal=None, goal_day=None, groups=(), groups_announced=None)
        case Negotiation():
            return evolve(fact, later_topics=[one for one in fact.later_topics if one.announced <= day])
        case Agreement():
            return _known_agreement(fact, day)
        case _:
            return fact


def _is_later(day: date | None, than: date) -> bool:
    return day is not None and day > than


def _known_agreement(fact: Agreement, day: date) -> Agreement:
    articles = []
    for article in () if _is_later(fact.text_announced, day) else fact.text.articles:
        said = [one for one in article.commitments if not _is_later(one.announced, day)]
        if said or not article.commitments:
            articles.append(evolve(article, commitments=said))
    return evolve(
        fact,
        text=evolve(fact.text, articles=articles),
        text_announced=None if _is_later(fact.text_announced, day) else fact.text_announced,
        events=[event for event in fact.events if event.announced <= day],
        signing=None if fact.signing is not None and fact.signing.day > day else fact.signing,
        in_force=None if _is_later(fact.in_force, day) else fact.in_force,
    )


def _within(fact: AnyFact, waves: dict[str, NegotiationProgramme]) -> AnyFact:
    """Return a talk or a deal without the wave, or the group of it, that nobody had spoken of yet."""
    match fact:
        case Negotiation() if fact.programme is not None:
            if fact.programme not in waves:
                return evolve(fact, track=Track.INDEPENDENT, programme=None, group=None)
            if fact.group not in waves[fact.programme].groups:
                return evolve(fact, group=None)
        case Agreement() if fact.programme is not None and fact.programme not in waves:
            return evolve(fact, programme=None)
        case _:
            pass
    return fact


# Status ---------------------------------------------------------------------------------------------------------


def status_event(dossier: Dossier, talk: str, day: date) -> StatusEvent | None:
    """Return the event that decides how far a talk had come: the last stage, or else the last of all."""
    last: StatusEvent | None = None
    for event in dossier.status_events.values():
        if event.negotiation != talk or event.day > day:
            continue
        if last is None or _rank(event) > _rank(last):
            last = event
    return last


def _rank(event: StatusEvent) -> tuple[bool, date, date, str]:
    return (event.status.value in _STAGES, event.day, event.announced, event.id)


def standing(dossier: Dossier, talk: str, day: date) -> list[str]:
    """Return what was said in a talk, not withdrawn by a day, and not from before a deal was made."""
    dealt = [
        event.day
        for event in dossier.status_events.values()
        if event.negotiation == talk and event.day <= day and event.status.value in _DEALS
    ]
    said = [
        (one.said_on, one.id)
        for one in dossier.positions.values()
        if one.negotiation == talk and one.said_on <= day and not (one.until and one.until <= day)
    ]
    return [name for when, name in sorted(said) if not any(when < deal for deal in dealt)]


# Headline -------------------------------------------------------------------------------------------------------


def layers(dossier: Dossier, origin: str, day: date, importer: str = "US") -> dict[str, TariffMeasure]:
    """Return what charges goods that no list, no code and no description names, by programme."""
    found: dict[str, TariffMeasure] = {}
    for programme in dossier.duty_programmes.values():
        if programme.reach is not ProgrammeReach.ALL_GOODS or programme.importer != importer:
            continue
        picture: list[tuple[bool, date, int, str, TariffMeasure | None]] = []
        for one in dossier.measures.values():
            plain = one.products.all and one.products.words is None and not one.conditions
            if not plain or not is_painted_for(dossier, one, origin, day):
                continue
            if programme.id in one.in_lieu_of:
                picture.append((False, one.announced, one.sequence, one.id, None))
            elif programme.id in one.programmes:
                glass = one.glass or isinstance(one.effect, Exempts)
                seen = None if isinstance(one.effect, Ends) else one
                picture.append((glass, one.announced, one.sequence, one.id, seen))
        if picture:
            top = max(picture, key=lambda stroke: stroke[:4])[-1]
            if top is not None and isinstance(top.effect, Charges):
                found[programme.id] = top
    return found


def percent(charged: Iterable[TariffMeasure]) -> Decimal | None:
    """Return the sum of plain rates on the full value, or None where one of them is another thing."""
    total = Decimal(0)
    for measure in charged:
        share = measure.effect.percent if isinstance(measure.effect, Charges) else None
        if share is None:
            return None
        total += share
    return total


# Deadlines ------------------------------------------------------------------------------------------------------


def deadlines(dossier: Dossier) -> set[Due]:
    """Return what the record says is due, and the ends that acts set for what they lower for a time."""
    due = {Due(one.negotiation, one.day, one.set_by) for one in dossier.deadlines.values()}
    taken = {(one.negotiation, one.day) for one in due}
    for talk in dossier.negotiations.values():
        for measure in dossier.measures.values():
            end = measure.applies.end
            if end is None or (talk.id, end) in taken or measure.act is None:
                continue
            if any(_ends_for(dossier, measure, partner, end) for partner in talk.parties[1:]):
                taken.add((talk.id, end))
                due.add(Due(talk.id, end, measure.act))
    return due


def _ends_for(dossier: Dossier, measure: TariffMeasure, partner: str, end: date) -> bool:
    """Whether a relief on all goods, for a partner by name, runs out on a day, and no like one goes on."""
    last = end - timedelta(days=1)
    programme = measure.programmes[0]
    by_name = [one for one in measure.origins.within if one != "*"]
    return (
        measure.action in (Action.SUSPEND, Action.EXTEND, Action.LOWER)
        and not measure.conditions
        and all(dossier.duty_programmes[one].reach is ProgrammeReach.ALL_GOODS for one in measure.programmes)
        and bool(by_name)
        and names(dossier, evolve(measure.origins, within=by_name), partner, last)
        and measure.id in showing(dossier, programme, partner, last)
        and not any(
            _is_alike(dossier.measures[one], measure) for one in showing(dossier, programme, partner, end)
        )
    )


def _is_alike(one: TariffMeasure, other: TariffMeasure) -> bool:
    return one.effect == other.effect and one.products == other.products and not one.conditions


# Timeline -------------------------------------------------------------------------------------------------------


def timeline(dossier: Dossier, due: Iterable[Deadline]) -> list[Happening]:
    """Return everything that happened or was set for a day, in the order of days and announcements."""
    return sorted(_happenings(dossier, due), key=lambda one: one[:4])


def _happenings(dossier: Dossier, due: Iterable[Deadline]) -> Iterator[Happening]:
    for fact, kind, day, talk in (
        *_of_talks(dossier),
        *((one, "deadline", one.day, one.negotiation) for one in due),
    ):
        parties = () if talk is None else dossier.negotiations[talk].parties
        yield Happening(day, fact.announced, kind, fact.id, talk, parties)
    for deal in dossier.agreements.values():
        for event in deal.events:
            yield Happening(
                event.day, event.announced, "agreement", deal.id, deal.negotiation, deal.text.parties
            )
    for act in dossier.acts.values():
        day = act.announced if act.signed is None else act.signed
        yield Happening(day, act.announced, "act", act.id, None, (act.issuer,))
    for measure in dossier.measures.values():
        parties = (measure.importer, *_named_partners(dossier, measure))
        for kind, when in (("measure-starts", measure.applies.start), ("measure-ends", measure.applies.end)):
            if when is not None:
                yield Happening(when, measure.announced, kind, measure.id, None, parties)


def _of_talks(dossier: Dossier) -> Iterator[tuple[Fact, str, date, str | None]]:
    for event in dossier.status_events.values():
        yield event, "status", event.day, event.negotiation
    for meeting in dossier.rounds.values():
        yield meeting, "round", meeting.days.start or meeting.announced, meeting.negotiation
    for position in dossier.positions.values():
        yield position, "position", position.said_on, position.negotiation
    for claim in dossier.claims.values():
        talks = [one for one in claim.about if one in dossier.negotiations]
        yield claim, "claim", claim.announced, talks[0] if talks else None
    for concession in dossier.concessions.values():
        yield concession, "concession", concession.announced, concession.negotiation


def _named_partners(dossier: Dossier, measure: TariffMeasure) -> list[str]:
    """Return the partners of all talks that a measure on goods names, alone or within a bloc."""
    by_name = [one for one in measure.origins.within if one != "*"]
    if not by_name or any(
        dossier.duty_programmes[one].reach is ProgrammeReach.NONE for one in measure.programmes
    ):
        return []
    day = measure.applies.start or measure.announced
    partners = {partner for talk in dossier.negotiations.values() for partner in talk.parties[1:]}
    scope = evolve(measure.origins, within=by_name)
    return sorted(one for one in partners if names(dossier, scope, one, day))
