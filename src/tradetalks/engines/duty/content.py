"""The part of the value that a duty is taken on, as claimed or as the law takes it where nothing is claimed.

The metal of chapters 72, 73, 74 and 76 is all of the value unless less is claimed. Elsewhere, where nobody states
any content, customs asks each duty on the entered value; who states one metal claims no other.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from tradetalks.engines.duty.cases import Open, claim_asked
from tradetalks.vocabulary.kinds import ClaimName, ValueBase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradetalks.engines.duty.cases import Case

__all__ = ["claims_read", "content_asked", "metal_of", "part_of_value"]

_STEEL = ClaimName.STEEL_CONTENT_PERCENT
_ALUMINUM = ClaimName.ALUMINUM_CONTENT_PERCENT
_COPPER = ClaimName.COPPER_CONTENT_PERCENT
_METALS = (_STEEL, _ALUMINUM, _COPPER)
_METAL_OF_CHAPTER = {"72": _STEEL, "73": _STEEL, "74": _COPPER, "76": _ALUMINUM}
#: The claims that a base is made up of, and whether it is what they leave.
_BASES: dict[ValueBase, tuple[tuple[ClaimName, ...], bool]] = {
    ValueBase.STEEL_CONTENT: ((_STEEL,), False),
    ValueBase.ALUMINUM_CONTENT: ((_ALUMINUM,), False),
    ValueBase.COPPER_CONTENT: ((_COPPER,), False),
    ValueBase.METAL_CONTENT: (_METALS, False),
    ValueBase.NON_METAL_CONTENT: (_METALS, True),
    ValueBase.NON_STEEL_ALUMINUM_CONTENT: ((_STEEL, _ALUMINUM), True),
    ValueBase.NON_COPPER_CONTENT: ((_COPPER,), True),
    ValueBase.NON_US_CONTENT: ((ClaimName.US_CONTENT_PERCENT,), True),
}
#: All of the value.
_WHOLE = Fraction(1)


def claims_read(base: ValueBase | None) -> frozenset[str]:
    """Return the names of the claims on which a part of the value hangs: one metal leaves less for the others."""
    claims, _left = _BASES.get(base, ((), True)) if base else ((), True)
    read = _METALS if set(claims) & set(_METALS) else claims
    return frozenset(one.value for one in read)


def metal_of(chapter: str) -> ClaimName | None:
    """Return the metal that goods of a chapter are all made of unless less is claimed."""
    return _METAL_OF_CHAPTER.get(chapter)


def part_of_value(base: ValueBase, case: Case) -> Fraction:
    """Return the part of the value that a base is, from 0 to 1.

    >>> from tradetalks.engines.duty.cases import Case
    >>> from tradetalks.engines.duty.claims import Claims
    >>> from tradetalks.vocabulary.goods import HtsCode
    >>> case = Case(HtsCode("8418.10.00"), Claims(steel_content_percent="37.5"))
    >>> part_of_value(ValueBase.STEEL_CONTENT, case), part_of_value(ValueBase.FULL_VALUE, case)
    (Fraction(3, 8), Fraction(1, 1))
    """
    if base not in _BASES:
        return _WHOLE
    claims, left = _BASES[base]
    total = min(sum((_percent(one, case) for one in claims), Fraction(0)), Fraction(100)) / 100
    return 1 - total if left else total


def _percent(claim: ClaimName, case: Case) -> Fraction:
    given = _given(claim, case)
    if given is not None:
        return Fraction(given)
    if claim is ClaimName.US_CONTENT_PERCENT:
        return Fraction(0)
    own = metal_of(case.chapter)
    others = [value for one in _METALS if (value := _given(one, case)) is not None]
    if claim is own:
        return Fraction(100) - sum(map(Fraction, others), Fraction(0))
    return Fraction(0) if others or own else Fraction(100)


def _given(claim: ClaimName | None, case: Case) -> Decimal | None:
    return None if claim is None else getattr(case.claims, claim.value)


def content_asked(base: ValueBase | None, case: Case, asked_by: str) -> Iterator[Open]:
    """Yield the claims that say what part of the value a base is, and that were not given."""
    claims, _left = _BASES.get(base, ((), True)) if base else ((), True)
    for one in claims:
        if _given(one, case) is None:
            yield claim_asked(one, _answers(one, case), asked_by)


def _answers(claim: ClaimName, case: Case) -> tuple[Decimal, ...]:
    if claim is ClaimName.US_CONTENT_PERCENT:
        return (Decimal(100),)
    others = [value for one in _METALS if (value := _given(one, case)) is not None]
    return (Decimal(0), Decimal(100) - sum(others, Decimal(0)))
