"""Documents of agreements of the record: articles and commitments in our own words, each with its sources."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tradetalks.adapters.document_tree import (
    Citation,
    Document,
    DocumentArticle,
    DocumentKind,
    DocumentSection,
    Paragraph,
    Party,
    Supplement,
    Table,
)
from tradetalks.engines.agreements.phrasebook import phrasebook
from tradetalks.engines.answers import caveats
from tradetalks.vocabulary.kinds import AgreementKind
from tradetalks.vocabulary.places import place_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tradetalks.model.agreements import Agreement, AgreementText, Article, Commitment, Signing
    from tradetalks.model.sources import Source

__all__ = ["of_agreement", "of_text"]

_RUNNING = "Summary in own words: not the text of the instrument"
_NOTICE = (
    "What the instrument holds, in the words of this record and not in its own. It is no authentic text and "
    "no legal advice."
)
#: The topic and the number of what stands before the articles.
_PREAMBLE = "preamble"
_DIGITS = re.compile(r"\d+(\.\d+)*")
_ROMAN = re.compile(r"[IVXLC]+")
_TREATIES = frozenset((AgreementKind.AGREEMENT_ON_RECIPROCAL_TRADE, AgreementKind.DRAFT))


def of_text(text: AgreementText) -> Document:
    """Return the document of a bare text."""
    preamble, articles = _articles(text, AgreementKind.AGREEMENT_ON_RECIPROCAL_TRADE)
    return Document(
        kind=DocumentKind.AGREEMENT,
        title=text.title,
        running=_RUNNING,
        notice=_NOTICE,
        parties=_parties(text),
        preamble=preamble,
        sections=[DocumentSection(articles=articles)] if articles else [],
    )


def of_agreement(agreement: Agreement) -> Document:
    """Return the document of an agreement: its text, the facts of its life, its gaps and its sources."""
    drafted = agreement.kind is AgreementKind.DRAFT
    preamble, articles = _articles(agreement.text, agreement.kind)
    note = [] if agreement.note is None else [agreement.note]
    return Document(
        kind=DocumentKind.DRAFT if drafted else DocumentKind.AGREEMENT,
        title=agreement.title,
        running="Draft: proposed and agreed by no government" if drafted else _RUNNING,
        notice=phrasebook().frame.note if drafted else _NOTICE,
        id=agreement.id,
        day=agreement.signing.day if agreement.signing else agreement.announced,
        parties=_parties(agreement.text),
        front=[Supplement(title="The instrument", tables=[_facts(agreement)])],
        preamble=preamble,
        sections=[DocumentSection(articles=articles)] if articles else [],
        back=_events(agreement),
        caveats=[*caveats([agreement]), *note, *(f"Not known: {one}" for one in agreement.gaps)],
        sources=[_citation(one) for one in agreement.sources],
    )


def _parties(text: AgreementText) -> list[Party]:
    return [Party(symbol=one, name=place_name(one)) for one in text.parties]


def _citation(source: Source) -> Citation:
    return Citation(text=str(source), url=source.url)


# --- the text ----------------------------------------------------------------------------------


def _articles(text: AgreementText, kind: AgreementKind) -> tuple[list[Paragraph], list[DocumentArticle]]:
    preamble: list[Paragraph] = []
    articles: list[DocumentArticle] = []
    for article in text.articles:
        paragraphs = list(_paragraphs(article))
        if article.number.casefold() == _PREAMBLE:
            preamble += paragraphs
            continue
        articles.append(
            DocumentArticle(
                label=_label(article.number, kind),
                number=article.number,
                heading=article.heading,
                topics=dict.fromkeys((*article.topics, *(one.topic for one in article.commitments))),
                paragraphs=paragraphs or [Paragraph(text="Only its heading is recorded.")],
            )
        )
    return preamble, articles


def _label(number: str, kind: AgreementKind) -> str:
    """Return what a heading says before it: the number as printed, unless it is a name of the record's own."""
    if _DIGITS.fullmatch(number):
        return f"Article {number}" if kind in _TREATIES else f"Part {number}"
    if _ROMAN.fullmatch(number):
        return f"Annex {number}" if kind in _TREATIES else f"Part {number}"
    return number if number[:1].isupper() and " " in number else ""


def _paragraphs(article: Article) -> Iterator[Paragraph]:
    said = [line for line in (article.summary or "").split("\n") if line.strip()]
    for at, line in enumerate(said, 1):
        yield Paragraph(text=line, number=str(at) if len(said) > 1 else None)
    for one in article.commitments:
        # The commitments of a draft repeat the words of their article.
        repeats = one.summary == " ".join(said)
        yield Paragraph(
            text=_between(one) if repeats else one.summary,
            number=None if repeats else one.at,
            details=_details(one) if repeats else (_between(one), *_details(one)),
        )


def _between(one: Commitment) -> str:
    """Return who undertakes a commitment, for whom, and how hard."""
    giver = place_name(one.giver, article=True)
    receiver = "each other" if one.giver == one.receiver else place_name(one.receiver, article=True)
    force = one.bindingness.value.replace("-", " ")
    return f"Undertaken by {giver} for {receiver}; verb: {one.verb.value}; force: {force}."


def _details(one: Commitment) -> Iterator[str]:
    if one.terms:
        yield f"Terms: {'; '.join(map(str, one.terms))}."
    if one.products is not None:
        yield f"Goods: {one.products}."
    if one.condition is not None:
        yield f"Condition: {one.condition}"
    if one.exchanged_for is not None:
        yield f"In exchange for: {one.exchanged_for}"
    if one.because is not None:
        inferred = " (inferred)" if one.because.inferred else ""
        yield f"Because: {one.because.words}{inferred} ({_cited(one.because.sources)})"
    if one.note is not None:
        yield f"Note: {one.note}"
    if not one.verified:
        yield "Not verified against the primary text."
    if one.sources:
        yield f"Sources: {_cited(one.sources)}."


def _cited(sources: Iterable[Source]) -> str:
    return "; ".join(map(str, sources))


# --- the facts of its life ---------------------------------------------------------------------


def _facts(agreement: Agreement) -> Table:
    read = {
        "Id in the record": agreement.id,
        "Form": agreement.kind.value.replace("-", " "),
        "Binding as a whole": "yes" if agreement.binding else "no",
        "Parties": ", ".join(place_name(one) for one in agreement.parties),
        "Announced": str(agreement.announced),
        "Text known": None if agreement.text_announced is None else str(agreement.text_announced),
        "Signed": None if agreement.signing is None else _signed(agreement.signing),
        "In force": None if agreement.in_force is None else str(agreement.in_force),
        "Rule of entry into force": agreement.in_force_rule,
        "Builds on": "; ".join(agreement.builds_on),
        "Part in later texts": agreement.template_role,
        "What was read": agreement.read,
        "Verification": agreement.verification,
        "Followed to": None if agreement.followed_to is None else str(agreement.followed_to),
    }
    return Table(
        caption="The facts of its life",
        heads=["Fact", "What the record has"],
        rows=[(name, value) for name, value in read.items() if value],
    )


def _signed(signing: Signing) -> str:
    place = f", {signing.place}" if signing.place else ""
    by = f", by {' and '.join(signing.signatories)}" if signing.signatories else ""
    return f"{signing.day}{place}{by}"


def _events(agreement: Agreement) -> list[Supplement]:
    if not agreement.events:
        return []
    rows = [
        (
            str(one.day) if one.day_exact else f"by {one.day}",
            one.kind.value.replace("-", " "),
            one.summary,
            _cited(one.sources),
        )
        for one in agreement.events
    ]
    table = Table(
        caption="What befell it, in the order of days",
        heads=["Day", "Event", "What happened", "Sources"],
        rows=rows,
    )
    return [Supplement(title="What befell it", tables=[table])]
