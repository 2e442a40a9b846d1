"""The desk on the shipped record, as known on a day."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tradetalks.engines.duty.reckoning import DutyDesk
from tradetalks.engines.list_book import ListBook
from tradetalks.loading.schedule import shipped_schedule
from tradetalks.loading.shipped import shipped_record

if TYPE_CHECKING:
    from datetime import date


@cache
def desk(known_on: date | None = None) -> DutyDesk:
    """Return the desk on the shipped record, or on what was known of it on a day."""
    record = shipped_record()
    if known_on is not None:
        record = record.known_on(known_on)
    return DutyDesk.of(record, shipped_schedule(), ListBook.of(record), known_on=known_on)
