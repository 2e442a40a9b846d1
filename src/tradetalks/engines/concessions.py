"""Who conceded what, for what: the concessions of the record and those inside agreements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradetalks.model.agreements import Concession
from tradetalks.model.references import BOTH
from tradetalks.vocabulary.kinds import ConcessionOutcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradetalks.dossier import Dossier
    from tradetalks.model.agreements import Agreement

__all__ = ["concessions"]


def concessions(
    dossier: Dossier,
    *,
    giver: str | None = None,
    receiver: str | None = None,
    topic: str | None = None,
) -> tuple[Concession, ...]:
    """Return the concessions that fit, by the day they became known.

    A commitment of an agreement is a concession from its giver to its receiver; one that binds
    both is found under each party.
    """
    found = [*dossier.concessions.values()]
    for agreement in dossier.agreements.values():
        found += _inside(agreement)
    fitting = [
        one
        for one in found
        if (topic is None or one.topic == topic)
        and (giver is None or _is_side(dossier, one, one.giver, giver))
        and (receiver is None or _is_side(dossier, one, one.receiver, receiver))
    ]
    return tuple(sorted(fitting, key=lambda one: (one.announced, one.id)))


def _inside(agreement: Agreement) -> Iterator[Concession]:
    known = agreement.text_announced or agreement.announced
    outcome = ConcessionOutcome.UNKNOWN if agreement.in_force else ConcessionOutcome.PENDING
    for one in agreement.text.commitments:
        yield Concession(
            id=one.id,
            announced=one.announced or known,
            sources=one.sources or agreement.sources,
            verified=one.verified,
            note=one.note,
            giver=one.giver,
            receiver=one.receiver,
            negotiation=agreement.negotiation,
            agreement=agreement.id,
            topic=one.topic,
            summary=one.summary,
            terms=one.terms,
            products=one.products,
            exchanged_for=one.exchanged_for,
            outcome=outcome,
        )


def _is_side(dossier: Dossier, concession: Concession, side: str, asked: str) -> bool:
    if side == asked:
        return True
    if side != BOTH:
        return False
    if concession.agreement is not None:
        return asked in dossier.agreements[concession.agreement].parties
    return (
        concession.negotiation is not None and asked in dossier.negotiations[concession.negotiation].parties
    )
