"""What went wrong while plain data was read into a fact: each fault with the path of its field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen
from cattrs import BaseValidationError, ClassValidationError, ForbiddenExtraKeysError
from cattrs.errors import IterableValidationError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["ShapeFault", "shape_faults"]


@frozen
class ShapeFault:
    """One field that could not be read."""

    #: Path of the field inside the record, such as ``sources[0].at``; empty for the record itself.
    path: str
    #: What is wrong with it.
    message: str


def shape_faults(error: Exception) -> tuple[ShapeFault, ...]:
    """Return the faults inside an error that a careful converter raised, in order of their paths."""
    return tuple(sorted(_walk(error, ""), key=lambda fault: (fault.path, fault.message)))


def _walk(error: BaseException, path: str) -> Iterator[ShapeFault]:  # noqa: C901 - one arm for each error
    match error:
        case ClassValidationError():
            noted, bare = error.group_exceptions()
            for one, note in noted:
                yield from _walk(one, f"{path}.{note.name}" if path else note.name)
            for one in bare:
                yield from _walk(one, path)
        case IterableValidationError():
            members, bare_members = error.group_exceptions()
            for one, index in members:
                yield from _walk(one, f"{path}[{index.index}]")
            for one in bare_members:
                yield from _walk(one, path)
        case BaseValidationError():
            for one in error.exceptions:
                yield from _walk(one, path)
        case ForbiddenExtraKeysError():
            for key in sorted(error.extra_fields):
                where = f"{path}.{key}" if path else key
                yield ShapeFault(where[:120], f"no field is called {key[:60]!r}")
        case KeyError():
            yield ShapeFault(path, "is missing")
        case _:
            yield ShapeFault(path, str(error))
