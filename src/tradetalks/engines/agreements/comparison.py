"""Two texts compared clause by clause and term by term, and in whose favour they differ."""

from __future__ import annotations

from enum import StrEnum, unique
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from tradetalks.engines.agreements.alignment import AlignedClause, AlignedSide, HasText, Side, aligned, bare
from tradetalks.engines.agreements.favour import more_onerous
from tradetalks.engines.answers import Answer
from tradetalks.errors import TradeTalksError
from tradetalks.model.agreements import AgreementText, Reason
from tradetalks.printing import Page, Rows, Section
from tradetalks.vocabulary.kinds import Verb
from tradetalks.vocabulary.terms import ChoiceTerm

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tradetalks.vocabulary.terms import Term

__all__ = ["ClauseComparison", "ClauseVerdict", "Comparison", "NoText", "TermComparison", "compare"]


class NoText(TradeTalksError, TypeError):
    """Something to compare that has no clauses: no agreement, no draft, no model."""

    def __init__(self, given: str) -> None:
        """Keep what was given, as printed, cut to a printable length."""
        super().__init__(given[:80])
        self.given = given[:80]

    def __str__(self) -> str:
        """Return one clear sentence."""
        return f"{self.given} has no text: give agreements, drafts or models, such as talks.agreements['us-khm-art-2025']"


@unique
class ClauseVerdict(StrEnum):
    """How a clause or a term of one text stands to the other text."""

    SAME = "same"
    CHANGED = "changed"
    ONLY_HERE = "only-here"
    ONLY_THERE = "only-there"

    @property
    def reversed(self) -> ClauseVerdict:
        """The verdict with the two texts exchanged."""
        match self:
            case ClauseVerdict.ONLY_HERE:
                return ClauseVerdict.ONLY_THERE
            case ClauseVerdict.ONLY_THERE:
                return ClauseVerdict.ONLY_HERE
            case ClauseVerdict.SAME | ClauseVerdict.CHANGED:
                return self


@frozen(kw_only=True)
class TermComparison:
    """One term of a clause in the two texts; the verb of a side counts as its term ``verb``."""

    #: The side that undertakes it.
    side: Side
    #: The name of the term.
    name: str
    #: How it stands.
    verdict: ClauseVerdict
    #: What the first text has, in words; None for nothing.
    first: str | None
    #: What the second text has, in words; None for nothing.
    second: str | None
    #: The side to which the second text is kinder than the first; None where that is not decidable.
    favours: Side | None

    def reversed(self) -> TermComparison:
        """Return the comparison with the two texts exchanged."""
        return evolve(
            self,
            verdict=self.verdict.reversed,
            first=self.second,
            second=self.first,
            favours=None if self.favours is None else self.favours.other,
        )

    def __str__(self) -> str:
        """Return the comparison in words."""
        if self.verdict is ClauseVerdict.SAME:
            return f"{self.name}: {self.first}"
        difference = f"{self.name}: {self.first or 'none'} against {self.second or 'none'}"
        return (
            f"{difference} (second kinder to the {self.favours})"
            if self.favours
            else f"{difference} (differs)"
        )


@frozen(kw_only=True)
class ClauseComparison:
    """One clause in the two texts."""

    #: Id of its topic.
    topic: str
    #: How it stands.
    verdict: ClauseVerdict
    #: Its terms, those of the lead before those of the partner.
    terms: tuple[TermComparison, ...] = field(converter=tuple[TermComparison, ...])
    #: Why one of the texts has it, as far as the record knows.
    reasons: tuple[Reason, ...] = field(converter=tuple[Reason, ...])

    def reversed(self) -> ClauseComparison:
        """Return the comparison with the two texts exchanged."""
        terms = [term.reversed() for term in self.terms]
        return evolve(self, verdict=self.verdict.reversed, terms=terms)


@frozen(kw_only=True)
class Comparison(Answer):
    """Two texts side by side."""

    #: The title of the first text.
    first: str
    #: The title of the second text.
    second: str
    #: The clauses of both, in the order of the first text, then those only in the second.
    clauses: tuple[ClauseComparison, ...] = field(converter=tuple[ClauseComparison, ...])

    def _count(self, *verdicts: ClauseVerdict) -> int:
        return sum(1 for one in self.clauses if one.verdict in verdicts)

    @property
    def common(self) -> int:
        """How many clause topics both texts have."""
        return self._count(ClauseVerdict.SAME, ClauseVerdict.CHANGED)

    @property
    def share_of_first(self) -> Fraction:
        """The share of the first text's clause topics that the second has too."""
        return _share(self.common, self.common + self._count(ClauseVerdict.ONLY_HERE))

    @property
    def share_of_second(self) -> Fraction:
        """The share of the second text's clause topics that the first has too."""
        return _share(self.common, self.common + self._count(ClauseVerdict.ONLY_THERE))

    def clause(self, topic: str) -> ClauseComparison:
        """Return the comparison of one clause.

        Raises:
            KeyError: when neither text has one on the topic.
        """
        for clause in self.clauses:
            if clause.topic == topic:
                return clause
        raise KeyError(topic)

    def reversed(self) -> Comparison:
        """Return the comparison with the two texts exchanged, its clauses by topic."""
        clauses = sorted((one.reversed() for one in self.clauses), key=lambda one: one.topic)
        return Comparison(first=self.second, second=self.first, clauses=clauses)

    def page(self) -> Page:
        """Return what is shown."""
        whole_first = self.common + self._count(ClauseVerdict.ONLY_HERE)
        whole_second = self.common + self._count(ClauseVerdict.ONLY_THERE)
        rows = [(one.topic, one.verdict.value, _words(one)) for one in self.clauses]
        shares = (
            f"{self.common} clause topics in common: {self.common} of the first text's {whole_first}, "
            f"{self.common} of the second text's {whole_second}."
        )
        title = f"{self.first}, compared with {self.second}"
        return Page(title, [shares], [Section("Clauses", [Rows(rows, ("topic", "verdict", "terms"))])])


def _words(clause: ClauseComparison) -> str:
    differing = [str(term) for term in clause.terms if term.verdict is not ClauseVerdict.SAME]
    reasons = [f"because {one.words}" for one in clause.reasons]
    return "; ".join([*differing, *reasons])


def _share(part: int, whole: int) -> Fraction:
    return Fraction(part, whole) if whole else Fraction(0)


def compare(first: HasText, second: HasText) -> Comparison:
    """Compare two texts: agreements, drafts, models, or two versions of one.

    A clause is the same when both texts have the same sides, verbs and terms on its topic; words
    are not compared. Exchanging the texts exchanges the verdicts and nothing else.

    Raises:
        NoText: when one of them is no agreement, draft or model.

    >>> import tradetalks as tt
    >>> agreements = tt.load().agreements
    >>> found = tt.compare(agreements["us-khm-art-2025"], agreements["us-mys-art-2025"])
    >>> found.clause("export-controls").verdict.value
    'changed'
    """
    for one in (first, second):
        if not isinstance(getattr(one, "text", None), AgreementText):
            raise NoText(repr(one))
    here, there = aligned(first.text), aligned(second.text)
    topics = dict.fromkeys((*first.text.topics, *second.text.topics))
    clauses = [_clause(topic, here.get(topic), there.get(topic)) for topic in topics]
    return Comparison(first=first.text.title, second=second.text.title, clauses=clauses)


def _clause(topic: str, here: AlignedClause | None, there: AlignedClause | None) -> ClauseComparison:
    terms = tuple(_terms(here, there))
    if here is None:
        verdict = ClauseVerdict.ONLY_THERE
    elif there is None:
        verdict = ClauseVerdict.ONLY_HERE
    elif all(term.verdict is ClauseVerdict.SAME for term in terms):
        verdict = ClauseVerdict.SAME
    else:
        verdict = ClauseVerdict.CHANGED
    because = [
        commitment.because
        for clause in (here, there)
        if clause is not None
        for side in clause.sides
        for commitment in side.commitments
    ]
    reasons = tuple(sorted({one for one in because if one is not None}, key=lambda one: one.words))
    return ClauseComparison(topic=topic, verdict=verdict, terms=terms, reasons=reasons)


def _terms(here: AlignedClause | None, there: AlignedClause | None) -> Iterator[TermComparison]:
    for side in Side:
        one = None if here is None else here.of(side)
        other = None if there is None else there.of(side)
        if one is None and other is None:
            continue
        yield _verbs(side, one, other)
        mine: Mapping[str, tuple[Term, ...]] = {} if one is None else one.terms
        theirs: Mapping[str, tuple[Term, ...]] = {} if other is None else other.terms
        for name in sorted({*mine, *theirs}):
            rights = one is not None and other is not None and one.verb is other.verb is Verb.MAY
            yield _term(side, name, mine.get(name, ()), theirs.get(name, ()), rights=rights)


def _verbs(side: Side, one: AlignedSide | None, other: AlignedSide | None) -> TermComparison:
    mine: Verb | None = None if one is None else one.verb
    theirs: Verb | None = None if other is None else other.verb
    favours = None
    if mine is not None and theirs is not None and mine is not theirs and side is not Side.BOTH:
        order = tuple(Verb)
        # A harder verb binds its giver more, and so is kinder to the side across the table.
        favours = side.other if order.index(theirs) < order.index(mine) else side
    return TermComparison(
        side=side,
        name="verb",
        verdict=_verdict(mine, theirs),
        first=None if mine is None else mine.value,
        second=None if theirs is None else theirs.value,
        favours=favours,
    )


def _term(
    side: Side, name: str, mine: tuple[Term, ...], theirs: tuple[Term, ...], *, rights: bool
) -> TermComparison:
    one, other = bare(mine), bare(theirs)
    favours = None
    if len(one) == len(other) == 1 and side is not Side.BOTH:
        harder = more_onerous(one[0], other[0])
        if harder is not None:
            # What a side may do is its right: the stronger a choice of it, the kinder to that side.
            if rights and isinstance(one[0], ChoiceTerm):
                harder = not harder
            favours = side.other if harder else side
    return TermComparison(
        side=side,
        name=name,
        verdict=_verdict(one or None, other or None),
        first="; ".join(term.value for term in one) or None,
        second="; ".join(term.value for term in other) or None,
        favours=favours,
    )


def _verdict(mine: object, theirs: object) -> ClauseVerdict:
    if mine is None:
        return ClauseVerdict.ONLY_THERE
    if theirs is None:
        return ClauseVerdict.ONLY_HERE
    return ClauseVerdict.SAME if mine == theirs else ClauseVerdict.CHANGED
