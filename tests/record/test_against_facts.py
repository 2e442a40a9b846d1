"""The record against the fact base it was made from: nothing is lost, and every difference has its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.record.comparing import known
from tests.record.inputs import needs_facts
from tests.record.of_acts import compare_acts
from tests.record.of_agreements import (
    compare_agreements,
    compare_articles,
    compare_commitments,
    compare_topics,
)
from tests.record.of_article import compare_article, compare_programmes
from tests.record.of_changes import compare_changes
from tests.record.of_rates import (
    compare_rates,
    compare_retaliation,
    compare_shown_rates,
    compare_tracker_days,
)
from tests.record.of_stacking import compare_stacking
from tests.record.of_talks import (
    compare_events,
    compare_positions,
    compare_rounds,
    compare_talk_rates,
    compare_talks,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.record.comparing import Ledger

#: The inputs, each with its comparison.
PARTS: dict[str, Callable[[], Ledger]] = {
    "acts": compare_acts,
    "changes": compare_changes,
    "rates": compare_rates,
    "shown-rates": compare_shown_rates,
    "retaliation": compare_retaliation,
    "tracker-days": compare_tracker_days,
    "stacking": compare_stacking,
    "talks": compare_talks,
    "events": compare_events,
    "rounds": compare_rounds,
    "positions": compare_positions,
    "talk-rates": compare_talk_rates,
    "article": compare_article,
    "programmes": compare_programmes,
    "agreements": compare_agreements,
    "articles": compare_articles,
    "commitments": compare_commitments,
    "topics": compare_topics,
}


@needs_facts
@pytest.mark.parametrize("part", PARTS)
def test_record_holds_every_fact(part: str) -> None:
    """Record and fact base differ only where ``cases/differences.toml`` says why, and everywhere it says so."""
    found = set(PARTS[part]().found)
    listed = {one.difference for one in known().get(part, ())}
    assert sorted(found - listed) == [], "not listed: mend the record, or list them with the reason"
    assert sorted(listed - found) == [], "listed, but no longer there: take them off the list"


def test_every_known_difference_has_a_part_and_a_reason() -> None:
    """Each listed difference is about an input that is compared, is listed once, and says why it is meant."""
    assert set(known()) <= set(PARTS)
    for rows in known().values():
        assert len({one.difference for one in rows}) == len(rows)
        assert all(len(one.reason.split()) > 3 for one in rows)
