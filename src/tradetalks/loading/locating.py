"""Which line a field stands in: worked out only when something is wrong with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tradetalks.loading.scanning import Mark, marks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tradetalks.loading.scanning import Found

__all__ = ["line_of", "lines_of"]

_LAST_STEP = re.compile(r"\.[^.\[\]]*$|\[[0-9]+\]$")


def line_of(path: str, lines: Mapping[str, int]) -> int | None:
    """Return the line of a field, or of what is around it where the field is not there.

    >>> line_of("acts[0].sources[2].at", {"acts[0]": 3, "acts[0].sources": 7})
    7
    """
    while path and path not in lines:
        shorter = _LAST_STEP.sub("", path)
        path = shorter if shorter != path else ""
    return lines.get(path)


def lines_of(text: str) -> dict[str, int]:
    r"""Return the line of every header, key and member of a text that can be scanned, by its path.

    >>> lines_of("[[acts]]\nid = 'eo'\n[[acts]]\nsigned.at = [\n1]\n")["acts[1].signed.at[0]"]
    5
    """
    return _Lines(text).run()


class _Lines:
    """One pass over the marks of a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines: dict[str, int] = {}
        #: How many tables each list of tables has so far, by its path.
        self._counts: dict[str, int] = {}
        #: The table of the last header.
        self._table = ""
        #: The lists and tables that are open: their path, and the index of the next member of a list.
        self._open: list[tuple[str, int | None]] = []
        #: The path of the next value.
        self._value = ""
        self._at = 0
        self._line = 1

    def run(self) -> dict[str, int]:
        for found in marks(self._text):
            self._line += self._text.count("\n", self._at, found.at)
            self._at = found.at
            match found.mark:
                case Mark.HEADER | Mark.ITEM_HEADER:
                    self._header(found)
                case Mark.KEY:
                    path = self._open[-1][0] if self._open else self._table
                    for part in found.key:
                        path = _under(path, part)
                        self._lines.setdefault(path, self._line)
                    self._value = path
                case Mark.VALUE:
                    self._lines.setdefault(self._value, self._line)
                case Mark.LIST:
                    self._lines.setdefault(self._value, self._line)
                    self._open.append((self._value, 0))
                    self._value += "[0]"
                case Mark.TABLE:
                    self._lines.setdefault(self._value, self._line)
                    self._open.append((self._value, None))
                case Mark.NEXT:
                    self._next()
                case _:
                    self._open.pop()
        return self._lines

    def _header(self, found: Found) -> None:
        path = ""
        for part in found.key[:-1]:
            path = _under(path, part)
            self._lines.setdefault(path, self._line)
            if path in self._counts:
                path += f"[{self._counts[path] - 1}]"
        path = _under(path, found.key[-1])
        if found.mark is Mark.ITEM_HEADER:
            count = self._counts.get(path, 0)
            self._counts[path] = count + 1
            self._lines.setdefault(path, self._line)
            path += f"[{count}]"
        self._lines.setdefault(path, self._line)
        self._table = path

    def _next(self) -> None:
        path, index = self._open[-1]
        if index is not None:
            self._open[-1] = (path, index + 1)
            self._value = f"{path}[{index + 1}]"


def _under(path: str, part: str) -> str:
    return f"{path}.{part}" if path else part
