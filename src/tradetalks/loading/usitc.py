"""A user's own schedule file, in the two forms that the USITC exports: from rows to lines.

Nothing is guessed: a code that lost its zeros in front, a number where a text belongs, or a rate that
contradicts its line is refused, with its row.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from tradetalks.loading.reading import shown_name
from tradetalks.loading.schedule_rules import LONGEST_DESCRIPTION, LONGEST_RATE
from tradetalks.loading.usitc_rows import ExportFaults, NumberText, ScheduleRefused, content_of, rows_of
from tradetalks.model.tariff_lines import Texts
from tradetalks.vocabulary.goods import BadCode, HsPrefix
from tradetalks.vocabulary.rates import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

    from tradetalks.loading.usitc_rows import ExportRow

__all__ = ["Export", "read_export"]

_LINE = 8
_NUMBER = 10
_DEEPEST_INDENT = 40
_MOST_UNITS = 8


@frozen
class Export:
    """What a schedule file holds."""

    #: The name of the file.
    name: str
    #: The columns of every line, by its eight digits in their order.
    lines: dict[str, Texts]
    #: The units of the statistical numbers by their two digits, by the eight digits of their line.
    numbers: dict[str, dict[str, str]]
    #: The descriptions of lines and numbers, with the texts above them.
    descriptions: dict[str, str]
    #: The SHA-256 of the file.
    sha256: str


def read_export(path: str | PathLike[str]) -> Export:
    """Read a file in the CSV or the JSON form of the USITC.

    Raises:
        ScheduleRefused: with every fault of the file.
    """
    name = shown_name(Path(path).name)
    faults = ExportFaults(name)
    content = content_of(Path(path), faults)
    export = _Builder(faults).build(rows_of(content, faults), name, sha256(content).hexdigest())
    if faults.found:
        raise ScheduleRefused(faults.found)
    if not export.lines:
        raise faults.stop("H10", "the file holds no line")
    return export


class _Builder:
    """Lines, numbers and descriptions, gathered row by row."""

    def __init__(self, faults: ExportFaults) -> None:
        self.faults = faults
        self.lines: dict[str, Texts] = {}
        self.numbers: dict[str, dict[str, str]] = {}
        self.descriptions: dict[str, str] = {}
        self.above: list[tuple[int, str]] = []

    def build(self, rows: Iterator[ExportRow], name: str, digest: str) -> Export:
        for row in rows:
            self._take(row)
        return Export(name, self.lines, self.numbers, self.descriptions, digest)

    def _take(self, row: ExportRow) -> None:
        """Take a row in, or add what is wrong with it."""
        code = self._code(row)
        texts = [
            self._words(row, what, value, LONGEST_RATE)
            for what, value in (
                ("general", row.general),
                ("special", row.special),
                ("column 2", row.column_2),
            )
        ]
        units = self._list(row)
        described = self._described(row)
        if code is None or units is None or described is None or None in texts:
            return
        rates: Texts = (texts[0] or "", texts[1] or "", texts[2] or "")
        if len(code) == _LINE:
            self._line(row, code, rates, described)
        elif len(code) == _NUMBER:
            self._number(row, code, rates, "; ".join(units), described)

    def _code(self, row: ExportRow) -> str | None:
        """Return the digits of a row, which are none for a row of words alone; None where they are no code."""
        if isinstance(row.code, NumberText) or not isinstance(row.code, str):
            if row.code is None:
                return ""
            self.faults.add(
                "H6", f"the code {str(row.code)[:40]} is a number, which has lost its zeros", row.line
            )
            return None
        text = row.code.strip()
        if not text:
            return ""
        try:
            return HsPrefix(text).digits
        except BadCode as error:
            self.faults.add("H6", str(error), row.line)
            return None

    def _words(self, row: ExportRow, what: str, value: object, longest: int) -> str | None:
        if value is None:
            return ""
        if isinstance(value, NumberText) or not isinstance(value, str):
            self.faults.add("H7", f"the {what} is no text", row.line, str(row.code)[:20])
            return None
        if len(value) > longest:
            self.faults.add("H2", f"the {what} has more than {longest:,} characters", row.line)
            return None
        return tidy(value)

    def _list(self, row: ExportRow) -> list[str] | None:
        given = [] if row.units is None else row.units
        if not isinstance(given, list) or len(given) > _MOST_UNITS:
            self.faults.add("H7", "the unit of quantity is no short list of texts", row.line)
            return None
        units = [self._words(row, "unit of quantity", one, LONGEST_RATE) for one in given]
        return None if None in units else [one for one in units if one]

    def _described(self, row: ExportRow) -> str | None:
        """Return the description with the texts above it, by the indents of the rows."""
        words = self._words(row, "description", row.description, LONGEST_DESCRIPTION)
        indent = row.indent
        depth = -1
        if isinstance(indent, str) and not isinstance(indent, NumberText) and len(indent) <= 2:  # noqa: PLR2004 - two digits
            depth = int(indent) if indent.isascii() and indent.isdecimal() else -1
        if not 0 <= depth <= _DEEPEST_INDENT:
            self.faults.add("H7", "the indent is no text of digits from 0 to 40", row.line)
            return None
        if words is None:
            return None
        while self.above and self.above[-1][0] >= depth:
            self.above.pop()
        self.above.append((depth, words.removesuffix(":").strip()))
        return " > ".join(text for _depth, text in self.above if text)

    def _line(self, row: ExportRow, code: str, rates: Texts, described: str) -> None:
        if code in self.lines:
            self.faults.add("H8", "the line stands in the file twice", row.line, str(HsPrefix(code)))
            return
        self.lines[code] = rates
        self.descriptions[code] = described

    def _number(self, row: ExportRow, code: str, rates: Texts, unit: str, described: str) -> None:
        line, suffix = code[:_LINE], code[_LINE:]
        printed = str(HsPrefix(code))
        if line not in self.lines:
            # A line with a single number is printed in one row of ten digits, with its rates.
            if not any(rates):
                self.faults.add("H9", "the number stands under no line and has no rates", row.line, printed)
                return
            self.lines[line] = rates
            self.descriptions[line] = described
        elif any(own and own != its for own, its in zip(rates, self.lines[line], strict=True)):
            self.faults.add("H9", "the rates of the number are not those of its line", row.line, printed)
            return
        if suffix in self.numbers.setdefault(line, {}):
            self.faults.add("H8", "the number stands in the file twice", row.line, printed)
            return
        self.numbers[line][suffix] = unit
        self.descriptions[code] = described
