"""The fact base from which the record was made: no part of the project, beside the checkout where there is one."""

from __future__ import annotations

import csv
import gzip
import os
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = [
    "ROOT",
    "SHARED",
    "Row",
    "acts",
    "agreements",
    "markdown",
    "needs_facts",
    "needs_texts",
    "negotiations",
    "rates",
    "retaliation",
    "source_texts",
    "tracker_days",
]

#: A row of an input, as its parser gives it.
Row: TypeAlias = "Mapping[str, Any]"

#: The checkout.
ROOT = Path(__file__).resolve().parents[2]
#: The variable that names the folder with the fact base, where it is not beside the checkout.
VARIABLE = "TRADETALKS_SHARED"


def _shared() -> Path | None:
    """Return the folder that holds ``facts`` and ``sources``, or None where there is none."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        if not Path(named, "facts").is_dir():
            raise NotADirectoryError(f"{VARIABLE} is {named!r}, which holds no folder 'facts'")
        return Path(named)
    places = [folder / "shared" for folder in (ROOT.parent, ROOT.parent.parent)]
    return next((place for place in places if (place / "facts").is_dir()), None)


SHARED = _shared()
#: Skips a test that needs the fact base.
needs_facts = pytest.mark.skipif(
    SHARED is None,
    reason=f"the fact base is not beside this checkout: put it into ../shared or name it in {VARIABLE}",
)
#: Skips a test that needs the official texts.
needs_texts = pytest.mark.skipif(
    SHARED is None or not (SHARED / "sources").is_dir(),
    reason=f"the official texts are not beside this checkout: put them into ../shared or name it in {VARIABLE}",
)


def _facts() -> Path:
    if SHARED is None:
        raise FileNotFoundError(VARIABLE)
    return SHARED / "facts"


def _yaml(path: Path) -> Row:
    import yaml

    return cast("Row", yaml.safe_load(path.read_text("utf-8")))


def _rows(path: Path) -> list[Row]:
    return cast("list[Row]", _yaml(path))


@cache
def acts() -> list[Row]:
    """Return the US acts with their changes."""
    return _rows(_facts() / "tariff_acts.yaml")


@cache
def negotiations() -> Row:
    """Return the talks, their programmes, and what the article of May 2025 says."""
    return _yaml(_facts() / "negotiations.yaml")


@cache
def retaliation() -> list[Row]:
    """Return the counter-measures."""
    return _rows(_facts() / "retaliation.yaml")


@cache
def agreements() -> list[Row]:
    """Return the instruments with their articles and commitments."""
    return [_yaml(path) for path in sorted((_facts() / "agreements").glob("*.yaml"))]


def _table(name: str) -> list[Row]:
    lines = (_facts() / name).read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if line and not line.startswith("#")))


@cache
def rates() -> list[Row]:
    """Return the partner rates."""
    return _table("reciprocal_rates.csv")


@cache
def tracker_days() -> list[Row]:
    """Return the days that acts say, beside those of two trackers."""
    return _table("tracker_dates.csv")


@cache
def markdown(name: str) -> str:
    """Return a page of the fact base, such as ``stacking_rules.md``."""
    return (_facts() / name).read_text("utf-8")


def source_texts() -> Iterator[tuple[str, str]]:
    """Yield every text of the fact base and every official text, with its path."""
    if SHARED is None:
        return
    for folder in ("facts", "sources"):
        for path in sorted((SHARED / folder).rglob("*")):
            if path.suffix in {".csv", ".json", ".pdf"} or not path.is_file():
                continue
            raw = path.read_bytes()
            if path.suffix == ".gz":
                if ".txt" not in path.suffixes:
                    continue
                raw = gzip.decompress(raw)
            text = raw.decode("utf-8", errors="replace")
            yield path.relative_to(SHARED).as_posix(), re.sub(r"<[^>]+>", " ", text)
