"""Broken records that no folder of a repository can hold: each made in place when it is asked for."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tradetalks.loading.limits import (
    DEEPEST_FOLDER,
    MOST_FILE_BYTES,
    MOST_FILES,
    MOST_VALUES_IN_A_FILE,
)
from tradetalks.rules.law import MOST_UNORDERED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

__all__ = ["MAKERS"]

_MEASURE = """[[measures]]
id = "eo-1-{number}"
sources = [{{ title = "Executive Order 1" }}]
announced = 2025-04-02
act = "eo-1"
programmes = ["surcharge"]
"""
_MEASURE_LINES = """origins = {{ within = ["CN"] }}
products = {{ codes = ["8517.{code}"] }}
applies = {{ start = 2025-04-09 }}
action = "impose"
effect = {{ type = "charges", duty = "10%" }}
summary = "Pays 10 percent more."
"""


def a_pipe(folder: Path) -> None:
    """Make a pipe that nobody writes to."""
    os.mkfifo(folder / "facts.toml")


def a_link_out(folder: Path) -> None:
    """Make a link to a file that lies beside the folder."""
    outside = folder.parent / "outside.toml"
    outside.write_text("[[acts]]\n", "utf-8")
    (folder / "facts.toml").symlink_to(outside)


def a_linked_folder_out(folder: Path) -> None:
    """Make a link to a folder that lies beside the folder."""
    outside = folder.parent / "outside"
    outside.mkdir()
    (folder / "more").symlink_to(outside, target_is_directory=True)


def a_large_file(folder: Path) -> None:
    """Make a file one byte too large."""
    (folder / "facts.toml").write_text("#" * (MOST_FILE_BYTES + 1), "utf-8")


def many_files(folder: Path) -> None:
    """Make one file too many, each of them empty."""
    for number in range(MOST_FILES):
        (folder / f"{number}.toml").touch()


def deep_folders(folder: Path) -> None:
    """Make one folder too deep."""
    folder.joinpath(*["in"] * (DEEPEST_FOLDER + 1)).mkdir(parents=True)


def many_values(folder: Path) -> None:
    """Make a file with one value too many."""
    (folder / "facts.toml").write_text(f"many = [{'1,' * MOST_VALUES_IN_A_FILE}]\n", "utf-8")


def many_measures(folder: Path) -> None:
    """Make one measure too many of one programme and day, none of which has a sequence."""
    texts = (
        (_MEASURE + _MEASURE_LINES).format(number=number, code=f"{number % 90 + 10}")
        for number in range(MOST_UNORDERED + 1)
    )
    (folder / "measures.toml").write_text("".join(texts), "utf-8")


#: What makes each of them, by the name that its ``expected.toml`` gives.
MAKERS: Mapping[str, Callable[[Path], None]] = {
    one.__name__: one
    for one in (
        a_pipe,
        a_link_out,
        a_linked_folder_out,
        a_large_file,
        many_files,
        deep_folders,
        many_values,
        many_measures,
    )
}
