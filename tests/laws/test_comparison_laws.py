"""Comparing two texts is fair to both: exchanging them exchanges the verdicts, and nothing differs from itself."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from tests.laws.strategies import through_pickle
from tests.laws.strategies_agreements import agreements, one_clause, patient, terms
from tradetalks.engines.agreements.alignment import Side
from tradetalks.engines.agreements.comparison import ClauseVerdict, Comparison, compare
from tradetalks.engines.agreements.favour import more_onerous
from tradetalks.vocabulary.kinds import Verb

if TYPE_CHECKING:
    from random import Random

    from tradetalks.model.agreements import Agreement
    from tradetalks.vocabulary.terms import Term


def by_topic(found: Comparison) -> Comparison:
    """Return a comparison with its clauses by topic, for the order of two texts is not the order of one."""
    return evolve(found, clauses=sorted(found.clauses, key=lambda one: one.topic))


def pairs() -> st.SearchStrategy[tuple[Agreement, Agreement]]:
    """Two agreements, which share some topics."""
    return st.tuples(agreements(ident="first"), agreements(ident="second"))


@patient
@given(agreements())
def test_a_text_is_the_same_as_itself(one: Agreement) -> None:
    """Every clause and every term of a text compared with itself is the same, and nobody is favoured."""
    found = compare(one, one)
    assert {clause.topic for clause in found.clauses} == set(one.text.topics)
    for clause in found.clauses:
        assert clause.verdict is ClauseVerdict.SAME
        assert all(term.verdict is ClauseVerdict.SAME and term.favours is None for term in clause.terms)
    if found.clauses:
        assert found.share_of_first == found.share_of_second == 1


@patient
@given(pairs())
def test_exchanging_the_texts_exchanges_the_verdicts(pair: tuple[Agreement, Agreement]) -> None:
    """What is only here is then only there, and what was kinder to one side is then kinder to the other."""
    one, other = pair
    there, back = compare(one, other), compare(other, one)
    assert by_topic(back) == there.reversed()
    assert by_topic(there) == back.reversed()
    assert there.share_of_first == back.share_of_second
    assert by_topic(there.reversed().reversed()) == by_topic(there)


@patient
@given(pairs())
def test_shares_are_quotients_of_sets_of_topics(pair: tuple[Agreement, Agreement]) -> None:
    """The shares are those of the common topics among the topics of each text."""
    one, other = pair
    found = compare(one, other)
    mine, theirs = set(one.text.topics), set(other.text.topics)
    assert {clause.topic for clause in found.clauses} == mine | theirs
    assert found.common == len(mine & theirs)
    assert found.share_of_first == (Fraction(len(mine & theirs), len(mine)) if mine else 0)
    assert found.share_of_second == (Fraction(len(mine & theirs), len(theirs)) if theirs else 0)
    for clause in found.clauses:
        assert (clause.verdict is ClauseVerdict.ONLY_HERE) == (clause.topic not in theirs)
        assert (clause.verdict is ClauseVerdict.ONLY_THERE) == (clause.topic not in mine)


@patient
@given(pairs())
def test_terms_are_the_same_where_side_verb_and_values_are(pair: tuple[Agreement, Agreement]) -> None:
    """A term is the same exactly when both have it in the same words and kind, whatever its note."""
    for clause in compare(*pair).clauses:
        assert (clause.verdict is ClauseVerdict.CHANGED) == (
            all(clause.topic in one.text.topics for one in pair)
            and any(term.verdict is not ClauseVerdict.SAME for term in clause.terms)
        )
        for term in clause.terms:
            first, second = (_said(one, clause.topic, term.side, term.name) for one in pair)
            expected = (
                ClauseVerdict.SAME
                if first == second
                else ClauseVerdict.ONLY_THERE
                if first is None
                else ClauseVerdict.ONLY_HERE
                if second is None
                else ClauseVerdict.CHANGED
            )
            assert term.verdict is expected
            assert (term.first is None, term.second is None) == (first is None, second is None)


@given(st.lists(terms(), min_size=2, max_size=4), st.randoms())
def test_neither_order_nor_notes_of_terms_matter(held: list[Term], random: Random) -> None:
    """Several terms under one name are the same in whatever order and with whatever notes a text has them."""
    renamed = [evolve(one, name="odd") for one in held]
    noted = [evolve(one, note=random.choice((None, "a", "z"))) for one in renamed]
    random.shuffle(noted)
    found = compare(one_clause(renamed), one_clause(noted))
    assert found.clause("odd").verdict is ClauseVerdict.SAME


def _said(agreement: Agreement, topic: str, side: Side, name: str) -> object:
    """Return what a text says in a term, by a slow look, or None."""
    lead, *_ = agreement.parties
    givers = {Side.LEAD: lead, Side.BOTH: "both", Side.PARTNER: agreement.parties[1]}
    mine = [one for one in agreement.text.commitments if (one.topic, one.giver) == (topic, givers[side])]
    if name == "verb":
        return min((one.verb for one in mine), key=list(Verb).index, default=None)
    found = [repr(evolve(term, note=None)) for one in mine for term in one.terms if term.name == name]
    return sorted(found) or None


@patient
@given(pairs())
def test_only_what_differs_favours_anybody(pair: tuple[Agreement, Agreement]) -> None:
    """A term that is the same, only in one text, or of both sides is in nobody's favour."""
    for clause in compare(*pair).clauses:
        for term in clause.terms:
            if term.verdict is not ClauseVerdict.CHANGED or term.side is Side.BOTH:
                assert term.favours is None
            else:
                assert term.favours in (None, Side.LEAD, Side.PARTNER)


@given(terms(), terms(), terms())
def test_asking_more_is_an_order(one: Term, other: Term, third: Term) -> None:
    """If the second asks more than the first, the first asks less, and what asks more than more asks more."""
    there, back = more_onerous(one, other), more_onerous(other, one)
    assert (there is None) == (back is None)
    assert there is None or there is not back
    assert more_onerous(one, one) is None
    if there and more_onerous(other, third):
        assert more_onerous(one, third)


@patient
@given(pairs())
def test_a_comparison_is_a_value(pair: tuple[Agreement, Agreement]) -> None:
    """It is hashable, comes back from pickle, turns into JSON and prints."""
    found = compare(*pair)
    back = through_pickle(found)
    assert back == found
    assert hash(back) == hash(found)
    assert json.loads(json.dumps(found.as_data())) == found.as_data()
    assert found._repr_html_().startswith("<section>")
    assert str(found)
