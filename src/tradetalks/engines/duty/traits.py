"""What a group of facts reads of goods and of claims, and so which of them it cannot tell apart.

The schedule has some thirty thousand codes and an importer can claim what he likes, but the acts speak of few kinds
of goods and ask for few facts. What two codes have in common to all the facts of a programme, they have in common
to the programme: it is looked at once for all of them. This module says what "in common" is, and says it carefully:
a trait too few would be a wrong answer, a trait too many is only time lost.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING

from attrs import field, frozen

from tradetalks.engines.duty.claims import Claims
from tradetalks.engines.duty.content import claims_read
from tradetalks.model.measures import Charges
from tradetalks.vocabulary.conditions import ClaimIs, Condition, InWords, LoadedBefore
from tradetalks.vocabulary.duties import QuotaDuty
from tradetalks.vocabulary.kinds import ClaimName

if TYPE_CHECKING:
    from tradetalks.engines.duty.goods import Goods
    from tradetalks.model.measures import TariffMeasure
    from tradetalks.vocabulary.goods import ProductScope

__all__ = ["Reading", "claims_behind"]

_LINE = 8
#: Claims that stand in for another where that is not given, as :meth:`Claims.words` reads them.
_BEHIND = {
    ClaimName.USMCA_QUALIFYING: (ClaimName.PREFERENCE,),
    ClaimName.WITHIN_QUOTA: (ClaimName.UK_QUOTA,),
}


def claims_behind(claim: ClaimName) -> tuple[str, ...]:
    """Return the names of what is looked at when a claim is asked for.

    >>> claims_behind(ClaimName.WITHIN_QUOTA)
    ('within_quota', 'uk_quota')
    """
    return (claim.value, *(one.value for one in _BEHIND.get(claim, ())))


def _nothing(_claims: Claims) -> object:
    return None


@frozen(eq=False)
class Reading:
    """What some facts read. Goods and claims of which all that is read is equal are alike to these facts."""

    #: The product lists that they name, in or out.
    lists: frozenset[str] = frozenset()
    #: The digits that their scopes name, in or out.
    prefixes: frozenset[str] = frozenset()
    #: The claims that they ask for, by name, without the next two.
    claims: frozenset[str] = frozenset()
    #: The days before which goods have to be loaded, in order: only on which side of each a day lies is read.
    loading: tuple[date, ...] = ()
    #: The ids by which an importer can claim that the goods fit what they say in words.
    words: frozenset[str] = frozenset()
    _divided: frozenset[str] = field(init=False)
    _values: Callable[[Claims], object] = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Make ready what is asked for again and again."""
        divided = frozenset(one[:_LINE] for one in self.prefixes if len(one) > _LINE)
        object.__setattr__(self, "_divided", divided)
        names = sorted(self.claims)
        object.__setattr__(self, "_values", attrgetter(*names) if names else _nothing)

    @classmethod
    def of_scope(cls, scope: ProductScope, fact_id: str) -> Reading:
        """Return what the scope of a fact reads."""
        lists = frozenset((*scope.lists, *scope.not_lists))
        prefixes = frozenset(one.digits for one in (*scope.codes, *scope.not_codes))
        return cls(lists, prefixes, words=lists | {fact_id})

    @classmethod
    def of_claims(cls, names: Iterable[str]) -> Reading:
        """Return what reads claims and no goods."""
        return cls(claims=frozenset(names))

    @classmethod
    def of_measure(cls, measure: TariffMeasure) -> Reading:
        """Return what a measure reads: its scope, its conditions, and what it charges."""
        found = [cls.of_scope(measure.products, measure.id)]
        found += [_of_condition(one, measure.id) for one in measure.conditions]
        if isinstance(measure.effect, Charges):
            found.append(cls.of_claims(claims_read(measure.effect.base)))
            if isinstance(measure.effect.duty, QuotaDuty):
                found.append(cls.of_claims(claims_behind(ClaimName.WITHIN_QUOTA)))
        return cls.of_all(found)

    @classmethod
    def of_all(cls, readings: Iterable[Reading]) -> Reading:
        """Return all that several read."""
        some = tuple(readings)
        return cls(
            frozenset().union(*(one.lists for one in some)),
            frozenset().union(*(one.prefixes for one in some)),
            frozenset().union(*(one.claims for one in some)),
            tuple(sorted({day for one in some for day in one.loading})),
            frozenset().union(*(one.words for one in some)),
        )

    def touches(self, goods: Goods) -> bool:
        """Whether a code or a list that is named can have to do with the goods."""
        return not self.lists.isdisjoint(goods.named) or not self.prefixes.isdisjoint(goods.near)

    def goods(self, goods: Goods) -> frozenset[object]:
        """Return what is read of goods: equal for goods that cannot be told apart."""
        found: list[object] = [one for one in map(goods.trait, self.lists & goods.named) if one is not None]
        if self.prefixes:
            found += self.prefixes & goods.near
        if self.tells_numbers(goods):
            found.append((goods.code.digits, goods.on))
        return frozenset(found)

    def tells_numbers(self, goods: Goods) -> bool:
        """Whether the numbers of the line that was asked for can be told apart."""
        return goods.code.digits in self._divided or not self.lists.isdisjoint(goods.dividing)

    def of(self, claims: Claims) -> tuple[object, ...]:
        """Return what is read of claims: equal for claims that cannot be told apart."""
        loaded, described = claims.loaded_on_final_vessel, claims.described_by
        side = None if loaded is None or not self.loading else bisect_right(self.loading, loaded)
        words = tuple(one for one in described if one in self.words) if described else ()
        return (self._values(claims), side, words)


def _of_condition(condition: Condition, fact_id: str) -> Reading:
    match condition:
        case LoadedBefore():
            return Reading(loading=(condition.day,))
        case InWords():
            return Reading(words=frozenset({fact_id}))
        case ClaimIs():
            return Reading.of_claims(claims_behind(condition.claim))
        case _:
            return Reading.of_claims(claims_behind(condition.claim))
