"""Rates of duty as a schedule prints them: read where a duty can say them, and named where none can.

A text is never guessed at. What no duty of this library can hold (a rate on the parts of an article,
a formula, a reference to another rate) keeps its words, and a status says what they are.
"""

from __future__ import annotations

import re
from enum import unique
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import field, frozen

from tradetalks.vocabulary.duties import (
    FREE,
    AdValorem,
    Compound,
    Duty,
    SimpleDuty,
    Specific,
    duty_percent,
)
from tradetalks.vocabulary.kinds import Word
from tradetalks.vocabulary.notation import BadNotation, parse_duty

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = ["RatePart", "RateStatus", "RateText", "read_rate", "tidy"]


@unique
class RateStatus(Word):
    """What the text of a rate is, and so how far it can be reckoned with."""

    #: No duty.
    FREE = "free"
    #: A percent of the value.
    AD_VALOREM = "ad-valorem"
    #: An amount on each unit.
    SPECIFIC = "specific"
    #: An amount on each unit and a percent of the value.
    COMPOUND = "compound"
    #: Several rates on several bases, such as the case and the battery of a watch; parts say which.
    COMPONENT = "component"
    #: A rate that is found elsewhere in the schedule.
    REFERENCE = "reference"
    #: A rate that is reckoned by a formula, such as sugar by its degrees.
    FORMULA = "formula"
    #: No duty where something besides holds, such as a bond.
    FREE_CONDITIONAL = "free-conditional"
    #: Chapter 99: the duty of the article's own line, and a percent besides.
    ADDITIONAL = "additional"
    #: Chapter 99: the duty of the article's own line.
    AS_APPLICABLE = "as-applicable"
    #: Chapters 98 and 99: the column says that it changes nothing.
    NO_CHANGE = "no-change"
    #: Nothing is printed.
    BLANK = "blank"
    #: Words that fit none of these.
    UNPARSED = "unparsed"


@frozen
class RatePart:
    """One summand of a rate, and what it is taken on where that is not the whole article.

    >>> print(*read_rate("40¢ each + 6% on the case").parts, sep="; ")
    40¢ each; 6% on the case
    """

    #: The duty.
    duty: SimpleDuty
    #: What it is taken on, as printed; None for the whole article.
    of: str | None = None

    def __str__(self) -> str:
        """Return the part as it is printed."""
        return str(self.duty) if self.of is None else f"{self.duty} on {self.of}"


@frozen
class RateText:
    """A rate of duty as printed, with what could be read of it.

    >>> rate = read_rate("4.4¢/kg + 6%")
    >>> print(rate, rate.status, rate.duty == parse_duty("4.4¢/kg + 6%"))
    4.4¢/kg + 6% compound True
    >>> read_rate("The rate applicable to the natural juice in heading 2009").duty is None
    True
    """

    #: The text as printed, runs of spaces as one.
    text: str
    #: What the text is.
    status: RateStatus = field(converter=RateStatus)
    #: The duty, for the four statuses free, ad valorem, specific and compound; else None.
    duty: Duty | None = None
    #: The summands of a rate by component, and the percent that a heading of chapter 99 adds.
    parts: tuple[RatePart, ...] = field(default=(), converter=tuple[RatePart, ...])

    @property
    def percent(self) -> Decimal | None:
        """The percent of the value where the rate is nothing else, 0 where it is free; else None."""
        return None if self.duty is None else duty_percent(self.duty)

    def __str__(self) -> str:
        """Return the text, or words for its absence."""
        return self.text or "(blank)"


#: The schedule has at most four.
_MOST_PARTS = 12
_SPACES = re.compile(r"\s+")
_LINES_OWN = r"The duty provided (?:for )?in ?the applicable subheading"
_ADDITIONAL = re.compile(rf"{_LINES_OWN} ?(?:\+|plus) ?([0-9.]+%)\.?")
#: Texts that no duty can say, in the order in which they are looked for.
_IN_WORDS = (
    (re.compile(r""), RateStatus.BLANK),
    (re.compile(r"no change\.?", re.IGNORECASE), RateStatus.NO_CHANGE),
    (re.compile(r"Free, .+"), RateStatus.FREE_CONDITIONAL),
    (re.compile(rf"{_LINES_OWN}\.?"), RateStatus.AS_APPLICABLE),
    (re.compile(r".*(?:¢ ?/kg less |shall not exceed).*"), RateStatus.FORMULA),
)
_REFERENCE = re.compile(
    r"The rate (?:of duty )?(?:appli|provided)|The duty rate provided|See |A duty upon the|A duty equal to the duty upon"
)
#: A word that was divided at the end of a line, as in ``thou- sand``.
_DIVIDED = re.compile(r"(?<=[a-z])- (?=[a-z])")
_STROKE = re.compile(r" ?/ ?")
_PLUS = re.compile(r" ?\+ ?")
_ON = re.compile(r"(.+?%) on (.+)")


def tidy(text: str) -> str:
    """Return a text of the schedule with every run of white space as one space, and none at its ends."""
    return _SPACES.sub(" ", text).strip()


@lru_cache(maxsize=8192)
def read_rate(text: str) -> RateText:
    """Read a rate as a schedule prints it; whatever the text, there is an answer.

    >>> for text in (
    ...     "Free",
    ...     "33 1/3%",
    ...     "63¢/pr. + 26.2%",
    ...     "2.5% on the value of the lead content",
    ...     "Free, under bond",
    ... ):
    ...     print(read_rate(text).status)
    free
    ad-valorem
    compound
    component
    free-conditional
    """
    text = tidy(text)
    for pattern, status in _IN_WORDS:
        if pattern.fullmatch(text):
            return RateText(text, status)
    if text == "Free":
        return RateText(text, RateStatus.FREE, FREE)
    added = _ADDITIONAL.fullmatch(text)
    parts = _parts(added[1] if added else text)
    if not parts:
        return RateText(text, RateStatus.REFERENCE if _REFERENCE.match(text) else RateStatus.UNPARSED)
    return RateText(text, RateStatus.ADDITIONAL, None, parts) if added else _of_parts(text, parts)


def _of_parts(text: str, parts: tuple[RatePart, ...]) -> RateText:
    duties = [part.duty for part in parts if part.of is None]
    if len(duties) == len(parts):
        if len(parts) == 1:
            only = duties[0]
            kind = RateStatus.AD_VALOREM if isinstance(only, AdValorem) else RateStatus.SPECIFIC
            return RateText(text, kind, only)
        if len(parts) == 2 and {type(one) for one in duties} == {Specific, AdValorem}:  # noqa: PLR2004 - as the words say
            return RateText(text, RateStatus.COMPOUND, Compound(duties))
    return RateText(text, RateStatus.COMPONENT, None, parts)


def _parts(text: str) -> tuple[RatePart, ...]:
    """Return the summands of a text, or none where one of them is no plain duty."""
    # One line of the 2025 edition prints a stroke after its percent and nothing behind it.
    summands = _PLUS.split(_STROKE.sub("/", _DIVIDED.sub("", text)).removesuffix("/"))
    if len(summands) > _MOST_PARTS:
        return ()
    made = []
    for summand in summands:
        on = _ON.fullmatch(summand)
        try:
            duty = parse_duty(on[1] if on else summand)
        except BadNotation:
            return ()
        if not isinstance(duty, SimpleDuty):
            return ()
        made.append(RatePart(duty, on[2] if on else None))
    return tuple(made)
