"""A record that came as plain data is checked as a folder is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.loading.folders import ACT, load, written
from tradetalks.loading.checking import checked_record
from tradetalks.loading.faults import RecordFaults
from tradetalks.loading.interchange import record_data

if TYPE_CHECKING:
    from pathlib import Path

Data = dict[str, Any]


@pytest.fixture
def data(tmp_path: Path) -> Data:
    """Return a small record as plain data."""
    document = '[[documents]]\nid = "text"\ntitle = "The text"\n\n'
    source = '{ document = "text", at = "sec. 2" }'
    text = document + ACT.replace('{ title = "Executive Order 1", at = "sec. 1" }', source)
    plain: Data = record_data(load(written(tmp_path / "mine", a=text)))
    return plain


def faults(data: object) -> list[tuple[str, str | None, str | None]]:
    """Return code, record and field of each fault; none has a file."""
    with pytest.raises(RecordFaults) as caught:
        checked_record(data)
    assert {(one.file, one.line) for one in caught.value.faults} == {(None, None)}
    return [(one.code, one.record, one.field) for one in caught.value.faults]


def test_a_record_comes_back(data: Data) -> None:
    """With or without the digest of its files."""
    dossier = checked_record(data)
    assert record_data(dossier) == data
    assert checked_record({**data, "toml_sha256": "0" * 64}) == dossier
    assert str(dossier.acts["eo-1"].sources[0]) == "The text, sec. 2"


def test_every_stage_is_gone_through(data: Data) -> None:
    """Shape, documents, ids and rules."""
    act = data["acts"][0]
    assert faults({**data, "acts": [{**act, "force": "decreed"}]}) == [("S4", "eo-1", "force")]
    assert faults({**data, "acts": [act, act]}) == [("I1", "eo-1", "id")]
    assert faults({**data, "acts": [{**act, "amends": ["eo-2"]}]}) == [("I4", "eo-1", "amends[0]")]
    assert faults({**data, "acts": [{**act, "announced": "2026-02-01"}]}) == [("T1", "eo-1", "announced")]
    assert faults({**data, "documents": {}}) == [("D2", "eo-1", "sources[0].document")]
    assert faults({**data, "documents": {"text": {"url": "https://example.org/"}}}) == [
        ("S1", "text", "title")
    ]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ([], [("S3", None, None)]),
        ({}, [("S1", "record", "data_version"), ("S1", "record", "horizon"), ("S1", "record", "title")]),
        ({"record": {"format": 2}}, [("R1", "record", "format")]),
    ],
)
def test_what_is_no_record_is_refused(data: object, found: list[tuple[str, str | None, str | None]]) -> None:
    """By the rule that it breaks."""
    assert faults(data) == found


def test_tables_of_the_wrong_type_are_refused(data: Data) -> None:
    """Each by its name."""
    assert faults({**data, "acts": {}, "more": []}) == [("S3", None, "acts"), ("S2", None, "more")]
    assert ("S3", None, "documents") in faults({**data, "documents": []})
    assert ("S3", None, "documents[0]") in faults({**data, "documents": {"text": 1}})
    assert ("S3", None, "record") in faults({**data, "record": 1})


def test_what_is_out_of_bounds_is_refused(data: Data) -> None:
    """Depth, digits, and halves of characters, wherever they stand."""
    deep: object = 1
    for _ in range(1000):
        deep = [deep]
    act = data["acts"][0]
    for value, code in ((deep, "X3"), (10**30, "X4"), ("a\ud800", "F6")):
        assert faults({**data, "acts": [{**act, "note": value}]}) == [(code, None, None)]
    assert faults({**data, "a\udc00": 1}) == [("F6", None, None)]
    french = checked_record({**data, "acts": [{**act, "note": "Accord de Côte d'Ivoire"}]})
    assert french.acts["eo-1"].note == "Accord de Côte d'Ivoire"
