"""Step charts of rates over days: as plain text, and as SVG with a title and a description."""

from __future__ import annotations

import html
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import field, frozen

from tradetalks.dates.days import as_day
from tradetalks.errors import TradeTalksError
from tradetalks.printing import clean, width_of
from tradetalks.vocabulary.numbers import exact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tradetalks.engines.duty.history import DutyHistory
    from tradetalks.engines.headline import HeadlineHistory

__all__ = ["BadChart", "Step", "StepChart", "StepLine"]

_COLOURS = ("#1b5e9e", "#b3261e", "#2e7d32", "#6a1b9a", "#8d6e00", "#37474f")
_DASHES = ("", "7 4", "2 3", "9 3 2 3", "1 4", "12 5")
_WIDTH, _HEIGHT, _LEFT, _TOP, _RIGHT, _BOTTOM = 760, 420, 56, 48, 24, 92


class BadChart(TradeTalksError, ValueError):
    """A chart that cannot be drawn: no line, or a line without steps."""


@frozen
class Step:
    """A value from a day on; None where it is not known."""

    #: The first day.
    day: date = field(converter=as_day)
    #: The value in percent.
    percent: Decimal | None


@frozen(kw_only=True)
class StepLine:
    """One line of a chart."""

    #: What it shows.
    name: str = field(converter=clean)
    #: Its steps, in order of days.
    steps: tuple[Step, ...] = field(converter=tuple[Step, ...])
    #: The first day no longer shown.
    end: date = field(converter=as_day)

    @steps.validator
    def _has_steps(self, _attribute: object, value: tuple[Step, ...]) -> None:
        days = [one.day for one in value]
        if not value or days != sorted(set(days)):
            raise BadChart(f"the line {self.name!r} needs steps on days that follow each other")

    @classmethod
    def of(cls, name: str, history: HeadlineHistory | DutyHistory) -> StepLine:
        """Make a line of a history of headline duties, or of the duty on a tariff line.

        Where a duty takes value and quantity, and where there was no such line, the chart has a gap.
        """
        steps = [
            Step(one.days.start, None if one.duty is None else one.duty.percent)
            for one in history
            if one.days.start
        ]
        last = history[-1].days.end
        if last is None:
            raise BadChart(f"the line {name!r} has no end")
        return cls(name=name, steps=steps, end=last)


@frozen(kw_only=True)
class StepChart:
    """Rates over days, one or several lines."""

    #: The title.
    title: str = field(converter=clean)
    #: The lines.
    lines: tuple[StepLine, ...] = field(converter=tuple[StepLine, ...])

    @lines.validator
    def _has_lines(self, _attribute: object, value: tuple[StepLine, ...]) -> None:
        if not value:
            raise BadChart("a chart needs at least one line")

    def text(self, width: int = 80) -> str:
        """Return the chart as plain text: a row for each step, a bar as long as its rate.

        >>> line = StepLine(
        ...     name="China",
        ...     steps=[Step("2025-04-09", exact(104)), Step("2025-04-10", exact(145))],
        ...     end="2025-04-15",
        ... )
        >>> print(StepChart(title="April 2025", lines=[line]).text(40))
        April 2025
        <BLANKLINE>
        China
        2025-04-09  104%  ##############
        2025-04-10  145%  ####################
        """
        most = max((one.percent or exact(0) for line in self.lines for one in line.steps), default=exact(0))
        blocks = [self.title]
        for line in self.lines:
            rates = ["?" if one.percent is None else f"{one.percent:f}%" for one in line.steps]
            wide = max(map(width_of, rates))
            room = max(width - wide - 16, 10)
            rows = [line.name]
            for one, rate in zip(line.steps, rates, strict=True):
                length = int(room * (one.percent or 0) / most) if most else 0
                rows.append(f"{one.day}  {rate:>{wide}}  {'#' * length}".rstrip())
            blocks.append("\n".join(rows))
        return "\n\n".join(blocks)

    def svg(self) -> str:
        """Return the chart as an SVG image: lines told apart by dashes as well as colours."""
        first = min(line.steps[0].day for line in self.lines)
        last = max(line.end for line in self.lines)
        rates = [one.percent for line in self.lines for one in line.steps if one.percent is not None]
        top = _ceiling(max(rates, default=exact(0)))
        scale = _Scale(first.toordinal(), last.toordinal(), top)
        parts = [*_axes(scale, first, last)]
        for at, line in enumerate(self.lines):
            parts += _line(scale, line, at)
        described = "; ".join(f"{line.name}: {_told(line)}" for line in self.lines)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT + 18 * len(self.lines)}" '
            'role="img" aria-labelledby="title desc" font-family="sans-serif" font-size="12">'
            f'<title id="title">{html.escape(self.title)}</title><desc id="desc">{html.escape(described)}</desc>'
            f'<rect width="100%" height="100%" fill="#ffffff"/>'
            f'<text x="{_LEFT}" y="24" font-size="15" font-weight="bold">{html.escape(self.title)}</text>'
            + "".join(parts)
            + "</svg>\n"
        )


def _told(line: StepLine) -> str:
    return ", ".join(f"{one.percent}% from {one.day}" for one in line.steps if one.percent is not None)


def _ceiling(percent: Decimal) -> int:
    step = 10 if percent <= 60 else 25  # noqa: PLR2004 - the grid of a small chart and of a tall one
    return max(step, -(-int(percent) // step) * step)


@frozen
class _Scale:
    first: int
    last: int
    top: int

    def x(self, day: date) -> float:
        wide = _WIDTH - _LEFT - _RIGHT
        return round(_LEFT + wide * (day.toordinal() - self.first) / max(self.last - self.first, 1), 1)

    def y(self, percent: Decimal | int) -> float:
        high = _HEIGHT - _TOP - _BOTTOM
        return round(_TOP + high * (1 - float(percent) / self.top), 1)


def _axes(scale: _Scale, first: date, last: date) -> Iterable[str]:
    step = scale.top // 5 or 1
    for percent in range(0, scale.top + 1, step):
        y = scale.y(percent)
        yield f'<line x1="{_LEFT}" y1="{y}" x2="{_WIDTH - _RIGHT}" y2="{y}" stroke="#dddddd"/>'
        yield f'<text x="{_LEFT - 8}" y="{y + 4}" text-anchor="end">{percent}%</text>'
    count = 6
    for at in range(count + 1):
        ordinal = first.toordinal() + (last.toordinal() - first.toordinal()) * at // count
        day = first.fromordinal(ordinal)
        x = scale.x(day)
        yield (
            f'<text x="{x}" y="{_HEIGHT - _BOTTOM + 16}" text-anchor="end" '
            f'transform="rotate(-35 {x} {_HEIGHT - _BOTTOM + 16})">{day}</text>'
        )


def _line(scale: _Scale, line: StepLine, at: int) -> Iterable[str]:
    colour, dash = _COLOURS[at % len(_COLOURS)], _DASHES[at % len(_DASHES)]
    ends = [*(one.day for one in line.steps[1:]), line.end]
    path: list[str] = []
    for one, end in zip(line.steps, ends, strict=True):
        if one.percent is None:
            path.append("M")
            continue
        start = "L" if path and path[-1] != "M" else ("" if path else "M")
        y = scale.y(one.percent)
        path.append(f"{start}{scale.x(one.day)} {y} L{scale.x(end)} {y}")
    drawn = " ".join(path).removesuffix("M").strip()
    style = f'fill="none" stroke="{colour}" stroke-width="2.5" stroke-dasharray="{dash}"'
    yield f'<path d="{drawn}" {style}/>'
    y = _HEIGHT - 18 + 18 * at
    yield f'<path d="M{_LEFT} {y} L{_LEFT + 36} {y}" {style}/>'
    yield f'<text x="{_LEFT + 44}" y="{y + 4}">{html.escape(line.name)}</text>'
