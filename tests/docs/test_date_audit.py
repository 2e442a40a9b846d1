"""The page on days is what the record gives today, and every day on it is what the texts say.

``python -m tests.docs.date_audit_page`` renews what these tests find out of date.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

import tradetalks as tt
from tests.docs.date_audit_page import (
    FIRST,
    PAGE,
    Key,
    blocks,
    cases,
    day_printed,
    days_of,
    events,
    page_with,
    reading_of,
    shown_days,
    tracker_names,
)
from tests.record.inputs import SHARED, needs_facts, needs_texts, tracker_days
from tradetalks.vocabulary.kinds import Force

if TYPE_CHECKING:
    from tests.docs.date_audit_page import Days

#: Words for a number of days from a day or from the signing of the act.
_COUNTED = re.compile(
    r"(?:for |until )?(?P<count>\d+) days (?:after|from|beginning on) (?P<anchor>signing|publication|\d{4}-\d\d-\d\d)"
)
#: Acts that reach back, and the first day that they reach to: what a user of one clock is most likely to get wrong.
RETROACTIVE = {
    ("memo-2025-04-11", "2025-04-05"),
    ("proc-10925", "2025-04-03"),
    ("eo-14345", "2025-08-07"),
    ("fr-2025-eu", "2025-08-01"),
    ("fr-2025-eu", "2025-09-01"),
    ("proc-10984", "2025-04-05"),
    ("eo-14360", "2025-11-13"),
    ("eo-14361", "2025-11-13"),
    ("fr-2025-korea", "2025-11-01"),
    ("fr-2025-korea", "2025-11-14"),
    ("fr-2025-23316", "2025-11-14"),
    ("pl-119-75", "2025-10-01"),
    ("proc-agoa-2026", "2025-10-01"),
    ("proc-agoa-2026", "2025-12-20"),
    ("proc-agoa-2026", "2026-01-01"),
    ("fr-2026-taiwan", "2026-05-01"),
    ("bis-2026-08-uk-pharma", "2026-07-31"),
}


@pytest.fixture(scope="module")
def talks() -> tt.Talks:
    """Return the shipped record."""
    return tt.load()


@pytest.fixture(scope="module")
def rows(talks: tt.Talks) -> list[Days]:
    """Return the days of every enacted measure."""
    return days_of(talks)


# --- the page -----------------------------------------------------------------------------------------------


def test_the_page_is_current(talks: tt.Talks) -> None:
    """The page has the tables of today."""
    page = PAGE.read_text("utf-8")
    assert page_with(page, blocks(talks)) == page


def test_every_enacted_act_with_measures_has_its_days_on_the_page(talks: tt.Talks, rows: list[Days]) -> None:
    """No act with an effect on duties is left out, and none of its measures is without a day."""
    made = blocks(talks)
    for act in talks.acts.values():
        enacted = [one for one in talks.measures.values() if one.act == act.id and one.force is Force.ENACTED]
        assert all(one.applies.start or one.applies.end for one in enacted), act.id
        shown = made["the acts"] if enacted else made["acts without a day"]
        name = act.short if enacted else act.printed
        assert name.replace("_", r"\_") in shown, act.id
    assert {one.id for days in rows for one in days.measures} == {
        one.id for one in talks.measures.values() if one.force is Force.ENACTED
    }


# --- days and words -----------------------------------------------------------------------------------------


def test_every_day_says_how_it_was_read(rows: list[Days]) -> None:
    """Every first day and every end is counted, printed somewhere, or explained; quoted words come with it."""
    for one in rows:
        for key in one.keys:
            reading = reading_of(one, key)
            assert reading.how, key
            assert reading.words or reading.kind in {"schedule", "own", "source"}, key


def test_a_day_rests_on_sources_alone_only_where_no_text_is_at_hand(rows: list[Days]) -> None:
    """Where the record cites the act's own White House text, the day was looked up in it."""
    texts = 0
    for one in rows:
        own = any(
            "whitehouse.gov" in (source.url or "") and source.title.casefold() == one.act.title.casefold()
            for source in one.act.sources
        )
        texts += own
        foreign = one.act.issuer != "US"
        for key in one.keys:
            assert foreign or not own or reading_of(one, key).kind != "source", key
    assert texts > 80


def test_printed_words_come_to_the_day() -> None:
    """A day read out of the printed words, without the library, is the day of the record."""
    for key, (kind, row) in shown_days().items():
        if "words" in row:
            assert day_printed(row["words"], key.role) == key.day, (kind, key)


def test_counted_words_come_to_the_day(talks: tt.Talks, rows: list[Days]) -> None:
    """Plain arithmetic on days, without the library, gives the day that stands beside counted words."""
    counted = 0
    for one in rows:
        act = talks.acts[one.act.id]
        for words, day in ((one.start_wording, one.start), (one.end_wording, one.end)):
            if words is None or (found := _COUNTED.fullmatch(words)) is None:
                continue
            named = {"signing": act.signed, "publication": act.published}
            anchor = named.get(found["anchor"]) or date.fromisoformat(found["anchor"])
            assert anchor + timedelta(days=int(found["count"])) == day, (act.id, words)
            counted += 1
    assert counted >= 15


def test_every_looked_up_day_is_one_of_the_record(rows: list[Days]) -> None:
    """What was looked up is looked up once, for a day that some measure has and whose words the record lacks."""
    listed = [row for found in cases("act_days").values() for row in found]
    assert len(listed) == len(shown_days())
    without = {key for one in rows for key in one.keys if one.wording_of(key.role) is None}
    assert set(shown_days()) <= without


@needs_texts
def test_the_printed_words_stand_in_the_texts() -> None:
    """The quoted words stand in the texts named."""
    assert SHARED is not None
    for key, (_, row) in shown_days().items():
        if "path" in row:
            raw = (SHARED / "sources" / row["path"]).read_text("utf-8")
            assert row["words"] in re.sub(r"\s+", " ", re.sub(r"<[^>]+>|[*\\]", "", raw)), key


def test_retroactive_acts_are_seen(talks: tt.Talks, rows: list[Days]) -> None:
    """Each act that applies before it could be known is marked, with both days."""
    found = {(one.act.id, str(one.start)) for one in rows if one.is_retroactive}
    assert found >= RETROACTIVE
    table = blocks(talks)["the retroactive acts"]
    for act, start in found:
        assert talks.acts[act].short in table
        assert start in table
        assert str(talks.acts[act].announced) in table


# --- trackers -----------------------------------------------------------------------------------------------


def test_the_days_of_events_are_those_of_enacted_measures(rows: list[Days]) -> None:
    """An event that trackers date is dated in the record by a measure of its act."""
    days = {key for one in rows for key in one.keys}
    assert [one.about for one in events() if one.key not in days] == []


def test_every_difference_is_named_with_its_reason() -> None:
    """A tracker that prints another day has a reason beside it, one that prints the same has none."""
    for one in events():
        assert set(one.prints) <= set(tracker_names())
        assert one.prints, one.about
        assert set(one.why) == {name for name, day in one.prints.items() if day != one.key.day}, one.about
        assert all(reason.endswith(".") for reason in one.why.values())


@needs_facts
def test_the_days_of_trackers_are_those_of_the_fact_base() -> None:
    """What the project ships of the trackers is what the fact base has, row by row."""
    columns = {"budget-lab": "budget_lab_table_2026_05_11", "gta": "gta_registry_2026_02_22"}
    shipped = {one.about: one for one in events()}
    for row in tracker_days():
        one = shipped[row["event"]]
        assert str(one.key.day) == row["act_says"], one.about
        for name, column in columns.items():
            assert str(one.prints.get(name, "")) == row[column], (one.about, name)


def test_a_day_is_read_from_print() -> None:
    """The first and the last day of a span, the last minute of a day, and the first."""
    span = "from May 1, 2026, through April 30, 2027"
    assert day_printed(span, "start") == date(2026, 5, 1)
    assert day_printed(span, "end") == date(2027, 5, 1)
    assert day_printed("until 11:59 p.m. eastern standard time on December 31, 2027", "end") == date(
        2028, 1, 1
    )
    assert day_printed("through 12:01 a.m. eastern daylight time on July 24, 2026", "end") == date(
        2026, 7, 24
    )
    assert Key("eo-14257", "start", date(2025, 4, 5)).day > FIRST
