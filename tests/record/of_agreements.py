"""The instruments of the fact base against the record: what they are, their articles, commitments and lives."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.record.comparing import Ledger, days_in, new_id, numbers_in, words_of
from tests.record.inputs import agreements, markdown
from tests.record.of_acts import page_of
from tests.record.of_talks import span_of
from tests.record.shipped import record
from tradetalks.vocabulary.kinds import CommitmentKind, Verb

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.record.inputs import Row
    from tradetalks.model.agreements import Agreement, Commitment

__all__ = ["compare_agreements", "compare_articles", "compare_commitments", "compare_topics"]

_AREA = "hms-{}"
#: What happened to an instrument in words of the fact base, with the kinds of event that say so.
_EVENTS = {
    "operative": {"in-force"},
    "US implementation order": {"implemented"},
    "text published": {"text-published"},
}


def compare_agreements() -> Ledger:
    """Compare every instrument: title, parties, kind, whether it binds, its days, signing, status, sources, gaps."""
    ledger = Ledger()
    for fact in agreements():
        name = fact["id"]
        if not ledger.holds(name, "id", name, None, holds=name in record().agreements):
            continue
        deal = record().agreements[name]
        ledger.within(
            name, "title", _spelt_out(re.sub(r"\(.*?\)", "", fact["title"])), set(_spelt_out(deal.title))
        )
        ledger.equal(name, "parties", fact["parties"], list(deal.parties))
        ledger.equal(name, "kind", fact["kind"], deal.kind.value)
        ledger.equal(name, "binding", fact["binding"], deal.binding)
        wave = new_id(Ledger(), "programmes", re.sub(r" \(.*", "", fact["programme"]), _is_wave)
        ledger.equal(name, "programme", wave or fact["programme"], deal.programme)
        ledger.equal(name, "negotiation", fact["negotiation"], deal.negotiation)
        ledger.equal(name, "announced", fact["announced"], deal.announced)
        _life(ledger, fact, deal)
        told = " ".join(
            (*deal.gaps, deal.read, deal.note or "", deal.template_role or "", deal.in_force_rule or "")
        )
        for key in ("known_unknowns", "text_defects", "builds_on"):
            count = len(deal.builds_on if key == "builds_on" else deal.gaps)
            asked = fact.get(key, [])
            ledger.holds(name, key, asked, count, holds=count >= len(asked) or key == "text_defects")
        for key in ("in_force_rule", "note", "drafting_note", "shall_count", "deadline"):
            numbers = numbers_in(str(fact.get(key, "")))
            ledger.holds(
                name, f"numbers of {key}", numbers, told, holds=numbers <= numbers_in(told + _told(deal))
            )
        for key in ("litigation", "template_role", "short"):
            if key in fact:
                has = {"litigation": deal.events, "template_role": deal.template_role, "short": deal.short}[
                    key
                ]
                ledger.holds(name, key, fact[key], has, holds=bool(has))
        pages = [
            page_of(path) for row in fact["sources"] for path in re.findall(r"WH:(\S+?\.md)", row["ref"])
        ]
        cited = {one.url for one in deal.sources} | {one.url for each in deal.events for one in each.sources}
        cited |= {one.url for each in deal.text.commitments for one in each.sources}
        ledger.within(name, "page", [one for one in pages if one], cited)
    return ledger


#: Short forms of titles and headings, with what they stand for.
_SHORT = {
    "US": "United States",
    "U.S.": "United States",
    "EU": "European Union",
    "UK": "United Kingdom",
    "Viet Nam": "Vietnam",
    "MoU": "Memorandum of Understanding",
    "MOU": "Memorandum of Understanding",
    "TECRO": "Taipei Economic and Cultural Representative Office",
    "MRLs": "maximum residue levels",
    "HPAI": "highly pathogenic avian influenza",
    "ASF": "African swine fever",
    "IP": "intellectual property",
    "AD/CVD": "antidumping and countervailing duty",
    "TRQs": "tariff-rate quotas",
}


def _spelt_out(text: str) -> list[str]:
    for short, long in _SHORT.items():
        text = re.sub(rf"(?<![A-Za-z]){re.escape(short)}(?![A-Za-z])", long, text)
    return list(words_of(text))


def _is_wave(one: str) -> bool:
    return one in record().negotiation_programmes


def _told(deal: Agreement) -> str:
    parts = [f"{one.summary} {one.day_wording}" for one in deal.events]
    parts += [f"{one.summary} {one.note} {' '.join(map(str, one.terms))}" for one in deal.text.commitments]
    return " ".join(parts)


def _life(ledger: Ledger, fact: Row, deal: Agreement) -> None:
    name = fact["id"]
    signed = fact["signed"]
    if signed is None or signed["date"] is None:
        ledger.equal(name, "signed", None, deal.signing and deal.signing.day)
    elif ledger.holds(name, "signed", signed["date"], None, holds=deal.signing is not None) and deal.signing:
        ledger.equal(name, "signed", signed["date"], deal.signing.day)
        where = words_of(re.sub(r"\(.*\)", "", signed.get("place") or ""))
        ledger.within(name, "place of signing", where, words_of(deal.signing.place or ""))
        people = " ".join(deal.signing.signatories)
        for key in ("by_US", "by_partner"):
            who = re.sub(r"\(.*\)", "", (signed.get(key) or "").split(",")[0])
            ledger.within(name, key, words_of(who), set(words_of(people)))
    ledger.equal(name, "in force", fact["in_force"] and fact["in_force"]["date"], deal.in_force)
    for row in fact["status"]:
        what = str(row["status"])
        first, last = span_of(row["date"])
        near = [one for one in deal.events if first <= one.day <= last]
        kinds = {one.kind.value for one in near}
        asked = _EVENTS.get(what, {re.sub(r"[ ,].*", "", what)})
        ledger.holds(
            name, f"status {what}", row["date"], {str(one.day) for one in deal.events}, holds=bool(near)
        )
        alike = bool(kinds & asked) or any(_shared(what, one.summary) for one in near)
        ledger.holds(name, f"kind of status {what}", what, kinds, holds=alike or not near)
        if "announced" in row:
            known = {one.announced for one in near}
            ledger.within(name, f"announced {what}", [row["announced"]], known)
    for day in days_in(str(fact.get("litigation", ""))):
        ledger.within(name, "litigation", [day], {one.day for one in deal.events})


def _shared(what: str, summary: str) -> bool:
    asked = {word[:5] for word in words_of(what) if len(word) > 3}
    return bool(asked & {word[:5] for word in words_of(summary)})


# --- articles and commitments -----------------------------------------------------------------------------


def compare_articles() -> Ledger:
    """Compare every article: number, heading, topics."""
    ledger = Ledger()
    for fact in agreements():
        articles = {one.number: one for one in record().agreements[fact["id"]].text.articles}
        for row in fact["structure"]:
            name = f"{fact['id']} article {row['art']}"
            one = articles.get(str(row["art"]))
            if ledger.holds(name, "number", row["art"], sorted(articles), holds=one is not None) and one:
                ledger.within(name, "heading", _spelt_out(str(row["heading"])), set(_spelt_out(one.heading)))
                ledger.equal(name, "topics", row["topics"], list(one.topics))
                ledger.holds(name, "summary", row["summary"], one.summary, holds=bool(one.summary))
    return ledger


def compare_commitments() -> Ledger:
    """Compare every commitment: place, topic, sides, kind, verb, numbers, area, source, and whether it was read.

    The record gives commitments slugs where the fact base counts them, so they are matched by what they say.
    """
    ledger = Ledger()
    for fact in agreements():
        pairs = _pairs(fact["commitments"], record().agreements[fact["id"]].text.commitments)
        for row in fact["commitments"]:
            found = pairs.get(row["id"])
            if ledger.holds(row["id"], "commitment", row["summary"], None, holds=found is not None) and found:
                _commitment(ledger, row, found)
    return ledger


def _pairs(rows: Iterable[Row], kept: Iterable[Commitment]) -> dict[str, Commitment]:
    """Return the commitment of the record that is most like each of the fact base, none of them twice."""
    scored = sorted(
        ((_likeness(row, one), row["id"], one) for row in rows for one in kept), key=lambda each: -each[0]
    )
    pairs: dict[str, Commitment] = {}
    taken: set[str] = set()
    for _score, name, one in scored:
        if name not in pairs and one.id not in taken:
            pairs[name] = one
            taken.add(one.id)
    return pairs


def _likeness(row: Row, one: Commitment) -> float:
    same = (
        (4.0, row["topic"] == one.topic),
        (3.0, _place(str(row["article"])) == _place(one.at)),
        (1.0, row["grantor"] == one.giver),
        (1.0, row["kind"] == one.kind.value),
        (0.5, row["force"] == one.verb.value),
    )
    asked = {word[:5] for word in words_of(f"{row['summary']} {row.get('products')}")}
    ours = {word[:5] for word in words_of(f"{one.summary} {one.id} {one.products}")}
    numbers = _numbers(row.get("terms"))
    typed = _scaled(numbers_in(" ".join(map(str, one.terms))))
    shared = len(numbers & typed) / len(numbers) if numbers else 0.0
    return sum(points for points, holds in same if holds) + 3 * len(asked & ours) / len(asked) + 2 * shared


def _place(text: str) -> str:
    plain = re.sub(r"annex|sched(?:ule)?|note|(?<=app)endix", "", text.lower())
    return re.sub(r"[^a-z0-9]", "", plain)


def _commitment(ledger: Ledger, row: Row, one: Commitment) -> None:
    name = row["id"]
    # The fact base has no place for most points of a joint statement, and marks that with a dash.
    where = str(row["article"])
    ledger.holds(
        name, "article", where, one.at, holds=where == "-" or _place(one.at).startswith(_place(where))
    )
    for key, value in (
        ("topic", one.topic),
        ("grantor", one.giver),
        ("beneficiary", one.receiver),
        ("kind", one.kind.value),
        ("force", one.verb.value),
    ):
        ledger.equal(name, key, row[key], value)
    if "hms_area" in row:
        ledger.within(name, "area", [_AREA.format(row["hms_area"])], one.policy_areas)
    ledger.equal(name, "verified", row.get("verified", True), one.verified)
    for key, held in (
        ("in_exchange_for", one.exchanged_for),
        ("conditional_on", one.condition or one.terms or one.note),
        ("products", one.products or one.terms),
    ):
        ledger.holds(name, key, row.get(key), held, holds=key not in row or bool(held))
    told = f"{one.summary} {one.note} {one.condition} {one.exchanged_for} {one.products} "
    typed = " ".join(f"{each} {each.note}" for each in one.terms)
    days = {*days_in(f"{typed} {told}"), *([one.announced] if one.announced else [])}
    asked_days = {day for value in _values(row.get("terms")) for day in days_in(str(value))}
    ledger.holds(name, "days of the terms", asked_days, days, holds=asked_days <= days)
    years = [day.year for day in days]
    has = _scaled(numbers_in(f"{typed} {told}"))
    has |= {Decimal(year) for year in range(min(years), max(years) + 1)} if years else set()
    has |= {Decimal(code.replace(".", "")) for code in re.findall(r"\d{4}\.\d{2}", typed)}
    has |= {Decimal(0)} if "Free" in typed or "at once" in typed else set()
    missing = {number for number in _numbers(row.get("terms")) if number not in has}
    ledger.holds(name, "numbers of the terms", missing, typed, holds=not missing)
    plain = re.sub(
        r"(?:EO|Art\.|Arts|Section|Special|Malaysia|column|Annex|note|Announcements?|item) [\d.]+",
        " ",
        row["summary"],
    )
    said = {number for number in numbers_in(plain) if number not in has}
    ledger.holds(name, "numbers of the summary", said, f"{told}{typed}", holds=not said)


def _values(terms: object) -> Iterator[object]:
    if isinstance(terms, dict):
        for value in terms.values():
            yield from _values(value)
    elif isinstance(terms, list):
        for value in terms:
            yield from _values(value)
    elif terms is not None:
        yield terms


def _numbers(terms: object) -> set[Decimal]:
    found: set[Decimal] = set()
    for value in _values(terms):
        if isinstance(value, bool):
            continue
        text = str(value)
        if re.fullmatch(r"\d{4}(, \d{4})*", text):
            found |= {Decimal(year) for year in re.findall(r"\d{4}", text)}
        elif isinstance(value, int | float | str):
            found |= {abs(number) for number in numbers_in(text)}
    return found


def _scaled(numbers: Iterable[Decimal]) -> set[Decimal]:
    """Return numbers with what they are in thousands, millions and billions."""
    return {(number / scale).normalize() for number in numbers for scale in (1, 10**3, 10**6, 10**9)}


# --- topics -----------------------------------------------------------------------------------------------


def compare_topics() -> Ledger:
    """Compare the topics, the closed lists of kinds and verbs, and the policy areas."""
    ledger = Ledger()
    page = markdown("agreements/TOPICS.md")
    for slug, _does, areas, reach in re.findall(
        r"^\| `([a-z-]+)` \| (.*?) \| (.*?) \| (.*?) \|$", page, re.MULTILINE
    ):
        if not ledger.holds(slug, "id", slug, None, holds=slug in record().topics):
            continue
        topic = record().topics[slug]
        asked = [_AREA.format(one) for one in areas.split(" / ") if one not in {"-", "none"}]
        ledger.within(slug, "area", asked, topic.policy_areas)
        classes = {"W+": "wto-plus", "WX": "wto-extra", "W+/WX": "both", "-": "none"}
        ledger.equal(slug, "class", classes[reach], topic.reach.value)
    kinds = re.findall(r"`([a-z-]+)`", page[page.index("(closed list)") : page.index("`force`")])
    ledger.equal("kinds", "kind", set(kinds), {one.value for one in CommitmentKind})
    verbs = re.findall(r"`([a-z]+)` ?[>(]", page[page.index("never inferred") :])
    ledger.equal("verbs", "force", verbs, [one.value for one in Verb])
    for head, reach in (("WTO-plus:", "wto-plus"), ("WTO-X:", "wto-extra")):
        line = page[page.index(head) + len(head) :].split("\n\n")[0]
        for area in re.findall(r"[a-z-]+", line):
            found = record().policy_areas.get(_AREA.format(area))
            if ledger.holds(area, "policy area", area, None, holds=found is not None) and found:
                ledger.equal(area, "reach", reach, found.reach.value)
    return ledger
