"""Loading in process: the shipped record from its JSON, and the same as a folder of TOML, every rule checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import tradetalks as tt
from tradetalks.loading.folder import load_folder
from tradetalks.loading.shipped import shipped_record

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_benchmark.fixture import BenchmarkFixture

    from tradetalks.dossier import Dossier
    from tradetalks.loading.folder import LoadedFolder

#: The most that a folder may take, in seconds a megabyte: "about 1".
FOLDER_IN = 1.2


def loaded() -> Dossier:
    """Return the shipped record, read afresh."""
    shipped_record.cache_clear()
    return shipped_record()


def test_load_the_shipped_record(benchmark: BenchmarkFixture) -> None:
    """From the compiled JSON; less than 300 ms also where modules are there already."""
    benchmark.pedantic(loaded, rounds=5, warmup_rounds=1)
    if benchmark.stats is not None:
        assert benchmark.stats.stats.min < 0.300


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of TOML with every fact of the shipped record."""
    made = tmp_path_factory.mktemp("record") / "whole"
    tt.load().dump(made, whole=True)
    return made


def test_load_a_folder(benchmark: BenchmarkFixture, folder: Path) -> None:
    """About 1 s a megabyte of TOML."""
    size = sum(one.stat().st_size for one in folder.rglob("*.toml")) / 1e6
    read: LoadedFolder = benchmark.pedantic(load_folder, (folder, shipped_record), rounds=2)
    assert read.dossier.measures
    benchmark.extra_info["megabytes"] = round(size, 2)
    if benchmark.stats is not None:
        each = benchmark.stats.stats.min / size
        benchmark.extra_info["seconds_a_megabyte"] = round(each, 2)
        print(f"\nfolder of {size:.2f} MB: {each:.2f} s a megabyte")
        assert each < FOLDER_IN
