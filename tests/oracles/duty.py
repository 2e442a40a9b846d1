# ruff: noqa: ANN401, PLR0913, PLR0917 - plain functions over whatever the record holds, and no classes
"""A slow duty: the acts read one by one and painted forward, no classes, no indexes, no caches; nothing claimed.

For a number of ten digits. It shares the record and the words of the schedule with the engine, and no code:
blocs, lists, painting, stacking, contents and levels are read here a second time.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from tradetalks.model.measures import Authorises, ChangesList, Charges, Ends, Exempts, Regulates
from tradetalks.vocabulary.conditions import ClaimIs
from tradetalks.vocabulary.duties import AdValorem, AllIn, Free, QuotaDuty

if TYPE_CHECKING:
    from datetime import date

    from tradetalks.dossier import Dossier
    from tradetalks.model.list_entries import ListContents

_NO = {
    "usmca_qualifying",
    "civil_aircraft",
    "cbp_transshipment_finding",
    "us_content_approved_by_commerce",
    "semiconductor_article_note_39b",
}
_METALS = {"72": "steel-content", "73": "steel-content", "74": "copper-content", "76": "aluminum-content"}


def _countries(record: Dossier, symbol: str, on: date) -> set[str]:
    for bloc in record.blocs.values():
        if symbol in (bloc.code, bloc.id):
            found: set[str] = set()
            for spell in bloc.spells:
                if (spell.starts is None or spell.starts <= on) and (spell.ends is None or on < spell.ends):
                    for place in spell.places:
                        found |= _countries(record, place, on)
            return found
    return {symbol}


def _reaches(record: Dossier, scope: Any, origin: str, on: date) -> bool:
    asked = _countries(record, origin, on)
    without: set[str] = set()
    for one in scope.without:
        without |= _countries(record, one, on)
    if asked & without:
        return False
    if "*" in scope.within:
        return True
    within: set[str] = set()
    for one in scope.within:
        within |= _countries(record, one, on)
    return asked <= within


def _on_list(contents: ListContents, name: str, code: str, on: date, *, conditional: bool) -> bool:
    for part in contents.parts.get(name, ()):
        if _on_list(contents, part, code, on, conditional=conditional):
            return True
    for spell in contents.spells:
        if spell.list != name or on < spell.added.day or (spell.removed and on >= spell.removed.day):
            continue
        if spell.by.value != "classification" and not conditional:
            continue
        for start, excepted in spell.goods:
            if code.startswith(start) and not any(code.startswith(one) for one in excepted):
                return True
    return False


def _in_scope(contents: ListContents, scope: Any, code: str, on: date, *, conditional: bool) -> bool:
    if any(_on_list(contents, one, code, on, conditional=conditional) for one in scope.not_lists):
        return False
    into = max((len(one.digits) for one in scope.codes if code.startswith(one.digits)), default=0)
    out = max((len(one.digits) for one in scope.not_codes if code.startswith(one.digits)), default=0)
    if into > out:
        return scope.words is None or conditional
    if out:
        return False
    if scope.all:
        return scope.words is None or conditional
    return any(_on_list(contents, one, code, on, conditional=conditional) for one in scope.lists)


def _conditions_met(measure: Any) -> bool:
    return all(
        isinstance(one, ClaimIs) and one.claim.value in _NO and "no" in one.values
        for one in measure.conditions
    )


def _painted(
    record: Dossier, contents: ListContents, programme: str, origin: str, code: str, on: date
) -> Any:
    """Paint forward: the picture, then the glass; return what shows, and the charge under it."""
    shown: Any = None
    beneath: Any = None
    for glass in (False, True):
        for measure in sorted(
            record.measures.values(), key=lambda one: (one.announced, one.sequence, one.id)
        ):
            in_lieu = programme in measure.in_lieu_of
            if programme not in measure.programmes and not in_lieu:
                continue
            effect = measure.effect
            on_glass = measure.glass or (not in_lieu and isinstance(effect, Exempts))
            if measure.force.value != "enacted" or on_glass is not glass or on not in measure.applies:
                continue
            if isinstance(effect, ChangesList | Authorises) or (
                isinstance(effect, Regulates) and not in_lieu
            ):
                continue
            if not _reaches(record, measure.origins, origin, on) or not _conditions_met(measure):
                continue
            if not _in_scope(contents, measure.products, code, on, conditional=bool(measure.conditions)):
                continue
            shown = None if in_lieu or isinstance(effect, Ends) else effect
            if isinstance(shown, Charges):
                beneath = shown
            elif shown is None:
                beneath = None
    return shown, beneath


def slow_column_2(
    record: Dossier, contents: ListContents, origin: str, code: str, on: date
) -> Fraction | None:
    """Return the percent that an act puts in the place of column 2; None where the schedule itself holds."""
    if origin not in _countries(record, "column-2", on):
        return None
    shown, _beneath = _painted(record, contents, "ordinary-column-2", origin, code, on)
    if isinstance(shown, Charges) and isinstance(shown.duty, AdValorem):
        return shown.duty.exact_percent
    return None


def slow_may_claim(record: Dossier, symbol: str, origin: str, on: date) -> bool:
    """Whether goods of an origin may claim a symbol: the last rule on it that reaches them says so."""
    may = False
    spoken = False
    for measure in sorted(record.measures.values(), key=lambda one: (one.announced, one.sequence, one.id)):
        names = [
            one.claim.value == "preference" and symbol in one.values
            for one in measure.conditions
            if isinstance(one, ClaimIs)
        ]
        if not isinstance(measure.effect, Regulates | Ends) or True not in names:
            continue
        spoken = True
        if on in measure.applies and _reaches(record, measure.origins, origin, on):
            may = isinstance(measure.effect, Regulates)
    return may or not spoken


def _part(base: str, chapter: str) -> Fraction:
    if base in ("steel-content", "aluminum-content", "copper-content"):
        return Fraction(_METALS.get(chapter, base) == base)
    return Fraction(1)


def slow_duty(
    record: Dossier, contents: ListContents, origin: str, code: str, on: date, column: Fraction
) -> dict[str, Fraction]:
    """Return what each programme charges, in percent of the value, where it charges anything."""
    subject: dict[str, tuple[Any, Charges | None]] = {}
    for programme in record.duty_programmes.values():
        if programme.importer != "US" or programme.reach.value == "none":
            continue
        shown, beneath = _painted(record, contents, programme.id, origin, code, on)
        if isinstance(shown, Charges) or (
            isinstance(shown, Exempts) and shown.kind.value == "subject-at-zero"
        ):
            subject[programme.id] = (shown, beneath)
    return {
        one: percent
        for one, (shown, _beneath) in subject.items()
        if isinstance(shown, Charges)
        and (percent := _rate(shown, column, code[:2]) * _left(record, subject, one, origin, code, on))
    }


def _left(record: Dossier, subject: Any, mine: str, origin: str, code: str, on: date) -> Fraction:
    """Return what is left, of 1, when a programme has given way."""
    lost = Fraction(0)
    own = _part(
        subject[mine][0].base.value if isinstance(subject[mine][0], Charges) else "full-value", code[:2]
    )
    for other, (shown, beneath) in subject.items():
        if other == mine:
            continue
        law = None
        for rule in sorted(record.stacking_rules.values(), key=lambda one: (one.announced, one.id)):
            between = (mine in rule.programmes and other in rule.to) or (
                other in rule.programmes and mine in rule.to
            )
            speaks = rule.relation.value in ("yields", "adds", "base") and on in rule.applies
            if between and speaks and (rule.origins is None or _reaches(record, rule.origins, origin, on)):
                law = rule
        if law is None or law.relation.value == "adds" or mine not in law.programmes:
            continue
        charge = shown if isinstance(shown, Charges) else beneath
        theirs = _part(charge.base.value if charge else "full-value", code[:2])
        if not theirs or not _left(record, subject, other, origin, code, on):
            continue
        lost += theirs if law.base is not None else Fraction(1)
    return Fraction(0) if lost >= 1 or not own else max(Fraction(0), own - lost) / own


def _rate(charge: Charges, column: Fraction, chapter: str) -> Fraction:
    duty = charge.duty.over_quota_rate if isinstance(charge.duty, QuotaDuty) else charge.duty

    def added(bound: Any) -> Fraction:
        if isinstance(bound, AllIn):
            return max(Fraction(0), bound.level.exact_percent - column)
        return bound.exact_percent if isinstance(bound, AdValorem) else Fraction(0)

    full = (Fraction(0) if isinstance(duty, Free) else added(duty)) * _part(charge.base.value, chapter)
    if charge.at_most is not None:
        full = min(full, added(charge.at_most))
    if charge.at_least is not None:
        full = max(full, added(charge.at_least))
    return full
