"""A draft: the text of the next agreement, in our own words, and where each part of it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from tradetalks.engines.agreements.alignment import Side
from tradetalks.engines.agreements.parts import Definition, DraftArticle, DraftSchedule
from tradetalks.engines.agreements.rendering import PREAMBLE, Renderer
from tradetalks.engines.answers import Answer
from tradetalks.model.agreements import Agreement, AgreementText, Article, Commitment
from tradetalks.model.references import BOTH
from tradetalks.printing import Bullets, Page, Rows, Section
from tradetalks.vocabulary.ids import slug
from tradetalks.vocabulary.kinds import AgreementKind, Bindingness, Verb

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from tradetalks.engines.agreements.choices import Choice, ChosenClause
    from tradetalks.engines.agreements.template import AgreementTemplate
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
                commitments=[
                    evolve(one, id=f"{id}-{one.id.removeprefix('draft-')}"[:80].rstrip("-"))
                    for one in article.commitments
                ],
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
            title = f"Article {article.number}: {article.heading}"
            origin = [f"[follows {article.precedent}]"] if article.precedent else []
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
    template: AgreementTemplate,
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
    renderer = Renderer(lead, partner, chosen, recitals, show_slots=show_slots)
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


def model_text(template: AgreementTemplate, clauses: Iterable[ChosenClause]) -> AgreementText:
    """Return the core of a model as a text that can be compared: slots are terms not known."""
    lead = template.precedents[0].parties[0]
    chosen = list(clauses)
    return AgreementText(
        title=f"Model agreement from {len(template.precedents)} precedents",
        parties=[lead, "partner"],
        articles=_articles(template, lead, "partner", chosen, ()),
    )


def _articles(
    template: AgreementTemplate,
    lead: str,
    partner: str,
    clauses: Iterable[ChosenClause],
    rendered: Iterable[DraftArticle],
) -> list[Article]:
    words = {one.topic: one for one in rendered}
    made = []
    for at, clause in enumerate(clauses, 1):
        article = words.get(clause.topic)
        made.append(
            Article(
                number=article.number if article else str(at),
                heading=article.heading if article else clause.topic,
                topics=[clause.topic],
                summary="\n".join(article.paragraphs) if article else None,
                commitments=[
                    _commitment(_like(template, clause), clause, at_side, (lead, partner), article)
                    for at_side in range(len(clause.sides))
                ],
            )
        )
    return made


def _like(template: AgreementTemplate, clause: ChosenClause) -> Commitment:
    """Return a commitment on the topic from the precedent the clause follows, or else the latest."""
    followed = [one for one in template.precedents if one.id == clause.precedent]
    for agreement in (*followed, *reversed(template.precedents)):
        for one in agreement.text.commitments:
            if one.topic == clause.topic:
                return one
    raise AssertionError(f"a side of {clause.topic} comes from a commitment")  # pragma: no cover


def _commitment(
    like: Commitment,
    clause: ChosenClause,
    at: int,
    parties: tuple[str, str],
    article: DraftArticle | None,
) -> Commitment:
    side = clause.sides[at]
    sides: Mapping[Side, tuple[str, str]] = {
        Side.LEAD: parties,
        Side.PARTNER: parties[::-1],
        Side.BOTH: (BOTH, BOTH),
    }
    giver, receiver = sides[side.side]
    return Commitment(
        id=slug(f"draft-{clause.topic}-{side.side.value}"),
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
