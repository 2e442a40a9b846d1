"""The schedule: the lines of a tariff with their rates, on any day and as known on any day.

A schedule is an edition and what later revisions changed, each with its day and the day on which it was
published. As in a programme of duties, a later revision covers an earlier one, for the days that it names.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from attrs import evolve, field, frozen

from tradetalks.dates.days import as_day, as_optional_day
from tradetalks.dates.intervals import ALWAYS, DateInterval, union
from tradetalks.errors import NotCovered
from tradetalks.model.tariff_lines import (
    LineChange,
    LineNeeded,
    SpecialProgramme,
    TariffLine,
    Texts,
    Units,
    UnknownLine,
    named,
)
from tradetalks.vocabulary.goods import BadCode, HsPrefix, HtsCode
from tradetalks.vocabulary.rates import RateText, read_rate
from tradetalks.vocabulary.special_rates import read_special

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Schedule"]

#: A line, the days between which it stood unchanged, and the changes that apply.
_Key: TypeAlias = tuple[str, date | None, date | None, tuple[int, ...]]

_LINE = 8
_NUMBER = 10


@frozen(eq=False)
class Schedule:
    """The lines of a tariff schedule, with every question that can be asked of them.

    >>> from tradetalks.loading.schedule import shipped_schedule
    >>> schedule = shipped_schedule()
    >>> print(schedule.line("8471.30.01", on="2025-04-10"))
    8471.30.01: general Free; special (blank); column 2 35%
    """

    #: What it is, such as "HTSUS 2025".
    name: str
    #: The columns of every line of the first edition, by its eight digits in their order.
    lines_at_first: Mapping[str, Texts] = field(repr=False)
    #: The statistical numbers of the first edition, by the eight digits of their line.
    numbers_at_first: Mapping[str, Units] = field(repr=False)
    #: What later revisions changed, in the order in which they were published, by the eight digits of the line.
    changes: Mapping[str, Sequence[LineChange]] = field(factory=dict, repr=False)
    #: The days that it covers.
    covers: DateInterval = ALWAYS
    #: The last day to which changes were followed; None where nobody says.
    followed_to: date | None = field(default=None, converter=as_optional_day)
    #: Descriptions by code, where a schedule came with them.
    descriptions: Mapping[str, str] = field(factory=dict, repr=False)
    #: The programmes of the special column, where the schedule lists them.
    programmes: tuple[SpecialProgramme, ...] = field(
        default=(), converter=tuple[SpecialProgramme, ...], repr=False
    )
    #: The SHA-256 of what it was read from, for receipts.
    sha256: str = ""
    _codes: Sequence[str] = field(init=False, repr=False)
    _made: dict[_Key, _Standing | None] = field(init=False, factory=dict, repr=False)

    def __attrs_post_init__(self) -> None:
        """Keep every code that ever was a line, in order."""
        object.__setattr__(self, "_codes", sorted({*self.lines_at_first, *self.changes}))

    # --- one line -----------------------------------------------------------------------------

    def line(self, code: HtsCode | str, *, on: date | str, known_on: date | str | None = None) -> TariffLine:
        """Return a line, or a statistical number with the rates of its line, as it stood on a day.

        Args:
            code: 8 or 10 digits, with or without dots. A line without statistical numbers, as in chapters 98 and
                99, may also be given with ``00`` behind it.
            on: the day.
            known_on: the day of knowledge; None for all that the schedule holds.

        Raises:
            BadCode: for letters, a number, or digits that are no code.
            LineNeeded: for a chapter, heading or subheading, with the lines under it.
            UnknownLine: when it is no line on that day, with its neighbours and the days on which it was one.
            NotCovered: for a day that the schedule does not cover.
        """
        day = self._day(on)
        known = as_optional_day(known_on)
        digits = _digits(code)
        if len(digits) < _LINE:
            raise self._line_needed(digits, day, known)
        standing = self._standing(digits[:_LINE], day, known)
        found = None if standing is None else self._number(standing, digits)
        if found is None:
            raise self._unknown(digits, day, known)
        return found

    def mfn_rate(
        self, code: HtsCode | str, *, on: date | str, known_on: date | str | None = None
    ) -> RateText:
        """Return column 1, general; its ``duty`` is None where only its status can say what it is.

        Raises as :meth:`line` does.

        >>> from tradetalks.loading.schedule import shipped_schedule
        >>> rate = shipped_schedule().mfn_rate("1701.13.10", on="2025-05-01")
        >>> print(rate.status, rate.duty)
        formula None
        """
        return self.line(code, on=on, known_on=known_on).general

    def column_1_special(
        self, code: HtsCode | str, programme: str, *, on: date | str, known_on: date | str | None = None
    ) -> RateText | None:
        """Return the rate that a programme of preference gives, or None where it gives none on this line.

        Raises as :meth:`line` does, and BadSymbol for what can be no symbol of a programme.

        >>> from tradetalks.loading.schedule import shipped_schedule
        >>> print(shipped_schedule().column_1_special("0603.12.70", "JP", on="2025-05-01"))
        3.2%
        """
        return self.line(code, on=on, known_on=known_on).special.rate(programme)

    def column_2(
        self, code: HtsCode | str, *, on: date | str, known_on: date | str | None = None
    ) -> RateText:
        """Return column 2, which goods of the origins in the bloc ``column-2`` pay.

        Raises as :meth:`line` does.
        """
        return self.line(code, on=on, known_on=known_on).column_2

    # --- many lines ---------------------------------------------------------------------------

    def lines(
        self,
        prefix: HsPrefix | HtsCode | str = "",
        *,
        on: date | str,
        known_on: date | str | None = None,
        numbers: bool = False,
    ) -> tuple[TariffLine, ...]:
        """Return the lines under a chapter, heading, subheading or line on a day, in the order of their codes.

        Args:
            prefix: 2 to 10 digits, with or without dots; nothing for the whole schedule.
            on: the day.
            known_on: the day of knowledge; None for all that the schedule holds.
            numbers: whether to return the statistical numbers instead; a line that has none stands for itself.

        Raises:
            BadCode: for what is no code.
            UnknownLine: when there is no line under it on that day.
            NotCovered: for a day that the schedule does not cover.

        >>> from tradetalks.loading.schedule import shipped_schedule
        >>> [str(one.code) for one in shipped_schedule().lines("8517.1", on="2025-05-01")]
        Traceback (most recent call last):
        ...
        tradetalks.vocabulary.goods.BadCode: '8517.1' is no tariff code: write 2, 4, 6, 8 or 10 digits, with or without dots
        >>> [str(one.code) for one in shipped_schedule().lines("8517.13", on="2025-05-01")]
        ['8517.13.00']
        """
        day, known = self._day(on), as_optional_day(known_on)
        digits = (
            prefix.digits if isinstance(prefix, HsPrefix | HtsCode) else prefix and HsPrefix(prefix).digits
        )
        under = self._under(digits[:_LINE], day, known)
        if numbers or len(digits) == _NUMBER:
            found = [
                one
                for standing in under
                for one in self._numbers(standing)
                if one.code.digits.ljust(_NUMBER, "0").startswith(digits)
            ]
        else:
            found = [standing.line for standing in under]
        if digits and not found:
            raise self._unknown(digits, day, known)
        return tuple(found)

    def every_standing(self, *, known_on: date | str | None = None) -> Iterator[TariffLine]:
        """Yield every line of eight digits once for each spell of days in which it stood unchanged.

        What a compilation of many days starts from: ``stands`` of each says when.
        """
        known = as_optional_day(known_on)
        for code in self._codes:
            day: date | None = self.covers.start or date.min
            while day is not None and (self.covers.end is None or day < self.covers.end):
                found = self._standing(code, day, known)
                if found is not None:
                    yield found.line
                day = min((one for one in self._days(code, known) if one > day), default=None)

    def numbers(
        self, code: HtsCode | str, *, on: date | str, known_on: date | str | None = None
    ) -> tuple[str, ...]:
        """Return the digits of the statistical numbers under a line on a day; the line itself where it has none.

        Nothing where it is no line on that day: whoever asks for numbers has asked for the line before.
        """
        digits = code.digits if isinstance(code, HtsCode) else HtsCode(code).digits
        found = self._standing(digits[:_LINE], self._day(on), as_optional_day(known_on))
        if found is None:
            return ()
        return tuple(one.digits for one in found.line.numbers) or (digits[:_LINE],)

    def with_descriptions(self, other: Schedule) -> Schedule:
        """Return this schedule with the descriptions of another, such as a user's own export.

        A description is that of the code, whatever the day: a number may have meant other goods before.
        """
        return evolve(self, descriptions={**self.descriptions, **other.descriptions})

    # --- within -------------------------------------------------------------------------------

    def _day(self, on: date | str) -> date:
        day = as_day(on)
        if day not in self.covers:
            raise NotCovered(f"the schedule on {day}", f"{self.name} covers the days {self.covers}")
        return day

    def _days(self, code: str, known: date | None) -> list[date]:
        return [one.day for one in self.changes.get(code, ()) if known is None or one.known <= known]

    def _standing(self, code: str, day: date, known: date | None) -> _Standing | None:
        """Return a line of eight digits as it stood; made once for each spell of days."""
        changes = self.changes.get(code, ())
        start = end = None
        applied: tuple[int, ...] = ()
        if changes:
            days = self._days(code, known)
            start = max((one for one in days if one <= day), default=None)
            end = min((one for one in days if one > day), default=None)
            applied = tuple(
                at
                for at, one in enumerate(changes)
                if one.day <= day and (known is None or one.known <= known)
            )
        key = (code, start, end, applied)
        if key not in self._made:
            first = self.covers.start
            stands = DateInterval(
                start if first is None else max(start or first, first), end or self.covers.end
            )
            self._made[key] = self._make(code, stands, [changes[at] for at in applied])
        return self._made[key]

    def _make(self, code: str, stands: DateInterval, applied: Sequence[LineChange]) -> _Standing | None:
        texts = self.lines_at_first.get(code)
        units = dict(self.numbers_at_first.get(code, {}))
        for change in applied:
            if len(change.code) == _LINE:
                texts = change.texts
            elif change.unit is None:
                units.pop(change.code[_LINE:], None)
            else:
                units[change.code[_LINE:]] = change.unit
        if texts is None:
            return None
        lists = [_split(unit) for unit in units.values()]
        line = TariffLine(
            code=HtsCode(code),
            general=read_rate(texts[0]),
            special=read_special(texts[1]),
            column_2=read_rate(texts[2]),
            units=[one for one in lists[0] if all(one in others for others in lists)] if lists else (),
            numbers=[HtsCode(code + suffix) for suffix in sorted(units)],
            stands=stands,
            description=self.descriptions.get(code),
        )
        return _Standing(line, units)

    def _numbers(self, standing: _Standing) -> Iterator[TariffLine]:
        code = standing.line.code.digits
        for suffix in sorted(standing.units) or ["00"]:
            found = self._number(standing, code + suffix)
            assert found is not None  # noqa: S101 - its suffix is among the units, or there are none
            yield found

    def _number(self, standing: _Standing, digits: str) -> TariffLine | None:
        """Return the line, or one of its numbers, made once; None where the line has no such number."""
        suffix = digits[_LINE:]
        if not suffix:
            return standing.line
        if suffix not in standing.numbers:
            if suffix not in standing.units:
                return standing.line if not standing.units and suffix == "00" else None
            standing.numbers[suffix] = evolve(
                standing.line,
                code=HtsCode(digits),
                numbers=(),
                units=_split(standing.units[suffix]),
                description=self.descriptions.get(digits),
            )
        return standing.numbers[suffix]

    def _under(self, digits: str, day: date, known: date | None) -> Iterator[_Standing]:
        for at in range(bisect_left(self._codes, digits), len(self._codes)):
            if not self._codes[at].startswith(digits):
                return
            found = self._standing(self._codes[at], day, known)
            if found is not None:
                yield found

    def _unknown(self, digits: str, day: date, known: date | None) -> UnknownLine:
        standing = self._standing(digits[:_LINE], day, known) if len(digits) == _NUMBER else None
        if standing is not None:
            near = _nearest([one.digits for one in standing.line.numbers] or [digits[:_LINE]], digits)
        else:
            near = self._near(digits, day, known)
        return UnknownLine(str(HsPrefix(digits)), day, named(near), self._spells(digits, known))

    def _line_needed(self, digits: str, day: date, known: date | None) -> LineNeeded | UnknownLine:
        lines = [one.line.code.digits for one in self._under(digits, day, known)]
        if not lines:
            return self._unknown(digits, day, known)
        prefix = HsPrefix(digits)
        return LineNeeded(str(prefix), prefix.level, named(lines), len(lines))

    def _near(self, digits: str, day: date, known: date | None) -> list[str]:
        """Return the lines that share most digits from the left, the nearest in number first."""
        for length in (6, 4, 2):
            lines = [one.line.code.digits for one in self._under(digits[:length], day, known)]
            if lines:
                return _nearest(lines, digits[:_LINE])
        return []

    def _spells(self, digits: str, known: date | None) -> tuple[DateInterval, ...]:
        """Return the days on which there was such a line or number, in order."""
        if len(digits) < _LINE:
            return ()
        first = self.covers.start or date.min
        spells = []
        for day in sorted({first, *(one for one in self._days(digits[:_LINE], known) if one >= first)}):
            found = self._standing(digits[:_LINE], day, known)
            if found is not None and self._number(found, digits) is not None:
                spells.append(found.line.stands)
        return union(spells)


@frozen(eq=False)
class _Standing:
    """A line as it stood over a spell of days, the units of its numbers, and the numbers asked for so far."""

    line: TariffLine
    units: Units
    numbers: dict[str, TariffLine] = field(factory=dict)


def _digits(code: HsPrefix | HtsCode | str) -> str:
    match code:
        case HsPrefix() | HtsCode():
            return code.digits
        case str():
            return HsPrefix(code).digits
        case _:
            raise BadCode(repr(code), "the digits as text, since a number loses its zeros")


def _split(unit: str) -> list[str]:
    return unit.split("; ") if unit else []


def _nearest(lines: list[str], digits: str) -> list[str]:
    return sorted(lines, key=lambda one: (abs(int(one) - int(digits.ljust(len(one), "0"))), one))[:3]
