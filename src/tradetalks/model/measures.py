"""Tariff measures: each change that an act makes to what a programme charges."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from attrs import evolve, field, frozen

from tradetalks.dates.days import as_day
from tradetalks.dates.intervals import DateInterval
from tradetalks.errors import TradeTalksError
from tradetalks.model.facts import Fact
from tradetalks.vocabulary.conditions import Condition
from tradetalks.vocabulary.duties import (
    AdValorem,
    AllIn,
    Duty,
    Specific,
    duty_percent,
)
from tradetalks.vocabulary.goods import ProductScope
from tradetalks.vocabulary.ids import valid_id, valid_ids, valid_optional_id
from tradetalks.vocabulary.kinds import (
    Action,
    ExemptionKind,
    Force,
    ValueBase,
)
from tradetalks.vocabulary.places import PlaceScope

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

__all__ = [
    "Authorises",
    "BadMeasure",
    "ChangesList",
    "Charges",
    "Effect",
    "Ends",
    "Exempts",
    "MinimumPrice",
    "MinimumPrices",
    "Prohibits",
    "Regulates",
    "TariffMeasure",
]


class BadMeasure(TradeTalksError, ValueError):
    """A measure that cannot be: no programme, an enacted power without a rate."""


@frozen(kw_only=True)
class Charges:
    """The goods pay a duty, bounded where the act bounds it.

    >>> from tradetalks.vocabulary.notation import parse_duty
    >>> print(Charges(duty=parse_duty("25%"), at_most=parse_duty("15% all-in")))
    25%, at most 15% all-in
    """

    #: The duty: additional to column 1, or all-in where its notation says so.
    duty: Duty
    #: The value on which it is taken.
    base: ValueBase = field(default=ValueBase.FULL_VALUE, converter=ValueBase)
    #: The level that it may not exceed, additional or all-in.
    at_most: AdValorem | AllIn | None = None
    #: The level that it may not fall below, additional or all-in.
    at_least: AdValorem | AllIn | None = None

    @property
    def percent(self) -> Decimal | None:
        """The additional percent where it is a plain, unbounded share of the full value."""
        if self.at_most or self.at_least or self.base is not ValueBase.FULL_VALUE:
            return None
        return duty_percent(self.duty)

    def __str__(self) -> str:
        """Return the charge in words."""
        parts = [str(self.duty)]
        if self.base is not ValueBase.FULL_VALUE:
            parts[0] += f" of the {self.base.words}"
        if self.at_most:
            parts.append(f"at most {self.at_most}")
        if self.at_least:
            parts.append(f"at least {self.at_least}")
        return ", ".join(parts)


@frozen(kw_only=True)
class Exempts:
    """The goods pay nothing under the programme."""

    #: Whether they leave the programme or stay subject to it at zero.
    kind: ExemptionKind = field(default=ExemptionKind.OUT, converter=ExemptionKind)

    def __str__(self) -> str:
        """Return the exemption in words."""
        return "exempt" if self.kind is ExemptionKind.OUT else "subject, at zero"


@frozen(kw_only=True)
class Ends:
    """The programme no longer applies to the goods."""

    def __str__(self) -> str:
        """Return the end in words."""
        return "ended"


@frozen(kw_only=True)
class Prohibits:
    """The goods may not be imported."""

    def __str__(self) -> str:
        """Return the ban in words."""
        return "import prohibited"


@frozen(kw_only=True)
class ChangesList:
    """Goods are added to a product list or taken off it; measures that name the list follow."""

    #: The id of the list.
    list: str = field(validator=valid_id)
    #: The goods added, or None.
    adds: ProductScope | None = None
    #: The goods taken off, or None.
    removes: ProductScope | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a change that changes nothing."""
        if self.adds is None and self.removes is None:
            raise BadMeasure(f"a change to the list {self.list} neither adds nor removes goods")

    def __str__(self) -> str:
        """Return the change in words."""
        parts = [f"adds {self.adds}"] if self.adds else []
        parts += [f"removes {self.removes}"] if self.removes else []
        return f"list {self.list}: {'; '.join(parts)}"


@frozen(kw_only=True)
class Authorises:
    """A power to charge is given, without a rate that applies by itself."""

    #: The power, in our own words.
    power: str

    def __str__(self) -> str:
        """Return the power in words."""
        return f"authorises: {self.power}"


@frozen(kw_only=True)
class Regulates:
    """A rule that is no duty on goods: fees, entry procedures, quotas, preferences."""

    #: The rule, in our own words.
    rule: str

    def __str__(self) -> str:
        """Return the rule in words."""
        return self.rule


@frozen(kw_only=True)
class MinimumPrice:
    """The least entered value of one kind of goods; the duty makes up what is missing."""

    #: The goods, in words.
    goods: str
    #: The price for each unit.
    price: Specific


@frozen(kw_only=True)
class MinimumPrices:
    """The goods pay the difference between a minimum import price and their entered value."""

    #: The prices.
    prices: tuple[MinimumPrice, ...] = field(converter=tuple[MinimumPrice, ...])

    def __str__(self) -> str:
        """Return the prices in words."""
        listed = ", ".join(f"{one.goods} {one.price}" for one in self.prices)
        return f"minimum import price: {listed}"


#: What a measure does to the goods it names.
Effect: TypeAlias = (
    Charges | Exempts | Ends | Prohibits | ChangesList | Authorises | Regulates | MinimumPrices
)


@frozen(kw_only=True)
class TariffMeasure(Fact):
    """One change in an act: a programme, origins, goods, days, and what then applies.

    ``applies`` is the interval as the act itself sets it, never with hindsight: a measure that a
    later act replaced keeps its open end, and the later act is painted over it.
    """

    #: Id of the act that makes it law; None only for a what-if.
    act: str | None = field(default=None, validator=valid_optional_id)
    #: Ids of the duty programmes it changes, nearly always one.
    programmes: tuple[str, ...] = field(converter=tuple[str, ...], validator=valid_ids)
    #: Ids of programmes that do not charge the goods while it applies.
    in_lieu_of: tuple[str, ...] = field(default=(), converter=tuple[str, ...], validator=valid_ids)
    #: Who charges it: an ISO code or the symbol of a bloc.
    importer: str = "US"
    #: The origins of the goods.
    origins: PlaceScope
    #: The goods.
    products: ProductScope
    #: The days on which it applies, by the date of entry.
    applies: DateInterval
    #: How the act words the first day, where it is relative or no plain day.
    start_wording: str | None = None
    #: How the act words the end, where it is relative or no plain day.
    end_wording: str | None = None
    #: The word that fits best what the act does.
    action: Action = field(converter=Action)
    #: What then applies.
    effect: Effect = field()
    #: What stands behind it; only the enacted makes duties.
    force: Force = field(default=Force.ENACTED, converter=Force)
    #: What must hold for a shipment; all of them.
    conditions: tuple[Condition, ...] = field(default=(), converter=tuple[Condition, ...])
    #: Its place among the measures of its programme that were announced on the same day.
    sequence: int = 0
    #: Whether it lies on the glass above the picture, as exemptions always do.
    glass: bool = False
    #: The headings of chapter 99 that carry it, as printed.
    headings: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    #: What it does, in our own words.
    summary: str

    def __attrs_post_init__(self) -> None:
        """Refuse a measure of the record that names no act."""
        if self.act is None and not self.is_what_if:
            raise BadMeasure(f"{self.id} names no act: only a what-if has none")

    @programmes.validator
    def _has_a_programme(self, _attribute: object, value: tuple[str, ...]) -> None:
        if not value:
            raise BadMeasure(f"{self.id} names no duty programme")

    @effect.validator
    def _a_power_is_not_enacted_as_a_duty(self, _attribute: object, value: Effect) -> None:
        if isinstance(value, Authorises) and self.force is Force.ENACTED:
            raise BadMeasure(f"{self.id} gives a power without a rate: its force is 'authorised'")

    @property
    def on_glass(self) -> bool:
        """Whether later rates do not cover it."""
        return self.glass or isinstance(self.effect, Exempts)

    @property
    def painted(self) -> tuple[date, int]:
        """When it was painted within its programme: the later covers the earlier."""
        return (self.announced, self.sequence)

    def ended_on(self, day: date | str) -> TariffMeasure:
        """Return the measure as it would be if it no longer applied from ``day`` on."""
        return evolve(self, applies=DateInterval(self.applies.start, as_day(day)))
