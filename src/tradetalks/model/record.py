"""The statement a record makes about itself: its version, its horizon, how far each kind reaches."""

from __future__ import annotations

from datetime import date

from attrs import field, frozen

from tradetalks.dates.days import as_day
from tradetalks.vocabulary.kinds import CoverageKind

__all__ = ["FORMAT", "Coverage", "RecordStatement"]

#: The version of the record format that this library reads and writes.
FORMAT = 1


@frozen(kw_only=True)
class Coverage:
    """How far one kind of fact was followed."""

    #: The kind.
    kind: CoverageKind = field(converter=CoverageKind)
    #: The last day up to which it was followed.
    last_day: date = field(converter=as_day)
    #: Whatever a reader should know.
    note: str | None = None


@frozen(kw_only=True)
class RecordStatement:
    """What a record says of itself."""

    #: Version of the format.
    format: int = FORMAT
    #: Version of the data.
    data_version: str
    #: Its title.
    title: str
    #: The last day that the record covers.
    horizon: date = field(converter=as_day)
    #: How far each kind of fact was followed, where that is not the horizon.
    coverage: tuple[Coverage, ...] = field(default=(), converter=tuple[Coverage, ...])
    #: What is known to be missing.
    gaps: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
