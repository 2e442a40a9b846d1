# ruff: noqa: ANN401 - what is wrong may be of any type
"""What cannot be derived or drafted is refused with everything that is wrong with it, and nothing hostile gets through."""

from __future__ import annotations

import time
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from itertools import count
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

import tradetalks as tt
from tests.agreements.of_the_record import CAMBODIA, MALAYSIA, deal, model
from tests.agreements.reading import wholly_written
from tests.laws.strategies import after
from tests.laws.strategies_agreements import one_clause
from tradetalks.engines.agreements.choices import HowChosen
from tradetalks.engines.agreements.clauses import BadPrecedents
from tradetalks.engines.agreements.drafting import DraftRefused, MissingTerms
from tradetalks.engines.agreements.term_input import LONGEST_TEXT, MOST_TERMS, IllTyped, as_terms, shown
from tradetalks.vocabulary.duties import AdValorem
from tradetalks.vocabulary.goods import ProductScope
from tradetalks.vocabulary.kinds import Bound, TimeUnit, Verb
from tradetalks.vocabulary.terms import (
    ChoiceTerm,
    CountTerm,
    DayTerm,
    DurationTerm,
    DutyTerm,
    FlagTerm,
    MoneyTerm,
    NamedTerm,
    QuantityTerm,
    ScopeTerm,
    ShareTerm,
    Term,
    UnknownTerm,
    WordsTerm,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tradetalks.engines.agreements.clauses import Slot
    from tradetalks.model.agreements import Agreement

LONG = "x" * 10_000_000
HOSTILE = (
    "<script>alert(1)</script>",
    '=HYPERLINK("https://example.org")',
    "\x1b[31mred\x1b[0m",
    "over\u202ewritten",
    "{giver} {t:us-rate} {verb} {0.__class__}",
    "two\nlines\x00and\ta tab",
    "%s %d $HOME ${HOME} `id`",
    "日本語" * 30,
)


def numbered() -> Callable[[object], str]:
    """Return what names the values of one test, whatever they are, each with a number of its own."""
    numbers = count()
    return lambda value: f"{next(numbers)}-{shown(value)[:20]}"


def refused(**order: Any) -> DraftRefused:
    """Return the one error with which a draft of the first two agreements is refused."""
    asked = {"partner": "MG", "defaults": "latest", **order}
    with pytest.raises(DraftRefused) as caught:
        model().draft(asked.pop("partner"), **asked)
    error = caught.value
    assert isinstance(error, tt.TradeTalksError)
    assert isinstance(error, ValueError)
    assert str(error).startswith(f"the draft cannot be made ({len(error.faults)}):")
    for fault in error.faults:
        assert len(fault.message) <= 400
        assert len(fault.name) <= 80
        assert fault.message.isprintable()
    return error


def only_fault(**order: Any) -> str:
    """Return the message of the only thing that is wrong."""
    (fault,) = refused(**order).faults
    return fault.message


# Precedents ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ([], "no precedents"),
        (tt.load().agreements, "'us-arg-arti-2026' is no agreement"),
        (CAMBODIA, "'u' is no agreement"),
        ([None], "None is no agreement"),
        (7, "7 is no list of agreements"),
        ([LONG], "is no agreement"),
    ],
)
def test_what_is_no_precedent_is_refused(given: Any, words: str) -> None:
    """Nothing, names, numbers and a mapping of agreements are each told from agreements."""
    with pytest.raises(BadPrecedents, match=words) as caught:
        tt.AgreementTemplate.from_precedents(given)
    assert len(str(caught.value)) < 300


def test_a_precedent_counts_once() -> None:
    """An agreement that comes twice is named."""
    with pytest.raises(BadPrecedents, match="us-khm-art-2025 comes twice"):
        tt.AgreementTemplate.from_precedents([deal(CAMBODIA), deal(MALAYSIA), deal(CAMBODIA)])


def test_a_model_is_offered_by_one_party() -> None:
    """Agreements that different parties offer have no side in common."""
    from attrs import evolve

    one = deal(CAMBODIA)
    turned = evolve(one, id="other", text=evolve(one.text, parties=one.text.parties[::-1]))
    with pytest.raises(BadPrecedents, match="KH and US each come first"):
        tt.AgreementTemplate.from_precedents([one, turned])


@pytest.mark.parametrize(
    "share",
    [
        0,
        -1,
        1.5,
        2,
        float("nan"),
        float("inf"),
        Decimal("NaN"),
        Decimal("Infinity"),
        Decimal("1e-999999"),
        Fraction(3, 2),
        "x",
        "",
        "1/0",
        "1e999999999",
        "0.0",
        "\u0660.\u0665",
        "9" * 10_000_000,
        True,
        None,
        [1],
    ],
    ids=numbered(),
)
def test_a_share_lies_above_nothing_and_up_to_one(share: Any) -> None:
    """Whatever is no such number is refused at once, be it text that another reader would work on for hours."""
    with pytest.raises(BadPrecedents, match="is no share: give a number above 0 and up to 1") as caught:
        tt.AgreementTemplate.from_precedents([deal(CAMBODIA)], core_share=share)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("share", ["1/2", "0.5", ".5", 0.5, Decimal("0.50"), Fraction(1, 2)], ids=numbered())
def test_a_share_is_read_exactly(share: Any) -> None:
    """A half is a half in every notation."""
    found = tt.AgreementTemplate.from_precedents([deal(CAMBODIA)], core_share=share)
    assert found.core_share == Fraction(1, 2)
    assert found.as_data()["core_share"] == "1/2"


# What is asked for --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("partner", "words"),
    [
        ("US", "US is the side that offers the model, so it cannot be the partner"),
        ("XX", "'XX' is no partner"),
        ("mg", "'mg' is no partner"),
        ("EU", "'EU' is no partner"),
        ("", "'' is no partner"),
        (None, "None is no partner"),
        (["MG"], "['MG'] is no partner"),
        (LONG, "is no partner"),
    ],
    ids=["lead", "unknown", "small", "no-party", "empty", "none", "list", "long"],
)
def test_a_partner_is_a_country_or_a_party_to_a_precedent(partner: Any, words: str) -> None:
    """The lead itself, a code of nowhere, and what is no code are refused."""
    assert words in only_fault(partner=partner)


def test_a_bloc_that_is_party_to_a_precedent_can_be_the_partner() -> None:
    """The model of the framework with the European Union drafts one with the European Union."""
    of_union = tt.AgreementTemplate.from_precedents([deal("us-eu-framework-2025")])
    assert "the European Union" in of_union.draft("EU").text.title


def test_open_slots_are_listed_with_the_values_seen() -> None:
    """Without defaults every slot that no precedent goes without has to be given, and all are named at once."""
    with pytest.raises(MissingTerms) as caught:
        model().draft("MG")
    slots = {one.key: one for one in caught.value.slots}
    assert set(slots) == {
        one.key
        for one in model().slots
        if not one.optional and one.values and one.key not in _ON_A_SIDE_THAT_MALAYSIA_HAS_NOT
    }
    assert [str(one) for one in slots["termination.both.termination-notice"].observed] == [
        "6 months after notice (us-khm-art-2025)",
        "180 days after notice (us-mys-art-2025)",
    ]
    assert "termination: no value for termination-notice (duration): 6 months after notice" in str(
        caught.value
    )


#: On transmissions the model takes the form of the latest precedent, which binds both sides rather than one.
_ON_A_SIDE_THAT_MALAYSIA_HAS_NOT = {
    "electronic-transmissions.partner.transmissions-bound",
    "border-measures-taxes.both.wto-rebate-clause",
}


def test_everything_wrong_is_told_at_once() -> None:
    """Missing, ill-typed, unknown, fixed and doubled terms, clauses and the partner come in one error."""
    error = refused(
        partner="US",
        defaults=None,
        terms={
            "termination-notice": "soon",
            "april-2025-rate": 47,
            "us-rate": "10%",
            "sunshine": True,
            "on-request": True,
            "gi-mode": "permit-use",
            "geographical-indications.gi-mode": "permit-use",
        },
        include=["sunshine", "halal"],
        exclude=["halal"],
        variants={"termination": "sometimes"},
        recitals=["moonlight"],
    )
    assert isinstance(error, MissingTerms)
    assert "entry-into-force" in {one.name for one in error.slots}
    assert "termination-notice" not in {one.name for one in error.slots}
    for words in (
        "US is the side that offers the model",
        "termination-notice takes a duration such as '60 days after last-notification', not 'soon'",
        "april-2025-rate takes a duty such as '19%' or '15% all-in', not 47",
        "'us-rate' is no slot: every precedent has 19% in us-tariffs",
        "the model has no slot 'sunshine'",
        "'on-request' names several slots: write third-country-firms.partner.on-request",
        "geographical-indications.partner.gi-mode is given twice",
        "'sunshine' is the topic of no clause",
        "'halal' is both included and excluded",
        "termination: 'sometimes' is neither a precedent of the clause nor a verb",
        "'moonlight' is no recital that can be asked for",
        "no value for entry-into-force",
    ):
        assert words in str(error), words


@pytest.mark.parametrize("name", ["us-rate", "us-tariffs.us-rate", "us-tariffs.lead.us-rate"])
def test_a_fixed_term_is_no_slot_by_any_name(name: str) -> None:
    """What never varied cannot be given, and the fault says what it is."""
    assert only_fault(terms={name: "10%"}) == f"{name!r} is no slot: every precedent has 19% in us-tariffs"


def test_a_term_of_a_clause_left_out_is_refused() -> None:
    """What the draft does not have takes no terms: a clause excluded, an optional one not included."""
    assert "belongs to a side of termination" in only_fault(
        exclude=["termination"], terms={"termination-notice": "6 months after notice"}
    )
    assert "belongs to a side of ip-treaties" in only_fault(terms={"ip-treaties": "the Berne Convention"})


def test_a_bare_name_means_the_slot_that_the_draft_has() -> None:
    """Of two sides that have a term, the one that the draft takes is meant."""
    draft = model().draft("MG", defaults="latest", terms={"transmissions-bound": "each-party"})
    assert draft.choice_of("transmissions-bound").how is HowChosen.GIVEN


@pytest.mark.parametrize(
    ("order", "words"),
    [
        ({"terms": [("a", 1)]}, "terms is a mapping from names"),
        ({"terms": 7}, "terms is a mapping from names, not 7"),
        ({"terms": {7: "x"}}, "the model has no slot 7"),
        ({"terms": {None: "x"}}, "the model has no slot None"),
        ({"terms": {("a", "b"): "x"}}, "the model has no slot ('a', 'b')"),
        ({"variants": "all"}, "variants is a mapping from names, not 'all'"),
        ({"variants": {7: "shall"}}, "variants is a list of words, and 7 is none"),
        ({"variants": {"termination": 7}}, "termination: 7 is neither a precedent of the clause nor a verb"),
        ({"variants": {"termination": ["shall"]}}, "['shall'] is neither a precedent"),
        (
            {"variants": {"development-status": MALAYSIA}, "include": ["development-status"]},
            "neither a precedent",
        ),
        ({"include": "halal"}, "include is a list of words, not 'halal'"),
        ({"include": [["halal"]]}, "include is a list of words, and ['halal'] is none"),
        ({"include": None}, "include is a list of words, not None"),
        ({"exclude": 7}, "exclude is a list of words, not 7"),
        ({"include": ["sunshine"]}, "'sunshine' is the topic of no clause that a precedent has"),
        ({"exclude": ["sunshine"]}, "'sunshine' is the topic of no clause that a precedent has"),
        ({"variants": {"sunshine": "shall"}}, "'sunshine' is the topic of no clause that a precedent has"),
        ({"recitals": "free-trade-agreement"}, "recitals is a list of words"),
        (
            {"defaults": "cheapest"},
            "'cheapest' is no rule for defaults: latest, median, most-frequent, strictest",
        ),
        ({"defaults": ["latest"]}, "is no rule for defaults"),
    ],
    ids=numbered(),
)
def test_what_cannot_be_read_is_one_clear_fault(order: dict[str, Any], words: str) -> None:
    """Each wrong argument is one fault, not a traceback and not one for each of its letters."""
    assert words in only_fault(**order)


# Terms --------------------------------------------------------------------------------------------------------------


def slot_of(*held: Term) -> Slot:
    """Return the slot of a term that an agreement has so and another otherwise."""
    one = one_clause(held, ident="one")
    other = one_clause([UnknownTerm(name=held[0].name, gap="not read")], ident="other")
    (slot,) = tt.AgreementTemplate.from_precedents([one, other]).slots
    return slot


DUTY = DutyTerm(name="odd", duty=AdValorem(19), bound=Bound.AT_MOST)
MONEY = MoneyTerm(name="odd", amount=Decimal(25), currency="USD")
QUANTITY = QuantityTerm(name="odd", amount=Decimal(10), unit="t")
DURATION = DurationTerm(name="odd", count=60, unit=TimeUnit.DAYS, after="signing")
DAY = DayTerm(name="odd", day=after(1))
SCOPE = ScopeTerm(name="odd", products=ProductScope(codes=["85"]))
CHOICE = ChoiceTerm(name="odd", choice="explore", scale="screening")
FLAG = FlagTerm(name="odd", holds=True)
SHARE = ShareTerm(name="odd", percent=Decimal(99), of="lines")
COUNT = CountTerm(name="odd", count=3, of="lists")
WORDS = WordsTerm(name="odd", words="goodwill")
EVERY_KIND = (DUTY, MONEY, QUANTITY, DURATION, DAY, SCOPE, CHOICE, FLAG, SHARE, COUNT, WORDS)


@pytest.mark.parametrize(
    ("kind", "given", "value"),
    [
        (DUTY, "15%", "at most 15%"),
        (DUTY, "15% all-in", "at most 15% all-in"),
        (MONEY, "USD 25,000,000,000 per year of aircraft", "USD 25,000,000,000 per year of aircraft"),
        (MONEY, "EUR 0.50", "EUR 0.5"),
        (QUANTITY, "100,000 t per year of rice", "100,000 t per year of rice"),
        (DURATION, "1 month", "1 month"),
        (DURATION, "at once after last-notification", "at once after last-notification"),
        (DAY, "2027-01-01", "2027-01-01"),
        (DAY, after(0), "2025-01-01"),
        (SCOPE, ProductScope(codes=["8517"]), str(ProductScope(codes=["8517"]))),
        (CHOICE, "establish", "establish"),
        (FLAG, False, "no"),
        (SHARE, 50, "50 percent of lines"),
        (SHARE, "99.5%", "99.5 percent of lines"),
        (SHARE, Decimal("0.1"), "0.1 percent of lines"),
        (COUNT, 0, "0 lists"),
        (WORDS, " good\twill ", "good will"),
        (WORDS, ["good will"], "good will"),
    ],
    ids=numbered(),
)
def test_plain_values_are_read_by_the_kind_of_the_slot(kind: Term, given: Any, value: str) -> None:
    """Text and numbers become terms, with the bound, the scale and the things of the precedents."""
    (term,) = as_terms(slot_of(kind), given)
    assert type(term) is type(kind)
    assert term.value == value
    assert getattr(term, "scale", None) == getattr(kind, "scale", None)


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        (DUTY, 19),
        (DUTY, "nineteen"),
        (DUTY, "nan%"),
        (DUTY, "USD 5"),
        (MONEY, "25"),
        (MONEY, "$25"),
        (MONEY, "usd 25"),
        (MONEY, "USD -25"),
        (MONEY, "USD 1,50"),
        (MONEY, "USD " + "9" * 40),
        (MONEY, "USD \u0662\u0665"),
        (QUANTITY, "10"),
        (QUANTITY, "USD 10"),
        (QUANTITY, "1,0 t"),
        (DURATION, "0 days"),
        (DURATION, "60"),
        (DURATION, "99999 years"),
        (DURATION, "60 days after the Signing"),
        (DAY, "1 January 2027"),
        (DAY, "20270101"),
        (DAY, "2027-W01-1"),
        (DAY, "2027-02-30"),
        (DAY, datetime(2027, 1, 1)),  # noqa: DTZ001 - no time has a place here
        (DAY, 20270101),
        (SCOPE, "85"),
        (CHOICE, "Explore!"),
        (CHOICE, ""),
        (CHOICE, 1),
        (FLAG, "yes"),
        (FLAG, 1),
        (SHARE, 0.5),
        (SHARE, True),
        (SHARE, "nan"),
        (SHARE, "9_9"),
        (SHARE, Decimal("Infinity")),
        (SHARE, -1),
        (COUNT, True),
        (COUNT, -1),
        (COUNT, "3"),
        (COUNT, 10**5000),
        (WORDS, ""),
        (WORDS, " \t "),
        (WORDS, 7),
        (WORDS, b"bytes"),
        (WORDS, LONG),
        *((kind, wrong) for kind in EVERY_KIND for wrong in (None, {}, [], ["a", "b"], object())),
        *((kind, LONG) for kind in EVERY_KIND),
    ],
    ids=numbered(),
)
def test_a_value_of_the_wrong_type_or_unit_is_refused(kind: Term, given: Any) -> None:
    """Each with the slot, what it takes, and what was given, cut short."""
    with pytest.raises(IllTyped, match=r"^odd takes ") as caught:
        as_terms(slot_of(kind), given)
    assert len(str(caught.value)) < 250
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("wrong", EVERY_KIND, ids=numbered())
def test_a_whole_term_has_a_kind_that_a_precedent_has(wrong: Term) -> None:
    """A term of its own kind goes in whole, of any other it is refused, and so is one of another name."""
    for kind in EVERY_KIND:
        if type(kind) is type(wrong):
            assert as_terms(slot_of(kind), wrong) == (wrong,)
        else:
            with pytest.raises(IllTyped):
                as_terms(slot_of(kind), wrong)
    from attrs import evolve

    with pytest.raises(IllTyped, match="'other'"):
        as_terms(slot_of(wrong), evolve(wrong, name="other"))


def test_where_no_kind_is_known_any_term_or_text_will_do() -> None:
    """A slot that was nowhere read takes terms of every kind, and plain words."""
    unread = [one_clause([UnknownTerm(name="odd", gap=gap)], ident=gap) for gap in ("one", "other")]
    (slot,) = tt.AgreementTemplate.from_precedents(unread).slots
    assert slot.type == "unknown"
    for kind in EVERY_KIND:
        assert as_terms(slot, kind) == (kind,)
    assert as_terms(slot, "feta") == (WordsTerm(name="odd", words="feta"),)
    for wrong in (7, NamedTerm(name="odd")):
        with pytest.raises(IllTyped, match="a text or a term"):
            as_terms(slot, wrong)


def test_several_terms_go_where_a_precedent_has_several() -> None:
    """A list of amounts fits a schedule of amounts, up to a bound."""
    slot = slot_of(MONEY, MoneyTerm(name="odd", amount=Decimal(7), currency="EUR"))
    assert [one.value for one in as_terms(slot, ["USD 1", "USD 2"])] == ["USD 1", "USD 2"]
    with pytest.raises(IllTyped, match=f"{MOST_TERMS + 1} values"):
        as_terms(slot, ["USD 1"] * (MOST_TERMS + 1))
    with pytest.raises(IllTyped, match="2 values"):
        as_terms(slot_of(MONEY), ["USD 1", "USD 2"])


# Range --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        (
            "april-2025-rate",
            "50%",
            "april-2025-rate: 50% lies outside the values seen: 49%, 24%",
        ),
        (
            "termination-notice",
            "1 year after notice",
            "termination-notice: 1 year after notice lies outside the values seen: 6 months after notice, 180",
        ),
        (
            "gi-mode",
            "no-protection",
            "gi-mode: no-protection was not seen; seen were permit-use, protect-only-origin-linked",
        ),
        (
            "partner-offer",
            90,
            "partner-offer: 90 percent of American industrial, food and agricultural goods lies outside",
        ),
    ],
)
def test_a_value_out_of_the_range_seen_is_a_warning_or_by_wish_an_error(
    name: str, value: Any, words: str
) -> None:
    """The draft is made and says so, unless the caller asked for strictness."""
    draft = model().draft("MG", defaults="latest", terms={name: value})
    (warning,) = draft.warnings
    assert warning.startswith(words)
    assert "Warnings" in str(draft)
    assert only_fault(terms={name: value}, strict_range=True) == warning


@pytest.mark.parametrize(
    ("name", "value"), [("april-2025-rate", "30%"), ("gi-mode", "permit-use"), ("softener", "anything")]
)
def test_a_value_within_the_range_is_none(name: str, value: str) -> None:
    """Between the least and the most, among the choices made, or where nothing can be ordered."""
    assert model().draft("MG", defaults="latest", terms={name: value}, strict_range=True).warnings == ()


# Hostile ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE, ids=numbered())
def test_hostile_words_are_mere_words(text: str) -> None:
    """Markup, formulas, control characters and placeholders in a term are shown as what they are, or made harmless."""
    draft = model().draft("MG", defaults="latest", terms={"softener": text})
    assert "<script" not in draft._repr_html_()
    for shape in (str(draft), draft._repr_html_()):
        assert "\x1b" not in shape
        assert "\u202e" not in shape
        assert "\x00" not in shape
    said = " ".join(draft.clause("complementary-actions").paragraphs)
    assert said.isprintable()
    if "{giver}" in text:
        assert "{giver} {t:us-rate} {verb} {0.__class__}" in said
    elif "{" not in text:
        assert list(wholly_written(draft)) == []


@pytest.mark.parametrize("text", HOSTILE, ids=numbered())
def test_hostile_whole_terms_and_agreements_are_harmless(text: str) -> None:
    """A term that comes whole, or with a precedent, is put on one line and cleaned where it is shown."""
    precedent = one_clause([WordsTerm(name="odd", words=text), CountTerm(name="many", count=2, of=text)])
    found = tt.AgreementTemplate.from_precedents([precedent])
    draft = found.draft("MG")
    for one in (found, draft, tt.compare(draft, found), found.coverage(precedent)):
        assert "<script" not in one._repr_html_()
        for shape in (str(one), one._repr_html_()):
            assert "\x1b" not in shape
            assert "\x00" not in shape
    assert all(one.isprintable() for article in draft.articles for one in article.paragraphs)


def test_hostile_names_are_cut_short() -> None:
    """Ten million characters where a name is expected give an error of one screen, at once."""
    started = time.perf_counter()
    error = refused(
        partner=LONG,
        terms={LONG: LONG, "softener": LONG, "gi-mode": LONG},
        include=[LONG],
        exclude=[LONG],
        variants={LONG: LONG, "termination": LONG},
        recitals=[LONG],
        defaults=LONG,
    )
    assert len(str(error)) < 5_000
    assert time.perf_counter() - started < 2


def test_a_whole_term_may_not_be_endless() -> None:
    """Words of more than ten thousand characters are refused also inside a term."""
    for term in (
        WordsTerm(name="odd", words=LONG),
        WordsTerm(name="odd", words="fine", note=LONG),
    ):
        with pytest.raises(IllTyped, match=f"at most {LONGEST_TEXT}"):
            as_terms(slot_of(WORDS), term)
    scope = ScopeTerm(name="odd", products=ProductScope(words="x" * 10_001))
    with pytest.raises(IllTyped, match="10001 characters"):
        as_terms(slot_of(SCOPE), scope)


def test_a_value_that_cannot_be_shown_is_named_by_its_type() -> None:
    """An object whose repr fails does not take the error with it."""

    class Sullen:
        def __repr__(self) -> NoReturn:
            raise RuntimeError("no")

    with pytest.raises(IllTyped, match="a value of type Sullen"):
        as_terms(slot_of(WORDS), Sullen())


def test_what_a_draft_is_asked_for_does_not_change_it() -> None:
    """The mappings and lists that a caller hands over are read and left alone."""
    terms = {"gi-mode": "permit-use"}
    include = ["halal"]
    variants: dict[str, Verb | str] = {"halal": "shall"}
    draft = model().draft("MG", defaults="latest", terms=terms, include=include, variants=variants)
    assert (terms, include, variants) == ({"gi-mode": "permit-use"}, ["halal"], {"halal": "shall"})
    assert "shall" in draft.clause("halal").paragraphs[0]


def test_iterators_will_do_for_lists() -> None:
    """Agreements, topics and recitals may come from a generator."""
    pile: list[Agreement] = [deal(CAMBODIA), deal(MALAYSIA)]
    found = tt.AgreementTemplate.from_precedents(one for one in pile)
    draft = found.draft(
        "MG", defaults="latest", include=iter(["halal"]), recitals=iter(["free-trade-agreement"])
    )
    assert "free trade agreement" in " ".join(draft.preamble)
    assert draft.clause("halal").paragraphs
