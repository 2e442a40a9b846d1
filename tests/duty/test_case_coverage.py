"""The cases from the law reach every programme and every rule of stacking, at least three times each."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from tests.duty.desks import desk
from tests.duty.test_cases import CASES
from tradetalks.engines.list_book import OnList
from tradetalks.model.measures import Charges, Exempts, MinimumPrices, Prohibits
from tradetalks.vocabulary.kinds import Force, ProgrammeReach, StackingRelation

if TYPE_CHECKING:
    from tradetalks.engines.duty.answer import Duty
    from tradetalks.model.stacking import StackingRule

LEAST = 3
FIRST, LAST = date(2025, 1, 1), date(2026, 10, 7)

#: Rules that no entry can meet, with the reason.
NO_ENTRY = {
    "stacking-copper-autos": "no copper good of Annex I is on the lists of automobiles and parts",
    "stacking-metals-2026-semiconductors": "no article of note 39 is in an annex that the metals duties charge",
    "stacking-russia-aluminum-2026": "the 200 percent stand in lieu of the annexes, which so have nothing to yield",
    "stacking-s338-alcohol-section-232": "no good of the alcohol basket is on a list of section 232 that still charges",
    "stacking-s338-alcohol-section-232-adds": "no good of the alcohol basket is on a list of section 232 that still charges",
    "stacking-s338-dairy-section-232": "no good of the dairy basket is on a list of section 232 that still charges",
    "stacking-wood-autos": "no wood good is on the lists of automobiles and parts",
}


class Asked(NamedTuple):
    """A case with its answer, and the last day of what is known."""

    known_on: date
    duty: Duty


@cache
def _asked() -> tuple[Asked, ...]:
    made = []
    for path in sorted(CASES.glob("*.toml")):
        for case in tomllib.loads(path.read_text("utf-8"))["cases"]:
            known = case.get("known_on")
            duty = desk(known).duty(
                origin=case["origin"], line=case["line"], on=case["on"], claims=case.get("claims")
            )
            made.append(Asked(known or LAST, duty))
    return tuple(made)


# --- programmes -------------------------------------------------------------------------------


def _programmes() -> list[str]:
    """Return what the United States charges goods by: programmes in which an enacted measure does something."""
    record = desk().dossier
    painted = {
        name
        for one in record.measures.values()
        if one.force is Force.ENACTED
        and isinstance(one.effect, Charges | Exempts | MinimumPrices | Prohibits)
        for name in one.programmes
    }
    return [
        one.id
        for one in record.duty_programmes.values()
        if one.importer == "US" and one.reach is not ProgrammeReach.NONE and one.id in painted
    ]


@cache
def _of_programmes() -> Counter[str]:
    counted: Counter[str] = Counter()
    for _known, duty in _asked():
        counted.update({one.program for one in duty.layers} | {one.program for one in duty.not_charged})
    return counted


@pytest.mark.parametrize("programme", _programmes())
def test_cases_reach_the_programme(programme: str) -> None:
    """It charges in three cases, or is named as not charged."""
    assert _of_programmes()[programme] >= LEAST


# --- rules ------------------------------------------------------------------------------------


def _rules() -> list[str]:
    """Return the rules between programmes, or on a value, that were in force on some day of the record."""
    reckoned = (StackingRelation.YIELDS, StackingRelation.ADDS, StackingRelation.BASE)
    return [
        one.id
        for one in desk().dossier.stacking_rules.values()
        if one.relation in reckoned
        and (one.to or one.relation is StackingRelation.BASE)
        and (one.applies.start is None or one.applies.start <= LAST)
        and (one.applies.end is None or one.applies.end > FIRST)
    ]


def _is_met(rule: StackingRule, asked: Asked) -> bool:
    """Whether a case is decided by a rule: it names it, two duties add, or a duty is taken on its value."""
    known, duty = asked
    if rule.announced > known or duty.on not in rule.applies:
        return False
    if rule.relation is StackingRelation.YIELDS or (rule.relation is StackingRelation.BASE and rule.to):
        return any(fact.id == rule.id for fact in duty.facts)
    if rule.relation is StackingRelation.ADDS:
        charged = {one.program for one in duty.layers}
        return bool(charged & {*rule.programmes}) and bool(charged & {*rule.to})
    return any(one.program in rule.programmes and one.base is rule.base for one in duty.layers) and _is_about(
        rule, asked
    )


def _is_about(rule: StackingRule, asked: Asked) -> bool:
    scope, duty = rule.products, asked.duty
    if scope is None or scope.all or scope.covers_code(duty.line):
        return True
    if scope.covers_code(duty.line) is False:
        return False
    book = desk().lists
    return any(
        book.covers(one, duty.line, on=duty.on).status in {OnList.IN, OnList.DESCRIBED} for one in scope.lists
    )


@cache
def _of_rules() -> Counter[str]:
    rules: Any = desk().dossier.stacking_rules
    wanted = [rules[name] for name in _rules()]
    return Counter(rule.id for asked in _asked() for rule in wanted if _is_met(rule, asked))


@pytest.mark.parametrize("rule", [one for one in _rules() if one not in NO_ENTRY])
def test_cases_reach_the_rule(rule: str) -> None:
    """It decides three cases."""
    assert _of_rules()[rule] >= LEAST


@pytest.mark.parametrize("rule", NO_ENTRY)
def test_what_no_entry_can_meet_is_met_by_no_case(rule: str) -> None:
    """An exception is for a rule that would be asked for, and falls as soon as a case meets it."""
    assert rule in _rules()
    assert not _of_rules()[rule], f"not so: {NO_ENTRY[rule]}"
