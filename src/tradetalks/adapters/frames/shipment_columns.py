"""The columns of a frame of shipments as arrays for the rater, and what is wrong with single rows in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import field, frozen
from numpy.typing import NDArray

from tradetalks.adapters.frames.refusals import BadFrame
from tradetalks.adapters.frames.word_pool import WordPool
from tradetalks.dates.days import as_day
from tradetalks.engines.rates.money import QUANTITY_SCALE
from tradetalks.engines.rates.rate_tables import NONE
from tradetalks.errors import TradeTalksError
from tradetalks.vocabulary.goods import HtsCode

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tradetalks.engines.rates.rate_tables import RateTables

__all__ = [
    "QUANTITY_PLACES",
    "Notes",
    "Places",
    "RowReader",
    "codes_of",
    "days_of",
    "decoded",
    "origins_of",
    "scaled_numbers",
    "units_of",
]

#: A day that no table covers.
_NO_DAY = np.iinfo(np.int32).min
_EPOCH = date(1970, 1, 1).toordinal()
_PER_DAY = {"s": 86_400, "ms": 86_400_000, "us": 86_400_000_000, "ns": 86_400_000_000_000}
#: Values from here on, in whole numbers of the scale, are taken for mistakes.
_MOST = 10**17
#: Narrower decimals cannot be reckoned with.
_WIDTH = 128


@frozen(eq=False)
class Notes:
    """What is wrong with single rows, in words; the first thing found of a row stands."""

    #: For each row the number of its words; -1 for none.
    of_row: NDArray[np.int32]
    #: The words, shared by all parts of a frame.
    pool: WordPool
    #: Which row of the frame the first one is.
    first_row: int = 0

    def put(self, rows: NDArray[np.bool_] | NDArray[np.intp], text: str) -> None:
        """Note something of some rows."""
        if rows.dtype == np.bool_:
            rows = np.flatnonzero(rows)
        new = rows[self.of_row[rows] < 0]
        if len(new):
            self.of_row[new] = self.pool.number(text)

    def put_each(self, numbers: NDArray[np.int32]) -> None:
        """Note words by their numbers, one for each row; -1 for none."""
        new = np.flatnonzero((numbers >= 0) & (self.of_row < 0))
        self.of_row[new] = numbers[new]


@frozen(eq=False)
class Places:
    """Where the texts of dictionaries stand, looked up once for each dictionary of a frame."""

    _found: dict[tuple[object, ...], tuple[NDArray[np.int32], NDArray[np.int32]]] = field(
        factory=dict, init=False
    )
    #: Kept, so that no other dictionary comes to lie in the same place.
    _dictionaries: list[pa.Array] = field(factory=list, init=False)

    def of(
        self, name: str, texts: Texts, place: Callable[[str], int | str], pool: WordPool
    ) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Return for each text its place or -1, and the number of what is wrong with it or -1; the last is null's."""
        key = (name, texts.key)
        if key not in self._found:
            found = [place(one) for one in texts.values()]
            places = [one if isinstance(one, int) else -1 for one in found]
            words = [-1 if isinstance(one, int) else pool.number(one) for one in found]
            self._dictionaries.append(texts.dictionary)
            self._found[key] = np.array([*places, -1], np.int32), np.array([*words, -1], np.int32)
        return self._found[key]


@frozen(eq=False)
class Texts:
    """A column of text as numbers of a dictionary, -1 for null."""

    numbers: NDArray[np.int32]
    dictionary: pa.Array

    @property
    def key(self) -> tuple[object, ...]:
        """What tells dictionaries apart for as long as they live: where they lie."""
        buffers = [one.address for one in self.dictionary.buffers() if one is not None]
        return (*buffers, self.dictionary.offset, len(self.dictionary))

    def values(self) -> list[str]:
        """Return the texts of the dictionary."""
        return [one or "" for one in self.dictionary.to_pylist()]


def decoded(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column without a dictionary or lengths of runs, unless it is a dictionary of texts."""
    if pa.types.is_run_end_encoded(column.type):
        column = pa.chunked_array(map(pc.run_end_decode, column.chunks), column.type.value_type)
    if pa.types.is_dictionary(column.type) and not _is_text(column.type.value_type):
        column = column.cast(column.type.value_type)
    return column


def encoded(column: pa.ChunkedArray, name: str, wanted: str) -> Texts:
    """Return a column of text as numbers of a dictionary.

    Raises:
        BadFrame: when it holds no text.
    """
    kind = column.type
    if pa.types.is_dictionary(kind):  # of texts: others were decoded
        chunks = column.unify_dictionaries() if column.num_chunks > 1 else column
    elif pa.types.is_null(kind):
        return Texts(np.full(len(column), -1, np.int32), pa.array([], pa.string()))
    elif _is_text(kind):
        chunks = column.cast(pa.large_string()).dictionary_encode().unify_dictionaries()
    else:
        raise BadFrame(name, str(kind), wanted)
    array = chunks.chunk(0) if chunks.num_chunks == 1 else chunks.combine_chunks()
    numbers = array.indices.cast(pa.int32())
    if numbers.null_count:
        numbers = numbers.fill_null(-1)
    found: NDArray[np.int32] = numbers.to_numpy(zero_copy_only=False)
    if array.dictionary.null_count:
        null = array.dictionary.to_pylist().index(None)
        found = np.where(found == null, -1, found).astype(np.int32)
    return Texts(found, array.dictionary)


def origins_of(column: pa.ChunkedArray, tables: RateTables, rows: RowReader, name: str) -> NDArray[np.int32]:
    """Return where each origin stands among those of the tables; -1 where it is none."""
    index = {one: at for at, one in enumerate(tables.origins)}

    def place(text: str) -> int | str:
        found = index.get(text)
        if found is not None:
            return found
        return f"no origin has the code {text[:40]!r}: give two capital letters of ISO 3166-1, or EU"

    return rows.placed(column, name, "ISO codes of two letters as text", place)


def codes_of(column: pa.ChunkedArray, tables: RateTables, rows: RowReader, name: str) -> NDArray[np.int32]:
    """Return where each code stands among those of the tables; -1 where it is none."""
    index = tables.codes.index

    def place(text: str) -> int | str:
        found = index.get(text)
        if found is not None:
            return found
        try:
            digits = HtsCode(text).digits
        except TradeTalksError as bad:
            return str(bad)
        if digits in index:
            return index[digits]
        return f"{text} is no line or number of chapters 1 to 98 of the schedule"

    wanted = "codes of 8 or 10 digits as text, since a number loses its leading zeros"
    return rows.placed(column, name, wanted, place)


def units_of(column: pa.ChunkedArray, units: Sequence[str], name: str) -> NDArray[np.int64]:
    """Return the number of each unit among those of the duties; -1 for null, -2 for one that no duty is on."""
    texts = encoded(column, name, "units as text")
    places = [units.index(one) if one in units else -2 for one in texts.values()]
    return np.array([*places, -1], np.int64)[texts.numbers]


@frozen(eq=False)
class RowReader:
    """Reads columns of text in one part of a frame, and notes what is wrong with single rows."""

    notes: Notes
    places: Places

    @classmethod
    def of(cls, table: pa.Table, pool: WordPool, places: Places, first_row: int = 0) -> RowReader:
        """Return the reader of a part, from a row of the frame on."""
        return cls(Notes(np.full(len(table), -1, np.int32), pool, first_row), places)

    def placed(
        self, column: pa.ChunkedArray, name: str, wanted: str, place: Callable[[str], int | str]
    ) -> NDArray[np.int32]:
        """Return the places of texts; -1 where one has none, with a note that says why."""
        texts = encoded(column, name, wanted)
        places, words = self.places.of(name, texts, place, self.notes.pool)
        if words.max() >= 0:
            self.notes.put_each(words[texts.numbers])
        if len(texts.numbers) and texts.numbers.min() < 0:
            self.notes.put(texts.numbers < 0, f"the column {name} is empty")
        return places.take(texts.numbers, mode="wrap")


def days_of(column: pa.ChunkedArray, notes: Notes, name: str) -> NDArray[np.int32]:
    """Return days, counted from 1 January 1970; one that no table covers where there is none.

    Raises:
        BadFrame: when the column holds no days, or moments in a time zone.
    """
    kind = column.type
    wanted = "days: date32, moments at midnight without a time zone, or ISO text"
    if pa.types.is_dictionary(kind) or _is_text(kind):
        texts = encoded(column, name, wanted)
        days, words = [], []
        for text in texts.values():
            try:
                days.append(as_day(text).toordinal() - _EPOCH)
                words.append(-1)
            except TradeTalksError as bad:
                days.append(_NO_DAY)
                words.append(notes.pool.number(str(bad)))
        notes.put_each(np.array([*words, -1], np.int32)[texts.numbers])
        found: NDArray[np.int32] = np.array([*days, _NO_DAY], np.int32)[texts.numbers]
    elif pa.types.is_date32(kind):
        found = _filled(column.cast(pa.int32()), _NO_DAY)
    elif pa.types.is_timestamp(kind) or pa.types.is_date64(kind):
        if pa.types.is_timestamp(kind) and kind.tz is not None:
            raise BadFrame(name, f"moments in the time zone {kind.tz}", wanted)
        unit = kind.unit if pa.types.is_timestamp(kind) else "ms"
        moments = _filled(column.cast(pa.int64()), np.iinfo(np.int64).min)
        there = moments != np.iinfo(np.int64).min
        whole = np.floor_divide(moments, _PER_DAY[unit])
        late = there & (whole * _PER_DAY[unit] != moments)
        notes.put(late, f"the column {name} holds a time of day: give the day alone")
        found = np.where(there & ~late & (abs(whole) < 2**31), whole, _NO_DAY).astype(np.int32)
    elif pa.types.is_null(kind):
        found = np.full(len(column), _NO_DAY, np.int32)
    else:
        raise BadFrame(name, str(kind), wanted)
    empty = column.is_null()
    if column.null_count:
        notes.put(empty.to_numpy(), f"the column {name} is empty")
    return found


def scaled_numbers(
    column: pa.ChunkedArray, notes: Notes, name: str, *, places: int, what: str
) -> NDArray[np.int64]:
    """Return decimals or whole numbers as whole numbers with some places; NONE for null and for what cannot be.

    Args:
        column: decimals, integers, or floats that are whole numbers of the last place.
        notes: where single rows are noted.
        name: the name of the column.
        places: how many places of decimals are kept.
        what: the last place in words.

    Raises:
        BadFrame: when the column holds something else, or floats of which one is no such whole number.
    """
    kind = column.type
    if pa.types.is_null(kind):
        return np.full(len(column), NONE, np.int64)
    if pa.types.is_floating(kind):
        column = column.cast(pa.float64())
        column = pc.if_else(pc.is_nan(column), pa.scalar(None, pa.float64()), column)
        numbers = _of_floats(column, name, places, what, notes.first_row)
    elif pa.types.is_integer(kind):
        numbers = _filled(column.cast(pa.int64(), safe=False), NONE)
        small = _MOST // 10**places
        if len(numbers) and (numbers.min() < 0 or numbers.max() >= small):
            fits = (numbers >= 0) & (numbers < small)
            numbers = np.where(fits, numbers, -2) * np.where(fits, 10**places, 1)
        elif places:
            numbers = numbers * 10**places
        elif not column.null_count:
            return np.asarray(numbers, np.int64)
    elif pa.types.is_decimal(kind):
        numbers = _of_decimals(column, places)
    else:
        raise BadFrame(name, str(kind), "decimals or whole numbers, and nothing else among them")
    if not len(numbers) or (not column.null_count and numbers.min() >= 0 and numbers.max() < _MOST):
        return np.asarray(numbers, np.int64)
    there = ~column.is_null().to_numpy()
    wrong = there & ((numbers < 0) | (numbers >= _MOST))
    if wrong.any():
        notes.put(
            wrong,
            f"the column {name} holds what can be no amount: negative, too large, or with parts of {what}",
        )
        numbers = np.where(wrong, NONE, numbers)
    return np.where(there, numbers, NONE).astype(np.int64, copy=False)


def _of_floats(
    column: pa.ChunkedArray, name: str, places: int, what: str, first_row: int
) -> NDArray[np.int64]:
    floats = _filled(column, np.nan)
    there = ~np.isnan(floats)
    with np.errstate(invalid="ignore", over="ignore"):
        whole = np.round(floats * 10**places)
        exact = (whole / 10**places == floats) & (abs(whole) < 2.0**53)
    if not exact[there].all():
        row = int(np.flatnonzero(there & ~exact)[0])
        raise BadFrame(
            name,
            f"floats of which that of row {first_row + row}, {floats[row]}, is no whole number of {what}",
            "decimals",
        )
    return np.where(there, whole, NONE).astype(np.int64)


def _of_decimals(column: pa.ChunkedArray, places: int) -> NDArray[np.int64]:
    """Return decimals as whole numbers with some places; negative for null and for what is no such number."""
    if column.type.bit_width < _WIDTH:
        column = column.cast(pa.decimal128(38, column.type.scale))
    if column.type.scale > places:
        whole = pc.round(column, places)
        column = pc.if_else(pc.equal(whole, column), whole, pa.scalar(None, column.type))
    scale = min(column.type.scale, places)
    # The largest numbers have no place in 64 bits, and are none of which a duty is asked.
    most = pa.scalar(_MOST // 10**places)
    column = pc.if_else(pc.less(column, most), column, pa.scalar(None, column.type))
    column = pc.if_else(pc.greater_equal(column, pa.scalar(0)), column, pa.scalar(None, column.type))
    found = [_words(one) for one in column.cast(pa.decimal128(38, scale)).chunks]
    numbers = np.concatenate(found) if found else np.zeros(0, np.int64)
    return np.where(numbers < 0, -2, numbers * 10 ** (places - scale))


def _words(chunk: pa.Array) -> NDArray[np.int64]:
    """Return the lower halves of decimals of 128 bits; -1 for null."""
    pairs = np.frombuffer(chunk.buffers()[1], np.int64)[2 * chunk.offset : 2 * (chunk.offset + len(chunk))]
    return np.where(chunk.is_null().to_numpy(zero_copy_only=False), NONE, pairs[0::2])


def _filled(column: pa.ChunkedArray, null: float) -> Any:  # noqa: ANN401 - whole numbers or floats, as the column is
    if column.null_count:
        column = pc.fill_null(column, pa.scalar(null, column.type))
    return column.to_numpy()


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind))


#: How many places quantities keep.
QUANTITY_PLACES = len(str(QUANTITY_SCALE)) - 1
