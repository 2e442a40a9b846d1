"""Stacking rules: what the programmes do to each other, each with its act and its two clocks."""

from __future__ import annotations

from attrs import field, frozen

from tradetalks.dates.intervals import DateInterval
from tradetalks.model.facts import Fact
from tradetalks.vocabulary.goods import ProductScope
from tradetalks.vocabulary.ids import valid_ids, valid_optional_id
from tradetalks.vocabulary.kinds import (
    StackingRelation,
    StackingSubject,
    ValueBase,
)
from tradetalks.vocabulary.places import PlaceScope

__all__ = ["StackingRule"]


@frozen(kw_only=True)
class StackingRule(Fact):
    """What one programme does to another on the goods that bear both.

    By default layers add. ``programmes`` do what ``relation`` says ``to`` the others: with
    ``yields``, the first are not charged on goods, or on the part of the value, subject to the
    second.
    """

    #: Id of the act that sets it, or None where it is practice.
    act: str | None = field(default=None, validator=valid_optional_id)
    #: What it is about.
    subject: StackingSubject = field(converter=StackingSubject)
    #: What the first do.
    relation: StackingRelation = field(converter=StackingRelation)
    #: The programmes that do it; empty for every programme.
    programmes: tuple[str, ...] = field(default=(), converter=tuple[str, ...], validator=valid_ids)
    #: The programmes it is done to; empty for every programme.
    to: tuple[str, ...] = field(default=(), converter=tuple[str, ...], validator=valid_ids)
    #: The origins concerned, or None for all.
    origins: PlaceScope | None = None
    #: The goods concerned, or None for all that bear both.
    products: ProductScope | None = None
    #: The days on which it applies, by the date of entry.
    applies: DateInterval
    #: The part of the value concerned, where not the whole.
    base: ValueBase | None = None
    #: The rule in our own words.
    summary: str
