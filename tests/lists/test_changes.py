"""What measures change on a list, and what they leave open."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from tests.laws.strategies import through_pickle
from tests.lists.making import ADDED, LIST, REMOVED, book, measure, spell, status
from tradetalks.dates.intervals import DateInterval
from tradetalks.engines.list_book import OnList
from tradetalks.model.measures import Ends
from tradetalks.vocabulary.kinds import Force

# What measures change ---------------------------------------------------------------------------------------


def test_a_measure_adds_goods_from_its_day_until_its_end() -> None:
    """As any measure, it is known from its announcement on."""
    days = DateInterval("2025-05-01", "2025-06-01")
    made = book(
        facts=(measure("m", "2025-04-15", adds={"codes": ["8517"], "not_codes": ["8517.14"]}, applies=days),)
    )
    assert [
        status(made, "85171300", on) for on in ("2025-04-30", "2025-05-01", "2025-05-31", "2025-06-01")
    ] == [
        "out",
        "in",
        "in",
        "out",
    ]
    assert status(made, "85171400", "2025-05-01") == "out"
    assert status(made, "85171300", "2025-05-01", "2025-04-14") == "out"
    assert through_pickle(made.entries("mine")) == made.entries("mine")


def test_a_measure_takes_goods_off_whole_or_in_part() -> None:
    """The number goes, the rest of the entry stays; before, and for whoever does not know it, nothing changed."""
    made = book(
        spell({"85171300": "", "85171400": ""}, ADDED),
        facts=(
            measure(
                "m",
                "2025-05-10",
                removes={"codes": ["8517.13.00.10", "8517.14"]},
                applies=DateInterval("2025-06-01"),
            ),
        ),
    )
    for known in (None, "2025-05-10"):
        assert status(made, "8517130010", "2025-05-31", known) == "in"
        assert status(made, "8517130010", "2025-06-01", known) == "out"
        assert status(made, "85171300", "2025-06-01", known) == "some"
        assert status(made, "85171400", "2025-06-01", known) == "out"
    for code in ("8517130010", "85171300", "85171400"):
        assert status(made, code, "2025-06-01", "2025-05-09") == "in"
    assert made.covers("mine", "85171300", on="2025-06-01").entries[0].act == "act-1"


def test_goods_taken_off_for_a_time_come_back() -> None:
    """When the measure ends, what lies under it shows again."""
    days = DateInterval("2025-06-01", "2025-07-01")
    made = book(
        spell({"8517": ""}, ADDED),
        facts=(measure("m", "2025-05-10", removes={"codes": ["8517.13"]}, applies=days),),
    )
    for known in (None, "2025-05-09", "2025-05-10"):
        gone = "in" if known == "2025-05-09" else "out"
        answers = [
            status(made, "85171300", on, known)
            for on in ("2025-05-31", "2025-06-01", "2025-06-30", "2025-07-01")
        ]
        assert answers == ["in", gone, gone, "in"]
        assert status(made, "85171400", "2025-06-15", known) == "in"
    whole = book(
        spell({"851713": ""}, ADDED),
        facts=(measure("m", "2025-05-10", removes={"codes": ["8517"]}, applies=days),),
    )
    assert [status(whole, "85171300", on) for on in ("2025-05-31", "2025-06-01", "2025-07-01")] == [
        "in",
        "out",
        "in",
    ]


def test_a_retroactive_removal_repaints_days_already_past() -> None:
    """For whoever knows it, the goods never were on the list."""
    made = book(
        spell({"85171300": ""}, ADDED),
        facts=(measure("m", "2025-05-10", removes={"all": True}, applies=DateInterval()),),
    )
    assert status(made, "85171300", "2025-04-15") == "out"
    assert status(made, "85171300", "2025-04-15", "2025-05-09") == "in"


def test_goods_that_a_later_act_puts_on_a_list_are_not_taken_off_by_an_earlier_one() -> None:
    """Measures are painted in the order of their announcement."""
    first = measure("m1", "2025-04-10", removes={"codes": ["8517"]}, applies=DateInterval("2025-08-01"))
    second = measure("m2", "2025-05-10", adds={"codes": ["8517.14"]})
    made = book(spell({"851713": ""}, ADDED, REMOVED), facts=(second, first))
    assert status(made, "85171400", "2025-09-01") == "in"
    assert status(made, "85171300", "2025-06-15") == "in"
    assert status(made, "85171300", "2025-07-15") == "out"


def test_only_enacted_measures_change_a_list() -> None:
    """What was only announced, and what a measure does besides, change nothing."""
    said = measure("m1", "2025-05-01", adds={"codes": ["8517"]}, force=Force.ANNOUNCED)
    other = evolve(said, id="m2", force=Force.ENACTED, effect=Ends())
    made = book(spell({"44": ""}, ADDED), facts=(said, other))
    assert status(made, "85171300", "2025-06-01") == "out"


def test_a_measure_of_which_the_files_tell_all_is_not_painted_again() -> None:
    """The same goods by the same act from the same day: one entry."""
    told = measure(
        "m", "2025-03-20", adds={"codes": ["8517.13.00.00"]}, act="act-1", applies=DateInterval("2025-04-01")
    )
    made = book(spell({"85171300": ""}, ADDED), facts=(told,))
    assert len(made.entries("mine")) == 1


@pytest.mark.parametrize(
    ("change", "code", "on", "answer"),
    [
        ({"adds": {"codes": ["8517.14"]}}, "85171300", "2025-05-01", "out"),
        ({"adds": {"codes": ["8517.14"]}}, "85171400", "2025-05-01", "in"),
        (
            {"adds": {"codes": ["8517.13"]}, "applies": DateInterval("2025-05-01")},
            "85171300",
            "2025-04-15",
            "out",
        ),
        (
            {"adds": {"codes": ["8517.13"]}, "applies": DateInterval("2025-05-01")},
            "85171300",
            "2025-05-01",
            "in",
        ),
    ],
)
def test_a_measure_that_says_something_else_than_the_files_is_believed(
    change: dict[str, Any], code: str, on: str, answer: str
) -> None:
    """A what-if in which a measure names other goods, or another day."""
    said = measure("m", "2025-03-20", act="act-1", **{"applies": DateInterval("2025-04-01"), **change})
    made = book(spell({"851713": ""}, evolve(ADDED, measure="m")), facts=(said,))
    assert status(made, code, on) == answer


def test_an_end_that_a_measure_says_otherwise_is_left_to_the_measure() -> None:
    """The files end the entry in July, the measure in September."""
    said = measure(
        "m", "2025-06-10", removes={"codes": ["8517.13"]}, act="act-2", applies=DateInterval("2025-09-01")
    )
    made = book(spell({"851713": ""}, ADDED, evolve(REMOVED, measure="m")), facts=(said,))
    assert [status(made, "85171300", on) for on in ("2025-08-31", "2025-09-01")] == ["in", "out"]


# Gaps -------------------------------------------------------------------------------------------------------


def test_a_list_without_contents_is_unknown_and_never_out() -> None:
    """It says why: what the record says of it, or that it holds nothing."""
    gone = evolve(LIST, id="gone", gap="The annex was not read.")
    made = book(facts=(gone,))
    answer = made.covers("mine", "85171300", on="2025-05-01")
    assert (answer.status, answer.gap) == (OnList.UNKNOWN, "the record does not hold what is on it")
    assert str(answer) == "8517.13.00 perhaps on the list mine (the record does not hold what is on it)"
    assert made.covers("gone", "85171300", on="2025-05-01").gap == "The annex was not read."


def test_goods_that_are_added_in_words_leave_every_no_open() -> None:
    """From their day on, as far as known; what is on the list stays on it."""
    made = book(
        spell({"851713": ""}, ADDED),
        facts=(
            measure("m", "2025-05-10", adds={"words": "34 more lines"}, applies=DateInterval("2025-06-01")),
        ),
    )
    assert status(made, "85171400", "2025-05-31") == "out"
    assert status(made, "85171400", "2025-06-01") == "unknown"
    assert status(made, "85171400", "2025-06-01", "2025-05-09") == "out"
    assert status(made, "85171300", "2025-06-01") == "in"
    gap = made.covers("mine", "85171400", on="2025-06-01").gap
    assert gap == "m adds 34 more lines, of which the record holds no codes"
    assert made.gaps("mine", known_on="2025-05-09") == ()
    assert [one.why for one in made.gaps("mine", known_on="2025-05-10")] == [gap]


def test_goods_that_are_taken_off_in_words_leave_every_yes_open() -> None:
    """A no stays a no."""
    made = book(
        spell({"851713": ""}, ADDED), facts=(measure("m", "2025-05-10", removes={"words": "8 lines"}),)
    )
    assert status(made, "85171300", "2025-05-10") == "unknown"
    assert status(made, "85171300", "2025-05-09") == "in"
    assert status(made, "85171400", "2025-05-10") == "out"


def test_a_gap_is_not_about_goods_that_the_same_measure_names() -> None:
    """What it takes off by code, it does not add in words."""
    made = book(
        spell({"851713": ""}, ADDED),
        facts=(measure("m", "2025-05-10", adds={"words": "others"}, removes={"codes": ["8517.13"]}),),
    )
    assert status(made, "85171300", "2025-05-10") == "out"
    assert status(made, "85171400", "2025-05-10") == "unknown"


def test_goods_named_by_another_list_are_a_gap() -> None:
    """A list of lists is not worked out; it is said."""
    made = book(
        spell({"851713": ""}, ADDED), facts=(measure("m", "2025-05-10", adds={"lists": ["annex-ii"]}),)
    )
    assert status(made, "85171400", "2025-05-10") == "unknown"


def test_a_line_of_which_some_numbers_are_unknown_is_unknown() -> None:
    """Where no number is certainly on the list."""
    made = book(
        spell({"8517130010": ""}, ADDED), facts=(measure("m", "2025-05-10", removes={"words": "some"}),)
    )
    assert status(made, "85171300", "2025-05-10") == "unknown"
    assert status(made, "85171300", "2025-05-09") == "some"
