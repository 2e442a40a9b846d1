"""The mapping in which facts are shown: frozen, hashable, picklable, in the order of its ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

__all__ = ["IdMap"]

T_co = TypeVar("T_co", covariant=True)


class IdMap(Mapping[str, T_co], Generic[T_co]):
    """A mapping from id to value that never changes.

    >>> IdMap({"b": 2, "a": 1})
    IdMap({'a': 1, 'b': 2})
    >>> hash(IdMap({"a": 1})) == hash(IdMap({"a": 1}))
    True
    """

    __slots__ = ("_hash", "_values")

    def __init__(self, values: Mapping[str, T_co] | None = None) -> None:
        """Keep the values in the order of their ids."""
        given = values or {}
        kept = {key: given[key] for key in sorted(given)}
        object.__setattr__(self, "_values", kept)
        object.__setattr__(self, "_hash", None)

    def __getitem__(self, key: str) -> T_co:
        """Return the value with this id."""
        return self._values[key]  # type: ignore[attr-defined, no-any-return]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the ids in their order."""
        return iter(self._values)  # type: ignore[attr-defined]

    def __len__(self) -> int:
        """Return how many values there are."""
        return len(self._values)  # type: ignore[attr-defined]

    def __hash__(self) -> int:
        """Return the hash of ids and values, computed once."""
        known = self._hash  # type: ignore[attr-defined]
        if known is None:
            known = hash(tuple(self.items()))
            object.__setattr__(self, "_hash", known)
        return known  # type: ignore[no-any-return]

    def __eq__(self, other: object) -> bool:
        """Whether the other is a mapping of the same ids to the same values."""
        if isinstance(other, IdMap):
            return self._values == other._values  # type: ignore[attr-defined, no-any-return]
        return NotImplemented if not isinstance(other, Mapping) else dict(self) == dict(other)

    def __reduce__(self) -> tuple[type[IdMap[T_co]], tuple[dict[str, T_co]]]:
        """Pickle by its values."""
        return type(self), (dict(self),)

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse every change."""
        raise AttributeError(f"an IdMap never changes: {name} cannot be set")

    def __delattr__(self, name: str) -> None:
        """Refuse every change."""
        raise AttributeError(f"an IdMap never changes: {name} cannot be deleted")

    def __repr__(self) -> str:
        """Return the mapping as it would be made."""
        return f"IdMap({dict(self)!r})"
