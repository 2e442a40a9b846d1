"""Goods: codes of the Harmonized System and of the US schedule, and product scopes."""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

from attrs import field, frozen

from tradetalks.errors import TradeTalksError
from tradetalks.vocabulary.ids import valid_ids

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")

__all__ = ["BadCode", "BadScope", "HsPrefix", "HtsCode", "ProductScope"]

#: Pairs of digits, with dots or without them, as texts print 8517.62.00.90, 8517.62.0090, 8517620090 and 85.17.
_CODE = re.compile(r"[0-9]{2}(?:\.?[0-9]{2}){0,4}")
_LEVELS = {2: "chapter", 4: "heading", 6: "subheading", 8: "tariff line", 10: "statistical suffix"}
#: The order of codes: attrgetter, since the comparison that attrs makes is many times slower.
_BY_DIGITS = attrgetter("digits")
_LINE_LENGTHS = (8, 10)


class BadCode(TradeTalksError, ValueError):
    """A text that is no code of the schedule.

    >>> HsPrefix("851")
    Traceback (most recent call last):
    ...
    tradetalks.vocabulary.goods.BadCode: '851' is no tariff code: write 2, 4, 6, 8 or 10 digits, with or without dots
    """

    def __init__(self, text: str, expected: str = "2, 4, 6, 8 or 10 digits") -> None:
        """Keep the text and what was expected."""
        super().__init__(text[:40], expected)
        self.text = text[:40]
        self.expected = expected

    def __str__(self) -> str:
        """Return one clear sentence."""
        return f"{self.text!r} is no tariff code: write {self.expected}, with or without dots"


def _digits(text: str) -> str:
    try:
        found = _CODE.fullmatch(text)
    except TypeError:  # a number, say: its zeros in front are lost
        raise BadCode(repr(text)) from None
    if found is None:
        raise BadCode(text)
    return text.replace(".", "")


def _dotted(digits: str) -> str:
    parts = (digits[:4], digits[4:6], digits[6:8], digits[8:])
    return ".".join(part for part in parts if part)


@frozen(order=True)
class HsPrefix:
    """The first 2 to 10 digits of a code: a chapter, a heading, a subheading or a line.

    Codes of six digits and fewer are the Harmonized System's; longer ones are national.

    >>> HsPrefix("8517.62").covers(HtsCode("8517.62.00.90"))
    True
    >>> print(HsPrefix("85176200"), HsPrefix("8517").level)
    8517.62.00 heading
    """

    #: The digits without dots.
    digits: str = field(converter=_digits)

    @property
    def level(self) -> str:
        """What the prefix names: chapter, heading, subheading, tariff line or suffix."""
        return _LEVELS[len(self.digits)]

    def covers(self, code: HsPrefix | HtsCode) -> bool:
        """Whether ``code`` lies at or under this prefix."""
        return code.digits.startswith(self.digits)

    def __str__(self) -> str:
        """Return the code with the dots that the schedule prints."""
        return _dotted(self.digits)


@frozen(order=True)
class HtsCode:
    """A tariff line of the US schedule: 8 digits, or 10 with the statistical suffix.

    >>> code = HtsCode("8517.62.00.90")
    >>> print(code.chapter, code.heading, code.subheading, code.tariff_line, code)
    85 8517 8517.62 8517.62.00 8517.62.00.90
    """

    #: The digits without dots, 8 or 10 of them.
    digits: str = field(converter=_digits)

    @digits.validator
    def _is_a_line(self, _attribute: object, value: str) -> None:
        if len(value) not in _LINE_LENGTHS:
            raise BadCode(value, "8 or 10 digits")

    @property
    def chapter(self) -> HsPrefix:
        """The chapter, 2 digits."""
        return HsPrefix(self.digits[:2])

    @property
    def heading(self) -> HsPrefix:
        """The heading, 4 digits."""
        return HsPrefix(self.digits[:4])

    @property
    def subheading(self) -> HsPrefix:
        """The subheading, 6 digits."""
        return HsPrefix(self.digits[:6])

    @property
    def tariff_line(self) -> HsPrefix:
        """The tariff line, 8 digits."""
        return HsPrefix(self.digits[:8])

    def __str__(self) -> str:
        """Return the code with the dots that the schedule prints."""
        return _dotted(self.digits)


def _prefixes(codes: Iterable[HsPrefix | str]) -> tuple[HsPrefix, ...]:
    made = {code if isinstance(code, HsPrefix) else HsPrefix(code) for code in _one_or_more(codes)}
    return tuple(sorted(made, key=_BY_DIGITS))


def _sorted_ids(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(_one_or_more(ids))))


def _one_or_more(given: Iterable[T]) -> Iterable[T | str]:
    """Take a single text for one code or id, and not for its letters."""
    return (given,) if isinstance(given, str) else given


@frozen(kw_only=True)
class ProductScope:
    """Which goods a rule is about: all, or codes and lists in, less codes and lists out.

    Among the codes the longest one that covers a line decides, so a scope may take a heading
    in, a subheading of it out, and one line of that in again.
    A list named out takes its goods out whatever the codes say.

    >>> scope = ProductScope(codes=["8517"], not_codes=["8517.62"])
    >>> scope.covers_code(HtsCode("8517.13.00")), scope.covers_code(HtsCode("8517.62.00"))
    (True, False)
    >>> print(scope)
    8517 except 8517.62
    """

    #: Whether the scope is every good; then only the ``not_`` parts narrow it.
    all: bool = False
    #: Prefixes in.
    codes: tuple[HsPrefix, ...] = field(default=(), converter=_prefixes)
    #: Prefixes out.
    not_codes: tuple[HsPrefix, ...] = field(default=(), converter=_prefixes)
    #: Ids of product lists in.
    lists: tuple[str, ...] = field(default=(), converter=_sorted_ids, validator=valid_ids)
    #: Ids of product lists out.
    not_lists: tuple[str, ...] = field(default=(), converter=_sorted_ids, validator=valid_ids)
    #: The goods in words, where neither code nor list can say it.
    words: str | None = None
    #: Edition of the nomenclature the codes are read in, such as "HTSUS 2025".
    nomenclature: str | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a scope that names nothing, or names both everything and something."""
        named = bool(self.codes or self.lists)
        if self.all and named:
            raise BadScope("a scope of all goods names codes or lists as well")
        if not (self.all or named or self.words):
            raise BadScope("a scope names no goods: give all, codes, lists or words")
        both = {*self.codes, *self.lists} & {*self.not_codes, *self.not_lists}
        if both:
            raise BadScope(f"a scope takes {', '.join(sorted(map(str, both)))} both in and out")

    @property
    def is_everything(self) -> bool:
        """Whether no good is left out."""
        return self.all and not (self.not_codes or self.not_lists)

    def covers_code(self, code: HsPrefix | HtsCode) -> bool | None:
        """Whether the codes take ``code`` in; None when only lists or words could tell.

        A heading or subheading is judged as a code of its own, whatever lies in or out below it.
        """
        inside = _longest(self.codes, code)
        outside = _longest(self.not_codes, code)
        if inside < 0 and not self.all:
            return None if (self.lists or self.words) and outside < 0 else False
        return inside > outside if outside >= 0 else True

    def __str__(self) -> str:
        """Return the scope in words."""
        inside = ["all goods"] if self.all else []
        inside += [str(code) for code in self.codes] + list(self.lists)
        if self.words:
            inside.append(self.words)
        outside = [str(code) for code in self.not_codes] + list(self.not_lists)
        text = ", ".join(inside)
        return f"{text} except {', '.join(outside)}" if outside else text


class BadScope(TradeTalksError, ValueError):
    """A product scope that says nothing or contradicts itself."""


def _longest(prefixes: tuple[HsPrefix, ...], code: HsPrefix | HtsCode) -> int:
    return max((len(one.digits) for one in prefixes if one.covers(code)), default=-1)
