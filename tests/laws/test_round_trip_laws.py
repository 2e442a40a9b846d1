"""Laws of keeping: whatever is written comes back equal, and is written the same again."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.laws.strategies import after
from tests.laws.strategies_records import records, sources
from tradetalks.loading.checking import checked_record
from tradetalks.loading.dumping import dump_record, record_files
from tradetalks.loading.folder import load_folder
from tradetalks.loading.interchange import record_data, record_from_data
from tradetalks.plain.converter import converter
from tradetalks.plain.data import Form
from tradetalks.plain.documents import collapsed, expanded
from tradetalks.rules.identity import dangling, unknown_places

if TYPE_CHECKING:
    from tradetalks.dossier import Dossier
    from tradetalks.model.sources import Source
    from tradetalks.plain.data import Table


#: Each record is drawn with dozens of facts, and written to the disk.
few = settings(max_examples=25, deadline=None)


def through_a_folder(dossier: Dossier, base: Dossier | None = None) -> Dossier:
    """Return a dossier as it comes back from a folder, alone or on a base."""

    def shipped() -> Dossier:
        assert base is not None
        return base

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "record"
        dump_record(dossier, folder, base=base, whole=False)
        return load_folder(folder, shipped).dossier


@few
@given(records())
def test_a_record_comes_back_from_its_folder(dossier: Dossier) -> None:
    """Every fact of every kind, with any text in it, and the same files again."""
    back = through_a_folder(dossier)
    assert back == dossier
    assert record_files(back, None) == record_files(dossier, None)


@few
@given(records(), st.data())
def test_a_part_of_a_record_comes_back_on_the_rest(dossier: Dossier, data: st.DataObject) -> None:
    """Whatever base it stands on, as long as all facts of the base are there or changed."""
    ids = sorted(fact.id for fact in dossier.facts())
    gone = data.draw(st.sets(st.sampled_from(ids), max_size=4))
    base = dossier
    while gone:
        # What names one that is gone goes with it.
        kept = [fact for fact in base.facts() if fact.id not in gone]
        base = type(base).unchecked(base.statement, kept)
        gone = {fact.id for fact in kept if not _holds_together(base, fact.id)}
    assert through_a_folder(dossier, base) == dossier


def _holds_together(dossier: Dossier, fact_id: str) -> bool:
    (fact,) = (one for one in dossier.facts() if one.id == fact_id)
    return not [*dangling(dossier, [fact]), *unknown_places(dossier, [fact])]


@few
@given(records())
def test_a_record_comes_back_from_its_interchange_form(dossier: Dossier) -> None:
    """Checked or trusted."""
    data = record_data(dossier)
    assert record_from_data(data) == dossier
    assert checked_record(data) == dossier


@given(st.lists(sources(), max_size=6))
def test_sources_come_back_from_their_documents(drawn: list[Source]) -> None:
    """However many say the same of a document, more than it, less, or something else."""
    write = converter(Form.TOML).unstructure
    documents: dict[str, Table] = {}
    data: Table = {"sources": [write(one) for one in drawn]}
    assert expanded(collapsed(data, documents), documents) == data


@few
@given(records(), st.integers(0, 16))
def test_what_was_known_on_a_day_comes_back(dossier: Dossier, days: int) -> None:
    """What was known breaks no rule that the whole keeps."""
    day = after(days)
    assume(day <= dossier.horizon)
    then = dossier.known_on(day)
    assert through_a_folder(then) == then
