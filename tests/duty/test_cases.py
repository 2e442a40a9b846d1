"""Cases from the law: layers and percent of a line, an origin and a day, each with its act and pinpoint."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.duty.desks import desk

CASES = Path(__file__).parent.parent / "cases" / "duty"


def _cases() -> list[Any]:
    made = []
    for path in sorted(CASES.glob("*.toml")):
        for at, case in enumerate(tomllib.loads(path.read_text("utf-8"))["cases"]):
            name = f"{path.stem}-{at:02}-{case['origin']}-{case['line']}-{case['on']}"
            made.append(pytest.param(case, id=name))
    return made


@pytest.mark.parametrize("case", _cases())
def test_the_case_is_decided_as_the_act_says(case: dict[str, Any]) -> None:
    """Every layer with what it comes to of the full value, and the total."""
    asked = desk(case.get("known_on")).duty(
        origin=case["origin"], line=case["line"], on=case["on"], claims=case.get("claims")
    )
    found = {layer.program: layer.percent for layer in asked.layers[1:]}
    assert found == {name: Decimal(percent) for name, percent in case["layers"].items()}, asked.explain()
    assert asked.layers[0].percent == Decimal(case["column"])
    assert asked.percent == Decimal(case["percent"])
    assert asked.low is not None
    assert asked.high is not None
    assert asked.low <= asked.percent <= asked.high
    if "low" in case:
        assert (asked.low, asked.high) == (Decimal(case["low"]), Decimal(case["high"]))
    assert {*case.get("depends_on", ())} <= {one.fact for one in asked.depends_on}


@pytest.mark.parametrize("case", _cases())
def test_the_case_names_an_act_of_the_record(case: dict[str, Any]) -> None:
    """The source of a case is an act with a pinpoint."""
    assert case["act"] in desk().dossier.acts
    assert case["at"]
