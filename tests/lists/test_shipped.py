"""The contents that ship: against a straight scan of the tables they were made from, and against the record."""

from __future__ import annotations

import random
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.schedule.inputs import needs_tables, table
from tradetalks.engines.list_book import ListBook, OnList
from tradetalks.loading.product_lists import shipped_lists
from tradetalks.loading.schedule import shipped_schedule
from tradetalks.loading.shipped import shipped_record
from tradetalks.model.list_entries import ListedBy, as_listed
from tradetalks.model.measures import ChangesList
from tradetalks.vocabulary.kinds import Force

if TYPE_CHECKING:
    from tests.schedule.inputs import Row

RECORD = shipped_record()
CONTENTS = shipped_lists()
SCHEDULE = shipped_schedule()
BOOK = ListBook.of(RECORD)
#: Lists that are in no file: no codes of them are at hand.
UNREAD = {"uas-annex-3"}
#: Lists, and the day of changes to lists, that the tables lack and the record has from compilations of 2026 revisions 18 and 19.
READ_ELSEWHERE = {"uas-annex-1", "uas-annex-2"}
CHANGED_ELSEWHERE = date(2026, 9, 15)

# The tables -------------------------------------------------------------------------------------------------

TABLES = """
    column2_russia ieepa_country_exempt ieepa_fentanyl_carveouts ieepa_floor_exempt ieepa_reciprocal_exempt
    s122_exempt s201 s232_copper s232_metals_2026 s232_pharma s232_polysilicon s232_semiconductors
    s232_steel_aluminum s232_vehicles s232_wood s301_2026 s301_china s301_china_exclusions s338_canada
"""
#: Codes of Brazil's Annex I in a compilation that only occur in the descriptions of the order's annex.
NOT_IN_THE_ANNEX = {"90148050", "90314940", "90314970", "98020091"}
#: Numbers that take the place of discontinued ones, which the tables do not list.
SUCCESSORS = {
    "aluminum-derivatives-k": {"8415908010", "8415908020", "9401999040", "9401999085"},
    "auto-parts-gb": {"8507600030", "8507600090"},
}
#: Ends in the tables that are those of a programme, a rate or a period, while the goods stay on their list.
PROGRAMME_ENDS = {
    "2026-02-24": None,
    "2026-02-07": None,
    "2026-07-24": None,
    "2028-01-01": None,
    "2030-08-15": None,
    "2023-02-07": None,
    "2024-02-07": None,
    "2025-02-07": None,
    "2019-12-15": {"list-4b"},
    "2025-11-10": {"fyr-9903-91-12", "fyr-9903-91-14"},
    "2026-01-01": {"fyr-9903-91-04", "fyr-9903-91-10"},
    **{
        day: {"exclusions-99038869", "exclusions-99038870"}
        for day in ("2025-06-01", "2025-09-01", "2025-11-30", "2026-11-10")
    },
}
#: First days that the act set before a later one moved them, or the list was named before its heading changed.
STARTS = {
    "energy-ca": "2025-02-04",
    "s338-canada-alcohol-goods": "2026-08-19",
    "s338-canada-dairy-goods": "2026-08-19",
    "s338-canada-motor-vehicles-goods": "2026-08-19",
    "steel-derivatives-l": "2020-02-08",
    "aluminum-derivatives-i": "2020-02-08",
}


def list_id(table_name: str, row: Row) -> str:
    """Return the id under which the record has a list of the tables."""
    name = row["list"]
    if table_name == "s301_2026" and name in {"brazil-articles", "brazil-civil-aircraft"}:
        return f"s301-{name}"
    if table_name == "s338_canada":
        return f"{name}-goods"
    return {"autos": "autos-note-33b"}.get(name, name.replace("9903.", "9903-").replace(".", "-"))


@cache
def rows() -> dict[str, list[Row]]:
    """Return the rows of the tables by the id of their list, the known corrections made."""
    found: dict[str, list[Row]] = {}
    for name in TABLES.split():
        for row in table(name):
            at = list_id(name, row)
            if at == "brazil-annex-i" and row["hts"] in NOT_IN_THE_ANNEX:
                continue
            ends = PROGRAMME_ENDS.get(row["until"], set())
            lasting = ends is None or at in ends
            start = STARTS.get(at, row["from"])
            found.setdefault(at, []).append({**row, "from": start, "until": "" if lasting else row["until"]})
    return found


def scan(at: str, digits: str, on: str) -> set[str]:
    """Return the effects of the rows that take in a number on a day, read one by one."""
    return {
        row["effect"]
        for row in rows()[at]
        if digits.startswith(as_listed(row["hts"]))
        and not any(digits.startswith(out) for out in row["except_hts"].split())
        and row["from"] <= on
        and (not row["until"] or on < row["until"])
    }


@needs_tables
@pytest.mark.parametrize("seed", range(8))
def test_numbers_are_on_a_list_as_a_straight_scan_of_the_tables_says(seed: int) -> None:
    """Random lists, days and numbers, half of the numbers taken from under the codes of the list."""
    chance = random.Random(seed)
    numbers = [one.digits for line in SCHEDULE.lines(on="2025-12-01") for one in line.numbers]
    lists = sorted(set(rows()) - {"india-annex-ii"})
    for _ in range(1_500):
        at = chance.choice(lists)
        day = date(2025, 1, 1) + timedelta(days=chance.randrange(650))
        digits = chance.choice(numbers)
        if chance.random() < 0.5:
            code = chance.choice(rows()[at])["hts"]
            digits = (code + chance.choice(["10", "20", "90", "00"]))[:10].ljust(10, "0")
        if digits in SUCCESSORS.get(at, ()):
            continue
        effects = scan(at, digits, day.isoformat())
        words = {"description" if one.endswith("described-articles") else one for one in effects}
        expected = "out"
        if words:
            expected = "described" if words <= {"description", "exempt-use"} else "in"
        answer = BOOK.covers(at, digits, on=day).status
        if at.startswith("s338") and day >= date(2026, 9, 15):
            assert answer in {OnList.UNKNOWN, OnList(expected), OnList.OUT}
        else:
            assert answer == expected, (at, digits, day)


@needs_tables
@pytest.mark.parametrize("seed", range(4))
def test_lines_are_on_a_list_as_all_their_numbers_are(seed: int) -> None:
    """Random lines of which a list names numbers, against a scan of each number that the line has."""
    chance = random.Random(seed)
    divided = [
        (at, row["hts"][:8])
        for at, some in sorted(rows().items())
        for row in some
        if (len(as_listed(row["hts"])) == 10 or row["except_hts"]) and len(row["hts"]) >= 8
    ]
    for _ in range(300):
        at, line = chance.choice(divided)
        day = date(2025, 1, 1) + timedelta(days=chance.randrange(520))
        numbers = [one for one in SCHEDULE.numbers(line, on=day) if one not in SUCCESSORS.get(at, ())]
        effects = [scan(at, one.ljust(10, "0"), day.isoformat()) for one in numbers]
        plain = [any(not effect.endswith(("articles", "use")) for effect in one) for one in effects]
        if not numbers or len(numbers) != len(SCHEDULE.numbers(line, on=day)):
            continue
        expected = "described" if any(effects) else "out"
        if any(plain):
            expected = "in" if all(plain) else "some"
        answer = BOOK.covers(at, line, on=day)
        assert answer.status == expected, (at, line, day)
        if expected == "some":
            inside = [one for one, its in zip(numbers, plain, strict=True) if its]
            assert [one.digits for one in answer.numbers] == inside


@needs_tables
def test_every_code_of_the_tables_ships_and_no_other() -> None:
    """List by list; Annex II has the twenty codes of the memorandum of April 2025 besides."""
    shipped: dict[str, set[str]] = {}
    for spell in CONTENTS.spells:
        elsewhere = spell.list.startswith("s338") and spell.added.day == CHANGED_ELSEWHERE
        if spell.list not in READ_ELSEWHERE and not elsewhere:
            shipped.setdefault(spell.list, set()).update(spell.codes)
    given = {at: {as_listed(row["hts"]) for row in some} for at, some in rows().items()}
    del given["india-annex-ii"]
    for at, codes in SUCCESSORS.items():
        given[at] |= codes
    assert shipped == given


@needs_tables
def test_india_s_list_is_annex_ii_from_its_first_day_on() -> None:
    """The table spells out what the order points to."""
    for row in rows()["india-annex-ii"]:
        days = [row["from"], *([row["until"]] if row["until"] else [])]
        for day, inside in zip(days, (True, False), strict=False):
            code = row["hts"].ljust(10, "0")
            for at in ("annex-ii", "india-annex-ii"):
                assert (BOOK.covers(at, code, on=day).status is OnList.IN) is inside, (at, row)


@needs_tables
def test_every_event_of_the_fact_base_is_a_change_of_the_lists() -> None:
    """Each names lists, a day and the acts; a few name goods in words."""
    words = {
        'annex-ii (the rows noted "memorandum")': "annex-ii",
        "steel (first tranche)": "steel-mill steel-derivatives-m steel-derivatives-n-1",
        "aluminum (first tranche)": "aluminum-mill aluminum-derivatives-j aluminum-derivatives-k",
        "steel-derivatives-n-3 and all rows of 2025-08-18": (
            "steel-derivatives-n-3 steel-derivatives-m steel-mill aluminum-derivatives-j aluminum-derivatives-k"
        ),
        "steel aluminum copper (all lists)": (
            "steel-mill steel-derivatives-l steel-derivatives-m steel-derivatives-n-1 steel-derivatives-n-2 "
            "steel-derivatives-n-3 aluminum-mill aluminum-derivatives-i aluminum-derivatives-j "
            "aluminum-derivatives-k copper"
        ),
        "annex moves and annex-1c": "annex-1b annex-3 annex-1c",
        "aluminum-derivatives-j aluminum-derivatives-k (cans; beer)": "aluminum-derivatives-j aluminum-derivatives-k",
    }
    for row in table("list_events"):
        acts = {None} if row["act"].startswith("Commerce") else set(row["act"].split())
        for at in words.get(row["list"], row["list"]).split():
            entries = BOOK.entries(at)
            day = date.fromisoformat("2025-02-04" if at == "energy-ca" else row["day"])
            found = set()
            if "add" in row["event"]:
                found |= {one.act for one in entries if one.start == day}
            if "remove" in row["event"]:
                found |= {one.end_act for one in entries if one.end == day}
            assert acts & found, (at, row)


# The record -------------------------------------------------------------------------------------------------


def test_every_list_of_the_record_has_contents_or_says_what_is_missing() -> None:
    """And no file has a list that the record does not."""
    held = {spell.list for spell in CONTENTS.spells} | set(CONTENTS.parts)
    assert held | UNREAD == set(RECORD.product_lists)
    for at in RECORD.product_lists:
        assert BOOK.entries(at) or BOOK.gaps(at)
        if at in UNREAD:
            answer = BOOK.covers(at, "8807.10.00", on="2027-03-01")
            assert (answer.status, answer.gap) == (
                OnList.UNKNOWN,
                "The annex was not read; no codes are at hand.",
            )


def test_every_act_and_measure_that_the_files_name_is_in_the_record() -> None:
    """A slip in an id would make a change that never happened."""
    changes = [change for one in CONTENTS.spells for change in (one.added, one.removed) if change]
    assert {one.act for one in changes} - {None} <= set(RECORD.acts)
    assert {one.measure for one in changes} - {None} <= set(RECORD.measures)
    for one in changes:
        if one.measure is not None:
            said = RECORD.measures[one.measure]
            assert (said.act, said.applies.start) == (one.act, one.day)


def test_measures_that_change_a_list_say_the_same_as_the_files() -> None:
    """But for two, which add goods that nobody at hand has read: those are gaps."""
    untold = set()
    for one in RECORD.measures.values():
        if isinstance(one.effect, ChangesList) and one.force is Force.ENACTED:
            lists = {one.effect.list, *CONTENTS.parts.get(one.effect.list, ())}
            if not BOOK._is_told(one, lists):
                untold.add(one.id)
    assert untold == {"proc-11064-list", "proc-11065-list"}


def test_a_list_holds_goods_when_a_measure_that_names_it_begins() -> None:
    """Else the measure would charge nobody; those named here end a list, or are no duties on goods."""
    others = {"proc-10895-2018-list-ended", "proc-10896-2018-list-ended", "s122-15-announcement-rate"}
    others |= {"proc-10925-offset-first-year", "proc-10984-auto-offset", "proc-11052-onshoring"}
    others |= {"proc-11055-onshoring"}
    for one in RECORD.measures.values():
        for at in (*one.products.lists, *one.products.not_lists):
            if one.id in others or at in UNREAD or one.applies.start is None:
                continue
            assert any(entry.holds(one.applies.start, one.announced) for entry in BOOK.entries(at)), (
                one.id,
                at,
            )


def test_an_entry_is_known_from_the_announcement_of_its_act_on() -> None:
    """Of every entry of every list, and of every end."""
    for at, fact in RECORD.product_lists.items():
        for one in BOOK.entries(at):
            assert one.known >= fact.announced
            if one.act is not None:
                assert one.known >= RECORD.acts[one.act].announced
            if one.end_act is not None:
                assert one.end_known is not None
                assert one.end_known >= RECORD.acts[one.end_act].announced
            assert (one.end is None) is (one.end_known is None), fact.id


@pytest.mark.parametrize(
    "known_on", ["2025-04-02", "2025-04-10", "2025-07-30", "2025-11-13", "2026-05-31", "2026-09-08"]
)
def test_a_record_as_known_on_a_day_has_the_lists_as_known_on_it(known_on: str) -> None:
    """The two ways to ask agree, list by list."""
    then = ListBook.of(RECORD.known_on(known_on))
    for at in then.dossier.product_lists:
        assert then.entries(at) == BOOK.entries(at, known_on=known_on), at
        assert then.gaps(at) == BOOK.gaps(at, known_on=known_on), at


@pytest.mark.parametrize(
    ("at", "code", "on", "known_on", "answer"),
    [
        # Copper left Annex II on 1 August 2025 with Proclamation 10962 of 30 July.
        ("annex-ii", "7406.10.00", "2025-07-31", None, "in"),
        ("annex-ii", "7406.10.00", "2025-08-01", None, "out"),
        ("annex-ii", "7406.10.00", "2025-08-01", "2025-07-29", "in"),
        # Smartphones came on it by the memorandum of 11 April, from 5 April on.
        ("annex-ii", "8517.13.00", "2025-04-04", None, "out"),
        ("annex-ii", "8517.13.00", "2025-04-05", None, "in"),
        ("annex-ii", "8517.13.00", "2025-04-05", "2025-04-10", "out"),
        # Beef came on it on 13 November 2025, known on the 14th.
        ("annex-ii", "0201.30.50", "2025-11-13", None, "in"),
        ("annex-ii", "0201.30.50", "2025-11-13", "2025-11-13", "out"),
        # An exemption from 2025 outlives the programme on its list, and its end is the programme's.
        ("annex-ii", "2709.00.20", "2026-05-01", None, "in"),
        # List 3 took a number of modems and routers, list 4A the others.
        ("list-3-partial", "8517.62.00.10", "2025-05-01", None, "in"),
        ("list-3-partial", "8517.62.00.90", "2025-05-01", None, "out"),
        ("list-4a-partial", "8517.62.00.90", "2025-05-01", None, "in"),
        ("list-4a-partial", "8517.62.00", "2025-05-01", None, "some"),
        # Brazil's Annex I: a code that only occurs in a description is not on it.
        ("brazil-annex-i", "9014.80.50", "2025-09-01", None, "out"),
        # Aircraft by use, described articles by description, masks until 2026.
        ("gb-civil-aircraft", "8411.91.90", "2025-07-01", None, "described"),
        ("s301-brazil-articles", "8471.30.01", "2026-08-01", None, "out"),
        ("fyr-9903-91-01-masks", "6307.90.98", "2025-12-31", None, "described"),
        ("fyr-9903-91-01-masks", "6307.90.98", "2026-01-01", None, "out"),
        # Canada's baskets after 15 September 2026: what was added is not known, what left by code is.
        ("s338-canada-alcohol-goods", "2208.30.60", "2026-09-14", None, "in"),
        ("s338-canada-alcohol-goods", "2208.30.60", "2026-09-15", None, "out"),
        ("s338-canada-alcohol-goods", "2203.00.00", "2026-09-15", None, "in"),
        ("s338-canada-alcohol-goods", "2209.00.00", "2026-09-15", None, "unknown"),
        ("s338-canada-alcohol-goods", "2209.00.00", "2026-09-15", "2026-09-07", "out"),
        # A number divided in February 2026: what took its place stays on the list.
        ("aluminum-derivatives-k", "8415.90.80.10", "2026-02-01", None, "in"),
        ("aluminum-derivatives-k", "8541.90.00.10", "2026-02-01", None, "in"),
        # The annexes of April 2026 hold all metals of them, and goods moved in June.
        ("annex-1b", "8415.10.60", "2026-06-07", None, "in"),
        ("annex-1b", "8415.10.60", "2026-06-08", None, "out"),
        ("annex-3", "8415.10.60", "2026-06-08", None, "in"),
        ("annex-3", "8415.10.60", "2026-06-08", "2026-05-31", "out"),
    ],
)
def test_known_goods_are_where_their_acts_put_them(
    at: str, code: str, on: str, known_on: str | None, answer: str
) -> None:
    """A few that anybody can look up, on the day before, on the day, and as known before."""
    assert BOOK.covers(at, code, on=on, known_on=known_on).status == answer


def test_an_act_that_is_taken_out_of_the_record_takes_its_goods_along() -> None:
    """A what-if without the order of September 2025."""
    gone = "eo-14346"
    ids = [
        one.id for one in RECORD.measures.values() if one.act == gone and isinstance(one.effect, ChangesList)
    ]
    without = ListBook.of(RECORD.without(*ids))
    assert BOOK.covers("annex-ii", "3910.00.00", on="2025-09-08").status is OnList.OUT
    assert without.covers("annex-ii", "3910.00.00", on="2025-09-08").status is OnList.IN
    assert without.covers("annex-ii", "2604.00.00", on="2025-09-08").status is OnList.OUT


def test_lists_by_description_or_use_are_those_that_say_so() -> None:
    """All entries of a list are of one kind, but for the first annex of drones."""
    kinds = {
        at: {one.by for one in BOOK.entries(at)}
        for at in RECORD.product_lists
        if at not in UNREAD | {"uas-annex-1"}
    }
    assert {len(some) for some in kinds.values()} == {1}
    by_use = {at for at, some in kinds.items() if some == {ListedBy.USE}}
    assert {at for at in kinds if at.endswith(("civil-aircraft", "pharma"))} == by_use
    assert {at for at, some in kinds.items() if some == {ListedBy.DESCRIPTION}} == {
        "annex-ii-articles",
        "brazil-articles",
        "eu-articles",
        "exclusions-99038869",
        "exclusions-99038870",
        "forced-labor-articles",
        "fyr-9903-91-01-masks",
        "pharma-candidates",
        "s122-articles",
        "s301-brazil-articles",
        "semiconductor-articles",
        "solar-modules-other-lines",
    }


def test_they_have_a_digest() -> None:
    """Receipts name what was read."""
    assert shipped_lists() is CONTENTS
    assert len(CONTENTS.sha256) == 64
