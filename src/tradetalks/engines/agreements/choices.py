"""What a draft has in each clause and term, and why: fixed, given, followed, or chosen by a rule."""

from __future__ import annotations

from enum import StrEnum, unique
from typing import TYPE_CHECKING

from attrs import field, frozen

from tradetalks.engines.agreements.alignment import Side
from tradetalks.engines.agreements.favour import more_onerous
from tradetalks.engines.agreements.term_input import size_of
from tradetalks.vocabulary.kinds import Verb
from tradetalks.vocabulary.terms import Term

if TYPE_CHECKING:
    from decimal import Decimal

    from tradetalks.engines.agreements.clauses import Observation, Slot

__all__ = ["Choice", "ChosenClause", "ChosenSide", "DefaultRule", "HowChosen", "default_for"]


@unique
class DefaultRule(StrEnum):
    """How a slot that the caller leaves open is filled from the values seen."""

    #: The value of the latest precedent.
    LATEST = "latest"
    #: The middle value, of numbers; else the latest.
    MEDIAN = "median"
    #: The value that most precedents have; of equals, the latest.
    MOST_FREQUENT = "most-frequent"
    #: The value that asks most of the side that gives it, where that is decidable; else the latest.
    STRICTEST = "strictest"


@unique
class HowChosen(StrEnum):
    """Why a term of a draft is what it is."""

    FIXED = "fixed"
    GIVEN = "given"
    #: The precedent that the caller asked the clause to follow has it so.
    FOLLOWED = "followed"
    DEFAULT = "default"
    OPEN_IN_PRECEDENTS = "open-in-precedents"


@frozen(kw_only=True)
class Choice:
    """What a draft has in a term, and why."""

    #: The topic of the clause.
    topic: str
    #: The side that undertakes it.
    side: Side
    #: The name of the term.
    name: str
    #: The terms: one, or several of a schedule.
    terms: tuple[Term, ...] = field(converter=tuple[Term, ...])
    #: Why.
    how: HowChosen
    #: The rule of a default.
    rule: DefaultRule | None = None
    #: Id of the latest precedent that has it so; None where it was given, or several fix it alike.
    precedent: str | None = None

    def __str__(self) -> str:
        """Return the choice in words."""
        by = f" ({self.rule.value})" if self.rule else ""
        origin = f", from {self.precedent}" if self.precedent else ""
        return f"{self.name}: {'; '.join(one.value for one in self.terms)}, {self.how.value}{by}{origin}"


@frozen(kw_only=True)
class ChosenSide:
    """What one side undertakes in a clause of a draft."""

    #: The side.
    side: Side
    #: The verb.
    verb: Verb
    #: The terms with their reasons.
    choices: tuple[Choice, ...] = field(converter=tuple[Choice, ...])


@frozen(kw_only=True)
class ChosenClause:
    """A clause chosen for a draft."""

    #: Its topic.
    topic: str
    #: Whether it is core in the model.
    core: bool
    #: Id of the precedent it follows.
    precedent: str
    #: What each side undertakes.
    sides: tuple[ChosenSide, ...] = field(converter=tuple[ChosenSide, ...])


def default_for(slot: Slot, rule: DefaultRule) -> Observation:
    """Return what a rule takes from the values seen in a slot, of which one at least must be known.

    Of precedents with the same value it is the latest.
    """
    latest_first = slot.tally[::-1]
    match rule:
        case DefaultRule.LATEST:
            return latest_first[0][0]
        case DefaultRule.MOST_FREQUENT:
            return max(latest_first, key=lambda one: one[1])[0]
        case DefaultRule.MEDIAN:
            return _median(latest_first) or latest_first[0][0]
        case DefaultRule.STRICTEST:
            return _strictest([one for one, _ in latest_first])


def _strictest(latest_first: list[Observation]) -> Observation:
    strictest = latest_first[0]
    for one in latest_first:
        comparable = len(one.terms) == len(strictest.terms) == 1
        if comparable and more_onerous(strictest.terms[0], one.terms[0]):
            strictest = one
    return strictest


def _median(latest_first: tuple[tuple[Observation, int], ...]) -> Observation | None:
    sized = [(size, one, count) for one, count in latest_first if (size := _size(one)) is not None]
    if len(sized) != len(latest_first):
        return None
    # Of an even number the lower middle: a value that was seen, never a mean that nobody agreed.
    middle = (sum(count for _, _, count in sized) + 1) // 2
    for _, one, count in sorted(sized, key=lambda each: each[0]):
        middle -= count
        if middle <= 0:
            return one
    raise AssertionError("the middle of a list lies within it")  # pragma: no cover


def _size(one: Observation) -> Decimal | None:
    return size_of(one.terms[0]) if len(one.terms) == 1 else None
