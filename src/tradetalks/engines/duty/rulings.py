"""What courts held of a programme: each ruling with its reach, and what kept it from being carried out.

A ruling changes no duty by itself, so a layer stands as it was collected and says what was held of it. An order that
stays a ruling is told with that ruling, never as one against the duty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from tradetalks.model.acts import Holding, LegalAct
from tradetalks.vocabulary.kinds import ActKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradetalks.dossier import Dossier

__all__ = ["Ruling", "rulings_on"]


@frozen(kw_only=True)
class Ruling:
    """A ruling on a programme, what was held, and by what it was stayed."""

    act: LegalAct
    holding: Holding
    #: Why it was not carried out, in words: its own terms, and the orders that stayed it.
    stays: tuple[str, ...]

    def __str__(self) -> str:
        """Return it in words."""
        said = [f"Held on {self.act.announced}, {self.act.title} ({self.act.id}): {self.holding.summary}"]
        if self.holding.parties:
            said.append(f"Reach: {self.holding.parties.rstrip('.')}.")
        if self.stays:
            said.append(f"Stayed {' and '.join(self.stays)}.")
        return " ".join(said)


def rulings_on(programme: str, dossier: Dossier) -> Iterator[Ruling]:
    """Yield what courts held of a programme, the earliest first."""
    acts = [one for one in dossier.acts.values() if one.kind is ActKind.COURT_RULING]
    acts.sort(key=lambda one: (one.announced, one.id))
    found = [
        (act, holding)
        for act in acts
        for holding in act.holdings
        if programme in holding.programmes and holding.stands.end is None
    ]
    about = {act.id for act, _holding in found}
    for act, holding in found:
        if _stays_another(act, holding, about):
            continue
        own = [] if holding.stay is None else [f"by its own terms ({_inside(holding.stay)})"]
        by_order = [
            f"from {later.announced} by {later.id} ({_inside(stay.stay)})"
            for later, stay in found
            if stay.stay is not None and act.id in later.amends
        ]
        yield Ruling(act=act, holding=holding, stays=(*own, *by_order))


def _stays_another(act: LegalAct, holding: Holding, about: set[str]) -> bool:
    return holding.stay is not None and not about.isdisjoint(act.amends)


def _inside(stay: str) -> str:
    """Return the words of a stay as they stand inside a sentence."""
    return stay[:1].lower() + stay[1:].rstrip(".")
