"""Who names whom: every field that holds an id or a place is known to the one list of references."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from tests.model.examples import attributes, example, fact_types, fields_of, holds_id, holds_ids
from tradetalks.model.acts import Holding
from tradetalks.model.agreements import Agreement, Concession
from tradetalks.model.collections import COLLECTIONS
from tradetalks.model.measures import ChangesList, TariffMeasure
from tradetalks.model.references import BOTH, named_facts, named_places
from tradetalks.model.sources import Source
from tradetalks.model.talks import Position
from tradetalks.vocabulary.goods import ProductScope
from tradetalks.vocabulary.places import EVERYWHERE, PlaceScope
from tradetalks.vocabulary.terms import ChoiceTerm, DurationTerm, NamedTerm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradetalks.model.collections import AnyFact

#: Ids that name no fact: the fact's own, a listed document, and the words of terms.
NO_REFERENCE = {
    (Source, "document"),
    (NamedTerm, "name"),
    (ChoiceTerm, "choice"),
    (ChoiceTerm, "scale"),
    (DurationTerm, "after"),
}
#: The names of fields that hold places, anywhere in the model.
PLACE_FIELDS = {
    "giver",
    "importer",
    "issuer",
    "parties",
    "party",
    "places",
    "receiver",
    "side",
    "within",
    "without",
}
every_fact = pytest.mark.parametrize("kind", fact_types(), ids=lambda kind: kind.__name__)


def ids_inside(value: object) -> Iterator[str]:
    """Yield every id that a value holds for something else, found by the validators of its fields."""
    if isinstance(value, tuple):
        for one in value:
            yield from ids_inside(one)
    for attribute in fields_of(value):
        held = getattr(value, attribute.name)
        own = attribute.name == "id"
        words = any(isinstance(value, kind) and attribute.name == name for kind, name in NO_REFERENCE)
        if isinstance(value, ProductScope) and attribute.name in {"lists", "not_lists"}:
            yield from held
        elif holds_id(attribute) and not own and not words:
            yield held
        elif holds_ids(attribute):
            yield from held
        else:
            yield from ids_inside(held)


def places_inside(value: object) -> Iterator[str]:
    """Yield every place that a value holds, found by the names of its fields.

    Who issued a document and to whom a judgment applied is said in words.
    """
    if isinstance(value, tuple):
        for one in value:
            yield from places_inside(one)
    for attribute in fields_of(value):
        held = getattr(value, attribute.name)
        if attribute.name in PLACE_FIELDS and not isinstance(value, Source | Holding):
            yield from (held,) if isinstance(held, str) else held
        else:
            yield from places_inside(held)


@every_fact
def test_every_id_in_a_fact_is_a_reference(kind: type[AnyFact]) -> None:
    """Each id that a fact holds for something else is among the references, and nothing besides."""
    fact = example(kind)
    assert sorted(one.id for one in named_facts(fact)) == sorted(ids_inside(fact))


@every_fact
def test_every_place_in_a_fact_is_named(kind: type[AnyFact]) -> None:
    """Each place that a fact holds is among the places it names, and nothing besides."""
    fact = example(kind)
    assert sorted(place for _field, place in named_places(fact)) == sorted(places_inside(fact))


@every_fact
def test_references_say_where_they_stand(kind: type[AnyFact]) -> None:
    """Each reference names the field that makes it and collections that there are."""
    for one in named_facts(example(kind)):
        found = re.match(r"[a-z_]+", one.field)
        assert found
        assert hasattr(example(kind), found[0])
        assert set(one.collections) <= {*COLLECTIONS, "commitments"}
    for field, _place in named_places(example(kind)):
        assert hasattr(example(kind), field.partition(".")[0])


@every_fact
def test_a_fact_may_name_nothing(kind: type[AnyFact]) -> None:
    """What is optional and left out is no reference."""
    fact = example(kind)
    if isinstance(fact, TariffMeasure):
        fact = evolve(fact, sources=[Source.what_if("only such a measure may name no act")])
    for attribute in attributes(kind):
        if attribute.default is None:
            fact = evolve(fact, **{str(attribute.alias): None})
    assert all(one.id for one in named_facts(fact))
    assert all(place for _field, place in named_places(fact))


def test_everywhere_and_both_are_no_places() -> None:
    """The words for every place and for both sides are not looked up."""
    measure = evolve(example(TariffMeasure), origins=PlaceScope([EVERYWHERE], ["CN"]))
    assert {place for _field, place in named_places(measure)} == {"importer", "CN"}
    for kind, field in ((Position, "party"), (Concession, "giver"), (Concession, "receiver")):
        fact = evolve(example(kind), **{field: BOTH})
        assert field not in {name for name, _place in named_places(fact)}
    deal = example(Agreement)
    both = [
        evolve(article, commitments=[evolve(one, giver=BOTH, receiver=BOTH) for one in article.commitments])
        for article in deal.text.articles
    ]
    fact = evolve(deal, text=evolve(deal.text, articles=both))
    assert {name for name, _place in named_places(fact)} == {"text.parties"}


def test_a_change_to_a_list_names_the_list_alone_where_it_only_removes() -> None:
    """A change that adds nothing names no goods that it adds."""
    removes = ChangesList(list="annex-ii", removes=ProductScope(codes=["8517"]))
    measure = evolve(example(TariffMeasure), effect=removes, products=ProductScope(all=True))
    lists = [one.id for one in named_facts(measure) if one.collections == ("product_lists",)]
    assert lists == ["annex-ii"]
