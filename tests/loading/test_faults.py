"""One error for a load, whatever is wrong."""

from __future__ import annotations

import pickle

import pytest

from tradetalks.errors import Fault, TradeTalksError
from tradetalks.loading.faults import FaultList, RecordFaults
from tradetalks.loading.limits import MOST_FAULTS


def many(count: int) -> list[Fault]:
    """Return that many faults, the last line first."""
    return [Fault("S1", "is missing", file="a.toml", line=count - at) for at in range(count)]


def test_faults_stand_in_the_order_of_their_lines() -> None:
    """By file and line, however they were found."""
    error = RecordFaults([*many(3), Fault("X1", "no", file="A.toml", line=9)])
    assert [(one.file, one.line) for one in error.faults] == [
        ("A.toml", 9),
        ("a.toml", 1),
        ("a.toml", 2),
        ("a.toml", 3),
    ]


def test_the_first_hundred_are_printed_and_the_rest_counted() -> None:
    """A thousand lines help nobody."""
    lines = str(RecordFaults(many(250))).splitlines()
    assert lines[0] == "250 faults in the record"
    assert lines[1] == "a.toml:1: S1: is missing"
    assert len(lines) == 102
    assert lines[-1] == "and 150 more"


def test_one_is_one() -> None:
    """The count is in words that fit."""
    assert str(RecordFaults(many(1))).splitlines()[0] == "1 fault in the record"


def test_it_comes_back_from_pickle() -> None:
    """Errors cross between processes."""
    error = RecordFaults(many(2), stopped=True)
    back = pickle.loads(pickle.dumps(error))  # noqa: S301 - written on the line itself
    assert (back.faults, back.stopped, back.count, str(back)) == (error.faults, True, 2, str(error))


def test_it_is_one_of_ours_and_a_value_error() -> None:
    """So that callers catch it as either."""
    assert issubclass(RecordFaults, TradeTalksError)
    assert issubclass(RecordFaults, ValueError)


def test_finding_stops_where_there_are_too_many() -> None:
    """Whoever made a thousand faults did not mean to write a record."""
    faults = FaultList()
    for fault in many(MOST_FAULTS - 1):
        faults.add(fault)
    with pytest.raises(RecordFaults) as caught:
        faults.add(Fault("S1", "is missing"))
    assert caught.value.count == MOST_FAULTS
    assert str(caught.value).endswith(f"reading stopped after {MOST_FAULTS} faults")


def test_nothing_is_raised_where_nothing_was_found() -> None:
    """A sound record is no error."""
    faults = FaultList()
    faults.raise_any()
    assert not faults
