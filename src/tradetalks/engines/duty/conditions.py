"""Whether the conditions of a measure are met by what is claimed, and which claims would decide it.

What is not claimed is "no" only where the law takes it so: an importer who says nothing claims no USMCA
origin, no civil aircraft, no approval, and bears no finding of customs. A quota is neither claimed nor refused.
"""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, assert_never

from tradetalks.engines.duty.cases import Open, OpenKind, claim_asked
from tradetalks.vocabulary.conditions import (
    ClaimAtLeast,
    ClaimBelow,
    ClaimIs,
    Condition,
    InWords,
    LoadedBefore,
)
from tradetalks.vocabulary.kinds import Action, ClaimName

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradetalks.engines.duty.cases import Case
    from tradetalks.model.measures import TariffMeasure

__all__ = ["are_met", "asked"]

_NO_UNLESS_CLAIMED = frozenset(
    {
        ClaimName.USMCA_QUALIFYING,
        ClaimName.CIVIL_AIRCRAFT,
        ClaimName.CBP_TRANSSHIPMENT_FINDING,
        ClaimName.US_CONTENT_APPROVED_BY_COMMERCE,
        ClaimName.SEMICONDUCTOR_ARTICLE_NOTE_39B,
    }
)
_YES_OR_NO = _NO_UNLESS_CLAIMED | {ClaimName.WITHIN_QUOTA}
#: A relief asks that all the metal is from a place; a burden, that some of it is.
_RELIEF = frozenset({Action.EXEMPT, Action.LOWER, Action.SCOPE_OUT})


def are_met(measure: TariffMeasure, case: Case) -> bool:
    """Whether a shipment meets every condition of a measure."""
    return all(_is_met(one, measure, case) for one in measure.conditions)


def _is_met(condition: Condition, measure: TariffMeasure, case: Case) -> bool:
    match condition:
        case ClaimIs():
            given = case.claims.words(condition.claim)
            if given is None:
                given = ("no",) if condition.claim in _NO_UNLESS_CLAIMED else ()
            matches = [one in condition.values for one in given]
            return bool(matches) and (all(matches) if measure.action in _RELIEF else any(matches))
        case ClaimAtLeast():
            number = _number(condition.claim, case)
            return number is not None and number >= condition.number
        case ClaimBelow():
            number = _number(condition.claim, case)
            return number is not None and number < condition.number
        case LoadedBefore():
            day = case.claims.loaded_on_final_vessel
            return day is not None and day < condition.day
        case InWords():
            return measure.id in case.claims.described_by
        case _:  # pragma: no cover - the union is closed
            assert_never(condition)


def _number(claim: ClaimName, case: Case) -> Decimal | None:
    given = case.claims.words(claim)
    return None if given is None else Decimal(given[0])


def asked(measure: TariffMeasure, case: Case) -> Iterator[Open]:
    """Yield the claims that were not given and that the conditions of a measure ask for."""
    for one in measure.conditions:
        match one:
            case ClaimIs() if case.claims.words(one.claim) is None:
                yield claim_asked(one.claim, _answers(one), measure.id)
            case ClaimAtLeast() if case.claims.words(one.claim) is None:
                yield claim_asked(one.claim, (one.number, Decimal(100)), measure.id)
            case ClaimBelow() if case.claims.words(one.claim) is None:
                yield claim_asked(one.claim, (Decimal(0), one.number), measure.id)
            case LoadedBefore() if case.claims.loaded_on_final_vessel is None:
                yield claim_asked(
                    ClaimName.LOADED_ON_FINAL_VESSEL, (one.day - timedelta(days=1),), measure.id
                )
            case InWords() if measure.id not in case.claims.described_by:
                yield Open(
                    kind=OpenKind.WORDS,
                    about=measure.id,
                    answers=(True,),
                    asked_by=(measure.id,),
                    gap=one.words,
                )
            case _:
                pass


def _answers(condition: ClaimIs) -> tuple[object, ...]:
    if condition.claim in _NO_UNLESS_CLAIMED:
        return (True,)
    if condition.claim in _YES_OR_NO:
        return (True, False)
    return condition.values
