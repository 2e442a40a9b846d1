"""One example of every type of the model, each field filled, each id and place in it one of a kind."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin

from attrs import evolve, fields, has, resolve_types

from tradetalks.dates.intervals import DateInterval
from tradetalks.model.collections import COLLECTIONS
from tradetalks.model.measures import ChangesList, Effect
from tradetalks.model.record import RecordStatement
from tradetalks.vocabulary.duties import AdValorem, AllIn, Duty, Specific
from tradetalks.vocabulary.goods import HsPrefix, ProductScope
from tradetalks.vocabulary.ids import slug, valid_id, valid_ids, valid_optional_id
from tradetalks.vocabulary.kinds import Force
from tradetalks.vocabulary.places import PlaceScope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attrs import Attribute, AttrsInstance

    from tradetalks.model.collections import AnyFact

__all__ = [
    "MODEL_TYPES",
    "attributes",
    "example",
    "fact_types",
    "fields_of",
    "holds_id",
    "holds_ids",
    "parts",
    "with_field",
]

#: What stands in a field whose own rules would refuse an arbitrary text.
_PLAIN = {
    "url": "https://example.org/text",
    "currency": "USD",
    "code": "ZZ",
}
_DAY = date(2025, 5, 11)
#: Small values that another room looks after.
_WHOLE: dict[object, object] = {
    AdValorem: AdValorem.from_fraction(Fraction(100, 3)),
    HsPrefix: HsPrefix("8517"),
    Specific: Specific(Decimal(75), "USD", "item"),
}


def fact_types() -> tuple[type[AnyFact], ...]:
    """Return the types of all facts."""
    return tuple(COLLECTIONS.values())


def attributes(kind: type[AttrsInstance]) -> tuple[Attribute[Any], ...]:
    """Return the fields of a type, their types resolved."""
    resolve_types(kind)
    return tuple(fields(kind))


def example(kind: type[AttrsInstance], path: str = "") -> Any:  # noqa: ANN401 - of the type asked for
    """Return an instance with every field filled; a text that names something is named for its place."""
    if kind is ProductScope:
        return ProductScope(
            codes=["8517"],
            not_codes=["851762"],
            lists=[_id(f"{path}-lists")],
            not_lists=[_id(f"{path}-not-lists")],
            words=f"goods of {path}",
            nomenclature="HTSUS 2025",
        )
    if kind is PlaceScope:
        return PlaceScope([_place(f"{path}.within")], [_place(f"{path}.without")])
    if kind is DateInterval:
        return DateInterval(_DAY, date(2025, 8, 12))
    if kind in _WHOLE:
        return _WHOLE[kind]
    filled = {
        str(one.alias): _filled(one, f"{path}-{one.name}" if path else one.name) for one in attributes(kind)
    }
    return kind(**filled)


def with_field(kind: type[AttrsInstance], name: str, value: object) -> Any:  # noqa: ANN401 - as above
    """Return the example of a type with another value in one field."""
    return evolve(example(kind), **{name: value})


def holds_id(attribute: Attribute[Any]) -> bool:
    """Whether a field holds an id, by the validator that it has."""
    return not {valid_id, valid_optional_id}.isdisjoint(_validators(attribute))


def holds_ids(attribute: Attribute[Any]) -> bool:
    """Whether a field holds several ids."""
    return valid_ids in _validators(attribute)


def _validators(attribute: Attribute[Any]) -> tuple[object, ...]:
    several = getattr(attribute.validator, "_validators", None)
    return (attribute.validator,) if several is None else tuple(several)


def _filled(attribute: Attribute[Any], path: str) -> object:
    if attribute.name in _PLAIN:
        return _PLAIN[attribute.name]
    if holds_id(attribute):
        return _id(path)
    if holds_ids(attribute):
        return (_id(path),)
    if attribute.name in {"starts", "ends"}:
        return _DAY if attribute.name == "starts" else date(2026, 5, 11)
    return _value(attribute.type, path)


def _value(kind: Any, path: str) -> object:  # noqa: ANN401 - one answer for each plain type
    if get_origin(kind) is tuple:
        member = get_args(kind)[0]
        return tuple(_value(one, f"{path}-{at}") for at, one in enumerate(_alternatives(member)))
    if kind in (Duty, AdValorem | AllIn | None):
        return _WHOLE[AdValorem]
    if get_origin(kind) in (Union, UnionType):
        # An effect with a list, a proposal rather than none: whatever holds most.
        chosen = [ChangesList] if ChangesList in get_args(kind) else _alternatives(kind)
        return _value(chosen[0], path)
    if isinstance(kind, type) and has(kind):
        return example(kind, path)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return Force.SAID if kind is Force else next(iter(kind))
    plain: dict[object, object] = {str: path, bool: True, int: 7, Decimal: Decimal(20), date: _DAY}
    return plain[kind]


def _alternatives(kind: Any) -> list[Any]:  # noqa: ANN401 - as above
    if get_origin(kind) in (Union, UnionType):
        return [one for one in get_args(kind) if one is not NoneType]
    return [kind]


def _id(path: str) -> str:
    """Return an id that tells where it stands."""
    return slug(path)[-78:].strip("-")


def _place(path: str) -> str:
    return f"place of {path}"


def parts(value: object) -> Iterator[object]:
    """Yield a value and everything inside it."""
    yield value
    if isinstance(value, tuple | frozenset):
        for one in value:
            yield from parts(one)
    else:
        for attribute in fields_of(value):
            yield from parts(getattr(value, attribute.name))


def fields_of(value: object) -> tuple[Attribute[Any], ...]:
    """Return the fields of a value; a plain value has none."""
    kind: Any = type(value)
    return tuple(fields(kind)) if has(kind) else ()


def _all_types() -> tuple[type[AttrsInstance], ...]:
    roots = (*fact_types(), *get_args(Effect), RecordStatement)
    found: set[Any] = {type(part) for root in roots for part in parts(example(root)) if has(type(part))}
    return tuple(sorted(found, key=lambda kind: kind.__name__))


#: Every type that a fact is made of.
MODEL_TYPES = _all_types()
