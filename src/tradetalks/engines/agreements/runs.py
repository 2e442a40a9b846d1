"""The runs of words that texts have in common: found once, counted in both, exactly and in one pass.

Owns the counting. Texts come as numbers for their words, with 0 for a word that the text measured
does not have; see :class:`tradetalks.engines.agreements.tokens.Vocabulary`.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Runs", "Stretch", "marked_stretches", "most", "total"]

#: Words from one to just before another, as places in a text counted from 0.
Stretch: TypeAlias = tuple[int, int]
#: How many bytes a packed number has.
_BYTES = array("I").itemsize


class Runs:
    """The runs of the text measured, to look up those of other texts; exact, with no two taken for one.

    A run is looked up as the bytes of its words' numbers. Not all of an other text's runs are: a run
    of seven words holds at least one of the blocks of four into which that text falls, so that only
    the runs around a block which the text measured has too need a look. The same holds for any run
    and blocks of half its length, rounded up.
    """

    def __init__(self, numbers: Sequence[int], run: int) -> None:
        """Find the runs of some length; no number is 0."""
        self._run = run
        self._block = (run + 1) // 2
        packed = array("I", numbers).tobytes()
        width = self._block * _BYTES
        self._blocks = {packed[at : at + width] for at in range(0, len(packed) - width + 1, _BYTES)}
        #: Where each run starts first, and where again.
        self._first: dict[bytes, int] = {}
        self._again: dict[int, list[int]] = {}
        for place in range(len(numbers) - run + 1):
            first = self._first.setdefault(packed[place * _BYTES : (place + run) * _BYTES], place)
            if first != place:
                self._again.setdefault(first, []).append(place)

    def shared_with(self, theirs: Sequence[int]) -> tuple[list[Stretch], list[Stretch]]:
        """Return where the words in common runs stand in the text measured, and where in the other."""
        run, block = self._run, self._block
        packed = array("I", theirs).tobytes()
        width = block * _BYTES
        there: list[int] = []
        here: set[int] = set()
        done = 0
        for known in range(0, len(packed) - width + 1, width):
            if packed[known : known + width] in self._blocks:
                start = known // _BYTES
                for place in range(max(done, start + block - run), min(start, len(theirs) - run) + 1):
                    first = self._first.get(packed[place * _BYTES : (place + run) * _BYTES])
                    if first is not None:
                        there.append(place)
                        here.add(first)
                done = start + 1
        here.update(chain.from_iterable(self._again[first] for first in here & self._again.keys()))
        return _stretches(sorted(here), run), _stretches(there, run)


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
