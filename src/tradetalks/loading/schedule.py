"""The schedule that ships with the package, and a user's own in the forms that the USITC exports."""

from __future__ import annotations

import csv
from abc import abstractmethod
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Generic, TypeVar

from tradetalks.dates.days import as_day
from tradetalks.dates.intervals import DateInterval
from tradetalks.model.schedule import Schedule
from tradetalks.model.tariff_lines import LineChange, SpecialProgramme, Texts, Units

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from os import PathLike

__all__ = ["read_schedule", "shipped_schedule"]

T_co = TypeVar("T_co", covariant=True)

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
    specials = tuple(text for _number, text in _rows("special", read))
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
        lines_at_first=_Lines(_text("lines", read), specials),
        numbers_at_first=_Numbers(_text("numbers", read)),
        changes=changes,
        covers=DateInterval(_FIRST_DAY),
        followed_to=_LAST_REVISION,
        programmes=programmes,
        sha256=sha256(b"".join(read)).hexdigest(),
    )


def _text(name: str, read: list[bytes]) -> list[str]:
    """Return the rows of a shipped table without its head, unparsed; its bytes are kept for the digest."""
    content = files("tradetalks").joinpath(f"{_FOLDER}/{name}.csv").read_bytes()
    read.append(content)
    return content.decode("utf-8").splitlines()[1:]


def _rows(name: str, read: list[bytes]) -> Iterator[list[str]]:
    return csv.reader(_text(name, read))


class _Rows(Mapping[str, T_co], Generic[T_co]):
    """A table whose rows are parsed when they are asked for: most never are.

    Rows are kept as texts, which the garbage collector passes over, so that opening costs little.
    """

    def __init__(self, rows: list[str]) -> None:
        self._texts: dict[str, str] = {}
        for row in rows:
            code = row[:_LINE]
            self._texts[code] = f"{self._texts[code]}\n{row}" if code in self._texts else row

    def __getitem__(self, code: str) -> T_co:
        return self._parsed(csv.reader(self._texts[code].split("\n")))

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    @abstractmethod
    def _parsed(self, rows: Iterator[list[str]]) -> T_co:
        """Return what the rows of one code say."""


class _Lines(_Rows[Texts]):
    """The columns of each line."""

    def __init__(self, rows: list[str], specials: tuple[str, ...]) -> None:
        super().__init__(rows)
        self._specials = specials

    def _parsed(self, rows: Iterator[list[str]]) -> Texts:
        _code, general, special, column_2 = next(rows)
        return general, self._specials[int(special)], column_2


class _Numbers(_Rows[Units]):
    """The statistical numbers of each line with their units."""

    def _parsed(self, rows: Iterator[list[str]]) -> Units:
        return {suffix: unit for _code, unit, suffixes in rows for suffix in suffixes.split()}


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
