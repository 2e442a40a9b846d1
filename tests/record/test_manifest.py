"""The committed manifest against the record: no fact comes or goes unseen."""

from __future__ import annotations

import pytest

from tests.record.manifest import PATH, committed, counted, written

MANIFEST = counted()
HINT = "the record changed: if that is meant, run python -m tests.record.manifest and look at the diff"


@pytest.mark.parametrize("table", MANIFEST)
def test_the_record_holds_what_the_manifest_counts(table: str) -> None:
    """Every number and every digest of ids is the one that was committed."""
    assert MANIFEST[table] == committed().get(table), HINT


def test_the_manifest_is_in_its_canonical_form() -> None:
    """The file is, letter for letter, what the switch writes."""
    assert PATH.read_text("utf-8") == written(committed()), HINT
