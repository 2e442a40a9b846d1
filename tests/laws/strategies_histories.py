"""Hypothesis strategies for small histories: a few talks, programmes and acts, in every way they can tangle.

A history holds together as a record must: what a fact names was known no later than the fact. All
days fall in two weeks, so that measures often meet, overlap, and change places with what was known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hypothesis import settings
from hypothesis import strategies as st

from tests.laws.strategies import SPAN, after, intervals, near_days
from tradetalks.dates.intervals import DateInterval
from tradetalks.dossier import Dossier
from tradetalks.model.acts import DutyProgramme, LegalAct, ProductList
from tradetalks.model.agreements import (
    Agreement,
    AgreementEvent,
    AgreementText,
    Article,
    Commitment,
    Concession,
    Reason,
    Signing,
)
from tradetalks.model.measures import (
    Authorises,
    ChangesList,
    Charges,
    Effect,
    Ends,
    Exempts,
    Prohibits,
    Regulates,
    TariffMeasure,
)
from tradetalks.model.record import Coverage, RecordStatement
from tradetalks.model.sources import Source
from tradetalks.model.stacking import StackingRule
from tradetalks.model.talks import (
    Claim,
    Deadline,
    Delegate,
    Delegation,
    LaterTopics,
    Negotiation,
    NegotiationProgramme,
    Position,
    Proposal,
    Round,
    StatusEvent,
)
from tradetalks.vocabulary.conditions import ClaimAtLeast, ClaimIs, Condition, InWords, LoadedBefore
from tradetalks.vocabulary.duties import AdValorem, AllIn
from tradetalks.vocabulary.goods import ProductScope
from tradetalks.vocabulary.kinds import (
    Action,
    ActKind,
    AgreementEventKind,
    AgreementKind,
    Bindingness,
    BlocKind,
    ClaimName,
    CommitmentKind,
    ConcessionOutcome,
    CoverageKind,
    ExemptionKind,
    Force,
    PositionKind,
    ProgrammeReach,
    StackingRelation,
    StackingSubject,
    TalkStatus,
    Track,
    ValueBase,
    Verb,
    Verdict,
)
from tradetalks.vocabulary.notation import parse_duty
from tradetalks.vocabulary.places import EVERYWHERE, Bloc, Membership, PlaceScope
from tradetalks.vocabulary.terms import DutyTerm
from tradetalks.vocabulary.topics import Topic

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tradetalks.model.collections import AnyFact

__all__ = [
    "ASKED_ORIGINS",
    "HORIZON",
    "HOSTILE",
    "PROGRAMMES",
    "WHATEVER_COUNTRY",
    "asked_days",
    "histories",
    "late_facts",
    "measures",
    "painted_histories",
    "patient",
    "what_if_measures",
]

#: For laws on histories, which take as long to draw as a small value takes to test.
patient = settings(deadline=None, max_examples=60)
#: The last day that a history covers.
HORIZON = after(SPAN + 2)
#: A country that no history names.
WHATEVER_COUNTRY = "JP"
#: The origins that a history can tell apart, blocs among them, and one that it never names.
ASKED_ORIGINS = ("CA", "CN", "DE", "EU", "FR", "north", WHATEVER_COUNTRY)
#: Words that try to steer a page, a terminal or a reader.
HOSTILE = (
    "<script>alert(1)</script>",
    "\x1b[31mred\x1b[0m",
    "over\u202ewritten",
    'a "quoted" & <b>bold</b> word',
    "two\nlines\tand a tab\r\x00",
    "日本語" * 30,
)
#: The duty programmes of every history, with what they reach.
PROGRAMMES = {
    "all-one": ProgrammeReach.ALL_GOODS,
    "all-two": ProgrammeReach.ALL_GOODS,
    "listed": ProgrammeReach.LISTED_GOODS,
    "rules": ProgrammeReach.NONE,
}
#: Days that nearly always overlap.
_MOST_DAYS = (
    DateInterval(after(1)),
    DateInterval(after(2), after(SPAN)),
    DateInterval(None, after(9)),
    DateInterval(after(3), after(SPAN - 2)),
)
_SOURCE = Source(title="An official text", at="sec. 2", url="https://example.org/text")
_PRODUCT_LISTS = ("list-one", "list-two")
_TALKS = {"us-chn": ("US", "CN"), "us-eu": ("US", "EU"), "us-north": ("US", "CA", "JP")}
_EU = Bloc(
    id="eu-2",
    code="EU",
    name="Union of two, later of one",
    kind=BlocKind.UNION,
    spells=(Membership(ends=after(7), places=("DE", "FR")), Membership(starts=after(7), places=("DE",))),
)
_NORTH = Bloc(id="north", name="North", kind=BlocKind.LIST, spells=(Membership(places=("CA", "EU")),))
_STATEMENT = RecordStatement(
    data_version="1",
    title="A history",
    horizon=HORIZON,
    coverage=(Coverage(kind=CoverageKind.TALKS, last_day=after(9)),),
)


def asked_days() -> st.SearchStrategy[date]:
    """Days on which to ask: those of the histories, and some on each side."""
    return st.integers(-2, SPAN + 2).map(after)


def words() -> st.SearchStrategy[str]:
    """Words as a record might have them, now and then hostile."""
    return st.sampled_from(("plain words", "plain words", *HOSTILE))


# Measures -------------------------------------------------------------------------------------------------------


@st.composite
def origins(draw: st.DrawFn) -> PlaceScope:
    """Draw origins: everywhere or named, alone or in blocs, with exceptions or without."""
    named = st.frozensets(st.sampled_from(("CA", "CN", "DE", "EU", "FR", "north")), min_size=1, max_size=2)
    within = draw(st.just(frozenset({EVERYWHERE})) | named)
    without = draw(st.frozensets(st.sampled_from(("CN", "DE", "EU", "north")), max_size=2))
    return PlaceScope(within, without - within)


@st.composite
def products(draw: st.DrawFn) -> ProductScope:
    """Draw goods: all, codes under each other, lists, words, with exceptions or without."""
    pairs = ("85", "8517", "851762", "84")
    outside = draw(st.frozensets(st.sampled_from(pairs), max_size=1))
    lists_out = draw(st.frozensets(st.sampled_from(_PRODUCT_LISTS), max_size=1))
    said = draw(st.sampled_from((None, None, None, "toys as described")))
    match draw(st.sampled_from(("all", "all", "codes", "lists", "words"))):
        case "all":
            return ProductScope(all=True, not_codes=outside, not_lists=lists_out, words=said)
        case "codes":
            codes = draw(st.frozensets(st.sampled_from(pairs), min_size=1, max_size=2))
            return ProductScope(codes=codes, not_codes=outside - codes, not_lists=lists_out, words=said)
        case "lists":
            lists = draw(st.frozensets(st.sampled_from(_PRODUCT_LISTS), min_size=1, max_size=2))
            return ProductScope(lists=lists, not_codes=outside, not_lists=lists_out - lists, words=said)
        case _:
            return ProductScope(words="toys as described", not_codes=outside, not_lists=lists_out)


def charges() -> st.SearchStrategy[Charges]:
    """Charges plain, all-in, bounded, and on a share of the value."""
    rates = st.sampled_from((10, 20, 34)).map(lambda percent: Charges(duty=AdValorem(percent)))
    return rates | st.sampled_from(
        (
            Charges(duty=AllIn(AdValorem(15))),
            Charges(duty=AdValorem(25), at_most=AllIn(AdValorem(15))),
            Charges(duty=AdValorem(50), base=ValueBase.STEEL_CONTENT),
            Charges(duty=parse_duty("4.4¢/kg + 6%")),
        )
    )


def effects() -> st.SearchStrategy[Effect]:
    """Whatever a measure can do; most often it charges."""
    return st.one_of(
        charges(),
        charges(),
        st.sampled_from(ExemptionKind).map(lambda kind: Exempts(kind=kind)),
        st.just(Ends()),
        st.sampled_from(
            (
                Prohibits(),
                Regulates(rule="a fee for the carrier"),
                ChangesList(list="list-one", adds=ProductScope(codes=["8517"])),
                Authorises(power="up to 50 percent"),
            )
        ),
    )


def conditions() -> st.SearchStrategy[tuple[Condition, ...]]:
    """Most often none; else what an importer may or may not be able to claim."""
    return st.sampled_from(
        (
            (),
            (),
            (),
            (ClaimIs(claim=ClaimName.USMCA_QUALIFYING, values=("yes",)),),
            (LoadedBefore(day=after(5)), InWords(words="in transit")),
            (ClaimAtLeast(claim=ClaimName.US_CONTENT_PERCENT, number="20"),),
        )
    )


@st.composite
def measures(
    draw: st.DrawFn, number: int, acts: Sequence[LegalAct], *, crowded: bool = False
) -> TariffMeasure:
    """Draw one measure, set by one of these acts no earlier than the act was known.

    A crowded one paints the picture of one programme, most often everywhere and on most days.
    """
    act = draw(st.sampled_from(acts))
    effect = draw(charges() | effects() if crowded else effects())
    programmes = draw(st.sampled_from((*((one,) for one in PROGRAMMES), ("all-one", "all-two"))))
    if crowded:
        programmes = ("all-one",)
    others = [one for one in PROGRAMMES if one not in programmes]
    force = Force.AUTHORISED if isinstance(effect, Authorises) else Force.ENACTED
    return TariffMeasure(
        id=f"{act.id}-m{number}",
        announced=max(act.announced, draw(near_days())),
        sources=(_SOURCE,),
        verified=draw(st.booleans()),
        act=act.id,
        programmes=programmes,
        in_lieu_of=draw(st.sampled_from(((), (), (), *((one,) for one in others)))),
        origins=draw(st.just(PlaceScope((EVERYWHERE,))) | origins() if crowded else origins()),
        products=draw(products()),
        applies=draw(st.sampled_from(_MOST_DAYS) if crowded else intervals()),
        action=draw(st.sampled_from((Action.IMPOSE, Action.SUSPEND, Action.EXTEND, Action.LOWER))),
        effect=effect,
        force=draw(st.sampled_from((force, force, force, Force.ANNOUNCED))),
        conditions=draw(conditions()),
        # Spread out and mixed up, and never the same number twice: ties are another law's business.
        sequence=number * 7 % 5 * 100 + number,
        glass=draw(st.sampled_from((False, False, False, True))),
        summary=draw(words()),
    )


@st.composite
def what_if_measures(draw: st.DrawFn, *, starts: date) -> TariffMeasure:
    """Draw a measure that somebody supposes to start on a day."""
    return TariffMeasure(
        id="what-if",
        announced=draw(near_days()),
        sources=(Source.what_if("supposed"),),
        programmes=draw(st.sampled_from((*((one,) for one in PROGRAMMES),))),
        origins=draw(origins()),
        products=draw(products()),
        applies=DateInterval(
            starts, draw(st.none() | st.integers(1, 9).map(lambda days: after(SPAN + days)))
        ),
        action=Action.IMPOSE,
        effect=draw(charges() | st.just(Ends()) | st.just(Exempts())),
        conditions=draw(conditions()),
        sequence=5000,
        summary=draw(words()),
    )


# Talks ----------------------------------------------------------------------------------------------------------


@st.composite
def _talk(draw: st.DrawFn, talk: str, waves: Sequence[NegotiationProgramme]) -> list[AnyFact]:
    """Draw a talk with what befell it, was said and is due in it."""
    known = draw(st.integers(0, 4).map(after))
    wave = draw(st.none() | st.sampled_from(waves))
    later = draw(st.lists(near_days(), max_size=2))
    made: list[AnyFact] = [
        Negotiation(
            id=talk,
            announced=known,
            sources=(_SOURCE,),
            verified=draw(st.booleans()),
            name=draw(words()),
            parties=_TALKS[talk],
            programme=None if wave is None else wave.id,
            group=draw(st.sampled_from(("Asia", "Elsewhere", None))),
            track=Track.INDEPENDENT if wave is None else Track.PROGRAMME,
            topics=("digital",),
            later_topics=[LaterTopics(announced=max(known, day), topics=("fish",)) for day in later],
            summary=draw(words()),
        )
    ]
    for number in range(draw(st.integers(0, 4))):
        announced = max(known, draw(near_days()))
        made.append(
            StatusEvent(
                id=f"{talk}-status-{number}",
                announced=announced,
                sources=(_SOURCE,),
                verified=draw(st.booleans()),
                negotiation=talk,
                status=draw(st.sampled_from(TalkStatus)),
                day=draw(near_days()),
                summary=draw(words()),
                facts=draw(st.sampled_from(((), ("act-zero",)))),
            )
        )
    for number in range(draw(st.integers(0, 2))):
        made.append(draw(_round(f"{talk}-round-{number}", talk, known)))
        made.append(draw(_position(f"{talk}-said-{number}", talk, known)))
    if draw(st.booleans()):
        made.append(
            Deadline(
                id=f"{talk}-due",
                announced=max(known, draw(near_days())),
                sources=(_SOURCE,),
                negotiation=talk,
                day=draw(near_days()),
                wording="within two weeks",
                what=draw(words()),
                set_by="act-zero",
            )
        )
    return made


@st.composite
def _round(draw: st.DrawFn, fact_id: str, talk: str, known: date) -> Round:
    return Round(
        id=fact_id,
        announced=max(known, draw(near_days())),
        sources=(_SOURCE,),
        negotiation=talk,
        days=draw(intervals()),
        place=draw(words()),
        delegations=(Delegation(side="US", members=(Delegate(name=draw(words())),)), Delegation(side="CN")),
        held=draw(st.booleans()),
    )


@st.composite
def _position(draw: st.DrawFn, fact_id: str, talk: str, known: date) -> Position:
    proposal = Proposal(
        duty=parse_duty("80%"),
        programme="all-one",
        in_lieu_of=("all-two",),
        origins=PlaceScope(_TALKS[talk][1]),
    )
    return Position(
        id=fact_id,
        announced=max(known, draw(near_days())),
        sources=(_SOURCE,),
        negotiation=talk,
        party=draw(st.sampled_from((*_TALKS[talk], "both"))),
        kind=draw(st.sampled_from(PositionKind)),
        stance=draw(words()),
        said_on=draw(near_days()),
        until=draw(st.none() | near_days()),
        proposal=draw(st.sampled_from((None, proposal))),
    )


@st.composite
def _wave(draw: st.DrawFn, number: int) -> NegotiationProgramme:
    known = draw(near_days())
    return NegotiationProgramme(
        id=f"wave-{number}",
        announced=known,
        sources=(_SOURCE,),
        name=draw(words()),
        goal="results by the end of the year",
        goal_day=after(300),
        groups=("Asia", "Elsewhere"),
        groups_announced=draw(st.none() | near_days().map(lambda day: max(known, day))),
        summary=draw(words()),
    )


@st.composite
def _agreement(draw: st.DrawFn, talk: Negotiation) -> Agreement:
    known = max(talk.announced, draw(near_days()))
    text_known = draw(st.none() | near_days().map(lambda day: max(known, day)))
    commitments = [
        Commitment(
            id=f"{talk.id}-deal-c{number}",
            topic=draw(st.sampled_from(("digital", "fish"))),
            at=f"1.{number}",
            giver=draw(st.sampled_from((*talk.parties, "both"))),
            receiver=draw(st.sampled_from((*talk.parties, "both"))),
            kind=CommitmentKind.TARIFF_REDUCTION,
            verb=Verb.SHALL,
            bindingness=Bindingness.BINDING,
            summary=draw(words()),
            terms=(DutyTerm(name="us-rate", duty=parse_duty("15% all-in")),),
            because=Reason(words="it was asked for", sources=(_SOURCE,)),
            announced=draw(st.none() | near_days().map(lambda day: max(known, day))),
        )
        for number in range(draw(st.integers(0, 3)))
    ]
    return Agreement(
        id=f"{talk.id}-deal",
        announced=known,
        sources=(_SOURCE,),
        verified=draw(st.booleans()),
        text=AgreementText(
            title=draw(words()),
            parties=talk.parties,
            articles=(
                Article(number="1", heading="All of it", topics=("digital",), commitments=commitments),
                Article(number="2", heading="Nothing yet", topics=("fish",)),
            ),
        ),
        kind=AgreementKind.FRAMEWORK,
        binding=draw(st.booleans()),
        programme=talk.programme,
        negotiation=talk.id,
        text_announced=text_known,
        signing=draw(st.none() | near_days().map(lambda day: Signing(day=day, place="Geneva"))),
        in_force=draw(st.none() | near_days()),
        events=[
            AgreementEvent(
                kind=AgreementEventKind.STATEMENT,
                day=draw(near_days()),
                announced=draw(near_days()),
                summary=draw(words()),
                sources=(_SOURCE,),
            )
            for _ in range(draw(st.integers(0, 2)))
        ],
        read="in full",
    )


@st.composite
def _claim(draw: st.DrawFn, number: int, about: AnyFact, known: date) -> Claim:
    announced = max(known, draw(near_days()))
    return Claim(
        id=f"claim-{number}",
        announced=announced,
        sources=(_SOURCE,),
        about=(about.id,),
        statement=draw(words()),
        verdict=draw(st.sampled_from(Verdict)),
        finding=draw(words()),
        finding_sources=(_SOURCE,),
        finding_announced=draw(st.none() | near_days().map(lambda day: max(announced, day))),
    )


@st.composite
def _concession(draw: st.DrawFn, number: int, talk: Negotiation) -> Concession:
    announced = max(talk.announced, draw(near_days()))
    return Concession(
        id=f"given-{number}",
        announced=announced,
        sources=(_SOURCE,),
        giver=draw(st.sampled_from((*talk.parties, "both"))),
        receiver=draw(st.sampled_from((*talk.parties, "both"))),
        negotiation=talk.id,
        topic=draw(st.sampled_from(("digital", "fish"))),
        summary=draw(words()),
        exchanged_for=draw(words()),
        outcome=draw(st.sampled_from(ConcessionOutcome)),
        outcome_announced=draw(st.none() | near_days().map(lambda day: max(announced, day))),
    )


# Histories ------------------------------------------------------------------------------------------------------


def _ground() -> list[AnyFact]:
    """Return what every history stands on, known from the first day: places, topics, programmes, lists, an act."""
    made: list[AnyFact] = [
        _EU,
        _NORTH,
        Topic(id="digital", name="Digital trade", summary="On data.", order=1),
        Topic(id="fish", name="Fish", summary="On fish.", order=2),
    ]
    for name, reach in PROGRAMMES.items():
        made.append(
            DutyProgramme(
                id=name, announced=after(0), sources=(_SOURCE,), name=name, reach=reach, summary=name
            )
        )
    made += [
        ProductList(id=name, announced=after(0), sources=(_SOURCE,), name=name, summary=name)
        for name in _PRODUCT_LISTS
    ]
    return made


def _act(name: str, announced: date, *, signed: date | None, said: str) -> LegalAct:
    return LegalAct(
        id=name,
        announced=announced,
        signed=signed,
        sources=(_SOURCE,),
        kind=ActKind.EXECUTIVE_ORDER,
        title=said,
        force=Force.ENACTED,
        summary=said,
    )


@st.composite
def _acts(draw: st.DrawFn) -> list[LegalAct]:
    acts = [_act("act-zero", after(0), signed=None, said="The first act")]
    acts += [
        _act(name, draw(near_days()), signed=draw(st.none() | near_days()), said=draw(words()))
        for name in draw(st.sampled_from(((), ("act-one",), ("act-one", "act-two"))))
    ]
    return acts


@st.composite
def painted_histories(draw: st.DrawFn, *, most: int = 6) -> Dossier:
    """Draw a history of acts and measures, without talks; half of them paint one picture only."""
    acts = draw(_acts())
    crowded = draw(st.booleans())
    count = draw(st.integers(1, most))
    return Dossier.of(
        _STATEMENT,
        [*_ground(), *acts, *(draw(measures(number, acts, crowded=crowded)) for number in range(count))],
    )


@st.composite
def histories(draw: st.DrawFn) -> Dossier:
    """Draw a history with every kind of fact."""
    acts = draw(_acts())
    facts: list[AnyFact] = [*_ground(), *acts]
    facts += [draw(measures(number, acts)) for number in range(draw(st.integers(0, 4)))]
    waves = [draw(_wave(number)) for number in range(2)]
    facts += waves
    for name in draw(st.sets(st.sampled_from(sorted(_TALKS)), min_size=1)):
        facts += draw(_talk(name, waves))
    talks = [one for one in facts if isinstance(one, Negotiation)]
    for number, talk in enumerate(talks):
        if draw(st.booleans()):
            facts.append(draw(_agreement(talk)))
        facts.append(draw(_claim(number, talk, talk.announced)))
        facts.append(draw(_concession(number, talk)))
    facts.append(
        StackingRule(
            id="rule-one",
            announced=draw(near_days()),
            sources=(_SOURCE,),
            act="act-zero",
            subject=StackingSubject.PAIR,
            relation=StackingRelation.YIELDS,
            programmes=("all-one",),
            to=("listed",),
            applies=draw(intervals()),
            summary=draw(words()),
        )
    )
    return Dossier.of(_STATEMENT, facts)


class Late(NamedTuple):
    """A history, a day of knowledge, and facts that became known only after that day."""

    #: The history.
    dossier: Dossier
    #: The day.
    day: date
    #: What became known later, and may be added to the history.
    facts: tuple[AnyFact, ...]


@st.composite
def late_facts(draw: st.DrawFn) -> Late:
    """Draw a history, a day, and facts announced after it that reach back as far as they like."""
    dossier = draw(histories())
    day = draw(st.integers(0, SPAN - 1).map(after))
    talk = draw(st.sampled_from(sorted(dossier.negotiations)))
    partner = dossier.negotiations[talk].partners[0]
    shift = (day - after(0)).days + 1
    later = st.integers(shift, SPAN).map(after)
    acts = [_act("act-late", draw(later), signed=draw(near_days()), said=draw(words()))]
    facts: list[AnyFact] = [
        *acts,
        draw(measures(90, acts)),
        draw(measures(91, acts)),
        StatusEvent(
            id="late-status",
            announced=max(dossier.negotiations[talk].announced, draw(later)),
            sources=(_SOURCE,),
            negotiation=talk,
            status=draw(st.sampled_from(TalkStatus)),
            day=draw(near_days()),
            summary="Known only later",
        ),
        Deadline(
            id="late-due",
            announced=max(dossier.negotiations[talk].announced, draw(later)),
            sources=(_SOURCE,),
            negotiation=talk,
            day=draw(near_days()),
            wording="as set later",
            what="something",
            set_by="act-late",
        ),
        Negotiation(
            id="late-talk",
            announced=draw(later),
            sources=(_SOURCE,),
            name="A talk known only later",
            parties=("US", partner),
            track=Track.INDEPENDENT,
            summary="Known only later",
        ),
    ]
    return Late(dossier, day, tuple(facts))
