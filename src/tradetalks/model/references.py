"""What each fact names: the ids of other facts, and the codes of places.

Facts never hold one another, so this is the only place that knows how they hang together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, assert_never

from tradetalks.model.acts import DutyProgramme, LegalAct, ProductList
from tradetalks.model.agreements import Agreement, Concession
from tradetalks.model.measures import ChangesList, TariffMeasure
from tradetalks.model.stacking import StackingRule
from tradetalks.model.talks import (
    Claim,
    Deadline,
    Negotiation,
    NegotiationProgramme,
    Position,
    Round,
    StatusEvent,
)
from tradetalks.vocabulary.places import EVERYWHERE, Bloc
from tradetalks.vocabulary.terms import ScopeTerm
from tradetalks.vocabulary.topics import Authority, PolicyArea, Topic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tradetalks.model.collections import AnyFact
    from tradetalks.vocabulary.goods import ProductScope
    from tradetalks.vocabulary.places import PlaceScope
    from tradetalks.vocabulary.terms import Term

__all__ = ["BOTH", "Named", "named_facts", "named_places"]

#: The word for both sides of a talk or an agreement.
BOTH = "both"


class Named(NamedTuple):
    """One reference: the field that makes it, the id, and the collections it may lie in."""

    field: str
    id: str
    collections: tuple[str, ...]


_ANY = ()


def _each(field: str, ids: Iterable[str | None], *collections: str) -> Iterator[Named]:
    return (Named(field, one, collections) for one in ids if one is not None)


def _lists(field: str, scope: ProductScope | None) -> Iterator[Named]:
    if scope is not None:
        yield from _each(f"{field}.lists", scope.lists, "product_lists")
        yield from _each(f"{field}.not_lists", scope.not_lists, "product_lists")


def _term_lists(field: str, terms: Iterable[Term]) -> Iterator[Named]:
    for at, term in enumerate(terms):
        if isinstance(term, ScopeTerm):
            yield from _lists(f"{field}[{at}].products", term.products)


def named_facts(fact: AnyFact) -> Iterator[Named]:  # noqa: C901, PLR0912 - one arm for each kind of fact
    """Yield every reference that ``fact`` makes to another fact; no collections means any."""
    match fact:
        case Bloc() | PolicyArea() | Authority() | ProductList() | NegotiationProgramme():
            return
        case Topic():
            yield from _each("policy_areas", fact.policy_areas, "policy_areas")
        case LegalAct():
            yield from _each("authorities", fact.authorities, "authorities")
            yield from _each("amends", fact.amends, "acts")
            for holding in fact.holdings:
                yield from _each("holdings.programmes", holding.programmes, "duty_programmes")
        case DutyProgramme():
            yield from _each("authority", (fact.authority,), "authorities")
        case TariffMeasure():
            yield from _named_by_measure(fact)
        case StackingRule():
            yield from _each("act", (fact.act,), "acts")
            yield from _each("programmes", fact.programmes, "duty_programmes")
            yield from _each("to", fact.to, "duty_programmes")
            yield from _lists("products", fact.products)
        case Negotiation():
            yield from _each("programme", (fact.programme,), "negotiation_programmes")
            yield from _each("topics", fact.all_topics, "topics")
        case StatusEvent():
            yield from _each("negotiation", (fact.negotiation,), "negotiations")
            yield from _each("facts", fact.facts, *_ANY)
        case Round() | Deadline():
            yield from _each("negotiation", (fact.negotiation,), "negotiations")
        case Position():
            yield from _each("negotiation", (fact.negotiation,), "negotiations")
            if fact.proposal is not None:
                programmes = (fact.proposal.programme, *fact.proposal.in_lieu_of)
                yield from _each("proposal", programmes, "duty_programmes")
        case Claim():
            yield from _each("about", fact.about, *_ANY)
        case Concession():
            yield from _each("negotiation", (fact.negotiation,), "negotiations")
            yield from _each("agreement", (fact.agreement,), "agreements")
            yield from _each("topic", (fact.topic,), "topics")
            yield from _lists("products", fact.products)
            yield from _term_lists("terms", fact.terms)
        case Agreement():
            yield from _named_by_agreement(fact)
        case _:  # pragma: no cover - the union is closed
            assert_never(fact)


def _named_by_measure(fact: TariffMeasure) -> Iterator[Named]:
    yield from _each("act", (fact.act,), "acts")
    yield from _each("programmes", fact.programmes, "duty_programmes")
    yield from _each("in_lieu_of", fact.in_lieu_of, "duty_programmes")
    yield from _lists("products", fact.products)
    if isinstance(fact.effect, ChangesList):
        yield from _each("effect.list", (fact.effect.list,), "product_lists")
        yield from _lists("effect.adds", fact.effect.adds)
        yield from _lists("effect.removes", fact.effect.removes)


def _named_by_agreement(fact: Agreement) -> Iterator[Named]:
    yield from _each("programme", (fact.programme,), "negotiation_programmes")
    yield from _each("negotiation", (fact.negotiation,), "negotiations")
    for article in fact.text.articles:
        yield from _each("text.articles.topics", article.topics, "topics")
        for one in article.commitments:
            field = f"text.articles.commitments({one.id})"
            yield from _each(f"{field}.topic", (one.topic,), "topics")
            yield from _each(f"{field}.policy_areas", one.policy_areas, "policy_areas")
            yield from _each(
                f"{field}.exchanged_for_commitment", (one.exchanged_for_commitment,), "commitments"
            )
            yield from _lists(f"{field}.products", one.products)
            yield from _term_lists(f"{field}.terms", one.terms)


def named_places(fact: AnyFact) -> Iterator[tuple[str, str]]:  # noqa: C901, PLR0912 - as above
    """Yield every place that ``fact`` names, as the field and the code or bloc."""
    match fact:
        case PolicyArea() | Authority() | Topic() | ProductList() | Claim() | Deadline():
            return
        case NegotiationProgramme() | StatusEvent():
            return
        case Bloc():
            yield from (("spells", one) for spell in fact.spells for one in spell.places)
        case LegalAct():
            yield "issuer", fact.issuer
        case DutyProgramme():
            yield "importer", fact.importer
        case TariffMeasure():
            yield "importer", fact.importer
            yield from _scope("origins", fact.origins)
        case StackingRule():
            yield from _scope("origins", fact.origins)
        case Negotiation():
            yield from (("parties", one) for one in fact.parties)
        case Round():
            yield from (("delegations", one.side) for one in fact.delegations)
        case Position():
            yield from _sides("party", fact.party)
            if fact.proposal is not None:
                yield from _scope("proposal.origins", fact.proposal.origins)
        case Concession():
            yield from _sides("giver", fact.giver)
            yield from _sides("receiver", fact.receiver)
        case Agreement():
            yield from (("text.parties", one) for one in fact.text.parties)
            for one in fact.text.commitments:
                yield from _sides(f"text.articles.commitments({one.id}).giver", one.giver)
                yield from _sides(f"text.articles.commitments({one.id}).receiver", one.receiver)
        case _:  # pragma: no cover - the union is closed
            assert_never(fact)


def _scope(field: str, scope: PlaceScope | None) -> Iterator[tuple[str, str]]:
    if scope is not None:
        for one in (*scope.within, *scope.without):
            if one != EVERYWHERE:
                yield field, one


def _sides(field: str, *sides: str) -> Iterator[tuple[str, str]]:
    return ((field, side) for side in sides if side != BOTH)
