"""What stands on a product list: entries with the act that put them there, and the act that took them off.

An act adds goods to a list on a day and another takes them off on a later one, and each was known from the
day of its act on. An entry keeps both, so that a list can be read on any day as it was known on any other.
"""

from __future__ import annotations

from datetime import date
from enum import unique
from typing import TYPE_CHECKING

from attrs import field, frozen

from tradetalks.vocabulary.kinds import Word

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["ListChange", "ListContents", "ListEntry", "ListSpell", "ListedBy", "as_listed"]

_NUMBER = 10


def as_listed(digits: str) -> str:
    """Return the digits that a code on a list stands for.

    A number that ends in 00 is the only one of its line, and so names the line, also where the line is
    divided into other numbers later on.

    >>> as_listed("8541900000"), as_listed("8541900010")
    ('85419000', '8541900010')
    """
    return digits[:-2] if len(digits) == _NUMBER and digits.endswith("00") else digits


@unique
class ListedBy(Word):
    """How a list names goods, and so whether it decides without a claim."""

    #: By their code: whatever is classified there is on the list.
    CLASSIFICATION = "classification"
    #: By a description: only some of what is classified there is on the list.
    DESCRIPTION = "description"
    #: By a use, such as civil aircraft: only what is declared for it is on the list.
    USE = "use"


@frozen(kw_only=True)
class ListChange:
    """When goods were put on a list, or taken off, and by what."""

    #: The first day of the change.
    day: date
    #: The day on which it became known; None where it is that of the act, or else of the list.
    known: date | None = None
    #: Id of the act that made it, where the record has it.
    act: str | None = None
    #: Id of the measure that says it, where the record has one.
    measure: str | None = None


def _goods(given: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((as_listed(code), excepted) for code, excepted in given)


@frozen(kw_only=True)
class ListSpell:
    """Goods that were put on a list together, and taken off together if at all; a row of the list files."""

    #: The id of the list.
    list: str
    #: How they are named.
    by: ListedBy = field(converter=ListedBy)
    #: When and by what they were put on the list.
    added: ListChange
    #: When and by what they were taken off, or None.
    removed: ListChange | None = None
    #: What the goods are, where a code does not say it.
    note: str | None = None
    #: The goods: digits as :func:`as_listed` gives them, each with the longer digits that it does not take in.
    goods: tuple[tuple[str, tuple[str, ...]], ...] = field(converter=_goods, repr=False)

    @property
    def codes(self) -> frozenset[str]:
        """The digits of the goods, without what they except."""
        return frozenset(code for code, _excepted in self.goods)


@frozen
class ListContents:
    """The contents of the lists of a record, as the list files hold them."""

    #: The spells, in the order of the file.
    spells: tuple[ListSpell, ...] = field(default=(), repr=False)
    #: Lists that hold what other lists hold, and those others.
    parts: dict[str, tuple[str, ...]] = field(factory=dict)
    #: The SHA-256 of what they were read from, for receipts.
    sha256: str = ""


@frozen(kw_only=True)
class ListEntry:
    """One code on a list, from the day that an act put it there to the day that another took it off."""

    #: The id of the list.
    list: str
    #: The digits, 2 to 10.
    code: str
    #: Longer digits under it that it does not take in.
    excepted: tuple[str, ...] = ()
    #: How it names its goods.
    by: ListedBy = ListedBy.CLASSIFICATION
    #: The first day on the list; None for ever before.
    start: date | None
    #: The day from which on that was known.
    known: date
    #: The act that put it there, where the record has it.
    act: str | None = None
    #: The first day no longer on the list; None while it lasts.
    end: date | None = None
    #: The day from which on its end was known.
    end_known: date | None = None
    #: The act that took it off, where the record has it.
    end_act: str | None = None
    #: What the goods are, where a code does not say it.
    note: str | None = None

    def holds(self, on: date, known_on: date | None = None) -> bool:
        """Whether it stood on the list on a day, as known at the end of another; None for all that is known."""
        if known_on is not None and self.known > known_on:
            return False
        if self.start is not None and on < self.start:
            return False
        if self.end is None or on < self.end:
            return True
        return known_on is not None and self.end_known is not None and self.end_known > known_on

    def takes_in(self, digits: str) -> bool:
        """Whether the entry takes in everything under these digits."""
        return digits.startswith(self.code) and not any(
            digits.startswith(one) or one.startswith(digits) for one in self.excepted
        )
