"""Facts are values: frozen to their depth, equal and hashed by what they hold, small, and picklable."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from attrs import evolve, has
from attrs.exceptions import FrozenInstanceError

from tests.laws.strategies import through_pickle
from tests.model.examples import MODEL_TYPES, attributes, example, fact_types, parts
from tradetalks.model.facts import Fact

if TYPE_CHECKING:
    from attrs import AttrsInstance

    from tradetalks.model.collections import AnyFact

#: What a fact may hold at its leaves.
LEAVES = (str, bool, int, date, Decimal, Fraction, Enum, type(None))
every_type = pytest.mark.parametrize("kind", MODEL_TYPES, ids=lambda kind: kind.__name__)
every_fact = pytest.mark.parametrize("kind", fact_types(), ids=lambda kind: kind.__name__)


@every_type
def test_a_value_is_immutable_to_its_depth(kind: type[AttrsInstance]) -> None:
    """Everything inside is a plain value, a tuple, or of a frozen type in turn."""
    for part in parts(example(kind)):
        assert isinstance(part, (*LEAVES, tuple, frozenset)) or type(part) in MODEL_TYPES


@every_type
def test_no_field_can_be_set(kind: type[AttrsInstance]) -> None:
    """Neither a field nor anything new can be set or deleted."""
    one = example(kind)
    for attribute in attributes(kind):
        with pytest.raises(FrozenInstanceError):
            setattr(one, attribute.name, None)
        with pytest.raises(FrozenInstanceError):
            delattr(one, attribute.name)
    with pytest.raises((FrozenInstanceError, AttributeError)):
        one.surprise = 1


@every_type
def test_a_value_is_small(kind: type[AttrsInstance]) -> None:
    """An instance has slots and no dictionary of its own."""
    assert not hasattr(example(kind), "__dict__")


@every_type
def test_equal_values_hash_alike(kind: type[AttrsInstance]) -> None:
    """A value made again, or come back from pickle, equals the first and hashes like it."""
    one = example(kind)
    for again in (evolve(one), through_pickle(one)):
        assert again == one
        assert hash(again) == hash(one)


@every_type
def test_every_field_counts(kind: type[AttrsInstance]) -> None:
    """Two values that differ in one optional field differ."""
    one = example(kind)
    for attribute in attributes(kind):
        if attribute.default is None and attribute.name not in {"act", "fraction"}:
            assert evolve(one, **{str(attribute.alias): None}) != one


@every_type
def test_every_field_and_type_is_documented(kind: type[AttrsInstance]) -> None:
    """Each type says what it is in one sentence."""
    first = (kind.__doc__ or "").strip().splitlines()[0]
    assert first.endswith(".")
    assert not first.startswith("Method generated")


@every_type
def test_lists_become_tuples(kind: type[AttrsInstance]) -> None:
    """A field that holds several takes any iterable and keeps a tuple."""
    one = example(kind)
    for attribute in attributes(kind):
        kept = getattr(one, attribute.name)
        if isinstance(kept, tuple) and attribute.converter is not None:
            again = evolve(one, **{str(attribute.alias): list(kept)})
            assert again == one
            assert type(getattr(again, attribute.name)) is tuple


@every_fact
def test_every_fact_that_became_known_has_both_clocks_and_sources(kind: type[AnyFact]) -> None:
    """What became known on a day is a Fact, with its day and its sources; the rest are words of the record."""
    names = {attribute.name for attribute in attributes(kind)}
    assert "id" in names
    assert issubclass(kind, Fact) == ({"announced", "sources", "verified"} <= names)
    assert issubclass(kind, Fact) or "announced" not in names


@every_fact
def test_facts_never_hold_one_another(kind: type[AnyFact]) -> None:
    """A fact names others by id: nothing inside it is a fact of the record itself."""
    inside = [part for part in parts(example(kind)) if type(part) in fact_types()]
    assert len(inside) == 1


def test_the_examples_fill_every_field() -> None:
    """The examples that these tests rest on leave no field empty."""
    for kind in MODEL_TYPES:
        one = example(kind)
        assert has(kind)
        empty = [
            attribute.name for attribute in attributes(kind) if getattr(one, attribute.name) in (None, (), "")
        ]
        assert empty == []
