"""What the agreements of the record have in common, as their texts say and as the fact base lays it out.

The values are those of the articles named beside them, as read in the texts on the site of the White House; the
table of slots is section 5 of ``facts/agreements/alignment.md`` of the fact base.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.agreements.of_the_record import (
    CAMBODIA,
    FOUR,
    INDONESIA,
    JORDAN,
    MALAYSIA,
    TWO,
    deal,
    model,
    seen,
    slot,
)
from tests.record.inputs import agreements, needs_facts
from tradetalks.engines.agreements.alignment import Side
from tradetalks.vocabulary.kinds import Verb

if TYPE_CHECKING:
    from collections.abc import Iterable

#: The clauses of the first two agreements that Jordan's has no longer, all three of them on tariffs and taxes.
DROPPED_BY_JORDAN = {"border-measures-taxes", "us-232-treatment", "us-zero-list"}


# Common clauses -----------------------------------------------------------------------------------------------------


def topics_in_the_facts(name: str) -> set[str]:
    """Return the topics of an agreement from the fact base alone: of its articles, and of its commitments."""
    (fact,) = [one for one in agreements() if one["id"] == name]
    topics = {topic for article in fact["structure"] for topic in article.get("topics", ())}
    return topics | {one["topic"] for one in fact["commitments"]}


@needs_facts
@pytest.mark.parametrize("names", [TWO, FOUR, (MALAYSIA, INDONESIA), (CAMBODIA, JORDAN), (JORDAN,)])
def test_core_and_optional_are_those_of_the_fact_base(names: tuple[str, ...]) -> None:
    """Intersections and unions of the topics in the fact base are the core and the clauses of the model."""
    topics = [topics_in_the_facts(name) for name in names]
    found = model(*names)
    assert {one.topic for one in found.core} == set.intersection(*topics)
    assert set(found.topics) == set.union(*topics)


@needs_facts
def test_a_share_of_one_half_is_counted_in_the_fact_base_too() -> None:
    """With half as the measure, two of the four texts make a clause core."""
    topics = [topics_in_the_facts(name) for name in FOUR]
    found = model(*FOUR, core_share="1/2")
    for clause in found.clauses:
        assert clause.core == (sum(clause.topic in one for one in topics) >= 2)


def test_the_first_two_agreements_have_46_clauses_in_common() -> None:
    """Cambodia has 48 topics and Malaysia 52: 46 are in both, eight in one of them."""
    found = model()
    assert (len(deal(CAMBODIA).text.topics), len(deal(MALAYSIA).text.topics)) == (48, 52)
    assert (len(found.core), len(found.optional)) == (46, 8)
    optional = {one.topic: one.precedents for one in found.optional}
    assert optional == {
        "development-status": (CAMBODIA,),
        "ip-treaties": (CAMBODIA,),
        "currency": (MALAYSIA,),
        "existing-rights": (MALAYSIA,),
        "export-restrictions": (MALAYSIA,),
        "halal": (MALAYSIA,),
        "motor-vehicles": (MALAYSIA,),
        "nuclear-procurement": (MALAYSIA,),
    }


def test_all_four_agreements_have_43_clauses_in_common() -> None:
    """Of the 46 of the first two, Indonesia has all, and Jordan all but three."""
    core = {one.topic for one in model().core}
    assert {one.topic for one in model(*TWO, INDONESIA).core} == core
    assert {one.topic for one in model(*FOUR).core} == core - DROPPED_BY_JORDAN


def test_only_malaysia_and_jordan_buy_no_nuclear_goods_of_some_countries() -> None:
    """Article 5.3 of Malaysia and 4.3 of Jordan; Indonesia's topic is the liability convention (Annex III 5.5)."""
    clause = model(*FOUR).clause("nuclear-procurement")
    assert not clause.core
    values = seen(model(*FOUR), "nuclear-procurement.partner.nuclear-clause")
    assert values == {MALAYSIA: "yes", INDONESIA: "no", JORDAN: "yes"}
    assert [one.words for one in clause.reasons] == ["Plans or contracts for reactors."]
    assert all(one.inferred for one in clause.reasons)


def test_only_malaysia_reserves_its_existing_rights() -> None:
    """The article on existing rights, and the reason that the record infers for it."""
    clause = model(*FOUR).clause("existing-rights")
    assert clause.precedents == (MALAYSIA,)
    (reason,) = clause.reasons
    assert reason.inferred
    assert reason.sources


# Fixed terms and slots ----------------------------------------------------------------------------------------------


def fixed(names: Iterable[str], topic: str, side: Side) -> dict[str, str]:
    """Return the fixed terms of a side of a clause."""
    found = model(*names).clause(topic).of(side)
    assert found is not None
    return {term.name: term.value for term in found.fixed}


def test_the_rate_of_19_percent_is_fixed_in_the_first_two() -> None:
    """Article 1.1(2) of each; Indonesia's says at most, and Jordan's Annex I was not read."""
    assert fixed(TWO, "us-tariffs", Side.LEAD)["us-rate"] == "19%"
    values = seen(model(*FOUR), "us-tariffs.lead.us-rate")
    assert values[INDONESIA] == "at most 19%"
    assert values[JORDAN].startswith("not known")
    assert [one.value for one in slot(model(*FOUR), "us-tariffs.lead.us-rate").values] == [
        "19%",
        "at most 19%",
    ]


@pytest.mark.parametrize(
    ("key", "khm", "mys", "idn", "jor"),
    [
        ("us-tariffs.lead.april-2025-rate", "49%", "24%", "32%", "20%"),
        (
            "termination.both.termination-notice",
            "6 months after notice",
            "180 days after notice",
            "30 days after notice",
            "6 months after notice",
        ),
        ("termination.both.consult-before-termination", "yes", "no", "yes", "no"),
        (
            "entry-into-force.both.entry-into-force",
            "at once after last-notification",
            "60 days after exchange-of-notifications",
            "90 days after exchange-of-notifications",
            "60 days after exchange-of-notifications",
        ),
        (
            "labour-forced-labour-ban.partner.forced-labour-deadline",
            None,
            "at most 2 years after entry-into-force",
            "at most 2 years after entry-into-force",
            "at most 5 years after entry-into-force",
        ),
        (
            "labour-forced-labour-ban.partner.section-307-effect",
            "may-acknowledge",
            "may-acknowledge",
            "may-recognise",
            "shall-recognise",
        ),
        (
            "customs-facilitation.partner.customs-deadline",
            "at most 5 years after entry-into-force",
            None,
            None,
            "at most 5 years after entry-into-force",
        ),
        (
            "complementary-actions.partner.complementary-strength",
            "similar",
            "equivalent-effect",
            "equivalent-effect",
            "as-partner-decides",
        ),
        (
            "export-controls.partner.export-control-alignment",
            "case-by-case",
            "all-in-force",
            "us-controls",
            "all-in-force",
        ),
        ("investment-security.partner.screening", "share-information", "explore", "establish", "explore"),
        (
            "third-country-fta.lead.fta-clause",
            "terminate-if-undermined",
            "terminate-and-reimpose",
            "terminate-and-reimpose",
            "terminate",
        ),
        (
            "soe-subsidies.partner.soe-strength",
            "to-the-extent-possible",
            "shall-ensure",
            "shall-ensure",
            "shall-ensure",
        ),
        (
            "services.partner.services-mode",
            "standstill",
            "mfn-import",
            "standstill-and-rollback",
            "standstill-and-rollback",
        ),
        (
            "geographical-indications.partner.gi-mode",
            "permit-use",
            "protect-only-origin-linked",
            "permit-use",
            "permit-use",
        ),
        ("border-measures-taxes.partner.border-mode", "consult", "align", "align", None),
        ("enforcement.both.tariff-freedom", "no", "yes", "yes", "yes"),
        (
            "digital-trade-agreements.partner.digital-agreement-clause",
            "consult",
            "consult",
            "communicate",
            None,
        ),
        ("digital-trade-agreements.lead.digital-agreement-clause", None, None, None, "terminate"),
        ("electronic-transmissions.partner.transmissions-bound", "partner", None, "partner", "partner"),
        ("electronic-transmissions.both.transmissions-bound", None, "each-party", None, None),
        ("border-measures-taxes.partner.wto-rebate-clause", "one-way-with-countervailing", None, None, None),
        ("border-measures-taxes.both.wto-rebate-clause", None, "mutual", None, None),
    ],
)
def test_slots_have_the_values_of_the_texts(
    key: str, khm: str | None, mys: str | None, idn: str | None, jor: str | None
) -> None:
    """The values of each slot and where from; a text without the term has none, which is no value."""
    expected = dict(zip(FOUR, (khm, mys, idn, jor), strict=True))
    assert seen(model(*FOUR), key) == {name: value for name, value in expected.items() if value}


@pytest.mark.parametrize(
    ("topic", "side", "term", "value"),
    [
        ("digital-services-tax", Side.PARTNER, "dst-clause", "yes"),
        ("export-controls", Side.PARTNER, "no-backfilling", "yes"),
        ("sanctions-lists", Side.PARTNER, "lists-named", "3 US lists"),
        ("enforcement", Side.BOTH, "consult-before-action", "yes"),
    ],
)
def test_what_never_varied_in_four_texts_is_fixed(topic: str, side: Side, term: str, value: str) -> None:
    """Terms that all four texts have alike."""
    assert fixed(FOUR, topic, side)[term] == value


def test_a_term_that_changes_sides_is_a_slot_and_not_fixed() -> None:
    """Malaysia's text binds both on transmissions and tax rebates, Cambodia's the partner: that is a difference."""
    for topic, term in (
        ("electronic-transmissions", "transmissions-bound"),
        ("border-measures-taxes", "wto-rebate-clause"),
    ):
        assert [one.name for one in model().slots if one.topic == topic].count(term) == 2
        for side in (Side.PARTNER, Side.BOTH):
            assert term not in fixed(TWO, topic, side)


def test_slots_know_their_type_and_whether_a_draft_may_leave_them_out() -> None:
    """A notice is a duration that every text has; a deadline that Cambodia has not may be left out."""
    notice = slot(model(), "termination.both.termination-notice")
    assert (notice.type, notice.optional, notice.many) == ("duration", False, False)
    deadline = slot(model(), "labour-forced-labour-ban.partner.forced-labour-deadline")
    assert (deadline.type, deadline.optional) == ("duration", True)
    amounts = slot(model(), "investment-in-us.partner.investment-amount")
    assert (amounts.type, amounts.many) == ("money", True)
    unread = slot(model(), "cheese-meat-terms.partner.cheese-terms")
    assert (unread.type, unread.values) == ("unknown", ())


def test_verbs_are_kept_by_precedent() -> None:
    """Cambodia shall purchase, Malaysia intends to, as Articles 4 and 5 say."""
    side = model().clause("purchases").of(Side.PARTNER)
    assert side is not None
    assert dict(side.verbs) == {CAMBODIA: Verb.SHALL, MALAYSIA: Verb.INTENDS}


# Foretelling --------------------------------------------------------------------------------------------------------


def test_what_the_first_two_foretold_of_indonesia() -> None:
    """Every core clause was kept, and 51 of 61 topics were known; what is new is Indonesia's own list."""
    found = model().coverage(deal(INDONESIA))
    assert (found.topics, found.missing_topics) == (61, ())
    assert found.kept == 1
    assert set(found.new_topics) == {
        "critical-minerals",
        "equipment-security",
        "excess-capacity",
        "local-content",
        "medical-pharma",
        "rebalancing",
        "remanufactured-goods",
        "tariff-rate-quotas",
        "textile-mechanism",
        "trade-remedies-cooperation",
    }
    assert set(found.optional_topics) == {
        "ip-treaties",
        "nuclear-procurement",
        "motor-vehicles",
        "halal",
        "export-restrictions",
    }


def test_what_the_first_two_foretold_of_jordan() -> None:
    """Jordan kept 43 of 46; only cooperation on trade remedies and the joint committee are new."""
    found = model().coverage(deal(JORDAN))
    assert found.topics == 47
    assert set(found.new_topics) == {"consultation-body", "trade-remedies-cooperation"}
    assert set(found.missing_topics) == DROPPED_BY_JORDAN
    assert set(found.optional_topics) == {"nuclear-procurement", "motor-vehicles"}


def test_a_model_prints_its_clauses_and_slots() -> None:
    """The page names the precedents, the counts, and each value once with everybody who has it."""
    page = str(model(*FOUR))
    assert page.startswith("Model agreement from 4 precedents")
    assert "Core clauses (43)" in page
    notice = slot(model(*FOUR), "termination.both.termination-notice")
    assert str(notice) == (
        "termination-notice (duration): 6 months after notice (us-khm-art-2025, us-jor-art-2026), "
        "180 days after notice (us-mys-art-2025), 30 days after notice (us-idn-art-2026)"
    )
    for one in notice.values:
        assert one.value.split()[0] in page
