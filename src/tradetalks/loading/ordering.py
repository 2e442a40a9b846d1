"""Fields in the order in which their kind declares them, so that the same fact has the same text."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from attrs import fields, has

from tradetalks.model.sources import Source
from tradetalks.plain.tags import TAG

if TYPE_CHECKING:
    from tradetalks.plain.data import Plain, Table

__all__ = ["document_in_order", "in_field_order"]

#: A source that names a document is read from left to right: which, and where in it.
_CITED = ("document", "at")


def in_field_order(fact: object, data: Plain) -> Table:
    """Return the plain data of a fact with the fields of each of its tables in their order."""
    made = _ordered(fact, data)
    return made if isinstance(made, dict) else {}


def document_in_order(data: Table) -> Table:
    """Return the fields of a listed document in the order of a source."""
    return {name: data[name] for name in _names(Source) if name in data}


def _ordered(value: object, data: Plain) -> Plain:
    kind: type[Any] = type(value)
    if isinstance(data, dict) and has(kind):
        names = _names(kind)
        if isinstance(value, Source) and "title" not in data:
            names = tuple(dict.fromkeys((*_CITED, *names)))
        return {name: _ordered(getattr(value, name, None), data[name]) for name in names if name in data}
    if isinstance(data, list) and isinstance(value, tuple):
        return [_ordered(one, plain) for one, plain in zip(value, data, strict=True)]
    return data


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return (TAG, *(one.name for one in fields(kind)))
