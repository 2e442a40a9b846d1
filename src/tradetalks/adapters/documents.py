"""Documents of agreements, drafts, models and comparisons: what each shows, whatever the format."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from tradetalks.adapters.agreement_documents import of_agreement, of_text
from tradetalks.adapters.document_tree import (
    Citation,
    Document,
    DocumentArticle,
    DocumentKind,
    DocumentSchedule,
    DocumentSection,
    Paragraph,
    Party,
    Supplement,
    Table,
)
from tradetalks.engines.agreements.alignment import HasText
from tradetalks.engines.agreements.comparison import ClauseVerdict, Comparison
from tradetalks.engines.agreements.draft import Draft
from tradetalks.engines.agreements.template import AgreementTemplate
from tradetalks.engines.answers import caveats
from tradetalks.errors import TradeTalksError
from tradetalks.model.agreements import Agreement, AgreementText
from tradetalks.vocabulary.places import place_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from tradetalks.engines.agreements.comparison import ClauseComparison
    from tradetalks.engines.agreements.parts import DraftArticle

__all__ = ["Documented", "NoDocument", "document_of"]

#: What documents are made of.
Documented: TypeAlias = HasText | AgreementText | Comparison

_RUNNING = "Draft by a computer program: proposed and agreed by no government"


class NoDocument(TradeTalksError, ValueError):
    """Something of which no such document can be made: what it is, and what would do."""

    def __init__(self, given: str, wanted: str) -> None:
        """Keep both."""
        super().__init__(given, wanted)
        #: What was given.
        self.given = given
        #: What would do.
        self.wanted = wanted

    def __str__(self) -> str:
        """Return one clear sentence."""
        return f"no such document can be made of {self.given}: give {self.wanted}"


def document_of(what: Documented) -> Document:
    """Return the document of anything that has a text, or of a comparison.

    >>> import tradetalks as tt
    >>> document = document_of(tt.load().agreements["us-khm-art-2025"])
    >>> document.kind.value, document.articles[0].title
    ('agreement', 'Article 1.1: Tariffs')

    Raises:
        NoDocument: when it is neither.
        TooLong: when one of its texts is longer than a document can hold.
    """
    match what:
        case Draft():
            return _of_draft(what)
        case AgreementTemplate():
            return _of_model(what)
        case Comparison():
            return _of_comparison(what)
        case Agreement():
            return of_agreement(what)
        case AgreementText():
            return of_text(what)
    text = getattr(what, "text", None)
    if isinstance(text, AgreementText):
        return of_text(text)
    raise NoDocument(f"a {type(what).__name__}", "an agreement, a draft, a model or a comparison")


# --- drafts and models -------------------------------------------------------------------------


def _of_draft(draft: Draft) -> Document:
    return Document(
        kind=DocumentKind.DRAFT,
        title=draft.text.title,
        running=_RUNNING,
        notice=draft.notice,
        parties=[Party(symbol=one, name=place_name(one)) for one in draft.text.parties],
        preamble=[Paragraph(text=one) for one in draft.preamble],
        sections=list(_sections(draft)),
        schedules=[
            DocumentSchedule(
                number=str(one.number),
                heading=one.title,
                paragraphs=[Paragraph(text=line, indented=at > 0) for at, line in enumerate(one.lines)],
            )
            for one in draft.schedules
        ],
        signature=draft.signature,
        back=_origins(draft),
        caveats=[f"Outside what the precedents show: {one}." for one in draft.warnings],
        sources=[Citation(text=f"Precedent in the record: {one}") for one in draft.precedents],
    )


def _sections(draft: Draft) -> Iterator[DocumentSection]:
    opened, *rest = draft.articles
    articles = [_article(opened)]
    for article in rest:
        if article.section is not None:
            yield _section(opened, articles)
            opened, articles = article, []
        articles.append(_article(article))
    yield _section(opened, articles)


def _section(opened: DraftArticle, articles: list[DocumentArticle]) -> DocumentSection:
    number = opened.number.partition(".")[0]
    return DocumentSection(number=number, heading=opened.section or "", articles=articles)


def _article(article: DraftArticle) -> DocumentArticle:
    words = article.paragraphs
    if article.topic is None:
        # Definitions: what opens them, then one word each.
        paragraphs = [Paragraph(text=one, indented=at > 0) for at, one in enumerate(words)]
    elif len(words) == 1:
        paragraphs = [Paragraph(text=words[0])]
    else:
        paragraphs = [Paragraph(text=one, number=str(at)) for at, one in enumerate(words, 1)]
    return DocumentArticle(
        label=f"Article {article.number}",
        number=article.number,
        heading=article.heading,
        topics=[] if article.topic is None else [article.topic],
        paragraphs=paragraphs,
    )


def _origins(draft: Draft) -> tuple[Supplement, ...]:
    clauses = [
        (one.number, one.heading, "core" if one.core else "optional", one.precedent or "none")
        for one in draft.clauses
    ]
    terms = [
        (
            one.number,
            choice.name,
            "; ".join(term.value for term in choice.terms),
            choice.how.value.replace("-", " ") + (f" ({choice.rule.value})" if choice.rule else ""),
        )
        for one in draft.articles
        for choice in one.choices
    ]
    return (
        Supplement(
            title="Where the draft comes from",
            tables=[
                Table(
                    caption="The precedent that each article follows",
                    heads=["Article", "Heading", "In the model", "Follows"],
                    rows=clauses,
                ),
                Table(
                    caption="Why each term is what it is",
                    heads=["Article", "Term", "Value", "Why"],
                    rows=terms,
                ),
            ],
        ),
    )


def _of_model(model: AgreementTemplate) -> Document:
    words = _of_draft(model.in_words())
    count = len(model.precedents)
    precedents = Table(
        caption="The precedents, in the order in which they were announced",
        heads=["Id", "Title", "Announced"],
        rows=[(one.id, one.title, str(one.announced)) for one in model.precedents],
    )
    clauses = Table(
        caption=f"The clauses: core where at least {_percent(model.core_share)} of the precedents have them",
        heads=["Clause", "In the model", "Precedents with it", "Never varied", "Why"],
        rows=[
            (
                one.topic,
                "core" if one.core else "optional",
                f"{len(one.precedents)} of {count}",
                "; ".join(str(term) for side in one.sides for term in side.fixed),
                "; ".join(reason.words for reason in one.reasons),
            )
            for one in model.clauses
        ],
    )
    slots = Table(
        caption="The slots: terms that varied, with the values seen",
        heads=["Slot", "Clause", "Side", "Type", "Values seen"],
        rows=[
            (one.name, one.topic, one.side.value, one.type, "; ".join(map(str, one.observed)))
            for one in model.slots
        ],
    )
    return Document(
        kind=DocumentKind.MODEL,
        title=f"Model agreement from {count} precedent{'s' if count > 1 else ''}",
        running="Model derived by a computer program from earlier agreements",
        notice=(
            "What the precedents have in common, put into words by a computer program. What varied among "
            f"them stands in square brackets with the values seen. {words.notice}"
        ),
        parties=words.parties,
        front=[Supplement(title="Precedents", tables=[precedents])],
        preamble=words.preamble,
        sections=words.sections,
        schedules=words.schedules,
        signature=words.signature,
        back=[Supplement(title="Clauses and slots", tables=[clauses, slots])],
        caveats=caveats(model.precedents),
        sources=words.sources,
    )


# --- comparisons -------------------------------------------------------------------------------


def _of_comparison(comparison: Comparison) -> Document:
    here = sum(1 for one in comparison.clauses if one.verdict is ClauseVerdict.ONLY_HERE)
    there = sum(1 for one in comparison.clauses if one.verdict is ClauseVerdict.ONLY_THERE)
    common = comparison.common
    texts = Table(
        caption="The two texts, and the share of clause topics that they have in common",
        heads=["Text", "Title", "Clause topics", "In common", "Share"],
        rows=[
            (name, title, str(common + alone), f"{common} of {common + alone}", _percent(share))
            for name, title, alone, share in (
                ("first", comparison.first, here, comparison.share_of_first),
                ("second", comparison.second, there, comparison.share_of_second),
            )
        ],
    )
    verdicts = Table(
        caption="Every clause and how it stands",
        heads=["Clause", "Verdict", "Terms that differ", "Why a text has it"],
        rows=[
            (
                one.topic,
                _VERDICTS[one.verdict],
                ", ".join(dict.fromkeys(_differing(one))),
                "; ".join(reason.words for reason in one.reasons),
            )
            for one in comparison.clauses
        ],
    )
    return Document(
        kind=DocumentKind.COMPARISON,
        title=f"{comparison.first}, compared with {comparison.second}",
        running="Comparison by a computer program, clause by clause",
        notice=(
            "Verbs and typed terms are compared, not words. The lead is the party that each text names first, "
            "the partner the other side. A difference is to the good of the side to which the second text is "
            "kinder; where that cannot be decided, nothing is said."
        ),
        front=[Supplement(title="The texts", tables=[texts])],
        back=[
            Supplement(title="Clause by clause", tables=[verdicts]),
            Supplement(title="Term by term", tables=list(_term_tables(comparison))),
        ],
    )


_VERDICTS = {
    ClauseVerdict.SAME: "same",
    ClauseVerdict.CHANGED: "changed",
    ClauseVerdict.ONLY_HERE: "only in the first",
    ClauseVerdict.ONLY_THERE: "only in the second",
}


def _differing(clause: ClauseComparison) -> list[str]:
    return [term.name for term in clause.terms if term.verdict is not ClauseVerdict.SAME]


def _term_tables(comparison: Comparison) -> Iterator[Table]:
    for clause in comparison.clauses:
        if clause.verdict is ClauseVerdict.SAME or not clause.terms:
            continue
        yield Table(
            caption=f"{clause.topic}: {_VERDICTS[clause.verdict]}",
            heads=["Term", "Side", "Verdict", "First text", "Second text", "Second kinder to"],
            rows=[
                (
                    term.name,
                    term.side.value,
                    _VERDICTS[term.verdict],
                    term.first or "none",
                    term.second or "none",
                    term.favours.value if term.favours else "",
                )
                for term in clause.terms
            ],
        )


def _percent(share: Fraction) -> str:
    """Return a share in percent, rounded down to one decimal place so that only all is 100."""
    tenths = share.numerator * 1000 // share.denominator
    return f"{tenths // 10}.{tenths % 10}%".replace(".0%", "%")
