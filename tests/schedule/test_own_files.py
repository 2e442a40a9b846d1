"""A user's own schedule file: the two forms of the export, and what is refused with which fault."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws.strategies import through_pickle
from tests.schedule.inputs import export, needs_exports, needs_tables, table
from tradetalks.errors import NotCovered
from tradetalks.loading.schedule import read_schedule
from tradetalks.loading.schedule_rules import LONGEST_DESCRIPTION, LONGEST_RATE, SCHEDULE_RULES
from tradetalks.loading.usitc_rows import ScheduleRefused
from tradetalks.vocabulary.rates import tidy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tradetalks.errors import Fault
    from tradetalks.model.schedule import Schedule

HEAD = (
    "HTS Number",
    "Indent",
    "Description",
    "Unit of Quantity",
    "General Rate of Duty",
    "Special Rate of Duty",
    "Column 2 Rate of Duty",
)
FIELDS = ("htsno", "indent", "description", "units", "general", "special", "other")
#: A heading, words without a code, a line with two numbers, and a line with one number in a single row.
ROWS: tuple[tuple[str, str, str, str, str, str, str], ...] = (
    ("8517", "0", "Telephone sets:", "", "", "", ""),
    ("", "1", "Telephones:", "", "", "", ""),
    ("8517.13.00", "2", "Smartphones", "", "5%", "Free (S)", "35%"),
    ("8517.13.00.10", "3", "Small", '["No."]', "", "", ""),
    ("8517.13.00.90", "3", "Other", '["No.","kg"]', " ", "\t", ""),
    ("8517.14.00.20", "1", "Other", "kg", "Free", "", "33 1/3%"),
)


def csv_of(rows: Sequence[Sequence[str]], head: Sequence[str] = HEAD) -> str:
    """Return rows as the CSV form."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([head, *rows])
    return text.getvalue()


def json_of(rows: Sequence[Sequence[str]]) -> list[dict[str, Any]]:
    """Return rows as the JSON form, with some of the fields that nobody needs."""
    made = []
    for row in rows:
        units = json.loads(row[3]) if row[3].startswith("[") else [row[3]] if row[3] else []
        made.append({**dict(zip(FIELDS, row, strict=True)), "units": units, "footnotes": None})
    return made


def write(folder: Path, content: str | bytes, name: str = "mine.csv") -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def faults(path: Path) -> tuple[Fault, ...]:
    """Return what is wrong with a file."""
    with pytest.raises(ScheduleRefused) as caught:
        read_schedule(path)
    assert isinstance(caught.value, ValueError)
    assert all(one.hint == SCHEDULE_RULES[one.code].hint for one in caught.value.faults)
    return caught.value.faults


def codes(path: Path) -> list[tuple[str, int | None]]:
    """Return code and line of what is wrong with a file."""
    return [(one.code, one.line) for one in faults(path)]


def contents(schedule: Schedule) -> tuple[object, ...]:
    """Return what was read."""
    return schedule.lines_at_first, schedule.numbers_at_first, schedule.descriptions


# What is read -----------------------------------------------------------------------------------------------


def test_lines_numbers_units_and_descriptions_are_read(tmp_path: Path) -> None:
    """A number has the rates of its line, and a line of one number is printed in one row."""
    mine = read_schedule(write(tmp_path, csv_of(ROWS)))
    assert mine.name == "mine.csv"
    assert mine.lines_at_first == {"85171300": ("5%", "Free (S)", "35%"), "85171400": ("Free", "", "33 1/3%")}
    assert mine.numbers_at_first == {"85171300": {"10": "No.", "90": "No.; kg"}, "85171400": {"20": "kg"}}
    number = mine.line("8517.13.00.90", on="2026-07-01")
    assert number.description == "Telephone sets > Telephones > Smartphones > Other"
    assert (str(number.general), number.units) == ("5%", ("No.", "kg"))
    assert mine.line("8517.14.00", on="1999-01-01").description == "Telephone sets > Other"
    assert len(mine.sha256) == 64


def test_both_forms_say_the_same(tmp_path: Path) -> None:
    """The form is told from what the file begins with, not from its name; a byte order mark does no harm."""
    from_csv = read_schedule(write(tmp_path, b"\xef\xbb\xbf" + csv_of(ROWS).encode(), "mine.json"))
    from_json = read_schedule(write(tmp_path, " " + json.dumps(json_of(ROWS)), "mine.csv"))
    assert contents(from_csv) == contents(from_json)


def test_an_edition_holds_on_the_days_that_its_reader_says(tmp_path: Path) -> None:
    """A file does not say of which days it is."""
    path = write(tmp_path, csv_of(ROWS))
    mine = read_schedule(path, name="2027", first_day="2027-01-01", end="2028-01-01")
    assert mine.name == "2027"
    assert str(mine.mfn_rate("85171300", on="2027-12-31")) == "5%"
    with pytest.raises(NotCovered, match="2027 covers the days 2027-01-01 through 2027-12-31"):
        mine.mfn_rate("85171300", on="2028-01-01")


def test_other_columns_and_empty_rows_do_no_harm(tmp_path: Path) -> None:
    """The export has more columns than are needed, in whatever order."""
    rows = [(*row[::-1], "x") for row in ROWS]
    text = csv_of(rows, (*HEAD[::-1], "Quota Quantity")) + "\r\n"
    assert contents(read_schedule(write(tmp_path, text))) == contents(
        read_schedule(write(tmp_path, csv_of(ROWS)))
    )


@needs_exports
def test_the_official_export_is_read_alike_in_both_forms(tmp_path: Path) -> None:
    """Lines, numbers, units and descriptions of the whole schedule."""
    from_csv = read_schedule(export("hts_2025_basic.csv", tmp_path))
    from_json = read_schedule(export("hts_2025_basic.json", tmp_path))
    assert contents(from_csv) == contents(from_json)


@needs_exports
@needs_tables
def test_the_descriptions_of_the_official_export_are_those_of_the_table(tmp_path: Path) -> None:
    """Each with the texts above it, but for spaces."""
    mine = read_schedule(export("hts_2025_basic.json", tmp_path))
    for row in table("hts_descriptions"):
        code = row["hts10"]
        found = mine.descriptions.get(code) or mine.descriptions[code[:8]]
        assert tidy(found) == tidy(row["description"])


# What is refused --------------------------------------------------------------------------------------------


def test_a_missing_file_a_folder_and_a_pipe_are_refused(tmp_path: Path) -> None:
    """And none of them is waited for."""
    assert codes(tmp_path / "nothing.csv") == [("H1", None)]
    assert codes(tmp_path) == [("H1", None)]
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe")
        assert codes(tmp_path / "pipe") == [("H1", None)]
    with pytest.raises(ScheduleRefused):
        read_schedule("nul\0byte")


def test_what_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes, rows, rates and descriptions are all bounded."""
    rate = ("8471.30.01", "0", "x", "", "1" * (LONGEST_RATE + 1), "", "")
    text = ("8471.41.01", "0", "x" * (LONGEST_DESCRIPTION + 1), "", "", "", "")
    assert codes(write(tmp_path, csv_of([rate, text]))) == [("H2", 2), ("H2", 3)]
    monkeypatch.setattr("tradetalks.loading.usitc_rows.MOST_SCHEDULE_ROWS", 5)
    assert codes(write(tmp_path, csv_of(ROWS))) == [("H2", 7)]
    assert codes(write(tmp_path, json.dumps(json_of(ROWS)))) == [("H2", None)]
    monkeypatch.setattr("tradetalks.loading.usitc_rows.MOST_COMMAS", 20)
    assert codes(write(tmp_path, csv_of(ROWS))) == [("H2", None)]
    monkeypatch.setattr("tradetalks.loading.usitc_rows.MOST_SCHEDULE_BYTES", 20)
    assert codes(write(tmp_path, csv_of(ROWS))) == [("H2", None)]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        pytest.param(csv_of(ROWS).encode("utf-16"), 1, id="utf-16"),
        pytest.param(csv_of(ROWS).replace("Small", "Sm\u00e5ll").encode("latin-1"), 5, id="latin-1"),
        pytest.param(csv_of(ROWS).replace("Small", "Sm\0ll").encode(), 5, id="nul"),
        pytest.param(gzip.compress(csv_of(ROWS).encode()), 1, id="packed"),
        pytest.param(b"PK\x03\x04 a workbook", 1, id="workbook"),
    ],
)
def test_what_is_no_utf_8_is_refused(content: bytes, line: int, tmp_path: Path) -> None:
    """Another encoding would change signs such as the cent."""
    assert codes(write(tmp_path, content)) == [("H3", line)]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        pytest.param('[{"htsno": }]', 1, id="no json"),
        pytest.param("[" * 100_000, None, id="deep"),
        pytest.param('{"rows": []}', None, id="no list"),
        pytest.param('["0101"]', 1, id="no object"),
        pytest.param('[{"general": "Free", "general": "5%"}]', 1, id="field twice"),
        pytest.param(csv_of(ROWS) + '"open', 8, id="open quote"),
        pytest.param(",".join(HEAD) + '\n"a"b,0,x,,,,\n', 2, id="quote within"),
        pytest.param(",".join(HEAD) + "\n0101.21.00,0," + "x" * 200_000 + ",,,,\n", 2, id="huge cell"),
    ],
)
def test_what_no_parser_can_read_is_refused(content: str, line: int | None, tmp_path: Path) -> None:
    """With the line where it stops making sense, as far as there is one."""
    assert ("H4", line) in codes(write(tmp_path, content))


def test_wrong_columns_are_refused(tmp_path: Path) -> None:
    """A missing column, one that stands twice, other signs between cells, short rows, missing fields."""
    (missing,) = faults(write(tmp_path, csv_of(ROWS, ("Code", *HEAD[1:]))))
    assert (missing.code, missing.message) == ("H5", "the first row names no column HTS Number")
    (twice,) = faults(write(tmp_path, csv_of([(*row, "") for row in ROWS], (*HEAD, HEAD[4]))))
    assert twice.message == "the first row names the column General Rate of Duty twice"
    assert codes(write(tmp_path, csv_of(ROWS).replace(",", ";"))) == [("H5", 1)]
    assert codes(write(tmp_path, "")) == [("H5", 1)]
    assert codes(write(tmp_path, csv_of([*ROWS, ("8518.10.00", "1")]))) == [("H5", 8)]
    rows = json_of(ROWS)
    del rows[2]["other"]
    assert ("H5", 3) in codes(write(tmp_path, json.dumps(rows)))


@pytest.mark.parametrize(
    "code",
    ["101.21.00", "0101.2", "101210010", "8517620090.0", "8.51762E+09", "8517.13.0X", "8517-13-00", "=8517"],
)
def test_a_code_that_lost_a_zero_is_refused(code: str, tmp_path: Path) -> None:
    """As table programs write codes that they take for numbers."""
    rows = [*ROWS, (code, "1", "x", "", "Free", "", "")]
    assert codes(write(tmp_path, csv_of(rows))) == [("H6", 8)]


@pytest.mark.parametrize("code", ["8517130010", "8517.13", "1e10", "NaN", "true", "[]"])
def test_a_code_that_is_no_text_is_refused(code: str, tmp_path: Path) -> None:
    """JSON knows numbers, which have no zeros in front."""
    text = json.dumps(json_of(ROWS)).replace('"8517.13.00.10"', code)
    assert ("H6", 4) in codes(write(tmp_path, text))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("general", 5),
        ("general", 0.05),
        ("special", ["Free"]),
        ("other", {}),
        ("description", 7),
        ("units", "kg"),
        ("units", [1]),
        ("units", ["kg"] * 9),
        ("indent", 2),
        ("indent", "-1"),
        ("indent", "99"),
        ("indent", "\u0662"),
        ("indent", None),
    ],
)
def test_a_value_of_another_type_is_refused(field: str, value: object, tmp_path: Path) -> None:
    """A number has lost how it was printed."""
    rows = json_of(ROWS)
    rows[2][field] = value
    assert ("H7", 3) in codes(write(tmp_path, json.dumps(rows)))


def test_units_that_are_no_list_are_refused(tmp_path: Path) -> None:
    """The CSV form writes several units as JSON does."""
    rows = [
        ("8471.30.01", "0", "x", '["No."', "Free", "", ""),
        ("8471.41.01", "0", "x", "[1]", "Free", "", ""),
    ]
    assert codes(write(tmp_path, csv_of(rows))) == [("H7", 2), ("H7", 3)]


def test_a_line_or_a_number_twice_is_refused(tmp_path: Path) -> None:
    """Also where the rows are alike, and where a line comes again as a single number."""
    assert codes(write(tmp_path, csv_of([*ROWS, ROWS[2], ROWS[3], ROWS[5]]))) == [
        ("H8", 8),
        ("H8", 9),
        ("H8", 10),
    ]


def test_a_number_has_the_rates_of_its_line_or_none(tmp_path: Path) -> None:
    """Nothing is inherited from elsewhere: neither from the line before, nor from a heading."""
    other = ("8517.13.00.95", "3", "x", "", "6%", "", "")
    alone = ("8517.18.00.95", "3", "x", "", "", "", "")
    same = ("8517.13.00.96", "3", "x", "", "", "", "35%")
    found = faults(write(tmp_path, csv_of([*ROWS, other, alone, same])))
    assert [(one.code, one.line, one.record) for one in found] == [
        ("H9", 8, "8517.13.00.95"),
        ("H9", 9, "8517.18.00.95"),
    ]


def test_a_schedule_without_lines_is_refused(tmp_path: Path) -> None:
    """It would answer every question with a gap."""
    assert codes(write(tmp_path, csv_of(ROWS[:2]))) == [("H10", None)]
    assert codes(write(tmp_path, "[]")) == [("H10", None)]


def test_all_faults_are_reported_together_and_reading_stops_at_a_thousand(tmp_path: Path) -> None:
    """The first hundred are printed, the others counted."""
    path = write(tmp_path, csv_of([("x", "0", "x", "", "", "", "")] * 1_500), "a\nb.csv")
    with pytest.raises(ScheduleRefused) as caught:
        read_schedule(path)
    refused = through_pickle(caught.value)
    assert (refused.count, refused.stopped) == (1_000, True)
    text = str(refused)
    assert text.startswith("1000 faults in the schedule\na\\nb.csv:2: H6: 'x' is no tariff code")
    assert text.endswith("and 900 more\nreading stopped after 1000 faults")


@given(st.binary(max_size=300))
def test_bytes_of_any_kind_are_refused_and_nothing_else_happens(content: bytes) -> None:
    """Whatever the file, there is a schedule or a refusal."""
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "mine")
        path.write_bytes(content)
        with pytest.raises(ScheduleRefused):
            read_schedule(path)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda one: st.lists(one, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), one, max_size=7),
        max_leaves=12,
    )
)
def test_json_of_any_kind_is_refused_and_nothing_else_happens(value: object) -> None:
    """Rows of any shape: a line needs seven fields of the right types."""
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "mine")
        path.write_text(json.dumps([value]), "utf-8")
        with pytest.raises(ScheduleRefused):
            read_schedule(path)
