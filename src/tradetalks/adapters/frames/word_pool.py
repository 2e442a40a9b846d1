"""Texts by number, each kept once; threads may share a pool."""

from __future__ import annotations

from threading import Lock

from attrs import field, frozen

__all__ = ["WordPool"]


@frozen(eq=False)
class WordPool:
    """Texts by number.

    >>> pool = WordPool()
    >>> pool.number("once"), pool.number("twice"), pool.number("once"), pool.texts
    (0, 1, 0, ['once', 'twice'])
    """

    texts: list[str] = field(factory=list, init=False)
    _numbers: dict[str, int] = field(factory=dict, init=False)
    _lock: Lock = field(factory=Lock, init=False, repr=False)

    def number(self, text: str) -> int:
        """Return the number of a text, kept if it is new."""
        number = self._numbers.get(text)
        if number is None:
            with self._lock:
                if text not in self._numbers:  # pragma: no branch - another thread may have been first
                    # The text first: whoever finds the number, in another thread too, finds the text.
                    self.texts.append(text)
                    self._numbers[text] = len(self.texts) - 1
                number = self._numbers[text]
        return number
