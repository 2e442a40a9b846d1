"""Questions to a schedule, on one small enough to be seen at a glance."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.laws.strategies import through_pickle
from tradetalks.dates.days import BadDay
from tradetalks.dates.intervals import DateInterval
from tradetalks.errors import NotCovered
from tradetalks.loading.shipped import shipped_record
from tradetalks.model.schedule import Schedule
from tradetalks.model.tariff_lines import LineChange, LineNeeded, UnknownLine
from tradetalks.vocabulary.goods import BadCode, HsPrefix, HtsCode
from tradetalks.vocabulary.special_rates import BadSymbol

if TYPE_CHECKING:
    from tradetalks.model.tariff_lines import Texts

FREE: Texts = ("Free", "", "35%")
FIVE: Texts = ("5%", "Free (S)", "40%")
SIX: Texts = ("6%", "Free (S)", "40%")


def change(
    code: str, day: str, known: str, texts: Texts | None = None, unit: str | None = None
) -> LineChange:
    """Return what a revision did to a line or a number."""
    return LineChange(code, date.fromisoformat(day), date.fromisoformat(known), texts, unit)


#: Two lines of one subheading, a provision without numbers, and five changes.
SCHEDULE = Schedule(
    name="a small schedule",
    lines_at_first={"01010000": FREE, "85171300": FIVE, "85171400": FREE, "99030101": ("No change", "", "")},
    numbers_at_first={
        "01010000": {"00": "No."},
        "85171300": {"10": "No.; kg", "90": "kg"},
        "85171400": {"20": "No."},
    },
    changes={
        # A rate that was raised from June on, published in May.
        "85171300": [change("85171300", "2025-06-01", "2025-05-15", SIX)],
        "85171400": [
            # A number divided into two from July on.
            change("8517140020", "2025-07-01", "2025-07-01"),
            change("8517140030", "2025-07-01", "2025-07-01", unit="No."),
            change("8517140040", "2025-07-01", "2025-07-01", unit="No."),
            # The line left in September, and was put back in November from the same day on: a correction.
            change("85171400", "2025-09-01", "2025-09-01"),
            change("85171400", "2025-09-01", "2025-11-01", FIVE),
        ],
        # A new line.
        "85176200": [
            change("85176200", "2025-08-01", "2025-08-06", FREE),
            change("8517620010", "2025-08-01", "2025-08-06", unit="kg"),
        ],
    },
    covers=DateInterval("2025-01-01", "2027-01-01"),
)


@pytest.mark.parametrize("code", ["8517.13.00", "85171300", HtsCode("85171300"), HsPrefix("8517.13.00")])
def test_a_line_is_found_however_its_code_is_written(code: HtsCode | str) -> None:
    """Eight digits, dotted or not, or as a value."""
    line = SCHEDULE.line(code, on="2025-02-01")
    assert (str(line.general), str(line.special), str(line.column_2)) == ("5%", "Free (S)", "40%")
    assert [str(one) for one in line.numbers] == ["8517.13.00.10", "8517.13.00.90"]
    assert line.stands == DateInterval("2025-01-01", "2025-06-01")
    assert not line.is_number


def test_a_number_has_the_rates_of_its_line_and_a_unit_of_its_own() -> None:
    """Duties belong to eight digits; of a line the units are those of all its numbers."""
    number = SCHEDULE.line("8517.13.0010", on="2025-02-01")
    line = SCHEDULE.line("8517.13.00", on="2025-02-01")
    assert (number.general, number.special, number.column_2) == (line.general, line.special, line.column_2)
    assert (number.units, line.units) == (("No.", "kg"), ("kg",))
    assert number.is_number
    assert number.numbers == ()
    assert SCHEDULE.line("8517.13.0010", on="2025-03-01") is number


def test_a_line_without_numbers_answers_to_two_zeros_behind_it() -> None:
    """As forms with ten places write the provisions of chapters 98 and 99."""
    assert SCHEDULE.line("9903.01.01.00", on="2025-02-01").code.digits == "99030101"
    with pytest.raises(UnknownLine):
        SCHEDULE.line("9903.01.01.10", on="2025-02-01")
    assert SCHEDULE.numbers("99030101", on="2025-02-01") == ("99030101",)


def test_rates_are_asked_for_by_column() -> None:
    """A programme that gives no rate on the line gives None, which is no rate of zero."""
    assert str(SCHEDULE.mfn_rate("85171300", on="2025-02-01").duty) == "5%"
    assert str(SCHEDULE.column_2("85171300", on="2025-02-01").duty) == "40%"
    assert str(SCHEDULE.column_1_special("85171300", "S", on="2025-02-01")) == "Free"
    assert SCHEDULE.column_1_special("85171300", "AU", on="2025-02-01") is None
    with pytest.raises(BadSymbol):
        SCHEDULE.column_1_special("85171300", "usmca", on="2025-02-01")


def test_a_change_holds_from_its_day_on_and_is_known_from_its_publication_on() -> None:
    """The two clocks: on the day before, on the day, and as known on the day before it was published."""
    code = "8517.13.00"
    assert str(SCHEDULE.mfn_rate(code, on="2025-05-31")) == "5%"
    assert str(SCHEDULE.mfn_rate(code, on="2025-06-01")) == "6%"
    assert str(SCHEDULE.mfn_rate(code, on="2025-06-01", known_on="2025-05-15")) == "6%"
    assert str(SCHEDULE.mfn_rate(code, on="2025-06-01", known_on="2025-05-14")) == "5%"
    assert SCHEDULE.line(code, on="2025-06-01").stands == DateInterval("2025-06-01", "2027-01-01")
    unknowing = SCHEDULE.line(code, on="2025-06-01", known_on="2025-05-14")
    assert unknowing.stands == DateInterval("2025-01-01", "2027-01-01")


def test_a_correction_reaches_back_to_the_day_that_it_names() -> None:
    """A later revision covers an earlier one, for the days that it names."""
    with pytest.raises(UnknownLine) as caught:
        SCHEDULE.line("8517.14.00", on="2025-09-15", known_on="2025-10-01")
    assert caught.value.spells == (DateInterval("2025-01-01", "2025-09-01"),)
    assert str(SCHEDULE.mfn_rate("8517.14.00", on="2025-09-15", known_on="2025-11-01")) == "5%"
    assert str(SCHEDULE.mfn_rate("8517.14.00", on="2025-09-15")) == "5%"


def test_a_number_that_was_divided_is_one_no_longer() -> None:
    """The error names the numbers that there are now, and the days on which the old one was one."""
    assert SCHEDULE.line("8517140020", on="2025-06-30").units == ("No.",)
    with pytest.raises(UnknownLine) as caught:
        SCHEDULE.line("8517140020", on="2025-07-01")
    assert caught.value.near == ("8517.14.00.30", "8517.14.00.40")
    assert caught.value.spells == (DateInterval("2025-01-01", "2025-07-01"),)
    assert str(caught.value) == (
        "not covered: 8517.14.00.20 on 2025-07-01 (no line of the schedule; it was one 2025-01-01 through "
        "2025-06-30; the nearest are 8517.14.00.30, 8517.14.00.40)"
    )
    assert SCHEDULE.numbers("85171400", on="2025-07-01") == ("8517140030", "8517140040")


def test_a_line_that_is_none_is_not_covered_and_names_its_neighbours() -> None:
    """Those that share most digits, the nearest first."""
    with pytest.raises(NotCovered, match=r"the nearest are 8517\.14\.00, 8517\.13\.00") as caught:
        SCHEDULE.line("8517.62.00", on="2025-02-01")
    assert isinstance(caught.value, UnknownLine)
    assert caught.value.spells == (DateInterval("2025-08-01", "2027-01-01"),)
    with pytest.raises(UnknownLine, match=r"\(no line of the schedule\)"):
        SCHEDULE.line("4403.11.00", on="2025-02-01")
    assert SCHEDULE.numbers("44031100", on="2025-02-01") == ()


@pytest.mark.parametrize(
    ("code", "level", "lines", "count"),
    [
        ("85", "chapter", ("8517.13.00", "8517.14.00"), 2),
        ("8517", "heading", ("8517.13.00", "8517.14.00"), 2),
        ("8517.13", "subheading", ("8517.13.00",), 1),
    ],
)
def test_what_is_shorter_than_a_line_is_refused_with_the_lines_meant(
    code: str, level: str, lines: tuple[str, ...], count: int
) -> None:
    """A duty belongs to a line."""
    with pytest.raises(LineNeeded) as caught:
        SCHEDULE.line(code, on="2025-02-01")
    refused = caught.value
    assert (refused.code, refused.level, refused.lines, refused.count) == (code, level, lines, count)
    assert isinstance(refused, ValueError)


def test_a_heading_without_lines_is_no_line_needed() -> None:
    """There is nothing that it could mean."""
    with pytest.raises(UnknownLine):
        SCHEDULE.line("4403", on="2025-02-01")
    with pytest.raises(UnknownLine):
        SCHEDULE.lines("4403", on="2025-02-01")


def test_many_lines_are_counted_and_the_first_named() -> None:
    """An error is a sentence, not a list."""
    many = Schedule(
        name="many", lines_at_first={f"0101{n:04}": FREE for n in range(1, 9)}, numbers_at_first={}
    )
    with pytest.raises(LineNeeded, match=r"0101\.00\.05 or one of 3 more$"):
        many.line("0101", on="2025-02-01")


@pytest.mark.parametrize(
    "code", ["", "851", "8517.1", "abcd", "8517.62.00.90.1", "\uff18\uff15\uff11\uff17", "8517-62-00"]
)
def test_what_is_no_code_is_refused(code: str) -> None:
    """Letters, signs, odd numbers of digits, and digits of other scripts."""
    with pytest.raises(BadCode):
        SCHEDULE.line(code, on="2025-02-01")


@pytest.mark.parametrize("code", [85171300, 8517130010.0, None, b"85"])
def test_a_number_or_bytes_are_no_code(code: object) -> None:
    """A number has lost its zeros in front."""
    with pytest.raises(BadCode, match="loses its zeros"):
        SCHEDULE.line(code, on="2025-02-01")  # type: ignore[arg-type]


def test_days_outside_are_not_covered() -> None:
    """Before the first edition and after the last day nothing is known of the schedule."""
    for day in ("2024-12-31", "2027-01-01"):
        with pytest.raises(NotCovered, match="2025-01-01 through 2026-12-31"):
            SCHEDULE.line("85171300", on=day)
    with pytest.raises(BadDay):
        SCHEDULE.line("85171300", on="1 February 2025")


def test_lines_are_listed_under_a_prefix() -> None:
    """In the order of their codes; numbers on request, and a line without numbers stands for itself."""

    def listed(prefix: str, on: str, *, numbers: bool = False) -> list[str]:
        return [one.code.digits for one in SCHEDULE.lines(prefix, on=on, numbers=numbers)]

    assert listed("", "2025-02-01") == ["01010000", "85171300", "85171400", "99030101"]
    assert listed("85", "2025-08-01") == ["85171300", "85171400", "85176200"]
    assert listed("8517.13", "2025-02-01", numbers=True) == ["8517130010", "8517130090"]
    assert listed("8517.13.00.10", "2025-02-01") == ["8517130010"]
    assert listed("99", "2025-02-01", numbers=True) == ["99030101"]
    assert listed("9903.01.01.00", "2025-02-01") == ["99030101"]


def test_every_line_is_yielded_once_for_each_spell_of_days() -> None:
    """The spells of a line follow each other and cover the days on which it is one."""
    found = [(one.code.digits, str(one.stands), str(one.general)) for one in SCHEDULE.every_standing()]
    assert found == [
        ("01010000", "2025-01-01 through 2026-12-31", "Free"),
        ("85171300", "2025-01-01 through 2025-05-31", "5%"),
        ("85171300", "2025-06-01 through 2026-12-31", "6%"),
        ("85171400", "2025-01-01 through 2025-06-30", "Free"),
        ("85171400", "2025-07-01 through 2025-08-31", "Free"),
        ("85171400", "2025-09-01 through 2026-12-31", "5%"),
        ("85176200", "2025-08-01 through 2026-12-31", "Free"),
        ("99030101", "2025-01-01 through 2026-12-31", "No change"),
    ]
    early = [one.code.digits for one in SCHEDULE.every_standing(known_on="2025-01-01")]
    assert early == ["01010000", "85171300", "85171400", "99030101"]


def test_descriptions_come_from_another_schedule() -> None:
    """A line has its own, and a number has its own."""
    other = Schedule(
        name="described",
        lines_at_first={},
        numbers_at_first={},
        descriptions={"85171300": "Smartphones", "8517130010": "Smartphones > Small"},
    )
    described = SCHEDULE.with_descriptions(other)
    assert described.line("85171300", on="2025-02-01").description == "Smartphones"
    assert described.line("8517130010", on="2025-02-01").description == "Smartphones > Small"
    assert described.line("8517130090", on="2025-02-01").description is None
    assert SCHEDULE.line("85171300", on="2025-02-01").description is None


def test_lines_and_errors_outlive_their_process() -> None:
    """What a worker finds, or fails to find, comes back whole."""
    line = SCHEDULE.line("85171300", on="2025-02-01")
    assert through_pickle(line) == line
    for error in (
        LineNeeded("8517", "heading", ("8517.13.00",), 4),
        UnknownLine("8517.62.01", "2025-02-01", ("8517.62.00",), (DateInterval("2025-08-01"),)),
        BadSymbol("usmca"),
    ):
        again = through_pickle(error)
        assert (str(again), vars(again)) == (str(error), vars(error))
    assert through_pickle(SCHEDULE).line("85171300", on="2025-02-01") == line


@pytest.mark.parametrize(
    ("day", "origins"),
    [
        ("2022-04-08", {"CU", "KP"}),
        ("2022-04-09", {"BY", "CU", "KP", "RU"}),
        ("2026-10-07", {"BY", "CU", "KP", "RU"}),
    ],
)
def test_origins_under_column_2_are_those_of_the_bloc(day: str, origins: set[str]) -> None:
    """Russia and Belarus lost most-favoured treatment on 9 April 2022."""
    assert shipped_record().members("column-2", date.fromisoformat(day)) == origins
