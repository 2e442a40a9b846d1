"""Dates as acts word them: "21 days after signing", "no later than 2025-05-03", and the day they mean.

How days are counted, with the acts that show it (each of them tested, with many others):

- The day counted from is not itself counted: ``21 days after`` a day is that day plus 21.
  The order on Russian oil (EO 14329), signed on 2025-08-06, "21 days after the date of this order",
  is printed in the tariff as 2025-08-27.
  EO 14326, signed on 2025-07-31, 7 days after: 2025-08-07.
  EO 14346, signed on 2025-09-05, 3 days after: 2025-09-08.
  EO 14323, signed on 2025-07-30, says so in as many words, "7 days after the date of the executive order,
  excluding the day the executive order is signed": 2025-08-06.
  EO 14309, "7 days after the publication", 2025-06-23: 2025-06-30.
- A period that begins on a day has that day as its first, so its first day no longer is that day plus its
  length.
  EO 14266, "for a period of 90 days beginning at 12:01 a.m. on" 2025-04-10: until 2025-07-09.
  EO 14298, 90 days beginning on 2025-05-14: until 2025-08-12.
  The Stockholm statement and EO 14334, a further 90 days starting on 2025-08-12: until 2025-11-10.
  Proclamation 11012, "for a period of 150 days" from 2026-02-24: until 2026-07-24.
- Months and years go by the calendar and keep the day of the month, or take the last day of a shorter month.
  Proclamation 11020, "4 years after the date of this proclamation", 2026-04-02: 2030-04-02.
  Proclamation 11038, "8 months after" 2026-06-29: 2027-02-28.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum, unique
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from attrs import field, frozen

from tradetalks.dates.days import as_day, as_optional_day
from tradetalks.errors import TradeTalksError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from attrs import Attribute

__all__ = ["TRIGGERS", "BadWording", "DayRole", "WordedDay", "resolve_wording"]

_LONGEST = 200

#: The happenings that a wording may count from, by name, each with the other ways in which texts put it.
TRIGGERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "announcement": (),
        "approval": ("confirmation",),
        "enactment": (),
        "entry-into-force": ("effective date",),
        "last-import": ("last date on which the country imported venezuelan oil",),
        "last-notification": ("exchange of notifications", "exchange of written notifications"),
        "notice": ("notification", "notice of termination"),
        "publication": ("publication in the federal register",),
        "signing": ("signature", "order", "executive order", "proclamation", "framework"),
        "submission": (),
    }
)
_TRIGGER_OF = {
    phrase: name for name, others in TRIGGERS.items() for phrase in (name, name.replace("-", " "), *others)
}
_ARTICLE = re.compile(r"^(?:the date of )?(?:(?:the|this|such|its) )?(?:date of )?")
_OWNER = re.compile(
    r" of (?:the|this) (?:agreement|framework|order|proclamation)(?= in the federal register$|$)"
)

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_LEADS = {
    "on": "on",
    "no earlier than": "earliest",
    "not earlier than": "earliest",
    "not before": "earliest",
    "by": "latest",
    "no later than": "latest",
    "not later than": "latest",
    "on or before": "latest",
    "within": "latest",
    "before": "end",
    "for": "end",
    "through": "end",
    "until": "end",
}
_LEAD = re.compile(rf"({'|'.join(sorted(_LEADS, key=len, reverse=True))}) ")
_PERIOD = re.compile(r"an? (?:additional |initial )?period of ")
_COUNT = re.compile(rf"([1-9][0-9]{{0,3}}|{'|'.join(_NUMBERS)})(?![0-9a-z:-])")
_UNIT = re.compile(r" (?:calendar )?(day|week|month|year)s?(?![a-z])")
_LINK = re.compile(r"(?:,? (?:beginning|starting)(?: on)?| (after|before|following|from|of)) ")
_MIDNIGHT = re.compile(r"(?:at )?12:01 a\.m\.(?: eastern(?: daylight| standard)? time)?(?: on)? ")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_DAY = re.compile(rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}|({'|'.join(_MONTHS)}) ([0-9]{{1,2}}), ([0-9]{{4}})")


@unique
class DayRole(StrEnum):
    """What a worded day is to the thing that it dates."""

    #: The day on which it happens or starts.
    ON = "on"
    #: The first day on which it may happen.
    EARLIEST = "earliest"
    #: The last day on which it may happen.
    LATEST = "latest"
    #: The first day on which it no longer applies, the open end of a half-open interval.
    END = "end"


class BadWording(TradeTalksError, ValueError):
    """A wording that names no day and no way to one, with the place that could not be read.

    >>> resolve_wording("21 dys after signing")
    Traceback (most recent call last):
    ...
    tradetalks.dates.wording.BadWording: cannot read '21 dys after signing' at character 4: expected day, week, month or year
        21 dys after signing
           ^
    """

    def __init__(self, text: str, at: int, expected: str) -> None:
        """Keep the text cut to a printable length, where it stops making sense, and what should stand there."""
        super().__init__(text[:_LONGEST], at, expected)
        #: The wording.
        self.text = text[:_LONGEST]
        #: Index of the first character that could not be read, from 0.
        self.at = at
        #: What should stand there.
        self.expected = expected

    def __str__(self) -> str:
        """Return one clear sentence, and the text with the place marked where it prints on a line."""
        sentence = f"cannot read {self.text!r} at character {self.at + 1}: expected {self.expected}"
        if not self.text.isascii() or not self.text.isprintable():
            return sentence
        return f"{sentence}\n    {self.text}\n    {' ' * self.at}^"


class _Reading(NamedTuple):
    """A wording taken apart: its role, and a length of time counted from a day or a trigger."""

    role: DayRole
    anchor: date | str
    length: int = 0
    unit: str = "day"
    #: One day more, where the words name the last day and the role wants the first day no longer.
    more: int = 0


def _readable_wording(_instance: object, _attribute: Attribute[str], value: str) -> None:
    _read(value)


@frozen
class WordedDay:
    """A date as an act words it, with the day it means as far as that is known.

    The day is what the act or the record states; whether it is also what the words come to,
    :func:`resolve_wording` tells.

    >>> print(WordedDay("21 days after signing", "2025-08-27"))
    2025-08-27 (21 days after signing)
    >>> print(WordedDay("60 days after the last notification"))
    60 days after the last notification (last-notification has no known day)
    """

    #: The words of the act, shortened to those that say when.
    wording: str = field(validator=_readable_wording)
    #: The day, or None while the day of its trigger is not known.
    day: date | None = field(default=None, converter=as_optional_day)

    @day.validator
    def _is_open_for_a_reason(self, _attribute: object, value: date | None) -> None:
        if value is None and self.trigger is None:
            raise BadWording(self.wording, 0, "a trigger, or else its day as well")

    @property
    def role(self) -> DayRole:
        """Whether the day is the one itself, the latest, or the end of what is dated.

        >>> WordedDay("no later than 2025-05-03", "2025-05-03").role
        <DayRole.LATEST: 'latest'>
        """
        return _read(self.wording).role

    @property
    def trigger(self) -> str | None:
        """The trigger that the wording counts from, or None where it names a day.

        >>> WordedDay("7 days after the date of this order", "2025-08-07").trigger
        'signing'
        """
        anchor = _read(self.wording).anchor
        return anchor if isinstance(anchor, str) else None

    @property
    def is_open(self) -> bool:
        """Whether the day is still to come to be known."""
        return self.day is None

    def __str__(self) -> str:
        """Return the day with its wording, or the wording with what it waits for."""
        if self.day is None:
            return f"{self.wording} ({self.trigger} has no known day)"
        day = str(self.day)
        return day if day == self.wording else f"{day} ({self.wording})"


def resolve_wording(wording: str, known: Mapping[str, date | str] | None = None) -> WordedDay:
    """Work out the day that a wording means.

    A wording is a day (``2025-08-07``, ``August 7, 2025``), a trigger (``signing``), or a length of time before or
    after one of them (``90 days after 2025-04-10``, ``six months after the date of such notification``).
    A minute past midnight (``12:01 a.m. eastern daylight time on April 10, 2025``) is the day that it opens.
    Words before it say what the day is: ``on``, or nothing, the day itself; ``not before`` and ``no earlier than``
    the earliest; ``no later than``, ``on or before``, ``by`` and ``within`` the latest; ``until``, ``before``,
    ``through`` and ``for`` the end, which is the first day no longer: ``for 90 days from 2025-04-10`` ends on
    2025-07-09, ``through 2026-04-30`` on 2026-05-01, and ``through 12:01 a.m. on July 24, 2026`` on that day itself.

    Args:
        wording: The words, with numbers in digits or, up to twelve, in letters.
        known: The days of triggers by their name in :data:`TRIGGERS`.

    Returns:
        The wording with its day, or without one where it counts from a trigger that is not among the known.

    Raises:
        BadWording: where the wording cannot be read, with the place; for a trigger among the known that has no
            such name; and where the day lies outside the years 1 to 9999.
        BadDay: where a known day is none.

    >>> resolve_wording("90 days after 2025-04-10").day
    datetime.date(2025, 7, 9)
    >>> resolve_wording("21 days after signing", {"signing": "2025-08-06"}).day
    datetime.date(2025, 8, 27)
    >>> resolve_wording("60 days after the last notification").trigger
    'last-notification'
    """
    reading = _read(wording)
    days = {_known_name(name): as_day(day) for name, day in (known or {}).items()}
    start = days.get(reading.anchor) if isinstance(reading.anchor, str) else reading.anchor
    return WordedDay(wording, None if start is None else _counted(wording, reading, start))


def _known_name(name: str) -> str:
    if name not in TRIGGERS:
        raise BadWording(name, 0, f"one of {', '.join(TRIGGERS)}")
    return name


def _counted(wording: str, reading: _Reading, start: date) -> date:
    # Imported on use: the record that ships with the package is loaded without any counting of days.
    from dateutil.relativedelta import relativedelta

    try:
        match reading.unit:
            case "month":
                day = start + relativedelta(months=reading.length)
            case "year":
                day = start + relativedelta(years=reading.length)
            case "week":
                day = start + relativedelta(weeks=reading.length)
            case _:
                day = start + relativedelta(days=reading.length)
        return day + timedelta(days=reading.more)
    except (OverflowError, ValueError):
        raise BadWording(wording, 0, "a day in the years 1 to 9999") from None


def _read(text: str) -> _Reading:
    """Take a wording apart from left to right."""
    for at, character in enumerate(text[: _LONGEST + 1]):
        if at == _LONGEST:
            raise BadWording(text, at, f"at most {_LONGEST} characters")
        if not character.isascii() or not character.isprintable():
            raise BadWording(text, at, "plain letters, digits and spaces")
    words = text.lower()
    lead = _LEAD.match(words)
    said = lead[1] if lead else "on"
    at = lead.end() if lead else 0
    if said == "for" and (period := _PERIOD.match(words, at)):
        at = period.end()
    count = _COUNT.match(words, at)
    if count is None:
        if said in {"for", "within"}:
            raise BadWording(text, at, "a number of days, weeks, months or years")
        return _reading(text, said, at)
    unit = _UNIT.match(words, count.end())
    if unit is None:
        raise BadWording(text, min(count.end() + 1, len(text)), "day, week, month or year")
    link = _LINK.match(words, unit.end())
    if link is None:
        raise BadWording(
            text, min(unit.end() + 1, len(text)), "after, from, of or before, and a day or a trigger"
        )
    length = _NUMBERS.index(count[1]) + 1 if count[1] in _NUMBERS else int(count[1])
    return _reading(text, said, link.end(), -length if link[1] == "before" else length, unit[1])


def _reading(text: str, said: str, at: int, length: int = 0, unit: str = "day") -> _Reading:
    """Read the day or the trigger with which the text ends, and put all together."""
    midnight = _MIDNIGHT.match(text.lower(), at)
    anchor = _anchor(text, midnight.end() if midnight else at)
    # Through a day is until the next one, but through its first minute is until that day itself.
    more = 1 if said == "through" and midnight is None else 0
    return _Reading(DayRole(_LEADS[said]), anchor, length, unit, more)


def _anchor(text: str, at: int) -> date | str:
    """Return the day or the trigger with which the text ends."""
    rest = text[at:].lower()
    if _DAY.match(rest):
        return _day(text, at)
    phrase = _ARTICLE.sub("", rest, count=1)
    name = _TRIGGER_OF.get(phrase) or _TRIGGER_OF.get(_OWNER.sub("", phrase))
    if name is None:
        raise BadWording(
            text, at, f"a day such as 2025-04-10 or April 10, 2025, or one of {', '.join(TRIGGERS)}"
        )
    return name


def _day(text: str, at: int) -> date:
    """Return the day with which the text ends, in ISO form or in the words of acts."""
    found = _DAY.fullmatch(text.lower(), at)
    try:
        if found and found[1]:
            return date(int(found[3]), _MONTHS.index(found[1]) + 1, int(found[2]))
        return as_day(text[at:])
    except ValueError:
        raise BadWording(text, at, "a day of the calendar, and nothing after it") from None
