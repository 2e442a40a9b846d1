"""A record as JSON: what is no JSON, or holds what a record cannot, is refused with the rule by its code."""

from __future__ import annotations

import pytest

import tradetalks as tt


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "X1"),
        ('{"horizon": 1.5}', "X1"),
        ('{"horizon": NaN}', "X1"),
        ("[" * 200_000, "X2"),
    ],
)
def test_what_is_no_record_is_refused(text: str, code: str) -> None:
    """Cut off, with a fraction, with no number at all, or nested without end."""
    with pytest.raises(tt.RecordFaults) as caught:
        tt.Talks.from_json(text)
    assert [one.code for one in caught.value.faults] == [code]


def test_the_record_comes_back_from_its_json() -> None:
    """What was written is what is read."""
    talks = tt.load()
    assert tt.Talks.from_json(talks.to_json()) == talks
