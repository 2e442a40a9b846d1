"""Plain data to TOML: one text for the same data, and one that people can read and mend.

A record stands under its ``[[header]]``, its fields in the order of their kind; what does not fit on
a line stands under a header of its own, four spaces further in.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, assert_never, cast

from tradetalks.errors import TradeTalksError
from tradetalks.loading.limits import MOST_DIGITS
from tradetalks.vocabulary.numbers import printed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tradetalks.plain.data import Plain, Table

__all__ = ["NoToml", "quoted", "record_text", "table_text"]

#: A list that is longer has each member on a line of its own.
_WIDTH = 100
#: A table that is longer has each field on a line of its own, under a header.
_TABLE_WIDTH = 140
#: Members of a list that are no longer share a line.
_CODE_WIDTH = 24
_STEP = "    "
#: What always stands under headers of its own, however short: the text of an agreement.
_ALWAYS_BLOCKS = frozenset({"text", "articles", "commitments"})
_SPECIAL = re.compile(r'["\\]|[^ -~]')
_ESCAPES = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


class NoToml(TradeTalksError, ValueError):
    """A value that no TOML file can hold, or none that this library would read again."""


def quoted(text: str) -> str:
    r"""Return a text as a basic string of TOML; what does not print is escaped, so that nothing hides.

    Raises:
        NoToml: for half of a surrogate pair, which no UTF-8 file can hold.

    >>> print(quoted('4.4¢/kg\n"all-in"'))
    "4.4¢/kg\n\"all-in\""
    """
    return f'"{_SPECIAL.sub(_escaped, text)}"'


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character.isprintable():
        return character
    number = ord(character)
    if 0xD800 <= number <= 0xDFFF:  # noqa: PLR2004 - the surrogates
        raise NoToml(f"a text holds {character!a}, half of a surrogate pair")
    return f"\\u{number:04X}" if number <= 0xFFFF else f"\\U{number:08X}"  # noqa: PLR2004


def record_text(header: str, data: Table) -> str:
    """Return one record of a list, under its header.

    >>> print(record_text("acts", {"id": "eo-1", "amends": ["eo-0"]}), end="")
    [[acts]]
    id = "eo-1"
    amends = ["eo-0"]
    """
    return "".join(f"{line}\n" for line in (f"[[{header}]]", *_fields(header, data, "")))


def table_text(data: Table) -> str:
    """Return the fields of the outermost table of a file."""
    return "".join(f"{line}\n" for line in _fields("", data, ""))


def _fields(header: str, data: Mapping[str, Plain], indent: str) -> Iterator[str]:
    """Yield the fields that fit on lines, and then those under headers, which TOML wants last."""
    blocks = {key: one for key, one in data.items() if _is_block(key, one)}
    for key, one in data.items():
        if key not in blocks:
            yield from _field(key, one, indent)
    for key, one in blocks.items():
        path = f"{header}.{key}" if header else key
        further = indent + _STEP if header else indent
        for opening, table in _tables(path, one):
            yield ""
            yield f"{further}{opening}"
            yield from _fields(path, table, further)


def _tables(path: str, value: Plain) -> Iterator[tuple[str, Table]]:
    if isinstance(value, dict):
        yield f"[{path}]", value
    else:
        yield from ((f"[[{path}]]", one) for one in cast("list[Table]", value))


def _is_block(key: str, value: Plain) -> bool:
    if isinstance(value, dict):
        return key in _ALWAYS_BLOCKS or len(_inline(value)) > _TABLE_WIDTH
    if not isinstance(value, list) or not value or not all(isinstance(one, dict) for one in value):
        return False
    return key in _ALWAYS_BLOCKS or any(len(_inline(one)) > _TABLE_WIDTH for one in value)


def _field(key: str, value: Plain, indent: str) -> Iterator[str]:
    line = f"{indent}{key} = {_inline(value)}"
    if not isinstance(value, list) or not value or (len(line) <= _WIDTH and not _is_tables(value)):
        yield line
        return
    yield f"{indent}{key} = ["
    written = [f"{_inline(one)}," for one in value]
    if isinstance(value[0], dict) or max(map(len, written)) > _CODE_WIDTH:
        yield from (f"{indent}{_STEP}{one}" for one in written)
    else:
        yield from _filled(written, f"{indent}{_STEP}")
    yield f"{indent}]"


def _filled(written: list[str], indent: str) -> Iterator[str]:
    """Yield the members of a list of codes, as many to a line as fit."""
    line = ""
    for one in written:
        if line and len(indent) + len(line) + 1 + len(one) > _WIDTH:
            yield f"{indent}{line}"
            line = ""
        line = f"{line} {one}" if line else one
    yield f"{indent}{line}"


def _is_tables(value: list[Plain]) -> bool:
    """Whether a list holds several tables, which are easier to tell apart on lines of their own."""
    return len(value) > 1 and isinstance(value[0], dict)


def _inline(value: Plain) -> str:
    match value:
        case bool():
            text = "true" if value else "false"
        case str():
            text = quoted(value)
        case int():
            if abs(value) >= 10**MOST_DIGITS:
                raise NoToml(f"a whole number has more than {MOST_DIGITS} digits")
            text = str(value)
        case Decimal():
            text = printed(value)
        case date():
            text = value.isoformat()
        case list():
            text = f"[{', '.join(map(_inline, value))}]"
        case dict():
            inside = ", ".join(f"{key} = {_inline(one)}" for key, one in value.items())
            text = f"{{ {inside} }}" if inside else "{}"
        case _:  # pragma: no cover - plain data is nothing else
            assert_never(value)
    return text
