"""The collections of a record: which kinds of fact there are, and by what name each is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from tradetalks.model.acts import DutyProgramme, LegalAct, ProductList
from tradetalks.model.agreements import Agreement, Concession
from tradetalks.model.measures import TariffMeasure
from tradetalks.model.stacking import StackingRule
from tradetalks.model.talks import (
    Claim,
    Deadline,
    Negotiation,
    NegotiationProgramme,
    Position,
    Round,
    StatusEvent,
)
from tradetalks.vocabulary.places import Bloc
from tradetalks.vocabulary.topics import Authority, PolicyArea, Topic

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["COLLECTIONS", "AnyFact", "Reference", "SourcedFact", "collection_of"]

#: What a record defines and has no announcement: the words that its facts are written with.
Reference: TypeAlias = Bloc | Topic | PolicyArea | Authority
#: What became known on a day.
SourcedFact: TypeAlias = (
    LegalAct
    | DutyProgramme
    | ProductList
    | TariffMeasure
    | StackingRule
    | NegotiationProgramme
    | Negotiation
    | StatusEvent
    | Round
    | Position
    | Deadline
    | Claim
    | Concession
    | Agreement
)
#: Anything a record holds under an id.
AnyFact: TypeAlias = Reference | SourcedFact

#: The collections in the order in which a record is written, each with the type it holds.
COLLECTIONS: Mapping[str, type[AnyFact]] = {
    "blocs": Bloc,
    "policy_areas": PolicyArea,
    "topics": Topic,
    "authorities": Authority,
    "acts": LegalAct,
    "duty_programmes": DutyProgramme,
    "product_lists": ProductList,
    "measures": TariffMeasure,
    "stacking_rules": StackingRule,
    "negotiation_programmes": NegotiationProgramme,
    "negotiations": Negotiation,
    "status_events": StatusEvent,
    "rounds": Round,
    "positions": Position,
    "deadlines": Deadline,
    "claims": Claim,
    "concessions": Concession,
    "agreements": Agreement,
}
_NAMES = {kind: name for name, kind in COLLECTIONS.items()}


def collection_of(fact: AnyFact) -> str:
    """Return the name of the collection that holds facts of this type.

    Raises:
        TypeError: for what is no fact of a record.
    """
    try:
        return _NAMES[type(fact)]
    except KeyError:
        raise TypeError(f"{type(fact).__name__} is no fact of a record") from None
