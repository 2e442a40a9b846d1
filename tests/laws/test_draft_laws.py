"""A draft follows what it is told to follow, differs from its model in the slots alone, and reads as an agreement."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import tradetalks as tt
from tests.agreements.reading import unsettled, whole_text, wholly_written
from tests.laws.strategies import through_pickle
from tests.laws.strategies_agreements import WORDED, agreements, patient, piles
from tradetalks.engines.agreements.choices import DefaultRule, HowChosen
from tradetalks.engines.agreements.comparison import ClauseVerdict, compare
from tradetalks.engines.agreements.template import AgreementTemplate
from tradetalks.model.sources import Source
from tradetalks.vocabulary.kinds import AgreementKind

if TYPE_CHECKING:
    from tradetalks.engines.agreements.draft import Draft
    from tradetalks.model.agreements import Agreement


def derive(pile: list[Agreement], core_share: str = "1") -> AgreementTemplate:
    """Derive the model of a pile."""
    return AgreementTemplate.from_precedents(pile, core_share=core_share)


@st.composite
def orders(draw: st.DrawFn) -> tuple[AgreementTemplate, Draft]:
    """A model, and a draft of it with some choice of clauses, forms and default rule."""
    model = derive(draw(piles()), draw(st.sampled_from(("1", "1/2"))))
    optional = [one.topic for one in model.optional]
    core = [one.topic for one in model.core]
    variants = {
        clause.topic: draw(st.sampled_from(clause.precedents))
        for clause in model.clauses
        if draw(st.booleans())
    }
    made = model.draft(
        draw(st.sampled_from(("MG", "GB", "KH"))),
        include=draw(st.lists(st.sampled_from(optional), unique=True)) if optional else (),
        exclude=draw(st.lists(st.sampled_from(core), unique=True, max_size=2)) if core else (),
        variants=variants,
        defaults=draw(st.sampled_from(DefaultRule)),
        recitals=draw(st.sampled_from(((), ("free-trade-agreement",)))),
    )
    return model, made


# What it follows ----------------------------------------------------------------------------------------------------


@patient
@given(piles(), st.sampled_from(("1", "1/2")))
def test_the_terms_of_a_precedent_give_the_precedent(pile: list[Agreement], share: str) -> None:
    """With the precedent's own terms and forms, every core clause that the precedent has comes out the same."""
    model = derive(pile, share)
    for one in pile:
        made = model.draft(
            one.parties[1],
            terms=model.terms_of(one),
            variants=model.variants_of(one),
            exclude=[clause.topic for clause in model.core if one.id not in clause.precedents],
        )
        found = compare(made, one)
        for clause in model.core:
            if one.id in clause.precedents:
                assert found.clause(clause.topic).verdict is ClauseVerdict.SAME
                if clause.topic != "preamble":
                    assert made.precedent_of(clause.topic) == one.id


@patient
@given(piles())
def test_to_follow_a_precedent_is_to_have_its_terms(pile: list[Agreement]) -> None:
    """The forms of a precedent alone give its clauses, optional terms included, and each term says whence it is."""
    model = derive(pile)
    for one in pile:
        taken = [clause.topic for clause in model.clauses if one.id in clause.precedents]
        made = model.draft("MG", variants=model.variants_of(one), include=taken)
        found = compare(made, one)
        assert found.share_of_first == found.share_of_second == (1 if taken else 0)
        assert {clause.verdict for clause in found.clauses} <= {ClauseVerdict.SAME}
        for article in made.clauses:
            for choice in article.choices:
                assert choice.how in (HowChosen.FIXED, HowChosen.FOLLOWED, HowChosen.OPEN_IN_PRECEDENTS)
                assert choice.precedent in (None, one.id)


@patient
@given(agreements(), st.sampled_from((None, *DefaultRule)))
def test_the_model_of_one_agreement_drafts_that_agreement(one: Agreement, rule: DefaultRule | None) -> None:
    """Nothing is asked, for nothing varied, and every clause is the same."""
    model = derive([one])
    assert all(not slot.values and not slot.optional for slot in model.slots)
    made = model.draft(one.parties[1], defaults=rule)
    found = compare(made, one)
    assert {clause.topic for clause in found.clauses} == set(one.text.topics)
    assert {clause.verdict for clause in found.clauses} <= {ClauseVerdict.SAME}
    assert not made.warnings


@patient
@given(piles(), st.sampled_from(DefaultRule))
def test_a_draft_differs_from_its_model_in_the_slots_alone(pile: list[Agreement], rule: DefaultRule) -> None:
    """Compared with the model's own text, no clause is missing, and only terms that are slots are not the same."""
    model = derive(pile)
    found = compare(model.draft("MG", defaults=rule), model)
    slots = {(slot.topic, slot.side, slot.name) for slot in model.slots}
    assert {clause.topic for clause in found.clauses} == {clause.topic for clause in model.core}
    for clause in found.clauses:
        assert clause.verdict in (ClauseVerdict.SAME, ClauseVerdict.CHANGED)
        for term in clause.terms:
            if term.verdict is not ClauseVerdict.SAME:
                assert (clause.topic, term.side, term.name) in slots
                assert term.verdict is ClauseVerdict.CHANGED


@patient
@given(orders())
def test_every_term_of_a_draft_says_why_it_is_so(order: tuple[AgreementTemplate, Draft]) -> None:
    """The text holds the terms chosen and no others; fixed ones are the model's, defaults were seen."""
    model, made = order
    slots = {slot.key: slot for slot in model.slots}
    for article in made.text.articles:
        (topic,) = article.topics
        if topic == "preamble":
            continue
        chosen = made.clause(topic).choices
        assert sorted(repr(term) for one in article.commitments for term in one.terms) == sorted(
            repr(term) for one in chosen for term in one.terms
        )
        assert len({(one.side, one.name) for one in chosen}) == len(chosen)
        for one in chosen:
            key = f"{topic}.{one.side.value}.{one.name}"
            assert (key in slots) == (one.how is not HowChosen.FIXED)
            assert (one.rule is not None) == (one.how is HowChosen.DEFAULT)
            if key in slots and one.precedent is not None:
                (seen,) = [it for it in slots[key].observed if it.precedent == one.precedent]
                assert [it.value for it in seen.terms] == [it.value for it in one.terms]
                assert seen.known == (one.how is not HowChosen.OPEN_IN_PRECEDENTS)
        assert made.precedent_of(topic) in model.clause(topic).precedents


# How it reads -------------------------------------------------------------------------------------------------------


@patient
@given(orders())
def test_a_draft_reads_as_an_agreement(order: tuple[AgreementTemplate, Draft]) -> None:
    """Numbers run on, references lead somewhere, words are defined, nothing is left blank without a word of it."""
    _, made = order
    assert list(wholly_written(made)) == []
    assert list(unsettled(made)) == []


@patient
@given(agreements(), st.sampled_from(("MG", "GB")))
def test_no_precedent_shows_through(one: Agreement, partner: str) -> None:
    """A draft that follows an agreement with Cambodia names neither Cambodia nor an annex of that agreement."""
    made = derive([one]).draft(partner)
    text = whole_text(made)
    assert "Annex IV" not in text
    if one.parties[1] == "KH":
        assert "Cambodia" not in text


# As a value and as a fact -------------------------------------------------------------------------------------------


@patient
@given(orders())
def test_a_draft_is_a_value(order: tuple[AgreementTemplate, Draft]) -> None:
    """It is hashable, comes back from pickle, turns into JSON and prints; and so does what it is made of."""
    _, made = order
    back = through_pickle(made)
    assert back == made
    assert hash(back) == hash(made)
    assert json.loads(json.dumps(made.as_data())) == made.as_data()
    assert made._repr_html_().startswith("<section>")
    assert str(made)


@given(orders(), st.sampled_from(("mine", "a" * 80, "us-mdg-" + "long-" * 14 + "1")))
@settings(deadline=None, max_examples=30)
def test_a_draft_becomes_an_agreement_with_ids_of_its_own(
    order: tuple[AgreementTemplate, Draft], name: str
) -> None:
    """Whatever the length of its id, those of its commitments begin like it and are all different."""
    _, made = order
    fact = made.as_agreement(id=name, announced="2026-09-01", source=Source.what_if("if it were signed"))
    assert fact.kind is AgreementKind.DRAFT
    assert not fact.binding
    assert fact.is_what_if
    ids = [one.id for one in fact.text.commitments]
    assert len(set(ids)) == len(ids)
    assert all(one.startswith(name[:50]) and len(one) <= 80 for one in ids)
    found = compare(fact, made)
    assert {clause.verdict for clause in found.clauses} <= {ClauseVerdict.SAME}


@given(agreements(topics=WORDED))
@settings(deadline=None, max_examples=8)
def test_a_draft_is_in_no_record_until_it_is_added(one: Agreement) -> None:
    """Once added it is an agreement among the others, comparable and foretold, and the old record has it not."""
    talks = tt.load()
    made = derive([one]).draft("MG")
    assert "what-if-mdg" not in talks.agreements
    fact = made.as_agreement(
        id="what-if-mdg", announced=talks.horizon, source=Source.what_if("if it were signed")
    )
    held = evolve(one, kind=AgreementKind.FRAMEWORK)
    more = talks.with_(fact)
    assert "what-if-mdg" not in talks.agreements
    kept = more.agreements["what-if-mdg"]
    assert {clause.verdict for clause in compare(kept, held).clauses} <= {ClauseVerdict.SAME}
    again = AgreementTemplate.from_precedents([kept])
    assert again.coverage(kept).foretold == (1 if kept.text.topics else 0)
