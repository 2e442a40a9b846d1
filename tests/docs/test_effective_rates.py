"""The page on weighed duties shows for Lesotho what its lines owe, reckoned here once more from the layers."""

from __future__ import annotations

import csv
import re
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import tradetalks as tt

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/howto/effective-rates.rst"
WEIGHTS = ROOT / "examples/data/us-imports-2024-africa.csv"


def weights() -> list[tuple[str, str, int]]:
    """Return partner, number and value of each row."""
    with WEIGHTS.open(encoding="utf-8") as rows:
        return [(row["partner"], row["hts10"], int(row["value"])) for row in csv.DictReader(rows)]


def test_the_weights_are_canonical() -> None:
    """Rows are sorted, each partner and number is there once, and every value is positive."""
    rows = weights()
    assert rows == sorted(rows)
    assert max(Counter((partner, code) for partner, code, _ in rows).values()) == 1
    assert all(re.fullmatch(r"\d{10}", code) and value > 0 for _, code, value in rows)
    assert len({partner for partner, _, _ in rows}) == 54
    assert sum(value for _, _, value in rows) // 10**7 == 4105
    assert WEIGHTS.stat().st_size < 400_000


def test_the_table_of_lesotho_is_current() -> None:
    """The three averages of each day are those of the page, to the hundredth of a percent."""
    talks = tt.load()
    lines = sorted(((value, code) for partner, code, value in weights() if partner == "LS"), reverse=True)
    total = sum(value for value, _ in lines)
    page = PAGE.read_text("utf-8")
    shown = re.findall(r"\* - (\d{4}-\d\d-\d\d)\n     - ([\d.]+)%\n     - ([\d.]+)%\n     - ([\d.]+)%", page)
    assert len(shown) == 5
    for day, *expected in shown:
        sums, seen, weighed = [Fraction(0)] * 3, 0, 0
        for value, code in lines:
            if seen > Fraction(99, 100) * total and not code.startswith(("98", "99")):
                continue
            seen += value
            if code.startswith(("98", "99")):
                continue
            plain = talks.duty("LS", code, day)
            special = talks.duty("LS", code, day, claims={"preference": "D"})
            parts = [layer.percent or Decimal(0) for layer in plain.layers]
            clothing = parts[1:] if code[:2] in {"61", "62"} else [special.percent or Decimal(0)]
            for at, percent in enumerate((sum(parts), special.percent or Decimal(0), sum(clothing))):
                sums[at] += value * Fraction(percent)
            weighed += value
        assert [f"{float(one / weighed):.2f}" for one in sums] == expected, day
