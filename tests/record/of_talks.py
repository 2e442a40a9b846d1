"""The talks of the fact base against the record: events, rounds, positions, deadlines, rates."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.record.comparing import MONTHS, Ledger, days_in, numbers_in, words_of
from tests.record.inputs import negotiations
from tests.record.of_acts import page_of
from tests.record.of_changes import levels_of
from tests.record.shipped import record
from tradetalks.model.measures import Charges

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.record.inputs import Row
    from tradetalks.model.facts import Fact
    from tradetalks.model.talks import Position, Round

__all__ = [
    "compare_events",
    "compare_positions",
    "compare_rounds",
    "compare_talk_rates",
    "compare_talks",
    "span_of",
]


def span_of(text: str) -> tuple[date, date]:
    """Return the first and last day that a day, a span or a month of the fact base can mean.

    >>> span_of("2025-05")
    (datetime.date(2025, 5, 1), datetime.date(2025, 5, 31))
    """
    plain = re.sub(r" ?\(.*| or before.*", "", str(text)).strip()
    first, _, last = plain.partition("/")
    return _bounds(first)[0], _bounds(last or first)[1]


def _bounds(text: str) -> tuple[date, date]:
    if re.fullmatch(r"\d{4}-\d{2}", text):
        year, month = map(int, text.split("-"))
        after = date(year + month // 12, month % 12 + 1, 1)
        return date(year, month, 1), after - timedelta(days=1)
    day = date.fromisoformat(text)
    return day, day


def compare_talks() -> Ledger:
    """Compare every talk: parties, programme, track, topics, group, region, agreements, deadlines, what is noted."""
    ledger = Ledger()
    for fact in negotiations()["negotiations"]:
        name = fact["id"]
        if not ledger.holds(name, "id", name, None, holds=name in record().negotiations):
            continue
        talk = record().negotiations[name]
        ledger.equal(name, "parties", fact["parties"], list(talk.parties))
        ledger.equal(name, "programme", fact["programme"], talk.programme)
        ledger.equal(name, "track", fact["track"], talk.track.value)
        ledger.within(name, "topics", fact["topics"], talk.all_topics)
        ledger.equal(name, "group", fact.get("seed_group"), talk.group)
        if "region_correct" in fact:
            ledger.equal(name, "region", fact["region_correct"], talk.region)
        texts = [one.id for one in record().agreements.values() if one.negotiation == name]
        ledger.within(name, "agreements", fact["agreements"], texts)
        _deadlines(ledger, fact)
        told = " ".join(_sentences(name))
        for key in ("note", "outcome_vs_seed"):
            ledger.within(
                name,
                f"numbers of {key}",
                numbers_in(fact.get(key, "").replace("alpha-2", "")),
                numbers_in(told),
            )
        named = [
            one["name"]
            for side in ("US", *fact["parties"])
            for one in _people(fact.get("mechanism", {}), side)
        ]
        ledger.within(name, "mechanism", named, [one for one in named if one.split()[-1] in told])
    return ledger


def _people(mechanism: Row, side: str) -> list[dict[str, str]]:
    return [{"name": one} for one in mechanism.get(side, ())]


def _sentences(talk: str) -> Iterable[str]:
    """Yield all that the record says in words about a talk."""
    dossier = record()
    yield f"{dossier.negotiations[talk].summary} {dossier.negotiations[talk].note}"
    yield from dossier.negotiations[talk].gaps
    yield from (
        f"{one.summary} {one.note}" for one in dossier.status_events.values() if one.negotiation == talk
    )
    yield from (f"{one.stance} {one.note}" for one in dossier.positions.values() if one.negotiation == talk)
    yield from (f"{one.statement} {one.finding}" for one in dossier.claims.values() if talk in one.about)


def _deadlines(ledger: Ledger, fact: Row) -> None:
    kept = [one for one in record().deadlines.values() if one.negotiation == fact["id"]]
    for due in fact["deadlines"]:
        name = f"{fact['id']} due {due['date']}"
        last = span_of(due["date"])[1]
        found = [one for one in kept if one.day == last]
        if not ledger.holds(name, "day", last, {one.day for one in kept}, holds=bool(found)):
            continue
        told = " ".join(f"{one.what} {one.wording} {one.set_by} {one.note}" for one in found)
        told += " ".join(f"{source.title} {source.url}" for one in found for source in one.sources)
        told += " ".join(_named(one.set_by) for one in found)
        for key in ("what", "set_by"):
            asked = {word[:5] for word in words_of(due[key].replace("pause", "suspension")) if len(word) > 3}
            shared = asked & {word[:5] for word in words_of(told)}
            ledger.holds(name, key, due[key], [one.what for one in found], holds=bool(shared) or not asked)


def _named(fact: str) -> str:
    act = record().acts.get(fact)
    return f"{act.title} {act.printed} {act.announced}" if act else fact


# --- events -----------------------------------------------------------------------------------------------


def compare_events() -> Ledger:
    """Compare every status event: what, on which day, known from when, on what source."""
    ledger = Ledger()
    for fact in negotiations()["negotiations"]:
        kept = [one for one in record().status_events.values() if one.negotiation == fact["id"]]
        for row in fact["status"]:
            first, last = span_of(row["date"])
            name = f"{fact['id']} {row['status']} {row['date']}"
            same = [one for one in kept if one.status.value == row["status"]]
            found = [one for one in same if first <= one.day <= last]
            if not ledger.holds(name, "day", row["date"], {one.day for one in same}, holds=bool(found)):
                continue
            if first != last:
                exact = {one.day_exact for one in found}
                ledger.holds(name, "exact", "a bound", exact, holds=exact == {False})
            if "announced" in row:
                known = {one.announced for one in found}
                ledger.holds(
                    name,
                    "announced",
                    row["announced"],
                    known,
                    holds=date.fromisoformat(row["announced"]) in known,
                )
            told = " ".join(f"{one.summary} {one.note} {one.day_wording}" for one in found)
            note = re.sub(rf"EO \d+|Section \d+|[\d-]+ (?:{'|'.join(MONTHS)})", " ", row.get("note", ""))
            ledger.within(name, "numbers of the note", numbers_in(note), numbers_in(told.replace("-", " ")))
            named = {day for one in found for each in one.facts for day in _days_of(each)}
            ledger.within(name, "days of the note", days_in(row.get("note", "")), [*days_in(told), *named])
            _pages(ledger, name, str(row["source"]), found)
    return ledger


def _days_of(act: str) -> Iterable[date]:
    """Yield the days on which the measures of an act start and end."""
    for one in record().measures.values():
        if one.act == act:
            yield from (day for day in (one.applies.start, one.applies.end) if day is not None)


def _pages(ledger: Ledger, name: str, source: str, found: Iterable[Fact]) -> None:
    """Compare the White House pages that a source names by path."""
    asked = [page_of(path) for path in re.findall(r"WH:(\S+?\.md)", source)]
    cited = {one.url for fact in found for one in fact.sources}
    ledger.within(name, "page", [one for one in asked if one], cited)


# --- rounds -----------------------------------------------------------------------------------------------


def compare_rounds() -> Ledger:
    """Compare every round: days, place, and who sat at the table in what office."""
    ledger = Ledger()
    for fact in negotiations()["negotiations"]:
        kept = [one for one in record().rounds.values() if one.negotiation == fact["id"]]
        for row in fact["rounds"]:
            first, last = span_of(row["date"])
            name = f"{fact['id']} round {row['date']}"
            found = [one for one in kept if (one.days.start, one.days.last_day) == (first, last)]
            held = {str(one.days) for one in kept}
            if not ledger.holds(name, "days", row["date"], held, holds=bool(found)):
                found = [one for one in kept if one.days.start and first <= one.days.start <= last]
            for one in found[:1]:
                _table(ledger, name, row, one)
    return ledger


def _table(ledger: Ledger, name: str, row: Row, found: Round) -> None:
    ledger.within(name, "place", words_of(re.sub(r"\(.*\)", "", row["place"])), set(words_of(found.place)))
    tables = {one.side: {each.name: each.office for each in one.members} for one in found.delegations}
    for side, people in row["delegations"].items():
        table = tables.get(side, {})
        ledger.within(name, f"delegates of {side}", [one["name"] for one in people], table)
        for one in people:
            if one["name"] in table:
                asked = [word for word in words_of(re.sub(r"\(.*\)", "", one["office"])) if word != "us"]
                ledger.within(
                    f"{name} {one['name']}", "office", asked, set(words_of(table[one["name"]] or ""))
                )


# --- positions --------------------------------------------------------------------------------------------


def compare_positions() -> Ledger:
    """Compare every position: who said it, of what kind, when, with what numbers, and on what source."""
    ledger = Ledger()
    for fact in negotiations()["negotiations"]:
        kept = [one for one in record().positions.values() if one.negotiation == fact["id"]]
        for number, row in enumerate(fact["positions"], start=1):
            name = f"{fact['id']} position {number} ({row['party']}, {row['kind']})"
            first, last = span_of(row["said_on"])
            near = [one for one in kept if first <= one.said_on <= last and one.party == row["party"]]
            found = max(near, key=lambda one: _likeness(row["stance"], one), default=None)
            said = [f"{one.party} {one.said_on}" for one in kept]
            if not ledger.holds(
                name, "said", f"{row['party']} {row['said_on']}", said, holds=found is not None
            ):
                continue
            if found is None:  # pragma: no cover - told just now
                continue
            ledger.equal(name, "kind", row["kind"], found.kind.value)
            told = f"{found.stance} {found.note} {found.proposal}"
            ledger.within(name, "numbers", numbers_in(row["stance"]), numbers_in(told.replace("%", " ")))
            alike = _likeness(row["stance"], found)
            ledger.holds(name, "stance", row["stance"], f"{found.id}: {found.stance}", holds=alike >= 1)
            if "seed article" in row["source"]:
                cited = {one.document for one in found.sources}
                ledger.within(name, "source", ["article-2025-05"], cited)
            if "said_by" in row:
                ledger.within(name, "speaker", ["trump"], words_of(found.speaker or ""))
    return ledger


def _likeness(stance: str, position: Position) -> int:
    """Return how many words of a stance, or their beginnings, a position shares."""
    ours = {word[:5] for word in words_of(f"{position.stance} {position.note} {position.id}")}
    return len({word[:5] for word in words_of(stance) if len(word) > 2} & ours)


# --- rates of the talks -----------------------------------------------------------------------------------

_ACT_OF = {"eo14257_pct": "eo-14257", "eo14326_pct": "eo-14326", "section301_2026_07_pct": "memo-2026-07-23"}


def compare_talk_rates() -> Ledger:
    """Compare the partner's rates of three acts that each talk notes with the measures of those acts."""
    ledger = Ledger()
    for fact in negotiations()["negotiations"]:
        for place, history in _histories(fact):
            for key, told in history.items():
                if key in _ACT_OF:
                    _rate(ledger, f"{fact['id']} {place}", key, str(told), place)
    return ledger


def _histories(fact: Row) -> Iterable[tuple[str, Row]]:
    history = fact["us_rate_history"]
    partners = fact["parties"][1:]
    if set(history) <= set(partners):
        yield from history.items()
    else:
        yield partners[0], history


def _rate(ledger: Ledger, name: str, key: str, told: str, place: str) -> None:
    act = _ACT_OF[key]
    on = date(2026, 8, 1)
    of_act = [one for one in record().measures.values() if one.act == act and isinstance(one.effect, Charges)]
    here = [one for one in of_act if not one.conditions and record().takes_in(one.origins, place, on)]
    named = [one for one in here if record().names_place(one.origins, place, on)] or here
    levels = {
        level for one in named if isinstance(one.effect, Charges) for level in levels_of(one.effect.duty)
    }
    if told.startswith("not among"):
        ledger.holds(name, key, told, levels, holds=not levels)
        return
    how = "ALL-IN" if "net" in told or "inclusive" in told else "ADDITIONAL"
    asked = (Decimal(re.match(r"[\d.]+", told)[0]), how)  # type: ignore[index]
    ledger.holds(
        name, key, f"{asked[0]}% {asked[1]}", sorted(f"{a}% {b}" for a, b in levels), holds=asked in levels
    )
