"""The printed notation of duties, read and written without loss."""

from __future__ import annotations

import re
from fractions import Fraction

from tradetalks.errors import TradeTalksError
from tradetalks.vocabulary.duties import (
    FREE,
    UNIT,
    AdValorem,
    AllIn,
    AlternativeDuty,
    BadDuty,
    Compound,
    Duty,
    Free,
    QuotaDuty,
    SimpleDuty,
    Specific,
)
from tradetalks.vocabulary.numbers import BadNumber, exact

__all__ = ["BadNotation", "parse_duty"]

#: The longest that a duty can print is four choices of six parts each, each with its 30 digits and its unit.
_LONGEST = 3000
_SHOWN = 200
_NUMBER = r"[0-9]{1,30}(?:\.[0-9]{1,30})?"
_PERCENT = re.compile(rf"({_NUMBER})%")
_FRACTION = re.compile(r"(?:([0-9]{1,6}) )?([0-9]{1,6})/([0-9]{1,6})%")
_ON_EACH = rf"(?:/ ?({UNIT})| (each))"
_CENTS = re.compile(rf"({_NUMBER})¢{_ON_EACH}")
_DOLLARS = re.compile(rf"\$({_NUMBER}){_ON_EACH}")
_OTHER = re.compile(rf"({_NUMBER}) ([A-Z]{{3}}){_ON_EACH}")
_PLUS = re.compile(r" ?\+ ?")
_QUOTA = re.compile(r"(.+) in quota, (.+) over quota")


class BadNotation(TradeTalksError, ValueError):
    """A text that is no duty, with the part that could not be read.

    >>> parse_duty("4.4 cents a kilo")
    Traceback (most recent call last):
    ...
    tradetalks.vocabulary.notation.BadNotation: no duty in '4.4 cents a kilo': cannot read '4.4 cents a kilo'; write 'Free', '34%', '4.4¢/kg', '4.4¢/kg + 6%', '15% all-in' or '5% in quota, 25% over quota'
    """

    def __init__(self, text: str, part: str) -> None:
        """Keep the whole text and the part at fault, cut to a printable length."""
        super().__init__(text[:_SHOWN], part[:_SHOWN])
        self.text = text[:_SHOWN]
        self.part = part[:_SHOWN]

    def __str__(self) -> str:
        """Return one clear sentence that shows the notation."""
        return (
            f"no duty in {self.text!r}: cannot read {self.part!r}; write 'Free', '34%', '4.4¢/kg', "
            "'4.4¢/kg + 6%', '15% all-in' or '5% in quota, 25% over quota'"
        )


def parse_duty(text: str) -> Duty:
    """Read a duty from its printed notation; ``str`` of the result prints it again.

    Spaces around a plus and after a stroke may be there or not, as in the schedule.

    Raises:
        BadNotation: when the text is no duty, naming the part that could not be read.

    >>> for text in ("Free", "34%", "4.4¢/kg + 6%", "15% all-in", "33 1/3%", "90% or 75 USD/item"):
    ...     assert str(parse_duty(text)) == text
    """
    if not isinstance(text, str):
        raise BadNotation(str(text), str(text))
    if len(text) > _LONGEST:
        raise BadNotation(text, text)
    quota = _QUOTA.fullmatch(text)
    if quota:
        return QuotaDuty(_member(text, quota[1]), _member(text, quota[2]))
    if text.endswith(" all-in"):
        level = _simple(text, text.removesuffix(" all-in"))
        if not isinstance(level, AdValorem):
            raise BadNotation(text, text)
        return AllIn(level)
    choices = text.split(" or ")
    if len(choices) == 1:
        return _member(text, text)
    members = [_sum(text, choice) for choice in choices]
    try:
        return AlternativeDuty(members)
    except BadDuty as error:
        raise BadNotation(text, text) from error


def _member(text: str, part: str) -> Free | SimpleDuty | Compound:
    return FREE if part == "Free" else _sum(text, part)


def _sum(text: str, part: str) -> SimpleDuty | Compound:
    parts = [_simple(text, one) for one in _PLUS.split(part)]
    try:
        return parts[0] if len(parts) == 1 else Compound(parts)
    except BadDuty as error:
        raise BadNotation(text, part) from error


def _simple(text: str, part: str) -> SimpleDuty:
    try:
        found = _read(part)
    except (BadDuty, BadNumber) as error:
        raise BadNotation(text, part) from error
    if found is None:
        raise BadNotation(text, part)
    return found


def _read(part: str) -> SimpleDuty | None:
    if found := _PERCENT.fullmatch(part):
        return AdValorem(exact(found[1]))
    if (found := _FRACTION.fullmatch(part)) and int(found[3]):
        return AdValorem.from_fraction(int(found[1] or 0) + Fraction(int(found[2]), int(found[3])))
    for pattern, money in ((_CENTS, "¢"), (_DOLLARS, "$")):
        if found := pattern.fullmatch(part):
            return Specific(exact(found[1]), money, found[2] or found[3])
    if found := _OTHER.fullmatch(part):
        return Specific(exact(found[1]), found[2], found[3] or found[4])
    return None
