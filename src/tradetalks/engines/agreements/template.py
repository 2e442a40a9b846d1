"""The model agreement: what the precedents have in common, and the slots in which they differ."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import field, frozen

from tradetalks.engines.agreements.alignment import Side, aligned, bare
from tradetalks.engines.answers import Answer
from tradetalks.errors import TradeTalksError
from tradetalks.model.agreements import Agreement, AgreementText, Reason
from tradetalks.printing import Page, Rows, Section
from tradetalks.vocabulary.kinds import Verb
from tradetalks.vocabulary.terms import Term, UnknownTerm

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from tradetalks.engines.agreements.choices import DefaultRule
    from tradetalks.engines.agreements.coverage import Coverage
    from tradetalks.engines.agreements.draft import Draft
    from tradetalks.plain.data import Table

__all__ = ["AgreementTemplate", "BadPrecedents", "ClauseSide", "Observation", "Slot", "TemplateClause"]


#: How many precedents are named beside a value that several share.
_NAMED = 3


class BadPrecedents(TradeTalksError, ValueError):
    """Precedents from which no model can be derived: none, one twice, no agreements, a share out of range."""


@frozen(kw_only=True)
class Observation:
    """What one precedent has in a slot: one term, several of a schedule, or none known."""

    #: Id of the precedent.
    precedent: str
    #: Its terms.
    terms: tuple[Term, ...] = field(converter=tuple[Term, ...])

    @property
    def value(self) -> str:
        """The value in words."""
        return "; ".join(term.value for term in self.terms)

    @property
    def known(self) -> bool:
        """Whether the value could be read."""
        return not any(isinstance(term, UnknownTerm) for term in self.terms)

    def __str__(self) -> str:
        """Return the value and where it was seen."""
        return f"{self.value} ({self.precedent})"


@frozen(kw_only=True)
class Slot:
    """A term that varied among the precedents, to be filled for the next partner."""

    #: Its name.
    name: str
    #: The clause it belongs to.
    topic: str
    #: The side that undertakes the clause.
    side: Side
    #: The kind of term: duty, money, quantity, duration, day, scope, choice, flag, share, count, words.
    type: str
    #: The values seen and where, in the order in which the precedents were announced.
    observed: tuple[Observation, ...] = field(converter=tuple[Observation, ...])
    #: Whether some precedent with the clause goes without it, so that a draft may too.
    optional: bool
    #: Whether a precedent has several terms of the name, so that a draft may too.
    many: bool

    @property
    def key(self) -> str:
        """The name that is unique over the whole model: topic, side and name with dots between."""
        return f"{self.topic}.{self.side.value}.{self.name}"

    @property
    def values(self) -> tuple[Term, ...]:
        """The distinct known terms seen, in the order in which they were first seen."""
        known = [term for one in self.observed if one.known for term in one.terms]
        return tuple(dict.fromkeys(bare(known)))

    @property
    def seen(self) -> str:
        """The values seen in words, each once with the precedents that have it."""
        where: dict[str, list[str]] = {}
        for one in self.observed:
            where.setdefault(one.value, []).append(one.precedent)
        return ", ".join(f"{value} ({_named(precedents)})" for value, precedents in where.items())

    def __str__(self) -> str:
        """Return the slot with the values seen."""
        return f"{self.name} ({self.type}): {self.seen}"


@frozen(kw_only=True)
class ClauseSide:
    """What one side undertakes in a clause of the model."""

    #: The topic of the clause.
    topic: str
    #: The side.
    side: Side
    #: Whether every precedent that has the clause has it for this side.
    core: bool
    #: The verb of each precedent, in the order in which they were announced.
    verbs: tuple[tuple[str, Verb], ...] = field(converter=tuple[tuple[str, Verb], ...])
    #: The terms that never varied.
    fixed: tuple[Term, ...] = field(converter=tuple[Term, ...])
    #: The terms that did.
    slots: tuple[Slot, ...] = field(converter=tuple[Slot, ...])


@frozen(kw_only=True)
class TemplateClause:
    """One clause of the model."""

    #: Id of its topic.
    topic: str
    #: Whether it is in as many precedents as a core clause must be in.
    core: bool
    #: Ids of the precedents that have it, in the order in which they were announced.
    precedents: tuple[str, ...] = field(converter=tuple[str, ...])
    #: What each side undertakes.
    sides: tuple[ClauseSide, ...] = field(converter=tuple[ClauseSide, ...])
    #: Why precedents have it, as far as the record knows.
    reasons: tuple[Reason, ...] = field(converter=tuple[Reason, ...])

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The slots of the clause."""
        return tuple(slot for side in self.sides for slot in side.slots)

    def of(self, side: Side) -> ClauseSide | None:
        """Return what one side undertakes, or None."""
        return next((one for one in self.sides if one.side is side), None)


@frozen(kw_only=True)
class AgreementTemplate(Answer):
    """What a set of precedents has in common, and where they differ.

    >>> import tradetalks as tt
    >>> talks = tt.load()
    >>> first_two = [talks.agreements["us-khm-art-2025"], talks.agreements["us-mys-art-2025"]]
    >>> model = tt.AgreementTemplate.from_precedents(first_two)
    >>> model.clause("digital-services-tax").core, model.clause("existing-rights").core
    (True, False)
    """

    #: The precedents, in the order in which they were announced.
    precedents: tuple[Agreement, ...] = field(converter=tuple[Agreement, ...])
    #: The share of precedents in which a core clause must be.
    core_share: Fraction
    #: The clauses, in the constant order of the texts.
    clauses: tuple[TemplateClause, ...] = field(converter=tuple[TemplateClause, ...])

    @classmethod
    def from_precedents(
        cls, agreements: Iterable[Agreement], *, core_share: Fraction | Decimal | float | str = 1
    ) -> AgreementTemplate:
        """Derive the model of some precedents; their order does not matter.

        Args:
            agreements: the precedents, at least one.
            core_share: the share of precedents in which a clause must be to be core; ``1`` for
                all. Text and fractions are exact; a float is read by its shortest decimal.

        Raises:
            BadPrecedents: when there is none, when one comes twice or is no agreement, when they
                are not all offered by the same party, or when the share does not lie above 0 and
                up to 1.
        """
        from tradetalks.engines.agreements.deriving import as_precedents, as_share, clauses_of

        precedents, share = as_precedents(agreements), as_share(core_share)
        return cls(precedents=precedents, core_share=share, clauses=clauses_of(precedents, share))

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """Every slot, in the order of the clauses."""
        return tuple(slot for clause in self.clauses for slot in clause.slots)

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics of the clauses, in their order."""
        return tuple(clause.topic for clause in self.clauses)

    @property
    def core(self) -> tuple[TemplateClause, ...]:
        """The core clauses."""
        return tuple(clause for clause in self.clauses if clause.core)

    @property
    def optional(self) -> tuple[TemplateClause, ...]:
        """The other clauses."""
        return tuple(clause for clause in self.clauses if not clause.core)

    def clause(self, topic: str) -> TemplateClause:
        """Return the clause on a topic.

        Raises:
            KeyError: when no precedent has one.
        """
        for clause in self.clauses:
            if clause.topic == topic:
                return clause
        raise KeyError(topic)

    @cached_property
    def text(self) -> AgreementText:
        """The core of the model as a text that can be compared; its slots are terms not known."""
        from tradetalks.engines.agreements.draft import model_text
        from tradetalks.engines.agreements.drafting import open_clauses

        return model_text(self, open_clauses(self))

    def in_words(self, partner: str | None = None) -> Draft:
        """Return the core of the model put into words, the values seen in its slots in square brackets.

        Args:
            partner: whose name stands for the other side; None for "the Partner".
        """
        from tradetalks.engines.agreements.drafting import model_in_words

        return model_in_words(self, partner)

    def as_data(self) -> Table:
        """Return the model as plain data, its share as text such as ``2/3``."""
        return {**super().as_data(), "core_share": str(self.core_share)}

    def coverage(self, agreement: Agreement) -> Coverage:
        """Return how much of an agreement the model foretells, by topic and by term."""
        from tradetalks.engines.agreements.coverage import coverage

        return coverage(self, agreement)

    def terms_of(self, agreement: Agreement) -> dict[str, tuple[Term, ...]]:
        """Return what an agreement has in the slots of the model, by the key of the slot.

        Only the core clauses, so that a draft takes them all; add the optional ones by ``include``.
        """
        laid = aligned(agreement.text)
        found = {}
        for slot in (slot for clause in self.core for slot in clause.slots):
            clause = laid.get(slot.topic)
            side = None if clause is None else clause.of(slot.side)
            if side is not None and slot.name in side.terms:
                found[slot.key] = side.terms[slot.name]
        return found

    def variants_of(self, precedent: Agreement) -> dict[str, str]:
        """Return the variants that make a draft follow one precedent in each clause it has."""
        return {clause.topic: precedent.id for clause in self.clauses if precedent.id in clause.precedents}

    def draft(  # noqa: PLR0913 - each is a choice of its own
        self,
        partner: str,
        *,
        terms: Mapping[str, object] | None = None,
        include: Iterable[str] = (),
        exclude: Iterable[str] = (),
        variants: Mapping[str, Verb | str] | None = None,
        defaults: DefaultRule | str | None = None,
        strict_range: bool = False,
        recitals: Iterable[str] = (),
    ) -> Draft:
        """Draft the next agreement; see :func:`tradetalks.engines.agreements.drafting.draft`."""
        from tradetalks.engines.agreements.drafting import draft

        return draft(
            self,
            partner,
            terms={} if terms is None else terms,
            include=include,
            exclude=exclude,
            variants={} if variants is None else variants,
            defaults=defaults,
            strict_range=strict_range,
            recitals=recitals,
        )

    def page(self) -> Page:
        """Return what is shown."""
        ids = ", ".join(one.id for one in self.precedents)
        sections = []
        heads = ("topic", "in", "terms")
        for title, clauses in (("Core clauses", self.core), ("Optional clauses", self.optional)):
            rows = [
                (one.topic, f"{len(one.precedents)}/{len(self.precedents)}", _summary(one)) for one in clauses
            ]
            sections.append(Section(f"{title} ({len(clauses)})", [Rows(rows, heads)] if rows else ["None."]))
        slots = [(one.topic, f"{one.name} ({one.type})", one.seen) for one in self.slots]
        sections.append(
            Section(
                f"Slots ({len(slots)})",
                [Rows(slots, ("topic", "slot", "values seen"))] if slots else ["None."],
            )
        )
        return Page(f"Model agreement from {len(self.precedents)} precedents", [ids], sections)


def _summary(clause: TemplateClause) -> str:
    fixed = [str(term) for side in clause.sides for term in side.fixed]
    slots = [slot.name for slot in clause.slots]
    parts = [f"fixed {', '.join(fixed)}" if fixed else "", f"slots {', '.join(slots)}" if slots else ""]
    return "; ".join(part for part in parts if part)


def _named(precedents: list[str]) -> str:
    if len(precedents) <= _NAMED + 1:
        return ", ".join(precedents)
    return f"{', '.join(precedents[:_NAMED])} and {len(precedents) - _NAMED} more"
