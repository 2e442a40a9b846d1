"""The four agreements whose text was read, and the models of them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import tradetalks as tt

if TYPE_CHECKING:
    from tradetalks.engines.agreements.clauses import Slot
    from tradetalks.model.agreements import Agreement

__all__ = ["CAMBODIA", "FOUR", "INDONESIA", "JORDAN", "MALAYSIA", "TWO", "deal", "model", "seen", "slot"]

CAMBODIA, MALAYSIA = "us-khm-art-2025", "us-mys-art-2025"
INDONESIA, JORDAN = "us-idn-art-2026", "us-jor-art-2026"
#: Those signed on 26 October 2025.
TWO = (CAMBODIA, MALAYSIA)
#: All whose body was read article by article.
FOUR = (CAMBODIA, MALAYSIA, INDONESIA, JORDAN)


def deal(name: str) -> Agreement:
    """Return an agreement of the record."""
    return tt.load().agreements[name]


@cache
def model(*names: str, core_share: str = "1") -> tt.AgreementTemplate:
    """Return the model of some agreements of the record; of the first two where none are named."""
    return tt.AgreementTemplate.from_precedents(map(deal, names or TWO), core_share=core_share)


def slot(of: tt.AgreementTemplate, key: str) -> Slot:
    """Return the slot of a key."""
    (found,) = [one for one in of.slots if one.key == key]
    return found


def seen(of: tt.AgreementTemplate, key: str) -> dict[str, str]:
    """Return the values seen in a slot, by precedent."""
    return {one.precedent: one.value for one in slot(of, key).observed}
