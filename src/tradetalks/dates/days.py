"""Days, and nothing finer: a moment with a time of day is refused where a day is meant."""

from __future__ import annotations

import re
from datetime import date, datetime

from tradetalks.errors import TradeTalksError

__all__ = ["BadDay", "as_day", "as_optional_day"]

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


class BadDay(TradeTalksError, ValueError):
    """A value that is no day.

    >>> as_day("9 April 2025")
    Traceback (most recent call last):
    ...
    tradetalks.dates.days.BadDay: '9 April 2025' is no day: give a date or ISO text such as '2025-04-09', without a time
    """

    def __init__(self, shown: str) -> None:
        """Keep the value as it prints, cut to a printable length."""
        super().__init__(shown[:60])
        self.shown = shown[:60]

    def __str__(self) -> str:
        """Return one clear sentence."""
        return f"{self.shown} is no day: give a date or ISO text such as '2025-04-09', without a time"


def as_day(value: date | str) -> date:
    """Return ``value`` as a day.

    Raises:
        BadDay: for a ``datetime``, for text that is not ``YYYY-MM-DD``, for anything else.

    >>> as_day("2025-04-09")
    datetime.date(2025, 4, 9)
    """
    if isinstance(value, str):
        if _ISO.fullmatch(value) and value.isascii():
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        raise BadDay(repr(value[:60]))
    if isinstance(value, datetime) or not isinstance(value, date):
        raise BadDay(repr(value))
    return value


def as_optional_day(value: date | str | None) -> date | None:
    """Return ``value`` as a day, or None as None."""
    return None if value is None else as_day(value)
