"""The layers of a duty, what was not charged, and what an answer depends on."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Self

from attrs import frozen

from tradetalks.errors import TradeTalksError
from tradetalks.model.acts import LegalAct
from tradetalks.model.measures import Charges, Effect, TariffMeasure
from tradetalks.vocabulary.duties import AdValorem, Duty
from tradetalks.vocabulary.kinds import ValueBase
from tradetalks.vocabulary.numbers import printed

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Amount", "Dependency", "Layer", "NeedsQuantity", "NotCharged", "decimal_of", "to_the_cent"]

_CONTEXT = Context(prec=60)
_PLACES = 6


def decimal_of(number: Fraction) -> Decimal:
    """Return a fraction as a decimal, exact where one can hold it, else rounded to six places.

    >>> decimal_of(Fraction(75, 2)), decimal_of(Fraction(100, 3))
    (Decimal('37.5'), Decimal('33.333333'))
    """
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    made = _CONTEXT.divide(Decimal(number.numerator), Decimal(number.denominator))
    if rest != 1:
        made = made.quantize(Decimal(1).scaleb(-_PLACES), rounding=ROUND_HALF_UP, context=_CONTEXT)
    return Decimal(f"{made.normalize(_CONTEXT):f}")


def to_the_cent(money: Fraction) -> Decimal:
    """Return money rounded half up to the cent.

    >>> to_the_cent(Fraction("2.345"))
    Decimal('2.35')
    """
    cents = (money * 100 * 2 + 1) // 2
    return Decimal(cents).scaleb(-2, context=_CONTEXT)


class NeedsQuantity(TradeTalksError, ValueError):
    """An amount that cannot be reckoned without a value, a quantity, or a rate that the schedule does not print."""

    def __init__(self, layer: str, duty: str) -> None:
        """Keep the layer and its duty."""
        super().__init__(layer, duty)
        self.layer = layer
        self.duty = duty

    def __str__(self) -> str:
        """Return one clear sentence."""
        return f"the layer {self.layer} is {self.duty}: give what it is taken on, value= and quantity= in its unit"


class Amount(Decimal):
    """Money in US dollars, the sum of the layers, each rounded half up to the cent once.

    >>> Amount.of([("column-1", Decimal("25.00")), ("s301-china-lists", Decimal("250.00"))])
    Amount('275.00')
    """

    __slots__ = ("layers",)

    #: The layers with what each comes to.
    layers: tuple[tuple[str, Decimal], ...]

    @classmethod
    def of(cls, layers: Iterable[tuple[str, Decimal]]) -> Self:
        """Add up the layers."""
        kept = tuple(layers)
        made = cls(sum((one for _, one in kept), Decimal(0)))
        made.layers = kept
        return made

    @property
    def total(self) -> Decimal:
        """The sum as a plain decimal."""
        return Decimal(self)

    def __repr__(self) -> str:
        """Return the sum."""
        return f"Amount('{self}')"

    def __reduce__(self) -> tuple[Any, ...]:
        """Keep the layers when pickled."""
        return (type(self).of, (self.layers,))


@frozen(kw_only=True)
class Layer:
    """One duty that is charged, and why."""

    #: The programme; ``column-1`` or ``column-2`` for the ordinary duty.
    program: str
    #: What is charged; of a level or a bound, what it adds. None where the schedule prints no duty but words.
    duty: Duty | None
    #: The effect of the measure; None for the ordinary duty.
    effect: Effect | None
    #: The value that it is taken on.
    base: ValueBase = ValueBase.FULL_VALUE
    #: The part of the full value that it is charged on in the end, from 0 to 1.
    share: Fraction
    #: Percent of the full value; None where it takes value and quantity.
    percent: Decimal | None
    #: The measure; None for the ordinary duty.
    measure: TariffMeasure | None
    #: The act behind the measure; None for the ordinary duty and for a what-if.
    act: LegalAct | None
    #: The reason in words.
    because: str
    #: What was held of the programme later, and by which ruling.
    held: tuple[str, ...] = ()
    #: The part of the value before it gives way to another duty, from 0 to 1.
    own: Fraction = Fraction(1)

    @property
    def effective_share(self) -> Decimal:
        """The part of the full value that it is charged on, in percent."""
        return decimal_of(self.share * 100)

    @property
    def charge(self) -> Charges | None:
        """The charge of the measure; None for the ordinary duty."""
        return self.effect if isinstance(self.effect, Charges) else None

    def __str__(self) -> str:
        """Return the layer in words."""
        text = "in words" if self.duty is None else str(self.duty)
        if self.share != 1 and isinstance(self.duty, AdValorem):
            base = "value" if self.base is ValueBase.FULL_VALUE else self.base.words
            text += f" on {printed(self.effective_share)}% of the value"
            text += "" if base == "value" else f" ({base})"
        return f"{text} {self.program}"


@frozen(kw_only=True)
class NotCharged:
    """A programme that reaches the goods and charges nothing, and why."""

    #: The programme.
    program: str
    #: Whether the goods are subject to it all the same.
    subject: bool
    #: The measure that makes it so, or that gives way.
    measure: TariffMeasure | None
    #: The act behind that, or behind the rule by which it gives way.
    act: LegalAct | None
    #: The reason in words.
    because: str

    def __str__(self) -> str:
        """Return it in words."""
        return f"{self.program}: {self.because}"


@frozen(kw_only=True)
class Dependency:
    """A fact that was not given, and what it would settle."""

    #: The name of the claim; ``statistical_number``; or the id of the list or measure whose words or gap it is.
    fact: str
    #: Answers that would change the duty.
    values: tuple[str, ...]
    #: Ids of the measures and rules that ask.
    asked_by: tuple[str, ...]
    #: What the record cannot tell, or the words that the goods would have to fit.
    words: str | None = None

    def __str__(self) -> str:
        """Return it in words."""
        text = f"{self.fact} ({' or '.join(self.values[:6])})"
        return f"{text}: {self.words}" if self.words else text
