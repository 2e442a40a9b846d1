"""Trade talks as data: who negotiates what, what applied when, and what was known of it.

Programs ``import tradetalks as tt``, call :func:`~tradetalks.talks.load`, and ask the :class:`~tradetalks.talks.Talks` it returns.
Names come on first use, so that importing the package does no work.

>>> import tradetalks as tt
>>> talks = tt.load()
>>> talks.horizon
datetime.date(2026, 10, 7)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tradetalks.dates.intervals import DateInterval as DateInterval
    from tradetalks.dossier import DanglingReference as DanglingReference
    from tradetalks.dossier import Dossier as Dossier
    from tradetalks.dossier import DuplicateId as DuplicateId
    from tradetalks.dossier import UnknownId as UnknownId
    from tradetalks.dossier import UnknownPlace as UnknownPlace
    from tradetalks.engines.agreements.comparison import Comparison as Comparison
    from tradetalks.engines.agreements.comparison import compare as compare
    from tradetalks.engines.agreements.draft import Draft as Draft
    from tradetalks.engines.agreements.drafting import DraftRefused as DraftRefused
    from tradetalks.engines.agreements.drafting import MissingTerms as MissingTerms
    from tradetalks.engines.agreements.reuse import reuse as reuse
    from tradetalks.engines.agreements.template import AgreementTemplate as AgreementTemplate
    from tradetalks.engines.duty.answer import Duty as Duty
    from tradetalks.engines.duty.changes import DutyChanges as DutyChanges
    from tradetalks.engines.duty.claims import BadClaim as BadClaim
    from tradetalks.engines.duty.claims import Claims as Claims
    from tradetalks.engines.duty.history import DutyHistory as DutyHistory
    from tradetalks.engines.duty.layers import Layer as Layer
    from tradetalks.engines.duty.layers import NeedsQuantity as NeedsQuantity
    from tradetalks.engines.duty.receipts import ReceiptRefused as ReceiptRefused
    from tradetalks.engines.headline import HeadlineDuty as HeadlineDuty
    from tradetalks.engines.state_of_play import StateOfPlay as StateOfPlay
    from tradetalks.engines.status import Status as Status
    from tradetalks.engines.timeline import Event as Event
    from tradetalks.engines.timeline import EventKind as EventKind
    from tradetalks.engines.timeline import Timeline as Timeline
    from tradetalks.errors import Fault as Fault
    from tradetalks.errors import NotCovered as NotCovered
    from tradetalks.errors import TradeTalksError as TradeTalksError
    from tradetalks.loading.faults import RecordFaults as RecordFaults
    from tradetalks.model.acts import DutyProgramme as DutyProgramme
    from tradetalks.model.acts import LegalAct as LegalAct
    from tradetalks.model.agreements import Agreement as Agreement
    from tradetalks.model.agreements import AgreementText as AgreementText
    from tradetalks.model.agreements import Article as Article
    from tradetalks.model.agreements import Commitment as Commitment
    from tradetalks.model.agreements import Concession as Concession
    from tradetalks.model.measures import Charges as Charges
    from tradetalks.model.measures import TariffMeasure as TariffMeasure
    from tradetalks.model.sources import Source as Source
    from tradetalks.model.stacking import StackingRule as StackingRule
    from tradetalks.model.talks import Claim as Claim
    from tradetalks.model.talks import Deadline as Deadline
    from tradetalks.model.talks import Negotiation as Negotiation
    from tradetalks.model.talks import NegotiationProgramme as NegotiationProgramme
    from tradetalks.model.talks import Position as Position
    from tradetalks.model.talks import Round as Round
    from tradetalks.model.talks import StatusEvent as StatusEvent
    from tradetalks.model.tariff_lines import LineNeeded as LineNeeded
    from tradetalks.rules.painting import PaintingTie as PaintingTie
    from tradetalks.talks import Talks as Talks
    from tradetalks.talks import load as load
    from tradetalks.vocabulary.goods import HtsCode as HtsCode
    from tradetalks.vocabulary.goods import ProductScope as ProductScope
    from tradetalks.vocabulary.notation import parse_duty as parse_duty
    from tradetalks.vocabulary.places import Country as Country
    from tradetalks.vocabulary.places import PlaceScope as PlaceScope

#: Where each public name lives.
_HOMES = {
    "Agreement": "model.agreements",
    "AgreementTemplate": "engines.agreements.template",
    "AgreementText": "model.agreements",
    "Article": "model.agreements",
    "BadClaim": "engines.duty.claims",
    "Charges": "model.measures",
    "Claim": "model.talks",
    "Claims": "engines.duty.claims",
    "Commitment": "model.agreements",
    "Comparison": "engines.agreements.comparison",
    "Concession": "model.agreements",
    "Country": "vocabulary.places",
    "DanglingReference": "dossier",
    "DateInterval": "dates.intervals",
    "Deadline": "model.talks",
    "Dossier": "dossier",
    "Draft": "engines.agreements.draft",
    "DraftRefused": "engines.agreements.drafting",
    "DuplicateId": "dossier",
    "Duty": "engines.duty.answer",
    "DutyChanges": "engines.duty.changes",
    "DutyHistory": "engines.duty.history",
    "DutyProgramme": "model.acts",
    "Event": "engines.timeline",
    "EventKind": "engines.timeline",
    "Fault": "errors",
    "HeadlineDuty": "engines.headline",
    "HtsCode": "vocabulary.goods",
    "Layer": "engines.duty.layers",
    "LegalAct": "model.acts",
    "LineNeeded": "model.tariff_lines",
    "MissingTerms": "engines.agreements.drafting",
    "NeedsQuantity": "engines.duty.layers",
    "Negotiation": "model.talks",
    "NegotiationProgramme": "model.talks",
    "NotCovered": "errors",
    "PaintingTie": "rules.painting",
    "PlaceScope": "vocabulary.places",
    "Position": "model.talks",
    "ProductScope": "vocabulary.goods",
    "ReceiptRefused": "engines.duty.receipts",
    "RecordFaults": "loading.faults",
    "Round": "model.talks",
    "Source": "model.sources",
    "StackingRule": "model.stacking",
    "StateOfPlay": "engines.state_of_play",
    "Status": "engines.status",
    "StatusEvent": "model.talks",
    "Talks": "talks",
    "TariffMeasure": "model.measures",
    "Timeline": "engines.timeline",
    "TradeTalksError": "errors",
    "UnknownId": "dossier",
    "UnknownPlace": "dossier",
    "compare": "engines.agreements.comparison",
    "load": "talks",
    "parse_duty": "vocabulary.notation",
    "reuse": "engines.agreements.reuse",
}

__all__ = list(_HOMES)
__version__ = "2026.11.0"


if not TYPE_CHECKING:
    # A type checker has the names from the imports above, and so refuses one that is misspelt.
    def __getattr__(name: str) -> object:
        """Import a public name on its first use."""
        if name not in _HOMES:
            raise AttributeError(f"module 'tradetalks' has no attribute {name!r}")
        value: object = getattr(import_module(f"tradetalks.{_HOMES[name]}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    """Return the public names."""
    return [*__all__, "__version__"]
