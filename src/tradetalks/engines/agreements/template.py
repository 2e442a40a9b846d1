"""The model agreement: what the precedents have in common, and the slots in which they differ."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from tradetalks.engines.agreements.alignment import aligned
from tradetalks.engines.agreements.clauses import BadPrecedents, Model, TemplateClause
from tradetalks.engines.agreements.coverage import Coverage, coverage
from tradetalks.engines.agreements.deriving import as_precedents, as_share, clauses_of
from tradetalks.engines.agreements.draft import model_text
from tradetalks.engines.agreements.drafting import draft, model_in_words, open_clauses
from tradetalks.engines.answers import Answer
from tradetalks.printing import Page, Rows, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal
    from fractions import Fraction

    from tradetalks.engines.agreements.choices import DefaultRule
    from tradetalks.engines.agreements.draft import Draft
    from tradetalks.model.agreements import Agreement, AgreementText
    from tradetalks.plain.data import Table
    from tradetalks.vocabulary.kinds import Verb
    from tradetalks.vocabulary.terms import Term

__all__ = ["AgreementTemplate", "BadPrecedents"]


@frozen(kw_only=True)
class AgreementTemplate(Model, Answer):
    """What a set of precedents has in common, and where they differ.

    >>> import tradetalks as tt
    >>> talks = tt.load()
    >>> first_two = [talks.agreements["us-khm-art-2025"], talks.agreements["us-mys-art-2025"]]
    >>> model = tt.AgreementTemplate.from_precedents(first_two)
    >>> model.clause("digital-services-tax").core, model.clause("existing-rights").core
    (True, False)
    """

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
        precedents, share = as_precedents(agreements), as_share(core_share)
        return cls(precedents=precedents, core_share=share, clauses=clauses_of(precedents, share))

    @cached_property
    def text(self) -> AgreementText:
        """The core of the model as a text that can be compared; its slots are terms not known."""
        return model_text(self, open_clauses(self))

    def in_words(self, partner: str | None = None) -> Draft:
        """Return the core of the model put into words, the values seen in its slots in square brackets.

        Args:
            partner: whose name stands for the other side; None for "the Partner".
        """
        return model_in_words(self, partner)

    def as_data(self) -> Table:
        """Return the model as plain data, its share as text such as ``2/3``."""
        return {**super().as_data(), "core_share": str(self.core_share)}

    def coverage(self, agreement: Agreement) -> Coverage:
        """Return how much of an agreement the model foretells, by topic and by term."""
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
