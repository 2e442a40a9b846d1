"""Frames that are wrong: refused as a whole with a sentence that says why, or told row by row; never rated as zero."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import tradetalks as tt
from tests.rates.books import book
from tests.rates.frames import four, rated
from tradetalks.adapters.frames import assessing
from tradetalks.adapters.frames.assessing import ADDED
from tradetalks.adapters.frames.refusals import BadFrame

if TYPE_CHECKING:
    from collections.abc import Sequence


def _with(name: str, values: Sequence[object] | pa.Array, kind: pa.DataType | None = None) -> pa.Table:
    """Return the four shipments with another column."""
    column = values if isinstance(values, pa.Array) else pa.array(values, kind)
    if name not in four().column_names:
        return four().append_column(name, column)
    return four().set_column(four().column_names.index(name), name, column)


# --- refused as a whole ----------------------------------------------------------------------

_REFUSED: dict[str, tuple[object, str, str]] = {
    "codes as floats": (_with("line", [8517620090.0] * 4), "line", "leading zeros"),
    "codes as ints": (_with("line", [8517620090] * 4), "line", "leading zeros"),
    "codes as ints in a dictionary": (
        _with("line", pa.array([8517620090] * 4).dictionary_encode()),
        "line",
        "leading zeros",
    ),
    "codes as bytes": (_with("line", [b"8517620090"] * 4), "line", "binary"),
    "codes in lists": (_with("line", [["8517620090"]] * 4), "line", "list"),
    "origins as numbers": (_with("origin", [156] * 4), "origin", "int64"),
    "origins in structs": (_with("origin", [{"code": "CN"}] * 4), "origin", "struct"),
    "days as numbers": (_with("date", [20250510] * 4), "date", "int64"),
    "days as times": (_with("date", [time(1)] * 4), "date", "time"),
    "days as spans": (_with("date", [timedelta(1)] * 4), "date", "duration"),
    "moments in a zone": (_with("date", [datetime(2025, 5, 10, tzinfo=UTC)] * 4), "date", "time zone UTC"),
    "odd cents as floats": (_with("value", [1.0, 2.5, 0.125, 1.0]), "value", "row 2, 0.125"),
    "sums of floats": (_with("value", [0.1 + 0.2] * 4), "value", "0.30000000000000004"),
    "narrow floats": (_with("value", [19.99] * 4, pa.float32()), "value", "19.98"),
    "endless": (_with("value", [1.0, float("inf"), 1.0, 1.0]), "value", "row 1, inf"),
    "large floats": (_with("value", [1e17] * 4), "value", "1e+17"),
    "values as text": (_with("value", ["1000"] * 4), "value", "decimals"),
    "values as truths": (_with("value", [True] * 4), "value", "bool"),
    "values as days": (_with("value", [date(2025, 5, 10)] * 4), "value", "date32"),
    "quantities as text": (_with("quantity", ["1 kg"] * 4), "quantity", "decimals"),
    "quantities of many places": (_with("quantity", [0.0001] * 4), "quantity", "thousandth"),
    "units as numbers": (_with("quantity_unit", [1] * 4), "quantity_unit", "units as text"),
    "value and cents": (_with("value_cents", [100] * 4), "value_cents", "one of both"),
    "value twice": (_with("customs_value_usd", [1] * 4), "customs_value_usd", "once more"),
    "date twice": (_with("on", ["2025-05-10"] * 4), "on", "once more"),
    "unit twice": (
        _with("quantity_unit", ["kg"] * 4).append_column("unit", pa.array(["kg"] * 4)),
        "unit",
        "once more",
    ),
    "no origin": (four().drop_columns("origin"), "origin", "not there"),
    "no line": (four().drop_columns("line"), "line", "not there"),
    "no date": (four().drop_columns("date"), "date", "not there"),
    "no columns": (pa.table({}), "origin", "not there"),
    "one name twice": (four().append_column("line", four()["line"]), "line", "another column"),
    "floats of a claim": (_with("steel_content_percent", [1 / 3] * 4), "steel_content_percent", "row 0"),
    "large floats of a claim": (
        _with("steel_content_percent", [1e300] * 4),
        "steel_content_percent",
        "1e+300",
    ),
    "structs of a claim": (_with("use", [{"a": 1}] * 4), "use", "struct"),
    "fixed lists of a claim": (
        _with("steel_melted_and_poured", [["US"]] * 4, pa.list_(pa.string(), 1)),
        "steel_melted_and_poured",
        "fixed_size_list",
    ),
}


@pytest.mark.parametrize("case", _REFUSED)
def test_a_frame_is_refused_with_its_column_and_what_would_do(case: str) -> None:
    """A sentence, the column, and nothing rated."""
    frame, column, said = _REFUSED[case]
    with pytest.raises(BadFrame) as caught:
        rated(frame)
    assert caught.value.column == column
    assert said in str(caught.value)
    assert str(caught.value).startswith(f"the column '{column}' holds ")


def test_the_row_that_is_refused_is_that_of_the_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where a frame is rated part by part."""
    monkeypatch.setattr(assessing, "_AT_A_TIME", 2)
    with pytest.raises(BadFrame, match=r"row 3, 0\.125"):
        rated(_with("value", [1.0, 2.0, 3.0, 0.125]), detail="total")


@pytest.mark.parametrize("name", ADDED)
def test_a_column_in_the_way_is_refused(name: str) -> None:
    """Nothing of the user's is written over."""
    with pytest.raises(BadFrame, match="another name"):
        rated(_with(name, [1] * 4), detail="total")


@pytest.mark.parametrize(
    "frame",
    [
        None,
        {"origin": ["CN"]},
        [1, 2],
        "CN",
        7,
        pd.Series(["CN"]),
        pl.Series(["CN"]),
        np.zeros(3),
        pd.DataFrame([["CN", "CN"]], columns=["origin", "origin"]),
    ],
    ids=lambda one: f"{type(one).__module__}.{type(one).__name__}",
)
def test_what_is_no_frame_is_refused(frame: Any) -> None:  # noqa: ANN401
    """By one clear sentence, whatever it is."""
    with pytest.raises(BadFrame, match=r"^the frame is ") as caught:
        book().assess(frame)
    assert caught.value.column == ""


def test_names_of_columns_must_lead_somewhere() -> None:
    """A name for nothing, and a column that is not there, are refused rather than passed over."""
    with pytest.raises(BadFrame, match="nothing that is asked for") as caught:
        rated(four(), columns={"country": "origin"})
    assert caught.value.column == "country"
    for name in ("value", "quantity", "usmca_qualifying", "origin"):
        with pytest.raises(BadFrame, match="not there") as caught:
            rated(four(), columns={name: "elsewhere"})
        assert caught.value.column == "elsewhere"
    for name in ("customs_value_usd", "total"):
        with pytest.raises(BadFrame, match="nothing that is asked for"):
            rated(four(), columns={name: "value"})


# --- told row by row -------------------------------------------------------------------------


def _said(frame: object, at: int = 1) -> str:
    """Return why a row is not rated, and check that nothing is said of it, and that its neighbours are rated."""
    for detail in ("total", "full"):
        made = rated(frame, detail=detail)
        for name in ("total", "amount", "low", "high", "layers", "reasons"):
            if name in made.column_names:
                assert made[name].to_pylist()[at] is None, name
        assert made["total"].to_pylist()[0] == Decimal("27.5")
        assert made["not_rated"].to_pylist()[0] is None
    found: str = rated(frame, detail="total")["not_rated"].to_pylist()[at]
    assert found
    return found


@pytest.mark.parametrize(
    ("origin", "said"),
    [
        ("XX", "'XX'"),
        ("UK", "'UK'"),
        ("cn", "'cn'"),
        (" CN", "' CN'"),
        ("CHN", "'CHN'"),
        ("China", "two capital letters"),
        ("", "no origin has the code ''"),
        ("C\0N", "no origin"),
        ("中国", "no origin"),
        ("x" * 999, "no origin"),
        (None, "the column origin is empty"),
    ],
)
def test_an_unknown_origin(origin: str | None, said: str) -> None:
    """Is said of the row, in few words however long it is."""
    found = _said(_with("origin", ["CN", origin, "JP", "IN"]))
    assert said in found
    assert len(found) < 200


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("8517", "8 or 10 digits"),
        ("8517.62", "8 or 10 digits"),
        ("85176200900", "no tariff code"),
        ("8517,62,00", "no tariff code"),
        ("8517620O90", "no tariff code"),
        ("٨٥١٧٦٢٠٠", "no tariff code"),
        ("8517 62 00", "no tariff code"),
        ("-8517620", "no tariff code"),
        ("8.5e9", "no tariff code"),
        ("99999999", "no line"),
        ("9903.01.25", "chapters 1 to 98"),
        ("9403608099", "no line"),
        ("", "no tariff code"),
        ("8" * 999, "no tariff code"),
        (None, "the column line is empty"),
    ],
)
def test_an_unknown_line(line: str | None, said: str) -> None:
    """Is said of the row, with what would do."""
    found = _said(_with("line", ["8517620090", line, "94036080", "94036080"]))
    assert said in found
    assert len(found) < 250


def test_dots_matter_not() -> None:
    """Codes with and without dots, and lines and numbers, stand in one column."""
    codes = ["8517.62.00.90", "8517620090", "8517.62.0090", "85176200"]
    frame = _with("line", codes).set_column(0, "origin", pa.array(["CN"] * 4))
    frame = frame.set_column(2, "date", pa.array(["2025-05-10"] * 4))
    assert rated(frame)["total"].to_pylist() == [
        tt.load().duty("CN", one, "2025-05-10").percent for one in codes
    ]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2024-12-31", "outside what the record covers"),
        ("2026-10-08", "outside what the record covers"),
        ("0001-01-01", "outside what the record covers"),
        ("9999-12-31", "outside what the record covers"),
        ("2025-02-30", "is no day"),
        ("2025-5-1", "is no day"),
        ("10.05.2025", "is no day"),
        ("20250510", "is no day"),
        ("2025-05-10T00:00:00", "is no day"),
        ("2025-05-10 ", "is no day"),
        ("２０２５-05-10", "is no day"),  # noqa: RUF001 - wide digits
        ("", "is no day"),
        (None, "the column date is empty"),
    ],
)
def test_a_bad_day(day: str | None, said: str) -> None:
    """Is said of the row, whatever is wrong with it."""
    assert said in _said(_with("date", ["2025-05-10", day, "2025-11-01", "2025-09-01"]))


@pytest.mark.parametrize(
    "kind", [pa.timestamp("s"), pa.timestamp("ms"), pa.timestamp("us"), pa.timestamp("ns")]
)
def test_a_time_of_day(kind: pa.DataType) -> None:
    """A moment that is not midnight is no day, since nobody says in which place."""
    moments = [datetime(2025, 5, 10), datetime(2025, 5, 10, 23, 59, 59), None, datetime(2025, 9, 1)]  # noqa: DTZ001
    frame = _with("date", moments, kind)
    assert "time of day" in _said(frame)
    assert _said(frame, 2) == "the column date is empty"


def test_days_at_the_ends_of_time() -> None:
    """The least and the most that columns of days can hold are outside what is covered, as known on a day too."""
    ends = np.iinfo(np.int32)
    frames = [
        _with("date", pa.array([20_218, at, 20_218, 20_218], pa.int32()).cast(pa.date32()))
        for at in (ends.min, ends.min + 1, -1, ends.max)
    ]
    most = np.iinfo(np.int64)
    frames += [
        _with("date", pa.array([20_218 * 86_400, at, None, None], pa.int64()).cast(pa.timestamp("s")))
        for at in (most.min + 1, -(2**31) * 86_400, 2**31 * 86_400)
    ]
    for frame in frames:
        _said(frame)
    for frame in frames[:3]:
        made = book("2025-04-03").assess(frame, detail="total")
        assert isinstance(made, pa.Table)
        assert made["total"].is_null().to_pylist()[1]
        assert made["not_rated"].to_pylist()[1]


def test_a_line_that_is_none_on_the_day() -> None:
    """Codes that came or went are said to be none on the day."""
    digits = book().tables.codes
    gone = next(
        digits.digits[at]
        for at in range(len(digits.digits))
        if (digits.line_of[:, at] < 0)[[0, -1]].tolist() == [False, True]
    )
    assert "no line of the schedule on that day" in _said(
        _with("line", ["8517620090", gone, "94036080", "94036080"]).set_column(
            2, "date", pa.array(["2025-05-10", "2026-10-07", "2025-11-01", "2025-09-01"])
        )
    )


_AMOUNTS: list[tuple[str, pa.Array]] = [
    ("negative", pa.array([1000, -1, 5, 5])),
    ("least", pa.array([1000, np.iinfo(np.int64).min, 5, 5])),
    ("most", pa.array([1000, np.iinfo(np.int64).max, 5, 5])),
    ("unsigned", pa.array([1000, 2**64 - 1, 5, 5], pa.uint64())),
    ("unsigned half", pa.array([1000, 2**63, 5, 5], pa.uint64())),
    ("negative decimal", pa.array([Decimal(1000), Decimal("-0.01"), Decimal(5), Decimal(5)])),
    ("half a cent", pa.array([Decimal(1000), Decimal("0.005"), Decimal(5), Decimal(5)])),
    ("many places", pa.array([Decimal(1000), Decimal("1.000000000000000001"), Decimal(5), Decimal(5)])),
    ("large", pa.array([Decimal(1000), Decimal(10**15), Decimal(5), Decimal(5)])),
    ("larger", pa.array([Decimal(1000), Decimal(10**36), Decimal(5), Decimal(5)])),
    ("largest", pa.array([Decimal(1000), Decimal(10**70), Decimal(5), Decimal(5)])),
    ("least of all", pa.array([Decimal(1000), Decimal(-(10**70)), Decimal(5), Decimal(5)])),
    ("negative float", pa.array([1000.0, -0.5, 5.0, 5.0])),
]  # fmt: skip


@pytest.mark.parametrize(("what", "values"), _AMOUNTS, ids=[one for one, _ in _AMOUNTS])
def test_a_value_that_cannot_be(what: str, values: pa.Array) -> None:
    """The percent stands, and the amount is said to be missing, for the value; of quantities likewise."""
    made = rated(_with("value", values), detail="total")
    assert made["total"].null_count == 1, what
    assert made["amount"].to_pylist()[:2] == [Decimal("275.00"), None]
    assert "can be no amount" in made["not_rated"].to_pylist()[1]
    assert made["amount"].to_pylist()[3] is not None


def test_missing_values_and_quantities() -> None:
    """Null, and not a number, are missing; zero is a value."""
    for values in (
        pa.array([1000.0, float("nan"), None, 0.0]),
        pa.array([1000, None, None, 0], pa.int16()),
        pa.array([Decimal(1000), None, None, Decimal(0)]),
    ):
        made = rated(_with("value", values), detail="total")
        assert made["amount"].to_pylist() == [Decimal("275.00"), None, None, Decimal(0)]
        assert made["not_rated"].to_pylist() == [None, "the value is missing", "the value is missing", None]
    none = rated(_with("value", [None] * 4), detail="total")
    assert none["amount"].null_count == 4
    assert none["not_rated"].to_pylist() == ["the value is missing"] * 4
    wine = pa.table(
        {"origin": ["FR"] * 6, "line": ["22042150"] * 6, "date": ["2025-06-01"] * 6, "value": [100] * 6}
    )
    for quantity, unit, known in (
        (None, "liter", False),
        (1, None, True),
        (1, "liter", True),
        (1, "kg", False),
        (1, "a cubit", False),
        (1, "", False),
    ):
        frame = wine.slice(0, 1)
        frame = frame.append_column("quantity", pa.array([quantity], pa.int32()))
        row = rated(frame.append_column("unit", pa.array([unit], pa.string()))).to_pylist()[0]
        assert (row["amount"] is not None) == known, (quantity, unit)
        assert (row["not_rated"] is None) == known


def test_nulls_everywhere() -> None:
    """Rows of nothing, and columns of nothing, are all kept."""
    row: dict[str, list[object]] = {
        name: [None] * 3 for name in ("origin", "line", "date", "value", "quantity")
    }
    claims = {name: pa.array([None] * 3) for name in ("usmca_qualifying", "use", "described_by")}
    for frame in (
        pa.table({**row, **claims}),
        pa.table(row).cast(four().schema.append(pa.field("quantity", pa.int64()))),
    ):
        made = rated(frame)
        assert made["total"].null_count == made["amount"].null_count == made["low"].null_count == 3
        assert made["not_rated"].to_pylist() == ["the column origin is empty"] * 3


def test_rows_that_are_twice_there_stay_twice() -> None:
    """As often as they come, and in their order."""
    frame = pa.concat_tables([four(), four(), four().slice(1, 1), four()])
    made = rated(frame)
    once = rated(four())
    assert made["amount"].to_pylist() == [
        once["amount"].to_pylist()[at % 4] for at in (*range(8), 1, *range(4))
    ]


def test_dictionaries_with_a_null_among_their_words() -> None:
    """A null in a dictionary is a null."""
    indices = pa.array([0, 1, None, 0], pa.int8())
    origins = pa.DictionaryArray.from_arrays(indices, pa.array(["CN", None]))
    made = rated(_with("origin", origins), detail="total")
    assert made["not_rated"].to_pylist()[1:3] == ["the column origin is empty"] * 2
    truths = pa.DictionaryArray.from_arrays(indices, pa.array(["yes", None]))
    made = rated(_with("usmca_qualifying", truths))
    assert made["not_rated"].to_pylist()[1] is None
    words = pa.DictionaryArray.from_arrays(indices, pa.array(["", None]))
    assert (
        rated(_with("described_by", words))["total"].to_pylist()[1] == rated(four())["total"].to_pylist()[1]
    )


# --- claims ----------------------------------------------------------------------------------

_BAD_CLAIMS: list[tuple[str, list[object], str]] = [
    ("usmca_qualifying", [None, "perhaps", None, None], "yes"),
    ("usmca_qualifying", [None, 1, 0, None], "True"),
    ("use", [None, "toy", None, None], "kitchen_cabinet"),
    ("use", [None, 7, None, None], "kitchen_cabinet"),
    ("preference", [None, 7, None, None], "symbol"),
    ("preference", [None, "nafta", None, None], "symbol"),
    ("steel_content_percent", [None, -1, None, None], "not negative"),
    ("steel_content_percent", [None, 101.5, float("nan"), None], "0 to 100"),
    ("steel_content_percent", [None, "a third", None, None], "exact number"),
    ("steel_content_percent", [None, True, None, None], "exact number"),
    ("steel_melted_and_poured", [None, "USA", None, None], "ISO 3166-1"),
    ("steel_melted_and_poured", [None, ["US", None], None, None], "ISO 3166-1"),
    ("steel_melted_and_poured", [None, [], None, None], "ISO 3166-1"),
    ("steel_melted_and_poured", [None, 7, None, None], "ISO"),
    ("loaded_on_final_vessel", [None, "yesterday", None, None], "ISO text"),
    ("loaded_on_final_vessel", [None, 20250404, None, None], "ISO text"),
    ("uk_quota", [None, "IN", None, None], "over"),
    ("described_by", [None, "no-such-words", None, None], "ids of measures and lists"),
    ("described_by", [None, "Not An Id", None, None], "not an id"),
    ("described_by", [None, 7, None, None], "ids"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "values", "said"), _BAD_CLAIMS, ids=[f"{one} {two[1]!r}" for one, two, _ in _BAD_CLAIMS]
)
def test_a_claim_that_cannot_be(name: str, values: list[object], said: str) -> None:
    """Is said of its row, which is then rated in no way; the others are."""
    found = _said(_with(name, values))
    assert said in found, found


def test_claims_that_contradict_each_other() -> None:
    """More metal than the whole is said of the row."""
    frame = _with("steel_content_percent", [None, 60, 60, None])
    frame = frame.append_column(
        "copper_content_percent", pa.array([None, Decimal("50.5"), Decimal(40), None])
    )
    assert "at most 100" in _said(frame)
    assert rated(frame)["not_rated"].null_count == 2


def test_a_row_keeps_the_first_thing_that_is_wrong_with_it() -> None:
    """One sentence for each row."""
    frame = pa.table(
        {
            "origin": ["XX", "CN", "CN"],
            "line": ["1", "1", "8517620090"],
            "date": ["never"] * 3,
            "value": [-1] * 3,
            "use": ["toy"] * 3,
        }
    )
    said = rated(frame)["not_rated"].to_pylist()
    assert "XX" in said[0]
    assert "tariff code" in said[1]
    assert "is no day" in said[2]


def test_mixed_objects_of_pandas() -> None:
    """Columns of mixed types are told row by row where they are text, and refused where they are numbers."""
    frame = four().to_pandas().astype(object)
    frame["value"] = [Decimal(1000), "33", 2, 1]
    with pytest.raises(BadFrame, match="nothing else among them"):
        book().assess(frame)
    frame["value"] = [Decimal(1000), 33, 2, Decimal("1.05")]
    made: Any = book().assess(frame, detail="total")
    assert list(made["amount"])[:2] == [Decimal("275.00"), Decimal("4.95")]
    frame["value"] = [10**30, 1, 1, 1]
    with pytest.raises(BadFrame):
        book().assess(frame)
    frame["value"] = [1j, 1, 1, 1]
    with pytest.raises(BadFrame):
        book().assess(frame)
    frame["value"] = [1, 1, 1, 1]
    frame["date"] = [date(2025, 5, 10), "2025-11-01", "2025-06-01", datetime(2025, 9, 1)]  # noqa: DTZ001
    made = book().assess(frame, detail="total")
    assert [one is None or one is pd.NA for one in made["not_rated"]] == [False, True, False, False]
    frame["usmca_qualifying"] = [True, "no", None, object()]
    frame["date"] = ["2025-05-10"] * 4
    made = book().assess(frame, detail="total")
    assert made["total"].isna().tolist() == [True, False, True, True]
