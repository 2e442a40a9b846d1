"""What was owed on a line from an origin over some days: step by step, with what changed and by which act."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import unique
from typing import TYPE_CHECKING, overload

from attrs import evolve, field, frozen

from tradetalks.dates.days import as_day
from tradetalks.dates.intervals import DateInterval
from tradetalks.engines.answers import Answer
from tradetalks.engines.duty.answer import Duty
from tradetalks.engines.duty.causes import Cause
from tradetalks.engines.duty.claims import Claims
from tradetalks.engines.duty.layers import Layer
from tradetalks.engines.duty.wording import (
    by_whom,
    claimed_words,
    rate_words,
    sentence,
    together,
    whole_words,
)
from tradetalks.errors import NotCovered
from tradetalks.printing import Bullets, Page, Rows, Section
from tradetalks.vocabulary.goods import HtsCode
from tradetalks.vocabulary.kinds import Word

if TYPE_CHECKING:
    from decimal import Decimal

    from tradetalks.model.acts import LegalAct
    from tradetalks.plain.data import Table

__all__ = ["ChangeKind", "DutyHistory", "DutyStep", "LayerChange", "change_as_data"]


@unique
class ChangeKind(Word):
    """What can become of a layer from one day to the next."""

    #: It was not charged, and is.
    BEGAN = "began"
    #: It was charged, and is no longer.
    ENDED = "ended"
    #: It is charged otherwise.
    CHANGED = "changed"
    #: It is charged as before, by another measure.
    CARRIED_ON = "carried-on"
    #: The goods may no longer be imported.
    BARRED = "barred"
    #: The goods may be imported again.
    ADMITTED = "admitted"
    #: The code becomes a line of the schedule.
    LINE_BEGAN = "line-began"
    #: The code is no longer a line of the schedule.
    LINE_ENDED = "line-ended"


_WORDS = {
    ChangeKind.BEGAN: "{program} begins at {new}",
    ChangeKind.ENDED: "{program} ends, was {old}",
    ChangeKind.CHANGED: "{program} goes from {old} to {new}",
    ChangeKind.CARRIED_ON: "{program} goes on at {new}",
    ChangeKind.BARRED: "import prohibited under {program}",
    ChangeKind.ADMITTED: "import no longer prohibited under {program}",
    ChangeKind.LINE_BEGAN: "the line begins",
    ChangeKind.LINE_ENDED: "the line ends",
}


@frozen(kw_only=True)
class LayerChange:
    """What became of one layer of a duty, and by what."""

    #: The first day of the change.
    day: date
    #: What became of it.
    kind: ChangeKind
    #: The programme; ``column-1`` or ``column-2`` for the ordinary duty; ``line`` for the whole line.
    program: str
    #: The layer on the day before; None where it was not charged.
    before: Layer | None = None
    #: The layer from that day on; None where it is not charged.
    after: Layer | None = None
    #: By what, the nearest reason first.
    causes: tuple[Cause, ...]

    @property
    def acts(self) -> tuple[LegalAct, ...]:
        """The acts behind it, each once."""
        return tuple(dict.fromkeys(one.act for one in self.causes if one.act is not None))

    def what(self) -> str:
        """Return what became of it, without the reason."""
        old = "" if self.before is None else rate_words(self.before)
        new = "" if self.after is None else rate_words(self.after)
        if self.before and self.after and self.before.share != self.after.share:
            old, new = whole_words(old), whole_words(new)
        return _WORDS[self.kind].format(program=self.program, old=old, new=new)

    def explain(self) -> str:
        """Return the change with its day and every reason in words."""
        reasons = " ".join(sentence(str(one)) for one in self.causes)
        return f"{self.day}: {self.what()}. {reasons}"

    def __str__(self) -> str:
        """Return the change with its acts."""
        return f"{self.what()} ({by_whom(self.causes)})"


@frozen(kw_only=True)
class DutyStep:
    """A spell of days on which the same is charged."""

    #: The days.
    days: DateInterval
    #: The duty on the first of them; None where there was no such line. Its bounds and what it depends on are those
    #: of that day, too.
    duty: Duty | None
    #: What changed on the first day against the day before; nothing on the first step.
    changes: tuple[LayerChange, ...] = ()
    #: What went on at the same rate on the first day or within these days, by another measure than before.
    carried_on: tuple[LayerChange, ...] = ()
    #: Why there is no duty.
    gap: str | None = None

    @property
    def percent(self) -> Decimal | None:
        """Percent of the value in all; None where that takes value and quantity, or there was no such line."""
        return None if self.duty is None else self.duty.percent

    @property
    def acts(self) -> tuple[LegalAct, ...]:
        """The acts that made the step, each once."""
        return tuple(dict.fromkeys(act for one in self.changes for act in one.acts))

    def summary(self) -> str:
        """Return the total on one line."""
        return "no such line" if self.duty is None else self.duty.summary()

    def __str__(self) -> str:
        """Return the step on one line."""
        return f"{self.days}: {self.summary()}"


@frozen(kw_only=True)
class DutyHistory(Sequence[DutyStep], Answer):
    """What was owed on a tariff line from an origin over some days, step by step.

    >>> import tradetalks as tt
    >>> history = tt.load().duty_history("CN", "9503.00.00.73", between=("2025-04-01", "2025-05-20"))
    >>> for step in history:
    ...     print(step)
    2025-04-01 through 2025-04-04: 20%
    2025-04-05 through 2025-04-08: 30%
    2025-04-09 through 2025-04-09: 104%
    2025-04-10 through 2025-05-13: 145%
    2025-05-14 through 2025-05-19: 30%
    >>> print(*history[2].changes)
    ieepa-reciprocal goes from 10% to 84% (EO 14259)
    """

    #: The origin.
    origin: str
    #: The line, or the statistical number.
    line: HtsCode
    #: What was claimed.
    claims: Claims
    #: The steps, in order of days, without a gap between them.
    steps: tuple[DutyStep, ...] = field(converter=tuple[DutyStep, ...])

    @overload
    def __getitem__(self, at: int) -> DutyStep: ...
    @overload
    def __getitem__(self, at: slice) -> DutyHistory: ...
    def __getitem__(self, at: int | slice) -> DutyStep | DutyHistory:
        """Return one step, or a history of some."""
        return evolve(self, steps=self.steps[at]) if isinstance(at, slice) else self.steps[at]

    def __len__(self) -> int:
        """Return how many steps there are."""
        return len(self.steps)

    def on(self, day: date | str) -> DutyStep:
        """Return the step that holds a day.

        Raises:
            NotCovered: when the day lies outside the history.
        """
        wanted = as_day(day)
        for one in self.steps:
            if wanted in one.days:
                return one
        raise NotCovered(f"the duty on {wanted}", f"this history covers {self._days()}")

    @property
    def changes(self) -> tuple[LayerChange, ...]:
        """Every change of what is charged, in order of days."""
        return tuple(change for one in self.steps for change in one.changes)

    @property
    def carried_on(self) -> tuple[LayerChange, ...]:
        """What went on at the same rate by another measure, in order of days."""
        return tuple(change for one in self.steps for change in one.carried_on)

    # --- in words and as data -----------------------------------------------------------------

    def page(self) -> Page:
        """Return what is shown."""
        rows = Rows(
            [
                (str(one.days), one.summary(), one.gap or "; ".join(map(str, one.changes)))
                for one in self.steps
            ],
            ("days", "duty", "what changed"),
        )
        reasons, again = ([one.explain() for one in some] for some in (self.changes, self.carried_on))
        sections = [Section("Why", [Bullets(reasons)])] if reasons else []
        if again:
            sections.append(Section("At the same rate, by another measure", [Bullets(again)]))
        said = [claimed_words(self.claims), *self._caveats()]
        return Page(f"Duty on {self.line} of {self.origin}, {self._days()}", [rows, *said], sections)

    def _days(self) -> str:
        if not self.steps:
            return "no day"
        return str(DateInterval(self.steps[0].days.start, self.steps[-1].days.end))

    def _caveats(self) -> tuple[str, ...]:
        duties = [one.duty for one in self.steps if one.duty is not None]
        return together(said for one in duties for said in (*one.caveats, *one.day_notes))

    def as_data(self) -> Table:
        """Return the answer as plain data; ``until`` is the first day that a step no longer holds."""
        from tradetalks.engines.duty.answer import claims_as_data

        return {
            "origin": self.origin,
            "line": str(self.line),
            "claims": claims_as_data(self.claims),
            "steps": [_step_as_data(one) for one in self.steps],
        }


def _step_as_data(one: DutyStep) -> Table:
    return {
        "from": str(one.days.start),
        "until": str(one.days.end),
        **({} if one.gap is None else {"gap": one.gap}),
        **({} if one.duty is None else {"duty": one.duty.as_data()}),
        "changes": [change_as_data(change) for change in one.changes],
        "carried_on": [change_as_data(change) for change in one.carried_on],
    }


def change_as_data(one: LayerChange) -> Table:
    """Return a change of a layer as plain data."""
    return {
        "day": one.day.isoformat(),
        "kind": one.kind.value,
        "program": one.program,
        **({} if one.before is None else {"before": rate_words(one.before)}),
        **({} if one.after is None else {"after": rate_words(one.after)}),
        "causes": [
            {
                "kind": cause.kind.value,
                **({} if cause.act is None else {"act": cause.act.id}),
                **({} if cause.fact is None else {"fact": cause.fact.id}),
                "words": cause.words,
            }
            for cause in one.causes
        ],
    }
