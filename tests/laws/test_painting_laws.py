"""The painter agrees with a canvas painted by hand, good by good, on random histories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.laws.strategies_histories import (
    ASKED_ORIGINS,
    PROGRAMMES,
    asked_days,
    histories,
    painted_histories,
    patient,
)
from tests.oracles import answers, painter
from tradetalks.engines.deadlines import deadlines
from tradetalks.engines.headline import headline
from tradetalks.engines.painting import Painter
from tradetalks.talks import Talks

if TYPE_CHECKING:
    from datetime import date

    from tradetalks.dossier import Dossier


def asked_origins() -> st.SearchStrategy[str]:
    """Countries and blocs, one of which no history names."""
    return st.sampled_from(ASKED_ORIGINS)


@patient
@given(painted_histories(), st.sampled_from(sorted(PROGRAMMES)), asked_origins(), asked_days())
def test_what_shows_in_a_picture_is_what_the_canvas_shows(
    dossier: Dossier, programme: str, origin: str, day: date
) -> None:
    """A measure shows where it is the topmost paint on some good, and nowhere else."""
    shown = Painter.of(dossier).showing(programme, origin, day)
    assert {one.id for one in shown} == painter.showing(dossier, programme, origin, day)


@patient
@given(painted_histories(), asked_origins(), asked_days())
def test_measures_on_a_day_are_those_of_all_canvases(dossier: Dossier, origin: str, day: date) -> None:
    """The measures in force for an origin are those that show in some programme, once each."""
    found = Painter.of(dossier).measures_on(day, origin)
    assert len(set(found)) == len(found)
    assert {one.id for one in found} == painter.measures_on(dossier, day, origin)


@settings(deadline=None, max_examples=15)
@given(painted_histories(most=4), asked_days())
def test_measures_of_every_origin_are_those_of_each(dossier: Dossier, day: date) -> None:
    """Asked without an origin, the painter finds what it finds for one country or another."""
    every = painter.measures_on(dossier, day, "CA", "CN", "DE", "FR", "JP")
    assert {one.id for one in Painter.of(dossier).measures_on(day, None)} == every


@patient
@given(painted_histories(), asked_origins(), asked_days())
def test_measures_come_in_the_order_of_painting(dossier: Dossier, origin: str, day: date) -> None:
    """By programme, and in each the picture before the glass, what was painted earlier comes earlier."""
    made = Painter.of(dossier)
    shown = {name: made.showing(name, origin, day) for name in sorted(PROGRAMMES)}
    for seen in shown.values():
        order = [(one.on_glass, one.announced, one.sequence) for one in seen]
        assert order == sorted(order)
    once = dict.fromkeys(one for seen in shown.values() for one in seen)
    assert made.measures_on(day, origin) == tuple(once)


@patient
@given(painted_histories(), asked_origins(), asked_days())
def test_the_headline_is_the_colour_of_ordinary_goods(dossier: Dossier, origin: str, day: date) -> None:
    """Each layer of the headline is the topmost unconditional paint on goods that nothing names."""
    found = headline(dossier, Painter.of(dossier), origin, day)
    for part in found.parts:
        expected = answers.layers(dossier, part.origin, day)
        assert {layer.programme: layer.measure for layer in part.layers} == expected
        assert part.percent == answers.percent(expected.values())


@patient
@given(painted_histories(), asked_origins(), asked_days())
def test_a_bloc_has_one_headline_only_where_its_members_are_charged_alike(
    dossier: Dossier, origin: str, day: date
) -> None:
    """Else it has one for each member and no number of its own."""
    found = headline(dossier, Painter.of(dossier), origin, day)
    members = sorted(dossier.members(origin, day))
    as_one = answers.layers(dossier, origin, day)
    if all(answers.layers(dossier, one, day) == as_one for one in members):
        assert not found.members
    else:
        assert [one.origin for one in found.members] == members
        assert (found.layers, found.percent) == ((), None)


@patient
@given(painted_histories(), asked_origins(), asked_days())
def test_every_layer_of_a_headline_shows(dossier: Dossier, origin: str, day: date) -> None:
    """A measure that makes up the headline is among those in force."""
    talks = Talks(dossier.known_on(dossier.horizon))
    if day > talks.horizon:
        return
    shown = talks.measures_on(day, origin=origin)
    assert all(layer.measure in shown for layer in talks.headline_duty(origin, on=day).layers)


@patient
@given(painted_histories(), asked_days(), asked_days())
def test_a_picture_changes_only_on_days_that_a_measure_or_a_bloc_names(
    dossier: Dossier, one: date, other: date
) -> None:
    """Between two neighbouring days of change, every day shows the same."""
    first, last = sorted((one, other))
    made = Painter.of(dossier)
    if not any(first < day <= last for day in made.changes):
        for origin in ASKED_ORIGINS:
            assert made.measures_on(first, origin) == made.measures_on(last, origin)


@patient
@given(histories())
def test_deadlines_are_those_found_by_hand(dossier: Dossier) -> None:
    """What is due is what the record says, and each end of a relief by name after which no like one shows."""
    found = deadlines(dossier, Painter.of(dossier))
    assert {(one.negotiation, one.day, one.set_by) for one in found} == answers.deadlines(dossier)
    assert [one.day for one in found] == sorted(one.day for one in found)
