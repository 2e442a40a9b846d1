"""Conditions that hang a measure on facts about a shipment, as an importer would claim them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TypeAlias

from attrs import field, frozen

from tradetalks.dates.days import as_day
from tradetalks.errors import TradeTalksError
from tradetalks.vocabulary.kinds import ClaimName
from tradetalks.vocabulary.numbers import exact, printed

__all__ = [
    "BadCondition",
    "ClaimAtLeast",
    "ClaimBelow",
    "ClaimIs",
    "Condition",
    "InWords",
    "LoadedBefore",
]


class BadCondition(TradeTalksError, ValueError):
    """A condition that asks nothing."""


@frozen(kw_only=True)
class ClaimIs:
    """The claim has one of the values named; a yes-or-no claim is ``yes`` or ``no``.

    >>> print(ClaimIs(claim=ClaimName.USMCA_QUALIFYING, values=("yes",)))
    usmca_qualifying is yes
    """

    #: The claim.
    claim: ClaimName = field(converter=ClaimName)
    #: The values that meet the condition.
    values: tuple[str, ...] = field(converter=tuple[str, ...])

    @values.validator
    def _has_values(self, _attribute: object, value: tuple[str, ...]) -> None:
        if not all(value) or not value:
            raise BadCondition(f"a condition on {self.claim.value} names no value")

    def __str__(self) -> str:
        """Return the condition in words."""
        return f"{self.claim.value} is {' or '.join(self.values)}"


@frozen(kw_only=True)
class ClaimAtLeast:
    """The claim is a number not below the one named."""

    #: The claim.
    claim: ClaimName = field(converter=ClaimName)
    #: The least number that meets the condition.
    number: Decimal = field(converter=exact)

    def __str__(self) -> str:
        """Return the condition in words."""
        return f"{self.claim.value} is at least {printed(self.number)}"


@frozen(kw_only=True)
class ClaimBelow:
    """The claim is a number below the one named."""

    #: The claim.
    claim: ClaimName = field(converter=ClaimName)
    #: The first number that no longer meets the condition.
    number: Decimal = field(converter=exact)

    def __str__(self) -> str:
        """Return the condition in words."""
        return f"{self.claim.value} is below {printed(self.number)}"


@frozen(kw_only=True)
class LoadedBefore:
    """The goods were loaded on the final vessel before a day and were in transit."""

    #: The first day on which loading is too late.
    day: date = field(converter=as_day)

    def __str__(self) -> str:
        """Return the condition in words."""
        return f"loaded on the final vessel before {self.day}"


@frozen(kw_only=True)
class InWords:
    """A condition that no claim captures, in our own words."""

    #: The condition.
    words: str = field()

    @words.validator
    def _is_filled(self, _attribute: object, value: str) -> None:
        if not value.strip():
            raise BadCondition("a condition in words has none")

    def __str__(self) -> str:
        """Return the condition in words."""
        return self.words


#: Any condition that a measure can hang on.
Condition: TypeAlias = ClaimIs | ClaimAtLeast | ClaimBelow | LoadedBefore | InWords
