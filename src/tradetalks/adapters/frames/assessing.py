"""What was owed on every shipment of a frame: read, rated group by group of claims, and written back row by row."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from enum import unique
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from attrs import field, frozen
from numpy.typing import NDArray

from tradetalks.adapters.frames.arrow_columns import MONEY, PERCENT, decimals, words
from tradetalks.adapters.frames.claim_columns import CLAIM_COLUMNS, claim_groups, claimed_columns
from tradetalks.adapters.frames.layer_words import LayerWords
from tradetalks.adapters.frames.refusals import BadFrame
from tradetalks.adapters.frames.shipment_columns import (
    QUANTITY_PLACES,
    Notes,
    Places,
    RowReader,
    codes_of,
    days_of,
    decoded,
    origins_of,
    scaled_numbers,
    units_of,
)
from tradetalks.adapters.frames.word_pool import WordPool
from tradetalks.engines.duty.claims import NOTHING_CLAIMED, BadClaim, Claims
from tradetalks.engines.duty.layers import NeedsQuantity
from tradetalks.engines.rates.money import MOST_MONEY
from tradetalks.engines.rates.rate_tables import NONE, RateTables, scaled
from tradetalks.engines.rates.shipments import Rater, Shipments, Why
from tradetalks.vocabulary.kinds import Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from tradetalks.engines.duty.answer import Duty

__all__ = ["ADDED", "Assessor", "Detail"]


@unique
class Detail(Word):
    """How much is added to a frame of shipments."""

    #: The total in percent and in money, and why a row has none.
    TOTAL = "total"
    #: Besides, the layers and their acts in words.
    LAYERS = "layers"
    #: Besides, the least and the most that it can be with what was not claimed.
    FULL = "full"


#: The columns that are added, in their order.
ADDED = ("total", "low", "high", "amount", "layers", "reasons", "not_rated")
_ADDED_BY = {
    Detail.TOTAL: ("total", "amount", "not_rated"),
    Detail.LAYERS: ("total", "amount", "layers", "reasons", "not_rated"),
    Detail.FULL: ADDED,
}
#: So many rows are worked on at a time by each of some threads.
_AT_A_TIME, _THREADS = 1 << 18, 2
#: What each column of a shipment may be called; the first is the usual name.
_NAMES: dict[str, tuple[str, ...]] = {
    "origin": ("origin",),
    "line": ("line",),
    "date": ("date", "on"),
    "value": ("value", "customs_value_usd"),
    "value_cents": ("value_cents",),
    "quantity": ("quantity",),
    "quantity_unit": ("quantity_unit", "unit"),
}
#: So many different questions of one set of claims are asked one by one; more are worked out together.
_ONE_BY_ONE = 2_000
#: From so many questions on, a bar shows how far the work is.
_LONG = 2_000
_EPOCH = date(1970, 1, 1).toordinal()

_WHY = {
    Why.NO_ORIGIN: "no such origin",
    Why.NO_LINE: "no such line",
    Why.NO_DAY: "the day lies outside what the record covers",
    Why.NO_LINE_ON_THE_DAY: "the code was no line of the schedule on that day",
    Why.PROHIBITED: "import prohibited",
    Why.IN_WORDS: "the ordinary duty is words in the schedule: a formula, a reference, or by component",
    Why.NO_VALUE: "the value is missing",
    Why.TOO_LARGE: "the amount is larger than a column of amounts can hold",
    Why.NO_QUANTITY: "a duty is on quantity: give value and quantity in its unit",
}


@frozen(eq=False)
class _Answer:
    """What is written beside rows; the bounds and the words only where they are asked for."""

    total: NDArray[np.int64]
    amount: NDArray[np.int64]
    why: NDArray[np.uint8]
    layers: NDArray[np.int32]
    reasons: NDArray[np.int32]
    low: NDArray[np.int64]
    high: NDArray[np.int64]

    @classmethod
    def empty(cls, count: int, detail: Detail) -> _Answer:
        """Return an answer in which nothing is said of so many rows."""
        said = 0 if detail is Detail.TOTAL else count
        bounded = count if detail is Detail.FULL else 0
        total, amount = (np.full(count, NONE, np.int64) for _ in range(2))
        layers, reasons = (np.full(said, -1, np.int32) for _ in range(2))
        low, high = (np.full(bounded, NONE, np.int64) for _ in range(2))
        return cls(total, amount, np.zeros(count, np.uint8), layers, reasons, low, high)

    def put(self, rows: NDArray[np.intp], other: _Answer) -> None:
        """Fill in some rows."""
        for name in ("total", "amount", "why", "layers", "reasons", "low", "high"):
            mine = getattr(self, name)
            if len(mine):
                mine[rows] = getattr(other, name)


@frozen(eq=False)
class Assessor:
    """Rates frames by the tables of a record; keeps what it has worked out."""

    tables: RateTables
    _layers: WordPool = field(factory=WordPool, init=False)
    _reasons: WordPool = field(factory=WordPool, init=False)
    _raters: dict[Claims, tuple[Rater, LayerWords]] = field(factory=dict, init=False)

    def assess(self, table: pa.Table, detail: Detail, columns: Mapping[str, str]) -> pa.Table:
        """Return the columns that are added to a table of shipments.

        Args:
            table: the shipments.
            detail: how much is added.
            columns: what columns are called where they do not have their usual names.

        Raises:
            BadFrame: for a column that is missing, of a wrong type, or in the way of one that is added.
        """
        taken = [name for name in ADDED if name in table.column_names]
        if taken:
            raise BadFrame(taken[0], "something", "it another name, since the duty is added under this one")
        found, pool = _found(table, columns), WordPool()
        claimed = claimed_columns(table, columns)
        if claimed or detail is Detail.FULL:
            work = self._part(table, found, claimed, detail, RowReader.of(table, pool, Places()))
            return self._written([work], pool, detail)
        places = Places()
        starts = range(0, max(len(table), 1), _AT_A_TIME)

        def part(start: int) -> _Written:
            some = table.slice(start, _AT_A_TIME)
            return self._part(some, found, {}, detail, RowReader.of(some, pool, places, start))

        first = part(0)  # by itself, so that what it looks up is there for the others
        with ThreadPoolExecutor(_THREADS) as threads:
            return self._written([first, *threads.map(part, starts[1:])], pool, detail)

    def _part(
        self,
        table: pa.Table,
        found: Mapping[str, str],
        claimed: Mapping[str, str],
        detail: Detail,
        rows: RowReader,
    ) -> _Written:
        given = self._read(table, found, rows)
        if not claimed:
            answer = self._answer(NOTHING_CLAIMED, given, detail)
        else:
            answer = _Answer.empty(len(table), detail)
            for claims, some in claim_groups(table, claimed, rows.notes, self._check):
                answer.put(some, self._answer(claims, given.take(some), detail))
        return _Written.of(answer, rows.notes)

    @property
    def plain(self) -> Rater:
        """The rater of the tables where nothing is claimed."""
        return self._rater(self.tables.claims)[0]

    def _check(self, claims: Claims) -> None:
        """Refuse words that the record does not have, as a single answer does."""
        dossier = self.tables.desk.dossier
        for one in claims.described_by:
            if not dossier.holds(one, ("measures", "product_lists", "stacking_rules")):
                raise BadClaim("described_by", repr(one), "ids of measures and lists of the record")

    # --- reading ------------------------------------------------------------------------------

    def _read(self, table: pa.Table, found: Mapping[str, str], rows: RowReader) -> Shipments:
        def column(name: str) -> pa.ChunkedArray:
            return decoded(table.column(found[name]))

        origin = origins_of(column("origin"), self.tables, rows, found["origin"])
        code = codes_of(column("line"), self.tables, rows, found["line"])
        day = days_of(column("date"), rows.notes, found["date"])
        cents = quantity = unit = None
        if "value" in found:
            cents = scaled_numbers(column("value"), rows.notes, found["value"], places=2, what="a cent")
        elif "value_cents" in found:
            cents = scaled_numbers(
                column("value_cents"), rows.notes, found["value_cents"], places=0, what="a cent"
            )
        if "quantity" in found:
            quantity = scaled_numbers(
                column("quantity"), rows.notes, found["quantity"], places=QUANTITY_PLACES, what="a thousandth"
            )
        if "quantity_unit" in found:
            units = self.plain.money.units
            unit = units_of(column("quantity_unit"), units, found["quantity_unit"])
        return Shipments(origin, code, day, cents, quantity, unit)

    # --- rating -------------------------------------------------------------------------------

    def _rater(self, claims: Claims) -> tuple[Rater, LayerWords]:
        if claims not in self._raters:
            same = claims == self.tables.claims
            tables = self.tables if same else self.tables.claiming(claims, progress=_shown)
            self._raters[claims] = (Rater.of(tables), LayerWords(tables, self._layers, self._reasons))
        return self._raters[claims]

    def _answer(self, claims: Claims, given: Shipments, detail: Detail) -> _Answer:
        """Rate rows of which the same is claimed: together, or one by one where there are few questions."""
        cells = None
        if claims != self.tables.claims:
            cells = self._cells(given)
            if len(cells.first) <= _ONE_BY_ONE and claims not in self._raters:
                return self._one_by_one(claims, given, cells, detail)
        rater, texts = self._rater(claims)
        rated = rater.rate(given)
        nothing = _Answer.empty(0, detail)
        layers, reasons, low, high = nothing.layers, nothing.reasons, nothing.low, nothing.high
        if detail is not Detail.TOTAL:
            layers, reasons = texts.of_rows(rated.outcome, rated.column)
        if detail is Detail.FULL:
            low, high = self._bounds(claims, given, cells or self._cells(given))
        return _Answer(rated.percent, rated.cents, rated.why, layers, reasons, low, high)

    def _cells(self, given: Shipments) -> _Cells:
        """Sort rows by origins that are treated alike, spells of days and codes."""
        tables = self.tables
        spell = np.searchsorted(self._starts, given.day, side="right") - 1
        good = (given.origin >= 0) & (given.code >= 0) & (spell >= 0)
        if tables.covers.end is not None:
            good &= given.day < tables.covers.end.toordinal() - _EPOCH
        safe = np.where(good, spell, 0)
        good &= (given.code < 0) | (tables.codes.line_of[safe, np.maximum(given.code, 0)] >= 0)
        kind = tables.class_of_origin[np.maximum(given.origin, 0)].astype(np.int64)
        key = (kind * len(tables.days) + safe) * len(tables.codes.digits) + np.maximum(given.code, 0)
        rows = np.flatnonzero(good)
        _, first, cell = np.unique(key[rows], return_index=True, return_inverse=True)
        cell_of = np.full(len(given), -1, np.int64)
        cell_of[rows] = cell
        return _Cells(rows[first], cell_of)

    @cached_property
    def _starts(self) -> NDArray[np.int64]:
        return np.array([one.toordinal() - _EPOCH for one in self.tables.days])

    def _duties(self, claims: Claims, given: Shipments, cells: _Cells) -> Iterator[Duty]:
        desk, tables = self.tables.desk, self.tables
        for row in _shown(cells.first.tolist()):
            yield desk.duty(
                origin=tables.origins[given.origin[row]],
                line=tables.codes.digits[given.code[row]],
                on=date.fromordinal(int(given.day[row]) + _EPOCH),
                claims=claims,
            )

    def _bounds(
        self, claims: Claims, given: Shipments, cells: _Cells
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        pairs = [(_whole(one.low), _whole(one.high)) for one in self._duties(claims, given, cells)]
        made = np.array([*pairs, (NONE, NONE)], np.int64)
        return made[cells.of_row, 0], made[cells.of_row, 1]

    def _one_by_one(self, claims: Claims, given: Shipments, cells: _Cells, detail: Detail) -> _Answer:
        """Rate rows by single answers, each asked once."""
        plain, texts = self._rater(self.tables.claims)
        answer = _Answer.empty(len(given), detail)
        # Why a row is no question at all does not hang on what is claimed.
        answer.why[:] = plain.rate(given).why
        duties = list(self._duties(claims, given, cells))
        for row, cell in enumerate(cells.of_row.tolist()):
            if cell < 0:
                continue
            duty = duties[cell]
            answer.total[row] = _whole(duty.percent)
            answer.amount[row], answer.why[row] = self._amount(duty, given, row)
            if detail is not Detail.TOTAL:
                answer.layers[row], answer.reasons[row] = texts.of_duty(duty)
            if detail is Detail.FULL:
                answer.low[row], answer.high[row] = _whole(duty.low), _whole(duty.high)
        return answer

    def _amount(self, duty: Duty, given: Shipments, row: int) -> tuple[int, Why]:
        if duty.prohibited is not None:
            return NONE, Why.PROHIBITED
        if duty.layers[0].duty is None:
            return NONE, Why.IN_WORDS
        if given.cents is None:
            return NONE, Why.RATED if duty.percent is not None else Why.NO_QUANTITY
        if given.cents[row] < 0:
            return NONE, Why.NO_VALUE
        quantity = None
        if given.quantity is not None and given.quantity[row] >= 0:
            quantity = _decimal(given.quantity[row], QUANTITY_PLACES)
        unit = self._unit(given, row)
        try:
            money = duty.amount(value=_decimal(given.cents[row], 2), quantity=quantity, unit=unit)
        except NeedsQuantity:
            return NONE, Why.NO_QUANTITY
        cents = sum(int(Fraction(one) * 100) for _layer, one in money.layers)
        return (cents, Why.RATED) if cents < MOST_MONEY else (NONE, Why.TOO_LARGE)

    def _unit(self, given: Shipments, row: int) -> str | None:
        if given.unit is None or given.unit[row] == NONE:
            return None
        units = self.plain.money.units
        return units[given.unit[row]] if given.unit[row] >= 0 else "?"

    # --- writing ------------------------------------------------------------------------------

    def _written(self, parts: Sequence[_Written], pool: WordPool, detail: Detail) -> pa.Table:
        """Put the parts together; their words are of one dictionary."""
        texts = [*pool.texts, *_WHY.values()]
        number_of = np.full(len(Why), -1, np.int32)
        number_of[[int(why) for why in _WHY]] = range(len(pool.texts), len(texts))
        said = {"layers": self._layers.texts, "reasons": self._reasons.texts, "not_rated": texts}
        columns = {}
        for name in _ADDED_BY[detail]:
            chunks = [part.column(name, number_of) for part in parts]
            columns[name] = pa.chunked_array(_in_words(chunks, said[name]) if name in said else chunks)
        return pa.table(columns)


@frozen(eq=False)
class _Written:
    """A part of an answer as Arrow columns, but for the words, which are numbers yet."""

    _answer: _Answer
    _notes: Notes
    _numbers: dict[str, pa.Array]

    @classmethod
    def of(cls, answer: _Answer, notes: Notes) -> _Written:
        """Write the numbers."""
        numbers = {"total": (answer.total, PERCENT), "amount": (answer.amount, MONEY)}
        numbers |= {"low": (answer.low, PERCENT), "high": (answer.high, PERCENT)}
        return cls(answer, notes, {name: decimals(*one) for name, one in numbers.items()})

    def column(self, name: str, number_of: NDArray[np.int32]) -> pa.Array | NDArray[np.int32]:
        """Return one of the columns.

        Args:
            name: its name.
            number_of: the number of the words for each :class:`Why`.
        """
        match name:
            case "layers":
                return self._answer.layers
            case "reasons":
                return self._answer.reasons
            case "not_rated":
                numbers = number_of.take(self._answer.why)
                np.copyto(numbers, self._notes.of_row, where=self._notes.of_row >= 0)
                return numbers
            case _:
                return self._numbers[name]


@frozen(eq=False)
class _Cells:
    """Rows sorted by question: the first row of each, and for each row the number of its question; -1 for none."""

    first: NDArray[np.intp]
    of_row: NDArray[np.int64]


def _in_words(chunks: Sequence[NDArray[np.int32]], texts: Sequence[str]) -> list[pa.DictionaryArray]:
    """Return numbers of texts as words: of those that are used, in their order, whatever was asked before."""
    used = np.zeros(len(texts) + 1, np.bool_)
    for numbers in chunks:
        used[numbers] = True
    kept = sorted(np.flatnonzero(used[:-1]).tolist(), key=texts.__getitem__)
    place = np.full(len(used), -1, np.int32)
    place[kept] = np.arange(len(kept))
    dictionary = pa.array([texts[one] for one in kept], pa.string())
    return [words(place[numbers], dictionary) for numbers in chunks]


def _decimal(number: np.int64, places: int) -> Decimal:
    """Return a whole number as the decimal that it stands for, whatever the context of the user."""
    return Decimal(f"{number}e-{places}")


def _whole(percent: Decimal | None) -> int:
    return NONE if percent is None else scaled(Fraction(percent))


def _shown(numbers: Iterable[int]) -> Iterable[int]:
    """Hand numbers on, with a bar where there are many and someone looks on."""
    kept: Sequence[int] = list(numbers)
    if len(kept) < _LONG:
        return kept
    from tqdm.auto import tqdm

    shown: Iterable[int] = tqdm(kept, desc="duties", disable=None)
    return shown


def _found(table: pa.Table, columns: Mapping[str, str]) -> dict[str, str]:
    """Return which column of the table is which of a shipment."""
    for name, one in columns.items():
        if name not in _NAMES and name not in CLAIM_COLUMNS:
            raise BadFrame(name, "nothing that is asked for", f"columns for {', '.join(_NAMES)} or a claim")
        if one not in table.column_names:
            raise BadFrame(one, "nothing, since it is not there", f"a column of the frame for the {name}")
    found = {}
    for name, usual in _NAMES.items():
        names = (columns[name],) if name in columns else usual
        there = [one for one in names if one in table.column_names]
        if len(there) > 1:
            raise BadFrame(there[1], f"the {name} once more", f"one of both, or columns={{{name!r}: ...}}")
        if there:
            found[name] = there[0]
        elif name in ("origin", "line", "date"):
            raise BadFrame(names[0], "nothing, since it is not there", f"the {name} of each shipment")
    if "value" in found and "value_cents" in found:
        raise BadFrame(found["value_cents"], "the value once more", "one of both")
    return found
