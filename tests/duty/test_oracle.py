"""The engine agrees with a slow reading of the acts in order, on random lines, origins and days."""

from __future__ import annotations

import random
from datetime import date, timedelta
from fractions import Fraction

import pytest

from tests.duty.desks import desk
from tests.oracles.duty import slow_column_2, slow_duty, slow_may_claim
from tradetalks.engines.duty.layers import decimal_of
from tradetalks.loading.product_lists import shipped_lists

_ORIGINS = ("CN", "HK", "MO", "CA", "MX", "DE", "EU", "JP", "KR", "GB", "CH", "BR", "IN", "VN", "TW", "RU", "LS", "NO",
            "AR", "AU", "MY", "ID", "UA", "NI")  # fmt: skip
#: Chapters that the listed goods lie in, beside any other.
_CHAPTERS = ("", "72", "73", "74", "76", "84", "85", "87", "44", "94", "30", "08", "22", "98")
_FIRST, _DAYS = date(2025, 1, 1), 640


@pytest.mark.parametrize("seed", range(12))
def test_the_slow_duty_agrees(seed: int) -> None:
    """Every programme charges the same, when nothing is claimed."""
    chosen = random.Random(seed)
    asked = desk()
    for _ in range(12):
        on = _FIRST + timedelta(days=chosen.randrange(_DAYS))
        lines = asked.schedule.lines(chosen.choice(_CHAPTERS), on=on, numbers=True)
        number = chosen.choice([one for one in lines if not one.code.digits.startswith("99")])
        origin = chosen.choice(_ORIGINS)
        found = asked.duty(origin=origin, line=number.code, on=on)
        if found.layers[0].percent is None or found.prohibited or len(number.code.digits) < 10:
            continue
        column = Fraction(found.layers[0].percent)
        slow = slow_duty(asked.dossier, shipped_lists(), origin, number.code.digits, on, column)
        got = {layer.program: layer.percent for layer in found.layers[1:]}
        assert got == {name: decimal_of(value) for name, value in slow.items()}, (origin, number.code, on)


@pytest.mark.parametrize("seed", range(4))
def test_the_slow_column_2_agrees(seed: int) -> None:
    """What an act puts in the place of column 2 is charged, and nothing else is put there."""
    chosen = random.Random(seed)
    asked = desk()
    met = 0
    for _ in range(120):
        on = _FIRST + timedelta(days=chosen.randrange(_DAYS))
        lines = asked.schedule.lines(chosen.choice(("", "72", "25", "44", "76")), on=on)
        number = chosen.choice([one for one in lines if not one.code.digits.startswith("99")])
        origin = chosen.choice(("RU", "RU", "BY", "CU"))
        layer = asked.duty(origin=origin, line=number.code, on=on).layers[0]
        slow = slow_column_2(asked.dossier, shipped_lists(), origin, number.code.digits, on)
        assert (layer.measure is not None) == (slow is not None), (origin, number.code, on)
        if slow is not None:
            met += 1
            assert layer.percent == decimal_of(slow), (origin, number.code, on)
    assert met


@pytest.mark.parametrize("known", [None, date(2026, 1, 31), date(2026, 2, 3)])
def test_the_slow_claims_agree(known: date | None) -> None:
    """A preference lowers column 1 just where the last rule on its symbol lets the origin claim it."""
    asked = desk(known)
    number = "4202.92.31.20"
    for on in (date(2025, 1, 1), date(2025, 9, 30), date(2025, 10, 1), date(2026, 2, 4), date(2026, 6, 8)):
        line = asked.schedule.line(number, on=on, known_on=known)
        for origin in ("AU", "CA", "CN", "DO", "IL", "KE", "KR", "MX", "PS", "SG", "TT", "ZA", "DE"):
            for symbol in line.special.symbols:
                found = asked.duty(origin=origin, line=number, on=on, claims={"preference": symbol}).layers[0]
                may = slow_may_claim(asked.dossier, symbol, origin, on)
                assert ("special" in found.because) is may, (origin, symbol, on, found.because)
