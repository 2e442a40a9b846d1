"""The algebra of intervals agrees with sets of days, which are slow and obvious."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws.strategies import RELATIONS, SPAN, after, days, intervals, through_pickle
from tradetalks.dates.intervals import ALWAYS, DateInterval, union

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

#: Every day that an interval of the strategy can tell apart, with some on each side where open ends go on.
WINDOW = [after(number) for number in range(-3, SPAN + 4)]


def day_set(*some: DateInterval) -> set[date]:
    """Return the days of the window that lie in one of the intervals, asked from the ends and from nothing else."""
    return {
        day
        for day in WINDOW
        for one in some
        if (one.start is None or day >= one.start) and (one.end is None or day < one.end)
    }


def in_order(pieces: Iterable[DateInterval]) -> bool:
    """Whether each piece ends before the next one starts, with a day between."""
    found = list(pieces)
    return all(
        one.end is not None and other.start is not None and one.end < other.start
        for one, other in pairwise(found)
    )


@given(intervals())
def test_an_interval_holds_just_its_days(one: DateInterval) -> None:
    """A day is in an interval when it is in its set, as a date and as text."""
    assert {day for day in WINDOW if day in one} == day_set(one)
    assert {day for day in WINDOW if str(day) in one} == day_set(one)


@given(intervals())
def test_an_interval_counts_its_days(one: DateInterval) -> None:
    """Number of days and last day are those of the set, and None where a side is open."""
    closed = one.start is not None and one.end is not None
    assert one.days == (len(day_set(one)) if closed else None)
    assert one.last_day == (None if one.end is None else max(day_set(DateInterval(None, one.end))))


@given(intervals(), intervals())
def test_the_intersection_is_that_of_the_sets(one: DateInterval, other: DateInterval) -> None:
    """What two intervals share is what their sets share, whichever is asked."""
    shared = one.intersection(other)
    assert shared == other.intersection(one)
    assert (set() if shared is None else day_set(shared)) == day_set(one) & day_set(other)


@given(intervals(), intervals())
def test_overlapping_is_sharing_a_day(one: DateInterval, other: DateInterval) -> None:
    """Two intervals overlap when their sets do."""
    assert one.overlaps(other) == other.overlaps(one) == bool(day_set(one) & day_set(other))


@given(intervals(), intervals())
def test_covering_is_holding_every_day(one: DateInterval, other: DateInterval) -> None:
    """One interval covers another when its set does."""
    assert one.covers(other) == (day_set(one) >= day_set(other))


@given(intervals(), intervals())
def test_meeting_is_touching_without_sharing(one: DateInterval, other: DateInterval) -> None:
    """Intervals that meet share no day and together are one."""
    touching = not one.overlaps(other) and len(union([one, other])) == 1
    assert (one.meets(other) or other.meets(one)) == touching


@given(intervals(), intervals())
def test_the_difference_is_that_of_the_sets(one: DateInterval, other: DateInterval) -> None:
    """What is left of an interval is what is left of its set, in pieces that stand apart."""
    pieces = one.minus(other)
    assert day_set(*pieces) == day_set(one) - day_set(other)
    assert in_order(pieces)


@given(st.lists(intervals(), max_size=6))
def test_the_union_is_that_of_the_sets(some: list[DateInterval]) -> None:
    """The union holds the days of all, in as few pieces as can be, in order."""
    merged = union(some)
    assert day_set(*merged) == day_set(*some)
    assert in_order(merged)


@given(
    st.lists(intervals(), max_size=6).flatmap(lambda some: st.tuples(st.just(some), st.permutations(some)))
)
def test_the_union_does_not_depend_on_the_order(both: tuple[list[DateInterval], list[DateInterval]]) -> None:
    """The same intervals in another order have the same union."""
    some, shuffled = both
    assert union(some) == union(shuffled)


@given(intervals(of=days()))
def test_always_is_neutral(one: DateInterval) -> None:
    """All days cover every interval, share all of it and leave nothing of it."""
    assert ALWAYS.covers(one)
    assert ALWAYS.intersection(one) == one
    assert one.minus(ALWAYS) == ()
    assert union([one, ALWAYS]) == (ALWAYS,)


@given(intervals(of=days()))
def test_an_interval_is_a_value(one: DateInterval) -> None:
    """An interval equals its copy, hashes like it and comes back from pickle as it was."""
    again = DateInterval(one.start and str(one.start), one.end and str(one.end))
    assert again == one
    assert hash(again) == hash(one)
    assert through_pickle(one) == one


@pytest.mark.parametrize("name", RELATIONS)
def test_each_relation_of_two_intervals(name: str) -> None:
    """Overlapping, covering and meeting are told apart in each of the thirteen relations."""
    one, other = RELATIONS[name]
    assert one.overlaps(other) == (name not in {"before", "meets", "met-by", "after"})
    assert one.covers(other) == (name in {"equals", "finished-by", "contains", "started-by"})
    assert one.meets(other) == (name == "meets")
    assert other.meets(one) == (name == "met-by")
