"""What changed for somebody's codes: each change with its day, the duty before and after, and the acts."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

import tradetalks as tt
from tests.laws.immutable import assert_immutable
from tradetalks.dates.intervals import BadInterval
from tradetalks.engines.duty.changes import NothingAsked
from tradetalks.engines.duty.claims import BadClaim
from tradetalks.engines.duty.history import ChangeKind
from tradetalks.model.tariff_lines import UnknownLine
from tradetalks.vocabulary.goods import BadCode, HsPrefix, HtsCode

TALKS = tt.load()
TOYS, JEANS = "9503.00.00.73", "6203.42.07"


def test_every_change_is_told_in_order_of_days_lines_and_origins() -> None:
    """For each code and origin just the days on which its history has a new step."""
    found = TALKS.changes(between=("2025-04-05", "2025-04-11"), origins=["LS", "CN"], lines=[TOYS, JEANS])
    told = [(str(one.day), one.origin, str(one.line), one.totals()) for one in found]
    assert told == [
        ("2025-04-05", "LS", JEANS, "16.6% becomes 26.6%"),
        ("2025-04-05", "CN", JEANS, "44.1% becomes 54.1%"),
        ("2025-04-05", "LS", TOYS, "0% becomes 10%"),
        ("2025-04-05", "CN", TOYS, "20% becomes 30%"),
        ("2025-04-09", "LS", JEANS, "26.6% becomes 66.6%"),
        ("2025-04-09", "CN", JEANS, "54.1% becomes 128.1%"),
        ("2025-04-09", "LS", TOYS, "10% becomes 50%"),
        ("2025-04-09", "CN", TOYS, "30% becomes 104%"),
        ("2025-04-10", "LS", JEANS, "66.6% becomes 26.6%"),
        ("2025-04-10", "CN", JEANS, "128.1% becomes 169.1%"),
        ("2025-04-10", "LS", TOYS, "50% becomes 10%"),
        ("2025-04-10", "CN", TOYS, "104% becomes 145%"),
    ]
    assert [act.id for act in found[-1].acts] == ["eo-14266"]
    assert found[:2] == found.found[:2]
    before, after = found[-1].before, found[-1].after
    assert before is not None
    assert after is not None
    assert (str(before.on), str(after.on)) == ("2025-04-09", "2025-04-10")


def test_a_change_on_the_first_day_counts_and_one_on_the_last_does_not() -> None:
    """The days are half open: what takes effect on the first is told against the day before."""
    asked: dict[str, Any] = {"origins": "LS", "lines": JEANS}
    assert len(TALKS.changes(between=("2025-08-07", "2025-08-08"), **asked)) == 1
    assert not TALKS.changes(between=("2025-08-06", "2025-08-07"), **asked)
    assert len(TALKS.changes(**asked)) == len(TALKS.duty_history("LS", JEANS)) - 1


def test_the_changes_are_those_of_the_history() -> None:
    """Layer by layer, with claims."""
    claims: dict[str, Any] = {"steel_content_percent": "37.5"}
    found = TALKS.changes(origins=["CN"], lines=["8418.10.00"], claims=claims)  # type: ignore[arg-type]
    history = TALKS.duty_history("CN", "8418.10.00", claims=claims)  # type: ignore[arg-type]
    assert [change for one in found for change in one.changes] == list(history.changes)
    assert [one.after for one in found] == [one.duty for one in history[1:]]


def test_a_heading_stands_for_the_lines_under_it() -> None:
    """Also for those that began or ended within the days; each line once."""
    found = TALKS.changes(between=("2025-04-09", "2025-04-10"), origins=["VN"], lines=["9503", "95", TOYS])
    assert found.lines[0].digits == "95030000"
    assert len(found.lines) == len({*found.lines}) == len(TALKS.schedule.lines("95", on="2025-04-09")) + 1
    by_prefix = TALKS.changes(between=("2025-04-09", "2025-04-10"), origins=["VN"], lines=HsPrefix("9503"))
    assert [one.line for one in by_prefix] == [HtsCode("95030000")]
    # 4420.19.00 became a line on 5 February 2025
    found = TALKS.changes(between=("2025-02-01", "2025-03-01"), origins="LS", lines="4420.19")
    assert [change.kind for one in found.where(line="4420.19.00") for change in one.changes] == [
        ChangeKind.LINE_BEGAN
    ]
    assert "2025-02-05: 4420.19.00 of LS: no such line becomes" in str(found[0])
    then = TALKS.known_on("2025-02-01").changes(
        between=("2025-01-10", "2025-02-02"), origins="LS", lines="4420"
    )
    assert HtsCode("44201900") not in then.lines


def test_what_did_not_change_is_told_apart() -> None:
    """And the answer can be asked for one origin or for the lines under some digits."""
    found = TALKS.changes(between=("2025-08-01", "2025-09-01"), origins=["LS", "CN"], lines=[JEANS, TOYS])
    assert found.unchanged == (("CN", HtsCode(JEANS)), ("CN", HtsCode(TOYS)))
    assert len(found.where(origin="LS")) == 2
    assert not found.where(origin="CN")
    assert [one.line for one in found.where(line="95")] == [HtsCode(TOYS)]
    assert found.where(line=HtsCode(JEANS)).lines == (HtsCode(JEANS),)


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"origins": []}, NothingAsked),
        ({"lines": ()}, NothingAsked),
        ({"origins": ["ZZ"]}, tt.UnknownPlace),
        ({"lines": ["toys"]}, BadCode),
        ({"lines": [9503]}, BadCode),
        ({"lines": ["9503.00.01"]}, UnknownLine),
        ({"lines": ["9599"]}, UnknownLine),
        ({"between": ("2025-05-01", "2025-05-01")}, BadInterval),
        ({"between": ("2024-05-01", "2025-05-01")}, tt.NotCovered),
        ({"between": ("2026-05-01", "2027-05-01")}, tt.NotCovered),
        ({"claims": {"usmca": True}}, BadClaim),
    ],
)
def test_what_cannot_be_asked_is_refused(asked: dict[str, Any], error: type[Exception]) -> None:
    """By name; no origin and no line as well."""
    with pytest.raises(error):
        TALKS.changes(**{"origins": ["CN"], "lines": [TOYS], **asked})


def test_changes_are_a_value_that_prints() -> None:
    """Equal, hashable, picklable; codes that change alike stand on one row; as plain data."""
    asked: dict[str, Any] = {
        "between": ("2025-04-09", "2025-04-10"),
        "origins": ["VN"],
        "lines": ["9503", "9504"],
    }
    found = TALKS.changes(**asked)
    assert found == TALKS.changes(**asked)
    assert hash(found) == hash(TALKS.changes(**asked))
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - made here
    assert_immutable(found)
    text = " ".join(str(found).split())
    assert "more" in text
    assert "EO 14257" in text
    assert "<table>" in found._repr_html_()
    data: Any = found.as_data()
    assert data["changes"][0]["before"]["percent"] == "10"
    assert data["changes"][0]["after"]["percent"] == "46"
    assert data["changes"][0]["changes"][0]["causes"][0]["act"] == "eo-14257"
    nothing = TALKS.changes(between=("2025-04-11", "2025-04-20"), origins=["VN"], lines=[TOYS])
    assert "Nothing changed." in str(nothing)
    assert "1 line of VN" in str(nothing)
