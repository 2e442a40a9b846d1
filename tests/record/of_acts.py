"""The US acts of the fact base against the record: the acts themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.record.comparing import Ledger, days_in, new_id, words_of
from tests.record.inputs import SHARED, acts, markdown
from tests.record.shipped import record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.record.inputs import Row
    from tradetalks.model.acts import LegalAct

__all__ = ["compare_acts", "page_of"]

_STATUTES = ("ieepa", "section-122", "section-201", "section-232", "section-301", "section-338")
_PRINTED = re.compile(r"\d+ FR \d+|(?<!\d)20\d\d-\d{5}(?!\d)")


def compare_acts() -> Ledger:
    """Compare every act: what it is, its days, how it is cited, what it changes, what it holds."""
    ledger = Ledger()
    for fact in acts():
        found = new_id(ledger, "acts", fact["id"], lambda one: one in record().acts)
        if found is not None:
            _compare(ledger, fact, record().acts[found])
    for number, page in _recalled():
        notes = [str(act.note) for act in record().acts.values() if (act.number or "").endswith(number)]
        ledger.within(
            number, "recalled page", [page], [page for note in notes if re.search(rf"FR {page}\b", note)]
        )
    return ledger


def _recalled() -> Iterator[tuple[str, str]]:
    """Yield the pages of the Federal Register that the fact base only recalls, with the numbers of their acts."""
    closing = markdown("tariff_acts.yaml").rpartition("# 4. ")[2].partition("# 5. ")[0]
    yield from re.findall(r"(\d{5}) \((?:90 FR )?(\d+)\)", closing)


def _compare(ledger: Ledger, fact: Row, act: LegalAct) -> None:
    name = fact["id"]
    ledger.equal(name, "kind", fact["kind"], act.kind.value)
    ledger.equal(name, "number", fact["number"], act.number)
    ledger.equal(name, "announced", fact["announced"], act.announced)
    if "published" in fact:
        ledger.equal(name, "published", fact["published"], act.published)
    words = set(words_of(act.title))
    title = fact["title"].replace("US-UK", "United States United Kingdom")
    ledger.within(name, "title", words_of(re.sub(r"\(.*?\)| - .*", "", title)), words)
    statutes = [one for one in _STATUTES if one in fact["authority"]]
    ledger.within(name, "authority", statutes, act.authorities)
    cited = " ".join(
        str(one)
        for source in act.sources
        for one in (source.citation, source.at, source.title, source.note, source.document)
    )
    cited += f" {act.citation} {act.note} {act.published} {act.verification}"
    ledger.within(name, "citation", _PRINTED.findall(fact["citation"] or ""), _PRINTED.findall(cited))
    if (fact["source"] or "").startswith("http"):
        urls = {(source.url or "").rstrip("/") for source in act.sources}
        ledger.within(name, "source", [fact["source"].rstrip("/")], urls)
    _amends(ledger, fact, act)
    primary = fact["verified_by"].startswith("primary")
    ledger.equal(name, "verified", primary, act.verified)
    if "text_path" in fact:
        ledger.within(name, "text", [page_of(fact["text_path"])], [source.url for source in act.sources])
    for number, holding in enumerate(fact.get("holding", ()), start=1):
        held = act.holdings
        ledger.holds(f"{name} holding {number}", "holding", holding, held, holds=bool(held))
        days = {one for each in held for one in (each.stands.start, each.stands.end) if one}
        told = " ".join(f"{one.summary} {one.stay}" for one in held) + f"{act.summary} {act.note}"
        ledger.within(f"{name} holding {number}", "days", set(days_in(holding)), {*days, *days_in(told)})


def _amends(ledger: Ledger, fact: Row, act: LegalAct) -> None:
    outside = " ".join(act.amends_outside)
    left = []
    for one in fact["supersedes"]:
        number = re.search(r"\d{4,5}", one)
        known = new_id(Ledger(), "acts", one, lambda each: each in record().acts)
        if known not in act.amends and not (number and number[0] in outside):
            left.append(one)
    ledger.holds(fact["id"], "supersedes", left, [*act.amends, *act.amends_outside], holds=not left)


def page_of(path: str) -> str | None:
    """Return the address of the page from which an official text was taken."""
    if SHARED is None:
        return None
    text = (SHARED / "sources/white-house" / path).read_text("utf-8")
    found = re.search(r"^source_url: *[\"']?(\S+?)[\"']?$", text, re.MULTILINE)
    return found[1] if found else None
