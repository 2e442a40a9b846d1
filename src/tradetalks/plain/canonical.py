"""The canonical text of plain data: the same data has the same text, and so the same hash."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tradetalks.plain.data import Plain

__all__ = ["canonical_text", "digest"]


def canonical_text(data: Plain) -> str:
    """Return ``data`` as JSON with sorted keys and no needless space.

    >>> canonical_text({"b": [1, True], "a": "Côte"})
    '{"a":"Côte","b":[1,true]}'
    """
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(data: Plain) -> str:
    """Return the SHA-256 of the canonical text, in hexadecimal digits.

    >>> digest({"a": 1}) == digest({"a": 1}), len(digest({}))
    (True, 64)
    """
    return hashlib.sha256(canonical_text(data).encode()).hexdigest()
