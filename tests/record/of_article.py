"""The waves of talks, the article of May 2025 and its corrections, and what Lesotho gave, against the record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.record.comparing import Ledger, days_in, new_id, numbers_in, words_of
from tests.record.inputs import negotiations
from tests.record.shipped import record
from tradetalks.vocabulary.places import place_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.record.inputs import Row
    from tradetalks.model.talks import Claim

__all__ = ["compare_article", "compare_programmes"]

#: The claim of the record that each correction of the fact base is in, in its order.
CORRECTIONS = (
    "article-2025-05-correction-south-america",
    "article-2025-05-correction-fiji",
    "article-2025-05-correction-bessent",
    "article-2025-05-correction-chips-act",
    "article-2025-05-correction-lesotho",
    "article-2025-05-correction-geneva-days",
    "article-2025-05-correction-list",
)
_IN_LETTERS = {"ten": 10, "twelve": 12, "eighteen": 18, "twenty": 20, "fifty": 50, "eighty": 80}


def compare_article() -> Ledger:
    """Compare each fact of the article and each correction: what is claimed, about what, and what was found."""
    ledger = Ledger()
    seed = negotiations()["seed"]
    for fact in seed["facts"]:
        found = f"article-2025-05-{fact['id'].lower()}"
        if ledger.holds(fact["id"], "claim", found, None, holds=found in record().claims):
            _claim(ledger, fact["id"], fact["fact"], fact.get("checked", ""), record().claims[found])
            ids = [one for one in re.findall(r"us-[a-z]{3}|priority-wave-2025", fact["maps_to"]) if one]
            about = " ".join(record().claims[found].about)
            ledger.within(fact["id"], "about", ids, [one for one in ids if one in about])
    for number, (fact, found) in enumerate(zip(seed["corrections"], CORRECTIONS, strict=True), start=1):
        name = f"correction {number}"
        if ledger.holds(name, "claim", found, None, holds=found in record().claims):
            _claim(ledger, name, fact["wrong"], fact["right"], record().claims[found])
            verdict = record().claims[found].verdict.value
            ledger.holds(name, "verdict", "wrong", verdict, holds=verdict in {"contradicted", "partly"})
    for group, members in seed["groups"].items():
        talks = [one for one in record().negotiations.values() if one.group == group]
        ledger.equal(group, "members", set(members), {each for one in talks for each in one.partners})
    groups = record().negotiation_programmes["priority-wave-2025"].groups
    ledger.equal("groups", "groups", list(seed["groups"]), list(groups))
    named = [place for one in record().negotiations.values() if one.group for place in one.partners]
    ledger.equal("groups", "group_total", seed["group_total"], len(named))
    _lesotho(ledger)
    return ledger


def _claim(ledger: Ledger, name: str, said: str, checked: str, claim: Claim) -> None:
    told = f"{claim.statement} {claim.finding} {claim.verification} {claim.note}"
    told += "".join(f" {number}" for word, number in _IN_LETTERS.items() if word in told)
    for key, text in (("statement", said), ("finding", checked)):
        ledger.holds(name, key, text, f"{claim.statement} {claim.finding}", holds=_alike(text, told))
    days = {*days_in(told), *_short_days(told)}
    ledger.within(name, "days", days_in(checked), days)
    numbers = numbers_in(told) | numbers_in(" ".join(str(day.day) for day in days_in(told)))
    left = {one for one in numbers_in(f"{said} {checked}") if one not in numbers}
    ledger.holds(name, "numbers", left, told, holds=not left)


def _alike(facts: str, told: str) -> bool:
    """Whether two texts share at least two fifths of the first's words, by how they begin."""
    asked = {word[:4] for word in words_of(facts) if len(word) > 2}
    return len(asked & {word[:4] for word in words_of(told)}) >= 0.4 * len(asked)


def _short_days(text: str) -> Iterable[object]:
    """Yield the days of a text that name their month but leave the year to the article's."""
    yield from days_in(re.sub(r"(\d{1,2} [A-Z][a-z]+)(?! 20)", r"\1 2025", text))


def _lesotho(ledger: Ledger) -> None:
    fact = next(one for one in negotiations()["negotiations"] if one["id"] == "us-lso")
    kept = fact["concession"]
    found = record().concessions.get(kept["id"])
    if not ledger.holds("us-lso", "concession", kept["id"], None, holds=found is not None) or found is None:
        return
    ledger.equal(kept["id"], "grantor", kept["grantor"], found.giver)
    ledger.equal(kept["id"], "beneficiary", kept["beneficiary"], found.receiver)
    ledger.within(
        kept["id"], "entity", words_of(kept["beneficiary_entity"]), words_of(found.beneficiary or "")
    )
    ledger.equal(kept["id"], "topic", kept["kind"], found.topic)
    terms = " ".join(f"{one} {one.note}" for one in found.terms)
    ledger.within(kept["id"], "terms", [str(kept["terms"]["years"])], re.findall(r"\d+", terms))
    ledger.within(
        kept["id"], "granted", days_in(kept["terms"]["granted"]), [*days_in(terms), found.announced]
    )
    ledger.within(kept["id"], "in exchange for", ["exemption", "tariff"], words_of(f"{found.exchanged_for}"))
    ledger.equal(kept["id"], "outcome", "granted", found.outcome.value)
    told = " ".join(
        f"{one.statement} {one.finding}" for one in record().claims.values() if "us-lso" in one.about
    )
    ledger.within("us-lso", "seed claim", numbers_in(fact["seed_claim"]["holds"]), numbers_in(told))


def compare_programmes() -> Ledger:
    """Compare every wave of talks: name, goal, size, strategy, purpose, speaker, pressure, outcome, members."""
    ledger = Ledger()
    for fact in negotiations()["programmes"]:
        found = new_id(ledger, "programmes", fact["id"], lambda one: one in record().negotiation_programmes)
        if found is None:
            continue
        wave = record().negotiation_programmes[found]
        members = [one.id for one in record().negotiations.values() if one.programme == found]
        loose = [one for one in fact.get("members", ()) if record().negotiations[one].programme is None]
        ledger.within(fact["id"], "members", set(fact.get("members", ())) - set(loose), members)
        for key in ("owner", "strategy", "purpose"):
            text = re.sub(r"US ", "", fact.get(key, ""))
            ledger.holds(
                fact["id"], key, text, getattr(wave, key), holds=_alike(text, str(getattr(wave, key)))
            )
        if fact["id"] == "priority-wave-2025":
            _wave(ledger, fact)
    return ledger


def _wave(ledger: Ledger, fact: Row) -> None:
    wave = record().negotiation_programmes[fact["id"]]
    name = fact["id"]
    ledger.equal(name, "reported", fact["reported"], wave.announced)
    ledger.equal(name, "goal", fact["goal"]["date"], wave.goal_day)
    ledger.within(name, "size", ["18"], ["18"] if "eighteen" in f"{wave.size}" else [])
    ledger.within(name, "size", ["20"], ["20"] if "twenty" in f"{wave.size}" else [])
    ledger.within(name, "speaker", words_of(fact["speaker"]["name"]), words_of(f"{wave.strategy}"))
    told = " ".join(f"{one.statement} {one.finding}" for one in record().claims.values() if name in one.about)
    told += f" {wave.note}"
    acts = {number for text in fact["legal_pressure"] for number in re.findall(r"EO (\d+)", text)}
    named = {re.sub(r"\D", "", one) for claim in record().claims.values() for one in claim.about}
    ledger.within(name, "legal pressure", acts, named)
    about = {place for one in record().claims.values() if name in one.about for place in _partners(one)}
    outcome = fact["outcome"]
    for key in (
        "signed",
        "announced_2026_07",
        "frameworks",
        "framework_not_in_that_list",
        "investment_deals",
    ):
        ledger.within(name, f"outcome: {key}", outcome[key], about)
    for key, places in outcome["year_end_2025"].items():
        missing = [one for one in places if not _told_of(one, told)]
        ledger.holds(name, f"outcome at the end of 2025: {key}", missing, told, holds=not missing)


def _partners(claim: Claim) -> Iterable[str]:
    for one in claim.about:
        talk = record().negotiations.get(one)
        if talk is not None:
            yield from talk.partners


def _told_of(place: str, text: str) -> bool:
    return place_name(place).replace("South ", "") in text.replace("Viet Nam", "Vietnam")
