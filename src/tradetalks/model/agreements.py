"""Agreements: a text of articles and commitments, and the facts of its life; concessions."""

from __future__ import annotations

from datetime import date
from typing import Self

from attrs import evolve, field, frozen

from tradetalks.dates.days import as_day, as_optional_day
from tradetalks.model.facts import Fact
from tradetalks.model.sources import Source
from tradetalks.vocabulary.goods import ProductScope
from tradetalks.vocabulary.ids import valid_id, valid_ids, valid_optional_id
from tradetalks.vocabulary.kinds import (
    AgreementEventKind,
    AgreementKind,
    Bindingness,
    CommitmentKind,
    ConcessionOutcome,
    Verb,
)
from tradetalks.vocabulary.terms import Term

__all__ = [
    "Agreement",
    "AgreementEvent",
    "AgreementText",
    "Article",
    "Commitment",
    "Concession",
    "Reason",
    "Signing",
]


@frozen(kw_only=True)
class Reason:
    """Why a clause is in an agreement, and who says so."""

    #: The reason, in our own words.
    words: str
    #: Where it is stated.
    sources: tuple[Source, ...] = field(converter=tuple[Source, ...])
    #: Whether it is the record's own inference rather than a statement of a party.
    inferred: bool = False


@frozen(kw_only=True)
class Commitment:
    """One thing that one side undertakes, with its typed terms."""

    #: The id, unique over the whole record.
    id: str = field(validator=valid_id)
    #: Id of the clause topic.
    topic: str = field(validator=valid_id)
    #: Where it stands, as the text numbers it, such as ``1.1(2)``.
    at: str
    #: Who undertakes it: an ISO code, the symbol of a bloc, or ``both``.
    giver: str
    #: Who gains from it: an ISO code, the symbol of a bloc, or ``both``.
    receiver: str
    #: What kind of commitment it is.
    kind: CommitmentKind = field(converter=CommitmentKind)
    #: How hard the verb is, as observed in the text.
    verb: Verb = field(converter=Verb)
    #: Whether it can be held against its giver.
    bindingness: Bindingness = field(converter=Bindingness)
    #: What is undertaken, in our own words.
    summary: str
    #: The goods concerned, where it names some.
    products: ProductScope | None = None
    #: Its terms, typed, in the order of their names.
    terms: tuple[Term, ...] = field(default=(), converter=tuple[Term, ...])
    #: What it hangs on, in our own words.
    condition: str | None = None
    #: What it was exchanged for, in our own words.
    exchanged_for: str | None = None
    #: The commitment it was exchanged for, by id, where the text says which.
    exchanged_for_commitment: str | None = field(default=None, validator=valid_optional_id)
    #: Ids of the nearest policy areas of the Horn-Mavroidis-Sapir list.
    policy_areas: tuple[str, ...] = field(default=(), converter=tuple[str, ...], validator=valid_ids)
    #: Why it is there, where the record knows.
    because: Reason | None = None
    #: The day it became known, where that is not the day of the text.
    announced: date | None = field(default=None, converter=as_optional_day)
    #: Where it is stated, where that is not the text itself.
    sources: tuple[Source, ...] = field(default=(), converter=tuple[Source, ...])
    #: Whether it was read in the primary text.
    verified: bool = True
    #: Whatever a reader should know.
    note: str | None = None


@frozen(kw_only=True)
class Article:
    """One article of a text, or one part of a statement."""

    #: Its number as printed, such as ``2.3`` or ``Preamble``.
    number: str
    #: Its heading as printed.
    heading: str
    #: Ids of the clause topics it holds.
    topics: tuple[str, ...] = field(default=(), converter=tuple[str, ...], validator=valid_ids)
    #: What it holds, in our own words.
    summary: str | None = None
    #: What the sides undertake in it.
    commitments: tuple[Commitment, ...] = field(default=(), converter=tuple[Commitment, ...])


@frozen(kw_only=True)
class AgreementText:
    """The text of an instrument: title, parties, articles in their order."""

    #: Its title.
    title: str
    #: The parties: ISO codes or symbols of blocs.
    parties: tuple[str, ...] = field(converter=tuple[str, ...])
    #: Its articles, in their order.
    articles: tuple[Article, ...] = field(default=(), converter=tuple[Article, ...])

    @property
    def commitments(self) -> tuple[Commitment, ...]:
        """Every commitment, in the order of the text."""
        return tuple(one for article in self.articles for one in article.commitments)

    @property
    def topics(self) -> tuple[str, ...]:
        """Every clause topic, in the order of the text, once each."""
        named = [topic for article in self.articles for topic in article.topics]
        named += [one.topic for one in self.commitments]
        return tuple(dict.fromkeys(named))


@frozen(kw_only=True)
class Signing:
    """The signing of an instrument."""

    #: The day it was signed.
    day: date = field(converter=as_day)
    #: Where, if known.
    place: str | None = None
    #: Who signed, as far as known.
    signatories: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    #: Whether it was read in a primary text.
    verified: bool = True
    #: Whatever a reader should know.
    note: str | None = None


@frozen(kw_only=True)
class AgreementEvent:
    """Something that befell an agreement."""

    #: What befell it.
    kind: AgreementEventKind = field(converter=AgreementEventKind)
    #: The day it happened.
    day: date = field(converter=as_day)
    #: Whether that day is exact; False where a source gives only a bound, and it is the latest.
    day_exact: bool = True
    #: The wording from which the day was read, where it is not plain.
    day_wording: str | None = None
    #: The first day on which the public could know it.
    announced: date = field(converter=as_day)
    #: What happened, in our own words.
    summary: str
    #: Where it is stated.
    sources: tuple[Source, ...] = field(converter=tuple[Source, ...])
    #: Whether it was read in a primary text.
    verified: bool = True


@frozen(kw_only=True)
class Agreement(Fact):
    """An instrument between parties: its text, and the facts of its life."""

    #: Its text as far as it was read, in our own words.
    text: AgreementText
    #: A short name.
    short: str | None = None
    #: Its form.
    kind: AgreementKind = field(converter=AgreementKind)
    #: Whether it binds as a whole.
    binding: bool
    #: Id of the programme of talks it came from, or None.
    programme: str | None = field(default=None, validator=valid_optional_id)
    #: Id of the talk it came from, or None.
    negotiation: str | None = field(default=None, validator=valid_optional_id)
    #: The day its text or substance became known, where later than the announcement.
    text_announced: date | None = field(default=None, converter=as_optional_day)
    #: Its signing, where it was signed.
    signing: Signing | None = None
    #: The day on which it entered into force or became operative, where it did.
    in_force: date | None = field(default=None, converter=as_optional_day)
    #: The rule by which it enters into force.
    in_force_rule: str | None = None
    #: What befell it, in the order of days.
    events: tuple[AgreementEvent, ...] = field(default=(), converter=tuple[AgreementEvent, ...])
    #: Older instruments that it builds on.
    builds_on: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    #: Its part in the making of later texts, in our own words.
    template_role: str | None = None
    #: How much of the text was read.
    read: str
    #: What could not be read or is not known.
    gaps: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    #: The last day up to which its life was followed.
    followed_to: date | None = field(default=None, converter=as_optional_day)

    @property
    def title(self) -> str:
        """The title of its text."""
        return self.text.title

    @property
    def parties(self) -> tuple[str, ...]:
        """The parties of its text."""
        return self.text.parties

    def known_on(self, day: date) -> Self | None:
        """Return the agreement as it was known at the end of ``day``, or None before that.

        What befell it later, and what its text held before the text was known, is left out.
        """
        if self.announced > day:
            return None
        text_known = self.text_announced is None or self.text_announced <= day
        articles = [
            known
            for one in self.text.articles
            if text_known and (known := _article_known_on(one, day)) is not None
        ]
        signed = self.signing if self.signing is None or self.signing.day <= day else None
        return evolve(
            self,
            text=evolve(self.text, articles=articles),
            text_announced=self.text_announced if text_known else None,
            events=[event for event in self.events if event.announced <= day],
            signing=signed,
            in_force=self.in_force if self.in_force is None or self.in_force <= day else None,
        )


def _article_known_on(article: Article, day: date) -> Article | None:
    known = [one for one in article.commitments if one.announced is None or one.announced <= day]
    if len(known) == len(article.commitments):
        return article
    # An article of nothing but later statements was not there yet.
    return evolve(article, commitments=known) if known else None


@frozen(kw_only=True)
class Concession(Fact):
    """What one side gave to another, for what, and what became of it."""

    #: Who gave it: an ISO code, the symbol of a bloc, or ``both``.
    giver: str
    #: Who gained from it: an ISO code, the symbol of a bloc, or ``both``.
    receiver: str
    #: Whoever gained in fact, where that is not the state.
    beneficiary: str | None = None
    #: Id of the talk, or None.
    negotiation: str | None = field(default=None, validator=valid_optional_id)
    #: Id of the agreement that holds it, or None.
    agreement: str | None = field(default=None, validator=valid_optional_id)
    #: Id of the topic.
    topic: str = field(validator=valid_id)
    #: What was given, in our own words.
    summary: str
    #: Its terms, typed.
    terms: tuple[Term, ...] = field(default=(), converter=tuple[Term, ...])
    #: The goods concerned, where it names some.
    products: ProductScope | None = None
    #: What it was exchanged for, in our own words; says who claims it where that is disputed.
    exchanged_for: str | None = None
    #: What became of it.
    outcome: ConcessionOutcome = field(default=ConcessionOutcome.UNKNOWN, converter=ConcessionOutcome)
    #: What became of it, in our own words.
    outcome_summary: str | None = None
    #: The first day on which the outcome could be known; None where its own day will do.
    outcome_announced: date | None = field(default=None, converter=as_optional_day)

    def known_on(self, day: date) -> Self | None:
        """Return the concession as it was known at the end of ``day``, without a later outcome."""
        if self.announced > day:
            return None
        if self.outcome_announced is None or self.outcome_announced <= day:
            return self
        return evolve(
            self,
            outcome=ConcessionOutcome.UNKNOWN,
            outcome_summary=None,
            outcome_announced=None,
        )
