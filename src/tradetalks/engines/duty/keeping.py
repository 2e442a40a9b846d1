"""What has been worked out is kept, up to a size: a process that asks for ever does not grow for ever."""

from __future__ import annotations

from typing import TypeVar

__all__ = ["keep"]

_K = TypeVar("_K")
_V = TypeVar("_V")

#: So many of a kind are kept at most; then they are worked out again.
_MOST_KEPT = 50_000


def keep(kept: dict[_K, _V], key: _K, value: _V) -> _V:
    """Keep a value under a key, after forgetting all where too many are kept, and return it."""
    if len(kept) >= _MOST_KEPT:
        kept.clear()
    kept[key] = value
    return value
