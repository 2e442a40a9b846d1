"""Nothing is turned from one type into another; each wrong field is told by its path, its kind and its words."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from cattrs import BaseValidationError

from tradetalks.model.measures import TariffMeasure
from tradetalks.plain.converter import converter
from tradetalks.plain.data import Form
from tradetalks.plain.faults import ShapeKind, shape_faults

DAY = date(2025, 4, 9)
MEASURE: dict[str, Any] = {
    "id": "eo-1-cn",
    "announced": DAY,
    "sources": [{"title": "Executive Order 1"}],
    "act": "eo-1",
    "programmes": ["surcharge"],
    "origins": {"within": ["CN"]},
    "products": {"all": True},
    "applies": {"start": DAY},
    "action": "impose",
    "effect": {"type": "charges", "duty": "34%"},
    "summary": "Goods pay.",
}
CONDITION = {"type": "claim-at-least", "claim": "us_content_percent", "number": Decimal(20)}


def wrong(**changes: object) -> list[tuple[str, str]]:
    """Return path and kind of each fault of a measure with these changes."""
    with pytest.raises(BaseValidationError) as caught:
        converter(Form.TOML).structure({**MEASURE, **changes}, TariffMeasure)
    found = shape_faults(caught.value)
    assert all(len(one.message) < 300 for one in found)
    return [(one.path, one.kind.value) for one in found]


def test_a_sound_measure_is_read() -> None:
    """So that each change below is the only fault."""
    assert (
        converter(Form.TOML).structure({**MEASURE, "conditions": [CONDITION]}, TariffMeasure).id == "eo-1-cn"
    )


@pytest.mark.parametrize(
    ("field", "value", "path", "kind"),
    [
        ("id", 7, "id", "type"),
        ("summary", DAY, "summary", "type"),
        ("act", 3, "act", "type"),
        ("act", True, "act", "type"),
        ("note", ["a"], "note", "type"),
        ("glass", "no", "glass", "type"),
        ("glass", 0, "glass", "type"),
        ("verified", "true", "verified", "type"),
        ("sequence", "1", "sequence", "type"),
        ("sequence", True, "sequence", "type"),
        ("sequence", Decimal("1.0"), "sequence", "type"),
        ("origins", "CN", "origins", "type"),
        ("origins", ["CN"], "origins", "type"),
        ("origins", {"within": "CN"}, "origins.within", "type"),
        ("origins", {"within": ["CN", 7]}, "origins.within[1]", "type"),
        ("programmes", "surcharge", "programmes", "type"),
        ("programmes", {"a": "surcharge"}, "programmes", "type"),
        ("sources", "Executive Order 1", "sources", "type"),
        ("sources", ["Executive Order 1"], "sources[0]", "type"),
        ("sources", {"title": "Executive Order 1"}, "sources", "type"),
        ("applies", "2025-04-09", "applies", "type"),
        ("applies", DAY, "applies", "type"),
        ("effect", "34%", "effect", "type"),
        ("effect", {"type": "charges", "duty": 34}, "effect.duty", "type"),
        ("effect", {"type": "charges", "duty": "34%", "at_most": "Free"}, "effect.at_most", "type"),
        ("products", {"codes": [8517]}, "products.codes[0]", "type"),
        ("conditions", [{**CONDITION, "number": "20"}], "conditions[0].number", "type"),
        ("conditions", [{**CONDITION, "number": True}], "conditions[0].number", "type"),
        ("announced", "2025-04-09", "announced", "day"),
        ("announced", datetime(2025, 4, 9, tzinfo=UTC), "announced", "day"),
        ("announced", datetime(2025, 4, 9), "announced", "day"),  # noqa: DTZ001 - as TOML has it
        ("announced", time(0, 1), "announced", "day"),
        ("announced", 20250409, "announced", "day"),
        ("applies", {"start": DAY, "end": DAY}, "applies", "interval"),
        ("sources", [], "sources", "source"),
        ("id", "EO 1", "", "id"),
        ("programmes", ["surcharge", "EO 1"], "", "id"),
        ("action", "imposed", "action", "word"),
        ("effect", {"type": "charge", "duty": "34%"}, "effect", "word"),
        ("effect", {"duty": "34%"}, "effect", "word"),
        ("effect", {"type": ["charges"]}, "effect", "word"),
        ("effect", {"type": "charges"}, "effect.duty", "missing"),
        ("effect", {"type": "charges", "duty": "34%", "rate": 1}, "effect.rate", "unknown"),
        ("effect", {"type": "charges", "duty": "34 percent"}, "effect.duty", "value"),
        ("products", {"codes": ["851"]}, "products.codes[0]", "value"),
        ("products", {"all": True, "codes": ["85"]}, "products", "value"),
        ("sources", [{"title": " "}], "sources[0]", "value"),
        ("programmes", [], "", "value"),
        ("conditions", [{**CONDITION, "number": 10**31}], "conditions[0].number", "value"),
        ("k" * 500, 1, "k" * 120, "unknown"),
    ],
)
def test_a_wrong_field_is_told(field: str, value: object, path: str, kind: str) -> None:
    """Once, where it stands."""
    assert wrong(**{field: value}) == [(path, kind)]


def test_all_wrong_fields_are_told_together() -> None:
    """In the order of their paths."""
    assert wrong(glass=1, action=2, sources=[{"tittle": "x"}]) == [
        ("action", "type"),
        ("glass", "type"),
        ("sources[0].title", "missing"),
        ("sources[0].tittle", "unknown"),
    ]


def test_the_text_of_a_wrong_id_is_kept() -> None:
    """So that its field can be found."""
    with pytest.raises(BaseValidationError) as caught:
        converter(Form.TOML).structure({**MEASURE, "id": "EO 1"}, TariffMeasure)
    (fault,) = shape_faults(caught.value)
    assert fault.refused == "EO 1"


def test_any_group_of_errors_is_taken_apart() -> None:
    """Also one that says nothing of places."""
    error = BaseValidationError("several", [ValueError("one"), ValueError("two")], int)
    assert [(one.path, one.message, one.kind) for one in shape_faults(error)] == [
        ("", "one", ShapeKind.VALUE),
        ("", "two", ShapeKind.VALUE),
    ]
