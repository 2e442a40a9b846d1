"""The rows of a user's own schedule file, in the two forms that the USITC exports, read safely.

The file is untrusted: its size, its encoding and its columns are looked at before anything else, and
whatever is wrong is a fault with its row.
"""

from __future__ import annotations

import csv
import io
import json
import os
import stat
from typing import TYPE_CHECKING, NamedTuple

from tradetalks.loading.faults import FoundFaults
from tradetalks.loading.limits import MOST_FAULTS
from tradetalks.loading.schedule_rules import (
    MOST_COMMAS,
    MOST_SCHEDULE_BYTES,
    MOST_SCHEDULE_ROWS,
    schedule_fault,
)
from tradetalks.vocabulary.rates import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tradetalks.errors import Fault

__all__ = ["ExportFaults", "ExportRow", "NumberText", "ScheduleRefused", "content_of", "rows_of"]

#: The columns of the CSV form, and the fields of the JSON form, in the order of :class:`ExportRow`.
_COLUMNS = (
    "HTS Number",
    "Indent",
    "Description",
    "Unit of Quantity",
    "General Rate of Duty",
    "Special Rate of Duty",
    "Column 2 Rate of Duty",
)
_FIELDS = ("htsno", "indent", "description", "units", "general", "special", "other")
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class ScheduleRefused(FoundFaults):
    """A schedule file that is not read: every fault found, by row.

    >>> from tradetalks.errors import Fault
    >>> raise ScheduleRefused((Fault("H10", "the file holds no line", file="mine.csv"),))
    Traceback (most recent call last):
    ...
    tradetalks.loading.usitc_rows.ScheduleRefused: 1 fault in the schedule
    mine.csv: H10: the file holds no line
    """

    what = "schedule"


class ExportRow(NamedTuple):
    """A row of either form: where it stands, and its seven fields."""

    line: int
    code: object
    indent: object
    description: object
    units: object
    general: object
    special: object
    column_2: object


class ExportFaults:
    """The faults of one file as they are found."""

    def __init__(self, file: str) -> None:
        """Start with none."""
        self.file = file
        self.found: list[Fault] = []

    def add(self, code: str, message: str, line: int | None = None, record: str | None = None) -> None:
        """Keep a fault.

        Raises:
            ScheduleRefused: when there are so many that reading on would help nobody.
        """
        self.found.append(schedule_fault(code, message, file=self.file, line=line, record=record))
        if len(self.found) >= MOST_FAULTS:
            raise ScheduleRefused(self.found, stopped=True)

    def stop(self, code: str, message: str, line: int | None = None) -> ScheduleRefused:
        """Return the error for what keeps the rest from being read."""
        self.found.append(schedule_fault(code, message, file=self.file, line=line))
        return ScheduleRefused(self.found)


# The file ---------------------------------------------------------------------------------------------------


def content_of(path: Path, faults: ExportFaults) -> bytes:
    """Return the bytes of a file.

    Raises:
        ScheduleRefused: where it is no regular file that can be read, or too large.
    """
    try:
        with open(os.open(path, _FLAGS), "rb") as file:  # noqa: PTH123 - by descriptor, so that a pipe is not waited for
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise faults.stop("H1", "this is a folder, a pipe or a device, not a regular file")
            content = file.read(MOST_SCHEDULE_BYTES + 1)
    except (OSError, ValueError) as error:
        if isinstance(error, ScheduleRefused):
            raise
        raise faults.stop(
            "H1", f"the file cannot be read: {getattr(error, 'strerror', None) or error}"
        ) from None
    if len(content) > MOST_SCHEDULE_BYTES:
        raise faults.stop("H2", f"the file has more than {MOST_SCHEDULE_BYTES:,} bytes")
    return content


def _text(content: bytes, faults: ExportFaults) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise faults.stop("H3", "the file is UTF-16", 1)
    if content.startswith((b"\x1f\x8b", b"PK\x03\x04")):
        raise faults.stop("H3", "the file is packed, or a workbook", 1)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise faults.stop("H3", f"byte {error.start} is no UTF-8", line) from None
    at = text.find("\0")
    if at >= 0:
        raise faults.stop("H3", "the file holds a NUL character", text.count("\n", 0, at) + 1)
    if text.count(",") > MOST_COMMAS:
        raise faults.stop("H2", f"the file has more than {MOST_COMMAS:,} commas")
    return text


# The two forms ----------------------------------------------------------------------------------------------


def rows_of(content: bytes, faults: ExportFaults) -> Iterator[ExportRow]:
    """Return the rows of a file; the form is told from what it begins with.

    Raises:
        ScheduleRefused: where the bytes are no text, or the text has neither form; some of it while iterating.
    """
    text = _text(content, faults)
    return _json_rows(text, faults) if text.lstrip()[:1] in ("[", "{") else _csv_rows(text, faults)


def _csv_rows(text: str, faults: ExportFaults) -> Iterator[ExportRow]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        head = [tidy(cell) for cell in next(reader, [])]
        missing = [column for column in _COLUMNS if column not in head]
        twice = sorted({column for column in head if head.count(column) > 1})
        if missing or twice:
            what = f"no column {', '.join(missing)}" if missing else f"the column {', '.join(twice)} twice"
            raise faults.stop("H5", f"the first row names {what}", 1)
        places = [head.index(column) for column in _COLUMNS]
        for at, cells in enumerate(reader):
            if at >= MOST_SCHEDULE_ROWS:
                raise faults.stop(
                    "H2", f"the file has more than {MOST_SCHEDULE_ROWS:,} rows", reader.line_num
                )
            if not cells:
                continue
            if len(cells) != len(head):
                faults.add("H5", f"the row has {len(cells)} cells, not {len(head)}", reader.line_num)
                continue
            fields: list[object] = [cells[place] for place in places]
            fields[3] = _units(cells[places[3]])
            yield ExportRow(reader.line_num, *fields)
    except csv.Error as error:
        raise faults.stop("H4", f"no CSV: {error}", reader.line_num) from None


def _units(cell: str) -> object:
    """Return the units of a CSV cell, which holds a list as JSON writes it, or a single unit."""
    if not cell.startswith("["):
        return [cell] if cell.strip() else []
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        return cell


class NumberText(str):
    """A number of the JSON form, which loses the zeros in front of a code."""

    __slots__ = ()


def _object(pairs: list[tuple[str, object]]) -> object:
    """Return an object of the JSON form as a dictionary, or as its pairs where a field stands in it twice."""
    made = dict(pairs)
    return made if len(made) == len(pairs) else tuple(pairs)


def _json_rows(text: str, faults: ExportFaults) -> Iterator[ExportRow]:
    try:
        found = json.loads(
            text,
            parse_int=NumberText,
            parse_float=NumberText,
            parse_constant=NumberText,
            object_pairs_hook=_object,
        )
    except json.JSONDecodeError as error:
        raise faults.stop("H4", f"no JSON: {error.msg}", error.lineno) from None
    except RecursionError:
        raise faults.stop("H4", "no export: lists are nested too deep") from None
    if not isinstance(found, list):
        raise faults.stop("H4", "no export: the JSON is no list of rows")
    if len(found) > MOST_SCHEDULE_ROWS:
        raise faults.stop("H2", f"the file has more than {MOST_SCHEDULE_ROWS:,} rows")
    for at, record in enumerate(found, start=1):
        if not isinstance(record, dict):
            twice = isinstance(record, tuple)
            faults.add("H4", "the row has a field twice" if twice else "the row is no object", at)
            continue
        missing = [field for field in _FIELDS if field not in record]
        if missing:
            faults.add("H5", f"the row has no field {', '.join(missing)}", at)
            continue
        yield ExportRow(at, *(record[field] for field in _FIELDS))
