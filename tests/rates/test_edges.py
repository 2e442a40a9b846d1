"""Rates, units and prices that no shipped record has: bulk reckons them as single answers do, or refuses them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

import tradetalks as tt
from tests.rates.books import talks
from tests.rates.frames import amount_of
from tradetalks.adapters.frames import assessing
from tradetalks.adapters.frames.rate_book import RateBook
from tradetalks.engines.rates import outcomes
from tradetalks.engines.rates.rate_tables import scaled
from tradetalks.model.measures import MinimumPrice, MinimumPrices, Prohibits
from tradetalks.model.schedule import Schedule
from tradetalks.vocabulary.duties import Specific

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_DAY = date(2025, 9, 1)
#: Lines with rates of every kind.
_LINES = {
    "01010101": ("10%", "", "20%"),
    "01010102": ("2¢/kg", "", "5¢/kg"),
    "01010103": ("2¢/kg + 3¢ each", "", "5%"),
    "01010104": ("$1.20/kg + 2.5%", "", "33 1/3%"),
    "01010105": ("The rate applicable to the article", "", "5%"),
    "01010106": ("$9999999999/kg", "", "5%"),
    "01010107": ("Free", "", "Free"),
    "01010108": ("2 EUR/kg", "", "2 EUR/kg + 5%"),
}


def _measure(
    name: str, origin: str, effect: tt.Charges | Prohibits | MinimumPrices, programme: str
) -> tt.TariffMeasure:
    return tt.TariffMeasure(
        id=f"edge-{name}",
        announced="2026-10-01",
        sources=[tt.Source.what_if("a test")],
        programmes=[programme],
        origins=tt.PlaceScope([origin]),
        products=tt.ProductScope(all=True),
        applies=tt.DateInterval("2025-07-05"),
        action="impose",
        effect=effect,
        summary=f"What if {name}?" if origin == "VN" else f"A supposition: {name}.",
    )


def _charge(text: str, **bounds: str) -> tt.Charges:
    limits = {name: tt.parse_duty(one) for name, one in bounds.items()}
    return tt.Charges(duty=tt.parse_duty(text), **limits)  # type: ignore[arg-type]


def _suppositions(*, fine: bool) -> Iterator[tt.TariffMeasure]:
    programme = "ieepa-reciprocal"
    yield _measure("level", "VN", _charge("15% all-in"), programme)
    yield _measure("kilo", "KE", _charge("3.2¢/kg"), programme)
    yield _measure("either", "UG", _charge("7%", at_least="9% all-in"), programme)
    yield _measure("ceiling", "NZ", _charge("25%", at_most="15% all-in"), programme)
    yield _measure("ban", "ZM", Prohibits(), programme)
    prices = MinimumPrices(prices=[MinimumPrice(goods="goods", price=Specific(Decimal(3), "$", "kg"))])
    yield _measure("price", "LS", prices, programme)
    if fine:
        yield _measure("fine", "MG", _charge("0.000000000000000001%"), programme)


@cache
def _talks(*, fine: bool) -> tt.Talks:
    schedule = Schedule(
        "a schedule of a test",
        lines_at_first=_LINES,
        numbers_at_first={one: {"00": "kg"} for one in list(_LINES)[:3]},
        covers=tt.DateInterval("2025-01-01"),
    )
    return talks().with_schedule(schedule).with_(*_suppositions(fine=fine))


@cache
def _book(*, fine: bool) -> RateBook:
    return _talks(fine=fine).rate_book()


def _frame(claims: Mapping[str, object] | None = None) -> pa.Table:
    """Return every line of every such origin, with values and quantities of every size, or missing."""
    sizes = [
        (value, quantity, unit)
        for value in (None, "0", "0.05", "33.33", "99999999999999.99")
        for quantity in (None, "0", "1.5", "99999999.999")
        for unit in (None, "kg", "each", "cubit")
    ]
    rows = [
        (origin, line, *size)
        for origin in ("VN", "KE", "UG", "NZ", "ZM", "LS", "MG", "RU")
        for line in _LINES
        for size in sizes
    ]
    origins, lines, values, quantities, units = zip(*rows, strict=True)
    frame = pa.table(
        {
            "origin": origins,
            "line": lines,
            "date": pa.array([_DAY] * len(rows), pa.date32()),
            "value": pa.array(
                [None if one is None else Decimal(one) for one in values], pa.decimal128(18, 2)
            ),
            "quantity": pa.array(
                [None if one is None else Decimal(one) for one in quantities], pa.decimal128(18, 3)
            ),
            "unit": pa.array(units, pa.string()),
        }
    )
    for name, claim in (claims or {}).items():
        frame = frame.append_column(name, pa.array([claim] * len(frame)))
    return frame


def _check(made: object, asked: tt.Talks, claims: Mapping[str, object] | None = None) -> None:
    assert isinstance(made, pa.Table)
    duties: dict[tuple[str, str], tt.Duty] = {}
    for row in made.to_pylist():
        key = (row["origin"], row["line"])
        if key not in duties:
            duties[key] = asked.duty(*key, _DAY, claims=claims)  # type: ignore[arg-type]
        duty = duties[key]
        percent = None if duty.percent is None else Decimal(scaled_of(duty.percent)).scaleb(-8)
        assert row["total"] == percent, row
        wanted = None
        if row["value"] is not None:
            wanted = amount_of(duty, row["value"], row["quantity"], row["unit"])
        if wanted is not None and wanted >= 10**16:
            assert "larger" in row["not_rated"], row
        else:
            assert row["amount"] == wanted, row
            assert (row["amount"] is None) == (row["not_rated"] is not None), row


def scaled_of(percent: Decimal) -> int:
    """Return a percent as a whole number."""
    from fractions import Fraction

    return scaled(Fraction(percent))


@pytest.mark.parametrize("fine", [False, True])
def test_rates_of_every_kind_on_numbers_of_every_size(*, fine: bool) -> None:
    """Also where a rate has so many places that nothing fits in 64 bits."""
    _check(_book(fine=fine).assess(_frame(), detail="total"), _talks(fine=fine))


@pytest.mark.parametrize("most", [0, 10**9])
def test_the_same_with_claims(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Worked out together and one by one."""
    monkeypatch.setattr(assessing, "_ONE_BY_ONE", most)
    claims = {"steel_content_percent": "12.345678901"}
    book = RateBook(_book(fine=False).tables)
    frame = _frame(claims)
    _check(book.assess(frame, detail="total"), _talks(fine=False), claims)
    full = book.assess(frame)
    assert isinstance(full, pa.Table)
    for row in full.to_pylist()[:: len(frame) // 56]:
        duty = _talks(fine=False).duty(row["origin"], row["line"], _DAY, claims=claims)  # type: ignore[arg-type]
        said = [duty.prohibited.because] if duty.prohibited else [one.because for one in duty.layers[1:]]
        if row["origin"] == "LS":
            said.append("What if")  # the price, which is no layer
            assert "A supposition: price." in row["reasons"]
        else:
            assert row["reasons"] == " | ".join(said)


def test_words_are_alike_one_by_one_and_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Layers and reasons of what-ifs, bans, prices and levels beside a duty on quantity."""
    found = []
    for most in (0, 10**9):
        monkeypatch.setattr(assessing, "_ONE_BY_ONE", most)
        found.append(RateBook(_book(fine=False).tables).assess(_frame({"civil_aircraft": True})))
    together, alone = found
    assert isinstance(together, pa.Table)
    for name in ("layers", "reasons", "not_rated", "total", "low", "high", "amount"):
        assert together[name].to_pylist() == alone[name].to_pylist(), name  # type: ignore[index]
    assert {"import prohibited", "2¢/kg column-1 + 15% all-in ieepa-reciprocal"} <= set(
        together["layers"].to_pylist()
    )


def test_without_values_claims_still_have_a_percent(monkeypatch: pytest.MonkeyPatch) -> None:
    """One by one as together: a duty on quantity asks for it."""
    frame = _frame({"civil_aircraft": True}).drop_columns(["value", "quantity", "unit"])
    found = []
    for most in (0, 10**9):
        monkeypatch.setattr(assessing, "_ONE_BY_ONE", most)
        found.append(RateBook(_book(fine=False).tables).assess(frame, detail="total"))
    assert found[0].equals(found[1])  # type: ignore[attr-defined]


def test_many_programmes_fit_in_one_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where their ways to stand do not, they are numbered anew on the way."""
    monkeypatch.setattr(outcomes, "_MOST", 4)
    book = _talks(fine=False).rate_book()
    for origin in ("CN", "VN", "CA", "RU"):
        for line in _LINES:
            assert book.percent(origin, line, _DAY) == _book(fine=False).percent(origin, line, _DAY)
