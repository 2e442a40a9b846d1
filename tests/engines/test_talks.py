"""Status, timeline, deadlines, concessions and what-ifs of the record that ships with the package."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

import tradetalks as tt

TALKS = tt.load()


# Status ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("talk", "on", "known", "status"),
    [
        ("us-chn", "2025-05-11", "2025-05-11", "opened"),
        ("us-chn", "2025-05-11", "2025-05-12", "agreed"),
        ("us-chn", "2025-08-11", None, "extended"),
        ("us-chn", "2025-10-30", None, "agreed"),
        ("us-gbr", "2025-05-11", "2025-05-11", "agreed"),
        ("us-jpn", "2025-05-11", "2025-05-11", "listed"),
        ("us-jpn", "2025-09-04", None, "in-force"),
        ("us-eu", "2025-08-21", None, "framework"),
        ("us-khm", "2025-10-26", None, "signed"),
        ("us-mys", "2025-10-26", None, "signed"),
        ("us-idn", "2026-02-19", None, "signed"),
    ],
)
def test_status_on_a_day_as_known_on_a_day(talk: str, on: str, known: str | None, status: str) -> None:
    """A talk has come as far as its last stage says (``facts/negotiations.yaml``, status events)."""
    found = (TALKS if known is None else TALKS.known_on(known)).status(talk, on=on)
    assert found.value == status
    assert found.event.negotiation == talk
    assert found.since <= date.fromisoformat(on)
    assert found.sources
    assert str(found).startswith(f"Status of {talk}\n")


def test_a_ruling_is_no_stage_of_a_talk() -> None:
    """The ruling of 20 February 2026 befell every talk and moved none (Learning Resources v. Trump)."""
    struck = [one for one in TALKS.timeline(kind="status") if "struck-down" in one.summary]
    assert len(struck) > 5
    for event in struck:
        assert event.negotiation is not None
        assert "struck" not in TALKS.status(event.negotiation, on="2026-03-01").value


def test_a_talk_without_events_has_no_status() -> None:
    """Before anything befell a talk its status is not covered, which is not the same as unknown to the desk."""
    with pytest.raises(tt.NotCovered):
        TALKS.status("us-chn", on="2025-01-01")
    with pytest.raises(tt.UnknownId) as caught:
        TALKS.status("us-china", on="2025-05-11")
    assert "us-chn" in str(caught.value)
    with pytest.raises(tt.NotCovered):
        TALKS.status("us-chn", on="2026-10-08")


# Timeline -------------------------------------------------------------------------------------------------------


def test_the_timeline_is_in_order_of_days() -> None:
    """Events come in order of their days, each with its own day of announcement and its sources."""
    events = TALKS.timeline()
    assert [one.day for one in events] == sorted(one.day for one in events)
    assert all(one.sources for one in events)
    assert len(events) > 1000


def test_a_filter_takes_words_members_and_intervals() -> None:
    """A kind is a word or a member, an interval a pair or a DateInterval; the day after the last is out."""
    may = TALKS.timeline(talk="us-chn", kind="round", between=("2025-05-01", "2025-06-01"))
    assert [one.day for one in may] == [date(2025, 5, 10)]
    same = TALKS.timeline(
        talk="us-chn", kind=tt.EventKind.ROUND, between=tt.DateInterval("2025-05-01", "2025-06-01")
    )
    assert same == may
    assert TALKS.timeline(talk="us-chn", kind="round", between=("2025-05-01", "2025-05-10")) == tt.Timeline(
        ()
    )
    assert TALKS.timeline(between=(None, "2018-01-01")) == tt.Timeline(())


def test_rounds_with_china() -> None:
    """The rounds were held in Geneva, London, Stockholm, Madrid, Kuala Lumpur, Busan and Beijing."""
    rounds = TALKS.timeline(talk="us-chn", kind="round")
    places = [TALKS.rounds[one.fact].place for one in rounds]
    assert places == ["Geneva", "London", "Stockholm", "Madrid", "Kuala Lumpur", "Busan", "Beijing"]


def test_a_party_finds_its_talks_and_measures() -> None:
    """Events that concern a party are those of its talks and of measures that name it, alone or in a bloc."""
    japan = TALKS.timeline(party="JP")
    assert {one.negotiation for one in japan} - {None} == {"us-jpn"}
    measures = {one.fact for one in japan if one.kind is tt.EventKind.MEASURE_STARTS}
    assert {"eo-14257-jp", "eo-14345-jp"} <= measures
    assert "eo-14257-baseline" not in measures
    assert TALKS.timeline(party="US") != japan


def test_a_slice_of_a_timeline_is_a_timeline() -> None:
    """A timeline is a sequence: it has a length, items and slices, and prints its events."""
    events = TALKS.timeline(talk="us-chn")
    assert isinstance(events[:3], tt.Timeline)
    assert list(events[:3]) == [events[0], events[1], events[2]]
    assert len(events[-2:]) == 2
    assert events[0] in events
    assert str(events[:3]).startswith("Timeline of 3 events\n")
    assert str(tt.Timeline(())).startswith("Timeline of 0 events\n")


def test_what_a_timeline_refuses() -> None:
    """An unknown talk, party or kind, and an interval without a day, are each refused."""
    with pytest.raises(tt.UnknownId):
        TALKS.timeline(talk="us-chin")
    with pytest.raises(tt.UnknownPlace):
        TALKS.timeline(party="China")
    with pytest.raises(ValueError, match="rumour"):
        TALKS.timeline(kind="rumour")
    with pytest.raises(ValueError, match="measure-starts or measure-ends"):
        TALKS.timeline(kind="rumour")
    with pytest.raises(ValueError, match="not after its start"):
        TALKS.timeline(between=("2025-05-11", "2025-05-11"))


def test_later_events_are_not_on_the_timeline_of_a_day() -> None:
    """As known on 11 May 2025 nothing on the timeline was announced later, though some of it lies ahead."""
    events = TALKS.known_on("2025-05-11").timeline()
    assert max(one.announced for one in events) <= date(2025, 5, 11)
    assert max(one.day for one in events) > date(2025, 5, 11)


# Deadlines ------------------------------------------------------------------------------------------------------


def due(talk: str, known: str, after: str) -> list[tuple[date, str]]:
    """Return the days that fall due in a talk, with what set them."""
    found = TALKS.known_on(known).deadlines(after=after, talk=talk)
    return [(one.day, one.set_by) for one in found]


def test_the_pause_of_april_ends_on_9_july() -> None:
    """EO 14266 suspended the rates of Annex I until 12:01 a.m. on 9 July 2025, for those that it names."""
    for talk in ("us-jpn", "us-eu", "us-vnm", "us-lso", "us-idn"):
        assert (date(2025, 7, 9), "eo-14266") in due(talk, "2025-05-11", "2025-05-11"), talk
    assert due("us-aus", "2025-05-11", "2025-05-11") == []


def test_an_extension_moves_the_deadline() -> None:
    """EO 14316 moved the end to 1 August, EO 14326 to 7 August 2025: what goes on is no longer due."""
    assert (date(2025, 8, 1), "eo-14316") in due("us-vnm", "2025-07-07", "2025-07-01")
    assert date(2025, 7, 9) not in {day for day, _act in due("us-vnm", "2025-07-07", "2025-07-01")}
    assert date(2025, 8, 1) not in {day for day, _act in due("us-vnm", "2025-07-31", "2025-07-31")}


def test_the_truce_with_china_is_due_as_each_order_set_it() -> None:
    """12 August by EO 14298, 10 November 2025 by EO 14334, 10 November 2026 by EO 14358 and the arrangement."""
    assert due("us-chn", "2025-05-11", "2025-05-11") == []
    assert date(2025, 8, 12) in {day for day, _act in due("us-chn", "2025-05-12", "2025-05-14")}
    assert date(2025, 11, 10) in {day for day, _act in due("us-chn", "2025-08-11", "2025-08-12")}
    assert date(2026, 11, 10) in {day for day, _act in due("us-chn", "2025-11-04", "2025-11-10")}


def test_deadlines_come_in_order_and_after_a_day() -> None:
    """Deadlines are sorted by day; the day asked for is itself not after it."""
    every = TALKS.deadlines()
    assert [one.day for one in every] == sorted(one.day for one in every)
    day = every[3].day
    assert all(one.day > day for one in TALKS.deadlines(after=day))
    assert len(TALKS.deadlines(after=day)) < len(every)
    with pytest.raises(tt.UnknownId):
        TALKS.deadlines(talk="us-chin")


# Concessions ----------------------------------------------------------------------------------------------------


def test_what_indonesia_gave_and_gained() -> None:
    """The agreement of 19 February 2026 holds commitments of Indonesia, of the US, and of both."""
    gave = TALKS.concessions(giver="ID")
    assert {one.receiver for one in gave} <= {"US", "both"}
    assert {"us-idn-art-2026", "us-idn-framework-2025"} <= {one.agreement for one in gave}
    gained = TALKS.concessions(receiver="ID")
    assert {one.giver for one in gained} <= {"US", "both", "ID"}


def test_a_topic_cuts_across_agreements() -> None:
    """Digital services taxes are given up in one agreement after another."""
    found = TALKS.concessions(topic="digital-services-tax")
    assert len({one.agreement for one in found}) > 3
    assert {one.topic for one in found} == {"digital-services-tax"}
    assert [one.announced for one in found] == sorted(one.announced for one in found)


def test_concessions_are_known_with_their_text() -> None:
    """Before the text of an agreement was known, nothing conceded in it was."""
    assert not [one for one in TALKS.known_on("2025-05-07").concessions() if one.agreement]
    then = TALKS.known_on("2025-10-26").concessions(giver="KH")
    assert {one.agreement for one in then} == {"us-khm-art-2025"}


def test_what_concessions_refuse() -> None:
    """A side that there is not and a topic that there is not are refused."""
    with pytest.raises(tt.UnknownPlace):
        TALKS.concessions(giver="Indonesia")
    with pytest.raises(tt.UnknownPlace):
        TALKS.concessions(receiver="??")
    with pytest.raises(tt.UnknownId):
        TALKS.concessions(topic="digital-tax")


# The whole record -----------------------------------------------------------------------------------------------


def test_the_record_hangs_together_on_every_day() -> None:
    """On each day on which something became known, what was known is sound by itself."""
    days = sorted({fact.announced for fact in TALKS.dossier.sourced_facts()})
    for day in days:
        TALKS.known_on(day).dossier.check()


def test_every_day_of_the_talks_has_an_answer() -> None:
    """On the first of each month from 2025 to the horizon, every answer can be asked and printed."""
    for month in range(21):
        day = date(2025 + month // 12, month % 12 + 1, 1)
        then = TALKS.known_on(day)
        assert str(then.state_of_play(on=day))
        for talk in then.negotiations:
            assert str(then.in_full(talk, on=day)) or True
        assert then.measures_on(day)


def test_coverage_and_horizon_are_declared() -> None:
    """The record says how far it reaches, by kind (``DESIGN.md``, Force and horizon)."""
    assert TALKS.horizon == date(2026, 10, 7)
    assert TALKS.coverage["primary-texts"] == date(2026, 8, 20)
    assert TALKS.coverage["talks"] == date(2026, 8, 21)
    assert TALKS.coverage["schedule"] == date(2026, 6, 8)
    assert TALKS.known_on("2025-05-11").horizon == date(2025, 5, 11)


def test_an_answer_past_the_coverage_of_a_kind_says_so() -> None:
    """On the horizon, talks were not followed to the day; in May 2025 everything was."""
    late = " ".join(TALKS.state_of_play(on="2026-10-07").notes)
    assert "2026-08-21" in late
    assert TALKS.known_on("2025-05-11").state_of_play(on="2025-05-11").notes == ()


# What if --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("position", "total"), [("us-chn-us-eighty-percent", 80), ("us-chn-fifty-percent", 50)]
)
def test_china_at_eighty_and_fifty(position: str, total: int) -> None:
    """What was said on 8 and 9 May 2025 can be asked as law, and the record stays as it was."""
    then = TALKS.known_on("2025-05-11")
    names = [one for one in then.positions if one == position or str(total) in _rate(then.positions[one])]
    said = then.positions[names[0]]
    what_if = then.with_(said.as_measure(starts="2025-05-12"))
    assert what_if.headline_duty("CN", on="2025-05-12").percent == Decimal(total)
    assert what_if.headline_duty("CN", on="2025-05-11").percent == Decimal(145)
    assert then.headline_duty("CN", on="2025-05-12").percent == Decimal(145)
    assert "what-if" in str(what_if.headline_duty("CN", on="2025-05-12"))
    assert "what-if" in str(what_if.state_of_play(on="2025-05-12"))
    assert what_if.without(f"what-if-{said.id}") == then


def _rate(position: tt.Position) -> str:
    return "" if position.proposal is None else str(position.proposal.duty)


def test_a_tie_is_refused() -> None:
    """Two measures of one programme and day without an order are refused when they are added."""
    then = TALKS.known_on("2025-05-11")
    said = next(one for one in then.positions.values() if _rate(one) == "80%")
    other = next(one for one in then.positions.values() if _rate(one) == "50%")
    with pytest.raises(tt.PaintingTie) as caught:
        then.with_(said.as_measure(starts="2025-05-12"), other.as_measure(starts="2025-05-12"))
    assert caught.value.programme == "ieepa-reciprocal"


def test_what_a_changed_record_refuses() -> None:
    """An id twice, an id that nothing carries, and a fact that others name, are each refused."""
    with pytest.raises(tt.DuplicateId):
        TALKS.with_(TALKS.measures["eo-14257-cn"])
    with pytest.raises(tt.UnknownId):
        TALKS.without("eo-1")
    with pytest.raises(tt.UnknownId, match="no fact has the id '3'"):
        TALKS.without(3)  # type: ignore[arg-type]
    with pytest.raises(tt.UnknownId, match="us-chn"):
        TALKS.negotiation(["us-chn"])  # type: ignore[arg-type]
    with pytest.raises(tt.DanglingReference):
        TALKS.without("eo-14257")
