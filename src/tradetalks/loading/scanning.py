"""A look at a text before the parser sees it: what would make the parser slow or deep is refused.

One pass from left to right, whose time grows with the length of the text and nothing else: each
character belongs to one token, and no token is matched by trying again. The scan knows just as much
TOML as it needs to tell keys from values; whatever it lets pass, the parser still has to accept.
"""

from __future__ import annotations

import re
from enum import Enum, auto, unique
from typing import TYPE_CHECKING, NamedTuple

from tradetalks.errors import TradeTalksError
from tradetalks.loading.limits import (
    DEEPEST_NESTING,
    LONGEST_KEY,
    MOST_DIGITS,
    MOST_KEY_PARTS,
    MOST_KEY_PARTS_IN_A_FILE,
    MOST_VALUES_IN_A_FILE,
)
from tradetalks.vocabulary.numbers import BadNumber, exact

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["BadText", "Found", "Mark", "line_at", "marks", "scan"]

# Possessive throughout (*+, ++): a token that does not end is given up at once, never tried shorter.
_TOKEN = re.compile(
    r'''
      (?P<blank>(?:[ \t\n]++|\#[^\n]*+)++)
    | (?P<text>"""(?:[^"\\]++|\\.|"{1,2}+(?!"))*+"{3,5}+
              |\'\'\'(?:[^\']++|\'{1,2}+(?!\'))*+\'{3,5}+
              |(?!""")"(?:[^"\\\n]++|\\[^\n])*+"
              |(?!\'\'\')\'[^\'\n]*+\')
    | (?P<bare>[^ \t\n"'\#\[\]{},=]++)
    | (?P<sign>[\[\]{},=])
    ''',
    re.VERBOSE | re.DOTALL,
)
_NOT_FINITE = re.compile(r"[+-]?(?:nan|inf)")
_NUMBER = re.compile(r"[+-]?[0-9]")
_DAY_OR_TIME = re.compile(r"[0-9]{4}-[0-9]{2}|[0-9]{2}:")
_OTHER_BASES = frozenset({"x", "o", "b"})
_FLOAT = re.compile(r"[+-]?[0-9_]++(?:\.[0-9_]++)?+(?:[eE][+-]?[0-9_]++)?+")
_QUOTES = "\"'"
_CLOSES = {"]": "[", "}": "{"}
_HEADER, _ITEM_HEADER = "[", "[["


class BadText(TradeTalksError, ValueError):
    """A text that is refused before it is parsed: the code of the rule, what is wrong, and where."""

    def __init__(self, code: str, message: str, at: int) -> None:
        """Keep them."""
        super().__init__(code, message, at)
        #: The code of the rule.
        self.code = code
        #: What is wrong, as one sentence.
        self.message = message
        #: Index of the character where it is.
        self.at = at

    def __str__(self) -> str:
        """Return the sentence."""
        return self.message


@unique
class Mark(Enum):
    """What the scan finds in a text."""

    #: The header of a table, ``[a.b]``.
    HEADER = auto()
    #: The header of one table of a list, ``[[a.b]]``.
    ITEM_HEADER = auto()
    #: A key, before its ``=``.
    KEY = auto()
    #: A value that holds no others.
    VALUE = auto()
    #: The bracket that opens a list.
    LIST = auto()
    #: The brace that opens a table inside a line.
    TABLE = auto()
    #: The comma between two values of a list.
    NEXT = auto()
    #: The bracket or brace that closes the innermost list or table.
    CLOSE = auto()


class Found(NamedTuple):
    """One find: what, from which character, and the parts of a key or header."""

    mark: Mark
    at: int
    key: tuple[str, ...] = ()


def line_at(text: str, at: int) -> int:
    """Return the line of the character with this index, counted from 1."""
    return text.count("\n", 0, at) + 1


def scan(text: str) -> None:
    """Read through a text and refuse what is out of bounds.

    Raises:
        BadText: for a key of more than 8 parts or 200 characters, brackets nested more than 16 deep,
            a number of more than 30 digits, ``nan`` and ``inf``, more keys or values than a file may
            have, and where strings or brackets do not close.

    >>> scan("horizon = 2026-10-07")
    >>> scan("share = nan")
    Traceback (most recent call last):
    ...
    tradetalks.loading.scanning.BadText: nan is no number: leave out what is not known
    """
    for _ in marks(text):
        pass


def marks(text: str) -> Iterator[Found]:
    """Yield the keys, values and brackets of a text in their order.

    Raises:
        BadText: as :func:`scan`.
    """
    return _Scan(text).run()


class _Key:
    """A key as its tokens come in."""

    __slots__ = ("_raw", "at", "end")

    def __init__(self) -> None:
        self.at = self.end = -1
        self._raw: list[str] = []

    def __bool__(self) -> bool:
        return self.at >= 0

    def add(self, token: str, at: int) -> None:
        """Take in one more token."""
        if self.at < 0:
            self.at = at
        self._raw.append(token)
        self.end = at + len(token)

    def taken(self) -> tuple[str, ...]:
        """Return the parts, and begin anew.

        Raises:
            BadText: when there are too many parts, or too long ones.
        """
        at, length = self.at, self.end - self.at
        raw, self._raw, self.at, self.end = self._raw, [], -1, -1
        count = 1 + sum(one.count(".") for one in raw if one[0] not in _QUOTES)
        if count > MOST_KEY_PARTS:
            raise BadText("X2", f"a dotted key has {count} parts, more than {MOST_KEY_PARTS}", at)
        if length > LONGEST_KEY:
            raise BadText("X2", f"a key has {length} characters, more than {LONGEST_KEY}", at)
        parts = [""]
        for one in raw:
            if one[0] in _QUOTES:
                parts[-1] += one[1:-1]
            else:
                first, *others = one.split(".")
                parts[-1] += first
                parts += others
        return tuple(parts)


class _Scan:
    """One pass over a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._key = _Key()
        #: The brackets and braces that are open around the place reached.
        self._open: list[str] = []
        #: The header that is being read, by its opening, or nothing.
        self._header = ""
        #: Whether a key is expected rather than a value.
        self._at_key = True
        self._key_parts = 0
        self._values = 0

    def run(self) -> Iterator[Found]:
        at = 0
        for token in _TOKEN.finditer(self._text):
            if token.start() != at:
                break
            at = token.end()
            group = token.lastgroup
            if group == "blank":
                if not self._open and "\n" in token[0]:
                    self._end_line()
            elif group == "sign":
                yield from self._sign(token[0], token.start())
            elif self._at_key:
                self._key.add(token[0], token.start())
            else:
                self._count_value(at)
                if group == "bare":
                    _check_number(token[0], token.start())
                yield Found(Mark.VALUE, token.start())
        if at != len(self._text):
            raise BadText("X1", "the text that opens here does not close", at)
        if self._open:
            raise BadText("X1", f"a {self._open[-1]} is never closed", at)
        self._end_line()

    def _end_line(self) -> None:
        if self._key:
            # No key is complete without its sign; the parser says so, if its length lets it.
            self._take_key()
        self._header = ""
        self._at_key = True

    def _take_key(self) -> tuple[str, ...]:
        at, parts = self._key.at, self._key.taken()
        self._key_parts += len(parts)
        if self._key_parts > MOST_KEY_PARTS_IN_A_FILE:
            raise BadText("X6", f"the file has more than {MOST_KEY_PARTS_IN_A_FILE:,} keys", max(at, 0))
        return parts

    def _count_value(self, at: int) -> None:
        self._values += 1
        if self._values > MOST_VALUES_IN_A_FILE:
            raise BadText("X6", f"the file has more than {MOST_VALUES_IN_A_FILE:,} values", at)

    def _sign(self, sign: str, at: int) -> Iterator[Found]:
        if sign == "," and self._open:
            if self._key:
                self._take_key()
            self._at_key = self._open[-1] == "{"
            yield Found(Mark.NEXT, at)
        elif sign == "=" and self._at_key and not self._header:
            start = self._key.at if self._key else at
            yield Found(Mark.KEY, start, self._take_key())
            self._at_key = False
        elif sign in "[]{}":
            yield from self._bracket(sign, at)
        else:
            raise BadText("X1", f"a {sign} stands where nothing asks for it", at)

    def _bracket(self, sign: str, at: int) -> Iterator[Found]:
        if sign in "[{" and not self._at_key:
            self._open.append(sign)
            if len(self._open) > DEEPEST_NESTING:
                raise BadText("X3", f"brackets are nested more than {DEEPEST_NESTING} deep", at)
            self._count_value(at)
            self._at_key = sign == "{"
            yield Found(Mark.TABLE if self._at_key else Mark.LIST, at)
        elif sign == "]" and self._header:
            if self._key:
                yield self._end_header()
        elif sign == "[" and not self._open:
            self._begin_header(at)
        elif sign in "]}":
            yield self._close(sign, at)
        else:
            raise BadText("X1", f"a {sign} stands where a key is expected", at)

    def _begin_header(self, at: int) -> None:
        if self._key or (self._header and self._text[at - 1] != "["):
            raise BadText("X1", "a [ stands inside a key", at)
        self._header += "["
        if len(self._header) > len(_ITEM_HEADER):
            raise BadText("X1", "a header opens with one or two brackets", at)

    def _end_header(self) -> Found:
        start = self._key.at
        mark = Mark.HEADER if self._header == _HEADER else Mark.ITEM_HEADER
        return Found(mark, start, self._take_key())

    def _close(self, sign: str, at: int) -> Found:
        if not self._open or self._open.pop() != _CLOSES[sign]:
            raise BadText("X1", f"a {sign} closes what was not opened", at)
        if self._key:
            self._take_key()
        self._at_key = False
        return Found(Mark.CLOSE, at)


def _check_number(token: str, at: int) -> None:
    """Refuse a number that nobody should have to hold; what is no number is left to the parser."""
    if token.isdecimal() and len(token) <= MOST_DIGITS:
        return
    if _NOT_FINITE.match(token):
        raise BadText("X5", f"{token[:4]} is no number: leave out what is not known", at)
    if not _NUMBER.match(token) or _DAY_OR_TIME.match(token):
        return
    written = token.lstrip("+-").replace("_", "")
    digits = len(written) - 2 if written[1:2] in _OTHER_BASES else sum(map(str.isdigit, written))
    # The zero before a point is there for looks.
    if digits - written.startswith("0.") > MOST_DIGITS:
        raise BadText("X4", f"a number has {digits} digits, more than {MOST_DIGITS}", at)
    if "e" in token.lower() and _FLOAT.fullmatch(token):
        try:
            exact(token.replace("_", ""))
        except BadNumber:
            raise BadText("X4", f"{token[:40]} written out has more than {MOST_DIGITS} digits", at) from None
