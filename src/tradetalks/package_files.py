"""The files that ship inside the package, wherever it is installed.

May import nothing of ours. ``pkgutil`` rather than ``importlib.resources``, whose import alone takes
longer than reading the record.
"""

from __future__ import annotations

from pkgutil import get_data

__all__ = ["package_text"]


def package_text(path: str) -> str:
    """Return the text of a file of the package, by its path below ``tradetalks``.

    >>> package_text("data/vocabulary/countries.csv").partition(",")[0]
    'code'
    """
    data = get_data("tradetalks", path)
    if data is None:  # pragma: no cover - every loader that Python ships with can read data
        raise FileNotFoundError(path)
    return data.decode()
