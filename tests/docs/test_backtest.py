"""The page on the back-test shows what the record gives today.

``python -m tests.docs.backtest_page`` renews what these tests find out of date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

import tradetalks as tt
from tests.docs.backtest_page import AFTER, BEFORE, FIGURE, PAGE, figure_of, table_of

if TYPE_CHECKING:
    from tradetalks.engines.agreements.history import Backtest


@pytest.fixture(scope="module")
def talks() -> tt.Talks:
    """Return the shipped record."""
    return tt.load()


@pytest.fixture(scope="module")
def found(talks: tt.Talks) -> Backtest:
    """Return the back-test over all of it."""
    return talks.backtest()


def test_the_table_is_current(talks: tt.Talks, found: Backtest) -> None:
    """The page has a row for each agreement, with the numbers of today."""
    assert f"{BEFORE}{table_of(talks, found)}{AFTER}" in PAGE.read_text("utf-8")


def test_the_figure_is_current(talks: tt.Talks, found: Backtest) -> None:
    """The figure is what the record draws."""
    assert FIGURE.read_text("utf-8") == figure_of(talks, found)


def test_the_figure_is_an_image_that_tells_itself(talks: tt.Talks, found: Backtest) -> None:
    """It is well-formed, and its description has every agreement for those who cannot see it."""
    root = ET.fromstring(figure_of(talks, found))  # noqa: S314 - our own image
    described = root.findtext("{http://www.w3.org/2000/svg}desc") or ""
    assert [part.split()[1].rstrip(":") for part in described.split("; ")] == [
        one.agreement for one in found.coverages
    ]
