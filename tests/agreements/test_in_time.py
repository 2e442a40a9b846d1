"""How clauses travelled from deal to deal in the record, and how well each deal was foretold."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

import tradetalks as tt
from tests.agreements.of_the_record import CAMBODIA, FOUR, INDONESIA, JORDAN, MALAYSIA, deal
from tests.record.inputs import agreements, needs_facts
from tradetalks.engines.agreements.clauses import BadPrecedents
from tradetalks.engines.agreements.history import backtest, spread
from tradetalks.vocabulary.kinds import AgreementKind, BadWord

if TYPE_CHECKING:
    from tradetalks.engines.agreements.coverage import Coverage

TALKS = tt.load()
ART = AgreementKind.AGREEMENT_ON_RECIPROCAL_TRADE


def test_the_clause_on_digital_services_taxes_spread_by_date() -> None:
    """From Cambodia and Malaysia by the statements of November 2025 to Jordan, and hardest in the agreements."""
    found = TALKS.spread("digital-services-tax")
    assert [(str(one.day), one.agreement) for one in found.steps] == [
        ("2025-10-26", CAMBODIA),
        ("2025-10-26", MALAYSIA),
        ("2025-10-26", "us-tha-framework-2025"),
        ("2025-11-13", "us-ecu-framework-2025"),
        ("2025-11-13", "us-gtm-framework-2025"),
        ("2025-11-13", "us-slv-framework-2025"),
        ("2025-11-14", "us-che-lie-framework-2025"),
        ("2026-02-12", "us-mkd-framework-2026"),
        ("2026-02-19", INDONESIA),
        ("2026-07-21", JORDAN),
    ]
    hardest = {one.agreement: one.verbs[0][1].value for one in found.steps}
    assert {hardest[name] for name in FOUR} == {"shall"}
    assert hardest["us-che-lie-framework-2025"] == "intends"
    assert (found.of, len(TALKS.agreements)) == (31, 31)


def test_the_strength_of_a_clause_changes_from_deal_to_deal() -> None:
    """What each agreement asks in the way of export controls."""
    steps = {one.agreement: dict(one.choices) for one in TALKS.spread("export-controls").steps}
    assert [steps[name]["export-control-alignment"] for name in FOUR] == [
        "case-by-case",
        "all-in-force",
        "us-controls",
        "all-in-force",
    ]


@needs_facts
@pytest.mark.parametrize(
    "topic", ["digital-services-tax", "halal", "third-country-fta", "currency", "defence-trade"]
)
def test_a_spread_has_the_instruments_of_the_fact_base(topic: str) -> None:
    """Every instrument with the topic is a step, in the order of the days on which they were announced."""
    having = {
        fact["id"]: str(fact["announced"])
        for fact in agreements()
        if topic in {name for article in fact.get("structure", ()) for name in article.get("topics", ())}
        or topic in {one["topic"] for one in fact["commitments"]}
    }
    found = TALKS.spread(topic)
    assert {one.agreement for one in found.steps} == set(having)
    assert [one.day for one in found.steps] == sorted(one.day for one in found.steps)
    for step in found.steps:
        assert str(step.day) >= having[step.agreement]


def test_an_unknown_topic_does_not_spread() -> None:
    """A topic that the record does not have is an unknown id."""
    with pytest.raises(tt.UnknownId):
        TALKS.spread("sunshine")


# The back-test ------------------------------------------------------------------------------------------------------


def rows(**kinds: object) -> dict[str, Coverage]:
    """Return the rows of the back-test of the record."""
    return {one.agreement: one for one in TALKS.backtest(**kinds).coverages}  # type: ignore[arg-type]


def test_every_agreement_but_the_first_is_foretold() -> None:
    """The general terms with the United Kingdom came first, and so nothing foretold them."""
    assert set(TALKS.agreements) - set(rows()) == {"us-gbr-general-terms-2025"}


def test_an_agreement_is_foretold_from_earlier_days_only() -> None:
    """Of what was announced on 26 October 2025 none foretells another, Cambodia and Malaysia least of all."""
    found = rows()
    assert found[CAMBODIA].precedents == found[MALAYSIA].precedents
    assert not {CAMBODIA, MALAYSIA} & set(found[MALAYSIA].precedents)
    for name, row in found.items():
        day = deal(name).announced
        assert all(deal(one).announced < day for one in row.precedents)


def test_a_record_of_the_day_before_gives_the_same_row() -> None:
    """What was known when Jordan's text came out foretells it alike, asked then or now."""
    then = TALKS.known_on(deal(JORDAN).announced - timedelta(days=1))
    model = tt.AgreementTemplate.from_precedents(one for one in then.agreements.values() if one.text.topics)
    assert model.coverage(deal(JORDAN)) == rows()[JORDAN]


def test_among_agreements_on_reciprocal_trade_alone_the_later_are_better_foretold() -> None:
    """In their own family, Indonesia is foretold to 51 of 61 topics or more, and Jordan wholly but for one body."""
    found = rows(kinds=[ART])
    assert CAMBODIA not in found
    assert found[INDONESIA].foretold >= Fraction(51, 61)
    assert found[JORDAN].new_topics == ("consultation-body",)


def test_a_back_test_of_some_kinds_counts_them_only() -> None:
    """Kinds are words or members, and an unknown one is refused."""
    assert TALKS.backtest(kinds=["agreement-on-reciprocal-trade"]) == TALKS.backtest(kinds=[ART])
    with pytest.raises(BadWord):
        TALKS.backtest(kinds=["treaty"])
    with pytest.raises(BadPrecedents):
        TALKS.backtest(core_share=0)


def test_a_back_test_prints_every_count_with_its_denominator() -> None:
    """Topics foretold and core clauses kept, of how many."""
    page = " ".join(str(TALKS.backtest(kinds=[ART])).split())
    row = rows(kinds=[ART])[JORDAN]
    assert f"{len(row.core_topics) + len(row.optional_topics)}/{row.topics}" in page
    assert f"{len(row.core_topics)}/{len(row.core_topics) + len(row.missing_topics)}" in page


def test_of_nothing_or_of_one_agreement_there_is_no_row() -> None:
    """Without a predecessor nothing is foretold, and the mean of nothing is nothing."""
    for few in ([], [deal(JORDAN)]):
        found = backtest(few)
        assert found.coverages == ()
        assert found.mean_foretold == 0
        assert str(found)
    assert spread([], "halal").steps == ()


def test_the_mean_is_of_the_rows() -> None:
    """The mean share foretold is that of the rows, exactly."""
    found = TALKS.backtest()
    shares = [one.foretold for one in found.coverages]
    assert found.mean_foretold == sum(shares, Fraction(0)) / len(shares)
