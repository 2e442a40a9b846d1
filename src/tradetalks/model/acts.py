"""Legal acts, the programmes of duties they run, and the lists of products they name."""

from __future__ import annotations

from datetime import date

from attrs import field, frozen

from tradetalks.dates.days import as_optional_day
from tradetalks.dates.intervals import DateInterval
from tradetalks.model.facts import Fact
from tradetalks.vocabulary.ids import valid_ids, valid_optional_id
from tradetalks.vocabulary.kinds import (
    ActKind,
    Force,
    ProgrammeReach,
)

__all__ = ["DutyProgramme", "Holding", "LegalAct", "ProductList"]


#: The most characters of a number that still fits into a table.
_SHORT = 24


@frozen(kw_only=True)
class Holding:
    """What a court held about programmes, with its stay and its reach.

    A holding changes no duty by itself: an act or the collector carries it out.
    """

    #: The duty programmes it is about.
    programmes: tuple[str, ...] = field(converter=tuple[str, ...], validator=valid_ids)
    #: What was held, in our own words.
    summary: str
    #: The days on which the holding stood, as far as known.
    stands: DateInterval
    #: What kept it from taking effect, or None.
    stay: str | None = None
    #: To whom it applied, where not to all.
    parties: str | None = None


@frozen(kw_only=True)
class LegalAct(Fact):
    """An order, proclamation, notice, ruling or announcement that bears on duties."""

    #: The form of the act.
    kind: ActKind = field(converter=ActKind)
    #: Who issued it: an ISO code or the symbol of a bloc.
    issuer: str = "US"
    #: Its number as printed, such as ``EO 14257``; None where it has none.
    number: str | None = None
    #: Its title.
    title: str
    #: Ids of the statutes it invokes.
    authorities: tuple[str, ...] = field(default=(), converter=tuple[str, ...], validator=valid_ids)
    #: How it is cited, such as ``90 FR 15041``; None where that is not known.
    citation: str | None = None
    #: The day it was signed, where it was.
    signed: date | None = field(default=None, converter=as_optional_day)
    #: The day it was officially published, where that is known.
    published: date | None = field(default=None, converter=as_optional_day)
    #: What stands behind it.
    force: Force = field(converter=Force)
    #: What it does, in our own words.
    summary: str
    #: Ids of acts of this record that it changes.
    amends: tuple[str, ...] = field(default=(), converter=tuple[str, ...], validator=valid_ids)
    #: Acts outside this record that it changes, in words.
    amends_outside: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    #: The holdings of a court ruling.
    holdings: tuple[Holding, ...] = field(default=(), converter=tuple[Holding, ...])
    #: What of the act could not be read.
    gaps: tuple[str, ...] = field(default=(), converter=tuple[str, ...])

    @property
    def printed(self) -> str:
        """How the act is named in print: its number, or its title where it has none."""
        return self.number or self.title

    @property
    def short(self) -> str:
        """A name that fits into a table: its number where that is short, else its id."""
        return self.number if self.number and len(self.number) <= _SHORT else self.id


@frozen(kw_only=True)
class DutyProgramme(Fact):
    """One line of duties under one authority, painted as one picture.

    Duties that exclude one another are one programme.
    """

    #: Its name.
    name: str
    #: Who charges it: an ISO code or the symbol of a bloc.
    importer: str = "US"
    #: Id of the statute it rests on, where the record lists it.
    authority: str | None = field(default=None, validator=valid_optional_id)
    #: Which goods it is about; duties on all goods make up the headline.
    reach: ProgrammeReach = field(converter=ProgrammeReach)
    #: What it is, in our own words.
    summary: str


@frozen(kw_only=True)
class ProductList(Fact):
    """A named list of goods that acts add to and take from, and measures name."""

    #: Its name.
    name: str
    #: Which goods it names, in our own words.
    summary: str
    #: What could not be read of it, or None.
    gap: str | None = None
