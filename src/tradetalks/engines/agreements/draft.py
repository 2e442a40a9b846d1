"""A draft: the text of the next agreement, in our own words, and where each part of it comes from."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from tradetalks.engines.agreements.alignment import Side, side_of
from tradetalks.engines.agreements.parts import Definition, DraftArticle, DraftSchedule
from tradetalks.engines.agreements.rendering import PREAMBLE, Renderer
from tradetalks.engines.answers import Answer
from tradetalks.model.agreements import Agreement, AgreementText, Article, Commitment
from tradetalks.model.references import BOTH
from tradetalks.printing import Bullets, Page, Rows, Section
from tradetalks.vocabulary.ids import ID_LENGTH, slug
from tradetalks.vocabulary.kinds import AgreementKind, Bindingness, Verb

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from tradetalks.engines.agreements.choices import Choice, ChosenClause, ChosenSide
    from tradetalks.engines.agreements.clauses import Model
    from tradetalks.model.sources import Source

__all__ = ["Draft", "compose", "model_text"]


@frozen(kw_only=True)
class Draft(Answer):
    """The next agreement as a model foretells it: a draft, never a fact until somebody makes it one."""

    #: The partner.
    partner: str
    #: Ids of the precedents of the model.
    precedents: tuple[str, ...] = field(converter=tuple[str, ...])
    #: Its text as any agreement has one: comparable, printable.
    text: AgreementText
    #: What it is and is not.
    notice: str
    #: Its recitals.
    preamble: tuple[str, ...] = field(converter=tuple[str, ...])
    #: The words it defines.
    definitions: tuple[Definition, ...] = field(converter=tuple[Definition, ...])
    #: Its articles, in the order of the text.
    articles: tuple[DraftArticle, ...] = field(converter=tuple[DraftArticle, ...])
    #: Its schedules.
    schedules: tuple[DraftSchedule, ...] = field(converter=tuple[DraftSchedule, ...])
    #: The lines of the signature block.
    signature: tuple[str, ...] = field(converter=tuple[str, ...])
    #: Values outside those that the precedents show.
    warnings: tuple[str, ...] = field(converter=tuple[str, ...])

    @property
    def clauses(self) -> tuple[DraftArticle, ...]:
        """The articles that hold a clause of the model."""
        return tuple(one for one in self.articles if one.topic is not None)

    def clause(self, topic: str) -> DraftArticle:
        """Return the article on a topic.

        Raises:
            KeyError: when the draft has none.
        """
        for one in self.articles:
            if one.topic == topic:
                return one
        raise KeyError(topic)

    def precedent_of(self, clause: str | DraftArticle) -> str:
        """Return the id of the precedent that a clause follows, by its topic or the article itself.

        Raises:
            KeyError: when the draft has no such clause.
        """
        found = self.clause(clause) if isinstance(clause, str) else clause
        if found.precedent is None:
            raise KeyError(found.heading)
        return found.precedent

    def choice_of(self, term: str) -> Choice:
        """Return what the draft has in a term, and why, by name, ``topic.name`` or the slot's key.

        Raises:
            KeyError: when no term, or more than one, is so named.
        """
        found = [
            choice
            for article in self.articles
            for choice in article.choices
            if term
            in (
                choice.name,
                f"{choice.topic}.{choice.name}",
                f"{choice.topic}.{choice.side.value}.{choice.name}",
            )
        ]
        if len(found) != 1:
            raise KeyError(term)
        return found[0]

    def as_agreement(
        self,
        *,
        id: str,  # noqa: A002 - the name of the field it becomes
        announced: date | str,
        source: Source,
        negotiation: str | None = None,
    ) -> Agreement:
        """Return the draft as a fact that can be added to a record: an agreement of kind draft.

        Args:
            id: the id it gets; the ids of its commitments begin with it.
            announced: the day on which it became known.
            source: where it is stated; ``Source.what_if(...)`` for a supposition.
            negotiation: id of the talk it belongs to.
        """
        articles = [
            evolve(
                article,
                commitments=[evolve(one, id=_id_in(id, article, one)) for one in article.commitments],
            )
            for article in self.text.articles
        ]
        return Agreement(
            id=id,
            announced=announced,
            sources=[source],
            text=evolve(self.text, articles=articles),
            kind=AgreementKind.DRAFT,
            binding=False,
            negotiation=negotiation,
            read="drafted, not read",
        )

    def page(self) -> Page:
        """Return what is shown."""
        sections = [Section("Preamble", [Bullets(self.preamble)])]
        for article in self.articles:
            opens = (
                [f"Section {article.number.partition('.')[0]}: {article.section}"] if article.section else []
            )
            origin = [f"[follows {article.precedent}]"] if article.precedent else []
            title = f"Article {article.number}: {article.heading}"
            sections += [Section(one, []) for one in opens]
            sections.append(Section(title, [*article.numbered, *origin]))
        sections += [
            Section(f"Schedule {one.number}: {one.title}", [Bullets(one.lines)]) for one in self.schedules
        ]
        sections.append(Section("Signature", list(self.signature)))
        if self.warnings:
            sections.append(Section("Warnings", [Bullets(self.warnings)]))
        choices = [(one.topic, str(one)) for article in self.articles for one in article.choices]
        if choices:
            sections.append(Section("Where each term comes from", [Rows(choices)]))
        return Page(self.text.title, [self.notice], sections)


def compose(  # noqa: PLR0913 - the parts of a draft
    template: Model,
    lead: str,
    partner: str,
    clauses: Iterable[ChosenClause],
    *,
    recitals: Iterable[str] = (),
    warnings: Iterable[str] = (),
    show_slots: bool = False,
) -> Draft:
    """Put chosen clauses together: numbers, cross-references, definitions, schedules, signature."""
    chosen = list(clauses)
    partners = {one.id: one.parties[1:] for one in template.precedents}
    renderer = Renderer(lead, partner, chosen, recitals, partners=partners, show_slots=show_slots)
    articles = renderer.articles()
    text = AgreementText(
        title=renderer.title,
        parties=[lead, partner],
        articles=_articles(template, lead, partner, chosen, (_preamble(renderer), *articles)),
    )
    return Draft(
        partner=partner,
        precedents=[one.id for one in template.precedents],
        text=text,
        notice=renderer.notice,
        preamble=renderer.preamble(),
        definitions=renderer.definitions(),
        articles=articles,
        schedules=renderer.schedules(),
        signature=renderer.signature(),
        warnings=warnings,
    )


def _preamble(renderer: Renderer) -> DraftArticle:
    return DraftArticle(
        topic=PREAMBLE,
        section=None,
        number="Preamble",
        heading="Preamble",
        paragraphs=renderer.preamble(),
        precedent=None,
        core=True,
        choices=(),
    )


def model_text(template: Model, clauses: Iterable[ChosenClause]) -> AgreementText:
    """Return the core of a model as a text that can be compared: slots are terms not known."""
    lead = template.precedents[0].parties[0]
    chosen = list(clauses)
    return AgreementText(
        title=f"Model agreement from {len(template.precedents)} precedents",
        parties=[lead, "partner"],
        articles=_articles(template, lead, "partner", chosen, ()),
    )


def _articles(
    template: Model,
    lead: str,
    partner: str,
    clauses: Iterable[ChosenClause],
    rendered: Iterable[DraftArticle],
) -> list[Article]:
    words = {one.topic: one for one in rendered}
    place = {topic: at for at, topic in enumerate(words)}
    like = _likes(template)
    made = []
    # A draft has its clauses in the order of its numbers, a model in that of the precedents.
    for at, clause in enumerate(sorted(clauses, key=lambda one: place.get(one.topic, 0)), 1):
        article = words.get(clause.topic)
        made.append(
            Article(
                number=article.number if article else str(at),
                heading=article.heading if article else clause.topic,
                topics=[clause.topic],
                summary="\n".join(article.paragraphs) if article else None,
                commitments=[
                    _commitment(like(clause, side.side), clause, side, (lead, partner), article)
                    for side in clause.sides
                ],
            )
        )
    return made


def _likes(template: Model) -> Callable[[ChosenClause, Side], Commitment]:
    """Return what finds the commitment that one of a draft is like.

    It is the one by which the precedent that the clause follows binds the same side, or else the
    latest that does.
    """
    latest_first = {one.id: one.text for one in reversed(template.precedents)}
    indexes: dict[str, dict[tuple[str, Side], Commitment]] = {}

    def index_of(precedent: str) -> Mapping[tuple[str, Side], Commitment]:
        if precedent not in indexes:
            text = latest_first[precedent]
            indexes[precedent] = {}
            for one in text.commitments:
                indexes[precedent].setdefault((one.topic, side_of(one.giver, text)), one)
        return indexes[precedent]

    def like(clause: ChosenClause, side: Side) -> Commitment:
        for precedent in chain([clause.precedent], latest_first):
            found = index_of(precedent).get((clause.topic, side))
            if found is not None:
                return found
        raise AssertionError(f"a side of {clause.topic} comes from a commitment")  # pragma: no cover

    return like


def _own_id(topic: str, side: Side, article: DraftArticle | None) -> str:
    name = f"draft-{topic}-{side.value}"
    if len(name) <= ID_LENGTH or article is None:
        return slug(name)
    return slug(f"draft-{article.number}-{side.value}")


def _id_in(agreement: str, article: Article, commitment: Commitment) -> str:
    """Return the id of a commitment of the draft in an agreement: shorter where it would be too long."""
    tail = commitment.id.removeprefix("draft-")
    if len(agreement) + len(tail) >= ID_LENGTH:
        tail = f"{slug(article.number)}-{tail.rpartition('-')[2]}"
    return f"{agreement[: ID_LENGTH - len(tail) - 1].rstrip('-')}-{tail}"


def _commitment(
    like: Commitment,
    clause: ChosenClause,
    side: ChosenSide,
    parties: tuple[str, str],
    article: DraftArticle | None,
) -> Commitment:
    sides: Mapping[Side, tuple[str, str]] = {
        Side.LEAD: parties,
        Side.PARTNER: parties[::-1],
        Side.BOTH: (BOTH, BOTH),
    }
    giver, receiver = sides[side.side]
    return Commitment(
        id=_own_id(clause.topic, side.side, article),
        topic=clause.topic,
        at=article.number if article else clause.topic,
        giver=giver,
        receiver=receiver,
        kind=like.kind,
        verb=side.verb,
        bindingness=_bindingness(side.verb),
        summary=" ".join(article.paragraphs) if article else f"As in {clause.precedent}.",
        terms=[term for choice in side.choices for term in choice.terms],
        policy_areas=like.policy_areas,
        verified=False,
    )


def _bindingness(verb: Verb) -> Bindingness:
    match verb:
        case Verb.SHALL | Verb.COMMITS | Verb.WILL | Verb.MAY:
            return Bindingness.BINDING
        case Verb.ENDEAVOURS:
            return Bindingness.BEST_ENDEAVOURS
        case Verb.INTENDS | Verb.NOTES:
            return Bindingness.INTENTION
