"""Two clocks: what became known later changes no answer known before, and order never matters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from tests.laws.strategies import SPAN, after
from tests.laws.strategies_histories import ASKED_ORIGINS, Late, asked_days, histories, late_facts, patient
from tests.oracles import answers
from tradetalks.dossier import Dossier
from tradetalks.errors import NotCovered
from tradetalks.model.agreements import Agreement
from tradetalks.model.facts import Fact
from tradetalks.model.talks import Negotiation
from tradetalks.talks import Talks

if TYPE_CHECKING:
    from datetime import date

    from tradetalks.model.collections import AnyFact


def known_days() -> st.SearchStrategy[date]:
    """Days of knowledge inside the horizon of the histories, and before their first day."""
    return st.integers(-2, SPAN + 2).map(after)


def _apart(fact: AnyFact, known: list[AnyFact]) -> AnyFact:
    """Return a fact without the wave it is counted to, where that wave is not known."""
    match fact:
        case Negotiation() if fact.programme not in {one.id for one in known}:
            return fact.outside() if fact.programme else fact
        case Agreement() if fact.programme not in {one.id for one in known}:
            return evolve(fact, programme=None)
        case _:
            return fact


def every_answer(talks: Talks, day: date) -> dict[str, object]:
    """Ask everything that can be asked of a record on a day."""
    asked: dict[str, object] = {
        "state of play": talks.state_of_play(on=day),
        "timeline": talks.timeline(),
        "deadlines": talks.deadlines(after=day),
        "concessions": talks.concessions(),
        "measures": [talks.measures_on(day, origin=origin) for origin in ASKED_ORIGINS],
        "headlines": [talks.headline_duty(origin, on=day) for origin in ASKED_ORIGINS],
    }
    for talk in talks.negotiations:
        try:
            asked[f"status of {talk}"] = talks.status(talk, on=day)
            asked[f"all of {talk}"] = talks.in_full(talk, on=day)
        except NotCovered as gap:
            asked[f"gap of {talk}"] = (gap.asked, gap.gap)
    return asked


@patient
@given(histories(), known_days())
def test_what_was_known_is_filtered_by_hand(dossier: Dossier, day: date) -> None:
    """What was known on a day is each fact as it was known then, and nothing else."""
    assert dossier.known_on(day) == answers.known_on(dossier, day)


@patient
@given(histories(), known_days())
def test_what_was_known_is_sound(dossier: Dossier, day: date) -> None:
    """What was known on a day hangs together by itself."""
    dossier.known_on(day).check()


@patient
@given(late_facts(), asked_days())
def test_a_fact_announced_later_changes_no_answer_known_before(late: Late, day: date) -> None:
    """Facts announced after a day, however far they reach back, change no answer known on it."""
    before = Talks(late.dossier).known_on(late.day)
    fuller = Talks(late.dossier.with_(*late.facts)).known_on(late.day)
    assert fuller == before
    assert every_answer(fuller, day) == every_answer(before, day)


@patient
@given(histories(), known_days(), asked_days())
def test_what_became_known_later_can_be_forgotten(dossier: Dossier, known: date, day: date) -> None:
    """A record without anything announced after a day gives the answers of that day."""
    kept = [fact for fact in dossier.facts() if not isinstance(fact, Fact) or fact.announced <= known]
    then = Talks(dossier).known_on(known)
    alone = Talks(Dossier.of(dossier.statement, [_apart(fact, kept) for fact in kept])).known_on(known)
    assert every_answer(alone, day) == every_answer(then, day)


@patient
@given(histories(), known_days(), known_days())
def test_knowledge_is_idempotent_and_monotone(dossier: Dossier, one: date, other: date) -> None:
    """Asking twice is asking for the earlier day; what lies past the day of knowledge is not covered."""
    talks = Talks(dossier)
    first, last = sorted((one, other))
    then = talks.known_on(last)
    assert then.known_on(last) == then
    assert then.known_on(first) == talks.known_on(first)
    assert then.horizon == last
    if first < last:
        with pytest.raises(NotCovered):
            talks.known_on(first).known_on(last)


@patient
@given(histories(), known_days(), known_days())
def test_nothing_known_is_unlearned(dossier: Dossier, one: date, other: date) -> None:
    """Whatever has an id on one day has it on every later day."""
    first, last = sorted((one, other))
    assert set(dossier.known_on(first).all_ids()) <= set(dossier.known_on(last).all_ids())


@patient
@given(histories(), known_days())
def test_nothing_known_was_announced_later(dossier: Dossier, day: date) -> None:
    """No fact, nor anything inside one, bears an announcement after the day of knowledge."""
    then = dossier.known_on(day)
    assert all(fact.announced <= day for fact in then.sourced_facts())
    for deal in then.agreements.values():
        assert deal.text_announced is None or deal.text_announced <= day
        assert all(one.announced is None or one.announced <= day for one in deal.text.commitments)
        assert all(one.announced <= day for one in deal.events)
    for claim in then.claims.values():
        assert claim.finding_announced is None or claim.finding_announced <= day
    for given_up in then.concessions.values():
        assert given_up.outcome_announced is None or given_up.outcome_announced <= day
    for talk in then.negotiations.values():
        assert all(one.announced <= day for one in talk.later_topics)
    for wave in then.negotiation_programmes.values():
        assert wave.groups_announced is None or wave.groups_announced <= day


@patient
@given(
    histories().flatmap(lambda one: st.tuples(st.just(one), st.permutations(list(one.facts())))), asked_days()
)
def test_the_order_of_loading_never_matters(both: tuple[Dossier, list[AnyFact]], day: date) -> None:
    """The same facts in another order are the same record and give the same answers."""
    dossier, shuffled = both
    again = Dossier.of(dossier.statement, shuffled)
    assert again == dossier
    assert hash(again) == hash(dossier)
    assert list(again.facts()) == list(dossier.facts())
    known = dossier.horizon
    assert every_answer(Talks(again).known_on(known), day) == every_answer(
        Talks(dossier).known_on(known), day
    )


@patient
@given(histories(), asked_days(), known_days())
def test_asking_never_changes_anything(dossier: Dossier, day: date, known: date) -> None:
    """Whatever is asked, in whatever order, the record and its answers stay what they were."""
    copy = Dossier.of(dossier.statement, list(dossier.facts()))
    talks = Talks(dossier)
    then = talks.known_on(known)
    first = every_answer(then, day)
    every_answer(talks.known_on(dossier.horizon), day)
    assert every_answer(then, day) == first
    assert hash(dossier) == hash(copy)
    assert dossier == copy
    assert talks == Talks(copy)
    assert hash(talks) == hash(Talks(copy))
