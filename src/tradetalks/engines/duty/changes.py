"""What changed for somebody's codes: every change of a duty on some lines from some origins over some days."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, overload

from attrs import evolve, field, frozen

from tradetalks.dates.intervals import DateInterval
from tradetalks.engines.answers import Answer
from tradetalks.engines.duty.answer import Duty, claims_as_data
from tradetalks.engines.duty.claims import Claims
from tradetalks.engines.duty.history import LayerChange, change_as_data
from tradetalks.engines.duty.walking import duty_history
from tradetalks.engines.duty.wording import brief, cited, claimed_words, together
from tradetalks.errors import TradeTalksError
from tradetalks.model.tariff_lines import UnknownLine
from tradetalks.printing import Bullets, Page, Rows, Section
from tradetalks.vocabulary.goods import BadCode, HsPrefix, HtsCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tradetalks.engines.duty.reckoning import DutyDesk
    from tradetalks.model.acts import LegalAct
    from tradetalks.plain.data import Table

__all__ = ["CodeChange", "DutyChanges", "NothingAsked", "duty_changes"]

_LINE = 8
#: So many codes that change alike are named on a page; the others are counted.
_NAMED = 4


class NothingAsked(TradeTalksError, ValueError):
    """A question about no line or no origin.

    >>> raise NothingAsked("origins", "CN")
    Traceback (most recent call last):
    ...
    tradetalks.engines.duty.changes.NothingAsked: no origins were given: name at least one, such as CN
    """

    def __init__(self, what: str, example: str) -> None:
        """Keep what is missing, and an example of it."""
        super().__init__(what, example)
        self.what = what
        self.example = example

    def __str__(self) -> str:
        """Return one clear sentence."""
        return f"no {self.what} were given: name at least one, such as {self.example}"


@frozen(kw_only=True)
class CodeChange:
    """What changed on one day for one line from one origin."""

    #: The first day on which the new duty is owed.
    day: date
    #: The origin.
    origin: str
    #: The line, or the statistical number.
    line: HtsCode
    #: The duty on the day before; None where there was no such line.
    before: Duty | None
    #: The duty on that day; None where there is no longer such a line.
    after: Duty | None
    #: What became of each layer, and by which act.
    changes: tuple[LayerChange, ...]

    @property
    def acts(self) -> tuple[LegalAct, ...]:
        """The acts behind it, each once."""
        return tuple(dict.fromkeys(act for one in self.changes for act in one.acts))

    def totals(self) -> str:
        """Return the totals before and after."""
        old, new = ("no such line" if one is None else one.summary() for one in (self.before, self.after))
        return f"{old} becomes {new}"

    def __str__(self) -> str:
        """Return the change on one line."""
        acts = ", ".join(map(brief, self.acts))
        return f"{self.day}: {self.line} of {self.origin}: {self.totals()}" + (f" ({acts})" if acts else "")


@frozen(kw_only=True)
class DutyChanges(Sequence[CodeChange], Answer):
    """What changed for some lines from some origins over some days, in order of days, lines and origins.

    >>> import tradetalks as tt
    >>> found = tt.load().changes(
    ...     between=("2025-08-01", "2025-09-01"), origins=["LS", "CN"], lines=["6203.42.07", "9503.00.00.73"]
    ... )
    >>> for one in found:
    ...     print(one)
    2025-08-07: 6203.42.07 of LS: 26.6% becomes 31.6% (EO 14326)
    2025-08-07: 9503.00.00.73 of LS: 10% becomes 15% (EO 14326)
    >>> found.unchanged
    (('CN', HtsCode(digits='62034207')), ('CN', HtsCode(digits='9503000073')))
    """

    #: The days.
    days: DateInterval
    #: The origins that were looked at.
    origins: tuple[str, ...]
    #: The lines that were looked at.
    lines: tuple[HtsCode, ...]
    #: What was claimed.
    claims: Claims
    #: The changes.
    found: tuple[CodeChange, ...] = field(converter=tuple[CodeChange, ...])

    @overload
    def __getitem__(self, at: int) -> CodeChange: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[CodeChange, ...]: ...
    def __getitem__(self, at: int | slice) -> CodeChange | tuple[CodeChange, ...]:
        """Return one change, or some."""
        return self.found[at]

    def __len__(self) -> int:
        """Return how many changes there are."""
        return len(self.found)

    @property
    def unchanged(self) -> tuple[tuple[str, HtsCode], ...]:
        """The origins and lines for which nothing changed."""
        changed = {(one.origin, one.line) for one in self.found}
        pairs = ((origin, line) for origin in self.origins for line in self.lines)
        return tuple(pair for pair in pairs if pair not in changed)

    def where(
        self, *, origin: str | None = None, line: HtsCode | HsPrefix | str | None = None
    ) -> DutyChanges:
        """Return only the changes for an origin, or for the lines under some digits."""
        digits = "" if line is None else HsPrefix(line).digits if isinstance(line, str) else line.digits
        return evolve(
            self,
            origins=tuple(one for one in self.origins if origin in (None, one)),
            lines=tuple(one for one in self.lines if one.digits.startswith(digits)),
            found=tuple(
                one
                for one in self.found
                if origin in (None, one.origin) and one.line.digits.startswith(digits)
            ),
        )

    # --- in words and as data -----------------------------------------------------------------

    def page(self) -> Page:
        """Return what is shown: codes that change alike stand on one row."""
        rows = Rows(
            [
                (str(day), _named(lines), origin, totals, what)
                for (day, origin, totals, what), lines in self._alike().items()
            ],
            ("day", "lines", "origin", "duty", "what changed"),
        )
        title = f"Changes of duty, {self.days}"
        asked = (
            f"{_count(len(self.lines), 'line')} of {', '.join(self.origins)}. {claimed_words(self.claims)}"
        )
        if not self.found:
            return Page(title, [asked, "Nothing changed.", *self._caveats()])
        reasons = dict.fromkeys(f"{one.day}: {cited(act)}: {act.title}" for one in self for act in one.acts)
        sections = [Section("Acts", [Bullets(reasons)])] if reasons else []
        return Page(title, [asked, rows, *self._caveats()], sections)

    def _alike(self) -> dict[tuple[date, str, str, str], list[HtsCode]]:
        alike: dict[tuple[date, str, str, str], list[HtsCode]] = {}
        for one in self.found:
            key = (one.day, one.origin, one.totals(), "; ".join(map(str, one.changes)))
            alike.setdefault(key, []).append(one.line)
        return alike

    def _caveats(self) -> tuple[str, ...]:
        duties = [duty for one in self.found for duty in (one.before, one.after) if duty is not None]
        return together(said for one in duties for said in (*one.caveats, *one.day_notes))

    def as_data(self) -> Table:
        """Return the answer as plain data."""
        return {
            "from": str(self.days.start),
            "until": str(self.days.end),
            "origins": list(self.origins),
            "lines": [str(one) for one in self.lines],
            "claims": claims_as_data(self.claims),
            "changes": [
                {
                    "day": one.day.isoformat(),
                    "origin": one.origin,
                    "line": str(one.line),
                    **({} if one.before is None else {"before": one.before.as_data()}),
                    **({} if one.after is None else {"after": one.after.as_data()}),
                    "changes": [change_as_data(change) for change in one.changes],
                }
                for one in self.found
            ],
        }


def _named(lines: Sequence[HtsCode]) -> str:
    more = len(lines) - _NAMED
    named = ", ".join(map(str, lines[:_NAMED]))
    return named if more <= 0 else f"{named} and {more} more"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


# --- making it --------------------------------------------------------------------------------


def duty_changes(
    desk: DutyDesk,
    days: DateInterval,
    origins: Iterable[str] | str,
    lines: Iterable[HtsCode | HsPrefix | str] | HtsCode | HsPrefix | str,
    claims: Claims,
) -> DutyChanges:
    """Return what changed for some lines from some origins on some days.

    Raises:
        NothingAsked: when there is no origin or no line.
        UnknownPlace: when an origin is neither a country nor a bloc.
        BadCode: for what is no code.
        UnknownLine: for what was no line, and has no lines under it, on any of the days.
        NotCovered: when the schedule does not cover the days.
    """
    places = tuple(dict.fromkeys([origins] if isinstance(origins, str) else origins))
    given = [lines] if isinstance(lines, HtsCode | HsPrefix | str) else list(lines)
    if not places:
        raise NothingAsked("origins", "CN")
    if not given:
        raise NothingAsked("lines", "8517.62.00 or 8517")
    first = days.start
    assert first is not None  # noqa: S101 - days_between gives both ends
    for place in places:
        desk.dossier.members(place, first)
    # What changes on the first day is told against the day before, where the schedule has one.
    eve = first - timedelta(days=1)
    seen = DateInterval(eve if eve in desk.schedule.covers else first, days.end)
    codes = dict.fromkeys(code for one in given for code in _lines(desk, one, seen))
    found = [change for code in codes for place in places for change in _of(desk, place, code, seen, claims)]
    found.sort(key=lambda one: (one.day, one.line.digits, places.index(one.origin)))
    return DutyChanges(days=days, origins=places, lines=tuple(codes), claims=claims, found=found)


def _lines(desk: DutyDesk, given: HtsCode | HsPrefix | str, days: DateInterval) -> Iterator[HtsCode]:
    """Yield a line or a number as it is, and of shorter digits all lines that stood under them on some day."""
    if not isinstance(given, HtsCode | HsPrefix | str):
        raise BadCode(repr(given), "the digits as text, since a number loses its zeros")
    digits = HsPrefix(given).digits if isinstance(given, str) else given.digits
    if len(digits) >= _LINE:
        yield HtsCode(digits)
        return
    schedule, known = desk.schedule, desk.known_on
    on = days.start or date.min
    changed = (
        change.day
        for code, changes in schedule.changes.items()
        if code.startswith(digits)
        for change in changes
        if change.day in days and (known is None or change.known <= known)
    )
    found: set[str] = set()
    refused: UnknownLine | None = None
    for day in sorted({on, *changed}):
        try:
            found.update(one.code.digits for one in schedule.lines(HsPrefix(digits), on=day, known_on=known))
        except UnknownLine as unknown:
            refused = refused or unknown
    if not found and refused is not None:
        raise refused
    yield from map(HtsCode, sorted(found))


def _of(
    desk: DutyDesk, origin: str, code: HtsCode, days: DateInterval, claims: Claims
) -> Iterator[CodeChange]:
    history = duty_history(desk, origin, code, days, claims)
    for before, after in itertools.pairwise(history):
        day = after.days.start
        assert day is not None  # noqa: S101 - only the first step of a history could lack one
        eve = day - timedelta(days=1)
        old = None if before.duty is None else desk.duty(origin=origin, line=code, on=eve, claims=claims)
        yield CodeChange(
            day=day, origin=origin, line=history.line, before=old, after=after.duty, changes=after.changes
        )
