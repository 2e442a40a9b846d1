"""What a charge comes to beside the column 1 duty that applies: levels, bounds, parts of the value, quotas."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import frozen

from tradetalks.vocabulary.duties import (
    AdValorem,
    AllIn,
    AlternativeDuty,
    BadDuty,
    Compound,
    Duty,
    Free,
    QuotaDuty,
    Specific,
)
from tradetalks.vocabulary.kinds import ClaimName

if TYPE_CHECKING:
    from decimal import Decimal

    from tradetalks.engines.duty.cases import Case
    from tradetalks.model.measures import Charges

__all__ = ["Quantities", "Rated", "equivalent", "hangs_on_column", "money_of", "rate", "simple"]

_ZERO = Fraction(0)


@frozen
class Quantities:
    """Value and quantity of a shipment, as far as they are given."""

    #: The customs value in US dollars.
    value: Fraction | None = None
    #: The quantity in the unit of the duty.
    quantity: Fraction | None = None
    #: That unit; None where nobody says.
    unit: str | None = None

    @classmethod
    def of(cls, value: Decimal | None, quantity: Decimal | None, unit: str | None = None) -> Quantities:
        """Return the quantities of claims."""
        return cls(
            None if value is None else Fraction(value), None if quantity is None else Fraction(quantity), unit
        )


@frozen
class Rated:
    """What a charge comes to."""

    #: The duty that is charged: a level or a bound is replaced by what it adds.
    duty: Duty
    #: The part of the value that it is taken on.
    share: Fraction
    #: Percent of the full value; None where that needs value and quantity.
    percent: Fraction | None
    #: The least and the most that it can be, where the percent is not known.
    least: Fraction | None = None
    most: Fraction | None = None


def simple(duty: Duty, case: Case) -> Duty:
    """Return what a case pays of a duty that offers several: in or over a quota, the first of two."""
    match duty:
        case QuotaDuty():
            inside = case.claims.words(ClaimName.WITHIN_QUOTA) == ("yes",)
            return duty.in_quota_rate if inside else duty.over_quota_rate
        case AlternativeDuty():
            return duty.choices[0]
        case _:
            return duty


def equivalent(duty: Duty | None, given: Quantities) -> Fraction | None:
    """Return what percent of the value a duty is; None where that cannot be said."""
    match duty:
        case Free():
            return _ZERO
        case AdValorem():
            return duty.exact_percent
        case Specific() | Compound() if given.value:
            money = money_of(duty, given)
            return None if money is None else money / given.value * 100
        case _:
            return None


def money_of(duty: Duty | None, given: Quantities) -> Fraction | None:
    """Return the exact money that a duty on the full value comes to; None where value or quantity are wanting."""
    match duty:
        case Free():
            return _ZERO
        case AdValorem():
            return None if given.value is None else duty.exact_percent * given.value / 100
        case Specific():
            if given.quantity is None or given.unit not in (None, duty.unit) or duty.currency != "USD":
                return None
            return Fraction(duty.amount) * given.quantity / (100 if duty.money == "¢" else 1)
        case Compound():
            parts = [money_of(one, given) for one in duty.parts]
            known = [one for one in parts if one is not None]
            return sum(known, _ZERO) if len(known) == len(parts) else None
        case _:
            return None


def hangs_on_column(charge: Charges) -> bool:
    """Whether what a charge adds may be another beside another column 1 duty: it names a level or a bound."""
    bounded = charge.at_most is not None or charge.at_least is not None
    return bounded or isinstance(charge.duty, AllIn | QuotaDuty | AlternativeDuty)


def rate(charge: Charges, own: Fraction, lost: Fraction, column_1: Fraction | None, case: Case) -> Rated:
    """Return what a charge comes to.

    Args:
        charge: the charge.
        own: the part of the value that it is taken on.
        lost: the part of that on which it gives way, of 1.
        column_1: the percent of the column 1 duty that applies; None where it is not known.
        case: the case, for the quota.
    """
    duty = simple(charge.duty, case)
    kept = 1 - lost
    share = own * kept
    match duty:
        case Free():
            return Rated(_shown(_ZERO), share, _ZERO)
        case AdValorem() | AllIn():
            level, ceiling, bottom = (
                _added(one, column_1) for one in (duty, charge.at_most, charge.at_least)
            )
            if level is None or (charge.at_most and ceiling is None) or (charge.at_least and bottom is None):
                most = _most(duty, charge)
                return Rated(duty, share, None, _ZERO, most * share)
            full = level * own
            if ceiling is not None:
                full = min(full, ceiling)
            if bottom is not None:
                full = max(full, bottom)
            if bottom is not None and own:
                level = full / own
            elif ceiling is not None:
                level = min(level, full / own if own else level)
            return Rated(_shown(level), share, full * kept)
        case _:
            return Rated(duty, share, None)


@lru_cache(maxsize=10_000)
def _shown(level: Fraction) -> AdValorem:
    """Return a rate to print: exact where it can be, else in millionths of a percent, as beside a specific duty."""
    try:
        return AdValorem.from_fraction(level)
    except BadDuty:
        return AdValorem.from_fraction(Fraction(round(level * 10**6), 10**6))


def _added(bound: AdValorem | AllIn | None, column_1: Fraction | None) -> Fraction | None:
    """Return what a rate or a level adds to column 1."""
    match bound:
        case AdValorem():
            return bound.exact_percent
        case AllIn():
            return None if column_1 is None else max(_ZERO, bound.level.exact_percent - column_1)
        case _:
            return None


def _most(duty: AdValorem | AllIn, charge: Charges) -> Fraction:
    rates = [one for one in (duty, charge.at_least) if one is not None]
    return max(one.exact_percent if isinstance(one, AdValorem) else one.level.exact_percent for one in rates)
