"""The goods and the notes of the changes in the fact base, in words, against what the record says of them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from tests.record.comparing import Ledger, days_in, numbers_in, words_of
from tests.record.shipped import record
from tradetalks.model.measures import ChangesList
from tradetalks.vocabulary.conditions import LoadedBefore

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.record.inputs import Row
    from tradetalks.model.measures import TariffMeasure

__all__ = ["compare_scope", "told_by"]

#: Numbers that are parts of names: of sections, notes, headings, acts, lists, and codes of goods.
_NAMES = re.compile(
    r"\d{4}-\d\d-\d\d|(?:sec\.|section|cl\.|clause|note|ch\.|chapter|Proclamation|EO|Proc\.|Annex|subch\.|column|"
    r"heading)s? ?[\dIVX().a-zA-Z-]+|99\d\d\.\S+|\b\d{4}\b(?:\.\d\d\S*)?|lists? \S+"
)


def told_by(measures: Iterable[TariffMeasure]) -> str:
    """Return what measures say of themselves in words and numbers."""
    parts = []
    for one in measures:
        conditions = " ".join(map(str, one.conditions))
        rules = f"{one.effect} {getattr(one.effect, 'rule', '')} {getattr(one.effect, 'power', '')}"
        texts = (
            one.products,
            one.summary,
            one.note,
            one.verification,
            one.applies,
            one.start_wording,
            one.end_wording,
        )
        parts.append(f"{rules} {conditions} {' '.join(map(str, texts))}")
    return " ".join(parts).replace("¢", " ").replace("/", " ")


def compare_scope(ledger: Ledger, name: str, change: Row, act: str) -> None:
    """Compare the lists, numbers and words of a scope, and the days of scope and note."""
    ours = [one for one in record().measures.values() if one.act == act]
    told = f"{told_by(ours)} {_of_act(act)}"
    scope, note = str(change["scope"] or ""), str(change.get("note") or "")
    lists = {one for each in ours for one in (*each.products.lists, *each.products.not_lists)}
    lists |= {each.effect.list for each in ours if isinstance(each.effect, ChangesList)}
    asked = re.findall(r"list ([a-z0-9]+(?:-[a-z0-9]+)+)", scope)
    ledger.within(name, "lists", asked, lists)
    numbers = numbers_in(_NAMES.sub(" ", scope)) - numbers_in(told) - {0}
    ledger.holds(name, "numbers of the scope", numbers, told, holds=not numbers)
    words = {word[:5] for word in words_of(scope) if len(word) > 4} - {"above"}
    shared = words & {word[:5] for word in words_of(f"{told} {' '.join(lists)}")}
    ledger.holds(name, "scope", scope, told, holds=3 * len(shared) >= len(words) or scope.startswith("as "))
    days = {day for day in days_in(f"{scope} {note}") if day not in _days()} - set(days_in(told))
    ledger.holds(name, "days of the note", days, told, holds=not days)


def _of_act(act: str) -> str:
    found = record().acts[act]
    rules = [one for one in record().stacking_rules.values() if one.act == act]
    said = " ".join(f"{one.summary} {one.note} {one.products}" for one in rules)
    return f"{found.title} {found.summary} {found.note} {' '.join(found.gaps)} {said}"


@cache
def _days() -> frozenset[date]:
    """Return every day on which something in the record begins, ends, was signed, known or published."""
    days: set[date | None] = set()
    for one in record().measures.values():
        days |= {one.announced, one.applies.start, one.applies.end, one.applies.last_day}
        days |= {each.day for each in one.conditions if isinstance(each, LoadedBefore)}
        days |= {day - timedelta(days=1) for day in (one.applies.start,) if day is not None}
    for act in record().acts.values():
        days |= {act.announced, act.signed, act.published}
    return frozenset(day for day in days if day is not None)
