"""Duties asked one by one: again, with reasons, with a claim, for the first time, and over all days of a line.

The questions are drawn from a fixed seed over all origins (258), all lines and numbers that the schedule of a day
holds (some 31,000) and the days from 2025-01-01 on (640). "For the first time" is in a process that was asked some
others before: the first duty of a process opens the schedule and is measured by ``bench_process.py``.

The numbers measured, and the targets, are in ``README.md`` beside this file.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import pytest

import tradetalks as tt
from tradetalks.vocabulary.places import countries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_benchmark.fixture import BenchmarkFixture

    from tradetalks.engines.duty.claims import ClaimMapping
    from tradetalks.vocabulary.goods import HtsCode

FIRST, DAYS = date(2025, 1, 1), 640
#: The most that the same question may take, without and with its reasons, and a new one, in seconds.
SAME_IN, EXPLAINED_IN = 50e-6, 200e-6
NEW_IN = {"nothing": 300e-6, "claims": 500e-6}
#: So many questions are asked before any is measured, and so many are measured.
WARMED_BY, MEASURED = 1500, 3000

PHONE: tuple[str, str, str] = ("CN", "8517.62.00.90", "2025-05-10")
FRIDGE: tuple[str, str, str] = ("MX", "8418.10.00", "2025-09-01")
STEEL: ClaimMapping = {"steel_content_percent": "37.5"}


@cache
def codes(day: date) -> tuple[HtsCode, ...]:
    """Return the lines of a day with their numbers, without the chapters that hold no goods of their own."""
    lines = [one for one in tt.load().schedule.lines(on=day) if one.code.digits[:2] not in ("98", "99")]
    return tuple(code for one in lines for code in (one.code, *one.numbers))


def claimed(dice: random.Random) -> ClaimMapping:
    """Return one of the claims that many acts ask for, as an importer would give it."""
    some: list[ClaimMapping] = [
        {"usmca_qualifying": True},
        {"steel_content_percent": dice.choice(["12.5", "30", "50"])},
        {"steel_content_percent": 20, "aluminum_content_percent": 10},
        {"us_content_percent": dice.choice(["10", "45"])},
        {"preference": dice.choice(["S", "KR", "AU"])},
        {"loaded_on_final_vessel": FIRST + timedelta(days=dice.randrange(DAYS))},
        {"use": "truck_part"},
        {"vehicle_type": "passenger"},
        {"civil_aircraft": True},
    ]
    return dice.choice(some)


class Asked(NamedTuple):
    """A question."""

    origin: str
    code: HtsCode
    day: date
    claims: ClaimMapping | None

    def ask(self, talks: tt.Talks) -> tt.Duty:
        """Return the answer."""
        return talks.duty(self.origin, self.code, self.day, claims=self.claims)


def drawn(how_many: int, *, with_claims: bool) -> Iterator[Asked]:
    """Yield questions, the same on each run; the schedule of a month's first day serves for all its days."""
    dice = random.Random(5)  # noqa: S311 - the same on each run
    origins = [one.code for one in countries()]
    for _ in range(how_many):
        day = FIRST + timedelta(days=dice.randrange(DAYS))
        origin, code = dice.choice(origins), dice.choice(codes(day.replace(day=1)))
        yield Asked(origin, code, day, claimed(dice) if with_claims else None)


def stands(talks: tt.Talks, code: HtsCode, day: date) -> bool:
    """Whether a code is a line of the schedule on a day."""
    try:
        talks.schedule.line(code, on=day)
    except tt.NotCovered:
        return False
    return True


def median_under(benchmark: BenchmarkFixture, seconds: float) -> None:
    """Check a target."""
    if benchmark.stats is not None:
        assert benchmark.stats.stats.median < seconds


@pytest.mark.parametrize("claims", [None, STEEL], ids=["nothing", "a claim"])
def test_the_same_duty_again(benchmark: BenchmarkFixture, claims: ClaimMapping | None) -> None:
    """A question that was asked before."""
    talks, asked = tt.load(), PHONE if claims is None else FRIDGE
    talks.duty(*asked, claims=claims)
    benchmark.pedantic(talks.duty, asked, {"claims": claims}, rounds=50, iterations=100)
    median_under(benchmark, SAME_IN)


@pytest.mark.parametrize("claims", [None, STEEL], ids=["nothing", "a claim"])
def test_the_same_duty_explained(benchmark: BenchmarkFixture, claims: ClaimMapping | None) -> None:
    """A question that was asked before, with its reasons in words."""
    talks, asked = tt.load(), PHONE if claims is None else FRIDGE

    def explained() -> str:
        return talks.duty(*asked, claims=claims).explain()

    assert "column" in explained()
    benchmark.pedantic(explained, rounds=50, iterations=20)
    median_under(benchmark, EXPLAINED_IN)


@pytest.mark.parametrize("claims", ["nothing", "claims"])
def test_a_new_duty(benchmark: BenchmarkFixture, claims: str) -> None:
    """Each of 3,000 questions once, after 1,500 others; questions on days without such a line are left out."""
    talks = tt.Talks(tt.load().dossier)
    asked = [
        one
        for one in drawn(WARMED_BY + MEASURED, with_claims=claims == "claims")
        if stands(talks, one.code, one.day)
    ]
    for one in asked[:WARMED_BY]:
        one.ask(talks)
    left = iter(asked[WARMED_BY:])
    benchmark.pedantic(lambda: next(left).ask(talks), rounds=len(asked) - WARMED_BY)
    median_under(benchmark, NEW_IN[claims])


def test_a_duty_history(benchmark: BenchmarkFixture) -> None:
    """Every day of a line from one origin, for five lines and ten origins, each pair once."""
    lines = ["8517.62.00.90", "9503.00.00.73", "8708.30.50", "7317.00.10", "6203.42.07"]
    origins = ["CN", "MX", "CA", "DE", "JP", "VN", "IN", "BR", "KR", "GB"]
    pairs = [(origin, line) for line in lines for origin in origins]
    talks = tt.Talks(tt.load().dossier)
    talks.duty(*PHONE)
    left = iter(pairs)
    made: tt.DutyHistory = benchmark.pedantic(lambda: talks.duty_history(*next(left)), rounds=len(pairs))
    assert len(made) > 1
