"""What has been worked out is kept, up to a size: a process that asks for ever does not grow for ever."""

from __future__ import annotations

from typing import TypeVar

__all__ = ["keep"]

K = TypeVar("K")
V = TypeVar("V")

#: So many of a kind are kept at most; then they are worked out again.
_MOST_KEPT = 50_000


def keep(kept: dict[K, V], key: K, value: V) -> V:
    """Keep a value under a key, after forgetting all where too many are kept, and return it."""
    if len(kept) >= _MOST_KEPT:
        kept.clear()
    kept[key] = value
    return value
