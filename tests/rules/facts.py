"""Facts for the tests of rules: each sound, and changed where a test wants it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve

from tradetalks.dates.intervals import DateInterval
from tradetalks.dossier import Dossier
from tradetalks.model.acts import DutyProgramme, LegalAct, ProductList
from tradetalks.model.agreements import Agreement, AgreementText, Article, Commitment
from tradetalks.model.measures import Charges, TariffMeasure
from tradetalks.model.record import RecordStatement
from tradetalks.model.sources import Source
from tradetalks.model.talks import Negotiation, NegotiationProgramme
from tradetalks.rules.checking import breaches
from tradetalks.vocabulary.duties import AdValorem
from tradetalks.vocabulary.goods import ProductScope
from tradetalks.vocabulary.kinds import (
    Action,
    ActKind,
    AgreementKind,
    Bindingness,
    BlocKind,
    CommitmentKind,
    Force,
    ProgrammeReach,
    Track,
    Verb,
)
from tradetalks.vocabulary.places import Bloc, Membership, PlaceScope
from tradetalks.vocabulary.topics import Topic

if TYPE_CHECKING:
    from tradetalks.model.collections import AnyFact

__all__ = [
    "ACT",
    "DEAL",
    "GROUND",
    "MEASURE",
    "PROMISE",
    "SOURCE",
    "TALK",
    "WAVE",
    "deal_with",
    "found",
    "percent",
    "pile",
]

STATEMENT = RecordStatement(data_version="1", title="A record of a test", horizon=date(2026, 1, 31))
SOURCE = Source(title="A text")
ACT = LegalAct(
    id="eo-1",
    announced=date(2025, 4, 2),
    sources=(SOURCE,),
    kind=ActKind.EXECUTIVE_ORDER,
    title="An order",
    force=Force.ENACTED,
    summary="Lays a duty.",
)
_PROGRAMME = DutyProgramme(
    id="surcharge",
    announced=date(2025, 4, 2),
    sources=(SOURCE,),
    name="Surcharge",
    reach=ProgrammeReach.ALL_GOODS,
    summary="A duty.",
)
_LISTS = [
    ProductList(id=f"list-{name}", announced=date(2025, 4, 2), sources=(SOURCE,), name=name, summary=name)
    for name in "ab"
]
_EU = Bloc(
    id="eu",
    code="EU",
    name="Union",
    kind=BlocKind.UNION,
    spells=(
        Membership(ends=date(2025, 7, 1), places=("DE", "FR")),
        Membership(starts=date(2025, 7, 1), places=("DE", "FR", "JP")),
    ),
)
WAVE = NegotiationProgramme(
    id="wave",
    announced=date(2025, 4, 2),
    sources=(SOURCE,),
    name="Wave",
    groups=("Asia",),
    summary="A wave of talks.",
)
TALK = Negotiation(
    id="us-chn",
    announced=date(2025, 4, 2),
    sources=(SOURCE,),
    name="Talks",
    parties=("US", "CN"),
    track=Track.INDEPENDENT,
    summary="Talks on duties.",
)
#: What every pile holds.
GROUND: tuple[AnyFact, ...] = (
    _EU,
    Topic(id="duties", name="Duties", summary="On duties.", order=1),
    ACT,
    _PROGRAMME,
    evolve(_PROGRAMME, id="other"),
    *_LISTS,
    WAVE,
    TALK,
)
MEASURE = TariffMeasure(
    id="m-a",
    announced=date(2025, 4, 2),
    sources=(SOURCE,),
    act="eo-1",
    programmes=("surcharge",),
    origins=PlaceScope(("*",)),
    products=ProductScope(all=True),
    applies=DateInterval("2025-04-09"),
    action=Action.IMPOSE,
    effect=Charges(duty=AdValorem(10)),
    summary="Goods pay.",
)
PROMISE = Commitment(
    id="deal-1",
    topic="duties",
    at="1",
    giver="US",
    receiver="CN",
    kind=CommitmentKind.TARIFF_REDUCTION,
    verb=Verb.WILL,
    bindingness=Bindingness.INTENTION,
    summary="Lower the duty.",
)


def deal_with(*commitments: Commitment, parties: tuple[str, ...] = ("US", "CN")) -> Agreement:
    """Return an agreement that holds commitments."""
    article = Article(number="1", heading="Duties", commitments=commitments)
    return Agreement(
        id="deal",
        announced=date(2025, 5, 12),
        sources=(SOURCE,),
        text=AgreementText(title="Joint statement", parties=parties, articles=(article,)),
        kind=AgreementKind.JOINT_STATEMENT,
        binding=False,
        read="In full.",
    )


DEAL = deal_with(PROMISE)


def percent(number: int) -> Charges:
    """Return a charge of so many percent."""
    return Charges(duty=AdValorem(number))


def pile(*facts: AnyFact) -> Dossier:
    """Return the ground with these facts on it, in place of those with their ids."""
    ids = {fact.id for fact in facts}
    return Dossier.unchecked(STATEMENT, [*(one for one in GROUND if one.id not in ids), *facts])


def found(*facts: AnyFact) -> list[tuple[str, str, str]]:
    """Return code, fact and field of each breach by these facts on the ground."""
    return [(one.code, one.fact, one.field) for one in breaches(pile(*facts), facts)]
