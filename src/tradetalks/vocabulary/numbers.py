"""Exact numbers: decimals that are finite, bounded and without trailing zeros."""

from __future__ import annotations

import re
from decimal import Decimal

from tradetalks.errors import TradeTalksError

__all__ = ["MOST_DIGITS", "BadNumber", "exact", "printed"]

#: The most digits a number may have.
MOST_DIGITS = 30
#: A number in letters that every reader of numbers agrees on: no other digits, spaces or underscores.
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[Ee][+-]?[0-9]{1,4})?")
_SHOWN = 40
_LONGEST = 200


class BadNumber(TradeTalksError, ValueError):
    """A value that is no finite number of a bounded size, or is a float.

    >>> exact(0.1)
    Traceback (most recent call last):
    ...
    tradetalks.vocabulary.numbers.BadNumber: 0.1 is no exact number: give a Decimal, an int or a text such as '12.5', of at most 30 digits
    """

    def __init__(self, shown: str) -> None:
        """Keep the value as it prints, cut to a printable length."""
        super().__init__(shown[:_SHOWN])
        self.shown = shown[:_SHOWN]

    def __str__(self) -> str:
        """Return one clear sentence."""
        return (
            f"{self.shown} is no exact number: give a Decimal, an int or a text such as '12.5', "
            f"of at most {MOST_DIGITS} digits"
        )


def exact(value: Decimal | int | str) -> Decimal:
    """Return ``value`` as a finite Decimal without trailing zeros.

    Raises:
        BadNumber: for a float, a bool, ``nan``, ``inf``, a text that is no number in plain digits, or one of
            more than 30 digits.

    >>> exact("12.50"), exact(100)
    (Decimal('12.5'), Decimal('100'))
    """
    number = _decimal(value)
    if not number:
        return Decimal(0)
    sign, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)  # noqa: S101 - finite, so never one of "n", "N", "F"
    kept = len(digits)
    while exponent < 0 and digits[kept - 1] == 0:
        kept, exponent = kept - 1, exponent + 1
    if max(kept, kept + exponent, -exponent) > MOST_DIGITS:
        raise BadNumber(f"{number:.20e}")
    return Decimal((sign, digits[:kept] + (0,) * exponent, min(exponent, 0)))


def _decimal(value: Decimal | int | str) -> Decimal:
    """Return the value as a finite Decimal, whose size is still to be looked at."""
    match value:
        case Decimal() if value.is_finite():
            return value
        case bool():
            pass
        case int():
            if abs(value) < 10**MOST_DIGITS:
                return Decimal(value)
            raise BadNumber("an int as large as that")
        case str():
            if len(value) <= _LONGEST and _NUMBER.fullmatch(value):
                return Decimal(value)
            raise BadNumber(repr(value[: _SHOWN - 2]))
    raise BadNumber(repr(value))


def printed(number: Decimal) -> str:
    """Return the number in plain digits, never with an exponent.

    >>> printed(Decimal("1E+3")), printed(Decimal("12.5"))
    ('1000', '12.5')
    """
    return f"{number:f}"
