"""Texts laid side by side: by topic of the clause, by side that undertakes it, by name of the term."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum, unique
from typing import TYPE_CHECKING, Protocol

from attrs import evolve, field, frozen

from tradetalks.model.agreements import AgreementText, Commitment
from tradetalks.model.references import BOTH
from tradetalks.vocabulary.kinds import Verb
from tradetalks.vocabulary.mappings import IdMap
from tradetalks.vocabulary.terms import Term

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["AlignedClause", "AlignedSide", "HasText", "Side", "aligned", "bare", "side_of"]

#: How hard each verb is: the hardest has the least.
_HARDNESS = {verb: at for at, verb in enumerate(Verb)}


@unique
class Side(StrEnum):
    """Who undertakes a clause, seen from the agreement rather than from the map."""

    #: The party that offers the model: the first named.
    LEAD = "lead"
    #: The other party or parties.
    PARTNER = "partner"
    #: Both alike.
    BOTH = "both"

    @property
    def other(self) -> Side:
        """The side across the table."""
        match self:
            case Side.LEAD:
                return Side.PARTNER
            case Side.PARTNER:
                return Side.LEAD
            case Side.BOTH:
                return Side.BOTH


#: The sides in their order: to go through a tuple is quicker than through an enumeration.
_SIDES = tuple(Side)


class HasText(Protocol):
    """Anything that has the text of an agreement: an agreement, a draft, a model."""

    @property
    def text(self) -> AgreementText:
        """The text."""


@frozen(kw_only=True, eq=False)
class AlignedSide:
    """What one side undertakes in a clause, all its commitments taken together; made, read and thrown away."""

    #: The side.
    side: Side
    #: The hardest verb of its commitments.
    verb: Verb
    #: Its terms by name, in the order of the names; a name that several commitments carry has several.
    terms: Mapping[str, tuple[Term, ...]]
    #: The commitments.
    commitments: tuple[Commitment, ...] = field(converter=tuple[Commitment, ...])


@frozen(kw_only=True, eq=False)
class AlignedClause:
    """Everything that a text holds on one topic."""

    #: Id of the topic.
    topic: str
    #: What each side undertakes, the lead's before the partner's; empty where only a heading is known.
    sides: tuple[AlignedSide, ...] = field(converter=tuple[AlignedSide, ...])

    def of(self, side: Side) -> AlignedSide | None:
        """Return what one side undertakes, or None."""
        return next((one for one in self.sides if one.side is side), None)


def side_of(place: str, text: AgreementText) -> Side:
    """Return the side of a text on which a party stands."""
    if place == BOTH:
        return Side.BOTH
    return Side.LEAD if place == text.parties[0] else Side.PARTNER


def bare(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Return terms without their notes, which say how a term was read and not what it is."""
    return tuple(term if term.note is None else evolve(term, note=None) for term in terms)


def aligned(text: AgreementText) -> IdMap[AlignedClause]:
    """Return the clauses of a text by topic."""
    by_topic: dict[str, dict[Side, list[Commitment]]] = {topic: {} for topic in text.topics}
    for one in text.commitments:
        by_topic[one.topic].setdefault(side_of(one.giver, text), []).append(one)
    return IdMap(
        {
            topic: AlignedClause(
                topic=topic, sides=[_side(side, sides[side]) for side in _SIDES if side in sides]
            )
            for topic, sides in by_topic.items()
        }
    )


def _side(side: Side, commitments: list[Commitment]) -> AlignedSide:
    terms: dict[str, list[Term]] = {}
    for one in commitments:
        for term in one.terms:
            terms.setdefault(term.name, []).append(term)
    return AlignedSide(
        side=side,
        verb=min((one.verb for one in commitments), key=_HARDNESS.__getitem__),
        terms={name: _in_order(terms[name]) for name in sorted(terms)},
        commitments=commitments,
    )


def _in_order(terms: list[Term]) -> tuple[Term, ...]:
    # Several of a name stand in an order of their own, so that the order of the text does not matter.
    return tuple(terms) if len(terms) == 1 else tuple(sorted(terms, key=lambda one: repr(bare([one]))))
