"""A text to tables: scanned, then parsed, with the line of every fault and, on asking, of every field."""

from __future__ import annotations

import re
import tomllib
from functools import cached_property
from typing import TYPE_CHECKING, cast

from attrs import field, frozen

from tradetalks.loading.locating import line_of, lines_of
from tradetalks.loading.scanning import BadText, line_at, scan
from tradetalks.plain.data import Form, Table
from tradetalks.rules.catalogue import fault
from tradetalks.vocabulary.numbers import exact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tradetalks.loading.faults import FaultList
    from tradetalks.loading.reading import TextFile

__all__ = ["ParsedFile", "parse"]

#: How the parser ends its sentences.
_PLACE = re.compile(r" \(at (?:line (?P<line>[0-9]+), column [0-9]+|end of document)\)$")


@frozen(eq=False)
class ParsedFile:
    """A file of the record as tables; or a text that came from no file, and so has no lines to name."""

    #: Its path below the folder, or None.
    name: str | None
    #: What it holds.
    tables: Table = field(repr=False)
    #: Its text, where lines are to be named.
    text: str = field(default="", repr=False)
    #: How it holds days and decimals.
    form: Form = Form.TOML

    @cached_property
    def _lines(self) -> Mapping[str, int]:
        return lines_of(self.text)

    def line(self, path: str) -> int | None:
        """Return the line of a field by its path, such as ``acts[2].sources[0].at``."""
        return line_of(path, self._lines)


def parse(file: TextFile, faults: FaultList) -> ParsedFile | None:
    """Return a file as tables, or None where it breaks a rule of syntax."""
    try:
        scan(file.text)
        tables = tomllib.loads(file.text, parse_float=exact)
    except BadText as error:
        faults.add(fault(error.code, str(error), file=file.name, line=line_at(file.text, error.at)))
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        place = _PLACE.search(message)
        line = int(place["line"]) if place and place["line"] else file.text.rstrip("\n").count("\n") + 1
        sentence = message[: place.start()] if place else message
        faults.add(fault("X1", sentence, file=file.name, line=line))
    else:
        return ParsedFile(file.name, cast("Table", tables), file.text)
    return None
