"""Receipts: an answer asked again is the same byte for byte, and what differs is refused by name."""

from __future__ import annotations

import json
import pickle
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

import tradetalks as tt
from tests.laws.immutable import assert_immutable
from tradetalks.engines.duty.receipts import ReceiptRefused
from tradetalks.loading.schedule import shipped_schedule
from tradetalks.plain.canonical import canonical_text, digest

if TYPE_CHECKING:
    from collections.abc import Callable

TALKS = tt.load()
ASKED: tuple[dict[str, Any], ...] = (
    {"origin": "CN", "line": "8517.62.00.90", "on": "2025-05-10"},
    {"origin": "CN", "line": "8418.10.00", "on": "2025-06-24", "claims": {"steel_content_percent": "37.5"}},
    {
        "origin": "EU",
        "line": "2204.21.50",
        "on": "2025-08-08",
        "claims": {"customs_value_usd": "1000.50", "quantity": 300, "quantity_unit": "liter"},
    },
    {
        "origin": "MX",
        "line": "8708.40.11",
        "on": "2026-03-10",
        "claims": {
            "usmca_qualifying": True,
            "use": "truck_part",
            "loaded_on_final_vessel": "2026-03-01",
            "steel_melted_and_poured": ["US", "MX"],
            "aluminum_smelted_or_cast": "CA",
        },
    },
    {"origin": "CN", "line": "9503.00.00.73", "on": "2025-03-10", "claims": {"described_by": ["eo-14195-1702b"]}},
    {"origin": "KR", "line": "7208.10.15.00", "on": "2025-03-01", "claims": {"within_quota": False}},
    {"origin": "RU", "line": "8517.62.00.90", "on": "2025-05-10"},
)  # fmt: skip


def _receipt(**asked: Any) -> Any:  # noqa: ANN401 - plain data of any shape
    return TALKS.duty(**{**ASKED[1], **asked}).receipt()


def _signed(receipt: Any) -> Any:  # noqa: ANN401 - plain data of any shape
    rest = {name: value for name, value in receipt.items() if name != "sha256"}
    return {**rest, "sha256": digest(rest)}


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("known", [None, "2026-03-15"])
def test_a_receipt_is_replayed_byte_for_byte(asked: dict[str, Any], known: str | None) -> None:
    """From the data, from JSON text, and from a duty that was pickled; also as it was known on a day."""
    then = TALKS if known is None else TALKS.known_on(known)
    duty = then.duty(**asked)
    receipt = duty.receipt()
    text = canonical_text(receipt)
    for given in (receipt, json.loads(text), pickle.loads(pickle.dumps(duty)).receipt()):  # noqa: S301 - made here
        again = TALKS.replay(given)
        assert canonical_text(again.receipt()) == text
        assert again == duty
    assert then.replay(receipt) == duty


def test_a_duty_cannot_change() -> None:
    """Frozen, with slots, and hashable, as all that it holds."""
    for asked in ASKED:
        assert_immutable(TALKS.duty(**asked))


def test_a_receipt_that_was_changed_is_refused() -> None:
    """Its hash is that of all the rest."""
    receipt = _receipt()
    receipt["answer"]["percent"] = "7"
    with pytest.raises(ReceiptRefused, match="changed after it was made"):
        TALKS.replay(receipt)
    with pytest.raises(ReceiptRefused, match=r"has another percent$"):
        TALKS.replay(_signed(receipt))


@pytest.mark.parametrize(
    ("receipt", "why"),
    [
        ({}, "it needs the parts answer, record"),
        (None, "it is no receipt"),
        ({**_receipt(), "more": "x"}, "and no other"),
        ({**_receipt(), "lists": 0.5j}, "its hash"),
        (_signed({**_receipt(), "answer": "no"}), "answer and record are tables"),
        (_signed({**_receipt(), "answer": {"origin": "CN"}}), "does not say importer, line, on, claims"),
        (_signed({**_receipt(), "answer": {**_receipt()["answer"], "on": "May"}}), "'May' is no day"),
        (_signed({**_receipt(), "answer": {**_receipt()["answer"], "claims": {"usmca": "yes"}}}), "no claim"),
        (_signed({**_receipt(), "answer": {**_receipt()["answer"], "origin": 3}}), "no answer here"),
        (_signed({**_receipt(), "schedule": "HTS"}), "schedule name is"),
        (_signed({**_receipt(), "record": {**_receipt()["record"], "known_on": "2027-01-01"}}), "no answer here"),
    ],
)  # fmt: skip
def test_what_is_no_receipt_is_refused(receipt: Any, why: str) -> None:  # noqa: ANN401 - that is the test
    """With one clear error, whatever it is."""
    with pytest.raises(ReceiptRefused, match=why):
        TALKS.replay(receipt)


def _newer(talks: tt.Talks) -> tt.Talks:
    statement = evolve(talks.dossier.statement, data_version="2030.1.0")
    return tt.Talks(tt.Dossier.of(statement, talks.dossier.facts()))


@pytest.mark.parametrize(
    ("other", "what"),
    [
        (_newer, "record data_version is 2030.1.0 here and "),
        (lambda talks: talks.known_on("2026-03-15"), "record known_on is 2026-03-15 here and not given in the receipt"),
        (lambda talks: talks.with_schedule(evolve(shipped_schedule(), sha256="0" * 64)), "schedule sha256 is 000"),
    ],
)  # fmt: skip
def test_other_data_are_named(other: Callable[[tt.Talks], tt.Talks], what: str) -> None:
    """The version of the record, the day of knowledge, the schedule."""
    with pytest.raises(ReceiptRefused) as caught:
        other(TALKS).replay(_receipt())
    assert what in str(caught.value)
    assert pickle.loads(pickle.dumps(caught.value)).differences == caught.value.differences  # noqa: S301 - made here


def test_other_facts_are_named() -> None:
    """A what-if has the version of the record that it is made of, so the facts themselves are compared."""
    then = TALKS.known_on("2025-05-11")
    said = then.positions["us-chn-us-eighty-percent"]
    what_if = then.with_(said.as_measure(starts="2025-05-12"))
    asked: dict[str, Any] = {"origin": "CN", "line": "9503.00.00.73", "on": "2025-05-12"}
    receipt = what_if.duty(**asked).receipt()
    assert what_if.replay(receipt).percent == 80
    with pytest.raises(ReceiptRefused) as caught:
        then.replay(receipt)
    assert "what-if-us-chn-us-eighty-percent" in str(caught.value)
    changed = evolve(TALKS.measures["eo-14298-cn-suspension"], note="changed")
    with pytest.raises(ReceiptRefused, match=r"rests on other facts: eo-14298-cn-suspension$"):
        TALKS.replacing(changed).replay(_receipt())
