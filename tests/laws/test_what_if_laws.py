"""What if: a changed record changes only what it says, and the record it came from not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from tests.laws.strategies import SPAN, after
from tests.laws.strategies_histories import (
    ASKED_ORIGINS,
    asked_days,
    histories,
    painted_histories,
    patient,
    what_if_measures,
)
from tradetalks.dossier import DuplicateId, UnknownId
from tradetalks.rules.painting import ties
from tradetalks.talks import Talks

if TYPE_CHECKING:
    from datetime import date

    from tradetalks.dossier import Dossier
    from tradetalks.model.measures import TariffMeasure


def start_days() -> st.SearchStrategy[date]:
    """Days on which a supposition may start."""
    return st.integers(0, SPAN).map(after)


def suppositions() -> st.SearchStrategy[TariffMeasure]:
    """Measures that somebody supposes."""
    return start_days().flatmap(lambda day: what_if_measures(starts=day))


@patient
@given(painted_histories(), suppositions(), asked_days())
def test_a_what_if_changes_nothing_before_it_starts(
    dossier: Dossier, supposed: TariffMeasure, day: date
) -> None:
    """Before its first day, a supposed measure changes neither what is in force nor the headline."""
    start = supposed.applies.start
    assert start is not None
    day = min(day, start - (after(1) - after(0)))
    known = Talks(dossier).known_on(dossier.horizon)
    what_if = known.with_(supposed)
    for origin in ASKED_ORIGINS:
        assert what_if.measures_on(day, origin=origin) == known.measures_on(day, origin=origin)
        assert what_if.headline_duty(origin, on=day) == known.headline_duty(origin, on=day)


@patient
@given(painted_histories(), suppositions(), asked_days())
def test_a_what_if_on_top_shows_where_it_applies(
    dossier: Dossier, supposed: TariffMeasure, day: date
) -> None:
    """Announced last, a supposed charge shows for every origin and day that it names, unless it is a blank."""
    if day > dossier.horizon:
        return
    top = evolve(supposed, announced=dossier.horizon, glass=True)
    what_if = Talks(dossier).with_(top)
    for origin in ASKED_ORIGINS:
        named = dossier.takes_in(top.origins, origin, day) and day in top.applies
        seen = top in what_if.measures_on(day, origin=origin)
        assert seen == (named and top.effect.__class__.__name__ != "Ends")


@patient
@given(histories(), suppositions(), asked_days())
def test_every_answer_that_rests_on_a_what_if_says_so(
    dossier: Dossier, supposed: TariffMeasure, day: date
) -> None:
    """A headline with a supposed layer names it; one without does not."""
    what_if = Talks(dossier).known_on(dossier.horizon).with_(supposed)
    for origin in ASKED_ORIGINS:
        duty = what_if.headline_duty(origin, on=min(day, dossier.horizon))
        layers = [layer for part in duty.parts for layer in part.layers]
        rests = any(layer.measure == supposed for layer in layers)
        assert ("Rests on a what-if: what-if." in " ".join(str(duty).split())) == rests
        assert all((layer.act is None) == (layer.measure == supposed) for layer in layers)


@patient
@given(histories(), suppositions())
def test_with_then_without_is_nothing(dossier: Dossier, supposed: TariffMeasure) -> None:
    """Adding a fact and taking it away gives the record it was, and the record was never touched."""
    talks = Talks(dossier)
    fuller = talks.with_(supposed)
    assert fuller != talks
    assert "what-if" not in talks.measures
    assert fuller.without("what-if") == talks


@patient
@given(histories(), suppositions())
def test_nothing_is_ever_overwritten(dossier: Dossier, supposed: TariffMeasure) -> None:
    """A fact with an id that is there already is refused, be it of the same kind or another."""
    talks = Talks(dossier)
    with pytest.raises(DuplicateId):
        talks.with_(supposed).with_(supposed)
    with pytest.raises(DuplicateId):
        talks.with_(evolve(supposed, id="act-zero"))


@patient
@given(histories())
def test_replacing_a_fact_by_itself_is_nothing(dossier: Dossier) -> None:
    """A fact put in its own place leaves the record as it was."""
    talks = Talks(dossier)
    for fact in dossier.facts():
        assert talks.replacing(fact) == talks


@patient
@given(histories(), suppositions())
def test_replacing_changes_one_fact(dossier: Dossier, supposed: TariffMeasure) -> None:
    """A fact put in the place of another is found under its id, with every other fact as it was."""
    fuller = Talks(dossier).with_(supposed)
    other = evolve(supposed, summary="Another one", verified=not supposed.verified)
    changed = fuller.replacing(other)
    assert changed.measures["what-if"] == other
    assert changed.without("what-if") == Talks(dossier)
    assert fuller.measures["what-if"] == supposed
    with pytest.raises(UnknownId):
        fuller.replacing(evolve(supposed, id="nowhere"))


@patient
@given(histories())
def test_a_history_has_no_ties(dossier: Dossier) -> None:
    """Measures with sequence numbers of their own are always in order."""
    assert list(ties(dossier)) == []


@patient
@given(histories(), start_days())
def test_a_proposal_becomes_a_measure_on_top(dossier: Dossier, day: date) -> None:
    """What somebody said becomes a measure that starts on the day asked for, and names its words."""
    talks = Talks(dossier)
    for said in talks.positions.values():
        if said.proposal is None:
            continue
        made = said.as_measure(starts=day)
        assert made.is_what_if
        assert (made.announced, made.applies.start, made.applies.end) == (day, day, None)
        assert made.id in talks.with_(made).measures
