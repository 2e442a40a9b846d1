"""The engine agrees with a slow reading of the acts in order, on random lines, origins and days."""

from __future__ import annotations

import random
from datetime import date, timedelta
from fractions import Fraction

import pytest

from tests.duty.desks import desk
from tests.oracles.duty import slow_duty
from tradetalks.engines.duty.layers import decimal_of
from tradetalks.loading.product_lists import shipped_lists

_ORIGINS = ("CN", "HK", "MO", "CA", "MX", "DE", "EU", "JP", "KR", "GB", "CH", "BR", "IN", "VN", "TW", "RU", "LS", "NO",
            "AR", "AU", "MY", "ID", "UA", "NI")  # fmt: skip
#: Chapters that the listed goods lie in, beside any other.
_CHAPTERS = ("", "72", "73", "74", "76", "84", "85", "87", "44", "94", "30", "08", "22")
_FIRST, _DAYS = date(2025, 1, 1), 640


@pytest.mark.parametrize("seed", range(12))
def test_the_slow_duty_agrees(seed: int) -> None:
    """Every programme charges the same, when nothing is claimed."""
    chosen = random.Random(seed)
    asked = desk()
    for _ in range(12):
        on = _FIRST + timedelta(days=chosen.randrange(_DAYS))
        lines = asked.schedule.lines(chosen.choice(_CHAPTERS), on=on, numbers=True)
        number = chosen.choice([one for one in lines if not one.code.digits.startswith(("98", "99"))])
        origin = chosen.choice(_ORIGINS)
        found = asked.duty(origin=origin, line=number.code, on=on)
        if found.layers[0].percent is None or found.prohibited or len(number.code.digits) < 10:
            continue
        column = Fraction(found.layers[0].percent)
        slow = slow_duty(asked.dossier, shipped_lists(), origin, number.code.digits, on, column)
        got = {layer.program: layer.percent for layer in found.layers[1:]}
        assert got == {name: decimal_of(value) for name, value in slow.items()}, (origin, number.code, on)
