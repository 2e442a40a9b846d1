"""Hypothesis strategies for whole records: every kind of fact and term, with any text, that keep every rule.

What a record says of itself and of documents is drawn as well, so that sources of one document agree,
differ in one field, or contradict each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from tests.laws.strategies import after, days, duties, ids, intervals, near_days, product_scopes
from tests.laws.strategies_histories import HORIZON, histories
from tradetalks.dossier import Dossier
from tradetalks.model.acts import Holding, LegalAct, ProductList
from tradetalks.model.agreements import Agreement, AgreementText, Article, Commitment, Reason
from tradetalks.model.record import Coverage, RecordStatement
from tradetalks.model.sources import Source
from tradetalks.model.talks import Claim
from tradetalks.rules.checking import breaches
from tradetalks.rules.identity import dangling
from tradetalks.vocabulary.kinds import (
    ActKind,
    AgreementKind,
    Bindingness,
    Bound,
    CommitmentKind,
    CoverageKind,
    Force,
    PolicyReach,
    Standing,
    TimeUnit,
    Verb,
    Verdict,
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
    Term,
    UnknownTerm,
    WordsTerm,
)
from tradetalks.vocabulary.topics import Authority, PolicyArea, Topic

if TYPE_CHECKING:
    from datetime import date

    from tradetalks.model.collections import AnyFact

__all__ = ["records", "sources", "statements", "texts"]

_DOCUMENTS = (None, "doc-a", "doc-a", "doc-b")


def texts() -> st.SearchStrategy[str]:
    """Any text that a file can hold: short, long, empty, of any script, with quotes and what does not print."""
    return st.text(st.characters(codec="utf-8"), max_size=40) | st.sampled_from(
        ("", " ", '"', "\\", "'''", '"""', "\n", "\r\n", "\t# no comment = [", "é" * 150, "word " * 40, "\0")
    )


def filled() -> st.SearchStrategy[str]:
    """Any text with something in it."""
    return texts().map(lambda text: f"{text}x")


def perhaps() -> st.SearchStrategy[str | None]:
    """Any text, or none."""
    return st.none() | texts()


@st.composite
def sources(draw: st.DrawFn) -> Source:
    """Draw a source that may name a document, and may say of it what others do not."""
    issued = draw(st.none() | days())
    return Source(
        title=draw(st.sampled_from(("The text", "The text", "Another title")) | filled()),
        at=draw(perhaps()),
        citation=draw(st.sampled_from((None, "90 FR 15041"))),
        url=draw(st.sampled_from((None, "https://example.org/", "http://example.org/?q=%22#a"))),
        issuer=draw(perhaps()),
        standing=draw(st.sampled_from((Standing.OFFICIAL, Standing.SECONDARY))),
        issued=issued,
        published=draw(st.sampled_from((None, issued))),
        document=draw(st.sampled_from(_DOCUMENTS)),
        note=draw(perhaps()),
    )


def cited() -> st.SearchStrategy[tuple[Source, ...]]:
    """One to three sources."""
    return st.lists(sources(), min_size=1, max_size=3).map(tuple)


def amounts() -> st.SearchStrategy[str]:
    """Numbers as they are written, up to 30 digits before and after the point."""
    whole = st.integers(0, 10**30 - 1).map(str)
    part = st.from_regex(r"[0-9]{1,30}", fullmatch=True).map(lambda digits: f"0.{digits}")
    return whole | part | st.decimals(0, 10**6, places=2).map(str)


def terms() -> st.SearchStrategy[Term]:
    """A term of any kind."""
    bounds = st.sampled_from(Bound)
    named = {"name": ids(), "note": perhaps()}
    made: tuple[st.SearchStrategy[Term], ...] = (
        st.builds(DutyTerm, **named, duty=duties(), bound=bounds),
        st.builds(MoneyTerm, **named, amount=amounts(), currency=st.just("USD"), per=perhaps(), bound=bounds),
        st.builds(QuantityTerm, **named, amount=amounts(), unit=filled(), of=perhaps(), bound=bounds),
        st.builds(
            DurationTerm,
            **named,
            count=st.integers(0, 10_000),
            unit=st.sampled_from(TimeUnit),
            after=st.just("signing"),
        ),
        st.builds(DayTerm, **named, day=st.dates(), bound=bounds, wording=perhaps()),
        st.builds(ScopeTerm, **named, products=product_scopes()),
        st.builds(ChoiceTerm, **named, choice=ids(), scale=st.sampled_from((None, "screening"))),
        st.builds(FlagTerm, **named, holds=st.booleans()),
        st.builds(ShareTerm, **named, percent=amounts(), of=perhaps(), bound=bounds),
        st.builds(CountTerm, **named, count=st.integers(0, 10**30 - 1), of=filled(), bound=bounds),
        st.builds(WordsTerm, **named, words=filled()),
        st.builds(UnknownTerm, **named, gap=filled()),
    )
    return st.one_of(made)


@st.composite
def _ground(draw: st.DrawFn) -> list[AnyFact]:
    """Draw what facts are written with: areas, topics, statutes, a list of products."""
    area = PolicyArea(id="area", name=draw(texts()), reach=draw(st.sampled_from(PolicyReach)))
    return [
        area,
        Topic(
            id="topic-a",
            name=draw(texts()),
            summary=draw(texts()),
            policy_areas=("area",),
            order=draw(st.integers(-5, 10**30 - 1)),
        ),
        Authority(id="statute", name=draw(texts()), statute=draw(perhaps()), summary=draw(texts())),
        ProductList(
            id="list-a",
            announced=after(0),
            sources=draw(cited()),
            name=draw(texts()),
            summary=draw(texts()),
        ),
    ]


@st.composite
def _act(draw: st.DrawFn) -> LegalAct:
    """Draw an act with everything that an act can say."""
    announced = draw(near_days())
    return LegalAct(
        id="act-rich",
        announced=announced,
        announced_exact=draw(st.booleans()),
        announced_wording=draw(perhaps()),
        sources=draw(cited()),
        verified=draw(st.booleans()),
        note=draw(perhaps()),
        kind=draw(st.sampled_from(ActKind)),
        number=draw(perhaps()),
        title=draw(texts()),
        authorities=draw(st.sampled_from(((), ("statute",)))),
        force=draw(st.sampled_from(Force)),
        summary=draw(texts()),
        amends_outside=tuple(draw(st.lists(texts(), max_size=12))),
        holdings=(
            Holding(programmes=("all-one",), summary=draw(texts()), stands=draw(intervals()), stay="Stayed."),
        ),
        gaps=tuple(draw(st.lists(texts(), max_size=2))),
    )


@st.composite
def _deal(draw: st.DrawFn) -> Agreement:
    """Draw an agreement whose commitments have terms of every kind."""
    articles = []
    for number in range(draw(st.integers(0, 2))):
        commitments = [
            Commitment(
                id=f"rich-{number}-{at}",
                topic="topic-a",
                at=draw(texts()),
                giver=draw(st.sampled_from(("US", "both"))),
                receiver="CN",
                kind=draw(st.sampled_from(CommitmentKind)),
                verb=draw(st.sampled_from(Verb)),
                bindingness=draw(st.sampled_from(Bindingness)),
                summary=draw(texts()),
                terms=tuple(draw(st.lists(terms(), max_size=3))),
                condition=draw(perhaps()),
                exchanged_for_commitment=None if at == 0 else f"rich-{number}-0",
                policy_areas=("area",),
                because=draw(
                    st.none() | st.builds(Reason, words=texts(), sources=cited(), inferred=st.booleans())
                ),
                sources=draw(st.just(()) | cited()),
                verified=draw(st.booleans()),
            )
            for at in range(draw(st.integers(0, 2)))
        ]
        articles.append(
            Article(number=draw(texts()), heading=draw(texts()), topics=("topic-a",), commitments=commitments)
        )
    return Agreement(
        id="rich",
        announced=draw(near_days()),
        sources=draw(cited()),
        text=AgreementText(title=draw(texts()), parties=("US", "CN"), articles=articles),
        kind=AgreementKind.OTHER,
        binding=draw(st.booleans()),
        read=draw(texts()),
        builds_on=tuple(draw(st.lists(texts(), max_size=2))),
    )


@st.composite
def _claim(draw: st.DrawFn, about: date) -> Claim:
    return Claim(
        id="claim-rich",
        announced=max(about, draw(near_days())),
        sources=draw(cited()),
        about=("rich",),
        statement=draw(texts()),
        verdict=draw(st.sampled_from(Verdict)),
        finding=draw(perhaps()),
        finding_sources=draw(st.just(()) | cited()),
    )


@st.composite
def statements(draw: st.DrawFn) -> RecordStatement:
    """Draw what a record says of itself."""
    coverage = draw(st.lists(st.sampled_from(CoverageKind), unique=True, max_size=2))
    return RecordStatement(
        data_version=draw(texts()),
        title=draw(texts()),
        horizon=draw(st.integers(0, 3).map(lambda more: after((HORIZON - after(0)).days + more))),
        coverage=tuple(Coverage(kind=one, last_day=draw(days()), note=draw(perhaps())) for one in coverage),
        gaps=tuple(draw(st.lists(texts(), max_size=2))),
    )


@st.composite
def records(draw: st.DrawFn) -> Dossier:
    """Draw a record that keeps every rule: a history without what breaks one, and facts with everything in them."""
    history = draw(histories())
    deal = draw(_deal())
    facts = [*history.facts(), *draw(_ground()), draw(_act()), deal, draw(_claim(deal.announced))]
    return _sound(Dossier.unchecked(draw(statements()), facts))


def _sound(dossier: Dossier) -> Dossier:
    """Return a dossier without the facts that break a rule, and without those that name what is gone."""
    while True:
        facts = list(dossier.facts())
        loose = {one.fact for one in dangling(dossier, facts)}
        bad = loose or {one.fact for one in breaches(dossier, facts)}
        if not bad:
            dossier.check()
            return dossier
        dossier = Dossier.unchecked(dossier.statement, [one for one in facts if one.id not in bad])
