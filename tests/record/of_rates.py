"""The partner rates, the counter-measures and the days of the trackers, against the measures of the record."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from tests.record.comparing import Ledger, days_in, new_id, numbers_in, words_of
from tests.record.inputs import rates, retaliation, tracker_days
from tests.record.of_changes import headings_in, levels_of
from tests.record.shipped import record
from tradetalks.engines.painting import Painter
from tradetalks.model.measures import Charges
from tradetalks.vocabulary.goods import HtsCode
from tradetalks.vocabulary.places import EVERYWHERE

if TYPE_CHECKING:
    from tests.record.inputs import Row
    from tradetalks.model.measures import TariffMeasure

__all__ = ["compare_rates", "compare_retaliation", "compare_shown_rates", "compare_tracker_days"]

_PROGRAMME = "ieepa-reciprocal"
_FORCE = {"announced-only": "announced"}
_HOW = {"additional": "ADDITIONAL", "all-in": "ALL-IN"}


def compare_rates() -> Ledger:
    """Compare every partner rate: act, partner, rate and how it counts, first day, heading, force."""
    ledger = Ledger()
    for row in rates():
        name = f"{row['act_id']} {row['country_iso2']} {row['from']}"
        act = new_id(ledger, "rates", row["act_id"], lambda one: one in record().acts) or row["act_id"]
        _compare_rate(ledger, name, row, [one for one in record().measures.values() if one.act == act])
    return ledger


def _compare_rate(ledger: Ledger, name: str, row: Row, of_act: list[TariffMeasure]) -> None:
    first = date.fromisoformat(row["from"])
    level = (Decimal(row["rate_percent"]), _HOW[row["kind"]])
    here = [one for one in of_act if _PROGRAMME in one.programmes and _takes(one, row["country_iso2"], first)]
    carrying = [
        one
        for one in here
        if isinstance(one.effect, Charges) and not one.conditions and level in levels_of(one.effect.duty)
    ]
    told = {str(one.effect) for one in here}
    if not ledger.holds(name, "rate", f"{level[0]}% {level[1]}", told, holds=bool(carrying)):
        return
    starts = {one.applies.start for one in carrying}
    ledger.holds(name, "from", first, starts, holds=first in starts)
    force = _FORCE.get(row["status"], "enacted")
    forces = {one.force.value for one in carrying}
    ledger.holds(name, "status", row["status"], forces, holds=forces == {force})
    asked = headings_in(row["htsus"])
    had = {each for one in carrying for each in headings_in(" ".join(one.headings))}
    ledger.holds(name, "heading", sorted(asked - had), sorted(had), holds=asked <= had)


def _takes(measure: TariffMeasure, origin: str, on: date) -> bool:
    if origin == "*":
        return EVERYWHERE in measure.origins.within
    return record().takes_in(measure.origins, origin, on)


@cache
def _painter() -> Painter:
    return Painter.of(record())


#: Goods that no list and no exemption of the reciprocal duty names, so that the country's rate shows.
_TOY = HtsCode("9503.00.00")


def compare_shown_rates() -> Ledger:
    """Compare what the painted record shows on the first and the last day on which each rate ran.

    The last days of the fact base are hindsight: no measure has them, but the picture must.
    """
    ledger = Ledger()
    for row in rates():
        if row["status"] != "in-force" or row["country_iso2"] == "*":
            continue
        level = (Decimal(row["rate_percent"]), _HOW[row["kind"]])
        last = date.fromisoformat(row["until"]) - timedelta(days=1)
        for day in sorted({date.fromisoformat(row["from"]), last}):
            name = f"{row['act_id']} {row['country_iso2']} {row['from']}"
            shown = _shown(row["country_iso2"], day)
            ledger.holds(name, f"shown on {day}", f"{level[0]}% {level[1]}", shown, holds=level in shown)
    return ledger


def _shown(origin: str, day: date) -> set[tuple[Decimal, str]]:
    """Return the levels that the topmost paint leaves on plain goods of an origin without any claim."""
    for measure in reversed(_painter().showing(_PROGRAMME, origin, day)):
        goods = measure.products
        if measure.conditions or not goods.all or goods.covers_code(_TOY) is not True:
            continue
        return set(levels_of(measure.effect.duty)) if isinstance(measure.effect, Charges) else set()
    return set()


def compare_retaliation() -> Ledger:
    """Compare every counter-measure: who, when known, from when, at what rates, in answer to what."""
    ledger = Ledger()
    for fact in retaliation():
        found = new_id(ledger, "retaliation", fact["id"], lambda one: one in record().acts)
        if found is None:
            continue
        act = record().acts[found]
        ours = [one for one in record().measures.values() if one.act == found]
        ledger.equal(fact["id"], "by", fact["by"], act.issuer)
        if fact["announced"] is not None:
            ledger.equal(fact["id"], "announced", fact["announced"], act.announced)
        if fact["effective"] is not None:
            starts = {one.applies.start for one in ours}
            first = date.fromisoformat(fact["effective"])
            ledger.holds(fact["id"], "effective", first, starts, holds=first in starts)
        _ended(ledger, fact, ours)
        told = f"{act.title} {act.summary} {act.note} {act.citation} {' '.join(act.gaps)} {act.verification} "
        told += " ".join(
            f"{one.effect} {one.products} {one.summary} {one.note} {one.applies}" for one in ours
        )
        told = told.replace("/", " ").replace("liquefied natural gas", "lng")
        asked = numbers_in(re.sub(r"P\.C\. \S+|SOR/\S+|C\$|\(EU\) \S+|\d+/\d+|phase \d", " ", fact["rate"]))
        ledger.holds(fact["id"], "rate", asked - numbers_in(told), told, holds=asked <= numbers_in(told))
        ledger.within(fact["id"], "goods", _goods(fact["rate"]), set(words_of(told)))
        answered = re.findall(r"(?:eo|proc)-(\d+)", fact["response_to"] or "")
        ledger.within(fact["id"], "response to", answered, re.findall(r"\d+", told))
        ledger.within(fact["id"], "days of the note", days_in(fact.get("note", "")), _days_of(act.issuer))
        if (fact["source"] or "").startswith("http"):
            urls = {(source.url or "").rstrip("/") for one in (act, *ours) for source in one.sources}
            ledger.within(fact["id"], "source", [fact["source"].rstrip("/")], urls)
        ledger.equal(fact["id"], "verified", fact["verified"] == "primary-us", act.verified)
    return ledger


_KINDS_OF_GOODS = frozenset(
    (
        "coal",
        "lng",
        "crude",
        "machinery",
        "pickup",
        "chicken",
        "wheat",
        "corn",
        "cotton",
        "sorghum",
        "soybeans",
        "pork",
        "beef",
        "aquatic",
        "fruit",
        "vegetables",
        "dairy",
        "steel",
        "aluminum",
        "vehicles",
        "alcoholic",
        "tools",
        "computers",
        "sports",
        "cast",
    )
)


def _goods(rate: str) -> list[str]:
    return [word for word in words_of(rate) if word in _KINDS_OF_GOODS]


def _ended(ledger: Ledger, fact: Row, ours: list[TariffMeasure]) -> None:
    """Compare the end: a later act brought it, so no measure has it, but the picture must."""
    if fact["until"] is None:
        return
    end = date.fromisoformat(fact["until"])
    shown = {
        day: {one.id for one in _painter().measures_on(day, "US")} & {one.id for one in ours}
        for day in (end - timedelta(days=1), end)
    }
    before = bool(shown[end - timedelta(days=1)]) or fact["effective"] == fact["until"]
    lasting = {one for one in shown[end] if isinstance(record().measures[one].effect, Charges)}
    ledger.holds(
        fact["id"], "until", end, sorted(lasting) or "nothing that day", holds=before and not lasting
    )


def _days_of(issuer: str) -> set[date]:
    """Return every day that the counter-measures of an issuer name."""
    acts = [act for act in record().acts.values() if act.issuer == issuer]
    days = {
        day
        for act in acts
        for day in days_in(f"{act.summary} {act.note} {' '.join(act.gaps)} {act.announced}")
    }
    for one in record().measures.values():
        if one.importer == issuer:
            days |= {day for day in (one.applies.start, one.applies.end) if day is not None}
            days.update(days_in(f"{one.summary} {one.note} {one.products} {one.conditions}"))
    return days


#: The measure of the record that each row of the trackers' table is about.
_EVENTS = {
    "China fentanyl +10": "eo-14195",
    "Canada and Mexico +25": "eo-14193-14194-effective",
    "China fentanyl 20": "eo-14228",
    "autos 232": "proc-10908",
    "auto parts 232": "proc-10908",
    "reciprocal 10 %": "eo-14257",
    "China 34 to 84": "eo-14259",
    "China 84 to 125": "eo-14266",
    "Geneva: China 125 to 10": "eo-14298",
    "steel and aluminum 50": "proc-10947",
    "copper 50": "proc-10962",
    "Canada 35": "eo-14325",
    "country reciprocal rates": "eo-14326",
    "India +25 (oil)": "eo-14329",
    "trucks and buses 232": "proc-10984",
    "China fentanyl 10": "eo-14357",
    "semiconductors 232": "proc-11002",
    "section 122 10 %": "proc-11012",
    "metals annexes": "proc-11021",
}


def compare_tracker_days() -> Ledger:
    """Compare the first day that each act says, beside the days that two trackers have for it."""
    ledger = Ledger()
    for row in tracker_days():
        starts = {one.applies.start for one in record().measures.values() if one.act == _EVENTS[row["event"]]}
        first = date.fromisoformat(row["act_says"])
        ledger.holds(row["event"], "day", first, starts, holds=first in starts)
    return ledger
