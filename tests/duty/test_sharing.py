"""What is shared among lines, origins and days changes no answer: a duty is the same whatever was asked before it."""

from __future__ import annotations

import random
from datetime import date
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from attrs import evolve

from tests.duty.desks import desk
from tradetalks.engines.duty.bounding import BoundsBook
from tradetalks.engines.duty.cases import Case
from tradetalks.engines.duty.claims import NOTHING_CLAIMED, Claims
from tradetalks.engines.duty.goods import Goods
from tradetalks.engines.duty.list_index import ListIndex
from tradetalks.engines.duty.reckoning import DutyDesk
from tradetalks.engines.duty.subjects import Subjects
from tradetalks.engines.list_book import ListBook, OnList
from tradetalks.model.list_entries import ListContents
from tradetalks.vocabulary.special_rates import read_special

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tradetalks.model.tariff_lines import TariffLine
    from tradetalks.plain.data import Table
    from tradetalks.vocabulary.goods import HtsCode

DAYS = (date(2025, 3, 12), date(2025, 4, 9), date(2025, 9, 1), date(2026, 3, 1), date(2026, 7, 1))
ORIGINS = ("CN", "CA", "MX", "EU", "GB", "JP", "IN", "BR", "RU", "CU", "LS", "KR")
CLAIMS = (
    NOTHING_CLAIMED,
    NOTHING_CLAIMED,
    Claims(usmca_qualifying=True),
    Claims(steel_content_percent="12.5"),
    Claims(steel_content_percent=30, aluminum_content_percent=20),
    Claims(us_content_percent=45, us_content_approved_by_commerce=True),
    Claims(preference="KR"),
    Claims(loaded_on_final_vessel="2025-04-04"),
    Claims(civil_aircraft=True),
    Claims(use="truck_part"),
    Claims(vehicle_type="passenger", uk_quota="in"),
    Claims(steel_melted_and_poured=("US",)),
    Claims(customs_value_usd=1000, quantity=10),
    Claims(
        described_by=("eo-14309-parts", "exclusions-99038869", "base-s301-china-exclusions-vvv-to-november")
    ),
)
#: Chapters on which many programmes meet, beside all others.
MUCH_CHARGED = ("30", "44", "72", "73", "74", "76", "84", "85", "87", "88", "94")


@cache
def divided() -> frozenset[str]:
    """Return the lines of which some list names numbers."""
    book = desk().lists
    return frozenset(line for one in book.dossier.product_lists for line in book.table(one).divided)


def goods_of(day: date) -> list[TariffLine]:
    """Return the lines of a day, without the chapters that hold no goods of their own."""
    return [one for one in desk().schedule.lines(on=day) if one.code.digits[:2] not in ("98", "99")]


@cache
def numbers(day: date) -> list[HtsCode]:
    """Return lines of a day and their numbers, more of those that are much charged, or that a list divides."""
    lines = goods_of(day)
    much = [one for one in lines if one.code.digits.startswith(MUCH_CHARGED)]
    by_number = [one for one in lines if one.code.digits in divided()]
    return [one.code for one in (*lines, *much * 2, *by_number * 20)] + [
        code for one in (*lines, *by_number) for code in one.numbers[:2]
    ]


def drawn(count: int) -> list[tuple[str, HtsCode, date, Claims]]:
    """Return questions drawn from a fixed seed."""
    dice = random.Random(3)
    codes = {day: numbers(day) for day in DAYS}
    days = [dice.choice(DAYS) for _ in range(count)]
    return [(dice.choice(ORIGINS), dice.choice(codes[day]), day, dice.choice(CLAIMS)) for day in days]


def fresh() -> DutyDesk:
    """Return a desk that was asked nothing yet."""
    known = desk()
    return DutyDesk.of(known.dossier, known.schedule, known.lists)


def answered(at: DutyDesk, questions: Sequence[tuple[str, HtsCode, date, Claims]]) -> list[Table]:
    """Return the answers to questions as plain data."""
    return [
        at.duty(origin=origin, line=code, on=day, claims=claims).as_data()
        for origin, code, day, claims in questions
    ]


def test_the_order_of_questions_changes_no_answer() -> None:
    """Whichever of two lines that are treated alike is asked first, both are answered as if alone."""
    questions = drawn(600)
    forwards = answered(fresh(), questions)
    backwards = answered(fresh(), questions[::-1])[::-1]
    for asked, one, other in zip(questions, forwards, backwards, strict=True):
        assert one == other, asked


def test_an_answer_alone_is_the_answer_among_many() -> None:
    """What nothing was shared with comes to the same as what shares all, and has the same bounds."""
    questions = drawn(600)
    shared = fresh()
    answered(shared, questions)
    for origin, code, day, claims in questions[::8]:
        line = shared.schedule.line(code, on=day)
        asked = shared.question(origin, line, day, claims)
        goods = Goods(shared.lists, asked.goods.index, day, None, line.code, line.numbers)
        made = Subjects().drawn(asked.law, goods, claims)
        alone = evolve(asked, goods=goods, subject=made.subject, pictures=made.pictures)
        case = Case(line.code, claims)
        assert alone.outcome(case).key == asked.outcome(case).key
        assert BoundsBook().bounds(alone, case) == BoundsBook().bounds(asked, case)


def test_goods_that_are_alike_share_a_subject() -> None:
    """Two lines that no act tells apart are reckoned once, and those that one tells apart are not."""
    day, at = date(2025, 4, 20), fresh()
    shirt, skirt, phone = (
        at.schedule.line(one, on=day) for one in ("6205.20.20", "6204.52.20", "8517.13.00")
    )
    subjects = [at.question("VN", one, day, NOTHING_CLAIMED).subject for one in (shirt, skirt, phone)]
    assert subjects[0] is subjects[1]
    assert subjects[0] is not subjects[2]


def test_goods_of_a_metal_are_told_from_others() -> None:
    """What a chapter is made of counts wherever a duty is taken on a content, and so is never shared."""
    day, at = date(2025, 1, 25), fresh()
    nail, chair = (at.schedule.line(one, on=day) for one in ("7317.00.10", "9401.61.40"))
    subjects = [at.question("VN", one, day, NOTHING_CLAIMED).subject for one in (nail, chair)]
    assert subjects[0] is not subjects[1]


def test_words_that_goods_fit_are_read() -> None:
    """Whoever claims to fit the words of a measure has another answer than who was asked about before."""
    at, code = fresh(), "8708.30.50"
    plain, fitting = (
        at.duty(origin="GB", line=code, on="2025-09-01", claims=claims).percent
        for claims in (NOTHING_CLAIMED, Claims(described_by="eo-14309-parts"))
    )
    assert plain != fitting


def test_what_nobody_asks_for_is_not_told_apart() -> None:
    """A claim that no act on the goods asks for leaves them the subject that they were."""
    day, at = date(2025, 4, 20), fresh()
    shirt = at.schedule.line("6205.20.20", on=day)
    plain, claimed = (
        at.question("VN", shirt, day, claims).subject
        for claims in (NOTHING_CLAIMED, Claims(vehicle_type="passenger"))
    )
    assert plain is claimed


def test_the_index_leaves_no_list_out() -> None:
    """A list on which goods stand, on whatever day, is among those that can hold them."""
    book = desk().lists
    index = ListIndex.of(book)
    dice = random.Random(4)
    for day in DAYS:
        for code in dice.sample(numbers(day), 150):
            named, dividing = index.naming(code.digits), index.dividing(code.digits)
            for list_id in book.dossier.product_lists:
                status = book.covers(list_id, code, on=day).status
                assert status is OnList.OUT or list_id in named
                assert list_id in dividing or code.digits not in book.table(list_id).divided


def test_lines_of_one_subject_keep_rates_of_their_own() -> None:
    """Where a claim brings one line under another rate and the other not, each has its own bounds."""
    day, book = date(2025, 4, 20), BoundsBook()
    line = desk().schedule.line("6205.20.20", on=day)
    asked = desk().question("CA", line, day, NOTHING_CLAIMED)
    without = evolve(asked, line=evolve(line, special=read_special("")))
    lows = [book.bounds(one, Case(line.code, NOTHING_CLAIMED)).low for one in (asked, without, asked)]
    assert lows == [Fraction(0), line.general.percent, Fraction(0)]


def test_a_list_whose_parts_the_record_does_not_know_may_hold_anything() -> None:
    """It has a gap on each code, and the index says so."""
    contents = ListContents(parts={"auto-parts": ("of-another-record",)})
    book = ListBook.of(desk().dossier, contents=contents)
    assert book.covers("auto-parts", "0101.21.00", on=DAYS[0]).status is OnList.UNKNOWN
    assert "auto-parts" in ListIndex.of(book).naming("01012100")
