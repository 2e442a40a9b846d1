"""Parties: who sits at a table, and who can give what to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradetalks.dossier import UnknownPlace
from tradetalks.model.agreements import Agreement, Concession
from tradetalks.model.references import BOTH
from tradetalks.model.talks import Negotiation, Position, Round
from tradetalks.rules.breaches import Breach
from tradetalks.vocabulary.kinds import Track

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from tradetalks.dossier import Dossier
    from tradetalks.model.agreements import Commitment
    from tradetalks.model.collections import AnyFact

__all__ = ["bad_exchanges", "loose_tracks", "odd_tables", "strangers", "wrong_sides"]


def odd_tables(dossier: Dossier, facts: Iterable[AnyFact]) -> Iterator[Breach]:
    """Yield talks and agreements with fewer than two parties, with one twice, or of other parties than their talk."""
    for fact in facts:
        if isinstance(fact, Negotiation):
            yield from _table(fact.id, "parties", fact.parties)
        if isinstance(fact, Agreement):
            yield from _table(fact.id, "text.parties", fact.text.parties)
            talk = dossier.negotiations.get(fact.negotiation or "")
            for one in fact.text.parties if talk else ():
                if talk and not _among(dossier, one, talk.parties, fact.announced):
                    message = f"has the party {one}, which is no party of its talk {talk.id}"
                    yield Breach("A3", fact.id, "text.parties", message, one)


def _table(fact_id: str, field: str, parties: tuple[str, ...]) -> Iterator[Breach]:
    if len(set(parties)) < len(parties):
        twice = next(one for one in parties if parties.count(one) > 1)
        yield Breach("N2", fact_id, field, f"names the party {twice} twice", twice)
    elif len(parties) < 2:  # noqa: PLR2004 - it takes two to talk
        yield Breach("N2", fact_id, field, f"has {len(parties) or 'no'} party: it takes two")


def strangers(dossier: Dossier, facts: Iterable[AnyFact]) -> Iterator[Breach]:
    """Yield delegations and positions of somebody who is no party of the talk."""
    for fact in facts:
        if not isinstance(fact, Round | Position):
            continue
        talk = dossier.negotiations.get(fact.negotiation)
        sides = (
            [("party", fact.party)]
            if isinstance(fact, Position)
            else [(f"delegations[{at}].side", one.side) for at, one in enumerate(fact.delegations)]
        )
        for field, side in sides if talk else ():
            if talk and not _among(dossier, side, talk.parties, fact.announced):
                message = f"speaks of {side}, which is no party of {talk.id}"
                yield Breach("N1", fact.id, field, message, side)


def loose_tracks(dossier: Dossier, facts: Iterable[AnyFact]) -> Iterator[Breach]:
    """Yield talks that are said to run inside a programme and name none, or name a group it has not."""
    for fact in facts:
        if not isinstance(fact, Negotiation):
            continue
        if fact.track is Track.PROGRAMME and fact.programme is None:
            yield Breach("N3", fact.id, "track", "runs inside a programme, but names none")
        wave = dossier.negotiation_programmes.get(fact.programme or "")
        if fact.group is not None and (wave is None or fact.group not in wave.groups):
            whose = f"the programme {wave.id} has no such group" if wave else "it names no programme"
            yield Breach("N4", fact.id, "group", f"is in the group {fact.group!r}, but {whose}", fact.group)


def wrong_sides(dossier: Dossier, facts: Iterable[AnyFact]) -> Iterator[Breach]:
    """Yield what is given or gained by somebody who is no party."""
    for fact in facts:
        if isinstance(fact, Concession):
            agreement = dossier.agreements.get(fact.agreement or "")
            talk = dossier.negotiations.get(fact.negotiation or "")
            parties = (*(agreement.parties if agreement else ()), *(talk.parties if talk else ()))
            yield from _sides(dossier, fact, fact, "", parties)
        elif isinstance(fact, Agreement):
            for at, article in enumerate(fact.text.articles):
                for number, one in enumerate(article.commitments):
                    path = f"text.articles[{at}].commitments[{number}]."
                    yield from _sides(dossier, fact, one, path, fact.parties)


def _sides(
    dossier: Dossier,
    fact: Agreement | Concession,
    given: Commitment | Concession,
    path: str,
    parties: tuple[str, ...],
) -> Iterator[Breach]:
    for field, side in (("giver", given.giver), ("receiver", given.receiver)):
        if parties and not _among(dossier, side, parties, fact.announced):
            message = f"{given.id} has the {field} {side}, who is no party"
            yield Breach("A1", fact.id, f"{path}{field}", message, side)


def bad_exchanges(_dossier: Dossier, facts: Iterable[AnyFact]) -> Iterator[Breach]:
    """Yield commitments exchanged for themselves, or for one of another agreement."""
    for fact in facts:
        if not isinstance(fact, Agreement):
            continue
        own = {one.id for one in fact.text.commitments}
        for at, article in enumerate(fact.text.articles):
            for number, one in enumerate(article.commitments):
                other = one.exchanged_for_commitment
                if other is None or (other in own and other != one.id):
                    continue
                what = "itself" if other == one.id else f"{other}, which is of another agreement"
                path = f"text.articles[{at}].commitments[{number}].exchanged_for_commitment"
                yield Breach("A2", fact.id, path, f"{one.id} is exchanged for {what}", other)


def _among(dossier: Dossier, side: str, parties: tuple[str, ...], on: date) -> bool:
    """Whether a side is a party, both of them, or a member of a bloc that is one."""
    if side in (*parties, BOTH):
        return True
    try:
        inside = frozenset().union(*(dossier.members(one, on) for one in parties))
        return dossier.members(side, on) <= inside
    except UnknownPlace:  # pragma: no cover - places were checked before
        return True
