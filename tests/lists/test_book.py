"""What stands on a list: the two clocks, lines and numbers, descriptions, lists that hold others."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from tests.lists.making import ADDED, LIST, RECORD, REMOVED, SCHEDULE, book, measure, spell, status
from tradetalks.dates.intervals import DateInterval
from tradetalks.dossier import Dossier, UnknownId
from tradetalks.engines.list_book import ListBook, OnList
from tradetalks.errors import NotCovered
from tradetalks.loading.product_lists import shipped_lists
from tradetalks.model.list_entries import ListChange, ListEntry
from tradetalks.vocabulary.goods import BadCode

# The two clocks ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "known_on", "answer"),
    [
        ("2025-03-31", None, "out"),
        ("2025-04-01", None, "in"),
        ("2025-06-30", None, "in"),
        ("2025-07-01", None, "out"),
        ("2025-04-01", "2025-03-19", "out"),
        ("2025-04-01", "2025-03-20", "in"),
        ("2025-07-01", "2025-06-09", "in"),
        ("2025-07-01", "2025-06-10", "out"),
    ],
)
def test_goods_are_on_a_list_between_two_acts_as_far_as_both_are_known(
    on: str, known_on: str | None, answer: str
) -> None:
    """The day before, the day itself; as known on the day before each act, and on its day."""
    made = book(spell({"851713": ""}, ADDED, REMOVED))
    assert status(made, "8517.13.00", on, known_on) == answer
    if known_on is not None:
        then = ListBook.of(made.dossier.known_on(known_on), contents=made.contents, schedule=SCHEDULE)
        assert status(then, "8517.13.00", on) == answer


def test_an_entry_says_who_put_it_there_and_who_took_it_off() -> None:
    """With both days of both changes."""
    (entry,) = book(spell({"851713": ""}, ADDED, REMOVED)).entries("mine")
    assert (entry.act, entry.start, entry.known) == ("act-1", date(2025, 4, 1), date(2025, 3, 20))
    assert (entry.end_act, entry.end, entry.end_known) == ("act-2", date(2025, 7, 1), date(2025, 6, 10))


def test_entries_as_known_on_a_day_leave_out_what_came_later() -> None:
    """A later entry is not there, and a later end is no end."""
    made = book(
        spell({"851713": ""}, ADDED, REMOVED),
        spell({"851714": ""}, ListChange(day=date(2025, 7, 1), act="act-2")),
    )
    then = made.entries("mine", known_on="2025-06-09")
    assert [(one.code, one.end, one.end_act) for one in then] == [("851713", None, None)]
    assert [one.code for one in made.entries("mine", known_on="2025-06-10")] == ["851713", "851714"]


def test_a_change_without_an_act_is_known_when_its_list_is_or_when_it_says() -> None:
    """Lists older than the record, and numbers that a revision of the schedule changed."""
    made = book(
        spell({"851713": ""}, ListChange(day=date(2018, 7, 6))),
        spell({"851714": ""}, ListChange(day=date(2025, 2, 1), known=date(2025, 2, 3))),
    )
    assert status(made, "85171300", "2025-01-15", "2025-01-01") == "in"
    assert status(made, "85171300", "2025-01-15", "2024-12-31") == "out"
    assert status(made, "85171400", "2025-02-02", "2025-02-02") == "out"
    assert status(made, "85171400", "2025-02-02", "2025-02-03") == "in"


def test_a_change_of_which_a_measure_tells_is_known_when_the_measure_is() -> None:
    """An act may be announced before the notice that says which goods."""
    told = measure(
        "act-1-list", "2025-04-10", adds={"words": "goods"}, act="act-1", applies=DateInterval("2025-04-01")
    )
    made = book(spell({"851713": ""}, evolve(ADDED, measure="act-1-list")), facts=(told,))
    assert status(made, "85171300", "2025-04-05", "2025-04-09") == "out"
    assert status(made, "85171300", "2025-04-05", "2025-04-10") == "in"
    assert made.gaps("mine") == ()


@pytest.mark.parametrize("missing", ["act", "measure"])
def test_a_change_that_the_record_does_not_hold_never_happened(missing: str) -> None:
    """A record of one's own, or one without an act: nothing was added by it, and nothing taken off."""
    nobody = {"act": "nobody", "measure": None} if missing == "act" else {"act": "act-1", "measure": "nobody"}
    made = book(
        spell({"851713": ""}, evolve(ADDED, **nobody)),
        spell({"851714": ""}, ADDED, evolve(REMOVED, **nobody)),
    )
    assert status(made, "85171300", "2025-05-01") == "out"
    assert status(made, "85171400", "2025-12-01") == "in"


# Lines and numbers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("goods", "line", "numbers"),
    [
        ({"": ""}, "in", ["in", "in", "in"]),
        ({"85": ""}, "in", ["in", "in", "in"]),
        ({"85171300": ""}, "in", ["in", "in", "in"]),
        ({"8517130010": ""}, "some", ["in", "out", "out"]),
        ({"8517130010": "", "8517130020": "", "8517130090": ""}, "in", ["in", "in", "in"]),
        ({"85171300": "8517130010"}, "some", ["out", "in", "in"]),
        ({"85171300": "8517130010 8517130020 8517130090"}, "out", ["out", "out", "out"]),
        ({"8517": "851713"}, "out", ["out", "out", "out"]),
        ({"8517130055": ""}, "out", ["out", "out", "out"]),
    ],
)
def test_a_line_is_on_a_list_that_names_all_of_its_numbers(
    goods: dict[str, str], line: str, numbers: list[str]
) -> None:
    """One that names some of them names some of the line; exceptions count alike."""
    made = book(spell(goods, ADDED))
    assert status(made, "85171300", "2025-05-01") == line
    assert [status(made, f"85171300{suffix}", "2025-05-01") for suffix in ("10", "20", "90")] == numbers
    some = made.covers("mine", "85171300", on="2025-05-01").numbers
    inside = [
        f"85171300{suffix}" for suffix, one in zip(("10", "20", "90"), numbers, strict=True) if one == "in"
    ]
    assert [one.digits for one in some] == (inside if line == "some" else [])


def test_a_number_that_ends_in_two_zeros_names_its_line() -> None:
    """It is the only one there is, and stays on the list when the line is divided."""
    made = book(spell({"8517140000": ""}, ADDED))
    assert [status(made, code, "2025-05-01") for code in ("85171400", "8517140000", "8517140010")] == [
        "in"
    ] * 3


def test_a_line_that_the_schedule_does_not_have_goes_by_the_numbers_of_the_list() -> None:
    """Numbers that are younger than the schedule at hand."""
    made = book(spell({"3818000040": ""}, ADDED))
    assert status(made, "38180000", "2025-05-01") == "in"
    assert status(made, "38180000", "2025-03-01") == "out"
    with pytest.raises(NotCovered):
        status(made, "38180000", "2024-03-01")


def test_the_longer_of_two_entries_does_not_hide_the_shorter() -> None:
    """Entries add up: one is enough."""
    made = book(spell({"8517": "851713"}, ADDED), spell({"8517130010": ""}, ADDED))
    assert status(made, "8517130010", "2025-05-01") == "in"
    assert status(made, "8517130020", "2025-05-01") == "out"


@pytest.mark.parametrize(("code", "error"), [("8517.13", BadCode), ("x", BadCode), ("851713000", BadCode)])
def test_only_lines_and_numbers_are_asked_for(code: str, error: type[Exception]) -> None:
    """A heading is on no list by itself."""
    with pytest.raises(error):
        book().covers("mine", code, on="2025-05-01")


def test_a_list_that_the_record_does_not_have_is_an_error() -> None:
    """With ids that look like it."""
    with pytest.raises(UnknownId):
        book().covers("yours", "85171300", on="2025-05-01")


# Descriptions and uses --------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", ["description", "use"])
def test_goods_by_description_or_use_are_neither_in_nor_out(by: str) -> None:
    """Without a claim such a list decides nothing; what goes by classification besides does."""
    made = book(spell({"85171300": ""}, ADDED, by=by), spell({"8517130010": ""}, REMOVED))
    assert status(made, "85171300", "2025-05-01") == "described"
    assert status(made, "85171300", "2025-07-01") == "some"
    assert status(made, "8517130010", "2025-07-01") == "in"
    assert status(made, "8517130020", "2025-07-01") == "described"


def test_a_line_of_which_some_numbers_are_described_is_described() -> None:
    """None of it is on the list for whoever claims nothing."""
    made = book(spell({"8517130010": ""}, ADDED, by="description"))
    assert status(made, "85171300", "2025-05-01") == "described"


# Lists that hold other lists --------------------------------------------------------------------------------


def test_a_list_that_points_to_others_holds_what_they_hold() -> None:
    """And follows them, with what measures add to it alone."""
    other = evolve(LIST, id="other")
    made = book(
        spell({"85171300": ""}, ADDED, REMOVED),
        facts=(other, measure("more", "2025-05-01", adds={"codes": ["8517.14"]})),
        parts={"other": ("mine", "nowhere")},
    )
    assert [one.code for one in made.entries("other")] == ["85171300", "851714"]
    assert {one.list for one in made.entries("other")} == {"other"}
    assert made.covers("other", "85171300", on="2025-05-01").status is OnList.IN
    assert made.covers("other", "85171300", on="2025-07-01").status is OnList.OUT


# The rest ---------------------------------------------------------------------------------------------------


def test_answers_print_what_makes_them_so() -> None:
    """The list, the numbers, and the acts."""
    made = book(spell({"8517130010": "", "8517140000": ""}, ADDED))
    assert str(made.covers("mine", "85171300", on="2025-05-01")) == (
        "8517.13.00 on, with the numbers 8517.13.00.10 only, the list mine, by act-1"
    )
    assert str(made.covers("mine", "85171400", on="2025-05-01")) == "8517.14.00 on the list mine, by act-1"
    assert str(made.covers("mine", "85171400", on="2025-03-01")) == "8517.14.00 not on the list mine"


def test_the_shipped_contents_are_those_of_a_book_that_names_none() -> None:
    """And the shipped schedule."""
    made = ListBook.of(RECORD)
    assert made.contents is shipped_lists()
    assert made.schedule.name.startswith("HTSUS 2025")
    assert isinstance(made.dossier, Dossier)


def test_an_entry_without_a_first_day_has_always_held() -> None:
    """As a measure without a beginning puts goods on a list."""
    entry = ListEntry(list="mine", code="8517", start=None, known=date(2025, 1, 1))
    assert entry.holds(date(1999, 1, 1))
    made = book(facts=(measure("m", "2025-05-10", adds={"all": True}, applies=DateInterval()),))
    assert status(made, "85171300", "2025-01-01") == "in"
