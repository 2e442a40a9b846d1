"""What each kind of fact was on a day of knowledge: later parts left out, nothing else changed."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from tests.model.examples import example, fact_types
from tradetalks.model.agreements import Agreement, AgreementEvent, Concession, Signing
from tradetalks.model.facts import Fact
from tradetalks.model.talks import Claim, LaterTopics, Negotiation, NegotiationProgramme
from tradetalks.vocabulary.kinds import ConcessionOutcome, Track, Verdict

BEFORE, SAID, BETWEEN, LATER = (date(2025, 5, day) for day in (7, 8, 11, 20))
SOURCED = [kind for kind in fact_types() if issubclass(kind, Fact)]


@pytest.mark.parametrize("kind", SOURCED, ids=lambda kind: kind.__name__)
def test_a_fact_is_known_from_its_day_on(kind: type[Fact]) -> None:
    """On the day before its announcement a fact is not known; on the day itself it is."""
    fact: Fact = example(kind)
    assert fact.known_on(date(2025, 5, 10)) is None
    assert fact.known_on(date(2025, 5, 11)) is not None


@pytest.mark.parametrize("kind", SOURCED, ids=lambda kind: kind.__name__)
def test_a_fact_known_in_full_is_itself(kind: type[Fact]) -> None:
    """Long after its last part became known, a fact is known as it stands."""
    fact: Fact = example(kind)
    assert fact.known_on(date(2030, 1, 1)) == fact


def test_a_claim_is_unverified_until_it_was_looked_into() -> None:
    """Verdict and finding of a claim come with the day of the finding."""
    claim = evolve(
        example(Claim),
        announced=SAID,
        verdict=Verdict.CONTRADICTED,
        finding="Not so.",
        finding_announced=LATER,
    )
    then = claim.known_on(BETWEEN)
    assert then is not None
    assert (then.verdict, then.finding, then.finding_sources) == (Verdict.UNVERIFIED, None, ())
    assert then.finding_announced is None
    assert then.statement == claim.statement
    assert claim.known_on(LATER) is claim
    assert claim.known_on(BEFORE) is None
    at_once = evolve(claim, finding_announced=None)
    assert at_once.known_on(SAID) is at_once


def test_a_concession_has_no_outcome_until_it_was_known() -> None:
    """What became of a concession comes with the day on which that was known."""
    given = evolve(
        example(Concession), announced=SAID, outcome=ConcessionOutcome.WITHDRAWN, outcome_announced=LATER
    )
    then = given.known_on(BETWEEN)
    assert then is not None
    assert (then.outcome, then.outcome_summary, then.outcome_announced) == (
        ConcessionOutcome.UNKNOWN,
        None,
        None,
    )
    assert then.summary == given.summary
    assert given.known_on(LATER) is given
    assert given.known_on(BEFORE) is None


def test_a_talk_has_no_topics_that_came_later() -> None:
    """Topics that became known later are left out until then; those known at first stay."""
    later = (LaterTopics(announced=BETWEEN, topics=("fish",)), LaterTopics(announced=LATER, topics=("data",)))
    talk = evolve(example(Negotiation), announced=SAID, topics=("steel", "fish"), later_topics=later)
    topics = [(then and then.all_topics) for then in map(talk.known_on, (BEFORE, SAID, BETWEEN, LATER))]
    assert topics == [None, ("steel", "fish"), ("steel", "fish"), ("steel", "fish", "data")]
    assert talk.known_on(LATER) is talk


def test_a_talk_outside_its_programme_keeps_everything_else() -> None:
    """A talk known before its programme runs by itself in no group, and is otherwise itself."""
    talk = evolve(example(Negotiation), track=Track.PROGRAMME)
    outside = talk.outside()
    assert (outside.programme, outside.group, outside.track) == (None, None, Track.INDEPENDENT)
    assert evolve(outside, programme=talk.programme, group=talk.group, track=talk.track) == talk


def test_a_programme_has_no_groups_until_they_were_named() -> None:
    """Goal and groups of a programme come with the day on which they were named."""
    wave = evolve(example(NegotiationProgramme), announced=SAID, groups_announced=LATER)
    then = wave.known_on(BETWEEN)
    assert then is not None
    assert (then.goal, then.goal_day, then.groups, then.groups_announced) == (None, None, (), None)
    assert then.name == wave.name
    assert wave.known_on(LATER) is wave
    assert wave.known_on(BEFORE) is None


def agreement() -> Agreement:
    """Return an agreement announced on one day, with a text, events and a signing that came later."""
    deal: Agreement = example(Agreement)
    article = deal.text.articles[0]
    first, second = (
        evolve(article.commitments[0], id=name, announced=day)
        for name, day in (("of-the-text", None), ("said-later", LATER))
    )
    event = deal.events[0]
    return evolve(
        deal,
        announced=SAID,
        text_announced=BETWEEN,
        text=evolve(
            deal.text,
            articles=[
                evolve(article, number="1", commitments=[first, second]),
                evolve(article, number="2", commitments=[]),
                evolve(article, number="3", commitments=[evolve(second, id="also-later")]),
            ],
        ),
        events=[evolve(event, announced=SAID), evolve(event, announced=LATER)],
        signing=Signing(day=BETWEEN),
        in_force=LATER,
    )


def test_an_agreement_has_no_text_until_it_was_published() -> None:
    """Before its text was known an agreement is its title, its parties, and what had befallen it."""
    deal = agreement()
    assert deal.known_on(BEFORE) is None
    then = deal.known_on(SAID)
    assert then is not None
    assert (then.title, then.parties) == (deal.title, deal.parties)
    assert (then.text.articles, then.text.commitments) == ((), ())
    assert (then.signing, then.in_force, then.text_announced) == (None, None, None)
    assert [one.announced for one in then.events] == [SAID]


def test_an_agreement_has_no_statements_that_came_later() -> None:
    """Once the text is known it holds what it said at first; an article of later statements only is not there."""
    then = agreement().known_on(BETWEEN)
    assert then is not None
    assert [one.number for one in then.text.articles] == ["1", "2"]
    assert [one.id for one in then.text.commitments] == ["of-the-text"]
    assert then.signing is not None
    assert then.in_force is None


def test_an_agreement_known_in_full_is_itself() -> None:
    """On the day of its last event an agreement is all that the record holds."""
    deal = agreement()
    assert deal.known_on(LATER) == deal
    assert all(isinstance(one, AgreementEvent) for one in deal.events)
