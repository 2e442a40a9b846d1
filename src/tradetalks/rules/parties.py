"""Parties: who sits at a table, and who can give what to whom."""

from __future__ import annotations

from collections import Counter
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
            parties = _Parties(dossier, talk.parties if talk else ())
            for one in fact.text.parties if parties else ():
                if not parties.have(one, fact.announced):
                    message = f"has the party {one}, which is no party of its talk {fact.negotiation}"
                    yield Breach("A3", fact.id, "text.parties", message, one)


def _table(fact_id: str, field: str, parties: tuple[str, ...]) -> Iterator[Breach]:
    if len(set(parties)) < len(parties):
        twice = Counter(parties).most_common(1)[0][0]
        yield Breach("N2", fact_id, field, f"names the party {twice} twice", twice)
    elif len(parties) < 2:  # noqa: PLR2004 - it takes two to talk
        yield Breach("N2", fact_id, field, f"has {len(parties) or 'no'} party: it takes two")


def strangers(dossier: Dossier, facts: Iterable[AnyFact]) -> Iterator[Breach]:
    """Yield delegations and positions of somebody who is no party of the talk."""
    talks = {key: _Parties(dossier, talk.parties) for key, talk in dossier.negotiations.items()}
    for fact in facts:
        if not isinstance(fact, Round | Position):
            continue
        parties = talks.get(fact.negotiation)
        sides = (
            [("party", fact.party)]
            if isinstance(fact, Position)
            else [(f"delegations[{at}].side", one.side) for at, one in enumerate(fact.delegations)]
        )
        for field, side in sides:
            if parties is not None and not parties.have(side, fact.announced):
                message = f"speaks of {side}, which is no party of {fact.negotiation}"
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
            tables = (one.parties for one in (agreement, talk) if one is not None)
            yield from _sides(fact, fact, "", _Parties(dossier, *tables))
        elif isinstance(fact, Agreement):
            parties = _Parties(dossier, fact.parties)
            for at, article in enumerate(fact.text.articles):
                for number, one in enumerate(article.commitments):
                    path = f"text.articles[{at}].commitments[{number}]."
                    yield from _sides(fact, one, path, parties)


def _sides(
    fact: Agreement | Concession,
    given: Commitment | Concession,
    path: str,
    parties: _Parties,
) -> Iterator[Breach]:
    for field, side in (("giver", given.giver), ("receiver", given.receiver)):
        if parties and not parties.have(side, fact.announced):
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


class _Parties:
    """Who may speak, give and gain at a table: the parties, both of them, and members of a bloc that is one."""

    def __init__(self, dossier: Dossier, *tables: tuple[str, ...]) -> None:
        self._dossier = dossier
        self._named = {BOTH, *(one for table in tables for one in table)}
        self._members: dict[date, frozenset[str]] = {}

    def __bool__(self) -> bool:
        """Whether anybody is known to sit there."""
        return len(self._named) > 1

    def have(self, side: str, on: date) -> bool:
        """Whether a side is among them on a day."""
        if side in self._named:
            return True
        try:
            if on not in self._members:
                places = (self._dossier.members(one, on) for one in self._named - {BOTH})
                self._members[on] = frozenset[str]().union(*places)
            return self._dossier.members(side, on) <= self._members[on]
        except UnknownPlace:
            # A party with a fault of its own; who belongs to it, nobody can tell.
            return True
