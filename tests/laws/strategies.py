"""Hypothesis strategies for the small values of tradetalks, shared by every file of laws."""

from __future__ import annotations

import pickle
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from hypothesis import strategies as st

from tradetalks.dates.intervals import DateInterval
from tradetalks.dates.wording import TRIGGERS
from tradetalks.vocabulary.duties import (
    FREE,
    AdValorem,
    AllIn,
    AlternativeDuty,
    Compound,
    Duty,
    Free,
    QuotaDuty,
    SimpleDuty,
    Specific,
)
from tradetalks.vocabulary.goods import HsPrefix, HtsCode, ProductScope
from tradetalks.vocabulary.ids import ID_LENGTH
from tradetalks.vocabulary.places import EVERYWHERE, PlaceScope, countries

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

T = TypeVar("T")

#: The first day of the talks' years; the strategies count from it.
DAY_ZERO = date(2025, 1, 1)


def after(days: int) -> date:
    """Return the day that many days after day zero."""
    return DAY_ZERO + timedelta(days=days)


def through_pickle(value: T) -> T:
    """Return the value as it comes back from pickle."""
    back: T = pickle.loads(pickle.dumps(value))  # noqa: S301 - written on the line itself
    return back


# Days ----------------------------------------------------------------------------------------------------------------

#: How many days apart the days of :func:`near_days` lie at most, so that they often fall together.
SPAN = 12


def days() -> st.SearchStrategy[date]:
    """Any day in and around the years of the record."""
    return st.dates(date(2018, 1, 1), date(2031, 12, 31))


def near_days() -> st.SearchStrategy[date]:
    """Days so few that two of them often are neighbours or the same."""
    return st.integers(0, SPAN).map(after)


@st.composite
def intervals(draw: st.DrawFn, *, of: st.SearchStrategy[date] | None = None) -> DateInterval:
    """Intervals with every side closed or open; by default with near days for their ends."""
    ends = near_days() if of is None else of
    start = draw(st.none() | ends)
    end = draw(st.none() | ends.filter(lambda day: start is None or day > start))
    return DateInterval(start, end)


#: The thirteen relations of two intervals, after Allen, each with an example: the one stands so to the other.
RELATIONS: Mapping[str, tuple[DateInterval, DateInterval]] = {
    name: (DateInterval(after(one[0]), after(one[1])), DateInterval(after(other[0]), after(other[1])))
    for name, one, other in (
        ("before", (0, 2), (4, 6)),
        ("meets", (0, 4), (4, 6)),
        ("overlaps", (0, 5), (4, 6)),
        ("starts", (4, 5), (4, 6)),
        ("during", (4, 5), (3, 6)),
        ("finishes", (5, 6), (4, 6)),
        ("equals", (4, 6), (4, 6)),
        ("finished-by", (4, 6), (5, 6)),
        ("contains", (3, 6), (4, 5)),
        ("started-by", (4, 6), (4, 5)),
        ("overlapped-by", (4, 6), (0, 5)),
        ("met-by", (4, 6), (0, 4)),
        ("after", (4, 6), (0, 2)),
    )
}


@st.composite
def wordings(draw: st.DrawFn) -> str:
    """Wordings that can be read, from all their parts."""
    lead = draw(st.sampled_from(("", "on ", "no later than ", "by ", "until ", "through ", "not before ")))
    anchor = draw(
        days().map(str)
        | days().map(lambda day: f"{day:%B} {day.day}, {day.year}")
        | st.sampled_from((*TRIGGERS, "the date of this order", "12:01 a.m. eastern time on 2025-04-10"))
    )
    if draw(st.booleans()):
        return f"{lead}{anchor}"
    lead = draw(st.sampled_from((lead, "within ", "for ")))
    count = draw(st.integers(1, 999).map(str) | st.sampled_from(("one", "seven", "twelve")))
    unit = draw(st.sampled_from(("day", "days", "calendar days", "weeks", "months", "year", "years")))
    link = draw(st.sampled_from(("after", "from", "of", "before", "beginning on")))
    return f"{lead}{count} {unit} {link} {anchor}"


# Numbers and duties --------------------------------------------------------------------------------------------------


def amounts(*, most: Decimal | int = 10**12, places: int = 6) -> st.SearchStrategy[Decimal]:
    """Decimals of nothing and more, with some places."""
    return st.decimals(0, most, allow_nan=False, allow_infinity=False, places=places)


def _fractions() -> st.SearchStrategy[Fraction]:
    return st.builds(Fraction, st.integers(0, 10**6), st.integers(1, 999)).filter(lambda one: one <= 100_000)


def ad_valorems() -> st.SearchStrategy[AdValorem]:
    """Rates on the value, some of which no decimal can hold."""
    return st.one_of(
        st.integers(0, 250).map(AdValorem),
        amounts(most=100_000, places=12).map(AdValorem),
        st.sampled_from(("1E-30", "99999.999999", "0.1")).map(AdValorem),
        _fractions().map(AdValorem.from_fraction),
    )


def units() -> st.SearchStrategy[str]:
    """Units as schedules print them."""
    return st.sampled_from(
        (
            "kg",
            "each",
            "pf. liter",
            "1,000 pins",
            "kg on drained weight",
            "t, including weight of container",
            "m² of recording surface",
            "% vol/hl",
            "100 kg/net",
        )
    )


def specifics() -> st.SearchStrategy[Specific]:
    """Amounts on a quantity, in several moneys."""
    return st.builds(Specific, amounts(), st.sampled_from(("¢", "$", "EUR", "CNY")), units())


def simple_duties() -> st.SearchStrategy[SimpleDuty]:
    """Rates and amounts."""
    return ad_valorems() | specifics()


def compounds() -> st.SearchStrategy[Compound]:
    """Sums of rates and amounts."""
    return st.lists(simple_duties(), min_size=2, max_size=6).map(Compound)


def quota_rates() -> st.SearchStrategy[Free | SimpleDuty | Compound]:
    """What may stand inside or above a quota."""
    return st.just(FREE) | simple_duties() | compounds()


def duties() -> st.SearchStrategy[Duty]:
    """Any duty that the record can hold."""
    return st.one_of(
        quota_rates(),
        ad_valorems().map(AllIn),
        st.lists(simple_duties() | compounds(), min_size=2, max_size=4).map(AlternativeDuty),
        st.builds(QuotaDuty, quota_rates(), quota_rates()),
    )


# Goods, places, ids --------------------------------------------------------------------------------------------------

#: Pairs of digits so few that codes made of them often lie under each other.
_PAIRS = ("85", "17", "00")


def _digits(least: int, most: int) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(_PAIRS), min_size=least, max_size=most).map("".join)


def prefixes() -> st.SearchStrategy[HsPrefix]:
    """Codes of 2 to 10 digits."""
    return _digits(1, 5).map(HsPrefix)


def lines() -> st.SearchStrategy[HtsCode]:
    """Tariff lines of 8 or 10 digits."""
    return _digits(4, 5).map(HtsCode)


@st.composite
def product_scopes(draw: st.DrawFn) -> ProductScope:
    """Scopes of every kind: all goods, codes, lists, words, with and without exceptions."""
    inside = draw(st.frozensets(prefixes(), max_size=4))
    outside = draw(st.frozensets(prefixes(), max_size=4)) - inside
    lists = draw(st.frozensets(st.sampled_from(("annex-ii", "list-1")), max_size=1))
    words = draw(st.none() | st.just("goods as described"))
    every = not (inside or lists or words) or draw(st.booleans())
    return ProductScope(
        all=every,
        codes=() if every else inside,
        not_codes=outside,
        lists=() if every else lists,
        not_lists=draw(st.sampled_from(((), ("annex-iii",)))),
        words=words,
    )


def country_codes() -> st.SearchStrategy[str]:
    """Codes of places that trade data count."""
    return st.sampled_from([one.code for one in countries()])


@st.composite
def place_scopes(draw: st.DrawFn) -> PlaceScope:
    """Scopes of places, everywhere or listed, with and without exceptions."""
    within = draw(st.just(frozenset({EVERYWHERE})) | st.frozensets(country_codes(), min_size=1, max_size=4))
    return PlaceScope(within, draw(st.frozensets(country_codes(), max_size=4)) - within)


def ids() -> st.SearchStrategy[str]:
    """Names of facts."""
    return st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,6}", fullmatch=True).filter(
        lambda text: len(text) <= ID_LENGTH
    )
