"""Subjects of talks and clauses: topics, policy areas, legal authorities and scales of choice."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import field, frozen

from tradetalks.vocabulary.ids import valid_id, valid_ids
from tradetalks.vocabulary.kinds import PolicyReach

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SCALES", "Authority", "PolicyArea", "Topic", "stronger"]


@frozen(kw_only=True)
class Topic:
    """A subject of a talk or of a clause; the same kind of clause has the same topic everywhere."""

    #: The slug that names it.
    id: str = field(validator=valid_id)
    #: Its name.
    name: str
    #: What such a clause does.
    summary: str
    #: Nearest policy areas of the Horn-Mavroidis-Sapir list, by id.
    policy_areas: tuple[str, ...] = field(default=(), validator=valid_ids)
    #: Whether those lie inside or outside the mandate of the World Trade Organization.
    reach: PolicyReach = field(default=PolicyReach.NONE, converter=PolicyReach)
    #: Its place in the constant order of sections.
    order: int
    #: Whatever a reader should know.
    note: str | None = None


@frozen(kw_only=True)
class PolicyArea:
    """A policy area of Horn, Mavroidis and Sapir, "Beyond the WTO?" (2009)."""

    #: The slug that names it.
    id: str = field(validator=valid_id)
    #: Its name.
    name: str
    #: Inside the mandate of the World Trade Organization (plus) or outside it (extra).
    reach: PolicyReach = field(converter=PolicyReach)
    #: Whatever a reader should know.
    note: str | None = None


@frozen(kw_only=True)
class Authority:
    """A statute that lets a government lay a duty or lift one."""

    #: The slug that names it.
    id: str = field(validator=valid_id)
    #: Its short name.
    name: str
    #: Where it stands in the statute book, or None where the record does not say.
    statute: str | None = None
    #: What it allows.
    summary: str
    #: Whatever a reader should know.
    note: str | None = None


#: Named choices in an order of strength, strongest first; choices of other scales have none.
SCALES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "complementary-strength": ("equivalent-effect", "similar", "as-partner-decides"),
        "export-control-alignment": ("all-in-force", "us-controls", "case-by-case"),
        "screening": ("establish", "explore", "share-information"),
        "fta-clause": ("terminate-and-reimpose", "terminate", "terminate-if-undermined"),
        "digital-agreement-clause": ("terminate", "consult", "communicate"),
        "section-307-effect": ("shall-recognise", "may-recognise", "may-acknowledge"),
        "soe-strength": ("shall-ensure", "to-the-extent-possible"),
        "purchase-verb": ("shall-purchase", "shall-facilitate", "endeavour", "intends", "takes-note"),
    }
)


def stronger(scale: str, one: str, other: str) -> bool | None:
    """Whether ``one`` binds harder than ``other`` on a scale; None where that is not decidable.

    >>> stronger("screening", "establish", "explore"), stronger("services-mode", "a", "b")
    (True, None)
    """
    order = SCALES.get(scale, ())
    if one == other or one not in order or other not in order:
        return None
    return order.index(one) < order.index(other)
