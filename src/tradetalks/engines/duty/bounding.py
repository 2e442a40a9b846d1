"""The bounds of a duty: the least and the most that it can come to, whatever is answered to what is open.

Every answer to every open question that moves the duty is tried with every other, as long as that makes no more
than 256 cases, and then the bounds are exact. Beyond, each question is answered for the best and for the worst in
turn, three times over: each bound is then met by some case, and another case may lie beyond it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from tradetalks.engines.duty.cases import Case, Open, OpenKind
from tradetalks.engines.duty.keeping import keep

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tradetalks.engines.duty.assessing import Outcome, Question

__all__ = ["Bounds", "BoundsBook"]

#: So many cases are tried all together; with more open questions, one question after the other.
_MOST_CASES = 256


@frozen(kw_only=True)
class Bounds:
    """The least and the most that a duty can come to, and the open questions that decide it."""

    low: Fraction | None
    high: Fraction | None
    #: The questions that change the duty.
    depends_on: tuple[Open, ...]


@frozen(eq=False)
class BoundsBook:
    """Works out bounds, once for all lines that a law treats alike and that pay the same ordinary duty."""

    _kept: dict[tuple[object, ...], Bounds] = field(factory=dict, init=False)

    def bounds(self, question: Question, case: Case) -> Bounds:
        """Return the bounds of a duty over every answer to what is open."""
        asked = question.subject.questions(case)
        if not asked:
            return _over([question.outcome(case)], ())
        if not question.pays_one_column(case, asked):
            return _bounds(question, case, asked)
        key = (question.subject, question.subject.key(case), question.column(case).percent)
        known = self._kept.get(key)
        return keep(self._kept, key, _bounds(question, case, asked)) if known is None else known


def _bounds(question: Question, case: Case, asked: Sequence[Open]) -> Bounds:
    start = question.outcome(case)
    asked = [_distinct(question, one, case) for one in asked if one.answers]
    cases = {id(one): [one.answered(case, answer) for answer in one.answers] for one in asked}
    moving = [one for one in asked if _moves(question, cases[id(one)], start)]
    # What changes nothing alone may change something beside another claim.
    waiting = [one for one in asked if all(one is not other for other in moving)]
    supposed = [(each, question.outcome(each)) for one in moving for each in cases[id(one)]]
    moving += [
        one
        for one in waiting
        if any(
            _moves(question, (one.answered(each, answer) for answer in one.answers), outcome)
            for each, outcome in supposed
        )
    ]
    return _over((question.outcome(one) for one in _cases(question, case, moving)), tuple(moving))


def _over(outcomes: Iterable[Outcome], moving: tuple[Open, ...]) -> Bounds:
    spans = [one.span for one in outcomes]
    known = [one for one in spans if one is not None]
    if not known or len(known) < len(spans):
        return Bounds(low=None, high=None, depends_on=moving)
    return Bounds(low=min(low for low, _ in known), high=max(high for _, high in known), depends_on=moving)


def _distinct(question: Question, asked: Open, case: Case) -> Open:
    """Return a question with one answer for each outcome that it leads to by itself."""
    seen: dict[tuple[object, ...], object] = {}
    if asked.kind is not OpenKind.NUMBER:
        return asked
    for answer in asked.answers:
        seen.setdefault(question.outcome(asked.answered(case, answer)).key, answer)
    return evolve(asked, answers=tuple(seen.values()))


def _moves(question: Question, cases: Iterable[Case], start: Outcome) -> bool:
    return any(not question.outcome(one).is_like(start) for one in cases)


def _cases(question: Question, case: Case, asked: Sequence[Open]) -> Iterable[Case]:
    count = 1
    for one in asked:
        count *= 1 + len(one.answers)
    if count <= _MOST_CASES:
        return _all_cases(case, asked)
    return [case, *_climbed(question, case, asked)]


def _all_cases(case: Case, asked: Sequence[Open]) -> Iterable[Case]:
    cases = [case]
    for each in asked:
        cases = [
            new for one in cases for new in (one, *(each.answered(one, answer) for answer in each.answers))
        ]
    return cases


def _climbed(question: Question, case: Case, asked: Sequence[Open]) -> Iterable[Case]:
    """Yield the cases met on the way to the least and the most, one question after the other."""
    for sign in (1, -1):
        at = case
        for _round in range(3):
            for each in asked:
                tried = [at, *(each.answered(at, answer) for answer in each.answers)]
                yield from tried
                at = max(tried, key=lambda one: sign * (question.outcome(one).percent or Fraction(0)))
