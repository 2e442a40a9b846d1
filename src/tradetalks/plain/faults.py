"""What went wrong while plain data was read into a fact: each fault with the path of its field."""

from __future__ import annotations

from enum import StrEnum, unique
from typing import TYPE_CHECKING

from attrs import frozen
from cattrs import BaseValidationError, ClassValidationError, ForbiddenExtraKeysError
from cattrs.errors import IterableValidationError

from tradetalks.dates.days import BadDay
from tradetalks.dates.intervals import BadInterval
from tradetalks.model.facts import Unsourced
from tradetalks.plain.converter import NotADay, NotAWord, WrongShape
from tradetalks.vocabulary.ids import BadId

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["ShapeFault", "ShapeKind", "shape_faults"]

#: A key that nobody knows may be as long as the file.
_LONGEST_PATH = 120


@unique
class ShapeKind(StrEnum):
    """The kinds of thing that can be wrong with a field."""

    #: The field is not there.
    MISSING = "missing"
    #: There is no such field.
    UNKNOWN = "unknown"
    #: The value is of another type.
    TYPE = "type"
    #: The text is none of the words that the field knows.
    WORD = "word"
    #: The value is no day.
    DAY = "day"
    #: The interval ends before it starts.
    INTERVAL = "interval"
    #: The fact names no source.
    SOURCE = "source"
    #: The text is no id.
    ID = "id"
    #: The value is refused for a reason of its own, which the message gives.
    VALUE = "value"


@frozen
class ShapeFault:
    """One field that could not be read."""

    #: Path of the field inside the record, such as ``sources[0].at``; empty for the record itself.
    path: str
    #: What is wrong with it.
    message: str
    #: What kind of thing is wrong.
    kind: ShapeKind = ShapeKind.VALUE
    #: The text that was refused, where the path leads only to the table that holds it; else None.
    refused: str | None = None


#: Errors that have a kind of their own, the narrower before the wider.
_KINDS: Mapping[type[BaseException], ShapeKind] = {
    NotADay: ShapeKind.DAY,
    BadDay: ShapeKind.DAY,
    NotAWord: ShapeKind.WORD,
    WrongShape: ShapeKind.TYPE,
    BadInterval: ShapeKind.INTERVAL,
}


def shape_faults(error: Exception) -> tuple[ShapeFault, ...]:
    """Return the faults inside an error that a careful converter raised, in order of their paths."""
    return tuple(sorted(_walk(error, ""), key=lambda fault: (fault.path, fault.message)))


def _walk(error: BaseException, path: str) -> Iterator[ShapeFault]:
    if not isinstance(error, BaseValidationError):
        yield from _leaf(error, path)
        return
    placed: dict[BaseException, str] = {}
    if isinstance(error, ClassValidationError):
        placed = {one: _under(path, note.name) for one, note in error.group_exceptions()[0]}
    elif isinstance(error, IterableValidationError):
        placed = {one: f"{path}[{note.index}]" for one, note in error.group_exceptions()[0]}
    for one in error.exceptions:
        yield from _walk(one, placed.get(one, path))


def _leaf(error: BaseException, path: str) -> Iterator[ShapeFault]:
    match error:
        case ForbiddenExtraKeysError():
            for key in sorted(error.extra_fields):
                message = f"no field is called {key[:60]!r}"
                yield ShapeFault(_under(path, key)[:_LONGEST_PATH], message, ShapeKind.UNKNOWN)
        case KeyError():
            yield ShapeFault(path, "is missing", ShapeKind.MISSING)
        case Unsourced():
            yield ShapeFault(_under(path, "sources"), str(error), ShapeKind.SOURCE)
        case BadId():
            yield ShapeFault(path, str(error), ShapeKind.ID, error.text)
        case _:
            kinds = (kind for one, kind in _KINDS.items() if isinstance(error, one))
            yield ShapeFault(path, str(error), next(kinds, ShapeKind.VALUE))


def _under(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
