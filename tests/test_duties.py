"""Duties: what they are, what they come to, and how the schedule prints them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from attrs.exceptions import FrozenInstanceError

from tests.laws.strategies import through_pickle
from tradetalks.vocabulary.duties import (
    FREE,
    AdValorem,
    AllIn,
    AlternativeDuty,
    BadDuty,
    Compound,
    Duty,
    Free,
    QuotaDuty,
    Specific,
    duty_percent,
)
from tradetalks.vocabulary.notation import BadNotation, parse_duty
from tradetalks.vocabulary.numbers import BadNumber

if TYPE_CHECKING:
    from collections.abc import Callable

CENTS = Specific(Decimal("4.4"), "¢", "kg")

PRINTED: dict[str, Duty] = {
    "Free": FREE,
    "0%": AdValorem(0),
    "34%": AdValorem(34),
    "2.5%": AdValorem("2.5"),
    "33 1/3%": AdValorem.from_fraction(Fraction(100, 3)),
    "1/3%": AdValorem.from_fraction(Fraction(1, 3)),
    "4.4¢/kg": CENTS,
    "51¢ each": Specific(51, "¢", "each"),
    "$1.035/kg": Specific("1.035", "$", "kg"),
    "$3.5 each": Specific("3.5", "$", "each"),
    "75 USD/item": Specific(75, "USD", "item"),
    "75 EUR each": Specific(75, "EUR", "each"),
    "8.6¢/kg on drained weight": Specific("8.6", "¢", "kg on drained weight"),
    "$1.32/t, including weight of container": Specific("1.32", "$", "t, including weight of container"),
    "$1/1,000 pins + 35%": Compound((Specific(1, "$", "1,000 pins"), AdValorem(35))),
    "4.4¢/kg + 6%": Compound((CENTS, AdValorem(6))),
    "15% all-in": AllIn(AdValorem(15)),
    "33 1/3% all-in": AllIn(AdValorem.from_fraction(Fraction(100, 3))),
    "90% or 75 USD/item": AlternativeDuty((AdValorem(90), Specific(75, "USD", "item"))),
    "5% or 4.4¢/kg + 6%": AlternativeDuty((AdValorem(5), Compound((CENTS, AdValorem(6))))),
    "Free in quota, 25% over quota": QuotaDuty(FREE, AdValorem(25)),
    "5% in quota, 4.4¢/kg + 6% over quota": QuotaDuty(AdValorem(5), Compound((CENTS, AdValorem(6)))),
}


@pytest.mark.parametrize("text", PRINTED)
def test_each_notation_is_read_and_printed(text: str) -> None:
    """Each form of duty reads from its notation and prints as it again."""
    assert parse_duty(text) == PRINTED[text]
    assert str(PRINTED[text]) == text


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("15.4¢/kg +50%", "15.4¢/kg + 50%"),
        ("27.6¢/liter+ 17.5%", "27.6¢/liter + 17.5%"),
        ("4.5¢/ liter", "4.5¢/liter"),
        ("$1.10/kg", "$1.1/kg"),
        ("4.4¢/each", "4.4¢ each"),
        ("2/6%", "1/3%"),
        ("1/2%", "0.5%"),
        ("007%", "7%"),
    ],
)
def test_other_spellings_are_read_as_the_one_that_is_printed(text: str, printed: str) -> None:
    """Uneven spaces of the schedule, zeros at an end and fractions that cancel read as the same duty."""
    assert str(parse_duty(text)) == printed


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", ""),
        ("free", "free"),
        ("4.4 cents a kilo", "4.4 cents a kilo"),
        ("5% + x", "x"),
        ("5% + Free", "Free"),
        ("5% or x", "x"),
        ("5% in quota, x over quota", "x"),
        ("x in quota, 5% over quota", "x"),
        ("4.4¢/kg all-in", "4.4¢/kg all-in"),
        ("5% all-in or 6%", "5% all-in"),
        ("-5%", "-5%"),
        ("\uff15%", "\uff15%"),
        ("5 %", "5 %"),
        ("1e3%", "1e3%"),
        ("nan%", "nan%"),
        ("1/0%", "1/0%"),
        ("100001%", "100001%"),
        ("1000001/3%", "1000001/3%"),
        ("5%" + "0" * 30 + "1%", "5%" + "0" * 30 + "1%"),
        ("5" * 31 + "¢/kg", "5" * 31 + "¢/kg"),
        ("4.4¢/", "4.4¢/"),
        ("4.4¢", "4.4¢"),
        ("4.4¢/kg  on weight", "4.4¢/kg  on weight"),
        ("75 usd/item", "75 usd/item"),
        ("4.4¢/" + "k" * 61, "4.4¢/" + "k" * 61),
        (" + ".join(["5%"] * 7), " + ".join(["5%"] * 7)),
        (" or ".join(["5%"] * 5), " or ".join(["5%"] * 5)),
        ("The rate applicable to the complete, assembled movement", "The rate applicable to the complete, assembled movement"),
        ("65% + 25¢/jewel + 3¢ for each other piece", "3¢ for each other piece"),
        ("100000.0000000000000000000000000001%", "100000.0000000000000000000000000001%"),
    ],
    ids=lambda value: repr(value[:24]) + str(len(value)),
)  # fmt: skip
def test_what_is_no_duty_is_refused(text: str, part: str) -> None:
    """A text that is no duty is refused with the part that could not be read, and nothing is guessed."""
    with pytest.raises(BadNotation) as caught:
        parse_duty(text)
    assert (caught.value.text, caught.value.part) == (text, part)
    with pytest.raises(BadNotation, match="no duty in '34'"):
        parse_duty(34)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    ["5" * 10_000_000, "5% + " * 2_000_000, "5% in quota, " * 1_000_000, "1/" * 5_000_000],
    ids=lambda text: repr(text[:12]),
)
def test_a_text_of_ten_megabytes_is_refused_at_once(text: str) -> None:
    """A text far longer than any duty is not looked into."""
    with pytest.raises(BadNotation):
        parse_duty(text)


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: AdValorem(-1), id="below-zero"),
        pytest.param(lambda: AdValorem("100000.1"), id="beyond-all-rates"),
        pytest.param(lambda: AdValorem("33.3333", Fraction(1, 3)), id="another-fraction"),
        pytest.param(lambda: AdValorem("33.333", Fraction(100, 3)), id="rounded-otherwise"),
        pytest.param(lambda: AdValorem("0.5", Fraction(1, 2)), id="fraction-not-needed"),
        pytest.param(lambda: AdValorem.from_fraction(Fraction(-1, 3)), id="fraction-below-zero"),
        pytest.param(lambda: Specific(-1, "¢", "kg"), id="amount-below-zero"),
        pytest.param(lambda: Specific(1, "", "kg"), id="no-money"),
        pytest.param(lambda: Specific(1, "usd", "kg"), id="no-such-money"),
        pytest.param(lambda: Specific(1, "¢", ""), id="no-unit"),
        pytest.param(lambda: Specific(1, "¢", " kg"), id="unit-with-a-space-before"),
        pytest.param(lambda: Specific(1, "¢", "kg + 5%"), id="unit-with-a-plus"),
        pytest.param(lambda: Specific(1, "¢", "kg or each"), id="unit-with-or"),
        pytest.param(lambda: Specific(1, "¢", "kg all-in"), id="unit-with-all-in"),
        pytest.param(lambda: Specific(1, "¢", "kg over quota"), id="unit-with-quota"),
        pytest.param(lambda: Specific(1, "¢", "k" * 10_000_000), id="endless-unit"),
        pytest.param(lambda: Specific(1, "¢", "kg " * 30 + "kg"), id="unit-of-many-words"),
        pytest.param(lambda: Compound((AdValorem(5),)), id="sum-of-one"),
        pytest.param(lambda: Compound([AdValorem(5)] * 7), id="sum-of-seven"),
        pytest.param(lambda: AlternativeDuty(()), id="choice-of-none"),
        pytest.param(lambda: AlternativeDuty([AdValorem(5)] * 5), id="choice-of-five"),
    ],
)
def test_a_duty_that_cannot_be_is_refused(make: Callable[[], Duty]) -> None:
    """Rates and amounts below zero, units that are none, sums of one and choices of one make no duty."""
    with pytest.raises(BadDuty):
        make()


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: AdValorem(0.1), id="rate"),  # type: ignore[arg-type]
        pytest.param(lambda: AdValorem(True), id="truth"),  # noqa: FBT003 - the wrong type on purpose
        pytest.param(lambda: AdValorem("nan"), id="nan"),
        pytest.param(lambda: Specific(0.1, "¢", "kg"), id="amount"),  # type: ignore[arg-type]
        pytest.param(lambda: AdValorem(5).of(0.1), id="value"),  # type: ignore[arg-type]
        pytest.param(lambda: AdValorem(5).of(Decimal("nan")), id="value-nan"),
        pytest.param(lambda: CENTS.of(0.1), id="quantity"),  # type: ignore[arg-type]
        pytest.param(lambda: CENTS.of(Decimal("inf")), id="quantity-inf"),
        pytest.param(lambda: AllIn(AdValorem(15)).above(2.5), id="column-1"),  # type: ignore[arg-type]
    ],
)
def test_no_float_enters_a_duty(make: Callable[[], object]) -> None:
    """A float, a truth value, nan or infinity is refused as a rate, an amount, a value or a quantity."""
    with pytest.raises(BadNumber):
        make()


@pytest.mark.parametrize(
    ("duty", "base", "amount"),
    [
        (AdValorem("12.5"), "200", "25"),
        (AdValorem(0), "200", "0"),
        (AdValorem(34), "0", "0"),
        (AdValorem.from_fraction(Fraction(100, 3)), "300", "100"),
        (CENTS, "1000", "44"),
        (Specific("1.035", "$", "kg"), "2", "2.07"),
        (Specific(75, "EUR", "item"), "3", "225"),
    ],
    ids=str,
)
def test_what_a_duty_comes_to(duty: AdValorem | Specific, base: str, amount: str) -> None:
    """The duty on a value or a quantity is in whole units of money and has no exponent."""
    assert str(duty.of(Decimal(base))) == amount


@pytest.mark.parametrize(("money", "currency"), [("¢", "USD"), ("$", "USD"), ("CNY", "CNY")])
def test_a_specific_duty_knows_its_currency(money: str, currency: str) -> None:
    """Cents and dollars are United States money; other money goes by its code."""
    assert Specific(1, money, "kg").currency == currency


@pytest.mark.parametrize(
    ("level", "column_1", "rest"),
    [("15", "2.5", "12.5%"), ("15", "15", "0%"), ("15", "25", "0%"), ("15", "0", "15%")],
)
def test_a_level_leaves_what_the_column_1_duty_does_not_fill(level: str, column_1: str, rest: str) -> None:
    """The additional rate under an all-in level is the rest, and nothing where column 1 reaches it alone."""
    assert str(AllIn(AdValorem(level)).above(Decimal(column_1))) == rest


@pytest.mark.parametrize(
    ("duty", "percent"),
    [
        (FREE, Decimal(0)),
        (AdValorem(34), Decimal(34)),
        (CENTS, None),
        (Compound((CENTS, AdValorem(6))), None),
        (AllIn(AdValorem(15)), None),
        (AlternativeDuty((CENTS, AdValorem(6))), None),
        (QuotaDuty(FREE, AdValorem(25)), None),
    ],
    ids=str,
)
def test_only_a_share_of_the_value_has_a_percent(duty: Duty, percent: Decimal | None) -> None:
    """A duty that needs a quantity, a column 1 rate, a choice or a quota has no percent of its own."""
    assert duty_percent(duty) == percent


@pytest.mark.parametrize("text", PRINTED)
def test_a_duty_cannot_be_changed(text: str) -> None:
    """Each duty is frozen, small, hashes like its equal and comes back from pickle."""
    duty = PRINTED[text]
    with pytest.raises(FrozenInstanceError):
        duty.percent = Decimal(1)  # type: ignore[misc,union-attr]
    assert not hasattr(duty, "__dict__")
    assert len({duty, parse_duty(text), through_pickle(duty)}) == 1


def test_there_is_one_free_duty() -> None:
    """Free is equal to free, and is not nought percent."""
    assert Free() == FREE
    assert parse_duty("0%") != FREE
