"""The rate book as Parquet files that a database joins: who, what, and the duty of both."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from tradetalks.adapters.frames.arrow_columns import PERCENT, decimals, words
from tradetalks.engines.duty.layers import decimal_of
from tradetalks.vocabulary.numbers import printed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from tradetalks.engines.rates.rate_tables import RateTables
    from tradetalks.engines.rates.shipments import Rater

__all__ = ["write_files"]


def write_files(rater: Rater, folder: str | Path) -> None:
    """Write the files of a book to a new folder, whole or not at all.

    Raises:
        FileExistsError: when there is something already.
    """
    target = Path(folder)
    if target.exists() or target.is_symlink():
        raise FileExistsError(f"{target} is there already: name a folder that is not")
    made = [one for one in target.parents if not one.exists()]
    target.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}-"))
    try:
        for name, table in _tables(rater).items():
            pq.write_table(table, work / f"{name}.parquet", compression="zstd")
        work.chmod(0o755)
        work.rename(target)
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        with suppress(OSError):  # somebody else has put something there
            for one in made:
                one.rmdir()
        raise


def _tables(rater: Rater) -> dict[str, pa.Table]:
    tables = rater.tables
    regimes, regime_of = _regimes(tables)
    goods, goods_of = _goods(tables)
    return {
        "origins": _spells(tables, regime_of[tables.class_of_origin], tables.origins, "origin", "regime"),
        "lines": _spells(tables, goods_of.T, tables.codes.digits, "line", "goods"),
        "rates": _rates(rater, regimes, goods),
        "layers": _layers(tables),
    }


def _regimes(tables: RateTables) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Return each different way to be charged, and which it is for each class of origins and spell."""
    triples = np.stack([tables.row_of, tables.tariff_of, tables.painted_of], axis=-1)
    found, number = np.unique(triples.reshape(-1, 3), axis=0, return_inverse=True)
    return found, number.reshape(tables.row_of.shape)


def _goods(tables: RateTables) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Return each different kind of goods, as class and ordinary duties, and which it is by spell and code; -1 for none."""
    line_of = tables.codes.line_of
    columns = tables.tariffs[:, np.maximum(line_of, 0)]
    classes = np.broadcast_to(tables.goods.class_of, line_of.shape)
    keys = np.concatenate([classes[None], columns]).reshape(1 + len(columns), -1).T
    found, number = np.unique(keys, axis=0, return_inverse=True)
    return found, np.where(line_of >= 0, number.reshape(line_of.shape), -1)


def _spells(
    tables: RateTables, numbers: NDArray[np.int64], names: Sequence[str], name: str, kind: str
) -> pa.Table:
    """Return a row for each name and each spell in which its number is one."""
    changed = np.ones_like(numbers, np.bool_)
    changed[:, 1:] = numbers[:, 1:] != numbers[:, :-1]
    which, first = np.nonzero(changed)
    last = np.append(which[1:] != which[:-1], [True])
    end = np.where(last, len(tables.days), np.append(first[1:], 0))
    found = numbers[which, first]
    kept = found >= 0
    days = [*tables.days, tables.covers.end or date.max]
    return pa.table(
        {
            name: words(which[kept].astype(np.int32), names).cast(pa.string()),
            "starts": pa.array([days[one] for one in first[kept]], pa.date32()),
            "ends": pa.array([days[one] for one in end[kept]], pa.date32()),
            kind: pa.array(found[kept], pa.int32()),
        }
    )


def _rates(rater: Rater, regimes: NDArray[np.int32], goods: NDArray[np.int32]) -> pa.Table:
    """Return the total of every kind of goods under every regime, and the number of its layers."""
    tables = rater.tables
    totals, layers = [], []
    for row, tariff, painted in regimes:
        outcome = tables.table[row][goods[:, 0]].astype(np.intp)
        over = tables.painted[painted][goods[:, 0]]
        column = np.where(over >= 0, over, goods[:, 1 + tariff]).astype(np.intp)
        totals.append(rater.percents(outcome, column))
        layers.append(outcome.astype(np.int32))
    count = len(goods)
    return pa.table(
        {
            "regime": pa.array(np.repeat(np.arange(len(regimes), dtype=np.int32), count)),
            "goods": pa.array(np.tile(np.arange(count, dtype=np.int32), len(regimes))),
            "total": decimals(np.concatenate(totals), PERCENT),
            "layers": pa.array(np.concatenate(layers)),
        }
    )


def _layers(tables: RateTables) -> pa.Table:
    """Return what the programmes charge, a row for each part of each number of layers; without the ordinary duty."""
    return pa.Table.from_pylist(
        list(_parts(tables)),
        pa.schema(
            [
                ("layers", pa.int32()),
                ("position", pa.int32()),
                ("program", pa.string()),
                ("duty", pa.string()),
                ("share", pa.string()),
                ("measure", pa.string()),
                ("act", pa.string()),
                ("because", pa.string()),
            ]
        ),
    )


def _parts(tables: RateTables) -> Iterator[dict[str, object]]:
    for number, outcome in enumerate(tables.outcomes):
        banned = [] if outcome.prohibited is None else [outcome.prohibited]
        for measure in banned:
            yield {
                "layers": number,
                "position": 0,
                "program": measure.programmes[0],
                "duty": "import prohibited",
                "share": "1",
                "measure": measure.id,
                "act": measure.act,
                "because": measure.summary,
            }
        for position, part in enumerate(outcome.parts, 1):
            yield {
                "layers": number,
                "position": position,
                "program": part.programme,
                "duty": str(part.charge.duty),
                "share": printed(decimal_of(part.own * part.kept)),
                "measure": part.measure.id,
                "act": part.measure.act,
                "because": part.measure.summary,
            }
