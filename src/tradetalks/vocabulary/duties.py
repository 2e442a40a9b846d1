"""Duties as the law writes them: free, ad valorem, specific, compound, all-in, in and over quota."""

from __future__ import annotations

import re
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from typing import TypeAlias, assert_never

from attrs import field, frozen

from tradetalks.errors import TradeTalksError
from tradetalks.vocabulary.numbers import exact, printed

__all__ = [
    "FREE",
    "AdValorem",
    "AllIn",
    "AlternativeDuty",
    "BadDuty",
    "Compound",
    "Duty",
    "Free",
    "QuotaDuty",
    "SimpleDuty",
    "Specific",
    "duty_percent",
]

#: The context of every duty computation, so that the caller's own never matters.
_CONTEXT = Context(prec=60)
_MOST_PERCENT = Decimal(100_000)
_PLACES = Decimal("0.0001")
_LARGEST_DENOMINATOR = 999_999
_MOST_PARTS = 6
_MOST_CHOICES = 4
#: A unit as schedules print it: ``kg on drained weight``, ``pf. liter``, ``1,000``, ``t, including weight of container``.
UNIT = r"[A-Za-z0-9%][A-Za-z0-9%.,/()²³'-]*(?: [A-Za-z0-9%.,/()²³'-]+){0,11}"
_UNIT = re.compile(UNIT)
_LONGEST_UNIT = 60
#: Words of the notation itself, so never of a unit.
_KEPT_WORDS = frozenset({"or", "all-in", "quota", "quota,"})
_MONEY = re.compile(r"[¢$]|[A-Z]{3}")


class BadDuty(TradeTalksError, ValueError):
    """A duty that cannot be: a negative rate, a unit without a name, a compound of one."""


def _amount(value: Decimal | int) -> Decimal:
    """Return what a duty is taken on: any finite Decimal, however long, or a whole number."""
    return value if isinstance(value, Decimal) and value.is_finite() else exact(value)


@frozen
class Free:
    """No duty.

    >>> print(Free())
    Free
    """

    def __str__(self) -> str:
        """Return the printed notation."""
        return "Free"


#: The one free duty.
FREE = Free()


@frozen
class AdValorem:
    """A share of the value of the goods.

    A rate that no decimal can hold, such as ``33 1/3%``, keeps its fraction besides.

    >>> AdValorem(percent=Decimal("12.5")).of(Decimal(200))
    Decimal('25')
    >>> print(AdValorem.from_fraction(Fraction(100, 3)))
    33 1/3%
    """

    #: Percent of the value; rounded to four places where :attr:`fraction` says it exactly.
    percent: Decimal = field(converter=exact)
    #: The exact percent where no decimal can hold it, else None.
    fraction: Fraction | None = field(default=None)

    @percent.validator
    def _is_a_rate(self, _attribute: object, value: Decimal) -> None:
        if not 0 <= value <= _MOST_PERCENT:
            raise BadDuty(f"{printed(value)}% is no rate of duty: it must lie between 0 and 100000")

    @fraction.validator
    def _is_the_same_rate(self, _attribute: object, value: Fraction | None) -> None:
        if value is not None and AdValorem._of_fraction(value) != (self.percent, value):
            raise BadDuty(
                f"{value}% is no fraction for a rate of {printed(self.percent)}%: "
                "make it with AdValorem.from_fraction"
            )

    @classmethod
    def from_fraction(cls, percent: Fraction) -> AdValorem:
        """Make a rate from an exact percent, kept as a fraction only where it needs one.

        Raises:
            BadDuty: for a rate below 0 or above 100000, or a fraction with a denominator of more than 6 digits.
        """
        return cls(*cls._of_fraction(percent))

    @staticmethod
    def _of_fraction(percent: Fraction) -> tuple[Decimal, Fraction | None]:
        if not 0 <= percent <= _MOST_PERCENT:
            raise BadDuty("the fraction is no rate of duty: it must lie between 0% and 100000%")
        with localcontext(_CONTEXT):
            quotient = Decimal(percent.numerator) / Decimal(percent.denominator)
            if Fraction(quotient) == percent:
                return quotient, None
            if percent.denominator > _LARGEST_DENOMINATOR:
                raise BadDuty(f"{quotient:.4f}% as a fraction has a denominator of more than 6 digits")
            return exact(quotient.quantize(_PLACES)), percent

    @property
    def exact_percent(self) -> Fraction:
        """The percent without any rounding."""
        return Fraction(self.percent) if self.fraction is None else self.fraction

    def of(self, value: Decimal) -> Decimal:
        """Return the duty on ``value``, in the same currency, before any rounding to the cent."""
        base, rate = _amount(value), self.exact_percent
        with localcontext(_CONTEXT):
            return (base * rate.numerator / (rate.denominator * 100)).normalize() + 0

    def __str__(self) -> str:
        """Return the printed notation."""
        if self.fraction is None:
            return f"{printed(self.percent)}%"
        whole, rest = divmod(self.fraction.numerator, self.fraction.denominator)
        part = f"{rest}/{self.fraction.denominator}%"
        return f"{whole} {part}" if whole else part


@frozen
class Specific:
    """An amount of money on each unit of quantity.

    >>> duty = Specific(Decimal("4.4"), "¢", "kg")
    >>> print(duty, duty.of(Decimal(1000)))
    4.4¢/kg 44
    """

    #: The amount on one unit, in :attr:`money`.
    amount: Decimal = field(converter=exact)
    #: ``¢`` and ``$`` for United States money, else an ISO 4217 code.
    money: str
    #: The unit of quantity as the schedule prints it; ``each`` for articles.
    unit: str

    def __attrs_post_init__(self) -> None:
        """Refuse what is no amount on a unit."""
        if self.amount < 0:
            raise BadDuty(f"{printed(self.amount)} is no amount of duty: it is negative")
        if not _MONEY.fullmatch(self.money):
            raise BadDuty(
                f"{self.money[:40]!r} is no money: write ¢, $ or three capital letters, such as EUR"
            )
        if (
            len(self.unit) > _LONGEST_UNIT
            or not _UNIT.fullmatch(self.unit)
            or not _KEPT_WORDS.isdisjoint(self.unit.split(" "))
        ):
            raise BadDuty(f"{self.unit[:40]!r} is no unit of quantity: write one such as kg or pf. liter")

    @property
    def currency(self) -> str:
        """The ISO 4217 code of the money."""
        return "USD" if self.money in ("¢", "$") else self.money

    def of(self, quantity: Decimal) -> Decimal:
        """Return the duty on ``quantity`` units, in whole units of :attr:`currency`."""
        units = _amount(quantity)
        with localcontext(_CONTEXT):
            return (self.amount * units / (100 if self.money == "¢" else 1)).normalize() + 0

    def __str__(self) -> str:
        """Return the printed notation."""
        number = printed(self.amount)
        if self.money == "¢":
            money = f"{number}¢"
        elif self.money == "$":
            money = f"${number}"
        else:
            money = f"{number} {self.money}"
        return f"{money} {self.unit}" if self.unit == "each" else f"{money}/{self.unit}"


@frozen
class AllIn:
    """A level that the column 1 duty and the additional duty reach together.

    The additional duty is what is left of the level above the column 1 rate, and never below zero.

    >>> level = AllIn(AdValorem(Decimal(15)))
    >>> print(level, "-", level.above(Decimal("2.5")))
    15% all-in - 12.5%
    """

    #: The level.
    level: AdValorem

    def above(self, column_1_percent: Decimal) -> AdValorem:
        """Return the additional rate over a column 1 rate of ``column_1_percent``."""
        rest = self.level.exact_percent - Fraction(exact(column_1_percent))
        return AdValorem.from_fraction(max(rest, Fraction(0)))

    def __str__(self) -> str:
        """Return the printed notation."""
        return f"{self.level} all-in"


SimpleDuty: TypeAlias = AdValorem | Specific


@frozen
class Compound:
    """Several duties added up.

    >>> print(Compound((Specific(Decimal("4.4"), "¢", "kg"), AdValorem(Decimal(6)))))
    4.4¢/kg + 6%
    """

    #: What is added, two to six duties.
    parts: tuple[SimpleDuty, ...] = field(converter=tuple[SimpleDuty, ...])

    @parts.validator
    def _has_parts(self, _attribute: object, value: tuple[SimpleDuty, ...]) -> None:
        if not 2 <= len(value) <= _MOST_PARTS:  # noqa: PLR2004 - a compound of one is that one
            raise BadDuty(f"a compound duty adds two to {_MOST_PARTS} duties, not {len(value)}")

    def __str__(self) -> str:
        """Return the printed notation."""
        return " + ".join(str(part) for part in self.parts)


@frozen
class AlternativeDuty:
    """One duty or another, as the payer or the act chooses.

    >>> print(AlternativeDuty((AdValorem(90), Specific(75, "USD", "item"))))
    90% or 75 USD/item
    """

    #: The duties to choose from, two to four.
    choices: tuple[SimpleDuty | Compound, ...] = field(converter=tuple[SimpleDuty | Compound, ...])

    @choices.validator
    def _has_choices(self, _attribute: object, value: tuple[SimpleDuty | Compound, ...]) -> None:
        if not 2 <= len(value) <= _MOST_CHOICES:  # noqa: PLR2004 - a choice of one is none
            raise BadDuty(f"an alternative duty offers two to {_MOST_CHOICES} duties, not {len(value)}")

    def __str__(self) -> str:
        """Return the printed notation."""
        return " or ".join(str(choice) for choice in self.choices)


@frozen
class QuotaDuty:
    """A duty inside a quota and another above it.

    >>> print(QuotaDuty(FREE, AdValorem(25)))
    Free in quota, 25% over quota
    """

    #: The duty within the quota.
    in_quota_rate: Free | SimpleDuty | Compound
    #: The duty above it.
    over_quota_rate: Free | SimpleDuty | Compound

    def __str__(self) -> str:
        """Return the printed notation."""
        return f"{self.in_quota_rate} in quota, {self.over_quota_rate} over quota"


#: Any duty that the record can hold.
Duty: TypeAlias = Free | AdValorem | Specific | Compound | AllIn | AlternativeDuty | QuotaDuty


def duty_percent(duty: Duty) -> Decimal | None:
    """Return the additional percent of a duty, or None where it is not a plain share of value.

    >>> duty_percent(AdValorem(Decimal(34))), duty_percent(FREE), duty_percent(AllIn(AdValorem(15)))
    (Decimal('34'), Decimal('0'), None)
    """
    match duty:
        case Free():
            return Decimal(0)
        case AdValorem():
            return duty.percent
        case Specific() | Compound() | AllIn() | AlternativeDuty() | QuotaDuty():
            return None
        case _:  # pragma: no cover - the union is closed
            assert_never(duty)
