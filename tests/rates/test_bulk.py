"""Panels, histories and files say what single answers say, and a database that joins the files does too."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

import duckdb
import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import tradetalks as tt
from tests.rates.books import book, percent_of, questions, talks
from tests.rates.frames import rated, shipments
from tradetalks.adapters.frames.rate_book import RateBook
from tradetalks.dates.days import BadDay
from tradetalks.vocabulary.goods import BadCode

if TYPE_CHECKING:
    from collections.abc import Iterator

#: As the guide joins the files.
_JOIN = """
    select s.row, rates.total
    from shipments s
    join '{folder}/origins.parquet' o on o.origin = s.origin and s.date >= o.starts and s.date < o.ends
    join '{folder}/lines.parquet' l on l.line = s.line and s.date >= l.starts and s.date < l.ends
    join '{folder}/rates.parquet' rates on rates.regime = o.regime and rates.goods = l.goods
    order by s.row
"""


@cache
def _folder(known_on: str | None = None) -> Path:
    """Return a folder with the files of a book."""
    folder = Path(mkdtemp()) / "rates"
    book(known_on).to_parquet(folder)
    return folder


def _joined(folder: Path, frame: pa.Table) -> list[tuple[int, Decimal | None]]:
    numbered = frame.append_column("row", pa.array(range(len(frame))))
    with duckdb.connect() as database:
        database.register("shipments", numbered)
        return database.sql(_JOIN.format(folder=folder)).fetchall()


def test_one_question_has_one_answer_whatever_is_asked() -> None:
    """A single answer, the book, a panel, a history, rated shipments and a join in a database agree."""
    frame = shipments(200, seed=53)
    made = rated(frame, detail="total")
    joined = dict(_joined(_folder(), frame))
    for at, row in enumerate(made.to_pylist()):
        question = (row["origin"], row["line"], row["date"])
        single = percent_of(talks(), question)
        if isinstance(single, str):
            assert at not in joined
            with pytest.raises(tt.NotCovered):
                book().panel(on=question[2], origins=[question[0]], lines=[question[1]])
            continue
        panel = book().panel(on=question[2], origins=[question[0]], lines=[question[1]])
        answers = {single, book().percent(*question), panel.percent(*question[:2]), row["total"], joined[at]}
        assert answers == {single}, question


def test_a_database_joins_what_was_known_on_a_day() -> None:
    """Days after the day of knowledge are joined too."""
    known = "2025-06-01"
    asked = list(questions(book(known), 300, 59, end=date(2027, 1, 1)))
    frame = pa.table(
        {
            "origin": [one for one, _code, _day in asked],
            "line": [code for _one, code, _day in asked],
            "date": pa.array([day for _one, _code, day in asked], pa.date32()),
        }
    )
    joined = dict(_joined(_folder(known), frame))
    for at, question in enumerate(asked):
        assert joined.get(at, "not covered") == percent_of(talks(known), question), question


def test_files_name_every_layer() -> None:
    """The parts of each outcome, with measure and act, are joined by its number."""
    with duckdb.connect() as database:
        found = database.sql(f"""
            select p.program, p.duty, p.share, p.measure, p.act, p.because
            from '{_folder()}/origins.parquet' o, '{_folder()}/lines.parquet' l
            join '{_folder()}/rates.parquet' r on r.goods = l.goods
            join '{_folder()}/layers.parquet' p on p.layers = r.layers
            where o.origin = 'CN' and l.line = '8517620090' and r.regime = o.regime
              and date '2025-05-10' >= o.starts and date '2025-05-10' < o.ends
              and date '2025-05-10' >= l.starts and date '2025-05-10' < l.ends
            order by p.position
        """).fetchall()  # noqa: S608 - a folder of the test's own
    duty = talks().duty("CN", "8517620090", "2025-05-10")
    assert found == [
        (one.program, str(one.duty), "1", one.measure.id, one.act.id, one.measure.summary)
        for one in duty.layers[1:]
        if one.measure is not None and one.act is not None
    ]
    layers = pq.read_table(_folder() / "layers.parquet")
    assert "import prohibited" in layers["duty"].to_pylist()


def test_spells_of_the_files_lie_beside_each_other() -> None:
    """No day of an origin or a line is there twice, and only lines have days on which they are none."""
    for name, key in (("origins", "origin"), ("lines", "line")):
        table = pq.read_table(_folder() / f"{name}.parquet")
        rows = list(zip(*(table[one].to_pylist() for one in (key, "starts", "ends")), strict=True))
        assert len(set(rows)) == len(rows)
        for (one, starts, ends), (other, next_start, _end) in itertools.pairwise(rows):
            assert starts < ends
            assert one < other or (one == other and ends <= next_start) or name == "origins"
        assert {one for one, _starts, _ends in rows} == set(
            book().origins if name == "origins" else book().tables.codes.digits
        )


# --- whole or not at all ---------------------------------------------------------------------


def test_files_are_the_same_each_time(tmp_path: Path) -> None:
    """Byte for byte, also of a book made anew."""
    RateBook(book().tables).to_parquet(str(tmp_path / "a" / "b"))
    for one in ("origins", "lines", "rates", "layers"):
        name = f"{one}.parquet"
        assert (tmp_path / "a" / "b" / name).read_bytes() == (_folder() / name).read_bytes()
    assert sorted(one.name for one in (tmp_path / "a" / "b").iterdir()) == [
        "layers.parquet", "lines.parquet", "origins.parquet", "rates.parquet",
    ]  # fmt: skip


def test_what_is_there_is_never_written_over(tmp_path: Path) -> None:
    """A folder, an empty one, a file, a link that leads nowhere: all stay as they are."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to("nowhere")
    before = sorted(tmp_path.iterdir())
    for name in ("folder", "file", "link"):
        with pytest.raises(FileExistsError, match=name):
            book().to_parquet(tmp_path / name)
    assert sorted(tmp_path.iterdir()) == before
    assert (tmp_path / "file").read_text() == "mine"


def test_a_failure_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a part of the files, nor the folders that were made for them."""
    written: list[object] = []
    write = pq.write_table

    def full(table: pa.Table, path: Path, **options: object) -> None:
        if len(written) == 2:
            raise OSError("no space left")
        written.append(path)
        write(table, path, **options)

    monkeypatch.setattr(pq, "write_table", full)
    with pytest.raises(OSError, match="no space left"):
        book().to_parquet(tmp_path / "a" / "b" / "rates")
    assert list(tmp_path.iterdir()) == []


# --- panels ----------------------------------------------------------------------------------


def test_a_panel_holds_every_number_from_every_country() -> None:
    """Each number that imports are counted by, once; a bloc only where it is asked for."""
    day = date(2025, 8, 10)
    panel = book().panel(on=day)
    lines = talks().schedule.lines(on=day, numbers=True)
    digits = [one.code.digits for one in lines if not one.code.digits.startswith("99")]
    assert list(panel.lines) == sorted(digits)
    assert "EU" not in panel.origins
    assert len(panel) == len(panel.origins) * len(panel.lines) == panel.percents.size
    chance = np.random.default_rng(61)
    for _ in range(300):
        row, column = (int(chance.integers(len(one))) for one in (panel.origins, panel.lines))
        question = (panel.origins[row], panel.lines[column], day)
        duty = talks().duty(*question)
        assert panel.percent(*question[:2]) == duty.percent, question
        whole = panel.percents[row, column]
        assert whole == (-1 if duty.percent is None else duty.percent * panel.scale)
    assert book().panel(on="2025-08-10", origins=["EU"]).origins == ("EU",)


def test_a_panel_marks_lists_with_a_gap() -> None:
    """Wherever a single answer hangs on a list that the record does not hold in full."""
    day = date(2026, 9, 22)
    origins, lines = (
        ["CA", "CN", "MX"],
        [one for one in book().tables.codes.digits if one[:2] in ("84", "22")][::40],
    )
    lines = [one for one in lines if percent_of(talks(), ("CA", one, day)) != "not covered"]
    panel = book().panel(on=day, origins=origins, lines=lines)
    seen = set()
    for row, origin in enumerate(origins):
        for column, line in enumerate(lines):
            duty = talks().duty(origin, line, day)
            marked = any(one.values == ("on it, or not",) for one in duty.depends_on)
            assert panel.has_gap[row, column] == marked, (origin, line)
            seen.add(marked)
    assert seen == {True, False}


def test_a_panel_is_an_arrow_table_to_whoever_reads_arrow() -> None:
    """Polars and DuckDB read it as it is, with decimals."""
    panel = book().panel(on="2025-05-10", origins=["CN", "GB"], lines=["8517.62.00.90", "2204.21.50"])
    table = panel.to_arrow()
    assert table.to_pydict() == {
        "origin": ["CN", "CN", "GB", "GB"],
        "line": ["8517620090", "22042150"] * 2,
        "total": [Decimal("27.5"), None, Decimal(0), None],
        "has_gap": [False] * 4,
    }
    assert str(table.schema.field("total").type) == "decimal128(18, 8)"
    assert pl.DataFrame(panel)["total"].to_list() == table["total"].to_pylist()
    with duckdb.connect() as database:
        found = database.from_arrow(panel.to_arrow()).aggregate("max(total)").fetchall()
    assert found == [(max(one for one in table["total"].to_pylist() if one is not None),)]
    assert "2025" in repr(panel)


def test_what_a_panel_does_not_hold_is_not_covered() -> None:
    """Neither when it is made nor when it is asked."""
    panel = book().panel(on="2025-05-10", origins=["CN"], lines=["8517620090"])
    for origin, line in (("LS", "8517620090"), ("CN", "94036080")):
        with pytest.raises(tt.NotCovered, match="the panel holds other"):
            panel.percent(origin, line)
    for asked in (
        {"on": "2026-10-08"},
        {"on": "2024-12-31"},
        {"on": "2025-05-10", "origins": ["UK"]},
        {"on": "2025-05-10", "lines": ["99030125"]},
        {"on": "2025-05-10", "lines": ["85176299"]},
    ):
        with pytest.raises(tt.NotCovered):
            book().panel(**asked)
    with pytest.raises(BadCode):
        book().panel(on="2025-05-10", lines=["8517"])
    with pytest.raises(BadDay):
        book().panel(on="May 2025")


def test_a_panel_of_nothing_is_empty() -> None:
    """No origins or no lines are no duties."""
    asked: dict[str, Any]
    for asked in ({"origins": []}, {"lines": []}, {"origins": [], "lines": []}):
        panel = book().panel(on="2025-05-10", **asked)
        assert len(panel) == panel.to_arrow().num_rows == 0


def test_one_origin_or_line_may_be_given_as_text() -> None:
    """A text is one origin or one line, not its letters."""
    assert book().panel(on="2025-05-10", origins="CN", lines="8517620090").origins == ("CN",)
    assert book().history(origins="CN", lines="8517620090")["origin"].to_pylist()[0] == "CN"


# --- histories -------------------------------------------------------------------------------


def _days(of: RateBook) -> Iterator[date]:
    day, end = of.covers.start or date.min, of.covers.end or date(2026, 1, 1)
    while day < end:
        yield day
        day += timedelta(days=1)


@pytest.mark.parametrize("known_on", [None, "2025-06-01"])
def test_a_history_has_a_row_for_each_spell_of_one_total(known_on: str | None) -> None:
    """On each day the total of the single answer; neighbours differ; what is no line has no row."""
    of, asked = book(known_on), talks(known_on)
    gone = next(
        of.tables.codes.digits[at]
        for at in range(len(of.tables.codes.digits))
        if (of.tables.codes.line_of[:, at] < 0).any()
    )
    for origin, line in (
        ("CN", "9503000073"),
        ("CA", "76061230"),
        ("CN", gone),
        ("FR", "22042150"),
        ("EU", "87032301"),
    ):
        rows = of.history(origins=[origin], lines=[line]).to_pylist()
        for one, other in itertools.pairwise(rows):
            assert one["starts"] < one["ends"] <= other["starts"]
            assert one["total"] != other["total"] or one["ends"] < other["starts"]
        assert rows[-1]["ends"] == of.covers.end or line == gone
        for day in list(_days(of))[::3]:
            held = [
                one["total"]
                for one in rows
                if one["starts"] <= day and (one["ends"] is None or day < one["ends"])
            ]
            single = percent_of(asked, (origin, line, day))
            assert held == ([] if single == "not covered" else [single]), (origin, line, day)


def test_histories_come_origin_by_origin() -> None:
    """One after the other, the same as all at once, and none for none."""
    asked = {"origins": ["CN", "HK", "CN"], "lines": ["8517.62.00", "9503.00.00.73"]}
    batches = list(book().history_batches(**asked))
    assert [one["origin"].to_pylist()[0] for one in batches] == ["CN", "HK", "CN"]
    whole = book().history(**asked)
    assert whole.to_pylist() == [row for one in batches for row in one.to_pylist()]
    nothing: dict[str, Any]
    for nothing in ({"origins": []}, {"origins": ["CN"], "lines": []}):
        none = book().history(**nothing)
        assert none.schema.names == whole.schema.names
        assert none.num_rows == 0
    for bad in ({"origins": ["UK"]}, {"origins": ["CN"], "lines": ["99030125"]}):
        with pytest.raises(tt.NotCovered):
            book().history(**bad)


def test_a_history_of_all_lines_is_of_numbers_that_imports_are_counted_by() -> None:
    """On its first day as many as in the panel of that day."""
    first = next(iter(book().history_batches(origins=["CN"])))
    start = book().covers.start
    assert start is not None
    there = {one["line"] for one in first.select(["line", "starts"]).to_pylist() if one["starts"] == start}
    assert there == set(book().panel(on=start, origins=["CN"]).lines)
