"""A duty is what it prints as, and is computed without loss."""

from __future__ import annotations

from decimal import ROUND_UP, Context, Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws.strategies import ad_valorems, amounts, duties, specifics, through_pickle
from tradetalks.vocabulary.duties import AdValorem, AllIn, BadDuty, duty_percent
from tradetalks.vocabulary.notation import BadNotation, parse_duty
from tradetalks.vocabulary.numbers import MOST_DIGITS, BadNumber, exact, printed

if TYPE_CHECKING:
    from tradetalks.vocabulary.duties import Duty, Specific

#: A context in which any arithmetic of ours that used it would go wrong.
HOSTILE = Context(prec=2, rounding=ROUND_UP)


@given(duties())
def test_a_duty_is_read_back_from_its_notation(duty: Duty) -> None:
    """What a duty prints as reads as that duty again."""
    assert parse_duty(str(duty)) == duty


@given(duties())
def test_a_duty_is_a_value(duty: Duty) -> None:
    """A duty hashes like its equal and comes back from pickle as it was."""
    again = parse_duty(str(duty))
    assert hash(again) == hash(duty)
    assert through_pickle(duty) == duty


@given(duties())
def test_no_duty_depends_on_the_context_of_the_caller(duty: Duty) -> None:
    """Reading, printing and the headline percent are the same in a context of two digits."""
    with localcontext(HOSTILE):
        assert parse_duty(str(duty)) == duty
        here = str(duty), duty_percent(duty)
    assert here == (str(duty), duty_percent(duty))


@given(st.text(st.sampled_from("0123456789.,%¢$/+ FreachUSDEkgqutoll-inv"), max_size=30))
def test_a_text_is_a_duty_or_refused(text: str) -> None:
    """Any text reads as a duty whose notation is stable, or is refused with the one error."""
    try:
        duty = parse_duty(text)
    except BadNotation as error:
        assert error.part in error.text  # noqa: PT017 - both ways are right
    else:
        assert parse_duty(str(duty)) == duty


@given(ad_valorems(), amounts())
def test_a_rate_is_taken_exactly(rate: AdValorem, value: Decimal) -> None:
    """The duty on a value is the product, to far more places than money has, whatever the context."""
    with localcontext(HOSTILE):
        duty = rate.of(value)
    wanted = Fraction(value) * rate.exact_percent / 100
    if rate.fraction is None:
        assert Fraction(duty) == wanted
    else:
        assert abs(Fraction(duty) - wanted) < Fraction(1, 10**30)


@given(specifics(), amounts())
def test_a_specific_duty_is_taken_exactly(duty: Specific, quantity: Decimal) -> None:
    """The duty on a quantity is the product in whole units of the currency, whatever the context."""
    with localcontext(HOSTILE):
        found = duty.of(quantity)
    cents = 100 if duty.money == "¢" else 1
    assert Fraction(found) == Fraction(duty.amount) * Fraction(quantity) / cents


@given(st.fractions(0, 100_000, max_denominator=999_999))
def test_a_fraction_is_kept(percent: Fraction) -> None:
    """A rate made from a fraction is that fraction exactly, and a plain decimal wherever one can hold it."""
    with localcontext(HOSTILE):
        rate = AdValorem.from_fraction(percent)
    assert rate.exact_percent == percent
    assert abs(Fraction(rate.percent) - percent) <= Fraction(1, 20_000)
    if rate.fraction is None:
        assert rate == AdValorem(rate.percent)


@given(ad_valorems(), amounts(most=200, places=4))
def test_a_level_is_reached_and_never_undercut(level: AdValorem, column_1: Decimal) -> None:
    """The additional rate fills the column 1 rate up to the level, and is nothing above it."""
    try:
        rest = AllIn(level).above(column_1)
    except BadDuty as error:
        assert "denominator" in str(error)  # noqa: PT017 - the only reason there is
    else:
        assert rest.exact_percent + Fraction(column_1) == max(level.exact_percent, Fraction(column_1))


@given(st.decimals(allow_nan=True, allow_infinity=True) | st.integers().map(Decimal))
def test_a_number_is_exact_or_refused(number: Decimal) -> None:
    """A number is kept to the last digit, without trailing zeros, or is refused; the context plays no part."""
    with localcontext(HOSTILE):
        try:
            kept = exact(number)
        except BadNumber:
            kept = None
    if kept is None:
        small = number.is_finite() and exact_size(number) <= MOST_DIGITS
        assert not small
    else:
        assert kept == number
        assert exact(printed(kept)) == kept
        assert kept.as_tuple() == exact(str(number)).as_tuple()
        assert not ("." in printed(kept) and printed(kept).endswith("0"))


def exact_size(number: Decimal) -> int:
    """Return how many digits the number takes before or behind its point, or in all."""
    whole, _, rest = f"{number:f}".lstrip("-").partition(".")
    rest = rest.rstrip("0")
    return max(len((whole + rest).lstrip("0")), len(whole.lstrip("0")), len(rest))


@pytest.mark.parametrize(
    "percent", [Fraction(1, 1_000_001 * 3), Fraction(-1, 3), Fraction(300_001, 3), Fraction(10**400, 7)]
)
def test_fractions_without_a_notation_are_refused(percent: Fraction) -> None:
    """A fraction that could not be printed and read again, or is no rate, makes no duty."""
    with pytest.raises(BadDuty):
        AdValorem.from_fraction(percent)
