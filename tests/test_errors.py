"""The errors and the fault: they say where and what, keep their facts, and survive pickling."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError

from tests.laws.strategies import through_pickle
from tradetalks.dates.days import BadDay
from tradetalks.dates.intervals import BadInterval
from tradetalks.dates.wording import BadWording
from tradetalks.errors import Fault, NotCovered, TradeTalksError
from tradetalks.vocabulary.duties import BadDuty
from tradetalks.vocabulary.goods import BadCode, BadScope
from tradetalks.vocabulary.ids import BadId
from tradetalks.vocabulary.notation import BadNotation
from tradetalks.vocabulary.numbers import BadNumber
from tradetalks.vocabulary.places import UnknownCountry

if TYPE_CHECKING:
    from collections.abc import Callable

FAULT = Fault("D2", "ends too early", file="a.toml", line=4, record="eo-1", field="ends", hint="mend it")

ERRORS: dict[str, tuple[TradeTalksError, type[Exception], dict[str, object]]] = {
    "not-covered": (NotCovered("a day", "no text"), LookupError, {"asked": "a day", "gap": "no text"}),
    "day": (BadDay("'x'"), ValueError, {"shown": "'x'"}),
    "interval": (
        BadInterval(date(2025, 4, 9), date(2025, 4, 5)),
        ValueError,
        {"start": date(2025, 4, 9), "end": date(2025, 4, 5)},
    ),
    "wording": (BadWording("5 dys", 2, "day"), ValueError, {"text": "5 dys", "at": 2, "expected": "day"}),
    "number": (BadNumber("nan"), ValueError, {"shown": "nan"}),
    "id": (BadId("A"), ValueError, {"text": "A"}),
    "code": (BadCode("851", "8 digits"), ValueError, {"text": "851", "expected": "8 digits"}),
    "scope": (BadScope("no goods"), ValueError, {}),
    "duty": (BadDuty("no rate"), ValueError, {}),
    "notation": (BadNotation("5% + x", "x"), ValueError, {"text": "5% + x", "part": "x"}),
    "country": (UnknownCountry("UK"), LookupError, {"code": "UK"}),
}


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_keeps_its_facts(name: str) -> None:
    """Each error has its facts as attributes, derives from the base and from a built-in kind, and prints."""
    error, kind, facts = ERRORS[name]
    assert isinstance(error, TradeTalksError)
    assert isinstance(error, kind)
    assert {key: getattr(error, key) for key in facts} == facts
    assert str(error)


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_survives_pickling(name: str) -> None:
    """An error comes back from pickle with its type, its facts and its sentence."""
    error, _kind, facts = ERRORS[name]
    back = through_pickle(error)
    assert type(back) is type(error)
    assert {key: getattr(back, key) for key in facts} == facts
    assert str(back) == str(error)


HUGE = "9" * 10_000_000


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: BadDay(HUGE), id="day"),
        pytest.param(lambda: BadWording(HUGE, 0, "a day"), id="wording"),
        pytest.param(lambda: BadNumber(HUGE), id="number"),
        pytest.param(lambda: BadId(HUGE), id="id"),
        pytest.param(lambda: BadCode(HUGE), id="code"),
        pytest.param(lambda: BadNotation(HUGE, HUGE), id="notation"),
        pytest.param(lambda: UnknownCountry(HUGE), id="country"),
    ],
)
def test_an_error_cuts_what_it_quotes(make: Callable[[], TradeTalksError]) -> None:
    """A text of ten megabytes is neither printed nor kept whole by the error that refuses it."""
    error = make()
    assert len(str(error)) < 1000
    assert sum(len(str(one)) for one in error.args) < 1000


def test_a_fault_prints_where_and_what() -> None:
    """A fault prints file, line, record, field, code and sentence on one line, and the way to mend it below."""
    assert str(FAULT) == "a.toml:4 (eo-1 ends): D2: ends too early\n    to mend: mend it"


@pytest.mark.parametrize(
    ("fault", "where"),
    [
        pytest.param(Fault("D2", "ends too early"), "", id="nowhere"),
        pytest.param(Fault("D2", "ends too early", file="a.toml"), "a.toml", id="file"),
        pytest.param(Fault("D2", "ends too early", line=4), "", id="line-of-no-file"),
        pytest.param(Fault("D2", "ends too early", record="eo-1"), "(eo-1)", id="record"),
        pytest.param(Fault("D2", "ends too early", file="a.toml", field="ends"), "a.toml (ends)", id="field"),
    ],
)
def test_a_fault_names_the_place_as_far_as_it_is_known(fault: Fault, where: str) -> None:
    """What is not known of the place is left out, and without a hint there is one line."""
    assert fault.where == where
    assert str(fault) == (f"{where}: " if where else "") + "D2: ends too early"


def test_faults_are_reported_in_order() -> None:
    """Faults sort by file, line, record and field, those of no file first."""
    faults = [
        Fault("A", "m"),
        Fault("B", "m", file="a.toml"),
        Fault("A", "m", file="a.toml", line=2),
        Fault("A", "m", file="a.toml", line=10),
        Fault("A", "m", file="a.toml", line=10, record="r"),
        Fault("A", "m", file="b.toml", line=1),
    ]
    shuffled = [faults[number] for number in (3, 0, 5, 2, 4, 1)]
    assert sorted(shuffled, key=lambda fault: fault.sort_key) == faults


def test_a_fault_is_a_value() -> None:
    """A fault cannot be changed, equals and hashes by its parts, and comes back from pickle as it was."""
    with pytest.raises(FrozenInstanceError):
        FAULT.line = 5  # type: ignore[misc]
    assert evolve(FAULT) == FAULT
    assert hash(evolve(FAULT)) == hash(FAULT)
    assert through_pickle(FAULT) == FAULT
    assert not hasattr(FAULT, "__dict__")
