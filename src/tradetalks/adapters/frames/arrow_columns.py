"""Arrow columns of whole numbers and words, made without a loop over rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["MONEY", "PERCENT", "decimals", "words"]

#: Percents have eight places of decimals, money two.
PERCENT, MONEY = pa.decimal128(18, 8), pa.decimal128(18, 2)


def decimals(numbers: NDArray[np.int64], kind: pa.Decimal128Type) -> pa.Array:
    """Return whole numbers as decimals, with as many places as the kind has; a negative one is null.

    >>> decimals(np.array([3750000000, -1]), PERCENT).to_pylist()
    [Decimal('37.50000000'), None]
    """
    # A decimal of 128 bits is two words of 64; the upper one only carries the sign.
    pairs = np.empty((len(numbers), 2), np.int64)
    pairs[:, 0] = numbers
    pairs[:, 1] = numbers >> 63
    return pa.Array.from_buffers(kind, len(numbers), [_validity(numbers >= 0), pa.py_buffer(pairs)])


def words(numbers: NDArray[np.int32], dictionary: Sequence[str] | pa.Array) -> pa.DictionaryArray:
    """Return words by their numbers in a dictionary; a negative number is null.

    >>> words(np.array([1, -1, 0], np.int32), ["CN", "DE"]).to_pylist()
    ['DE', None, 'CN']
    """
    numbers = np.ascontiguousarray(numbers, np.int32)
    places = pa.Array.from_buffers(
        pa.int32(), len(numbers), [_validity(numbers >= 0), pa.py_buffer(np.maximum(numbers, 0))]
    )
    texts = dictionary if isinstance(dictionary, pa.Array) else pa.array(dictionary, pa.string())
    return pa.DictionaryArray.from_arrays(places, texts)


def _validity(there: NDArray[np.bool_]) -> pa.Buffer | None:
    if there.all():
        return None
    return pa.py_buffer(np.packbits(there, bitorder="little"))
