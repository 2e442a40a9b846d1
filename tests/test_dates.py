"""Days and intervals: what is taken for a day, and what an interval says of itself."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from attrs.exceptions import FrozenInstanceError
from hypothesis import given

from tests.laws.strategies import days
from tradetalks.dates.days import BadDay, as_day, as_optional_day
from tradetalks.dates.intervals import ALWAYS, BadInterval, DateInterval, union

if TYPE_CHECKING:
    from collections.abc import Callable

WEEK = DateInterval("2025-04-09", "2025-04-16")


@given(days())
def test_a_day_is_a_date_or_its_iso_text(day: date) -> None:
    """A date is taken as it is, and its ISO text for it."""
    assert as_day(day) is day
    assert as_day(day.isoformat()) == day
    assert as_optional_day(str(day)) == day


def test_no_day_is_no_day() -> None:
    """Where a day may be missing, None stays None."""
    assert as_optional_day(None) is None


NO_DAYS = {
    "datetime": datetime(2025, 4, 9, tzinfo=UTC),
    "datetime-at-midnight": datetime(2025, 4, 9),  # noqa: DTZ001 - a day is meant, and still refused
    "none": None,
    "number": 20250409,
    "float": 1.5,
    "truth": True,
    "duration": timedelta(days=1),
    "words": "9 April 2025",
    "us-form": "04/09/2025",
    "basic-form": "20250409",
    "week-form": "2025-W15-3",
    "with-time": "2025-04-09T00:00",
    "space-before": " 2025-04-09",
    "newline-after": "2025-04-09\n",
    "full-width-digits": "\uff12\uff10\uff12\uff15-04-09",
    "no-such-day": "2025-02-29",
    "year-nought": "0000-01-01",
    "five-digit-year": "12025-04-09",
    "empty": "",
    "ten-megabytes": "2025-04-09" * 1_000_000,
}


@pytest.mark.parametrize("name", NO_DAYS)
def test_what_is_no_day_is_refused(name: str) -> None:
    """A moment, a number, and a text in any other form are no day, also in an interval."""
    value = NO_DAYS[name]
    makers: list[Callable[[], object]] = [
        lambda: as_day(value),  # type: ignore[arg-type]
        lambda: value in WEEK,  # type: ignore[operator]
    ]
    if value is not None:
        makers += [
            lambda: DateInterval(value),  # type: ignore[arg-type]
            lambda: DateInterval(end=value),  # type: ignore[arg-type]
        ]
    for make in makers:
        with pytest.raises(BadDay) as caught:
            make()
        assert len(caught.value.shown) <= 60


def test_an_interval_is_half_open() -> None:
    """The start is in, the end is the first day out, and the last day the one before."""
    assert "2025-04-09" in WEEK
    assert "2025-04-16" not in WEEK
    assert WEEK.last_day == date(2025, 4, 15)
    assert WEEK.days == 7


@pytest.mark.parametrize(
    ("start", "end"),
    [
        pytest.param("2025-04-09", "2025-04-09", id="same-day"),
        pytest.param("2025-04-09", "2025-04-08", id="backwards"),
        pytest.param(None, date.min, id="before-all-days"),
        pytest.param(date.min, date.min, id="at-the-first-of-all-days"),
    ],
)
def test_an_interval_without_a_day_is_refused(start: date | str | None, end: date | str) -> None:
    """An interval ends after it starts, and after the first day there is."""
    with pytest.raises(BadInterval) as caught:
        DateInterval(start, end)
    assert caught.value.end == as_day(end)
    assert caught.value.start == as_day(start or date.min)


@pytest.mark.parametrize(
    ("interval", "text"),
    [
        (ALWAYS, "always"),
        (DateInterval(end="2025-04-16"), "through 2025-04-15"),
        (DateInterval("2025-04-09"), "from 2025-04-09"),
        (WEEK, "2025-04-09 through 2025-04-15"),
    ],
    ids=["always", "through", "from", "both"],
)
def test_an_interval_prints_in_words(interval: DateInterval, text: str) -> None:
    """An interval names its first and its last day, as far as it has them."""
    assert str(interval) == text


def test_an_interval_that_reaches_the_last_of_all_days() -> None:
    """The end may be the last day there is; then that day is the first out."""
    assert date.max not in DateInterval(end=date.max)
    assert date.max in ALWAYS


def test_the_union_of_nothing_is_nothing() -> None:
    """No intervals make no interval."""
    assert union([]) == ()


def test_an_interval_cannot_be_changed() -> None:
    """An interval is frozen and small."""
    with pytest.raises(FrozenInstanceError):
        WEEK.end = None  # type: ignore[misc]
    assert not hasattr(WEEK, "__dict__")
