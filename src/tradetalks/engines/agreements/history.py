"""The model in time: how a clause spread from deal to deal, and how well each deal was foretold."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import field, frozen

from tradetalks.engines.agreements.alignment import Side, aligned
from tradetalks.engines.agreements.coverage import Coverage
from tradetalks.engines.agreements.deriving import as_share
from tradetalks.engines.agreements.template import AgreementTemplate
from tradetalks.engines.answers import Answer
from tradetalks.model.agreements import Agreement, Reason
from tradetalks.printing import Page, Rows
from tradetalks.vocabulary.kinds import Verb
from tradetalks.vocabulary.terms import ChoiceTerm

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

__all__ = ["Backtest", "Spread", "SpreadStep", "backtest", "spread"]


@frozen(kw_only=True)
class SpreadStep:
    """One agreement that has the clause."""

    #: The day the clause became known.
    day: date
    #: Id of the agreement.
    agreement: str
    #: The partners.
    partners: tuple[str, ...]
    #: The hardest verb of each side that undertakes it.
    verbs: tuple[tuple[Side, Verb], ...]
    #: The choices that set its strength, as name and choice.
    choices: tuple[tuple[str, str], ...]
    #: Why it is there, as far as the record knows.
    reasons: tuple[Reason, ...]


@frozen(kw_only=True)
class Spread(Answer):
    """How a clause travelled from deal to deal."""

    #: Id of the topic.
    topic: str
    #: The agreements that have it, by the day it became known.
    steps: tuple[SpreadStep, ...] = field(converter=tuple[SpreadStep, ...])
    #: How many agreements there were to take it up.
    of: int

    def page(self) -> Page:
        """Return what is shown."""
        rows = [(str(step.day), step.agreement, _strength(step)) for step in self.steps]
        title = f"{self.topic}: in {len(self.steps)} of {self.of} agreements"
        return Page(title, [Rows(rows, ("day", "agreement", "strength"))])


def _strength(step: SpreadStep) -> str:
    said = [f"{side.value} {verb.value}" for side, verb in step.verbs]
    said += [f"{name} {choice}" for name, choice in step.choices]
    return "; ".join(said) or "only its heading is known"


def spread(agreements: Iterable[Agreement], topic: str) -> Spread:
    """Return how the clause on a topic travelled, by the day it became known in each agreement."""
    every = list(agreements)
    steps = []
    for agreement in every:
        clause = aligned(agreement.text).get(topic)
        if clause is None:
            continue
        made = [one for side in clause.sides for one in side.commitments]
        known = agreement.text_announced or agreement.announced
        days = [one.announced or known for one in made]
        steps.append(
            SpreadStep(
                day=min(days, default=known),
                agreement=agreement.id,
                partners=agreement.parties[1:],
                verbs=tuple((side.side, side.verb) for side in clause.sides),
                choices=tuple(
                    sorted(
                        {
                            (term.name, term.choice)
                            for one in made
                            for term in one.terms
                            if isinstance(term, ChoiceTerm)
                        }
                    )
                ),
                reasons=tuple(dict.fromkeys(one.because for one in made if one.because is not None)),
            )
        )
    steps.sort(key=lambda step: (step.day, step.agreement))
    return Spread(topic=topic, steps=steps, of=len(every))


@frozen(kw_only=True)
class Backtest(Answer):
    """Each agreement foretold from only those that were announced before it."""

    #: One for each agreement that had a predecessor, in the order in which they were announced.
    coverages: tuple[Coverage, ...] = field(converter=tuple[Coverage, ...])

    @property
    def mean_foretold(self) -> Fraction:
        """The mean share of clause topics foretold."""
        shares = [one.foretold for one in self.coverages]
        return sum(shares, Fraction(0)) / len(shares) if shares else Fraction(0)

    def page(self) -> Page:
        """Return what is shown."""
        heads = ("agreement", "from", "topics foretold", "core kept", "terms foretold", "new topics")
        rows = [
            (
                one.agreement,
                str(len(one.precedents)),
                f"{len(one.core_topics) + len(one.optional_topics)}/{one.topics} {float(one.foretold):.0%}",
                f"{len(one.core_topics)}/{len(one.core_topics) + len(one.missing_topics)}",
                f"{float(one.terms_foretold):.0%}",
                ", ".join(one.new_topics),
            )
            for one in self.coverages
        ]
        return Page("Back-test: each agreement foretold from those before it", [Rows(rows, heads)])


def backtest(
    agreements: Iterable[Agreement], *, core_share: Fraction | Decimal | float | str = 1
) -> Backtest:
    """Foretell each agreement from only those announced on an earlier day.

    Every earlier one counts as it was known on the day before. One of whose text nothing was known
    by then is no precedent, and one of whose text nothing is known at all is not foretold.
    """
    share = as_share(core_share)
    ordered = sorted(agreements, key=lambda one: (one.announced, one.id))
    coverages = []
    for agreement in ordered:
        day_before = agreement.announced - timedelta(days=1)
        known = [one.known_on(day_before) for one in ordered]
        earlier = [one for one in known if one is not None and one.text.topics]
        if earlier and agreement.text.topics:
            model = AgreementTemplate.from_precedents(earlier, core_share=share)
            coverages.append(model.coverage(agreement))
    return Backtest(coverages=coverages)
