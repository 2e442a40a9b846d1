"""Rates as a schedule prints them: what is read, and what is named instead."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws.strategies import through_pickle
from tests.schedule.inputs import needs_tables, table
from tradetalks.vocabulary.duties import FREE, AdValorem, Compound, Specific
from tradetalks.vocabulary.notation import parse_duty
from tradetalks.vocabulary.rates import RateStatus, read_rate
from tradetalks.vocabulary.special_rates import BadSymbol, SpecialStatus, check_symbol, read_special

READABLE = {RateStatus.FREE, RateStatus.AD_VALOREM, RateStatus.SPECIFIC, RateStatus.COMPOUND}


@pytest.mark.parametrize(
    ("text", "status", "duty"),
    [
        ("Free", "free", "Free"),
        ("2.5%", "ad-valorem", "2.5%"),
        ("33 1/3%", "ad-valorem", "33 1/3%"),
        ("37% /", "ad-valorem", "37%"),
        ("4.4¢/kg", "specific", "4.4¢/kg"),
        ("68¢/head", "specific", "68¢/head"),
        ("55.7¢/1000", "specific", "55.7¢/1000"),
        ("$4.05/pf. liter", "specific", "$4.05/pf. liter"),
        ("18.5¢/ liter", "specific", "18.5¢/liter"),
        ("90¢ each", "specific", "90¢ each"),
        ("15.4¢/kg +50%", "compound", "15.4¢/kg + 50%"),
        ("$2.50/thou- sand + 40%", "compound", "$2.5/thousand + 40%"),
        ("63¢/pr. + 26.2%", "compound", "63¢/pr. + 26.2%"),
    ],
)
def test_a_rate_that_a_duty_can_say_is_read(text: str, status: str, duty: str) -> None:
    """Its notation is the schedule's own, units as printed, but for spaces and divided words."""
    rate = read_rate(text)
    assert (rate.status, str(rate.duty)) == (status, duty)
    assert str(rate) == text


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("", "blank"),
        ("  \n", "blank"),
        ("No change.", "no-change"),
        ("Free, under bond, as prescribed in U.S. note 1 to this subchapter", "free-conditional"),
        ("The duty provided in the applicable subheading", "as-applicable"),
        ("The duty provided inthe applicable subheading+ 25%", "additional"),
        ("The duty provided in the applicable subheading plus 7.5%", "additional"),
        ("The rate applicable to each garment in the ensemble if separately entered", "reference"),
        (
            "The rate of duty appli- cable to that article in the set subject to the high- est rate",
            "reference",
        ),
        ("See additional U.S. note 3", "reference"),
        ("3.6606¢/kg less 0.020668¢/kg for each degree under 100 degrees", "formula"),
        ("50 percent of the cost of such parts", "unparsed"),
        ("4.4¢/liter + 31.4¢/pf. liter", "component"),
        ("15¢ each + 2.3% + 0.8¢/jewel", "component"),
        ("1% + " * 30 + "1%", "unparsed"),
        ("25% in quota, 50% over quota", "unparsed"),
        ("15% all-in", "unparsed"),
    ],
)
def test_a_rate_that_no_duty_can_say_has_its_words_and_a_status(text: str, status: str) -> None:
    """Nothing is guessed: there is no duty, and so no percent."""
    rate = read_rate(text)
    assert (rate.status, rate.duty, rate.percent) == (status, None, None)


def test_a_rate_by_component_names_what_each_part_is_taken_on() -> None:
    """Watches pay on the piece, the case and the strap."""
    parts = read_rate("40¢ each + 6% on the case + 14% on the strap, band or bracelet").parts
    assert [(str(one.duty), one.of) for one in parts] == [
        ("40¢ each", None),
        ("6%", "the case"),
        ("14%", "the strap, band or bracelet"),
    ]


def test_the_percent_that_a_heading_adds_is_a_part() -> None:
    """Chapter 99 adds to the line's own duty."""
    assert [str(one) for one in read_rate("The duty provided in the applicable subheading + 7.5%").parts] == [
        "7.5%"
    ]


def test_percents_are_given_where_a_rate_is_nothing_else() -> None:
    """A compound rate has no percent of the value alone."""
    assert [read_rate(one).percent for one in ("Free", "2.5%", "4.4¢/kg", "4.4¢/kg + 6%")] == [
        Decimal(0),
        Decimal("2.5"),
        None,
        None,
    ]


@given(st.text(max_size=80))
def test_any_text_has_a_status(text: str) -> None:
    """Reading never fails, keeps the words, and gives a duty for the four readable statuses alone."""
    rate = read_rate(text)
    assert rate.text.split() == text.split()
    assert (rate.duty is not None) is (rate.status in READABLE)
    assert read_rate(rate.text) == rate
    assert through_pickle(rate) == rate


@given(st.text(alphabet="Free (A+*,SGKR) 0123456789.%¢/kg", max_size=60))
def test_any_special_column_has_a_status(text: str) -> None:
    """Reading never fails, and every symbol it gives can be asked for."""
    column = read_special(text)
    assert (column.status is SpecialStatus.RATES) is bool(column.rates)
    for symbol in column.symbols:
        assert column.rate(check_symbol(symbol)) is not None
    assert through_pickle(column) == column


@pytest.mark.parametrize(
    ("text", "rates"),
    [
        ("Free (A,AU,S)", {"A": "Free", "AU": "Free", "S": "Free"}),
        (
            "Free(A+,D,E IL,J*) 3.2% (JP)",
            {"A+": "Free", "D": "Free", "E": "Free", "IL": "Free", "J*": "Free", "JP": "3.2%"},
        ),
        ("Free (MA,.OM)", {"MA": "Free", "OM": "Free"}),
        ("See 9919.04.50 (PA (PA)", {"PA": "See 9919.04.50"}),
        (
            "Free (S) A duty upon the value (see U.S. note 3 of this subchapter) (B,C,)",
            dict.fromkeys("BC", "A duty upon the value (see U.S. note 3 of this subchapter)") | {"S": "Free"},
        ),
        ("The duty rate provided for originating goods of Korea in such subheading", {}),
    ],
)
def test_the_special_column_gives_each_symbol_its_rate(text: str, rates: dict[str, str]) -> None:
    """Symbols stand behind their rate, as they are printed, slips of the printer included."""
    column = read_special(text)
    assert {symbol: str(column.rate(symbol)) for symbol in column.symbols} == rates


def test_a_special_column_may_say_one_thing_for_all() -> None:
    """Free without symbols is free whatever the programme; no change and blank give none."""
    assert str(read_special("Free").rate("S")) == "Free"
    assert read_special("No change").rate("S") is None
    assert str(read_special(" ")) == "(blank)"


@pytest.mark.parametrize("symbol", ["", "usmca", "USMCA", "S ", "A**", 5])
def test_what_can_be_no_symbol_is_refused(symbol: str) -> None:
    """A programme is asked for by the symbol that the column prints."""
    with pytest.raises(BadSymbol):
        read_special("Free (S)").rate(symbol)


# Against the fact base --------------------------------------------------------------------------------------

_OTHER_WORDS = {"as_applicable_subheading": "as-applicable", "additional_ad_valorem": "additional"}


@needs_tables
@pytest.mark.parametrize(
    ("column", "status"), [("general", "parse_status"), ("column2", "column2_parse_status")]
)
def test_every_rate_is_read_as_in_the_fact_base(column: str, status: str) -> None:
    """Two readings of the same texts agree: in status, percent and amount."""
    for row in (*table("hts_lines"), *table("hts_lines_added")):
        text = row[f"{column}_text"]
        rate = read_rate(text)
        assert rate.status == _OTHER_WORDS.get(row[status], row[status].replace("_", "-")), text
        percent, amount = row[f"{column}_ad_valorem_percent"], row[f"{column}_specific_amount"]
        found: tuple[Decimal | None, Decimal | None]
        match rate.duty:
            case Compound(parts=(Specific() as each, AdValorem() as share)):
                found = (share.percent, each.of(Decimal(1)))
            case AdValorem():
                found = (rate.duty.percent, None)
            case Specific():
                found = (None, rate.duty.of(Decimal(1)))
            case _:
                assert rate.duty in {None, FREE}
                continue
        assert found == (Decimal(percent) if percent else None, Decimal(amount) if amount else None), text


#: Where the fact base reads the special column less well: a symbol printed twice, and words in brackets.
_READ_BETTER = {"0406909400", "9802006000", "9901005000", "9901005200"}
_READ_BETTER_UNDER = ("98020050", "98020080")


@needs_tables
def test_every_special_column_is_read_as_in_the_fact_base() -> None:
    """Symbols that give Free, and the rates of the others."""
    for row in (*table("hts_lines"), *table("hts_lines_added")):
        if row["hts10"] in _READ_BETTER or row["hts10"].startswith(_READ_BETTER_UNDER):
            continue
        column = read_special(row["special_text"])
        free = {one for one in column.symbols if str(column.rate(one)) == "Free"}
        others = {one: str(column.rate(one)) for one in column.symbols if one not in free}
        given = row["special_other_programs"]
        assert free == set(row["special_free_programs"].split())
        assert others == (dict(part.split("=", 1) for part in given.split("; ")) if given else {})


@needs_tables
def test_a_duty_that_was_read_prints_itself() -> None:
    """What is read is in the notation of the record, so that a receipt can hold it."""
    texts = {row[f"{column}_text"] for row in table("hts_lines") for column in ("general", "column2")}
    duties = [rate.duty for rate in map(read_rate, texts) if rate.duty is not None]
    assert len(duties) > 1000
    assert all(parse_duty(str(duty)) == duty for duty in duties)
