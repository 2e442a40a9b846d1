"""Status, timeline and state of play agree with what is read off the facts by hand, on random histories."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws.strategies import intervals
from tests.laws.strategies_histories import asked_days, histories, patient
from tests.oracles import answers
from tradetalks.engines.timeline import EventKind
from tradetalks.errors import NotCovered
from tradetalks.talks import Talks

if TYPE_CHECKING:
    from datetime import date

    from tradetalks.dates.intervals import DateInterval
    from tradetalks.dossier import Dossier

#: What happens in a talk, as against what is said of it or falls due.
_HAPPENED = ("status", "round", "agreement", "concession")


@patient
@given(histories(), asked_days())
def test_status_is_the_last_stage(dossier: Dossier, day: date) -> None:
    """The last stage of a talk decides, or the last event where it had no stage; nothing is not covered."""
    talks = Talks(dossier)
    for talk in talks.negotiations:
        event = answers.status_event(dossier, talk, day)
        if event is None:
            with pytest.raises(NotCovered):
                talks.status(talk, on=day)
            continue
        found = talks.status(talk, on=day)
        assert (found.value, found.since, found.event) == (event.status, event.day, event)
        assert found.sources == event.sources


@patient
@given(histories())
def test_the_timeline_holds_every_event(dossier: Dossier) -> None:
    """The timeline is every event that the facts hold, in order of days and announcements."""
    talks = Talks(dossier)
    found = [
        (one.day, one.announced, one.kind.value, one.fact, one.negotiation, one.parties)
        for one in talks.timeline()
    ]
    assert found == answers.timeline(dossier, talks.deadlines())


@patient
@given(
    histories(),
    st.none() | st.sampled_from(("us-chn", "us-eu", "us-north")),
    st.none() | st.sampled_from(("US", "CN", "EU", "CA")),
    st.none() | st.sampled_from(EventKind),
    st.none() | intervals(),
)
def test_filters_of_the_timeline_are_a_selection(
    dossier: Dossier,
    talk: str | None,
    party: str | None,
    kind: EventKind | None,
    between: DateInterval | None,
) -> None:
    """Filtering keeps just the events that fit every filter, in their order."""
    talks = Talks(dossier)
    if talk not in talks.negotiations:
        talk = None
    kept = [
        one
        for one in talks.timeline()
        if (talk is None or one.negotiation == talk)
        and (party is None or party in one.parties)
        and (kind is None or one.kind == kind)
        and (between is None or one.day in between)
    ]
    assert list(talks.timeline(talk=talk, party=party, kind=kind, between=between)) == kept


@patient
@given(histories(), asked_days(), asked_days())
def test_the_state_of_play_is_read_off_the_facts(dossier: Dossier, known: date, day: date) -> None:
    """Each talk that had begun has its status, last event, next deadline, positions and meetings."""
    if known > dossier.horizon:
        return
    then = Talks(dossier).known_on(known)
    play = then.state_of_play(on=day)
    facts = then.dossier
    events = answers.timeline(facts, then.deadlines())
    begun = {
        talk.id
        for talk in facts.negotiations.values()
        if talk.announced <= day or answers.status_event(facts, talk.id, day)
    }
    assert set(play.talks) == begun
    assert (play.on, play.known_on) == (day, known)
    for talk, state in play.talks.items():
        status = answers.status_event(facts, talk, day)
        assert (None if state.status is None else state.status.event) == status
        happened = [one for one in events if one.negotiation == talk and one.kind in _HAPPENED]
        last = next((one for one in reversed(happened) if one.day <= day), None)
        shown = state.last_event
        assert (None if shown is None else (shown.day, shown.announced, shown.kind.value, shown.fact)) == (
            None if last is None else last[:4]
        )
        due = [one for one in then.deadlines(talk=talk) if one.day >= day and one.announced <= day]
        assert state.next_deadline == (min(due, key=lambda one: one.day) if due else None)
        assert [one.id for one in state.positions] == answers.standing(facts, talk, day)
        assert {one.id for one in state.meetings} == {
            one.id
            for one in facts.rounds.values()
            if one.negotiation == talk and one.announced <= day and not (one.days.end and one.days.end <= day)
        }
        assert [one.origin for one in state.headline_duties] == list(facts.negotiations[talk].partners)


@patient
@given(histories())
def test_concessions_are_those_of_facts_and_commitments(dossier: Dossier) -> None:
    """Every concession and every commitment is found, in the order in which they became known."""
    found = Talks(dossier).concessions()
    assert {one.id for one in found} == {*dossier.concessions, *dossier.commitments}
    assert [one.announced for one in found] == sorted(one.announced for one in found)


@patient
@given(histories(), st.sampled_from(("US", "CN", "EU", "CA", "JP")))
def test_a_concession_of_both_is_one_of_each(dossier: Dossier, side: str) -> None:
    """A giver or receiver finds its own concessions, and those of both sides where it is one of them."""
    talks = Talks(dossier)
    for one in talks.concessions():
        assert one.negotiation is not None
        parties = dossier.negotiations[one.negotiation].parties
        for named, found in (
            (one.giver, talks.concessions(giver=side)),
            (one.receiver, talks.concessions(receiver=side)),
        ):
            assert (one in found) == (named == side or (named == "both" and side in parties))


@patient
@given(histories(), st.sampled_from(("digital", "fish")))
def test_concessions_by_topic_are_a_selection(dossier: Dossier, topic: str) -> None:
    """Asked for a topic, the concessions are those of that topic, in their order."""
    talks = Talks(dossier)
    assert talks.concessions(topic=topic) == tuple(one for one in talks.concessions() if one.topic == topic)
