"""A model says of its precedents what a slow and obvious reading of them says, in whatever order they come."""

from __future__ import annotations

import json
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from tests.laws.strategies import through_pickle
from tests.laws.strategies_agreements import agreements, patient, piles
from tradetalks.engines.agreements.alignment import Side
from tradetalks.engines.agreements.coverage import Foretold
from tradetalks.engines.agreements.history import backtest, spread
from tradetalks.engines.agreements.template import AgreementTemplate
from tradetalks.vocabulary.kinds import Verb
from tradetalks.vocabulary.terms import UnknownTerm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tradetalks.model.agreements import Agreement, Commitment
    from tradetalks.vocabulary.terms import Term


def derive(pile: Iterable[Agreement], core_share: Fraction | float | str = 1) -> AgreementTemplate:
    """Derive the model of a pile."""
    return AgreementTemplate.from_precedents(pile, core_share=core_share)


# The slow reading ---------------------------------------------------------------------------------------------------


def side_named(one: Commitment, agreement: Agreement) -> Side:
    """Say who undertakes a commitment."""
    names = {"both": Side.BOTH, agreement.parties[0]: Side.LEAD}
    return names.get(one.giver, Side.PARTNER)


def has_topic(agreement: Agreement, topic: str) -> bool:
    """Whether an article or a commitment is on a topic."""
    return any(
        topic in article.topics or any(one.topic == topic for one in article.commitments)
        for article in agreement.text.articles
    )


def commitments_of(agreement: Agreement, topic: str, side: Side) -> list[Commitment]:
    """Return what one side undertakes on a topic."""
    return [
        one
        for article in agreement.text.articles
        for one in article.commitments
        if one.topic == topic and side_named(one, agreement) is side
    ]


def values_of(agreement: Agreement, topic: str, side: Side, name: str) -> list[str]:
    """Return what it has in a term, each as its notation without the note, in an order of no meaning."""
    found = [
        term for one in commitments_of(agreement, topic, side) for term in one.terms if term.name == name
    ]
    return sorted(repr(evolve(term, note=None)) for term in found)


def all_topics(pile: Iterable[Agreement]) -> set[str]:
    """Return every topic of a pile."""
    return {topic for one in pile for article in one.text.articles for topic in article.topics}


# Core and optional --------------------------------------------------------------------------------------------------


@patient
@given(piles(), st.sampled_from((Fraction(1), Fraction(1, 2), Fraction(2, 3), Fraction(1, 100))))
def test_core_is_what_enough_precedents_have(pile: list[Agreement], share: Fraction) -> None:
    """Every topic of a precedent is a clause, core when the share is reached, with the precedents that have it."""
    model = derive(pile, share)
    assert set(model.topics) == all_topics(pile)
    for clause in model.clauses:
        having = [one for one in pile if has_topic(one, clause.topic)]
        assert set(clause.precedents) == {one.id for one in having}
        assert clause.core == (Fraction(len(having), len(pile)) >= share)
    assert {*model.core} | {*model.optional} == {*model.clauses}
    assert not {*model.core} & {*model.optional}


@patient
@given(piles(), st.sampled_from((1, "1/2", 0.75)), st.randoms())
def test_the_order_of_precedents_never_matters(
    pile: list[Agreement], share: float | str, random: object
) -> None:
    """Shuffled precedents give the same model, slots and values in the same order."""
    model = derive(pile, share)
    for shuffled in (pile[::-1], sorted(pile, key=lambda one: one.title[::-1])):
        again = derive(iter(shuffled), share)
        assert again == model
        assert hash(again) == hash(model)
        assert str(again) == str(model)
    mixed = list(pile)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert derive(mixed, share) == model


@patient
@given(piles(), agreements(ident="another"))
def test_another_precedent_never_makes_a_clause_core(pile: list[Agreement], another: Agreement) -> None:
    """With all as the measure, core clauses only become fewer, sides of them too, and nothing fixed varies less."""
    before, after = derive(pile), derive([*pile, another])
    assert {one.topic for one in after.core} <= {one.topic for one in before.core}
    assert set(before.topics) <= set(after.topics)
    for clause in before.clauses:
        for side in clause.sides:
            later = after.clause(clause.topic).of(side.side)
            assert later is not None
            assert {repr(term) for term in later.fixed} <= {repr(term) for term in side.fixed}
            assert {slot.name for slot in later.slots} >= {slot.name for slot in side.slots}
            assert side.core or not later.core


# Fixed terms and slots ----------------------------------------------------------------------------------------------


@patient
@given(piles())
def test_a_term_is_fixed_where_it_never_varied_and_else_a_slot(pile: list[Agreement]) -> None:
    """The slow reading finds the same fixed terms, the same slots, the same values and the same choices left open."""
    model = derive(pile)
    for clause in model.clauses:
        for side in Side:
            having = [one for one in pile if commitments_of(one, clause.topic, side)]
            found = clause.of(side)
            assert (found is not None) == bool(having)
            if found is None:
                continue
            names = {
                term.name
                for one in having
                for its in commitments_of(one, clause.topic, side)
                for term in its.terms
            }
            fixed = {name for name in names if _never_varied(pile, clause.topic, side, name)}
            assert {term.name for term in found.fixed} == fixed
            assert [slot.name for slot in found.slots] == sorted(names - fixed)
            for slot in found.slots:
                _agrees_with_the_slow_reading(model, having, slot.key)


def _never_varied(pile: list[Agreement], topic: str, side: Side, name: str) -> bool:
    having = [one for one in pile if commitments_of(one, topic, side)]
    values = [values_of(one, topic, side, name) for one in having]
    alike = all(one == values[0] for one in values) and "UnknownTerm" not in "".join(values[0])
    # A precedent that has the term otherwise, but on another side, shows that it varied.
    elsewhere = [
        found
        for one in pile
        if one not in having
        for other in Side
        if (found := values_of(one, topic, other, name))
    ]
    return alike and all(one == values[0] for one in elsewhere)


def _agrees_with_the_slow_reading(model: AgreementTemplate, having: list[Agreement], key: str) -> None:
    (slot,) = [one for one in model.slots if one.key == key]
    seen = {one.id: values_of(one, slot.topic, slot.side, slot.name) for one in having}
    assert {
        one.precedent: sorted(repr(evolve(term, note=None)) for term in one.terms) for one in slot.observed
    } == {name: values for name, values in seen.items() if values}
    assert slot.optional == any(not values for values in seen.values())
    assert slot.many == any(len(values) > 1 for values in seen.values())
    known: list[Term] = [term for one in slot.observed if one.known for term in one.terms]
    assert {repr(one) for one in slot.values} == {repr(evolve(term, note=None)) for term in known}
    assert not any(isinstance(one, UnknownTerm) for one in slot.values)
    order = [one.id for one in model.precedents]
    places = [order.index(one.precedent) for one in slot.observed]
    assert places == sorted(places)


@patient
@given(piles())
def test_the_verb_of_a_side_is_the_hardest(pile: list[Agreement]) -> None:
    """Each precedent's verb for a side is the hardest that it uses there."""
    order = list(Verb)
    for clause in derive(pile).clauses:
        for side in clause.sides:
            for name, verb in side.verbs:
                (agreement,) = [one for one in pile if one.id == name]
                used = [one.verb for one in commitments_of(agreement, clause.topic, side.side)]
                assert verb is min(used, key=order.index)


@patient
@given(piles())
def test_reasons_are_those_of_the_commitments(pile: list[Agreement]) -> None:
    """A clause has the reasons of its commitments, each once, and no other."""
    for clause in derive(pile).clauses:
        told = {
            one.because
            for agreement in pile
            for side in Side
            for one in commitments_of(agreement, clause.topic, side)
            if one.because is not None
        }
        assert set(clause.reasons) == told
        assert len(clause.reasons) == len(told)


# Coverage -----------------------------------------------------------------------------------------------------------


@patient
@given(piles(), agreements(ident="another"), st.sampled_from((1, "1/2")))
def test_coverage_counts_what_sets_of_topics_count(
    pile: list[Agreement], another: Agreement, share: int | str
) -> None:
    """Foretold, optional, new and missing topics are plain differences of sets, and the shares their quotients."""
    model = derive(pile, share)
    found = model.coverage(another)
    mine = all_topics([another])
    known, core = set(model.topics), {one.topic for one in model.core}
    assert set(found.core_topics) == mine & core
    assert set(found.optional_topics) == mine & (known - core)
    assert set(found.new_topics) == mine - known
    assert set(found.missing_topics) == core - mine
    assert found.topics == len(mine)
    assert found.foretold == (Fraction(len(mine & known), len(mine)) if mine else 0)
    assert found.kept == (Fraction(len(mine & core), len(core)) if core else 0)


@patient
@given(piles(), agreements(ident="another"))
def test_coverage_of_terms_counts_what_a_slow_look_counts(pile: list[Agreement], another: Agreement) -> None:
    """A term is foretold when some precedent has the clause, the side and the very value; unread ones do not count."""
    found = derive(pile).coverage(another)
    verdicts = []
    for one in found.terms:
        values = values_of(another, one.topic, one.side, one.name)
        seen = [values_of(other, one.topic, one.side, one.name) for other in pile]
        if any("UnknownTerm" in value for value in values):
            expected = {Foretold.UNREAD}
        elif values in seen:
            expected = {Foretold.FIXED, Foretold.SEEN}
        else:
            expected = {Foretold.NEW_VALUE} if any(seen) else {Foretold.UNFORETOLD}
        assert one.foretold in expected
        verdicts.append(one.foretold)
    names = {
        (one.topic, side_named(one, another), term.name)
        for article in another.text.articles
        for one in article.commitments
        for term in one.terms
    }
    assert {(one.topic, one.side, one.name) for one in found.terms} == names
    read = [one for one in verdicts if one is not Foretold.UNREAD]
    foretold = [one for one in read if one in (Foretold.FIXED, Foretold.SEEN)]
    assert found.terms_foretold == (Fraction(len(foretold), len(read)) if read else 0)


@patient
@given(piles())
def test_a_model_foretells_its_own_precedents(pile: list[Agreement]) -> None:
    """Of a precedent the model foretells every topic and every term that could be read."""
    model = derive(pile)
    for one in pile:
        found = model.coverage(one)
        assert not found.new_topics
        assert not found.missing_topics
        assert {term.foretold for term in found.terms} <= {Foretold.FIXED, Foretold.SEEN, Foretold.UNREAD}


# In time ------------------------------------------------------------------------------------------------------------


@patient
@given(piles(most=5))
def test_a_clause_spreads_by_date(pile: list[Agreement]) -> None:
    """Every agreement with the topic is a step, on the day its text was known, in the order of days."""
    for topic in sorted(all_topics(pile)):
        found = spread(pile[::-1], topic)
        assert found.of == len(pile)
        assert {one.agreement for one in found.steps} == {one.id for one in pile if has_topic(one, topic)}
        assert [one.day for one in found.steps] == sorted(one.day for one in found.steps)
        for step in found.steps:
            (agreement,) = [one for one in pile if one.id == step.agreement]
            assert step.day == (agreement.text_announced or agreement.announced)
        assert spread(pile, topic) == found


@patient
@given(piles(least=2, most=5), agreements(ident="another"))
def test_a_back_test_uses_earlier_agreements_only(pile: list[Agreement], another: Agreement) -> None:
    """A row rests on what was announced on earlier days, so that a later agreement changes no earlier row."""
    rows = {one.agreement: one for one in backtest(pile).coverages}
    more = {one.agreement: one for one in backtest([*pile, another]).coverages}
    for one in pile:
        earlier = {other.id for other in pile if other.announced < one.announced}
        known = {
            other.id
            for other in pile
            if other.id in earlier
            and other.text.topics
            and (other.text_announced is None or other.text_announced < one.announced)
        }
        assert (one.id in rows) == bool(known and one.text.topics)
        if one.id in rows:
            assert set(rows[one.id].precedents) == known
        if another.announced >= one.announced:
            assert more.get(one.id) == rows.get(one.id)


@patient
@given(piles(least=2, most=4))
def test_nothing_known_on_the_day_leaks_into_a_back_test(pile: list[Agreement]) -> None:
    """Each row is that of the model of the record as it was known on the day before."""
    for row in backtest(pile).coverages:
        (agreement,) = [one for one in pile if one.id == row.agreement]
        day_before = agreement.announced - timedelta(days=1)
        known = [then for one in pile if (then := one.known_on(day_before)) is not None and then.text.topics]
        assert row == derive(known).coverage(agreement)


# As values ----------------------------------------------------------------------------------------------------------


@patient
@given(piles(least=2))
def test_answers_are_values(pile: list[Agreement]) -> None:
    """Models, coverages, spreads and back-tests are hashable, come back from pickle, and turn into JSON."""
    model = derive(pile)
    answers = (
        model,
        model.coverage(pile[0]),
        backtest(pile),
        *(spread(pile, one) for one in model.topics[:2]),
    )
    for one in answers:
        back = through_pickle(one)
        assert back == one
        assert hash(back) == hash(one)
        assert json.loads(json.dumps(one.as_data())) == one.as_data()
        assert str(one)
        assert one._repr_html_().startswith("<section>")
