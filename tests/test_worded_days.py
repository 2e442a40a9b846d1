"""Dates as acts word them: the arithmetic on every act that states words and day, and what is refused."""

from __future__ import annotations

import gzip
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from attrs.exceptions import FrozenInstanceError
from hypothesis import given

from tests.laws.strategies import days, through_pickle, wordings
from tradetalks.dates.days import BadDay
from tradetalks.dates.wording import TRIGGERS, BadWording, DayRole, WordedDay, resolve_wording

if TYPE_CHECKING:
    from datetime import date

HERE = Path(__file__).parent
CASES: dict[str, list[dict[str, Any]]] = tomllib.loads((HERE / "cases/worded_days.toml").read_text("utf-8"))
#: The collection of official texts, which is no part of the project: beside the checkout, where there is one.
TEXTS = HERE.parents[1] / "shared/sources"


def cases(*tables: str) -> list[Any]:
    """Return the rows of some tables, each with a name of its own."""
    return [
        pytest.param(case, id=f"{table}-{number}-{case['act']}")
        for table in tables
        for number, case in enumerate(CASES[table], start=1)
    ]


@cache
def text_of(path: str) -> str:
    """Return a text of the collection on one line, without marks of form."""
    raw = (TEXTS / path).read_bytes()
    text = gzip.decompress(raw).decode("cp1252") if path.endswith(".gz") else raw.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>|[*\\]", "", text))


@pytest.mark.parametrize("case", cases("stated", "unstated"))
def test_the_words_of_an_act_come_to_its_day(case: dict[str, Any]) -> None:
    """Counted as the conventions say, the words of each act give the day that a text states or the record holds."""
    found = resolve_wording(case["wording"], case.get("known"))
    assert found == WordedDay(case["wording"], case["day"])
    assert found.role == case["role"]


@pytest.mark.parametrize("case", cases("different"))
def test_where_a_text_disagrees_with_itself_its_day_stands(case: dict[str, Any]) -> None:
    """What the words come to is told apart from the day that the text states, and both can be held."""
    found = resolve_wording(case["wording"], case.get("known"))
    assert found.day == case["arithmetic"]
    assert WordedDay(case["wording"], case["day"]) != found


@pytest.mark.parametrize("case", cases("open"))
def test_words_that_wait_for_something_stay_open(case: dict[str, Any]) -> None:
    """Words that count from a happening give no day until its day is known, and name it meanwhile."""
    found = resolve_wording(case["wording"])
    assert found.is_open
    assert found.trigger == case["trigger"]
    assert found.role == case["role"]
    assert case["trigger"] in str(found)
    assert not resolve_wording(case["wording"], {case["trigger"]: "2026-01-31"}).is_open


@pytest.mark.skipif(not TEXTS.is_dir(), reason="the collection of official texts is not beside this checkout")
@pytest.mark.parametrize("case", cases("stated", "different", "unstated", "open"))
def test_the_words_stand_in_the_text(case: dict[str, Any]) -> None:
    """The quoted words, and those that state the day, stand in the texts named."""
    assert case["printed"] in text_of(case["path"])
    assert case.get("stated", "") in text_of(case.get("stated_path", case["path"]))


@pytest.mark.parametrize(
    ("wording", "day", "role"),
    [
        ("2025-08-07", "2025-08-07", "on"),
        ("on 2025-08-07", "2025-08-07", "on"),
        ("signing", "2025-08-06", "on"),
        ("the date of this order", "2025-08-06", "on"),
        ("90 days after 2025-04-10", "2025-07-09", "on"),
        ("2 weeks after signing", "2025-08-20", "on"),
        ("one month after 2025-01-31", "2025-02-28", "on"),
        ("12 months after 2024-02-29", "2025-02-28", "on"),
        ("four years after 2024-02-29", "2028-02-29", "on"),
        ("six months before 2025-08-31", "2025-02-28", "on"),
        ("14 calendar days following signing", "2025-08-20", "on"),
        ("No Later Than 2025-05-03", "2025-05-03", "latest"),
        ("by signing", "2025-08-06", "latest"),
        ("on or before 30 days before 2027-06-23", "2027-05-24", "latest"),
        ("within three months of signing", "2025-11-06", "latest"),
        ("not before 2025-08-07", "2025-08-07", "earliest"),
        ("no earlier than 30 days after 2026-07-20", "2026-08-19", "earliest"),
        ("until 2025-07-09", "2025-07-09", "end"),
        ("before 2025-07-09", "2025-07-09", "end"),
        ("through 2026-04-30", "2026-05-01", "end"),
        ("through 90 days after 2025-04-10", "2025-07-10", "end"),
        ("for 90 days from 2025-04-10", "2025-07-09", "end"),
        ("for one year beginning on 2025-11-10", "2026-11-10", "end"),
        ("for one year, starting on November 10, 2025", "2026-11-10", "end"),
        ("May 3, 2025", "2025-05-03", "on"),
        ("by May 14, 2025", "2025-05-14", "latest"),
        ("not later than 12:01 a.m. eastern daylight time on May 16, 2025", "2025-05-16", "latest"),
        ("until 12:01 a.m. eastern standard time on November 10, 2025", "2025-11-10", "end"),
        ("through 12:01 a.m. eastern daylight time on July 24, 2026", "2026-07-24", "end"),
        ("for a period of 90 days beginning at 12:01 a.m. on April 10, 2025", "2025-07-09", "end"),
        ("for a period of 6 months from signing", "2026-02-06", "end"),
        ("for an additional period of 90 days, starting on August 12, 2025", "2025-11-10", "end"),
        ("for an initial period of 90 days from May 14, 2025", "2025-08-12", "end"),
    ],
)
def test_each_form_of_wording(wording: str, day: str, role: str) -> None:
    """Each form gives its day, and says whether it is the day itself, the earliest, the latest or the end."""
    found = resolve_wording(wording, {"signing": "2025-08-06"})
    assert str(found.day) == day
    assert found.role is DayRole(role)


@pytest.mark.parametrize("name", TRIGGERS)
def test_each_trigger_goes_by_its_name_and_its_other_words(name: str) -> None:
    """A trigger is read with hyphens and without, with the and a date of, and as texts put it otherwise."""
    for phrase in (name, name.replace("-", " "), *TRIGGERS[name]):
        for words in (phrase, f"the {phrase}", f"the date of {phrase}", f"the date of such {phrase}"):
            assert resolve_wording(f"7 days after {words}").trigger == name


@pytest.mark.parametrize(
    ("wording", "at", "expected"),
    [
        ("", 0, "a day such as"),
        ("soon", 0, "a day such as"),
        ("21 dys after signing", 3, "day, week, month or year"),
        ("5 working days after signing", 2, "day, week, month or year"),
        ("5 dayss after signing", 2, "day, week, month or year"),
        ("5  days after signing", 2, "day, week, month or year"),
        ("10", 2, "day, week, month or year"),
        ("5 days", 6, "after, from, of or before"),
        ("5 days since signing", 7, "after, from, of or before"),
        ("5 days after", 7, "after, from, of or before"),
        ("5 days after ", 13, "a day such as"),
        ("5 days after the summit", 13, "a day such as"),
        ("5 days after 2025-02-30", 13, "a day of the calendar"),
        ("by February 29, 2025", 3, "a day of the calendar"),
        ("by May 14, 2025, at noon", 3, "a day of the calendar"),
        ("by May 14", 3, "a day such as"),
        ("by fall of 2025", 3, "a day such as"),
        ("for a period of 90 days", 23, "after, from, of or before"),
        ("2025-04-09T00:01", 0, "a day of the calendar"),
        ("2025-04-09 ", 0, "a day of the calendar"),
        (" 2025-04-09", 0, "a day such as"),
        ("0 days after signing", 0, "a day such as"),
        ("thirteen days after signing", 0, "a day such as"),
        ("10000 days after signing", 0, "a day such as"),
        ("within signing", 7, "a number of days"),
        ("for 2025-04-09", 4, "a number of days"),
        ("9999 years after 2025-01-01", 0, "years 1 to 9999"),
        ("9999 years before 2025-01-01", 0, "years 1 to 9999"),
        ("through 9999-12-31", 0, "years 1 to 9999"),
        ("\uff13 days after signing", 0, "plain letters"),
        ("3 days\tafter signing", 6, "plain letters"),
        ("3 days after signing\n", 20, "plain letters"),
        ("7 days " + "x" * 10_000_000, 200, "at most 200"),
    ],
    ids=lambda value: repr(value[:30]) if isinstance(value, str) else str(value),
)
def test_what_cannot_be_read_is_refused_with_its_place(wording: str, at: int, expected: str) -> None:
    """A wording that names no day is refused where it stops making sense, with what should stand there."""
    with pytest.raises(BadWording) as caught:
        resolve_wording(wording)
    assert caught.value.at == at
    assert expected in caught.value.expected
    assert caught.value.text == wording[:200]


def test_the_place_is_marked_below_the_text() -> None:
    """The error prints the text with a mark below the place, unless the text does not print on a line."""
    assert str(BadWording("5 dys", 2, "day")).splitlines()[1:] == ["    5 dys", "      ^"]
    assert len(str(BadWording("5\ndys", 1, "day")).splitlines()) == 1


def test_what_is_known_must_have_names_and_days() -> None:
    """A trigger of another name, or a day that is none, is refused whether the wording needs it or not."""
    with pytest.raises(BadWording, match="entry_into_force"):
        resolve_wording("2025-08-07", {"entry_into_force": "2025-08-07"})
    with pytest.raises(BadDay):
        resolve_wording("2025-08-07", {"signing": "tomorrow"})


def test_a_worded_day_without_a_day_needs_a_trigger() -> None:
    """Words that name a day themselves are not held without it, nor words that cannot be read."""
    with pytest.raises(BadWording, match="a trigger"):
        WordedDay("90 days after 2025-04-10")
    with pytest.raises(BadWording):
        WordedDay("soon", "2025-04-10")
    with pytest.raises(BadDay):
        WordedDay("signing", "soon")


@pytest.mark.parametrize(
    ("worded", "text"),
    [
        (WordedDay("2025-08-07", "2025-08-07"), "2025-08-07"),
        (WordedDay("21 days after signing", "2025-08-27"), "2025-08-27 (21 days after signing)"),
        (WordedDay("21 days after signing"), "21 days after signing (signing has no known day)"),
    ],
    ids=["day", "counted", "open"],
)
def test_a_worded_day_prints_day_and_words(worded: WordedDay, text: str) -> None:
    """A worded day prints its day first, its words besides where they say more, and what it waits for."""
    assert str(worded) == text


@given(wordings(), days())
def test_a_wording_that_can_be_read_is_open_or_has_its_day(wording: str, known: date) -> None:
    """Every wording of the form gives a day once its trigger has one, and is open only without."""
    bare = resolve_wording(wording)
    full = resolve_wording(wording, dict.fromkeys(TRIGGERS, known))
    assert bare.is_open == (bare.trigger is not None)
    assert not full.is_open
    assert full.role is bare.role
    assert full.wording == wording
    if bare.trigger is None:
        assert bare == full


@given(wordings(), days())
def test_a_worded_day_is_a_value(wording: str, day: date) -> None:
    """A worded day equals its copy, hashes like it, cannot be changed, and comes back from pickle as it was."""
    worded = WordedDay(wording, day)
    assert WordedDay(wording, str(day)) == worded
    assert hash(WordedDay(wording, str(day))) == hash(worded)
    assert through_pickle(worded) == worded
    assert not hasattr(worded, "__dict__")
    with pytest.raises(FrozenInstanceError):
        worded.day = None  # type: ignore[misc]
