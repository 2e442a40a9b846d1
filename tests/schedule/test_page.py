"""The page of the schedule says what is: every status and every rule is on it."""

from __future__ import annotations

import re
from pathlib import Path

from tradetalks.engines.list_book import OnList
from tradetalks.loading.schedule_rules import SCHEDULE_RULES
from tradetalks.vocabulary.rates import RateStatus

PAGE = Path(__file__).parents[2].joinpath("docs", "reference", "schedule.rst").read_text("utf-8")


def test_every_status_is_explained() -> None:
    """Of a rate, and of goods on a list."""
    listed = re.findall(r"^   \* - ``([a-z-]+)``$", PAGE, re.MULTILINE)
    assert listed == [one.value for one in (*RateStatus, *OnList)]


def test_every_rule_of_a_file_is_listed() -> None:
    """In the order of their codes."""
    assert re.findall(r"^   \* - (H[0-9]+)$", PAGE, re.MULTILINE) == list(SCHEDULE_RULES)
