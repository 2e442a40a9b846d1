"""The schedule and the product lists: opening them, asking for one line, going through all.

Measured on 2 cores of an AMD EPYC under Python 3.11.7, best of the rounds: the schedule is opened in 18 ms and
the contents of the lists in 20 ms, twice that in a process that holds much else or on a busy machine. A warm
line takes 1 to 3 µs by value and 3 to 4 µs by text, a warm question to a list 4 µs, and 20 µs where it is
answered from the numbers of a line. Every line of every spell of days is made in 0.3 s, once; going through a
day of 15,000 lines takes 13 ms from then on.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tradetalks.engines.list_book import ListBook, ListMembership, OnList
from tradetalks.loading.product_lists import shipped_lists
from tradetalks.loading.schedule import shipped_schedule
from tradetalks.loading.shipped import shipped_record
from tradetalks.vocabulary.goods import HtsCode

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

    from tradetalks.model.list_entries import ListContents
    from tradetalks.model.schedule import Schedule
    from tradetalks.model.tariff_lines import TariffLine

DAY = date(2025, 5, 10)
#: The most that opening the schedule may take, in seconds.
OPENED_IN = 0.150


def opened() -> Schedule:
    """Return the schedule, read afresh."""
    shipped_schedule.cache_clear()
    return shipped_schedule()


def opened_lists() -> ListContents:
    """Return the contents of the lists, read afresh."""
    shipped_lists.cache_clear()
    return shipped_lists()


def test_open_the_schedule(benchmark: BenchmarkFixture) -> None:
    """On first use, in less than 150 ms."""
    schedule: Schedule = benchmark.pedantic(opened, rounds=10)
    assert schedule.line("8471.30.01", on=DAY)
    if benchmark.stats is not None:
        assert benchmark.stats.stats.min < OPENED_IN


def test_open_the_lists(benchmark: BenchmarkFixture) -> None:
    """On first use, beside the schedule."""
    contents: ListContents = benchmark.pedantic(opened_lists, rounds=10)
    assert len(contents.spells) > 100


@pytest.mark.parametrize("code", ["8517.62.00.90", HtsCode("8517620090")], ids=["text", "value"])
def test_ask_for_a_line(benchmark: BenchmarkFixture, code: HtsCode | str) -> None:
    """A number with the rates of its line, asked for before."""
    schedule = shipped_schedule()
    line: TariffLine = benchmark(schedule.line, code, on=DAY)
    assert line.is_number


def test_go_through_every_line_of_a_day(benchmark: BenchmarkFixture) -> None:
    """Some 15,000 lines, made before."""
    schedule = shipped_schedule()
    assert len(benchmark(schedule.lines, on=DAY)) > 15_000


def test_make_every_line_of_every_spell_of_days(benchmark: BenchmarkFixture) -> None:
    """What a compilation starts from: each line once for each spell of days in which it stood unchanged."""

    def made() -> int:
        return sum(1 for _ in opened().every_standing())

    assert benchmark.pedantic(made, rounds=3) > 15_500


@pytest.mark.parametrize("code", ["8517.13.00.00", "8415.90.80"], ids=["number", "line"])
def test_ask_a_list(benchmark: BenchmarkFixture, code: str) -> None:
    """Annex II by a number, and a list that names numbers of a line by the line."""
    book = ListBook.of(shipped_record())
    asked = HtsCode(code)
    list_id = "annex-ii" if len(asked.digits) > 8 else "aluminum-derivatives-k"
    answer: ListMembership = benchmark(book.covers, list_id, asked, on=DAY)
    assert answer.status in {OnList.IN, OnList.SOME}
