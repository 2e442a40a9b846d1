"""The schedule that ships with the package, and a user's own in the forms that the USITC exports."""

from __future__ import annotations

import csv
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from tradetalks.dates.days import as_day
from tradetalks.dates.intervals import DateInterval
from tradetalks.model.schedule import LineChange, Schedule
from tradetalks.model.tariff_lines import SpecialProgramme

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from os import PathLike

__all__ = ["read_schedule", "shipped_schedule"]

_FIRST_DAY = "2025-01-01"
#: The day of the last revision that was compared.
_LAST_REVISION = "2026-06-08"
_FOLDER = "data/us"
_LINE = 8


@cache
def shipped_schedule() -> Schedule:
    """Return the schedule that ships with the package; opened once in a process, in a few hundredths of a second.

    It is the Harmonized Tariff Schedule of the United States of 1 January 2025 with every change of later
    revisions up to 2026 revision 10, without descriptions. ``data/us/README.md`` says where each column is from.

    >>> schedule = shipped_schedule()
    >>> print(schedule.name, len(schedule.lines("01", on="2025-01-01")))
    HTSUS 2025, changes to 2026 revision 10 37
    """
    read: list[bytes] = []
    specials = [text for _number, text in _rows("special", read)]
    lines = {
        code: (general, specials[int(special)], column_2)
        for code, general, special, column_2 in _rows("lines", read)
    }
    numbers: dict[str, dict[str, str]] = {}
    for code, unit, suffixes in _rows("numbers", read):
        numbers.setdefault(code, {}).update(dict.fromkeys(suffixes.split(), unit))
    published = {revision: as_day(day) for revision, day in _rows("revisions", read)}
    changes: dict[str, list[LineChange]] = {}
    for revision, day, code, kind, general, special, column_2, unit in _rows("changes", read):
        gone = kind == "removed"
        is_line = len(code) == _LINE
        change = LineChange(
            code,
            as_day(day),
            published[revision],
            (general, specials[int(special)], column_2) if is_line and not gone else None,
            None if is_line or gone else unit,
        )
        changes.setdefault(code[:_LINE], []).append(change)
    programmes = [
        SpecialProgramme(symbol, name, note or None) for symbol, name, note in _rows("programmes", read)
    ]
    return Schedule(
        name="HTSUS 2025, changes to 2026 revision 10",
        lines_at_first=lines,
        numbers_at_first=numbers,
        changes=changes,
        covers=DateInterval(_FIRST_DAY),
        followed_to=_LAST_REVISION,
        programmes=programmes,
        sha256=sha256(b"".join(read)).hexdigest(),
    )


def _rows(name: str, read: list[bytes]) -> Iterator[list[str]]:
    """Yield the rows of a shipped table without its head; its bytes are kept for the digest."""
    content = files("tradetalks").joinpath(f"{_FOLDER}/{name}.csv").read_bytes()
    read.append(content)
    rows = csv.reader(content.decode("utf-8").splitlines())
    next(rows)
    return rows


def read_schedule(
    path: str | PathLike[str],
    *,
    name: str | None = None,
    first_day: date | str | None = None,
    end: date | str | None = None,
) -> Schedule:
    r"""Read a schedule from a file of one's own, as the USITC exports it: CSV or JSON, descriptions included.

    The form is told from what the file begins with, not from its name.

    Args:
        path: the file.
        name: what to call the schedule; None for the name of the file.
        first_day: the first day on which the edition holds; None for no beginning.
        end: the first day on which it no longer does; None for no end.

    Raises:
        ScheduleRefused: with every fault of the file: its size, its encoding, its columns, its codes.

    >>> from pathlib import Path
    >>> _ = Path("mine.csv").write_text('''HTS Number,Indent,Description,Unit of Quantity,General Rate of Duty,\
    ... Special Rate of Duty,Column 2 Rate of Duty
    ... 8471,0,Automatic data processing machines,,,,
    ... 8471.30.01.00,1,Portable machines,"[""No.""]",Free,,35%
    ... ''')
    >>> mine = read_schedule("mine.csv", first_day="2026-07-01")
    >>> print(mine.line("8471.30.01", on="2026-08-01").description)
    Automatic data processing machines > Portable machines
    """
    from tradetalks.loading.usitc import read_export

    found = read_export(path)
    return Schedule(
        name=name or found.name,
        lines_at_first=found.lines,
        numbers_at_first=found.numbers,
        covers=DateInterval(first_day, end),
        descriptions=found.descriptions,
        sha256=found.sha256,
    )
