"""Causes of a change that the record has seldom or never: each made by a supposition."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

import tradetalks as tt
from tradetalks.dates.intervals import ALWAYS, DateInterval
from tradetalks.engines.duty.causes import CauseKind
from tradetalks.loading.schedule import shipped_schedule
from tradetalks.model.tariff_lines import LineChange
from tradetalks.vocabulary.places import Membership

if TYPE_CHECKING:
    from tradetalks.engines.duty.history import LayerChange

TALKS = tt.load()
TOYS = "9503.00.00.73"


def _at(talks: tt.Talks, asked: tuple[str, str], day: str, program: str, **claims: Any) -> LayerChange:  # noqa: ANN401
    history = talks.duty_history(*asked, claims=claims)  # type: ignore[arg-type]
    step = history.on(day)
    assert str(step.days.start) == day, [str(one) for one in history]
    return next(one for one in step.changes if one.program == program)


def _causes(change: LayerChange) -> list[tuple[CauseKind, str | None]]:
    return [(one.kind, None if one.fact is None else one.fact.id) for one in change.causes]


def test_an_origin_that_moves_between_columns_and_scopes_is_named() -> None:
    """If goods of Vietnam paid column 2 in the summer of 2025, they would leave the reciprocal duty as well."""
    bloc = TALKS.dossier.blocs["column-2"]
    there = Membership(starts="2025-06-01", ends="2025-07-01", places=["VN"])
    talks = TALKS.replacing(evolve(bloc, spells=(*bloc.spells, there)))
    asked = ("VN", TOYS)
    assert _causes(_at(talks, asked, "2025-06-01", "column-2")) == [(CauseKind.ORIGIN, None)]
    gone = _at(talks, asked, "2025-06-01", "ieepa-reciprocal")
    assert _causes(gone)[0][0] is CauseKind.ORIGIN
    assert "the origin" in gone.causes[0].words
    back = _at(talks, asked, "2025-07-01", "ieepa-reciprocal")
    assert _causes(back)[0][0] is CauseKind.ORIGIN


def test_what_is_painted_over_column_2_is_named() -> None:
    """If the duty of 35 percent on listed goods of Russia were laid and lifted in 2025."""
    measure = TALKS.measures["proc-10420-russia-35"]
    talks = TALKS.replacing(evolve(measure, applies=DateInterval("2025-06-01", "2025-09-01")))
    asked = ("RU", "2501.00.00")
    assert _causes(_at(talks, asked, "2025-06-01", "column-2")) == [(CauseKind.MEASURE, measure.id)]
    assert _causes(_at(talks, asked, "2025-09-01", "column-2")) == [(CauseKind.EXPIRY, measure.id)]


def test_a_preference_that_begins_is_named() -> None:
    """If AGOA had not applied before the act that renewed it."""
    talks = TALKS.without("base-preferences-2025-agoa")
    change = _at(talks, ("KE", "0201.20.50"), "2025-10-01", "column-1", preference="D")
    assert _causes(change) == [(CauseKind.MEASURE, "pl-119-75-agoa")]


def test_a_rule_of_stacking_that_runs_out_is_named() -> None:
    """If the reciprocal duty had given way to the section 232 duties only until July 2025."""
    rule = TALKS.stacking_rules["stacking-reciprocal-section-232"]
    talks = TALKS.replacing(evolve(rule, applies=DateInterval(rule.applies.start, "2025-07-01")))
    change = _at(talks, ("DE", "8708.40.11"), "2025-07-01", "ieepa-reciprocal")
    assert _causes(change) == [(CauseKind.EXPIRY, rule.id)]


def test_another_part_of_the_value_is_named() -> None:
    """If the United States content had been spared only in the summer of 2025."""
    rule = TALKS.stacking_rules["stacking-reciprocal-us-content"]
    talks = TALKS.replacing(evolve(rule, applies=DateInterval("2025-06-01", "2025-07-01")))
    begun = _at(talks, ("VN", TOYS), "2025-06-01", "ieepa-reciprocal", us_content_percent=40)
    assert begun.what() == (
        "ieepa-reciprocal goes from 10% on all of the value to 10% on 60% of the value (content that is not US)"
    )
    assert _causes(begun) == [(CauseKind.STACKING, rule.id)]
    ended = _at(talks, ("VN", TOYS), "2025-07-01", "ieepa-reciprocal", us_content_percent=40)
    assert _causes(ended) == [(CauseKind.EXPIRY, rule.id)]


def test_a_line_of_which_only_listed_numbers_remain_is_named() -> None:
    """If all numbers of a line but the listed one were taken out of the schedule, the line would be on the list."""
    day = date(2025, 12, 1)
    gone = [LineChange(f"94036080{one}", day, day) for one in ("10", "40", "89")]
    shipped = shipped_schedule()
    mine = evolve(
        shipped, changes={**shipped.changes, "94036080": (*shipped.changes.get("94036080", ()), *gone)}
    )
    talks = TALKS.with_schedule(mine)
    changes = talks.duty_history("VN", "9403.60.80").on(day).changes
    begun = next(one for one in changes if one.after is not None)
    assert begun.causes[0].kind is CauseKind.SCHEDULE
    assert begun.acts == ()
    assert "a revision of the schedule" in str(begun)


def test_a_schedule_without_a_first_day_asks_for_one() -> None:
    """One's own edition may hold on all days; a history then needs a beginning."""
    talks = TALKS.with_schedule(evolve(shipped_schedule(), covers=ALWAYS))
    with pytest.raises(tt.NotCovered, match="names no first day"):
        talks.duty_history("CN", TOYS)
    assert talks.duty_history("CN", TOYS, between=("2026-10-01", None))[-1].days.last_day == TALKS.horizon
