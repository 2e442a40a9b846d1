"""How much of an agreement a model foretells: by topic, by term, each number with its denominator."""

from __future__ import annotations

from enum import StrEnum, unique
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import field, frozen

from tradetalks.engines.agreements.alignment import AlignedClause, AlignedSide, Side, aligned, bare
from tradetalks.engines.answers import Answer
from tradetalks.printing import Page, Rows, Section
from tradetalks.vocabulary.terms import UnknownTerm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradetalks.engines.agreements.clauses import ClauseSide, Model, TemplateClause
    from tradetalks.model.agreements import Agreement

__all__ = ["Coverage", "Foretold", "TermCoverage", "coverage"]


@unique
class Foretold(StrEnum):
    """How far the model foretold a term."""

    #: The model fixes the term, and so it is.
    FIXED = "fixed"
    #: The model has a slot for it, and a precedent has its value.
    SEEN = "seen"
    #: The model has a slot for it or fixes it otherwise; its value is new.
    NEW_VALUE = "new-value"
    #: The model knows no such term.
    UNFORETOLD = "unforetold"
    #: The text that would settle it could not be read.
    UNREAD = "unread"


@frozen(kw_only=True)
class TermCoverage:
    """One term of the agreement."""

    #: The topic of its clause.
    topic: str
    #: The side that undertakes it.
    side: Side
    #: Its name.
    name: str
    #: How far it was foretold.
    foretold: Foretold


@frozen(kw_only=True)
class Coverage(Answer):
    """How much of an agreement a model foretold.

    ``foretold`` counts the agreement's clause topics that the model has at all; ``kept`` counts
    the model's core clauses that the agreement has.
    """

    #: Id of the agreement.
    agreement: str
    #: Ids of the precedents of the model.
    precedents: tuple[str, ...] = field(converter=tuple[str, ...])
    #: The agreement's topics that are core in the model.
    core_topics: tuple[str, ...] = field(converter=tuple[str, ...])
    #: The agreement's topics that are optional in the model.
    optional_topics: tuple[str, ...] = field(converter=tuple[str, ...])
    #: The agreement's topics that the model does not have.
    new_topics: tuple[str, ...] = field(converter=tuple[str, ...])
    #: The model's core topics that the agreement does not have.
    missing_topics: tuple[str, ...] = field(converter=tuple[str, ...])
    #: The terms of the agreement.
    terms: tuple[TermCoverage, ...] = field(converter=tuple[TermCoverage, ...])

    @property
    def topics(self) -> int:
        """How many clause topics the agreement has."""
        return len(self.core_topics) + len(self.optional_topics) + len(self.new_topics)

    @property
    def foretold(self) -> Fraction:
        """The share of the agreement's clause topics that the model has."""
        return _share(len(self.core_topics) + len(self.optional_topics), self.topics)

    @property
    def kept(self) -> Fraction:
        """The share of the model's core clauses that the agreement has."""
        return _share(len(self.core_topics), len(self.core_topics) + len(self.missing_topics))

    @property
    def terms_foretold(self) -> Fraction:
        """The share of the agreement's readable terms whose value the model fixes or has seen."""
        read = [one for one in self.terms if one.foretold is not Foretold.UNREAD]
        return _share(sum(one.foretold in (Foretold.FIXED, Foretold.SEEN) for one in read), len(read))

    def page(self) -> Page:
        """Return what is shown."""
        read = [one for one in self.terms if one.foretold is not Foretold.UNREAD]
        seen = sum(one.foretold in (Foretold.FIXED, Foretold.SEEN) for one in read)
        found = len(self.core_topics) + len(self.optional_topics)
        core = len(self.core_topics) + len(self.missing_topics)
        rows = [
            ("topics foretold", f"{found} of the agreement's {self.topics}"),
            ("core clauses kept", f"{len(self.core_topics)} of the model's {core}"),
            ("terms foretold", f"{seen} of the agreement's {len(read)} readable terms"),
            ("new topics", ", ".join(self.new_topics) or "none"),
            ("core topics missing", ", ".join(self.missing_topics) or "none"),
        ]
        title = f"{self.agreement}, foretold from {len(self.precedents)} precedents"
        return Page(title, [Rows(rows)], [Section("Precedents", [", ".join(self.precedents)])])


def _share(part: int, whole: int) -> Fraction:
    return Fraction(part, whole) if whole else Fraction(0)


def coverage(template: Model, agreement: Agreement) -> Coverage:
    """Return how much of an agreement a model foretells."""
    laid = aligned(agreement.text)
    known = {clause.topic: clause for clause in template.clauses}
    topics = agreement.text.topics
    return Coverage(
        agreement=agreement.id,
        precedents=[one.id for one in template.precedents],
        core_topics=[one for one in topics if one in known and known[one].core],
        optional_topics=[one for one in topics if one in known and not known[one].core],
        new_topics=[one for one in topics if one not in known],
        missing_topics=[one.topic for one in template.core if one.topic not in laid],
        terms=[term for topic in topics for term in _terms(known.get(topic), laid[topic])],
    )


def _terms(model: TemplateClause | None, clause: AlignedClause) -> Iterator[TermCoverage]:
    for side in clause.sides:
        foreseen = None if model is None else model.of(side.side)
        for name in side.terms:
            yield TermCoverage(
                topic=clause.topic, side=side.side, name=name, foretold=_foretold(foreseen, side, name)
            )


def _foretold(model: ClauseSide | None, side: AlignedSide, name: str) -> Foretold:
    terms = bare(side.terms[name])
    if any(isinstance(term, UnknownTerm) for term in terms):
        return Foretold.UNREAD
    if model is None:
        return Foretold.UNFORETOLD
    fixed = tuple(term for term in model.fixed if term.name == name)
    if fixed:
        return Foretold.FIXED if terms == fixed else Foretold.NEW_VALUE
    slot = next((one for one in model.slots if one.name == name), None)
    if slot is None:
        return Foretold.UNFORETOLD
    seen = any(bare(one.terms) == terms for one in slot.observed)
    return Foretold.SEEN if seen else Foretold.NEW_VALUE
