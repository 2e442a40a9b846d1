"""Questions to the record: as shipped, and 10 and 100 times as large.

The numbers measured, and the targets, are in ``README.md`` beside this file.
"""

from __future__ import annotations

import gc
import tracemalloc
from functools import cache
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from generate import generated

import tradetalks as tt

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

DAY = "2025-05-11"
#: The most that a warm question to the shipped record may take, in seconds.
STATE_OF_PLAY_IN = 0.010
STATUS_IN = MEASURES_IN = 50e-6

sizes = pytest.mark.parametrize("copies", [1, 10, 100])


@cache
def talks(copies: int) -> tt.Talks:
    """Return a record of so many copies, kept for all questions."""
    return tt.Talks(generated(copies))


def fresh(copies: int) -> tt.Talks:
    """Return the record of so many copies with nothing worked out."""
    return tt.Talks(evolve(talks(copies).dossier))


def at_most(benchmark: BenchmarkFixture, seconds: float, copies: int) -> None:
    """Check the target, which is one for the shipped record."""
    if benchmark.stats is not None and copies == 1:
        assert benchmark.stats.stats.min < seconds


@sizes
def test_known_on(benchmark: BenchmarkFixture, copies: int) -> None:
    """The record as it was known on a day: every fact is looked at."""
    record = talks(copies)
    then: tt.Talks = benchmark.pedantic(record.known_on, (DAY,), rounds=5)
    assert len(then.measures) < len(record.measures)


@sizes
def test_first_state_of_play(benchmark: BenchmarkFixture, copies: int) -> None:
    """With timeline, deadlines and pictures to be made first."""
    asked = benchmark.pedantic(
        tt.Talks.state_of_play, setup=lambda: ((fresh(copies),), {"on": DAY}), rounds=1 if copies > 10 else 3
    )
    assert len(asked.talks) >= 20 * copies


@sizes
def test_state_of_play(benchmark: BenchmarkFixture, copies: int) -> None:
    """Asked before: less than 10 ms for the shipped record."""
    record = talks(copies)
    record.state_of_play(on=DAY)
    benchmark.pedantic(record.state_of_play, kwargs={"on": DAY}, rounds=3 if copies > 10 else 20)
    at_most(benchmark, STATE_OF_PLAY_IN, copies)


@sizes
def test_status(benchmark: BenchmarkFixture, copies: int) -> None:
    """Asked before: less than 50 microseconds, whatever the size."""
    record = talks(copies)
    record.status("us-chn", on=DAY)
    benchmark.pedantic(record.status, ("us-chn",), {"on": DAY}, rounds=50, iterations=100)
    at_most(benchmark, STATUS_IN, copies)


@sizes
def test_first_measures_of_an_origin(benchmark: BenchmarkFixture, copies: int) -> None:
    """The pictures of every programme worked out for one origin."""
    benchmark.pedantic(
        tt.Talks.measures_on,
        setup=lambda: ((fresh(copies), DAY), {"origin": "CN"}),
        rounds=1 if copies > 10 else 5,
    )


@sizes
def test_measures_on(benchmark: BenchmarkFixture, copies: int) -> None:
    """Asked before: less than 50 microseconds, whatever the size."""
    record = talks(copies)
    assert record.measures_on(DAY, origin="CN")
    benchmark.pedantic(record.measures_on, (DAY,), {"origin": "CN"}, rounds=50, iterations=100)
    at_most(benchmark, MEASURES_IN, copies)


@sizes
def test_first_timeline(benchmark: BenchmarkFixture, copies: int) -> None:
    """Every event put in order, the deadlines among them."""
    made: tt.Timeline = benchmark.pedantic(
        tt.Talks.timeline, setup=lambda: ((fresh(copies),), {}), rounds=1 if copies > 10 else 3
    )
    assert len(made) > 500 * copies


@sizes
def test_timeline_of_a_talk(benchmark: BenchmarkFixture, copies: int) -> None:
    """Asked before: the events of one talk among all."""
    record = talks(copies)
    record.timeline()
    assert benchmark.pedantic(record.timeline, kwargs={"talk": "us-chn"}, rounds=5)


@sizes
def test_deadlines(benchmark: BenchmarkFixture, copies: int) -> None:
    """Asked before: what falls due after a day."""
    record = talks(copies)
    record.deadlines()
    assert benchmark.pedantic(record.deadlines, kwargs={"after": DAY}, rounds=5)


@pytest.mark.parametrize("copies", [2, 10, 100])
def test_memory(benchmark: BenchmarkFixture, copies: int) -> None:
    """What the facts of the copies take beside the shipped ones, and what is kept of the answers."""
    generated(1)
    gc.collect()
    tracemalloc.start()
    dossier = generated(copies)
    facts, _ = tracemalloc.get_traced_memory()
    record = tt.Talks(dossier)
    benchmark.pedantic(record.measures_on, (DAY,), {"origin": "CN"}, rounds=1)
    record.status("us-chn", on=DAY)
    kept, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    benchmark.extra_info |= {
        "facts_mb": round(facts / 1e6, 1),
        "answers_mb": round((kept - facts) / 1e6, 1),
        "peak_mb": round(peak / 1e6, 1),
    }
    print(f"\nmemory, {copies} times: {benchmark.extra_info}")
