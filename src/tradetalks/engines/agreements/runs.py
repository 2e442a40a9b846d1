"""The runs of words that texts have in common: found once, counted in both, exactly and in one pass.

Owns the counting. Texts come as numbers for their words, with 0 for a word that the text measured
does not have; see :class:`tradetalks.engines.agreements.tokens.Vocabulary`.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = ["Runs", "Stretch", "marked_stretches", "most", "total"]

#: Words from one to just before another, as places in a text counted from 0.
Stretch: TypeAlias = tuple[int, int]


class Runs:
    """The runs of the text measured, under one whole number each: its words' numbers side by side in bits.

    Numbers are compared exactly, so no two runs are taken for one another; a word that the text does
    not have is number 0, which is in none of its runs.
    """

    def __init__(self, numbers: Sequence[int], run: int, vocabulary: int) -> None:
        """Find the runs of some length; ``vocabulary`` is how many numbers there are for words."""
        self._run = run
        self._bits = vocabulary.bit_length()
        self._mask = (1 << self._bits * run) - 1
        #: Where each run starts first, and where again.
        self._first: dict[int, int] = {}
        self._again: dict[int, list[int]] = {}
        for end, code in enumerate(self._codes(numbers), 1 - run):
            if end >= 0:
                first = self._first.setdefault(code, end)
                if first != end:
                    self._again.setdefault(first, []).append(end)

    def _codes(self, numbers: Iterable[int]) -> Iterator[int]:
        """Yield the number of the run that ends with each word."""
        bits, mask, code = self._bits, self._mask, 0
        for number in numbers:
            code = (code << bits | number) & mask
            yield code

    def shared_with(self, theirs: Iterable[int]) -> tuple[list[Stretch], list[Stretch]]:
        """Return where the words in common runs stand in the text measured, and where in the other."""
        first = self._first
        hits = [
            (place, first[code])
            for place, code in enumerate(self._codes(theirs), 1 - self._run)
            if code in first
        ]
        here = {at for _, at in hits}
        here.update(chain.from_iterable(self._again[at] for at in here & self._again.keys()))
        return _stretches(sorted(here), self._run), _stretches([place for place, _ in hits], self._run)


def _stretches(places: Iterable[int], run: int) -> list[Stretch]:
    """Return the longest stretches of words that runs from these places on, in rising order, cover."""
    made: list[Stretch] = []
    begun, stop = 0, -1
    for place in places:
        if place > stop:
            if stop >= 0:
                made.append((begun, stop))
            begun = place
        stop = place + run
    return [*made, (begun, stop)] if stop >= 0 else made


def marked_stretches(marked: bytearray) -> list[Stretch]:
    """Return the longest stretches that are marked with 1, in rising order."""
    made = []
    start = marked.find(1)
    while start >= 0:
        stop = marked.find(0, start)
        stop = len(marked) if stop < 0 else stop
        made.append((start, stop))
        start = marked.find(1, stop)
    return made


def total(stretches: Iterable[Stretch]) -> int:
    """Return how many words some stretches have together."""
    return sum(stop - start for start, stop in stretches)


def most(parts: Sequence[Stretch], found_in: Mapping[str, list[Stretch]]) -> list[tuple[str | None, int]]:
    """Return, for parts of the text in rising order, the other text that has most of each, and how much."""
    if not parts:
        return []
    starts = [start for start, _ in parts]
    best: list[tuple[str | None, int]] = [(None, 0)] * len(parts)
    for name in sorted(found_in):
        covered: dict[int, int] = {}
        for start, stop in found_in[name]:
            part = bisect_right(starts, start) - 1
            while part < len(parts) and starts[part] < stop:
                common = min(stop, parts[part][1]) - max(start, starts[part])
                covered[part] = covered.get(part, 0) + common
                part += 1
        for part, count in covered.items():
            if count > best[part][1]:
                best[part] = (name, count)
    return best
