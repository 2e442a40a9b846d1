"""Rated shipments: to the cent what single answers owe, with the same bounds, layers and reasons in the same words."""

from __future__ import annotations

from decimal import Decimal, localcontext
from functools import cache
from threading import Thread
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tradetalks as tt
from tests.rates.books import HOT_ORIGINS, book, edge_days, talks
from tests.rates.frames import agree, amount_of, four, rated, shipments
from tradetalks.adapters.frames import assessing
from tradetalks.adapters.frames.rate_book import RateBook
from tradetalks.engines.rates import shipments as rating
from tradetalks.engines.rates.money import MoneyTable
from tradetalks.vocabulary.numbers import printed

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The units of the duties on quantity, as the schedule prints them.
_UNITS = ("kg", "liter", "pf.liter", "each", "head", "a cubit")


def test_amounts_are_those_of_single_answers_to_the_cent() -> None:
    """On values from nothing to more than 64 bits hold with a rate, and quantities likewise."""
    made = rated(shipments(2_500, seed=11), detail="total")
    found = list(agree(made))
    assert sum(row["amount"] is not None for row, _duty in found) > 2_000
    assert {row["total"] is None for row, _duty in found} == {True, False}


@settings(max_examples=150, deadline=None)
@given(
    cents=st.integers(0, 10**17 - 1) | st.integers(0, 10**6) | st.just(0),
    thousandths=st.none() | st.integers(0, 10**17 - 1) | st.integers(0, 10**6),
    origin=st.sampled_from(HOT_ORIGINS),
    code=st.sampled_from(
        ("22083030", "04069099", "22042150", "01022940", "17011310", "94036080", "87032301", "76061230",
         "6404199060", "91021110", "64062000", "24021030", "84314990", "98020080"),
    ),
    day=st.sampled_from(("2025-04-09", "2025-05-10", "2025-08-10", "2025-11-20", "2026-03-01", "2026-08-01")),
    unit=st.none() | st.sampled_from(_UNITS),
)  # fmt: skip
def test_any_value_and_quantity(  # noqa: PLR0913 - what hypothesis draws
    *, cents: int, thousandths: int | None, origin: str, code: str, day: str, unit: str | None
) -> None:
    """Whatever the value, the quantity and its unit, the amount is that of the single answer or neither has one."""
    value = Decimal(f"{cents}e-2")
    quantity = None if thousandths is None else Decimal(f"{thousandths}e-3")
    frame = pa.table(
        {
            "origin": [origin],
            "line": [code],
            "date": [day],
            "value": pa.array([value], pa.decimal128(18, 2)),
            "quantity": pa.array([quantity], pa.decimal128(18, 3)),
            "quantity_unit": pa.array([unit], pa.string()),
        }
    )
    row = rated(frame, detail="total").to_pylist()[0]
    duty = talks().duty(origin, code, day)
    wanted = amount_of(duty, value, quantity, unit)
    if wanted is not None and wanted >= 10**16:
        assert row["amount"] is None
        assert "larger" in row["not_rated"]
    else:
        assert row["amount"] == wanted
        assert (row["not_rated"] is None) == (wanted is not None)


def test_values_of_everyday_are_not_reckoned_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Up to a hundred billion dollars a shipment takes a few steps for all rows together."""
    asked: list[int] = []
    one = MoneyTable._one

    def counted(table: MoneyTable, *given: int) -> int:
        asked.append(given[2])
        return one(table, *given)

    monkeypatch.setattr(MoneyTable, "_one", counted)
    frame = shipments(1_000, seed=73)
    cents = pa.array([10**13 - at for at in range(1_000)])
    rated(frame.drop_columns(["value", "quantity"]).append_column("value_cents", cents), detail="total")
    assert asked == []


def test_a_frame_without_values_is_rated_in_percent() -> None:
    """Where the percent hangs on a quantity, the row says what is missing."""
    made = rated(four().select(["origin", "line", "date"]), detail="total")
    assert made["total"].to_pylist()[0] == Decimal("27.5")
    assert made["amount"].null_count == 4
    rows = pa.table({"origin": ["GB"], "line": ["01022940"], "date": ["2025-06-01"]})
    row = rated(rows, detail="total").to_pylist()[0]
    assert row["total"] is None
    assert row["not_rated"] == "a duty is on quantity: give value and quantity in its unit"


@cache
def _full() -> pa.Table:
    return rated(shipments(400, seed=13), detail="full")


def _layers(duty: tt.Duty) -> str:
    """Return the layers of a single answer as rated rows have them."""
    first, *others = duty.layers
    said = [f"{'in words' if first.duty is None else first.duty} {first.program}"]
    said += [
        f"{one.effect if one.percent is None else printed(one.percent) + '%'} {one.program}" for one in others
    ]
    return "import prohibited" if duty.prohibited else " + ".join(said)


def _reasons(duty: tt.Duty) -> str:
    said = [one.because for one in duty.layers[1:]]
    said = [duty.prohibited.because] if duty.prohibited else said
    if any(one.values == ("on it, or not",) for one in duty.depends_on):
        said.append("A product list with a gap may change this.")
    return " | ".join(said)


def _check_words(made: pa.Table, claims: Mapping[str, object] | None = None) -> int:
    count = 0
    for row, duty in agree(made, claims):
        assert (row["low"], row["high"]) == (duty.low, duty.high), row
        assert row["layers"] == _layers(duty), row
        assert row["reasons"] == _reasons(duty), row
        count += 1
    return count


def test_bounds_layers_and_reasons_are_those_of_single_answers() -> None:
    """In the words of the single answers."""
    assert _check_words(_full()) > 350


def test_goods_on_a_list_with_a_gap_say_so() -> None:
    """Also where by what is known they are not on it, and so pay nothing."""
    frame = pa.table(
        {
            "origin": ["CA", "CA"],
            "line": ["8414100000", "84141000"],
            "date": ["2026-09-22"] * 2,
            "value": [100, 100],
        }
    )
    made = rated(frame)
    assert all("gap" in one for one in made["reasons"].to_pylist())
    assert _check_words(made) == 2


def test_a_ban_has_no_total_and_says_so() -> None:
    """Goods that may not be imported are neither free nor dear."""
    banned = next(one for one in book().tables.outcomes if one.prohibited is not None)
    number = book().tables.outcomes.index(banned)
    tables = book().tables
    row, kind = (int(one[0]) for one in (tables.table == number).nonzero())
    at, spell = (int(one[0]) for one in (tables.row_of == row).nonzero())
    origin = tables.origins[int((tables.class_of_origin == at).nonzero()[0][0])]
    codes = (tables.goods.class_of == kind) & (tables.codes.line_of[spell] >= 0)
    code = tables.codes.digits[int(codes.nonzero()[0][0])]
    for value in (None, 100):
        frame = pa.table({"origin": [origin], "line": [code], "date": [tables.days[spell]]})
        frame = frame if value is None else frame.append_column("value", pa.array([value]))
        made = rated(frame).to_pylist()[0]
        assert made["layers"] == made["not_rated"] == "import prohibited"
        assert made["total"] is made["amount"] is made["low"] is None
        duty = talks().duty(origin, code, tables.days[spell])
        assert duty.prohibited is not None
        assert made["reasons"] == _reasons(duty)


# --- claims ----------------------------------------------------------------------------------

_CLAIMS: list[dict[str, object]] = [
    {"usmca_qualifying": True, "us_content_percent": "40"},
    {"steel_content_percent": "33.3333", "aluminum_content_percent": "12.25", "metal_weight_percent": "14"},
    {"loaded_on_final_vessel": "2025-04-04", "preference": "S", "use": "truck_part", "within_quota": True},
    {"steel_melted_and_poured": ["US"], "aluminum_smelted_or_cast": ["US", "CA"], "uk_quota": "in"},
]


def _claiming(frame: pa.Table, claims: Mapping[str, object]) -> pa.Table:
    for name, value in claims.items():
        frame = frame.append_column(name, pa.array([value] * len(frame)))
    return frame


@cache
def _fresh() -> RateBook:
    return RateBook(book().tables)


@pytest.mark.parametrize("claims", _CLAIMS, ids="-".join)
def test_claims_one_by_one_and_in_tables(claims: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> None:
    """Few questions are asked one by one, many are worked out together: to the same, word for word."""
    frame = _claiming(shipments(60, seed=17), claims)
    one_by_one = rated(frame)
    monkeypatch.setattr(assessing, "_ONE_BY_ONE", 0)
    together = rated(frame)
    assert isinstance(one_by_one, pa.Table)
    assert one_by_one.equals(together)
    assert _check_words(one_by_one, claims) > 50
    assert one_by_one["not_rated"].null_count < 60
    less = rated(frame, detail="total")
    assert less["amount"].equals(one_by_one["amount"])
    without = frame.drop_columns(["value", "quantity"])
    assert rated(without, detail="total")["total"].equals(one_by_one["total"])


def test_claims_of_many_kinds_in_one_frame() -> None:
    """Each row is rated by what it claims; null is not given, and is not "no"."""
    day, code = "2026-07-10", "8427.20.80"
    frame = pa.table(
        {
            "origin": ["MX"] * 8,
            "line": [code] * 8,
            "date": [day] * 8,
            "value": [1000] * 8,
            "usmca_qualifying": [True, True, False, None, None, True, None, None],
            "us_content_percent": pa.array(
                [Decimal(30), None, None, Decimal(30), None, Decimal(0), None, None]
            ),
            "steel_melted_and_poured": pa.array([["US"], None, ["US", "MX"], None, None, None, ["MX"], None]),
            "described_by": [None, None, None, None, None, None, None, ""],
            "loaded_on_final_vessel": pa.array([None] * 8, pa.date32()),
        }
    )
    for row in rated(frame).to_pylist():
        claims = {
            name: row[name]
            for name in ("usmca_qualifying", "us_content_percent", "steel_melted_and_poured")
            if row[name] is not None
        }
        duty = talks().duty("MX", code, day, claims=claims)  # type: ignore[arg-type]
        assert (row["total"], row["low"], row["high"]) == (duty.percent, duty.low, duty.high), claims


def test_words_that_are_claimed_to_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several ids stand in a list or in one text."""
    ids = [one.id for one in talks().measures.values() if one.products.words][:2]
    base = four().slice(0, 1)
    as_text = rated(base.append_column("described_by", pa.array([", ".join(ids)])))
    as_list = rated(base.append_column("described_by", pa.array([ids])))
    duty = talks().duty("CN", "8517620090", "2025-05-10", claims={"described_by": ids})
    with monkeypatch.context() as context:
        context.setattr(assessing, "_ONE_BY_ONE", 0)
        together = RateBook(book().tables).assess(base.append_column("described_by", pa.array([ids])))
    assert isinstance(together, pa.Table)
    for made in (as_text, as_list, together):
        assert made["total"].to_pylist() == [duty.percent]
        assert made["not_rated"].to_pylist() == [None]


def test_days_of_loading_come_as_moments_too() -> None:
    """A column of moments at midnight, as pandas makes it, is one of days."""
    base = four().slice(0, 2)
    for kind in (pa.date32(), pa.timestamp("ns"), pa.timestamp("s"), pa.date64(), pa.string()):
        days = pa.array(["2025-04-04", None]).cast(pa.date32() if kind != pa.string() else kind).cast(kind)
        made = rated(base.append_column("loaded_on_final_vessel", days))
        assert made["not_rated"].to_pylist() == [None, None], kind
    zoned = pa.array([0, None], pa.timestamp("s", "UTC"))
    made = rated(base.append_column("loaded_on_final_vessel", zoned))
    assert "never a time" in made["not_rated"].to_pylist()[0]
    late = pa.array(["2025-04-04T10:00:00", None]).cast(pa.timestamp("us"))
    made = rated(base.append_column("loaded_on_final_vessel", late))
    assert "never a time" in made["not_rated"].to_pylist()[0]
    assert made["total"].null_count == 1


# --- names and detail ------------------------------------------------------------------------


def test_detail_says_how_much_is_added() -> None:
    """By word or by member, and refused where it is none."""
    added = {
        "total": ["total", "amount", "not_rated"],
        "layers": ["total", "amount", "layers", "reasons", "not_rated"],
        "full": list(assessing.ADDED),
    }
    whole = rated(four())
    for word, names in added.items():
        for detail in (word, assessing.Detail(word)):
            made = rated(four(), detail=detail)
            assert made.column_names[4:] == names
            assert made.equals(whole.select(made.column_names))
    with pytest.raises(tt.TradeTalksError, match="total"):
        rated(four(), detail="all")


def test_columns_may_have_other_names() -> None:
    """Those of the shipment, and those of claims."""
    names = {"origin": "country", "line": "hts", "date": "entered", "value": "usd", "quantity": "qty"}
    names |= {"quantity_unit": "uom", "usmca_qualifying": "nafta"}
    frame = four().append_column("quantity", pa.array([1, 1, 1, 1]))
    frame = frame.append_column("quantity_unit", pa.array(["No."] * 4))
    frame = frame.append_column("usmca_qualifying", pa.array([True, None, False, None]))
    plain = rated(frame)
    renamed = frame.rename_columns([names[one] for one in frame.column_names])
    made = rated(renamed, columns=names)
    assert made.select(plain.column_names[7:]).equals(plain.select(plain.column_names[7:]))
    usual = {"date": "on", "value": "customs_value_usd", "quantity_unit": "unit"}
    made = rated(frame.rename_columns([usual.get(one, one) for one in frame.column_names]))
    assert made.select(plain.column_names[7:]).equals(plain.select(plain.column_names[7:]))


def test_a_claim_by_another_name_is_heard() -> None:
    """A renamed claim moves the duty as it does by its own name."""
    frame = pa.table(
        {"origin": ["CA"], "line": ["8414100000"], "date": ["2025-05-10"], "value": [100], "nafta": [True]}
    )
    made = rated(frame, columns={"usmca_qualifying": "nafta"})
    duty = talks().duty("CA", "8414100000", "2025-05-10", claims={"usmca_qualifying": True})
    assert made["total"].to_pylist() == [duty.percent] != rated(frame)["total"].to_pylist()


def test_cents_are_values_too() -> None:
    """A value is given in dollars or in cents."""
    cents = pa.array([100_000, 3_333, 0, 105])
    made = rated(four().drop_columns("value").append_column("value_cents", cents))
    assert made["amount"].equals(rated(four())["amount"])


def test_the_context_of_the_user_changes_no_amount() -> None:
    """Whoever works with three digits still gets all of them."""
    frame = _claiming(shipments(40, seed=19), {"steel_content_percent": "33.3"})
    plain = rated(frame)
    with localcontext() as context:
        context.prec = 2
        made = RateBook(book().tables).assess(frame, detail="total")
    assert isinstance(made, pa.Table)
    assert made["total"].equals(plain["total"])


def test_two_threads_give_what_one_gives() -> None:
    """A book may be shared: nothing that it keeps is seen half made."""
    shared = RateBook(book().tables)
    frames = [shipments(3_000, seed) for seed in (23, 29)]
    claims = [{"preference": "S"}, {}]
    alone = [rated(frame, detail="layers") for frame in frames]
    found: dict[int, object] = {}

    def work(at: int) -> None:
        found[at] = [
            shared.assess(frames[at], detail="layers"),
            shared.assess(_claiming(frames[at].slice(0, 30), claims[at])),
        ]

    threads = [Thread(target=work, args=(at,)) for at in (0, 1)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    for at in (0, 1):
        whole, some = found[at]  # type: ignore[misc]
        assert whole.equals(alone[at])  # type: ignore[has-type]
        assert some.equals(rated(_claiming(frames[at].slice(0, 30), claims[at])))  # type: ignore[has-type]


def test_more_rows_than_are_rated_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts are put together in their order, and share their words."""
    frame = shipments(2_000, seed=31)
    whole = rated(frame, detail="layers")
    monkeypatch.setattr(assessing, "_AT_A_TIME", 333)
    monkeypatch.setattr(rating, "_AT_A_TIME", 100)
    parts = rated(frame, detail="layers")
    assert parts["total"].num_chunks == 7
    encoded = frame.set_column(0, "origin", frame["origin"].dictionary_encode())
    assert (
        rated(encoded, detail="layers")
        .select(parts.column_names[5:])
        .equals(parts.select(parts.column_names[5:]))
    )
    assert parts.combine_chunks().equals(whole.combine_chunks())
    assert parts["layers"].to_pylist() == whole["layers"].to_pylist()
    assert parts["not_rated"].to_pylist() == whole["not_rated"].to_pylist()


def test_a_frame_of_several_parts() -> None:
    """More than 2^18 rows are rated in threads, each part read and written by itself."""
    few = shipments(600, seed=37)
    frame = pa.concat_tables([few] * 440)
    made = rated(frame, detail="total")
    once = rated(few, detail="total")
    assert len(made) == 264_000 > 1 << 18
    for name in ("total", "amount"):
        column = made[name].combine_chunks()
        for start in (0, 262_200, 263_400):
            assert column.slice(start, 600).equals(once[name].combine_chunks()), (name, start)


def test_every_day_on_which_something_changes() -> None:
    """One line of China on each edge of the law."""
    days = edge_days(book())
    frame = pa.table(
        {
            "origin": ["CN"] * len(days),
            "line": ["8517620090"] * len(days),
            "date": pa.array(days, pa.date32()),
            "value": [1000] * len(days),
        }
    )
    assert len(list(agree(rated(frame, detail="total")))) == len(days)


def test_a_book_of_a_day_of_knowledge_rates_later_days() -> None:
    """By the law as it was then scheduled, and a missing day stays missing."""
    known = talks("2025-04-03")
    of = book("2025-04-03")
    days = ["2025-04-09", "2025-04-10", "2025-07-09", "2027-01-01", None]
    frame = pa.table({"origin": ["CN"] * 5, "line": ["8517620090"] * 5, "date": days, "value": [1000] * 5})
    made = of.assess(frame, detail="layers")
    assert isinstance(made, pa.Table)
    full = of.assess(frame.slice(0, 4))
    assert isinstance(full, pa.Table)
    assert full["low"].to_pylist() == [known.duty("CN", "8517620090", str(day)).low for day in days[:4]]
    *totals, last = made["total"].to_pylist()
    assert totals == [known.duty("CN", "8517620090", str(day)).percent for day in days[:4]]
    assert last is None
    assert made["not_rated"].to_pylist() == [None] * 4 + ["the column date is empty"]
