"""The rate book: every duty of a record in bulk, as panels, histories, files and rated shipments."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import pyarrow as pa
from attrs import field, frozen

from tradetalks.adapters.frames.assessing import Assessor, Detail
from tradetalks.adapters.frames.native import Frame, as_table, giver_back
from tradetalks.adapters.frames.panels import Panel, histories, no_history, panel_on
from tradetalks.adapters.frames.rate_files import write_files
from tradetalks.engines.rates.rate_tables import RateTables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from decimal import Decimal
    from pathlib import Path

    from tradetalks.dates.intervals import DateInterval
    from tradetalks.engines.duty.reckoning import DutyDesk
    from tradetalks.vocabulary.goods import HtsCode

__all__ = ["RateBook"]


@frozen(eq=False)
class RateBook:
    """The duty on every line from every origin on every day, where nothing is claimed; and on shipments as claimed.

    Made by :meth:`~tradetalks.customs.CustomsWindow.rate_book`. What it says is what single answers say.

    >>> import tradetalks as tt
    >>> book = tt.load().rate_book()
    >>> book.percent("CN", "8517.62.00.90", "2025-05-10")
    Decimal('27.5')
    """

    #: The tables over classes of goods, origins and days.
    tables: RateTables = field(repr=False)

    @classmethod
    def of(cls, desk: DutyDesk) -> RateBook:
        """Work out the book of a desk."""
        return cls(RateTables.of(desk))

    @property
    def covers(self) -> DateInterval:
        """The days that it covers."""
        return self.tables.covers

    @property
    def origins(self) -> tuple[str, ...]:
        """The origins that it holds: every country, and the blocs of the record."""
        return self.tables.origins

    def percent(self, origin: str, line: HtsCode | str, on: date | str) -> Decimal | None:
        """Return the percent of all duties on a line, as ``percent`` of a single answer has it.

        Raises:
            NotCovered: for a day, an origin or a line that the book does not hold.
        """
        return self.tables.percent(origin, line, on)

    def panel(
        self,
        *,
        on: date | str,
        origins: Iterable[str] | None = None,
        lines: Iterable[HtsCode | str] | HtsCode | None = None,
    ) -> Panel:
        """Return the duty on every line from every origin on a day.

        Args:
            on: the day.
            origins: ISO codes or symbols of blocs; None for every country.
            lines: lines or numbers; None for all numbers that imports are counted by, and lines that have none.

        Raises:
            NotCovered: for a day, an origin or a line that the book does not hold.

        >>> import tradetalks as tt
        >>> panel = tt.load().rate_book().panel(on="2025-05-10", origins=["CN", "LS"])
        >>> panel.percent("LS", "6110.20.20.79")
        Decimal('26.5')
        """
        return panel_on(self._assessor.plain, on, origins, lines)

    def history(
        self, *, origins: Iterable[str] | None = None, lines: Iterable[HtsCode | str] | HtsCode | None = None
    ) -> pa.Table:
        """Return the duty on lines from origins over all days: a row for each spell in which the total is one.

        All lines from all origins are tens of millions of rows: ask :meth:`history_batches` for them.

        Args:
            origins: ISO codes or symbols of blocs; None for every country.
            lines: lines or numbers; None for all.

        Returns:
            An Arrow table with ``origin``, ``line``, ``starts``, ``ends`` (the first day no longer) and ``total`` in
            percent, null where it takes a quantity or entry is barred.

        Raises:
            NotCovered: for an origin or a line that the book does not hold.
        """
        batches = self.history_batches(origins=origins, lines=lines)
        return pa.concat_tables([no_history(), *batches])

    def history_batches(
        self, *, origins: Iterable[str] | None = None, lines: Iterable[HtsCode | str] | HtsCode | None = None
    ) -> Iterator[pa.Table]:
        """Yield the same, a table for each origin."""
        return histories(self._assessor.plain, origins, lines)

    def assess(
        self,
        frame: Frame,
        *,
        detail: Detail | str = Detail.FULL,
        columns: Mapping[str, str] | None = None,
    ) -> object:
        """Return a frame of shipments with what was owed on each; no row is dropped and none is taken for zero.

        Args:
            frame: a frame of pandas, Polars, pyarrow or DuckDB, or whatever speaks the Arrow PyCapsule interface,
                with the columns ``origin``, ``line`` and ``date``; where money is asked for ``value`` (US dollars) or
                ``value_cents``, ``quantity`` and ``quantity_unit``; and any claim by its name, null where it is not
                given.
            detail: ``full``, ``layers`` or ``total``; the bounds of ``full`` ask each different question by itself.
            columns: other names of these columns, such as ``{"origin": "country"}``.

        Returns:
            A frame of the same kind (an Arrow table for DuckDB) with ``total``, ``low`` and ``high`` in percent of
            the value, ``amount`` in US dollars, ``layers`` and ``reasons`` in words, and ``not_rated``: why a row
            has no total or no amount.

        Raises:
            BadFrame: for a column that is missing, of a wrong type, or in the way of one that is added.

        >>> import pyarrow as pa
        >>> import tradetalks as tt
        >>> shipments = pa.table(
        ...     {"origin": ["CN"], "line": ["8517620090"], "date": ["2025-05-10"], "value": [1000]}
        ... )
        >>> rated = tt.load().rate_book().assess(shipments)
        >>> rated["amount"].to_pylist(), rated["layers"].to_pylist()
        ([Decimal('275.00')], ['0% column-1 + 20% ieepa-fentanyl-cn + 7.5% s301-china-lists'])
        """
        table = as_table(frame)
        return giver_back(frame)(table, self._assessor.assess(table, Detail(detail), columns or {}))

    def assess_batches(
        self,
        batches: Iterable[pa.RecordBatch | pa.Table],
        *,
        detail: Detail | str = Detail.FULL,
        columns: Mapping[str, str] | None = None,
    ) -> Iterator[pa.Table]:
        """Yield batches of shipments with what was owed on each, one at a time, for streams larger than memory.

        Args:
            batches: Arrow batches, such as a ``RecordBatchReader``.
            detail: as of :meth:`assess`.
            columns: as of :meth:`assess`.
        """
        for batch in batches:
            table = as_table(batch)
            made = self._assessor.assess(table, Detail(detail), columns or {})
            yield giver_back(table)(table, made)

    def to_parquet(self, folder: str | Path) -> None:
        """Write the book as Parquet files to a new folder, whole or not at all; a database joins them by day.

        The files are ``origins``, ``lines``, ``rates`` and ``layers``; the guide says how they are joined.

        Raises:
            FileExistsError: when there is something already.
        """
        write_files(self._assessor.plain, folder)

    @cached_property
    def _assessor(self) -> Assessor:
        return Assessor(self.tables)
