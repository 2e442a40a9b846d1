"""Drafts from the record: complete and readable whatever is chosen, and open about where each part comes from."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random

import pytest

import tradetalks as tt
from tests.agreements.of_the_record import CAMBODIA, FOUR, INDONESIA, JORDAN, MALAYSIA, TWO, deal, model
from tests.agreements.reading import unsettled, whole_text, wholly_written
from tests.laws.strategies_agreements import one_clause
from tradetalks.engines.agreements.alignment import Side
from tradetalks.engines.agreements.choices import DefaultRule, HowChosen
from tradetalks.engines.agreements.comparison import ClauseVerdict, compare
from tradetalks.engines.agreements.term_words import in_words, listed
from tradetalks.model.sources import Source
from tradetalks.vocabulary.duties import FREE, AdValorem, AllIn
from tradetalks.vocabulary.goods import ProductScope
from tradetalks.vocabulary.kinds import AgreementKind, Bound, CommitmentKind, TimeUnit, Verb
from tradetalks.vocabulary.notation import parse_duty
from tradetalks.vocabulary.terms import (
    ChoiceTerm,
    CountTerm,
    DayTerm,
    DurationTerm,
    DutyTerm,
    FlagTerm,
    MoneyTerm,
    QuantityTerm,
    ScopeTerm,
    ShareTerm,
    Term,
    UnknownTerm,
    WordsTerm,
)

TALKS = tt.load()


# Complete and readable ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", DefaultRule)
@pytest.mark.parametrize("names", [TWO, FOUR, tuple(TALKS.agreements)], ids=["two", "four", "all"])
def test_any_choice_of_clauses_reads_as_an_agreement(names: tuple[str, ...], rule: DefaultRule) -> None:
    """Numbers, references, schedules, definitions and sentences are right for samples of optional clauses."""
    random = Random(f"{len(names)} {rule}")
    found = model(*names, core_share="1" if len(names) < 5 else "1/4")
    optional = [one.topic for one in found.optional]
    core = [one.topic for one in found.core]
    samples = [[], optional, *(random.sample(optional, random.randint(1, len(optional))) for _ in range(4))]
    for include in samples:
        draft = found.draft(
            random.choice(("MG", "LS", "CI", "GB")),
            include=include,
            exclude=random.sample(core, min(len(core), random.randint(0, 9))),
            defaults=rule,
            recitals=random.choice(((), ("framework-agreement",), ("free-trade-agreement",))),
        )
        assert list(wholly_written(draft)) == []
        assert list(unsettled(draft)) == []


@pytest.mark.parametrize("name", list(TALKS.agreements))
def test_the_model_of_each_agreement_drafts_it(name: str) -> None:
    """One precedent leaves nothing to ask, gives the same clauses, and reads well for whichever partner."""
    found = model(name)
    own = found.draft(deal(name).parties[1])
    assert {one.verdict for one in compare(own, deal(name)).clauses} <= {ClauseVerdict.SAME}
    for draft in (own, found.draft("MG")):
        assert list(wholly_written(draft)) == []
        assert list(unsettled(draft)) == []


@pytest.mark.parametrize("name", FOUR)
def test_the_terms_and_forms_of_a_precedent_give_the_precedent(name: str) -> None:
    """With its own terms and forms each of the four comes out of the model of all four."""
    found = model(*FOUR)
    draft = found.draft(
        deal(name).parties[1], terms=found.terms_of(deal(name)), variants=found.variants_of(deal(name))
    )
    compared = compare(draft, deal(name))
    assert {compared.clause(one.topic).verdict for one in found.core} == {ClauseVerdict.SAME}


def test_a_draft_for_madagascar_reads_as_an_agreement() -> None:
    """Title, parties, recitals, rate, notice, signature: what a reader looks for is where it belongs."""
    draft = model().draft(
        "MG",
        terms={"april-2025-rate": "47%", "termination-notice": "180 days after notice"},
        include=["development-status"],
        defaults="strictest",
    )
    assert draft.text.title == "Agreement between the United States and Madagascar on Reciprocal Trade"
    assert draft.text.parties == ("US", "MG")
    assert draft.preamble[-1] == "have agreed on the following:"
    assert "Mindful of the level of development of Madagascar;" in draft.preamble
    rate = draft.clause("us-tariffs")
    assert "The reference rate for goods of Madagascar is 47 percent ad valorem." in rate.paragraphs
    assert "on the basis of Executive Order 14257 as amended" in " ".join(rate.paragraphs)
    assert (
        draft.clause("termination").paragraphs[1]
        == "A termination under this Article takes effect 180 days after written notice."
    )
    assert draft.signature[-1].startswith("For Madagascar: ")
    assert "no legal advice" in draft.notice
    assert draft.articles[0].section == "Definitions"
    page = str(draft)
    assert "Section 2: Duties and Quantities" in page
    assert "Article 8.1: " in page


def test_names_of_precedents_do_not_come_along() -> None:
    """Cambodia's reservation becomes Madagascar's; what hangs on Jordan's own treaty has yet to be settled."""
    cambodian = model(CAMBODIA).draft("MG")
    said = " ".join(cambodian.clause("complementary-actions").paragraphs)
    assert "sovereign interests of Madagascar stay whole" in said
    assert "Cambodia" not in whole_text(cambodian)
    jordanian = whole_text(model(JORDAN).draft("MG"))
    assert "Jordan" not in jordanian
    assert "The rates in Schedule 1 rest on [to be settled: partner schedule]." in jordanian
    assert "rest on US-Jordan Free Trade Agreement" in whole_text(model(JORDAN).draft("JO"))
    # What the caller gives is the caller's own.
    given = model().draft("MG", defaults="latest", terms={"softener": "as between Cambodia and Malaysia"})
    assert "as between Cambodia and Malaysia" in whole_text(given)


def test_what_a_precedent_keeps_in_an_annex_a_draft_keeps_in_a_schedule() -> None:
    """No draft refers to the annexes of a precedent, and a list that is given stands in its schedule."""
    assert "Annex I" not in whole_text(model(INDONESIA).draft("MG")).replace("Annex 1A", "")
    terms = {
        "purchase-list": "100,000 tonnes of rice",
        "zero-list": "vanilla and sapphires",
        "cheese-terms": "feta",
    }
    draft = model().draft("MG", defaults="latest", terms=terms)
    lists = {one.title: one.lines for one in draft.schedules}
    assert "100,000 tonnes of rice" in lists["Purchases"]
    assert (
        "vanilla and sapphires"
        in lists["Goods of Madagascar Free of the Reciprocal Duty of the United States"]
    )
    assert "feta" in lists["Names of Cheese and Meat"]
    assert list(unsettled(draft)) == []


def test_open_points_are_plain_to_see() -> None:
    """Where no precedent could be read, the draft says what has yet to be settled."""
    draft = model().draft("MG", defaults="latest")
    assert draft.choice_of("practices").how is HowChosen.OPEN_IN_PRECEDENTS
    text = whole_text(draft)
    for name in ("zero list", "cheese terms", "meat terms", "practices", "purchase list"):
        assert f"[to be settled: {name}]" in text


def test_a_topic_without_words_says_so() -> None:
    """A clause of one's own that the library cannot word is an article all the same, with what is known of it."""
    precedent = one_clause([MoneyTerm(name="fund", amount=Decimal(5), currency="USD")], topic="sunshine")
    found = tt.AgreementTemplate.from_precedents([precedent]).draft("MG")
    (article,) = found.clauses
    assert (article.number, article.heading) == ("2.1", "Sunshine")
    assert article.paragraphs == (
        "For the purposes of this Article, the following applies to the fund: USD 5.",
    )
    bare = tt.AgreementTemplate.from_precedents([one_clause([], topic="sunshine")]).draft("MG")
    assert bare.clauses[0].paragraphs == (
        "The Parties have yet to settle the following point: what Madagascar undertakes on sunshine.",
    )


# Where each part comes from -----------------------------------------------------------------------------------------


def test_a_draft_knows_the_precedent_of_each_clause() -> None:
    """The latest where nothing is asked, another where it is; the article of definitions follows none."""
    draft = model().draft(
        "MG", defaults="latest", variants={"termination": CAMBODIA}, include=["development-status"]
    )
    assert draft.precedent_of("halal" if "halal" in draft.text.topics else "services") == MALAYSIA
    assert draft.precedent_of("termination") == CAMBODIA
    assert draft.precedent_of("development-status") == CAMBODIA
    assert draft.precedent_of(draft.clause("termination")) == CAMBODIA
    with pytest.raises(KeyError, match="Definitions"):
        draft.precedent_of(draft.articles[0])
    with pytest.raises(KeyError, match="sunshine"):
        draft.precedent_of("sunshine")


def test_a_clause_that_follows_a_precedent_has_its_terms() -> None:
    """To follow Cambodia's termination is to have Cambodia's notice, whatever the rule for the rest."""
    draft = model().draft("MG", defaults="latest", variants={"termination": CAMBODIA})
    choice = draft.choice_of("termination-notice")
    assert (choice.how, choice.precedent) == (HowChosen.FOLLOWED, CAMBODIA)
    assert [one.value for one in choice.terms] == ["6 months after notice"]
    assert str(choice) == "termination-notice: 6 months after notice, followed, from us-khm-art-2025"
    # An optional term of the precedent comes with it.
    malaysian = model().draft("MG", defaults="latest", variants={"labour-forced-labour-ban": MALAYSIA})
    assert (
        malaysian.choice_of("forced-labour-deadline").terms[0].value
        == "at most 2 years after entry-into-force"
    )
    with pytest.raises(KeyError):
        draft.choice_of("forced-labour-deadline")


@pytest.mark.parametrize(
    ("rule", "name", "value"),
    [
        (DefaultRule.LATEST, "export-control-alignment", "all-in-force"),
        (DefaultRule.LATEST, "april-2025-rate", "20%"),
        (DefaultRule.MEDIAN, "april-2025-rate", "24%"),
        (DefaultRule.MEDIAN, "termination-notice", "6 months after notice"),
        (DefaultRule.MEDIAN, "export-control-alignment", "all-in-force"),
        (DefaultRule.MOST_FREQUENT, "termination-notice", "6 months after notice"),
        (DefaultRule.MOST_FREQUENT, "complementary-strength", "equivalent-effect"),
        (DefaultRule.MOST_FREQUENT, "april-2025-rate", "20%"),
        (DefaultRule.STRICTEST, "screening", "establish"),
        (DefaultRule.STRICTEST, "section-307-effect", "shall-recognise"),
        (DefaultRule.STRICTEST, "soe-strength", "shall-ensure"),
        (DefaultRule.STRICTEST, "us-rate", "at most 19%"),
    ],
)
def test_default_rules(rule: DefaultRule, name: str, value: str) -> None:
    """Each rule takes a value that a precedent has, and says which; of equals the latest."""
    choice = model(*FOUR).draft("MG", defaults=rule).choice_of(name)
    assert "; ".join(one.value for one in choice.terms) == value
    assert (choice.how, choice.rule) == (HowChosen.DEFAULT, rule)
    assert choice.precedent in FOUR
    assert rule.value in str(choice)


def test_a_verb_can_be_asked_for() -> None:
    """A softer verb stands in the article and in the commitment, which then binds less."""
    draft = model().draft(
        "MG", defaults="latest", variants={"environment": "endeavours", "services": Verb.INTENDS}
    )
    assert draft.clause("environment").paragraphs[0].startswith("Madagascar shall endeavour to maintain")
    commitments = {one.topic: one for one in draft.text.commitments}
    assert commitments["environment"].bindingness.value == "best-endeavours"
    assert commitments["services"].bindingness.value == "intention"


def test_commitments_of_a_draft_are_like_those_of_the_same_side() -> None:
    """The kind of what the United States gives comes from what they gave before, not from what was given them."""
    draft = model(*FOUR).draft("MG", defaults="latest", variants=model(*FOUR).variants_of(deal(JORDAN)))
    by_side = {(one.topic, one.giver): one.kind for one in draft.text.commitments}
    precedent = deal(JORDAN).text.commitments
    for topic, giver in (("agriculture-sps", "US"), ("agriculture-sps", "MG"), ("investment-access", "US")):
        theirs = next(
            one for one in precedent if one.topic == topic and (one.giver == "US") == (giver == "US")
        )
        assert by_side[topic, giver] is theirs.kind
    assert isinstance(by_side["investment-access", "US"], CommitmentKind)


def test_several_fixed_terms_of_a_name_are_all_said() -> None:
    """Two amounts that never varied are one choice with two terms, both in the text."""
    amounts = [
        MoneyTerm(name="purchase-value", amount=Decimal(one), currency="USD", of=of)
        for one, of in ((1, "rice"), (2, "corn"))
    ]
    pile = [one_clause(amounts, ident=name, topic="purchases") for name in ("one", "other")]
    draft = tt.AgreementTemplate.from_precedents(pile).draft("MG")
    choice = draft.choice_of("purchase-value")
    assert (choice.how, len(choice.terms), choice.precedent) == (HowChosen.FIXED, 2, None)
    assert "(a) USD 1 of rice; (b) USD 2 of corn" in whole_text(draft)


def test_a_precedent_of_which_only_the_heading_is_known_gives_no_form() -> None:
    """The latest text with a clause may be known by its headings; then the latest that was read is followed."""
    from attrs import evolve

    read = one_clause([WordsTerm(name="odd", words="goodwill")], ident="read")
    article = evolve(read.text.articles[0], commitments=[])
    headed = evolve(read, id="headed", announced="2026-01-01", text=evolve(read.text, articles=[article]))
    draft = tt.AgreementTemplate.from_precedents([read, headed]).draft("MG", defaults="latest")
    assert draft.precedent_of("odd") == "read"
    assert [one.name for one in draft.clause("odd").choices] == ["odd"]


def test_a_model_can_be_put_into_words_with_its_slots_open() -> None:
    """Its core reads as an agreement with "the Partner", each slot with the values seen in square brackets."""
    shown = model(*FOUR).in_words()
    assert list(wholly_written(shown)) == []
    text = whole_text(shown)
    assert "[april-2025-rate: values seen 49% (us-khm-art-2025), 24% (us-mys-art-2025), " in text
    assert "[cheese-terms: values seen not known (Annex II was not read) (us-khm-art-2025, " in text
    assert "for goods of the Partner" in text
    assert shown.choice_of("april-2025-rate").how is HowChosen.OPEN_IN_PRECEDENTS
    assert "for goods of Madagascar" in whole_text(model().in_words("MG"))
    for wrong in ("US", "XX"):
        with pytest.raises(tt.DraftRefused):
            model().in_words(wrong)


# As a fact ----------------------------------------------------------------------------------------------------------


def test_a_draft_becomes_a_fact_only_when_somebody_makes_it_one() -> None:
    """As an agreement of kind draft it can be added to a record, is marked as a supposition, and compares."""
    draft = model().draft("MG", defaults="latest")
    fact = draft.as_agreement(
        id="us-mdg-draft",
        announced="2026-10-01",
        source=Source.what_if("if the model were taken to Madagascar"),
        negotiation="us-mdg",
    )
    assert (fact.kind, fact.binding, fact.is_what_if) == (AgreementKind.DRAFT, False, True)
    assert all(not one.verified for one in fact.text.commitments)
    more = TALKS.with_(fact)
    assert "us-mdg-draft" not in TALKS.agreements
    assert tt.compare(more.agreements["us-mdg-draft"], draft).share_of_second == 1
    assert "us-mdg-draft" in [one.agreement for one in more.spread("digital-services-tax").steps]
    found = tt.AgreementTemplate.from_precedents([*map(deal, TWO), more.agreements["us-mdg-draft"]])
    assert len(found.core) == 46
    assert more.without("us-mdg-draft") == TALKS


def test_the_text_of_a_draft_has_the_order_of_its_numbers() -> None:
    """The articles of the text stand as they are numbered, the preamble first."""
    text = model(*FOUR).draft("MG", defaults="latest").text
    assert text.articles[0].number == "Preamble"
    numbers = [tuple(map(int, one.number.split("."))) for one in text.articles[1:]]
    assert numbers == sorted(numbers)


# Terms in words -----------------------------------------------------------------------------------------------------


def test_every_kind_of_term_is_a_noun_phrase() -> None:
    """Each kind, with its bound, as it stands in a sentence."""
    cases: dict[str, Term] = {
        "zero percent": DutyTerm(name="odd", duty=FREE),
        "no more than 19 percent ad valorem": DutyTerm(name="odd", duty=AdValorem(19), bound=Bound.AT_MOST),
        "15 percent ad valorem, the ordinary customs duty included": DutyTerm(
            name="odd", duty=AllIn(AdValorem(15))
        ),
        "25% + 2¢/kg": DutyTerm(name="odd", duty=parse_duty("25% + 2¢/kg")),
        "about USD 150 of rice each year": MoneyTerm(
            name="odd", amount=Decimal(150), currency="USD", per="year", of="rice", bound=Bound.ABOUT
        ),
        "no less than 26,000 metric tons of apples": QuantityTerm(
            name="odd", amount=Decimal(26_000), unit="t", of="apples", bound=Bound.AT_LEAST
        ),
        "30 aircraft": QuantityTerm(name="odd", amount=Decimal(30), unit="aircraft"),
        "one month after written notice": DurationTerm(
            name="odd", count=1, unit=TimeUnit.MONTHS, after="notice"
        ),
        "180 days": DurationTerm(name="odd", count=180, unit=TimeUnit.DAYS),
        "on the day of the signature of this Agreement": DurationTerm(
            name="odd", count=0, unit=TimeUnit.DAYS, after="signing", bound=Bound.AT_MOST
        ),
        "ten days after blue moon": DurationTerm(name="odd", count=10, unit=TimeUnit.DAYS, after="blue-moon"),
        "not later than 31 December 2028": DayTerm(name="odd", day=date(2028, 12, 31), bound=Bound.AT_MOST),
        "not earlier than 1 April 2022": DayTerm(name="odd", day=date(2022, 4, 1), bound=Bound.AT_LEAST),
        str(ProductScope(codes=["8517"])): ScopeTerm(name="odd", products=ProductScope(codes=["8517"])),
        "case by case": ChoiceTerm(name="odd", choice="case-by-case"),
        "not agreed": FlagTerm(name="odd", holds=False),
        "agreed": FlagTerm(name="odd", holds=True),
        "no less than 99.5 percent of lines": ShareTerm(
            name="odd", percent=Decimal("99.5"), of="lines", bound=Bound.AT_LEAST
        ),
        "three US lists": CountTerm(name="odd", count=3, of="US lists"),
        "1,000 lines": CountTerm(name="odd", count=1_000, of="lines"),
        "Executive Order 14257 as amended": WordsTerm(name="odd", words="EO 14257 as amended"),
        "two lines": WordsTerm(name="odd", words="two\n  lines "),
        "[to be settled: zero list]": UnknownTerm(name="zero-list", gap="not read"),
    }
    assert {words: in_words(term) for words, term in cases.items()} == {words: words for words in cases}


def test_a_list_has_letters_and_says_nothing_twice() -> None:
    """After z comes aa, one value needs no letter, and what is said is not said again."""
    many = [CountTerm(name="odd", count=one, of="things") for one in range(13, 41)]
    said = listed(many)
    assert said.startswith("(a) 13 things; (b) 14 things")
    assert said.endswith("(z) 38 things; (aa) 39 things; (bb) 40 things")
    assert listed([many[0], many[0]]) == "13 things"


def test_a_time_within_a_sentence_has_one_bound() -> None:
    """The sentence says "within", so that its value does not say "no more than" besides."""
    terms = {"forced-labour-deadline": "2 years after entry-into-force"}
    draft = model().draft("MG", defaults="latest", terms=terms)
    said = "within two years after the entry into force of this Agreement."
    assert said in whole_text(draft)
    at_once = model().draft(
        "MG", defaults="latest", terms={"forced-labour-deadline": "at once after entry-into-force"}
    )
    assert "within the day of the entry into force of this Agreement." in whole_text(at_once)


def test_sides_of_a_draft_are_called_by_name() -> None:
    """The lead and the partner have names with their article; both together are each Party."""
    draft = model().draft("GB", defaults="latest")
    assert draft.clause("termination").paragraphs[0].startswith("Each Party may terminate")
    assert draft.clause("services").paragraphs[0].startswith("The United Kingdom shall administer")
    side = model().clause("termination").of(Side.BOTH)
    assert side is not None
    assert side.core
