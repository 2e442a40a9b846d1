"""What stands on a list: the two clocks, lines and numbers, gaps, and what measures change."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from tests.laws.strategies import through_pickle
from tradetalks.dates.intervals import DateInterval
from tradetalks.dossier import Dossier, UnknownId
from tradetalks.engines.list_book import ListBook, OnList
from tradetalks.errors import NotCovered
from tradetalks.loading.product_lists import shipped_lists
from tradetalks.loading.shipped import shipped_record
from tradetalks.model.acts import LegalAct, ProductList
from tradetalks.model.list_entries import ListChange, ListContents, ListedBy, ListEntry, ListSpell
from tradetalks.model.measures import ChangesList, Ends, TariffMeasure
from tradetalks.model.schedule import Schedule
from tradetalks.model.sources import Source
from tradetalks.vocabulary.goods import BadCode, ProductScope
from tradetalks.vocabulary.kinds import Action, ActKind, Force
from tradetalks.vocabulary.places import PlaceScope

if TYPE_CHECKING:
    from tradetalks.model.collections import AnyFact

RECORD = shipped_record()
SOURCES = (Source.what_if("a list of my own"),)
#: A line of three numbers, and one of a single number.
SCHEDULE = Schedule(
    name="a small schedule",
    lines_at_first={"85171300": ("Free", "", "35%"), "85171400": ("Free", "", "35%")},
    numbers_at_first={
        "85171300": {"10": "No.", "20": "No.", "90": "No."},
        "85171400": {"00": "No."},
    },
    covers=DateInterval("2025-01-01"),
)


def act(act_id: str, announced: str) -> LegalAct:
    """Return an act that was announced on a day."""
    return LegalAct(
        id=act_id,
        announced=announced,
        sources=SOURCES,
        kind=ActKind.WHAT_IF,
        title=act_id,
        force=Force.ENACTED,
        summary="Changes a list.",
    )


def measure(
    measure_id: str,
    announced: str,
    *,
    adds: dict[str, Any] | None = None,
    removes: dict[str, Any] | None = None,
    applies: DateInterval | None = None,
    **others: Any,  # noqa: ANN401 - any field of a measure
) -> TariffMeasure:
    """Return a measure that changes the list of this file."""
    fields: dict[str, Any] = {
        "id": measure_id,
        "announced": announced,
        "sources": SOURCES,
        "programmes": ["ieepa-reciprocal"],
        "origins": PlaceScope(("*",)),
        "products": ProductScope(lists=["mine"]),
        "applies": applies or DateInterval(announced),
        "action": Action.SCOPE_IN,
        "effect": ChangesList(
            list="mine",
            adds=ProductScope(**adds) if adds else None,
            removes=ProductScope(**removes) if removes else None,
        ),
        "summary": "Changes the list.",
    }
    return TariffMeasure(**{**fields, **others})


LIST = ProductList(id="mine", announced="2025-01-01", sources=SOURCES, name="Mine", summary="Goods of mine.")
ACTS = (act("act-1", "2025-03-20"), act("act-2", "2025-06-10"))


def spell(
    goods: dict[str, str], added: ListChange, removed: ListChange | None = None, by: str = "classification"
) -> ListSpell:
    """Return a spell of goods, each with what it excepts."""
    return ListSpell(
        list="mine",
        by=ListedBy(by),
        added=added,
        removed=removed,
        goods=tuple((code, tuple(out.split())) for code, out in goods.items()),
    )


def book(
    *spells: ListSpell, facts: tuple[AnyFact, ...] = (), parts: dict[str, tuple[str, ...]] | None = None
) -> ListBook:
    """Return a book over the shipped record with a list of one's own."""
    record = RECORD.with_(LIST, *ACTS, *facts)
    return ListBook.of(record, contents=ListContents(spells, parts or {}), schedule=SCHEDULE)


ADDED = ListChange(day=date(2025, 4, 1), act="act-1")
REMOVED = ListChange(day=date(2025, 7, 1), act="act-2")


def status(made: ListBook, code: str, on: str, known_on: str | None = None) -> str:
    """Return the answer as its word."""
    return made.covers("mine", code, on=on, known_on=known_on).status.value


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
