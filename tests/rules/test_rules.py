"""The rules beside their broken records: what else they refuse, and what they let pass."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from tests.rules.facts import ACT, DEAL, MEASURE, PROMISE, SOURCE, TALK, WAVE, deal_with, found, pile
from tradetalks.dates.intervals import DateInterval
from tradetalks.model.agreements import AgreementEvent, Concession, Signing
from tradetalks.model.sources import Source
from tradetalks.model.talks import (
    Claim,
    Deadline,
    Delegation,
    LaterTopics,
    Position,
    Round,
    StatusEvent,
)
from tradetalks.rules.checking import breaches
from tradetalks.rules.identity import bloc_faults, dangling
from tradetalks.vocabulary.kinds import (
    AgreementEventKind,
    BlocKind,
    Force,
    PositionKind,
    TalkStatus,
    Track,
    Verdict,
)
from tradetalks.vocabulary.places import Bloc, Membership

if TYPE_CHECKING:
    from tradetalks.model.collections import AnyFact

MAY_12 = date(2025, 5, 12)
LATE = date(2026, 2, 1)
CLAIM = Claim(
    id="claim",
    announced=MAY_12,
    sources=(SOURCE,),
    about=("us-chn",),
    statement="A deal is near.",
    verdict=Verdict.CONFIRMED,
)
GIVEN = Concession(
    id="given",
    announced=MAY_12,
    sources=(SOURCE,),
    giver="US",
    receiver="CN",
    negotiation="us-chn",
    topic="duties",
    summary="A lower duty.",
)
SAID = Position(
    id="said",
    announced=MAY_12,
    sources=(SOURCE,),
    negotiation="us-chn",
    party="CN",
    kind=PositionKind.STATEMENT,
    stance="Equal respect.",
    said_on=MAY_12,
)
MET = Round(
    id="met",
    announced=MAY_12,
    sources=(SOURCE,),
    negotiation="us-chn",
    days=DateInterval("2025-05-10", "2025-05-12"),
    place="Geneva",
    delegations=(Delegation(side="US"), Delegation(side="CN")),
)
OPENED = StatusEvent(
    id="opened",
    announced=MAY_12,
    sources=(SOURCE,),
    negotiation="us-chn",
    status=TalkStatus.OPENED,
    day=MAY_12,
    summary="Opened.",
)
DUE = Deadline(
    id="due",
    announced=MAY_12,
    sources=(SOURCE,),
    negotiation="us-chn",
    day=date(2025, 8, 12),
    wording="90 days after 2025-05-14",
    what="The truce ends.",
    set_by="deal",
)
SPOKEN = AgreementEvent(
    kind=AgreementEventKind.STATEMENT, day=MAY_12, announced=MAY_12, summary="Said.", sources=(SOURCE,)
)
SIGNED = Signing(day=MAY_12)


def test_what_is_sound_breaks_no_rule() -> None:
    """Every kind of fact that the rules look at."""
    facts = (ACT, MEASURE, TALK, WAVE, DEAL, CLAIM, GIVEN, SAID, MET, OPENED, DUE)
    assert list(breaches(pile(*facts), facts)) == []


@pytest.mark.parametrize(
    ("fact", "field"),
    [
        (evolve(CLAIM, finding_announced=LATE), "finding_announced"),
        (evolve(GIVEN, outcome_announced=LATE), "outcome_announced"),
        (evolve(WAVE, groups_announced=LATE), "groups_announced"),
        (
            evolve(TALK, later_topics=(LaterTopics(announced=LATE, topics=("duties",)),)),
            "later_topics[0].announced",
        ),
        (evolve(DEAL, text_announced=LATE), "text_announced"),
        (deal_with(evolve(PROMISE, announced=LATE)), "text.articles[0].commitments[0].announced"),
        (evolve(DEAL, events=(evolve(SPOKEN, announced=LATE),)), "events[0].announced"),
        (evolve(DEAL, signing=Signing(day=LATE)), "signing.day"),
        (evolve(DEAL, in_force=LATE), "in_force"),
    ],
)
def test_nothing_of_a_fact_became_known_after_the_horizon(fact: AnyFact, field: str) -> None:
    """Neither the fact nor its later parts."""
    assert found(fact) == [("T1", fact.id, field)]


def test_suppositions_may_lie_beyond_the_horizon() -> None:
    """Nobody knew them on any day."""
    supposed = evolve(MEASURE, act=None, announced=date(2027, 1, 1), sources=(Source.what_if("later"),))
    assert found(supposed) == []


@pytest.mark.parametrize(
    "fact",
    [
        evolve(CLAIM, finding_announced=date(2025, 5, 11)),
        evolve(GIVEN, outcome_announced=date(2025, 5, 11)),
        evolve(WAVE, groups_announced=date(2025, 4, 1)),
        evolve(TALK, later_topics=(LaterTopics(announced=date(2025, 4, 1), topics=("duties",)),)),
        evolve(DEAL, text_announced=date(2025, 5, 11)),
        deal_with(evolve(PROMISE, announced=date(2025, 5, 11))),
    ],
)
def test_no_part_was_known_before_the_whole(fact: AnyFact) -> None:
    """Wherever a part has a day of its own."""
    assert [code for code, _, _ in found(fact)] == ["T3"]


def test_the_day_of_a_commitment_is_the_day_of_who_names_it() -> None:
    """A commitment known later is named later, and names what was known by then."""
    later = evolve(PROMISE, announced=date(2025, 6, 1))
    second = evolve(PROMISE, id="deal-2", exchanged_for_commitment="deal-1")
    assert found(deal_with(later, second)) == [
        ("T2", "deal", "text.articles.commitments(deal-2).exchanged_for_commitment")
    ]
    assert found(deal_with(later, evolve(second, announced=date(2025, 6, 1)))) == []
    text_later = evolve(deal_with(PROMISE, second), text_announced=date(2025, 6, 1))
    about = evolve(CLAIM, about=("deal-1",))
    assert found(text_later, about) == [("T2", "claim", "about")]


def test_a_talk_may_be_known_before_the_wave_it_is_counted_to() -> None:
    """As known in between, it runs by itself."""
    wave = evolve(WAVE, announced=MAY_12)
    talk = evolve(TALK, programme="wave", track=Track.PROGRAMME)
    assert found(wave, talk, evolve(DEAL, programme="wave", negotiation="us-chn")) == []
    event = evolve(CLAIM, announced=date(2025, 4, 20), about=("wave",))
    assert found(wave, event) == [("T2", "claim", "about")]


@pytest.mark.parametrize(
    ("fact", "field"),
    [
        (evolve(ACT, signed=date(2025, 4, 3)), "signed"),
        (evolve(SAID, said_on=date(2025, 5, 13)), "said_on"),
        (evolve(OPENED, day=date(2025, 5, 13)), "day"),
    ],
)
def test_nothing_is_known_before_it_happens(fact: AnyFact, field: str) -> None:
    """What has happened was known on that day at the earliest."""
    assert found(fact) == [("T4", fact.id, field)]


def test_what_is_planned_is_known_before_it_happens() -> None:
    """Meetings, deadlines, and what an agreement expects."""
    event = evolve(SPOKEN, day=date(2025, 9, 1))
    assert found(evolve(DEAL, events=(event,)), evolve(MET, days=DateInterval("2025-06-01"))) == []


@pytest.mark.parametrize(
    ("fact", "field"),
    [
        (
            evolve(ACT, sources=(Source(title="T", issued=MAY_12, published=date(2025, 5, 1)),)),
            "sources[0].published",
        ),
        (
            evolve(ACT, sources=(SOURCE, Source(title="T", issued=MAY_12, retrieved=date(2025, 5, 1)))),
            "sources[1].retrieved",
        ),
        (evolve(SAID, until=date(2025, 5, 1)), "until"),
        (evolve(DEAL, signing=SIGNED, in_force=date(2025, 5, 1)), "in_force"),
    ],
)
def test_days_come_in_their_order(fact: AnyFact, field: str) -> None:
    """Of sources, positions and agreements."""
    assert found(fact) == [("T5", fact.id, field)]


def test_days_that_are_equal_or_open_are_in_order() -> None:
    """Signed, published and in force on one day."""
    one_day = evolve(ACT, signed=date(2025, 4, 2), published=date(2025, 4, 2))
    assert found(one_day, evolve(DEAL, signing=SIGNED, in_force=MAY_12, events=(SPOKEN, SPOKEN))) == []
    assert found(evolve(ACT, published=date(2025, 4, 1)), evolve(DEAL, in_force=date(2025, 5, 1))) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"start_wording": "2025-04-10"}, "start_wording"),
        ({"start_wording": "7 days after signing"}, None),
        ({"start_wording": "8 days after signing"}, "start_wording"),
        ({"start_wording": "6 days after publication"}, None),
        ({"start_wording": "no earlier than 2025-04-01"}, "start_wording"),
        ({"start_wording": "no later than 2025-04-30"}, None),
        ({"start_wording": "60 days after the last notification"}, None),
        ({"start_wording": "as soon as practicable"}, None),
        ({"end_wording": "until 2025-07-09"}, "end_wording"),
        ({"end_wording": "on 2025-07-09"}, None),
        ({"end_wording": "until 2025-07-09", "applies": DateInterval("2025-04-09", "2025-07-09")}, None),
    ],
)
def test_words_come_to_the_day_beside_them(changes: dict[str, object], field: str | None) -> None:
    """Where they come to a day of that kind at all."""
    act = evolve(ACT, signed=date(2025, 4, 2), published=date(2025, 4, 3))
    act = evolve(act, announced=date(2025, 4, 2))
    measure = evolve(MEASURE, **changes)  # type: ignore[arg-type]
    assert found(act, measure) == ([] if field is None else [("T6", "m-a", field)])


@pytest.mark.parametrize(
    ("changes", "broken"),
    [
        ({"wording": "90 days after 2025-05-13"}, True),
        ({"wording": "no later than 2025-08-11"}, True),
        ({"wording": "until 2025-08-13"}, False),
        ({"wording": "by the end of the summer"}, False),
        ({"wording": "2025-08-01", "day_exact": False}, False),
    ],
)
def test_a_deadline_falls_on_the_day_of_its_words(changes: dict[str, object], broken: bool) -> None:  # noqa: FBT001
    """Unless its day is only a bound."""
    assert bool(found(evolve(DUE, **changes))) is broken  # type: ignore[arg-type]


def test_only_what_is_enacted_needs_a_law() -> None:
    """A plan may rest on a plan; a supposition rests on nothing."""
    plan = evolve(ACT, force=Force.ANNOUNCED)
    assert found(plan, evolve(MEASURE, force=Force.ANNOUNCED)) == []
    assert found(plan, evolve(MEASURE, act=None, sources=(Source.what_if("law"),))) == []


def test_programmes_in_lieu_are_of_the_same_importer() -> None:
    """As those that a measure changes."""
    foreign = evolve(pile().duty_programmes["other"], importer="CN")
    assert found(foreign, evolve(MEASURE, in_lieu_of=("other",))) == [("L4", "m-a", "in_lieu_of")]


def test_members_of_a_party_speak_and_give_for_it() -> None:
    """France in a talk with the Union; both; but not a bloc for its member."""
    talk = evolve(TALK, parties=("US", "EU"))
    assert found(talk, evolve(SAID, party="FR"), evolve(GIVEN, id="g", receiver="EU", giver="both")) == []
    deal = evolve(
        deal_with(evolve(PROMISE, giver="DE", receiver="US"), parties=("US", "EU")), negotiation="us-chn"
    )
    assert found(talk, deal) == []
    of_france = evolve(TALK, parties=("US", "FR"))
    assert found(of_france, evolve(SAID, party="EU")) == [("N1", "said", "party")]


def test_nobody_is_blamed_for_a_party_that_is_no_place() -> None:
    """The talk has a fault of its own; who belongs to such a party, nobody can tell."""
    talk = evolve(TALK, parties=("US", "nowhere"))
    assert list(breaches(pile(talk, SAID), [SAID])) == []


def test_delegations_are_those_of_parties() -> None:
    """Each by its place in the list."""
    met = evolve(MET, delegations=(Delegation(side="US"), Delegation(side="JP")))
    assert found(met) == [("N1", "met", "delegations[1].side")]


def test_a_concession_is_between_parties_of_its_talk_or_agreement() -> None:
    """Where it names neither, nobody can tell."""
    assert found(evolve(GIVEN, receiver="JP")) == [("A1", "given", "receiver")]
    assert found(DEAL, evolve(GIVEN, negotiation=None, agreement="deal", giver="JP")) == [
        ("A1", "given", "giver")
    ]
    assert found(evolve(GIVEN, negotiation=None, giver="JP")) == []


def test_an_exchange_stays_inside_its_agreement() -> None:
    """Another agreement's commitment is named in words."""
    second = evolve(PROMISE, id="deal-2")
    assert found(deal_with(PROMISE, evolve(second, exchanged_for_commitment="deal-1"))) == []
    across = evolve(deal_with(evolve(second, exchanged_for_commitment="deal-1")), id="next")
    assert found(DEAL, across) == [("A2", "next", "text.articles[0].commitments[0].exchanged_for_commitment")]


def test_a_group_is_one_of_its_programme() -> None:
    """And needs a programme."""
    inside = evolve(TALK, programme="wave", track=Track.PROGRAMME)
    assert found(evolve(inside, group="Asia")) == []
    assert found(evolve(inside, group="Africa")) == [("N4", "us-chn", "group")]
    assert found(evolve(TALK, parties=())) == [("N2", "us-chn", "parties")]


def bloc(name: str, *places: str, code: str | None = None) -> Bloc:
    """Return a bloc."""
    return Bloc(id=name, code=code, name=name, kind=BlocKind.LIST, spells=(Membership(places=places),))


def test_blocs_have_symbols_of_their_own() -> None:
    """Neither a country's nor one another's."""
    assert found(bloc("north", "CA", code="ZN"), bloc("south", "MX", code="ZN")) == [("I6", "north", "code")]
    assert found(bloc("north", "CA", code="ZN"), bloc("south", "north", "ZN")) == []


def test_a_circle_of_blocs_is_told_once() -> None:
    """Whoever is in it, and not for who only holds it; nothing else is asked then."""
    circle = [bloc("one", "two"), bloc("two", "three"), bloc("three", "one"), bloc("outside", "two")]
    assert found(*circle, evolve(TALK, parties=())) == [("I7", "one", "spells")]
    dossier = pile(*circle)
    assert list(bloc_faults(dossier, [dossier.blocs["outside"]])) == []
    assert found(bloc("one", "one")) == [("I7", "one", "spells")]


def test_ids_that_look_alike_are_told() -> None:
    """For the first few; each search looks at every id."""
    facts = [evolve(ACT, id=f"eo-x{number}", amends=("eo-11",)) for number in range(12)]
    breaches_found = list(dangling(pile(), facts))
    assert [one.hint for one in breaches_found] == ["did you mean eo-1?"] * 10 + [None] * 2
    (nothing_near,) = dangling(pile(), [evolve(ACT, amends=("something-else",))])
    assert nothing_near.hint is None
    (anything,) = dangling(pile(), [evolve(CLAIM, about=("us-chnn",))])
    assert anything.hint == "did you mean us-chn?"
    assert "which no fact of the record has" in anything.message
    (commitment,) = dangling(pile(), [deal_with(evolve(PROMISE, exchanged_for_commitment="deal-9"))])
    assert "which no commitment of the record has" in commitment.message
