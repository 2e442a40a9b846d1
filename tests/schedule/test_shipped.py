"""The schedule that ships, against the tables and the official exports from which it was made."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.schedule.inputs import export, needs_exports, needs_tables, table
from tradetalks.dates.intervals import DateInterval
from tradetalks.errors import NotCovered
from tradetalks.loading.schedule import read_schedule, shipped_schedule
from tradetalks.loading.shipped import shipped_record
from tradetalks.model.tariff_lines import UnknownLine
from tradetalks.vocabulary.kinds import CoverageKind
from tradetalks.vocabulary.special_rates import check_symbol, read_special

if TYPE_CHECKING:
    from pathlib import Path

    from tradetalks.model.schedule import Schedule

SCHEDULE = shipped_schedule()
#: Any day after the last change.
LATE = "2026-12-31"


def listed(schedule: Schedule, on: str, known_on: str | None = None) -> dict[str, tuple[str, ...]]:
    """Return every line and number of a day by its code, with its three columns and its unit."""
    lines = schedule.lines(on=on, known_on=known_on)
    numbers = schedule.lines(on=on, known_on=known_on, numbers=True)
    return {
        one.code.digits: (
            one.general.text,
            one.special.text,
            one.column_2.text,
            "; ".join(one.units) if one.is_number else "",
        )
        for one in (*lines, *numbers)
    }


def test_it_holds_so_many_lines_and_numbers() -> None:
    """Counts of the 2025 basic edition, of which 3,844 lines have no statistical number."""
    lines = SCHEDULE.lines(on="2025-01-01")
    assert (len(lines), sum(len(one.numbers) for one in lines)) == (15_230, 19_731)
    assert sum(not one.numbers for one in lines) == 3_844
    assert len(SCHEDULE.lines(on="2026-06-08")) == 14_835
    assert Counter(
        str(one.general.status) for one in SCHEDULE.lines(on="2025-01-01") if one.code.digits < "98"
    ) == {
        "ad-valorem": 5_862,
        "free": 4_315,
        "specific": 759,
        "compound": 315,
        "component": 105,
        "reference": 43,
        "formula": 14,
    }


@needs_tables
def test_every_line_of_the_table_is_shipped_as_it_is_there() -> None:
    """The 23,575 rows of the 2025 basic edition, all three columns and the unit.

    As known on its day: one line was corrected a year later, from 2012 on.
    """
    rows = table("hts_lines")
    for row in rows:
        found = SCHEDULE.line(row["hts10"], on="2025-01-01", known_on="2025-01-01")
        assert found.is_number is (row["line_kind"] == "statistical")
        assert found.general.text == row["general_text"]
        assert found.special.text == row["special_text"]
        assert found.column_2.text == row["column2_text"]
        assert "; ".join(found.units) == (row["unit_of_quantity"] if found.is_number else "")
    assert len(rows) == 23_575


@needs_tables
def test_every_added_line_is_there_from_its_day_on() -> None:
    """And not on the day before, unless a revision put back what an earlier one had taken off."""
    put_back = {("9401993030", "2025_rev_16"), ("7602000035", "2026_rev_3")}
    for row in table("hts_lines_added"):
        if (row["hts10"], row["revision"]) in put_back:
            continue
        day = date.fromisoformat(row["effective"])
        found = SCHEDULE.line(row["hts10"], on=day)
        assert (found.general.text, found.special.text) == (row["general_text"], row["special_text"])
        with pytest.raises(UnknownLine):
            SCHEDULE.line(row["hts10"], on=day.replace(day=1).fromordinal(day.toordinal() - 1))


@needs_tables
def test_every_change_of_the_table_is_shipped() -> None:
    """Each removed number is none from its day on; each changed column reads as the table says."""
    kept = {"7602000035"}  # taken off by one revision, put back by the next from the same day on
    for row in table("hts_changes"):
        code, day = row["hts"], date.fromisoformat(row["effective"])
        if row["change"] == "removed" and code not in kept:
            with pytest.raises(UnknownLine):
                SCHEDULE.line(code, on=day)
        if row["change"] == "changed" and row["field"] != "description":
            line = SCHEDULE.line(code, on=max(day, date(2025, 1, 1)))
            texts = {
                "special_text": line.special.text,
                "column2_text": line.column_2.text,
                "general_text": line.general.text,
                "unit_of_quantity": "; ".join(line.units),
            }
            assert texts[row["field"]] == row["new"]


@needs_exports
@pytest.mark.parametrize("form", ["csv", "json"])
def test_the_first_edition_is_the_official_export(form: str, tmp_path: Path) -> None:
    """Line by line and number by number, in both forms."""
    official = read_schedule(export(f"hts_2025_basic.{form}", tmp_path))
    assert official.lines_at_first == SCHEDULE.lines_at_first
    assert official.numbers_at_first == SCHEDULE.numbers_at_first


@needs_exports
@pytest.mark.parametrize(
    ("name", "published"), [("hts_2025_rev_18", "2025-08-06"), ("hts_2026_rev_10", "2026-06-08")]
)
def test_the_first_edition_and_its_changes_are_a_later_official_export(
    name: str, published: str, tmp_path: Path
) -> None:
    """All chapters exactly; an edition prints what is known when it is published, also of later days."""
    official = read_schedule(export(f"{name}.json", tmp_path))
    assert listed(SCHEDULE, LATE, published) == listed(official, LATE)


@needs_tables
def test_every_text_of_a_heading_of_9903_is_there_on_its_day() -> None:
    """As last published: a later text for the same days covers an earlier one."""
    order = {row["revision"]: at for at, row in enumerate(table("hts_revisions"))}
    last: dict[tuple[str, str], tuple[int, str, str]] = {}
    for row in table("chapter99_headings"):
        key = (row["heading"], row["effective"] or "2025-01-01")
        last[key] = max(
            last.get(key, (-1, "", "")), (order[row["revision"]], row["change"], row["general_text"])
        )
    for (code, day), (revision, kind, text) in last.items():
        covered = any(
            other == code and at > revision and then <= day
            for (other, then), (at, _kind, _text) in last.items()
        )
        if covered:
            continue
        if kind == "removed":
            with pytest.raises(UnknownLine):
                SCHEDULE.line(code, on=day)
        else:
            assert SCHEDULE.mfn_rate(code, on=day).text == text


def test_a_correction_of_an_old_slip_is_known_from_its_publication_on() -> None:
    """Colombia is free on 3921.12.19 since 2012, which the schedule printed from 2026 on."""
    code, day = "3921.12.19", "2025-06-01"
    assert SCHEDULE.column_1_special(code, "CO", on=day, known_on="2025-12-31") is None
    assert str(SCHEDULE.column_1_special(code, "CO", on=day)) == "Free"
    assert SCHEDULE.line(code, on=day).stands == DateInterval("2025-01-01")


def test_every_symbol_of_the_special_column_can_be_asked_for() -> None:
    """The programmes listed are the symbols printed, but for five of agreements that have ended."""
    listed_symbols = {one.symbol for one in SCHEDULE.programmes}
    texts = {texts[1] for texts in SCHEDULE.lines_at_first.values()}
    printed = {symbol for text in texts for symbol in read_special(text).symbols}
    assert printed - listed_symbols == {"CA", "MX", "J", "J*"}
    assert listed_symbols - printed == set()
    assert all(check_symbol(one) for one in listed_symbols)


def test_days_and_coverage_are_those_of_the_record() -> None:
    """The record says how far the schedule was followed, and before 2025 there is none."""
    coverage = {one.kind: one.last_day for one in shipped_record().statement.coverage}
    assert SCHEDULE.followed_to == coverage[CoverageKind.SCHEDULE]
    assert SCHEDULE.covers == DateInterval("2025-01-01")
    with pytest.raises(NotCovered, match="from 2025-01-01"):
        SCHEDULE.line("8471.30.01", on="2024-12-31")


@pytest.mark.parametrize(
    ("code", "day", "general", "column_2"),
    [
        ("8471.30.01.00", "2025-01-01", "Free", "35%"),
        ("6110.20.20", "2025-06-01", "16.5%", "50%"),
        ("0201.30.50.91", "2026-02-01", "4.4¢/kg", "13.2¢/kg"),
        ("4420.19.00", "2025-02-05", "3.2%", "33 1/3%"),
        ("1701.13.05", "2025-01-01", None, None),
        ("9903.01.24", "2025-03-04", None, None),
    ],
)
def test_known_lines_have_their_known_rates(
    code: str, day: str, general: str | None, column_2: str | None
) -> None:
    """A few lines that anybody can look up; formulas and provisions of chapter 99 have no duty."""
    line = SCHEDULE.line(code, on=day)
    found = tuple(one.duty and str(one.duty) for one in (line.general, line.column_2))
    assert found == (general, column_2)


def test_loading_the_record_does_not_open_the_schedule() -> None:
    """Who asks for talks alone does not wait for lines."""
    code = (
        "import sys, tradetalks as tt\n"
        "tt.load()\n"
        "print([one for one in sys.modules if 'schedule' in one or 'product_lists' in one])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_it_is_opened_once_and_has_a_digest() -> None:
    """Receipts name what was read."""
    assert shipped_schedule() is SCHEDULE
    assert len(SCHEDULE.sha256) == 64
