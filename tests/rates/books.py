"""Rate books and the talks that they are of, made once for a process; and questions drawn by chance."""

from __future__ import annotations

import random
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

import tradetalks as tt

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from tradetalks.adapters.frames.rate_book import RateBook

__all__ = [
    "HOT_CHAPTERS",
    "HOT_ORIGINS",
    "Question",
    "book",
    "edge_days",
    "percent_of",
    "questions",
    "talks",
]

#: An origin, the digits of a code, and a day.
Question = tuple[str, str, date]

#: Chapters and origins of which the law speaks most.
HOT_CHAPTERS = ("22", "30", "44", "72", "73", "74", "76", "84", "85", "87", "94", "98")
HOT_ORIGINS = (
    "BR", "BY", "CA", "CH", "CN", "DE", "EU", "FR", "GB", "HK", "IN", "JP", "KR", "MO", "MX", "RU",
)  # fmt: skip


@cache
def talks(known_on: str | None = None) -> tt.Talks:
    """Return the shipped record, or what was known of it on a day."""
    return tt.load() if known_on is None else talks().known_on(known_on)


@cache
def book(known_on: str | None = None) -> RateBook:
    """Return the rate book of a record."""
    return talks().rate_book(known_on=known_on)


def edge_days(of: RateBook) -> list[date]:
    """Return every day on which something changes, and the day before it."""
    first, end = of.covers.start or date.min, of.covers.end
    days = {one - timedelta(days=back) for one in of.tables.days for back in (0, 1)}
    days |= {first} if end is None else {first, end - timedelta(days=1)}
    return sorted(one for one in days if one in of.covers)


def questions(of: RateBook, count: int, seed: int, *, end: date | None = None) -> Iterator[Question]:
    """Yield so many questions by chance: most of them where the law is thick, and half on the edges of its days.

    Args:
        of: the book that is asked.
        count: how many.
        seed: the seed.
        end: the first day that is not asked; None for the end of the book.
    """
    chance = random.Random(seed)
    digits = of.tables.codes.digits
    hot = [one for one in digits if one[:2] in HOT_CHAPTERS]
    first, last = of.covers.start or date.min, end or of.covers.end or date.max
    edges = [one for one in edge_days(of) if one < last]
    for _ in range(count):
        origin = chance.choice(HOT_ORIGINS if chance.random() < 0.6 else of.origins)
        code = chance.choice(hot if chance.random() < 0.6 else digits)
        day = first + timedelta(days=chance.randrange((last - first).days))
        yield origin, code, chance.choice(edges) if chance.random() < 0.5 else day


def percent_of(asked: tt.Talks, question: Question) -> Decimal | str | None:
    """Return the percent of a single answer, or the name of what it refuses with."""
    try:
        return asked.duty(*question).percent
    except tt.NotCovered:
        return "not covered"
