"""The headline: what the programmes on all goods of an origin add up to on a day, without column 1."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, overload

from attrs import evolve, field, frozen

from tradetalks.dates.intervals import DateInterval
from tradetalks.engines.answers import Answer, caveats
from tradetalks.model.acts import LegalAct
from tradetalks.model.measures import Charges, TariffMeasure
from tradetalks.printing import Bullets, Page, Rows
from tradetalks.vocabulary.duties import AllIn
from tradetalks.vocabulary.kinds import ProgrammeReach

if TYPE_CHECKING:
    from tradetalks.dossier import Dossier
    from tradetalks.engines.painting import Painter

__all__ = [
    "HeadlineDuty",
    "HeadlineHistory",
    "HeadlineLayer",
    "HeadlineStep",
    "headline",
    "headline_history",
]


@frozen(kw_only=True)
class HeadlineLayer:
    """What one programme charges on the ordinary goods of an origin, and why."""

    #: Id of the duty programme.
    programme: str
    #: What it charges.
    effect: Charges
    #: The measure that makes it so.
    measure: TariffMeasure
    #: The act behind the measure; None for a what-if.
    act: LegalAct | None

    @property
    def because(self) -> str:
        """The act by its short name, or that it is a what-if."""
        return "what if" if self.act is None else self.act.short

    def __str__(self) -> str:
        """Return the layer in words."""
        return f"{self.effect} {self.programme} ({self.because})"


@frozen(kw_only=True)
class HeadlineDuty(Answer):
    """The additional duties on the ordinary goods of an origin: no list, no exemption, no claim.

    It leaves out column 1, duties on listed goods only, and every exception: it is the number
    that headlines print, not what an entry pays.
    """

    #: The importer.
    importer: str
    #: The origin.
    origin: str
    #: The day.
    on: date
    #: What each programme charges, in the order of the programmes' ids; empty where members differ.
    layers: tuple[HeadlineLayer, ...]

    #: The sum in percent; None where a layer is all-in or no plain share of the value, or members differ.
    percent: Decimal | None
    #: Whether a layer is a level that includes column 1.
    all_in: bool
    #: The last day of knowledge; a later day is answered with the law as it was then scheduled.
    known_on: date
    #: The duty of each member, by code, where a bloc's members are not charged alike; else empty.
    members: tuple[HeadlineDuty, ...] = ()

    @property
    def parts(self) -> tuple[HeadlineDuty, ...]:
        """The duty of each member of a bloc whose members differ; else the duty itself."""
        return self.members or (self,)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Each layer in words, with the member that pays it where members differ."""
        own = [str(layer) for layer in self.layers]
        return (*own, *(f"{one.origin}: {layer}" for one in self.members for layer in one.layers))

    def summary(self) -> str:
        """Return the sum on one line."""
        if self.members:
            return ", ".join(f"{one.origin} {one.summary()}" for one in self.members)
        if not self.layers:
            return "none"
        if self.percent is not None:
            return f"{self.percent:f}%"
        return " + ".join(str(layer.effect) for layer in self.layers)

    def page(self) -> Page:
        """Return what is shown."""
        title = f"Additional duties on ordinary goods of {self.origin}, {self.on}: {self.summary()}"
        said = list(caveats(layer.measure for one in self.parts for layer in one.layers))
        if self.on > self.known_on:
            said.insert(0, f"As scheduled by what was known on {self.known_on}.")
        return Page(title, [Bullets(self.reasons), *said])


@frozen(kw_only=True)
class HeadlineStep:
    """A spell of days with one headline duty."""

    #: The days.
    days: DateInterval
    #: The duty, as of the first of them.
    duty: HeadlineDuty

    def __str__(self) -> str:
        """Return the step on one line."""
        return f"{self.days}: {self.duty.summary()}"


@frozen
class HeadlineHistory(Sequence[HeadlineStep], Answer):
    """The headline duty of an origin over some days, step by step."""

    #: The steps, in order of days, without a gap.
    steps: tuple[HeadlineStep, ...] = field(converter=tuple[HeadlineStep, ...])

    @overload
    def __getitem__(self, at: int) -> HeadlineStep: ...
    @overload
    def __getitem__(self, at: slice) -> HeadlineHistory: ...
    def __getitem__(self, at: int | slice) -> HeadlineStep | HeadlineHistory:
        """Return one step, or a history of some."""
        return HeadlineHistory(self.steps[at]) if isinstance(at, slice) else self.steps[at]

    def __len__(self) -> int:
        """Return how many steps there are."""
        return len(self.steps)

    def page(self) -> Page:
        """Return what is shown."""
        rows = [(str(one.days), one.duty.summary(), "; ".join(one.duty.reasons)) for one in self.steps]
        parts = [part for one in self.steps for part in one.duty.parts]
        said = caveats(layer.measure for part in parts for layer in part.layers)
        origin = self.steps[0].duty.origin if self.steps else "no origin"
        return Page(f"Additional duties on ordinary goods of {origin}", [Rows(rows), *said])


def headline_history(
    dossier: Dossier, painter: Painter, origin: str, days: tuple[date, date], importer: str = "US"
) -> HeadlineHistory:
    """Return the headline duty of an origin from the first day up to but not including the second."""
    first, end = days
    changes = [first, *(day for day in painter.changes if first < day < end)]
    steps: list[HeadlineStep] = []
    for day, until in zip(changes, [*changes[1:], end], strict=True):
        duty = headline(dossier, painter, origin, day, importer)
        if steps and [one.layers for one in steps[-1].duty.parts] == [one.layers for one in duty.parts]:
            steps[-1] = evolve(steps[-1], days=DateInterval(steps[-1].days.start, until))
        else:
            steps.append(HeadlineStep(days=DateInterval(day, until), duty=duty))
    return HeadlineHistory(steps)


def headline(dossier: Dossier, painter: Painter, origin: str, on: date, importer: str = "US") -> HeadlineDuty:
    """Return the headline duty of an origin on a day; that of each member where a bloc's are not charged alike."""
    whole = _as_one(dossier, painter, origin, on, importer)
    places = dossier.members(origin, on)
    if origin in places:
        return whole
    apart = (_as_one(dossier, painter, one, on, importer) for one in painter.apart(places))
    if all(one.layers == whole.layers for one in apart):
        return whole
    members = tuple(_as_one(dossier, painter, one, on, importer) for one in sorted(places))
    return evolve(whole, layers=(), percent=None, all_in=any(one.all_in for one in members), members=members)


def _as_one(dossier: Dossier, painter: Painter, origin: str, on: date, importer: str) -> HeadlineDuty:
    layers = []
    for programme in dossier.duty_programmes.values():
        if programme.reach is ProgrammeReach.ALL_GOODS and programme.importer == importer:
            measure = painter.ordinary(programme.id, origin, on)
            if measure is not None and isinstance(measure.effect, Charges):
                act = None if measure.act is None else dossier.acts[measure.act]
                layers.append(
                    HeadlineLayer(programme=programme.id, effect=measure.effect, measure=measure, act=act)
                )
    percents = [layer.effect.percent for layer in layers]
    plain = [one for one in percents if one is not None]
    return HeadlineDuty(
        importer=importer,
        origin=origin,
        on=on,
        layers=tuple(layers),
        known_on=dossier.horizon,
        percent=sum(plain, Decimal(0)) if len(plain) == len(percents) else None,
        all_in=any(isinstance(layer.effect.duty, AllIn) for layer in layers),
    )
