"""Frames of shipments drawn by chance, and what single answers say of their rows."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyarrow as pa

import tradetalks as tt
from tests.rates.books import book, questions, talks
from tradetalks.engines.duty.layers import NeedsQuantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["COLUMNS", "MONEYS", "agree", "amount_of", "duty_of", "four", "rated", "shipments"]

COLUMNS = ("origin", "line", "date", "value")
#: Values by which rounding, and numbers of 64 bits, are tried.
MONEYS = (
    "0", "0.01", "0.05", "1", "9.99", "33.33", "1000", "1234.56", "99999.95", "20000000.01", "999999999999.99",
    "99999999999999.99", "999999999999999.99",
)  # fmt: skip


def four() -> pa.Table:
    """Return four shipments: a duty on top of a duty, one in all, one on quantity, and an odd cent."""
    return pa.table(
        {
            "origin": ["CN", "JP", "GB", "IN"],
            "line": ["8517620090", "94036080", "22042150", "6203420711"],
            "date": ["2025-05-10", "2025-11-01", "2025-06-01", "2025-09-01"],
            "value": pa.array([Decimal(1000), Decimal("33.33"), Decimal(0), Decimal("1.05")]),
        }
    )


def shipments(count: int, seed: int) -> pa.Table:
    """Return so many shipments by chance, some of them of days on which a code is no line."""
    chance = random.Random(seed)
    asked = list(questions(book(), count, seed))
    values = [
        Decimal(chance.choice(MONEYS))
        if chance.random() < 0.3
        else Decimal(chance.randrange(10**9)).scaleb(-2)
        for _ in asked
    ]
    quantities = [
        Decimal(chance.choice(("0", "0.001", "1", "99999999999999.999")))
        if chance.random() < 0.2
        else Decimal(chance.randrange(10**8)).scaleb(-3)
        for _ in asked
    ]
    return pa.table(
        {
            "origin": [one for one, _code, _day in asked],
            "line": [code for _one, code, _day in asked],
            "date": pa.array([day for _one, _code, day in asked], pa.date32()),
            "value": pa.array(values, pa.decimal128(18, 2)),
            "quantity": pa.array(quantities, pa.decimal128(18, 3)),
        }
    )


def amount_of(
    duty: tt.Duty, value: Decimal, quantity: Decimal | None, unit: str | None = None
) -> Decimal | None:
    """Return the amount of a single answer; None where it cannot be said."""
    try:
        return duty.amount(value=value, quantity=quantity, unit=unit).total
    except (NeedsQuantity, tt.NotCovered):
        return None


def duty_of(row: Mapping[str, object], claims: Mapping[str, object] | None = None) -> tt.Duty | None:
    """Return the single answer to a row; None where the code is no line on the day."""
    origin, line, day = row["origin"], row["line"], row["date"]
    try:
        return talks().duty(str(origin), str(line), day, claims=claims)  # type: ignore[arg-type]
    except tt.NotCovered:
        return None


def rated(frame: object, **options: object) -> pa.Table:
    """Rate a frame, and check that every row is still there, in its order."""
    made = book().assess(frame, **options)  # type: ignore[arg-type]
    assert isinstance(made, pa.Table)
    if isinstance(frame, pa.Table):
        back = made.select(frame.column_names)
        assert back.equals(frame) or repr(back.to_pydict()) == repr(frame.to_pydict())  # a nan is no nan
    return made


def agree(
    made: pa.Table, claims: Mapping[str, object] | None = None
) -> Iterator[tuple[dict[str, Any], tt.Duty]]:
    """Check totals and amounts of rated rows against single answers, and yield the rows that have one."""
    for row in made.to_pylist():
        duty = duty_of(row, claims)
        if duty is None:
            assert row["total"] is row["amount"] is None, row
            assert row["not_rated"], row
            continue
        assert row["total"] == duty.percent, row
        assert row["amount"] == amount_of(duty, row["value"], row.get("quantity")), row
        assert (row["amount"] is None) == bool(row["not_rated"]), row
        yield row, duty
