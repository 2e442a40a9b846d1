"""Which of two values of a term asks more of the side that gives it, where that can be said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradetalks.vocabulary.duties import AdValorem, AllIn, Duty, Free
from tradetalks.vocabulary.terms import (
    ChoiceTerm,
    CountTerm,
    DayTerm,
    DurationTerm,
    DutyTerm,
    FlagTerm,
    MoneyTerm,
    QuantityTerm,
    ScopeTerm,
    ShareTerm,
    Term,
    UnknownTerm,
    WordsTerm,
)
from tradetalks.vocabulary.topics import stronger

if TYPE_CHECKING:
    from fractions import Fraction

__all__ = ["more_onerous"]

#: Duties that the giver charges on the other side's goods: the lower asks more of the giver.
_RATES = frozenset(
    {
        "us-rate",
        "partner-rate",
        "s232-rate",
        "s232-over-quota-rate",
        "zero-list-rate",
        "zero-list-average-rate",
        "in-quota-rate",
        "over-quota-rate",
        "textile-rate",
        "retained-rate",
    }
)


def more_onerous(first: Term, second: Term) -> bool | None:  # noqa: C901, PLR0911, PLR0912 - an arm for each kind
    """Whether the second asks more of its giver than the first; None where that is not decidable.

    Lower rates on the other side's goods, larger pledges and quotas, nearer deadlines and stronger
    choices ask more. Rates that differ in kind, notices, yes-or-no terms and words are not decided.
    """
    if first.name != second.name:
        return None
    match (first, second):
        case (DutyTerm(), DutyTerm()):
            return _lower_rate(first, second)
        case (MoneyTerm(), MoneyTerm()):
            same = (first.currency, first.per, first.of, first.bound)
            if same != (second.currency, second.per, second.of, second.bound):
                return None
            return _greater(second.amount, first.amount)
        case (QuantityTerm(), QuantityTerm()):
            same_things = (first.unit, first.per, first.of, first.bound)
            if same_things != (second.unit, second.per, second.of, second.bound):
                return None
            return _greater(second.amount, first.amount)
        case (ShareTerm(), ShareTerm()):
            if (first.of, first.bound) != (second.of, second.bound):
                return None
            return _greater(second.percent, first.percent)
        case (DurationTerm(), DurationTerm()):
            return _nearer(first, second)
        case (DayTerm(), DayTerm()):
            comparable = "deadline" in first.name and first.bound is second.bound
            return _greater(first.day, second.day) if comparable else None
        case (ChoiceTerm(), ChoiceTerm()):
            if first.scale is None or first.scale != second.scale:
                return None
            return stronger(first.scale, second.choice, first.choice)
        case _:
            # Flags, counts, scopes, words and unknowns, or two kinds of term: nothing to order.
            undecided = (FlagTerm, CountTerm, ScopeTerm, WordsTerm, UnknownTerm)
            assert isinstance(first, undecided) or type(first) is not type(second)  # noqa: S101
            return None


def _greater(one: object, other: object) -> bool | None:
    return None if one == other else one > other  # type: ignore[operator]


def _lower_rate(first: DutyTerm, second: DutyTerm) -> bool | None:
    if first.name not in _RATES or first.bound is not second.bound:
        return None
    one, other = _percent(first.duty), _percent(second.duty)
    if one is None or other is None or one[1] != other[1]:
        return None
    return _greater(one[0], other[0])


def _percent(duty: Duty) -> tuple[Fraction | int, bool] | None:
    match duty:
        case Free():
            return (0, False)
        case AdValorem():
            return (duty.exact_percent, False)
        case AllIn():
            return (duty.level.exact_percent, True)
        case _:
            return None


def _nearer(first: DurationTerm, second: DurationTerm) -> bool | None:
    if "deadline" not in first.name or (first.after, first.bound) != (second.after, second.bound):
        return None
    one, other = (term.count * term.unit.about_days for term in (first, second))
    return _greater(one, other)
