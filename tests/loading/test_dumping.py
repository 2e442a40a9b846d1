"""A dossier in its canonical form: the same facts, the same files, and back again."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

from tests.loading.folders import ACT, RECORD, load, no_shipped, shipped_in, written
from tradetalks.dossier import Dossier
from tradetalks.loading import dumping, scanning
from tradetalks.loading.citing import documents_of, sources_of
from tradetalks.loading.dumping import dump_record, record_files
from tradetalks.loading.faults import RecordFaults
from tradetalks.loading.folder import load_folder
from tradetalks.loading.limits import MOST_FILE_BYTES
from tradetalks.loading.toml_text import NoToml
from tradetalks.loading.writing import NotWritten
from tradetalks.model.acts import LegalAct
from tradetalks.model.agreements import Agreement, AgreementText
from tradetalks.model.collections import COLLECTIONS
from tradetalks.model.record import RecordStatement
from tradetalks.model.sources import Source
from tradetalks.plain.converter import converter
from tradetalks.plain.data import Form
from tradetalks.plain.documents import collapsed
from tradetalks.vocabulary.kinds import ActKind, AgreementKind, Force, Standing
from tradetalks.vocabulary.topics import Topic

DATA = Path(dumping.__file__).parent.parent / "data"
STATEMENT = RecordStatement(data_version="1", title="A record of a test", horizon=date(2026, 1, 31))


def act(name: str = "eo-1", summary: str = "Lays a duty.", *sources: Source) -> LegalAct:
    """Return an act."""
    return LegalAct(
        id=name,
        announced=date(2025, 4, 2),
        sources=sources or (Source(title="Executive Order 1"),),
        kind=ActKind.EXECUTIVE_ORDER,
        title="An order",
        force=Force.ENACTED,
        summary=summary,
    )


def deal(name: str) -> Agreement:
    """Return an agreement."""
    return Agreement(
        id=name,
        announced=date(2025, 5, 12),
        sources=(Source(title="Joint statement"),),
        text=AgreementText(title="Joint statement", parties=("US", "CN")),
        kind=AgreementKind.JOINT_STATEMENT,
        binding=False,
        read="In full.",
    )


def there_and_back(dossier: Dossier, folder: Path, base: Dossier | None = None) -> Dossier:
    """Return a dossier as it comes back from a folder."""
    dump_record(dossier, folder, base=base, whole=False)
    return load_folder(folder, no_shipped if base is None else lambda: base).dossier


# The shipped record ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shipped() -> Dossier:
    """Return the record as its folder holds it."""
    return load(DATA)


def test_the_shipped_record_comes_back(shipped: Dossier, tmp_path: Path) -> None:
    """Equal, and written again the same byte for byte."""
    dump_record(shipped, tmp_path / "one", base=None, whole=True)
    again = load(tmp_path / "one")
    assert again == shipped
    assert record_files(again, None) == record_files(shipped, None)


@pytest.mark.parametrize("day", ["2025-02-13", "2025-05-11", "2025-11-10", "2026-08-20"])
def test_what_was_known_on_a_day_comes_back(shipped: Dossier, tmp_path: Path, day: str) -> None:
    """Whatever was known breaks no rule."""
    then = shipped.known_on(day)
    assert there_and_back(then, tmp_path / "then") == then


def test_a_folder_on_the_shipped_record_holds_only_its_own(shipped: Dossier, tmp_path: Path) -> None:
    """Here a statement, and one document that the shipped record does not list."""
    own = act("eo-own", "Own.", Source(title="Own text", document="own-text", at="p. 1"))
    mine = shipped.with_(own)
    assert there_and_back(mine, tmp_path / "mine", shipped) == mine
    names = sorted(path.name for path in (tmp_path / "mine").iterdir())
    assert names == ["acts.toml", "documents.toml", "record.toml"]
    assert "horizon" not in (tmp_path / "mine" / "record.toml").read_text("utf-8")


def test_every_document_is_found_by_its_sources(shipped: Dossier) -> None:
    """Wherever in a fact a source stands."""
    write = converter(Form.TOML).unstructure
    documents: dict[str, dict[str, object]] = {}
    for fact in shipped.facts():
        collapsed(write(fact), documents)  # type: ignore[arg-type]
    assert documents_of(shipped).keys() == documents.keys()
    named = {one.document for fact in shipped.facts() for one in sources_of(fact)} - {None}
    assert named == documents.keys()


# Documents -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "others",
    [
        (Source(title="T", document="d"), Source(title="T", document="d", at="sec. 2")),
        (Source(title="T", document="d", note="Read twice."),),
        (Source(title="T", document="d", standing=Standing.OFFICIAL),),
        (Source(title="Another title", document="d"),),
        (Source(title="T", document="d", url="https://example.org/2"),),
        (Source(title="T", document="d", url=None, at="sec. 2"),),
    ],
)
def test_sources_of_one_document_may_differ(tmp_path: Path, others: tuple[Source, ...]) -> None:
    """In any field, and come back as they were, alone or on a base that lists the document."""
    first = Source(title="T", document="d", url="https://example.org/")
    dossier = Dossier.of(STATEMENT, [act("a", "One.", first), act("b", "Two.", *others, first)])
    assert there_and_back(dossier, tmp_path / "whole") == dossier
    base = Dossier.of(STATEMENT, [act("a", "One.", first)])
    assert there_and_back(dossier, tmp_path / "part", base) == dossier


# What extends a base ---------------------------------------------------------------------------------------------


def test_a_changed_fact_says_that_it_replaces(tmp_path: Path) -> None:
    """And an unchanged one is not written."""
    base = shipped_in(tmp_path / "shipped")
    changed = base.replacing(evolve(base.acts["eo-shipped"], title="Read again")).with_(act())
    assert there_and_back(changed, tmp_path / "mine", base) == changed
    text = (tmp_path / "mine" / "acts.toml").read_text("utf-8")
    assert text.count("replaces = true") == 1
    assert 'id = "eo-shipped"\nreplaces = true\n' in text


def test_facts_of_the_base_that_are_gone_are_told(tmp_path: Path) -> None:
    """A folder cannot take a shipped fact away; whole=True writes what is left."""
    base = Dossier.of(STATEMENT, [act(f"eo-{number}") for number in range(5)])
    less = base.without("eo-0", "eo-1", "eo-2", "eo-3")
    with pytest.raises(NotWritten) as caught:
        dump_record(less, tmp_path / "mine", base=base, whole=False)
    assert "eo-0, eo-1, eo-2 and 1 more are not among the facts" in caught.value.reason
    assert "whole=True" in caught.value.reason
    assert not (tmp_path / "mine").exists()
    dump_record(less, tmp_path / "mine", base=base, whole=True)
    assert load(tmp_path / "mine") == less
    with pytest.raises(NotWritten, match="the shipped eo-4 are not"):
        dump_record(base.without("eo-4"), tmp_path / "mine", base=base, whole=False)


def test_an_earlier_horizon_is_told(tmp_path: Path) -> None:
    """What was known on a day is no addition to what is known now."""
    base = shipped_in(tmp_path / "shipped")
    then = base.known_on("2025-12-31")
    with pytest.raises(NotWritten, match="horizon 2025-12-31 lies before that of the shipped"):
        dump_record(then, tmp_path / "mine", base=base, whole=False)


@pytest.mark.parametrize(
    "changes",
    [
        {"horizon": date(2026, 6, 1)},
        {"gaps": ()},
        {"gaps": ("Most.", "All.")},
        {"coverage": ()},
        {"title": "Mine", "data_version": "2"},
    ],
)
def test_the_statement_comes_back(tmp_path: Path, changes: dict[str, object]) -> None:
    """Said where it differs from the base, left out where not."""
    record = RECORD + 'gaps = ["Most."]\n[[coverage]]\nkind = "acts"\nlast_day = 2026-01-01\n'
    base = load(written(tmp_path / "shipped", record, a=ACT))
    mine = evolve(base, statement=evolve(base.statement, **changes))  # type: ignore[arg-type]
    assert there_and_back(mine, tmp_path / "mine", base) == mine
    assert there_and_back(mine, tmp_path / "whole") == mine


# Files -----------------------------------------------------------------------------------------------------------


def test_each_agreement_has_a_file_of_its_own() -> None:
    """Other facts share one for each kind."""
    dossier = Dossier.of(STATEMENT, [deal("a-b"), deal("c"), act("one"), act("two")])
    assert list(record_files(dossier, None)) == [
        "record.toml",
        "acts.toml",
        "agreements/a-b.toml",
        "agreements/c.toml",
    ]


def test_many_agreements_share_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a folder keeps to its bound."""
    monkeypatch.setattr(dumping, "_MOST_FILES_OF_AGREEMENTS", 1)
    assert list(record_files(Dossier.of(STATEMENT, [deal("a"), deal("b")]), None)) == [
        "record.toml",
        "agreements.toml",
    ]


def test_many_facts_go_on_in_a_second_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """None is larger than a file may be."""
    monkeypatch.setattr(dumping, "_FILE_BYTES", 500)
    dossier = Dossier.of(
        STATEMENT,
        [Topic(id=f"topic-{number:02}", name="T" * 100, summary="S", order=number) for number in range(10)],
    )
    assert there_and_back(dossier, tmp_path / "mine") == dossier
    names = sorted(path.name for path in (tmp_path / "mine").iterdir())
    assert names == ["record.toml", "topics-2.toml", "topics-3.toml", "topics-4.toml", "topics.toml"]


def test_every_collection_has_a_place(shipped: Dossier) -> None:
    """No kind of fact is forgotten."""
    # What fills a file goes on in a second one.
    files = {
        re.sub(r"-[0-9]+$", "", name.partition("/")[0].removesuffix(".toml"))
        for name in record_files(shipped, None)
    }
    held = {name.replace("_", "-") for name in COLLECTIONS if shipped.collection(name)}
    assert files == {*held, "record", "documents"}


# What cannot be written ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fact", "reason"),
    [
        (act(summary="\ud800"), "eo-1 cannot be written: a text holds"),
        (act(summary="x" * MOST_FILE_BYTES), "acts.toml needs"),
        (Topic(id="t", name="T", summary="S", order=10**30), "t cannot be written: a whole number"),
        (act(summary="\n".join("[[")), None),
    ],
)
def test_what_could_not_be_read_again_is_not_written(
    tmp_path: Path, fact: LegalAct | Topic, reason: str | None
) -> None:
    """And nothing of the record is."""
    dossier = Dossier.of(STATEMENT, [fact])
    if reason is None:
        assert there_and_back(dossier, tmp_path / "mine") == dossier
        return
    with pytest.raises(NotWritten) as caught:
        dump_record(dossier, tmp_path / "mine", base=None, whole=True)
    assert reason in caught.value.reason
    assert list(tmp_path.iterdir()) == []


def test_the_bounds_of_a_load_are_the_bounds_of_a_dump(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of values in a file, of files, and of a folder."""
    dossier = Dossier.of(STATEMENT, [act("one"), deal("a"), deal("b")])
    monkeypatch.setattr(dumping, "MOST_FILES", 3)
    with pytest.raises(NoToml, match="more than 3 files"):
        record_files(dossier, None)
    monkeypatch.setattr(scanning, "MOST_VALUES_IN_A_FILE", 50)
    many = evolve(act(), gaps=("",) * 51)
    with pytest.raises(NoToml, match=r"acts\.toml could not be read again: the file has more than"):
        record_files(Dossier.of(STATEMENT, [many]), None)


def test_what_breaks_a_rule_is_not_written(tmp_path: Path) -> None:
    """It could not be loaded; the faults are those that a load would find."""
    late = evolve(act(), announced=date(2026, 2, 1))
    with pytest.raises(RecordFaults) as caught:
        dump_record(Dossier.of(STATEMENT, [late]), tmp_path / "mine", base=None, whole=True)
    (fault,) = caught.value.faults
    assert (fault.code, fault.file, fault.record, fault.field) == ("T1", None, "eo-1", "announced")
    loose = evolve(act(), amends=("eo-gone",))
    with pytest.raises(RecordFaults):
        dump_record(Dossier.unchecked(STATEMENT, [loose]), tmp_path / "mine", base=None, whole=True)
    assert list(tmp_path.iterdir()) == []
