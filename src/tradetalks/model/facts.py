"""What every fact has: an id, the day it became known, its sources, and how far it was verified."""

from __future__ import annotations

from datetime import date
from typing import Self

from attrs import field, frozen

from tradetalks.dates.days import as_day
from tradetalks.errors import TradeTalksError
from tradetalks.model.sources import Source
from tradetalks.vocabulary.ids import valid_id

__all__ = ["Fact", "Unsourced"]


class Unsourced(TradeTalksError, ValueError):
    """A fact that names no source."""

    def __init__(self, fact_id: str) -> None:
        """Keep the id of the fact."""
        super().__init__(fact_id)
        self.fact_id = fact_id

    def __str__(self) -> str:
        """Return one clear sentence."""
        return f"{self.fact_id} names no source: every fact states at least one"


@frozen(kw_only=True)
class Fact:
    """The base of every sourced fact of the record."""

    #: The id, unique over the whole record.
    id: str = field(validator=valid_id)
    #: The first day on which the public could know it, in the issuer's own calendar.
    announced: date = field(converter=as_day)
    #: Whether that day is exact; False where a source gives only a bound, and it is the latest.
    announced_exact: bool = True
    #: The wording from which the day was read, where it is not plain.
    announced_wording: str | None = None
    #: Where the fact is stated; at least one.
    sources: tuple[Source, ...] = field(converter=tuple[Source, ...])
    #: Whether it was read in the primary text.
    verified: bool = False
    #: How far it was verified, where that needs words.
    verification: str | None = None
    #: Whatever a reader should know.
    note: str | None = None

    @sources.validator
    def _has_a_source(self, _attribute: object, value: tuple[Source, ...]) -> None:
        if not value:
            raise Unsourced(self.id)

    def known_on(self, day: date) -> Self | None:
        """Return the fact as it was known at the end of ``day``, or None where it was not."""
        return self if self.announced <= day else None

    @property
    def is_what_if(self) -> bool:
        """Whether it is a supposition rather than a fact of the record."""
        return any(source.is_what_if for source in self.sources)
