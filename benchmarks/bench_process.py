"""Whole processes: the import, the first load, the main job.

Import and load are timed inside a process of their own, in processor time, so that what else the machine
does counts for little; the whole processes by the clock, with the start of Python in them.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

ROUNDS = 7
IMPORT = "import tradetalks as tt"
#: What is timed, what comes before it, and the most it may take, in seconds.
PARTS = {"import": ("", IMPORT, 0.100), "first-load": (IMPORT, "tt.load()", 0.300)}


def python(*arguments: str) -> str:
    """Run Python, and return what it printed."""
    return subprocess.run([sys.executable, *arguments], check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("part", PARTS)
def test_part(benchmark: BenchmarkFixture, part: str) -> None:
    """The import in less than 100 ms, the first load in less than 300 ms of processor time."""
    before, timed, most = PARTS[part]
    program = (
        f"from time import process_time\n{before}\nt = process_time()\n{timed}\nprint(process_time() - t)"
    )
    took: list[float] = []
    benchmark.pedantic(lambda: took.append(float(python("-c", program))), rounds=ROUNDS)
    benchmark.extra_info |= {"cpu_min_s": min(took), "cpu_median_s": statistics.median(took)}
    print(f"\n{part}: {min(took) * 1e3:.0f} ms min, {statistics.median(took) * 1e3:.0f} ms median, processor")
    assert min(took) < most


@pytest.mark.parametrize(
    "arguments",
    [
        ("-c", "pass"),
        ("-c", IMPORT),
        ("-c", f"{IMPORT}; tt.load()"),
        ("-m", "tradetalks"),
        ("-m", "tradetalks", "--on", "2025-05-11", "--known-on", "2025-05-11", "--json"),
    ],
    ids=["python", "import", "import-and-load", "main-job", "main-job-on-a-day"],
)
def test_process(benchmark: BenchmarkFixture, arguments: tuple[str, ...]) -> None:
    """A whole process by the clock."""
    benchmark.pedantic(python, arguments, rounds=ROUNDS)
