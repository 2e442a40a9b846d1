"""The changes that the US acts of the fact base make, against the measures of the record."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from tests.record.comparing import Ledger, new_id, numbers_in, words_of
from tests.record.inputs import acts
from tests.record.of_scopes import compare_scope, told_by
from tests.record.shipped import record
from tradetalks.model.measures import ChangesList, Charges, Exempts
from tradetalks.vocabulary.duties import AdValorem, AllIn, AlternativeDuty, Compound, Free, QuotaDuty
from tradetalks.vocabulary.places import EVERYWHERE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.record.inputs import Row
    from tradetalks.model.measures import TariffMeasure
    from tradetalks.vocabulary.duties import Duty
    from tradetalks.vocabulary.places import PlaceScope

__all__ = ["compare_changes", "headings_in", "levels_of", "takes_in"]

#: How the inputs call origins in words, with the places meant; the places may be split over several measures.
_IN_WORDS = {
    "56 Annex I partners other than China": ("eo-14257-annex-i", "CN"),
    "56 Annex I partners other than CN": ("eo-14257-annex-i", "CN"),
    "57 partners of Annex I": ("eo-14257-annex-i", ""),
    "57 partners of EO 14257 Annex I except CN": ("eo-14257-annex-i", "CN"),
    "68 partners of Annex I other than the EU": ("eo-14326-annex-i", "EU"),
    "partners of Annex I": ("eo-14257-annex-i", "CN"),
    "column-2 countries": ("column-2", ""),
    "AGOA beneficiaries": ("agoa-beneficiaries", ""),
    # Any country that Annex I of the order does not list.
    "partners not listed": ("SG", ""),
}
#: Origins that no bloc of the record stands for: some measure of the act must have these words.
_WORDS_ONLY = {
    "CAFTA-DR",
    "CBERA beneficiaries",
    "developing countries of note 41(c)",
    "and other listed deal partners",
}
_LEVEL = re.compile(r"(\d+(?:\.\d+)?)% (?:maximum )?(ADDITIONAL|ALL-IN)")
#: Parts of a rate in words that tell what it was before, or what it adds up to.
_ASIDE = re.compile(r"\((?:from|on top of|the duty previously|previously|replaces)[^)]*\)|from \d+%")
#: Numbers of a rate in words that are names.
_NAMES = re.compile(r"(?:[Ss]ection|Proclamation|column|clause|headings?) \d+|9903[\d.]+|(?<=\+ )232")


def compare_changes() -> Ledger:
    """Compare every change: programme, origins, rate, first day, last day, action, headings."""
    ledger = Ledger()
    for fact in acts():
        act = new_id(Ledger(), "acts", fact["id"], lambda one: one in record().acts)
        for number, change in enumerate(fact["changes"], start=1):
            name = f"{fact['id']} change {number} ({change['program']})"
            _compare(ledger, name, change, act or fact["id"])
    return ledger


def _programmes(change: Row) -> set[str]:
    if change["program"] == "ieepa-all":
        return {one for one in record().duty_programmes if one.startswith("ieepa-")}
    return set(change["program"].split(", "))


def _compare(ledger: Ledger, name: str, change: Row, act: str) -> None:
    if change["program"].startswith("stacking"):
        _stacking(ledger, name, change, act)
        return
    wanted = _programmes(change)
    ours = [one for one in record().measures.values() if one.act == act]
    mine = [one for one in ours if wanted <= {*one.programmes, *one.in_lieu_of}]
    mine = mine or [one for one in ours if wanted & {*one.programmes}]
    if not ledger.holds(
        name, "programme", wanted, {each for one in ours for each in one.programmes}, holds=bool(mine)
    ):
        return
    first = None if change["from"] is None else date.fromisoformat(change["from"])
    then = [one for one in mine if one.applies.start == first]
    if not ledger.holds(name, "from", first, {one.applies.start for one in mine}, holds=bool(then)):
        then = mine
    actions = {one.action.value for one in then}
    then = _rate(ledger, name, change, then, mine)
    spared = [one.origins for one in mine if isinstance(one.effect, Exempts) and one.applies.start == first]
    _origins(
        ledger, name, change, _Scopes([one.origins for one in then], told_by(then), spared, first or date.max)
    )
    # What the fact base calls by the duty it could lead to, the record calls a power.
    action = "authorise" if "AUTHORITY" in change["rate"] else change["action"]
    ledger.holds(name, "action", change["action"], actions, holds=action in actions)
    if change["until"] is not None:
        last = date.fromisoformat(change["until"])
        ends = {one.applies.end for one in mine}
        ledger.holds(name, "until", last, ends, holds=last in ends)
    _headings(ledger, name, change, ours)
    compare_scope(ledger, name, change, act)


def _headings(ledger: Ledger, name: str, change: Row, ours: list[TariffMeasure]) -> None:
    """Compare the headings; one that rests is carried by the measure that set it, of whatever act.

    A heading for goods that bear another duty instead stands in the sources of the stacking rule.
    """
    acts = {one.act for one in ours}
    rules = [one for one in record().stacking_rules.values() if one.act in acts]
    stacked = headings_in(" ".join(f"{source.at}" for one in rules for source in one.sources))
    whole = [one for one in record().measures.values() if set(one.programmes) & _programmes(change)]
    for resting, among in ((False, ours), (True, whole)):
        words = [one for one in change.get("htsus") or [] if ("suspended" in one) is resting]
        asked = headings_in(" ".join(words))
        had = {each for one in among for each in headings_in(" ".join(one.headings))} | stacked
        ledger.holds(name, "headings", sorted(asked - had), sorted(had), holds=asked <= had)


def _stacking(ledger: Ledger, name: str, change: Row, act: str) -> None:
    rules = [one for one in record().stacking_rules.values() if one.act == act]
    if ledger.holds(name, "stacking rules", act, None, holds=bool(rules)):
        starts = {one.applies.start for one in rules}
        ledger.within(name, "from", [change["from"]], starts)


# --- rates ------------------------------------------------------------------------------------------------


def levels_of(duty: Duty) -> Iterator[tuple[Decimal, str]]:
    """Yield the percentages of a duty, each with the word for how it counts."""
    match duty:
        case AdValorem():
            yield duty.percent, "ADDITIONAL"
        case AllIn():
            yield duty.level.percent, "ALL-IN"
        case Free():
            yield Decimal(0), "ADDITIONAL"
        case Compound():
            for part in duty.parts:
                yield from levels_of(part)
        case AlternativeDuty():
            for choice in duty.choices:
                yield from levels_of(choice)
        case QuotaDuty():
            yield from levels_of(duty.in_quota_rate)
            yield from levels_of(duty.over_quota_rate)
        case _:
            return


def _levels(measure: TariffMeasure) -> set[tuple[Decimal, str]]:
    if isinstance(measure.effect, Exempts):
        return {(Decimal(0), "ADDITIONAL")}
    if isinstance(measure.effect, ChangesList):
        # What is added to a list pays what the goods of the list pay.
        wanted, programmes = measure.effect.list, set(measure.programmes)
        others = (one for one in record().measures.values() if programmes & set(one.programmes))
        naming = (one for one in others if wanted in one.products.lists and one.effect != measure.effect)
        return {each for one in naming if not isinstance(one.effect, ChangesList) for each in _levels(one)}
    if not isinstance(measure.effect, Charges):
        return set()
    bounds = [one for one in (measure.effect.at_most, measure.effect.at_least) if one is not None]
    return {level for duty in (measure.effect.duty, *bounds) for level in levels_of(duty)}


def _rate(
    ledger: Ledger, name: str, change: Row, then: list[TariffMeasure], mine: list[TariffMeasure]
) -> list[TariffMeasure]:
    """Compare the rate; return the measures that carry it, or all of that day where none is typed."""
    said = _ASIDE.sub(" ", change["rate"])
    asked = {(Decimal(number), kind) for number, kind in _LEVEL.findall(said)}
    if change["rate"].startswith("0") and change["action"] in {"exempt", "scope-out"}:
        asked = {(Decimal(0), "ADDITIONAL")}
    carrying = [] if "% to " in said else [one for one in then if asked & _levels(one)]
    told = numbers_in(told_by(mine))
    missing = {
        f"{number}% {kind}"
        for number, kind in asked
        if not any((number, kind) in _levels(one) for one in then)
    }
    if "AUTHORITY" in change["rate"]:
        carrying = [one for one in then if one.force.value != "enacted"]
        missing = {f"{number}%" for number, _ in asked if number not in told}
    ledger.holds(name, "rate", sorted(missing), sorted({str(one.effect) for one in then}), holds=not missing)
    rest = numbers_in(_NAMES.sub(" ", _LEVEL.sub(" ", said)).replace("%", " ")) - {Decimal(0)}
    ledger.holds(name, "numbers of the rate", rest - told, told, holds=rest <= told)
    return carrying or then


# --- origins ----------------------------------------------------------------------------------------------


@cache
def _members(place: str, on: date) -> frozenset[str]:
    return record().members(place, on) if place else frozenset()


def _places(origin: str, on: date) -> frozenset[str]:
    """Return the countries that an origin of the fact base stands for."""
    within, without = _IN_WORDS.get(origin, (origin, ""))
    if not record().is_place(within):
        return frozenset((origin,))
    return _members(within, on) - _members(without, on)


def takes_in(scope: PlaceScope, place: str, on: date) -> bool:
    """Whether a scope takes in every country that a place stands for."""
    return record().is_place(place) and record().takes_in(scope, place, on)


class _Scopes(NamedTuple):
    """The origins that a change takes in, in words too, and those it spares, on its first day."""

    taken: list[PlaceScope]
    words: str
    spared: list[PlaceScope]
    on: date


def _origins(ledger: Ledger, name: str, change: Row, scoped: _Scopes) -> None:
    origin = change["origin"]
    scopes, words, spared, on = scoped
    had = sorted({str(scope) for scope in scopes})
    if isinstance(origin, dict):
        out = set(origin["all-except"])
        wide = [scope for scope in scopes if EVERYWHERE in scope.within]
        out_of_it = {each for one in out - _WORDS_ONLY for each in _places(one, on)}
        out_of_it = {one for one in out_of_it if not any(takes_in(scope, one, on) for scope in spared)}
        good = any(not any(takes_in(scope, one, on) for one in out_of_it) for scope in wide)
        ledger.holds(name, "origin", f"all except {', '.join(sorted(out))}", had, holds=good)
    elif origin == "all":
        ledger.holds(name, "origin", "all", had, holds=any(EVERYWHERE in scope.within for scope in scopes))
    else:
        asked: set[str] = set()
        told = set(words_of(words + " ".join(had)))
        for one in origin:
            if one in _WORDS_ONLY:
                ledger.holds(name, "origin in words", one, had, holds=set(words_of(one)) <= told)
                continue
            asked |= _places(one, on)
        missing = {one for one in asked if not any(takes_in(scope, one, on) for scope in scopes)}
        ledger.holds(name, "origin", sorted(missing), had, holds=not missing)


# --- headings ---------------------------------------------------------------------------------------------

_HEADING = re.compile(r"(?:(99\d\d)\.(\d\d))?[./](\d\d)(?:\s?[-\u2013]\s?(?:99\d\d\.\d\d)?\.(\d\d))?(?!\d)")


def headings_in(text: str) -> set[str]:
    """Return the headings of chapter 99 that a text names, ranges spelt out.

    >>> sorted(headings_in("9903.01.43-.45, .64"))
    ['9903.01.43', '9903.01.44', '9903.01.45', '9903.01.64']
    """
    found = set()
    stem = None
    for chapter, middle, first, last in _HEADING.findall(text):
        stem = f"{chapter}.{middle}" if chapter else stem
        if stem is not None:
            found |= {f"{stem}.{number:02}" for number in range(int(first), int(last or first) + 1)}
    return found
