"""A rate book says what single answers say: exactly, on whatever line, origin and day, as known on whatever day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, localcontext
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

import tradetalks as tt
from tests.rates.books import book, percent_of, questions, talks
from tradetalks.model.measures import Exempts, Prohibits
from tradetalks.model.schedule import Schedule
from tradetalks.model.tariff_lines import LineChange
from tradetalks.vocabulary.goods import BadCode

if TYPE_CHECKING:
    from tradetalks.adapters.frames.rate_book import RateBook


def _said(of: RateBook, origin: str, code: str, day: date) -> Decimal | str | None:
    try:
        return of.percent(origin, code, day)
    except tt.NotCovered:
        return "not covered"


def _agree(asked: tt.Talks, of: RateBook, count: int, seed: int, end: date | None = None) -> None:
    for question in questions(of, count, seed, end=end):
        assert _said(of, *question) == percent_of(asked, question), question


def test_the_book_says_what_single_answers_say() -> None:
    """On thousands of lines, origins and days, half of them days on which the law changes."""
    _agree(talks(), book(), 3_000, seed=1)


@pytest.mark.parametrize("known_on", ["2025-04-03", "2025-06-01"])
def test_a_book_of_a_day_of_knowledge_says_what_answers_of_that_day_say(known_on: str) -> None:
    """Also on days after it, with the law as it was then scheduled."""
    _agree(talks(known_on), book(known_on), 700, seed=2, end=date(2027, 6, 1))


def test_every_origin_and_bloc_is_in_the_book() -> None:
    """A bloc too, where a single answer takes it."""
    for origin in book().origins:
        for day in ("2025-02-01", "2025-04-09", "2026-10-07"):
            question = (origin, "84713001", date.fromisoformat(day))
            assert _said(book(), *question) == percent_of(talks(), question), question


def test_what_it_does_not_hold_is_not_covered() -> None:
    """An origin, a code or a day that the book does not hold is never a percent."""
    for question in (
        ("UK", "84713001", "2025-05-10"),
        ("cn", "84713001", "2025-05-10"),
        ("CN", "84713099", "2025-05-10"),
        ("CN", "99030125", "2025-05-10"),
        ("CN", "84713001", "2024-12-31"),
        ("CN", "84713001", "2026-10-08"),
    ):
        with pytest.raises(tt.NotCovered):
            book().percent(*question)
    with pytest.raises(BadCode):
        book().percent("CN", "8471.30", "2025-05-10")


def test_a_day_of_knowledge_past_the_horizon_is_not_covered() -> None:
    """Nobody knows what was known then."""
    with pytest.raises(tt.NotCovered):
        talks().rate_book(known_on="2027-01-01")


def test_the_context_of_the_user_changes_no_percent() -> None:
    """Whoever works with three digits still gets all of them."""
    exact = talks().duty("CN", "6110.20.20", "2025-05-10").percent
    with localcontext() as context:
        context.prec = 2
        panel = book().panel(on="2025-05-10", origins=["CN"], lines=["61102020"])
        assert str(book().percent("CN", "8517.62.00.90", "2025-05-10")) == "27.5"
        assert str(panel.percent("CN", "6110.20.20")) == str(exact)


# --- other records ---------------------------------------------------------------------------


def _supposed(name: str, duty: str, origins: list[str], **changed: Any) -> tt.TariffMeasure:  # noqa: ANN401 - a field of any type
    made = tt.TariffMeasure(
        id=name,
        announced="2026-10-01",
        sources=[tt.Source.what_if("a test")],
        programmes=["ieepa-reciprocal"],
        origins=tt.PlaceScope(origins),
        products=tt.ProductScope(all=True),
        applies=tt.DateInterval("2025-07-05"),
        action="impose",
        effect=tt.Charges(duty=tt.parse_duty(duty)),
        summary="A supposition.",
    )
    return evolve(made, **changed)


@cache
def what_if() -> tt.Talks:
    """Return a record with suppositions that are hard to put in whole numbers."""
    return talks().with_(
        _supposed("a-third", "33 1/3%", ["VN"], products=tt.ProductScope(codes=["8471", "6110"])),
        _supposed("a-level-of-thirds", "33 1/3% all-in", ["KE"]),
        _supposed("many-places", "0.0000001%", ["NZ", "BY"]),
        _supposed("by-the-kilo", "3.2¢/kg", ["UG"]),
        _supposed("barred", "1%", ["ZM"], action="impose", effect=Prohibits()),
        _supposed(
            "ordinary-for-all",
            "40%",
            ["CN", "CU", "RU"],
            programmes=["ordinary-column-2"],
            products=tt.ProductScope(codes=["8471", "2208"]),
        ),
        _supposed(
            "ordinary-exempt",
            "40%",
            ["KP", "RU"],
            programmes=["ordinary-column-2"],
            products=tt.ProductScope(codes=["7601", "8703"]),
            action="exempt",
            effect=Exempts(kind="subject-at-zero"),
        ),
    )


@cache
def what_if_book() -> RateBook:
    """Return its book."""
    return what_if().rate_book()


def test_a_what_if_is_in_its_book() -> None:
    """Thirds, levels of thirds, many places, duties by the kilo, bans, and what is painted over column 2."""
    of = what_if_book()
    codes = [
        one for one in of.tables.codes.digits if one[:4] in ("8471", "6110", "7601", "8703", "2208", "0402")
    ]
    for origin in ("VN", "KE", "NZ", "BY", "UG", "ZM", "CN", "CU", "RU", "KP"):
        for code in codes[::3]:
            question = (origin, code, date(2025, 9, 1))
            assert _said(of, *question) == percent_of(what_if(), question), question
    _agree(what_if(), of, 500, seed=3)


def _own_schedule() -> Schedule:
    """Return a small schedule of which lines come, go, and gain and lose their numbers."""
    plain = ("10%", "Free (S)", "50%")
    return Schedule(
        "a schedule of a test",
        lines_at_first={
            "84713001": ("Free", "", "35%"),
            "61102020": ("16.5%", "Free (S)", "33 1/3%"),
            "87032301": ("2.5%", "Free (S)", "10%"),
            "22083030": ("$1.50/pf.liter + 3%", "", "$5/pf.liter"),
            "98010010": ("Free", "", "Free"),
            "76061230": ("3%", "", "13.5%"),
        },
        numbers_at_first={
            "84713001": {"00": "No."},
            "61102020": {"10": "doz. kg", "79": "doz. kg"},
            "22083030": {"30": "pf.liters"},
        },
        changes={
            "84713001": [LineChange("84713001", date(2025, 5, 11), date(2025, 5, 1))],
            "76061230": [
                LineChange("7606123010", date(2025, 5, 20), date(2025, 5, 1), unit="kg"),
                LineChange("7606123010", date(2025, 6, 20), date(2025, 6, 1)),
            ],
            "39011010": [LineChange("39011010", date(2025, 3, 15), date(2025, 3, 1), plain)],
        },
        covers=tt.DateInterval("2025-01-01"),
    )


@cache
def own() -> tt.Talks:
    """Return the record with a schedule of our own."""
    return talks().with_schedule(_own_schedule())


@cache
def own_book(known_on: str | None = None) -> RateBook:
    """Return its book."""
    return own().rate_book(known_on=known_on)


@pytest.mark.parametrize("known_on", [None, "2025-05-05"])
def test_a_schedule_of_ones_own_is_in_its_book(known_on: str | None) -> None:
    """Lines begin and end on days on which nothing else changes, and gain and lose numbers."""
    of = own_book(known_on)
    asked = own() if known_on is None else own().known_on(known_on)
    codes = [*of.tables.codes.digits, "7606123000", "8471300100", "9801001000", "6110202000"]
    days = ["2025-01-01", "2025-03-14", "2025-03-15", "2025-05-10", "2025-05-11", "2025-05-19"]
    days += ["2025-05-20", "2025-06-19", "2025-06-20", "2025-12-31"]
    for origin in ("CN", "RU", "DE", "CA"):
        for code in codes:
            for day in days:
                question = (origin, code, date.fromisoformat(day))
                assert _said(of, *question) == percent_of(asked, question), question


def test_a_line_is_counted_once_in_a_panel() -> None:
    """By its numbers on the days on which it has some, else by itself."""
    for day, code in (("2025-05-19", "76061230"), ("2025-05-20", "7606123010"), ("2025-06-20", "76061230")):
        lines = own_book().panel(on=day, origins=["CN"]).lines
        assert [one for one in lines if one.startswith("76061230")] == [code]
