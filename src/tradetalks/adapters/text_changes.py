"""What changed from one text to another: lines kept, inserted, deleted, and words within lines.

Plain Python of bounded cost: a line or a text too unlike, or too long to be searched, is replaced whole.
"""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum, unique
from typing import TYPE_CHECKING, TypeVar

from attrs import field, frozen

from tradetalks.adapters.document_lines import Line, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tradetalks.adapters.document_lines import Unit

__all__ = ["Change", "ChangedLine", "Piece", "changed_lines", "changed_words"]

T = TypeVar("T")

#: A word with the space before it; a slot in square brackets counts as one word.
_WORD = re.compile(r"\s?(?:\[[^\[\]]+\]|\w+(?:[.,'\u2019-]\w+)*|[^\w\s])|\s")
#: Lines of which a unit has one.
_TITLES = frozenset((Role.TITLE, Role.PART, Role.ARTICLE))
#: Lines are paired when at least so much of both is the same, counted in words.
_ALIKE = 0.4
#: How many differences are looked for within a line before it is replaced whole.
_MOST_DIFFERENCES = 400
#: How many pairs of lines or units are weighed before all of them are replaced.
_MOST_PAIRS = 40_000


@unique
class Change(StrEnum):
    """What became of a line or of some words."""

    KEPT = "kept"
    INSERTED = "inserted"
    DELETED = "deleted"


@frozen
class Piece:
    """Some words of a line, and what became of them."""

    #: What became of them.
    change: Change
    #: The words, with their spaces.
    text: str


@frozen(kw_only=True)
class ChangedLine:
    """A line, and what became of it and of its words."""

    #: The line as it is now, or as it was where it is deleted.
    line: Line
    #: Whether the whole line is kept, inserted or deleted.
    change: Change
    #: Its words.
    pieces: tuple[Piece, ...] = field(converter=tuple[Piece, ...])
    #: Whether it was counted before: differs from the line's own where its number came or went.
    was_counted: bool
    #: The place of its unit, so that numbers begin anew with each.
    unit: int


def changed_lines(old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[ChangedLine]:
    """Yield every line of both texts once, in reading order, a deletion before what stands in its place."""
    units = _paired(old, new, _likeness_of_units)
    for at, (before, after) in enumerate(units):
        lines_before = () if before is None else before.lines
        lines_after = () if after is None else after.lines
        for was, now in _paired(lines_before, lines_after, _likeness_of_lines):
            yield _changed(was, now, at)


def _changed(was: Line | None, now: Line | None, unit: int) -> ChangedLine:
    if was is not None and now is not None:
        return ChangedLine(
            line=now,
            change=Change.KEPT,
            pieces=changed_words(was.text, now.text),
            was_counted=was.counted,
            unit=unit,
        )
    if now is not None:
        pieces = (Piece(Change.INSERTED, now.text),)
        return ChangedLine(
            line=now, change=Change.INSERTED, pieces=pieces, was_counted=now.counted, unit=unit
        )
    assert was is not None  # noqa: S101 - a pair of nothing and nothing is never yielded
    pieces = (Piece(Change.DELETED, was.text),)
    return ChangedLine(line=was, change=Change.DELETED, pieces=pieces, was_counted=was.counted, unit=unit)


# --- what belongs together ---------------------------------------------------------------------


def _likeness_of_units(was: Unit, now: Unit) -> float:
    if was.kind != now.kind:
        return 0
    if not (was.names or now.names):
        return 1
    return len(was.names & now.names) / len(was.names | now.names)


def _likeness_of_lines(was: Line, now: Line) -> float:
    if was.role is not now.role:
        return 0
    # A unit has one title, so that two titles belong together whatever they say.
    if was.role in _TITLES:
        return 1
    before, after = Counter(_WORD.findall(was.text)), Counter(_WORD.findall(now.text))
    common = 2 * (before & after).total() / max(before.total() + after.total(), 1)
    return common if common >= _ALIKE else 0


def _paired(
    old: Sequence[T], new: Sequence[T], likeness: Callable[[T, T], float]
) -> Iterator[tuple[T | None, T | None]]:
    """Pair what is alike, so that the sum of likeness is greatest and the order of neither is broken."""
    start, end = _same_ends(old, new)
    yield from zip(old[:start], new[:start], strict=True)
    yield from _best(old[start : len(old) - end], new[start : len(new) - end], likeness)
    yield from zip(old[len(old) - end :], new[len(new) - end :], strict=True)


def _same_ends(old: Sequence[T], new: Sequence[T]) -> tuple[int, int]:
    """Return how many things are the same at the beginning, and how many of the rest at the end."""
    most = min(len(old), len(new))
    start = 0
    while start < most and old[start] == new[start]:
        start += 1
    end = 0
    while end < most - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return start, end


def _best(
    old: Sequence[T], new: Sequence[T], likeness: Callable[[T, T], float]
) -> Iterator[tuple[T | None, T | None]]:
    if len(old) * len(new) > _MOST_PAIRS:
        yield from ((one, None) for one in old)
        yield from ((None, one) for one in new)
        return
    alike = [[likeness(was, now) for now in new] for was in old]
    # best[i][j] is the greatest sum that old[i:] and new[j:] can reach.
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            together = alike[i][j] + best[i + 1][j + 1] if alike[i][j] else 0.0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(old) or j < len(new):
        if i < len(old) and j < len(new) and alike[i][j] and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            yield old[i], new[j]
            i, j = i + 1, j + 1
        elif i < len(old) and best[i][j] == best[i + 1][j]:
            yield old[i], None
            i += 1
        else:
            yield None, new[j]
            j += 1


# --- words within a line -----------------------------------------------------------------------


def changed_words(was: str, now: str) -> tuple[Piece, ...]:
    """Return the words of two texts of one line, kept, deleted and inserted.

    >>> [(str(one.change), one.text) for one in changed_words("a duty of 19 percent", "a duty of 15 percent")]
    [('kept', 'a duty of'), ('deleted', ' 19'), ('inserted', ' 15'), ('kept', ' percent')]
    """
    old, new = _WORD.findall(was), _WORD.findall(now)
    start, end = _same_ends(old, new)
    middle_old, middle_new = old[start : len(old) - end], new[start : len(new) - end]
    kept = _kept_words(middle_old, middle_new)
    pieces: list[tuple[Change, str]] = [(Change.KEPT, one) for one in old[:start]]
    i = j = 0
    for at_old, at_new in [*_without_islands(kept), (len(middle_old), len(middle_new))]:
        pieces += [(Change.DELETED, one) for one in middle_old[i:at_old]]
        pieces += [(Change.INSERTED, one) for one in middle_new[j:at_new]]
        pieces += [(Change.KEPT, one) for one in middle_old[at_old : at_old + 1]]
        i, j = at_old + 1, at_new + 1
    pieces += [(Change.KEPT, one) for one in old[len(old) - end :]]
    return tuple(_joined(pieces))


def _joined(pieces: list[tuple[Change, str]]) -> Iterator[Piece]:
    """Yield pieces with neighbours of one kind joined, among changes the deletions first."""
    deleted, inserted, kept = "", "", ""
    for change, text in pieces:
        if change is Change.KEPT:
            if deleted:
                yield Piece(Change.DELETED, deleted)
            if inserted:
                yield Piece(Change.INSERTED, inserted)
            deleted = inserted = ""
            kept += text
            continue
        if kept:
            yield Piece(Change.KEPT, kept)
            kept = ""
        if change is Change.DELETED:
            deleted += text
        else:
            inserted += text
    for change, text in ((Change.KEPT, kept), (Change.DELETED, deleted), (Change.INSERTED, inserted)):
        if text:
            yield Piece(change, text)


def _without_islands(kept: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Drop single words kept between changes: a reader takes in a phrase better than its shreds."""
    for at, (i, j) in enumerate(kept):
        before = at > 0 and kept[at - 1] == (i - 1, j - 1)
        after = at + 1 < len(kept) and kept[at + 1] == (i + 1, j + 1)
        if before or after:
            yield i, j


def _kept_words(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of the words that stay, by the fewest differences (Myers 1986); none beyond a bound."""
    reach = {1: 0}
    trace: list[dict[int, int]] = []
    for differences in range(min(len(old) + len(new), _MOST_DIFFERENCES) + 1):
        trace.append(dict(reach))
        for k in range(-differences, differences + 1, 2):
            down = k == -differences or (k != differences and reach[k - 1] < reach[k + 1])
            i = reach[k + 1] if down else reach[k - 1] + 1
            while i < len(old) and i - k < len(new) and old[i] == new[i - k]:
                i += 1
            reach[k] = i
            if i >= len(old) and i - k >= len(new):
                return _walked_back(trace, len(old), len(new))
    return []


def _walked_back(trace: list[dict[int, int]], i: int, j: int) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for differences in reversed(range(len(trace))):
        reach = trace[differences]
        k = i - j
        down = k == -differences or (k != differences and reach[k - 1] < reach[k + 1])
        before = k + 1 if down else k - 1
        from_i = reach[before]
        from_j = from_i - before
        while i > max(from_i, 0) and j > max(from_j, 0):
            i, j = i - 1, j - 1
            kept.append((i, j))
        i, j = from_i, from_j
    return kept[::-1]
