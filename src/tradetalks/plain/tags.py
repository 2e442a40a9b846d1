"""The word that tells the members of a closed union apart in plain data, under the key ``type``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradetalks.model.measures import (
    Authorises,
    ChangesList,
    Charges,
    Ends,
    Exempts,
    MinimumPrices,
    Prohibits,
    Regulates,
)
from tradetalks.vocabulary.conditions import (
    ClaimAtLeast,
    ClaimBelow,
    ClaimIs,
    InWords,
    LoadedBefore,
)
from tradetalks.vocabulary.terms import (
    ChoiceTerm,
    CountTerm,
    DayTerm,
    DurationTerm,
    DutyTerm,
    FlagTerm,
    MoneyTerm,
    QuantityTerm,
    ScopeTerm,
    ShareTerm,
    UnknownTerm,
    WordsTerm,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CONDITION_TAGS", "EFFECT_TAGS", "TAG", "TERM_TAGS"]

#: The key that holds the word.
TAG = "type"

EFFECT_TAGS: Mapping[str, type] = {
    "charges": Charges,
    "exempts": Exempts,
    "ends": Ends,
    "prohibits": Prohibits,
    "changes-list": ChangesList,
    "authorises": Authorises,
    "regulates": Regulates,
    "minimum-prices": MinimumPrices,
}
CONDITION_TAGS: Mapping[str, type] = {
    "claim-is": ClaimIs,
    "claim-at-least": ClaimAtLeast,
    "claim-below": ClaimBelow,
    "loaded-before": LoadedBefore,
    "in-words": InWords,
}
TERM_TAGS: Mapping[str, type] = {
    "duty": DutyTerm,
    "money": MoneyTerm,
    "quantity": QuantityTerm,
    "duration": DurationTerm,
    "day": DayTerm,
    "scope": ScopeTerm,
    "choice": ChoiceTerm,
    "flag": FlagTerm,
    "share": ShareTerm,
    "count": CountTerm,
    "words": WordsTerm,
    "unknown": UnknownTerm,
}
