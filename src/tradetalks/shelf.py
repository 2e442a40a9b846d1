"""The shelf: the facts of a record as mappings by id, the part of the desk that only hands out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from tradetalks.dossier import Dossier

if TYPE_CHECKING:
    from tradetalks.model.acts import DutyProgramme, LegalAct
    from tradetalks.model.agreements import Agreement
    from tradetalks.model.measures import TariffMeasure
    from tradetalks.model.stacking import StackingRule
    from tradetalks.model.talks import Claim, Negotiation, NegotiationProgramme, Position, Round
    from tradetalks.vocabulary.mappings import IdMap

__all__ = ["Shelf"]


@frozen
class Shelf:
    """A record whose facts are taken by kind and id."""

    #: The facts.
    dossier: Dossier

    @property
    def negotiations(self) -> IdMap[Negotiation]:
        """The talks, by id."""
        return self.dossier.negotiations

    @property
    def negotiation_programmes(self) -> IdMap[NegotiationProgramme]:
        """The waves of talks, by id."""
        return self.dossier.negotiation_programmes

    @property
    def rounds(self) -> IdMap[Round]:
        """The meetings, by id."""
        return self.dossier.rounds

    @property
    def positions(self) -> IdMap[Position]:
        """What was said, by id."""
        return self.dossier.positions

    @property
    def claims(self) -> IdMap[Claim]:
        """What sources claim, beside what the primary texts say, by id."""
        return self.dossier.claims

    @property
    def acts(self) -> IdMap[LegalAct]:
        """The legal acts and announcements, by id."""
        return self.dossier.acts

    @property
    def measures(self) -> IdMap[TariffMeasure]:
        """The tariff measures, by id."""
        return self.dossier.measures

    @property
    def duty_programmes(self) -> IdMap[DutyProgramme]:
        """The programmes of duties, by id."""
        return self.dossier.duty_programmes

    @property
    def stacking_rules(self) -> IdMap[StackingRule]:
        """The rules on what programmes do to each other, by id."""
        return self.dossier.stacking_rules

    @property
    def agreements(self) -> IdMap[Agreement]:
        """The agreements, by id."""
        return self.dossier.agreements
