"""Half-open intervals of days, ``[start, end)``: the first day in, and the first day out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from attrs import field, frozen

from tradetalks.dates.days import as_day, as_optional_day
from tradetalks.errors import TradeTalksError

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["ALWAYS", "BadInterval", "DateInterval", "union"]


class BadInterval(TradeTalksError, ValueError):
    """An interval that ends before, or on, the day it starts.

    >>> DateInterval("2025-04-09", "2025-04-09")
    Traceback (most recent call last):
    ...
    tradetalks.dates.intervals.BadInterval: ends on 2025-04-09, not after its start 2025-04-09
    """

    def __init__(self, start: date, end: date) -> None:
        """Keep both days."""
        super().__init__(start, end)
        self.start = start
        self.end = end

    def __str__(self) -> str:
        """Return one clear sentence."""
        return f"ends on {self.end}, not after its start {self.start}"


@frozen
class DateInterval:
    """The days from ``start`` up to but not including ``end``; None leaves a side open.

    An act effective "12:01 a.m. Eastern on 5 April" starts on 5 April; one that runs "through
    12:01 a.m. 24 July" ends at 24 July and last applies on the 23rd.

    >>> week = DateInterval("2025-04-09", "2025-04-16")
    >>> "2025-04-15" in week, "2025-04-16" in week, week.last_day
    (True, False, datetime.date(2025, 4, 15))
    """

    #: The first day in, or None for no beginning.
    start: date | None = field(default=None, converter=as_optional_day)
    #: The first day out, or None for no end.
    end: date | None = field(default=None, converter=as_optional_day)

    def __attrs_post_init__(self) -> None:
        """Refuse an interval without a day."""
        first = self.start or date.min
        if self.end is not None and self.end <= first:
            raise BadInterval(first, self.end)

    @property
    def last_day(self) -> date | None:
        """The last day in, or None for no end."""
        return None if self.end is None else self.end - timedelta(days=1)

    @property
    def days(self) -> int | None:
        """How many days it holds, or None where a side is open."""
        if self.start is None or self.end is None:
            return None
        return (self.end - self.start).days

    def __contains__(self, day: date | str) -> bool:
        """Whether the day lies inside."""
        moment = as_day(day)
        return (self.start is None or self.start <= moment) and (self.end is None or moment < self.end)

    def overlaps(self, other: DateInterval) -> bool:
        """Whether the two share a day."""
        return _before(self.start, other.end) and _before(other.start, self.end)

    def covers(self, other: DateInterval) -> bool:
        """Whether every day of ``other`` lies inside."""
        return self.intersection(other) == other

    def meets(self, other: DateInterval) -> bool:
        """Whether ``other`` starts on the day this one ends."""
        return self.end is not None and self.end == other.start

    def intersection(self, other: DateInterval) -> DateInterval | None:
        """Return the days of both, or None where there is none."""
        if not self.overlaps(other):
            return None
        starts = [day for day in (self.start, other.start) if day is not None]
        ends = [day for day in (self.end, other.end) if day is not None]
        return DateInterval(max(starts, default=None), min(ends, default=None))

    def minus(self, other: DateInterval) -> tuple[DateInterval, ...]:
        """Return the days of this one that are not in ``other``, in at most two pieces."""
        shared = self.intersection(other)
        if shared is None:
            return (self,)
        pieces = []
        if shared.start is not None and shared.start != self.start:
            pieces.append(DateInterval(self.start, shared.start))
        if shared.end is not None and shared.end != self.end:
            pieces.append(DateInterval(shared.end, self.end))
        return tuple(pieces)

    def __str__(self) -> str:
        """Return the interval in words."""
        match (self.start, self.last_day):
            case (None, None):
                return "always"
            case (None, last):
                return f"through {last}"
            case (start, None):
                return f"from {start}"
            case _:
                return f"{self.start} through {self.last_day}"


#: Every day there is.
ALWAYS = DateInterval()


def _before(start: date | None, end: date | None) -> bool:
    return start is None or end is None or start < end


def union(intervals: Iterable[DateInterval]) -> tuple[DateInterval, ...]:
    """Return the days of all, as few intervals as possible, in order.

    >>> one, two = DateInterval("2025-01-01", "2025-02-01"), DateInterval("2025-02-01")
    >>> print(*union([two, one]))
    from 2025-01-01
    """
    ordered = sorted(intervals, key=lambda one: (one.start is not None, one.start or date.min))
    merged: list[DateInterval] = []
    for one in ordered:
        if merged and (merged[-1].overlaps(one) or merged[-1].meets(one)):
            last = merged[-1]
            end = None if last.end is None or one.end is None else max(last.end, one.end)
            merged[-1] = DateInterval(last.start, end)
        else:
            merged.append(one)
    return tuple(merged)
