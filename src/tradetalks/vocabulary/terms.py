"""Terms of commitments, typed: what a clause fixes in numbers, days, names and choices.

Each term has a name (the slot it fills) and a value; the same kind of term has the same name in
every agreement, so that terms can be laid side by side.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TypeAlias

from attrs import field, frozen

from tradetalks.dates.days import as_day
from tradetalks.errors import TradeTalksError
from tradetalks.vocabulary.duties import Duty
from tradetalks.vocabulary.goods import ProductScope
from tradetalks.vocabulary.ids import valid_id, valid_optional_id
from tradetalks.vocabulary.kinds import Bound, TimeUnit
from tradetalks.vocabulary.numbers import exact, printed

__all__ = [
    "BadTerm",
    "ChoiceTerm",
    "CountTerm",
    "DayTerm",
    "DurationTerm",
    "DutyTerm",
    "FlagTerm",
    "MoneyTerm",
    "NamedTerm",
    "QuantityTerm",
    "ScopeTerm",
    "ShareTerm",
    "Term",
    "UnknownTerm",
    "WordsTerm",
]


class BadTerm(TradeTalksError, ValueError):
    """A term that cannot be: a currency that is no code, a duration of no length, an empty text."""


def _positive(_instance: object, attribute: object, value: Decimal) -> None:
    if value < 0:
        raise BadTerm(f"{getattr(attribute, 'name', 'a term')} is {printed(value)}, below zero")


def _filled(_instance: object, attribute: object, value: str) -> None:
    if not value.strip():
        raise BadTerm(f"{getattr(attribute, 'name', 'a term')} is empty")


def _currency(_instance: object, _attribute: object, value: str) -> None:
    if len(value) != 3 or not value.isascii() or not value.isupper():  # noqa: PLR2004 - ISO 4217
        raise BadTerm(f"{value!r} is no currency: write three capital letters, such as USD")


def _bounded(bound: Bound, text: str) -> str:
    match bound:
        case Bound.EXACTLY:
            return text
        case Bound.AT_MOST:
            return f"at most {text}"
        case Bound.AT_LEAST:
            return f"at least {text}"
        case Bound.ABOUT:
            return f"about {text}"


@frozen(kw_only=True)
class NamedTerm:
    """What every term has: the slot it fills, a value in words, perhaps a note."""

    #: The slot that the term fills.
    name: str = field(validator=valid_id)
    #: Whatever a reader should know.
    note: str | None = None

    @property
    def value(self) -> str:
        """The value in words."""
        raise NotImplementedError

    def __str__(self) -> str:
        """Return name and value."""
        return f"{self.name}: {self.value}"


@frozen(kw_only=True)
class DutyTerm(NamedTerm):
    """A rate of duty, additive or all-in as its notation says.

    >>> from tradetalks.vocabulary.notation import parse_duty
    >>> print(DutyTerm(name="us-rate", duty=parse_duty("15% all-in"), bound=Bound.AT_MOST))
    us-rate: at most 15% all-in
    """

    #: The duty.
    duty: Duty
    #: Whether it is met exactly, or is a ceiling or a floor.
    bound: Bound = field(default=Bound.EXACTLY, converter=Bound)

    @property
    def value(self) -> str:
        """The value in words."""
        return _bounded(self.bound, str(self.duty))


@frozen(kw_only=True)
class MoneyTerm(NamedTerm):
    """An amount of money, in whole units of its currency."""

    #: The amount in whole units: 25 billion dollars is 25000000000.
    amount: Decimal = field(converter=exact, validator=_positive)
    #: ISO 4217 code.
    currency: str = field(validator=_currency)
    #: What the amount is for each of, such as ``year``; None for the whole.
    per: str | None = None
    #: What it buys or pays for, in words.
    of: str | None = None
    #: Whether it is met exactly, or is a ceiling or a floor.
    bound: Bound = field(default=Bound.EXACTLY, converter=Bound)

    @property
    def value(self) -> str:
        """The value in words."""
        text = f"{self.currency} {self.amount:,f}"
        text = f"{text} per {self.per}" if self.per else text
        return _bounded(self.bound, f"{text} of {self.of}" if self.of else text)


@frozen(kw_only=True)
class QuantityTerm(NamedTerm):
    """An amount of goods or things with its unit."""

    #: How many units.
    amount: Decimal = field(converter=exact, validator=_positive)
    #: The unit, such as ``t``, ``litre``, ``aircraft``.
    unit: str = field(validator=_filled)
    #: What the amount is for each of, such as ``year``; None for the whole.
    per: str | None = None
    #: Of what, in words.
    of: str | None = None
    #: Whether it is met exactly, or is a ceiling or a floor.
    bound: Bound = field(default=Bound.EXACTLY, converter=Bound)

    @property
    def value(self) -> str:
        """The value in words."""
        text = f"{self.amount:,f} {self.unit}"
        text = f"{text} per {self.per}" if self.per else text
        return _bounded(self.bound, f"{text} of {self.of}" if self.of else text)


@frozen(kw_only=True)
class DurationTerm(NamedTerm):
    """A length of time, counted from a trigger where there is one.

    >>> print(DurationTerm(name="entry-into-force", count=60, unit=TimeUnit.DAYS, after="last-notification"))
    entry-into-force: 60 days after last-notification
    """

    #: How many units; 0 means on the trigger itself.
    count: int = field()
    #: Days, months or years.
    unit: TimeUnit = field(converter=TimeUnit)
    #: What starts the count, as a slug such as ``last-notification``; None where not said.
    after: str | None = field(default=None, validator=valid_optional_id)
    #: Whether it is met exactly, or is a ceiling or a floor.
    bound: Bound = field(default=Bound.EXACTLY, converter=Bound)

    @count.validator
    def _is_a_length(self, _attribute: object, value: int) -> None:
        if not 0 <= value <= 10_000 or (value == 0 and self.after is None):  # noqa: PLR2004
            raise BadTerm(f"{value} {self.unit} is no length of time")

    @property
    def value(self) -> str:
        """The value in words."""
        unit = self.unit.value.removesuffix("s") if self.count == 1 else self.unit.value
        text = f"{self.count} {unit}" if self.count else "at once"
        return _bounded(self.bound, f"{text} after {self.after}" if self.after else text)


@frozen(kw_only=True)
class DayTerm(NamedTerm):
    """A day that the clause names."""

    #: The day.
    day: date = field(converter=as_day)
    #: Exactly on it, at most (by it) or at least (not before it).
    bound: Bound = field(default=Bound.EXACTLY, converter=Bound)
    #: How the clause words it, where it does not name the day itself.
    wording: str | None = None

    @property
    def value(self) -> str:
        """The value in words."""
        match self.bound:
            case Bound.EXACTLY:
                return str(self.day)
            case Bound.AT_MOST:
                return f"by {self.day}"
            case Bound.AT_LEAST:
                return f"not before {self.day}"
            case Bound.ABOUT:
                return f"about {self.day}"


@frozen(kw_only=True)
class ScopeTerm(NamedTerm):
    """Goods that the clause is about."""

    #: The goods.
    products: ProductScope

    @property
    def value(self) -> str:
        """The value in words."""
        return str(self.products)


@frozen(kw_only=True)
class ChoiceTerm(NamedTerm):
    """One of several named ways to word a clause, on a scale of strength where there is one."""

    #: The choice made, as a slug.
    choice: str = field(validator=valid_id)
    #: The scale that orders the choices, one of :data:`tradetalks.vocabulary.topics.SCALES`.
    scale: str | None = field(default=None, validator=valid_optional_id)

    @property
    def value(self) -> str:
        """The value in words."""
        return self.choice


@frozen(kw_only=True)
class FlagTerm(NamedTerm):
    """A yes or a no that the clause settles."""

    #: The answer.
    holds: bool

    @property
    def value(self) -> str:
        """The value in words."""
        return "yes" if self.holds else "no"


@frozen(kw_only=True)
class ShareTerm(NamedTerm):
    """A share in percent that is no duty: of lines covered, of equity, of value."""

    #: The share in percent.
    percent: Decimal = field(converter=exact, validator=_positive)
    #: Of what, in words.
    of: str | None = None
    #: Whether it is met exactly, or is a ceiling or a floor.
    bound: Bound = field(default=Bound.EXACTLY, converter=Bound)

    @property
    def value(self) -> str:
        """The value in words."""
        text = f"{printed(self.percent)} percent"
        return _bounded(self.bound, f"{text} of {self.of}" if self.of else text)


@frozen(kw_only=True)
class CountTerm(NamedTerm):
    """A number of things that are listed: lines, treaties, terms, carve-outs."""

    #: How many.
    count: int = field()
    #: Of what, in words.
    of: str = field(validator=_filled)
    #: Whether it is met exactly, or is a ceiling or a floor.
    bound: Bound = field(default=Bound.EXACTLY, converter=Bound)

    @count.validator
    def _is_a_count(self, _attribute: object, value: int) -> None:
        if value < 0:
            raise BadTerm(f"count is {value}, below zero")

    @property
    def value(self) -> str:
        """The value in words."""
        return _bounded(self.bound, f"{self.count} {self.of}")


@frozen(kw_only=True)
class WordsTerm(NamedTerm):
    """A term that only words can say."""

    #: The words, our own.
    words: str = field(validator=_filled)

    @property
    def value(self) -> str:
        """The value in words."""
        return self.words


@frozen(kw_only=True)
class UnknownTerm(NamedTerm):
    """A term that the clause leaves to a text which could not be read: a gap, never a zero."""

    #: What would settle it and why it is not known.
    gap: str = field(validator=_filled)

    @property
    def value(self) -> str:
        """The value in words."""
        return f"not known ({self.gap})"


#: Any term that a commitment can hold.
Term: TypeAlias = (
    DutyTerm
    | MoneyTerm
    | QuantityTerm
    | DurationTerm
    | DayTerm
    | ScopeTerm
    | ChoiceTerm
    | FlagTerm
    | ShareTerm
    | CountTerm
    | WordsTerm
    | UnknownTerm
)
