"""What every answer is made of: values that cannot change, all the way down."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from attrs import fields, has

from tradetalks.vocabulary.mappings import IdMap

_PLAIN = (str, int, bool, Decimal, Fraction, date, Enum, type(None))


def assert_immutable(value: object, where: str = "it") -> None:
    """Check that a value and all that it holds are frozen, have slots, and can be hashed."""
    hash(value)
    if isinstance(value, _PLAIN):
        return
    if isinstance(value, tuple | frozenset):
        for one in value:
            assert_immutable(one, f"an item of {where}")
        return
    if isinstance(value, IdMap):
        for key, one in value.items():
            assert_immutable(one, f"{where}[{key!r}]")
        return
    kind = type(value)
    assert has(kind), f"{where} is a {kind.__name__}"
    assert kind.__setattr__ is not object.__setattr__, f"{where} is no frozen {kind.__name__}"
    assert not hasattr(value, "__dict__"), f"{where}, a {kind.__name__}, has no slots"
    for one in fields(kind):
        assert_immutable(getattr(value, one.name), f"{where}.{one.name}")
