"""Days: what was known when, and in which order things can have happened."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from tradetalks.model.acts import LegalAct
from tradetalks.model.agreements import Agreement, Concession
from tradetalks.model.facts import Fact
from tradetalks.model.references import named_facts
from tradetalks.model.talks import (
    Claim,
    Negotiation,
    NegotiationProgramme,
    Position,
    StatusEvent,
)
from tradetalks.rules.breaches import Breach

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tradetalks.dossier import Dossier
    from tradetalks.model.collections import AnyFact
    from tradetalks.model.references import Named

__all__ = [
    "days_out_of_order",
    "happened_too_late",
    "known_before_named",
    "parts_before_whole",
    "past_horizon",
]

#: A dossier known on a day takes a talk out of a wave that nobody had spoken of yet.
_MAY_BE_NAMED_LATER = frozenset({"negotiation_programmes"})
_COMMITMENT = re.compile(r"text\.articles\.commitments\(([a-z0-9-]+)\)")


def past_horizon(dossier: Dossier, facts: Iterable[AnyFact]) -> Iterator[Breach]:
    """Yield what became known after the last day that the record covers; what is only supposed may."""
    for fact in _sourced(facts):
        if fact.is_what_if:
            continue
        for field, day in (("announced", fact.announced), *_parts(fact), *_deeds(fact)):
            if day > dossier.horizon:
                message = f"{day} lies after the horizon {dossier.horizon} of the record"
                yield Breach("T1", fact.id, field, message)


def _parts(fact: Fact) -> Iterator[tuple[str, date]]:
    """Yield the days on which parts of a fact became known, where later than the fact itself."""
    match fact:
        case Claim():
            days = [("finding_announced", fact.finding_announced)]
        case Concession():
            days = [("outcome_announced", fact.outcome_announced)]
        case NegotiationProgramme():
            days = [("groups_announced", fact.groups_announced)]
        case Negotiation():
            days = [
                (f"later_topics[{at}].announced", one.announced) for at, one in enumerate(fact.later_topics)
            ]
        case Agreement():
            days = [("text_announced", fact.text_announced)]
            for at, article in enumerate(fact.text.articles):
                days += [
                    (f"text.articles[{at}].commitments[{number}].announced", one.announced)
                    for number, one in enumerate(article.commitments)
                ]
        case _:
            days = []
    return ((field, day) for field, day in days if day is not None)


def _deeds(fact: Fact) -> Iterator[tuple[str, date]]:
    """Yield the days on which an agreement was signed and came into force, and on which more was heard of it."""
    if isinstance(fact, Agreement):
        yield from ((f"events[{at}].announced", one.announced) for at, one in enumerate(fact.events))
        if fact.signing is not None:
            yield "signing.day", fact.signing.day
        if fact.in_force is not None:
            yield "in_force", fact.in_force


def parts_before_whole(_dossier: Dossier, facts: Iterable[AnyFact]) -> Iterator[Breach]:
    """Yield parts of a fact that are said to have been known before the fact."""
    for fact in _sourced(facts):
        for field, day in _parts(fact):
            if day < fact.announced:
                message = f"{day} lies before {fact.announced}, when the whole became known"
                yield Breach("T3", fact.id, field, message)


def known_before_named(dossier: Dossier, facts: Iterable[AnyFact]) -> Iterator[Breach]:
    """Yield facts that were known before a fact that they name.

    On a day in between the one would name what nobody knows, so that record could not be asked.
    """
    known = _days_of_knowledge(dossier)
    for fact in _sourced(facts):
        for named in named_facts(cast("AnyFact", fact)):
            day, needed = known[_who_names(fact, named)], known.get(named.id)
            if needed is None or needed <= day or _MAY_BE_NAMED_LATER.issuperset(named.collections or ("",)):
                continue
            message = f"was known on {day}, but names {named.id}, which became known on {needed}"
            yield Breach("T2", fact.id, named.field, message, named.id)


def _days_of_knowledge(dossier: Dossier) -> dict[str, date]:
    days = {fact.id: fact.announced for fact in dossier.sourced_facts()}
    for agreement in dossier.agreements.values():
        text = max(agreement.announced, agreement.text_announced or date.min)
        for one in agreement.text.commitments:
            days[one.id] = max(text, one.announced or date.min)
    return days


def _who_names(fact: Fact, named: Named) -> str:
    """Return the id of the commitment that makes a reference, or of the fact itself."""
    inside = _COMMITMENT.match(named.field)
    return inside[1] if inside else fact.id


def happened_too_late(_dossier: Dossier, facts: Iterable[AnyFact]) -> Iterator[Breach]:
    """Yield what is said to have been known before it happened.

    What befalls an agreement may have been expected, so its events are not looked at.
    """
    for fact in _sourced(facts):
        match fact:
            case LegalAct():
                deeds = [("signed", fact.signed, fact.announced)]
            case StatusEvent():
                deeds = [("day", fact.day, fact.announced)]
            case Position():
                deeds = [("said_on", fact.said_on, fact.announced)]
            case _:
                deeds = []
        for field, day, announced in deeds:
            if day is not None and day > announced:
                yield Breach("T4", fact.id, field, f"{day} lies after {announced}, when it became known")


def days_out_of_order(_dossier: Dossier, facts: Iterable[AnyFact]) -> Iterator[Breach]:
    """Yield days of which one cannot lie before the other."""
    for fact in facts:
        pairs = [*_life(fact)]
        if isinstance(fact, Fact):
            for at, source in enumerate(fact.sources):
                pairs.append((f"sources[{at}].published", "issued", source.issued, source.published))
                pairs.append((f"sources[{at}].retrieved", "issued", source.issued, source.retrieved))
        for field, other, first, second in pairs:
            if first is not None and second is not None and second < first:
                yield Breach("T5", fact.id, field, f"{second} lies before {first}, its {other!r}")


def _life(fact: AnyFact) -> Iterator[tuple[str, str, date | None, date | None]]:
    """Yield pairs of days: the field of the second, the name of the first, the first, the second."""
    match fact:
        case LegalAct():
            yield "published", "signed", fact.signed, fact.published
        case Position():
            yield "until", "said_on", fact.said_on, fact.until
        case Agreement():
            if fact.signing is not None:
                yield "in_force", "signing", fact.signing.day, fact.in_force
            for at, (one, other) in enumerate(pairwise(fact.events), 1):
                yield f"events[{at}].day", f"events[{at - 1}].day", one.day, other.day
        case _:
            pass


def _sourced(facts: Iterable[AnyFact]) -> Iterator[Fact]:
    return (fact for fact in facts if isinstance(fact, Fact))
