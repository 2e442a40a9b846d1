"""Numbers are exact: what is no finite number of a bounded size in plain digits is refused."""

from __future__ import annotations

from decimal import Decimal, FloatOperation, Inexact, localcontext

import pytest

from tradetalks.vocabulary.numbers import MOST_DIGITS, BadNumber, exact, printed


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("12.50", "12.5"),
        ("+3", "3"),
        ("-3.10", "-3.1"),
        (".5", "0.5"),
        ("5.", "5"),
        ("1e3", "1000"),
        ("1.5E-2", "0.015"),
        ("007", "7"),
        ("-0", "0"),
        ("0e-9999", "0"),
        ("9" * 30, "9" * 30),
        ("1E+29", "1" + "0" * 29),
        ("1e-30", "0." + "0" * 29 + "1"),
        (100, "100"),
        (-(10**29), "-1" + "0" * 29),
        (Decimal("1E+2"), "100"),
        (Decimal("1." + "0" * 100_000), "1"),
        (Decimal("0E+999999"), "0"),
    ],
    ids=lambda value: f"{type(value).__name__}-{str(value)[:12]}",
)
def test_a_number_is_kept_in_its_one_form(given: Decimal | int | str, kept: str) -> None:
    """Whatever way a number comes in, it has no exponent, no trailing zeros and no sign of nothing."""
    number = exact(given)
    assert printed(number) == kept
    assert number.as_tuple() == Decimal(kept).as_tuple()


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(0.1, id="float"),
        pytest.param(float("nan"), id="float-nan"),
        pytest.param(True, id="bool"),
        pytest.param(None, id="none"),
        pytest.param((0, (1, 2), 0), id="tuple-of-digits"),
        pytest.param([1], id="list"),
        pytest.param("nan", id="text-nan"),
        pytest.param("Infinity", id="text-inf"),
        pytest.param(Decimal("nan"), id="nan"),
        pytest.param(Decimal("sNaN"), id="signalling-nan"),
        pytest.param(Decimal("-inf"), id="inf"),
        pytest.param("", id="empty"),
        pytest.param("twelve", id="words"),
        pytest.param(".", id="point"),
        pytest.param("1,5", id="comma"),
        pytest.param(" 12", id="space"),
        pytest.param("12\n", id="newline"),
        pytest.param("1_000", id="underscore"),
        pytest.param("\uff11\uff12", id="full-width-digits"),
        pytest.param("٣", id="arabic-indic-digit"),
        pytest.param("9" * 31, id="31-digits"),
        pytest.param("0." + "0" * 30 + "1", id="31-places"),
        pytest.param(10**30, id="31-digit-int"),
        pytest.param(10**5000, id="int-too-long-to-print"),
        pytest.param("1e30", id="exponent"),
        pytest.param("1e999999999999", id="huge-exponent"),
        pytest.param(Decimal("1E+999999999"), id="huge-exponent-decimal"),
        pytest.param(Decimal("1E-999999999"), id="tiny-exponent-decimal"),
        pytest.param("9" * 10_000_000, id="ten-megabytes"),
        pytest.param("1." + "0" * 10_000_000, id="ten-megabytes-of-zeros"),
    ],
)
def test_what_is_no_exact_number_is_refused(given: object) -> None:
    """A value that is no number, not finite, not exact or too large is refused, and quoted briefly."""
    with pytest.raises(BadNumber) as caught:
        exact(given)  # type: ignore[arg-type]
    assert len(caught.value.shown) <= 40
    assert str(MOST_DIGITS) in str(caught.value)


def test_the_context_of_the_caller_plays_no_part() -> None:
    """Numbers are read and refused in the same way where the caller traps every rounding."""
    with localcontext() as context:
        context.prec = 1
        context.traps[Inexact] = context.traps[FloatOperation] = True
        assert exact("12.345") == Decimal("12.345")
        with pytest.raises(BadNumber):
            exact(Decimal("1." + "1" * 40))
