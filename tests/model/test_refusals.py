"""What a fact refuses: no source, no act, an id that is none, a moment for a day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, get_args

import pytest
from attrs import evolve

from tests.laws.strategies import through_pickle
from tests.model.examples import MODEL_TYPES, attributes, example, fact_types, holds_id, holds_ids
from tradetalks.dates.days import BadDay
from tradetalks.dates.intervals import BadInterval
from tradetalks.errors import TradeTalksError
from tradetalks.model.acts import LegalAct
from tradetalks.model.collections import COLLECTIONS, collection_of
from tradetalks.model.facts import Fact, Unsourced
from tradetalks.model.measures import (
    Authorises,
    BadMeasure,
    ChangesList,
    Ends,
    TariffMeasure,
)
from tradetalks.model.sources import BadSource, Source
from tradetalks.model.talks import NoProposal, Position
from tradetalks.vocabulary.ids import BadId
from tradetalks.vocabulary.kinds import Force

if TYPE_CHECKING:
    from attrs import AttrsInstance

ID_FIELDS = [
    pytest.param(kind, attribute.alias, holds_ids(attribute), id=f"{kind.__name__}.{attribute.name}")
    for kind in MODEL_TYPES
    for attribute in attributes(kind)
    if holds_id(attribute) or holds_ids(attribute)
]
DAY_FIELDS = [
    pytest.param(kind, attribute.alias, id=f"{kind.__name__}.{attribute.name}")
    for kind in MODEL_TYPES
    for attribute in attributes(kind)
    if attribute.type is date or date in get_args(attribute.type)
]


@pytest.mark.parametrize(("kind", "name", "several"), ID_FIELDS)
def test_a_field_for_an_id_refuses_what_is_none(
    kind: type[AttrsInstance], name: str, *, several: bool
) -> None:
    """Capitals, spaces, doubled hyphens, nothing, and too many letters are no id."""
    for bad in ("US China", "us--chn", "-us", "", "a" * 81):
        with pytest.raises(BadId):
            evolve(example(kind), **{name: (bad,) if several else bad})


@pytest.mark.parametrize(("kind", "name"), DAY_FIELDS)
def test_a_field_for_a_day_refuses_a_moment(kind: type[AttrsInstance], name: str) -> None:
    """A moment with a time of day is refused where a day is meant, and so is text that names none."""
    for bad in (datetime(2025, 5, 11, tzinfo=UTC), "11 May 2025", "2025-13-01"):
        with pytest.raises(BadDay):
            evolve(example(kind), **{name: bad})


@pytest.mark.parametrize(("kind", "name"), DAY_FIELDS)
def test_a_field_for_a_day_reads_iso_text(kind: type[AttrsInstance], name: str) -> None:
    """A day may be given as ISO text, and is kept as a date."""
    given = "2026-05-11" if name in {"end", "ends"} else "2024-05-11"
    kept = getattr(evolve(example(kind), **{name: given}), name)
    assert kept == date.fromisoformat(given)
    assert type(kept) is date


@pytest.mark.parametrize(
    "kind", [kind for kind in fact_types() if issubclass(kind, Fact)], ids=lambda kind: kind.__name__
)
def test_a_fact_without_a_source_is_refused(kind: type[Fact]) -> None:
    """Every kind of fact names at least one source, and the error says which fact does not."""
    with pytest.raises(Unsourced) as caught:
        evolve(example(kind), sources=())
    assert caught.value.fact_id == "id"
    assert "id names no source" in str(caught.value)


def test_a_measure_of_the_record_names_its_act() -> None:
    """Only a what-if may be without an act."""
    measure = example(TariffMeasure)
    with pytest.raises(BadMeasure, match="names no act"):
        evolve(measure, act=None)
    supposed = evolve(measure, act=None, sources=[Source.what_if("supposed")])
    assert supposed.is_what_if


def test_a_measure_names_a_programme() -> None:
    """A measure that changes no programme is none."""
    with pytest.raises(BadMeasure, match="no duty programme"):
        evolve(example(TariffMeasure), programmes=())


def test_a_power_is_not_enacted_as_a_duty() -> None:
    """A power without a rate may be authorised, directed or said, and never enacted."""
    measure = example(TariffMeasure)
    power = Authorises(power="up to 50 percent")
    for force in Force:
        if force is Force.ENACTED:
            with pytest.raises(BadMeasure, match="power without a rate"):
                evolve(measure, effect=power, force=force)
        else:
            assert evolve(measure, effect=power, force=force).force is force


def test_a_change_to_a_list_changes_it() -> None:
    """A change that neither adds goods nor removes some is refused."""
    with pytest.raises(BadMeasure, match="neither adds nor removes"):
        ChangesList(list="annex-ii")


def test_a_measure_ends_after_it_starts() -> None:
    """A measure cannot be ended on or before its first day."""
    measure = example(TariffMeasure)
    assert measure.applies.start is not None
    assert evolve(measure, effect=Ends()).ended_on("2025-05-12").applies.end == date(2025, 5, 12)
    with pytest.raises(BadInterval):
        measure.ended_on(measure.applies.start)


@pytest.mark.parametrize("title", ["", "  ", "\n"])
def test_a_source_has_a_title(title: str) -> None:
    """A source names its document."""
    with pytest.raises(BadSource, match="no title"):
        Source(title=title)


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "ftp://example.org", "example.org", " https://a"])
def test_a_source_has_a_web_address_or_none(url: str) -> None:
    """An address is one that a browser would open as a page, or it is refused."""
    with pytest.raises(BadSource, match="no web address"):
        Source(title="A text", url=url)


def test_a_position_without_a_duty_makes_no_measure() -> None:
    """Only what names a duty can be asked as a what-if, and the error says which position does not."""
    position = evolve(example(Position), proposal=None)
    with pytest.raises(NoProposal) as caught:
        position.as_measure(starts="2025-05-11")
    assert caught.value.position == position.id
    assert position.id in str(caught.value)


def test_what_is_no_fact_has_no_collection() -> None:
    """Every fact type has a collection of its own, and nothing else has one."""
    assert [collection_of(example(kind)) for kind in fact_types()] == list(COLLECTIONS)
    with pytest.raises(TypeError, match="Source is no fact"):
        collection_of(Source(title="A text"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "error",
    [Unsourced("eo-1"), NoProposal("said"), BadMeasure("no"), BadSource("no"), BadId("US")],
    ids=lambda error: type(error).__name__,
)
def test_errors_of_the_model_are_values(error: TradeTalksError) -> None:
    """Errors are caught as ours or as ValueError, and come back from pickle saying the same."""
    assert isinstance(error, ValueError)
    assert isinstance(error, TradeTalksError)
    again = through_pickle(error)
    assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))


def test_an_act_is_printed_by_its_number_or_its_title() -> None:
    """An act without a number is named by its title."""
    act = example(LegalAct)
    assert act.printed == act.number
    assert evolve(act, number=None).printed == act.title
