"""The stacking facts of the fact base, row by row and bullet by bullet, against the stacking rules of the record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.record.comparing import Ledger, days_in, words_of
from tests.record.inputs import markdown
from tests.record.shipped import record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradetalks.model.stacking import StackingRule

__all__ = ["compare_stacking"]

_ACT = re.compile(
    r"(?:EO|Procs?\.|(?<=[ (])(?=1[01]\d{3} cl)) ?(\d{5})(?:-(\d{2}))?|\b(1[01]\d{3}) cl|\b(memorandum|memo)\b"
)
_CITED = {
    "90 FR 46136": "fr-2025-eu",
    "90 FR 59281": "fr-2025-23316",
    "90 FR 44638": "eo-14345",
}
#: The programmes that words of a row stand for, by the first letters of their ids.
_PROGRAMMES = {
    "China fentanyl": "ieepa-fentanyl-cn",
    "reciprocal": "ieepa-reciprocal",
    "border": "ieepa-fentanyl-",
    "autos": "s232-auto",
    "Autos": "s232-auto",
    "metals": "s232-",
    "Metals": "s232-",
    "metal": "s232-",
    "Steel": "s232-steel",
    "steel": "s232-steel",
    "aluminum": "s232-aluminum",
    "copper": "s232-copper",
    "Brazil 40%": "ieepa-brazil",
    "India": "ieepa-india",
    "Timber": "s232-",
    "wood": "s232-",
    "Trucks": "s232-truck",
    "Semiconductors": "s232-semiconductors",
    "Section 122": "s122-surcharge",
    "S301 forced labor": "s301-forced-labor",
    "Brazil 301": "s301-brazil",
    "Section 338": "s338-canada-",
    "Pharma": "s232-pharma",
    "section 301 China": "s301-china-lists",
}
_VERBS = {"ADD": {"adds", "states"}, "YIELD": {"yields", "exempts", "states"}}


def compare_stacking() -> Ledger:
    """Compare every row and bullet: its act, its first day, its programmes, and what the first do to the others."""
    ledger = Ledger()
    for name, text, row in _facts():
        acts = _acts(text)
        rules = [one for one in record().stacking_rules.values() if one.act in acts] if acts else list(_all())
        named = {one.act for one in rules}
        ledger.holds(name, "acts", sorted(acts), sorted(f"{one}" for one in named), holds=acts <= named)
        if not row:
            asked = {word[:5] for word in words_of(text)}
            alike = max(
                (len(asked & {word[:5] for word in words_of(one.summary)}) for one in rules), default=0
            )
            ledger.holds(name, "summary", text, alike, holds=alike >= min(4, len(asked)))
            continue
        starts = set(days_in(row.get("From", "") or row.get("In force from", "")))
        then = [one for one in rules if not starts or one.applies.start in starts]
        had = {one.applies.start for one in rules}
        if not ledger.holds(name, "from", starts, had, holds=bool(then)):
            continue
        pair = row.get("Pair") or row.get("Program") or ""
        asked = {ids for words, ids in _PROGRAMMES.items() if words in pair}
        good = [one for one in then if all(any(_has(one, ids)) for ids in asked)]
        joint = {ids for ids in asked if not any(each for one in then for each in _has(one, ids))}
        ledger.holds(name, "programmes", joint, {one.id for one in then}, holds=not joint)
        verbs = {each for word, kinds in _VERBS.items() if word in row.get("Rule", "") for each in kinds}
        relations = {one.relation.value for one in good or then}
        ledger.holds(name, "rule", row.get("Rule"), relations, holds=not verbs or bool(verbs & relations))
    return ledger


def _all() -> Iterator[StackingRule]:
    yield from record().stacking_rules.values()


def _has(rule: StackingRule, prefix: str) -> list[bool]:
    return [one.startswith(prefix) for one in (*rule.programmes, *rule.to)]


def _acts(text: str) -> set[str]:
    found = set()
    for number, more, alone, memo in _ACT.findall(text):
        if memo:
            found.add("memo-2025-04-11" if "2025-04-05 retroactive" in text else "memo-2026-07-23")
            continue
        first = number or alone
        kind = "eo" if first.startswith("14") else "proc"
        found.add(f"{kind}-{first}")
        found |= (
            {f"{kind}-{each}" for each in range(int(first), int(first[:3] + more) + 1)} if more else set()
        )
    found |= {act for cited, act in _CITED.items() if cited in text}
    return found


def _facts() -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield every row of a table and every bullet, with a name, its text, and its cells by their headers."""
    section, number = "", 0
    headers: list[str] = []
    for line in markdown("stacking_rules.md").splitlines():
        if line.startswith("## ") or line == "Also:":
            section, number, headers = line.removeprefix("## ")[:1], 0, []
        elif line.startswith("| ") and not headers:
            headers = [cell.strip() for cell in line.strip("| ").split("|")]
        elif line.startswith("| "):
            number += 1
            cells = [cell.strip() for cell in line.strip("| ").split("|")]
            yield f"section {section} row {number}: {cells[0]}", line, dict(zip(headers, cells, strict=True))
        elif line.startswith("- "):
            number += 1
            yield f"section {section} bullet {number}: {line[2:42].strip()}", line, {}
