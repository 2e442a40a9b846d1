"""The shipped record by itself: canonical ids, days in order, no orphan, no copy, nothing that could not be known."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

import pytest
from attrs import fields

from tests.record.comparing import MONTHS
from tests.record.inputs import needs_texts
from tests.record.prose import copied_runs, passages
from tests.record.shipped import documents, record, toml_files
from tradetalks.dates.wording import DayRole, resolve_wording
from tradetalks.model.agreements import Agreement
from tradetalks.model.facts import Fact
from tradetalks.model.references import named_facts, named_places
from tradetalks.vocabulary.conditions import LoadedBefore
from tradetalks.vocabulary.kinds import Force, Standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tradetalks.model.collections import AnyFact
    from tradetalks.model.measures import TariffMeasure
    from tradetalks.model.sources import Source

# --- ids --------------------------------------------------------------------------------------------------

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
#: Acts whose measures begin with less than the whole id.
_SHORTER = {"bis-2025-08-inclusions": "bis-2025-08"}


def test_ids_are_canonical_and_unique() -> None:
    """Every id is small letters, digits and single hyphens, at most 80 characters, and given once."""
    ids = list(record().all_ids())
    assert [one for one in ids if not _ID.fullmatch(one) or len(one) > 80] == []
    assert sorted(ids) == sorted(set(ids))


def test_the_id_of_a_measure_is_that_of_its_act_and_a_slug() -> None:
    """A measure is known by its act and a word for what it does, never by a running number."""
    for one in record().measures.values():
        stem = _SHORTER.get(one.act or "", one.act or "")
        assert one.id.startswith(f"{stem}-"), one.id
        assert not re.fullmatch(r"\d{1,3}", one.id.removeprefix(f"{stem}-")), one.id


# --- days -------------------------------------------------------------------------------------------------


def test_an_act_is_signed_known_and_published_in_that_order() -> None:
    """No act was known before it was signed, or officially published before it was known."""
    for act in record().acts.values():
        assert act.signed is None or act.signed <= act.announced, act.id
        assert act.published is None or act.announced <= act.published, act.id


def test_inexact_days_say_what_they_were_read_from() -> None:
    """A day of knowledge that is only a bound keeps the words that give the bound."""
    for fact in record().sourced_facts():
        assert fact.announced_exact or fact.announced_wording, fact.id


#: Words of deadlines that name no day by themselves; the record's reading stands beside them.
_READ = {
    "us-che-lie-due-2026-03-31": "by the first quarter of 2026",
    "us-chn-due-2026-11-10": "until November 10, 2026; for one year, starting on November 10, 2025",
    "us-eu-due-2026-07-04": "until July 4",
    "us-ind-due-2025-11-30": "by fall of 2025",
    "us-kor-due-2025-07-08": "before July 8, when the reciprocal tariff exemption ends",
    "us-kor-due-2025-12-31": "before the end of the year",
}


def test_the_words_for_a_day_come_to_the_day() -> None:
    """Every wording of a measure can be read, and comes to the first day or to the end that stands beside it.

    Where it counts from a notice, a source of the measure bears that day, or the change record of the schedule has it.
    """
    for one in record().measures.values():
        for words, day, roles in (
            (one.start_wording, one.applies.start, {DayRole.ON, DayRole.EARLIEST, DayRole.LATEST}),
            (one.end_wording, one.applies.end, {DayRole.END, DayRole.ON}),
        ):
            if words is None:
                continue
            worded = resolve_wording(words, _triggers(one))
            assert worded.role in roles, (one.id, words)
            if worded.day is None and day is not None:
                borne = {each for source in one.sources for each in (source.issued, source.published)}
                in_the_schedule = any(source.document == "hts-change-record" for source in one.sources)
                assert in_the_schedule or day in borne, (one.id, words)
            else:
                assert worded.day == day, (one.id, words)


def _triggers(measure: TariffMeasure) -> dict[str, date]:
    act = record().acts[measure.act or ""]
    days = {"signing": act.signed, "publication": act.published}
    return {name: day for name, day in days.items() if day is not None}


def test_the_words_for_a_deadline_come_to_its_day() -> None:
    """What a deadline's words say is its day, but for those listed, which name none by themselves."""
    for one in record().deadlines.values():
        if one.id in _READ:
            assert one.wording == _READ[one.id]
        else:
            assert resolve_wording(one.wording).day == one.day, one.id


# --- what hangs together ----------------------------------------------------------------------------------

#: Acts that are law and have no measure, and why.
_WITHOUT_MEASURES = {
    "cbp-cape-2026-04-20": "it is about refunds, and charges nothing",
    "eo-14289": "it says what duties do to each other: its rules are the stacking rules",
    "s122-expiry": "the end stands in the interval of the proclamation's own measures",
}


def test_every_enacted_act_does_something() -> None:
    """What is law has measures, or is listed with the reason why it has none."""
    having = {one.act for one in record().measures.values()}
    without = {
        act.id for act in record().acts.values() if act.force is Force.ENACTED and act.id not in having
    }
    assert without == set(_WITHOUT_MEASURES)
    rules = {one.act for one in record().stacking_rules.values()}
    assert "eo-14289" in rules


#: What nothing in the record names, and why it is there all the same.
_UNNAMED = {
    "annex-1a-copper": "part of annex-1a, kept apart as the note prints it",
    "annex-1c-mobile-equipment": "part of annex-1c, kept apart as a compilation prints it",
    "annex-2-removed": "part of annex-2, kept apart as the note prints it",
    "fyr-9903-91-12": "goods of one heading of the maritime action, for its lines",
    "fyr-9903-91-14": "goods of one heading of the maritime action, for its lines",
    "india-annex-ii": "points to annex-ii, which the measure names",
    "kitchen-cabinets-vanities-floor": "part of the note, with the lines of partners that have a level",
    "kitchen-cabinets-vanities-gb": "part of the note, with the lines of the United Kingdom",
    "list-4b": "suspended before it ever applied",
    "upholstered-furniture-floor": "part of the note, with the lines of partners that have a level",
    "upholstered-furniture-gb": "part of the note, with the lines of the United Kingdom",
    "ch-li": "one customs territory, for questions about it; rates were set for each of the two",
    "usmca": "an agreement, for questions about it; acts name its members and ask for the claim",
}
_NAMED_KINDS = (
    "duty_programmes",
    "product_lists",
    "topics",
    "authorities",
    "blocs",
    "negotiation_programmes",
)


def test_nothing_is_defined_that_nothing_names() -> None:
    """Every programme, list, topic, statute and bloc is named by some fact, or is listed with the reason."""
    named = {one.id for fact in record().facts() for one in named_facts(fact)}
    named |= {place for fact in record().facts() for _field, place in named_places(fact)}
    symbols = {bloc.id: bloc.symbol for bloc in record().blocs.values()}
    kept = [one for kind in _NAMED_KINDS for one in record().collection(kind)]
    assert {one for one in kept if not {one, symbols.get(one, one)} & named} == set(_UNNAMED)


def test_the_policy_areas_are_the_whole_list() -> None:
    """All 52 areas of the published list are there, whether a clause falls into them or not."""
    assert len(record().policy_areas) == 52
    assert sum(one.reach.value == "wto-plus" for one in record().policy_areas.values()) == 14


def test_every_document_is_cited() -> None:
    """No document is listed that no fact cites, but for the collection of White House texts, listed whole."""
    cited = {one for file in toml_files().values() for one in _cited(file)}
    assert [one for one in documents() if one not in cited and not one.startswith("wh-")] == []


def _cited(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("document"), str):
            yield value["document"]
        for one in value.values():
            yield from _cited(one)
    elif isinstance(value, list):
        for one in value:
            yield from _cited(one)


_HEADING = re.compile(r"(99\d\d\.\d\d\.\d\d)(?:-(99\d\d\.\d\d\.\d\d))?")


def test_headings_are_those_of_chapter_99() -> None:
    """Every heading is printed in full, and a range goes up."""
    for one in record().measures.values():
        for text in one.headings:
            found = _HEADING.fullmatch(text)
            assert found, (one.id, text)
            assert found[2] is None or found[1] < found[2], (one.id, text)


# --- sources ----------------------------------------------------------------------------------------------

#: Facts that are about a document as a whole, or about what it does not say.
_WHOLE = ("acts", "agreements", "duty_programmes", "product_lists")
_SILENT = (
    "stacking-retroactive-memo-2025-04-11",
    "stacking-transit-none-",
    "stacking-us-content-not-",
    "stacking-usmca-border-all-goods",
    "stacking-usmca-none-",
)


def _sources(fact: AnyFact) -> Iterator[tuple[str, bool, tuple[Source, ...]]]:
    """Yield whatever of a fact has sources: a name, whether it is verified, and the sources."""
    if isinstance(fact, Fact):
        yield fact.id, fact.verified, fact.sources
    if isinstance(fact, Agreement):
        for event in fact.events:
            yield f"{fact.id} {event.kind.value} {event.day}", event.verified, event.sources
        for one in fact.text.commitments:
            yield one.id, one.verified, one.sources or fact.sources


def test_what_was_read_in_an_official_text_says_where() -> None:
    """A measure, rule, event or deadline that rests on a White House text names the place in it."""
    whole = {one for kind in _WHOLE for one in record().collection(kind)}
    for fact in record().sourced_facts():
        if fact.id in whole or fact.id.startswith(_SILENT):
            continue
        for source in fact.sources:
            if source.url and "whitehouse.gov" in source.url:
                assert source.at, (fact.id, source.title)


def test_what_is_verified_rests_on_an_official_text() -> None:
    """Nothing is marked as read in the primary text that cites none."""
    for fact in record().facts():
        for name, verified, sources in _sources(fact):
            assert not verified or any(one.standing is Standing.OFFICIAL for one in sources), name


def test_what_is_recalled_is_not_verified_by_it() -> None:
    """A fact that rests on nothing but memory is marked as not verified."""
    for fact in record().facts():
        for name, verified, sources in _sources(fact):
            recalled = all(one.standing is Standing.RECALLED for one in sources)
            assert not (verified and recalled), name


# --- sentences --------------------------------------------------------------------------------------------


def test_sentences_are_short_and_clean() -> None:
    """No sentence of the record is longer than 400 characters; none has double spaces or hangs out at an end."""
    for fact, name, text in passages():
        assert "  " not in text, (fact, name)
        assert text == text.strip(), (fact, name)
        assert max(map(len, re.split(r"(?<=[.;:!?]) ", text))) <= 400, (fact, name)


@needs_texts
def test_no_sentence_was_copied() -> None:
    """No run of eight words of the record stands in the fact base or in an official text."""
    assert list(copied_runs()) == []


# --- no hindsight -----------------------------------------------------------------------------------------

#: Static texts: what a fact says as soon as it is known. Notes, gaps and findings speak of the making or have days of their own.
_STATIC = ("name", "title", "statement", "summary", "stance", "goal", "strategy", "purpose", "size", "what")
#: Later days that a text may name although no measure or deadline known by then has them, and why.
_FORESEEN = {
    "base-s232-2018": "a baseline, named for the day on which it is drawn up",
    "proc-10962": "the report is due on that day by the proclamation",
    "us-eu-us-fifty-percent": "the day that the President named",
}
_DAY = re.compile(rf"(?:([0-9]{{1,2}}) )?({'|'.join(MONTHS)}) (20[0-9]{{2}})")


@cache
def _scheduled() -> Mapping[tuple[int, int], date]:
    """Return the months in which something was scheduled, each with the day on which that was first known."""
    known: defaultdict[tuple[int, int], list[date]] = defaultdict(list)
    for one in record().measures.values():
        loaded = [each.day for each in one.conditions if isinstance(each, LoadedBefore)]
        for day in (one.applies.start, one.applies.end, *loaded):
            if day is not None:
                known[day.year, day.month].append(one.announced)
                last = day - timedelta(days=1)
                known[last.year, last.month].append(one.announced)
    for due in record().deadlines.values():
        known[due.day.year, due.day.month].append(due.announced)
    for wave in record().negotiation_programmes.values():
        if wave.goal_day is not None:
            known[wave.goal_day.year, wave.goal_day.month].append(wave.groups_announced or wave.announced)
    return {month: min(days) for month, days in known.items()}


def _static_texts(fact: Fact) -> Iterator[tuple[str, str, date]]:
    for one in fields(type(fact)):
        value = getattr(fact, one.name)
        if one.name in _STATIC and isinstance(value, str):
            yield one.name, value, fact.announced
    if isinstance(fact, Agreement):
        yield "title", fact.text.title, fact.announced
        for article in fact.text.articles:
            yield article.number, f"{article.heading} {article.summary}", fact.announced
        for one in fact.text.commitments:
            yield (
                one.id,
                f"{one.summary} {one.condition} {one.exchanged_for}",
                one.announced or fact.announced,
            )
        for event in fact.events:
            yield event.kind.value, event.summary, event.announced


def test_no_text_knows_a_day_that_was_not_known() -> None:
    """What a fact says names no later month than its own, unless something known by then was set for it."""
    late = set()
    for fact in record().sourced_facts():
        for name, text, announced in _static_texts(fact):
            for _day, month, year in _DAY.findall(text):
                named = (int(year), MONTHS.index(month) + 1)
                if named <= (announced.year, announced.month):
                    continue
                if _scheduled().get(named, date.max) > announced and fact.id not in _FORESEEN:
                    late.add(f"{fact.id} {name}: {month} {year}")
    assert sorted(late) == []


_AFTERWARDS = re.compile(
    r"\b(?:never (?:applied|took effect|collected)|in the end|turned out|was later|were later|"
    r"(?:soon|later|then) (?:replaced|withdrawn|revoked|repealed|struck)|has since|have since)\b"
)


def test_no_text_tells_the_sequel() -> None:
    """What a fact says does not tell what became of it: that is a later fact, with a day of its own."""
    found = [
        f"{fact.id} {name}: {text}"
        for fact in record().sourced_facts()
        for name, text, _announced in _static_texts(fact)
        if _AFTERWARDS.search(text)
    ]
    assert found == []


# --- the statement ----------------------------------------------------------------------------------------


def test_the_statement_is_that_of_the_design() -> None:
    """Horizon and coverage are the declared ones."""
    statement = record().statement
    assert statement.format == 1
    assert statement.horizon == date(2026, 10, 7)
    assert {one.kind.value: str(one.last_day) for one in statement.coverage} == {
        "acts": "2026-10-07",
        "primary-texts": "2026-08-20",
        "talks": "2026-08-21",
        "agreements": "2026-08-20",
        "schedule": "2026-06-08",
        "retaliation": "2026-09-30",
    }
    assert statement.gaps


@pytest.mark.parametrize("kind", ["acts", "talks", "agreements"])
def test_nothing_became_known_after_what_is_covered(kind: str) -> None:
    """No fact of a kind is later than the day up to which the kind was followed."""
    last = next(one.last_day for one in record().statement.coverage if one.kind.value == kind)
    names = {
        "acts": ("acts", "measures"),
        "agreements": ("agreements",),
        "talks": ("status_events", "rounds", "positions"),
    }
    for name in names[kind]:
        for fact in record().collection(name).values():
            assert isinstance(fact, Fact)
            assert fact.announced <= last, fact.id
