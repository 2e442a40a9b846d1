"""Comparing an input with the record, and the differences that are known and have a reason."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import field as attribute
from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = [
    "DIFFERENCES",
    "MONTHS",
    "Difference",
    "Known",
    "Ledger",
    "days_in",
    "known",
    "new_id",
    "numbers_in",
    "words_of",
]

#: The differences between fact base and record that are known, each with its reason.
DIFFERENCES = Path(__file__).parents[1] / "cases/differences.toml"


def _told(value: object) -> str:
    """Return a value as a line of the file of differences writes it."""
    if value is None:
        return "nothing"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, set | frozenset | list | tuple):
        parts = [_told(one) for one in value]
        return ", ".join(sorted(parts) if isinstance(value, set | frozenset) else parts) or "nothing"
    return " ".join(str(value).split())


#: What the record has is told up to this length; beyond it a reader is better served by the reason.
_LONGEST = 100


def _told_shortly(value: object) -> str:
    told = _told(value)
    return told if len(told) <= _LONGEST else "nothing like it"


@frozen(order=True)
class Difference:
    """One field of one fact in which record and fact base differ."""

    #: The fact, by its id or place in the fact base.
    fact: str
    #: The field.
    field: str
    #: What the fact base has.
    facts: str = attribute(converter=_told)
    #: What the record has.
    record: str = attribute(converter=_told_shortly)


@frozen
class Known:
    """A difference that is meant, with the reason for it."""

    #: The difference.
    difference: Difference
    #: Why the record has it otherwise.
    reason: str
    #: Where the official text says so, if one does.
    at: str | None = None


class Ledger:
    """Collects the differences that the comparison of one input finds."""

    def __init__(self) -> None:
        """Start with none."""
        self.found: list[Difference] = []

    def equal(self, fact: str, name: str, facts: object, record: object) -> bool:
        """Note a difference where two values are not the same in print; say whether they are."""
        return self.holds(fact, name, facts, record, holds=_told(facts) == _told(record))

    def holds(self, fact: str, name: str, facts: object, record: object, *, holds: bool) -> bool:
        """Note a difference where something does not hold; say whether it does."""
        if not holds:
            self.found.append(Difference(fact, name, facts, record))
        return holds

    def within(self, fact: str, name: str, facts: Iterable[object], record: Iterable[object]) -> bool:
        """Note what of the facts is missing in the record; say whether nothing is."""
        has = {_told(one) for one in record}
        missing = [_told(one) for one in facts if _told(one) not in has]
        return self.holds(fact, name, sorted(set(missing)), sorted(has), holds=not missing)


@cache
def known() -> dict[str, tuple[Known, ...]]:
    """Return the known differences by the input that they are about."""
    return {
        part: tuple(
            Known(
                Difference(row["fact"], row["field"], row["facts"], row["record"]),
                row["reason"],
                row.get("at"),
            )
            for row in rows
        )
        for part, rows in tomllib.loads(DIFFERENCES.read_text("utf-8")).items()
    }


@cache
def _new_ids() -> dict[tuple[str, str], str]:
    return {
        (part, one.difference.fact): one.difference.record
        for part, rows in known().items()
        for one in rows
        if one.difference.field == "id"
    }


def new_id(ledger: Ledger, part: str, fact: str, holds: Callable[[str], bool]) -> str | None:
    """Return the id under which the record has a fact, or None where it has not; note one that is not the same."""
    if holds(fact):
        return fact
    other = _new_ids().get((part, fact))
    other = other if other is not None and holds(other) else None
    ledger.equal(fact, "id", fact, other)
    return other


_DAY = re.compile(r"(?<![0-9-])(20[0-9]{2}-[01][0-9]-[0-3][0-9])(?![0-9-])")
_NUMBER = re.compile(r"(?<![A-Za-z0-9.,])(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?![A-Za-z0-9])")


#: The months as prose names them.
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


_PROSE = re.compile(rf"(?<![0-9])([0-9]{{1,2}}) ({'|'.join(MONTHS)})")
_YEAR = re.compile(r"(?<![0-9-])(20[0-9]{2})(?![0-9-])")


def days_in(text: str) -> list[date]:
    """Return the days that a text names in ISO form or in prose.

    >>> print(*days_in("from 2025-04-05 through 31 May and 6 August 2025"))
    2025-04-05 2025-05-31 2025-08-06
    """
    printed = [date.fromisoformat(found) for found in _DAY.findall(text)]
    prose = [
        date(int(year[1]), MONTHS.index(month) + 1, int(day))
        for sentence in re.split(r"(?<=[.;]) ", text)
        for found in _PROSE.finditer(sentence)
        for day, month in (found.groups(),)
        # A list of days has the year with the last of them.
        if (year := _YEAR.search(sentence, found.end()))
    ]
    ends = [date(int(year), 12, 31) for year in re.findall(r"end of (20[0-9]{2})", text)]
    return [*printed, *prose, *ends]


def numbers_in(text: str) -> set[Decimal]:
    """Return the numbers that a text holds, without those of its days.

    >>> sorted(map(int, numbers_in("40% from 2025-08-06, or 1,000 USD")))
    [40, 1000]
    """
    plain = re.sub(r"20[0-9]{2}-[01][0-9](?:-[0-3][0-9])?", " ", text)
    return {Decimal((whole + part).replace(",", "")).normalize() for whole, part in _NUMBER.findall(plain)}


_SMALL = frozenset(
    (
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "its",
        "of",
        "on",
        "or",
        "other",
        "over",
        "s",
        "that",
        "the",
        "their",
        "to",
        "under",
        "with",
        "within",
    )
)


def words_of(text: str) -> Iterator[str]:
    """Yield the words of a text that carry meaning, in small letters.

    >>> list(words_of("Adjusting Imports of Steel"))
    ['adjusting', 'imports', 'steel']
    """
    for word in re.findall(r"[a-z0-9]+", text.lower().replace("\u2019", "").replace("'", "")):
        if word not in _SMALL:
            yield word
