"""The special column of a schedule: which programmes of preference give which rate."""

from __future__ import annotations

import re
from enum import unique
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import field, frozen

from tradetalks.errors import TradeTalksError
from tradetalks.vocabulary.kinds import Word
from tradetalks.vocabulary.rates import RateStatus, RateText, read_rate, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["BadSymbol", "SpecialColumn", "SpecialRate", "SpecialStatus", "check_symbol", "read_special"]

_SYMBOL = r"[A-Z]{1,2}[*+]?"
_ONE_SYMBOL = re.compile(_SYMBOL)
#: The symbols of one rate in their brackets; between them stand commas, and now and then a full stop or nothing.
_SYMBOLS = re.compile(rf"\([ ,.]*({_SYMBOL}(?:[ ,.]+{_SYMBOL})*)[ ,.]*\)")
#: One line prints its last symbol twice, the first time without a closing bracket.
_HALF_PRINTED = re.compile(rf" \({_SYMBOL}$")


class BadSymbol(TradeTalksError, ValueError):
    """A text that cannot be the symbol of a programme.

    >>> check_symbol("usmca")
    Traceback (most recent call last):
    ...
    tradetalks.vocabulary.special_rates.BadSymbol: 'usmca' is no symbol of the special column: write one or two capital letters, perhaps with * or +, such as S, AU or A+
    """

    def __init__(self, text: str) -> None:
        """Keep the text, cut to a printable length."""
        super().__init__(text[:20])
        self.text = text[:20]

    def __str__(self) -> str:
        """Return one clear sentence."""
        return (
            f"{self.text!r} is no symbol of the special column: write one or two capital letters, "
            "perhaps with * or +, such as S, AU or A+"
        )


def check_symbol(text: str) -> str:
    """Return ``text`` if it can be the symbol of a programme.

    Raises:
        BadSymbol: when it cannot.
    """
    try:
        found = _ONE_SYMBOL.fullmatch(text)
    except TypeError:
        found = None
    if found is None:
        raise BadSymbol(str(text))
    return text


@unique
class SpecialStatus(Word):
    """What the special column of a line says."""

    #: Rates, each with the symbols of its programmes.
    RATES = "rates"
    #: Free whatever the programme, as for some goods of chapter 98.
    FREE_FOR_ALL = "free-for-all"
    #: The column changes nothing.
    NO_CHANGE = "no-change"
    #: Nothing is printed: no programme gives a rate of its own.
    BLANK = "blank"
    #: Words without a symbol.
    WORDS = "words"


@frozen
class SpecialRate:
    """One rate of the special column, and the programmes that give it."""

    #: The symbols as printed, such as ``A+``, ``AU`` and ``S``.
    symbols: tuple[str, ...] = field(converter=tuple[str, ...])
    #: The rate.
    rate: RateText

    def __str__(self) -> str:
        """Return the rate with its symbols, as it is printed."""
        return f"{self.rate} ({','.join(self.symbols)})"


@frozen
class SpecialColumn:
    """The special column of a line.

    >>> column = read_special("Free (A,AU,S) 3.2% (JP) See 9822.04.05 (P+)")
    >>> print(column.rate("JP"), column.rate("S"), column.rate("KR"))
    3.2% Free None
    >>> print(column.rate("P+").status)
    reference
    """

    #: The text as printed, runs of spaces as one.
    text: str
    #: What the text is.
    status: SpecialStatus = field(converter=SpecialStatus)
    #: The rates with their symbols, in the order in which they are printed.
    rates: tuple[SpecialRate, ...] = field(default=(), converter=tuple[SpecialRate, ...])

    @property
    def symbols(self) -> tuple[str, ...]:
        """Every symbol of the column, sorted."""
        return tuple(sorted({symbol for one in self.rates for symbol in one.symbols}))

    def rate(self, symbol: str) -> RateText | None:
        """Return the rate that a programme gives, or None where it gives none on this line.

        ``A`` stands for every beneficiary, ``A*`` leaves some out, ``A+`` is for the least developed alone:
        each is asked for as it is printed, and none stands for another.

        Raises:
            BadSymbol: for what can be no symbol.
        """
        check_symbol(symbol)
        if self.status is SpecialStatus.FREE_FOR_ALL:
            return read_rate("Free")
        return next((one.rate for one in self.rates if symbol in one.symbols), None)

    def __str__(self) -> str:
        """Return the text, or words for its absence."""
        return self.text or "(blank)"


@lru_cache(maxsize=8192)
def read_special(text: str) -> SpecialColumn:
    """Read the special column of a line as it is printed; whatever the text, there is an answer.

    >>> read_special("Free (A,AU) 3.2% (JP)").symbols
    ('A', 'AU', 'JP')
    >>> print(read_special("No change").status, read_special("").status)
    no-change blank
    """
    text = tidy(text)
    if not text:
        return SpecialColumn(text, SpecialStatus.BLANK)
    if text == "Free":
        return SpecialColumn(text, SpecialStatus.FREE_FOR_ALL)
    if read_rate(text).status is RateStatus.NO_CHANGE:
        return SpecialColumn(text, SpecialStatus.NO_CHANGE)
    rates = tuple(_rates(text))
    return SpecialColumn(text, SpecialStatus.RATES if rates else SpecialStatus.WORDS, rates)


def _rates(text: str) -> Iterator[SpecialRate]:
    """Yield the rates of a text in which symbols in brackets follow each; words at its end have none."""
    start = 0
    for found in _SYMBOLS.finditer(text):
        words = _HALF_PRINTED.sub("", text[start : found.start()].strip())
        yield SpecialRate(tuple(_ONE_SYMBOL.findall(found[1])), read_rate(words))
        start = found.end()
