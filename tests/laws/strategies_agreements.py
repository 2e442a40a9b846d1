"""Hypothesis strategies for agreements at random: topics, sides, verbs and terms of every kind, often alike."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import settings
from hypothesis import strategies as st

from tests.laws.strategies import SPAN, after, near_days
from tradetalks.model.agreements import Agreement, AgreementText, Article, Commitment, Reason
from tradetalks.model.references import BOTH
from tradetalks.model.sources import Source
from tradetalks.vocabulary.duties import FREE, AdValorem, AllIn
from tradetalks.vocabulary.goods import ProductScope
from tradetalks.vocabulary.kinds import AgreementKind, Bindingness, Bound, CommitmentKind, TimeUnit, Verb
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

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

__all__ = ["INVENTED", "PARTNERS", "WORDED", "agreements", "one_clause", "patient", "piles", "terms", "texts"]

#: For laws on agreements, which take as long to draw as a small value takes to test.
patient = settings(deadline=None, max_examples=50)
#: The partners of agreements at random; the last has the name of a place that takes an article.
PARTNERS = ("KH", "MY", "JO", "GB")
#: Topics for which the library has words, of every section.
WORDED = (
    "us-tariffs",
    "partner-tariffs",
    "purchases",
    "export-controls",
    "labour-forced-labour-ban",
    "digital-services-tax",
    "border-measures-taxes",
    "us-zero-list",
    "consultation-body",
    "termination",
    "preamble",
)
#: Topics for which it has none.
INVENTED = ("sunshine", "a-topic-of-which-the-name-alone-fills-nearly-all-that-an-id-may-be-long")
_SOURCE = Source(title="An official text", url="https://example.org/text")
_REASONS = (None, None, Reason(words="the partner is small", sources=[_SOURCE], inferred=True))


#: The names of terms, some of which the library has words for under some topics.
_NAMES = ("us-rate", "softener", "purchase-value", "zero-list", "forced-labour-deadline", "odd")
_BOUNDS = (Bound.EXACTLY, Bound.AT_MOST)


def _every_term(name: str) -> Iterator[Term]:
    """Yield terms of a name, of every kind; so few that two agreements often have the same."""
    for note in (None, "read in the annex"):
        for duty in (FREE, AdValorem(19), AllIn(AdValorem(15))):
            yield DutyTerm(name=name, note=note, duty=duty)
        for count in (0, 6, 60):
            yield DurationTerm(
                name=name, note=note, count=count, unit=TimeUnit.DAYS, after="entry-into-force"
            )
        for choice in ("all-in-force", "us-controls", "case-by-case"):
            yield ChoiceTerm(name=name, note=note, choice=choice, scale="export-control-alignment")
        for holds in (True, False):
            yield FlagTerm(name=name, note=note, holds=holds)
        for words in ("Annex IV", "the interests of Cambodia stay whole", "goodwill"):
            yield WordsTerm(name=name, note=note, words=words)
        for bound in _BOUNDS:
            for amount in (Decimal(10), Decimal("33.5"), Decimal(70_000_000_000)):
                yield MoneyTerm(
                    name=name, note=note, amount=amount, currency="USD", of="aircraft", bound=bound
                )
                yield QuantityTerm(name=name, note=note, amount=amount, unit="t", bound=bound)
                yield ShareTerm(name=name, note=note, percent=amount, bound=bound)
            yield DurationTerm(name=name, note=note, count=2, unit=TimeUnit.YEARS, bound=bound)
            yield DayTerm(name=name, note=note, day=after(3), bound=bound)
            yield DayTerm(name=name, note=note, day=after(4), bound=bound)
        yield ScopeTerm(name=name, note=note, products=ProductScope(codes=["8517"]))
        yield ScopeTerm(name=name, note=note, products=ProductScope(words="toys, as described"))
        yield CountTerm(name=name, note=note, count=3, of="lists")
        yield ChoiceTerm(name=name, note=note, choice="elsewhere")
        yield UnknownTerm(name=name, note=note, gap="Annex II was not read")


_EVERY_TERM = tuple(term for name in _NAMES for term in _every_term(name))


def terms() -> st.SearchStrategy[Term]:
    """Terms of every kind, under a few names."""
    return st.sampled_from(_EVERY_TERM)


@st.composite
def _commitments(draw: st.DrawFn, ident: str, topic: str, parties: tuple[str, ...]) -> Commitment:
    giver, receiver = draw(st.sampled_from((parties, parties[::-1], (BOTH, BOTH))))
    return Commitment(
        id=ident,
        topic=topic,
        at="1.1",
        giver=giver,
        receiver=receiver,
        kind=CommitmentKind.PURCHASE if giver == parties[0] else CommitmentKind.OTHER,
        verb=draw(st.sampled_from(Verb)),
        bindingness=Bindingness.BINDING,
        summary="Something is undertaken.",
        terms=draw(st.lists(terms(), max_size=3)),
        because=draw(st.sampled_from(_REASONS)),
    )


@st.composite
def texts(
    draw: st.DrawFn, *, ident: str = "one", topics: tuple[str, ...] = (*WORDED, *INVENTED), least: int = 0
) -> AgreementText:
    """Texts of a few articles, one or two topics to an article, some of which are known by their heading only."""
    parties = ("US", draw(st.sampled_from(PARTNERS)))
    chosen = draw(st.lists(st.sampled_from(topics), unique=True, min_size=least, max_size=5))
    articles = []
    for at, topic in enumerate(chosen):
        count = draw(st.integers(0, 2))
        made = [draw(_commitments(f"{ident}-{at}-{one}", topic, parties)) for one in range(count)]
        articles.append(Article(number=f"1.{at}", heading=topic, topics=[topic], commitments=made))
    return AgreementText(title=f"Agreement {ident}", parties=parties, articles=articles)


def one_clause(
    held: Iterable[Term], *, ident: str = "one", topic: str = "odd", verb: Verb = Verb.SHALL
) -> Agreement:
    """Return an agreement of one clause, which the partner undertakes."""
    commitment = Commitment(
        id=f"{ident}-1",
        topic=topic,
        at="1.1",
        giver="KH",
        receiver="US",
        kind=CommitmentKind.OTHER,
        verb=verb,
        bindingness=Bindingness.BINDING,
        summary="Something is undertaken.",
        terms=held,
    )
    article = Article(number="1.1", heading=topic, topics=[topic], commitments=[commitment])
    return Agreement(
        id=ident,
        announced=after(1),
        sources=[_SOURCE],
        text=AgreementText(title=f"Agreement {ident}", parties=("US", "KH"), articles=[article]),
        kind=AgreementKind.FRAMEWORK,
        binding=True,
        read="all of it",
    )


@st.composite
def agreements(
    draw: st.DrawFn,
    *,
    ident: str = "one",
    days: st.SearchStrategy[date] | None = None,
    topics: tuple[str, ...] = (*WORDED, *INVENTED),
    least: int = 0,
) -> Agreement:
    """Agreements between the United States and a partner."""
    announced = draw(near_days() if days is None else days)
    later = draw(st.sampled_from((None, None, after(SPAN + 1))))
    return Agreement(
        id=ident,
        announced=announced,
        sources=[_SOURCE],
        text=draw(texts(ident=ident, topics=topics, least=least)),
        kind=draw(st.sampled_from((AgreementKind.FRAMEWORK, AgreementKind.AGREEMENT_ON_RECIPROCAL_TRADE))),
        binding=True,
        text_announced=later,
        read="all of it",
    )


@st.composite
def piles(draw: st.DrawFn, *, least: int = 1, most: int = 4) -> list[Agreement]:
    """Several agreements, in no order."""
    count = draw(st.integers(least, most))
    return [draw(agreements(ident=f"agreement-{at}")) for at in range(count)]
