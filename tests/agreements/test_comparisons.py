"""Agreements of the record side by side, and whom the differences favour."""

from __future__ import annotations

from fractions import Fraction

import pytest

import tradetalks as tt
from tests.agreements.of_the_record import CAMBODIA, INDONESIA, JORDAN, MALAYSIA, deal, model
from tests.laws.strategies import after
from tests.laws.strategies_agreements import one_clause
from tradetalks.engines.agreements.alignment import Side
from tradetalks.engines.agreements.comparison import ClauseVerdict, NoText, TermComparison, compare
from tradetalks.engines.agreements.favour import more_onerous
from tradetalks.vocabulary.duties import FREE, AdValorem, AllIn, Duty
from tradetalks.vocabulary.kinds import Bound, TimeUnit, Verb
from tradetalks.vocabulary.terms import (
    ChoiceTerm,
    CountTerm,
    DayTerm,
    DurationTerm,
    DutyTerm,
    FlagTerm,
    MoneyTerm,
    QuantityTerm,
    ShareTerm,
    Term,
    WordsTerm,
)


def term_of(first: str, second: str, topic: str, name: str, side: Side = Side.PARTNER) -> TermComparison:
    """Return how one term of two agreements compares."""
    terms = compare(deal(first), deal(second)).clause(topic).terms
    (found,) = [one for one in terms if (one.name, one.side) == (name, side)]
    return found


# In the record ------------------------------------------------------------------------------------------------------


def test_two_agreements_share_clauses_by_topic() -> None:
    """Cambodia's 48 topics and Malaysia's 52 have 46 in common: a share of each, with its own denominator."""
    found = compare(deal(CAMBODIA), deal(MALAYSIA))
    assert found.common == 46
    assert found.share_of_first == Fraction(46, 48)
    assert found.share_of_second == Fraction(46, 52)
    only = {one.topic for one in found.clauses if one.verdict is ClauseVerdict.ONLY_HERE}
    assert only == {"development-status", "ip-treaties"}
    assert found.clause("digital-services-tax").verdict is ClauseVerdict.SAME
    assert "46 of the first text's 48" in " ".join(str(found).split())


@pytest.mark.parametrize(
    ("pair", "topic", "name", "side", "favours"),
    [
        # All American controls in force ask more of Malaysia than Cambodia's case by case.
        ((CAMBODIA, MALAYSIA), "export-controls", "export-control-alignment", Side.PARTNER, Side.LEAD),
        ((MALAYSIA, INDONESIA), "export-controls", "export-control-alignment", Side.PARTNER, Side.PARTNER),
        ((CAMBODIA, MALAYSIA), "complementary-actions", "complementary-strength", Side.PARTNER, Side.LEAD),
        ((MALAYSIA, JORDAN), "complementary-actions", "complementary-strength", Side.PARTNER, Side.PARTNER),
        ((MALAYSIA, INDONESIA), "investment-security", "screening", Side.PARTNER, Side.LEAD),
        # The right of the United States to end the agreement: the stronger it is, the kinder to them.
        ((CAMBODIA, MALAYSIA), "third-country-fta", "fta-clause", Side.LEAD, Side.LEAD),
        ((MALAYSIA, JORDAN), "third-country-fta", "fta-clause", Side.LEAD, Side.PARTNER),
        # Five years leave Jordan more time than two leave Malaysia, and then it shall recognise.
        (
            (MALAYSIA, JORDAN),
            "labour-forced-labour-ban",
            "forced-labour-deadline",
            Side.PARTNER,
            Side.PARTNER,
        ),
        ((MALAYSIA, JORDAN), "labour-forced-labour-ban", "section-307-effect", Side.PARTNER, Side.LEAD),
        ((CAMBODIA, MALAYSIA), "purchases", "verb", Side.PARTNER, Side.PARTNER),
        # Undecided: a month's notice suits whoever wants to leave.
        ((MALAYSIA, INDONESIA), "termination", "termination-notice", Side.BOTH, None),
        ((CAMBODIA, MALAYSIA), "services", "services-mode", Side.PARTNER, None),
        ((CAMBODIA, MALAYSIA), "us-tariffs", "april-2025-rate", Side.LEAD, None),
    ],
)
def test_whom_a_difference_favours(
    pair: tuple[str, str], topic: str, name: str, side: Side, favours: Side | None
) -> None:
    """The second text is kinder to a side where the terms can be ordered, and exchanging the texts turns it round."""
    there, back = term_of(*pair, topic, name, side), term_of(*pair[::-1], topic, name, side)
    assert there.verdict is ClauseVerdict.CHANGED
    assert there.favours is favours
    assert back.favours is (None if favours is None else favours.other)
    assert ("kinder to the" in str(there)) == (favours is not None)


def test_a_comparison_gives_the_reasons_that_the_record_has() -> None:
    """Why Malaysia has a clause on existing rights and Cambodia none, as far as it is known."""
    clause = compare(deal(CAMBODIA), deal(MALAYSIA)).clause("existing-rights")
    assert clause.verdict is ClauseVerdict.ONLY_THERE
    assert [one.words for one in clause.reasons] == [
        "Malaysian negotiators seem to have asked for it as a safeguard."
    ]


def test_drafts_models_and_versions_compare_like_agreements() -> None:
    """Whatever has a text can stand on either side."""
    draft = model().draft("MG", defaults="latest")
    with_model = tt.compare(draft, model())
    assert with_model.share_of_first == with_model.share_of_second == 1
    assert tt.compare(model(), deal(JORDAN)).share_of_second == Fraction(43, 47)
    agreement = deal("us-jpn-agreement-2025")
    first_version = agreement.known_on(agreement.announced)
    assert first_version is not None
    assert tt.compare(first_version, agreement).share_of_second < 1


@pytest.mark.parametrize("wrong", ["us-khm-art-2025", None, 3])
def test_what_has_no_text_is_not_compared(wrong: str | int | None) -> None:
    """An id in place of an agreement is one clear error, on either side."""
    with pytest.raises(NoText, match="has no text: give agreements"):
        tt.compare(wrong, deal(JORDAN))  # type: ignore[arg-type]
    with pytest.raises(NoText):
        tt.compare(deal(JORDAN), wrong)  # type: ignore[arg-type]


def test_an_unknown_topic_has_no_comparison() -> None:
    """A topic of neither text is a KeyError, like a key that is not there."""
    found = compare(deal(CAMBODIA), deal(JORDAN))
    with pytest.raises(KeyError, match="sunshine"):
        found.clause("sunshine")


def test_texts_without_clauses_share_nothing() -> None:
    """Two empty texts have nothing in common, and no share divides by nothing."""
    empty = tt.AgreementText(title="Empty", parties=["US", "KH"])
    holder = tt.AgreementTemplate.from_precedents([deal(CAMBODIA)])
    assert compare(one_clause([]), holder).common == 0

    class Bare:
        text = empty

    found = compare(Bare(), Bare())
    assert (found.share_of_first, found.share_of_second) == (Fraction(0), Fraction(0))
    assert str(found)


# The order of terms -------------------------------------------------------------------------------------------------


def duty(rate: Duty, name: str = "us-rate", bound: Bound = Bound.EXACTLY) -> DutyTerm:
    """Return a rate."""
    return DutyTerm(name=name, duty=rate, bound=bound)


def money(amount: int, **fields: str) -> MoneyTerm:
    """Return an amount of dollars or of what the fields say."""
    return MoneyTerm(name="purchase-value", amount=amount, **{"currency": "USD", **fields})


def time(count: int, unit: TimeUnit, name: str = "deadline", bound: Bound = Bound.AT_MOST) -> DurationTerm:
    """Return a length of time."""
    return DurationTerm(name=name, count=count, unit=unit, after="entry-into-force", bound=bound)


@pytest.mark.parametrize(
    ("less", "more"),
    [
        (duty(AdValorem(24)), duty(AdValorem(19))),
        (duty(AdValorem(19)), duty(FREE)),
        (duty(AllIn(AdValorem(25))), duty(AllIn(AdValorem(15)))),
        (money(1), money(2)),
        (
            QuantityTerm(name="quota-volume", amount=1, unit="t"),
            QuantityTerm(name="quota-volume", amount=2, unit="t"),
        ),
        (ShareTerm(name="partner-offer", percent=99), ShareTerm(name="partner-offer", percent=100)),
        (time(5, TimeUnit.YEARS), time(2, TimeUnit.YEARS)),
        (time(7, TimeUnit.MONTHS), time(180, TimeUnit.DAYS)),
        (DayTerm(name="deadline-day", day=after(9)), DayTerm(name="deadline-day", day=after(2))),
        (
            ChoiceTerm(name="screening", choice="share-information", scale="screening"),
            ChoiceTerm(name="screening", choice="establish", scale="screening"),
        ),
    ],
)
def test_what_asks_more_of_its_giver(less: Term, more: Term) -> None:
    """Lower rates, larger pledges, nearer deadlines and stronger choices ask more, and the reverse asks less."""
    assert more_onerous(less, more) is True
    assert more_onerous(more, less) is False


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (duty(AdValorem(24), "april-2025-rate"), duty(AdValorem(19), "april-2025-rate")),
        (duty(AdValorem(19)), duty(AllIn(AdValorem(15)))),
        (duty(AdValorem(19)), duty(AdValorem(15), bound=Bound.AT_MOST)),
        (money(1), money(2, currency="EUR")),
        (money(1), money(2, per="year")),
        (money(1, of="rice"), money(2, of="aircraft")),
        (time(6, TimeUnit.MONTHS, "termination-notice"), time(30, TimeUnit.DAYS, "termination-notice")),
        (time(6, TimeUnit.MONTHS), time(180, TimeUnit.DAYS)),
        (time(2, TimeUnit.YEARS), time(5, TimeUnit.YEARS, bound=Bound.AT_LEAST)),
        (
            DayTerm(name="deadline-day", day=after(9), bound=Bound.AT_MOST),
            DayTerm(name="deadline-day", day=after(2), bound=Bound.AT_LEAST),
        ),
        (FlagTerm(name="odd", holds=True), FlagTerm(name="odd", holds=False)),
        (CountTerm(name="odd", count=1, of="things"), CountTerm(name="odd", count=2, of="things")),
        (WordsTerm(name="odd", words="a"), WordsTerm(name="odd", words="b")),
        (FlagTerm(name="odd", holds=True), WordsTerm(name="odd", words="b")),
        (ChoiceTerm(name="odd", choice="a"), ChoiceTerm(name="odd", choice="b")),
    ],
)
def test_what_cannot_be_ordered_is_not(one: Term, other: Term) -> None:
    """Rates of another kind, other things, notices, flags, counts and words are in nobody's favour."""
    assert more_onerous(one, other) is None
    assert more_onerous(other, one) is None


def test_the_stronger_right_is_kinder_to_who_has_it() -> None:
    """A choice on what a side may do, unlike one on what it must, favours that side where it is stronger."""
    weak, strong = (
        ChoiceTerm(name="fta-clause", choice=choice, scale="fta-clause")
        for choice in ("terminate", "terminate-and-reimpose")
    )
    for verb, favours in ((Verb.MAY, Side.PARTNER), (Verb.SHALL, Side.LEAD)):
        found = compare(one_clause([weak], verb=verb), one_clause([strong], verb=verb))
        (term,) = [one for one in found.clause("odd").terms if one.name == "fta-clause"]
        assert term.favours is favours
